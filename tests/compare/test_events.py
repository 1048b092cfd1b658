"""Outlets on the same events: who covered which, and differences within those both covered."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from scipy import stats

from framing import compare
from framing.compare import paired, resample
from framing.compare.events import coverage, difference
from framing.errors import ParameterError, TableError
from framing.tables.codes import (
    ALONE,
    EVENTS_ALIKE,
    FEW_EVENTS,
    FEW_FAMILIES,
    FEW_TEXTS,
    NO_EVENT,
    NO_VARIATION,
    ONE_EVENT,
    ONE_TEXT,
    WEIGHTED,
)
from tests.hashing import printed

ROOT = Path(__file__).parents[2]
LIMITS = ["ci_low", "ci_high"]
Event = dict[str, list[int]]


def frames(**events: Event) -> pd.DataFrame:
    """Make article frames of texts of 10 sentences: for each event, counts by outlet."""
    rows = [
        {"article": f"{event}{outlet}{k}", "outlet": outlet, "event": event,
         "n_frame_sentences": count}
        for event, outlets in events.items()
        for outlet, counts in outlets.items()
        for k, count in enumerate(counts)
    ]  # fmt: skip
    return pd.DataFrame(rows).assign(coder="me", frame="f", n_sentences=10)


def one_text_each(a: Iterable[int], b: Iterable[int]) -> pd.DataFrame:
    """Make events of one text of A and one of B."""
    return frames(
        **{f"e{k}": {"A": [x], "B": [y]} for k, (x, y) in enumerate(zip(a, b, strict=True))}
    )


def only(table: pd.DataFrame) -> pd.Series:
    assert len(table) == 1
    return table.iloc[0]


def against(rows: pd.DataFrame, reference: str = "B", **options) -> pd.Series:
    """Return the row of A against B."""
    found = difference(rows, reference=reference, **options)
    return only(found[found["outlet"] == "A"])


SIX = frames(
    e1={"A": [4, 3], "B": [1]}, e2={"A": [2], "B": [0, 1]}, e3={"A": [5], "B": [3]},
    e4={"A": [1, 0, 2], "B": [2, 2]}, e5={"A": [6], "B": [1, 1, 1]}, e6={"A": [3], "B": [0]},
)  # fmt: skip
THREE = frames(
    e1={"A": [4, 3, 5], "B": [1, 0]}, e2={"A": [2, 0], "B": [0, 1, 0]},
    e3={"A": [5, 2], "B": [3, 0]},
)  # fmt: skip
ONE = frames(e1={"A": [4, 3, 5, 0, 1, 2], "B": [1, 0, 0, 2, 0]})

# -- who covered what ---------------------------------------------------------------------------

ARTICLES = pd.DataFrame(
    {"article": list("abcdef"), "outlet": ["A", "A", "A", "B", "B", "C"], "text": "x",
     "event": ["call", "call", "summit", "call", "call", "vote"],
     "date": ["2025-02-14", "2025-02-12", None, "2025-02-13", None, "2025-02-20T23:00-11:00"]}
)  # fmt: skip


def test_every_outlet_and_event_is_a_row_and_a_zero_is_one_too():
    wanted = [
        ("A", "call", 2, 4, 0.5, "2025-02-12", "2025-02-14", 0),
        ("A", "summit", 1, 1, 1.0, None, None, 1),
        ("A", "vote", 0, 1, 0.0, None, None, 0),
        ("B", "call", 2, 4, 0.5, "2025-02-13", "2025-02-13", 1),
        ("B", "summit", 0, 1, 0.0, None, None, 0),
        ("B", "vote", 0, 1, 0.0, None, None, 0),
        ("C", "call", 0, 4, 0.0, None, None, 0),
        ("C", "summit", 0, 1, 0.0, None, None, 0),
        ("C", "vote", 1, 1, 1.0, "2025-02-20", "2025-02-20", 0),
    ]
    found = coverage(ARTICLES)
    columns = ["outlet", "event", "n_articles", "n_event", "share", "first", "last", "n_undated"]
    assert found.columns.to_list() == columns
    rows = found.astype("object").where(found.notna(), None).itertuples(index=False, name=None)
    assert list(rows) == wanted


def test_articles_without_an_event_are_all_of_one():
    found = coverage(ARTICLES.drop(columns="event"))
    assert found["event"].unique().tolist() == ["all"]
    assert found["n_articles"].tolist() == [3, 2, 1]


def test_counts_add_up_to_all_articles_and_shares_to_one():
    found = coverage(ARTICLES)
    assert found["n_articles"].sum() == len(ARTICLES)
    np.testing.assert_allclose(found.groupby("event")["share"].sum(), 1.0)


def test_coverage_of_no_articles_is_an_empty_table():
    assert coverage(ARTICLES.iloc[:0]).empty


def test_shuffled_articles_give_the_same_coverage():
    found = coverage(ARTICLES.sample(frac=1, random_state=2))
    assert_frame_equal(found, coverage(ARTICLES))


def test_a_date_that_is_no_day_is_refused():
    with pytest.raises(TableError, match=r"articles\.date: 1 of 1 dates are no days"):
        coverage(ARTICLES.assign(date="February"))


# -- the estimate -------------------------------------------------------------------------------


def written_out(rows: pd.DataFrame, measure: str) -> float:
    """Mean of differences within events, weighted by n m / (n + m): by loops."""
    top = bottom = 0.0
    for _, event in rows.groupby("event"):
        a, b = (event.loc[event["outlet"] == o, "n_frame_sentences"].tolist() for o in "AB")
        if a and b:
            per = 10 if measure == "salience" else 1
            value = (lambda c: c) if measure == "salience" else (lambda c: int(c > 0))
            apart = sum(map(value, a)) / len(a) / per - sum(map(value, b)) / len(b) / per
            weight = len(a) * len(b) / (len(a) + len(b))
            top, bottom = top + weight * apart, bottom + weight
    return top / bottom


@pytest.mark.parametrize("measure", ["prevalence", "salience"])
@pytest.mark.parametrize("rows", [ONE, THREE, SIX], ids=["one", "three", "six"])
def test_the_estimate_is_the_weighted_mean_of_the_differences_within_events(rows, measure):
    assert against(rows, measure=measure)["estimate"] == pytest.approx(written_out(rows, measure))


def test_the_estimate_for_shares_of_texts_is_mantel_and_haenszels_risk_difference():
    """Sum of (a m - b n) / N over the sum of n m / N, of Greenland and Robins (1985)."""
    tables = []
    for _, event in SIX.groupby("event"):
        present = event["n_frame_sentences"] > 0
        is_a = event["outlet"] == "A"
        tables.append(((present & is_a).sum(), is_a.sum(), (present & ~is_a).sum(), (~is_a).sum()))
    top = sum((a * m - b * n) / (n + m) for a, n, b, m in tables)
    bottom = sum(n * m / (n + m) for _, n, _, m in tables)
    assert against(SIX)["estimate"] == pytest.approx(top / bottom)


def test_copies_of_one_story_in_an_event_weigh_it_as_one_text():
    rows = frames(e1={"A": [2, 2, 2], "B": [0]}, e2={"A": [1], "B": [1]})
    alike = rows.assign(family=[*["s"] * 3, *rows["article"][3:]])
    assert against(rows, measure="salience")["estimate"] == pytest.approx(0.2 * 0.75 / 1.25)
    assert against(alike, measure="salience")["estimate"] == pytest.approx(0.2 * 0.5 / 1.0)


def test_which_events_an_outlet_chose_makes_no_difference_within_them():
    """A prints more where all have the frame: over all texts they differ, within events not."""
    rows = frames(e1={"A": [3] * 9, "B": [3]}, e2={"A": [0], "B": [0] * 9})
    assert only(compare.difference(rows, reference="B"))["estimate"] == pytest.approx(0.8)
    assert against(rows)["estimate"] == 0.0


def test_events_of_one_side_alone_are_counted_and_left_out():
    rows = pd.concat(
        [SIX, frames(x={"A": [9]}, y={"A": [9], "C": [1]}, z={"B": [9]}, w={"C": [1]})]
    )
    row = against(rows)
    assert row[["n_events", "n_outlet_only", "n_reference_only"]].tolist() == [6, 2, 1]
    assert row[["n_articles", "n_reference"]].tolist() == [9, 10]
    same = ["estimate", *LIMITS, "p", "note"]
    assert row[same].tolist() == against(SIX)[same].tolist()


def test_without_a_common_event_nothing_is_compared_and_the_row_says_so():
    row = against(frames(e1={"A": [1] * 9}, e2={"B": [1] * 9}))
    assert row[["n_events", "n_outlet_only", "n_reference_only"]].tolist() == [0, 1, 1]
    assert row["note"] == NO_EVENT
    assert row[["estimate", *LIMITS, "p", "q"]].isna().all()


def test_the_rest_is_all_others_in_the_same_event():
    rows = pd.concat([SIX, frames(e7={"A": [4], "C": [0]}, e8={"C": [5], "B": [1]})])
    found = difference(rows).set_index("outlet")
    assert found["n_events"].to_dict() == {"A": 7, "B": 7, "C": 2}
    assert found["n_outlet_only"].to_dict() == {"A": 0, "B": 0, "C": 0}
    assert found["n_reference_only"].to_dict() == {"A": 1, "B": 1, "C": 6}


def test_where_origins_count_an_event_with_too_few_sentences_has_no_share():
    rows = SIX.assign(wire="unmatched", n_sentences=20)
    rows.loc[rows["event"] == "e3", "n_sentences"] = 9
    rows.loc[rows["event"] == "e6", "n_sentences"] = 10  # enough
    row = against(rows, measure="salience")
    assert row[["n_events", "n_no_share"]].tolist() == [5, 1]
    assert against(rows)[["n_events", "n_no_share"]].tolist() == [6, 0]


def test_texts_of_which_nothing_is_known_do_not_make_an_event_covered():
    rows = SIX.assign(in_lead=[None if event == "e3" else True for event in SIX["event"]])
    row = against(rows, measure="prominence")
    columns = ["n_events", "n_outlet_only", "n_reference_only", "n_no_share"]
    assert row[columns].tolist() == [5, 0, 0, 0]


# -- one event is the plain difference ----------------------------------------------------------


@pytest.mark.parametrize("measure", ["prevalence", "salience", "prominence"])
@pytest.mark.parametrize("reference", ["rest", "B"])
def test_with_one_event_the_row_is_that_of_difference(measure, reference):
    rows = pd.concat([ONE, frames(e1={"C": [1, 0, 2, 0, 9]})])
    rows = rows.assign(in_lead=rows["n_frame_sentences"] > 1)
    within = difference(rows, measure=measure, reference=reference)
    if reference == "rest":  # the two sides, whoever they are
        sides = [rows.assign(outlet=rows["outlet"].where(rows["outlet"] == name, "rest"))
                 for name in "ABC"]  # fmt: skip
        plain = pd.concat(
            compare.difference(side, measure=measure, reference="rest").query("outlet != 'rest'")
            for side in sides
        ).reset_index(drop=True)
    else:
        plain = compare.difference(rows, measure=measure, reference=reference)
    plain["q"] = resample.benjamini_hochberg(plain["p"])
    columns = ["outlet", "reference", "n_articles", "n_reference", "estimate", *LIMITS, "p", "q"]
    assert_frame_equal(within[columns], plain[columns], check_exact=True)
    assert within["note"].str.startswith(ONE_EVENT).all()


# -- small samples ------------------------------------------------------------------------------

FEW = {
    "one text against many": (frames(e1={"A": [1], "B": [0, 1, 2, 0, 1]}), ONE_TEXT),
    "four texts in two events": (frames(e1={"A": [1, 2], "B": [0, 1, 0]},
                                        e2={"A": [1, 0], "B": [0, 3]}), FEW_TEXTS),
    "two against two": (frames(e1={"A": [1], "B": [0]}, e2={"A": [1], "B": [3]}), FEW_TEXTS),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "note"), FEW.values(), ids=FEW)
def test_below_five_texts_a_side_there_is_a_difference_but_no_interval(rows, note):
    row = against(rows)
    assert row["note"].removeprefix(f"{ONE_EVENT};") == note
    assert pd.notna(row["estimate"])
    assert row[[*LIMITS, "p", "q"]].isna().all()


def test_five_texts_of_fewer_stories_have_no_interval():
    copies = SIX.assign(family=SIX["article"].where(SIX["outlet"] == "B", "s"))
    assert against(copies)["note"] == FEW_FAMILIES
    assert against(copies)[LIMITS].isna().all()


def test_below_five_events_the_interval_is_about_these_events_and_the_note_says_so():
    row = against(THREE, measure="salience")
    assert row["note"] == FEW_EVENTS
    assert row["ci_low"] < row["estimate"] < row["ci_high"]


def test_a_single_text_on_a_side_of_one_of_few_events_leaves_no_interval():
    rows = pd.concat([THREE, frames(e4={"A": [1, 2], "B": [1]})])
    row = against(rows, measure="salience")
    assert row["note"] == f"{FEW_EVENTS};{ALONE}"
    assert row[LIMITS].isna().all()
    assert pd.notna(row["p"])


def test_from_five_events_on_there_is_no_note():
    row = against(SIX, measure="salience")
    assert row["note"] == ""
    assert row["ci_low"] < row["estimate"] < row["ci_high"]


def test_the_same_difference_in_every_event_has_no_interval():
    rows = frames(**{f"e{k}": {"A": [3], "B": [1]} for k in range(6)})
    row = against(rows, measure="salience")
    assert (row["estimate"], row["note"]) == (pytest.approx(0.2), EVENTS_ALIKE)
    assert row[LIMITS].isna().all()
    assert row["p"] == 2 / 64


def test_texts_that_do_not_vary_within_few_events_have_no_interval():
    rows = frames(e1={"A": [3] * 3, "B": [1] * 3}, e2={"A": [2] * 3, "B": [1] * 3})
    row = against(rows, measure="salience")
    assert row["note"].startswith(f"{FEW_EVENTS};{NO_VARIATION}")
    assert row[LIMITS].isna().all()


def test_weights_of_families_are_used_and_noted():
    weighted = SIX.assign(wire="family", weight=np.linspace(0.2, 1, len(SIX)))
    row = against(weighted, measure="salience")
    assert row["note"] == WEIGHTED
    assert row["estimate"] != against(SIX, measure="salience")["estimate"]


# -- interval and p, computed independently -----------------------------------------------------


def differences(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return the difference of salience and the weight of each event."""
    shares = rows.groupby(["event", "outlet"])["n_frame_sentences"].agg(["mean", "size"]).unstack()
    n, m = shares["size"]["A"], shares["size"]["B"]
    apart = (shares["mean"]["A"] - shares["mean"]["B"]) / 10
    return apart.to_numpy(), (n * m / (n + m)).to_numpy()


