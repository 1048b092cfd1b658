"""Contracts of codings: who coded what, the evidence, and how far it can be trusted."""

from __future__ import annotations

from framing.tables.contracts.contract import SHARE, Contract, count, share, text

FINAL = "final"  # the round of codings that results rest on; others are practice

CODING = {
    "mentions": Contract(
        key=("article", "sentence", "frame", "indicator", "match", "start"),
        required=("article", "sentence", "frame", "indicator", "match", "start"),
        columns={
            **text("article"),
            **count("sentence"),
            **text("frame", "indicator"),
            **count("match", "start", "end"),
            **text("text"),
        },
    ),
    "codings": Contract(
        key=("article", "sentence", "coder", "frame"),
        required=("article", "sentence", "coder", "frame", "present"),
        columns={
            **text("article"),
            **count("sentence"),
            **text("coder", "frame"),
            **count("present"),
            **text("subcode", "stance", "voice", "speaker"),
            "score": SHARE,
            **text("note", "round"),
        },
        defaults={"round": lambda _: FINAL},
        allowed={"present": (0, 1)},
        may_lack=("present",),
    ),
    "coders": Contract(
        key=("coder",),
        required=("coder", "kind"),
        columns=text("coder", "kind", "version", "note", "model", "prompt", "run", "settles"),
    ),
    "sample": Contract(
        key=("article", "sentence"),
        required=("article", "sentence", "probability"),
        columns={
            **text("article"),
            **count("sentence"),
            **text("outlet", "round", "stratum"),
            **count("n_stratum", "n_drawn"),
            "probability": SHARE,
        },
        defaults={"outlet": lambda table: table["article"], "round": lambda _: FINAL},
    ),
    "passages": Contract(
        key=("article", "sentence", "coder", "frame"),
        required=("article", "sentence", "coder", "frame"),
        columns={
            **text("article"),
            **count("sentence"),
            **text("coder", "frame", "outlet", "date", "zone"),
            **count("rank"),
            "position": SHARE,
            **count("start", "end"),
            **text("text", "subcode", "stance", "voice", "speaker", "origin"),
            **count("present"),
        },
        defaults={"present": lambda _: 1},
    ),
    "agreement": Contract(
        key=("coder", "reference", "frame", "outlet"),
        required=("coder", "reference", "frame", "outlet"),
        columns={
            **text("coder", "reference", "frame", "outlet"),
            **count("n", "n_articles", "n_reference", "n_coder", "n_both"),
            **share("precision", "precision_low", "precision_high"),
            **share("recall", "recall_low", "recall_high"),
            **share("f1", "f1_low", "f1_high", "percent_agreement"),
            **text("note"),
        },
    ),
    "reliability": Contract(
        key=("coders", "frame", "variable", "value"),
        required=("coders", "frame", "variable", "value"),
        columns={
            **text("coders", "frame", "variable", "value", "level"),
            **count("n", "n_articles", "n_positive", "n_positive_articles"),
            **share("alpha", "ci_low", "ci_high"),
            **share("percent_agreement", "kappa", "ac1"),
            **text("called", "verdict", "note"),
        },
    ),
    "indicators": Contract(
        key=("frame", "indicator"),
        required=("frame", "indicator"),
        columns={
            **text("frame", "indicator", "subcode"),
            **count("n_hits", "n_true", "n_false", "n_alone", "n_alone_true"),
            **share("precision", "precision_without", "recall_without"),
            **share("precision_all", "recall_all"),
            **text("note"),
        },
    ),
}
