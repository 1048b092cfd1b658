"""Load a corpus: files to articles, and a report in which every input is accounted for."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing.corpus.columns import Reading, check_mapped, checked_mapping
from framing.corpus.dates import read_dates
from framing.corpus.entries import KEPT, REPAIRED, Entry, Fields, inputs_table, repairs_table, unmet
from framing.corpus.notes import Note
from framing.corpus.readers.database import is_address, name_of
from framing.corpus.renames import Renames
from framing.corpus.sources import not_named, read_database, read_source
from framing.corpus.zoning.layout import layout_of
from framing.corpus.zoning.lines import starts_with_title
from framing.errors import CorpusError, RepairWarning, number, some
from framing.languages.detection import language_code, languages
from framing.languages.lacks import lacks
from framing.tables.contracts.contract import LANGUAGE
from framing.tables.require import empty, require

_LEFT_OUT = "left out: it "
_NO_ID, _NO_OUTLET = Note("no_id", "no article id"), Note("no_outlet", "no outlet")
_JOINED = Note("headline_joined", "headline joined")


class Corpus(NamedTuple):
    """What was read: articles, inputs and their repairs, whether families are given, what files."""

    articles: pd.DataFrame
    inputs: pd.DataFrame
    repairs: pd.DataFrame
    has_families: bool = False
    files: frozenset[Path] = frozenset()


def read_corpus(
    path: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
    dates: str = "",
    query: str = "",
) -> pd.DataFrame:
    """Read articles from a file, a folder or an archive.

    Parameters
    ----------
    path : a table with a row an article (CSV, TSV, Excel, OpenDocument, JSON, JSON Lines,
        Parquet); a file of articles (text, HTML, DOCX, RTF, an export of Nexis or Factiva); a
        folder or archive of such files, whose outlet is the folder each lies in unless they name
        one; the address of a database (``sqlite:///archive.db``); or a list of these. In a list,
        what is read from a folder is named with it
        (``Daily/a.txt``).
    columns : which column of a table holds a column of the contract, such as
        ``{"article": "file", "path": "file"}``; ``path`` names a text file, sought beside
        the table and in ``articles/`` next to it.
    outlets : outlets to be renamed; each must be there.
    dates : which comes first in dates such as 03/02/2025, ``day-month`` or ``month-day``; if
        not given, the other dates of a source tell, or such a date stays missing.
    query : what is read of a database.

    Returns
    -------
    A row is an article (see ``CONTRACTS["articles"]``); further columns are kept.

    Raises
    ------
    CorpusError : nothing there, no article could be read, or a column does not exist.

    Warns
    -----
    RepairWarning : some inputs were repaired or rejected; :func:`read_inputs` and
        :func:`read_repairs` list them.

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
    corpus = load(path, columns=columns, outlets=outlets, dates=dates, query=query)
    if said := _warning(corpus.inputs):
        warnings.warn(said, RepairWarning, stacklevel=2)
    return corpus.articles


def _warning(inputs: pd.DataFrame) -> str:
    """Say what was touched, first of all where an export does not hold what it declares."""
    touched = inputs[inputs["state"] != KEPT]
    if touched.empty:
        return unmet(inputs)
    states = inputs["state"].value_counts().items()
    counts = ", ".join(f"{n} {state}" for state, n in states)
    n = number(len(inputs), "input")
    said = f"{n}: {counts}, such as {some(dict.fromkeys(touched['input']))}."
    return " ".join(
        filter(None, (unmet(inputs), said, "read_inputs() and read_repairs() say why."))
    )


def read_inputs(
    path: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
    dates: str = "",
    query: str = "",
) -> pd.DataFrame:
    r"""Report what became of each input: kept, repaired or rejected, and why.

    Parameters
    ----------
    path, columns, outlets, dates, query : as :func:`read_corpus` takes them.

    Returns
    -------
    A row is a file, or a record of a table or an export (``record`` is its line or number);
    the three states add up to all that was found. ``reason`` is the code of why it is rejected
    and ``said`` the same in words, which name what only this input has; ``lacks`` are
    the codes of what there is no data for in the article's language, parted by ``;`` (see
    :mod:`framing.languages.lacks`). ``declared`` is how many documents an export says that it
    holds; a document that it lacks is a row of its own, rejected.

    Raises
    ------
    CorpusError : as in :func:`read_corpus`.

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "news.csv"
    >>> _ = place.write_text("article,outlet,text\na,A,Talks began.\nb,A,\n")
    >>> read_inputs(place)[["article", "reason", "state"]]
      article   reason     state
    0       a               kept
    1       b  no_text  rejected
    """
    return load(path, columns=columns, outlets=outlets, dates=dates, query=query).inputs


def read_repairs(
    path: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
    dates: str = "",
    query: str = "",
) -> pd.DataFrame:
    """List what was repaired or guessed of each input.

    Parameters
    ----------
    path, columns, outlets, dates, query : as :func:`read_corpus` takes them.

    Returns
    -------
    A row is a repair of an input: its code, and the same in words, which name what only this
    input has.

    Raises
    ------
    CorpusError : as in :func:`read_corpus`.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp()) / "a.txt"
    >>> _ = file.write_text("TÃ¼rkiye waits.", encoding="utf-8")
    >>> read_repairs(file)[["input", "repair", "said"]]
       input    repair             said
    0  a.txt  mojibake  mojibake mended
    """
    return load(path, columns=columns, outlets=outlets, dates=dates, query=query).repairs


def load(
    path: str | Path | Sequence[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    outlets: Mapping[str, str] | None = None,
    dates: str = "",
    language: str = LANGUAGE,
    query: str = "",
    within: Sequence[Path] = (),
    may_be_empty: bool = False,
) -> Corpus:
    """Read articles together with the report on their inputs; see :func:`read_corpus`.

    ``language`` is that of the texts too short to tell theirs; it stays missing all the same.
    A link that leads out of the folders ``within`` is rejected; any is followed if none are given.
    A source without an article is refused unless it ``may_be_empty``.
    """
    reading = Reading(checked_mapping(columns or {}), within=within)
    given = [path] if isinstance(path, str | Path) else list(path)
    databases = [str(one) for one in given if is_address(one)]
    renames = Renames(outlets or {})
    if query and not databases:
        raise CorpusError("query is given, but no database that it could be asked of.")
    paths = [Path(one) for one in given if not is_address(one)]
    kept: dict[str, Fields] = {}
    texts: dict[str, str] = {}
    report: list[Entry] = []
    sources = _labelled(paths)
    found = [(read_source(source, label, reading)) for source, label in sources.items()]
    found += [read_database(address, query, reading) for address in databases]
    for entries in found:
        read = list(entries)
        _read_dates([entry for entry in read if entry.fields], dates)
        _tell_languages([entry.fields for entry in read if entry.fields])
        for entry in read:
            _keep(entry, kept, texts, renames, language)
        report += read
    for source, label in sources.items():
        report += not_named(source, label, reading)
    check_mapped(reading)
    if not (kept or may_be_empty):
        raise CorpusError(_nothing_read(given, report))
    renames.check_met()
    return Corpus(
        require(pd.DataFrame(list(kept.values())), "articles") if kept else empty("articles"),
        inputs_table(report),
        repairs_table(report),
        any("family" in article for article in kept.values()),
        frozenset(reading.files),
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


def _nothing_read(given: Sequence[str | Path], report: Sequence[Entry]) -> str:
    paths = [
        Path(name_of(one) if isinstance(one, str) and is_address(one) else one) for one in given
    ]
    if not paths:
        return "path is an empty list. Give a table, a folder of articles, or some of them."
    reasons = some(dict.fromkeys(entry.reason for entry in report if entry.reason))
    found = f"{number(len(report), 'input')} found{': ' + reasons if reasons else ''}"
    return (
        f"{some(path.name or path for path in paths)}: no article could be read ({found}). "
        "A corpus is a table with a row an article, or files of articles, in a folder or not."
    )


def _read_dates(read: Sequence[Entry], order: str) -> None:
    """Read the dates of one source together; what is told of one stands in its entry."""
    articles = [entry.fields or {} for entry in read]
    printed = [str(a.get("date") or a.get("date_text") or "") or None for a in articles]
    days = read_dates(printed, order=order)
    for entry, article, text, day in zip(read, articles, printed, days, strict=True):
        article["date"] = day.day
        if text:
            article["date_text"] = article.get("date_text") or text
        if day.note:
            said = f"date {text!r} {'' if day.repaired else _LEFT_OUT}{day.note}"
            entry.repairs.append(Note(day.note.code, said))


def _tell_languages(articles: Sequence[Fields]) -> None:
    """Settle the language of each article: as its source names it, else as its text tells."""
    untold = [article for article in articles if not article.get("language")]
    for article in articles:
        article["language"] = language_code(article.get("language") or "")
    texts = [f"{article.get('title') or ''} {article['text']}" for article in untold]
    for article, language in zip(untold, languages(texts), strict=True):
        article["language"] = language


def _keep(
    entry: Entry,
    kept: dict[str, Fields],
    texts: dict[str, str],
    renames: Renames,
    language: str,
) -> None:
    """Put an article among those kept, or say in its entry why not.

    ``texts`` holds each text as it was before its headline was joined.
    """
    if (article := entry.fields) is None:
        return
    name = article.get("article")
    article["outlet"] = renames.given(article.get("outlet"))
    if not name or not article["outlet"]:
        entry.rejected(_NO_OUTLET if name else _NO_ID)
    elif name in kept:
        again = texts[name] == article["text"]
        said = f"repeats the id {name!r} with {'the same' if again else 'another'} text"
        entry.rejected(Note("same_id_same_text" if again else "same_id_other_text", said))
    else:
        texts[name] = article["text"]
        entry.repairs += _complete(article, language)
        entry.state = REPAIRED if entry.repairs else KEPT
        entry.lacks = ";".join(lacks(article["language"] or language))
        kept[name] = article


def _complete(article: Fields, language: str) -> list[Note]:
    """Settle the headline of an article; return the repairs made."""
    title = article.get("title")
    layout = layout_of(article["language"] or language)
    if not title or starts_with_title(article["text"], title, layout):
        return []
    article["text"] = f"{title}\n\n{article['text']}"
    return [_JOINED]
