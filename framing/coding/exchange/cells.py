r"""Lists in one cell of a spreadsheet, that survive the way there and back.

The entries of a list are joined by `` | ``. A backslash takes the meaning from the character
after it, so that an entry may hold a ``|`` itself (``\|``), and a backslash (``\\``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MARK = re.compile(r"\\.|(.)", re.DOTALL)


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
