"""Reliability: what agreement between coders is called, when it is judged, what is missing."""

from __future__ import annotations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.compare.coverage import observed_coverage
from framing.errors import ParameterError, TableError
from framing.tables.codes import (
    ALL_ALIKE,
    COVERAGE_NOT_OF_SCORES,
    FEW_POSITIVES,
    FEW_UNRELATED,
    KAPPA_OF_TWO,
    NO_LIMITS,
    NONE_TWICE,
    REPEATED,
)
from framing.tables.contracts import CONTRACTS
from framing.tables.contracts.contract import COVERED
from framing.tables.require import values_of
from framing.trust.reliability import NO_VERDICT, _verdict, reliability

LIMITS = ["ci_low", "ci_high"]
COEFFICIENTS = ["alpha", "kappa", "ac1"]
KNOWN = [*COEFFICIENTS, "percent_agreement"]


def coded(coder: str, *articles: str, frame: str = "f", **given) -> pd.DataFrame:
    """Code articles a00, a01, ... from words such as "110?": present, absent, could not say."""
    rows = [
        (f"a{number:02}", sentence, {"1": 1, "0": 0}.get(letter))
        for number, letters in enumerate(articles)
        for sentence, letter in enumerate(letters)
    ]
    table = pd.DataFrame(rows, columns=["article", "sentence", "present"])
    return table.astype({"present": "Int64"}).assign(coder=coder, frame=frame, **given)


def two(ann: list[str], bob: list[str], **given) -> pd.DataFrame:
    return pd.concat([coded("ann", *ann, **given), coded("bob", *bob, **given)])


def kinds(**each: str) -> pd.DataFrame:
    return pd.DataFrame({"coder": list(each), "kind": list(each.values())})


def only(table: pd.DataFrame) -> pd.Series:
    assert len(table) == 1
    return table.iloc[0]


PERSONS = kinds(ann="person", bob="person")
# 12 articles of 12 sentences, two of them positive: 24 of 144
ALIKE = ["110000000000"] * 12
ONE_OFF = ["010000000000", *ALIKE[1:]]
SIX_OFF = ["010000000000"] * 6 + ALIKE[6:]


# -- counts and coefficients ------------------------------------------------------------------


def test_a_row_counts_units_articles_and_positives_and_has_every_coefficient():
    # both positive twice, ann alone once, neither twice; bob could not say once
    found = reliability(two(["1110", "00"], ["110?", "00"]))
    wanted = pd.DataFrame(
        {"frame": ["f"], "called": "kinds_unknown", "coders": "ann;bob", "variable": "present",
         "value": "", "level": "nominal", "n": 5, "n_articles": 2, "n_positive": 3,
         "n_positive_articles": 1, "alpha": 1 - 9 * 2 / (2 * 5 * 5), "ci_low": np.nan,
         "ci_high": np.nan, "percent_agreement": 4 / 5, "ac1": 0.6,
         "kappa": (0.8 - 0.48) / 0.52, "verdict": pd.array([None], dtype="str"),
         **dict.fromkeys(COVERED, np.nan)}
    )  # fmt: skip
    assert_frame_equal(found.drop(columns="note"), wanted, check_dtype=False)
    assert list(found) == list(CONTRACTS["reliability"].columns)


def test_alpha_of_any_number_of_coders_with_gaps_is_that_of_another_implementation():
    random = np.random.default_rng(4)
    tables = {}
    for coder in ("ann", "bob", "eve"):
        letters = random.choice(list("0001?"), (10, 6))
        tables[coder] = ["".join(row) for row in letters]
    codings = pd.concat([coded(coder, *rows) for coder, rows in tables.items()])
    ratings = [
        [{"?": np.nan}.get(letter, letter) for row in rows for letter in row]
        for rows in tables.values()
    ]
    wanted = krippendorff.alpha(np.array(ratings, float), level_of_measurement="nominal")
    row = only(reliability(codings))
    assert row["alpha"] == pytest.approx(wanted, abs=1e-12)
    assert row["coders"] == "ann;bob;eve"
    assert np.isnan(row["kappa"])
    assert KAPPA_OF_TWO in values_of(row["note"])