def test_from_five_events_on_the_interval_is_that_of_all_draws_of_events():
    rows = SIX[SIX["event"] != "e6"]
    apart, weight = differences(rows)
    drawn = np.array(list(itertools.product(range(5), repeat=5)))
    means = (apart * weight)[drawn].sum(axis=1) / weight[drawn].sum(axis=1)
    tail = stats.norm.cdf(-np.sqrt(5 / 4) * stats.t.ppf(0.975, 4))
    found = against(rows, measure="salience")[LIMITS].astype(float)
    np.testing.assert_allclose(found, np.quantile(means, [tail, 1 - tail]), atol=0.02)


def test_from_five_events_on_p_is_the_share_of_all_changes_of_sign_as_extreme():
    apart, weight = differences(SIX)
    observed = abs((apart * weight).sum())
    ways = [abs((apart * weight * s).sum()) for s in itertools.product((1, -1), repeat=6)]
    wanted = np.mean([way >= observed - 1e-12 for way in ways])
    assert against(SIX, measure="salience")["p"] == pytest.approx(wanted, abs=1e-12)


def test_p_with_events_of_equal_size_is_that_of_scipys_paired_permutation():
    a, b = [4, 2, 5, 1, 6, 3, 0], [1, 0, 3, 2, 1, 0, 0]
    rows = one_text_each(a, b)
    wanted = stats.permutation_test(
        (a, b), lambda x, y, axis: (x - y).mean(axis=axis), permutation_type="samples",
        n_resamples=np.inf,
    ).pvalue  # fmt: skip
    assert against(rows, measure="salience")["p"] == pytest.approx(wanted, abs=1e-12)


