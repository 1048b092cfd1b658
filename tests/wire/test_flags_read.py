"""How many flags two readers called real: counted by eye, and what is shipped is what was read."""

from __future__ import annotations

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from benchmarks import differs as benchmark
from framing.wire.flags_read import flags_read


def read(*answers: str) -> pd.DataFrame:
    """Make a sheet of trimmed pairs, and a last reworded one, with these answers."""
    return pd.DataFrame(
        {"id": [f"a:{n}|b:{n}" for n in range(len(answers))],
         "relation": ["trimmed"] * (len(answers) - 1) + ["reworded"],
         "differs": "names", "sentence_a": "x", "sentence_b": "y", "real": answers}
    )  # fmt: skip


def test_what_both_readers_call_real_is_counted_by_relation():
    first, second = read("yes", "yes", "no", "no", "no"), read("Yes ", "no", "no", "yes", "no")
    decisions = benchmark.readings(first, second)
    assert list(decisions) == ["id", "relation", "differs", "real_first", "real_second"]
    found = benchmark.counted(decisions)
    assert found.drop(columns=["low", "high"]).values.tolist() == [
        ["trimmed", 4, 2, 2, 1, 2],
        ["reworded", 1, 0, 0, 0, 1],
    ]
    assert found[["low", "high"]].values.tolist() == [[0.046, 0.699], [0.0, 0.793]]  # Wilson (1927)


def test_sheets_of_other_flags_or_without_an_answer_are_refused():
    with pytest.raises(ValueError, match="share 2 of 2 and 3 flags"):
        benchmark.readings(read("yes", "no"), read("yes", "no", "no"))
    with pytest.raises(ValueError, match="real_second: 1 flags lack yes or no: a:1"):
        benchmark.readings(read("yes", "no"), read("yes", ""))


def test_a_sheet_holds_trimmed_pairs_of_copies_first_and_each_text_once():
    flags = pd.DataFrame(
        [("reworded", "copy", "names", "p", "q"), ("trimmed", "between", "names", "r", "s"),
         ("trimmed", "copy", "numbers", "t", "u"), ("trimmed", "copy", "numbers", "u", "t"),
         ("trimmed", "copy", None, "v", "w")],
        columns=["relation", "kind", "differs", "text_a", "text_b"],
    ).assign(article_a="a", sentence_a=range(5), article_b="b", sentence_b=range(5))  # fmt: skip
    found = benchmark.sheet(flags)
    assert found["id"].to_list() == ["a:2|b:2", "a:1|b:1", "a:0|b:0"]
    assert found["real"].to_list() == ["", "", ""]


def test_the_table_that_is_shipped_is_counted_from_what_was_read():
    decisions = pd.read_csv(benchmark.READINGS, dtype=str, keep_default_na=False)
    assert list(decisions) == ["id", "relation", "differs", "real_first", "real_second"]
    assert_frame_equal(flags_read(), benchmark.counted(decisions), check_dtype=False)
