"""What a report is made of, by hash: taken before anything runs, and held against what is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from framing.errors import StudyError, some
from framing.study import Study
from framing.study.made_of import Mark, files_of, mark
from framing.study.settings import FILE, source_files
from framing.tables.file_names import free_name
from framing.tables.hashes import file_hash

ABSENT = "absent"


@dataclass(frozen=True)
class Snapshot:
    """The hashes of all files that a report is made of.

    Attributes
    ----------
    inputs : the hash of each file, by a name that tells no path of the machine.
    notebooks : those of the notebooks, by their path.
    is_whole : whether all inputs are files; what a database on a server holds is told by none.
    """

    study: Study
    inputs: Mapping[str, str]
    notebooks: Mapping[Path, str]
    is_whole: bool
    _marks: Mapping[Path, Mark | None]
    _names: Mapping[Path, str]

    @property
    def of_study(self) -> dict[str, str]:
        """The inputs that are no notebooks."""
        books = {self._names[path] for path in self.notebooks}
        return {name: digest for name, digest in self.inputs.items() if name not in books}

    def check(self) -> None:
        """Refuse to go on where an input is not as it was.

        Raises
        ------
        StudyError : an input was changed, added or taken away; the message says which.
        """
        now = {path: mark(path) for path in files_of(self.study, self.notebooks)}
        touched = [
            path for path in {**self._marks, **now} if now.get(path) != self._marks.get(path)
        ]
        then = {path: self.inputs[name] for path, name in self._names.items()}
        changed = [path for path in touched if _hash(path) != then.get(path, ABSENT)]
        if changed:
            raise _changed(_name(path, self.study.folder) for path in changed)


def snapshot(study: Study, notebooks: Iterable[Path]) -> Snapshot:
    """Take the hashes of what a report is made of.

    Raises
    ------
    StudyError : settings or codebook are not those that the study was read with.
    """
    books = list(dict.fromkeys(notebooks))
    marks = {path: mark(path) for path in files_of(study, books)}
    hashes = {path: _hash(path) for path in marks}
    taken: set[str] = set()
    names = {path: free_name(_name(path, study.folder), taken) for path in marks}
    read = {study.folder / FILE: study.sha256, study.codebook_file: study.codebook.sha256}
    if stale := [
        path.name for path, digest in read.items() if hashes[path] not in (ABSENT, digest)
    ]:
        raise _changed(stale)
    return Snapshot(
        study,
        {names[path]: digest for path, digest in hashes.items()},
        {path: hashes[path] for path in books},
        len(source_files(study.sources)) == len(study.sources),
        marks,
        names,
    )


def _changed(names: Iterable[str]) -> StudyError:
    return StudyError(
        f"{some(sorted(names))} changed while the report was being made of it, so nothing was put "
        "in place, and an earlier report is as it was. Run it again."
    )


def _name(path: Path, folder: Path) -> str:
    if path.is_relative_to(folder):
        return path.relative_to(folder).as_posix()
    return f"{path.parent.name}/{path.name}"


def _hash(path: Path) -> str:
    try:
        return file_hash(path)
    except OSError:
        return ABSENT