def test_a_unit_that_only_one_coder_has_a_row_for_counts_nothing():
    found = reliability(pd.concat([coded("ann", "1100", "11"), coded("bob", "1000")]))
    assert found[["n", "n_articles", "n_positive"]].values.tolist() == [[4, 1, 2]]
    assert_frame_equal(found, reliability(two(["1100"], ["1000"])))


def test_frames_stand_by_name_and_one_that_a_single_coder_coded_has_no_row():
    codings = pd.concat(
        [two(["10"], ["11"], frame="b"), two(["10"], ["10"], frame="a"),
         coded("ann", "1", frame="c")]
    )  # fmt: skip
    assert reliability(codings)["frame"].to_list() == ["a", "b"]


def test_coders_without_a_common_frame_give_a_table_without_rows():
    codings = pd.concat([coded("ann", "1"), coded("bob", "1", frame="g")])
    assert_frame_equal(reliability(codings), reliability(two(["10"], ["11"])).iloc[:0])


UNDEFINED = {
    "no unit decided by two": (["1?"], ["?1"], [np.nan] * 4, NONE_TWICE),
    "all absent": (["000"], ["000"], [np.nan] * 3 + [1.0], ALL_ALIKE),
    "all present": (["111"], ["111"], [np.nan] * 3 + [1.0], ALL_ALIKE),
}


@pytest.mark.parametrize(("ann", "bob", "values", "note"), UNDEFINED.values(), ids=UNDEFINED)
def test_what_is_undefined_is_missing_and_the_note_says_why(ann, bob, values, note):
    row = only(reliability(two(ann, bob)))
    np.testing.assert_array_equal(row[KNOWN].astype(float), values)
    assert row["note"].startswith(note)
    assert row[LIMITS].isna().all()


# -- called -----------------------------------------------------------------------------------

CALLED = {
    "persons": (PERSONS, "reliability"),
    "machines": (kinds(ann="model", bob="rules"), "repeatability"),
    "a person and a machine": (kinds(ann="person", bob="model"), "mixed"),
    "one of unknown kind": (kinds(ann="person"), "kinds_unknown"),
    "kinds not given": (None, "kinds_unknown"),
}


@pytest.mark.parametrize(("given", "called"), CALLED.values(), ids=CALLED)
def test_agreement_is_called_by_what_coders_are_and_only_persons_get_a_verdict(given, called):
    row = only(reliability(two(ALIKE * 2, ALIKE * 2), kinds=given))
    assert row["called"] == called
    assert (row["verdict"] == "reliable") == (called == "reliability")
    assert pd.isna(row["verdict"]) == (called != "reliability")
    assert NO_VERDICT.get(called, "") in row["note"]
    assert row["ci_low"] < row["alpha"] == row["ci_high"] == 1


RUNS = {
    "the same model and prompt": (["m", "m"], ["p", "p"], True),
    "another prompt": (["m", "m"], ["p", "q"], False),
    "another model": (["m", "n"], ["p", "p"], False),
    "prompts not known": (["m", "m"], [None, None], False),
}


@pytest.mark.parametrize(("model", "prompt", "same"), RUNS.values(), ids=RUNS)
def test_runs_of_one_model_with_one_prompt_are_named_as_repeats(model, prompt, same):
    given = kinds(ann="model", bob="model").assign(model=model, prompt=prompt)
    row = only(reliability(two(["10"], ["11"]), kinds=given))
    assert row["called"] == "repeatability"
    assert (REPEATED in values_of(row["note"])) == same


# -- verdict ----------------------------------------------------------------------------------


def off(n: int, articles: list[str]) -> list[str]:
    """Change the codings so that the coder misses one positive in each of n articles."""
    return ["010000000000"] * n + articles[n:]


VERDICTS = {
    "none of 48": (ALIKE * 2, off(0, ALIKE * 2), "reliable"),
    "two of 48": (ALIKE * 2, off(2, ALIKE * 2), "reliable"),
    "none of 24": (ALIKE, off(0, ALIKE), "tentative"),
    "one of 24": (ALIKE, off(1, ALIKE), "tentative"),
    "five of 24": (ALIKE, off(5, ALIKE), "tentative"),
    "six of 24": (ALIKE, off(6, ALIKE), "not_reliable"),
}


