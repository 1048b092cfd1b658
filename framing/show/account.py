"""The account of a text: how it raises a frame, in whose voice, and how that is put."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.corpus.zones import HEADLINE, RUNNING
from framing.show.markup import anchor, opened
from framing.show.plain_words import (
    count,
    listed,
    named_speakers,
    numbers,
    percent,
    sizes,
    subcodes,
    totals,
)
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
from framing.tables.contracts.wire_tables import CLAUSE, OWN, UNMATCHED
from framing.tables.require import require, values_of

# Words, what they open (see :func:`framing.show.markup.opened`), and ``further`` where they may
# be left out
Part = dict[str, str]


@dataclass(frozen=True)
class Account:
    """What is said of one text and one frame."""

    parts: list[Part]
    brief: str


WHOSE = {TOLD: "by the article itself", UNATTRIBUTED: "by somebody unnamed"}
NOT_CODED = "how is not coded"
_STORY = ["event", "family"]
_LATE = 0.5  # of a text, from which on a frame is raised only late
# Of a reaction ("European reactions") nobody fears or demands the frame itself: it is put so
_VERBS = {STATED: "stated", FEARED: "put as a concern", DENIED: "denied",
          CALLED_FOR: "put as a demand", OPPOSED: "opposed"}  # fmt: skip
_ITSELF = {**_VERBS, STATED: "told", FEARED: "put as a danger"}  # by an article
_ALONE = {  # of one passage, and of several
    CLAUSE: ("a clause of ", "clauses of ", ", which may be the agency's"),
    UNMATCHED: ("the wording of ", "the wording of ", ", which may be the agency's"),
    OWN: ("the wording of ", "the wording of ", ", which is not the agency's either"),
}


def account(
    claims: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    joined: pd.DataFrame | None = None,
    origins: pd.DataFrame | None = None,
) -> dict[str, Account]:
    """Say of each text how it raises a frame.

    Parameters
    ----------
    claims : a row is one way in which a sentence raises the frame, by one coder.
    sentences : a row is a sentence.
    codebook : the labels of sub-codes, modes and voices.
    joined : where the frame stands beside another one, as :func:`framing.compare.joined` has it.
    origins : a row is a coding of the frame, with its ``origin``: whether its wording is in
        another text.

    Returns
    -------
    For each article what is said of it, without its subject, in parts and in brief: where the
    frame is raised first, how that is put, by whom and beside what; how it goes on; what speaks
    against it; which of it no other text has; and how much of the text it is.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "outlet": "A", "zone": "body",
    ...     "rank": [1, 2], "text": ["Kyiv may be left out.", "Roe denies it."]})
    >>> claims = pd.DataFrame({"article": "a", "sentence": [0, 1], "coder": "me", "frame": "f",
    ...     "mode": ["feared", "denied"], "voice": ["text", "other"], "speaker": [None, "Roe"]})
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
    ...     "label": "exclusion"}}}, source="b")
    >>> print("".join(part["text"] for part in account(claims, table, codebook=book)["a"].parts))
    opens with exclusion, put as a danger by the article itself (1). Then: denied by Roe (2). \
In all 100 %, 2 of 2 sentences.
    """
    sentences = require(sentences, "sentences")
    rows = require(claims, "claims").drop(columns=["start", "end"])
    places = sentences[["article", "sentence", "zone", "rank"]]
    rows = rows.merge(places, on=["article", "sentence"], validate="many_to_one")
    number, total, size = numbers(sentences), totals(sentences), sizes(sentences)
    beside, lonely = _beside(joined, codebook), alone(origins, sentences)
    told: dict[str, Account] = {}
    for article, group in rows.groupby("article", sort=False):
        name = str(article)
        of = _Text(name, total[name], size.get(name, 0), codebook, number, no_other(sentences))
        told[name] = of.said(group.to_dict("records"), beside, lonely)
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


def alone(origins: pd.DataFrame | None, sentences: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Return which passages have wording that no other text of their story has, and in what way.

    A text that is alone in its story is held against none.
    """
    if origins is None or "origin" not in origins:
        return {}
    told = sentences.groupby(_STORY)["article"].transform("nunique") > 1
    rows = origins[origins["origin"].isin(list(_ALONE)) & (origins["present"] == 1)]
    rows = rows[rows["article"].isin(sentences.loc[told, "article"])]
    keys = zip(rows["article"], rows["sentence"], strict=True)
    return dict(zip(keys, rows["origin"], strict=True))


