"""The versions of a story side by side, and pairs of sentences that differ, on a page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from framing.languages.language import Language
from framing.show import plain_words
from framing.show.many import closest
from framing.show.markup import marked
from framing.show.meanings import RELATIONS
from framing.show.quoting import table_data
from framing.show.results import Result, result
from framing.tables.contracts.wire_tables import (
    BASIS,
    ELSEWHERE,
    LACKING,
    NOT_CAPTURED,
    TRIMMED,
)
from framing.tables.require import require, values_of
from framing.tables.rights import credits_of
from framing.wire.known_names import common_language, names_by_language
from framing.wire.phrase_by_phrase import changed, tokens_of
from framing.wire.said import said
from framing.wire.substance import differing
from framing.wire.weight import by_weight

MAX_TEXTS = 8
MAX_PAIRS, MOST_OPEN = 40, 10  # the rest of those shown is closed
MAX_REPLACED = 12
MAX_SIDES = 3  # pairs of sentences beneath one replacement
_SAID = {BASIS: "", **RELATIONS}
_CALLED = {"speaker": "who says or does it"}
_KEY = ["article", "sentence"]
_KINDS = ("reporting verb", "certainty", "name", "number", "other")
_OF_PAIR = ["article_a", "sentence_a", "article_b", "sentence_b"]
Key = tuple[str, int]


def versions(
    synopsis: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    truncation: pd.DataFrame,
    reference: str = "",
    passages: pd.DataFrame | None = None,
    articles: pd.DataFrame | None = None,
    name: str = "versions",
) -> Result:
    """Show one story in side-by-side versions: a row a unit of the story, a column a text.

    Of a story in more than eight versions, those that share most with one of them are shown,
    and the units that at least two of these tell.

    Parameters
    ----------
    synopsis : a row is a unit and a text of one story.
    sentences : a row is a sentence of those texts.
    truncation : what a cut from the end would remove, to stand beside every absence.
    reference : the agency's original, if it is one of the texts: what it has and another
        text has not is called omitted then, else not found.
    passages : sentences that carry a frame; the ten units in which it is raised, lost or changed by
        most texts lead, in the story's order, the others are closed.
    articles : where given, whose each text is and under which licence, as far as they tell.
    name : the name under which the index finds it.
    """
    cells = require(synopsis, "synopsis")
    texts = list(cells["article"].unique())
    columns = closest(cells, most=MAX_TEXTS, reference=reference)
    shown = cells[cells["article"].isin(columns)]
    told = shown[~shown["relation"].isin(LACKING)].groupby("unit").size()
    told = told[told >= (2 if len(columns) < len(texts) else 1)]
    named_by = cells[cells["relation"] == BASIS].drop_duplicates("unit").set_index("unit")
    story = _Story(sentences, truncation, reference)
    standing = cells[~cells["relation"].isin([*LACKING, ELSEWHERE])]
    story.units = {key: row["unit"] for row in standing.to_dict("records") for key in _keys(row)}
    rows = [
        {
            "unit": unit + 1,
            "cells": [story.cell(row, named_by.loc[unit]) for row in own.to_dict("records")],
        }
        for unit, own in shown[shown["unit"].isin(told.index)].groupby("unit")
    ]
    framed = _framed(passages, story.units, columns)
    kept = _gravest([row["unit"] for row in rows if row["unit"] in framed], framed, len(columns))
    lead = [row for row in rows if row["unit"] in kept] or rows
    left = [row for row in rows if row not in lead]
    others = [row for row in left if row["unit"] in framed]
    bare = [row for row in left if row["unit"] not in framed]
    caption = _caption(cells, texts, reference, len(columns), len(told))
    credits = credits_of(articles)
    page = {
        "of": f"v{hashlib.sha256(' '.join(columns).encode()).hexdigest()[:6]}",
        "caption": caption,
        "head": [(story.names[text], credits.get(text, "")) for text in columns],
        "lead": lead,
        "rest": {"with a frame": others, "in which no text has a frame": bare},
    }
    data = {"caption": caption, "texts": texts}
    return result("show/versions", "versions", name, page=page, data=data)


def _framed(
    passages: pd.DataFrame | None, units: Mapping[Key, int], columns: Sequence[str]
) -> dict[int, set[str]]:
    """Return for each unit with a frame, by its number, the texts shown that raise one in it."""
    found: dict[int, set[str]] = {}
    rows = () if passages is None else passages[_KEY].itertuples(index=False, name=None)
    for key in rows:
        if key in units:
            found.setdefault(units[key] + 1, set()).update({key[0]} & {*columns})
    return found


def _gravest(units: Sequence[int], framed: Mapping[int, set[str]], n: int) -> set[int]:
    """Return the units in which most texts raise a frame that most others do not, ten at most."""
    apart = {unit: len(framed[unit]) * (n - len(framed[unit])) for unit in units}
    return set(sorted(units, key=lambda unit: -apart[unit])[:MOST_OPEN])


def pairs(
    alignments: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    name: str,
    caption: str,
    about: str = "",
    shown: int = MAX_PAIRS,
) -> Result:
    """Show pairs of counterparts, marked where they differ in substance, else in wording.

    Parameters
    ----------
    alignments : the pairs to be shown, by their weight (see :func:`framing.wire.weight.by_weight`).
    sentences : a row is a sentence of those texts.
    name : the name under which the index finds it.
    caption : one line that says what is shown.
    about : what else is to be said of it, such as how often it is right.
    shown : the most pairs shown; all are in the data.
    """
    rows = by_weight(alignments)
    story = _Story(sentences)
    groups = story.alike(rows)
    same = f" in {plain_words.count(len(groups), 'wording')}" if len(groups) < len(rows) else ""
    told = f"{caption}: {plain_words.count(len(rows), 'pair')}{same}."
    left = f" {shown} are shown, the gravest first." if len(groups) > shown else ""
    made = [story.pair(group) for group in groups[:shown]]
    page = {
        "sentence": told,
        "left": left,
        "about": about,
        "pairs": made[:MOST_OPEN],
        "rest": made[MOST_OPEN:],
    }
    data = {"sentence": told, "pairs": rows[_OF_PAIR].to_numpy().tolist()}
    return result("show/pairs", "pairs", name, page=page, data=data)


def flags_sentence(read: pd.DataFrame) -> str:
    """Say how many flags in real copies two readers called real; nothing if none was read.

    Parameters
    ----------
    read : what :func:`framing.wire.flags_read.flags_read` returns.
    """
    told = [
        f"{row.n} flags of {row.relation} pairs: both called {row.n_both} real "
        f"({100 * row.n_both / row.n:.0f} %, 95 % interval {100 * row.low:.0f} to "
        f"{100 * row.high:.0f} %) and decided alike on {row.n_alike}"
        for row in read.itertuples()
    ]
    if not told:
        return ""
    return (
        "Language models read flags of this kind in pairs of real articles twice, each time for "
        f"itself. Of {'; of '.join(told)}."
    )


def replacements(
    substitutions: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    name: str = "substitutions",
    shown: int = MAX_REPLACED,
) -> Result:
    """Show phrases that stand for each other, by kind; each opens the sentences they stand in.

    Parameters
    ----------
    substitutions : a row is a pair of phrases (see :func:`framing.wire.substitutions`).
    sentences : a row is a sentence of those texts.
    name : the name under which the index finds it.
    shown : the most phrases shown of a kind, the most frequent first; all are in the data.
    """
    rows = require(substitutions, "substitutions")
    story = _Story(sentences)
    sides = rows[["phrase_a", "phrase_b"]].fillna("–")
    rows = rows.assign(said=[" / ".join(sorted(both)) for both in sides.to_numpy()])
    own = dict(list(rows.groupby("kind")))
    kinds_of = rows[["kind", "said"]].drop_duplicates()
    n = plain_words.count(len(kinds_of), "pair")
    where = plain_words.count(len(rows), "place")
    told = f"{n} of phrases that stand for one another in counterparts, at {where}."
    kinds = [_kind(kind, own[kind], story, shown) for kind in _KINDS if kind in own]
    kept = rows[["kind", *_OF_PAIR[:2], "phrase_a", *_OF_PAIR[2:], "phrase_b"]]
    data = {"caption": told, "key": [], **table_data(kept)}
    page = {"sentence": told, "kinds": kinds}
    return result("show/replacements", "table", name, page=page, data=data)


def _kind(kind: str, rows: pd.DataFrame, story: _Story, shown: int) -> dict[str, Any]:
    order = rows.groupby("said", sort=False).size().sort_values(ascending=False, kind="stable")
    found = dict(list(rows.groupby("said", sort=False)))
    listed = [
        {
            "said": said,
            "n": n,
            "pairs": [story.sides(row) for row in found[said].head(MAX_SIDES).to_dict("records")],
        }
        for said, n in order.head(shown).items()
    ]
    return {"name": kind, "found": listed, "n": len(order)}


def _caption(cells: pd.DataFrame, texts: list[str], reference: str, shown: int, rows: int) -> str:
    if not texts:
        return "No two texts here tell one story in shared wording."
    first = "agency's" if texts[0] == reference else "longest"
    units = cells["unit"].nunique()
    told = f"{plain_words.count(rows, 'row')} that two or more of them tell"
    left = f"; shown are the {shown} that share most, and {told}" if shown < len(texts) else ""
    return (
        f"One story in {plain_words.count(len(texts), 'version')} and "
        f"{plain_words.count(units, 'row')}, in the order of the {first} text{left}. Grey: the "
        "sentence that names the row. Marked in trimmed or extended ones: words that it has not."
    )


class _Story:
    """What the cells and pairs of one page look up."""

    def __init__(
        self,
        sentences: pd.DataFrame,
        truncation: pd.DataFrame | None = None,
        reference: str = "",
    ) -> None:
        sentences = require(sentences, "sentences")
        self.reference = reference
        self.rows = {(row["article"], row["sentence"]): row for row in sentences.to_dict("records")}
        self.totals = plain_words.totals(sentences)
        self.numbers = plain_words.numbers(sentences)
        self.names = plain_words.names(sentences)
        self.known = names_by_language(sentences)
        self.units: dict[Key, int] = {}
        cut = {} if truncation is None else truncation.groupby(["article", "unit"])["cut"].all()
        self.cut = dict(cut)

    def cell(self, row: Mapping[str, Any], first: pd.Series) -> dict[str, Any]:
        """Return one text's version of a unit, that ``first`` names, or that it has none."""
        cell = {"relation": row["relation"]}
        if row["relation"] in (*LACKING, ELSEWHERE):
            return {**cell, "absent": self._absent(row, first), "sentences": []}
        basis = list(_keys(first))
        each = values_of(row["relations"]) or [row["relation"]] * len(values_of(row["sentences"]))
        told = [self._sentence(*one, basis) for one in zip(_keys(row), each, strict=True)]
        return {**cell, "absent": "", "sentences": told}

    def _absent(self, row: Mapping[str, Any], first: pd.Series) -> str:
        """Say why a cell has no sentence: it stands in another row, or nowhere here."""
        if row["relation"] == ELSEWHERE:
            units = sorted({self.units[key] + 1 for key in _keys(row) if key in self.units})
            named = plain_words.listed([str(unit) for unit in units])
            return f"see {'row' if len(units) == 1 else 'rows'} {named}"
        if row["relation"] == NOT_CAPTURED:
            return f"no {self.rows[next(_keys(first))]['zone']} captured"
        cut = bool(self.cut.get((row["article"], row["unit"]), False))
        word = "omitted" if first["article"] == self.reference else "not found"
        return f"{word}; cutting for length alone would have dropped it" if cut else word

    def alike(self, rows: pd.DataFrame) -> list[list[dict[str, Any]]]:
        """Group pairs whose two sentences have the same words, copies of one another."""
        pairs = rows.to_dict("records")
        keys = {key for row in pairs for key in _ends(row)}
        words = {
            key: " ".join(one.key for one in tokens_of(self._text(key), self._language(key, key)))
            for key in keys
        }
        groups: dict[frozenset[str], list[dict[str, Any]]] = {}
        for row in pairs:
            groups.setdefault(frozenset(words[key] for key in _ends(row)), []).append(row)
        return list(groups.values())

    def pair(self, group: list[dict[str, Any]]) -> dict[str, Any]:
        """Return a pair of counterparts, each with its text and place, and where else it stands."""
        row = group[0]
        told = [_CALLED.get(kind, kind) for kind in values_of(row["differs"])]
        relation = RELATIONS[row["relation"]]
        about = f"{relation}; differ: {', '.join(told)}" if told else relation
        others = {key for other in group for key in _ends(other)} - {*_ends(row)}
        places = [f"{self.names[key[0]]}, {self._place(key)}" for key in sorted(others)]
        also = f" · the same also in {plain_words.listed(places)}" if places else ""
        return {"about": about + also, "sides": self.sides(row)}

    def sides(self, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return both sentences of a pair, each marked where it differs from the other."""
        one, other = _ends(row)
        kinds = values_of(row.get("differs"))
        return [self._side(one, other, kinds), self._side(other, one, kinds)]

    def _side(self, key: Key, other: Key, kinds: list[str]) -> dict[str, Any]:
        """Return a sentence, marked where it differs in substance, else where in wording."""
        text, there, of = self._text(key), self._text(other), self._language(key, other)
        known = self.known[of.code]
        spans = (
            differing(text, said(there, of, known), kinds, known, of)
            if kinds
            else changed(text, there, of)
        )
        about = f"{self.names[key[0]]}, {self._place(key)}"
        return {"pieces": marked(text, spans), "about": about}

    def _sentence(self, key: Key, relation: str, basis: list[Key]) -> dict[str, Any]:
        text, there = self._text(key), " ".join(map(self._text, basis))
        about = " · ".join(part for part in (_SAID[relation], self._place(key)) if part)
        is_trimmed = relation == TRIMMED
        spans = changed(text, there, self._language(key, basis[0])) if is_trimmed else []
        return {"about": about, "pieces": marked(text, spans)}

    def _place(self, key: Key) -> str:
        return plain_words.place(self.rows[key]["zone"], self.numbers[key], self.totals[key[0]])

    def _text(self, key: Key) -> str:
        return str(self.rows[key]["text"])

    def _language(self, one: Key, other: Key) -> Language:
        return common_language(self.rows[one]["language"], self.rows[other]["language"])


def _ends(row: Mapping[str, Any]) -> tuple[Key, Key]:
    """Return the two sentences of a pair."""
    return (row["article_a"], int(row["sentence_a"])), (row["article_b"], int(row["sentence_b"]))


def _keys(row: Mapping[str, Any] | pd.Series) -> Iterator[Key]:
    """Yield the sentences of a cell."""
    for number in values_of(row["sentences"]):
        yield str(row["article"]), int(number)
