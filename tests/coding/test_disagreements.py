"""Disagreements: which units coders do not decide the same, and who said what."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.coding.disagreements import disagreements
from framing.errors import ParameterError, TableError
from tests.handcoding import coded, corpus

ANNA = coded(
    "anna",
    ("a", 0, "f", 1), ("a", 1, "f", 0), ("a", 2, "f", None), ("a", 3, "f", None), ("a", 4, "f", 1),
    ("a", 0, "g", 0), ("b", 0, "f", 1),
)  # fmt: skip
BEN = coded(
    "ben",
    ("a", 0, "f", 1), ("a", 1, "f", 1), ("a", 2, "f", 0), ("a", 3, "f", None), ("a", 5, "f", 1),
    ("a", 0, "g", 1), ("b", 0, "f", 0),
)  # fmt: skip
BOTH = pd.concat([ANNA, BEN])


def listed(table: pd.DataFrame) -> list[list]:
    return table.astype("object").where(table.notna(), None).values.tolist()


def test_a_row_is_a_unit_and_frame_that_was_not_decided_alike():
    # 0 alike, 3 alike in that neither could say, 4 and 5 coded by one alone
    found = disagreements(BOTH)
    assert list(found) == ["article", "sentence", "frame", "anna", "ben"]
    assert listed(found) == [
        ["a", 0, "g", "absent", "present"],
        ["a", 1, "f", "absent", "present"],
        ["a", 2, "f", "cannot_say", "absent"],
        ["b", 0, "f", "present", "absent"],
    ]


def test_it_is_what_a_loop_over_all_decisions_finds():
    said = {}
    for row in BOTH.itertuples():
        word = "cannot_say" if pd.isna(row.present) else ("absent", "present")[row.present]
        said.setdefault((row.article, row.sentence, row.frame), {})[row.coder] = word
    wanted = sorted(key for key, words in said.items() if len(set(words.values())) > 1)
    assert [tuple(row[:3]) for row in listed(disagreements(BOTH))] == wanted


def test_who_did_not_code_a_unit_is_missing_and_does_not_disagree():
    third = coded("carl", ("a", 1, "f", 0), ("a", 4, "f", 0))
    found = disagreements(pd.concat([BOTH, third]))
    assert [row[1:] for row in listed(found) if row[2] == "f" and row[0] == "a"] == [
        [1, "f", "absent", "present", "absent"],
        [2, "f", "cannot_say", "absent", None],
        [4, "f", "present", None, "absent"],
    ]


def test_only_the_named_coders_count_and_stand_in_the_order_given():
    third = coded("carl", ("a", 0, "f", 0))
    found = disagreements(pd.concat([BOTH, third]), coders=["ben", "anna"])
    assert list(found)[3:] == ["ben", "anna"]
    assert_frame_equal(found[list(disagreements(BOTH))], disagreements(BOTH))


def test_with_sentences_a_row_has_its_text_and_place_in_the_order_of_sentences():
    sentences = corpus(b=1, a=6).assign(rank=range(7))
    sentences["article"] = sentences["article"].str.removesuffix(".txt")
    found = disagreements(BOTH, sentences=sentences)
    assert list(found)[3:] == ["outlet", "zone", "rank", "text", "anna", "ben"]
    assert listed(found[["article", "sentence", "frame", "outlet", "zone", "rank", "text"]]) == [
        ["b", 0, "f", "b", "body", 0, "b says 0."],
        ["a", 0, "g", "a", "body", 1, "a says 0."],
        ["a", 1, "f", "a", "body", 2, "a says 1."],
        ["a", 2, "f", "a", "body", 3, "a says 2."],
    ]


def test_coders_who_agree_give_a_table_without_rows():
    assert len(disagreements(pd.concat([ANNA, ANNA.assign(coder="ben")]))) == 0


def test_the_order_of_rows_changes_nothing_and_nothing_given_is_edited():
    kept = BOTH.copy(deep=True)
    assert_frame_equal(disagreements(BOTH.sample(frac=1, random_state=1)), disagreements(BOTH))
    assert_frame_equal(BOTH, kept)


def test_exchanging_present_and_absent_exchanges_the_words():
    turned = disagreements(BOTH.assign(present=1 - BOTH["present"]))
    words = {"present": "absent", "absent": "present", "cannot_say": "cannot_say"}
    found = disagreements(BOTH)
    assert turned["anna"].tolist() == found["anna"].map(words).tolist()


REFUSED = {
    "an unknown coder": (["anna", "benn"], "'benn' coded nothing here. Coders: 'anna', 'ben'."),
    "one coder": (["anna"], "coders: 1 given ('anna'), 2 needed."),
    "a coder twice": (["anna", "anna"], "names somebody twice: 'anna', 'anna'. Name each once."),
}


@pytest.mark.parametrize(("coders", "message"), REFUSED.values(), ids=REFUSED)
def test_coders_who_cannot_be_compared_are_refused(coders, message):
    with pytest.raises(ParameterError) as refused:
        disagreements(BOTH, coders=coders)
    assert message in str(refused.value)


def test_a_coder_with_the_name_of_a_column_is_refused():
    with pytest.raises(ParameterError, match="'text' is the name of a column"):
        disagreements(pd.concat([ANNA, BEN.assign(coder="text")]))


def test_a_coding_of_a_sentence_that_is_not_there_is_refused():
    with pytest.raises(TableError, match="a sentence that does not exist"):
        disagreements(BOTH, sentences=corpus(a=1))
