"""Regular expressions that are compiled where they are first used, and not when a module is read.

There are some two hundred, most of them of formats and languages that a study does not have.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regular expression that is compiled when it is first asked for anything.

    Examples
    --------
    >>> expression("[a-z]+").findall("Kyiv, 2025")
    ['yiv']
    """
    return cast("re.Pattern[AnyStr]", _Expression(pattern, flags))


class _Expression:
    """What answers as the compiled expression does; its answers are kept."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._given = pattern, flags
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if "_compiled" not in vars(self):
            self._compiled = re.compile(*self._given)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
