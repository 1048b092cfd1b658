"""The versions of a story side by side, and what cutting from the end would remove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus.zones import RUNNING
from framing.tables.contracts.wire_tables import ABSENT, BASIS, REWORDED, TRIMMED, VERBATIM
from framing.tables.require import check_choice, empty, require
from framing.wire.align import BY, both_ways
from framing.wire.origin import check_reference

_ORDER = (VERBATIM, TRIMMED, REWORDED)
_COLUMNS = ["story", "unit", "article", "outlet", "sentences", "relation", "rank", "moved"]
_MERGED = 0.6  # of the content of a sentence is held by one that was merged from it and others

Key = tuple[str, int]


class Link(NamedTuple):
    """A counterpart of a sentence: which, in what relation, how alike, and if it is merged in."""

    key: Key
    relation: str
    strength: float
    merged: bool


@dataclass
class Version:
    """A text of a story: its outlet, how many running sentences it has, the place of each."""

    article: str
    outlet: str
    running: int = 0
    ranks: dict[int, Any] = field(default_factory=dict)


class Unit:
    """One thing that the story tells: which sentences of which text tell it, and how."""

    def __init__(self, key: Key) -> None:
        self.cells: dict[str, list[int]] = {key[0]: [key[1]]}
        self.relations: dict[str, str] = {key[0]: BASIS}

    def named_by(self, key: Key) -> bool:
        """Tell whether this sentence names the unit."""
        article, sentence = key
        return self.relations.get(article) == BASIS and self.cells[article][0] == sentence

    def add(self, key: Key, relation: str) -> None:
        """Note that a sentence tells this unit too; the best relation of a text's counts."""
        article, sentence = key
        self.cells.setdefault(article, []).append(sentence)
        known = self.relations.get(article, relation)
        self.relations[article] = min(known, relation, key=_ORDER.index)


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
    sentences, then by name) in its order; what only other texts tell follows the unit that
    stands before it there. ``relation`` is *basis* for the text whose sentence names the
    unit, *verbatim*, *trimmed* or *reworded* for those that have a counterpart of it, and
    *absent*. ``sentences`` are the numbers of the text's sentences, joined by ``;``,
    ``rank`` is the first one's place, and ``moved`` how many places later (or, below 0,
    earlier) the unit stands among those that the text shares with the story's first text.

    Raises
    ------
    ParameterError : an unknown ``by``; ``reference`` is no article of ``sentences``.

    Notes
    -----
    A text is added sentence by sentence to the unit of its best counterpart among the texts
    before it, longest first (verbatim before trimmed before reworded, then by containment
    both ways), and to every further unit of whose naming sentence it is a counterpart that
    holds most of the content: a sentence that merges two stands in both.

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
        versions.sort(key=lambda v: (v.article != reference, -v.running, v.article))
        story = family if is_named else f"{event}: {family}"
        rows += [(story, *row) for row in _rows(_units(versions, links), versions)]
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
    told = synopsis[synopsis["relation"] != ABSENT]
    sizes = told.groupby("story")["article"].nunique()
    sizes = sizes[sizes > 1]
    return synopsis[synopsis["story"] == sizes.idxmax()] if len(sizes) else synopsis.iloc[:0]


def _links(alignments: pd.DataFrame) -> dict[Key, list[Link]]:
    """Return the counterparts of each sentence; one of which most is held here is merged in."""
    rows = both_ways(alignments)
    strength = rows["containment"] * rows["contained"]
    strength = strength.fillna(rows["similarity"]).fillna(0.0)
    found: dict[Key, list[Link]] = {}
    for row, strong in zip(rows.itertuples(), strength, strict=True):
        link = Link((row.other, row.other_sentence), row.relation, strong, row.contained >= _MERGED)
        found.setdefault((row.article, row.sentence), []).append(link)
    return found


