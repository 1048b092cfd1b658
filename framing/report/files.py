"""Write result tables as CSV and Parquet, and put finished files in place at once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.spreadsheets import csv_text, disarmed, in_words


def write_table(result: Mapping[str, Any], folder: Path, name: str) -> dict[str, Any]:
    """Write one table result as CSV and Parquet; return what the manifest says of it.

    In the CSV file a text that a spreadsheet would run as a formula gets an apostrophe in
    front; the Parquet file holds every value as it is.
    """
    kinds = dict(result["columns"])
    table = pd.DataFrame(result["rows"], columns=list(kinds)).astype(kinds)
    table.to_parquet(folder / f"{name}.parquet", index=False)
    safe = in_words(table, disarmed)
    rows = [list(safe.columns), *safe.itertuples(index=False, name=None)]
    write_text(folder / f"{name}.csv", csv_text(rows))
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


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


def put_in_place(built: Path, output: Path) -> None:
    """Move a finished report into its folder, and take away what an earlier run left there.

    Only files that the earlier run's manifest lists are taken away.
    """
    output.mkdir(parents=True, exist_ok=True)
    old = output / "manifest.json"
    listed = json.loads(old.read_text(encoding="utf-8")).get("files", {}) if old.is_file() else {}
    new = [file.relative_to(built) for file in sorted(built.rglob("*")) if file.is_file()]
    for stale in set(listed) - {file.as_posix() for file in new}:
        (output / stale).unlink(missing_ok=True)
    for file in new:
        (output / file).parent.mkdir(parents=True, exist_ok=True)
        os.replace(built / file, output / file)
