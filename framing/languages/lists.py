"""Read the lists of a language from TOML, strictly, into the class that names them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from framing.errors import FramingError, suggestion

Words = tuple[str, ...]
Lists = TypeVar("Lists")


def read_lists(path: Path, lists: type[Lists]) -> Lists:
    """Read a file of lists; a file or list that is not there is empty.

    A list is one text whose words are parted by blanks, or a list of texts where an entry has
    blanks inside. A field that is a mapping is a table: a list, or a value, under each name.
    """
    if not path.is_file():
        return lists()
    where = f"{path.parent.name}/{path.name}"
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FramingError(f"{where} is no TOML that can be read: {error}.") from error
    names = {one.name: one.default_factory is dict for one in fields(lists)}  # type: ignore[arg-type]
    if unknown := [name for name in given if name not in names]:
        raise FramingError(
            f"{where}: unknown list '{unknown[0]}'. Lists: {', '.join(names)}."
            f"{suggestion(unknown[0], names)}"
        )
    return lists(**{name: _value(one, names[name], f"{where}, '{name}'")
                    for name, one in given.items()})  # fmt: skip


def _value(given: Any, is_table: bool, where: str) -> Words | Mapping[str, Any]:
    if is_table != isinstance(given, dict):
        raise FramingError(f"{where} is {given!r}; {'a table' if is_table else 'words'} needed.")
    if not is_table:
        return _words(given, where)
    return {
        name: str(one) if isinstance(one, int) else _words(one, f"{where}, '{name}'")
        for name, one in given.items()
    }


def _words(given: Any, where: str) -> Words:
    if isinstance(given, str):
        return tuple(given.split())
    if isinstance(given, list) and all(isinstance(one, str) and one for one in given):
        return tuple(given)
    raise FramingError(
        f"{where} is {given!r}; give one text of words parted by blanks, or a list of texts."
    )


def read_groups(path: Path) -> tuple[Words, ...]:
    """Read a file of groups: a line of words that stand for the same; none if there is no file.

    A line that begins with # is a comment. Words are folded, as those of texts are.
    """
    if not path.is_file():
        return ()
    lines = path.read_text("utf-8").casefold().splitlines()
    return tuple(tuple(line.split()) for line in lines if line and not line.startswith("#"))


def folded(lists: Lists) -> Lists:
    """Return lists with their words folded, as those of texts are: "ß" is "ss"."""
    given: dict[str, Words | Mapping[str, Words | str]] = vars(lists)
    return type(lists)(**{name: _folded(one) for name, one in given.items()})


def _folded(given: Words | Mapping[str, Words | str]) -> Any:
    """Return folded words, of a table the words that texts hold: those beside a name or a value."""
    if isinstance(given, tuple):
        return tuple(map(str.casefold, given))
    return {
        name.casefold() if isinstance(value, str) else name:
        value if isinstance(value, str) else _folded(value)
        for name, value in given.items()
    }  # fmt: skip