def test_with_many_events_p_is_drawn_and_near_that_of_all_changes_of_sign():
    rng = np.random.default_rng(4)
    a, b = rng.integers(0, 8, 14), rng.integers(0, 8, 14)
    rows = one_text_each(a, b)
    signs = np.array(list(itertools.product((1, -1), repeat=14)))
    wanted = (np.abs(signs @ (a - b)) >= abs((a - b).sum())).mean()
    assert against(rows, measure="salience")["p"] == pytest.approx(wanted, abs=0.03)
    assert wanted > 0.2


def test_below_five_events_p_is_the_share_of_all_deals_within_events_as_extreme():
    deals = []
    weights = [6 / 5, 6 / 5, 1]
    for event in ("e1", "e2", "e3"):
        rows = THREE[THREE["event"] == event]
        counts, n = rows["n_frame_sentences"].to_numpy() / 10, int((rows["outlet"] == "A").sum())
        dealt = []
        for own in itertools.combinations(range(len(counts)), n):
            other = [k for k in range(len(counts)) if k not in own]
            dealt.append(counts[list(own)].mean() - counts[other].mean())
        deals.append(dealt)
    all_deals = [abs(np.dot(weights, deal)) / sum(weights) for deal in itertools.product(*deals)]
    row = against(THREE, measure="salience")
    wanted = np.mean([deal >= abs(row["estimate"]) - 1e-12 for deal in all_deals])
    assert row["p"] == pytest.approx(wanted, abs=0.03)


