"""Files that belong to another: descriptions of a text, and what a browser saves with a page."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from framing.corpus.formats import is_text, kind_named
from framing.corpus.names import taken_for
from framing.corpus.notes import Note
from framing.corpus.read_text import decode
from framing.corpus.readers.json_file import parse, record
from framing.errors import CorpusError

TOML = ".toml"
_SUFFIXES = (".json", TOML)
# What browsers call the folder with a page's pictures, scripts and frames, behind the page's name
_FOLDERS = ("_files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "-filer")


class Description(NamedTuple):
    """What a file tells of another one."""

    fields: dict[str, str]  # words by name; nothing if the file describes none
    said: Sequence[Note] = ()  # which of the fields were taken for title, outlet and date
    wrong: str = ""  # why it describes nothing, to go on with a sentence that says so


NONE = Description({})


def description(name: str, data: bytes) -> Description:
    """Read a file as the fields of another, by the end of its name."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix not in _SUFFIXES:
        return NONE
    try:
        text, _ = decode(data)
        values = tomllib.loads(text) if suffix == TOML else parse(text)
    except (CorpusError, ValueError, RecursionError) as error:
        return Description({}, wrong=f": {str(error).splitlines()[0]}")
    if not isinstance(values, dict) or "text" in values:
        return Description({}, wrong=", but holds no fields or a text of its own")
    read = record("", values)
    told = {key: value.strip() for key, value in read.fields.items() if value.strip()}
    if read.rejected or not told:
        return Description({}, wrong=f", but {read.rejected or 'holds no fields'}")
    return Description(*taken_for(told))


def described(names: Sequence[str], descriptions: Mapping[str, Description]) -> dict[str, str]:
    """Tell which files describe another one of the same name, ``a.json`` beside ``a.txt``.

    Returns
    -------
    For each file that describes one the name of that. What holds no fields describes
    nothing; nor does a name that several texts share.
    """
    texts: dict[str, list[str]] = {}
    for name in names:
        if is_text(name):
            texts.setdefault(_stem(name), []).append(name)
    return {
        name: texts[_stem(name)][0]
        for name, told in descriptions.items()
        if told.fields and len(texts.get(_stem(name), [])) == 1
    }


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))


def saved_with(names: Collection[str]) -> dict[str, str]:
    """Tell which files were saved with a page, and with which.

    Examples
    --------
    >>> saved_with(["Daily/a.html", "Daily/a_files/frame.html", "Daily/b_files/c.html"])
    {'Daily/a_files/frame.html': 'Daily/a.html'}
    """
    paths = [PurePosixPath(name) for name in names]
    pages = [path for path in paths if kind_named(path.name) == "html"]
    folders = {str(page.with_suffix("")) + end: str(page) for page in pages for end in _FOLDERS}
    above = {str(path): [str(one) for one in path.parents] for path in paths}
    return {
        name: next(folders[one] for one in parents if one in folders)
        for name, parents in above.items()
        if not folders.keys().isdisjoint(parents)
    }
