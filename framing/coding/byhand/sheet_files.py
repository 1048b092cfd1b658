"""Where the files of hand coding lie beside a study, and how they are named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from framing.coding.byhand.blank_sheet import write_sheet
from framing.coding.byhand.sample import SAMPLE as _SAMPLE
from framing.coding.byhand.sample import read_sample
from framing.coding.codings import ROUNDS
from framing.coding.files import check_free
from framing.errors import ParameterError
from framing.tables.codes import HITS
from framing.tables.file_names import LONGEST, name_fault
from framing.tables.require import check_choice

FOLDER = "coding"
_ADJUDICATION = "adjudication"
_NAMES = (*ROUNDS, HITS)


def sample_file(folder: Path, *, round: str) -> Path:
    """Return the place of a round's sample, or of that among ``hits``."""
    return folder / f"{check_choice(round, _NAMES, what='round')}-{_SAMPLE}.csv"


def sheet_files(folder: Path, *, round: str, coders: Sequence[str]) -> dict[str, Path]:
    """Return the place of each coder's sheet in a round; each has a file of their own."""
    check_choice(round, _NAMES, what="round")
    if len({coder.casefold() for coder in coders}) < len(coders):
        raise ParameterError(f"coder: {', '.join(coders)}; each coder needs a name of their own.")
    return {coder: folder / f"{round}-{_in_file(coder)}.csv" for coder in coders}


def adjudication_file(folder: Path, *, coder: str) -> Path:
    """Return the place of an adjudicator's sheet."""
    return folder / f"{_ADJUDICATION}-{_in_file(coder)}.csv"


def earlier(folder: Path, *, round: str) -> pd.DataFrame | None:
    """Read the samples of all other rounds; none if there are none."""
    places = [sample_file(folder, round=other) for other in _NAMES if other != round]
    samples = [read_sample(place) for place in places if place.exists()]
    if not samples:
        return None
    return pd.concat(samples).drop_duplicates(["article", "sentence"])


def write_all(sheets: Mapping[Path, pd.DataFrame]) -> list[Path]:
    """Write sheets to their files; if one of them is there already, none is written."""
    for path in sheets:
        check_free(path)
    return [write_sheet(sheet, path) for path, sheet in sheets.items()]


def _in_file(coder: str) -> str:
    fits = re.fullmatch(r"\w(?:[\w.-]*\w)?", coder) and not name_fault(f"{_ADJUDICATION}-{coder}")
    if not fits or coder.casefold() == _SAMPLE:
        raise ParameterError(
            f"coder is {coder[:LONGEST]!r}, which is to name a file. Give letters, digits, '.', "
            f"'-' or '_', not too many of them, and not '{_SAMPLE}'."
        )
    return coder
