"""Sheets for people who code: written beside the study, with the lines that name them there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing.coding import byhand
from framing.coding.byhand import sheet_files
from framing.coding.byhand.masking import naming
from framing.coding.byhand.sample import read_sample
from framing.coding.codings import read_coders
from framing.coding.files import csv_bytes, write_new
from framing.errors import ParameterError, StudyError, some
from framing.study.study import Study
from framing.study.unnamed import settings_lines, told_unnamed, unnamed_sheets
from framing.tables.codes import PERSON
from framing.tables.contracts import FINAL
from framing.trust.verdicts import MIN_READ

CODERS = "coders.csv"


class Sheets(NamedTuple):
    """What was written, and what is to be known of it.

    ``outlets`` counts the units whose words name an outlet, by outlet; ``lines`` are for
    ``study.toml``, ``coders`` for ``coders.csv`` where that is there already.
    """

    rows: pd.DataFrame
    written: list[Path]
    outlets: dict[str, int]
    lines: list[str]
    coders: list[str]


def draw(
    study: Study,
    *,
    coders: Sequence[str],
    n: int | None,
    round: str,
    among: str,
    predicted_by: str,
    seed: int | None,
    mask: bool,
) -> Sheets:
    """Draw a sample, or take the one that is there, and write a sheet for each coder."""
    name = _name_of(round, among)
    folder = study.folder / sheet_files.FOLDER
    places = sheet_files.sheet_files(folder, round=name, coders=coders)
    of_sample = sheet_files.sample_file(folder, round=name)
    begun, seed = of_sample.exists(), study.seed if seed is None else seed
    if begun:
        sample = _begun(of_sample, n)
    else:
        sample = byhand.sample(
            study.predicted(predicted_by), study.sentences, n=_size(study, n, among),
            coder=predicted_by, among=among, round=round, seed=seed,
            exclude=sheet_files.earlier(folder, round=name),
        )  # fmt: skip
    names = outlets_of(study) if mask else []
    sheets = {
        place: byhand.sheet(
            sample, study.sentences, codebook=study.codebook, coder=coder, seed=seed, mask=names
        )
        for coder, place in places.items()
    }
    written = sheet_files.write_all(sheets if begun else {of_sample: sample, **sheets})
    named = _named(study, next(iter(sheets.values())), sample)
    table, to_add = _coders_listed(study, coders)
    there = [one.file for one in unnamed_sheets(study) if not one.settles]
    lines = settings_lines(
        study, written=there, sample=name if round == FINAL else "", coders=table
    )
    return Sheets(sample, [*written, *to_add.made], named, lines, to_add.lines)


def settle(study: Study, *, coder: str, of: Sequence[str], mask: bool) -> Sheets:
    """Write a sheet of what coders disagree on."""
    place = sheet_files.adjudication_file(study.folder / sheet_files.FOLDER, coder=coder)
    codings = study.independent_codings
    nothing = [name for name in of if name not in set(codings["coder"])]
    if told := told_unnamed(study, coders=nothing) if nothing else "":
        raise StudyError(f"{some(nothing)} coded nothing in the files that are named. {told}")
    sheet = byhand.adjudication_sheet(
        codings, study.sentences, coders=of, codebook=study.codebook, adjudicator=coder,
        mask=outlets_of(study) if mask else (),
    )  # fmt: skip
    written = sheet_files.write_all({place: sheet})
    table, to_add = _coders_listed(study, [coder])
    lines = settings_lines(study, settles=place, of=of, coders=table)
    return Sheets(sheet, [*written, *to_add.made], {}, lines, to_add.lines)


def outlets_of(study: Study) -> list[str]:
    """Return the names of outlets by which a text could tell where it stood."""
    return list(dict.fromkeys([*study.articles["outlet"].unique(), *study.outlets]))


def _named(study: Study, sheet: pd.DataFrame, sample: pd.DataFrame) -> dict[str, int]:
    """Count the units whose words name an outlet, by the outlet that they are of."""
    units = sheet.loc[naming(sheet, outlets_of(study)), "unit"].drop_duplicates()
    outlets = sample.set_index("unit")["outlet"]
    return {str(name): int(n) for name, n in units.map(outlets).value_counts(sort=False).items()}


def _name_of(round: str, among: str) -> str:
    """Return the name of a draw: its round, or what it was drawn among."""
    if among and round != FINAL:
        raise ParameterError(
            f"--round is {round}, but what is drawn --among {among} enters results: "
            "leave out one of them."
        )
    return among or round


def _size(study: Study, n: int | None, among: str) -> int:
    if n is None and among:
        return MIN_READ * len(study.codebook.frames)
    if n is None:
        raise ParameterError("no size is given. Say how many sentences to draw: --n 200")
    return n


def _begun(place: Path, n: int | None) -> pd.DataFrame:
    """Read the sample that a further coder is to code as well."""
    sample = read_sample(place)
    if n is not None:
        raise ParameterError(
            f"{place.name} is there already, with {len(sample)} sentences. Leave out --n to write "
            "a further coder's sheet for it."
        )
    return sample


class _ToAdd(NamedTuple):
    made: list[Path]
    lines: list[str]


def _coders_listed(study: Study, names: Iterable[str]) -> tuple[Path, _ToAdd]:
    """List people in a new table of coders; one that is there is somebody's, and stays as it is."""
    place = study.coders_file or study.folder / CODERS
    if not place.exists():
        rows = [["coder", "kind"], *([name, PERSON] for name in dict.fromkeys(names))]
        return place, _ToAdd([write_new(place, csv_bytes(rows))], [])
    known = set(read_coders(place)["coder"])
    new = [name for name in dict.fromkeys(names) if name not in known]
    return place, _ToAdd([], [f"{name},{PERSON}" for name in new])
