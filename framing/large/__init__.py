"""Large studies: counted piece by piece, on one machine or on many; sums of parts add up."""

from framing.errors import answer_calls
from framing.large.counting import count
from framing.large.counts import Counts, combine, counted
from framing.large.each import each
from framing.large.measures import (
    document_frequencies,
    keyness,
    manner,
    prevalence,
    prominence,
    salience,
    tfidf,
    trend,
    word_scores,
)
from framing.large.shards import merge_shards, write_shard

__all__ = [
    "Counts",
    "combine",
    "count",
    "counted",
    "document_frequencies",
    "each",
    "keyness",
    "manner",
    "merge_shards",
    "prevalence",
    "prominence",
    "salience",
    "tfidf",
    "trend",
    "word_scores",
    "write_shard",
]
answer_calls(globals(), __all__)
