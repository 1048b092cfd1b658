"""Contracts of comparisons: articles by frame, outlets beside outlets, their words."""

from __future__ import annotations

import pandas as pd

from framing.tables.contracts.contract import (
    FLAG,
    PLACE,
    PLACE_DEFAULTS,
    SHARE,
    TEXT,
    Contract,
    count,
    share,
    text,
)

_ESTIMATE = {
    **count("n_articles", "n_sentences", "n_words"),
    "share": SHARE,
    "ci_low": SHARE,
    "ci_high": SHARE,
    "note": TEXT,
}
_GROUP = ("outlet", "coder", "frame", "wire")


def _present(table: pd.DataFrame) -> pd.Series:
    """Tell where a frame is present; of a text without a coded sentence that is not known."""
    return (table["n_frame_sentences"] > 0).where(table["n_sentences"] > 0)


COMPARISON = {
    "article_frames": Contract(
        key=("article", "coder", "frame", "wire"),
        required=("article", "coder", "frame", "n_sentences", "n_frame_sentences"),
        columns={
            **text("article", "coder", "frame", "wire"),
            **PLACE,
            "weight": SHARE,
            **count("n_sentences", "n_words", "n_frame_sentences", "n_frame_words"),
            "present": FLAG,
            "in_headline": FLAG,
            "in_caption": FLAG,
            "in_lead": FLAG,
            **count("first_rank"),
            "first_position": SHARE,
        },
        defaults={
            **PLACE_DEFAULTS,
            "wire": lambda _: "all",
            "weight": lambda _: 1.0,
            "present": _present,
        },
    ),
    "prevalence": Contract(
        key=_GROUP,
        required=_GROUP,
        columns={**text(*_GROUP), **count("n_present"), **_ESTIMATE},
    ),
    "salience": Contract(
        key=(*_GROUP, "unit"),
        required=(*_GROUP, "unit"),
        columns={**text(*_GROUP, "unit"), **count("n_frame"), **_ESTIMATE},
    ),
    "prominence": Contract(
        key=_GROUP,
        required=_GROUP,
        columns={
            **text(*_GROUP),
            **count("n_present", "n_prominent"),
            **_ESTIMATE,
        },
    ),
    "difference": Contract(
        key=("measure", "outlet", "reference", "coder", "frame", "wire"),
        required=("measure", "outlet", "reference", "coder", "frame", "wire"),
        columns={
            **text("measure", "outlet", "reference", "coder", "frame", "wire"),
            **count("n_articles", "n_reference"),
            **share("estimate", "ci_low", "ci_high", "p", "q", "detectable"),
            **text("note"),
        },
    ),
    "event_coverage": Contract(
        key=("outlet", "event"),
        required=("outlet", "event", "n_articles", "n_event"),
        columns={
            **text("outlet", "event"),
            **count("n_articles", "n_event"),
            "share": SHARE,
            **text("first", "last"),
            **count("n_undated"),
        },
    ),
    "difference_within_events": Contract(
        key=("measure", "outlet", "reference", "coder", "frame", "wire"),
        required=("measure", "outlet", "reference", "coder", "frame", "wire", "n_events"),
        columns={
            **text("measure", "outlet", "reference", "coder", "frame", "wire"),
            **count("n_events", "n_outlet_only", "n_reference_only", "n_no_share"),
            **count("n_articles", "n_reference"),
            **share("estimate", "ci_low", "ci_high", "p", "q"),
            **text("note"),
        },
    ),
    "trend": Contract(
        key=("measure", "by", *_GROUP, "period"),
        required=("measure", "by", *_GROUP, "period"),
        columns={
            **text("measure", "by", *_GROUP, "period"),
            **count("n_published", "n_with"),
            **_ESTIMATE,
        },
        may_lack=("period",),
    ),
    "report_changes": Contract(
        key=("part", "table", "row", "column", "change"),
        required=("part", "change"),
        columns={
            **text("part", "change", "table", "row", "column"),
            **share("before", "after", "moved", "size"),
            **text("before_text", "after_text", "note"),
        },
        defaults={column: lambda _: "" for column in ("table", "row", "column")},
        allowed={"part": ("settings", "articles", "tables", "values")},
    ),
    "hypotheses": Contract(
        key=("measure", "outlet", "reference", "frame"),
        required=("outlet", "frame"),
        columns={
            **text("measure", "outlet", "reference", "coder", "frame", "wire"),
            **count("n_articles", "n_reference"),
            **share("estimate", "ci_low", "ci_high", "p", "p_holm", "detectable"),
            **text("expected"),
            "as_expected": FLAG,
            **text("note"),
        },
        defaults={
            "measure": lambda _: "salience",
            "reference": lambda _: "rest",
            "expected": lambda _: "",
        },
    ),
    "corrected": Contract(
        key=("outlet", "coder", "reference", "frame", "unit"),
        required=("outlet", "coder", "reference", "frame", "unit"),
        columns={
            **text("outlet", "coder", "reference", "frame", "unit"),
            **count("n_articles", "n_sentences", "n_words", "n_coded"),
            **share("naive", "naive_low", "naive_high"),
            **share("corrected", "ci_low", "ci_high"),
            **text("note"),
        },
    ),
    "codes_needed": Contract(
        key=("outlet", "coder", "reference", "frame", "unit"),
        required=("outlet", "coder", "reference", "frame", "unit"),
        columns={
            **text("outlet", "coder", "reference", "frame", "unit"),
            **count("n_articles", "n_sentences", "n_coded"),
            **share("half_width", "wanted", "best"),
            **count("needed", "more"),
            **text("note"),
        },
    ),
    "tfidf": Contract(
        key=("article", "term"),
        required=("article", "term", "tfidf"),
        columns={**text("article", "term", "outlet"), **count("count"), "tfidf": SHARE},
    ),
    "distinctive": Contract(
        key=("outlet", "term"),
        required=("outlet", "term"),
        columns={
            **text("outlet", "term"),
            **count("count", "count_elsewhere", "n_articles"),
            "tfidf": SHARE,
            "contrast": SHARE,
            "indicator": FLAG,
            **count("rank"),
        },
    ),
    "keyness": Contract(
        key=("group", "feature"),
        required=("group", "feature"),
        columns={
            **text("group", "reference", "feature"),
            **count("n_target", "n_reference", "n_words_target", "n_words_reference"),
            **count("n_articles", "n_articles_reference"),
            **share("per_1000_target", "per_1000_reference", "log_ratio", "G2", "log_odds"),
            **share("z", "p", "q"),
            **text("note"),
        },
    ),
    "robustness": Contract(
        key=("variant", "outlet"),
        required=("variant", "outlet", "n_articles", "claim", "stands"),
        columns={
            **text("variant", "outlet"),
            **count("n_present", "n_articles", "n_frame", "n_sentences"),
            **share("estimate", "ci_low", "ci_high"),
            **text("claim"),
            "stands": FLAG,
        },
    ),
    "grades": Contract(
        key=("outlet",),
        required=("outlet", "claim", "grade"),
        columns=text("outlet", "claim", "grade", "failed"),
    ),
}
