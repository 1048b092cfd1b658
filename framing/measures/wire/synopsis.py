"""The versions of a story side by side, and what cutting from the end would remove."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from framing.contracts.wire import ABSENT, BASIS, REWORDED, TRIMMED, VERBATIM
from framing.corpus.zones import RUNNING
from framing.measures.wire.align import BY, both_ways
from framing.measures.wire.origin import check_reference
from framing.tables import check_choice, empty, require

_ORDER = (VERBATIM, TRIMMED, REWORDED)
_MERGED = 0.6  # of the content of a sentence is held by one that was merged from it and others

Key = tuple[str, int]


class Link(NamedTuple):
    """A counterpart of a sentence: which, in what relation, how alike, and if it is merged in."""

    key: Key
    relation: str
    strength: float
    merged: bool


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
    TableError : a column is missing, of a wrong type, or a row stands twice.
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
    tables = []
    for (event, family), rows in sentences.groupby(["event", by]):
        articles = _by_length(rows, reference)
        story = family if is_named else f"{event}: {family}"
        tables.append(_table(_units(rows, articles, links), rows, articles).assign(story=story))
    return require(pd.concat(tables), "synopsis") if tables else empty("synopsis")


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


def _by_length(rows: pd.DataFrame, reference: str) -> list[str]:
    """Return the articles of a story: the reference, then the longest first, then by name."""
    running = rows["zone"].isin(RUNNING).groupby(rows["article"]).sum()
    return sorted(
        running.index, key=lambda article: (article != reference, -running[article], article)
    )


def _units(rows: pd.DataFrame, articles: list[str], links: dict[Key, list[Link]]) -> list[Unit]:
    """Add text after text: each sentence to the units that it tells, or as a new unit."""
    order: list[Unit] = []
    placed: dict[Key, list[Unit]] = {}
    numbers = rows.sort_values("sentence").groupby("article")["sentence"].agg(list)
    for article in articles:
        previous: Unit | None = None
        for sentence in numbers[article]:
            key = (article, sentence)
            found = _told(links.get(key, []), placed, article)
            for unit, relation in found:
                unit.add(key, relation)
            if not found:
                unit = Unit(key)
                order.insert(order.index(previous) + 1 if previous else 0, unit)
                found = [(unit, BASIS)]
            placed[key] = [unit for unit, _ in found]
            previous = max(placed[key], key=order.index)
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


def _table(units: list[Unit], rows: pd.DataFrame, articles: list[str]) -> pd.DataFrame:
    outlets = rows.groupby("article")["outlet"].first()
    ranks = rows.set_index(["article", "sentence"])["rank"]
    moved = {article: _moved(units, articles[0], article) for article in articles}
    return pd.DataFrame(
        {
            "unit": number,
            "article": article,
            "outlet": outlets[article],
            "sentences": ";".join(map(str, sorted(unit.cells[article])))
            if article in unit.cells
            else None,
            "relation": unit.relations.get(article, ABSENT),
            "rank": ranks[article, min(unit.cells[article])] if article in unit.cells else None,
            "moved": moved[article].get(number),
        }
        for number, unit in enumerate(units)
        for article in articles
    )


def _moved(units: list[Unit], first: str, article: str) -> dict[int, int]:
    """Return by how many places each unit that two texts share stands later in the other."""
    common = [n for n, unit in enumerate(units) if {first, article} <= unit.cells.keys()]
    there = sorted(common, key=lambda n: (min(units[n].cells[article]), n))
    here = sorted(common, key=lambda n: (min(units[n].cells[first]), n))
    return {n: there.index(n) - here.index(n) for n in common} if article != first else {}
