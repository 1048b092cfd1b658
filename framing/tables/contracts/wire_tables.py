"""Contracts of wire copy: which sentences have counterparts, and how those differ."""

from __future__ import annotations

from framing.tables.contracts.contract import FLAG, SHARE, Contract, count, share, text

VERBATIM, TRIMMED, REWORDED = "verbatim", "trimmed", "reworded"
ABSENT, BASIS = "absent", "basis"
SHARED, ADAPTED, UNMATCHED = "shared", "adapted", "unmatched"
KEPT, OWN = "kept", "own"  # said only where the agency's original is given
SUBSTANCE = ("names", "numbers", "negation", "modality")

_PAIR = ("article_a", "sentence_a", "article_b", "sentence_b")
_OF_PAIR = {
    **text("article_a"),
    **count("sentence_a"),
    **text("article_b"),
    **count("sentence_b"),
}

WIRE_COPY = {
    "alignments": Contract(
        key=_PAIR,
        required=(*_PAIR, "relation"),
        columns={
            **_OF_PAIR,
            **text("relation"),
            **share("similarity", "containment_a", "containment_b"),
            **text("differs"),
        },
        allowed={"relation": (VERBATIM, TRIMMED, REWORDED)},
    ),
    "synopsis": Contract(
        key=("story", "unit", "article"),
        required=("unit", "article", "relation"),
        columns={
            **text("story"),
            **count("unit"),
            **text("article", "outlet", "sentences", "relation"),
            **count("rank", "moved"),
        },
        defaults={"story": lambda _: "all", "outlet": lambda table: table["article"]},
        allowed={"relation": (BASIS, VERBATIM, TRIMMED, REWORDED, ABSENT)},
    ),
    "truncation": Contract(
        key=("article", "unit"),
        required=("article", "unit", "present", "cut"),
        columns={
            **text("article", "outlet", "longest"),
            **count("unit", "sentence"),
            "present": FLAG,
            "cut": FLAG,
        },
        defaults={"outlet": lambda table: table["article"]},
    ),
    "reuse": Contract(
        key=("article", "other"),
        required=("article", "other", "n_shared", "n_adapted", "n_sentences"),
        columns={
            **text("article", "outlet", "other"),
            **count("n_shared", "n_adapted", "n_sentences"),
        },
        defaults={"outlet": lambda table: table["article"]},
    ),
    "families": Contract(
        key=("article",),
        required=("article", "family"),
        columns={
            **text("article", "outlet", "event", "family"),
            **count("n_articles"),
            **text("nearest"),
            **share("shared", "counterparts"),
        },
        defaults={"event": lambda _: "all", "outlet": lambda table: table["article"]},
    ),
    "agencies": Contract(
        key=("article", "start"),
        required=("article", "start", "agency"),
        columns={**text("article", "agency", "place"), **count("start", "end"), **text("text")},
        allowed={"place": ("dateline", "byline", "credit", "photo credit", "cited")},
    ),
    "origin_of_copy": Contract(
        key=("article",),
        required=("article",),
        columns={
            **text("article", "outlet", "tagged", "pictured", "content"),
            **count("n_shared"),
            **text("rests_on", "agency", "agree"),
        },
        defaults={"outlet": lambda table: table["article"]},
    ),
    "substitutions": Contract(
        key=(*_PAIR, "start_a", "start_b"),
        required=(*_PAIR, "start_a", "start_b"),
        columns={
            **_OF_PAIR,
            **count("start_a", "end_a"),
            **text("phrase_a"),
            **count("start_b", "end_b"),
            **text("phrase_b", "kind"),
        },
        allowed={"kind": ("reporting verb", "certainty", "name", "number", "other")},
    ),
    "rewordings": Contract(
        key=_PAIR,
        required=_PAIR,
        columns={
            **_OF_PAIR,
            **text("relation"),
            **count("n_words_a", "n_words_b", "n_kept", "n_substitutions", "n_rewritten"),
        },
    ),
    "certainty": Contract(
        key=("article", "kind", "word"),
        required=("article", "kind", "word", "count"),
        columns={
            **text("article", "outlet", "kind", "word"),
            **count("count", "n_words"),
            "per_1000": SHARE,
        },
        defaults={"outlet": lambda table: table["article"]},
        may_lack=("count",),
    ),
}
