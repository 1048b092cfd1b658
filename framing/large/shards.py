"""A study counted in shards, each by a job of its own wherever it runs; merged to its tables."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from framing.compare.manner import VARIABLES
from framing.compare.sides import MEASURES, UNITS
from framing.errors import StudyError, some
from framing.large import measures, word_measures
from framing.large.counting import check_whole, count
from framing.large.counts import SCHEMAS, Counts, combine
from framing.study import Study
from framing.study.made_of import package
from framing.study.settings import source_files
from framing.tables.hashes import file_hash
from framing.tables.spreadsheets import write_data

FOLDER, SHARDS, TOLD = "counted", "shards", "counted.json"
Shard = tuple[int, int]


def write_shard(study: Study, folder: Path, *, shard: Shard = (1, 1), jobs: int = 1) -> Path:
    r"""Count one shard of a study, and keep the counts until all are merged.

    Parameters
    ----------
    study : as of :func:`framing.large.count`.
    folder : of the counted study, the same for all shards; each has a folder of its own in it.
    shard : which of how many, such as (2, 8).
    jobs : processes at a time.

    Returns
    -------
    The shard's folder; one that was there is replaced.

    Examples
    --------
    >>> import tempfile
    >>> import framing
    >>> from framing.begin.begin import begin
    >>> place = Path(tempfile.mkdtemp())
    >>> _ = (place / "news.csv").write_text("outlet,date,text\nA,2025-02-12,Talks began.\n")
    >>> study = framing.read_study(begin(place / "mine", source=place / "news.csv").folder)
    >>> write_shard(study, place / "counted", shard=(1, 2)).name
    '00001-of-00002'
    """
    counts = count(study, shard=shard, jobs=jobs)
    place = folder / SHARDS / _name(shard)
    new = place.with_name(f".{place.name}.{os.getpid()}")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for name, table in counts.tables.items():
        pq.write_table(table, new / f"{name}.parquet", compression="zstd")
    told = {"state": _state(study), "files": {name: _hash(new, name) for name in SCHEMAS}}
    (new / TOLD).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(place, ignore_errors=True)
    os.replace(new, place)
    return place


def merge_shards(study: Study, folder: Path) -> Counts:
    r"""Put the shards of a study together, and write its tables as CSV and Parquet.

    Parameters
    ----------
    study : the study of which they were counted.
    folder : where its shards are; the tables are written there.

    Returns
    -------
    The counts of the whole study, the same whatever the number of shards.

    Raises
    ------
    StudyError : a shard is missing, is damaged, or is of other settings, sources or versions.
    TableError : an article stands in two shards.

    Examples
    --------
    >>> import tempfile
    >>> import framing
    >>> from framing.begin.begin import begin
    >>> place = Path(tempfile.mkdtemp())
    >>> _ = (place / "news.csv").write_text("outlet,date,text\nA,2025-02-12,Talks began.\n")
    >>> study = framing.read_study(begin(place / "mine", source=place / "news.csv").folder)
    >>> for nth in (1, 2):
    ...     _ = write_shard(study, place / "counted", shard=(nth, 2))
    >>> counts = merge_shards(study, place / "counted")
    >>> (place / "counted" / "prevalence.csv").exists()
    True
    """
    counts = combine(_read(study, folder / SHARDS))
    check_whole(study, counts)
    for name, table in tables_of(counts):
        write_data(table, folder, name)
    return counts


def tables_of(counts: Counts) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield by name every table that is made of counts."""
    yield "inputs", counts.tables["inputs"].to_pandas()
    yield "prevalence", measures.prevalence(counts)
    for unit in UNITS:
        yield f"salience_by_{unit}", measures.salience(counts, unit=unit)
    yield "prominence", measures.prominence(counts)
    if pa.compute.any(counts.tables["articles"]["date"].is_valid()).as_py():
        for measure in MEASURES:
            yield f"trend_of_{measure}", measures.trend(counts, measure=measure)
    for variable in VARIABLES:
        yield f"manner_by_{variable}", measures.manner(counts, variable=variable)
    yield "word_scores", word_measures.word_scores(counts)
    yield "tfidf", word_measures.tfidf(counts)
    yield "keyness", word_measures.keyness(counts)
    yield "document_frequencies", word_measures.document_frequencies(counts)


def shards_of(folder: Path) -> list[str]:
    """Return the names of the shards that are counted."""
    return sorted(path.name for path in (folder / SHARDS).glob("*-of-*"))


def _read(study: Study, folder: Path) -> Iterator[Counts]:
    """Yield the counts of each shard, if all are there and are of the study as it is."""
    found = sorted(path.name for path in folder.glob("*-of-*"))
    sizes = sorted({name.rpartition("-of-")[2] for name in found})
    wanted = [_name((nth, int(sizes[0]))) for nth in range(1, int(sizes[0]) + 1)] if sizes else []
    if not found or found != wanted:
        lost = some(sorted({*wanted} - {*found})) or "every one"
        raise StudyError(
            f"{folder.parent.name}: not all shards of one number are there: lacking {lost}, found "
            f"{some(found) or 'none'}. Run framing report --shard I/N for each I from 1 to N, and "
            "delete those of another N."
        )
    state = _state(study)
    for name in found:
        told = _told(folder / name)
        if told.get("state") != state:
            raise StudyError(
                f"{name}: was counted with another study.toml, codebook, source or version of the "
                "kit. Count it again."
            )
        if told.get("files") != {each: _hash(folder / name, each) for each in SCHEMAS}:
            raise StudyError(f"{name}: is damaged, and is not as it was written. Count it again.")
        yield Counts({each: pq.read_table(folder / name / f"{each}.parquet") for each in SCHEMAS})


def _told(folder: Path) -> dict[str, Any]:
    try:
        told = json.loads((folder / TOLD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _name(shard: Shard) -> str:
    return "{:05}-of-{:05}".format(*shard)


def _hash(folder: Path, name: str) -> str:
    path = folder / f"{name}.parquet"
    return file_hash(path) if path.is_file() else ""


def _state(study: Study) -> list[Any]:
    """Return what is the same for all shards: settings, codebook, sources by size, and the kit."""
    sizes = [[path.name, path.stat().st_size] for path in source_files(study.sources)]
    return [study.sha256, study.codebook.sha256, sizes, package()]
