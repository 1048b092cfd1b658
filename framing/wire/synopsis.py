"""The versions of a story side by side, and what cutting from the end would remove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus.zones import RUNNING
from framing.tables.contracts.wire_tables import (
    ABSENT,
    BASIS,
    ELSEWHERE,
    LACKING,
    NOT_CAPTURED,
    REWORDED,
    TRIMMED,
    VERBATIM,
)
from framing.tables.require import check_choice, empty, require
from framing.wire.align import BY, both_ways
from framing.wire.origin import check_reference

_ORDER = (VERBATIM, TRIMMED, REWORDED)
_COLUMNS = [
    "story", "unit", "article", "outlet", "sentences", "relation", "relations", "rank", "moved"
]  # fmt: skip
_LIKE = 0.95  # of what stands in a unit through another sentence than the one that names it
_MARGIN = 0.25  # of likeness, below that to a sentence's best counterpart
_MERGED = 0.6  # of the content of a sentence is held by one that was merged from it and others
_HALF = (
    0.5  # of the content of a sentence that leads to a unit; the rest may be what the unit tells
)

Key = tuple[str, int]


class Link(NamedTuple):
    """A counterpart of a sentence: which, in what relation, how alike, and what each holds."""

    key: Key
    relation: str
    likeness: float  # verbatim before trimmed before reworded
    merged: bool
    part: bool  # word for word, and less than half of the sentence's own content


@dataclass
class Version:
    """A text of a story: its outlet, how many running words it has, and of each sentence the place.

    ``zones`` are those of which it has a sentence.
    """

    article: str
    outlet: str
    words: int = 0
    ranks: dict[int, Any] = field(default_factory=dict)
    zones: dict[int, str] = field(default_factory=dict)


class Unit:
    """One thing that the story tells: which sentences of which text tell it, and how."""

    def __init__(self, key: Key, zone: str) -> None:
        self.key, self.zone = key, zone
        self.cells: dict[str, list[int]] = {key[0]: [key[1]]}
        self.relations: dict[str, str] = {key[0]: BASIS}
        self.each: dict[Key, str] = {key: BASIS}

    def add(self, key: Key, relation: str) -> None:
        """Note that a sentence tells this unit too; the best relation of a text's counts."""
        article, sentence = key
        self.cells.setdefault(article, []).append(sentence)
        self.each[key] = relation
        known = self.relations.get(article, relation)
        self.relations[article] = min(known, relation, key=_ORDER.index)

    def place(self, article: str) -> int:
        """Return the sentence that tells this unit best in a text, of equals the nearest."""
        best = self.relations[article]
        told = (n for n in self.cells[article] if self.each[article, n] == best)
        return min(told, key=lambda n: (abs(n - self.key[1]), n))


