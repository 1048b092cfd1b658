"""Contracts of shares corrected for coding error, and of what a coder may be trusted with."""

from __future__ import annotations

from framing.tables import codes
from framing.tables.contracts.contract import Contract, count, flag, note, number, share, text

OF_CORRECTED = (
    codes.CODED_IN_FULL, codes.NOT_DRAWN, codes.STRATUM_UNDECIDED, codes.STRATA_INCOMPLETE,
    codes.SAMPLE_UNDECIDED, codes.CODER_UNDECIDED, codes.INTERVAL_OUTSIDE,
    *codes.FEW, codes.FEW_OUTLETS,
    codes.FEW_CODES, codes.FEW_STORIES, codes.NO_VARIATION, codes.TOO_RARE,
    codes.HITS_ALONE,
)  # fmt: skip
_CORRECTED = {
    **text("outlet", label="outlet"),
    **text("coder", "reference"),
    **text("frame", label="frame"),
    **text("unit"),
    **count("n_articles", label="texts", unit="articles"),
    **count("n_sentences", label="sentences", unit="sentences"),
    **count("n_words", unit="words"),
    **count("n_families", unit="families"),
    **count("n_drawable", "n_drawn", "n_undecided", unit="sentences"),
    **count("n_positive", unit="sentences"),
}

TRUST = {
    "corrected": Contract(
        key=("outlet", "coder", "reference", "frame", "variable", "value", "unit"),
        columns={
            **_CORRECTED,
            **text("variable", default="present"),
            **text("value", default=""),
            **count("n_coded", label="of them coded", unit="sentences"),
            **share("naive", label="naive share"),
            **share("naive_low", "naive_high"),
            **share("factor"),
            **share("corrected", label="corrected share"),
            **share("ci_low", "ci_high"),
            **flag("leads", default=False),
            **text("called", codes=(codes.CORRECTED, codes.MATCHED), default=codes.MATCHED),
            **note(*OF_CORRECTED),
        },
    ),
    "codes_needed": Contract(
        key=("outlet", "coder", "reference", "frame", "unit"),
        columns={
            **_CORRECTED,
            **count("n_coded", label="of them coded", unit="sentences"),
            **share("half_width", label="half width"),
            **share("wanted", label="wanted"),
            **share("best", label="best"),
            **count("needed", label="needed", unit="sentences"),
            **count("more", label="more", unit="sentences"),
            **note(codes.NOT_REACHABLE, *OF_CORRECTED),
        },
    ),
    "verdicts": Contract(
        key=("frame", "coder", "reference"),
        columns={
            **text("frame", label="frame"),
            **text("coder", label="coder"),
            **text("reference"),
            **count("n_read", label="passages read", unit="sentences"),
            **count("n_coded", unit="sentences"),
            **share("precision", label="precision"),
            **share("precision_low", label="precision from (95 %)"),
            **share("precision_high", label="precision to"),
            **share("recall", label="recall"),
            **share("recall_low", label="recall from (95 %)"),
            **share("recall_high", label="recall to"),
            **text(
                "verdict",
                label="verdict",
                codes=(codes.MAY_COUNT, codes.NEEDS_MORE, codes.NOT_TO_AUTOMATE, codes.UNCHECKED),
            ),
            **count("more", label="about so many codes more", unit="sentences"),
            **text("draw", label="drawn", codes=(codes.AMONG_FOUND, codes.AMONG_OTHERS)),
            **number("p_outlets", label="p (errors alike in outlets)", unit="probability"),
            **text("outlets", label="outlets with other errors", default=""),
            **note(
                codes.NO_SAMPLE,
                codes.NOT_BY_PERSON,
                codes.HITS_ALONE,
                codes.MORE_THAN_THERE,
                codes.FEW_OUTLETS,
            ),
        },
    ),
}
