"""Records of a file: each with its entry in the load report, and its article if it is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from framing.corpus.columns import Reading, mapping_for, renamed
from framing.corpus.entries import Entry, Fields, new_entry, rejected
from framing.corpus.names import taken_for
from framing.corpus.readers.found import Found, Record
from framing.corpus.readers.not_articles import not_an_article
from framing.corpus.readers.text_file import FRONT_MATTER
from framing.corpus.repairs import repaired, surrogates_mended
from framing.corpus.sidecars import NONE, Description
from framing.errors import CorpusError

_LONG = 120  # characters of a path that a message prints


class File(NamedTuple):
    """A file that was read; its bytes are let go, so that a folder need not fit in memory.

    Attributes
    ----------
    name : its path under the source.
    folder : the name of the folder that it lies in.
    found : its records; none where it is rejected.
    reason : why it is rejected; "" if it is not.
    tells : what it tells of another file.
    """

    name: str
    folder: str
    found: Found
    reason: str = ""
    tells: Description = NONE


# What finds the file that a row of a table names
Finder = Callable[[str], File | None]


def entries(
    one: File, reading: Reading, find: Finder, beside: Description = NONE, *, among: bool = False
) -> Iterator[Entry]:
    """Enter the records of a file; ``among`` the files of a folder or an archive."""
    header = list(one.found.columns)
    alone = among and [record.place for record in one.found.records] == [""]
    try:
        if one.reason:
            raise CorpusError(one.reason)
        if not one.found.records:
            raise CorpusError("holds no row below its header")
        mapping = mapping_for(one.name, header, reading, named=not alone)
    except CorpusError as error:
        reason = str(error).removeprefix(f"{one.name} ").removesuffix(".")
        yield rejected(new_entry(one.name), reason), None
        return
    for record in one.found.records:
        entry = new_entry(one.name, record.place, record.repairs, one.found.declared)
        if record.rejected:
            yield rejected(entry, record.rejected), None
            continue
        fields = renamed(_guessed(record, entry), mapping) | beside.fields
        entry["repairs"] += beside.said
        if alone or not header:  # the rows of a table name their own
            name = f"{one.name}#{record.place}" if record.place else one.name
            fields = {"article": name, "outlet": one.folder} | fields
        yield _from_row(entry, fields, find) if header else _settled(entry, fields)


def _guessed(record: Record, entry: Fields) -> Mapping[str, str]:
    """Take fields of front matter for title, outlet and date by their names, and say so."""
    if FRONT_MATTER not in record.repairs:
        return record.fields
    fields, said = taken_for(record.fields)
    entry["repairs"] += said
    return fields


def _from_row(entry: Fields, article: Fields, find: Finder) -> Entry:
    """Settle a row of a table, which may name the file that holds its text."""
    entry["article"] = article.get("article")
    path = article.pop("path", None)
    if not path:
        if article.get("text"):
            return _settled(entry, article)
        return rejected(entry, "neither a text nor the path of a text file"), None
    if Path(path).is_absolute() or ".." in Path(path).parts:
        return rejected(entry, f"{_short(path)} leads out of the study's folder"), None
    file = find(path)
    if file is None:
        table = PurePosixPath(entry["input"]).name
        return rejected(entry, f"{_short(path)} is neither beside {table} nor in articles/"), None
    return _with_text(entry, article, file)


def _short(path: str) -> str:
    """Return what is to be a path as messages print it; it may be a whole text by mistake."""
    if len(path) <= _LONG:
        return repr(path)
    said = f"a text of {len(path):,} characters (name its column 'text' if that is meant)"
    return f"{path[:_LONG] + '…'!r}, {said},"


def _with_text(entry: Fields, article: Fields, file: File) -> Entry:
    """Add the text of the file that a row names."""
    if file.reason:
        return rejected(entry, f"{file.name!r} {file.reason}"), None
    if len(file.found.records) != 1:
        n = len(file.found.records)
        return rejected(entry, f"{file.name!r} holds {n} articles, not one"), None
    (record,) = file.found.records
    if record.rejected:
        return rejected(entry, f"{file.name!r}: {record.rejected}"), None
    entry["repairs"] += record.repairs
    return _settled(entry, {**record.fields, **{k: v for k, v in article.items() if v}})


def _settled(entry: Fields, article: Fields) -> Entry:
    """Repair an article's text and title, and reject what is no article."""
    article = {
        name: surrogates_mended(str(value)) for name, value in article.items() if value is not None
    }
    entry["article"] = article.get("article")
    text, repairs = repaired(str(article.get("text") or ""))
    title, more = repaired(str(article.get("title") or ""))
    entry["repairs"] += [*repairs, *more]
    if not text.strip():
        return rejected(entry, "holds no text"), None
    if reason := not_an_article(text, title):
        return rejected(entry, f"is {reason}, no article"), None
    return entry, article | {"text": text} | ({"title": title} if title.strip() else {})
