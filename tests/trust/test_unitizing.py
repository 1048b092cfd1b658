"""Unitizing alpha: a published value, an independent loop over units, and what is refused."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy import stats

from framing.errors import ParameterError, TableError
from framing.trust.unitizing import unitizing_alpha
from tests.cases import each_of
from tests.effort import at_most

COLUMNS = ["article", "coder", "frame", "start", "end"]
Units = list[tuple[int, int, str]]  # start, end, code; what lies between is gap


def articles(**lengths: int) -> pd.DataFrame:
    texts = ["x" * length for length in lengths.values()]
    return pd.DataFrame({"article": list(lengths), "outlet": "X", "text": texts})


def readings(names: list[str], coders: list[str]) -> pd.DataFrame:
    return pd.DataFrame(itertools.product(names, coders), columns=["article", "coder"])


def spans(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COLUMNS)


def one(rows: pd.DataFrame, read: pd.DataFrame, texts: pd.DataFrame) -> pd.Series:
    return unitizing_alpha(rows, read=read, articles=texts).iloc[0]


# -- independent: a loop over all pairs of units, as the paper defines the coincidences -----------


def by_pairs(continuum: dict[str, Units], length: int, *, gaps_and_units: bool) -> float:
    """Return u-alpha, or |u-alpha where only gaps and units are told apart, of all pairs."""
    every = []
    for coder, units in continuum.items():
        at = 0
        for start, end, code in [*sorted(units), (length, length, "")]:
            every += [(coder, place, place + 1, None) for place in range(at, start)]
            every += [(coder, start, end, "unit" if gaps_and_units else code)] * (end > start)
            at = end
    disagreed = in_all = expected = pairs = 0.0
    for one_unit, other in itertools.product(every, repeat=2):
        if one_unit is other or one_unit == other:
            continue  # no unit, nor a character of a gap, meets itself
        lengths = [unit[2] - unit[1] for unit in (one_unit, other)]
        pairs += lengths[0] * lengths[1]
        expected += lengths[0] * lengths[1] * (one_unit[3] != other[3])
        if one_unit[0] != other[0]:
            meet = max(0, min(one_unit[2], other[2]) - max(one_unit[1], other[1]))
            in_all += meet
            disagreed += meet * (one_unit[3] != other[3])
    return 1 - (disagreed / in_all) / (expected / pairs)


BOOK = {  # Krippendorff (2019), figure 12.11: 60 characters
    "alex": [(0, 7, "1"), (7, 13, "2"), (30, 32, "5"), (32, 37, "6"), (37, 44, "6"), (44, 60, "7")],
    "paul": [(0, 7, "1"), (7, 13, "3"), (13, 21, "5"), (32, 44, "6")],
    "suzan": [
        (0, 7, "1"), (7, 13, "4"), (13, 21, "5"), (32, 37, "6"), (37, 41, "6"), (41, 44, "6"),
    ],
}  # fmt: skip


def of_book(frames: bool = False) -> pd.DataFrame:
    return spans(
        *(("a", who, code if frames else "f", start, end)
          for who, units in BOOK.items() for start, end, code in units)
    )  # fmt: skip


def test_the_value_of_the_book_is_met():
    # printed as .510 and .413; the second from coincidences rounded to a decimal (52 of 88.6)
    assert round(by_pairs(BOOK, 60, gaps_and_units=False), 3) == 0.510
    found = one(of_book(), readings(["a"], list(BOOK)), articles(a=60))
    assert found["alpha"] == pytest.approx(1 - 52 / 88.676, abs=1e-5)
    assert found["alpha"] == pytest.approx(0.413, abs=1e-3)


def drawn(seed: int, *, coders: int, length: int) -> dict[str, Units]:
    """Draw for each coder units that do not overlap; some touch, and some coders mark nothing."""
    random = np.random.default_rng(seed)
    continuum = {}
    for coder in range(coders):
        ends = np.sort(random.choice(length + 1, 2 * random.integers(0, 4), replace=False))
        continuum[f"c{coder}"] = [(int(a), int(b), "f") for a, b in ends.reshape(-1, 2)]
    return continuum


@each_of("seed", range(12))
def test_it_is_that_of_a_loop_over_all_pairs_of_units(seed):
    continuum = drawn(seed, coders=2 + seed % 3, length=40)
    rows = [("a", who, "f", *unit[:2]) for who, units in continuum.items() for unit in units]
    found = one(spans(*rows), readings(["a"], list(continuum)), articles(a=40))
    assert found["alpha"] == pytest.approx(by_pairs(continuum, 40, gaps_and_units=True), abs=1e-12)


def test_articles_that_the_same_coders_read_are_one_continuum():
    parts = {name: drawn(seed, coders=3, length=30) for seed, name in enumerate("abc", 20)}
    rows, whole = [], {f"c{coder}": [] for coder in range(3)}
    for place, (name, continuum) in enumerate(parts.items()):
        for who, units in continuum.items():
            rows += [(name, who, "f", start, end) for start, end, _ in units]
            whole[who] += [(place * 30 + start, place * 30 + end, "f") for start, end, _ in units]
    found = one(spans(*rows), readings(list("abc"), list(whole)), articles(a=30, b=30, c=30))
    assert found["alpha"] == pytest.approx(by_pairs(whole, 90, gaps_and_units=True), abs=1e-12)


# -- relations that must hold ---------------------------------------------------------------------


def test_each_frame_is_a_row_of_its_own_by_name():
    found = unitizing_alpha(of_book(frames=True), read=readings(["a"], list(BOOK)),
                            articles=articles(a=60))  # fmt: skip
    assert found["frame"].tolist() == list("1234567")
    assert found["n_spans"].tolist() == [3, 1, 1, 1, 3, 6, 1]
    assert found.set_index("frame").loc["1", "alpha"] == 1
    assert (found["coders"] == "alex;paul;suzan").all()


def test_neither_the_order_of_rows_nor_the_names_of_coders_count():
    rows, read, texts = of_book(), readings(["a"], list(BOOK)), articles(a=60)
    found = unitizing_alpha(rows, read=read, articles=texts)
    mixed = unitizing_alpha(rows.sample(frac=1, random_state=1), read=read[::-1], articles=texts)
    assert_frame_equal(found, mixed)
    named = {"alex": "z", "paul": "y", "suzan": "x"}
    other = one(rows.replace({"coder": named}), read.replace({"coder": named}), texts)
    assert other["alpha"] == found.loc[0, "alpha"]


def test_who_marks_nothing_disagrees_and_who_did_not_read_does_not():
    rows = spans(("a", "ann", "f", 0, 5), ("b", "ann", "f", 0, 5), ("b", "bob", "f", 0, 5))
    both = readings(["a", "b"], ["ann", "bob"])
    found = one(rows, both, articles(a=10, b=10))
    assert (found["n"], found["length"], found["n_spans"]) == (2, 20, 3)
    assert found["alpha"] < 0.6
    alone = one(rows, both[~((both["article"] == "a") & (both["coder"] == "bob"))],
                articles(a=10, b=10))  # fmt: skip
    assert (alone["n"], alone["length"], alone["n_spans"], alone["alpha"]) == (1, 10, 2, 1)
    assert alone["note"] == "few_unrelated;one_reader"


def test_each_article_is_compared_among_those_who_read_it():
    rows = spans(("a", "ann", "f", 0, 4), ("b", "ann", "f", 0, 4), ("b", "bob", "f", 0, 2))
    read = pd.concat([readings(["a"], ["ann", "bob", "eve"]), readings(["b"], ["ann", "bob"])])
    found = one(rows, read, articles(a=10, b=10))
    # in a four characters meet two gaps each, of two others; in b two meet one, of one other
    observed, marked, whole = 4 * 2 / 2 + 2 * 1 / 1, 10, 3 * 10 + 2 * 10
    pairs = whole**2 - (16 + 16 + 4) - (whole - marked)
    assert found["alpha"] == pytest.approx(1 - observed * pairs / (whole * marked * 40))


def test_two_units_that_touch_are_no_disagreement_with_one():
    rows = spans(("a", "ann", "f", 0, 6), ("a", "bob", "f", 0, 3), ("a", "bob", "f", 3, 6))
    assert one(rows, readings(["a"], ["ann", "bob"]), articles(a=9))["alpha"] == 1


# -- the interval ---------------------------------------------------------------------------------


def many(seed: int, n: int, *, shift: int = 4) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Draw articles with a span each, which the second coder begins up to ``shift`` later."""
    random = np.random.default_rng(seed)
    names = [f"a{number}" for number in range(n)]
    rows = []
    for name in names:
        start = int(random.integers(0, 20))
        rows.append((name, "ann", "f", start, start + 12))
        rows.append((name, "bob", "f", start + int(random.integers(0, shift + 1)), start + 12))
    return spans(*rows), readings(names, ["ann", "bob"]), articles(**dict.fromkeys(names, 60))


