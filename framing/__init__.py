"""A media-framing research kit: how each outlet frames an event, with the evidence.

The names below are loaded when they are first used, so that ``import framing`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_EXPORTS = {
    "adjudicated": "handcoding.adjudication",
    "adjudication_sheet": "handcoding.adjudication",
    "agencies": "measures.wire.agencies",
    "agreement": "inference.agreement",
    "alignments": "measures.wire.align",
    "article_frames": "inference.article_frames",
    "certainty": "measures.wire.certainty",
    "changes": "report.changes",
    "code": "measures.coding",
    "code_by_classifier": "inference.classifier",
    "code_by_similarity": "measures.similarity",
    "codebook_changes": "handcoding.revision",
    "codes_needed": "inference.correction",
    "coding_sheet": "handcoding.blank",
    "corrected": "inference.correction",
    "difference": "inference.compare",
    "difference_within_events": "inference.events",
    "disagreements": "inference.disagreements",
    "distinctive": "measures.tfidf",
    "event_coverage": "inference.events",
    "false_hits": "inference.indicators",
    "families": "measures.wire.families",
    "freeze": "study",
    "grades": "inference.grade",
    "hypotheses": "inference.hypotheses",
    "indicators": "inference.indicators",
    "keyness": "inference.keyness",
    "krippendorff_alpha": "inference.coefficients",
    "kwic": "measures.concordance",
    "label_studio_config": "exchange.label_config",
    "label_studio_tasks": "exchange.label_studio",
    "lexicon_card": "measures.sentiment",
    "mentions": "measures.coding",
    "origin_of_copy": "measures.wire.agencies",
    "origins": "measures.wire.origin",
    "passages": "measures.passages",
    "places": "measures.concordance",
    "prevalence": "inference.compare",
    "prominence": "inference.compare",
    "read_codebook": "codebook",
    "read_codebook_csv": "exchange.codebook_csv",
    "read_coders": "codings",
    "read_codings": "codings",
    "read_corpus": "corpus.load",
    "read_inputs": "corpus.load",
    "read_label_studio": "exchange.label_studio",
    "read_sheet": "handcoding.sheet",
    "read_study": "study",
    "reliability": "inference.reliability",
    "reuse": "measures.wire.origin",
    "rewordings": "measures.wire.wording",
    "robustness": "inference.robustness",
    "salience": "inference.compare",
    "sample_units": "handcoding.sample",
    "sentences": "corpus.sentences",
    "sentiment": "measures.sentiment",
    "starter_codebook": "starters.starters",
    "substitutions": "measures.wire.wording",
    "survey": "study.survey",
    "synopsis": "measures.wire.synopsis",
    "tfidf": "measures.tfidf",
    "tokens": "corpus.sentences",
    "top_words": "measures.sentiment",
    "trend": "inference.trend",
    "truncation": "measures.wire.truncation",
    "write_codebook_csv": "exchange.codebook_csv",
    "write_codebook_toml": "exchange.codebook_toml",
    "write_codings": "exchange.codings_csv",
    "write_sheet": "handcoding.blank",
    "zones": "corpus.zones",
}
_ROOMS = (
    "codebook", "corpus", "errors", "exchange", "figures", "handcoding", "inference", "measures",
    "report", "tables",
)  # fmt: skip

__all__ = [*_EXPORTS, "__version__"]


def __getattr__(name: str) -> Any:
    if name in _EXPORTS:
        return getattr(import_module(f"framing.{_EXPORTS[name]}"), name)
    if name in _ROOMS:
        return import_module(f"framing.{name}")
    from framing.errors import suggestion

    raise AttributeError(f"framing has no '{name}'.{suggestion(name, __all__)}")


def __dir__() -> list[str]:
    return sorted([*__all__, *_ROOMS])