def test_below_five_events_the_interval_is_that_of_all_draws_of_one_fewer():
    groups = [g["n_frame_sentences"].to_numpy() / 10 for _, g in THREE.groupby(["event", "outlet"])]
    shares = [
        [g[list(d)].mean() for d in itertools.product(range(len(g)), repeat=len(g) - 1)]
        for g in groups
    ]
    weights = np.array([6 / 5, 6 / 5, 1]) / (17 / 5)
    rng = np.random.default_rng(1)
    drawn = np.array([rng.choice(s, 60_000) for s in shares])
    values = weights @ (drawn[0::2] - drawn[1::2])
    tail = stats.norm.cdf(-stats.t.ppf(0.975, len(THREE) - 6))
    found = against(THREE, measure="salience")[LIMITS].astype(float)
    np.testing.assert_allclose(found, np.quantile(values, [tail, 1 - tail]), atol=0.008)


# -- relations that must hold -------------------------------------------------------------------

TABLES = {"one": ONE, "three": THREE, "six": SIX}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_shuffling_rows_changes_nothing(rows):
    found = difference(rows.sample(frac=1, random_state=3), measure="salience")
    assert_frame_equal(found, difference(rows, measure="salience"), check_exact=True)


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_renaming_outlets_events_and_articles_moves_no_digit(rows):
    names = {"A": "Z", "B": "Y"}
    renamed = rows.assign(
        outlet=rows["outlet"].map(names), article=rows["article"].str[::-1],
        event=rows["event"].map({f"e{k}": f"story {9 - k}" for k in range(9)}),
    )  # fmt: skip
    found = difference(renamed, measure="salience")
    back = found.assign(outlet=found["outlet"].map({"Z": "A", "Y": "B"}))
    back = back.sort_values("outlet", ignore_index=True)
    assert_frame_equal(back, difference(rows, measure="salience"), check_exact=True)


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_a_difference_the_other_way_round_has_the_other_sign(rows):
    there = against(rows, measure="salience")
    back = only(difference(rows, measure="salience", reference="A"))
    assert there["estimate"] == -back["estimate"]
    np.testing.assert_equal(there["p"], back["p"])
    np.testing.assert_allclose(
        there[LIMITS].astype(float), -back[LIMITS[::-1]].astype(float), rtol=1e-9
    )


