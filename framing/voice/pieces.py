"""Several spans in one cell of a table: ``0-12;40-61``, in characters."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def written(spans: Iterable[Span]) -> str:
    """Write spans as a cell.

    Examples
    --------
    >>> written([(0, 12), (40, 61)])
    '0-12;40-61'
    """
    return ";".join(f"{start}-{end}" for start, end in spans)


def spans(cell: str | float | None) -> list[Span]:
    """Read the spans of a cell; none where it is empty or missing.

    Examples
    --------
    >>> spans("0-12;40-61"), spans("")
    ([(0, 12), (40, 61)], [])
    """
    if not isinstance(cell, str) or not cell:
        return []
    pairs = (one.split("-") for one in cell.split(";"))
    return [(int(start), int(end)) for start, end in pairs]
