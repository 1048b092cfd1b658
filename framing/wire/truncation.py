"""What cutting a story from the end would remove: the measure beside every absence."""

from __future__ import annotations

import pandas as pd

from framing.corpus.zones import RUNNING
from framing.tables.contracts.wire_tables import BASIS, ELSEWHERE, LACKING
from framing.tables.require import empty, require


def truncation(synopsis: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Hold what each text lacks of the longest version against a mere cut from the end.

    Parameters
    ----------
    synopsis : a row is a story, a unit and a text (see :func:`framing.wire.synopsis`).
    sentences : a row is a sentence, with its number of words.

    Returns
    -------
    A row is a text, other than its story's first and longest, and a lead, body or subhead
    sentence of that longest text. ``present`` says whether the text tells it too, ``cut``
    whether the longest text, cut from the end to as many words as this one has, would lack
    it. What is absent though the cut would keep it is more than a cut from the end explains.

    Notes
    -----
    Editors shorten wire copy from the end, so that absence late in the longest version says
    little about choice. The text may come from another, shorter version of the story.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "a", "a", "b"], "sentence": [0, 1, 2, 0],
    ...     "text": "x", "n_words": [5, 5, 5, 6]})
    >>> cells = pd.DataFrame({"unit": [0, 0, 1, 1, 2, 2], "article": ["a", "b"] * 3,
    ...     "sentences": ["0", None, "1", "0", "2", None],
    ...     "relation": ["basis", "absent", "basis", "trimmed", "basis", "absent"]})
    >>> truncation(cells, table)[["article", "sentence", "present", "cut"]]
      article  sentence  present    cut
    0       b         0    False  False
    1       b         1     True   True
    2       b         2    False   True
    """
    cells, sentences = require(synopsis, "synopsis"), require(sentences, "sentences")
    cells = cells[cells.groupby("story")["article"].transform("nunique") > 1]
    running = sentences[sentences["zone"].isin(RUNNING)]
    length = running.groupby("article")["n_words"].sum()
    tables = [_of_story(rows, running, length) for _, rows in cells.groupby("story")]
    found = [table for table in tables if len(table)]
    return require(pd.concat(found), "truncation") if found else empty("truncation")


def absences(truncation: pd.DataFrame) -> pd.DataFrame:
    """Count what each text lacks of its story's longest text, and what a cut explains of it.

    Parameters
    ----------
    truncation : a row is a text and a sentence of the longest text.

    Returns
    -------
    A row is a text: of ``n_units`` sentences of the longest text it lacks ``n_absent``, of
    which a cut from the end to its own length would remove ``n_cut``; ``n_beyond`` it has
    although the cut would remove them.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "b", "longest": "a", "unit": [0, 1, 2],
    ...     "present": [True, False, False], "cut": [False, False, True]})
    >>> absences(table)[["article", "n_units", "n_absent", "n_cut", "n_beyond"]]
      article  n_units  n_absent  n_cut  n_beyond
    0       b        3         2      1         0
    """
    rows = require(truncation, "truncation")
    rows = rows.assign(
        n_absent=~rows["present"],
        n_cut=~rows["present"] & rows["cut"],
        n_beyond=rows["present"] & rows["cut"],
    )
    groups = rows.groupby(["article", "outlet", "longest"], sort=False)
    table = groups[["n_absent", "n_cut", "n_beyond"]].sum().astype("int64")
    table.insert(0, "n_units", groups.size())
    return table.reset_index()


def _of_story(cells: pd.DataFrame, running: pd.DataFrame, length: pd.Series) -> pd.DataFrame:
    longest = _first(cells, length)
    articles = [article for article in cells["article"].unique() if article != longest]
    own = running[running["article"] == longest].sort_values("sentence")
    ends = own.set_index("sentence")["n_words"].cumsum()
    unit = _unit_of_sentence(cells[cells["article"] == longest])
    told = cells[~cells["relation"].isin(LACKING)].groupby("article")["unit"].agg(set)
    outlets = cells.groupby("article")["outlet"].first()
    return pd.DataFrame(
        {
            "article": article,
            "outlet": outlets[article],
            "longest": longest,
            "unit": unit[sentence],
            "sentence": sentence,
            "present": unit[sentence] in told[article],
            "cut": end > length.get(article, 0),
        }
        for article in articles
        for sentence, end in ends.items()
    )


def _first(cells: pd.DataFrame, length: pd.Series) -> str:
    """Return the text that the versions start from, whatever the order of the rows.

    It shares each unit in which a text is moved, and is moved in none itself. Where none is, it
    is the longest of those all of whose sentences name a unit.
    """
    told = cells[~cells["relation"].isin((ELSEWHERE, *LACKING))]
    moved = told["moved"].notna()
    of_text = told.assign(
        still=~moved,
        shared=told["unit"].isin(told.loc[moved, "unit"]),
        names=told["relation"] == BASIS,
    ).groupby("article")
    table = of_text.agg({"still": "all", "shared": "sum", "names": "all"})
    table["words"] = length.reindex(table.index).fillna(0)
    return str(table.sort_values([*table], ascending=False, kind="stable").index[0])


def _unit_of_sentence(cells: pd.DataFrame) -> dict[int, int]:
    """Return the unit that each sentence of the longest text names."""
    named = cells[cells["relation"] == BASIS]
    return {int(row.sentences): row.unit for row in named.itertuples()}
