"""The page on the coding itself: its sentences, and its tables as pages show them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.pages import validity as validity_page
from framing.pages.validity import (
    BY_OUTLET,
    VALUES,
    by_value,
    disagreed,
    sheet_states,
    unmet_entries,
    validity_shares,
    who_coded,
)
from framing.show.labels import NO_BREAK, common_note, shown_columns, with_limits
from framing.show.results import table
from framing.show.trust_line import WRITTEN_WITH
from framing.tables.codes import FEW_TEXTS, FEW_UNRELATED, ONE_TEXT, SAMPLE_WEIGHTED
from framing.tables.contracts import CONTRACTS
from framing.tables.require import empty, require
from framing.trust.agreement import agreement
from tests.cases import each_of
from tests.checked import CODERS, HELD, MISSING, PERSONS, agreed, held, study
from tests.handcoding import book

LABELS = {"rapport": "Rapport", "exclusion": "Exclusion"}


# -- precision, recall and F1 under each other ------------------------------------------------


def test_each_share_and_frame_is_a_row_with_its_counts_or_where_it_is_of_two_with_itself():
    held = pd.DataFrame(
        {
            "coder": "rules",
            "reference": "r",
            "frame": ["f", "g"],
            "outlet": "all",
            "n": [100, 90],
            "n_articles": [30, 20],
            "n_coder": [8, 4],
            "n_reference": [10, 5],
            "n_both": [6, 0],
            "precision": [0.75, 0.0],
            "precision_low": [0.5, MISSING],
            "precision_high": [0.9, MISSING],
            "recall": [0.6, 0.0],
            "recall_low": [0.3, MISSING],
            "recall_high": [0.8, MISSING],
            "f1": [2 / 3, 0.0],
            "f1_low": [0.4, MISSING],
            "f1_high": [0.85, MISSING],
        }
    )
    rows = [
        ("precision", "f", "6 of 8", 0.75, 0.5, 0.9, 30),
        ("precision", "g", "0 of 4", 0.0, MISSING, MISSING, 20),
        ("recall", "f", "6 of 10", 0.6, 0.3, 0.8, 30),
        ("recall", "g", "0 of 5", 0.0, MISSING, MISSING, 20),
        ("F1", "f", "0.67", 2 / 3, 0.4, 0.85, 30),
        ("F1", "g", "0.00", 0.0, MISSING, MISSING, 20),
    ]
    names = ["outlet", "frame", "n", "share", "ci_low", "ci_high", "n_articles"]
    given = held.copy()
    assert_frame_equal(
        validity_shares(held)[names], pd.DataFrame(rows, columns=names), check_dtype=False
    )
    assert_frame_equal(held, given)


def test_each_count_divided_is_the_share_beside_it():
    codings = require(
        pd.DataFrame(
            [("a", n, coder, "f", int(n < most)) for coder, most in (("r", 3), ("rules", 5))
             for n in range(9)],
            columns=["article", "sentence", "coder", "frame", "present"],
        ),
        "codings",
    )  # fmt: skip
    rows = validity_shares(agreement(codings, reference="r")).set_index("outlet")
    assert rows["n"].to_dict() == {"precision": "3 of 5", "recall": "3 of 3", "F1": "0.75"}
    assert rows["share"].to_dict() == {"precision": 0.6, "recall": 1.0, "F1": 0.75}


def test_a_weighted_share_stands_without_the_counts_that_it_is_not_of():
    units = pd.DataFrame({"article": "a", "sentence": range(4), "frame": "f"})
    codings = pd.concat(
        [
            units.assign(coder="rules", present=[1, 1, 0, 0]),
            units.assign(coder="r", present=[1, 0, 1, 0]),
        ]
    )
    sample = units[["article", "sentence"]].assign(probability=[0.5, 1.0, 0.5, 1.0])
    rows = validity_shares(agreement(codings, reference="r", sample=sample)).set_index("outlet")
    # the true hit stands for two and the false one for one; the missed one stands for two
    assert rows["share"].to_dict() == pytest.approx(
        {"precision": 2 / 3, "recall": 1 / 2, "F1": 4 / 7}
    )
    assert rows["n"].to_dict() == {"precision": "0.67", "recall": "1 of 2", "F1": "0.57"}


# -- grades, coders, sheets -------------------------------------------------------------------


def coders(*rows: tuple, **given: object) -> SimpleNamespace:
    table = require(pd.DataFrame(list(rows), columns=["coder", "kind"]).assign(**given), "coders")
    coded = pd.DataFrame({"coder": ["ben", "anna", "ben", "rules"]})
    return SimpleNamespace(coders=table, codings=coded)


def test_each_coder_stands_with_the_number_of_decisions_and_what_is_known():
    study = coders(("ben", "person"), ("anna", "model"), model=[None, "m"], note="x")
    assert_frame_equal(
        who_coded(study),
        pd.DataFrame(
            {"coder": ["ben", "anna"], "kind": ["person", "model"], "model": [None, "m"],
             "note": "x", "decisions": [2, 1]}
        ).astype({"model": "str", "note": "str"}),
        check_dtype=False,
    )  # fmt: skip


def test_who_coded_nothing_is_listed_without_a_number():
    table = who_coded(coders(("anna", "person"), ("clara", "person"))).set_index("coder")
    assert table.loc["anna", "decisions"] == 1
    assert pd.isna(table.loc["clara", "decisions"])


def test_every_line_of_a_sheet_is_counted_by_what_became_of_it():
    states = {"b.csv": ["read", "read", "open"], "a.csv": ["missing", "rejected", "read"]}
    sheets = pd.DataFrame(
        [(file, state) for file, all_of in states.items() for state in all_of],
        columns=["file", "state"],
    )
    assert_frame_equal(
        sheet_states(sheets),
        pd.DataFrame(
            [("a.csv", 1, 0, 1, 1, 3), ("b.csv", 2, 1, 0, 0, 3)],
            columns=["file", "read", "open", "rejected", "missing", "lines"],
        ),
        check_dtype=False,
    )


def test_states_that_no_line_has_are_columns_of_zeros():
    found = sheet_states(pd.DataFrame({"file": ["a.csv"], "state": ["read"]}))
    assert found.iloc[0].to_list() == ["a.csv", 1, 0, 0, 0, 1]


def test_without_sheets_the_table_has_its_columns_and_no_row():
    found = sheet_states(pd.DataFrame(columns=["file", "line", "state", "reason"]))
    assert found.empty
    assert list(found) == ["file", "read", "open", "rejected", "missing", "lines"]


# -- limits beside an estimate, and what every row says ---------------------------------------


def spaced(values: pd.Series) -> list[str]:
    return values.str.replace(NO_BREAK, " ").tolist()


LIMITS = {
    "precision": ("precision_low", "precision_high"),
    "recall": ("recall_low", "recall_high"),
    "f1": ("f1_low", "f1_high"),
    "alpha": ("ci_low", "ci_high"),
    "corrected": ("ci_low", "ci_high"),
}


@pytest.mark.parametrize(("column", "limits"), LIMITS.items(), ids=LIMITS)
def test_an_estimate_shows_its_limits_in_its_cell(column, limits):
    low, high = limits
    rows = pd.DataFrame({column: [0.5, 0.254], low: [0.4, None], high: [0.6, None]})
    assert spaced(with_limits(rows, [column])[column]) == ["0.50 (0.40 to 0.60)", "0.25"]
    assert rows[column].to_list() == [0.5, 0.254]


def test_a_cell_with_limits_is_not_broken_over_lines():
    rows = pd.DataFrame({"f1": [0.5], "f1_low": [0.4], "f1_high": [0.6]})
    assert " " not in with_limits(rows, ["f1"])["f1"][0]


def test_limits_with_a_column_of_their_own_are_not_repeated():
    rows = pd.DataFrame({"corrected": [0.5], "ci_low": [0.4], "ci_high": [0.6]})
    columns = ["corrected", "ci_low", "ci_high"]
    assert_frame_equal(with_limits(rows, columns), rows)


@pytest.mark.parametrize("limits", [{}, {"f1_low": [MISSING], "f1_high": [MISSING]}])
def test_estimates_none_of_which_has_limits_stay_numbers(limits):
    rows = pd.DataFrame({"f1": [0.5], **limits})
    assert with_limits(rows, ["f1"])["f1"].to_list() == [0.5]


def test_only_the_columns_asked_for_are_shown_in_their_order():
    rows = pd.DataFrame({"a": [1], "b": [2], "c": [3]})
    assert list(with_limits(rows, ["c", "a"])) == ["c", "a"]


def noted(*notes: str | None) -> tuple[list[str] | None, str]:
    """Return the notes that stay in their rows, if any do, and what is said beneath."""
    given = pd.DataFrame({"n": range(len(notes)), "note": list(notes)})
    held = given.copy()
    seen, said = common_note(given, given)
    assert_frame_equal(given, held)
    assert list(seen["n"]) == list(given["n"])
    return (seen["note"].fillna("").tolist() if "note" in seen else None), str(said)


FEW, BARE, DRAWN = "fewer than 5 texts: no interval", "no texts", "texts without a date"
NOTED = {
    "one that all share": (("few_texts", "few_texts"), None, FEW),
    "none": ((None, ""), None, ""),
    "one that all share beside their own": (
        ("few_texts;no_texts", "few_texts", "undated;few_texts"), [BARE, "", DRAWN], FEW,
    ),
    "two that all share": (
        ("few_texts;no_texts;undated", "no_texts;few_texts"), [DRAWN, ""], f"{FEW}; {BARE}",
    ),
    "notes that differ": (("few_texts", "no_texts"), [FEW, BARE], ""),
    "a note of one row among several": (("few_texts", None), [FEW, ""], ""),
    "a person's own words": (("torn; see there", "few_texts; or so"),
                             ["torn; see there", "few_texts; or so"], ""),
    "a person's own words in every row": (("torn; see there",) * 2, None, "torn; see there"),
    "a single row": (("few_texts",), [FEW], ""),
}  # fmt: skip


@each_of("given, kept, said", NOTED)
def test_only_what_every_note_says_is_taken_out_and_said_once(given, kept, said):
    beneath = f"Each row: {said}." if said else ""
    assert noted(*given) == (kept, beneath)


def test_a_note_is_text_on_the_page_and_no_markup():
    rows = pd.DataFrame({"n": [1, 2], "note": "<b>"})
    assert '<p class="note">Each row: &lt;b&gt;.</p>' in table(rows, name="n", caption="c").html


def test_a_table_without_notes_is_left_as_it_is():
    rows = pd.DataFrame({"n": [1, 2]})
    seen, said = common_note(rows, rows)
    assert_frame_equal(seen, rows)
    assert said == ""


# -- values and disagreements in plain words --------------------------------------------------


def test_each_value_is_named_by_its_variable_and_beside_its_frame():
    rows = pd.DataFrame(
        [
            ("exclusion", "subcode", "left_out"), ("exclusion", "mode", "feared"),
            ("rapport", "mode", "asserted"), ("rapport", "voice", "us"),
            ("exclusion", "voice", "text"), ("exclusion", "subcode", "told"),
        ],
        columns=["frame", "variable", "value"],
    )  # fmt: skip
    found = by_value(rows, LABELS, codebook=book())
    assert found["said"].tolist() == [
        "left out", "told later", "as a fear", "as a fact", "US side", "the text itself"
    ]  # fmt: skip
    assert found["label"].tolist() == ["Exclusion"] * 3 + ["Rapport"] * 2 + ["Exclusion"]
    assert "said" not in rows


def test_values_stand_in_the_order_of_the_codebook_and_not_of_the_alphabet():
    scale = ["against", "2", "10", "wholly for"]
    modes = dict.fromkeys(scale, "words")
    rows = pd.DataFrame({"frame": "exclusion", "variable": "mode", "value": sorted(scale)})
    found = by_value(rows, LABELS, codebook=replace(book(), modes=modes))
    assert found["value"].tolist() == scale


def test_what_each_coder_decided_stands_side_by_side_in_the_order_of_the_coders():
    rows = pd.DataFrame(
        [
            ("a", 0, "exclusion", "A", "lead", 1, "Left out.", "present", "absent", "present"),
            ("b", 3, "rapport", "B", "body", 4, "Warm.", "cannot_say", "present", None),
        ],
        columns=["article", "sentence", "frame", "outlet", "zone", "rank", "text", "zoe", "anna",
                 "ben"],
    )  # fmt: skip
    assert_frame_equal(
        disagreed(rows, LABELS),
        pd.DataFrame(
            [
                ("A", "Exclusion", "present", "absent", "present", "Left out."),
                ("B", "Rapport", "cannot say", "present", "not coded", "Warm."),
            ],
            columns=["outlet", "frame", "zoe", "anna", "ben", "passage"],
        ),
    )


def test_no_disagreement_is_a_table_without_rows():
    none = pd.DataFrame(columns=["article", "sentence", "frame", "outlet", "text"])
    found = disagreed(none, LABELS)
    assert found.empty
    assert list(found) == ["outlet", "frame", "passage"]


# -- which columns a page shows ---------------------------------------------------------------


HEADS = CONTRACTS["reliability"].heads


def test_a_verdict_that_no_row_has_is_not_shown():
    rows = pd.DataFrame({"label": ["F"], "n": [3], "verdict": [None]})
    assert shown_columns(rows, HEADS) == {"label": "frame", "n": "units"}
    assert shown_columns(rows.assign(verdict="reliable"), HEADS)["verdict"] == "verdict"


def test_a_frame_is_shown_by_its_label_and_its_id_never():
    rows = pd.DataFrame({"frame": ["f"], "label": ["F"], "n": [3]})
    assert shown_columns(rows, HEADS) == {"label": "frame", "n": "units"}
    assert shown_columns(rows.drop(columns="label"), HEADS) == {"n": "units"}


def test_a_table_without_heads_shows_every_column_that_some_row_has():
    rows = pd.DataFrame({"frame": ["f", None], "n_hits": [3, 0], "text": [None, None]})
    assert shown_columns(rows, {}) == {"frame": "frame", "n_hits": "n hits"}


def test_a_share_is_not_shown_where_every_row_is_one_text():
    rows = pd.DataFrame({"n": [1, 1], "share": [1.0, 0.0], "note": [ONE_TEXT] * 2})
    assert list(shown_columns(rows, {})) == ["n", "note"]
    assert "share" in shown_columns(rows.assign(note=[ONE_TEXT, FEW_TEXTS]), {})


def test_practice_names_its_round_and_values_their_variable():
    rows = pd.DataFrame({"label": ["F"], "round": ["pilot"], "n": [3]})
    assert list(shown_columns(rows, CONTRACTS["practice"].heads)) == ["round", "label", "n"]
    rows = pd.DataFrame({"label": ["F"], "variable": ["mode"], "said": ["as a fear"]})
    assert list(shown_columns(rows, VALUES)) == ["label", "variable", "said"]


def test_the_rules_by_outlet_name_the_outlet_and_not_the_coder():
    rows = pd.DataFrame({"coder": ["rules"], "outlet": ["A"], "label": ["F"], "n_both": [1]})
    assert shown_columns(rows, BY_OUTLET) == {"outlet": "texts of", "label": "frame"}
    assert "coder" in shown_columns(rows, CONTRACTS["agreement"].heads)


def test_a_share_without_a_base_stands_with_its_counts_of_nothing():
    rows = pd.DataFrame(
        {"coder": ["rules"], "reference": "r", "frame": "f", "outlet": "all",
         "n": 9, "n_articles": 3, "n_both": 0, "n_coder": 0, "n_reference": 2,
         "precision": float("nan"), "recall": 0.0, "f1": 0.0, "note": ""}
    )  # fmt: skip
    found = validity_shares(rows)
    assert found["n"].tolist() == ["0 of 0", "0 of 2", "0.00"]


# -- is the coding fit for use? ---------------------------------------------------------------


def fitness(*tables: pd.DataFrame | None) -> str:
    return validity_page.answer_sentence(study(*tables), {"f": "First", "g": "Second"})


def test_fitness_names_coders_and_gives_each_frame_with_its_limits() -> None:
    assert fitness(PERSONS, HELD) == (
        "Numbers from: human coding (anna). Alpha between anna and ben: First 0.90 (0.80 to 0.95), "
        "Second 0.70 (0.50 to 0.80) (60 units each, 95 % intervals). Reliability between people: "
        "First reliable; Second known and low (lower bound under 0.667). The rules against the "
        "reference, F1 on texts that the indicators may have been written with: First 0.85 (0.75 "
        "to 0.90), Second 0.60 (0.40 to 0.70) (48 to 50 units each, 95 % intervals)."
    )


def test_fitness_without_anything_known_says_so() -> None:
    assert fitness() == (
        "Numbers from: human coding (anna). No two people coded these texts, so reliability is not "
        "known. There is no reference to hold the coding against."
    )


def test_fitness_does_not_take_machines_for_people() -> None:
    machines = agreed(("f", 0.95, 0.9, 0.99, 60), called="repeatability", coders="m1;m2")
    assert fitness(machines) == fitness()
    assert "Alpha between anna and ben: First 0.90" in fitness(pd.concat([machines, PERSONS]))


def test_frames_stand_in_the_order_of_the_codebook() -> None:
    assert fitness(PERSONS[::-1], HELD[::-1]) == fitness(PERSONS, HELD)


def test_a_frame_that_was_not_coded_is_not_named() -> None:
    assert "Alpha between anna and ben: Second 0.70 (0.50 to 0.80) (60 units" in fitness(
        PERSONS[1:]
    )


def test_a_lack_of_intervals_is_said_once() -> None:
    bare = PERSONS.assign(ci_low=MISSING, ci_high=MISSING)
    assert "ben: First 0.90, Second 0.70 (60 units each, no intervals)." in fitness(bare)


def test_one_frame_without_limits_is_given_bare_beside_those_with_them() -> None:
    half = agreed(("f", 0.9, MISSING, MISSING, 60), ("g", 0.7, 0.5, 0.8, 60))
    assert "First 0.90, Second 0.70 (0.50 to 0.80) (60 units each, 95 % intervals)" in fitness(half)


def test_an_undefined_estimate_is_called_so_and_one_unit_is_one() -> None:
    nothing = agreed(("f", MISSING, MISSING, MISSING, 1))
    assert "ben: First undefined (1 unit each, no intervals)." in fitness(nothing)


def test_what_is_not_estimable_is_not_called_unknown() -> None:
    bare = PERSONS.assign(verdict=None, note="few_positives")
    said = "Reliability between people: not estimable (fewer than 20 positives in 10 unrelated "
    assert f"{said}articles)." in fitness(bare)
    assert "not known" not in fitness(bare)


FEW_UNITS = "not estimable (fewer than 20 positives in 10 unrelated articles)"
VERDICTS = {
    "alike before few": (
        PERSONS.assign(verdict=None, note="all_alike;few_positives"),
        "not estimable (all codings are alike: alpha, kappa and AC1 undefined)",
    ),
    "few articles": (
        PERSONS.assign(verdict=None, note="few_unrelated"),
        "not estimable (fewer than 10 unrelated articles: no interval)",
    ),
    "one of two": (
        agreed(("f", 0.9, 0.7, 0.95, 60), ("g", 0.2, MISSING, MISSING, 60)),
        f"First tentative (lower bound under 0.800); Second {FEW_UNITS}",
    ),
    "never the same unit": (
        agreed(("f", 0.9, 0.85, 0.95, 60), ("g", MISSING, MISSING, MISSING, 0)),
        "First reliable; Second not known (no two people decided the same unit)",
    ),
    "one frame alone": (
        agreed(("f", 0.9, 0.85, 0.95, 60)),
        "First reliable; Second not known (no two people decided the same unit)",
    ),
}


@each_of("persons, said", VERDICTS)
def test_known_not_estimable_and_not_known_are_three_things(persons, said) -> None:
    assert validity_page.verdicts(persons, {"f": "First", "g": "Second"}) == said


def test_the_texts_of_the_reference_are_said_in_the_sentence_of_f1() -> None:
    drawn = study(PERSONS, HELD, sample=empty("sample"))
    said = validity_page.answer_sentence(drawn, {"f": "First", "g": "Second"})
    assert (
        "The rules against the reference, F1 on a probability sample of these texts: First" in said
    )


# -- machines that are run more than once -----------------------------------------------------

RUNS = pd.DataFrame(
    [
        ("exclusion", "present", "", 124, 122 / 124), ("rapport", "present", "", 124, 1.0),
    ],
    columns=["frame", "variable", "value", "n", "percent_agreement"],
).assign(called="repeatability", coders="m1;m2", alpha=0.98, ac1=0.99, kappa=0.98)  # fmt: skip
VALUES_OF_RUNS = pd.DataFrame(
    {"frame": ["exclusion"], "variable": "mode", "value": "feared", "n": 10,
     "percent_agreement": 0.9, "called": "repeatability", "coders": "m1;m2", "alpha": 0.6}
)  # fmt: skip


def with_runs(**given: object) -> SimpleNamespace:
    found = study(pd.concat([RUNS, RUNS.assign(called="reliability", coders="anna;ben")]), **given)
    found.checks.reliability_of_values = VALUES_OF_RUNS
    found.checks.practice = RUNS[:1].assign(round="pilot", coders="m1;m2;m3")
    found.codebook = book()
    return found


def test_machines_are_counted_in_a_table_of_their_own_without_a_coefficient() -> None:
    rows = validity_page.repeatability(with_runs(), LABELS)
    columns = ["coders", "round", "label", "variable", "said", "n", "differ", "percent_agreement"]
    assert rows[columns].astype("object").fillna("").to_numpy().tolist() == [
        ["m1;m2", "final", "Exclusion", "present", "", 124, 2, 122 / 124],
        ["m1;m2", "final", "Rapport", "present", "", 124, 0, 1.0],
        ["m1;m2", "final", "Exclusion", "mode", "as a fear", 10, 1, 0.9],
        ["m1;m2;m3", "pilot", "Exclusion", "present", "", 124, "", 122 / 124],
    ]
    heads = shown_columns(rows, validity_page.REPEATED)
    assert not {"alpha", "ac1", "kappa", "verdict"} & set(heads)


def test_the_table_of_people_holds_no_machine() -> None:
    people = validity_page.of_persons(with_runs().checks.reliability)
    assert people["coders"].unique().tolist() == ["anna;ben"]


def test_no_machine_is_a_table_without_rows_and_a_sentence() -> None:
    given = with_runs()
    given.checks.reliability = PERSONS
    given.checks.reliability_of_values, given.checks.practice = VALUES_OF_RUNS[:0], RUNS[:0]
    assert validity_page.repeatability(given, {"f": "F", "g": "G"}).empty
    assert validity_page.repeated(given) == "No machine was run more than once."


def test_what_is_said_of_machines_says_that_it_is_not_about_being_right() -> None:
    runs = CODERS.assign(model="M 1.0")
    assert validity_page.repeated(with_runs(coders=runs)) == (
        "One language model run twice differs from itself on 2 of 248 decisions on "
        "presence. That tells how far its coding can be repeated, and nothing of "
        "whether it is right."
    )
    assert validity_page.repeated(with_runs()).startswith("Machines (m1 and m2) differ on 2 of 248")


def test_of_three_machines_the_share_of_pairs_is_told() -> None:
    three = RUNS.assign(coders="m1;m2;m3")
    said = validity_page.between_machines
    assert (
        said(three, CODERS)
        == "machines (m1, m2 and m3) agree in a share of 0.99 of pairs of decisions"
    )
    unlike = CODERS.assign(model=["", "", "M 1.0", "M 2.0"])
    assert said(RUNS, unlike) == ("machines (m1 and m2) differ on 2 of 248 decisions on presence")
    runs = CODERS.assign(model="M 1.0")
    runs = pd.concat([runs, runs[-1:].assign(coder="m3")])
    assert said(three, runs).startswith("one language model run 3 times agrees with itself in a")


# -- do the outlets differ beyond chance? -----------------------------------------------------

TESTS = pd.DataFrame(
    {"frame": ["exclusion", "rapport"], "coder": ["rules", "corrected"], "p": [0.2, 0.01],
     "differ": [False, True], "n_shuffled": [200, None], "n_false": [8, None]}
).astype({"n_shuffled": "Int64", "n_false": "Int64"})  # fmt: skip


def test_frames_on_which_outlets_differ_are_named_and_noise_is_counted_by_shuffling() -> None:
    counted = validity_page.homogeneity(TESTS[:1], LABELS)
    assert counted == (
        "That they differ is shown of no frame (1 frame tested together by Holm). With the labels "
        "of outlets shuffled, 8 of 200 such reports would have said that they differ on some frame."
    )
    both = validity_page.homogeneity(TESTS, LABELS)
    assert both.startswith("They differ on Rapport (2 frames tested together by Holm). With the")
    assert both.endswith("that they differ on one of 1 frame as counted.")


def test_of_corrected_shares_alone_nothing_is_said_of_shuffling() -> None:
    assert validity_page.homogeneity(TESTS[1:], LABELS) == (
        "They differ on Rapport (1 frame tested together by Holm)."
    )


def test_where_no_frame_is_tested_it_is_said_why() -> None:
    assert "nobody has checked" in validity_page.homogeneity(TESTS[:0], LABELS)
    few = validity_page.homogeneity(TESTS.assign(p=MISSING), LABELS)
    assert (
        few == "Whether the outlets differ cannot be told: there are too few texts or hand codes."
    )


# -- beneath the dots of precision, recall and F1 ---------------------------------------------


def caption(rows: pd.DataFrame, **given: object) -> str:
    return validity_page.validity_caption(rows, study(**given))


def test_the_caption_says_on_how_many_units_the_dots_rest() -> None:
    assert caption(HELD) == f"Numbers are counts; 50 units decided by both, {WRITTEN_WITH}."
    assert caption(HELD, sample=empty("sample")).endswith(
        "both, on a probability sample of these texts."
    )
    assert caption(HELD.assign(n=1)).endswith(f"1 unit decided by both, {WRITTEN_WITH}.")


def test_the_caption_explains_hollow_dots_where_one_lacks_an_interval() -> None:
    half = held(("f", 0.9, MISSING, MISSING, 50), ("g", 0.7, 0.5, 0.8, 50))
    assert caption(half) == (
        f"Hollow: no interval. Numbers are counts; 50 units decided by both, {WRITTEN_WITH}."
    )


def test_the_caption_says_where_shares_are_weighted() -> None:
    noted = HELD.assign(note=["", f"{FEW_UNRELATED};{SAMPLE_WEIGHTED}"])
    assert caption(noted) == (
        "Numbers are counts, or the share where it is weighted; 50 units decided by both, "
        f"{WRITTEN_WITH}."
    )


def test_the_caption_says_that_there_is_no_reference() -> None:
    assert caption(held()) == ("No reference: nothing to hold the coding against.")


# -- correction -------------------------------------------------------------------------------


def shares(*rows: tuple) -> pd.DataFrame:
    columns = ["frame", "naive", "corrected", "n_coded", "n_sentences"]
    return pd.DataFrame(list(rows), columns=columns).assign(outlet="o")


def needed(*more: float | None) -> pd.DataFrame:
    """Say how many more codes each estimate needs; none is known for missing ones."""
    table = pd.DataFrame({"more": pd.array(list(more), dtype="Int64")})
    return table.assign(needed=table["more"] + 20)


FOUR = shares(
    ("f", 0.30, 0.25, 20, 100), ("f", 0.10, 0.225, 30, 100),
    ("g", 0.50, 0.48, 20, 100), ("g", 0.20, 0.21, 25, 100),
)  # fmt: skip
SAID = (
    "4 estimates corrected by a probability sample of 50 sentences with reference codes; the "
    "largest correction is 0.125. For intervals of at most 0.05 to either side, "
)


def corrected(table: pd.DataFrame, more: pd.DataFrame) -> str:
    return validity_page.correction(table, more, half_width=0.05)


def test_without_a_reference_nothing_can_be_corrected() -> None:
    assert corrected(shares(), needed()) == (
        "The error of what is counted is not known: study.toml names no reference coding and no "
        "sample of one, so nothing can be corrected."
    )


def test_a_reference_that_coded_every_sentence_needs_no_correction() -> None:
    every = shares(("f", 0.3, 0.25, 100, 100), ("f", 0.3, 0.2, 80, 80))
    assert corrected(every, needed()) == (
        "The reference coded every sentence: nothing is left to correct by it, and the answers "
        "state its codes. The naive shares are what would be counted without it."
    )


def test_one_outlet_coded_in_full_is_not_all_of_them() -> None:
    half = shares(("f", 0.3, 0.25, 100, 100), ("f", 0.3, 0.2, 79, 80))
    assert corrected(half, needed(0, 0)).startswith("2 estimates corrected by a probability sample")


MORE = {
    "all have enough": (needed(0, 0, 0, 0), "4 of 4 have codes enough."),
    "two need more": (
        needed(0, 12, 0, 7),
        "2 of 4 have codes enough; the one that needs most takes 12 further codes.",
    ),
    "one needs one more": (
        needed(0, 0, 0, 1),
        "3 of 4 have codes enough; the one that needs most takes 1 further code.",
    ),
    "one cannot get there": (
        needed(0, 12, 0, None),
        "2 of 4 have codes enough; the one that needs most takes 12 further codes; for 1 no number "
        "of codes is known to do it.",
    ),
    "the others have enough": (
        needed(0, None, 0, None),
        "2 of 4 have codes enough; for 2 no number of codes is known to do it.",
    ),
    "none can get there": (
        needed(None, None, None, None),
        "0 of 4 have codes enough; for 4 no number of codes is known to do it.",
    ),
}


@pytest.mark.parametrize(("more", "said"), MORE.values(), ids=MORE)
def test_how_many_codes_the_wanted_intervals_need(more, said) -> None:
    assert corrected(FOUR, more) == SAID + said


def test_the_largest_correction_counts_whichever_its_sign() -> None:
    down = FOUR.assign(corrected=[0.25, 0.1, 0.2, 0.21])
    assert "the largest correction is 0.300." in corrected(down, needed(0, 0, 0, 0))


def test_sentences_of_all_outlets_together_are_counted_once() -> None:
    whole = shares(("f", 0.2, 0.24, 50, 200)).assign(outlet="all outlets")
    assert corrected(pd.concat([FOUR, whole]), needed(0, 0, 0, 0)).startswith(SAID)


def test_an_estimate_that_cannot_be_corrected_is_not_counted_as_corrected() -> None:
    three = FOUR.assign(corrected=[0.25, MISSING, 0.48, 0.21])
    said = corrected(three, needed(0, None, 0, 0))
    assert said.startswith("3 estimates corrected by")
    assert "the largest correction is 0.050." in said


def test_the_wanted_half_width_is_told() -> None:
    said = validity_page.correction(FOUR, needed(0, 0, 0, 0), half_width=0.1)
    assert "For intervals of at most 0.10 to either side" in said


def test_where_no_estimate_could_be_corrected_the_reasons_are_told() -> None:
    rows = pd.DataFrame(
        {"frame": ["f", "f"], "naive": 0.1, "corrected": float("nan"), "n_coded": 0,
         "n_sentences": 9, "outlet": "o",
         "note": ["not_drawn", "stratum_undecided"]}
    )  # fmt: skip
    needed = pd.DataFrame({"needed": [None, None], "more": [None, None]})
    said = validity_page.correction(rows, needed, half_width=0.05)
    assert said == (
        "No estimate could be corrected: no sentence drawn here: no corrected estimate and stratum "
        "without a decided sentence: no corrected estimate."
    )


# -- entries that stand nowhere ---------------------------------------------------------------


def entries(*rows: tuple) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["frame", "indicator", "entry", "n_sentences"])
    return table.assign(part="any", n_articles=table["n_sentences"])


def test_entries_that_stand_nowhere_are_counted_and_named_with_their_frame():
    rows = entries(
        ("rapport", "i", "warm*", 3), ("rapport", "i", "freindly", 0),
        ("exclusion", "i", "freindly", 0), ("exclusion", "i", "left oot", 0),
    )  # fmt: skip
    assert unmet_entries(rows, LABELS) == (
        "Of 3 different words and phrases of the indicators 2 stand in no sentence of these texts. "
        "Rapport: freindly; Exclusion: left oot."
    )


def test_where_each_entry_is_met_or_there_is_none_that_is_said():
    assert unmet_entries(entries(("rapport", "i", "warm*", 3)), LABELS) == (
        "Of 1 different words and phrases of the indicators each is met in these texts."
    )
    assert unmet_entries(entries(), LABELS) == "No indicator has an entry."


def test_no_more_entries_are_named_than_can_be_read():
    rows = [("rapport", "i", f"w{n}", 0) for n in range(50)]
    assert unmet_entries(entries(*rows), LABELS).endswith(", w22, w23 and 26 more.")
    rows.append(("exclusion", "i", "left oot", 0))
    told = unmet_entries(entries(*rows), LABELS)
    assert told.endswith(", w10, w11 and 38 more; Exclusion: left oot.")


def test_the_naive_share_stands_without_an_interval_that_leaves_coding_error_out():
    rows = pd.DataFrame({"naive": [0.5], "naive_low": [0.4], "naive_high": [0.6]})
    assert with_limits(rows, ["naive"])["naive"].to_list() == [0.5]


def test_a_table_that_has_its_heads_keeps_the_names_of_coders_and_files():
    heads = pd.DataFrame({"text of": ["A"], "coder_a": [1], "01_000.txt": [2]})
    assert shown_columns(heads, {}) == {name: name for name in heads}
    bare = pd.DataFrame({"mean_compound": [1], "sentences": [2]})
    assert shown_columns(bare, {}) == {"mean_compound": "mean compound", "sentences": "sentences"}
