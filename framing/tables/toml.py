"""Read TOML files strictly: unknown keys and wrong types are errors that say where."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from framing.errors import FramingError, some, suggestion

SEED = 20250213  # of a study, or a function, that is given none
_KINDS = {
    str: "text in quotes",
    dict: "a table",
    list: "a list",
    int: "a whole number",
    float: "a number with decimals",
    bool: "true or false",
}


class Section:
    """One table of a TOML file that knows where it stands, for messages.

    Examples
    --------
    >>> section = Section({"name": "Talks"}, "study.toml: [study]", FramingError)
    >>> section.get("name", str), section.get("question", str, "")
    ('Talks', '')
    """

    def __init__(self, values: Any, where: str, error: type[FramingError]) -> None:
        self.where, self.error = where, error
        if not isinstance(values, dict):
            self.fault(f"{_kind(values)} stands where a table is needed")
        self.values: dict[str, Any] = values

    def fault(self, message: str, near: str = "") -> NoReturn:
        """Raise this file's kind of error, naming the place; ``near`` is a suggestion."""
        raise self.error(f"{self.where}: {message}.{near}")

    def only(self, allowed: Iterable[str]) -> None:
        """Refuse keys that are not allowed."""
        names = list(allowed)
        unknown = [key for key in self.values if key not in names]
        if unknown:
            self.fault(
                f"unknown key {some(unknown)}. Allowed: {', '.join(names)}",
                suggestion(unknown[0], names),
            )

    def get(self, key: str, kind: type, default: Any = None) -> Any:
        """Return a value of the given type; without a default it must be there."""
        if key not in self.values:
            if default is None:
                self.fault(f"'{key}' is missing; give {_KINDS[kind]}")
            return default
        value = self.values[key]
        if not isinstance(value, kind) or isinstance(value, bool):
            self.fault(f"'{key}' is {_kind(value)} ({value!r}); {_KINDS[kind]} is needed")
        if isinstance(value, str) and "\0" in value:
            self.fault(f"'{key}' is {value!r}; no text and no file's name holds a NUL")
        if default is None and value == "":
            self.fault(f"'{key}' is empty; give {_KINDS[kind]}")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false, false if it is not given."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fault(f"'{key}' is {value!r}; true or false is needed, without quotes")
        return value

    def words(self, key: str) -> list[str]:
        """Return a list of texts, empty if it is not given."""
        value = self.get(key, list, [])
        for number, entry in enumerate(value, 1):
            if not isinstance(entry, str) or not entry.strip() or "\0" in entry:
                self.fault(f"'{key}', entry {number} is {entry!r}; text in quotes is needed")
        return value

    def labels(self, key: str) -> dict[str, str]:
        """Return a table of texts, empty if it is not given."""
        value = self.get(key, dict, {})
        for name, entry in value.items():
            if not isinstance(entry, str):
                self.fault(f"'{key}.{name}' is {entry!r}; text in quotes is needed")
        return dict(value)


def read_bytes(path: Path, error: type[FramingError]) -> bytes:
    """Read a file, or say why it cannot be read, and where it was sought."""
    if path.is_dir():
        held = sorted(one.name for one in path.iterdir() if one.suffix in (".toml", ".csv"))
        raise error(f"{path} is a folder; name the file in it: {some(held) or 'it holds none'}.")
    try:
        return path.read_bytes()
    except OSError as cause:
        raise error(
            f"{path.name} cannot be read: {cause.strerror}. Looked in {path.absolute().parent}."
        ) from cause


def read_toml(path: Path, error: type[FramingError]) -> tuple[Mapping[str, Any], str]:
    """Read a TOML file; return it with the SHA-256 of its bytes."""
    data = read_bytes(path, error)
    try:
        return tomllib.loads(data.decode("utf-8-sig")), hashlib.sha256(data).hexdigest()
    except UnicodeDecodeError as cause:
        line = data.count(b"\n", 0, cause.start) + 1
        raise error(f"{path.name}, line {line}: this is not UTF-8; save it as UTF-8.") from cause
    except tomllib.TOMLDecodeError as cause:
        raise error(f"{path.name} is not well-formed TOML: {cause}.") from cause


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), type(value).__name__)
