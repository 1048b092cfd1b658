"""The numbers of one report's tables beside those of another, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.errors import StudyError
from framing.report.manifest import has_link
from framing.tables.codes import GONE, MOVED, NEW, ROWS_GONE, ROWS_NEW
from framing.tables.file_names import leads_inside

_BETWEEN = " / "


def moved_values(
    folders: tuple[Path, Path], then: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield a row for each table that came or went, and for what differs in those of both.

    Parameters
    ----------
    folders : the folders of the earlier and the later report.
    then : the earlier report's manifest.
    now : the later one's.

    Raises
    ------
    StudyError : a table cannot be read.
    """
    old, new = ({entry["name"]: entry for entry in m["tables"]} for m in (then, now))
    for name in sorted(old.keys() | new.keys()):
        if name not in old or name not in new:
            word = NEW if name in new else GONE
            yield {"part": "tables", "change": word, "table": name}
            continue
        files = [
            _file(folder, entry) for folder, entry in zip(folders, (old[name], new[name]),
                                                          strict=True)
        ]  # fmt: skip
        if files[0].read_bytes() != files[1].read_bytes():
            tables = (_read(file) for file in files)
            yield from _differing(name, *tables, key=list(new[name].get("key") or []))


def _file(folder: Path, entry: Mapping[str, Any]) -> Path:
    """Return a table's file; one outside the report's folder is not read."""
    given = str(entry.get("parquet", ""))
    path = folder / given
    if not leads_inside(given) or has_link(folder, given) or not path.is_file():
        raise StudyError(
            f"{folder}: manifest.json names the table '{entry['name']}' in {given!r}, which is no "
            "file of this report; build it again."
        )
    return path


def _read(file: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(file)
    except (OSError, ValueError, NotImplementedError) as error:
        raise StudyError(f"{file} is no table that can be read ({error}).") from error


def _differing(
    name: str, old: pd.DataFrame, new: pd.DataFrame, *, key: list[str]
) -> Iterator[dict[str, Any]]:
    """Yield how many rows came and went, and each number of the others that moved."""
    both = [column for column in new.columns if column in old.columns]
    words = [column for column in both if not (_is_number(new[column]) and _is_number(old[column]))]
    key = [column for column in key if column in both] or words
    old, new = (_keyed(table, key) for table in (old, new))
    came, went = new.index.difference(old.index), old.index.difference(new.index)
    for word, where, n in ((ROWS_NEW, "after", len(came)), (ROWS_GONE, "before", len(went))):
        if n:
            yield {"part": "tables", "change": word, "table": name, where: n}
    kept = new.index.intersection(old.index, sort=False)
    for column in both:
        if column not in words and column not in key:
            yield from _of_column(name, column, old.loc[kept, column], new.loc[kept, column])


def _is_number(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) or values.isna().all()


def _keyed(table: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Name each row by its key, numbered where several share one."""
    if key:
        columns = [table[c].astype("object").where(table[c].notna(), "–") for c in key]
        names = pd.concat(columns, axis=1).astype("str").agg(_BETWEEN.join, axis=1).astype("str")
    else:
        names = pd.Series("", table.index, dtype="str")
    time = names.groupby(names).cumcount()
    return table.set_index(names.where(time == 0, names + " (" + (time + 1).astype("str") + ")"))


def _of_column(name: str, column: str, old: pd.Series, new: pd.Series) -> Iterator[dict[str, Any]]:
    """Yield each number of a column that is not exactly the same, or missing in one."""
    before, after = (values.astype("float64") for values in (old, new))
    differs = (before != after) & ~(before.isna() & after.isna())
    largest = max(before.abs().max(), after.abs().max())
    for row in before.index[differs]:
        moved = after[row] - before[row]
        yield {
            "part": "values", "change": MOVED, "table": name, "row": row, "column": column,
            "before": before[row], "after": after[row], "moved": moved,
            "size": abs(moved) / largest,
        }  # fmt: skip
