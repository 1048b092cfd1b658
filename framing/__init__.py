"""A media-framing research kit: how each outlet frames an event, with the evidence.

The names below are loaded when they are first used, so that ``import framing`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_EXPORTS = {
    "adjudicated": "coding.byhand.adjudication",
    "adjudication_sheet": "coding.byhand.adjudication",
    "agencies": "wire.agencies",
    "agreement": "trust.agreement",
    "alignments": "wire.align",
    "article_frames": "compare.article_frames",
    "certainty": "wire.certainty",
    "changes": "report.changes",
    "code": "coding.code",
    "codebook_changes": "coding.byhand.revision",
    "codes_needed": "trust.correction",
    "coding_sheet": "coding.byhand.blank",
    "corrected": "trust.correction",
    "difference": "compare.shares",
    "difference_within_events": "compare.events",
    "disagreements": "coding.disagreements",
    "distinctive": "words.tfidf",
    "event_coverage": "compare.events",
    "false_hits": "trust.indicators",
    "families": "wire.families",
    "freeze": "study",
    "grades": "trust.grade",
    "hypotheses": "compare.hypotheses",
    "indicators": "trust.indicators",
    "keyness": "words.keyness",
    "krippendorff_alpha": "trust.coefficients",
    "kwic": "words.kwic",
    "label_studio_config": "coding.exchange.label_config",
    "label_studio_tasks": "coding.exchange.label_studio",
    "lexicon_card": "words.sentiment",
    "mentions": "coding.rules",
    "origin_of_copy": "wire.agencies",
    "origins": "wire.origin",
    "passages": "coding.passages",
    "prevalence": "compare.shares",
    "prominence": "compare.shares",
    "read_codebook": "coding.codebook_files",
    "read_coders": "coding.codings",
    "read_codings": "coding.codings_files",
    "read_corpus": "corpus.load",
    "read_inputs": "corpus.load",
    "read_study": "study",
    "reliability": "trust.reliability",
    "reuse": "wire.origin",
    "rewordings": "wire.rewordings",
    "robustness": "trust.robustness",
    "salience": "compare.shares",
    "sample_units": "coding.byhand.sample",
    "sentences": "corpus.sentences",
    "sentiment": "words.sentiment",
    "starter_codebook": "coding.starters.starters",
    "substitutions": "wire.rewordings",
    "survey": "begin.survey",
    "synopsis": "wire.synopsis",
    "tfidf": "words.tfidf",
    "tokens": "corpus.sentences",
    "top_words": "words.sentiment",
    "trend": "compare.trend",
    "truncation": "wire.truncation",
    "write_codebook": "coding.codebook_files",
    "write_codings": "coding.codings_files",
    "write_sheet": "coding.byhand.blank",
    "zones": "corpus.zones",
}
_ROOMS = (
    "begin", "coding", "compare", "corpus", "errors", "languages", "pages", "report", "show",
    "study", "tables", "trust", "wire", "words",
)  # fmt: skip

__all__ = [*_EXPORTS, "__version__"]


def __getattr__(name: str) -> Any:
    if name in _EXPORTS:
        return getattr(import_module(f"framing.{_EXPORTS[name]}"), name)
    if name in _ROOMS:
        return import_module(f"framing.{name}")
    from framing.errors import suggestion

    raise AttributeError(f"framing has no '{name}'.{suggestion(name, [*__all__, *_ROOMS])}")


def __dir__() -> list[str]:
    return sorted([*__all__, *_ROOMS])
