"""Contracts of what is read and measured of texts: articles, sentences, words, scores."""

from __future__ import annotations

from framing.tables.contracts.contract import (
    SHARE,
    TEXT_DEFAULTS,
    TEXT_PLACE,
    Contract,
    count,
    share,
    text,
)

TEXTS = {
    "articles": Contract(
        key=("article",),
        required=("article", "outlet", "text"),
        columns=text(
            "article",
            "outlet",
            "date",
            "date_text",
            "title",
            "text",
            "event",
            "family",
            "language",
        ),
        defaults={"event": lambda _: "all", "family": lambda table: table["article"]},
    ),
    "inputs": Contract(
        key=("input", "record"),
        required=("input", "record", "state"),
        columns={
            **text("input", "record", "state", "article", "reason", "repairs", "lacks"),
            **count("declared"),
        },
    ),
    "zones": Contract(
        key=("article", "start"),
        required=("article", "start", "end", "zone"),
        columns={**text("article"), **count("start", "end"), **text("zone")},
    ),
    "sentences": Contract(
        key=("article", "sentence"),
        required=("article", "sentence", "text"),
        columns={
            **text("article"),
            **count("sentence"),
            **TEXT_PLACE,
            **count("start", "end"),
            **text("text", "zone"),
            **count("rank"),
            "position": SHARE,
            **count("n_words"),
            **text("origin"),
        },
        defaults={**TEXT_DEFAULTS, "zone": lambda _: "body"},
    ),
    "tokens": Contract(
        key=("article", "start"),
        required=("article", "start", "token"),
        columns={
            **text("article"),
            **count("start", "end", "sentence"),
            **text("token"),
            **TEXT_PLACE,
            **text("zone", "origin"),
        },
        defaults=TEXT_DEFAULTS,
    ),
    "tone": Contract(
        key=("article", "sentence", "target"),
        required=("article", "sentence"),
        columns={
            **text("article"),
            **count("sentence"),
            **text("target"),
            **share("neg", "neu", "pos", "compound"),
            **text("scorer"),
        },
        defaults={"target": lambda _: ""},
    ),
}
