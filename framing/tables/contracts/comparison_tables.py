"""Contracts of comparisons: articles by frame, outlets beside outlets."""

from __future__ import annotations

import pandas as pd

from framing.tables import codes
from framing.tables.contracts.contract import (
    COVERED,
    PLACE,
    POINTS,
    SHARES,
    Column,
    Contract,
    count,
    flag,
    note,
    number,
    share,
    text,
)
from framing.tables.contracts.trust_tables import OF_CORRECTED

_GROUP = ("outlet", "coder", "frame", "wire")
_NAMES = {
    **text("outlet", label="outlet"),
    **text("coder"),
    **text("frame", label="frame"),
    **text("wire"),
}
_MEASURE = ("prevalence", "salience", "prominence")
_OF_SHARE = (
    *codes.FEW, codes.FEW_OUTLETS,
    codes.FEW_SENTENCES, codes.NO_VARIATION, codes.TOO_RARE, codes.WEIGHTED,
    codes.UNCORRECTED, codes.COVERAGE_OBSERVED, codes.COVERAGE_UNKNOWN,
)  # fmt: skip
_OF_DIFFERENCE = (
    *codes.FEW, codes.FEW_OUTLETS,
    codes.FEW_SENTENCES, codes.TOO_RARE, codes.ONE_OUTLET, codes.WEIGHTED,
    codes.COVERAGE_OBSERVED, codes.COVERAGE_UNKNOWN,
)  # fmt: skip
_OF_STATED = (
    codes.NOT_COMPARED, codes.TEXTS_UNCORRECTED, codes.UNCHECKED, *_OF_DIFFERENCE, *OF_CORRECTED,
)  # fmt: skip
_P = {"unit": "probability"}
_DETECTABLE = number("detectable", label="least difference found at 80 % power", unit=SHARES)


def _limits(unit: str) -> dict[str, Column]:
    """Name the columns of an interval that a page shows beside its estimate."""
    return {
        **number("ci_low", label="from (95 %)", unit=unit),
        **number("ci_high", label="to", unit=unit),
    }


def _present(table: pd.DataFrame) -> pd.Series:
    """Tell where a frame is present; of a text without a coded sentence that is not known."""
    return (table["n_frame_sentences"] > 0).where(table["n_sentences"] > 0)


_ESTIMATE = {
    **count("n_articles", unit="articles"),
    **count("n_sentences", unit="sentences"),
    **count("n_words", unit="words"),
    **share("share", label="share"),
    **_limits(SHARES),
    **COVERED,
    **note(*_OF_SHARE),
}
_OF_TEXTS = {**_ESTIMATE, **count("n_articles", label="of texts", unit="articles")}
_TEXTS = count("n_articles", label="texts", unit="articles")
_DIFFERENCE = number("estimate", label="difference", unit=POINTS)
_APART = {
    **_TEXTS,
    **count("n_reference", label="texts elsewhere", unit="articles"),
    **_DIFFERENCE,
    **_limits(POINTS),
    **number("p", label="p", **_P),
    **number("q", label="q", **_P),
    **_DETECTABLE,
    **COVERED,
    **note(*_OF_STATED),
}
_CLAIMS = (
    codes.MORE, codes.LESS, codes.ALIKE, codes.NOT_SHOWN, codes.NONE_FOUND, codes.FOUND, codes.MOST,
    codes.FEWEST, codes.NOT_TOLD,
)  # fmt: skip

