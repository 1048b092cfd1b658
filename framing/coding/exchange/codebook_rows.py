"""The rows of a codebook's sheet, turned into what a TOML file would hold, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from framing.coding.files import Row, rows_of_csv
from framing.errors import CodebookError, some, suggestion
from framing.expressions import expression

Place = str
Part = dict[str, Any]

ABOUT = ("name", "version", "language")
SECTIONS = {
    "term": "terms", "mode": "modes", "means": "means", "voice": "voices", "actor": "actors",
    "rule": "rules",
}  # fmt: skip
_YES = {"yes": True, "true": True, "no": False, "false": False}
_OLD = {"stance": "mode"}  # parts of earlier versions
_BESIDE: dict[str, Part] = {  # with what a cell is tried on its own
    "any": {}, "all": {}, "order": {"all": ["word", "word"]}, "does": {"who": ["word"]},
    "who": {"does": ["word"]}, "whom": {"does": ["word"]},
}  # fmt: skip
_FIRST = ("term", "mode", "voice", "actor")  # what other rows refer to
COLUMNS = (
    *("part", "key", "value"),
    *("frame", "frame_label", "definition", "include", "exclude", "examples"),
    *("subcodes", "countercodes", "demands", "possible", "source"),
    *("indicator", "subcode", "any", "all", "within", "unless"),
    *("who", "does", "whom", "order", "zone", "quotation", "language"),
)
_SETTING, _FRAME, _INDICATOR = COLUMNS[1:3], COLUMNS[4:14], COLUMNS[15:]
_NAMES = (
    "part",
    "key",
    "frame",
    "indicator",
    "subcode",
)  # white space around these is no part of them
_OF_ENTRIES = expression(r"[;,\n\r]")
_LOST = expression(r"\?\w")  # what is left of a letter that an encoding does not have
_ESCAPED = expression(r"\\(.)", re.DOTALL)
_MARK = expression(r"\\.|(.)", re.DOTALL)
_NARROW = expression(r"(?<![\s\\])&|(?<!\\)&(?!\s)")


class Sheet:
    """The rows of one file, as far as they are read; every fault names row and column."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.values: Part = {"codebook": {}, "frames": {}}
        self.cells: list[tuple[Place, Part]] = []
        self._begin: dict[str, Row] = {}
        self._first: dict[tuple[str, str], tuple[int, str]] = {}

    def place(self, row: Row, column: str) -> Place:
        """Name a cell."""
        return f"{self.name}, row {row.number}, column '{column}'"

    def fault(self, row: Row, column: str, message: str, near: str = "") -> CodebookError:
        """Return the error that a cell is."""
        return CodebookError(f"{self.place(row, column)}: {message}.{near}")

    def add(self, row: Row) -> None:
        """Take in one row."""
        cells = dict.fromkeys(COLUMNS, "") | row.cells
        cells |= {name: cells[name].strip() for name in _NAMES}
        cells["part"] = _OLD.get(cells["part"], cells["part"])
        row = row._replace(cells=cells)
        if cells["part"]:
            self._setting(row)
        elif not cells["frame"]:
            raise self.fault(row, "frame", "is empty; each row names its frame, or has a 'part'")
        else:
            self._frame(row)

    def complete(self) -> Part:
        """Return what was read, once each frame is known to have a definition."""
        for name, row in self._begin.items():
            if not self.values["frames"][name].get("definition", "").strip():
                raise self.fault(row, "definition", f"is empty; say what frame '{name}' means")
        self.values["codebook"].setdefault("name", self.name.rsplit(".", 1)[0] or self.name)
        return self.values

    def _setting(self, row: Row) -> None:
        part, key, allowed = row.cells["part"], row.cells["key"], (*ABOUT, *SECTIONS)
        if part not in allowed:
            said = f"is '{part}'. Allowed: {', '.join(allowed)}"
            raise self.fault(row, "part", said, suggestion(part, allowed))
        self._nothing_else(row, _SETTING if part in SECTIONS else ("value",), f"a row of '{part}'")
        heading, name = SECTIONS.get(part, "codebook"), key if part in SECTIONS else part
        section = self.values.setdefault(heading, {})
        if not name:
            raise self.fault(row, "key", f"is empty; a {part} needs a name")
        if name in section:
            raise self.fault(row, "key" if key else "part", f"'{name}' stands twice; keep one")
        section[name] = _READERS.get(part, Sheet._words)(self, row, "value")
        self._probe(row, "value", {heading: {name: section[name]}})

    def _frame(self, row: Row) -> None:
        name = row.cells["frame"]
        self._nothing_else(row, ("frame", *_FRAME, "indicator", *_INDICATOR), "a row of a frame")
        frame = self.values["frames"].setdefault(name, {})
        self._begin.setdefault(name, row)
        for column in _FRAME:
            self._of_frame(row, frame, name, column)
        if row.cells["indicator"]:
            self._indicator(row, frame)
        elif filled := [column for column in _INDICATOR if row.cells[column].strip()]:
            said = f"is empty, though {some(filled)} is filled; name it"
            raise self.fault(row, "indicator", said)

    def _of_frame(self, row: Row, frame: Part, name: str, column: str) -> None:
        """Take in what belongs to a frame; a later row leaves it empty or says the same."""
        cell = row.cells[column]
        if not cell:
            return
        number, first = self._first.setdefault((name, column), (row.number, cell))
        if cell != first:
            raise self.fault(row, column, f"differs from that of row {number}; keep one")
        key = "label" if column == "frame_label" else column
        frame[key] = self._read(row, column)
        self._probe(row, column, {"frames": {name: {"definition": "-", key: frame[key]}}})

    def _indicator(self, row: Row, frame: Part) -> None:
        given = [column for column in _INDICATOR if row.cells[column].strip()]
        indicator = {"id": row.cells["indicator"], **{one: self._read(row, one) for one in given}}
        if indicator["id"] in [other["id"] for other in frame.setdefault("indicators", [])]:
            raise self.fault(row, "indicator", f"'{indicator['id']}' stands twice; name one anew")
        frame["indicators"].append(indicator)
        for column in given:
            alone = {"id": indicator["id"], column: indicator[column]}
            sign = _BESIDE.get(column, {"any": ["word"]})
            self._probe(row, column, self._alone(row, {**sign, **alone}))
        self._probe(row, "any", self._alone(row, indicator))

    def _alone(self, row: Row, indicator: Part) -> Part:
        """Return the tables of a codebook with nothing but one indicator."""
        name = row.cells["frame"]
        frame = self.values["frames"][name]
        codes = {key: frame[key] for key in ("subcodes", "countercodes") if key in frame}
        return {"frames": {name: {"definition": "-", **codes, "indicators": [indicator]}}}

    def _read(self, row: Row, column: str) -> Any:
        """Read a cell as what its column holds."""
        return _READERS.get(column, Sheet._words)(self, row, column)

    def _words(self, row: Row, column: str) -> str:
        return row.cells[column]

    def _list(self, row: Row, column: str) -> list[str]:
        return [unescaped(entry) for entry in split(row.cells[column])]

    def _entries(self, row: Row, column: str, cell: str | None = None) -> list[str]:
        """Read entries; a phrase that holds a comma or semicolon is a list joined otherwise."""
        found = [unescaped(entry) for entry in split(row.cells[column] if cell is None else cell)]
        if wrong := [entry for entry in found if _OF_ENTRIES.search(entry)]:
            raise self.fault(
                row, column, f"{some(wrong)} would be one phrase; put ' | ' between entries"
            )
        if lost := [entry for entry in found if _LOST.search(entry)]:
            raise self.fault(
                row, column, f"{some(lost)} has '?' for a letter; save the sheet as UTF-8. If '?' "
                "is to stand for any letter, write each spelling as an entry of its own"
            )  # fmt: skip
        return found

    def _members(self, row: Row, column: str) -> list[list[str]]:
        members = split(row.cells[column], "&")
        if len(members) > 1 and _NARROW.search(row.cells[column]):
            raise self.fault(row, column, "has '&' without spaces; put ' & ' between members")
        return [self._entries(row, column, member) for member in members]

    def _actor(self, row: Row, column: str) -> Part:
        """Read names, titles and a side: ``Ada Roe | Roe & mayor = city``."""
        told, side = parted(row.cells[column], "=")
        names, *titles = split(told, "&") or [""]
        entries = {"names": names, "titles": " | ".join(titles)}
        lists = {key: [unescaped(one) for one in split(cell)] for key, cell in entries.items()}
        return {**{key: found for key, found in lists.items() if found},
                **({"side": unescaped(side)} if side else {})}  # fmt: skip

    def _number(self, row: Row, column: str) -> int:
        cell = row.cells[column].strip()
        if not re.fullmatch("[0-9]{1,9}", cell):
            raise self.fault(row, column, f"is '{cell}'; a whole number of words is needed")
        return int(cell)

    def _yes(self, row: Row, column: str) -> bool:
        cell = row.cells[column].strip().casefold()
        if cell not in _YES:
            raise self.fault(row, column, f"is '{cell}'. Allowed: {', '.join(_YES)}")
        return _YES[cell]

    def _codes(self, row: Row, column: str) -> dict[str, str]:
        codes: dict[str, str] = {}
        for entry in split(row.cells[column]):
            code, label = map(unescaped, parted(entry, "="))
            if code in codes:
                raise self.fault(row, column, f"'{code}' stands twice; keep one")
            codes[code] = label
        return codes

    def _nothing_else(self, row: Row, columns: tuple[str, ...], what: str) -> None:
        for column, cell in row.cells.items():
            if cell.strip() and column not in ("part", *columns):
                raise self.fault(row, column, f"is filled, but {what} has no such cell; empty it")

    def _probe(self, row: Row, column: str, part: Part) -> None:
        """Keep a cell as a codebook of its own, to find out whether a fault lies in it."""
        first = {
            key: dict(self.values.get(key, {})) for key in ("terms", "modes", "voices", "actors")
        }
        about = {"name": "-", **part.get("codebook", {})}
        whole = {"frames": {"-": {"definition": "-"}}, **part, "codebook": about, **first}
        self.cells.append((self.place(row, column), whole))


