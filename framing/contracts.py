"""The contract of every table: its key, its columns, their types and defaults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

TEXT, COUNT, SHARE, FLAG = "str", "Int64", "float64", "boolean"


@dataclass(frozen=True)
class Contract:
    """What one table must look like.

    Attributes
    ----------
    key : the columns that together name a row.
    required : the columns that a table built by hand must have.
    columns : every column of the contract with its type (words, counts, shares, flags).
    defaults : what stands where a value is not given, from the table itself.
    allowed : the values of a column that may hold no other.
    may_lack : required columns in which single values may be missing.
    """

    key: tuple[str, ...]
    required: tuple[str, ...]
    columns: dict[str, str]
    defaults: dict[str, Callable[[pd.DataFrame], Any]] = field(default_factory=dict)
    allowed: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    may_lack: tuple[str, ...] = ()


def _text(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, TEXT)


def _count(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, COUNT)


_PLACE = _text("outlet", "event", "family")
_PLACE_DEFAULTS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "outlet": lambda table: table["article"],
    "event": lambda _: "all",
    "family": lambda table: table["article"],
}
_ESTIMATE = {
    **_count("n_articles", "n_sentences", "n_words"),
    "share": SHARE,
    "ci_low": SHARE,
    "ci_high": SHARE,
    "note": TEXT,
}
_GROUP = ("outlet", "coder", "frame", "wire")


def _present(table: pd.DataFrame) -> pd.Series:
    """Tell where a frame is present; of a text without a coded sentence that is not known."""
    return (table["n_frame_sentences"] > 0).where(table["n_sentences"] > 0)


CONTRACTS: dict[str, Contract] = {
    "articles": Contract(
        key=("article",),
        required=("article", "outlet", "text"),
        columns=_text(
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
        columns=_text("input", "record", "state", "article", "reason", "repairs"),
    ),
    "zones": Contract(
        key=("article", "start"),
        required=("article", "start", "end", "zone"),
        columns={**_text("article"), **_count("start", "end"), **_text("zone")},
    ),
    "sentences": Contract(
        key=("article", "sentence"),
        required=("article", "sentence", "text"),
        columns={
            **_text("article"),
            **_count("sentence"),
            **_PLACE,
            **_count("start", "end"),
            **_text("text", "zone"),
            **_count("rank"),
            "position": SHARE,
            **_count("n_words"),
        },
        defaults={**_PLACE_DEFAULTS, "zone": lambda _: "body"},
    ),
    "tokens": Contract(
        key=("article", "start"),
        required=("article", "start", "token"),
        columns={
            **_text("article"),
            **_count("start", "end", "sentence"),
            **_text("token"),
            **_PLACE,
            **_text("zone"),
        },
        defaults=_PLACE_DEFAULTS,
    ),
    "mentions": Contract(
        key=("article", "sentence", "frame", "indicator", "match", "start"),
        required=("article", "sentence", "frame", "indicator", "match", "start"),
        columns={
            **_text("article"),
            **_count("sentence"),
            **_text("frame", "indicator"),
            **_count("match", "start", "end"),
            **_text("text"),
        },
    ),
    "codings": Contract(
        key=("article", "sentence", "coder", "frame"),
        required=("article", "sentence", "coder", "frame", "present"),
        columns={
            **_text("article"),
            **_count("sentence"),
            **_text("coder", "frame"),
            **_count("present"),
            **_text("subcode", "stance", "voice", "speaker"),
            "score": SHARE,
            **_text("note"),
        },
        allowed={"present": (0, 1)},
        may_lack=("present",),
    ),
    "coders": Contract(
        key=("coder",),
        required=("coder", "kind"),
        columns=_text("coder", "kind", "version", "note"),
    ),
    "passages": Contract(
        key=("article", "sentence", "coder", "frame"),
        required=("article", "sentence", "coder", "frame"),
        columns={
            **_text("article"),
            **_count("sentence"),
            **_text("coder", "frame", "outlet", "date", "zone"),
            **_count("rank"),
            "position": SHARE,
            **_count("start", "end"),
            **_text("text", "subcode", "stance", "voice", "speaker", "origin"),
            **_count("present"),
        },
        defaults={"present": lambda _: 1},
    ),
    "article_frames": Contract(
        key=("article", "coder", "frame", "wire"),
        required=("article", "coder", "frame", "n_sentences", "n_frame_sentences"),
        columns={
            **_text("article", "coder", "frame", "wire"),
            **_PLACE,
            "weight": SHARE,
            **_count("n_sentences", "n_words", "n_frame_sentences", "n_frame_words"),
            "present": FLAG,
            "in_headline": FLAG,
            "in_caption": FLAG,
            "in_lead": FLAG,
            **_count("first_rank"),
            "first_position": SHARE,
        },
        defaults={
            **_PLACE_DEFAULTS,
            "wire": lambda _: "all",
            "weight": lambda _: 1.0,
            "present": _present,
        },
    ),
    "prevalence": Contract(
        key=_GROUP,
        required=_GROUP,
        columns={**_text(*_GROUP), **_count("n_present"), **_ESTIMATE},
    ),
    "salience": Contract(
        key=(*_GROUP, "unit"),
        required=(*_GROUP, "unit"),
        columns={**_text(*_GROUP, "unit"), **_count("n_frame"), **_ESTIMATE},
    ),
    "prominence": Contract(
        key=_GROUP,
        required=_GROUP,
        columns={
            **_text(*_GROUP),
            **_count("n_present", "n_prominent"),
            **_ESTIMATE,
        },
    ),
    "difference": Contract(
        key=("measure", "outlet", "reference", "coder", "frame", "wire"),
        required=("measure", "outlet", "reference", "coder", "frame", "wire"),
        columns={
            **_text("measure", "outlet", "reference", "coder", "frame", "wire"),
            **_count("n_articles", "n_reference"),
            **dict.fromkeys(("estimate", "ci_low", "ci_high", "p", "q"), SHARE),
            **_text("note"),
        },
    ),
    "tfidf": Contract(
        key=("article", "term"),
        required=("article", "term", "tfidf"),
        columns={**_text("article", "term", "outlet"), **_count("count"), "tfidf": SHARE},
    ),
    "distinctive": Contract(
        key=("outlet", "term"),
        required=("outlet", "term"),
        columns={
            **_text("outlet", "term"),
            **_count("count", "count_elsewhere", "n_articles"),
            "tfidf": SHARE,
            "contrast": SHARE,
            "indicator": FLAG,
            **_count("rank"),
        },
    ),
    "agreement": Contract(
        key=("coder", "reference", "frame"),
        required=("coder", "reference", "frame"),
        columns={
            **_text("coder", "reference", "frame"),
            **_count("n", "n_reference", "n_coder", "n_both"),
            **dict.fromkeys(("precision", "recall", "f1", "percent_agreement"), SHARE),
            **_text("note"),
        },
    ),
    "tone": Contract(
        key=("article", "sentence", "target"),
        required=("article", "sentence"),
        columns={
            **_text("article"),
            **_count("sentence"),
            **_text("target"),
            **dict.fromkeys(("neg", "neu", "pos", "compound"), SHARE),
            **_text("scorer"),
        },
        defaults={"target": lambda _: ""},
    ),
}
