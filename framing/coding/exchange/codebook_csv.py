r"""Codebooks as spreadsheets: a row is an indicator, or a frame without one.

Columns: ``frame``, ``frame_label``, ``definition``, ``include``, ``exclude``, ``examples``,
``subcodes``, ``countercodes``, ``source``, ``indicator``, ``subcode``, ``any``, ``all``,
``within``, ``unless``. What belongs to a frame stands in its first row; cells below may stay
empty. What belongs to the whole codebook has rows with a ``part`` (name, version, language,
term, stance, voice, rule), a ``key`` and a ``value``.

The entries of a list are joined by `` | ``, the members of ``all`` by `` & ``, a code and its
label by `` = ``; a backslash before such a sign makes it a part of the words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.coding.byhand.blank import write_new
from framing.coding.codebook import Codebook, parse_codebook
from framing.coding.exchange.cells import escaped, join, sheet_bytes
from framing.coding.exchange.codebook_rows import COLUMNS, SECTIONS, values_of_sheet
from framing.coding.exchange.codebook_toml import codebook_values, same
from framing.errors import CodebookError, ParameterError
from framing.tables.spreadsheets import guarded
from framing.tables.toml import read_bytes

_LONGEST = 32_767


def write_codebook_csv(codebook: Codebook, path: str | Path, *, delimiter: str = ",") -> Path:
    r"""Write a codebook to a CSV file that spreadsheets open well; nothing is overwritten.

    Parameters
    ----------
    codebook : the codebook.
    path : the file, in UTF-8 with a byte order mark; its folder is made if need be.
    delimiter : ``,``, ``;`` (where Excel expects it, as in much of Europe) or a tab.

    Returns
    -------
    The path. :func:`read_codebook_csv` gives an equal codebook back. What does not travel:
    ``sha256``, comments, how entries were spelled (they stand as they are matched), and a
    label that is empty (it becomes the frame's name).

    Raises
    ------
    CodebookError : the codebook is not well formed, so that no file would give it back.
    ParameterError : the file is there already, another delimiter, or a cell longer than
        Excel takes.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> book = parse_codebook({"codebook": {"name": "Talks"}, "frames": {"left_out": {
    ...     "definition": "Left out.", "indicators": [{"id": "cold", "any": ["left out", "in*"]}]
    ...     }}}, source="book")
    >>> with TemporaryDirectory() as folder:
    ...     path = write_codebook_csv(book, f"{folder}/book.csv")
    ...     print(path.read_text("utf-8-sig").splitlines()[-1])
    ,,,left_out,left_out,Left out.,,,,,,,cold,,left out | in*,,,
    """
    rows = [list(COLUMNS), *_rows(codebook)]
    _check_lengths(rows)
    data = sheet_bytes(rows, delimiter=delimiter)
    if not same(_read(data, Path(path).name), _with_labels(codebook)):
        raise CodebookError(
            f"codebook '{codebook.name}' would not be the same when read back from a sheet; is "
            "each frame and indicator under its own id?"
        )
    return write_new(path, data)


def read_codebook_csv(path: str | Path) -> Codebook:
    r"""Read a codebook from a CSV file, as a spreadsheet saved it.

    Parameters
    ----------
    path : the file: comma, semicolon or tab; UTF-8, UTF-16 or cp1252. Only ``frame`` and
        ``definition`` are needed.

    Returns
    -------
    The codebook. Without a row for its name it has that of the file; ``sha256`` is that of
    the file.

    Raises
    ------
    CodebookError : the file cannot be read, or a cell is wrong; the message names the file,
        the row (as a spreadsheet numbers it) and the column.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "talks.csv")
    ...     _ = path.write_text("frame;definition;indicator;any\ncold;Left out;i;sidelin* | snub*")
    ...     book = read_codebook_csv(path)
    >>> book.name, [pattern.letters for (pattern,) in book.frames["cold"].indicators[0].any]
    ('talks', ['sidelin', 'snub'])
    """
    path = Path(path)
    return _read(read_bytes(path, CodebookError), path.name)


def _read(data: bytes, name: str) -> Codebook:
    """Read a sheet; a fault that the codebook as a whole shows is sought cell by cell."""
    values, cells = values_of_sheet(data, name)
    try:
        return parse_codebook(values, source=name, sha256=hashlib.sha256(data).hexdigest())
    except CodebookError:
        for place, part in cells:
            parse_codebook(part, source=place)
        raise


def _check_lengths(rows: list[list[str]]) -> None:
    """Refuse cells that Excel would cut, so that what it saves would be another codebook."""
    for number, row in enumerate(rows, 1):
        for column, cell in zip(COLUMNS, row, strict=True):
            if len(guarded(cell)) > _LONGEST:
                raise ParameterError(
                    f"row {number}, column '{column}': {len(cell):,} characters, and Excel cuts a "
                    f"cell at {_LONGEST:,}; shorten it, or keep the codebook as TOML."
                )


def _with_labels(codebook: Codebook) -> Codebook:
    frames = {name: replace(one, label=one.label or name) for name, one in codebook.frames.items()}
    return replace(codebook, frames=frames)


def _rows(codebook: Codebook) -> Iterator[list[str]]:
    values = codebook_values(codebook)
    for part, value in values["codebook"].items():
        yield _row(part=part, value=value)
    for part, section in SECTIONS.items():
        for key, value in values[section].items():
            yield _row(part=part, key=key, value=_listed(value))
    for name, frame in values["frames"].items():
        indicators = [_indicator(one) for one in frame.get("indicators", [])] or [{}]
        yield _row(**{"frame": name, **_frame(frame), **indicators[0]})
        yield from (_row(**{"frame": name, **further}) for further in indicators[1:])


def _row(**cells: str) -> list[str]:
    return [cells.get(column, "") for column in COLUMNS]


def _frame(frame: Mapping[str, Any]) -> dict[str, str]:
    lists = ("include", "exclude", "examples")
    return {
        "frame_label": frame["label"],
        "definition": frame["definition"],
        "source": frame.get("source", ""),
        **{column: _listed(frame.get(column, [])) for column in lists},
        **{column: _codes(frame.get(column, {})) for column in ("subcodes", "countercodes")},
    }


def _indicator(indicator: Mapping[str, Any]) -> dict[str, str]:
    return {
        "indicator": indicator["id"],
        "subcode": indicator.get("subcode", ""),
        "any": _listed(indicator.get("any", [])),
        "all": join((_listed(member) for member in indicator.get("all", [])), "&"),
        "within": str(indicator.get("within", "")),
        "unless": _listed(indicator.get("unless", [])),
    }


def _listed(value: str | list[str]) -> str:
    return value if isinstance(value, str) else join(escaped(entry, "|") for entry in value)


def _codes(codes: Mapping[str, str]) -> str:
    """Write codes with their labels; ``left_out = without a say | told = told later``."""
    pairs = [(escaped(code, "|="), escaped(label, "|")) for code, label in codes.items()]
    return join(f"{code} = {label}" if label else code for code, label in pairs)
