"""Corpus: files and exports to articles; zones, sentences, words."""

from framing.corpus.load import read_inputs, read_repairs
from framing.corpus.zones import zones
from framing.errors import answer_calls

__all__ = ["read_inputs", "read_repairs", "zones"]
answer_calls(globals(), __all__)
