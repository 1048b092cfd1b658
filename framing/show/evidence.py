"""Every passage behind a frame, by text, with its indicators marked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.show import plain_words
from framing.show.markup import anchor, marked
from framing.show.results import NOTHING, Result, result
from framing.tables.require import require, values_of
from framing.tables.rights import credits_of
from framing.tables.toml import SEED

MAX_PASSAGES = 300
MOST_OPEN = 60  # passages, some ten screens; more are closed, an outlet a line


def passages(
    rows: pd.DataFrame,
    *,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    codebook: Codebook,
    name: str = "passages",
    seed: int = SEED,
    articles: pd.DataFrame | None = None,
    most_open: int = MOST_OPEN,
) -> Result:
    """Show passages by text, each with place, mode, voice and marked indicators.

    Over 60 of them are closed by outlet, each opened from a line that counts them.

    Parameters
    ----------
    rows : a row is a passage of one frame by one coder.
    mentions : the spans of the frame's indicators, to be marked.
    sentences : all sentences of the texts, for "sentence 14 of 28".
    codebook : gives the labels.
    seed : of the sample that is shown where there are more than 300.
    articles : where given, whose each passage is and under which licence, as far as they tell.
    most_open : the most passages that are not closed.
    """
    rows = require(rows, "passages")
    kept = (
        rows
        if len(rows) <= MAX_PASSAGES
        else rows.sample(MAX_PASSAGES, random_state=seed).sort_index()
    )
    spans = _spans(mentions)
    totals, numbers = plain_words.totals(sentences), plain_words.numbers(sentences)
    names = plain_words.names(sentences)
    credits = credits_of(articles)

    def group(name: str, own: pd.DataFrame) -> dict[str, Any]:
        texts = [
            {
                "name": names[article],
                "passages": [
                    _passage(
                        row, spans, numbers[article, row["sentence"]], totals[article], codebook
                    )
                    | {"credit": credits.get(article, "")}
                    for row in passages.to_dict("records")
                ],
            }
            for article, passages in own.groupby("article", sort=False)
        ]
        return {"said": f"{name}: {_counted(own)}", "texts": texts}

    said = f"{_counted(rows)}."
    if len(kept) < len(rows):
        said += (
            f" A random {len(kept)} of them are shown (seed {seed}); all are among "
            "the codings in the data files."
        )
    is_closed = len(kept) > most_open
    parts = kept.groupby("outlet" if is_closed else lambda _: "", sort=False)
    page = {"sentence": said, "is_closed": is_closed, "groups": [group(*part) for part in parts]}
    keys = rows[["article", "sentence"]].to_numpy().tolist()
    data = {"sentence": said, "passages": keys, "left_out": "" if len(rows) else NOTHING,
            "caption": name.replace("_", "-").capitalize()}  # fmt: skip
    return result("show/passages", "passages", name, page=page, data=data)


def _counted(rows: pd.DataFrame) -> str:
    passages = plain_words.count(len(rows), "passage")
    return f"{passages} in {plain_words.count(rows['article'].nunique(), 'text')}"


def _passage(row: dict, spans: dict, number: str, total: int, codebook: Codebook) -> dict[str, Any]:
    offset = row["start"] if pd.notna(row["start"]) else 0
    met = spans.get((row["article"], row["sentence"], row["frame"]), [])
    inside = [(a - offset, b - offset) for a, b in met]
    about = [
        plain_words.place(row["zone"], number, total),
        plain_words.manner(row, codebook),
        "; ".join(plain_words.subcodes(row, codebook)),
        _hit_by(row, codebook),
    ]
    return {
        "anchor": anchor(row["article"], row["sentence"]),
        "about": " · ".join(part for part in about if part),
        "pieces": marked(row["text"], inside),
    }


def _hit_by(row: dict, codebook: Codebook) -> str:
    """Name the indicators that hit a passage, where the row tells them."""
    hit_by = "; ".join(values_of(row.get("indicators")))
    return f"{codebook.frames[row['frame']].label}, hit by: {hit_by}" if hit_by else ""


def _spans(mentions: pd.DataFrame) -> dict[tuple[str, int, str], list[tuple[int, int]]]:
    """Return where the indicators of each frame stand in each sentence."""
    found: dict[tuple[str, int, str], list[tuple[int, int]]] = {}
    mentions = require(mentions, "mentions")
    columns = ("article", "sentence", "frame", "start", "end")
    for article, sentence, frame, start, end in zip(*(mentions[c] for c in columns), strict=True):
        found.setdefault((article, sentence, frame), []).append((start, end))
    return found
