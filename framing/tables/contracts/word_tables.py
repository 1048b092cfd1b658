"""Contracts of words: their weights, what sets groups apart, what stands together."""

from __future__ import annotations

from framing.tables import codes
from framing.tables.contracts.contract import (
    POINTS,
    Contract,
    count,
    flag,
    note,
    number,
    share,
    text,
)

_P = {"unit": "probability"}

WORDS = {
    "tfidf": Contract(
        key=("article", "term"),
        beside=("tfidf",),
        columns={
            **text("article", "term", "outlet"),
            **count("count", unit="words"),
            **number("tfidf", unit="0 to 1"),
        },
    ),
    "distinctive": Contract(
        key=("outlet", "term"),
        columns={
            **text("outlet", "term"),
            **count("count", "count_elsewhere", unit="words"),
            **count("n_articles", unit="articles"),
            **number("tfidf", unit="0 to 1"),
            **number("contrast", unit=POINTS),
            **flag("indicator"),
            **count("rank"),
        },
    ),
    "keyness": Contract(
        key=("group", "feature"),
        columns={
            **text("group", label="outlet"),
            **text("reference"),
            **text("feature", label="word"),
            **count("n_target", label="here", unit="words"),
            **count("n_reference", label="elsewhere", unit="words"),
            **count("n_words_target", "n_words_reference", unit="words"),
            **number("per_1000_target", label="per 1,000 words here", unit="per 1,000 words"),
            **number("per_1000_reference", label="elsewhere per 1,000", unit="per 1,000 words"),
            **count("n_articles", label="in texts here", unit="articles"),
            **count("n_articles_reference", unit="articles"),
            **number("dispersion", label="dispersion (DP, normed)", unit="0 to 1"),
            **share("stability", label="among the first 10 of texts drawn anew"),
            **number("log_ratio", label="log ratio", unit="doublings"),
            **number("G2", label="G²"),
            **number("log_odds"),
            **number("z", label="z"),
            **number("p", label="p", **_P),
            **number("q", label="q", **_P),
            **note(
                *codes.FEW,
                codes.NOT_RESAMPLED,
                codes.NOT_SHUFFLED,
                codes.NOT_USED_HERE,
                codes.USED_HERE_ALONE,
                codes.NO_OTHER_WORD,
            ),
        },
    ),
    "collocations": Contract(
        key=("collocation",),
        beside=("score",),
        columns={
            **text("collocation", label="words"),
            **count("n_words", unit="words"),
            **count("count", label="times", unit="runs of words"),
            **count("n_articles", label="in texts", unit="articles"),
            **count("n_families", label="in stories", unit="families"),
            **text("measure", label="measure", codes=("G2", "logDice")),
            **number("score", label="score"),
        },
    ),
    "tone_towards": Contract(
        key=("article", "sentence", "target", "start"),
        columns={
            **text("article", label="text"),
            **count("sentence"),
            **text("target", label="towards"),
            **count("start", "end", unit="characters of the sentence"),
            **text("tone", label="tone", codes=codes.TONES),
            **number(*codes.TONES, **_P),
            **flag("quoted"),
            **text("teller", label="told by", codes=(codes.TOLD, codes.ATTRIBUTED)),
        },
    ),
    "tone_shares": Contract(
        key=("outlet", "target", "teller", "tone"),
        columns={
            **text("outlet", label="outlet"),
            **text("target", label="towards"),
            **text("teller", label="told by", codes=(codes.TOLD, codes.ATTRIBUTED)),
            **text("tone", label="tone", codes=(codes.NEGATIVE, codes.POSITIVE)),
            **count("n_tone", label="mentions of this tone", unit="mentions"),
            **count("n_told", label="of", unit="mentions"),
            **count("n_not_told", label="not told", unit="mentions"),
            **count("n_articles", label="in texts", unit="articles"),
            **share("share", label="share"),
            **share("ci_low", label="from (95 %)"),
            **share("ci_high", label="to"),
            **note(*codes.FEW, codes.NO_VARIATION, codes.TOO_RARE, codes.NOT_TOLD),
        },
    ),
}
