"""Load a corpus: files to articles, and a report in which every input is accounted for."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing.corpus.lines import starts_with_title
from framing.corpus.sources import (
    KEPT,
    REPAIRED,
    Fields,
    checked_mapping,
    not_named,
    read_source,
    rejected,
)
from framing.errors import CorpusError, RepairWarning, some
from framing.tables import require

_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?$")


class Corpus(NamedTuple):
    """What was read: the articles, what became of each input, and whether families are given."""

    articles: pd.DataFrame
    inputs: pd.DataFrame
    has_families: bool = False


def read_corpus(
    path: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Read articles from a CSV file, or from a folder of text files.

    Parameters
    ----------
    path : a CSV file with a row an article; a folder of ``.txt`` files, whose outlet is the
        folder each lies in; or a list of either. In a list, what is read from a folder is
        named with the folder (``Daily/a.txt``).
    columns : which CSV column holds a column of the contract, such as
        ``{"article": "file", "path": "file"}``; ``path`` names a text file, sought beside
        the CSV file and in ``articles/`` next to it.
    outlets : outlets to be renamed.

    Returns
    -------
    A row is an article (see ``CONTRACTS["articles"]``); further columns are kept.

    Raises
    ------
    CorpusError : nothing there, no article could be read, or a column does not exist.

    Warns
    -----
    RepairWarning : some inputs were repaired or rejected; :func:`read_inputs` lists them.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp()) / "Daily"
    >>> folder.mkdir()
    >>> _ = (folder / "a.txt").write_text("Talks begin. They go on.")
    >>> read_corpus(folder)[["article", "outlet", "text"]]
      article outlet                      text
    0   a.txt  Daily  Talks begin. They go on.
    """
    articles, inputs, _ = load(path, columns=columns, outlets=outlets)
    touched = inputs[inputs["state"] != KEPT]
    if len(touched):
        counts = inputs["state"].value_counts()
        warnings.warn(
            f"{len(inputs)} inputs: {', '.join(f'{n} {state}' for state, n in counts.items())}, "
            f"such as {some(touched['input'])}. read_inputs() says why.",
            RepairWarning,
            stacklevel=2,
        )
    return articles


def read_inputs(
    path: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Report what became of each input: kept, repaired or rejected, and why.

    Parameters
    ----------
    path, columns, outlets : as :func:`read_corpus` takes them.

    Returns
    -------
    A row is a file, or a record of a CSV file (``record`` is the line in which it begins);
    the three states add up to all that was found.

    Raises
    ------
    CorpusError : as in :func:`read_corpus`.
    """
    return load(path, columns=columns, outlets=outlets).inputs


def load(
    path: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
) -> Corpus:
    """Read articles together with the report on their inputs; see :func:`read_corpus`."""
    mapping = checked_mapping(columns or {})
    paths = [Path(path)] if isinstance(path, str | Path) else [Path(one) for one in path]
    kept: dict[str, Fields] = {}
    texts: dict[str, str] = {}
    report: list[Fields] = []
    files: dict[Path, str] = {}
    sources = _labelled(paths)
    for source, label in sources.items():
        for entry, article in read_source(source, label, mapping, files):
            if article is not None:
                _keep(entry, article, kept, texts, outlets or {})
            report.append(entry)
    for source, label in sources.items():
        report.extend(not_named(source, label, files))
    if not kept:
        raise CorpusError(_nothing_read(paths, report))
    return Corpus(
        require(pd.DataFrame(list(kept.values())), "articles"),
        require(pd.DataFrame(report), "inputs"),
        any("family" in article for article in kept.values()),
    )


def _labelled(paths: Sequence[Path]) -> dict[Path, str]:
    """Give each source a name of its own, by as many of its last folders as it takes.

    A source on its own needs none; one that is listed twice is read once.
    """
    sources = {path.resolve(): path for path in paths}
    depth = 1
    while len({full.parts[-depth:] for full in sources}) < len(sources):
        depth += 1
    alone = len(sources) == 1
    return {path: "" if alone else "/".join(full.parts[-depth:]) for full, path in sources.items()}


def _nothing_read(paths: Sequence[Path], report: Sequence[Fields]) -> str:
    if not paths:
        return "path is an empty list. Give a CSV file, a folder of .txt files, or some of them."
    reasons = some(dict.fromkeys(entry["reason"] for entry in report if entry["reason"]))
    found = f"{len(report)} inputs found{': ' + reasons if reasons else ''}"
    return (
        f"{some(path.name or path for path in paths)}: no article could be read ({found}). "
        "A corpus is a CSV file with a row an article, or a folder of .txt files."
    )


def _keep(
    entry: Fields,
    article: Fields,
    kept: dict[str, Fields],
    texts: dict[str, str],
    outlets: Mapping[str, str],
) -> None:
    """Put an article among those kept, or say in its entry why not."""
    name = article.get("article")
    if not name or not article.get("outlet"):
        rejected(entry, "no article id" if not name else "no outlet")
    elif name in kept:
        same = texts[name] == article["text"]
        rejected(entry, f"repeats the id {name} with {'the same' if same else 'another'} text")
    else:
        texts[name] = article["text"]
        repairs = [entry["repairs"]] if entry["repairs"] else []
        repairs += _complete(article, outlets)
        entry["repairs"] = "; ".join(repairs)
        entry["state"] = REPAIRED if repairs else KEPT
        kept[name] = article


def _complete(article: Fields, outlets: Mapping[str, str]) -> list[str]:
    """Settle outlet, date and headline of an article; return the repairs made."""
    repairs = []
    article["outlet"] = outlets.get(article["outlet"], article["outlet"])
    if given := article.get("date"):
        article["date_text"] = article.get("date_text") or given
        article["date"] = _iso(given)
        if article["date"] is None:
            repairs.append(f"date {given!r} is not of the form YYYY-MM-DD and was left out")
    title = article.get("title")
    if title and not starts_with_title(article["text"], title):
        article["text"] = f"{title}\n\n{article['text']}"
        repairs.append("headline joined")
    return repairs


def _iso(given: str) -> str | None:
    match = _ISO_DATE.match(given.strip())
    try:
        return date.fromisoformat(match[1]).isoformat() if match else None
    except ValueError:
        return None
