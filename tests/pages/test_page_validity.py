"""Tables about the coding itself, as pages show them."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.pages.frame import by_variant
from framing.pages.validity import (
    BY_OUTLET,
    VALUES,
    by_value,
    disagreed,
    sheet_states,
    validity_shares,
    who_coded,
)
from framing.show.labels import NO_BREAK, common_note, shown_columns, with_limits
from framing.tables.codes import FEW_TEXTS, ONE_TEXT
from framing.tables.contracts import CONTRACTS
from framing.tables.require import require
from framing.trust.agreement import agreement
from tests.cases import each_of
from tests.handcoding import book

MISSING = float("nan")
LABELS = {"rapport": "Rapport", "exclusion": "Exclusion"}


# -- the answer under other choices -----------------------------------------------------------

ROBUSTNESS = pd.DataFrame(
    [
        ("as_stated", "", "A", 3, 10, "more", True),
        ("as_stated", "", "B", 1, 5, "less", True),
        ("other_coder", "m1", "A", 2, 10, "found", False),
        ("other_coder", "m1", "B", 2, 5, "less", True),
        ("without_subcode", "left_out", "A", 0, 10, "none_found", False),
        ("without_subcode", "left_out", "B", 5, 4, "more", False),
        ("corrected", "", "A", None, 10, "not_told", False),
        ("corrected", "", "B", None, 5, "less", True),
    ],
    columns=["variant", "detail", "outlet", "n_present", "n_articles", "claim", "stands"],
).astype({"n_present": "Int64"})


def test_each_choice_is_a_row_in_the_given_order_with_what_it_would_say_instead():
    assert_frame_equal(
        by_variant(ROBUSTNESS, book().frame("exclusion")),
        pd.DataFrame(
            [
                ("as stated", "4 of 15", "2 of 2", ""),
                (
                    "coded by m1", "4 of 15", "1 of 2",
                    "A: neither most nor fewest instead of more than the rest",
                ),
                (
                    "without sub-code: left out", "5 of 14", "0 of 2",
                    "A: none found instead of more than the rest; "
                    "B: more than the rest instead of less than the rest",
                ),
                (
                    "corrected by a sample of reference codes", "not counted", "1 of 2",
                    "A: cannot be told instead of more than the rest",
                ),
            ],
            columns=[
                "the answer", "texts with it", "outlets for which it stands",
                "what would be said instead",
            ],
        ),
    )  # fmt: skip


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
    "naive": ("naive_low", "naive_high"),
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


FEW, BARE, DRAWN = "fewer than 5 texts: no interval", "no texts", "interval cut to 0 to 1"
NOTED = {
    "one that all share": (("few_texts", "few_texts"), None, FEW),
    "none": ((None, ""), None, ""),
    "one that all share beside their own": (
        ("few_texts;no_texts", "few_texts", "interval_cut;few_texts"), [BARE, "", DRAWN], FEW,
    ),
    "two that all share": (
        ("few_texts;no_texts;interval_cut", "no_texts;few_texts"), [DRAWN, ""], f"{FEW}; {BARE}",
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
    beneath = f'<p class="note">Each row: {said}.</p>' if said else ""
    assert noted(*given) == (kept, beneath)


def test_a_note_is_text_on_the_page_and_no_markup():
    assert "&lt;b&gt;" in noted("<b>", "<b>")[1]


def test_a_table_without_notes_is_left_as_it_is():
    rows = pd.DataFrame({"n": [1, 2]})
    seen, said = common_note(rows, rows)
    assert_frame_equal(seen, rows)
    assert said == ""


# -- values and disagreements in plain words --------------------------------------------------


def test_each_value_is_named_by_its_variable_and_beside_its_frame():
    rows = pd.DataFrame(
        [
            ("exclusion", "subcode", "left_out"), ("exclusion", "stance", "feared"),
            ("rapport", "stance", "asserted"), ("rapport", "voice", "us"),
            ("exclusion", "voice", "text"), ("exclusion", "subcode", "told"),
        ],
        columns=["frame", "variable", "value"],
    )  # fmt: skip
    found = by_value(rows, LABELS, codebook=book())
    assert found["said"].tolist() == [
        "left out", "as a fear", "as a fact", "US side", "the text itself", "told later"
    ]  # fmt: skip
    assert found["label"].tolist() == ["Exclusion"] * 2 + ["Rapport"] * 2 + ["Exclusion"] * 2
    assert "said" not in rows


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
    rows = pd.DataFrame({"label": ["F"], "variable": ["stance"], "said": ["as a fear"]})
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
