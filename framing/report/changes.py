"""What changed from one report to the next, for those who follow a topic over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from framing.report.manifest import SETTINGS, read_manifest
from framing.report.moved import moved_values
from framing.report.written_files import text_hash, write_text
from framing.show.markup import SHOWN_ROWS, join
from framing.show.meanings import meaning
from framing.show.results import Result
from framing.show.results import table as table_result
from framing.tables.codes import (
    EARLIER_WITHOUT_HASHES,
    GONE,
    LATER_WITHOUT_HASHES,
    NEW,
    NOT_KNOWN,
    ROWS_NEW,
    UPDATED,
)
from framing.tables.require import cell_of, empty, require

_PARTS = ("settings", "articles", "tables", "values")
_WORDS = {NEW: "New texts", UPDATED: "Texts that read differently", GONE: "Texts that are gone"}


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


def _compared(
    folders: tuple[Path, Path], then: Mapping[str, Any], now: Mapping[str, Any]
) -> pd.DataFrame:
    rows = [*_settings(then, now), *_articles(then, now), *moved_values(folders, then, now)]
    table = require(pd.DataFrame(rows), "report_changes") if rows else empty("report_changes")
    return _in_order(table)


def text_hashes(articles: pd.DataFrame) -> dict[str, str]:
    """Return the SHA-256 of each article's text, by article: what a manifest says of them.

    Parameters
    ----------
    articles : a row is an article.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["a"], "outlet": "A", "text": ["Talks."]})
    >>> text_hashes(rows)["a"][:12]
    'bf392b710d1c'
    """
    rows = require(articles, "articles")
    return {
        article: text_hash(text)
        for article, text in zip(rows["article"], rows["text"], strict=True)
    }


def changes_result(table: pd.DataFrame) -> Result:
    """Show what changed since the last report: a sentence, lists, and the numbers that moved.

    Parameters
    ----------
    table : a row is a change, as :func:`changes` lists them.
    """
    rows = require(table, "report_changes")
    values = rows[rows["part"] == "values"]
    data = table_result(rows, name="report_changes", caption="A row is a change", shown=0).data
    caption = "Numbers that moved, the largest moves first"
    moved = table_result(values, name="report_changes", caption=caption).html
    listed = moved if len(values) else Markup("")
    parts = [_settings_html(rows), _articles_html(rows), _tables_html(rows), listed]
    page = Markup('<div class="changes"><p class="finding">{}</p>{}</div>')
    said = sentence(rows)
    return Result(
        "table", "report_changes", page.format(said, join(parts)), {**data, "sentence": said}
    )


def sentence(table: pd.DataFrame) -> str:
    """Say in one sentence how much changed.

    Parameters
    ----------
    table : a row is a change, as :func:`changes` lists them.

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
    n, m = len(values), values["table"].nunique()
    return (
        f"Since the last report: texts: {texts}; {n} number{'s' * (n != 1)} moved in {m} "
        f"table{'s' * (m != 1)}; settings changed: {', '.join(changed) or 'none'}."
    )


def _settings(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each hash or version that differs."""
    for key, name in SETTINGS.items():
        if then.get(key) != now.get(key):
            yield {
                "part": "settings", "change": UPDATED, "row": name,
                "before_text": then.get(key), "after_text": now.get(key),
            }  # fmt: skip


def _articles(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row for each text that came, went or changed."""
    reports = {EARLIER_WITHOUT_HASHES: then, LATER_WITHOUT_HASHES: now}
    if lacking := [code for code, m in reports.items() if m.get("articles") is None]:
        yield {"part": "articles", "change": NOT_KNOWN, "note": cell_of(*lacking)}
        return
    old, new = then["articles"], now["articles"]
    for article in sorted(old.keys() | new.keys()):
        if old.get(article) != new.get(article):
            word = NEW if article not in old else GONE if article not in new else UPDATED
            yield {
                "part": "articles", "change": word, "row": article,
                "before_text": old.get(article), "after_text": new.get(article),
            }  # fmt: skip


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    """Put parts in their order; texts by change, and the largest moves first."""
    part = table["part"].map({word: place for place, word in enumerate(_PARTS)})
    change = table["change"].map({NEW: 0, UPDATED: 1, GONE: 2}).fillna(3)
    settings = table["row"].map({word: place for place, word in enumerate(SETTINGS.values())})
    keys = {
        "_part": part,
        "_change": change.where(part == 1, settings.where(part == 0, 0)),
        "_size": -table["size"].fillna(float("inf")).where(part == 3, 0),
    }
    order = [*keys, "table", "row", "column", "change"]
    ordered = table.assign(**keys).sort_values(order, kind="stable", ignore_index=True)
    return ordered.drop(columns=list(keys))


def _settings_html(rows: pd.DataFrame) -> Markup:
    return _list(
        "Settings",
        [
            f"{row.row}: {_short(row.before_text)}, now {_short(row.after_text)}"
            for row in rows[rows["part"] == "settings"].itertuples()
        ],
    )


def _short(value: Any) -> str:
    """Return the beginning of a hash, or a shorter word as it is."""
    if not isinstance(value, str):
        return "not given"
    return value[:12] if len(value) == 64 else value


def _articles_html(rows: pd.DataFrame) -> Markup:
    texts = rows[rows["part"] == "articles"]
    lists = [_list(said, texts.loc[texts["change"] == word, "row"].tolist())
             for word, said in _WORDS.items()]  # fmt: skip
    unknown = texts[texts["change"] == NOT_KNOWN]
    notes = [meaning("note", row) for row in unknown.to_dict("records")]
    return join([*lists, _list("Texts that cannot be compared", notes)])


def _tables_html(rows: pd.DataFrame) -> Markup:
    tables = rows[rows["part"] == "tables"]
    lines = []
    for row in tables.to_dict("records"):
        n = row["after"] if row["change"] == ROWS_NEW else row["before"]
        said = f"{row['table']}: {meaning('change', row)}"
        lines.append(f"{said}, {n:.0f}" if pd.notna(n) else said)
    return _list("Tables", lines)


def _list(heading: str, lines: list[str]) -> Markup:
    """Return a headed list, or nothing if there is nothing in it; what is left out is counted."""
    if not lines:
        return Markup("")
    items = join(Markup("<li>{}</li>").format(line) for line in lines[:SHOWN_ROWS])
    left = len(lines) - SHOWN_ROWS
    more = Markup("<li>and {} more, in the data file</li>").format(left) if left > 0 else ""
    return Markup("<p><strong>{} ({})</strong></p><ul>{}{}</ul>").format(
        heading, len(lines), items, more
    )


def write_changes(
    before: Path, then: Mapping[str, Any], after: Path, now: Mapping[str, Any]
) -> str:
    """Write a page on what is other in a report than in the one that stood there before.

    Parameters
    ----------
    before, then : the folder of the earlier report, and its manifest.
    after, now : those of the later one; the page is written to this folder.

    Returns
    -------
    What changed, in a sentence.

    Raises
    ------
    StudyError : a table of one of them cannot be read.
    """
    from framing.report.export import render

    shown = changes_result(_compared((before, after), then, now))
    title, study = "What changed since the last report?", now["study"]
    page = render(
        "notebook.html.j2", title=title, file="changes.html", study=study, note="",
        pages=[{"file": "index.html", "short": "Overview", "title": study},
               {"file": "changes.html", "short": "Changes", "title": title}],
        blocks=[shown.html], code=[], contents=[],
    )  # fmt: skip
    write_text(after / "changes.html", page)
    return str(shown.data["sentence"])
