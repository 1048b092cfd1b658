"""A table of cases hides no row: each is tried, each that fails is named with what was found."""

from __future__ import annotations

import inspect

import pytest

from tests.cases import each_of

SUMS = {"right": (1, 1, 2), "wrong": (1, 1, 3), "no number": (1, "1", 2), "wrong too": (2, 2, 5)}


def test_every_row_that_fails_is_named_with_what_was_expected_and_found():
    @each_of("one, other, total", SUMS)
    def adds(one, other, total):
        assert one + other == total

    with pytest.raises(AssertionError) as failed:
        adds()
    told = str(failed.value)
    assert told.startswith("3 of 4 rows fail:\n- wrong\n    ")
    assert [line[2:] for line in told.splitlines() if line.startswith("- ")] == [*SUMS][1:]
    assert "(1 + 1) == 3" in told
    assert "(2 + 2) == 5" in told
    assert "TypeError: unsupported operand" in told
    assert isinstance(failed.value.__cause__, AssertionError)  # the place of the first


def test_a_row_without_a_name_is_named_by_its_values():
    @each_of("word, length", [("one", 3), ("three", 4)])
    def has_its_length(word, length):
        assert len(word) == length

    with pytest.raises(AssertionError, match=r"1 of 2 rows fail:\n- word='three', length=4\n"):
        has_its_length()


def test_what_was_to_be_refused_and_was_not_is_a_failing_row():
    @each_of("text", ["x", "1", "y"])
    def is_no_number(text):
        with pytest.raises(ValueError, match="invalid literal"):
            int(text)

    with pytest.raises(AssertionError, match=r"1 of 3 rows fail:\n- text='1'\n    Failed: DID NOT"):
        is_no_number()


def test_tables_may_be_stacked_and_the_rows_of_both_are_named():
    @each_of("one", [1, 2])
    @each_of("other", {"small": 10, "large": 20})
    def is_below(one, other):
        assert one + other < 22

    with pytest.raises(AssertionError) as failed:
        is_below()
    assert str(failed.value).startswith("1 of 2 rows fail:\n- one=2\n    1 of 2 rows fail:\n")
    assert "    - large\n" in str(failed.value)


@each_of("one, other", [("a", "b"), ("c", "d")])
def test_fixtures_fill_the_arguments_that_no_row_fills(tmp_path, one, other):
    assert tmp_path.is_dir()
    assert one < other


def test_pytest_is_asked_for_fixtures_alone():
    wanted = inspect.signature(test_fixtures_fill_the_arguments_that_no_row_fills)
    assert list(wanted.parameters) == ["tmp_path"]


@pytest.mark.parametrize("table", [[], {}, iter(())], ids=["list", "mapping", "iterator"])
def test_a_table_without_rows_is_refused(table):
    with pytest.raises(ValueError, match="has no row"):
        each_of("one", table)