def test_the_interval_is_the_jackknife_over_articles_on_the_scale_of_disagreement():
    rows, read, texts = many(3, 12)
    found = one(rows, read, texts)
    without = [
        one(rows[rows["article"] != name], read[read["article"] != name], texts)["alpha"]
        for name in texts["article"]
    ]
    error = np.sqrt(11 / 12 * ((np.array(without) - found["alpha"]) ** 2).sum())
    marked = (rows["end"] - rows["start"]).groupby(rows["article"]).sum()
    t = stats.t.ppf(0.975, marked.sum() ** 2 / (marked**2).sum() - 1)
    half = t * error / (1 - found["alpha"])
    limits = 1 - (1 - found["alpha"]) * np.exp([half, -half])
    assert found[["ci_low", "ci_high"]].tolist() == pytest.approx(limits.tolist())
    assert found["note"] == "coverage_unknown"


def test_articles_of_one_story_count_once():
    rows, read, texts = many(3, 12)
    paired = texts.assign(family=[f"s{number // 2}" for number in range(12)])
    found = one(rows, read, paired)
    assert (found["n"], found["n_articles"]) == (12, 6)
    assert pd.isna(found["ci_low"])
    assert found["note"] == "few_unrelated"
    assert found["alpha"] == one(rows, read, texts)["alpha"]


