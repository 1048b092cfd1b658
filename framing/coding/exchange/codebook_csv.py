r"""Codebooks as spreadsheets: a row is an indicator, or a frame without one.

Columns: ``frame``, ``frame_label``, ``definition``, ``include``, ``exclude``, ``examples``,
``subcodes``, ``countercodes``, ``demands``, ``possible``, ``source``, ``indicator``, ``subcode``,
``any``, ``all``, ``within``, ``unless``, ``who``, ``does``, ``whom``, ``order``, ``zone``,
``quotation``, ``language``. What belongs to a frame stands in its first row; cells
below may stay empty. What belongs to the whole codebook has rows with a ``part`` (name, version,
language, term, mode, means, voice, actor, rule), a ``key`` and a ``value``.

The entries of a list are joined by `` | ``, the members of ``all`` by `` & ``, a code and its
label by `` = ``; a backslash before such a sign makes it a part of the words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from framing.coding.codebook import Codebook, parse_codebook
from framing.coding.exchange.codebook_rows import (
    COLUMNS,
    SECTIONS,
    escaped,
    join,
    values_of_sheet,
)
from framing.coding.exchange.codebook_toml import codebook_values, same
from framing.coding.files import csv_bytes
from framing.errors import CodebookError, ParameterError
from framing.tables.spreadsheets import guarded

_LISTS = ("who", "does", "whom", "unless", "zone")
_LONGEST = 32_767


def codebook_csv(codebook: Codebook, *, delimiter: str = ",") -> bytes:
    """Write a codebook as a CSV file that spreadsheets open well.

    Raises
    ------
    CodebookError : the codebook is not well formed, so that no file would give it back.
    ParameterError : another delimiter, or a cell longer than Excel takes.
    """
    rows = [list(COLUMNS), *_rows(codebook)]
    _check_lengths(rows)
    data = csv_bytes(rows, delimiter=delimiter)
    if not same(codebook_of_csv(data, "sheet"), _with_labels(codebook)):
        raise CodebookError(
            f"codebook '{codebook.name}' would not be the same when read back from a sheet; is "
            "each frame and indicator under its own id?"
        )
    return data


def codebook_of_csv(data: bytes, name: str) -> Codebook:
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
        **{column: frame.get(column, "") for column in ("demands", "possible", "source")},
        **{column: _listed(frame.get(column, [])) for column in lists},
        **{column: _codes(frame.get(column, {})) for column in ("subcodes", "countercodes")},
    }


def _indicator(indicator: Mapping[str, Any]) -> dict[str, str]:
    return {
        "indicator": indicator["id"],
        "subcode": indicator.get("subcode", ""),
        "any": _listed(indicator.get("any", [])),
        "all": join((_listed(member) for member in indicator.get("all", [])), "&"),
        "order": "yes" if indicator.get("order") else "",
        "within": str(indicator.get("within", "")),
        **{column: _listed(indicator.get(column, [])) for column in _LISTS},
        **{column: indicator.get(column, "") for column in ("quotation", "language")},
    }


def _listed(value: str | list[str] | Mapping[str, Any]) -> str:
    if isinstance(value, Mapping):
        return _actor(value)
    return value if isinstance(value, str) else join(escaped(entry, "|") for entry in value)


def _actor(actor: Mapping[str, Any]) -> str:
    """Write an actor as ``name | name & title | title = side``."""
    lists = [actor["names"], *([actor["titles"]] if "titles" in actor else [])]
    told = join((join(escaped(one, "|&=") for one in names) for names in lists), "&")
    return f"{told} = {escaped(actor['side'], '|')}" if "side" in actor else told


def _codes(codes: Mapping[str, str]) -> str:
    """Write codes with their labels; ``left_out = without a say | told = told later``."""
    pairs = [(escaped(code, "|="), escaped(label, "|")) for code, label in codes.items()]
    return join(f"{code} = {label}" if label else code for code, label in pairs)
