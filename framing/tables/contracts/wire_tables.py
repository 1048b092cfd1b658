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
SHARED, ADAPTED, UNMATCHED = "shared", "adapted", "unmatched"
KEPT, OWN = "kept", "own"  # said only where the agency's original is given
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
            **text("relation", codes=(BASIS, VERBATIM, TRIMMED, REWORDED, ABSENT)),
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
    "reuse": Contract(
        key=("article", "other"),
        beside=("n_shared", "n_adapted", "n_sentences"),
        columns={
            **text("article"),
            **_OUTLET,
            **text("other"),
            **count("n_shared", "n_adapted", "n_sentences", unit="sentences"),
        },
    ),
    "reuse_by_outlet": Contract(
        key=("outlet", "other"),
        beside=("n_shared", "n_adapted", "n_sentences"),
        columns={
            **text("outlet", "other"),
            **count("n_shared", "n_adapted", "n_sentences", unit="sentences"),
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
            **text("content", label="named by texts that share sentences"),
            **count("n_shared", label="sentences shared with those", unit="sentences"),
            **text("rests_on", label="rests on"),
            **text("agency", label="typed in the study's table"),
            **text("agree", label="together"),
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
