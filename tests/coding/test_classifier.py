"""Coding by a classifier: what it learns, what it must not see, how its scores are meant."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy.optimize import minimize
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import KFold, StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from framing.coding.classifier import (
    FEW_FAMILIES,
    FEW_NEGATIVES,
    FEW_POSITIVES,
    UNEVEN,
)
from framing.coding.code import code
from framing.coding.codebook import parse_codebook
from framing.errors import ParameterError, TableError
from framing.tables.toml import SEED

KEY = ["article", "sentence", "frame"]
FRAMES = {name: {"definition": "d"} for name in "fg"}
BOOK = parse_codebook({"codebook": {"name": "b"}, "frames": FRAMES}, source="b")


def learnt(sentences: pd.DataFrame, codings: pd.DataFrame, **options) -> pd.DataFrame:
    return code(sentences, **{"codebook": BOOK, "by": "classifier", "codings": codings, **options})


def table(texts: list[str], *, each: int = 8) -> pd.DataFrame:
    """Put texts into articles of so many sentences."""
    number = np.arange(len(texts))
    return pd.DataFrame(
        {"article": [f"a{n:03}" for n in number // each], "sentence": number % each, "text": texts}
    )


def codes(sentences: pd.DataFrame, present, *, frame: str = "f", coder: str = "reference"):
    own = sentences[["article", "sentence"]]
    return own.assign(coder=coder, frame=frame, present=pd.array(list(present), dtype="Int64"))


def planted(
    *, seed: int, n: int = 160, share: float = 0.4, sign: float = 0.8, each: int = 8
) -> tuple[pd.DataFrame, np.ndarray]:
    """Make sentences in which a word stands for the frame as often as ``sign`` says."""
    random = np.random.default_rng(seed)
    present = (random.random(n) < share).astype(int)
    shown = np.where(random.random(n) < sign, present, 1 - present)
    noise = random.integers(0, 30, (n, 5))
    texts = [
        f"{'sidelined' if s else 'invited'} {' '.join(f'word{w}' for w in row)}"
        for s, row in zip(shown, noise, strict=True)
    ]
    return table(texts, each=each), present


SENTENCES, PRESENT = planted(seed=1)
CODES = codes(SENTENCES, PRESENT)


def test_words_that_separate_are_found_in_articles_that_were_not_seen():
    sentences, present = planted(seed=2, sign=1.0)
    found = learnt(sentences, codes(sentences, present))
    assert found["present"].to_list() == present.tolist()
    assert set(found["coder"]) == {"classifier"}
    assert found["note"].isna().all()


def test_sentences_that_nobody_coded_are_scored_too():
    sentences, present = planted(seed=3, sign=1.0, n=240)
    own = codes(sentences, present)[:200]
    found = learnt(sentences, own)
    assert found["present"].to_list() == present.tolist()
    assert len(found) == len(sentences)


def test_a_row_is_a_sentence_and_a_frame_that_the_reference_coded():
    both = pd.concat([codes(SENTENCES, 1 - PRESENT, frame="g"), CODES])
    found = learnt(SENTENCES, both, coder="me")
    assert found[["article", "sentence", "frame"]].head(3).to_numpy().tolist() == [
        ["a000", 0, "f"], ["a000", 0, "g"], ["a000", 1, "f"]
    ]  # fmt: skip
    assert len(found) == 2 * len(SENTENCES)
    assert set(found["coder"]) == {"me"}
    one = learnt(SENTENCES, CODES, coder="me")
    of_f = found[found["frame"] == "f"].reset_index(drop=True)
    assert_frame_equal(of_f, one, check_exact=True)


def test_present_is_from_a_probability_of_one_half_on():
    found = learnt(SENTENCES, CODES)
    assert found["score"].between(0, 1).all()
    assert found["present"].to_list() == (found["score"] >= 0.5).astype(int).to_list()
    assert 0 < found["present"].mean() < 1


# -- independent ------------------------------------------------------------------------------


def words_and_pairs() -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\S+")


def platt(decision: np.ndarray, present: np.ndarray) -> tuple[float, float]:
    """Fit Platt's sigmoid with his targets, which keep away from 0 and 1."""
    n1, n0 = present.sum(), (1 - present).sum()
    target = np.where(present == 1, (n1 + 1) / (n1 + 2), 1 / (n0 + 2))

    def loss(ab: np.ndarray) -> float:
        x = ab[0] * decision + ab[1]
        return float(np.sum(np.logaddexp(0, x) - target * x))

    return tuple(minimize(loss, [1.0, 0.0], method="Nelder-Mead",
                          options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 5000}).x)  # fmt: skip