def test_where_nobody_disagrees_the_lower_limit_is_below_1():
    found = one(*many(3, 12, shift=0))
    assert (found["alpha"], found["ci_high"]) == (1, 1)
    assert 0.5 < found["ci_low"] < 1


def test_frames_in_a_single_story_have_no_interval():
    rows, read, texts = many(3, 12)
    found = one(rows[rows["article"] == "a0"], read, texts)
    assert found["note"] == "no_limits"
    assert pd.isna(found["ci_low"])


# -- what is undefined, and what is refused -------------------------------------------------------


def test_what_is_undefined_is_missing_with_its_reason():
    rows = spans(
        ("a", "ann", "all", 0, 9), ("a", "bob", "all", 0, 9),
        ("b", "ann", "alone", 0, 2),
    )  # fmt: skip
    read = pd.DataFrame({"article": ["a", "a", "b"], "coder": ["ann", "bob", "ann"]})
    found = unitizing_alpha(rows, read=read, articles=articles(a=9, b=9))
    assert found["alpha"].isna().all()
    assert found["note"].tolist() == ["nothing_unmarked", "nothing_marked;one_reader"]
    apart = pd.DataFrame({"article": ["a", "b"], "coder": ["ann", "bob"]})
    alone = unitizing_alpha(rows[:1], read=apart, articles=articles(a=9, b=9))
    assert alone["note"].tolist() == ["not_read_twice;one_reader"]
    assert alone[["n", "n_articles", "length"]].to_numpy().tolist() == [[0, 0, 0]]
    assert unitizing_alpha(rows[:0], read=read, articles=articles(a=9, b=9)).empty


BOTH = readings(["a"], ["ann", "bob"])
REFUSED = {
    "an empty span": (spans(("a", "ann", "f", 3, 3)), BOTH, "1 of 1 are empty: 'a 3 to 3 by ann'"),
    "outside": (spans(("a", "ann", "f", 3, 10)), BOTH, "outside their text: 'a 3 to 10 by ann'"),
    "before": (spans(("a", "ann", "f", -1, 4)), BOTH, "lie outside their text"),
    "overlapping": (
        spans(("a", "ann", "f", 0, 5), ("a", "ann", "f", 4, 6)), BOTH,
        "1 of 2 overlap another of the same coder and frame; make one: 'a 4 to 6 by ann'",
    ),
    "twice": (spans(*[("a", "ann", "f", 0, 5)] * 2), BOTH, "repeat their key"),
    "a reader unknown": (spans(("a", "eve", "f", 0, 5)), BOTH, "not said to have read"),
    "an article unknown": (
        spans(("a", "ann", "f", 0, 5)), readings(["a", "b"], ["ann", "bob"]),
        "read names no article of yours: 'b'. Articles: 'a'.",
    ),
}  # fmt: skip


@each_of("rows, read, words", REFUSED)
def test_spans_that_cannot_be_are_refused(rows, read, words):
    with pytest.raises(TableError) as refused:
        unitizing_alpha(rows, read=read, articles=articles(a=9))
    assert words in str(refused.value)


def test_one_coder_has_nobody_to_agree_with():
    with pytest.raises(ParameterError, match="read names 'ann'; agreement needs two coders"):
        unitizing_alpha(
            spans(("a", "ann", "f", 0, 5)), read=readings(["a"], ["ann"]), articles=articles(a=9)
        )


def test_many_spans_take_little_more_work_than_few():
    n = 50_000
    rows = pd.concat(
        [
            pd.DataFrame({"article": "a", "coder": who, "frame": "f", "start": start})
            for who, start in (("ann", np.arange(n) * 10), ("bob", np.arange(n) * 10 + 1))
        ]
    ).assign(end=lambda table: table["start"] + 6)
    with at_most(20):
        found = one(rows, BOTH, articles(a=10 * n))
    assert found["n_spans"] == 2 * n
    assert 0.5 < found["alpha"] < 0.7
