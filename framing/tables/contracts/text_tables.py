"""Contracts of what is read and measured of texts: articles, sentences, words, scores."""

from __future__ import annotations

from framing.tables import codes
from framing.tables.contracts.contract import (
    PLACE,
    POINTS,
    RIGHTS,
    SHARES,
    TEXT_PLACE,
    Contract,
    count,
    flag,
    its_article,
    note,
    number,
    repeated,
    share,
    text,
)

_RESOLVED = (codes.BY_ACTOR, codes.BY_NAME, codes.UNRESOLVED, codes.NOBODY)
_GENRE_TOLD_BY = (
    codes.GIVEN, codes.LABEL, codes.SECTION, codes.HEADLINE_MARK, codes.ADDRESS,
)  # fmt: skip
_PROPOSED_BECAUSE = (codes.TERM_FOUND, codes.NO_TERM, codes.OTHER_DATE, codes.SAME_TEXT)
_SPAN = count("start", "end", unit="characters")

TEXTS = {
    "articles": Contract(
        key=("article",),
        beside=("outlet", "text"),
        columns={
            **text("article", "outlet", "date", "date_text", "title", "text"),
            **{name: PLACE[name] for name in ("event", "family")},
            **text("language"),
            **text(*RIGHTS, optional=True),
        },
    ),
    "genres": Contract(
        key=("article",),
        columns={
            **text("article", label="text"),
            **text("outlet", default=its_article, label="outlet"),
            **text("genre", label="genre", codes=codes.GENRES),
            **text("told_by", label="told by", codes=_GENRE_TOLD_BY),
            **text("mark", label="in the words"),
        },
    ),
    "left_out": Contract(
        key=("article",),
        beside=("why",),
        columns={
            **text("article", label="text"),
            **text("outlet", default=its_article, label="outlet"),
            **text("why", label="why", codes=(codes.DUPLICATE, codes.OFF_TOPIC, codes.OTHER_GENRE)),
        },
    ),
    "flow": Contract(
        key=("outlet",),
        beside=("n_found", "n_kept"),
        columns={
            **text("outlet", label="outlet"),
            **count("n_found", label="found", unit="articles"),
            **count("n_duplicates", label="duplicates", unit="articles"),
            **count("n_off_topic", label="off topic", unit="articles"),
            **count("n_other_genre", label="other genre", unit="articles"),
            **count("n_kept", label="compared", unit="articles"),
        },
    ),
    "screening": Contract(
        key=("article",),
        beside=("proposed",),
        columns={
            **text("article", label="text"),
            **text("outlet", default=its_article, label="outlet"),
            **text("date", "title"),
            **text("proposed", label="proposed", codes=(codes.IN, codes.OUT)),
            **text("because", label="because", codes=_PROPOSED_BECAUSE),
            **count("n_places", label="places of terms", unit="places"),
            **text("terms", label="terms found"),
            **text("decision", label="decision", codes=(codes.IN, codes.OUT)),
            **text("why", label="why"),
            **text("event", label="event"),
        },
    ),
    "screened": Contract(
        key=("proposed",),
        beside=("n_proposed", "n_decided", "n_agreed"),
        columns={
            **text("proposed", label="proposed", codes=(codes.IN, codes.OUT)),
            **count("n_proposed", label="texts", unit="articles"),
            **count("n_decided", label="decided", unit="articles"),
            **count("n_agreed", label="decided so", unit="articles"),
            **share("share", label="share"),
            **number("ci_low", label="from (95 %)", unit=SHARES),
            **number("ci_high", label="to", unit=SHARES),
            **note(codes.OPEN),
        },
    ),
    "outlets": Contract(key=("outlet",), columns=text("outlet", label="outlet")),
    "inputs": Contract(
        key=("input", "record"),
        beside=("state",),
        columns={
            **text("input", label="input"),
            **text("record", label="line"),
            **text("state", label="state"),
            **text("article", label="article"),
            **count("declared", label="documents declared", unit="documents"),
            **text("reason"),
            **text("said", label="reason"),
            **text("lacks", label="no data of its language for"),
        },
    ),
    "repairs": Contract(
        key=("input", "record", "repair", "said"),
        columns={
            **text("input", label="input"),
            **text("record", label="line"),
            **text("article", label="article"),
            **text("repair"),
            **text("said", label="repair"),
        },
    ),
    "zones": Contract(
        key=("article", "start"),
        beside=("end", "zone"),
        columns={**text("article"), **_SPAN, **text("zone")},
    ),
    "sentences": Contract(
        key=("article", "sentence"),
        beside=("text",),
        columns={
            **text("article"),
            **count("sentence"),
            **TEXT_PLACE,
            **_SPAN,
            **text("text"),
            **text("zone", default="body"),
            **count("rank"),
            **share("position"),
            **count("n_words", unit="words"),
            **text("origin"),
        },
    ),
    "quotations": Contract(
        key=("article", "start"),
        beside=("end",),
        columns={**text("article"), **_SPAN, **text("text"), **flag("closed")},
    ),
    "attributions": Contract(
        key=("article", "attribution"),
        beside=("content",),
        columns={
            **text("article"),
            **count("attribution"),
            **PLACE,
            **count("sentence"),
            **text("kind", codes=(codes.DIRECT, codes.INDIRECT, codes.MIXED)),
            **text("cue_class", codes=codes.CUE_CLASSES),
            **flag("negated"),
            **count("source_start", "source_end", "cue_start", "cue_end", unit="characters"),
            **text("content", "quoted", unit="characters"),
            **text("speaker", label="speaker"),
            **text("actor", label="who that is"),
            **text("side", label="side"),
            **text("resolved", codes=_RESOLVED),
            **count("parent"),
        },
    ),
    "tokens": Contract(
        key=("article", "start"),
        beside=("token",),
        columns={
            **repeated(text("article")),
            **_SPAN,
            **count("sentence"),
            **text("token"),
            **repeated({**TEXT_PLACE, **text("zone", "origin")}),
        },
    ),
    "tone": Contract(
        key=("article", "sentence", "target"),
        columns={
            **text("article"),
            **count("sentence"),
            **text("target", default=""),
            **share("neg", "neu", "pos"),
            **number("compound", unit=POINTS),
            **text("scorer"),
        },
    ),
    "word_scores": Contract(
        key=("outlet",),
        beside=("n_sentences",),
        columns={
            **text("outlet", label="outlet"),
            **number("mean_compound", label="mean compound", unit=POINTS),
            **count("n_sentences", label="sentences", unit="sentences"),
            **count("n_not_scored", unit="sentences"),
            **note(codes.NO_INTERVAL, codes.NOT_SCORED),
        },
    ),
}