@pytest.mark.parametrize(("ann", "bob", "verdict"), VERDICTS.values(), ids=VERDICTS)
def test_the_verdict_follows_the_lower_bound(ann, bob, verdict):
    row = only(reliability(two(ann, bob), kinds=PERSONS))
    limits = {"reliable": (0.8, 1), "tentative": (0.667, 0.8), "not_reliable": (-1, 0.667)}
    low, high = limits[verdict]
    assert low <= row["ci_low"] < high
    assert row["verdict"] == verdict


def test_an_alpha_over_the_limit_with_a_lower_bound_under_it_is_not_called_reliable():
    row = only(reliability(two(ALIKE, SIX_OFF), kinds=PERSONS))
    assert row["alpha"] > 0.8 > 0.667 > row["ci_low"]
    assert row["verdict"] == "not_reliable"


@pytest.mark.parametrize(
    ("low", "verdict"),
    [(0.8, "reliable"), (0.7999, "tentative"), (0.667, "tentative"),
     (0.6669, "not_reliable"), (np.nan, None)],
)  # fmt: skip
def test_the_limits_themselves_count_as_reached(low, verdict):
    assert _verdict(low) == verdict


def test_each_further_disagreement_lowers_alpha_and_its_interval():
    rows = [only(reliability(two(ALIKE, off(n, ALIKE)))) for n in range(1, 9)]
    for column in ("alpha", *LIMITS):
        values = [row[column] for row in rows]
        assert values == sorted(values, reverse=True)
    assert only(reliability(two(ALIKE, ALIKE)))["ci_low"] == rows[0]["ci_low"]


@pytest.mark.parametrize(
    ("articles", "verdict"),
    [
        (["11"] * 10 + ["00"] * 5, True),
        (["11"] * 9 + ["10"] + ["00"] * 5, False),
        (["1111"] * 9 + ["0000"] * 6, False),
    ],
    ids=["20 positives in 10 articles", "19 in 10", "36 in 9"],
)
def test_below_twenty_positives_from_ten_articles_it_is_not_estimable(articles, verdict):
    row = only(reliability(two(articles, articles), kinds=PERSONS))
    assert pd.notna(row["verdict"]) == verdict
    assert row["note"].startswith(FEW_POSITIVES) != verdict
    assert pd.notna(row["ci_low"])


# -- intervals and families -------------------------------------------------------------------


def sentences(codings: pd.DataFrame, **given) -> pd.DataFrame:
    """Make the sentences of codings, with families or outlets of articles by number."""
    table = codings[["article", "sentence"]].drop_duplicates().assign(text="Talks begin.")
    number = table["article"].str[1:].astype(int)
    return table.assign(**{name: number.map(function) for name, function in given.items()})


def test_from_ten_articles_on_there_is_an_interval_around_alpha():
    row = only(reliability(two(ALIKE[:10], ONE_OFF[:10])))
    assert 0 < row["ci_low"] < row["alpha"] < row["ci_high"] < 1
    row = only(reliability(two(ALIKE[:9], ONE_OFF[:9])))
    assert row[LIMITS].isna().all()
    assert FEW_UNRELATED in values_of(row["note"])


def test_articles_of_one_family_count_once():
    codings = two(ALIKE, SIX_OFF)
    pairs = reliability(codings, sentences=sentences(codings, family=lambda n: f"s{n // 2}"))
    row = only(pairs)
    assert row[["n", "n_articles", "n_positive", "n_positive_articles"]].to_list() == [
        144,
        6,
        24,
        6,
    ]
    assert row[LIMITS].isna().all()
    assert row["alpha"] == only(reliability(codings))["alpha"]


def test_a_family_weighs_as_one_article_of_all_its_sentences():
    given = [each * 2 for each in ALIKE], [each * 2 for each in SIX_OFF]
    joint = reliability(two(*given))
    codings = two([x for x in ALIKE for _ in "ab"], [x for x in SIX_OFF for _ in "ab"])
    apart = sentences(codings, family=lambda n: f"s{n // 2}")
    columns = ["n", "n_articles", "alpha", *LIMITS]
    assert_frame_equal(
        reliability(codings, sentences=apart)[columns], joint[columns]
    )  # fmt: skip


def test_the_note_gives_the_observed_coverage_of_the_interval_of_a_small_sample():
    row = only(reliability(two(ALIKE, SIX_OFF)))
    assert row["coverage"] == observed_coverage("alpha", 12, 0.13)
    many = only(reliability(two(ALIKE * 9, SIX_OFF * 9), kinds=PERSONS))
    assert many["note"] == ""