def test_twice_as_many_texts_in_every_event_leave_the_estimate():
    twice = pd.concat([SIX, SIX.assign(article=SIX["article"] + " again")])
    assert against(twice)["estimate"] == pytest.approx(against(SIX)["estimate"])


def test_twice_as_many_events_leave_the_estimate_and_narrow_the_interval():
    again = SIX.assign(article=SIX["article"] + " again", event=SIX["event"] + " again")
    one, two = (against(t, measure="salience") for t in (SIX, pd.concat([SIX, again])))
    assert two["estimate"] == pytest.approx(one["estimate"])
    assert two["ci_high"] - two["ci_low"] < one["ci_high"] - one["ci_low"]


def test_another_seed_moves_the_interval_and_not_the_estimate():
    one, two = (against(SIX, measure="salience", seed=seed) for seed in (1, 2))
    assert one["estimate"] == two["estimate"]
    assert one[LIMITS].tolist() != two[LIMITS].tolist()


def test_q_is_over_the_rows_that_have_a_p():
    third = SIX[SIX["outlet"] == "B"].assign(outlet="C", article=lambda t: t["article"] + "c")
    third["n_frame_sentences"] = [2, 0, 1, 1, 2, 0, 3, 1, 0, 4]
    rows = pd.concat([SIX, third, frames(e1={"D": [1]})])
    found = difference(rows, measure="salience")
    known = found["p"].notna()
    assert known.tolist() == [True, True, True, False]
    wanted = stats.false_discovery_control(found.loc[known, "p"])
    np.testing.assert_allclose(found.loc[known, "q"], wanted)


