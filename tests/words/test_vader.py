"""The word score is NLTK's to the last digit, whatever stands in a sentence."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.words import fold_quotes
from framing.words.vader import Scorer, nltks_own

SCORER, NLTK = Scorer(), nltks_own()
OF = NLTK.constants
MOVING = [
    *OF.BOOSTER_DICT, *OF.NEGATE, *OF.SPECIAL_CASE_IDIOMS, "but", "least", "at least",
    "very least", "so", "this", "never so", "never this", "kind", "kind of", "of", "wouldn't",
]  # fmt: skip
PLAIN = ["talks", "the", "a", "Kyiv", "US", "1", "İ", "ﬁ", "", "-", "...", "u.s", "\U0001d4a2ood"]
words = st.one_of(
    st.sampled_from(sorted(NLTK.lexicon)),
    st.sampled_from(["good", "bad", "war", "kind", "shit", "death", "no"]),
    st.sampled_from(MOVING),
    st.sampled_from(PLAIN),
)
marks = st.one_of(st.just(""), st.sampled_from([*OF.PUNC_LIST, *string.punctuation, *"’“”\u00b4"]))
written = st.sampled_from([str, str, str.upper, str.capitalize, str.title])
chunks = st.builds(lambda a, how, word, b: a + how(word) + b, marks, written, words, marks)
texts = st.lists(chunks, max_size=14).map(" ".join)


def nltks(text: str) -> tuple[float, ...]:
    return tuple(NLTK.polarity_scores(fold_quotes(text)).values())


@given(texts)
def test_a_made_sentence_has_nltks_score_to_the_last_digit(text):
    assert SCORER.scores(text) == nltks(text)


@given(st.text(alphabet=st.sampled_from("godbauwr n’'`tBUT.!?,-\n\u00a0İﬁ:)("), max_size=60))
def test_signs_in_any_order_have_nltks_score(text):
    assert SCORER.scores(text) == nltks(text)


@pytest.mark.parametrize(
    "text",
    ["", "Good good GOOD good.", "It was good but GOOD, but bad!", "kind of kind", "Kind, of good",
     "They never so much as said good things!!!", "not at least good", "the least good",
     "He got the kiss of death today.", "US war is sort of good??", "AT WAR", "very very very good",
     "It isn't really that good.", "good?!?! (good) 'good' \"good", "no. good"],
)  # fmt: skip
def test_what_the_rules_name_has_nltks_score(text):
    assert SCORER.scores(text) == nltks(text)


def test_scores_stay_the_same_when_more_spellings_were_met_than_are_kept(monkeypatch):
    monkeypatch.setattr("framing.words.vader._KEPT", 3)
    scorer = Scorer()
    for text in ("It was not very good, but the war is bad.", "Good talks: a very bad peace!") * 2:
        assert scorer.scores(text) == nltks(text)
