"""Exceptions and warnings: one family, so that a caller can catch all or one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class FramingError(ValueError):
    """Something given to the package cannot be used; the message says what to do."""


class CorpusError(FramingError):
    """An article, a folder of articles or their metadata cannot be read."""


class CodebookError(FramingError):
    """A codebook is not well formed; the message names file, frame, indicator and entry."""


class StudyError(FramingError):
    """A ``study.toml`` is missing or not well formed."""


class TableError(FramingError):
    """A table lacks a column, has a wrong type or repeats its key."""


class ParameterError(FramingError):
    """A parameter of a function, a notebook or a command is not allowed."""


class RepairWarning(UserWarning):
    """Input was guessed or repaired; the load report says where."""


def suggestion(wrong: str, allowed: Iterable[str]) -> str:
    """Return `` Did you mean 'x'?`` for the nearest allowed word, or nothing.

    Examples
    --------
    >>> suggestion("outlett", ["article", "outlet"])
    " Did you mean 'outlet'?"
    >>> suggestion("xyz", ["article", "outlet"])
    ''
    """
    near = difflib.get_close_matches(str(wrong), [str(word) for word in allowed], n=1)
    return f" Did you mean '{near[0]}'?" if near else ""


def some(items: Iterable[object], *, limit: int = 3) -> str:
    """List the first few items and count the rest, for messages.

    Examples
    --------
    >>> some(["a", "b", "c", "d", "e"])
    "'a', 'b', 'c' (and 2 more)"
    """
    listed = list(items)
    shown = ", ".join(f"'{item}'" for item in listed[:limit])
    return shown + (f" (and {len(listed) - limit} more)" if len(listed) > limit else "")


def number(n: int, one: str, many: str = "") -> str:
    """Count things in words.

    Examples
    --------
    >>> number(1, "article"), number(2, "family", "families")
    ('1 article', '2 families')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"
