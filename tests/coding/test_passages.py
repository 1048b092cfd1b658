"""Passages: the sentences behind a number, with what is known of where they come from."""

from __future__ import annotations

import pandas as pd

from framing.coding.passages import passages

TEXT = pd.DataFrame(
    {
        "article": ["a", "a", "b"],
        "sentence": [0, 1, 0],
        "text": ["Left out.", "Talks.", "Frozen out."],
        "origin": ["shared", "unmatched", "adapted"],
    }
)
CODINGS = pd.DataFrame(
    {"article": ["b", "a"], "sentence": 0, "coder": "me", "frame": "f", "present": 1}
)


def test_a_passage_has_the_origin_of_its_sentence_whatever_the_codings_say():
    found = passages(CODINGS.assign(origin="stale"), TEXT)
    assert found[["article", "text", "origin"]].to_numpy().tolist() == [
        ["a", "Left out.", "shared"],
        ["b", "Frozen out.", "adapted"],
    ]


def test_the_origin_of_a_passage_is_missing_until_it_is_computed():
    assert passages(CODINGS, TEXT.drop(columns="origin"))["origin"].isna().all()
