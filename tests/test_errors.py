"""What messages are made of: one family of errors, a suggestion, a list that counts the rest."""

from __future__ import annotations

import pytest

from framing import errors
from framing.errors import FramingError, some, suggestion


def test_every_error_of_the_package_can_be_caught_as_one():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    raised = [kind for kind in kinds if issubclass(kind, Exception)]
    raised = [kind for kind in raised if not issubclass(kind, Warning)]
    assert len(raised) >= 6
    assert all(issubclass(kind, FramingError) for kind in raised)
    assert issubclass(FramingError, ValueError)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["a"], "'a'"),
        (["a", "b", "c"], "'a', 'b', 'c'"),
        (["a", "b", "c", "d"], "'a', 'b', 'c' (and 1 more)"),
    ],
)
def test_lists_in_messages_show_three_and_count_the_rest(items, said):
    assert some(items) == said


def test_nothing_is_suggested_that_is_not_near():
    assert suggestion("outlte", ["article", "outlet"]) == " Did you mean 'outlet'?"
    assert suggestion("xyz", ["article", "outlet"]) == ""
    assert suggestion("x", []) == ""