def fitted_by_hand(texts: np.ndarray, present: np.ndarray, family: np.ndarray):
    """Fit, and calibrate on families left out in turn; return a function from texts to scores."""

    def learnt(rows: np.ndarray):
        vectorizer = words_and_pairs().fit(texts[rows])
        model = LogisticRegression(class_weight="balanced", max_iter=1000)
        model.fit(vectorizer.transform(texts[rows]), present[rows])
        return lambda given: model.decision_function(vectorizer.transform(given))

    decision = np.empty(len(texts))
    division = StratifiedGroupKFold(5, shuffle=True, random_state=SEED)
    for train, test in division.split(texts, present, family):
        assert not set(family[train]) & set(family[test])
        decision[test] = learnt(train)(texts[test])
    slope, intercept = platt(decision, present)
    of_all = learnt(np.arange(len(texts)))
    return lambda given: 1 / (1 + np.exp(-slope * of_all(given) - intercept))


def test_scores_are_those_of_a_loop_over_families_left_out_written_by_hand():
    texts, family = (SENTENCES[c].to_numpy() for c in ("text", "article"))
    wanted = np.empty(len(texts))
    division = StratifiedGroupKFold(5, shuffle=True, random_state=SEED)
    for train, test in division.split(texts, PRESENT, family):
        wanted[test] = fitted_by_hand(texts[train], PRESENT[train], family[train])(texts[test])
    found = learnt(SENTENCES, CODES)
    np.testing.assert_allclose(found["score"], wanted, atol=1e-4)


def models_by_hand(n: int) -> list:
    """Return the models that have each left out a part of the first so many sentences."""
    texts, family = (SENTENCES[c].to_numpy()[:n] for c in ("text", "article"))
    division = StratifiedGroupKFold(5, shuffle=True, random_state=SEED)
    return [
        (set(family[train]), fitted_by_hand(texts[train], PRESENT[:n][train], family[train]))
        for train, _ in division.split(texts, PRESENT[:n], family)
    ]


def test_scores_of_sentences_not_coded_are_the_mean_of_the_models_that_score_the_coded():
    rest = SENTENCES["text"].to_numpy()[120:]
    wanted = np.mean([model(rest) for _, model in models_by_hand(120)], axis=0)
    found = learnt(SENTENCES, CODES[:120])
    np.testing.assert_allclose(found["score"][120:], wanted, atol=1e-4)


def test_a_sentence_not_coded_of_a_coded_article_is_scored_by_the_model_that_did_not_see_it():
    found = learnt(SENTENCES, CODES[:124])
    place = 125  # the article of sentences 120 to 127 has codes of the first four
    model, = (model for seen, model in models_by_hand(124)
              if SENTENCES["article"][place] not in seen)  # fmt: skip
    wanted = model(SENTENCES["text"].to_numpy()[[place]])
    np.testing.assert_allclose(found["score"][[place]], wanted, atol=1e-4)


def test_errors_on_coded_sentences_are_those_on_sentences_without_a_code():
    """A model of all that is coded would do better on the rest than its errors tell."""
    gaps = []
    for seed in range(6):
        sentences, present = planted(seed=seed, n=400, sign=0.75)
        score = learnt(sentences, codes(sentences, present)[:100])["score"].to_numpy()
        wrong = (score >= 0.5) != present
        gaps.append(wrong[:100].mean() - wrong[100:].mean())
    assert abs(np.mean(gaps)) < 0.08


