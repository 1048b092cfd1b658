"""Records of a file: each with its entry in the load report, and its article if it is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from framing.corpus.columns import Reading, mapping_for, renamed
from framing.corpus.entries import Entry, Fields
from framing.corpus.names import named_by, plain_name, taken_for
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.readers.csv_tsv import bare
from framing.corpus.readers.found import Found, Record
from framing.corpus.readers.not_articles import is_no_name, not_an_article
from framing.corpus.readers.text_file import FRONT_MATTER
from framing.corpus.repairs import (
    ENTITIES,
    HIGH,
    entities_decoded,
    high_mended,
    repaired,
    surrogates_mended,
)
from framing.corpus.sidecars import NONE, Description
from framing.errors import CorpusError, number

_NO_ROW = Note("no_rows", "holds no row below its header")
_AGAIN = Note("header_again", "names the columns again, and is no article")
_OTHER_ORDER = Note(
    "header_in_another_order",
    "stands in or below a line that names the columns in another order; part the file there",
)
_LOST = "\ufffd"
_MARK, _MARKS = Note("byte_order_mark", "byte order mark left out"), "\ufeff\u200b"
_FEW_HIGH, _MOST_HIGH = 4, 0.1  # of all characters; a text with more of them is of another code
_HIGH_MANY = (
    "holds {n} control characters (U+0080 to U+009F), the mark of a wrong code; save as UTF-8"
)
_LONG = 120  # characters of a path that a message prints


class File(NamedTuple):
    """A file that was read; its bytes are let go, so that a folder need not fit in memory."""

    name: str  # its path under the source
    folder: str  # the name of the folder that it lies in
    found: Found = Found([])  # its records; none where it is rejected
    reason: Note = NO_NOTE  # why it is rejected; no words if it is not
    tells: Description = NONE  # what it tells of another file


# What finds the file that a row of a table names
Finder = Callable[[str], File | None]


def entries(
    one: File, reading: Reading, find: Finder, beside: Description = NONE, *, among: bool = False
) -> Iterator[Entry]:
    """Enter the records of a file; ``among`` the files of a folder or an archive."""
    header, records = list(one.found.columns), one.found.records
    alone = among and [record.place for record in records] == [""]
    try:
        if one.reason or not records:
            reason = one.reason or _NO_ROW
            raise CorpusError(reason, code=reason.code)
        mapping = mapping_for(one.name, header, reading, named=not alone)
    except CorpusError as error:
        yield Entry(one.name).rejected(without_name(error, one.name))
        return
    other = NO_NOTE
    for record in records:
        entry = Entry(one.name, record.place, declared=one.found.declared)
        entry.repairs += record.repairs
        try:
            if again := other or _header_again(record.fields, header):
                other = again if again.code == _OTHER_ORDER.code else NO_NOTE
                raise CorpusError(again, code=again.code)
            article = renamed(_fields(record, entry, beside), mapping) | beside.fields
            if alone or not header:  # the rows of a table name their own
                name = f"{one.name}#{record.place}" if record.place else one.name
                article = {"article": name, "outlet": one.folder} | article
            entry.article = article.get("article")
            _settle(entry, _with_text(entry, article, find) if header else article)
        except CorpusError as error:
            entry.rejected(Note(error.code, str(error)))
        yield entry


def _fields(record: Record, entry: Entry, beside: Description) -> Mapping[str, str]:
    """Return a record's fields; those of front matter are taken for others by their names."""
    if record.rejected:
        raise CorpusError(record.rejected, code=record.rejected.code)
    guessed = any(one.code == FRONT_MATTER.code for one in record.repairs)
    fields, said = taken_for(record.fields) if guessed else (record.fields, [])
    entry.repairs += [*said, *beside.said]
    return fields


def _header_again(fields: Mapping[str, str], header: list[str]) -> Note:
    """Say that a row names the columns again; nothing if it is a row as others are.

    Where it names them in another order, nobody can tell what the rows below it hold.
    """
    filled = {name: value for name, value in fields.items() if bare(value)}
    names = {plain_name(name) for name in header}
    if len(filled) < 2 or max(map(len, filled.values())) > _LONG:
        return NO_NOTE
    if not all(plain_name(value) in names or named_by(value) for value in filled.values()):
        return NO_NOTE
    same = sum(_names(name) & _names(value) != set() for name, value in filled.items())
    return _AGAIN if same * 2 >= len(filled) else _OTHER_ORDER


