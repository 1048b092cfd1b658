"""Sources of a corpus, files, folders or archives: each input with its entry in the load report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import isfile
from pathlib import Path
from posixpath import normpath

from framing.corpus.columns import Reading, check_columns
from framing.corpus.entries import Entry
from framing.corpus.formats import is_table, kind_named, read_file
from framing.corpus.notes import Note
from framing.corpus.readers import database
from framing.corpus.readers.inputs import Input, inputs, is_archive
from framing.corpus.records import File, Finder, entries, without_name
from framing.corpus.sidecars import NONE, TOML, described, description, saved_with
from framing.errors import CorpusError
from framing.tables.file_names import ARTICLES


def read_source(source: Path, label: str, reading: Reading) -> Iterator[Entry]:
    """Yield the entry of each input, with its article unless it is rejected.

    ``label`` names a source that is one of several.
    """
    if not source.exists():
        raise CorpusError(
            f"{source.name}: there is no such file or folder (looked in {source.parent})."
        )
    if source.is_dir() or is_archive(source.name):
        yield from _read_many(source, label, reading)
        return
    name, again = label or source.name, source.resolve() in reading.files
    one = _read(next(iter(inputs(source, within=reading.within))), reading.files, by=name)._replace(
        name=name
    )
    if is_table(source.name) and not again:
        if one.reason or not one.found.columns:
            reason = one.reason or Note("no_header", "has no columns")
            raise CorpusError(f"{source.name} {reason}.", code=reason.code)
        check_columns(source.name, list(one.found.columns), reading.mapping)
    yield from entries(one, reading, _beside(source, name, reading))


def read_database(address: str, query: str, reading: Reading) -> Iterator[Entry]:
    """Yield the entry of each row that a query gives of a database."""
    name = database.name_of(address)
    try:
        found = database.read(address, query)
        check_columns(name, list(found.columns), reading.mapping)
    except CorpusError as error:
        raise CorpusError(f"{name} {without_name(error, name)}.", code=error.code) from None
    yield from entries(File(name, name, found), reading, lambda path: None)


def not_named(source: Path, label: str, reading: Reading) -> Iterator[Entry]:
    """Yield, for a table that names text files, those in ``articles/`` that nothing names."""
    name = label or source.name
    named = [file for file, by in reading.files.items() if by == name and file != source.resolve()]
    if source.is_dir() or not named:
        return
    folder = "/".join([*name.split("/")[:-1], ARTICLES])
    for extra in sorted((source.parent / ARTICLES).glob("*")):
        known = kind_named(extra.name) and extra.is_file()
        if known and reading.files.setdefault(extra.resolve(), "") == "":
            said = Note("not_named", f"not named in {source.name}")
            yield Entry(f"{folder}/{extra.name}").rejected(said)


def _read(one: Input, files: dict[Path, str], *, by: str = "") -> File:
    """Read a file for itself or for the table that names it, unless it was read already."""
    of, file = by or one.name, File(one.name, one.folder)
    if one.path and (first := files.setdefault(one.path, of)) != of:
        said = f"is the same file as {first!r}, read already"
        return file._replace(reason=Note("read_already", said))
    if one.rejected:
        return file._replace(reason=one.rejected)
    tells = description(one.name, one.data)
    if one.name.lower().endswith(TOML):
        said = f"describes no text of its name{tells.wrong}"
        return file._replace(reason=Note("describes_no_text", said), tells=tells)
    try:
        return file._replace(found=read_file(one.data, one.name), tells=tells)
    except CorpusError as error:
        return file._replace(reason=without_name(error, one.name), tells=tells)


def _beside(table: Path, name: str, reading: Reading) -> Finder:
    """Find the files that the rows of a table name: beside it, or in ``articles/``."""

    def find(path: str) -> File | None:
        for place in (table.parent / path, table.parent / ARTICLES / path):
            if isfile(place):
                return _read(
                    next(iter(inputs(place, within=reading.within))), reading.files, by=name
                )
        return None

    return find


def _among(table: str, read: Mapping[str, File], named: dict[str, str]) -> Finder:
    """Find the files that the rows of a table name among those of its folder or archive."""
    folder = table.rpartition("/")[0]

    def find(path: str) -> File | None:
        for place in (f"{folder}/{path}", f"{folder}/{ARTICLES}/{path}"):
            file = read.get(normpath(place).lstrip("/"))
            if file and (first := named.setdefault(file.name, table)) != table:
                said = f"is named in {first!r} already"
                return file._replace(reason=Note("named_already", said))
            if file:
                return file
        return None

    return find


def _read_many(source: Path, label: str, reading: Reading) -> Iterator[Entry]:
    """Read every file of a folder or an archive; what describes another file goes to that.

    Tables are entered first, since their rows may name the files that hold the texts.
    """
    read = {
        one.name: _read(one, reading.files)
        for one in inputs(source, label=label, within=reading.within)
    }
    pages = saved_with(read)
    texts = described(list(read), {name: one.tells for name, one in read.items()})
    tells = {text: name for name, text in reversed(texts.items())}
    named: dict[str, str] = {}
    done: dict[str, list[Entry]] = {}
    for name, one in sorted(read.items(), key=lambda item: not item[1].found.columns):
        if name in pages:
            said = f"belongs to the page {pages[name]!r}"
            done[name] = [Entry(name).rejected(Note("saved_with_page", said))]
        elif name in texts:
            done[name] = [_of_description(name, texts[name], tells)]
        elif name in named:
            done[name] = [Entry(name, reason=Note("named_in_table", f"named in {named[name]}"))]
        else:
            beside = read[tells[name]].tells if name in tells else NONE
            find = _among(name, read, named)
            done[name] = list(entries(one, reading, find, beside, among=True))
    for name in read:
        yield from done[name]


def _of_description(name: str, text: str, tells: Mapping[str, str]) -> Entry:
    """Enter a file that describes another; of two for one text the first counts."""
    if tells[text] == name:
        return Entry(name, reason=Note("describes_text", f"describes {text}"))
    said = f"describes {text!r}, as {tells[text]!r} does; keep one of them"
    return Entry(name).rejected(Note("text_described_twice", said))
