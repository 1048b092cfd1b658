"""Load a corpus: files to articles, and a report in which every input is accounted for."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.contracts import CONTRACTS
from framing.corpus.read_csv import read_rows
from framing.corpus.read_text import read_text
from framing.corpus.zones import starts_with_title
from framing.errors import CorpusError, RepairWarning, some, suggestion
from framing.tables import empty, require

KEPT, REPAIRED, REJECTED = "kept", "repaired", "rejected"
_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?$")
_MAPPABLE = (*CONTRACTS["articles"].columns, "path")
Fields = dict[str, Any]


class Corpus(NamedTuple):
    """What was read: the articles, and what became of each input."""

    articles: pd.DataFrame
    inputs: pd.DataFrame


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
        folder each lies in; or a list of either.
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
    articles, inputs = load(path, columns=columns, outlets=outlets)
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

    Takes what :func:`read_corpus` takes. A row is a file, or a record of a CSV file
    (``record`` is its line); the three states add up to all that was found.
    """
    return load(path, columns=columns, outlets=outlets).inputs


def load(
    path: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
) -> Corpus:
    """Read articles together with the report on their inputs; see :func:`read_corpus`."""
    mapping = _checked_mapping(columns or {})
    paths = [path] if isinstance(path, str | Path) else list(path)
    kept: dict[str, Fields] = {}
    report: list[Fields] = []
    for source in map(Path, paths):
        for entry, article in _read_source(source, mapping):
            if article is not None:
                _keep(entry, article, kept, outlets or {})
            report.append(entry)
    if not kept:
        reasons = some({entry["reason"] for entry in report if entry["reason"]})
        raise CorpusError(
            f"{some(paths)}: no article could be read ({len(report)} inputs found"
            f"{': ' + reasons if reasons else ''}). A corpus is a CSV file with a row an "
            "article, or a folder of .txt files."
        )
    articles = require(pd.DataFrame(list(kept.values())), "articles")
    return Corpus(articles, require(pd.DataFrame(report), "inputs") if report else empty("inputs"))


def _checked_mapping(columns: Mapping[str, str]) -> dict[str, str]:
    unknown = [name for name in columns if name not in _MAPPABLE]
    if unknown:
        raise CorpusError(
            f"columns maps {some(unknown)}, which articles do not have. Allowed: "
            f"{', '.join(_MAPPABLE)}.{suggestion(unknown[0], _MAPPABLE)}"
        )
    return dict(columns)


def _read_source(source: Path, mapping: dict[str, str]) -> Iterator[tuple[Fields, Fields | None]]:
    """Yield for each input its report entry, and the article unless it is rejected."""
    if source.is_dir():
        yield from _read_folder(source)
    elif source.suffix.lower() == ".csv" and source.is_file():
        yield from _read_table(source, mapping)
    else:
        raise CorpusError(
            f"{source.name}: there is no such folder or CSV file (looked in {source.parent})."
        )


def _read_folder(folder: Path) -> Iterator[tuple[Fields, Fields | None]]:
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        name = file.relative_to(folder).as_posix()
        entry = _entry(name)
        if file.suffix.lower() != ".txt" or file.name.startswith("."):
            yield _rejected(entry, "not a .txt file"), None
            continue
        article = {"article": name, "outlet": file.parent.resolve().name}
        yield _with_text(entry, article, file)


def _read_table(file: Path, mapping: dict[str, str]) -> Iterator[tuple[Fields, Fields | None]]:
    try:
        rows = read_rows(file)
    except CorpusError as error:
        raise CorpusError(f"{file.name}: {error}.") from error
    named: set[Path] = set()
    for line, fields, wrong in rows:
        entry = _entry(file.name, str(line))
        if wrong:
            yield _rejected(entry, wrong), None
            continue
        article = _renamed(fields, mapping, file)
        yield _from_record(entry, article, file, named)
    folder = file.parent / "articles"
    for extra in sorted(folder.glob("*.txt")) if named else []:
        if extra not in named:
            yield _rejected(_entry(f"articles/{extra.name}"), f"not named in {file.name}"), None


def _renamed(fields: dict[str, str], mapping: dict[str, str], file: Path) -> Fields:
    """Return a record under the contract's names, its empty fields as missing."""
    missing = [column for column in mapping.values() if column not in fields]
    if missing:
        raise CorpusError(
            f"{file.name} has no column {some(missing)}. Columns: {', '.join(fields)}."
            f"{suggestion(missing[0], fields)}"
        )
    article: Fields = {column: value for column, value in fields.items() if value != ""}
    article.update({name: article.get(column) for name, column in mapping.items()})
    return article


def _from_record(
    entry: Fields, article: Fields, file: Path, named: set[Path]
) -> tuple[Fields, Fields | None]:
    path = article.pop("path", None)
    if not path:
        if article.get("text"):
            return entry, article
        return _rejected(entry, "neither a text nor the path of a text file"), None
    if Path(path).is_absolute() or ".." in Path(path).parts:
        return _rejected(entry, f"{path} leads out of the study's folder"), None
    for place in (file.parent / path, file.parent / "articles" / path):
        if place.is_file():
            named.add(place)
            return _with_text(entry, article, place)
    return _rejected(entry, f"{path} is neither beside {file.name} nor in articles/"), None


def _with_text(entry: Fields, article: Fields, file: Path) -> tuple[Fields, Fields | None]:
    try:
        text, repairs = read_text(file)
    except CorpusError as error:
        return _rejected(entry, f"{file.name} {error}"), None
    entry["repairs"] = "; ".join(repairs)
    return entry, article | {"text": text}


def _keep(
    entry: Fields, article: Fields, kept: dict[str, Fields], outlets: Mapping[str, str]
) -> None:
    """Put an article among those kept, or say in its entry why not."""
    name = article.get("article")
    entry["article"] = name
    if not name or not article.get("outlet"):
        _rejected(entry, "no article id" if not name else "no outlet")
    elif name in kept:
        same = kept[name]["text"] == article["text"]
        _rejected(entry, f"repeats the id {name} with {'the same' if same else 'another'} text")
    else:
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


def _entry(name: str, record: str = "") -> Fields:
    return {
        "input": name,
        "record": record,
        "state": KEPT,
        "article": None,
        "reason": "",
        "repairs": "",
    }


def _rejected(entry: Fields, reason: str) -> Fields:
    entry.update(state=REJECTED, reason=reason)
    return entry
