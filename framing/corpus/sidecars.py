"""Files that describe another file: its title, outlet, date, in a file of the same name."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from framing.corpus.formats import BY_SUFFIX, TEXTS
from framing.corpus.read_text import decode
from framing.corpus.readers.inputs import Input
from framing.corpus.readers.json_file import parse, record
from framing.errors import CorpusError

_SUFFIXES = (".json", ".toml")


def sidecars(found: Sequence[Input]) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """Tell which files describe another one of the same name, ``a.json`` beside ``a.txt``.

    Returns
    -------
    For each file that is described its fields as words, and for each file that describes one
    the name of that. What cannot be read as one set of fields describes nothing.
    """
    by_stem: dict[str, list[str]] = {}
    for one in found:
        if BY_SUFFIX.get(_suffix(one.name)) in TEXTS:
            by_stem.setdefault(_stem(one.name), []).append(one.name)
    fields: dict[str, dict[str, Any]] = {}
    described: dict[str, str] = {}
    for one in found:
        names = by_stem.get(_stem(one.name), [])
        if _suffix(one.name) in _SUFFIXES and len(names) == 1 and (told := _fields(one)):
            fields[names[0]], described[one.name] = told, names[0]
    return fields, described


def _suffix(name: str) -> str:
    return PurePosixPath(name.lower()).suffix


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def _fields(one: Input) -> dict[str, Any]:
    """Return the fields of a description, as words; {} if it is none."""
    try:
        text, _ = decode(one.data)
        values = parse(text) if _suffix(one.name) == ".json" else tomllib.loads(text)
    except (CorpusError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict) or "text" in values:
        return {}
    told = record("", values)
    fields = {} if told.rejected else told.fields
    return {key: value.strip() for key, value in fields.items() if value.strip()}
