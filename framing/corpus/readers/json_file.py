"""Reader for JSON: a list of objects, one article each, alone or within an object."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from framing.corpus.names import named_by, synonyms_among
from framing.corpus.notes import NO_NOTE, Note
from framing.corpus.read_text import decode_table
from framing.corpus.readers.csv_tsv import PADDED, bare
from framing.corpus.readers.found import Found, Listed, Record
from framing.corpus.repairs import surrogates_mended
from framing.errors import CorpusError, some

SAME_TWICE = Note("key_twice_alike", "key given twice with the same value")
SURROGATE = Note("half_characters", "half a character (lone surrogate) replaced by U+FFFD")
PARAGRAPHS = Note("paragraphs_joined", "list of paragraphs joined to a text")
NOT_A_NUMBER = Note("not_a_number", "NaN read as missing")
_NULS = Note("nul_characters", "holds NUL characters, so it is not a text")
_DEEPEST = 60
_ITS_OWN_TEXT = ("text", "body", "content")
_Path = tuple[str, ...]


def read(data: bytes, name: str) -> Found:
    r"""Read a JSON file: a list of objects, an object that holds one, or one article's object.

    Returns
    -------
    A record an object, placed by its number from 1. Nested fields are named with dots
    (``source.name``), the items of a list joined by ``"; "``, the paragraphs of a text by an
    empty line; numbers keep the digits they are written with. An object that names a key
    twice with different values is rejected, and so is an item that is no object.

    Raises
    ------
    CorpusError : no JSON, nothing like a list of articles, or several such lists.

    Examples
    --------
    >>> read(b'{"ok": true, "docs": [{"id": 1.10, "by": ["A", "B"]}]}', "a.json").records[0].fields
    {'id': '1.10', 'by': 'A; B'}
    """
    text, repairs = decode_table(data)
    whole = _whole(text)
    places = enumerate(_articles(whole), 1)
    records = [record("" if item is whole else str(n), item, repairs) for n, item in places]
    return Found(records, columns_of(records))


class JsonObject(dict[str, Any]):
    """An object of a JSON text, and what is to be told of keys that it names twice."""

    mended: Sequence[Note] = ()
    wrong: Sequence[Note] = ()


class _Constant(str):
    """One of ``NaN``, ``Infinity`` and ``-Infinity``, which JSON has not but programs write."""


def parse(text: str) -> Any:
    """Parse a JSON text, or raise ValueError; numbers are words, since 1.10 is not 1.1."""
    words: dict[str, Any] = {"parse_int": str, "parse_float": str, "parse_constant": _Constant}
    try:
        return json.loads(text, object_pairs_hook=_object, **words)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def record(place: str, item: object, repairs: Sequence[Note] = ()) -> Record:
    """Return an object as a record with flat fields of words, or rejected with the reason.

    Examples
    --------
    >>> record("1", {"source": {"name": "Daily"}, "tags": ["x", None, "y"]}).fields
    {'source.name': 'Daily', 'tags': 'x; y'}
    """
    if not isinstance(item, dict):
        kind = "a list" if isinstance(item, list) else "a single value"
        wrong = Note("no_object", f"is {kind} where an object is needed")
        return Record(place, {}, tuple(repairs), wrong)
    flat = _Flat()
    flat.add(item, ())
    fields = flat.fields()
    told = (*repairs, *dict.fromkeys(flat.mended))
    said = "; ".join(dict.fromkeys(flat.wrong))
    return Record(place, fields, told, Note(flat.wrong[0].code, said) if said else NO_NOTE)


def columns_of(records: Iterable[Record]) -> tuple[str, ...]:
    """Return the names of all fields, in the order in which they first occur."""
    return tuple(dict.fromkeys(name for record in records for name in record.fields))


class _Flat:
    """An object's words by path, what was mended to get them, and what is wrong with them."""

    def __init__(self) -> None:
        self.words: dict[_Path, list[str]] = {}
        self.mended: list[Note] = []
        self.wrong: list[Note] = []

    def add(self, value: Any, path: _Path, depth: int = 0) -> None:
        """Add a value and all that is nested in it."""
        if depth > _DEEPEST:
            self.wrong.append(Note("nested_too_deep", f"nested over {_DEEPEST} deep"))
        elif isinstance(value, dict):
            self.mended += getattr(value, "mended", ())
            self.wrong += getattr(value, "wrong", ())
            for key, inner in value.items():
                written = self._text(str(key))
                self.mended += [PADDED] if bare(written) != written else []
                self.add(inner, (*path, bare(written)), depth + 1)
        elif isinstance(value, list):
            self.words |= {} if value else {path: []}
            for item in value:
                self.add(dict([item]) if isinstance(item, tuple) else item, path, depth + 1)
        else:
            self.words.setdefault(path, []).append(self._text(self._word(value, path)))

    def fields(self) -> dict[str, str]:
        """Return the words by name; two paths of one name are told as wrong."""
        fields: dict[str, str] = {}
        for path, words in self.words.items():
            name = ".".join(path)
            if name in fields:
                said = f"two of its fields come out as {name!r}"
                self.wrong.append(Note("key_twice", said))
            texts = len(words) > 1 and bool(synonyms_among("text", [name]))
            self.mended += [PARAGRAPHS] if texts else []
            filled = [word for word in words if word]
            joined = ("\n\n" if texts else "; ").join(filled)
            fields[name] = Listed(joined) if len(filled) > 1 and not texts else joined
        return fields

    def _word(self, value: Any, path: _Path) -> str:
        """Return a single value in words; missing is empty."""
        if isinstance(value, _Constant) and value == "NaN":
            self.mended.append(NOT_A_NUMBER)
            return ""
        try:
            return value.decode() if isinstance(value, bytes) else word(value)
        except UnicodeDecodeError:
            said = f"{'.'.join(path)} holds bytes that are no text"
            self.wrong.append(Note("encoding", said))
            return ""

    def _text(self, text: str) -> str:
        """Return text that can be written to a file: whole characters, and no NUL."""
        mended = surrogates_mended(text)
        self.mended += [SURROGATE] if mended != text else []
        self.wrong += [_NULS] if "\0" in text else []
        return mended


