"""Which column of a table holds what of an article: guessed from its name, and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from framing.corpus.names import SYNONYMS, synonyms_among
from framing.corpus.readers.found import Record
from framing.errors import some
from framing.study.finding import number

_LONG = 200  # characters that the fields of a column have on average, if it holds texts


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
        near = [column for column in synonyms_among(name, columns) if column not in taken]
        usable = [c for c in near if name != "article" or _tells_apart(c, rows)]
        if usable:
            found[name] = usable[0]
            said.append(f"column '{usable[0]}' is taken for the {_CALLED[name]}")
        elif near:
            said.append(f"column '{near[0]}' is no id: {_why_no_id(near[0], rows)}")
        if name == "text" and name not in found:
            _by_length(columns, rows, found, said)
    return Guess(found, said + [f"no column for the {_CALLED[n]}" for n in _lost(found)])


_CALLED = {
    "article": "article's id", "outlet": "outlet", "text": "text", "title": "title",
    "date": "date", "path": "path of the text's file", "event": "event",
}  # fmt: skip


def _tells_apart(column: str, rows: Sequence[Mapping[str, str]]) -> bool:
    return not _why_no_id(column, rows)


def _why_no_id(column: str, rows: Sequence[Mapping[str, str]]) -> str:
    """Say why a column is no id: a row is without one, or two rows have the same; else ""."""
    counts = Counter(row.get(column, "").strip() for row in rows)
    if empty := counts.pop("", 0):
        return f"it is empty in {number(empty, 'row')}"
    twice = [value for value, n in counts.items() if n > 1]
    return f"it is not another one in each row, such as {some(twice)}" if twice else ""


def _by_length(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    found: dict[str, str],
    said: list[str],
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


def _lost(found: Mapping[str, str]) -> list[str]:
    needed = ["outlet", "title", "date"]
    return [n for n in needed if n not in found] + (
        [] if {"text", "path"} & set(found) else ["text"]
    )
