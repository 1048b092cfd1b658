"""Contracts of codings: who coded what, the evidence, and how far it can be trusted."""

from __future__ import annotations

from framing.tables.contracts.contract import Contract, count, its_article, number, share, text

FINAL = "final"  # the round of codings that results rest on; others are practice

CODING = {
    "mentions": Contract(
        key=("article", "sentence", "frame", "indicator", "match", "start"),
        columns={
            **text("article"),
            **count("sentence"),
            **text("frame", "indicator"),
            **count("match"),
            **count("start", "end", unit="characters"),
            **text("text"),
        },
    ),
    "codings": Contract(
        key=("article", "sentence", "coder", "frame"),
        beside=("present",),
        columns={
            **text("article"),
            **count("sentence"),
            **text("coder", "frame"),
            **count("present", codes=(0, 1)),
            **text("subcode", "stance", "voice", "speaker"),
            **number("score"),
            **text("note"),
            **text("round", default=FINAL),
        },
        may_lack=("present",),
    ),
    "coders": Contract(
        key=("coder",),
        beside=("kind",),
        columns=text("coder", "kind", "version", "note", "model", "prompt", "run", "settles"),
    ),
    "sample": Contract(
        key=("article", "sentence"),
        beside=("probability",),
        columns={
            **text("article"),
            **count("sentence"),
            **text("outlet", default=its_article),
            **text("round", default=FINAL),
            **text("stratum"),
            **count("n_stratum", "n_drawn", unit="sentences"),
            **share("probability"),
        },
    ),
    "passages": Contract(
        key=("article", "sentence", "coder", "frame"),
        columns={
            **text("article"),
            **count("sentence"),
            **text("coder", "frame", "outlet", "date", "zone"),
            **count("rank"),
            **share("position"),
            **count("start", "end", unit="characters"),
            **text("text", "subcode", "stance", "voice", "speaker", "origin"),
            **count("present", default=1),
        },
    ),
    "agreement": Contract(
        key=("coder", "reference", "frame", "outlet"),
        columns={
            **text("coder", label="coder"),
            **text("reference"),
            **text("frame", label="frame"),
            **text("outlet"),
            **count("n", label="units", unit="units"),
            **count("n_articles", unit="families"),
            **count("n_reference", label="positive there", unit="units"),
            **count("n_coder", label="positive here", unit="units"),
            **count("n_both", label="both", unit="units"),
            **share("precision", label="precision"),
            **share("precision_low", "precision_high"),
            **share("recall", label="recall"),
            **share("recall_low", "recall_high"),
            **share("f1", label="F1"),
            **share("f1_low", "f1_high", "percent_agreement"),
            **number("reference_alpha", label="alpha of the reference's coders"),
            **text("note", label="note"),
        },
    ),
    "reliability": Contract(
        key=("coders", "frame", "variable", "value"),
        columns={
            **text("frame", label="frame"),
            **text("called", label="what it is"),
            **text("coders", label="coders"),
            **text("variable", "value", "level"),
            **count("n", label="units", unit="units"),
            **count("n_articles", unit="families"),
            **count("n_positive", label="positive by any", unit="units"),
            **count("n_positive_articles", label="in texts", unit="families"),
            **number("alpha", label="alpha"),
            **number("ci_low", "ci_high"),
            **share("percent_agreement", label="share agreed"),
            **number("ac1", label="AC1"),
            **number("kappa", label="kappa"),
            **text("verdict", label="verdict"),
            **text("note", label="note"),
        },
    ),
    "indicators": Contract(
        key=("frame", "indicator"),
        columns={
            **text("indicator", label="indicator"),
            **text("frame", label="frame"),
            **text("subcode"),
            **count("n_hits", label="hits", unit="units"),
            **count("n_true", unit="units"),
            **count("n_false", label="false", unit="units"),
            **count("n_alone", label="hit by it alone", unit="units"),
            **count("n_alone_true", label="of them true", unit="units"),
            **share("precision", label="its precision"),
            **share("precision_without", label="precision without it"),
            **share("recall_without", label="recall without it"),
            **share("precision_all", "recall_all"),
            **text("note", label="note"),
        },
    ),
}