def synopsis(
    sentences: pd.DataFrame,
    alignments: pd.DataFrame,
    *,
    by: str = "event",
    reference: str = "",
) -> pd.DataFrame:
    """Set the versions of each story side by side: a row a unit of the story and a text.

    Parameters
    ----------
    sentences : a row is a sentence.
    alignments : a row is a pair of counterparts.
    by : ``event`` or ``family``: which texts tell one story.
    reference : an article to start from instead of the longest, such as the agency's.

    Returns
    -------
    A row is a story, a unit and a text. Units are the sentences of the longest text (most
    words, then by name) in its order; what only other texts tell follows the unit that
    stands before it there. ``relation`` is *basis* for the text whose sentence names the
    unit, *verbatim*, *trimmed* or *reworded* for those that have a counterpart of that sentence,
    *elsewhere* where the counterpart is closer to another unit and stands there, *absent*, and
    *not captured* of a headline or a caption where a text has none. ``sentences`` are the
    numbers of the text's sentences, joined by ``;``, and ``relations`` the relation of each, of
    which ``relation`` is the best; ``rank`` is the first one's place, and
    ``moved`` how many places later (or, below 0, earlier) the unit stands among those that the
    text shares with the story's first text.

    Raises
    ------
    ParameterError : an unknown ``by``; ``reference`` is no article of ``sentences``.

    Notes
    -----
    Each sentence stands with its best counterpart (verbatim before trimmed before reworded, then
    by similarity): the best pairs of all are put together first. It stands too with every sentence
    that names a unit and most of whose content it holds, as one that merges two. ``relation`` is
    that to the sentence that names the unit; if the two are no pair, the weaker of those that lead
    there. To stand in a unit through another sentence than the one that names it, it must be
    verbatim, trimmed or of a similarity of .95; a trimmed one must hold half of what that sentence
    says, since the rest may be what that one has in common with the unit.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "a", "b"], "sentence": [0, 1, 0],
    ...     "text": ["The talks began.", "Snow fell.", "The talks began today."]})
    >>> pairs = pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"],
    ...     "sentence_b": [0], "relation": ["trimmed"], "similarity": [0.9]})
    >>> synopsis(table, pairs)[["unit", "article", "relation"]].values.tolist()
    [[0, 'a', 'basis'], [0, 'b', 'trimmed'], [1, 'a', 'basis'], [1, 'b', 'absent']]
    """
    check_choice(by, BY, what="by")
    sentences = require(sentences, "sentences")
    check_reference(reference, sentences)
    links = _links(alignments)
    is_named = by == "event" or sentences["event"].nunique() == 1
    rows = []
    for (event, family), versions in sorted(_stories(sentences, by).items()):
        versions.sort(key=lambda v: (v.article != reference, -v.words, v.article))
        story = family if is_named else f"{event}: {family}"
        within = _within(versions, links)
        units = _units(versions, within)
        rows += [(story, *row) for row in _rows(units, versions, within)]
    return require(pd.DataFrame(rows, columns=_COLUMNS), "synopsis") if rows else empty("synopsis")


