"""Pairs that differ, in the order in which they are to be read."""

from __future__ import annotations

import pandas as pd
from pandas.testing import assert_frame_equal

from framing.wire.weight import by_weight


def pairs(*rows: tuple[str | None, float]) -> pd.DataFrame:
    """Make a pair of each row: in what it differs, and how much wording it shares."""
    return pd.DataFrame(
        [("a", n, "b", n, "trimmed", 0.9, *row, row[1]) for n, row in enumerate(rows)],
        columns=["article_a", "sentence_a", "article_b", "sentence_b", "relation", "similarity",
                 "differs", "containment_a", "containment_b"],
    )  # fmt: skip


def order(*rows: tuple[str | None, float]) -> list[int]:
    return by_weight(pairs(*rows))["sentence_a"].to_list()


def test_the_gravest_kind_of_a_pair_comes_first():
    given = [(None, 1.0), ("modality", 1.0), ("names", 1.0), ("numbers", 1.0), ("negation", 1.0),
             ("speaker;modality", 1.0)]  # fmt: skip
    assert order(*given) == [5, 4, 3, 2, 1, 0]


def test_among_equals_the_pair_comes_first_that_shares_more_wording():
    assert order(("names", 0.4), ("names;modality", 0.9), ("numbers", 0.1)) == [2, 1, 0]


def test_equal_pairs_stand_in_the_order_of_their_sentences_however_they_are_given():
    given = pairs(("names", 0.5), ("names", 0.5), ("names", 0.5))
    assert_frame_equal(by_weight(given), by_weight(given.iloc[[2, 0, 1]]))
    assert given["sentence_a"].to_list() == [0, 1, 2]  # what was given is not edited