COMPARISON = {
    "article_frames": Contract(
        key=("article", "coder", "frame", "wire"),
        beside=("n_sentences", "n_frame_sentences"),
        columns={
            **text("article", "coder", "frame"),
            **text("wire", default="all"),
            **PLACE,
            **number("weight", default=1.0),
            **count("n_sentences", unit="sentences"),
            **count("n_words", unit="words"),
            **count("n_frame_sentences", unit="sentences"),
            **count("n_frame_words", unit="words"),
            **flag("present", default=_present),
            **flag("in_headline", label="in the headline"),
            **flag("in_caption", label="in a caption"),
            **flag("in_lead", label="in the lead"),
            **count("first_rank"),
            **share("first_position"),
        },
    ),
    "prevalence": Contract(
        key=_GROUP,
        columns={
            **_NAMES,
            **count("n_present", label="texts with it", unit="articles"),
            **_OF_TEXTS,
        },
    ),
    "salience": Contract(
        key=(*_GROUP, "unit"),
        columns={
            **_NAMES,
            **count("n_frame", label="with the frame", unit="sentences or words"),
            **count("base", label="of", unit="sentences or words"),
            **text("unit", label="unit"),
            **_ESTIMATE,
        },
    ),
    "leading": Contract(
        key=(*_GROUP, "unit"),
        columns={
            **_NAMES,
            **count("n_frame", label="with the frame, as counted", unit="sentences or words"),
            **count("base", label="of", unit="sentences or words"),
            **text("unit"),
            **_ESTIMATE,
            **share("naive", label="share as counted"),
            **share("naive_low", "naive_high"),
            **note(*_OF_SHARE, *OF_CORRECTED),
            **text("called", label="is", codes=(codes.CORRECTED, codes.MATCHED, ""), default=""),
            **text("to", label="to the codes of", default=""),
        },
    ),
    "prominence": Contract(
        key=_GROUP,
        columns={
            **_NAMES,
            **count("n_present", unit="articles"),
            **count("n_prominent", label="texts with it on top", unit="articles"),
            **_OF_TEXTS,
        },
    ),
    "difference": Contract(
        key=("measure", "outlet", "reference", "coder", "frame", "wire"),
        columns={
            **text("measure", codes=_MEASURE),
            **text("outlet", label="outlet"),
            **text("reference", "coder"),
            **text("frame", label="frame"),
            **text("wire"),
            **_TEXTS,
            **_APART,
        },
    ),
    "homogeneity": Contract(
        key=("measure", "coder", "frame", "wire"),
        columns={
            **text("measure", codes=_MEASURE),
            **text("coder"),
            **text("frame", label="frame"),
            **text("wire"),
            **count("n_outlets", label="outlets compared", unit="outlets"),
            **_TEXTS,
            **number("Q", label="Q"),
            **number("p", label="p", **_P),
            **number("p_holm", label="p (Holm)", **_P),
            **flag("differ", label="do they differ"),
            **count("n_shuffled", unit="reports"),
            **count("n_false", label="reports with labels shuffled that say so", unit="reports"),
            **note(*_OF_DIFFERENCE, *OF_CORRECTED),
        },
    ),
    "findings": Contract(
        key=("measure", "outlet", "reference", "coder", "frame", "wire"),
        beside=("estimate",),
        columns={
            **text("measure", codes=_MEASURE),
            **text("outlet", label="outlet"),
            **text("reference", "coder"),
            **text("frame", label="frame"),
            **text("wire"),
            **_APART,
            **number("p_holm", **_P),
            **flag("differ"),
            **text("claim", label="what may be said", codes=_CLAIMS),
        },
    ),
    "manner": Contract(
        key=("coder", "frame", "outlet", "variable", "value"),
        beside=("n_value", "n_passages"),
        columns={
            **text("coder", "frame", "outlet", "variable"),
            **text("value", default=""),
            **count("n_value", "n_passages", unit="sentences"),
            **share("share"),
        },
    ),
    "joined": Contract(
        key=("article", "sentence", "coder", "frame", "other"),
        columns={
            **text("article"),
            **count("sentence"),
            **text("coder", "frame", "other"),
            **text("place", codes=(codes.SAME, codes.NEXT)),
        },
    ),
    "last_word": Contract(
        key=("article", "coder", "frame"),
        columns={
            **text("article", "outlet", "coder", "frame"),
            **count("n_claims", unit="claims"),
            **text("first_mode", "first_voice", "first_speaker"),
            **count("first_sentence"),
            **text("last_mode", "last_voice", "last_speaker"),
            **count("last_sentence"),
            **text("answer_mode", "answer_voice", "answer_speaker"),
            **count("answer_sentence"),
            **count("further", unit="sentences"),
        },
    ),
    "event_coverage": Contract(
        key=("outlet", "event"),
        beside=("n_articles", "n_event"),
        columns={
            **text("outlet", label="outlet"),
            **text("event", label="event"),
            **count("n_articles", label="texts", unit="articles"),
            **count("n_event", label="of all on the event", unit="articles"),
            **share("share", label="share"),
            **text("first", label="first"),
            **text("last", label="last"),
            **count("n_undated", label="without a date", unit="articles"),
        },
    ),
    "difference_within_events": Contract(
        key=("measure", "outlet", "reference", "coder", "frame", "wire"),
        beside=("n_events",),
        columns={
            **text("measure", label="measure", codes=_MEASURE),
            **text("outlet", label="outlet"),
            **text("reference", label="against"),
            **text("coder"),
            **text("frame", label="frame"),
            **text("wire"),
            **count("n_events", label="events of both", unit="events"),
            **count("n_outlet_only", label="of the outlet alone", unit="events"),
            **count("n_reference_only", label="of the others alone", unit="events"),
            **count("n_no_share", label="without a share", unit="events"),
            **count("n_articles", label="texts", unit="articles"),
            **count("n_reference", label="texts elsewhere", unit="articles"),
            **_DIFFERENCE,
            **_limits(POINTS),
            **number("p", label="p", **_P),
            **number("q", label="q", **_P),
            **note(
                codes.NO_EVENT,
                codes.ONE_EVENT,
                codes.FEW_EVENTS,
                codes.EVENTS_ALIKE,
                codes.ALONE,
                codes.NO_VARIATION,
                codes.UNCORRECTED,
                *_OF_DIFFERENCE,
            ),
        },
    ),
    "trend": Contract(
        key=("measure", "by", *_GROUP, "period"),
        columns={
            **text("measure", codes=_MEASURE),
            **text("by"),
            **_NAMES,
            **text("period", label="period"),
            **count("n_published", label="texts", unit="articles"),
            **count("n_with", label="with it", unit="articles or sentences, by measure"),
            **_OF_TEXTS,
            **note(codes.NO_TEXTS, codes.NONE_CODED, codes.UNDATED, *_OF_SHARE),
        },
        may_lack=("period",),
    ),
    "report_changes": Contract(
        key=("part", "table", "row", "column", "change"),
        columns={
            **text("part", codes=("settings", "articles", "tables", "values")),
            **text(
                "change",
                codes=(
                    codes.NEW,
                    codes.UPDATED,
                    codes.GONE,
                    codes.NOT_KNOWN,
                    codes.ROWS_NEW,
                    codes.ROWS_GONE,
                    codes.MOVED,
                ),
            ),
            **text("table", label="table", default=""),
            **text("row", label="row", default=""),
            **text("column", label="column", default=""),
            **number("before", label="before"),
            **number("after", label="after"),
            **number("moved", label="moved by"),
            **number("size"),
            **text("before_text", "after_text"),
            **note(codes.EARLIER_WITHOUT_HASHES, codes.LATER_WITHOUT_HASHES),
        },
    ),
    "hypotheses": Contract(
        key=("measure", "outlet", "reference", "frame"),
        columns={
            **text("outlet", label="outlet"),
            **text("frame", label="frame"),
            **text("reference", label="against", default="rest"),
            **text("measure", label="measure", default="salience"),
            **text("expected", label="expected", default=""),
            **text("rests_on", label="rests on", codes=(codes.AS_CODED, codes.CORRECTED)),
            **text("coder", "wire"),
            **count("n_articles", "n_reference", unit="articles"),
            **_DIFFERENCE,
            **_limits(POINTS),
            **number("p", label="p", **_P),
            **number("p_holm", label="p (Holm)", **_P),
            **_DETECTABLE,
            **COVERED,
            **flag("as_expected"),
            **text(
                "verdict",
                label="verdict",
                codes=(codes.SUPPORTED, codes.CONTRADICTED, codes.NOT_SUPPORTED, codes.UNKNOWN),
            ),
            **note(*_OF_STATED),
        },
    ),
    "robustness": Contract(
        key=("variant", "detail", "outlet"),
        beside=("n_articles", "claim", "stands"),
        columns={
            **text(
                "variant",
                codes=(
                    codes.AS_STATED,
                    codes.OTHER_CODER,
                    codes.WITHOUT_SUBCODE,
                    codes.TOLD_BY_ARTICLE,
                    codes.WITHOUT_QUOTATIONS,
                    codes.WITHOUT_SUBHEADS,
                    codes.WITH_HEADLINES,
                    codes.CORRECTED,
                ),
            ),
            **text("detail", default=""),
            **text("outlet"),
            **count("n_present", "n_articles", unit="articles"),
            **count("n_frame", "n_sentences", unit="sentences"),
            **number("estimate", "ci_low", "ci_high", unit=POINTS),
            **text("claim", codes=_CLAIMS),
            **flag("stands"),
        },
    ),
    "grades": Contract(
        key=("outlet",),
        beside=("claim", "grade"),
        columns={
            **text("outlet"),
            **text("claim", codes=_CLAIMS),
            **text("grade", codes=(codes.SHOWN, codes.OPEN, codes.NOT_TOLD)),
            **text(
                "failed",
                codes=(
                    codes.FEW_TEXTS,
                    codes.NO_INTERVAL,
                    codes.NOTHING_SHOWN,
                    codes.NO_PERSONS,
                    codes.NOT_ESTIMABLE,
                    codes.UNRELIABLE,
                    codes.DOES_NOT_STAND,
                    codes.NOT_CHECKED,
                    codes.UNCHECKED,
                ),
                several=True,
            ),
        },
    ),
}
