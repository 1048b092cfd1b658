"""Which agencies a text names, and which its wording points to, on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.corpus.agency_names import full_name
from framing.show.many import by_turns
from framing.show.markup import SHOWN_ROWS
from framing.show.plain_words import count, listed, names
from framing.tables.contracts import CONTRACTS
from framing.tables.require import values_of

AGENCIES = {
    "text": "text of", **CONTRACTS["origin_of_copy"].heads, "rests_on": "shared wording rests on",
}  # fmt: skip
_AGREE = {
    "none": "nothing points to an agency",
    "tag": "the text names one; its wording points to none",
    "content": "the text names none; its wording points to one",
    "both": "the text's wording agrees with what it names",
    "partly": "the text's wording points to another one too",
    "differ": "the text's wording points to another one than it names",
}


def agencies_named(
    origin_of_copy: pd.DataFrame, evidence: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Set beside each other what a text names, what it shares, and what was typed in a table.

    Of many texts, those that name an agency or share with one that does come first.
    """
    called = names(sentences)
    if len(origin_of_copy) > SHOWN_ROWS:
        origin_of_copy = by_turns(origin_of_copy, origin_of_copy["outlet"])
        told = origin_of_copy[["tagged", "pictured", "content"]].ne("").sum(axis=1)
        order = told.sort_values(ascending=False, kind="stable").index
        origin_of_copy = origin_of_copy.loc[order].reset_index(drop=True)
    rests_on = {
        article: "; ".join(_rests_on(row, called) for row in rows.itertuples())
        for article, rows in evidence.groupby("article")
    }
    table = origin_of_copy.assign(
        text=origin_of_copy["article"].map(called),
        rests_on=[rests_on.get(article, "–") for article in origin_of_copy["article"]],
        agree=origin_of_copy["agree"].map(_AGREE),
    )
    for column in ("tagged", "pictured", "content"):
        said = table[column].map(lambda cell: listed([_spelled(one) for one in values_of(cell)]))
        table[column] = said.replace("", "none")
    return table


def _spelled(agency: str) -> str:
    name = full_name(agency)
    return agency if name == agency else f"{agency} ({name})"


def _rests_on(row: Any, called: Mapping[str, str]) -> str:
    told = [
        f"{n} {said}"
        for n, said in ((row.n_verbatim, "word for word"), (row.n_trimmed, "trimmed or extended"))
        if n
    ]
    number = row.n_verbatim + row.n_trimmed
    return (
        f"{row.agency}: {count(number, 'sentence')} ({', '.join(told)}) also in "
        f"{called[row.other]}, which names it in its {row.place}"
    )
