"""Read coding sheets back: every line is read, open or rejected, and every fault is named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from framing.coding.byhand.blank_sheet import ANSWERS, mark
from framing.coding.codebook import Codebook
from framing.coding.codings import ROUNDS
from framing.coding.decisions import (
    DECISIONS,
    Decision,
    ReadCodings,
    Unit,
    not_allowed,
    read,
)
from framing.coding.files import Row, Rows
from framing.errors import StudyError, some, suggestion
from framing.tables.codes import ABSENT, FUNCTIONS, VALUATIONS

_NEEDED = ("round", "coder", "frame", "decision")
_UNIT = ("article", "sentence")
_LISTS = ("subcode", "mode", "voice", "valuation", "valued_by", "function")
_SAID = {
    **DECISIONS,
    **{"1": 1, "0": 0, "?": None},
    **dict.fromkeys(("can not say", "can't say")),
}
_Given = Mapping[str, str]
_Values = Mapping[str, tuple[list[str], list[str]]]


def is_sheet(columns: Collection[str]) -> bool:
    """Tell by its columns whether a file of codings is a coding sheet."""
    return "decision" in columns and "present" not in columns


def read_sheet(
    table: Rows,
    name: str,
    *,
    codebook: Codebook,
    units: Collection[Unit] | None = None,
    key: Mapping[str, Unit] | None = None,
) -> ReadCodings:
    """Check each line of a coding or adjudication sheet; nothing is lost.

    ``key`` says which sentences the pseudonyms of a blind sheet mean. Sheets of earlier versions,
    and those made by hand, name article and sentence themselves.
    A decision that a coder has twice is rejected: both lines if they differ, the second if they
    are equal. A line that was read has a reason only if it was coded with another codebook.

    Raises
    ------
    StudyError : a column is lacking.
    """
    columns, rows = table
    needed = [*_NEEDED, *([] if "unit" in columns else _UNIT)]
    if lacking := [column for column in needed if column not in columns]:
        raise StudyError(
            f"{name} is no coding sheet: it has no column {some(lacking)}. Columns: "
            f"{', '.join(columns)}.{suggestion(lacking[0], columns)}"
        )
    return read((_decision(row, codebook, units, key or {}) for row in rows), codebook, units)


def _decision(
    row: Row, codebook: Codebook, units: Collection[Unit] | None, key: Mapping[str, Unit]
) -> Decision:
    given = _given(row, key)
    number = given["sentence"]
    sentence = int(number) if re.fullmatch("[0-9]{1,9}", number) else None
    values = {name: _values(given.get(name, ""), _codes(codebook, given, name)) for name in _LISTS}
    faults = [row.wrong] if row.wrong else list(_faults(given, sentence, values, codebook, units))
    whose = (given["coder"], given["article"], sentence, given["frame"])
    return Decision(
        f"line {row.number}",
        *whose,
        tuple(faults),
        _remark(given, codebook),
        _coding(given, values) if given["decision"] and not faults else {},
        () if row.wrong or None in whose or "" in whose else _answer(given),
    )


def _given(row: Row, key: Mapping[str, Unit]) -> dict[str, str]:
    """Return the cells of a line, none of those needed lacking, the decision in its plain form."""
    cells = {name: cell if name == "article" else cell.strip() for name, cell in row.cells.items()}
    given = dict.fromkeys((*_NEEDED, *_UNIT), "") | cells
    if not given["article"] and (unit := key.get(given.get("unit", ""))):
        given |= {"article": unit[0], "sentence": str(unit[1])}
    given["decision"] = " ".join(given["decision"].replace("’", "'").casefold().split())
    return given


def _faults(
    given: _Given,
    sentence: int | None,
    values: _Values,
    codebook: Codebook,
    units: Collection[Unit] | None,
) -> Iterator[str]:
    """Name what is wrong with whose decision it is, with what it is on, and with itself."""
    article, unit = given["article"], given.get("unit", "")
    is_unknown = bool(unit) and not article
    if is_unknown:
        yield f"no sentence is known here as '{unit}'; give the sample that the sheet was made from"
    nobody = [name for name in ("coder", "article") if not given[name].strip()]
    yield from (f"{name} is empty" for name in nobody if not (is_unknown and name == "article"))
    if given["round"] not in ROUNDS:
        yield not_allowed("round", [given["round"]], ROUNDS)
    if sentence is None and not is_unknown:
        yield f"sentence is '{given['sentence']}'; a whole number from 0 on is needed"
    elif units is not None and article.strip() and (article, sentence) not in units:
        named = unit or f"'{article}' sentence {sentence}"
        yield f"{named} is not in the sample"
    if given["frame"] not in codebook.frames:
        yield not_allowed("frame", [given["frame"]], codebook.frames)
    yield from _answer_faults(given, codebook, values)


def _answer_faults(given: _Given, codebook: Codebook, values: _Values) -> Iterator[str]:
    decision, frame = given["decision"], codebook.frames.get(given["frame"])
    if decision and decision not in _SAID:
        yield not_allowed("decision", [decision], DECISIONS)
    for name, (_, unknown) in values.items():
        if unknown and (frame or name != "subcode"):  # without its frame no sub-code is known
            yield not_allowed(name, unknown, _codes(codebook, given, name))
    found = [code for code in values["subcode"][0] if frame and code in frame.subcodes]
    if decision and _SAID.get(decision, 1) == 0 and found:
        yield f"decision is {ABSENT}, but subcode {some(found)} says how the frame is present"


def codes_of(codebook: Codebook, frame: str, column: str) -> dict[str, str]:
    """Return the values that a column of a sheet may hold, with their labels; none of free words.

    Examples
    --------
    >>> codes_of(Codebook("Talks", "1.0", "en", {}), "f", "valuation")["harmful"]
    'as bad, wrong or dangerous'
    """
    found = codebook.frames.get(frame)
    return {
        "subcode": {**found.subcodes, **found.countercodes} if found else {},
        "mode": dict(codebook.modes),
        "voice": dict(codebook.voices),
        "valued_by": dict(codebook.voices),
        "valuation": dict(VALUATIONS),
        "function": dict(FUNCTIONS),
    }.get(column, {})


def _codes(codebook: Codebook, given: _Given, name: str) -> list[str]:
    return list(codes_of(codebook, given["frame"], name))


def _values(cell: str, allowed: list[str]) -> tuple[list[str], list[str]]:
    """Return the allowed values of a cell in codebook order, and those that are not allowed."""
    given = [one.strip() for one in cell.split(";") if one.strip()]
    meant = {one: [code for code in allowed if code.casefold() == one.casefold()] for one in given}
    exact = {one if one in codes else next(iter(codes), None) for one, codes in meant.items()}
    return [code for code in allowed if code in exact], [one for one in given if not meant[one]]


def _remark(given: _Given, codebook: Codebook) -> str:
    if not given["decision"]:
        filled = [name for name in ANSWERS if given.get(name)]
        return f"no decision yet{f', though {some(filled)} is filled' if filled else ''}"
    made = given.get("codebook", "")
    if made and made != mark(codebook):
        return f"coded with the codebook of {made}, read with that of {mark(codebook)}"
    return ""


def _answer(given: _Given) -> tuple[str, ...]:
    decision = given["decision"]
    said = str(_SAID[decision]) if decision in _SAID else decision
    return (said, *(given.get(name, "") for name in (*ANSWERS[1:], "because", "round")))


def _coding(given: _Given, values: _Values) -> dict[str, object]:
    named = {
        name: ";".join(filter(None, map(str.strip, given.get(name, "").split(";")))) or None
        for name in ("speaker", "held_responsible")
    }
    notes = (given.get(name, "") for name in ("note", "because"))
    return {
        **{name: ";".join(found) or None for name, (found, _) in values.items()},
        "round": given["round"],
        "present": _SAID[given["decision"]],
        **named,
        "note": "; ".join(filter(None, notes)) or None,
    }
