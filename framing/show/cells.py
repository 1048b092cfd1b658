"""What an index and a page hold of one text and one frame: its account, its amount, its strip."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.corpus.zones import RUNNING
from framing.show.account import Account
from framing.show.markup import SHOWN_ROWS, account_anchor, anchor, opened
from framing.show.plain_words import names, numbers, percent, sizes
from framing.tables.codes import TOLD
from framing.tables.require import require, values_of

_NOTHING = Account([], "")


def cells(
    passages: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    told: Mapping[str, Account],
    articles: pd.DataFrame | None = None,
    cuts: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Gather what is shown of each text and one frame.

    Parameters
    ----------
    passages : a row is a passage of one frame by one coder; those present are ticked.
    sentences : a row is a sentence; each article becomes a row.
    told : for each text its account, as :func:`framing.show.account.account` makes it.
    articles : a row is an article, with its date.
    cuts : for each text what a cut from the end would remove, said where nothing is found.

    Returns
    -------
    A row is an article, in the order of ``sentences``: its account in ``parts`` and ``brief``, how
    many of its sentences carry the frame, and its ``ticks``, one for each sentence in its order
    with its number and what it opens; one that carries the frame has its modes, whether the
    article itself tells it, and its text. Over 30 texts have no ticks: no page shows them.
    """
    passages, sentences = require(passages, "passages"), require(sentences, "sentences")
    present = passages[passages["present"] == 1].drop_duplicates(["article", "sentence"])
    found = {(row["article"], row["sentence"]): row for row in present.to_dict("records")}
    number, size = numbers(sentences), sizes(sentences)
    date = {} if articles is None else articles.set_index("article")["date"].dropna().to_dict()
    called = names(sentences if articles is None else articles)
    are_few = sentences["article"].nunique() <= SHOWN_ROWS
    rows = []
    for article, own in sentences.groupby("article", sort=False):
        name = str(article)
        carrying = [key for key in own["sentence"] if (name, key) in found]
        running = set(own.loc[own["zone"].isin(RUNNING), "sentence"])
        counted = [key for key in carrying if key in running]
        ticks = [
            _tick(anchor(name, key), number[name, key], zone, text, found.get((name, key)))
            for key, zone, text in zip(own["sentence"], own["zone"], own["text"], strict=True)
            if are_few
        ]
        account = told.get(name, _NOTHING)
        rows.append(
            {
                "article": name,
                "outlet": own["outlet"].iloc[0],
                "name": called[name],
                "date": date.get(name),
                "parts": account.parts,
                "brief": account.brief,
                "cut": "" if account.parts else (cuts or {}).get(name, ""),
                "n_frame": len(counted),
                "id": account_anchor(name),
                "opens": opened((name, key) for key in counted),
                "n_sentences": size.get(name, 0),
                "share": percent(len(counted), size[name]) if size.get(name) else "",
                "first": min(carrying, default=None),
                "ticks": ticks,
            }
        )
    return pd.DataFrame(rows)


def _tick(
    opens: str, number: str, zone: str, text: str, passage: Mapping[str, Any] | None
) -> dict[str, Any]:
    tick = {"number": number, "counts": zone in RUNNING, "opens": opens}
    if passage is None:
        return tick
    return tick | {
        "modes": values_of(passage["mode"]),
        "is_told": TOLD in values_of(passage["voice"]),
        "text": text,
    }
