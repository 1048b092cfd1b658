"""Groups of outlets beside each other: outlets, and not texts, are what is sampled."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.compare import difference, homogeneity, prevalence, prominence, salience, trend
from framing.compare.resample import Ratio, jackknifed
from framing.errors import ParameterError, TableError
from framing.tables.codes import FEW_OUTLETS
from framing.words import keyness
from tests.cases import each_of

SHARES = {"A": 9, "B": 1, "C": 8, "D": 2, "E": 9, "F": 7, "G": 1, "H": 2, "I": 8, "J": 1}


def rows(shares: dict[str, int] = SHARES, *, texts: int = 6, west: str = "ABCDE") -> pd.DataFrame:
    """Return texts of ten sentences; all of an outlet have as many with the frame."""
    table = pd.DataFrame(
        [
            {"article": f"{outlet}{n}", "outlet": outlet, "family": f"{outlet}{n}",
             "side": "west" if outlet in west else "east", "coder": "me", "frame": "f",
             "n_sentences": 10, "n_words": 100, "n_frame_sentences": k, "n_frame_words": 10 * k}
            for outlet, k in shares.items() for n in range(texts)
        ]
    )  # fmt: skip
    return table.assign(in_headline=table["n_frame_sentences"] > 5, in_lead=False)


def varied(texts: int, *, west: str = "ABCDE") -> pd.DataFrame:
    """Return texts of which an outlet has a third or two thirds with the frame."""
    table = rows(texts=texts, west=west)
    place, number = table["outlet"].map("ABCDEFGHIJ".index), table["article"].str[1:].astype(int)
    has = number % 3 <= place % 2
    return table.assign(
        n_frame_sentences=5 * has, n_frame_words=50 * has, in_headline=has.astype("boolean")
    )


def articles(table: pd.DataFrame) -> pd.DataFrame:
    known = table[["article", "outlet", "side"]]
    return known.assign(text="Talks.", date="2025-02-13")


MEASURED = {
    "prevalence": lambda table: prevalence(table, by="side"),
    "salience": lambda table: salience(table, by="side"),
    "words": lambda table: salience(table, unit="words", by="side"),
    "prominence": lambda table: prominence(table, by="side"),
    "trend": lambda table: trend(table, articles(table), by="side"),
}


def test_counts_of_a_group_are_those_of_its_outlets_together():
    found = salience(rows(), by="side").set_index("side")
    assert found.index.tolist() == ["east", "west"]
    assert found["n_frame"].tolist() == [6 * (7 + 1 + 2 + 8 + 1), 6 * (9 + 1 + 8 + 2 + 9)]
    assert found["base"].tolist() == [300, 300]
    assert found["n_articles"].tolist() == [30, 30]


@each_of("measured", MEASURED.values())
def test_an_interval_of_a_group_rests_on_its_outlets_however_many_texts_they_have(measured):
    few, many = measured(varied(3)), measured(varied(30))
    for limit in ("ci_low", "ci_high"):
        assert few[limit].notna().any()
        pd.testing.assert_series_equal(few[limit], many[limit], atol=1e-9)
    has = few["ci_low"].notna()
    assert few.loc[has, "coverage"].between(0.85, 1).all()
    assert few.loc[has, "coverage_articles"].isin([5, 10]).all()


@each_of("measured", MEASURED.values())
def test_a_group_of_fewer_than_five_outlets_has_a_share_and_no_interval(measured):
    found = measured(rows(west="AB")).query("side == 'west'")
    assert found["share"].notna().all()
    assert found["ci_low"].isna().all()
    assert found["note"].tolist() == [FEW_OUTLETS]


def test_outlets_that_differ_among_themselves_show_no_difference_of_groups():
    """By texts this would be sure: 30 against 30, each outlet alike within."""
    by_outlet = rows().assign(outlet=lambda t: t["side"])
    assert difference(by_outlet, measure="salience")["p"].max() < 0.03
    found = difference(rows(), measure="salience", by="side")
    assert found["side"].tolist() == ["east", "west"]
    assert found["p"].min() > 0.3
    assert not homogeneity(rows(), by="side")["differ"].any()


def test_groups_whose_outlets_all_differ_are_told_apart():
    apart = dict(zip("ABCDEFGHIJ", [8, 9, 7, 8, 9, 1, 2, 1, 3, 2], strict=True))
    found = difference(rows(apart), measure="salience", by="side").set_index("side")
    assert found.loc["west", "estimate"] == pytest.approx(0.82 - 0.18)
    assert found["p"].max() < 0.05
    assert homogeneity(rows(apart), by="side")["differ"].all()


def test_a_comparison_of_groups_with_few_outlets_is_refused_with_its_reason():
    found = difference(rows(west="ABC"), measure="salience", by="side")
    assert found["p"].isna().all()
    assert found["estimate"].notna().all()
    assert set(found["note"]) == {FEW_OUTLETS}


def test_what_a_story_is_does_not_move_a_comparison_of_groups():
    shared = rows().assign(family="one")
    assert_frame_equal(salience(shared, by="side"), salience(rows(), by="side"))


def test_shuffled_rows_change_nothing():
    table = rows()
    for measured in MEASURED.values():
        assert_frame_equal(measured(table.sample(frac=1, random_state=1)), measured(table))


def test_a_period_may_still_be_given_as_by():
    table = rows()
    month = trend(table, articles(table), by="month")
    assert_frame_equal(month, trend(table, articles(table), period="month"))
    assert month["period"].unique().tolist() == ["2025-02"]


@each_of(
    "table, by, said",
    [
        (rows(), "sid", "by is 'sid', which is no column here. Did you mean 'side'?"),
        (rows().assign(side=lambda t: t["side"].mask(t["outlet"] == "B")), "side",
         "side: 1 outlet without a value: 'B'"),
        (rows().assign(side=lambda t: t["side"].mask(t["outlet"] == "B", " ")), "side",
         "side: 1 outlet without a value: 'B'"),
        (rows().assign(side=lambda t: t["side"].mask(t["article"] == "A1", "east")), "side",
         "side: 1 outlet with more than one value: 'A'"),
    ],
)  # fmt: skip
def test_an_outlet_belongs_to_one_group(table, by, said):
    with pytest.raises((ParameterError, TableError)) as refused:
        prevalence(table, by=by)
    assert said in str(refused.value)


def test_words_of_groups_are_tested_over_outlets():
    """One outlet of each group uses the word in all of its texts: no trait of the group."""
    said = [
        {"article": f"{outlet}{n}", "start": 10 * place, "token": word, "outlet": outlet,
         "family": f"{outlet}{n}", "side": "west" if outlet in "ABCDE" else "east"}
        for outlet in "ABCDEFGHIJ" for n in range(6)
        for place, word in enumerate(["talks", "mill", "fate" if outlet == "A" else "town"])
    ]  # fmt: skip
    tokens = pd.DataFrame(said)
    by_text = keyness(tokens.assign(outlet=tokens["side"])).set_index(["group", "feature"])
    found = keyness(tokens, by="side").set_index(["group", "feature"])
    assert by_text.loc[("west", "fate"), "p"] < 0.05 < found.loc[("west", "fate"), "p"]
    assert found["n_target"].equals(by_text["n_target"])
    few = keyness(tokens[tokens["outlet"].isin(list("ABFGHIJ"))], by="side")
    assert few["p"].isna().all()


def test_a_share_of_texts_of_a_group_leaves_out_each_outlet_in_turn():
    found = prevalence(varied(3), by="side").set_index("side").loc["west"]
    low, high = jackknifed(Ratio(np.array([1.0, 2, 1, 2, 1]), np.full(5, 3.0)))
    assert (found["n_present"], found["n_articles"]) == (7, 15)
    assert (found["ci_low"], found["ci_high"]) == pytest.approx((low, high))
