"""The manner in which a frame is raised: passages by mode, voice, sub-code and speaker."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.compare.manner import VARIABLES, manner
from framing.errors import ParameterError
from framing.tables.require import empty

PASSAGES = pd.DataFrame(
    [("a", 0, "f", "A", "us;text", 1), ("a", 1, "f", "A", "us", 1), ("b", 0, "f", "B", None, 1),
     ("b", 1, "f", "B", "", 1), ("b", 2, "f", "B", "us", 0), ("c", 0, "g", "A", "eu", 1)],
    columns=["article", "sentence", "frame", "outlet", "voice", "present"],
).assign(coder="me")  # fmt: skip


def test_each_outlet_and_value_is_a_row_with_its_zeros_and_several_count_in_each():
    rows = [("f", "A", "", 0, 2), ("f", "A", "eu", 0, 2), ("f", "A", "text", 1, 2),
            ("f", "A", "us", 2, 2), ("f", "B", "", 2, 2), ("f", "B", "eu", 0, 2),
            ("f", "B", "text", 0, 2), ("f", "B", "us", 0, 2), ("g", "A", "", 0, 1),
            ("g", "A", "eu", 1, 1), ("g", "A", "text", 0, 1), ("g", "A", "us", 0, 1)]  # fmt: skip
    wanted = pd.DataFrame(rows, columns=["frame", "outlet", "value", "n_value", "n_passages"])
    wanted = wanted.assign(coder="me", variable="voice", share=wanted.n_value / wanted.n_passages)
    found = manner(PASSAGES, variable="voice")
    assert_frame_equal(found, wanted[list(found)].astype(found.dtypes.to_dict()))


def test_order_of_passages_changes_nothing():
    shuffled = manner(PASSAGES.sample(frac=1, random_state=1), variable="voice")
    assert_frame_equal(shuffled, manner(PASSAGES, variable="voice"))


@pytest.mark.parametrize("variable", VARIABLES)
def test_without_passages_there_is_no_row(variable):
    assert_frame_equal(manner(PASSAGES[4:5], variable=variable), empty("manner"))


def test_another_variable_is_refused():
    with pytest.raises(ParameterError, match="variable is 'tone'"):
        manner(PASSAGES, variable="tone")
