"""Words as terms: each by the lists of its own language."""

from __future__ import annotations

import pandas as pd

from framing.corpus.terms import as_terms


def test_each_token_has_its_own_term_wherever_it_stands():
    tokens = pd.DataFrame(
        {"token": ["the", "favour's", "talks", "favour's"], "language": "en"}, index=[7, 3, 3, 0]
    )
    terms = as_terms(tokens, stop_words=True, variants=True)
    assert terms.fillna("-").tolist() == ["-", "favor", "talks", "favor"]
    assert terms.index.tolist() == [7, 3, 3, 0]


def test_function_words_numbers_and_variants_are_those_of_each_words_own_language():
    tokens = pd.DataFrame(
        {
            "token": ["die", "the", "zwei", "favour"] * 2,
            "language": ["en"] * 4 + ["de"] * 4,
        }
    )
    terms = as_terms(tokens, stop_words=True, variants=True)
    assert terms.fillna("-").tolist() == ["die", "-", "zwei", "favor", "-", "the", "-", "favour"]
