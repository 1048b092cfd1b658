"""Words: where they stand, which set outlets apart, and what a word list makes of them."""

from framing.errors import answer_calls
from framing.words.collocations import collocations
from framing.words.keyness import keyness
from framing.words.kwic import kwic
from framing.words.sentiment import lexicon, sentiment, top_words, word_scores
from framing.words.tfidf import distinctive_words, tfidf
from framing.words.tone import tone, tone_card, tone_shares

__all__ = [
    "collocations",
    "distinctive_words",
    "keyness",
    "kwic",
    "lexicon",
    "sentiment",
    "tfidf",
    "tone",
    "tone_card",
    "tone_shares",
    "top_words",
    "word_scores",
]
answer_calls(globals(), __all__)
