"""A report lies apart from what it is made of: the study, its files and its notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from framing.coding.byhand.sheet_files import FOLDER as CODING
from framing.errors import ParameterError
from framing.report.notebooks import OWN, SHARED
from framing.study import Study
from framing.study.settings import FILE


def check_apart(output: Path, study: Study, *, notebooks: Iterable[Path]) -> None:
    """Refuse a folder for a report that is, holds or lies in what the report is made of.

    Parameters
    ----------
    output : the folder, links followed.
    study : the study.
    notebooks : the notebooks that are run.

    Raises
    ------
    ParameterError : it is no place for a report; says of what it is to be kept apart.
    """
    inputs = [study.folder, *_files(study), *notebooks, *SHARED]
    if held := next((path for path in map(Path.resolve, inputs) if _holds(output, path)), None):
        raise _refused(output, f"is or holds {held}, of which the report is made")
    own = [study.folder / name for name in (OWN, CODING, "articles")]
    if around := next(
        (f for f in map(Path.resolve, _folders(study, own)) if _holds(f, output)), None
    ):
        raise _refused(output, f"lies in {around}, where a run takes files of yours from")


def _holds(folder: Path, path: Path) -> bool:
    return path == folder or folder in path.parents


def _files(study: Study) -> Iterator[Path]:
    """Yield the files and folders that a study's settings name, and the settings."""
    yield from (study.folder / FILE, study.codebook_file, *study.sources, *study.coding_files)
    yield from filter(None, (study.coders_file, study.sample_file))
    yield from (each.sheet for each in study.adjudications)


def _folders(study: Study, own: Iterable[Path]) -> Iterator[Path]:
    """Yield the folders all of which is input: of notebooks, of sheets and of texts."""
    yield from (*own, *SHARED)
    for source in study.sources:
        yield source if source.is_dir() else source.parent / "articles"


def _refused(output: Path, why: str) -> ParameterError:
    return ParameterError(
        f"output is {output}, which {why}. A report has a folder of its own, such as 'reports' "
        "beside study.toml; name one: --output FOLDER"
    )
