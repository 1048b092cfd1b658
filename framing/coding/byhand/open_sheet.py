"""A coding sheet that is being filled in: read once, and written whole after each decision."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from framing.coding.byhand.blank_sheet import ANSWERS
from framing.coding.byhand.filled_sheet import codes_of, is_sheet
from framing.coding.codebook import Codebook
from framing.coding.decisions import DECISIONS
from framing.coding.files import WORKBOOK, csv_bytes, rows_of_csv
from framing.errors import StudyError, some
from framing.tables.toml import read_bytes

FREE = ("speaker", "held_responsible", "note", "because")  # columns that take any words
_PARTS = " | "  # between the rules in their cell


@dataclass
class OpenSheet:
    """The lines of a sheet, and the file in which they are kept."""

    path: Path
    columns: list[str]
    lines: list[dict[str, str]]
    codebook: Codebook
    written: bytes

    @property
    def decided(self) -> int:
        """How many lines have a decision."""
        return sum(bool(line["decision"].strip()) for line in self.lines)

    @property
    def asked(self) -> list[str]:
        """The columns beside the decision that the sheet asks for."""
        return [name for name in (*ANSWERS[1:], "because") if name in self.columns]

    @property
    def coders(self) -> list[str]:
        """Whose codes stand side by side, on a sheet that settles them."""
        return [name.partition(": ")[2] for name in self.columns if name.startswith("decision: ")]

    def open_from(self, place: int) -> int | None:
        """Return the first line without a decision, from a place on and then from the first."""
        for n in (*range(place, len(self.lines)), *range(place)):
            if not self.lines[n]["decision"].strip():
                return n
        return None

    def codes(self, place: int, column: str) -> dict[str, str]:
        """Return the values that a line's column may hold, with their labels."""
        return codes_of(self.codebook, self.lines[place].get("frame", ""), column)

    def rules(self, place: int) -> list[tuple[str, str]]:
        """Return what counts in a line's frame: each rule's name, and what it says."""
        parts = [part.partition(": ") for part in self.lines[place].get("rules", "").split(_PARTS)]
        return [(name, said) for name, _, said in parts if name]

    def said(self, place: int, coder: str) -> str:
        """Return what a coder said of a line that is to be settled."""
        ending, line = f": {coder}", self.lines[place]
        told = {
            name.removesuffix(ending): line[name]
            for name in self.columns
            if name.endswith(ending) and line[name]
        }
        words = [f"{name} {value}" for name, value in told.items() if name != "decision"]
        return "; ".join(filter(None, [told.get("decision", ""), *words]))

    def write(self, place: int, column: str, value: str) -> None:
        """Fill in a cell and write the sheet: whole, or not at all.

        Raises
        ------
        StudyError : another program has written the sheet since it was read.
        """
        before = self.lines[place]
        self.lines[place] = {**before, column: value}
        try:
            self._save()
        except (OSError, StudyError):
            self.lines[place] = before
            raise

    def _save(self) -> None:
        if read_bytes(self.path, StudyError) != self.written:
            raise StudyError(
                f"{self.path.name} was changed by another program meanwhile; nothing is saved. "
                "Open it here anew, and in one program at a time."
            )
        rows = [[line.get(name, "") for name in self.columns] for line in self.lines]
        data = csv_bytes([self.columns, *rows])
        beside = self.path.with_name(f".{self.path.name}.new")
        try:
            beside.write_bytes(data)
            os.replace(beside, self.path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        self.written = data


def open_sheet(path: Path, *, codebook: Codebook) -> OpenSheet:
    """Open a coding or adjudication sheet to fill it in.

    Raises
    ------
    StudyError : it is no CSV file of a sheet, has a line that does not fit, or is of frames
        that the codebook does not have.
    """
    name, data = path.name, read_bytes(path, StudyError)
    if data.startswith(WORKBOOK):
        raise StudyError(f"{name} is a workbook; save it as CSV to go on here.")
    columns, rows = rows_of_csv(data, name, StudyError)
    if not is_sheet(columns):
        raise StudyError(f"{name} is no coding sheet: it has no column 'decision'.")
    if wrong := [f"line {row.number}: {row.wrong}" for row in rows if row.wrong]:
        raise StudyError(f"{name}, {some(wrong)}. Mend that first.")
    frames = {row.cells.get("frame", "") for row in rows}
    if unknown := sorted(frames - set(codebook.frames)):
        raise StudyError(
            f"{name}: frame is {some(unknown)}. Allowed: {', '.join(codebook.frames)}."
        )
    return OpenSheet(path, columns, [row.cells for row in rows], codebook, data)


def decisions() -> list[str]:
    """Return the words of decisions, as sheets have them."""
    return list(DECISIONS)