_READERS: dict[str, Callable[[Sheet, Row, str], Any]] = {
    **dict.fromkeys(("include", "exclude", "examples"), Sheet._list),
    **dict.fromkeys(("subcodes", "countercodes"), Sheet._codes),
    **dict.fromkeys(("any", "unless", "who", "does", "whom"), Sheet._entries),
    "zone": Sheet._list,
    "order": Sheet._yes,
    "all": Sheet._members,
    "within": Sheet._number,
    "term": Sheet._entries,
    "actor": Sheet._actor,
}


def values_of_sheet(data: bytes, name: str) -> tuple[Part, list[tuple[Place, Part]]]:
    """Return what a TOML file of the same codebook would hold, and each cell on its own."""
    columns, rows = rows_of_csv(data, name, CodebookError)
    if unknown := [column for column in columns if column not in COLUMNS]:
        raise CodebookError(
            f"{name}, row 1: unknown column {some(unknown)}. Allowed: {', '.join(COLUMNS)}."
            f"{suggestion(unknown[0], COLUMNS)}"
        )
    if missing := [column for column in ("frame", "definition") if column not in columns]:
        raise CodebookError(f"{name}, row 1: there is no column {some(missing)}; add it.")
    if wrong := next((row for row in rows if row.wrong), None):
        raise CodebookError(f"{name}, row {wrong.number}: {wrong.wrong}.")
    sheet = Sheet(name)
    for row in sorted(rows, key=_order):
        sheet.add(row)
    return sheet.complete(), sheet.cells


