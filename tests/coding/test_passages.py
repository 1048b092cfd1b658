"""Passages: the sentences behind a number, with what is known of where they come from."""

from __future__ import annotations

import pandas as pd

from framing.coding.passages import passages

TEXT = pd.DataFrame(
    {
        "article": ["a", "a", "b"],
        "sentence": [0, 1, 0],
        "text": ["Left out.", "Talks.", "Frozen out."],
        "origin": ["trimmed", "unmatched", "reworded"],
    }
)
CODINGS = pd.DataFrame(
    {"article": ["b", "a"], "sentence": 0, "coder": "me", "frame": "f", "present": 1}
)
TOLD = ["article", "text", "origin"]


def test_a_passage_has_the_origin_of_its_sentence_where_the_codings_have_none():
    assert passages(CODINGS, TEXT)[TOLD].to_numpy().tolist() == [
        ["a", "Left out.", "trimmed"],
        ["b", "Frozen out.", "reworded"],
    ]


def test_where_the_codings_say_the_origin_of_the_clause_a_passage_has_that():
    found = passages(CODINGS.assign(origin=["reworded", "clause"], text="stale"), TEXT)
    assert found[TOLD].to_numpy().tolist() == [
        ["a", "Left out.", "clause"],
        ["b", "Frozen out.", "reworded"],
    ]


def test_the_origin_of_the_clause_is_kept_though_that_of_the_sentence_is_not_computed():
    found = passages(CODINGS.assign(origin="clause"), TEXT.drop(columns="origin"))
    assert found["origin"].tolist() == ["clause", "clause"]


def test_the_origin_of_a_passage_is_missing_until_it_is_computed():
    assert passages(CODINGS, TEXT.drop(columns="origin"))["origin"].isna().all()
