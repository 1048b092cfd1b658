"""What is taken of a study: a table is no function, what makes a table is none, and both say so."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from types import MethodType
from typing import Any

import pandas as pd

from framing.errors import uncalled


class Table(pd.DataFrame):
    """A table of a study; what is computed from it is a plain one.

    Examples
    --------
    >>> rows = Table({"outlet": ["Daily"]})
    >>> type(rows.head()).__name__, rows["outlet"].tolist()
    ('DataFrame', ['Daily'])
    >>> rows()
    Traceback (most recent call last):
    framing.errors.ParameterError: a table is no function: leave its round brackets out, as in \
study.articles or study.articles.head().
    """

    __call__ = uncalled("a table", "study.articles or study.articles.head()")

    @property
    def _constructor(self) -> Callable[..., pd.DataFrame]:
        return pd.DataFrame


class Maker:
    """A method of a study, which has nothing of what it makes."""

    def __init__(self, method: Callable[..., Any]) -> None:
        self._method = method
        update_wrapper(self, method)

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Call the method."""
        return self._method(*given, **named)

    def __getattr__(self, name: str) -> Any:
        """Say that what is sought is had by a call."""
        if name.startswith("_"):
            raise AttributeError(name)
        call = self._method.__name__
        raise AttributeError(f"{call} is a function: write {call}(...).{name}")

    def __getitem__(self, key: object) -> Any:
        """Say it of brackets too."""
        call = self._method.__name__
        raise AttributeError(f"{call} is a function: write {call}(...)[{key!r}]")


def taken(value: Any) -> Any:
    """Return what answers in the place of a table or a method where that is used otherwise."""
    if type(value) is pd.DataFrame:
        return Table(value)
    return Maker(value) if isinstance(value, MethodType) else value
