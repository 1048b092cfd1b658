"""What people decided of sentences and frames, as a file tells it, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import pandas as pd

from framing.coding.claims import of_codings
from framing.coding.codebook import Codebook
from framing.errors import some, suggestion
from framing.tables.codes import (
    ABSENT,
    CANNOT_SAY,
    MISSING,
    OPEN,
    PRESENT,
    READ,
    REJECTED,
    SKIPPED,
)
from framing.tables.require import empty, require

SAID = {PRESENT: "present", ABSENT: "absent", CANNOT_SAY: "cannot say"}  # as coders write it
DECISIONS = dict(zip(SAID.values(), (1, 0, None), strict=True))
ROWS = ["place", "coder", "article", "sentence", "frame", "state", "reason"]
Unit = tuple[str, int | None]  # an article and the number of a sentence


class ReadCodings(NamedTuple):
    """What a file holds: its codings, what became of each decision in it, and its claims."""

    codings: pd.DataFrame
    rows: pd.DataFrame
    claims: pd.DataFrame


@dataclass(frozen=True)
class Decision:
    """What a place in a file says of a sentence and frame, and what keeps it from being read.

    Without a ``frame`` it is skipped, without ``values`` open. ``answer`` is all that was answered,
    to be held against that of another place; without one a decision is nobody's twin.
    """

    place: str
    coder: str
    article: str
    sentence: int | None
    frame: str | None
    faults: tuple[str, ...] = ()
    remark: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    answer: tuple[Any, ...] = ()

    @property
    def key(self) -> tuple[Any, ...]:
        """Whose decision it is, on which sentence and frame."""
        return self.coder, self.article, self.sentence, self.frame

    @property
    def state(self) -> str:
        """What became of it."""
        if self.faults:
            return REJECTED
        return SKIPPED if self.frame is None else READ if self.values else OPEN

    @property
    def reason(self) -> str:
        """What is wrong, or worth knowing."""
        ended = (fault if fault.endswith((".", "?")) else f"{fault}." for fault in self.faults)
        return " ".join(ended) or self.remark

    def rejected(self, fault: str) -> Decision:
        """Return the decision with one fault more."""
        return replace(self, faults=(*self.faults, fault))


def not_allowed(what: str, wrong: Sequence[str], allowed: Iterable[str]) -> str:
    """Say which values are not allowed, and which are."""
    words = list(allowed)
    return (
        f"{what} is {some(wrong)}. Allowed: {', '.join(words) or 'none'}."
        f"{suggestion(wrong[0], words)}"
    )


def units_of(sample: pd.DataFrame) -> dict[Unit, None]:
    """Return the units of a sample, in its order."""
    sample = require(sample, "sample")
    return dict.fromkeys(zip(sample["article"], sample["sentence"].astype(int), strict=True))


def read(
    decisions: Iterable[Decision], codebook: Codebook, units: Collection[Unit] | None = None
) -> ReadCodings:
    """Make codings of what was decided once; list every decision, and ``units`` that lack one."""
    once = list(_once(list(decisions)))
    codings = _codings(once, codebook)
    return ReadCodings(codings, _rows(once, codebook, units or ()), of_codings(codings))


def _once(decisions: list[Decision]) -> Iterator[Decision]:
    """Reject what one coder decided twice: all of it if that differs, else what comes after."""
    same = defaultdict(list)
    for one in decisions:
        if one.answer:
            same[one.key].append(one)
    for one in decisions:
        twins = same[one.key] if one.answer else [one]
        if len({twin.answer for twin in twins}) > 1:
            others = "; ".join(twin.place for twin in twins if twin is not one)
            yield one.rejected(f"decided again in {others}, and not alike; keep one")
        elif one is not twins[0]:
            yield one.rejected(f"stands already in {twins[0].place}")
        else:
            yield one


def _codings(decisions: list[Decision], codebook: Codebook) -> pd.DataFrame:
    order = {frame: place for place, frame in enumerate(codebook.frames)}
    names = ("coder", "article", "sentence", "frame")
    rows = [
        {**dict(zip(names, one.key, strict=True)), **one.values}
        for one in decisions
        if one.state == READ
    ]
    rows.sort(key=lambda r: (r["article"], r["sentence"], order[r["frame"]], r["coder"]))
    return require(pd.DataFrame(rows), "codings") if rows else empty("codings")


def _rows(decisions: list[Decision], codebook: Codebook, units: Collection[Unit]) -> pd.DataFrame:
    """List what became of each decision, then what is lacking, coder by coder."""
    rows: list[tuple[Any, ...]] = [
        (one.place, *one.key, one.state, one.reason) for one in decisions
    ]
    seen = {one.key for one in decisions}
    rows += [
        ("", coder, *unit, frame, MISSING, "in the sample, but not in the file")
        for coder in sorted({one.coder for one in decisions if one.coder}) or [""]
        for unit in units
        for frame in codebook.frames
        if not {(coder, *unit, frame), (coder, *unit, None)} & seen
    ]
    kinds = {name: "Int64" if name == "sentence" else "str" for name in ROWS}
    return pd.DataFrame(rows, columns=ROWS).replace("", None).astype(kinds)
