"""Every passage behind a frame, by text, with its indicators marked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.show import plain_words
from framing.show.markup import account_anchor, anchor, marked, text_anchor
from framing.show.results import NOTHING, Result, result
from framing.tables.require import require, values_of
from framing.tables.rights import credits_of

PASSAGES = "passages"  # that count; a text's have an id together
MOST_OPEN = 60  # passages, some ten screens; more are closed, an outlet a line


def passages(
    rows: pd.DataFrame,
    *,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    codebook: Codebook,
    name: str = PASSAGES,
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
    articles : where given, whose each passage is and under which licence, as far as they tell.
    most_open : the most passages that are not closed.
    """
    rows = require(rows, "passages")
    several = rows["frame"].nunique() > 1
    spans = _spans(mentions)
    totals, numbers = plain_words.totals(sentences), plain_words.numbers(sentences)
    names = plain_words.names(sentences)
    credits = credits_of(articles)

    def group(outlet: str, own: pd.DataFrame) -> dict[str, Any]:
        texts = [
            {
                "name": names[article],
                "anchor": text_anchor(article),
                "back": account_anchor(article),
                "passages": [
                    _passage(ways.to_dict("records"), spans, codebook, several)
                    | {"place": plain_words.place(zone, numbers[article, key], totals[article])}
                    | {"credit": credits.get(article, "")}
                    for (key, zone), ways in passages.groupby(["sentence", "zone"], sort=False)
                ],
            }
            for article, passages in own.groupby("article", sort=False)
        ]
        return {"said": f"{outlet}: {_counted(own)}", "texts": texts}

    said = f"{_counted(rows)}."
    is_closed = len(rows) > most_open
    parts = rows.groupby("outlet" if is_closed else lambda _: "", sort=False)
    page = {"sentence": said, "is_closed": is_closed, "groups": [group(*part) for part in parts],
            "counts": name == PASSAGES}  # fmt: skip
    keys = rows[["article", "sentence"]].to_numpy().tolist()
    data = {"sentence": said, "passages": keys, "left_out": "" if len(rows) else NOTHING,
            "caption": name.replace("_", "-").capitalize()}  # fmt: skip
    return result("show/passages", "passages", name, page=page, data=data)


def _counted(rows: pd.DataFrame) -> str:
    passages = plain_words.count(len(rows), "passage")
    return f"{passages} in {plain_words.count(rows['article'].nunique(), 'text')}"


def _passage(
    ways: list[dict[str, Any]], spans: dict, codebook: Codebook, several: bool
) -> dict[str, Any]:
    """Return a passage with its words marked, and in what ways it raises a frame, or several."""
    row = ways[0]
    offset = row["start"] if pd.notna(row["start"]) else 0
    met = [
        (start - offset, end - offset)
        for way in ways
        for start, end in spans.get((way["article"], way["sentence"], way["frame"]), [])
    ]
    return {
        "anchor": anchor(row["article"], row["sentence"]),
        "about": "; ".join(_about(way, codebook, several) for way in ways),
        "pieces": marked(row["text"], met),
    }


def _about(way: dict[str, Any], codebook: Codebook, several: bool) -> str:
    """Say how a passage raises a frame; which one, where the page shows several."""
    parts = [
        codebook.labels[way["frame"]] if several else "",
        plain_words.manner(way, codebook),
        "; ".join(plain_words.subcodes(way, codebook)),
        _hit_by(way, codebook),
    ]
    return " · ".join(part for part in parts if part)


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
