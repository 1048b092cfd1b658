"""Files of codings that a study names: tables of them, coding sheets, or exports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from framing.coding.codings_files import read_decisions
from framing.coding.decisions import ReadCodings
from framing.errors import StudyError
from framing.study.settings import FILE

if TYPE_CHECKING:
    from framing.study.study import Study


def read_file(file: Path, study: Study) -> ReadCodings:
    """Read a file of codings; what was made of the study's sample is held against it.

    Raises
    ------
    StudyError : it cannot be read; if it is not there, the message says what writes sheets.
    """
    if not file.exists():
        raise StudyError(
            f"{file.name}: cannot be read: there is no such file in {file.parent}. {FILE} names it "
            "in [coding] codings: 'framing sample' writes a sheet for each coder, else correct it."
        )
    read = read_decisions(file, codebook=study.codebook)
    sample, rounds = study.sample, set(read.codings["round"])
    if read.rows.empty or sample is None or not rounds or not rounds <= set(sample["round"]):
        return read
    return read_decisions(file, codebook=study.codebook, sample=sample)