# -- nothing of an article is seen that is scored ---------------------------------------------


def test_a_word_that_names_an_article_does_not_help():
    """Each article is all of one code and has a word of its own: seen, it would tell all."""
    random = np.random.default_rng(4)
    present = np.repeat(random.permutation([0, 1] * 12), 8)
    noise = random.integers(0, 20, (192, 5))
    texts = [f"name{n // 8} " + " ".join(f"word{w}" for w in row) for n, row in enumerate(noise)]
    sentences = table(texts)
    seen = cross_val_predict(
        make_pipeline(words_and_pairs(), LogisticRegression()), texts, present,
        cv=KFold(5, shuffle=True, random_state=0), method="decision_function",
    )  # fmt: skip
    assert roc_auc_score(present, seen) > 0.9
    found = learnt(sentences, codes(sentences, present))
    assert roc_auc_score(present, found["score"]) < 0.6


def test_copies_of_one_story_in_several_articles_are_left_out_together():
    random = np.random.default_rng(5)
    present = random.permutation([0, 1] * 48)
    stories = [" ".join(f"own{n}x{w}" for w in range(4)) for n in range(96)]
    one = table(stories, each=4).assign(family=lambda t: t["article"])
    copies = pd.concat([one, one.assign(article=one["article"] + "copy")], ignore_index=True)
    both = np.concatenate([present, present])
    as_stories = learnt(copies, codes(copies, both))
    as_texts = learnt(copies.drop(columns="family"), codes(copies, both))
    assert roc_auc_score(both, as_texts["score"]) > 0.7
    assert roc_auc_score(both, as_stories["score"]) < 0.6


@pytest.mark.slow
def test_a_code_of_an_article_moves_no_score_of_its_own():
    sentences, present = planted(seed=9, n=80)
    own = (sentences["article"] == "a003").to_numpy()
    one, other = (
        # as many folds as articles: the same division, whatever the codes
        learnt(sentences, codes(sentences, given), folds=10)["score"]
        for given in (present, np.where(own, 1, present))
    )
    np.testing.assert_allclose(one[own], other[own], atol=1e-6)
    assert not np.allclose(one[~own], other[~own], atol=1e-6)


# -- calibration ------------------------------------------------------------------------------


def test_scores_are_shares_that_are_met():
    sentences, present = planted(seed=6, n=900, share=0.3, sign=0.85, each=15)
    score = learnt(sentences, codes(sentences, present))["score"].to_numpy()
    assert score.mean() == pytest.approx(present.mean(), abs=0.02)
    shown = sentences["text"].str.startswith("sidelined").to_numpy()
    for part in (shown, ~shown):
        assert score[part].mean() == pytest.approx(present[part].mean(), abs=0.06)
    assert present[shown].mean() > present[~shown].mean() + 0.5


def test_where_nothing_can_be_learnt_scores_are_near_the_share_with_the_frame():
    sentences, present = planted(seed=7, n=600, share=0.25, sign=0.5, each=15)
    score = learnt(sentences, codes(sentences, present))["score"]
    assert score.mean() == pytest.approx(present.mean(), abs=0.03)
    assert score.std() < 0.08


# -- too little to learn from -----------------------------------------------------------------


EVERY = [int(number % 4 == 0) for number in range(40)]
FEW = {
    "nine with the frame": ([*EVERY[:36], *[0] * 4], 8, FEW_POSITIVES),
    "nine without it": ([1 - code for code in [*EVERY[:36], *[0] * 4]], 8, FEW_NEGATIVES),
    "four texts": (EVERY, 10, FEW_FAMILIES),
    "all with the frame in two texts": ([*[1] * 10, *[0] * 30], 8, UNEVEN),
    "ten with the frame in five texts": (EVERY, 8, None),
}