def no_other(texts: pd.DataFrame, *, of: str = "its") -> str:
    """Name the texts that a passage's wording was held against: those of its story."""
    one = len(texts[_STORY].drop_duplicates()) == 1
    return "no other text here" if one else f"no other text of {of} story here"


def put(claim: Mapping[str, Any], codebook: Codebook) -> str:
    """Say how a claim is put, by a verb; in a mode of the codebook's own by its label."""
    verbs = _ITSELF if values_of(claim["voice"]) == [TOLD] else _VERBS
    modes = [codebook.means.get(one, one) for one in values_of(claim["mode"])]
    return listed([verbs.get(mode) or codebook.modes.get(mode, mode) for mode in modes])


def further(parts: list[Part]) -> list[Part]:
    """Mark what may be left out where there is little room."""
    return [{**part, "further": "yes"} for part in parts]


class _Text:
    """One text and one frame."""

    def __init__(
        self, article: str, total: int, size: int, codebook: Codebook,
        number: Mapping[tuple[str, int], str], no_other: str,
    ) -> None:  # fmt: skip
        self.article, self.total, self.size, self.codebook = article, total, size, codebook
        self.number, self.no_other = number, no_other

    def said(
        self, rows: list[dict[str, Any]], beside: Mapping[Any, list[str]], lonely: Mapping[Any, str]
    ) -> Account:
        """Return what is said; nothing where the frame is answered alone, and never raised."""
        rows = sorted(rows, key=lambda row: (row["sentence"], row["claim"]))
        raised = [row for row in rows if row["present"] == 1]
        if not raised:
            return Account([], "")
        against = [row for row in rows if row["present"] != 1]
        first = self._first(raised)
        begin = [row for row in raised if row["sentence"] == first["sentence"]]
        others = beside.get((self.article, first["sentence"]), [])
        later = [row for row in raised if row["sentence"] != first["sentence"]]
        usual = self._labels([first])
        parts = [
            *self._opening(first, raised), *self._ways(begin, usual=usual, lead=", "),
            {"text": f", in one sentence with {listed(others)}" if others else ""},
            *further(self._more("Then", later, usual)),
            *further(self._more("Against it, not counted", against, [])),
            *self._nowhere(raised, lonely), *self._amount(raised),
        ]  # fmt: skip
        whom = self._who(begin[:1]).removesuffix(" itself")
        way = " ".join(filter(None, (put(begin[0], self.codebook), whom)))
        brief = ": ".join(filter(None, (self._where(first), way)))
        return Account([part for part in parts if part["text"]], brief)

    def _where(self, first: Mapping[str, Any]) -> str:
        if pd.isna(first["rank"]):
            return f"in its {first['zone']}"
        return "opens with it" if first["rank"] == 1 else f"first at {first['rank']}"

    def _first(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the claim that opens: of the headline, else of lead and body, else any."""
        for known in (lambda row: row["zone"] == HEADLINE, lambda row: pd.notna(row["rank"])):
            if found := next(filter(known, rows), None):
                return found
        return rows[0]

    def _opening(self, first: Mapping[str, Any], rows: list[dict[str, Any]]) -> list[Part]:
        """Say where a frame is raised first."""
        label, subs = self.codebook.frame(first["frame"]).label, self._labels([first])
        frame = f"{label} ({listed(subs)})" if subs else label
        rank = first["rank"]
        if first["zone"] == HEADLINE:
            said = f"has {frame} in its headline"
        elif pd.isna(rank):
            said = f"has {frame} in a {first['zone']} alone"
        elif rank == 1:
            said = f"opens with {frame}"
        elif len({row["sentence"] for row in rows}) == 1:
            said = f"raises {frame} once, in sentence {rank} of {self.total}"
        else:
            verb = "comes late to" if rank > _LATE * self.total else "raises"
            said = f"{verb} {frame}, first in sentence {rank} of {self.total}"
        return [{"text": said}]

    def _more(self, head: str, rows: list[dict[str, Any]], usual: list[str]) -> list[Part]:
        return [{"text": f". {head}"}, *self._ways(rows, usual=usual, lead=": ")] if rows else []

    def _ways(self, rows: list[dict[str, Any]], *, usual: list[str], lead: str) -> list[Part]:
        """Say how claims are put, mode by mode, and by whom, each with its sentences."""
        modes: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for row in rows:
            named = named_speakers(row["speaker"], self.codebook)
            side = ";".join(values_of(row["voice"]) or named)
            mode = put({**row, "voice": None}, self.codebook)
            modes.setdefault(mode, {}).setdefault(side, []).append(row)
        parts: list[Part] = []
        verb = ""
        for whom in modes.values():
            for at, found in enumerate(whom.values()):
                verb, before = put(found[0], self.codebook), verb if at else ""
                said = " ".join(filter(None, ("" if verb == before else verb, self._who(found))))
                mark = lead if not parts else "; " if not at else ", "
                mark = " and " if at and at == len(whom) - 1 else mark
                labels = self._labels(found)
                sub = f"{labels[0]}: " if usual and len(labels) == 1 and labels != usual else ""
                parts += [{"text": f"{mark}{said or NOT_CODED} ({sub}"}]
                parts += [*self._places(found), {"text": ")"}]
        return parts

    def _labels(self, rows: Iterable[Mapping[str, Any]]) -> list[str]:
        """Return the labels of sub-codes, up to a comma: what comes after it explains."""
        every = (label.split(",")[0] for row in rows for label in subcodes(row, self.codebook))
        return list(dict.fromkeys(every))

    def _who(self, rows: list[dict[str, Any]]) -> str:
        """Say by whom: the article, nobody, who speaks, or their side where several do."""
        voices = values_of(rows[0]["voice"])
        if len(voices) == 1 and voices[0] in WHOSE:
            return WHOSE[voices[0]]
        named = [named_speakers(row["speaker"], self.codebook) for row in rows]
        if named[0] and all(one == named[0] for one in named):
            return f"by {listed(named[0])}"
        sides = [self.codebook.voices[one] for one in voices]
        every = list(dict.fromkeys(name for one in named for name in one))
        if sides or every:
            return f"by the {listed(sides)}" if sides else f"by {listed(every)}"
        return "by somebody whom the coding does not tell" if put(rows[0], self.codebook) else ""

    def _nowhere(self, rows: list[dict[str, Any]], lonely: Mapping[Any, str]) -> list[Part]:
        """Say which passages have wording that no other text has."""
        parts: list[Part] = []
        for origin, (one, several, after) in _ALONE.items():
            found = [row for row in rows if lonely.get((self.article, row["sentence"])) == origin]
            if found:
                mark = "; " if parts else f". In {self.no_other}: "
                places = self._places(found, last=" and ")
                before = one if len(places) == 1 else several
                parts += [{"text": f"{mark}{before}"}, *places, {"text": after}]
        return parts

    def _amount(self, rows: list[dict[str, Any]]) -> list[Part]:
        keys = {row["sentence"]: self.article for row in rows if row["zone"] in RUNNING}
        n = len(keys)
        share = f"{percent(n, self.size)}, " if self.size else ""
        of = {
            "text": f"{n} of {count(self.size, 'sentence')}",
            "opens": opened((article, key) for key, article in keys.items()),
        }
        return [{"text": f". In all {share}"}, of, {"text": "."}]

    def _places(self, rows: Iterable[Mapping[str, Any]], *, last: str = ", ") -> list[Part]:
        """Return the sentences of some claims, each a link of its own."""
        keys = dict.fromkeys(row["sentence"] for row in rows)
        links = [
            {"text": self.number[self.article, key], "opens": anchor(self.article, key)}
            for key in keys
        ]
        marks = [*[", "] * (len(links) - 2), last][: len(links) - 1]
        parted = [[{"text": mark}, link] for mark, link in zip(["", *marks], links, strict=True)]
        return [part for pair in parted for part in pair][1:]
