"""A table of cases in one test: each row is tried, and every row that fails is named."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

Test = Callable[..., None]
SHOWN = 300  # characters of a row that has no name


def each_of(names: str, table: Iterable[Any] | Mapping[str, Any]) -> Callable[[Test], Test]:
    """Make a test of one row into a test that tries every row of a table.

    ``names`` are those arguments that a row fills, parted by commas; fixtures fill the others,
    alike for all rows. A mapping gives its rows names. Tables may be stacked.
    """
    wanted = names.replace(",", " ").split()
    labelled = table.items() if isinstance(table, Mapping) else (("", row) for row in table)
    rows = [_named(wanted, *row) for row in labelled]
    if not rows:
        raise ValueError(f"the table of {names} has no row, so that nothing would be tried")

    def made(test: Test) -> Test:
        @functools.wraps(test)
        def tried(**fixtures: Any) -> None:
            faults = [(name, found) for name, row in rows if (found := _fault(test, row, fixtures))]
            if faults:
                told = "\n".join(f"- {name}\n{_indented(found)}" for name, found in faults)
                count = f"{len(faults)} of {len(rows)} rows fail"
                raise AssertionError(f"{count}:\n{told}") from faults[0][1]

        given = inspect.signature(test).parameters.values()
        left = [one for one in given if one.name not in wanted]
        tried.__signature__ = inspect.Signature(left)  # what pytest is to fill
        return tried

    return made


def _named(wanted: list[str], label: str, row: Any) -> tuple[str, dict[str, Any]]:
    filled = dict(zip(wanted, row if len(wanted) > 1 else (row,), strict=True))
    said = ", ".join(f"{name}={value!r}" for name, value in filled.items())
    return label or (said if len(said) <= SHOWN else f"{said[:SHOWN]}…"), filled


def _fault(test: Test, row: dict[str, Any], fixtures: dict[str, Any]) -> BaseException | None:
    try:
        test(**row, **fixtures)
    except (Exception, pytest.fail.Exception) as fault:
        return fault
    return None


def _indented(fault: BaseException) -> str:
    kind = "" if isinstance(fault, AssertionError) else f"{type(fault).__name__}: "
    return "\n".join(f"    {line}" for line in f"{kind}{fault}".splitlines())
