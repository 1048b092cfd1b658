"""Files of codings that a study names: tables of them, or coding sheets that were filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing.coding.byhand.sheet import Sheet, is_sheet, read_sheet
from framing.coding.codings import read_codings
from framing.errors import StudyError
from framing.study.settings import FILE

if TYPE_CHECKING:
    from framing.study.study import Study

LINE = ["file", "line", "state", "reason"]


def read_file(file: Path, study: Study) -> Sheet:
    """Read a file of codings; a sheet of the study's sample is held against it.

    Raises
    ------
    StudyError : it cannot be read; if it is not there, the message says what writes sheets.
    """
    if not file.exists():
        raise StudyError(
            f"{file.name}: cannot be read: there is no such file in {file.parent}. {FILE} names it "
            "in [coding] codings: 'framing sample' writes a sheet for each coder, else correct it."
        )
    if is_sheet(file):
        sheet = read_sheet(file, codebook=study.codebook)
        sample = study.sample
        rounds = set(sheet.codings["round"])
        if sample is None or not rounds or not rounds <= set(sample["round"]):
            return sheet
        return read_sheet(file, codebook=study.codebook, sample=sample)
    return Sheet(read_codings(file, codebook=study.codebook), pd.DataFrame(columns=LINE))
