"""Columns of tables: the mapping to the names that articles have, and which table it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing.corpus.entries import Fields
from framing.corpus.readers.api_lists import abstracts_among, without_texts
from framing.corpus.readers.found import Listed
from framing.errors import CorpusError, some, suggestion
from framing.tables.contracts import CONTRACTS

_MAPPABLE = (*CONTRACTS["articles"].columns, "path")
_NAMES = ("article", "outlet", "title", "path", "event", "family")  # of which an article has one
_MAY_SHARE = (  # names for which one column may serve
    {"article", "path"}, {"article", "url"}, {"article", "title"}, {"event", "family"},
    {"date", "date_text"},
)  # fmt: skip
RECIPE = "docs/exports.md says how to make a corpus of it"
_LONG = 80  # characters of a column's name that a message prints


@dataclass
class Reading:
    """What holds for all sources: the mapping of columns, and what was read so far."""

    mapping: Mapping[str, str]  # the tables' own columns by the names that articles have for them
    files: dict[Path, str] = field(default_factory=dict)  # which input each file was read for
    # the columns of the tables that were read, by name
    tables: dict[str, Sequence[str]] = field(default_factory=dict)
    within: Sequence[Path] = ()  # the folders out of which no link may lead; anywhere, if none
    mapped: bool = False  # whether one of them has the columns of the mapping


def checked_mapping(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping of columns, if articles have the columns that it maps to."""
    unknown = [name for name in columns if name not in _MAPPABLE]
    if unknown:
        raise CorpusError(
            f"columns maps {some(unknown)}, which articles do not have. Allowed: "
            f"{', '.join(_MAPPABLE)}.{suggestion(unknown[0], _MAPPABLE)}"
        )
    for column in dict.fromkeys(columns.values()):
        alike = {name for name, other in columns.items() if other == column}
        if len(alike) > 1 and not any(alike <= names for names in _MAY_SHARE):
            raise CorpusError(
                f"columns takes {column!r} for {some(sorted(alike))}, which are different things. "
                "Name a column for each, or leave out what the table does not hold."
            )
    return dict(columns)


def check_mapped(reading: Reading) -> None:
    """Refuse a mapping of columns that fits none of the tables that were read."""
    if reading.mapped or not reading.mapping:
        return
    wanted = list(reading.mapping.values())
    if not reading.tables:
        raise CorpusError(
            f"columns names {some(wanted)}, but no table was read that could have them. Leave "
            "columns out, or name a table."
        )
    name, header = next(iter(reading.tables.items()))
    lost = next((column for column in wanted if column not in header), "")
    raise CorpusError(
        f"columns names {some(wanted)}, but no table has all that is needed (tables: "
        f"{some(reading.tables)}). Columns of {name}: {', '.join(header)}."
        f"{suggestion(lost, header)}"
    )


def mapping_for(
    name: str, header: list[str], reading: Reading, *, named: bool
) -> Mapping[str, str]:
    """Return the mapping of columns for a table; texts name their own fields.

    It may be for another table, if this one needs none; ``named`` tells whether each row
    must name its article and outlet.
    """
    if not header:
        return {}
    reading.tables[name] = header
    fits = set(reading.mapping.values()) <= set(header)
    if not fits and not _lost(header, {}, named=named):
        return {}
    check_columns(name, header, reading.mapping, named=named)
    reading.mapped = True
    return reading.mapping


def check_columns(
    name: str, header: list[str], mapping: Mapping[str, str], *, named: bool = True
) -> None:
    """Refuse a table that lacks a column, mapped or needed."""
    lost = _lost(header, mapping, named=named)
    if (said := without_texts(header)) and not {"text", "path"} & set(mapping):
        raise CorpusError(f"{name} is {said}; {RECIPE}.", code="without_texts")
    if lost:
        short = f"{said} " if "text" in lost and (said := abstracts_among(header)) else ""
        raise CorpusError(
            f"{name} has no column {some(lost)}. Columns: {', '.join(map(_short, header))}."
            f"{suggestion(lost[0], header)} {short}Name those that hold article, outlet and text "
            '(or the path of a text file) with columns, such as columns = { article = "file" }.',
            code="columns_missing",
        )


def _short(column: str) -> str:
    """Return a column's name; where a table has no header, it is a cell of its first row."""
    return column if len(column) <= _LONG else f"{column[:_LONG]}…"


def _lost(header: list[str], mapping: Mapping[str, str], *, named: bool) -> list[str]:
    """Return the columns, mapped or needed, that a table lacks."""
    has = [*header, *mapping]
    lost = [column for column in mapping.values() if column not in header]
    lost += [column for column in ("article", "outlet") if named and column not in has]
    return lost + ([] if {"text", "path"} & set(has) else ["text"])


def renamed(fields: Mapping[str, str], mapping: Mapping[str, str]) -> Fields:
    """Return a record under the contract's names, once each, its empty fields as missing.

    Raises
    ------
    CorpusError : a list stands where a name is needed.
    """
    text = mapping.get("text", "text")
    for name in _NAMES:
        if isinstance(given := fields.get(mapping.get(name, name)), Listed):
            said = f"has several values for {name} ({_short(given)}), where one is needed"
            raise CorpusError(said, code="several_values")
    stripped = {
        column: value if column == text else value.strip()
        for column, value in fields.items()
        if value.strip()
    }
    others = {name: value for name, value in stripped.items() if name not in mapping.values()}
    return others | {name: stripped.get(column) for name, column in mapping.items()}
