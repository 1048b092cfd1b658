"""Samples for hand coding: strata, known probabilities, and shares without bias."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.coding import byhand
from framing.coding.byhand.blank_sheet import write_sheet
from framing.coding.byhand.sample import NO_FRAME, read_sample
from framing.errors import ParameterError, StudyError, TableError
from framing.tables.require import require
from tests.handcoding import coded, corpus

SENTENCES = corpus(A=40, B=20)
# A: exclusion in 0-2, rapport in 2-11, nothing in 12-39. B: rapport in 0-3, nothing in 4-19
PREDICTED = coded(
    "rules",
    *[("A.txt", n, "exclusion", int(n < 3)) for n in range(40)],
    *[("A.txt", n, "rapport", int(2 <= n < 12)) for n in range(40)],
    *[("B.txt", n, "exclusion", 0) for n in range(20)],
    *[("B.txt", n, "rapport", int(n < 4)) for n in range(20)],
)


def strata(sample: pd.DataFrame) -> dict[str, tuple[int, int]]:
    rows = sample.drop_duplicates("stratum")
    counts = zip(rows["n_drawn"], rows["n_stratum"], strict=True)
    return dict(zip(rows["stratum"], counts, strict=True))


def draw(n: int = 18, **options) -> pd.DataFrame:
    return byhand.sample(PREDICTED, SENTENCES, n=n, **options)


def test_a_stratum_is_an_outlet_and_its_rarest_predicted_frame_in_the_corpus():
    # sentence 2 of A holds both frames: exclusion occurs 3 times, rapport 14 times
    everything = draw(60)
    assert strata(everything) == {
        "A / exclusion": (3, 3),
        "A / rapport": (9, 9),
        f"A / {NO_FRAME}": (28, 28),
        "B / rapport": (4, 4),
        f"B / {NO_FRAME}": (16, 16),
    }
    assert everything.set_index(["article", "sentence"])["stratum"]["A.txt", 2] == "A / exclusion"


def test_among_hits_no_other_sentence_is_drawn_and_a_stratum_is_a_frame():
    drawn = draw(10, among="hits")
    assert strata(drawn) == {"hits / exclusion": (3, 3), "hits / rapport": (7, 13)}
    assert set(drawn["among"]) == {"hits"}
    found = PREDICTED[PREDICTED["present"] == 1].set_index(["article", "sentence"]).index
    assert pd.MultiIndex.from_frame(drawn[["article", "sentence"]]).isin(found).all()
    assert set(draw()["among"]) == {""}


def test_among_hits_none_is_drawn_in_a_zone_that_does_not_count():
    first = SENTENCES["sentence"] == 0
    zoned = SENTENCES.assign(zone=np.where(first, "headline", "body"))
    everything = byhand.sample(PREDICTED, zoned, n=60, among="hits")
    assert len(everything) == 16 - 2
    assert 0 not in set(everything["sentence"])


def test_without_a_hit_there_is_nothing_to_draw_among():
    with pytest.raises(ParameterError, match="'rules' finds no frame in any subhead, lead or body"):
        byhand.sample(PREDICTED.assign(present=0), SENTENCES, n=5, among="hits")
    with pytest.raises(ParameterError, match="among is 'hit'"):
        draw(among="hit")


def test_frames_get_equal_shares_and_outlets_within_them_shares_by_size():
    # 18: six a class; exclusion has but 3, so 7.5 are left for each of the others
    assert strata(draw(18)) == {
        "A / exclusion": (3, 3),
        "A / rapport": (6, 9),
        f"A / {NO_FRAME}": (4, 28),
        "B / rapport": (2, 4),
        f"B / {NO_FRAME}": (3, 16),
    }


@pytest.mark.parametrize("n", [10, 11, 17, 30, 59])
def test_each_stratum_gives_two_units_or_all_and_the_whole_is_n(n):
    sample = draw(n)
    assert len(sample) == n
    assert all(drawn >= min(2, size) for drawn, size in strata(sample).values())
    assert len(strata(sample)) == 5


def test_probability_is_drawn_over_stratum_and_sums_to_what_was_drawn():
    sample = draw(18)
    assert (sample["probability"] == sample["n_drawn"] / sample["n_stratum"]).all()
    groups = sample.groupby("stratum")
    assert (groups.size() == groups["n_drawn"].first()).all()
    np.testing.assert_allclose((1 / sample["probability"]).sum(), 60)


def test_n_above_the_corpus_takes_every_unit_with_probability_one():
    everything = draw(1000)
    assert len(everything) == 60
    assert (everything["probability"] == 1).all()


def test_a_frame_that_could_not_be_decided_is_not_predicted():
    codings = coded("rules", ("A.txt", 0, "f", None), ("A.txt", 1, "f", 0))
    assert strata(byhand.sample(codings, corpus(A=3), n=3)) == {f"A / {NO_FRAME}": (3, 3)}


def test_n_below_the_minimum_of_the_strata_is_refused_with_both_numbers():
    with pytest.raises(ParameterError) as refused:
        draw(9)
    assert str(refused.value) == (
        "n is 9, but 5 strata (outlet and predicted frame) with 2 units each, or all they have, "
        "need 10. Draw at least 10."
    )


# -- probability ------------------------------------------------------------------------------


COPIES = 200  # of the corpus above side by side, so that one draw is many


def wide(table: pd.DataFrame) -> pd.DataFrame:
    copies = [
        table.assign(
            article=f"{n:03}" + table["article"],
            **({"outlet": f"{n:03}" + table["outlet"]} if "outlet" in table else {}),
        )
        for n in range(COPIES)
    ]
    return pd.concat(copies, ignore_index=True)


@pytest.fixture(scope="module")
def many() -> tuple[pd.DataFrame, pd.DataFrame]:
    return wide(PREDICTED), wide(SENTENCES)


# what a person would find: the frame in 10 of 60 sentences, unevenly over and within strata
TRUE = {("A", n) for n in (0, 1, 3, 5, 20, 21)} | {("B", n) for n in (0, 7, 8, 9)}


def found(units: pd.DataFrame) -> np.ndarray:
    places = zip((one[3] for one in units["article"]), units["sentence"], strict=True)
    return np.array([place in TRUE for place in places], dtype=float)


def spread(everything: pd.DataFrame, sample: pd.DataFrame) -> float:
    """Write out the standard error of a stratified share (Cochran 1977, eq. 5.9)."""
    of = pd.Series(found(everything)).groupby(everything["stratum"].to_numpy())
    size, n = of.size(), sample.groupby("stratum").size()
    variance = (size**2 * (1 - n / size) * of.var(ddof=1) / n)[size > 1].sum()
    return np.sqrt(variance) / len(everything)


@pytest.mark.slow
def test_weighted_shares_are_without_bias_and_as_exact_as_the_theory_says(many):
    everything = byhand.sample(*many, n=len(many[1]))
    z, plain = [], []
    for seed in range(12):
        sample = byhand.sample(*many, n=14 * COPIES, seed=seed)
        estimate = (found(sample) / sample["probability"]).sum() / len(everything)
        z.append((estimate - 10 / 60) / spread(everything, sample))
        plain.append(found(sample).mean())
    assert abs(np.mean(z)) < 3 / np.sqrt(12)
    assert 0.4 < np.std(z) < 1.6
    assert min(plain) > 0.2  # without weights the share is far from 0.167


def evenness(sample: pd.DataFrame) -> float:
    """Return chi-squared, as a z, of how often each frameless sentence of A was drawn."""
    free = sample[sample["stratum"].str.endswith(f"A / {NO_FRAME}")]
    counts = np.bincount(free["sentence"].to_numpy("int64") - 12, minlength=28)
    p = len(free) / COPIES / 28
    return (((counts - COPIES * p) ** 2 / (COPIES * p * (1 - p))).sum() - 27) / np.sqrt(2 * 27)


def test_each_unit_of_a_stratum_has_the_same_chance(many):
    assert evenness(byhand.sample(*many, n=14 * COPIES)) < 3


def test_each_unit_has_the_same_chance_in_a_second_sample_too(many):
    codings, sentences = many
    pilot = byhand.sample(codings, sentences, n=12 * COPIES, round="pilot")
    assert evenness(byhand.sample(codings, sentences, n=14 * COPIES, exclude=pilot)) < 3


# -- rounds and seeds -------------------------------------------------------------------------


def test_units_of_an_earlier_sample_are_not_drawn_again_and_the_weights_speak_for_all():
    pilot = draw(14, round="pilot")
    final = draw(18, exclude=pilot)
    assert set(pilot["round"]) == {"pilot"}
    assert set(final["round"]) == {"final"}
    used_up = {name for name, (drawn, size) in strata(pilot).items() if size - drawn < 2}
    again = pilot.merge(final, on=["article", "sentence", "stratum"])
    assert set(again["stratum"]) <= used_up
    assert {name: size for name, (_, size) in strata(final).items()} == {
        name: size for name, (_, size) in strata(pilot).items()
    }
    np.testing.assert_allclose((1 / final["probability"]).sum(), 60)


def test_a_stratum_that_earlier_rounds_used_up_is_drawn_from_again():
    everything = SENTENCES.assign(probability=1.0)
    assert_frame_equal(draw(60, exclude=everything), draw(60))


def test_rounds_draw_different_units_with_one_seed():
    assert not draw(18, round="pilot")["sentence"].equals(draw(18)["sentence"])


def test_the_same_seed_gives_the_same_sample_and_another_another():
    assert_frame_equal(draw(seed=1), draw(seed=1))
    assert not draw(seed=1)["sentence"].equals(draw(seed=2)["sentence"])


def test_the_order_of_rows_changes_nothing():
    codings = PREDICTED.sample(frac=1, random_state=1)
    sentences = SENTENCES.sample(frac=1, random_state=2)
    assert_frame_equal(byhand.sample(codings, sentences, n=18), draw())


def test_renaming_outlets_changes_no_unit_and_no_number():
    renamed = SENTENCES.assign(outlet=SENTENCES["outlet"].map({"A": "Z", "B": "C"}))
    same = ["article", "sentence", "n_stratum", "n_drawn", "probability"]
    for n in range(10, 30):
        assert_frame_equal(byhand.sample(PREDICTED, renamed, n=n)[same], draw(n)[same])


def test_of_outlets_alike_the_one_that_comes_first_gives_the_odd_unit_whatever_its_name():
    codings, sentences = coded("rules", ("A.txt", 0, "f", 0)), corpus(A=10, B=10)
    for names in ({"A": "A", "B": "B"}, {"A": "Z", "B": "B"}):
        named = sentences.assign(outlet=sentences["outlet"].map(names))
        assert byhand.sample(codings, named, n=5)["article"].tolist().count("A.txt") == 3


def test_nothing_given_is_edited():
    kept = PREDICTED.copy(deep=True), SENTENCES.copy(deep=True)
    draw(14, exclude=draw(14))
    assert_frame_equal(PREDICTED, kept[0])
    assert_frame_equal(SENTENCES, kept[1])


REFUSED = {
    "an unknown coder": (
        {"coder": "rule"},
        "coder is 'rule', who coded nothing here. Coders: 'rules'. Did you mean 'rules'?",
    ),
    "an unknown round": (
        {"round": "finale"},
        "round is 'finale'. Allowed: training, pilot, final. Did you mean 'final'?",
    ),
    "a sample of other texts": (
        {"exclude": pd.DataFrame({"article": ["A.txt", "x"], "sentence": 0, "probability": 1})},
        "exclude: 1 of 2 units are no sentences here: 'x sentence 0'. Was it made on another "
        "version of the texts?",
    ),
}


@pytest.mark.parametrize(("options", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused(options, message):
    with pytest.raises(ParameterError) as refused:
        draw(**options)
    assert str(refused.value) == message


def test_a_coding_of_a_sentence_that_is_not_there_is_refused():
    with pytest.raises(TableError, match=r"does not exist: 'A\.txt sentence 39'"):
        byhand.sample(PREDICTED, corpus(A=39, B=20), n=20)


# -- files ------------------------------------------------------------------------------------


def test_a_sample_is_read_back_as_it_was_written(tmp_path):
    sample = draw(18)
    sample["article"] = sample["article"].replace("A.txt", '=A,\n"1".txt')
    path = write_sheet(sample, tmp_path / "final-sample.csv")
    assert_frame_equal(read_sample(path), require(sample, "sample"))


BROKEN = {
    "no probability": ("article,sentence\na,1\n", "has no column 'probability'"),
    "a word for a number": ("article,sentence,probability\na,one,1\n", "one"),
    "an empty cell": ("article,sentence,probability\na,1,\n", "1 of 1 rows have no probability"),
    "a short line": (
        "article,sentence,probability\na,1\n",
        "line 2: 2 cells where the header has 3",
    ),
    "a unit twice": ("article,sentence,probability\na,1,1\na,1,1\n", "repeat their key"),
    "no row": ("article,sentence\n", "has no column 'probability'"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_sample_is_refused_with_what_it_lacks(tmp_path, text, message):
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=message) as refused:
        read_sample(tmp_path / "s.csv")
    assert str(refused.value).startswith("s.csv is no sample as 'framing sample' writes it: ")


def test_a_sample_that_is_not_there_is_told_with_the_place(tmp_path):
    with pytest.raises(StudyError, match=r"s\.csv is no sample .* No such file"):
        read_sample(tmp_path / "s.csv")
