"""Write the files of a report, tables as CSV and Parquet, and tell files by their hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.tables.hashes import text_hash
from framing.tables.spreadsheets import csv_of, disarmed


def write_table(result: Mapping[str, Any], folder: Path, name: str) -> dict[str, Any]:
    """Write one table result as CSV and Parquet; return what the manifest says of it.

    In the CSV file a text that a spreadsheet would run as a formula gets an apostrophe in
    front; the Parquet file holds every value as it is.
    """
    kinds = dict(result["columns"])
    table = pd.DataFrame(result["rows"], columns=list(kinds)).astype(kinds)
    table.to_parquet(folder / f"{name}.parquet", index=False)
    write_text(folder / f"{name}.csv", csv_of(table, disarmed))
    return {
        "name": name,
        "caption": result["caption"],
        "rows": len(table),
        "key": result["key"],
        "csv": f"{folder.name}/{name}.csv",
        "parquet": f"{folder.name}/{name}.parquet",
    }


def write_text(path: Path, text: str) -> None:
    """Write a file of text as it is, whatever the platform's line ends."""
    path.write_text(text, encoding="utf-8", newline="\n")


def json_text(value: object) -> str:
    """Write a value as JSON for a file: readable, and ended by a line end."""
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def text_hashes(articles: pd.DataFrame) -> dict[str, str]:
    """Return the SHA-256 of each article's text, by article."""
    return dict(zip(articles["article"], articles["text"].map(text_hash), strict=True))


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_names(folder: Path) -> list[str]:
    """Return every file below a folder, seen from it."""
    files = (file for file in folder.rglob("*") if not file.is_dir())
    return sorted(file.relative_to(folder).as_posix() for file in files)


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder."""
    return {name: file_hash(folder / name) for name in file_names(folder)}
