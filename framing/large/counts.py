"""What is counted of articles: sums that add up, whatever parts they are counted in.

``combine(parts)`` is what would be counted of all articles at once, however they are parted, in
whatever order the parts come, and if some are empty: numbers that are summed are whole numbers,
an article is in one part alone, and rows stand in the order of their key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from framing.compare.manner import VARIABLES, passage_counts
from framing.corpus.terms import term_categories
from framing.errors import TableError, some
from framing.tables.contracts import CONTRACTS, COUNT, FLAG, NUMBER, TEXT
from framing.tables.require import require

_TYPES = {TEXT: pa.string(), COUNT: pa.int64(), NUMBER: pa.float64(), FLAG: pa.bool_()}
TEN_THOUSANDTHS = 10_000  # to which the word score is rounded, so that its sum is exact
_REPEATS = pa.dictionary(pa.int32(), pa.string())


def _schema(words: Iterable[str], numbers: Iterable[str]) -> pa.Schema:
    named = [(name, pa.string()) for name in words], [(name, pa.int64()) for name in numbers]
    return pa.schema([*named[0], *named[1]])


def _of_texts() -> pa.Schema:
    """Return the columns of ``article_frames``; words that repeat are held once."""
    columns = CONTRACTS["article_frames"].columns.items()
    kinds = {
        name: _REPEATS if about.type == TEXT else _TYPES[about.type] for name, about in columns
    }
    return pa.schema([*(kinds | {"article": pa.string()}).items()])


# Each table that is summed: what its rows are told apart by, and what is summed
_SUMS: dict[str, tuple[list[str], list[str]]] = {
    "words": (["outlet", "language", "term"], ["n", "n_articles"]),
    "scores": (["outlet"], ["n_sentences", "n_not_scored", "compound"]),
    "manner": (["variable", "coder", "frame", "outlet", "value"], ["n_value"]),
    "inputs": (["outlet", "state", "reason"], ["n"]),
}
# Each table whose rows stand side by side, with its key
_ROWS = {"article_frames": ["article", "coder", "frame", "wire"], "articles": ["article"]}
SCHEMAS: dict[str, pa.Schema] = {
    "article_frames": _of_texts(),
    "articles": pa.schema([("article", pa.string()), ("outlet", _REPEATS), ("date", _REPEATS)]),
    **{name: _schema(*about) for name, about in _SUMS.items()},
}


@dataclass(frozen=True)
class Counts:
    """What was counted of some articles.

    Attributes
    ----------
    tables : by name.
        ``article_frames``: a row an article, coder and frame (:func:`framing.article_frames`);
        ``articles``: a row an article that is compared, with its outlet and date;
        ``words``: how often a term stands in an outlet's texts of a language, and in how many;
        ``scores``: sentences of an outlet, with the sum of their word scores in ten-thousandths;
        ``manner``: an outlet's passages by frame, variable and value, and all where it is missing;
        ``inputs``: what became of the records that were read, by the outlet as it is printed.
    """

    tables: Mapping[str, pa.Table]

    def __eq__(self, other: object) -> bool:
        """Tell whether all tables are the same."""
        return isinstance(other, Counts) and all(
            table.equals(other.tables[name]) for name, table in self.tables.items()
        )

    __hash__ = None  # type: ignore[assignment]


def counted(
    *,
    article_frames: pd.DataFrame | None = None,
    articles: pd.DataFrame | None = None,
    tokens: pd.DataFrame | None = None,
    tone: pd.DataFrame | None = None,
    passages: pd.DataFrame | None = None,
    inputs: pd.DataFrame | None = None,
) -> Counts:
    """Count articles: those tables that are given.

    Parameters
    ----------
    article_frames : a row is an article, coder and frame.
    articles : a row is an article that is compared.
    tokens : a row is a word.
    tone : a row is a sentence with its ``outlet`` and word score (``compound``).
    passages : a row is a passage with its outlet.
    inputs : a row is an input (:func:`framing.corpus.load.read_inputs`), with its ``outlet``.

    Returns
    -------
    The counts, of which those of parts are put together by :func:`combine`.

    Examples
    --------
    >>> import framing
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": "A",
    ...     "text": ["Talks on talks.", "Talks."]})
    >>> whole = counted(tokens=framing.tokens(table))
    >>> whole.tables["words"].to_pandas()[["term", "n", "n_articles"]]
        term  n  n_articles
    0     on  1           1
    1  talks  3           2
    >>> parts = [counted(tokens=framing.tokens(table[table["article"] == a])) for a in "ba"]
    >>> combine(parts) == whole
    True
    """
    given = {
        "article_frames": article_frames,
        "articles": articles,
        "words": None if tokens is None else _words(tokens),
        "scores": None if tone is None else _scores(tone),
        "manner": None if passages is None else _manner(passages),
        "inputs": None if inputs is None else _inputs(inputs),
    }
    return combine([Counts({name: _arrow(table, name) for name, table in given.items()})])


def _arrow(table: pd.DataFrame | None, name: str) -> pa.Table:
    schema = SCHEMAS[name]
    if table is None:
        return schema.empty_table()
    own = table[schema.names]
    return pa.Table.from_pandas(own, schema, preserve_index=False).replace_schema_metadata()


def combine(parts: Iterable[Counts]) -> Counts:
    """Put the counts of parts together to those of the whole.

    Parameters
    ----------
    parts : the counts of each, in any order; a part may be empty.

    Returns
    -------
    What would be counted of all their articles at once.

    Raises
    ------
    TableError : an article stands in two parts.

    Examples
    --------
    >>> import framing
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": "A",
    ...     "text": ["Talks on talks.", "Talks."]})
    >>> parts = [counted(tokens=framing.tokens(table[table["article"] == a])) for a in "ab"]
    >>> combine(parts).tables["words"].to_pandas()[["term", "n", "n_articles"]]
        term  n  n_articles
    0     on  1           1
    1  talks  3           2
    """
    rows: dict[str, list[pa.Table]] = {name: [] for name in _ROWS}
    sums = {name: _Sum(name) for name in _SUMS}
    for part in parts:
        for name, tables in rows.items():
            tables.append(part.tables[name])
        for name, total in sums.items():
            total.add(part.tables[name])
    of_rows = {name: _side_by_side(tables, name) for name, tables in rows.items()}
    return Counts({**of_rows, **{name: total.table() for name, total in sums.items()}})


class _Sum:
    """A table that is summed: what waits is added once there is as much of it as was summed."""

    def __init__(self, name: str) -> None:
        self._keys, self._numbers = _SUMS[name]
        self._summed = SCHEMAS[name].empty_table()
        self._waiting: list[pa.Table] = []

    def add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        if sum(map(len, self._waiting)) > len(self._summed):
            self._add_up()

    def _add_up(self) -> None:
        every = pa.concat_tables([self._summed, *self._waiting])
        groups = every.group_by(self._keys, use_threads=False)
        summed = groups.aggregate([(name, "sum") for name in self._numbers])
        self._summed = summed.select([*self._keys, *(f"{name}_sum" for name in self._numbers)])
        self._summed = self._summed.rename_columns(every.column_names).cast(every.schema)
        self._waiting = []

    def table(self) -> pa.Table:
        self._add_up()
        return self._summed.sort_by([(key, "ascending") for key in self._keys]).combine_chunks()


def _side_by_side(tables: list[pa.Table], name: str) -> pa.Table:
    """Put rows below each other, in the order of their key; none may stand twice."""
    table = pa.concat_tables([SCHEMAS[name].empty_table(), *tables])
    key = pa.table({column: table[column].cast(pa.string()) for column in _ROWS[name]})
    order = pc.sort_indices(key, sort_keys=[(column, "ascending") for column in _ROWS[name]])
    sorted_key = key.take(order)
    same = np.ones(max(len(table) - 1, 0), dtype=bool)
    for column in sorted_key.columns:
        same &= pc.equal(column[1:], column[:-1]).to_numpy()
    if same.any():
        names = pc.unique(sorted_key["article"].filter(pa.array([*same, False]))).to_pylist()
        raise TableError(
            f"{len(names)} articles stand twice: {some(names)}. Counts add up only if each article "
            "is in one part alone, once: give each a name of its own, or leave repeats out."
        )
    return _renumbered(table.take(order))


def _renumbered(table: pa.Table) -> pa.Table:
    """Give the words of repeating columns numbers in the order of their names."""
    for place, field in enumerate(table.schema):
        if field.type == _REPEATS:
            column = table[field.name].combine_chunks()
            column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
            names = pc.unique(column.cast(pa.string())).drop_null().sort()
            numbers = pc.index_in(column.cast(pa.string()), names)
            own = pa.DictionaryArray.from_arrays(numbers, names)
            table = table.set_column(place, field, own)
    return table.combine_chunks()


def _words(tokens: pd.DataFrame) -> pd.DataFrame:
    """Count terms by outlet and language; those that do not count as one are told apart later."""
    if tokens.empty:
        return pd.DataFrame(columns=SCHEMAS["words"].names)
    terms = term_categories(tokens, stop_words=False, variants=False)
    table = pd.DataFrame(
        {name: tokens[name].astype("str") for name in ("article", "outlet", "language")}
    ).assign(term=terms.astype("str"))
    each = table.groupby(["outlet", "language", "term", "article"], sort=False).size()
    counts = each.groupby(level=["outlet", "language", "term"]).agg(["sum", "size"])
    return counts.set_axis(["n", "n_articles"], axis=1).reset_index()


def _scores(tone: pd.DataFrame) -> pd.DataFrame:
    exact = (tone["compound"].fillna(0) * TEN_THOUSANDTHS).round().astype("int64")
    table = pd.DataFrame(
        {
            "outlet": tone["outlet"],
            "n_sentences": tone["compound"].notna().astype("int64"),
            "n_not_scored": tone["compound"].isna().astype("int64"),
            "compound": exact,
        }
    )
    return table.groupby("outlet", as_index=False).sum()


def _manner(passages: pd.DataFrame) -> pd.DataFrame:
    rows = require(passages, "passages", columns=["outlet"])
    each = [passage_counts(rows, variable=one).assign(variable=one) for one in VARIABLES]
    return pd.concat(each, ignore_index=True)


def _inputs(inputs: pd.DataFrame) -> pd.DataFrame:
    names = ["outlet", "state", "reason"]
    words = inputs[names].fillna("").astype("str")
    return words.groupby(names).size().rename("n").reset_index()
