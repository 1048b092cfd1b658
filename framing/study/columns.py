"""Which column of a table holds what of an article: guessed from its name, and said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framing.corpus.readers.found import Record

_PLAIN = re.compile(r"[\W_]+")
_LONG = 200  # characters that the fields of a column have on average, if it holds texts
# Names that columns have in exports and in hand-made tables, letters only, the surest first.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "article": tuple(
        "article articleid id docid documentid uid guid uuid accessionnumber an identifier "
        "articlenumber articlename document doc storyid key no nr file filename url link".split()
    ),
    "outlet": tuple(
        "outlet outletname source sourcename publication publicationname newspaper publisher "
        "medium media medianame journal paper site website domain zeitung quelle fuente fonte "
        "periodico testata".split()
    ),
    "text": tuple(
        "text fulltext articletext body bodytext articlebody maintext content contents story "
        "volltext inhalt texte contenu texto contenido cuerpo testo".split()
    ),
    "title": tuple(
        "title headline headlines heading articletitle head hl hd titel überschrift schlagzeile "
        "titre titulo título titular titolo".split()
    ),
    "date": tuple(
        "date publicationdate publicationday publisheddate publishdate datepublished pubdate "
        "published publishedat publishedon publishtime day datum erscheinungsdatum fecha data "
        "timestamp datetime loaddate".split()
    ),
    "path": tuple("path filepath textfile textpath file filename".split()),
    "event": tuple("event eventid eventname ereignis événement evenement evento".split()),
}


class Guess(NamedTuple):
    """What the columns of a table are taken for.

    Attributes
    ----------
    columns : the table's own column, by the name that articles have for it.
    said : each guess in a line, and what could not be guessed.
    """

    columns: dict[str, str]
    said: list[str]


def guess_columns(columns: Sequence[str], records: Sequence[Record]) -> Guess:
    """Guess which columns hold what, from a written list of names.

    Parameters
    ----------
    columns : the columns of the table.
    records : its rows; an id must be in every row and in each another one.

    Returns
    -------
    The guess. Without a name that tells the texts, the column with the longest fields is
    taken, if they are long; the path of a file is only looked for where there is no text.

    Examples
    --------
    >>> rows = [Record("2", {"Doc ID": "7", "Newspaper": "Daily", "Body": "Talks."})]
    >>> guess_columns(["Doc ID", "Newspaper", "Body"], rows).columns
    {'article': 'Doc ID', 'outlet': 'Newspaper', 'text': 'Body'}
    """
    rows = [record.fields for record in records if not record.rejected]
    found: dict[str, str] = {}
    said: list[str] = []
    for name in SYNONYMS:
        if name == "path" and "text" in found:
            continue
        taken = set(found.values()) - ({found.get("article", "")} if name == "path" else set())
        near = [column for column in _named(name, columns) if column not in taken]
        usable = [c for c in near if name != "article" or _tells_apart(c, rows)]
        if usable:
            found[name] = usable[0]
            said.append(f"column '{usable[0]}' is taken for the {_CALLED[name]}")
        elif near:
            said.append(f"column '{near[0]}' is no id: it repeats a value or is empty in a row")
        if name == "text" and name not in found:
            _by_length(columns, rows, found, said)
    return Guess(found, said + [f"no column for the {_CALLED[n]}" for n in _lost(found)])


_CALLED = {
    "article": "article's id", "outlet": "outlet", "text": "text", "title": "title",
    "date": "date", "path": "path of the text's file", "event": "event",
}  # fmt: skip


def _named(name: str, columns: Sequence[str]) -> list[str]:
    """Return the columns that a synonym names, the surest first."""
    plain = {column: _PLAIN.sub("", column).casefold() for column in columns}
    return [column for word in SYNONYMS[name] for column in columns if plain[column] == word]


def _tells_apart(column: str, rows: Sequence[Mapping[str, str]]) -> bool:
    values = [row.get(column, "").strip() for row in rows]
    return all(values) and len(set(values)) == len(values)


def _by_length(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    found: dict[str, str],
    said: list[str],
) -> None:
    """Take the column with the longest fields for the text, unless a file's path is named."""
    free = [c for c in columns if c not in found.values()]
    if not rows or not free or _named("path", columns):
        return
    mean = {column: sum(len(row.get(column, "")) for row in rows) / len(rows) for column in free}
    longest = max(free, key=lambda column: mean[column])
    if mean[longest] >= _LONG:
        found["text"] = longest
        said.append(f"column '{longest}' is taken for the text, since its fields are the longest")


def _lost(found: Mapping[str, str]) -> list[str]:
    needed = ["outlet", "title", "date"]
    return [n for n in needed if n not in found] + (
        [] if {"text", "path"} & set(found) else ["text"]
    )
