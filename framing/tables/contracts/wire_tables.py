"""Contracts of wire copy: which sentences have counterparts, and how those differ."""

from __future__ import annotations

from framing.tables.contracts.contract import (
    Contract,
    count,
    flag,
    its_article,
    number,
    share,
    text,
)

VERBATIM, TRIMMED, REWORDED = "verbatim", "trimmed", "reworded"
ABSENT, BASIS = "absent", "basis"
ELSEWHERE, NOT_CAPTURED = "elsewhere", "not captured"
LACKING = (ABSENT, NOT_CAPTURED)
DROPPED, OTHERWISE = "dropped", "otherwise"
AGREE = ("none", "tag", "content", "both", "partly", "differ")  # what a text names and its wording
QUOTED, UNMATCHED = "quoted", "unmatched"
CLAUSE = "clause"  # of a passage: its clause stands in no counterpart of its sentence
KEPT, EDITED, ADAPTED, OWN = "kept", "edited", "adapted", "own"  # where the original is given
COPIED = (VERBATIM, TRIMMED, KEPT, EDITED)
NOWHERE = (UNMATCHED, OWN)
ORIGINS = (VERBATIM, TRIMMED, REWORDED, QUOTED, KEPT, EDITED, ADAPTED, UNMATCHED, OWN)
SUBSTANCE = (
    "speaker",
    "negation",
    "numbers",
    "names",
    "modality",
)  # the gravest first; who says or does it

_PAIR = ("article_a", "sentence_a", "article_b", "sentence_b")
_OF_PAIR = {
    **text("article_a"),
    **count("sentence_a"),
    **text("article_b"),
    **count("sentence_b"),
}
_REUSED = ("n_verbatim", "n_trimmed", "n_reworded", "n_quoted")
_OUTLET = text("outlet", default=its_article)

WIRE_COPY = {
    "alignments": Contract(
        key=_PAIR,
        beside=("relation",),
        columns={
            **_OF_PAIR,
            **text("relation", codes=(VERBATIM, TRIMMED, REWORDED)),
            **share("similarity", "containment_a", "containment_b"),
            **text("differs"),
            **flag("quoted", default=False),
        },
    ),
    "synopsis": Contract(
        key=("story", "unit", "article"),
        beside=("relation",),
        columns={
            **text("story", default="all"),
            **count("unit"),
            **text("article"),
            **_OUTLET,
            **text("sentences"),
            **text("relation", codes=(BASIS, VERBATIM, TRIMMED, REWORDED, ELSEWHERE, *LACKING)),
            **text("relations"),
            **count("rank", "moved"),
        },
    ),
    "truncation": Contract(
        key=("article", "unit"),
        beside=("present", "cut"),
        columns={
            **text("article"),
            **_OUTLET,
            **text("longest"),
            **count("unit", "sentence"),
            **flag("present", "cut"),
        },
    ),
    "passages_kept": Contract(
        key=("article", "sentence", "coder", "frame"),
        columns={
            **text("article"),
            **_OUTLET,
            **text("longest"),
            **count("sentence"),
            **text("coder", "frame"),
            **text("told", codes=(KEPT, REWORDED, OTHERWISE, ELSEWHERE, DROPPED, *LACKING)),
            **count("other_sentence"),
            **flag("cut"),
        },
    ),
    "reuse": Contract(
        key=("article", "other"),
        beside=(*_REUSED, "n_sentences"),
        columns={
            **text("article"),
            **_OUTLET,
            **text("other"),
            **count(*_REUSED, "n_sentences", unit="sentences"),
        },
    ),
    "reuse_by_outlet": Contract(
        key=("outlet", "other"),
        beside=(*_REUSED, "n_sentences"),
        columns={
            **text("outlet", "other"),
            **count(*_REUSED, "n_sentences", unit="sentences"),
        },
    ),
    "families": Contract(
        key=("article",),
        beside=("family",),
        columns={
            **text("article"),
            **_OUTLET,
            **text("event", default="all"),
            **text("family"),
            **count("n_articles", unit="articles"),
            **text("nearest"),
            **share("shared", "counterparts"),
        },
    ),
    "standing_text": Contract(
        key=("article", "sentence"),
        beside=("text",),
        columns={
            **text("article"),
            **count("sentence"),
            **_OUTLET,
            **text("text", label="standing text"),
            **count("n_articles", label="in how many of its texts", unit="articles"),
            **count("n_days", label="of how many days", unit="days"),
        },
    ),
    "shared_quotations": Contract(
        key=("article", "quotation"),
        columns={
            **text("article"),
            **_OUTLET,
            **count("sentence"),
            **text("quotation", label="both quote"),
            **count("n_articles", label="texts", unit="articles"),
        },
    ),
    "agencies": Contract(
        key=("article", "start"),
        beside=("agency",),
        columns={
            **text("article", "agency"),
            **text("place", codes=("dateline", "byline", "credit", "photo credit", "cited")),
            **count("start", "end", unit="characters"),
            **text("text"),
        },
    ),
    "origin_of_copy": Contract(
        key=("article",),
        columns={
            **text("article"),
            **_OUTLET,
            **text("tagged", label="named in dateline, credit or byline"),
            **text("pictured", label="named in a photo credit"),
            **text("content", label="named by texts that share its wording"),
            **text("agency", label="typed in the study's table"),
            **text(
                "agree",
                label="together",
                codes=AGREE,
            ),
        },
    ),
    "agency_evidence": Contract(
        key=("article", "other", "agency", "place"),
        columns={
            **text("article", "other", "agency", "place"),
            **count("n_verbatim", "n_trimmed", unit="sentences"),
        },
    ),
    "substitutions": Contract(
        key=(*_PAIR, "start_a", "start_b"),
        columns={
            **_OF_PAIR,
            **count("start_a", "end_a", unit="characters"),
            **text("phrase_a"),
            **count("start_b", "end_b", unit="characters"),
            **text("phrase_b"),
            **text("kind", codes=("reporting verb", "certainty", "name", "number", "other")),
            **share("kept"),
            **flag("sure"),
        },
    ),
    "certainty": Contract(
        key=("article", "kind", "word"),
        beside=("count",),
        columns={
            **text("article"),
            **_OUTLET,
            **text("kind", "word"),
            **count("count", "n_words", unit="words"),
            **number("per_1000", unit="per 1,000 words"),
        },
        may_lack=("count",),
    ),
}