SCRIPT = """
import sys
import pandas as pd
from framing.compare.events import difference
rows = pd.read_csv(sys.argv[1]).sample(frac=1, random_state=int(sys.argv[2]))
sys.stdout.write(difference(rows, measure="salience", seed=4).to_csv())
"""


def test_the_same_seed_gives_the_same_bytes_whatever_the_order_and_the_hash_seed(tmp_path):
    SIX.to_csv(tmp_path / "rows.csv", index=False)
    said = printed(SCRIPT, here=[tmp_path / "rows.csv", 1], there=[tmp_path / "rows.csv", 2])
    assert said.count("\n") == 3


# -- planted truth ------------------------------------------------------------------------------


def planted(rng, *, n_events: int, replications: int, apart: float, spread: float = 0.05):
    """Draw events that differ in how much of them has the frame; B prints more on those with more.

    Each replication is a frame of its own; within each event A is ``apart`` higher, give or
    take ``spread``.
    """
    parts = []
    for r in range(replications):
        base = rng.uniform(0.2, 0.6, n_events)
        shift = rng.normal(apart, spread, n_events).clip(-0.2, 0.4)
        for outlet, more in (("A", shift), ("B", 0 * shift)):
            size = rng.integers(2, 5, n_events) + (4 * (base > 0.4) if outlet == "B" else 0)
            event = np.repeat(np.arange(n_events), size)
            parts.append(pd.DataFrame(
                {"outlet": outlet, "frame": f"f{r:04}", "event": event.astype(str),
                 "n_frame_sentences": rng.binomial(25, (base + more)[event])}
            ))  # fmt: skip
    rows = pd.concat(parts, ignore_index=True).assign(coder="me", n_sentences=25)
    return rows.assign(article=[f"a{k}" for k in range(len(rows))])


@pytest.fixture
def fewer_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw 400 times in the place of 2,000, which moves a limit by less than what is allowed."""
    for module in (resample, paired):
        monkeypatch.setattr(module, "DRAWS", 400)


@pytest.mark.slow
@pytest.mark.usefixtures("fewer_draws")
@pytest.mark.parametrize(("n_events", "spread"), [(3, 0.0), (10, 0.05)])
def test_intervals_hold_the_planted_truth_as_often_as_they_say(n_events, spread):
    rng = np.random.default_rng(n_events)
    rows = planted(rng, n_events=n_events, replications=80, apart=0.1, spread=spread)
    found = difference(rows, measure="salience", reference="B")
    assert found[LIMITS].notna().all(axis=None)
    assert 0.88 <= ((found["ci_low"] <= 0.1) & (found["ci_high"] >= 0.1)).mean() <= 0.99


@pytest.mark.slow
@pytest.mark.usefixtures("fewer_draws")
def test_where_nothing_was_planted_p_is_small_as_often_as_it_says():
    rows = planted(np.random.default_rng(7), n_events=9, replications=100, apart=0.0)
    found = difference(rows, measure="salience", reference="B")
    assert (found["p"] <= 0.05).mean() <= 0.09
    assert abs(found["estimate"].mean()) < 0.01
    shares = rows.groupby("outlet")["n_frame_sentences"].mean() / 25
    assert shares["A"] - shares["B"] < -0.03  # over all texts, which events were chosen shows


# -- refusals -----------------------------------------------------------------------------------


def test_an_unknown_reference_or_measure_is_refused():
    with pytest.raises(ParameterError, match="reference is 'C', which is no outlet here"):
        difference(SIX, reference="C")
    with pytest.raises(ParameterError, match=r"measure is 'salient'\. .* Did you mean 'salience'"):
        difference(SIX, measure="salient")


def test_a_single_outlet_has_no_reference():
    assert difference(SIX[SIX["outlet"] == "A"]).empty


def test_nothing_given_is_edited():
    rows, articles = SIX.copy(deep=True), ARTICLES.copy(deep=True)
    difference(SIX)
    coverage(ARTICLES)
    assert_frame_equal(rows, SIX)
    assert_frame_equal(articles, ARTICLES)
