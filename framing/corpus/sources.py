"""Sources of a corpus, a CSV file or a folder: each input with its entry in the load report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.contracts import CONTRACTS
from framing.corpus.read_csv import read_table
from framing.corpus.read_text import read_text
from framing.errors import CorpusError, some, suggestion

KEPT, REPAIRED, REJECTED = "kept", "repaired", "rejected"
_MAPPABLE = (*CONTRACTS["articles"].columns, "path")

Fields = dict[str, Any]
Input = tuple[Fields, Fields | None]


def checked_mapping(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping of columns, if articles have the columns that it maps to."""
    unknown = [name for name in columns if name not in _MAPPABLE]
    if unknown:
        raise CorpusError(
            f"columns maps {some(unknown)}, which articles do not have. Allowed: "
            f"{', '.join(_MAPPABLE)}.{suggestion(unknown[0], _MAPPABLE)}"
        )
    return dict(columns)


def read_source(
    source: Path, label: str, mapping: Mapping[str, str], files: dict[Path, str]
) -> Iterator[Input]:
    """Yield for each input its entry in the report, and the article unless it is rejected.

    ``label`` names a source that is one of several; ``files`` collects the text files read.
    """
    if source.is_dir():
        yield from _read_folder(source, label, files)
    elif source.suffix.lower() == ".csv" and source.is_file():
        yield from _read_table(source, label or source.name, mapping, files)
    elif source.exists():
        raise CorpusError(
            f"{source.name} is neither a folder nor a CSV file; its name must end in .csv."
        )
    else:
        raise CorpusError(
            f"{source.name}: there is no such folder or CSV file (looked in {source.parent})."
        )


def rejected(entry: Fields, reason: str) -> Fields:
    """Note in an entry that its input is rejected, and why."""
    entry.update(state=REJECTED, reason=reason)
    return entry


def _read_folder(folder: Path, label: str, files: dict[Path, str]) -> Iterator[Input]:
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        name = "/".join(filter(None, (label, file.relative_to(folder).as_posix())))
        entry = _entry(name)
        if file.suffix.lower() != ".txt" or file.name.startswith("."):
            yield rejected(entry, "not a .txt file"), None
            continue
        entry["article"] = name
        article = {"article": name, "outlet": file.parent.resolve().name}
        yield _with_text(entry, article, file, files)


def _read_table(
    file: Path, name: str, mapping: Mapping[str, str], files: dict[Path, str]
) -> Iterator[Input]:
    try:
        columns, rows, repairs = read_table(file)
    except CorpusError as error:
        raise CorpusError(f"{file.name} {error}.") from error
    _check_columns(file, columns, mapping)
    for line, fields, wrong in rows:
        entry = _entry(name, str(line), repairs)
        if wrong:
            yield rejected(entry, wrong), None
        else:
            yield _from_record(entry, _renamed(fields, mapping), file, files)


def not_named(source: Path, label: str, files: dict[Path, str]) -> Iterator[Fields]:
    """Yield, for a CSV file that names text files, those in ``articles/`` that nothing names."""
    name = label or source.name
    if name not in files.values() or source.is_dir():
        return
    folder = "/".join([*name.split("/")[:-1], "articles"])
    for extra in sorted((source.parent / "articles").glob("*.txt")):
        if files.setdefault(extra.resolve(), "") == "":
            yield rejected(_entry(f"{folder}/{extra.name}"), f"not named in {source.name}")


def _check_columns(file: Path, header: list[str], mapping: Mapping[str, str]) -> None:
    """Refuse a CSV file that lacks a column, mapped or needed."""
    lost = [column for column in mapping.values() if column not in header]
    has = [*header, *mapping]
    lost += [column for column in ("article", "outlet") if column not in has]
    if not {"text", "path"} & set(has):
        lost.append("text")
    if lost:
        raise CorpusError(
            f"{file.name} has no column {some(lost)}. Columns: {', '.join(header)}."
            f"{suggestion(lost[0], header)} Name those that hold article, outlet and text (or the "
            'path of a text file) with columns, such as columns = { article = "file" }.'
        )


def _renamed(fields: dict[str, str], mapping: Mapping[str, str]) -> Fields:
    """Return a record under the contract's names, its empty fields as missing."""
    stripped = {
        column: value if column == mapping.get("text", "text") else value.strip()
        for column, value in fields.items()
        if value.strip()
    }
    return stripped | {name: stripped.get(column) for name, column in mapping.items()}


def _from_record(entry: Fields, article: Fields, file: Path, files: dict[Path, str]) -> Input:
    entry["article"] = article.get("article")
    path = article.pop("path", None)
    if not path:
        if article.get("text"):
            return entry, article
        return rejected(entry, "neither a text nor the path of a text file"), None
    if Path(path).is_absolute() or ".." in Path(path).parts:
        return rejected(entry, f"{path} leads out of the study's folder"), None
    for place in (file.parent / path, file.parent / "articles" / path):
        if place.is_file():
            return _with_text(entry, article, place, files)
    return rejected(entry, f"{path} is neither beside {file.name} nor in articles/"), None


def _with_text(entry: Fields, article: Fields, file: Path, files: dict[Path, str]) -> Input:
    """Add the text of a file, unless another input was that file."""
    first = files.setdefault(file.resolve(), entry["input"])
    if first != entry["input"]:
        return rejected(entry, f"the same file as {first}, read already"), None
    try:
        text, repairs = read_text(file)
    except CorpusError as error:
        return rejected(entry, f"{file.name} {error}"), None
    entry["repairs"] = "; ".join(filter(None, (entry["repairs"], *repairs)))
    return entry, article | {"text": text}


def _entry(name: str, record: str = "", repairs: Sequence[str] = ()) -> Fields:
    return {
        "input": name,
        "record": record,
        "state": KEPT,
        "article": None,
        "reason": "",
        "repairs": "; ".join(repairs),
    }
