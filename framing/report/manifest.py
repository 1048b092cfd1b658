"""The manifest of a report: what it says of the report's files, and whether that can be relied on.

What stands in it may be damaged, or come from somebody else; so it is checked before it is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from framing.errors import StudyError
from framing.tables.file_names import leads_inside
from framing.tables.hashes import file_hash

MANIFEST = "manifest.json"
SETTINGS = {
    "study_sha256": "study.toml",
    "codebook_sha256": "codebook",
    "frozen": "frozen",
    "framing": "version of framing",
}
_OURS = {*SETTINGS, "files", "tables", "runs", "articles"}


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read a report's manifest; what :mod:`framing.report` uses of it is as it should be.

    Raises
    ------
    StudyError : there is none, or it is damaged; the message says where and what is wrong.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise StudyError(
            f"{folder} holds no manifest.json, so it is no finished report. Give the folder that "
            "framing report wrote to."
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        fault = next(_faults(manifest), "")
    except (ValueError, RecursionError) as error:
        fault = f"{type(error).__name__}: {error}"
    if fault:
        raise StudyError(f"{path} is no manifest that framing wrote ({fault}).")
    return dict(manifest)


def _faults(manifest: Any) -> Iterator[str]:
    if not isinstance(manifest, dict):
        yield "no names with values"
        return
    for key in SETTINGS:
        if not isinstance(manifest.get(key, ""), str):
            yield f"'{key}' is no text"
    for key in ("articles", "files"):
        if not _are_words(manifest.get(key, {})):
            yield f"'{key}' is no list of hashes by name"
    if not all(map(leads_inside, manifest.get("files", {}))):
        yield "'files' names what is no file of a report"
    tables = manifest.get("tables")
    if not isinstance(tables, list) or not all(map(_is_entry, tables)):
        yield "'tables' is no list of tables"


def _are_words(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())


def _is_entry(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return False
    key = value.get("key", [])
    of_words = isinstance(key, list) and all(isinstance(column, str) for column in key)
    return of_words and isinstance(value.get("parquet", ""), str)


@dataclass(frozen=True)
class Earlier:
    """The report that stands in a folder already.

    Attributes
    ----------
    folder : where it stands.
    manifest : its manifest; empty if there is none that tells its files.
    damage : what of it is missing or not as it was written, so that nothing can be compared
        with it; "" if all is well.
    """

    folder: Path
    manifest: Mapping[str, Any]
    damage: str = ""

    @property
    def files(self) -> Mapping[str, str]:
        """The hashes of its files by name, as far as they are known."""
        return self.manifest["files"] if self.manifest else {}

    def has_written(self, name: str) -> bool:
        """Tell whether a file is as that report wrote it."""
        if name == MANIFEST:
            return bool(self.manifest)
        return is_as_listed(self.folder, name, self.files)


def earlier_report(folder: Path, *, manifest_in: Path | None = None) -> Earlier:
    """Look at the report in a folder; its manifest may have been put elsewhere meanwhile."""
    place = manifest_in or folder
    if not (place / MANIFEST).is_file() or _is_of_another_kind(place / MANIFEST):
        return Earlier(folder, {})
    try:
        manifest = read_manifest(place)
    except StudyError as error:
        return Earlier(folder, {}, str(error))
    if not (files := manifest.get("files")):
        return Earlier(folder, {}, f"{folder / MANIFEST} names no files.")
    tables = (str(table.get("parquet", "")) for table in manifest["tables"])
    lost = next((name for name in tables if not is_as_listed(folder, name, files)), None)
    damage = "" if lost is None else f"{folder / lost} is missing, or not as the report wrote it."
    return Earlier(folder, manifest, damage)


def _is_of_another_kind(path: Path) -> bool:
    """Tell whether a file of that name is whole and no report's: web pages have one too."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return False
    return isinstance(given, dict) and bool(given) and not _OURS & given.keys()


def is_as_listed(folder: Path, name: str, files: Mapping[str, str]) -> bool:
    """Tell whether a file has the hash that a manifest lists for it."""
    if name not in files or has_link(folder, name) or not (folder / name).is_file():
        return False
    return file_hash(folder / name) == files[name]


def has_link(folder: Path, name: str) -> bool:
    """Tell whether the way from a folder to a file leads over a link, and so elsewhere."""
    path = PurePosixPath(name)
    return any((folder / part).is_symlink() for part in (path, *path.parents) if part.name)
