"""Which column or field holds what of an article: guessed from its name, and said.

Readers take fields of texts by this guess, and a new study the columns of tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from framing.corpus.notes import Note
from framing.corpus.readers.found import Record
from framing.errors import some
from framing.expressions import expression

_PLAIN = expression(r"[\W_]+")
# Letters only, the surest first.
_WORDS = {
    "article": "article articleid id docid documentid uid uuid accessionnumber an identifier "
    "articlenumber articlename document doc storyid postid storiesid lfdnr lfdnummer "
    "laufendenummer nummer key no nr file filename url link guid permalink",
    "outlet": "outlet outletname source sourcename publication publicationname newspaper "
    "publisher medium media medianame mediatitle journal paper site sitename "
    "sourcetitle sourcedomain website domain channel zeitung zeitungsname blatt quelle "
    "fuente fonte periodico testata krant kaynak",
    "text": "text fulltext articletext plaintext body bodytext articlebody maintext content "
    "contents contentencoded postcontent story volltext artikeltext artikel inhalt "
    "texte contenu texto contenido cuerpo testo tekst metin",
    "title": "title headline headlines heading articletitle posttitle head hl hd titel "
    "überschrift schlagzeile titre titulo título titular titolo başlik",
    "date": "date publicationdate publicationday publisheddate publishdate datepublished "
    "datepublish pubdate postdate published publishedat publishedon publishtime day "
    "datum erscheinungsdatum fecha tarih data timestamp datetime loaddate",
    "path": "path filepath textfile textpath file filename",
    "event": "event eventid eventname ereignis événement evenement evento",
}
SYNONYMS = {name: tuple(words.split()) for name, words in _WORDS.items()}
_READ = ("outlet", "text", "title", "date", "article")  # by which a record is told
_GIVEN = {"date": ("date", "date_text")}  # names that need no guess, where not their own alone
_FIELDS = ("title", "outlet", "date")  # what is taken of the fields of a text
_CALLED = {"article": "article's id", "path": "path of the text's file"}  # others as they are
_LONG = 200  # characters that the fields of a column have on average, if it holds texts

Fields = Mapping[str, str]


class Guess(NamedTuple):
    """What the columns of a table are taken for."""

    columns: dict[str, str]  # the table's own column, by the name that articles have for it
    said: list[str]  # each guess in a line, and what could not be guessed


def plain_name(label: str) -> str:
    """Return the letters and digits of a name, by which names are compared.

    The Turkish i without a dot is one with it, as it is in capitals.

    Examples
    --------
    >>> plain_name("Article_ID "), plain_name("YAZI")
    ('articleid', 'yazi')
    """
    return _PLAIN.sub("", label).casefold().replace("\u0131", "i")


def synonyms_among(name: str, columns: Collection[str]) -> list[str]:
    """Return the columns whose names are words for what is sought, the surest first.

    Examples
    --------
    >>> synonyms_among("outlet", ["Paper", "Publication_Name", "text"])
    ['Publication_Name', 'Paper']
    """
    plain = {column: plain_name(column) for column in columns}
    return [column for word in SYNONYMS[name] for column in columns if plain[column] == word]


def named_by(label: str) -> str:
    """Return what of an article a label of a field names; "" if it names none.

    Examples
    --------
    >>> named_by("Publication date"), named_by("Referee")
    ('date', '')
    """
    plain = plain_name(label)
    return next((name for name in _READ if plain in SYNONYMS[name]), "")


def names_columns(labels: Iterable[str]) -> bool:
    """Tell whether labels name what articles have: their text, and something else.

    Examples
    --------
    >>> names_columns(["Headline", "Text", "x"]), names_columns(["Text", "they say."])
    (True, False)
    """
    return {"text"} < {named_by(label) for label in labels} - {""}


def taken_for(fields: Fields) -> tuple[dict[str, str], list[Note]]:
    """Take fields under other names for title, outlet and date, where these are not given.

    Returns
    -------
    The fields, those that were taken under their new names, and each guess in a few words.

    Examples
    --------
    >>> taken_for({"headline": "Talks begin", "section": "World"})
    ({'title': 'Talks begin', 'section': 'World'}, ["field 'headline' taken for the title"])
    """
    found = {name: _near(name, list(fields), [fields])[:1] for name in _FIELDS}
    others = {
        near[0]: name
        for name, near in found.items()
        if near and near[0] not in _GIVEN.get(name, (name,))
    }
    said = [
        Note("field_taken", f"field {field!r} taken for the {name}")
        for field, name in others.items()
    ]
    kept = [one for one in fields if one in others or one not in others.values()]
    return {others.get(field, field): fields[field] for field in kept}, said


def guess_columns(
    columns: Sequence[str], records: Sequence[Record], given: Mapping[str, str] | None = None
) -> Guess:
    """Guess which columns hold what, from a written list of names.

    Returns
    -------
    The guess, but for what is ``given`` by the names that articles have; an id is in every row
    and in each another one, a column that is empty in every row holds nothing. Without a name
    that tells the texts, the column with the longest fields is taken, if they are long; the path
    of a file is only looked for where there is no text.

    Examples
    --------
    >>> rows = [Record("2", {"Doc ID": "7", "Newspaper": "Daily", "Body": "Talks."})]
    >>> guess_columns(["Doc ID", "Newspaper", "Body"], rows).columns
    {'article': 'Doc ID', 'outlet': 'Newspaper', 'text': 'Body'}
    """
    rows = [record.fields for record in records if not record.rejected]
    found = {name: column for name, column in (given or {}).items() if column in columns}
    said: list[str] = []
    for name in SYNONYMS:
        if name in found:
            continue
        if name == "path" and "text" in found:
            continue
        taken = set(found.values()) - ({found.get("article", "")} if name == "path" else set())
        near = [column for column in _near(name, columns, rows) if column not in taken]
        usable = [one for one in near if name != "article" or not _why_no_id(one, rows)]
        if usable:
            found[name] = usable[0]
            said.append(f"column '{usable[0]}' is taken for the {_CALLED.get(name, name)}")
        elif near:
            said.append(f"column '{near[0]}' is no id: {_why_no_id(near[0], rows)}")
        if name == "text" and name not in found:
            _by_length(columns, rows, found, said)
    lost = [one for one in ("outlet", "title", "date") if one not in found]
    lost += [] if {"text", "path"} & set(found) else ["text"]
    return Guess(found, said + [f"no column for the {one}" for one in lost])


def _near(name: str, columns: Sequence[str], rows: Sequence[Fields]) -> list[str]:
    """Return the columns that hold what is sought, the surest first; those that are given go first.

    Of columns whose names say the same, those that are empty in every row hold nothing, and one
    that is filled in less than half as many rows as another stands behind it.
    """
    given = [column for column in _GIVEN.get(name, (name,)) if column in columns]
    near = list(dict.fromkeys([*given, *synonyms_among(name, columns)]))
    if not rows:
        return near
    filled = {one: sum(bool(row.get(one, "").strip()) for row in rows) for one in near}
    most = max(filled.values(), default=0)
    return sorted(filter(filled.get, near), key=lambda one: 2 * filled[one] < most)


def _why_no_id(column: str, rows: Sequence[Fields]) -> str:
    """Say why a column is no id: a row is without one, or two rows have the same; else ""."""
    counts = Counter(row.get(column, "").strip() for row in rows)
    if empty := counts.pop("", 0):
        return f"it is empty in {empty:,} row{'s' * (empty != 1)}"
    twice = [value for value, n in counts.items() if n > 1]
    return f"it is not another one in each row, such as {some(twice)}" if twice else ""


def _by_length(
    columns: Sequence[str], rows: Sequence[Fields], found: dict[str, str], said: list[str]
) -> None:
    """Take the column with the longest fields for the text, unless a file's path is named."""
    free = [c for c in columns if c not in found.values()]
    if not rows or not free or synonyms_among("path", columns):
        return
    mean = {column: sum(len(row.get(column, "")) for row in rows) / len(rows) for column in free}
    longest = max(free, key=lambda column: mean[column])
    if mean[longest] >= _LONG:
        found["text"] = longest
        said.append(f"column '{longest}' is taken for the text, since its fields are the longest")
