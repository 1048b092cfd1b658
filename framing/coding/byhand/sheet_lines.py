"""One line of a coding sheet: what it says, and every fault that keeps it from being read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from framing.coding.byhand.blank import ANSWERS, mark
from framing.coding.codebook import Codebook
from framing.coding.codings import ROUNDS
from framing.corpus.read_csv import Record
from framing.errors import some, suggestion
from framing.tables.codes import OPEN, READ, REJECTED
from framing.tables.spreadsheets import unguarded

_DECISIONS = {
    **{"present": 1, "1": 1, "absent": 0, "0": 0},
    **dict.fromkeys(("cannot say", "can not say", "can't say", "?"), None),
}
_LISTS = ("subcode", "stance", "voice")


@dataclass(frozen=True)
class Line:
    """One line of a sheet, as it was given and as it was read."""

    line: int
    given: Mapping[str, str]
    faults: tuple[str, ...] = ()
    values: Mapping[str, str | None] = field(default_factory=dict)
    remark: str = ""

    @property
    def state(self) -> str:
        """Say whether the line was read, is still open, or was rejected."""
        if self.faults:
            return REJECTED
        return READ if self.given["decision"] else OPEN

    @property
    def key(self) -> tuple[str | int | None, ...] | None:
        """Whose decision on which unit and frame it is; none if the line does not say so."""
        key = (*(self.given.get(name) for name in ("coder", "article", "frame")), self.sentence)
        return None if None in key or "" in key or not self.values else key

    @property
    def sentence(self) -> int | None:
        """The sentence, if it is a number."""
        number = self.given.get("sentence", "")
        return int(number) if re.fullmatch("[0-9]{1,9}", number) else None

    @property
    def place(self) -> tuple[str, int | None]:
        """The unit that was coded."""
        return self.given["article"], self.sentence

    @property
    def reason(self) -> str:
        """What is wrong, or worth knowing."""
        ended = (fault if fault.endswith((".", "?")) else f"{fault}." for fault in self.faults)
        return " ".join(ended) or self.remark


def read_line(
    number: int,
    record: Record,
    codebook: Codebook,
    units: Collection[tuple[str, int | None]] | None,
) -> Line:
    """Read one line; ``units`` are those of the sample, if that is to be checked."""
    _, fields, wrong = record
    bare = {name: cell if name == "article" else cell.strip() for name, cell in fields.items()}
    given = dict.fromkeys(("article", "coder", "frame"), "")
    given |= {name: unguarded(cell) for name, cell in bare.items()}
    given["decision"] = " ".join(given.get("decision", "").replace("’", "'").casefold().split())
    line = Line(number, given)
    if wrong:
        return replace(line, faults=(wrong,))
    values = {name: _values(given.get(name, ""), _codes(codebook, given, name)) for name in _LISTS}
    faults = (*_place_faults(line, codebook, units), *_answer_faults(line, codebook, values))
    known = {name: ";".join(found) or None for name, (found, _) in values.items()}
    return replace(line, faults=faults, values=known, remark=_remark(line, codebook))


def _place_faults(
    line: Line, codebook: Codebook, units: Collection[tuple[str, int | None]] | None
) -> Iterator[str]:
    """Name what is wrong with whose decision it is, and on what."""
    given = line.given
    yield from (f"{name} is empty" for name in ("coder", "article") if not given[name].strip())
    if given["round"] not in ROUNDS:
        yield _not_allowed("round", [given["round"]], ROUNDS)
    if line.sentence is None:
        yield f"sentence is '{given['sentence']}'; a whole number from 0 on is needed"
    elif units is not None and given["article"].strip() and line.place not in units:
        yield f"'{given['article']}' sentence {line.sentence} is not in the sample"
    if given["frame"] not in codebook.frames:
        yield _not_allowed("frame", [given["frame"]], codebook.frames)


def _answer_faults(
    line: Line, codebook: Codebook, values: Mapping[str, tuple[list[str], list[str]]]
) -> Iterator[str]:
    """Name what is wrong with the decision."""
    decision, frame = line.given["decision"], codebook.frames.get(line.given["frame"])
    if decision and decision not in _DECISIONS:
        yield _not_allowed("decision", [decision], ("present", "absent", "cannot say"))
    for name, (_, unknown) in values.items():
        if unknown and (frame or name != "subcode"):  # without its frame no sub-code is known
            yield _not_allowed(name, unknown, _codes(codebook, line.given, name))
    found = [code for code in values["subcode"][0] if frame and code in frame.subcodes]
    if decision and _DECISIONS.get(decision, 1) == 0 and found:
        yield f"decision is absent, but subcode {some(found)} says how the frame is present"


def _codes(codebook: Codebook, given: Mapping[str, str], name: str) -> list[str]:
    if name != "subcode":
        return list(codebook.stances if name == "stance" else codebook.voices)
    frame = codebook.frames.get(given["frame"])
    return [*frame.subcodes, *frame.countercodes] if frame else []


def _values(cell: str, allowed: list[str]) -> tuple[list[str], list[str]]:
    """Return the allowed values of a cell in codebook order, and those that are not allowed."""
    given = [one.strip() for one in cell.split(";") if one.strip()]
    meant = {one: [code for code in allowed if code.casefold() == one.casefold()] for one in given}
    exact = {one if one in codes else next(iter(codes), None) for one, codes in meant.items()}
    return [code for code in allowed if code in exact], [one for one in given if not meant[one]]


def _not_allowed(name: str, wrong: list[str], allowed: Collection[str]) -> str:
    words = list(allowed)
    return (
        f"{name} is {some(wrong)}. Allowed: {', '.join(words) or 'none'}."
        f"{suggestion(wrong[0], words)}"
    )


def _remark(line: Line, codebook: Codebook) -> str:
    if not line.given["decision"]:
        filled = [name for name in ANSWERS if line.given.get(name)]
        return f"no decision yet{f', though {some(filled)} is filled' if filled else ''}"
    made = line.given.get("codebook", "")
    if made and made != mark(codebook):
        return f"coded with the codebook of {made}, read with that of {mark(codebook)}"
    return ""


def answer(line: Line) -> tuple[str, ...]:
    """Return all that was decided, to be held against another line."""
    decision = line.given["decision"]
    said = str(_DECISIONS.get(decision)) if decision in _DECISIONS else decision
    return (said, *(line.given.get(name, "") for name in (*ANSWERS[1:], "because", "round")))


def coding(line: Line) -> dict[str, Any]:
    """Return a line that was read as a row of codings."""
    given = line.given
    speakers = (one.strip() for one in given.get("speaker", "").split(";"))
    notes = (given.get(name, "") for name in ("note", "because"))
    return {
        **{name: given[name] for name in ("article", "coder", "frame", "round")},
        **line.values,
        "sentence": line.sentence,
        "present": _DECISIONS[given["decision"]],
        "speaker": ";".join(filter(None, speakers)) or None,
        "note": "; ".join(filter(None, notes)) or None,
    }
