"""Adjudication: disagreements side by side, settled by a person, and final codes from both."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.coding.byhand.adjudication import adjudication, adjudication_sheet
from framing.coding.byhand.blank_sheet import write_sheet
from framing.coding.codings_files import read_decisions
from framing.errors import CodebookError, ParameterError, TableError
from tests.handcoding import book, coded, corpus, key, told

BOOK = book()
SENTENCES = corpus(B=1, A=6)
ANNA = coded(
    "anna",
    ("A.txt", 0, "exclusion", 1, "left_out", "feared", "text", "clear"),
    ("A.txt", 1, "exclusion", 1, "left_out", "feared", "text"),
    ("A.txt", 2, "exclusion", 1, "told;left_out", "asserted"),
    ("A.txt", 3, "exclusion", None),
    ("A.txt", 4, "exclusion", 0),
    ("A.txt", 1, "rapport", 0),
    ("B.txt", 0, "exclusion", 1),
)
BEN = coded(
    "ben",
    ("A.txt", 0, "exclusion", 1, "left_out", "feared", "text", "sure"),
    ("A.txt", 1, "exclusion", 1, "told", "asserted", "text", "hm"),
    ("A.txt", 2, "exclusion", 1, "left_out;told", "asserted"),
    ("A.txt", 3, "exclusion", None),
    ("A.txt", 5, "exclusion", 0),
    ("A.txt", 1, "rapport", 1),
    ("B.txt", 0, "exclusion", 0),
)
BOTH = pd.concat([ANNA, BEN])


def sheet(codings: pd.DataFrame = BOTH, coders: tuple[str, ...] = ("anna", "ben")) -> pd.DataFrame:
    made = adjudication_sheet(codings, SENTENCES, coders=coders, codebook=BOOK, adjudicator="clara")
    return told(made, SENTENCES)


def final(*settled: tuple, codings: pd.DataFrame = BOTH, coders=("anna", "ben"), **options):
    given = coded("clara", *settled)
    return adjudication(codings, coders=coders, settled=given, **options)


def listed(table: pd.DataFrame) -> list[list]:
    return table.astype("object").where(table.notna(), None).values.tolist()


# -- the sheet --------------------------------------------------------------------------------


def test_a_row_is_a_disagreement_by_pseudonym_and_in_the_order_of_the_codebook():
    columns = ["article", "sentence", "frame", "differs", "decision: anna", "decision: ben"]
    assert listed(sheet()[columns]) == [
        ["A.txt", "1", "rapport", "decision", "absent", "present"],
        ["A.txt", "1", "exclusion", "subcode, mode", "present", "present"],
        ["B.txt", "0", "exclusion", "decision", "present", "absent"],
    ]


def test_the_codes_stand_beside_each_other_and_the_adjudicators_cells_are_empty():
    made = sheet()
    assert list(made.drop(columns=["article", "sentence"])) == [
        "round", "coder", "unit", "frame", "label", "before", "text", "after",
        "differs", "decision: anna", "decision: ben", "subcode: anna", "subcode: ben",
        "mode: anna", "mode: ben", "voice: anna", "voice: ben", "note: anna", "note: ben",
        "decision", "subcode", "mode", "voice", "speaker", "valuation", "valued_by", "function",
            "held_responsible", "note", "because", "rules", "codebook",
    ]  # fmt: skip
    row = made.iloc[1]
    assert row["subcode: anna":"note: ben"].tolist() == [
        "left_out", "told", "feared", "asserted", "text", "text", "", "hm",
    ]  # fmt: skip
    assert row[["before", "text", "after"]].tolist() == ["A says 0.", "A says 1.", "A says 2."]
    assert set(made["coder"]) == {"clara"}
    assert (made.loc[:, "decision":"because"] == "").all(axis=None)


def test_who_never_fills_a_column_takes_no_part_in_comparing_it():
    rules = coded("rules", ("A.txt", 1, "exclusion", 1, "told"), ("A.txt", 0, "exclusion", 1))
    made = sheet(pd.concat([ANNA, rules]), ("anna", "rules"))
    assert made["differs"].tolist() == ["subcode", "subcode"]
    assert made["mode: rules"].tolist() == ["", ""]


def test_the_order_of_values_and_of_rows_means_nothing():
    assert "2" not in sheet()["sentence"].tolist()
    assert_frame_equal(sheet(BOTH.sample(frac=1, random_state=1)), sheet())


def test_coders_who_agree_give_a_sheet_without_rows():
    same = sheet(pd.concat([ANNA, ANNA.assign(coder="ben")]))
    assert len(same) == 0
    assert list(same) == list(sheet())


def test_a_frame_that_the_codebook_lacks_and_one_coder_alone_are_refused():
    with pytest.raises(CodebookError, match="frame is 'f'"):
        sheet(pd.concat([coded("anna", ("A.txt", 0, "f", 1)), coded("ben", ("A.txt", 0, "f", 0))]))
    with pytest.raises(ParameterError, match="2 needed"):
        sheet(coders=("anna",))


def test_a_sheet_is_filled_in_read_back_and_settles(tmp_path):
    made = sheet()
    made.loc[2, ["decision", "because"]] = ["cannot say", "=irony?"]
    made.loc[1, ["decision", "subcode", "note", "because"]] = [
        "Present",
        "told",
        "late",
        'a "call"',
    ]
    made = made.drop(columns=["article", "sentence"])
    path = write_sheet(made, tmp_path / "adjudication-clara.csv")
    settled, rows, *_ = read_decisions(path, codebook=BOOK, key=key(SENTENCES))
    assert rows["state"].tolist() == ["open", "read", "read"]
    found = adjudication(BOTH, coders=["anna", "ben"], settled=settled)
    found = found.set_index(["article", "sentence", "frame"])[["present", "subcode", "note"]]
    assert listed(found.loc[[("A.txt", 1, "exclusion"), ("B.txt", 0, "exclusion")]]) == [
        [1, "told", 'settled by clara: late; a "call"'],
        [None, None, "settled by clara: =irony?"],
    ]
    assert found.loc[("A.txt", 1, "rapport"), "note"].startswith("not settled")


# -- final codes ------------------------------------------------------------------------------


def test_final_codes_are_what_was_settled_else_what_all_agree_on_else_missing():
    found = final(
        ("A.txt", 1, "rapport", 1, None, "asserted", None, "praise"),
        ("B.txt", 0, "exclusion", 0),
    )
    columns = ["article", "sentence", "frame", "present", "subcode", "mode", "voice", "note"]
    assert listed(found[columns]) == [
        ["A.txt", 0, "exclusion", 1, "left_out", "feared", "text", None],
        ["A.txt", 1, "exclusion", 1, None, None, "text",
         "subcode not settled: anna left_out, ben told; mode not settled: anna feared, "
         "ben asserted"],
        ["A.txt", 1, "rapport", 1, None, "asserted", None, "settled by clara: praise"],
        ["A.txt", 2, "exclusion", 1, "told;left_out", "asserted", None, None],
        ["A.txt", 3, "exclusion", None, None, None, None,
         "not settled: anna cannot say, ben cannot say"],
        ["A.txt", 4, "exclusion", None, None, None, None,
         "not settled: anna absent, ben not coded"],
        ["A.txt", 5, "exclusion", None, None, None, None,
         "not settled: anna not coded, ben absent"],
        ["B.txt", 0, "exclusion", 0, None, None, None, "settled by clara"],
    ]  # fmt: skip
    assert set(found["coder"]) == {"adjudicated"}


def test_what_was_settled_stands_against_coders_who_agree():
    found = final(("A.txt", 0, "exclusion", 0, None, None, None, "irony")).iloc[0]
    assert found["present"] == 0
    assert pd.isna(found["subcode"])
    assert found["note"] == "settled by clara: irony"


def test_what_the_adjudicator_cannot_say_is_missing_and_settled():
    found = final(("A.txt", 0, "exclusion", None)).iloc[0]
    assert pd.isna(found["present"])
    assert found["note"] == "settled by clara"


def test_a_speaker_that_coders_name_differently_is_missing_with_a_note():
    anna = coded("anna", ("a", 0, "f", 1), ("a", 1, "f", 1)).assign(speaker=["Vance", "Trump"])
    ben = coded("ben", ("a", 0, "f", 1), ("a", 1, "f", 1)).assign(speaker=[None, "Trump"])
    found = final(codings=pd.concat([anna, ben]))
    assert listed(found[["speaker", "note"]]) == [
        [None, "speaker not settled: anna Vance, ben nothing"],
        ["Trump", None],
    ]


def test_with_one_coder_single_codes_of_a_machine_are_corrected_by_hand():
    rules = coded(
        "rules",
        ("A.txt", 0, "exclusion", 1, "left_out"),
        ("A.txt", 1, "exclusion", 1, "told", None, None, "by 'informed'"),
        ("A.txt", 2, "exclusion", None),
    ).assign(score=[0.5, 0.25, None])
    found = final(("A.txt", 1, "exclusion", 0), codings=rules, coders=["rules"], coder="corrected")
    expected = rules.assign(coder="corrected")
    expected.loc[1, ["present", "subcode", "score", "note"]] = [0, None, None, "settled by clara"]
    assert_frame_equal(found, expected)


def test_with_nothing_settled_one_coders_codes_are_all_as_they_were():
    found = final(codings=ANNA, coders=["anna"])
    order = ["article", "sentence", "frame"]
    expected = ANNA.sort_values(order, ignore_index=True).assign(coder="adjudicated")
    assert_frame_equal(found, expected)


def test_final_codes_are_practice_where_one_of_the_codes_was():
    mixed = pd.concat([ANNA.assign(round="pilot"), BEN])
    found = final(("A.txt", 0, "exclusion", 1), codings=mixed)
    assert found["round"].tolist() == ["pilot"] * 5 + ["pilot", "final", "pilot"]


def test_three_coders_who_agree_and_one_who_does_not():
    carl = BEN.assign(coder="carl")
    agreeing = pd.concat([BEN, carl, BEN.assign(coder="dora")])
    found = final(codings=agreeing, coders=["ben", "carl", "dora"])
    plain = BEN.sort_values(["article", "sentence", "frame"], ignore_index=True)
    assert_frame_equal(found[["present"]], plain[["present"]])
    one_off = final(codings=pd.concat([agreeing, ANNA]), coders=["ben", "carl", "anna"])
    two = final(codings=BOTH)
    assert_frame_equal(one_off[["article", "sentence", "present"]],
                       two[["article", "sentence", "present"]])  # fmt: skip


@pytest.mark.parametrize("coders", [["anna", "ben", "carl"], ["carl", "anna", "ben"]])
def test_a_majority_settles_nothing(coders):
    three = pd.concat([ANNA, BEN, BEN.assign(coder="carl")])
    found = final(codings=three, coders=coders).set_index(["article", "sentence", "frame"])
    open_to = found.loc[("B.txt", 0, "exclusion")]
    assert pd.isna(open_to["present"])
    said = {"anna": "present", "ben": "absent", "carl": "absent"}
    assert open_to["note"] == f"not settled: {', '.join(f'{n} {said[n]}' for n in coders)}"


def test_the_order_of_rows_and_other_coders_change_nothing_and_nothing_is_edited():
    kept = BOTH.copy(deep=True)
    more = pd.concat([BOTH, ANNA.assign(coder="zoe", present=0)]).sample(frac=1, random_state=1)
    assert_frame_equal(final(codings=more), final())
    assert_frame_equal(BOTH, kept)


REFUSED = {
    "an unknown coder": ({"coders": ["ana"]}, "'ana' coded nothing here"),
    "no coder": ({"coders": []}, "0 given (none), 1 needed"),
    "a name that is taken": ({"coder": "ben"}, "coder is 'ben', whose codings are there already"),
}


@pytest.mark.parametrize(("options", "message"), REFUSED.values(), ids=REFUSED)
def test_coders_that_cannot_be_settled_are_refused(options, message):
    with pytest.raises(ParameterError) as refused:
        final(**options)
    assert message in str(refused.value)


def test_settling_what_nobody_coded_or_settling_twice_is_refused():
    with pytest.raises(TableError) as refused:
        final(("A.txt", 0, "exclusion", 0), ("A.txt", 0, "rapport", 0))
    assert str(refused.value) == (
        "settled: 1 of 2 settle what none of the coders coded: 'A.txt sentence 0 rapport'."
    )
    twice = coded("clara", ("A.txt", 0, "exclusion", 0))
    with pytest.raises(TableError, match=r"'A\.txt sentence 0 exclusion' stands twice; keep one"):
        adjudication(BOTH, coders=["anna"], settled=pd.concat([twice, twice.assign(coder="dora")]))


def test_an_unknown_round_is_refused():
    with pytest.raises(TableError, match=r"round is 'last'\. Allowed: training, pilot, final"):
        final(codings=BOTH.assign(round="last"))
