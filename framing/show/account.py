"""The account of a text: in a sentence how it raises a frame, in whose voice, and how it is put."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.corpus.zones import HEADLINE, RUNNING
from framing.show.markup import anchor
from framing.show.plain_words import count, listed, named_speakers, sizes, subcodes, totals
from framing.tables.codes import (
    CALLED_FOR,
    DENIED,
    FEARED,
    OPPOSED,
    SAME,
    STATED,
    TOLD,
    UNATTRIBUTED,
)
from framing.tables.require import require, values_of

Part = dict[str, str]  # words, with the ``anchor`` of the passage that they open
_LATE = 0.5  # of a text, from which on a frame is raised only late
_VERBS = {STATED: "told", FEARED: "feared", DENIED: "denied", CALLED_FOR: "called for",
          OPPOSED: "opposed"}  # fmt: skip
_MOST = 3  # speakers that are named


def account(
    claims: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    joined: pd.DataFrame | None = None,
) -> dict[str, list[Part]]:
    """Say of each text how it raises a frame.

    Parameters
    ----------
    claims : a row is one way in which a sentence raises the frame, by one coder.
    sentences : a row is a sentence.
    codebook : the labels of sub-codes, modes and voices.
    joined : where the frame stands beside another one, as :func:`framing.compare.joined` has it.

    Returns
    -------
    For each article a sentence in parts: where the frame is raised first and beside what, which
    of its sub-codes is put how and by whom, each with its sentences, and how much there is of it.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "outlet": "A", "zone": "body",
    ...     "rank": [1, 2], "text": ["Kyiv may be left out.", "Roe denies it."]})
    >>> claims = pd.DataFrame({"article": "a", "sentence": [0, 1], "coder": "me", "frame": "f",
    ...     "mode": ["feared", "denied"], "voice": ["text", "other"], "speaker": [None, "Roe"]})
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
    ...     "label": "exclusion"}}}, source="b")
    >>> "".join(part["text"] for part in account(claims, table, codebook=book)["a"])
    'opens with exclusion: feared by the article (1); denied by Roe (2). That is 2 of 2 sentences.'
    """
    sentences = require(sentences, "sentences")
    rows = require(claims, "claims").drop(columns=["start", "end"])
    places = sentences[["article", "sentence", "zone", "rank"]]
    rows = rows.merge(places, on=["article", "sentence"], validate="many_to_one")
    total, size, beside = totals(sentences), sizes(sentences), _beside(joined, codebook)
    told = {}
    for article, group in rows.groupby("article", sort=False):
        name = str(article)
        of = _Text(name, total[name], size.get(name, 0), codebook)
        told[name] = of.said(group.to_dict("records"), beside)
    return told


def _beside(joined: pd.DataFrame | None, codebook: Codebook) -> dict[tuple[str, int], list[str]]:
    """Return with which other frames a sentence raises one."""
    found: dict[tuple[str, int], list[str]] = {}
    rows = [] if joined is None else joined[joined["place"] == SAME].to_dict("records")
    for row in rows:
        found.setdefault((row["article"], row["sentence"]), []).append(
            codebook.labels[row["other"]]
        )
    return found


class _Text:
    """One text and one frame."""

    def __init__(self, article: str, total: int, size: int, codebook: Codebook) -> None:
        self.article, self.total, self.size, self.codebook = article, total, size, codebook

    def said(self, rows: list[dict[str, Any]], beside: Mapping[Any, list[str]]) -> list[Part]:
        """Return the sentence; nothing where the frame is answered alone, and never raised."""
        frame = self.codebook.frame(rows[0]["frame"])
        raised = [row for row in rows if row["present"] == 1]
        if not raised:
            return []
        against = [row for row in rows if row["present"] != 1]
        verb, place = self._opening(raised)
        parts: list[Part] = [{"text": f"{verb} {frame.label}{place}"}]
        if others := self._joined(raised, beside):
            parts.append({"text": f", in one sentence with {listed(others)}"})
        parts += [{"text": ": "}, *self._ways(raised)]
        if against:
            parts += [{"text": "; against it, and not counted, "}, *self._ways(against)]
        n = len({row["sentence"] for row in raised if row["zone"] in RUNNING})
        return [*parts, {"text": f". That is {n} of {count(self.size, 'sentence')}."}]

    def _opening(self, rows: list[dict[str, Any]]) -> tuple[str, str]:
        """Say where a frame is raised first: a verb, and what stands behind the frame's name."""
        ranks = sorted({int(row["rank"]) for row in rows if pd.notna(row["rank"])})
        if any(row["zone"] == HEADLINE for row in rows):
            return "has", " in its headline"
        if not ranks:
            return "has", " in a subhead or caption alone"
        if ranks[0] == 1:
            return "opens with", ""
        if len(ranks) == 1:
            return "raises", f" in sentence {ranks[0]} of {self.total} alone"
        late = " only" if ranks[0] > _LATE * self.total else ""
        return "raises", f"{late} from sentence {ranks[0]} of {self.total} on"

    def _joined(self, rows: list[dict[str, Any]], beside: Mapping[Any, list[str]]) -> list[str]:
        first = min(row["sentence"] for row in rows)
        return beside.get((self.article, first), [])

    def _ways(self, rows: list[dict[str, Any]]) -> list[Part]:
        """Say how a frame is put, sub-code by sub-code, mode by mode, and by whom."""
        ways: dict[str, dict[str, dict[str, list[dict[str, Any]]]]] = {}
        for row in sorted(rows, key=lambda row: (row["sentence"], row["claim"])):
            labels = [label.split(",")[0] for label in subcodes(row, self.codebook)]
            for what in labels or [""]:
                by_whom = ways.setdefault(what, {}).setdefault(self._put(row), {})
                by_whom.setdefault(self._who(row), []).append(row)
        parts: list[Part] = []
        for what, modes in ways.items():
            head = what or ("otherwise" if len(ways) > 1 else "")
            for put, whom in modes.items():
                for at, (who, found) in enumerate(whom.items()):
                    said = " ".join(filter(None, ("" if at else put, who)))
                    text = ", ".join(filter(None, (head, said)))
                    mark = ", " if at else "; " if parts else ""
                    parts += [{"text": f"{mark}{text} (" if text else f"{mark}("}]
                    parts += [*self._places(found), {"text": ")"}]
                    head = ""
        return parts

    def _put(self, row: Mapping[str, Any]) -> str:
        """Say how it is put, by a verb; a mode of the codebook's own by its label."""
        of = [self.codebook.means.get(one, one) for one in values_of(row["mode"])]
        known = [_VERBS.get(mode) or self.codebook.modes.get(mode, mode) for mode in of]
        return listed(known)

    def _who(self, row: Mapping[str, Any]) -> str:
        """Say by whom: the article, nobody, who speaks, or a side where a pronoun does."""
        voices = values_of(row["voice"])
        if voices == [TOLD]:
            return "by the article"
        if voices == [UNATTRIBUTED]:
            return "by nobody who is named"
        if named := named_speakers(row["speaker"], self.codebook):
            return f"by {listed(named[:_MOST])}"
        sides = [self.codebook.voices[one] for one in voices]
        return f"by the {listed(sides)}" if sides else ""

    def _places(self, rows: Iterable[Mapping[str, Any]]) -> list[Part]:
        """Return the sentences of some claims, each a link of its own."""
        places: dict[int, str] = {}
        for row in rows:
            said = row["zone"] if pd.isna(row["rank"]) else str(int(row["rank"]))
            places.setdefault(row["sentence"], said)
        links = [
            {"text": said, "anchor": anchor(self.article, sentence)}
            for sentence, said in places.items()
        ]
        parted = [[{"text": ", "}, link] for link in links]
        return [part for pair in parted for part in pair][1:]
