"""Compare the tables of two reports through what was renamed: ``python -m tests.renamed OLD NEW``.

The codes of the newer report are put back into the words of the older one, as
``tests/compare/renamed.toml`` lists them; whatever still differs is printed, table by table.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

LIST = Path(__file__).parent / "compare" / "renamed.toml"
NOT_COMPARED = ("provenance",)  # it tells when a page was made, and where
OF_AGREEMENT = ("precision", "recall", "f1")


class Number(float):
    """A number as the older words had it: ``%`` in per cent, whole numbers without decimals."""

    def __format__(self, form: str) -> str:
        if form == "%":
            return f"{100 * self:.0f}"
        return super().__format__(form or (".0f" if self == int(self) else "g"))


def differences(old: Path, new: Path, listed: Mapping[str, Any]) -> Iterator[str]:
    """Yield what differs between two reports beside what is listed."""
    then = {_now(name, listed): entry for name, entry in _manifest(old).items()}
    now = _manifest(new)
    for name in sorted(then.keys() ^ now.keys()):
        if name not in then and name.rsplit("-", 1)[-1] in listed["tables"]["new"]:
            continue
        yield f"{name}: only in {old if name in then else new}"
    for name in sorted(then.keys() & now.keys()):
        table = name.rsplit("-", 1)[-1]
        if table in NOT_COMPARED:
            continue
        given, made = (
            pd.read_parquet(folder / entries[name]["parquet"])
            for folder, entries in ((old, then), (new, now))
        )
        added = set(listed["added"].get(table, [])) - set(given)
        gone = set(listed["gone"].get(table, [])) - set(made)
        made = as_before(made, table, listed).drop(columns=added & set(made))
        for said in _of_table(given.drop(columns=gone & set(given)), made, now[name]["key"]):
            yield f"{name}: {said}"


def _manifest(folder: Path) -> dict[str, Any]:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {entry["name"]: entry for entry in manifest["tables"]}


def _now(name: str, listed: Mapping[str, Any]) -> str:
    """Return what a table of the older report is called in the newer one."""
    page, _, table = name.rpartition("-")
    return f"{page}-{listed['tables']['renamed'].get(table, table)}"


def as_before(made: pd.DataFrame, table: str, listed: Mapping[str, Any]) -> pd.DataFrame:
    """Return a table with the names of columns and the words that the older report had."""
    rows = made.to_dict("records")
    words = {
        column: [_in_words(row, column, known) for row in rows]
        for column, known in listed["words"].items()
        if column in made and table in listed["coded"][column]
    }
    renamed = {new: old for old, new in listed["renamed"].get(table, {}).items()}
    taken = made.columns.intersection(list(renamed.values()))  # by another column now
    return made.assign(**words).drop(columns=taken).rename(columns=renamed)


def _in_words(row: Mapping[str, Any], column: str, known: Mapping[str, str]) -> Any:
    """Return a cell as it was worded; what is no code stays as it is."""
    cell = row[column]
    if not isinstance(cell, str) or not cell:
        return cell
    numbers = {name: Number(value) for name, value in row.items() if _is_number(value)}
    derived = {"bare": _bare(row), "open": _open(numbers), "unscored": _unscored(numbers)}
    return "; ".join(
        known.get(code, code).format(**{**numbers, **derived}) for code in cell.split(";")
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and pd.notna(value)


def _bare(row: Mapping[str, Any]) -> str:
    known = [name for name in OF_AGREEMENT if name in row and pd.notna(row[name])]
    return ", ".join(name for name in known if pd.isna(row[f"{name}_low"]))


def _open(numbers: Mapping[str, Number]) -> Number:
    return Number(numbers.get("n_drawn", 0) - numbers.get("n_coded", 0))


def _unscored(numbers: Mapping[str, Number]) -> str:
    n = numbers.get("n_not_scored", Number(0))
    return f"{n} sentence{'' if n == 1 else 's'}"


def _of_table(old: pd.DataFrame, new: pd.DataFrame, key: list[str]) -> Iterator[str]:
    """Yield what differs in one table: columns, rows, cells."""
    if set(old) != set(new):
        yield f"columns {sorted(set(old) ^ set(new))} are in one alone"
    key = key if set(key) <= set(old) & set(new) else []
    tables = [table.set_index(key) if key else table for table in (old, new)]
    if len(tables[0].index.symmetric_difference(tables[1].index)):
        yield "rows are in one alone"
        return
    old, new = (table.loc[tables[0].index] if key else table for table in tables)
    for column in (column for column in old if column in new):
        before, after = (table[column].astype("object") for table in (old, new))
        apart = ((before != after) & ~(before.isna() & after.isna())).to_numpy()
        for row, one, two in list(zip(old.index[apart], before[apart], after[apart], strict=True)):
            yield f"{column} of {row}: {one!r}, now {two!r}"


def main(arguments: list[str]) -> int:
    """Print what differs; 1 if anything does."""
    listed = tomllib.loads(LIST.read_text(encoding="utf-8"))
    found = list(differences(*map(Path, arguments), listed))
    print(*found, f"{len(found)} other differences", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
