"""What changed from one report to the next, for those who follow a topic over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.errors import StudyError, number
from framing.report.manifest import SETTINGS, has_link, read_manifest
from framing.report.written_files import write_text
from framing.show.results import Result, result
from framing.show.results import table as table_result
from framing.tables.codes import (
    EARLIER_WITHOUT_HASHES,
    GONE,
    LATER_WITHOUT_HASHES,
    MOVED,
    NEW,
    NOT_KNOWN,
    ROWS_GONE,
    ROWS_NEW,
    UPDATED,
)
from framing.tables.file_names import leads_inside
from framing.tables.require import cell_of, empty, require

_NAME = "report_changes"
_PAGE = "changes.html"
_SHA256 = 64  # digits
_TEXTS = {"before_text": "before", "after_text": "after"}
_ROWS = {"before": "before", "after": "after"}
_SHOWN = {  # of each part: the caption of its table, and its columns
    "settings": ("Settings that changed", {"row": "setting", **_TEXTS}),
    "articles": ("Texts that are new, gone or read differently",
                 {"row": "text", "change": "change", "note": "note"}),
    "tables": ("Tables that are new, gone or have other rows",
               {"table": "table", "change": "change", **_ROWS}),
    "values": ("Numbers that moved, the largest moves first",
               {"table": "table", "row": "row", "column": "column", **_ROWS, "moved": "moved by"}),
}  # fmt: skip
_Manifest = Mapping[str, Any]
_Row = dict[str, Any]


def changes(before: str | Path, after: str | Path) -> pd.DataFrame:
    """List what differs between two reports of a study: settings, articles, tables, numbers.

    Parameters
    ----------
    before : the folder of the earlier report, as ``framing report`` writes it.
    after : the folder of the later one.

    Returns
    -------
    A row is a change, in the order of ``part``. ``settings``: study.toml, codebook, lock or
    version of framing (``before_text``, ``after_text``). ``articles``: ``new``, ``updated`` (the
    same id, another text) or ``gone``, with the text's SHA-256; if a manifest has no hashes of
    texts, one row says ``not_known``. ``tables``: new or gone, or how many of their rows are
    new or gone (``after``, ``before``). ``values``: each number that is not exactly the same, by
    table, row and column, ``moved`` from ``before`` to ``after``; the largest first by ``size``,
    which is the move divided by the largest number of that column in either report. A number
    that was or became missing has no ``moved`` and comes before them. Rows are paired by the
    key in the manifest, or by their words where it names none.

    Raises
    ------
    StudyError : a folder holds no report, or its manifest or a table cannot be read.

    Examples
    --------
    >>> import tempfile
    >>> one, two = Path(tempfile.mkdtemp()), Path(tempfile.mkdtemp())
    >>> _ = (one / "manifest.json").write_text('{"tables": [], "articles": {"a": "1f"}}')
    >>> _ = (two / "manifest.json").write_text('{"tables": [], "articles": {"a": "2e", "b": "3d"}}')
    >>> changes(one, two)[["part", "change", "row", "before_text", "after_text"]]
           part   change row before_text after_text
    0  articles      new   b         NaN         3d
    1  articles  updated   a          1f         2e
    """
    folders = Path(before), Path(after)
    return _compared(folders, *map(read_manifest, folders))


def write_changes(before: Path, then: _Manifest, after: Path, now: _Manifest) -> str:
    """Write a page to ``after`` on what is other in it than in ``before``; say it in a sentence."""
    from framing.report.export import render
    from framing.report.sections import folded

    shown = changes_result(_compared((before, after), then, now))
    title, study = "What changed since the last report?", now["study"]
    block: _Row = {"kind": "table", "html": shown.html, "id": "", "files": None, "code": []}
    page = render(
        "report/notebook", title=title, file=_PAGE, study=study, note="",
        pages=[{"file": "index.html", "short": "Overview", "title": study},
               {"file": _PAGE, "short": "Changes", "title": title}],
        parts=[{"heading": None, "blocks": [block]}],
        left=folded([])[1], methods=[], contents=[], head=None,
    )  # fmt: skip
    write_text(after / _PAGE, page)
    return str(shown.data["sentence"])


def changes_result(table: pd.DataFrame) -> Result:
    """Show what changed since the last report: a sentence, and a table of each part."""
    rows = require(table, _NAME)
    data = table_result(rows, name=_NAME, caption="A row is a change", shown=0).data
    texts = rows[[*_TEXTS]].map(lambda v: v[:12] if isinstance(v, str) and len(v) == _SHA256 else v)
    seen = rows.assign(**texts)
    shown = [
        table_result(own, name=_NAME, caption=caption, columns=columns).html
        for part, (caption, columns) in _SHOWN.items()
        if len(own := seen[seen["part"] == part])
    ]
    page = {"sentence": sentence(rows), "tables": shown}
    data = {**data, "sentence": sentence(rows)}
    return result("report/changes", "table", _NAME, page=page, data=data)


def sentence(table: pd.DataFrame) -> str:
    """Say in one sentence how much changed.

    Examples
    --------
    >>> sentence(empty("report_changes"))
    'Nothing changed since the last report.'
    """
    if table.empty:
        return "Nothing changed since the last report."
    counts = table[table["part"] == "articles"]["change"].value_counts()
    texts = ", ".join(f"{counts.get(word, 0)} {word}" for word in (NEW, UPDATED, GONE))
    if counts.get(NOT_KNOWN, 0):
        texts = "not known which are new, updated or gone"
    changed = table.loc[table["part"] == "settings", "row"].tolist()
    values = table[table["part"] == "values"]
    return (
        f"Since the last report: texts: {texts}; {number(len(values), 'number')} moved in "
        f"{number(values['table'].nunique(), 'table')}; settings changed: "
        f"{', '.join(changed) or 'none'}."
    )


def _compared(folders: tuple[Path, Path], then: _Manifest, now: _Manifest) -> pd.DataFrame:
    of_tables = [*_tables(folders, then, now)]
    moves = sorted((row for row in of_tables if row["part"] == "values"), key=_largest_first)
    others = [row for row in of_tables if row["part"] == "tables"]
    rows = [*_settings(then, now), *_articles(then, now), *others, *moves]
    return require(pd.DataFrame(rows), _NAME) if rows else empty(_NAME)


def _largest_first(row: _Row) -> tuple[Any, ...]:
    size = float("inf") if pd.isna(row["size"]) else row["size"]
    return -size, row["table"], row["row"], row["column"]


def _settings(then: _Manifest, now: _Manifest) -> Iterator[_Row]:
    for key, name in SETTINGS.items():
        if then.get(key) != now.get(key):
            texts = {"before_text": then.get(key), "after_text": now.get(key)}
            yield {"part": "settings", "change": UPDATED, "row": name, **texts}


def _articles(then: _Manifest, now: _Manifest) -> Iterator[_Row]:
    reports = {EARLIER_WITHOUT_HASHES: then, LATER_WITHOUT_HASHES: now}
    if lacking := [code for code, each in reports.items() if each.get("articles") is None]:
        yield {"part": "articles", "change": NOT_KNOWN, "note": cell_of(*lacking)}
        return
    old, new = then["articles"], now["articles"]
    kept = [name for name in sorted(old.keys() & new.keys()) if old[name] != new[name]]
    named = {NEW: sorted(new.keys() - old.keys()), UPDATED: kept,
             GONE: sorted(old.keys() - new.keys())}  # fmt: skip
    for word, names in named.items():
        for name in names:
            texts = {"before_text": old.get(name), "after_text": new.get(name)}
            yield {"part": "articles", "change": word, "row": name, **texts}


def _tables(folders: tuple[Path, Path], then: _Manifest, now: _Manifest) -> Iterator[_Row]:
    """Yield a row for each table that came or went, and for what differs in those of both."""
    old, new = ({entry["name"]: entry for entry in m["tables"]} for m in (then, now))
    for name in sorted(old.keys() | new.keys()):
        if name not in old or name not in new:
            yield {"part": "tables", "change": NEW if name in new else GONE, "table": name}
            continue
        one, other = _file(folders[0], old[name]), _file(folders[1], new[name])
        if one.read_bytes() != other.read_bytes():
            key = list(new[name].get("key") or [])
            for row in _differing(_read(one), _read(other), key=key):
                yield {**row, "table": name}


def _file(folder: Path, entry: _Manifest) -> Path:
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


def _differing(old: pd.DataFrame, new: pd.DataFrame, *, key: list[str]) -> Iterator[_Row]:
    """Yield how many rows came and went, and each number of the others that moved."""
    both = [column for column in new.columns if column in old.columns]
    words = [column for column in both if not (_is_number(new[column]) and _is_number(old[column]))]
    key = [column for column in key if column in both] or words
    old, new = _keyed(old, key), _keyed(new, key)
    if went := len(old.index.difference(new.index)):
        yield {"part": "tables", "change": ROWS_GONE, "before": went}
    if came := len(new.index.difference(old.index)):
        yield {"part": "tables", "change": ROWS_NEW, "after": came}
    kept = new.index.intersection(old.index, sort=False)
    for column in both:
        if column not in words and column not in key:
            yield from _of_column(column, old.loc[kept, column], new.loc[kept, column])


def _is_number(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) or values.isna().all()


def _keyed(table: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Name each row by its key, numbered where several share one."""
    cells = table[key].astype("object").where(table[key].notna(), "–").to_numpy()
    names = pd.Series([" / ".join(map(str, row)) for row in cells], table.index, dtype="str")
    time = names.groupby(names).cumcount()
    return table.set_index(names.where(time == 0, names + " (" + (time + 1).astype("str") + ")"))


def _of_column(column: str, old: pd.Series, new: pd.Series) -> Iterator[_Row]:
    """Yield each number of a column that is not exactly the same, or missing in one."""
    before, after = (values.astype("float64") for values in (old, new))
    differs = (before != after) & ~(before.isna() & after.isna())
    largest = max(before.abs().max(), after.abs().max())
    for row in before.index[differs]:
        moved = after[row] - before[row]
        yield {
            "part": "values", "change": MOVED, "row": row, "column": column,
            "before": before[row], "after": after[row], "moved": moved,
            "size": abs(moved) / largest,
        }  # fmt: skip