def word(value: object) -> str:
    """Return a value in words: what JSON or a programme would write, whole numbers without .0.

    Examples
    --------
    >>> word(7.0), word(0.5), word(True), word(None), word(datetime.date(2025, 2, 13))
    ('7', '0.5', 'true', '', '2025-02-13')
    """
    if value is None or value != value:  # only NaN and its like differ from themselves
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _object(pairs: list[tuple[str, Any]]) -> JsonObject:
    """Make an object; of a key that is named twice the first value counts."""
    made = JsonObject(pairs)
    if len(made) < len(pairs):
        made.update(reversed(pairs))
        other = dict.fromkeys(key for key, value in pairs if value != made[key])
        if sum(value == made[key] for key, value in pairs) > len(made):
            made.mended = [SAME_TWICE]
        if other:
            said = f"names the key {some(other)} twice with different values; give each key once"
            made.wrong = [Note("key_twice", said)]
    return made


def _whole(text: str) -> Any:
    try:
        return parse(text)
    except json.JSONDecodeError as error:
        hint = "if each line is an object of its own, let its name end in .jsonl; else "
        raise CorpusError(
            f"is no JSON text: {error.msg} in line {error.lineno}, column {error.colno}; "
            f"{hint if error.msg == 'Extra data' else ''}save it again",
            code="damaged",
        ) from error
    except ValueError as error:
        said = f"is {error}; give a list of articles"
        raise CorpusError(said, code="nested_too_deep") from error


def _articles(whole: Any) -> list[Any]:
    """Return the objects that are the articles: in a list, in one list of an object, or itself."""
    if isinstance(whole, list) and any(isinstance(item, dict) for item in whole):
        return whole
    if not isinstance(whole, dict) or not whole:
        raise CorpusError(
            "holds no object, so no article; give a list of objects, each with the fields of one "
            "article",
            code="no_articles",
        )
    if any(isinstance(whole.get(key), str) for key in _ITS_OWN_TEXT):
        return [whole]
    if said := _columns(whole):
        raise CorpusError(said, code="columns_as_lists")
    lists = dict(_lists(whole, ()))
    if len(lists) > 1:
        raise CorpusError(
            f"holds {len(lists)} lists of objects: {some(map('.'.join, lists))}; give the one that "
            "holds the articles in a file of its own",
            code="several_lists",
        )
    inner = whole
    while len(inner) == 1 and isinstance(only := next(iter(inner.values())), dict) and only:
        inner = only
    if not lists and all(isinstance(value, dict) for value in inner.values()):
        raise CorpusError(
            "holds objects by key and no list of them; export it as a list of objects, one an "
            "article (with pandas: orient='records')",
            code="no_articles",
        )
    return next(iter(lists.values()), [whole])


def _columns(whole: dict[str, Any]) -> str:
    """Say that an object holds columns, not articles: lists of one length side by side."""
    lists = {key: value for key, value in whole.items() if isinstance(value, list)}
    lengths = {len(value) for value in lists.values()}
    named = {named_by(key) for key in lists} - {""}
    alike = lengths and max(lengths) > 1 and (len(lists) == len(whole) > 1 or "text" in named)
    if not alike or not (len(named) > 1 or (len(lengths) == 1 and len(lists) > 2)):
        return ""
    return (
        f"holds columns, not articles: {some(lists)} are lists of {max(lengths)} values; export it "
        "as a list of objects, one an article (with pandas: orient='records')"
    )


def _lists(value: dict[str, Any], path: _Path) -> Iterator[tuple[_Path, list[Any]]]:
    for key, inner in value.items():
        if isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            yield (*path, key), inner
        elif isinstance(inner, dict) and len(path) < _DEEPEST:
            yield from _lists(inner, (*path, key))