@pytest.mark.parametrize(("present", "each", "note"), FEW.values(), ids=FEW)
def test_with_too_little_to_learn_from_nothing_is_coded_and_the_note_says_why(present, each, note):
    sentences = table([f"word{n % 7} talks" for n in range(40)], each=each)
    found = learnt(sentences, codes(sentences, present))
    assert len(found) == 40
    assert found["score"].isna().all() == bool(note)
    assert found["present"].isna().all() == bool(note)
    assert set(found["note"].dropna()) == ({note} if note else set())


def test_a_frame_that_cannot_be_learnt_leaves_the_others_alone():
    both = pd.concat([CODES, codes(SENTENCES, [0] * len(SENTENCES), frame="g")])
    found = learnt(SENTENCES, both)
    assert set(found.query("frame == 'g'")["note"]) == {FEW_POSITIVES}
    assert found.query("frame == 'f'")["score"].notna().all()


@pytest.mark.slow
def test_undecided_sentences_practice_and_other_coders_are_not_learnt_from():
    sentences, present = planted(seed=8, sign=1.0)
    own = codes(sentences, present)
    undecided = own.assign(present=own["present"].mask(own.index % 5 == 0))
    wanted = learnt(sentences, undecided.dropna(subset="present"))
    assert_frame_equal(learnt(sentences, undecided), wanted)
    other = codes(sentences, 1 - present, coder="other")
    practice = codes(sentences, 1 - present, frame="g").assign(round="pilot")
    others = pd.concat([undecided, other, practice])
    assert_frame_equal(learnt(sentences, others), wanted)


# -- order, names, seeds ----------------------------------------------------------------------


@pytest.mark.slow
def test_the_order_of_rows_changes_no_digit():
    wanted = learnt(SENTENCES, CODES)
    assert_frame_equal(learnt(SENTENCES, CODES.sample(frac=1, random_state=1)), wanted)
    shuffled = learnt(SENTENCES.sample(frac=1, random_state=2), CODES)
    assert_frame_equal(shuffled.sort_values(KEY, ignore_index=True), wanted, check_exact=True)


@pytest.mark.slow
def test_the_name_of_an_outlet_changes_no_digit_and_the_same_seed_gives_the_same_table():
    wanted = learnt(SENTENCES, CODES)
    assert_frame_equal(learnt(SENTENCES.assign(outlet="X"), CODES), wanted)
    other = learnt(SENTENCES, CODES, seed=1)["score"]
    assert not other.equals(wanted["score"])
    assert np.corrcoef(other, wanted["score"])[0, 1] > 0.8


def test_nothing_given_is_edited():
    sentences, codings = SENTENCES.copy(deep=True), CODES.copy(deep=True)
    learnt(sentences, codings)
    assert_frame_equal(sentences, SENTENCES)
    assert_frame_equal(codings, CODES)


# -- refusals ---------------------------------------------------------------------------------


def test_a_reference_without_codings_is_refused_with_a_suggestion():
    with pytest.raises(ParameterError) as refused:
        learnt(SENTENCES, CODES, reference="referense")
    assert str(refused.value) == (
        "reference is 'referense', who has no final codings here. Coders: 'reference'. "
        "Did you mean 'reference'?"
    )
    with pytest.raises(ParameterError, match=r"no final codings here\. Coders: 'reference'\.$"):
        learnt(SENTENCES, CODES.assign(round="pilot"))


def test_a_frame_that_the_codebook_has_not_is_not_learnt():
    both = pd.concat([codes(SENTENCES, 1 - PRESENT, frame="h"), CODES])
    assert_frame_equal(learnt(SENTENCES, both), learnt(SENTENCES, CODES))
    with pytest.raises(ParameterError, match="no final codings here"):
        learnt(SENTENCES, codes(SENTENCES, PRESENT, frame="h"))


def test_there_are_two_folds_at_least():
    with pytest.raises(ParameterError, match="folds is 1; a number of parts from 2 on is needed"):
        learnt(SENTENCES, CODES, folds=1)


def test_codings_of_other_sentences_are_refused():
    with pytest.raises(TableError, match="name a sentence that does not exist"):
        learnt(SENTENCES[:100], CODES)
