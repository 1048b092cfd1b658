"""Write the files of a report, tables as CSV and Parquet, and tell files by their hashes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.tables.hashes import file_hash, text_hash
from framing.tables.spreadsheets import write_data


def write_table(result: Mapping[str, Any], folder: Path, name: str) -> dict[str, Any]:
    """Write one table result as CSV and Parquet; return what the manifest says of it."""
    kinds = dict(result["columns"])
    table = pd.DataFrame(result["rows"], columns=list(kinds)).astype(kinds)
    write_data(table, folder, name)
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


def file_names(folder: Path) -> list[str]:
    """Return every file below a folder, seen from it."""
    files = (file for file in folder.rglob("*") if not file.is_dir())
    return sorted(file.relative_to(folder).as_posix() for file in files)


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder."""
    return {name: file_hash(folder / name) for name in file_names(folder)}