def _stories(sentences: pd.DataFrame, by: str) -> dict[tuple[str, str], list[Version]]:
    """Return the texts of each story, by event and its name within it."""
    found: dict[tuple[str, str], dict[str, Version]] = {}
    columns = [sentences[c].tolist() for c in ("article", "outlet", "sentence", "rank")]
    running = sentences["zone"].isin(RUNNING).tolist()
    stories = zip(sentences["event"].tolist(), sentences[by].tolist(), strict=True)
    for story, article, outlet, sentence, rank, runs in zip(
        stories, *columns, running, strict=True
    ):
        versions = found.setdefault(story, {})
        version = versions.get(article) or versions.setdefault(article, Version(article, outlet))
        version.ranks[sentence] = rank
        version.running += runs
    return {story: list(versions.values()) for story, versions in found.items()}


def _units(versions: list[Version], links: dict[Key, list[Link]]) -> list[Unit]:
    """Add text after text: each sentence to the units that it tells, or as a new unit."""
    order: list[Unit] = []
    placed: dict[Key, list[Unit]] = {}
    for version in versions:
        previous: Unit | None = None
        for sentence in sorted(version.ranks):
            key = (version.article, sentence)
            found = _told(links.get(key, []), placed, version.article)
            for unit, relation in found:
                unit.add(key, relation)
            if not found:
                unit = Unit(key)
                order.insert(order.index(previous) + 1 if previous else 0, unit)
                found = [(unit, BASIS)]
            placed[key] = [unit for unit, _ in found]
            previous = max(placed[key], key=order.index) if len(found) > 1 else found[0][0]
    return order


def _told(links: list[Link], placed: dict[Key, list[Unit]], article: str) -> list[tuple[Unit, str]]:
    """Return the units that a sentence tells: that of its best counterpart, and merged ones.

    Of equally good ones it is the first that this text has not told yet.
    """
    known = sorted(
        (link for link in links if link.key in placed),
        key=lambda link: (
            _ORDER.index(link.relation),
            -round(link.strength, 9),
            article in placed[link.key][0].cells,
            link.key,
        ),
    )
    if not known:
        return []
    best, *others = known
    merged = [
        link
        for link in others
        if link.merged and best.relation != VERBATIM and placed[link.key][0].named_by(link.key)
    ]
    told: dict[int, tuple[Unit, str]] = {}
    for link in (best, *merged):
        unit = placed[link.key][0]
        told.setdefault(id(unit), (unit, _to_basis(unit, links, link)))
    return list(told.values())


def _to_basis(unit: Unit, links: list[Link], through: Link) -> str:
    """Return a sentence's relation to the one that names the unit.

    Where it is not paired with that one, the weaker of the two relations between them counts.
    """
    basis = next(iter(unit.cells))
    named = (basis, unit.cells[basis][0])
    direct = next((link.relation for link in links if link.key == named), None)
    there = unit.relations[through.key[0]]
    return direct or max(through.relation, VERBATIM if there == BASIS else there, key=_ORDER.index)


def _rows(units: list[Unit], versions: list[Version]) -> Iterator[tuple[object, ...]]:
    """Yield for each unit and text where it stands there, as ``_COLUMNS`` names it."""
    first = versions[0].article
    moved = {each.article: _moved(units, first, each.article) for each in versions}
    for number, unit in enumerate(units):
        for version in versions:
            article = version.article
            told = sorted(unit.cells.get(article, ()))
            yield (
                number,
                article,
                version.outlet,
                ";".join(map(str, told)) or None,
                unit.relations.get(article, ABSENT),
                version.ranks[told[0]] if told else None,
                moved[article].get(number),
            )


def _moved(units: list[Unit], first: str, article: str) -> dict[int, int]:
    """Return by how many places each unit that two texts share stands later in the other."""
    if article == first:
        return {}
    common = [n for n, unit in enumerate(units) if {first, article} <= unit.cells.keys()]
    there, here = (
        sorted(common, key=lambda n: (min(units[n].cells[text]), n)) for text in (article, first)
    )
    place = {n: place for place, n in enumerate(here)}
    return {n: later - place[n] for later, n in enumerate(there)}
