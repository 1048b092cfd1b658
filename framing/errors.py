"""Exceptions and warnings: one family, so that a caller can catch all or one."""

from __future__ import annotations

import difflib
import functools
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from numbers import Integral, Real
from os import PathLike
from typing import Any


class FramingError(ValueError):
    """Something given to the package cannot be used; the message says what to do."""


class CorpusError(FramingError):
    """An article, a folder of articles or their metadata cannot be read; ``code`` says why."""

    def __init__(self, said: str = "", *, code: str = "unreadable") -> None:
        super().__init__(said)
        self.code = code


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


def by_name(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a function answer a call that gives options by their place or by a wrong name.

    Examples
    --------
    >>> def count(rows, *, outlet): return 0
    >>> by_name(count)([], "Daily")
    Traceback (most recent call last):
    framing.errors.ParameterError: count takes rows; what follows is given by its name: \
count(rows, outlet=...).
    """
    signature = inspect.signature(function)

    @functools.wraps(function)
    def answering(*args: Any, **kwargs: Any) -> Any:
        try:
            bound = signature.bind(*args, **kwargs).arguments
        except TypeError as error:
            said = _wrong_call(function.__name__, signature, len(args), kwargs, str(error))
            raise ParameterError(said) from None
        _check_kinds(function.__name__, signature, bound)
        return function(*args, **kwargs)

    return answering


def answer_calls(room: dict[str, Any], names: Iterable[str]) -> None:
    """Let the functions that a room shows answer wrong calls (see :func:`by_name`)."""
    for name in names:
        if inspect.isfunction(room[name]):
            room[name] = by_name(room[name])


def _check_kinds(name: str, signature: inspect.Signature, bound: Mapping[str, Any]) -> None:
    """Refuse a path in the place of a study, what is no path in that of one, and wrong scalars."""
    for each, value in bound.items():
        _check_scalar(name, each, str(signature.parameters[each].annotation), value)
    study, path = bound.get("study", ...), bound.get("path", ...)
    if study is None or isinstance(study, str | PathLike):
        raise ParameterError(
            f"{name}: study is {str(study)!r}, but what was read from there is needed: "
            f"{name}(framing.read_study('my-study'), ...)."
        )
    is_left_out = path is ... or path is signature.parameters["path"].default
    if not is_left_out and hasattr(path, "columns"):
        raise ParameterError(
            f"{name}: path is a table ({type(path).__name__}); the path of a file or a folder is "
            "needed, such as 'my-study'. A table of articles is used as it is: "
            "framing.sentences(articles)."
        )
    many = Sequence if "Sequence" in str(signature.parameters.get("path")) else str
    if not is_left_out and not isinstance(path, str | PathLike | many):
        raise ParameterError(
            f"{name}: path is {path!r}, which is {type(path).__name__}; the path of a file or a "
            "folder is needed, such as 'my-study'."
        )


_SCALARS = {"int": Integral, "float": Real, "str": str, "bool": bool}
_LISTS = ("Sequence[str]", "Iterable[str]", "Collection[str]", "list[str]")


def _check_scalar(call: str, name: str, annotation: str, value: Any) -> None:
    """Refuse a word where a number is needed, a number for a word, and a word for a list."""
    kind = annotation.removesuffix(" | None")
    if value is None and kind != annotation:
        return
    if kind in _SCALARS and not isinstance(value, _SCALARS[kind]):
        told = value if isinstance(value, str | int | float | None) else ...
        said = f"{told!r}, which is no {kind}" if told is not ... else f"a {type(value).__name__}"
        raise ParameterError(f"{call}: {name} is {said}; {_NEEDED[kind]} is needed.")
    if kind in _LISTS and isinstance(value, str):
        raise ParameterError(f"{call}: {name} is {value!r}; a list is needed, such as [{value!r}].")


_NEEDED = {
    "int": "a whole number", "float": "a number", "str": "a word in quotes", "bool": "True or False"
}  # fmt: skip


class Known(dict[str, Any]):
    """Things by their names; of a name that is not there it says which are, and what to do."""

    def __init__(self, things: Mapping[str, Any], *, what: str, todo: str) -> None:
        super().__init__(things)
        self._what, self._todo = what, todo

    def __missing__(self, name: str) -> Any:
        """Refuse a name that is not there."""
        raise ParameterError(
            f"there is no {self._what} '{name}'.{suggestion(name, self)} Known: "
            f"{', '.join(self) or 'none'}. {self._todo}"
        )


def _wrong_call(
    name: str, signature: inspect.Signature, placed: int, named: Iterable[str], error: str
) -> str:
    known = signature.parameters
    first = [each.name for each in known.values() if each.kind != each.KEYWORD_ONLY]
    needed = [f"{each}=..." for each in known if each not in first
              and known[each].default is inspect.Parameter.empty]  # fmt: skip
    options = [f"{each}=..." for each in known if each not in first]
    call = f"{name}({', '.join([*first, *(needed or options[:1])])})"
    wrong = [each for each in named if each not in known]
    if wrong:
        return f"{name} has no option '{wrong[0]}'.{suggestion(wrong[0], known)} It has: " \
            f"{', '.join(known)}."  # fmt: skip
    if placed > len(first):
        return f"{name} takes {' and '.join(first)}; what follows is given by its name: {call}."
    return f"{name}: {error}. Call it as {call}."
