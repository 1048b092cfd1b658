"""Exceptions and warnings: one family, so that a caller can catch all or one."""

from __future__ import annotations

import difflib
import functools
import inspect
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from numbers import Integral, Real
from os import PathLike
from types import ModuleType
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
    near = difflib.get_close_matches(str(wrong), map(str, allowed), n=1, cutoff=0.65)
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
            placed = signature.bind_partial(*args, **kwargs).arguments
            _check_kinds(function.__name__, signature, placed)
            signature.bind(*args, **kwargs)
        except TypeError as error:
            said = _wrong_call(function.__name__, signature, len(args), kwargs, str(error))
            raise ParameterError(said) from None
        return function(*args, **kwargs)

    return answering


def answer_calls(room: dict[str, Any], names: Iterable[str]) -> None:
    """Let a room, and the functions that it shows, answer wrong calls (see :func:`by_name`)."""
    for name in names:
        if inspect.isfunction(room[name]):
            room[name] = by_name(room[name])
    sys.modules[room["__name__"]].__class__ = _Room


class _Room(ModuleType):
    """A module that says what it holds where it is called, or asked for what it has not."""

    __all__: list[str]

    def __getattr__(self, name: str) -> Any:
        is_inside = "__path__" in vars(self) and find_spec(f"{self.__name__}.{name}")
        if name.startswith("_") or is_inside:
            raise AttributeError(name)  # Python asks before it imports a module of the room
        hint = sys.modules["framing"].hint(name, self.__all__)
        raise AttributeError(f"{self.__name__} has no '{name}'.{hint}")

    def __call__(self, *_: Any, **__: Any) -> Any:
        """Refuse to be called."""
        command = sys.modules["framing"].command(self.__name__.rpartition(".")[2])
        raise ParameterError(
            f"{self.__name__} holds functions and is none. It has {', '.join(self.__all__)}."
            f"{command}"
        )


def _check_kinds(name: str, signature: inspect.Signature, bound: Mapping[str, Any]) -> None:
    """Refuse a path in the place of a study, what is no path in that of one, and wrong scalars."""
    for each, value in bound.items():
        about = signature.parameters[each]
        kind = str(about.annotation)
        if value is about.default:
            continue
        if kind == "Study" and (value is None or isinstance(value, str | PathLike)):
            raise ParameterError(
                f"{name}: {each} is {str(value)!r}, but what was read from there is needed: "
                f"{name}(framing.read_study('my-study'), ...)."
            )
        if "Path" in kind:
            _check_path(name, each, kind, value)
        else:
            _check_scalar(name, each, kind, value)


def _check_path(call: str, name: str, kind: str, value: Any) -> None:
    """Refuse what is no path; a table where one is read from may be used as it is."""
    if isinstance(value, (str, PathLike, *([Sequence] if "Sequence" in kind else []))):
        return
    kind = type(value).__name__
    is_told = isinstance(value, int | float | dict | None)
    told = f"{value!r}, which is {kind}" if is_told else f"a {kind}"
    as_it_is = " A table of articles is used as it is: framing.sentences(articles)."
    raise ParameterError(
        f"{call}: {name} is {told}; the path of a file or a folder is needed, such as 'my-study'."
        f"{as_it_is if kind == 'DataFrame' and call.startswith('read_') else ''}"
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

    def __getattr__(self, name: str) -> Any:
        """Say how a name that is there is taken."""
        if name not in self:
            raise AttributeError(name)
        raise AttributeError(f"a {self._what} is taken by its name in brackets: ['{name}'].")

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