def _names(word: str) -> set[str]:
    """Return a column's name, and what of an article it is a word for."""
    return {plain_name(word), named_by(word)} - {""}


def without_name(error: CorpusError, name: str) -> Note:
    """Return what is wrong with a file, as it stands behind its name."""
    return Note(error.code, str(error).removeprefix(f"{name} ").removesuffix("."))


def _with_text(entry: Entry, article: Fields, find: Finder) -> Fields:
    """Return a row of a table with its text, which may be that of a file that it names."""
    path = article.pop("path", None)
    if not path and not article.get("text"):
        raise CorpusError("neither a text nor the path of a text file", code="no_text")
    if not path:
        return article
    if Path(path).is_absolute() or ".." in Path(path).parts:
        said = f"{_short(path)} leads out of the study's folder"
        raise CorpusError(said, code="path_leads_out")
    file = find(path)
    if file is None:
        table = PurePosixPath(entry.input).name
        said = f"{_short(path)} is neither beside {table} nor in articles/"
        raise CorpusError(said, code="no_such_file")
    if file.reason:
        raise CorpusError(f"{file.name!r} {file.reason}", code=file.reason.code)
    if (n := len(file.found.records)) != 1:
        said = f"{file.name!r} holds {n} articles, not one"
        raise CorpusError(said, code="several_articles")
    (record,) = file.found.records
    if record.rejected:
        said = f"{file.name!r}: {record.rejected}"
        raise CorpusError(said, code=record.rejected.code)
    entry.repairs += record.repairs
    return {**record.fields, **{name: value for name, value in article.items() if value}}


def _short(path: str) -> str:
    """Return what is to be a path as messages print it; it may be a whole text by mistake."""
    if len(path) <= _LONG:
        return repr(path)
    said = f"a text of {len(path):,} characters (name its column 'text' if that is meant)"
    return f"{path[:_LONG] + '…'!r}, {said},"


def _settle(entry: Entry, given: Fields) -> None:
    """Give an entry its article, text and title repaired, unless it is none."""
    article = {
        name: _whole(entry, str(value)) for name, value in given.items() if value is not None
    }
    _name(entry, article)
    text, repairs = repaired(article.get("text", ""))
    title, more = repaired(article.get("title", ""))
    entry.repairs += [*repairs, *more]
    if not text.strip():
        raise CorpusError("holds no text", code="no_text")
    if reason := not_an_article(text, title):
        raise CorpusError(f"is {reason}, no article", code=reason.code)
    if n := text.count(_LOST):
        said = f"{number(n, 'character')} of the text lost before it came here (U+FFFD)"
        entry.repairs.append(Note("characters_lost", said))
    entry.fields = article | {"text": text} | ({"title": title} if title.strip() else {})


def _name(entry: Entry, article: dict[str, str]) -> None:
    """Decode the entities of names; an error in their place is refused, for a headline left out."""
    for name in ("outlet", "author"):
        decoded = entities_decoded(article.get(name, ""))
        entry.repairs += [ENTITIES] if decoded != article.get(name, "") else []
        article |= {name: decoded} if decoded else {}
    entry.article = article.get("article")
    for name in ("article", "outlet"):
        if is_no_name(value := article.get(name, "")) and value:
            raise CorpusError(f"has {value!r} for its {name}, which names none", code="no_name")
    if is_no_name(title := article.get("title", "")) and title:
        entry.repairs.append(Note("no_name", f"{title!r} is no headline, and left out"))
        del article["title"]


def _whole(entry: Entry, value: str) -> str:
    """Return a value without halves of characters, marks of files and characters of no text."""
    value = surrogates_mended(value)
    if (mended := value.strip(_MARKS)) != value:
        entry.repairs.append(_MARK)
    if (read := high_mended(mended)) != mended:
        n = sum("\x80" <= one <= "\x9f" for one in mended)
        if n > max(_FEW_HIGH, _MOST_HIGH * len(mended)):
            raise CorpusError(_HIGH_MANY.format(n=n), code="encoding")
        entry.repairs.append(HIGH)
    return read
