"""Coding by likeness: scores are cosines, by hand and by scikit-learn, and name their text."""

from __future__ import annotations

import math
from collections import Counter
from functools import partial

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from framing.coding.code import code
from framing.coding.codebook import Codebook, Frame
from framing.coding.similarity import THRESHOLD
from framing.errors import ParameterError, TableError
from framing.tables.require import empty

coded = partial(code, by="similarity")


def book(**frames: Frame) -> Codebook:
    return Codebook("b", "1", "en", frames)


def frame(name: str, definition: str, **parts: tuple[str, ...]) -> Frame:
    return Frame(name, name, definition, **parts)


def sentences(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"article": "a", "sentence": range(len(texts)), "text": texts})


BOOK = book(
    left_out=frame(
        "left_out",
        "Kyiv stands outside",
        include=("talks without Kyiv", "Kyiv learns afterwards"),
        exclude=("harbour closed",),
        examples=("No seat for Kyiv", "Moscow and Washington decide"),
    ),
    warmth=frame("warmth", "friendly words traded"),
)
TEXTS = sentences(
    "Kyiv has no seat.", "They traded friendly words.", "Snow fell.", "The harbour closed.",
    "Moscow decides; Washington decides without Kyiv.",
)  # fmt: skip


def test_every_sentence_has_a_row_for_every_frame():
    found = coded(TEXTS, codebook=BOOK)
    assert found["sentence"].to_list() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert found["frame"].to_list() == ["left_out", "warmth"] * 5
    assert found["present"].to_list() == [1, 0, 0, 1, 0, 0, 0, 0, 1, 0]
    assert set(found["coder"]) == {"similarity"}
    assert found[["subcode", "mode", "voice", "speaker"]].isna().all(axis=None)


def test_a_score_is_a_cosine_of_tfidf_weights_worked_out_by_hand():
    # four documents: two sentences, two texts of the frame
    documents = [["kyiv", "seat"], ["snow", "fell"], ["kyiv", "stands"], ["seat", "kyiv", "kyiv"]]
    df = Counter(word for words in documents for word in set(words))
    idf = {word: math.log((1 + 4) / (1 + n)) + 1 for word, n in df.items()}

    def cosine(one: list[str], other: list[str]) -> float:
        a, b = ({w: n * idf[w] for w, n in Counter(x).items()} for x in (one, other))
        dot = sum(a[word] * b.get(word, 0) for word in a)
        return dot / math.hypot(*a.values()) / math.hypot(*b.values())

    codebook = book(f=frame("f", "Kyiv stands", examples=("A seat for Kyiv, Kyiv",)))
    found = coded(sentences("The seat of Kyiv", "Snow fell"), codebook=codebook)
    wanted = max(cosine(documents[0], documents[2]), cosine(documents[0], documents[3]))
    assert found["score"].to_list() == [pytest.approx(wanted), 0]
    assert found["note"].to_list()[0] == "nearest to example 1"


def test_scores_are_those_of_scikit_learn():
    random = np.random.default_rng(1)
    vocabulary = [f"word{number}" for number in range(30)]
    texts = [" ".join(random.choice(vocabulary, 8)) for _ in range(50)]
    own = {name: tuple(" ".join(random.choice(vocabulary, 6)) for _ in range(3)) for name in "fg"}
    frames = {
        name: frame(name, one[0], include=one[1:2], examples=one[2:]) for name, one in own.items()
    }
    found = coded(sentences(*texts), codebook=book(**frames))
    weights = TfidfVectorizer().fit_transform([*texts, *own["f"], *own["g"]])
    cosines = cosine_similarity(weights[:50], weights[50:])
    wanted = np.column_stack([cosines[:, :3].max(axis=1), cosines[:, 3:].max(axis=1)])
    np.testing.assert_allclose(found["score"], wanted.ravel(), atol=1e-12)


PARTS = {
    "Kyiv stands outside": "nearest to definition",
    "Kyiv learns afterwards": "nearest to rule 2",
    "Moscow and Washington decide": "nearest to example 2",
}


@pytest.mark.parametrize(("text", "note"), PARTS.items())
def test_the_note_names_the_nearest_text_and_a_text_is_most_like_itself(text, note):
    found = coded(sentences(text), codebook=BOOK).iloc[0]
    assert found["note"] == note
    assert found["score"] == pytest.approx(1)
    assert found["score"] <= 1


def test_rules_of_what_does_not_count_are_not_looked_at():
    found = coded(sentences("The harbour closed."), codebook=BOOK)
    assert found["score"].to_list() == [0, 0]


NOTHING = {"function words": "It was to be so.", "no known word": "Snow fell.", "no word": "—"}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_a_sentence_without_a_common_word_has_score_0_and_no_nearest_text(text):
    found = coded(sentences(text), codebook=BOOK)
    assert found[["score", "present"]].to_numpy().tolist() == [[0, 0]] * 2
    assert found["note"].isna().all()


def test_words_are_compared_by_the_projects_own_rule():
    found = coded(sentences("KYIV’S learning of it"), codebook=BOOK)
    assert found["score"].iloc[0] > 0
    assert coded(sentences("Kyivans"), codebook=BOOK)["score"].iloc[0] == 0


def test_a_frame_without_examples_is_coded_by_its_definition():
    found = coded(sentences("Friendly words!"), codebook=BOOK)
    assert found["note"].to_list()[1] == "nearest to definition"


@pytest.mark.parametrize("shift", [-1e-9, 0, 1e-9])
def test_present_is_from_the_threshold_on(shift):
    score = coded(TEXTS, codebook=BOOK)["score"].iloc[8]
    found = coded(TEXTS, codebook=BOOK, threshold=score + shift)
    assert found["present"].iloc[8] == (shift <= 0)
    assert 0 < THRESHOLD < 1


@pytest.mark.parametrize("threshold", [0, -0.1, 1.1, float("nan")])
def test_a_threshold_is_above_0_and_at_most_1(threshold):
    with pytest.raises(ParameterError, match="a number above 0 and at most 1 is needed"):
        coded(TEXTS, codebook=BOOK, threshold=threshold)


def test_no_sentences_or_no_frames_have_no_codings():
    assert_frame_equal(coded(TEXTS[:0], codebook=BOOK), empty("codings"))
    assert coded(TEXTS, codebook=book()).empty


def test_texts_without_a_word_are_like_nothing():
    found = coded(sentences("It was."), codebook=book(f=frame("f", "of the")))
    assert found["score"].to_list() == [0]


def test_the_order_of_sentences_changes_no_digit():
    shuffled = coded(TEXTS.iloc[::-1], codebook=BOOK, coder="me")
    wanted = coded(TEXTS, codebook=BOOK, coder="me")
    shuffled = shuffled.sort_values(["sentence", "frame"], ignore_index=True)
    assert_frame_equal(shuffled, wanted, check_exact=True)


def test_the_order_of_frames_changes_no_digit():
    turned = book(**dict(reversed(BOOK.frames.items())))
    found = coded(TEXTS, codebook=turned)
    found = found.sort_values(["sentence", "frame"], ignore_index=True)
    assert_frame_equal(found, coded(TEXTS, codebook=BOOK), check_exact=True)


def test_nothing_given_is_edited_and_a_table_without_text_is_refused():
    given = TEXTS.copy(deep=True)
    coded(given, codebook=BOOK)
    assert_frame_equal(given, TEXTS)
    with pytest.raises(TableError, match="sentences has no column 'text'"):
        coded(TEXTS.drop(columns="text"), codebook=BOOK)