def largest_story(synopsis: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the story that most texts tell; of equals the first by name.

    Parameters
    ----------
    synopsis : a row is a story, a unit and a text (see :func:`synopsis`).

    Returns
    -------
    Its rows; none if no two texts tell one story.

    Examples
    --------
    >>> cells = pd.DataFrame({"story": ["s", "s", "t"], "unit": 0, "article": ["a", "b", "c"],
    ...     "relation": ["basis", "verbatim", "basis"]})
    >>> largest_story(cells)["article"].tolist()
    ['a', 'b']
    """
    synopsis = require(synopsis, "synopsis")
    told = synopsis[~synopsis["relation"].isin(LACKING)]
    sizes = told.groupby("story")["article"].nunique()
    sizes = sizes[sizes > 1]
    return synopsis[synopsis["story"] == sizes.idxmax()] if len(sizes) else synopsis.iloc[:0]


def _links(alignments: pd.DataFrame) -> dict[Key, list[Link]]:
    """Return the counterparts of each sentence; one of which most is held here is merged in."""
    rows = both_ways(alignments)
    closeness = len(_ORDER) - 1 - rows["relation"].map(_ORDER.index).astype("float64")
    likeness = rows["similarity"].fillna(0.0).round(9) + closeness
    found: dict[Key, list[Link]] = {}
    for row, like in zip(rows.itertuples(), likeness, strict=True):
        part = row.relation == TRIMMED and row.containment < _HALF
        held = row.contained >= _MERGED, part
        link = Link((row.other, row.other_sentence), row.relation, like, *held)
        found.setdefault((row.article, row.sentence), []).append(link)
    return found


def _stories(sentences: pd.DataFrame, by: str) -> dict[tuple[str, str], list[Version]]:
    """Return the texts of each story, by event and its name within it."""
    found: dict[tuple[str, str], dict[str, Version]] = {}
    running = sentences["n_words"].where(sentences["zone"].isin(RUNNING)).fillna(0)
    columns = ["article", "outlet", "sentence", "rank", "zone"]
    stories = zip(sentences["event"].tolist(), sentences[by].tolist(), strict=True)
    rows = sentences[columns].itertuples(index=False, name=None)
    for story, words, row in zip(stories, running.tolist(), rows, strict=True):
        article, outlet, sentence, rank, zone = row
        versions = found.setdefault(story, {})
        version = versions.setdefault(article, Version(article, outlet))
        version.ranks[sentence] = rank
        version.zones[sentence] = zone
        version.words += words
    return {story: list(versions.values()) for story, versions in found.items()}


def _within(versions: list[Version], links: dict[Key, list[Link]]) -> dict[Key, list[Link]]:
    """Return the counterparts that sentences of a story have in that story."""
    story = {(version.article, sentence) for version in versions for sentence in version.ranks}
    found = {key: [link for link in links.get(key, []) if link.key in story] for key in story}
    return {key: counterparts for key, counterparts in found.items() if counterparts}


def _units(versions: list[Version], links: dict[Key, list[Link]]) -> list[Unit]:
    """Name units text after text; what is not told yet names one, and its counterparts follow."""
    order: list[Unit] = []
    placed: dict[Key, Unit] = {}
    waiting: list[tuple[float, Key, Key, str, bool]] = []
    best = {key: max(link.likeness for link in found) for key, found in links.items()}

    def place(key: Key, unit: Unit) -> None:
        placed[key] = unit
        for link in links.get(key, []):
            heappush(waiting, (-link.likeness, link.key, key, link.relation, link.part))

    for version in versions:
        previous: Unit | None = None
        for sentence in sorted(version.ranks):
            key = (version.article, sentence)
            if key not in placed:
                unit = Unit(key, version.zones[sentence])
                order.insert(order.index(previous) + 1 if previous else 0, unit)
                place(key, unit)
            previous = placed[key]
        while waiting:
            like, key, through, relation, part = heappop(waiting)
            unit = placed[through]
            is_near = through == unit.key or (-like >= _LIKE and not part)
            if key not in placed and is_near and -like >= best[key] - _MARGIN:
                unit.add(key, _to_basis(unit, links.get(key, []), through, relation))
                place(key, unit)
    for key, unit in placed.items():
        for link in links.get(key, []):
            named = placed[link.key]
            if link.merged and named.key == link.key and named is not unit:
                named.add(key, link.relation)
    return order


def _to_basis(unit: Unit, links: list[Link], through: Key, relation: str) -> str:
    """Return a sentence's relation to the one that names the unit.

    Where it is not paired with that one, the weaker of the two relations between them counts.
    """
    direct = next((link.relation for link in links if link.key == unit.key), None)
    there = unit.each[through]
    return direct or max(relation, VERBATIM if there == BASIS else there, key=_ORDER.index)


def _rows(
    units: list[Unit], versions: list[Version], links: dict[Key, list[Link]]
) -> Iterator[tuple[object, ...]]:
    """Yield for each unit and text where it stands there, as ``_COLUMNS`` names it."""
    first = versions[0].article
    moved = {each.article: _moved(units, first, each.article) for each in versions}
    for number, unit in enumerate(units):
        others: dict[str, list[int]] = {}
        for link in sorted(links.get(unit.key, []), key=lambda link: -link.likeness):
            others.setdefault(link.key[0], []).append(link.key[1])
        for version in versions:
            article = version.article
            relation = unit.relations.get(article)
            told = own = sorted(unit.cells.get(article, ()))
            if relation is None and article in others:
                relation, told = ELSEWHERE, others[article][:1]
            if relation is None:
                has = unit.zone in RUNNING or unit.zone in version.zones.values()
                relation = ABSENT if has else NOT_CAPTURED
            yield (
                number,
                article,
                version.outlet,
                ";".join(map(str, told)) or None,
                relation,
                ";".join(unit.each[article, n] for n in own) or None,
                version.ranks[told[0]] if told else None,
                moved[article].get(number),
            )


def _moved(units: list[Unit], first: str, article: str) -> dict[int, int]:
    """Return by how many places each unit that two texts share stands later in the other."""
    if article == first:
        return {}
    common = [n for n, unit in enumerate(units) if {first, article} <= unit.cells.keys()]
    there, here = (
        sorted(common, key=lambda n: (units[n].place(text), n)) for text in (article, first)
    )
    place = {n: place for place, n in enumerate(here)}
    return {n: later - place[n] for later, n in enumerate(there)}