def _order(row: Row) -> int:
    part = row.cells.get("part", "").strip()
    return (*_FIRST, part).index(_OLD.get(part, part))


def escaped(entry: str, marks: str) -> str:
    r"""Put a backslash before each of ``marks``, a backslash, and white space at either end.

    Examples
    --------
    >>> escaped(" yes|no", "|")
    '\\ yes\\|no'
    """
    safe = re.sub(rf"([\\{re.escape(marks)}])", r"\\\1", entry)
    safe = re.sub(r"^(\s)", r"\\\1", safe)
    return re.sub(r"(\s)$", r"\\\1", safe) if entry[1:] else safe


def join(entries: Iterable[str], mark: str = "|") -> str:
    """Join entries in which ``mark`` is escaped already."""
    return f" {mark} ".join(entries)


def split(cell: str, mark: str = "|") -> list[str]:
    r"""Split a cell where ``mark`` stands without a backslash; entries stay escaped.

    Examples
    --------
    >>> split(r"left out | yes\|no")
    ['left out', 'yes\\|no']
    """
    if not cell.strip():
        return []
    pieces, start = [], 0
    for found in _MARK.finditer(cell):
        if found[1] == mark:
            pieces.append(cell[start : found.start()])
            start = found.end()
    return [_trimmed(piece) for piece in (*pieces, cell[start:])]


def parted(entry: str, mark: str) -> tuple[str, str]:
    r"""Return what stands before and after the first ``mark`` without a backslash, escaped still.

    Examples
    --------
    >>> parted("out = left out = not asked", "="), parted("out", "=")
    (('out', 'left out = not asked'), ('out', ''))
    """
    for found in _MARK.finditer(entry):
        if found[1] == mark:
            return _trimmed(entry[: found.start()]), _trimmed(entry[found.end() :])
    return _trimmed(entry), ""


def _trimmed(piece: str) -> str:
    """Leave out white space around an entry, but for what a backslash keeps."""
    bare = piece.lstrip()
    kept = bare.rstrip()
    before = len(kept) - len(kept.rstrip("\\"))
    return bare[: len(kept) + 1] if before % 2 else kept


def unescaped(entry: str) -> str:
    r"""Take away the backslashes of :func:`escaped`.

    Examples
    --------
    >>> unescaped(r"yes\|no\ ")
    'yes|no '
    """
    return _ESCAPED.sub(r"\1", entry)
