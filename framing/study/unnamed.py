"""Coding sheets that lie beside a study: how far they are, and those that it does not name."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from framing.coding.byhand.filled_sheet import is_sheet
from framing.coding.byhand.sheet_files import FOLDER, sample_file
from framing.coding.files import rows_of
from framing.errors import FramingError, StudyError, number
from framing.study.settings import FILE, Settings
from framing.tables.codes import HITS
from framing.tables.contracts import FINAL
from framing.tables.toml import read_bytes

SETTLED = "adjudicated"  # the name under which final codes stand, if the study gives no other
_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods")


class Unnamed(NamedTuple):
    """A sheet that the study does not name: who codes in it, how many lines, how many decided."""

    file: Path
    coders: tuple[str, ...]
    n: int
    decided: int
    settles: bool

    @property
    def told(self) -> str:
        """The sheet, and how far it is."""
        return f"{self.file.name} ({self.decided:,} of {self.n:,} decided)"


def unnamed_sheets(study: Settings) -> Iterator[Unnamed]:
    """Yield the coding sheets that lie in the study's folder of them and that it does not name."""
    named = [*study.coding_files, *(each.sheet for each in study.adjudications)]
    places = {file.resolve() for file in named}
    folder = study.folder / FOLDER
    for file in sorted(folder.glob("*")):
        is_lock = file.name.startswith((".", "~"))  # of an open spreadsheet
        if is_lock or file.suffix.lower() not in _ENDINGS or file.resolve() in places:
            continue
        if study.sample_file == sample_file(folder, round=FINAL) and _is_of(file, HITS):
            continue  # whose place in the settings the final sample took
        if found := _looked(file):
            yield found


def told_unnamed(study: Settings, *, coders: Collection[str] = ()) -> str:
    """Say which sheets with decisions are not named, and how to name them; nothing if none is.

    If some coders are given, their sheets count alone, and though they are not begun.
    """
    sheets = unnamed_sheets(study)
    found = [one for one in sheets if (set(one.coders) & set(coders) if coders else one.decided)]
    coded = [one.file for one in found if not one.settles]
    settling = [one for one in found if one.settles]
    if not found:
        return ""
    held = f"{FOLDER}/ holds {number(len(found), 'sheet')} that {FILE} does not name"
    todo = []
    if coded:
        todo += [f"under [coding] write: {', '.join(settings_lines(study, written=coded))}"]
    if settling:
        todo.append(f"name {', '.join(one.file.name for one in settling)} in [[adjudication]]")
    return f"{held}: {', '.join(one.told for one in found)}; {'; '.join(todo)}"


def settings_lines(
    study: Settings,
    *,
    written: Iterable[Path] = (),
    sample: str = "",
    settles: Path | None = None,
    of: Sequence[str] = (),
    coders: Path | None = None,
) -> list[str]:
    """Return the lines by which a study names sheets; none for what it names already.

    One sample is named: the final one takes the place of that among hits, with its sheets.
    """
    lines = []
    other = {FINAL: HITS, HITS: FINAL}.get(sample, "")
    every = [*study.coding_files, *(one for one in written if one not in study.coding_files)]
    kept = [file for file in every if not (other and _is_of(file, other))]
    if kept != [*study.coding_files]:
        lines.append(f"codings = {_listed(study, kept)}")
    drawn = sample_file(study.folder / FOLDER, round=sample) if sample else None
    if drawn and study.sample_file != drawn:
        lines.append(f"sample = {_listed(study, [drawn])[1:-1]}")
    if coders and study.coders_file is None:
        lines.append(f"coders = {_listed(study, [coders])[1:-1]}")
    if settles and settles not in [each.sheet for each in study.adjudications]:
        if not study.reference:
            lines.append(f'reference = "{SETTLED}"')
        block = ["", "[[adjudication]]", f'coder = "{SETTLED}"', f"of = {json.dumps([*of])}"]
        lines += [*block, f"sheet = {_listed(study, [settles])[1:-1]}"]
    return lines


def _is_of(file: Path, draw: str) -> bool:
    return file.name.startswith(f"{draw}-")


def _listed(study: Settings, files: Iterable[Path]) -> str:
    """Write files as a list of TOML, from the study's folder where they lie in it."""
    inside = [f.relative_to(study.folder) if f.is_relative_to(study.folder) else f for f in files]
    return json.dumps([file.as_posix() for file in inside], ensure_ascii=False)


def _looked(file: Path) -> Unnamed | None:
    """Count the lines of a sheet; what is none, or cannot be read, is left to whom it belongs."""
    try:
        columns, rows = rows_of(read_bytes(file, StudyError), file.name, StudyError)
    except (FramingError, OSError):
        return None
    if not is_sheet(columns):
        return None
    coders = sorted({row.cells.get("coder", "").strip() for row in rows} - {""})
    decided = sum(bool(row.cells.get("decision", "").strip()) for row in rows)
    return Unnamed(file, tuple(coders), len(rows), decided, "because" in columns)
