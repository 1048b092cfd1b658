"""A media-framing research kit: how each outlet frames an event, with the evidence.

The names below are loaded when they are first used, so that ``import framing`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_EXPORTS = {
    "agreement": "inference.agreement",
    "article_frames": "inference.article_frames",
    "code": "measures.coding",
    "difference": "inference.compare",
    "distinctive": "measures.tfidf",
    "kwic": "measures.concordance",
    "lexicon_card": "measures.sentiment",
    "mentions": "measures.coding",
    "passages": "measures.passages",
    "prevalence": "inference.compare",
    "prominence": "inference.compare",
    "read_codebook": "codebook",
    "read_codings": "codings",
    "read_corpus": "corpus.load",
    "read_inputs": "corpus.load",
    "read_study": "study",
    "salience": "inference.compare",
    "sentences": "corpus.sentences",
    "sentiment": "measures.sentiment",
    "tfidf": "measures.tfidf",
    "tokens": "corpus.sentences",
    "top_words": "measures.sentiment",
    "zones": "corpus.zones",
}
_ROOMS = ("codebook", "corpus", "errors", "figures", "inference", "measures", "report", "tables")

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
