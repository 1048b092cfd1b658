"""Large studies: counted piece by piece, on one machine or on many; sums of parts add up."""

from framing.errors import answer_calls
from framing.large.counting import count
from framing.large.counts import Counts, combine, counted
from framing.large.each import each
from framing.large.measures import manner, prevalence, prominence, salience, trend
from framing.large.shards import merge_shards, write_shard
from framing.large.word_measures import document_frequencies, keyness, tfidf, word_scores

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