def test_a_frame_that_is_nearly_everywhere_is_as_hard_as_one_that_is_rare():
    rows = ["0" + "1" * 29] * 10
    other = ["1" * 30, *rows[1:]]
    assert only(reliability(two(rows, other)))["coverage_prevalence"] == 0.03


def test_where_one_article_holds_all_positives_there_is_no_interval():
    row = only(reliability(two(["1110", *["00"] * 9], ["1100", *["00"] * 9])))
    assert row[LIMITS].isna().all()
    assert NO_LIMITS in values_of(row["note"])


# -- values -----------------------------------------------------------------------------------


def with_values(coder: str, *cells: str | None, present: str = "", variable: str = "mode"):
    """Code one article's sentences, with the values of each; present unless said otherwise."""
    table = coded(coder, present or "1" * len(cells))
    return table.assign(**{variable: pd.array(cells, dtype="str")})


@pytest.mark.parametrize("variable", ["subcode", "mode", "voice"])
def test_each_value_is_a_yes_or_no_of_its_own(variable):
    codings = pd.concat(
        [with_values("ann", "x", "x;y", None, "y", variable=variable),
         with_values("bob", "x", "x", "y", "y", variable=variable)]
    )  # fmt: skip
    found = reliability(codings, variable=variable)
    assert found["variable"].to_list() == [variable] * 2
    assert found[["value", "n", "n_positive", "percent_agreement"]].values.tolist() == [
        ["x", 4, 2, 1.0],
        ["y", 4, 3, 0.5],
    ]
    assert found["alpha"].to_list() == pytest.approx([1, 1 - 7 * 4 / (2 * 4 * 4)])


def test_values_count_where_coders_code_the_frame_present():
    codings = pd.concat(
        [with_values("ann", "x", "y", None, "x", present="1101"),
         with_values("bob", "x", "x", "x", None, present="111?")]
    )  # fmt: skip
    found = reliability(codings, variable="mode").set_index("value")
    assert found["n"].to_list() == [2, 2]
    assert found.loc["x", ["n_positive", "percent_agreement"]].to_list() == [2, 0.5]


def test_a_value_that_a_coder_gives_without_coding_the_frame_present_counts_nothing():
    codings = pd.concat(
        [with_values("ann", "x", "x", present="01"), with_values("bob", "y", "x"),
         with_values("eve", "y", "x")]
    )  # fmt: skip
    found = reliability(codings, variable="mode").set_index("value")
    assert found.loc["x", ["n", "n_positive"]].to_list() == [2, 1]


def test_a_coder_who_gives_no_value_at_all_has_not_coded_the_variable():
    codings = pd.concat(
        [with_values("ann", "x", "y"), with_values("bob", "x", None), coded("eve", "11")]
    )
    found = reliability(codings, variable="mode")
    assert found[["value", "n", "percent_agreement"]].values.tolist() == [
        ["x", 2, 1],
        ["y", 2, 0.5],
    ]


def test_scores_are_compared_at_the_level_that_is_given():
    ann, bob = [1.0, 2, 3, 4], [1.0, 2, 4, 4]
    codings = pd.concat(
        [coded("ann", "1111").assign(score=ann), coded("bob", "1111").assign(score=bob)]
    )
    row = only(reliability(codings, variable="score", level="interval"))
    wanted = krippendorff.alpha(np.array([ann, bob]), level_of_measurement="interval")
    assert row["alpha"] == pytest.approx(wanted)
    assert row["level"] == "interval"


def test_the_interval_of_scores_says_that_its_coverage_was_not_simulated():
    random = np.random.default_rng(1)
    table = pd.concat([coded(name, *["11"] * 12) for name in ("ann", "bob")])
    row = only(reliability(table.assign(score=random.integers(0, 4, 48)), variable="score"))
    assert row["ci_low"] < row["alpha"] < row["ci_high"]
    assert COVERAGE_NOT_OF_SCORES in values_of(row["note"])


