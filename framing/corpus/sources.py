"""Sources of a corpus, files, folders or archives: each input with its entry in the load report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.contracts import CONTRACTS
from framing.corpus.formats import BY_SUFFIX, is_table, read_file
from framing.corpus.readers.inputs import Input, inputs, is_archive
from framing.corpus.readers.notices import not_an_article
from framing.corpus.readers.repairs import repaired, surrogates_mended
from framing.corpus.sidecars import sidecars
from framing.errors import CorpusError, some, suggestion

KEPT, REPAIRED, REJECTED = "kept", "repaired", "rejected"
_MAPPABLE = (*CONTRACTS["articles"].columns, "path")

Fields = dict[str, Any]
Entry = tuple[Fields, Fields | None]


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
) -> Iterator[Entry]:
    """Yield for each input its entry in the report, and the article unless it is rejected.

    ``label`` names a source that is one of several; ``files`` collects the text files read
    because a table names them.
    """
    if not source.exists():
        raise CorpusError(
            f"{source.name}: there is no such file or folder (looked in {source.parent})."
        )
    if source.is_dir() or is_archive(source.name):
        yield from _read_many(source, label, mapping, files)
    elif is_table(source.name):
        yield from _read_table(source, label or source.name, mapping, files)
    else:
        found = next(iter(inputs(source)))
        yield from _read_one(found._replace(name=label or source.name), {}, mapping)


def not_named(source: Path, label: str, files: dict[Path, str]) -> Iterator[Fields]:
    """Yield, for a table that names text files, those in ``articles/`` that nothing names."""
    name = label or source.name
    if name not in files.values() or source.is_dir():
        return
    folder = "/".join([*name.split("/")[:-1], "articles"])
    for extra in sorted((source.parent / "articles").glob("*")):
        known = extra.suffix.lower() in BY_SUFFIX and extra.is_file()
        if known and files.setdefault(extra.resolve(), "") == "":
            yield rejected(_entry(f"{folder}/{extra.name}"), f"not named in {source.name}")


def rejected(entry: Fields, reason: str) -> Fields:
    """Note in an entry that its input is rejected, and why."""
    entry.update(state=REJECTED, reason=reason)
    return entry


def _read_many(
    source: Path, label: str, mapping: Mapping[str, str], files: dict[Path, str]
) -> Iterator[Entry]:
    """Read every file of a folder or an archive; what describes another file goes to that."""
    found = list(inputs(source, label=label))
    beside, described = sidecars(found)
    for one in found:
        if one.name in described:
            entry = _entry(one.name)
            entry["reason"] = f"describes {described[one.name]}"
            yield entry, None
        elif one.path and (first := files.setdefault(one.path.resolve(), one.name)) != one.name:
            yield rejected(_entry(one.name), f"the same file as {first}, read already"), None
        else:
            yield from _read_one(one, beside.get(one.name, {}), mapping, among=True)


def _read_one(
    one: Input, beside: Fields, mapping: Mapping[str, str], *, among: bool = False
) -> Iterator[Entry]:
    """Read a file of articles, one or many; ``among`` the files of a folder or an archive."""
    try:
        if one.rejected:
            raise CorpusError(one.rejected)
        found = read_file(one.data, one.name)
        if among and not set(mapping.values()) <= set(found.columns):
            mapping = {}  # it is for another table
        alone = among and [record.place for record in found.records] == [""]
        if found.columns:
            _check_columns(one.name, list(found.columns), mapping, named=not alone)
    except CorpusError as error:
        reason = str(error).removeprefix(f"{one.name} ").removesuffix(".")
        yield rejected(_entry(one.name), reason), None
        return
    for record in found.records:
        entry = _entry(one.name, record.place, record.repairs)
        if record.rejected:
            yield rejected(entry, record.rejected), None
            continue
        fields = _renamed(record.fields, mapping) | beside
        if alone or not found.columns:  # the rows of a table name their own
            name = f"{one.name}#{record.place}" if record.place else one.name
            fields = {"article": name, "outlet": one.folder} | fields
        yield _settled(entry, fields)


def _read_table(
    file: Path, name: str, mapping: Mapping[str, str], files: dict[Path, str]
) -> Iterator[Entry]:
    """Read a table with a row an article; its rows may name files that hold the texts."""
    try:
        found = read_file(file.read_bytes(), file.name)
        if not found.columns:
            raise CorpusError("has no columns")
    except OSError as error:
        raise CorpusError(f"{file.name} cannot be read: {error.strerror}.") from error
    except CorpusError as error:
        raise CorpusError(f"{file.name} {str(error).removesuffix('.')}.") from error
    _check_columns(file.name, list(found.columns), mapping)
    for record in found.records:
        entry = _entry(name, record.place, record.repairs)
        if record.rejected:
            yield rejected(entry, record.rejected), None
        else:
            yield _from_record(entry, _renamed(record.fields, mapping), file, files)


def _check_columns(
    name: str, header: list[str], mapping: Mapping[str, str], *, named: bool = True
) -> None:
    """Refuse a table that lacks a column, mapped or needed; ``named`` if rows name themselves."""
    lost = [column for column in mapping.values() if column not in header]
    has = [*header, *mapping]
    lost += [column for column in ("article", "outlet") if named and column not in has]
    if not {"text", "path"} & set(has):
        lost.append("text")
    if lost:
        raise CorpusError(
            f"{name} has no column {some(lost)}. Columns: {', '.join(header)}."
            f"{suggestion(lost[0], header)} Name those that hold article, outlet and text (or the "
            'path of a text file) with columns, such as columns = { article = "file" }.'
        )


def _renamed(fields: Mapping[str, str], mapping: Mapping[str, str]) -> Fields:
    """Return a record under the contract's names, its empty fields as missing."""
    text = mapping.get("text", "text")
    stripped = {
        column: value if column == text else value.strip()
        for column, value in fields.items()
        if value.strip()
    }
    return stripped | {name: stripped.get(column) for name, column in mapping.items()}


