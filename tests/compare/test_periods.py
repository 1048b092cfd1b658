"""What moved since a day: a claim needs a test, and counts are told without one."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.compare.periods import moved_since, sides_of
from framing.compare.shares import salience
from framing.errors import ParameterError
from tests.cases import each_of

SINCE = "2025-02-13"


def corpus(before: list[int], after: list[int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return texts of ten sentences before and since a day, with so many that have the frame."""
    days = ["2025-02-12"] * len(before) + [SINCE] * len(after)
    ids = [f"a{n}" for n in range(len(days))]
    articles = pd.DataFrame({"article": ids, "outlet": "Daily", "text": "x", "date": days})
    rows = pd.DataFrame(
        {"article": ids, "outlet": "Daily", "coder": "me", "frame": "f", "n_sentences": 10,
         "n_frame_sentences": [*before, *after]}
    )  # fmt: skip
    return rows, articles


STEADY = [4, 5, 6, 5, 4, 6, 5, 5, 4, 6]


def test_a_text_of_the_day_itself_is_new_and_one_without_a_date_is_on_neither_side():
    _, articles = corpus([1], [1, 1])
    dated = articles.assign(date=["2025-02-12", SINCE, None])
    assert sides_of(dated, since=SINCE).fillna("").tolist() == ["before", "since", ""]


def test_a_share_that_moved_beyond_chance_is_told_with_its_interval():
    found = moved_since(*corpus(STEADY, [1, 0, 2, 1, 1, 0, 1, 2, 1, 1]), since=SINCE).iloc[0]
    assert found["claim"] == "less"
    counts = found[["n_frame", "base", "n_frame_before", "base_before"]]
    assert counts.tolist() == [
        10,
        100,
        50,
        100,
    ]
    assert found["estimate"] == pytest.approx(-0.4)
    assert found["ci_high"] < 0
    assert found["p_holm"] < 0.05
    assert found[["n_articles", "n_reference"]].tolist() == [10, 10]


def test_a_difference_that_may_be_chance_is_not_shown_however_it_looks():
    found = moved_since(*corpus([9, 0, 8, 1, 9], [2, 0, 9, 0, 3]), since=SINCE).iloc[0]
    assert found["estimate"] == pytest.approx(-0.26)
    assert found["claim"] in ("not_shown", "not_told")
    assert not found["p_holm"] < 0.05


def test_few_new_texts_have_counts_and_no_claim():
    found = moved_since(*corpus(STEADY, [0, 0]), since=SINCE).iloc[0]
    assert found["claim"] == "not_told"
    assert found["n_frame"] == 0
    assert pd.isna(found["p"])


def test_texts_of_one_story_are_one():
    rows, articles = corpus(STEADY, [1, 0, 2, 1, 1, 0, 1, 2, 1, 1])
    one = rows.assign(family=["s"] * 10 + ["t"] * 10)
    found = moved_since(one, articles, since=SINCE).iloc[0]
    assert found["claim"] == "not_told"


def test_counts_are_those_of_the_measure_itself_and_the_order_of_rows_changes_nothing():
    rows, articles = corpus(STEADY, STEADY[::-1])
    found = moved_since(rows, articles, since=SINCE)
    new = salience(rows[rows["article"].isin([f"a{n}" for n in range(10, 20)])]).iloc[0]
    assert found.iloc[0][["n_frame", "share"]].tolist() == new[["n_frame", "share"]].tolist()
    mixed = moved_since(
        rows.sample(frac=1, random_state=1), articles.sample(frac=1, random_state=2), since=SINCE
    )
    pd.testing.assert_frame_equal(mixed, found)


@each_of("before, after", [(STEADY, []), ([], STEADY)])
def test_with_nothing_on_one_side_nothing_moved(before, after):
    assert moved_since(*corpus(before, after), since=SINCE).empty


@each_of("day", ["13.02.2025", "2025-2-13", "2025-02-30", "yesterday", ""])
def test_what_is_no_day_is_refused(day):
    with pytest.raises(ParameterError, match="a day such as '2025-02-13' is needed"):
        moved_since(*corpus(STEADY, STEADY), since=day)
