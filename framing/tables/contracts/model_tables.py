"""Contracts of what language models answered: answers, failures, and how often they fail."""

from __future__ import annotations

from framing.tables import codes
from framing.tables.contracts.contract import Contract, count, flag, note, number, share, text

_UNIT = {**text("coder", label="coder"), **text("article"), **count("sentence")}
_ANSWER = {
    **text("state", label="state", codes=codes.ANSWER_STATES),
    **text("reason", label="why", codes=codes.WHY_FAILED),
    **count("attempts", unit="requests"),
    **text("finish_reason", "served"),
    **count("prompt_tokens", "estimated_tokens", "completion_tokens", unit="tokens"),
    **text("time", "sitting", "answer", "said"),
}

MODELS = {
    "answers": Contract(
        key=("coder", "article", "sentence"),
        beside=("state",),
        columns={**_UNIT, **_ANSWER},
    ),
    "failures": Contract(
        key=("coder", "article", "sentence"),
        beside=("reason",),
        columns={
            **_UNIT,
            **text("outlet", label="outlet"),
            **text("reason", label="why", codes=codes.WHY_FAILED),
            **count("attempts", label="asked", unit="requests"),
            **text("said", label="what came back"),
            **count("n_words", unit="words"),
        },
    ),
    "failure_rates": Contract(
        key=("coder", "by", "group"),
        columns={
            **text("coder", label="coder"),
            **text("by", label="by", codes=(codes.ALL_UNITS, codes.OUTLET, codes.LENGTH)),
            **text("group", label="of"),
            **count("n", label="units asked", unit="units"),
            **count("n_articles", label="texts", unit="articles"),
            **count("n_failed", label="failed", unit="units"),
            **share("share", label="share"),
            **share("ci_low", label="95 % from"),
            **share("ci_high", label="to"),
            **count("n_refused", label="refused", unit="units"),
            **share("refused", label="share refused"),
            **share("refused_low", label="refused from (95 %)"),
            **share("refused_high", label="refused to"),
            **note(codes.ONE_TEXT, codes.FEW_TEXTS, codes.FEW_FAMILIES),
        },
    ),
    "instructed": Contract(
        key=("coder", "instructions", "beside"),
        columns={
            **text("coder", label="coder"),
            **flag("instructions", label="holds instructions"),
            **flag("beside", label="stands beside such"),
            **count("n", label="units asked", unit="units"),
            **count("n_failed", label="failed", unit="units"),
            **count("n_coded", label="coded", unit="units"),
            **count("n_present", label="with a frame", unit="units"),
            **share("share", label="share with a frame"),
            **count("n_held", label="coded by the reference too", unit="units"),
            **count("n_alike", label="alike on every frame", unit="units"),
        },
    ),
    "asked": Contract(
        key=("coder",),
        columns={
            **text("coder", label="coder"),
            **text("model", label="model asked for"),
            **text("served", label="model as served"),
            **text("endpoint", label="endpoint"),
            **text("prompt", label="prompt"),
            **number("temperature", label="temperature"),
            **count("seed", label="seed"),
            **count("repetition", label="repetition"),
            **count("n", label="units asked", unit="units"),
            **count("n_coded", label="coded", unit="units"),
            **count("n_rejected", label="rejected", unit="units"),
            **count("n_no_answer", label="no answer", unit="units"),
            **count("n_sittings", label="sittings", unit="runs of the command"),
            **text("first", label="from"),
            **text("last", label="to"),
            **count("prompt_tokens", label="tokens in", unit="tokens"),
            **count("completion_tokens", label="tokens out", unit="tokens"),
            **number("cost", label="cost", unit="as the prices are"),
        },
    ),
    "conclusions": Contract(
        key=("frame", "outlet"),
        columns={
            **text("frame"),
            **text("label", label="frame"),
            **text("outlet", label="outlet"),
            **count("n_models", label="models", unit="codings by models"),
            **count("n_more", label="say more", unit="codings by models"),
            **count("n_less", label="say less", unit="codings by models"),
            **count("n_alike", label="say alike", unit="codings by models"),
            **count("n_not_shown", label="not shown", unit="codings by models"),
            **count("n_not_told", label="cannot tell", unit="codings by models"),
            **number("lowest", label="lowest difference", unit="points from -1 to 1"),
            **number("highest", label="highest", unit="points from -1 to 1"),
            **text("rules", label="rules", codes=codes.CLAIMS),
            **number("rules_estimate", label="by rules", unit="points from -1 to 1"),
            **text("people", label="people", codes=codes.CLAIMS),
            **number("people_estimate", label="by people", unit="points from -1 to 1"),
            **text("turns", label="turns on", codes=codes.TURNS, several=True),
        },
    ),
    "choices": Contract(
        key=("coder", "frame", "outlet"),
        columns={
            **text("coder", label="coder"),
            **text("kind", label="kind", codes=codes.KINDS),
            **text("frame"),
            **text("label", label="frame"),
            **text("outlet", label="outlet"),
            **count("n_frame", label="sentences with it", unit="sentences"),
            **count("n_sentences", label="of sentences", unit="sentences"),
            **share("share", label="share"),
            **text("called", label="as", codes=("", codes.CORRECTED, codes.MATCHED), default=""),
            **number("estimate", label="difference", unit="points from -1 to 1"),
            **number("ci_low", label="95 % from", unit="points from -1 to 1"),
            **number("ci_high", label="to", unit="points from -1 to 1"),
            **text("claim", label="says", codes=codes.CLAIMS),
        },
    ),
}
