"""Words as terms: which of them count where words are weighed, and how they are weighed."""

from __future__ import annotations

import pandas as pd

from framing.corpus.spelling import fold_spelling
from framing.corpus.words import without_possessive
from framing.languages.language import Language, language

# Of scikit-learn's TfidfTransformer: smoothed idf, each document of length 1
TFIDF = {"norm": "l2", "use_idf": True, "smooth_idf": True, "sublinear_tf": False}


def as_terms(tokens: pd.DataFrame, *, stop_words: bool, variants: bool) -> pd.Series:
    """Return each token as a term of its language; words that do not count as one are missing.

    Parameters
    ----------
    tokens : a row is a word, with its language.
    stop_words : leave out function words, numbers in words or digits, and single letters.
    variants : fold spelling variants (favour to favor).
    """
    return term_categories(tokens, stop_words=stop_words, variants=variants).astype("str")


def term_categories(tokens: pd.DataFrame, *, stop_words: bool, variants: bool) -> pd.Series:
    """Return the same as categories, in the order of their names: all of them stand somewhere."""
    word, words = pd.factorize(tokens["token"])
    code, codes = pd.factorize(tokens["language"])
    n_codes = max(1, len(codes))
    number, pairs = pd.factorize(word * n_codes + code)
    terms = pd.Series(words.take(pairs // n_codes), dtype="str").map(without_possessive)
    for n, name in enumerate(codes):
        own = terms[pairs % n_codes == n]
        terms[own.index] = _terms(own, language(name), stop_words=stop_words, variants=variants)
    return pd.Series(terms.astype("category").array.take(number), tokens.index)


def _terms(words: pd.Series, of: Language, *, stop_words: bool, variants: bool) -> pd.Series:
    """Return words of one language as terms."""
    terms = words.map(lambda word: fold_spelling(word, of)) if variants else words
    if not stop_words:
        return terms
    bare = ~terms.str.contains(r"[^\W\d_]") | (terms.str.len() < 2)
    return terms.mask(bare | terms.isin([*of.words.function, *of.words.numbers]))
