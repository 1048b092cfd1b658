"""What a workbook's parts say before it is opened: whether it is safe, and what is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from typing import IO, NamedTuple
from xml.parsers import expat

from framing.errors import CorpusError

MOST_BYTES = 2**30
PACKED_MOST = 2**26
TIMES_MOST = 300
MOST_CELLS = 100_000_000
MOST_SPREAD = 20_000_000  # cells, empty ones too, where these take memory
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
DEEPEST = 100
_XML = (".xml", ".rels")
_STRICT = "purl.oclc.org/ooxml"
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"[A-Z]{1,3}([0-9]{1,7})(?::[A-Z]{1,3}([0-9]{1,7}))?")


class Part(NamedTuple):
    """What a sheet's part says: formulas without a value (row, column), rows merged or hidden."""

    not_computed: frozenset[tuple[int, int]]
    merged: frozenset[int]
    hidden: frozenset[int]


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open the archive that a workbook is, and say in words what is wrong with it.

    Raises
    ------
    CorpusError : cut short, damaged inside, locked, or unpacking to far more than it weighs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(archive, len(data))
            yield archive
    except CorpusError:
        raise
    except expat.ExpatError as error:
        raise CorpusError(f"is damaged inside ({error}); save it again as .xlsx") from error
    except Exception as error:  # whatever is said of a broken archive
        raise CorpusError(
            f"is a workbook cut short or damaged ({error}); fetch or save it again"
        ) from error


def checked_parts(data: bytes) -> dict[str, Part]:
    """Read every part of a workbook once, without keeping its text.

    Raises
    ------
    CorpusError : as :func:`opened` says; no workbook, declares entities or is nested as no
        workbook is, or its rows or cells are out of order.
    """
    with opened(data) as archive:
        names = archive.namelist()
        _check_names(names)
        xml = [name for name in names if name.lower().endswith(_XML)]
        return {name: _part(archive.open(name)) for name in xml}


def _check_archive(archive: zipfile.ZipFile, size: int) -> None:
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > MOST_BYTES or unpacked > max(PACKED_MOST, TIMES_MOST * size):
        raise CorpusError(
            f"would unpack from {size:,} to {unpacked:,} bytes, as no honest workbook does; "
            "save its sheets as CSV"
        )
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise CorpusError("is an archive with a password; save the workbook without one")


def check_spread(cells: int) -> None:
    """Refuse sheets that reach so far that their empty cells alone would fill the memory.

    Raises
    ------
    CorpusError : they do.
    """
    if cells > MOST_SPREAD:
        raise CorpusError(f"spreads over more than {MOST_SPREAD:,} cells; save it as CSV")


def _check_names(names: list[str]) -> None:
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise CorpusError("is an archive but no Excel workbook; save the table as .xlsx")
    if len(set(names)) < len(names):
        raise CorpusError("names one of its parts twice; save it again as .xlsx")


def _part(source: IO[bytes]) -> Part:
    seen = _Seen()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = seen.doctype
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.text
    with source:
        parser.ParseFile(source)
    return Part(frozenset(seen.not_computed), rows_touched(seen.merged), frozenset(seen.hidden))


def rows_touched(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the rows within any of the ranges, in one sweep however many and long they are.

    Examples
    --------
    >>> sorted(rows_touched([(2, 4), (3, 3), (7, 8)]))
    [2, 3, 4, 7, 8]
    """
    steps = Counter[int]()
    for first, last in ranges:
        steps[first] += 1
        steps[last + 1] -= 1
    depths = accumulate(steps[row] for row in range(max(steps, default=0)))
    return frozenset(row for row, depth in enumerate(depths) if depth)


class _Seen:
    """Keeps, while a part is parsed, what is to be told of it."""

    def __init__(self) -> None:
        self.not_computed: list[tuple[int, int]] = []
        self.merged: list[tuple[int, int]] = []
        self.hidden: list[int] = []
        self.depth = self.row = self.column = self.cells = 0
        self.kind, self.formula, self.value, self.in_value = "", False, False, False
        self.starts = {
            "workbook": _check_kind,
            "row": self._start_row,
            "c": self._start_cell,
            "mergeCell": self._start_merged,
        }

    def doctype(self, *_: object) -> None:
        raise CorpusError("declares entities, as no workbook of Excel does; save it as .xlsx")

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise CorpusError(f"is nested over {DEEPEST} deep, as no workbook is")
        name = tag.rpartition(":")[2]
        self.in_value = name == "v"
        self.formula = self.formula or name == "f"
        if starts := self.starts.get(name):
            starts(given)

    def text(self, _: str) -> None:
        self.value = self.value or self.in_value

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.in_value = False
        is_cell = tag.rpartition(":")[2] == "c"
        if is_cell and self.formula and not self.value and self.kind != "str":
            self.not_computed.append((self.row, self.column))

    def _start_row(self, given: dict[str, str]) -> None:
        row = int(given.get("r", self.row + 1))
        _check_order(self.row, row, LAST_ROW, "rows")
        self.row, self.column = row, 0
        if given.get("hidden") in ("1", "true"):
            self.hidden.append(row)

    def _start_cell(self, given: dict[str, str]) -> None:
        place = _PLACE.fullmatch(given.get("r", ""))
        if not place and "r" in given:
            raise CorpusError(f"has a cell at {given['r']!r}; open it in Excel and save it again")
        column = _number(place[1]) if place else self.column + 1
        _check_order(self.column, column, LAST_COLUMN, f"the cells of row {self.row}")
        self.cells += column - self.column
        if self.cells > MOST_CELLS:
            raise CorpusError(f"spreads over more than {MOST_CELLS:,} cells; save it as CSV")
        self.column, self.kind = column, given.get("t", "n")
        self.formula = self.value = False

    def _start_merged(self, given: dict[str, str]) -> None:
        match = _RANGE.fullmatch(given.get("ref", ""))
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if 1 <= first <= last <= LAST_ROW:
            self.merged.append((first, last))


def _check_kind(given: dict[str, str]) -> None:
    if any(_STRICT in value for value in given.values()):
        raise CorpusError("is a strict Open XML workbook; save it as an ordinary .xlsx")


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _check_order(before: int, after: int, last: int, what: str) -> None:
    if not before < after <= last:
        raise CorpusError(
            f"has {what} out of order ({after} after {before}, of at most {last}), so some would "
            "be lost; open it in Excel and save it again"
        )