def _from_record(entry: Fields, article: Fields, file: Path, files: dict[Path, str]) -> Entry:
    entry["article"] = article.get("article")
    path = article.pop("path", None)
    if not path:
        if article.get("text"):
            return _settled(entry, article)
        return rejected(entry, "neither a text nor the path of a text file"), None
    if Path(path).is_absolute() or ".." in Path(path).parts:
        return rejected(entry, f"{path} leads out of the study's folder"), None
    for place in (file.parent / path, file.parent / "articles" / path):
        if place.is_file():
            return _with_text(entry, article, place, files)
    return rejected(entry, f"{path} is neither beside {file.name} nor in articles/"), None


def _with_text(entry: Fields, article: Fields, file: Path, files: dict[Path, str]) -> Entry:
    """Add the text of a file, unless another input was that file."""
    first = files.setdefault(file.resolve(), entry["input"])
    if first != entry["input"]:
        return rejected(entry, f"the same file as {first}, read already"), None
    one = next(iter(inputs(file)))
    try:
        if one.rejected:
            raise CorpusError(one.rejected)
        records = read_file(one.data, file.name).records
    except CorpusError as error:
        return rejected(entry, f"{file.name} {error}"), None
    if len(records) != 1:
        return rejected(entry, f"{file.name} holds {len(records)} articles, not one"), None
    record = records[0]
    if record.rejected:
        return rejected(entry, f"{file.name}: {record.rejected}"), None
    entry["repairs"] = "; ".join(filter(None, (entry["repairs"], *record.repairs)))
    return _settled(entry, {**record.fields, **{k: v for k, v in article.items() if v}})


def _settled(entry: Fields, article: Fields) -> Entry:
    """Repair an article's text and title, and reject what is no article."""
    article = {
        name: surrogates_mended(str(value)) for name, value in article.items() if value is not None
    }
    entry["article"] = article.get("article")
    text, repairs = repaired(str(article.get("text") or ""))
    title, more = repaired(str(article.get("title") or ""))
    kinds = dict.fromkeys(filter(None, (entry["repairs"], *repairs, *more)))
    entry["repairs"] = "; ".join(kinds)
    if not text.strip():
        return rejected(entry, "holds no text"), None
    if reason := not_an_article(text, title):
        return rejected(entry, f"is {reason}, no article"), None
    return entry, article | {"text": text} | ({"title": title} if title.strip() else {})


def _entry(name: str, record: str = "", repairs: Sequence[str] = ()) -> Fields:
    return {
        "input": name,
        "record": record,
        "state": KEPT,
        "article": None,
        "reason": "",
        "repairs": "; ".join(repairs),
    }