def test_scores_that_only_rounding_tells_apart_are_alike():
    ann, bob = [0.3, 0.7, 0.1], [0.1 + 0.2, 0.1 + 0.6, 0.1]
    codings = pd.concat(
        [coded("ann", "111").assign(score=ann), coded("bob", "111").assign(score=bob)]
    )
    for level in ("nominal", "ordinal"):
        row = only(reliability(codings, variable="score", level=level))
        assert (row["alpha"], row["percent_agreement"], row["ac1"]) == (1, 1, 1)


def test_a_bound_that_reaches_a_limit_but_for_rounding_reaches_it():
    assert 0.8 - 1e-16 < 0.8
    assert [_verdict(low) for low in (0.8 - 1e-16, 0.667 - 1e-16, 0.7999, 0.6669)] == [
        "reliable", "tentative", "tentative", "not_reliable",
    ]  # fmt: skip


def test_more_scores_than_a_scale_has_are_refused():
    table = two(["1" * 60], ["1" * 60]).assign(score=range(120))
    with pytest.raises(ParameterError, match="score holds 120 different values; up to 101"):
        reliability(table, variable="score")


# -- refused ----------------------------------------------------------------------------------

REFUSED = {
    "an unknown variable": ({"variable": "stanze"}, r"variable is 'stanze'.*Did you mean 'mode'"),
    "an unknown level": ({"level": "nominel"}, r"level is 'nominel'.*Did you mean 'nominal'"),
    "an unknown coder": (
        {"coders": ["ann", "bobb"]},
        r"coders names 'bobb', who coded nothing here\. Coders: 'ann', 'bob'\. Did you mean 'bob'",
    ),
    "one coder": ({"coders": ["ann"]}, r"coders are 'ann'; agreement needs two\. Coders: 'ann', "),
    "one coder twice": (
        {"coders": ["ann", "bob", "ann"]},
        r"coders names somebody twice: 'ann', 'bob', 'ann'\. Name each once",
    ),
    "an order of modes": (
        {"variable": "mode", "level": "ordinal"},
        r"level is 'ordinal', but variable is 'mode'.* without an order\. .* numbers in 'score'",
    ),
    "an order of yes and no": ({"level": "interval"}, "level is 'interval', but variable is 'pres"),
}


@pytest.mark.parametrize(("given", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_allowed_is_refused(given, said):
    with pytest.raises(ParameterError, match=said):
        reliability(two(["10"], ["11"]), **given)


def test_an_unknown_kind_of_coder_is_refused():
    with pytest.raises(TableError, match=r"coders.kind: .*'human'\. Allowed: person"):
        reliability(two(["10"], ["11"]), kinds=kinds(ann="human"))


def test_codings_of_sentences_that_do_not_exist_are_refused():
    codings = two(["10"], ["11"])
    with pytest.raises(TableError, match="name a sentence that does not exist"):
        reliability(codings, sentences=sentences(codings).iloc[:1])


# -- what changes nothing ---------------------------------------------------------------------


def test_order_of_rows_names_of_outlets_and_other_coders_change_no_digit():
    random = np.random.default_rng(5)
    rows = {name: ["".join(random.choice(list("0001?"), 8)) for _ in range(14)]
            for name in ("ann", "bob", "eve")}  # fmt: skip
    codings = pd.concat([coded(name, *given) for name, given in rows.items()])
    place = sentences(codings, outlet=lambda n: f"o{n % 3}", family=lambda n: f"s{n % 11}")
    found = reliability(codings, sentences=place)
    shuffled = codings.sample(frac=1, random_state=1), place.sample(frac=1, random_state=2)
    renamed = shuffled[1].assign(outlet="z" + shuffled[1]["outlet"].str[::-1])
    assert_frame_equal(reliability(shuffled[0], sentences=renamed), found, check_exact=True)
    assert found["ci_low"].notna().all()
    pair = reliability(codings, coders=["bob", "ann"])
    without = codings[codings["coder"] != "eve"]
    assert_frame_equal(reliability(without), pair, check_exact=True)


def test_nothing_given_is_edited():
    codings = two(["10?"], ["11?"])
    given = [codings, PERSONS.copy(), sentences(codings)]
    kept = [table.copy(deep=True) for table in given]
    reliability(given[0], kinds=given[1], sentences=given[2], variable="mode")
    reliability(given[0], kinds=given[1], sentences=given[2])
    for one, other in zip(given, kept, strict=True):
        assert_frame_equal(one, other)
