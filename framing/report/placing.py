"""Put a report in its place: whole or not at all, and never over a file that is not its own.

A report is built in a hidden folder within its output. Once it is whole there, one renaming says
so: from then on it will be put in place, by this run or by the next one. The old manifest goes
first and the new one comes last, so that no manifest ever speaks for a mixture.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from framing.errors import ParameterError, some
from framing.report.folder_locks import owner, sign, taken
from framing.report.manifest import (
    MANIFEST,
    Earlier,
    earlier_report,
    has_link,
    read_manifest,
)
from framing.report.written_files import file_names

FOLDERS = ("notebooks", "tables")  # of a report, beside its pages
_SPARE = 1 << 23  # bytes
_WORK, _BUILT, _READY, _BEFORE = ".framing", "built", "ready", "before"
_LOCK = "lock"


@contextmanager
def workshop(output: Path) -> Iterator[Path]:
    """Give an empty folder to build a report in, within its output, to one run at a time.

    What a run that was killed left there is put in place if it was whole, else taken away.

    Raises
    ------
    ParameterError : nothing can be written there, or another run writes there now.
    """
    built, made = output / _WORK / _BUILT, not output.exists()
    try:
        with _locked(output / _WORK):
            finish(output)
            shutil.rmtree(built, ignore_errors=True)
            for folder in FOLDERS:
                (built / folder).mkdir(parents=True)
            spare = [bytearray(_SPARE)]
            try:
                yield built
            finally:
                spare.clear()  # so that there is memory for this, where it ran out
                shutil.rmtree(built, ignore_errors=True)
    finally:
        if made:
            with suppress(OSError):  # it holds something now
                output.rmdir()


def check_free(earlier: Earlier, names: Iterable[str]) -> None:
    """Refuse a folder where one of these files would take the place of another's.

    In a damaged report nothing tells what is whose; there such files are set aside later.

    Raises
    ------
    ParameterError : a file is not as an earlier report wrote it there, or a link leads elsewhere.
    """
    names = [*FOLDERS, *names]
    _check_links(earlier.folder, names)
    foreign = [name for name in names if _is_foreign(earlier, name)]
    if foreign and not earlier.damage:
        raise ParameterError(
            f"output is {earlier.folder}, where {some(foreign)} would be overwritten, which no "
            "report wrote, or somebody has edited since. Move that away, or name another folder."
        )


def _is_foreign(earlier: Earlier, name: str) -> bool:
    place = earlier.folder / name
    if name in FOLDERS:
        return place.exists() and not place.is_dir()
    return place.exists() and not earlier.has_written(name)


def _check_links(folder: Path, names: Iterable[str]) -> None:
    """Refuse links on the way to a file: what is written there would lie elsewhere."""
    if links := [name for name in names if has_link(folder, name)]:
        raise ParameterError(
            f"output is {folder}, where {some(links)} is reached by a link, and reports write to "
            "no other place. Remove the link, or name another folder."
        )


def put_in_place(built: Path, output: Path) -> Path | None:
    """Move a finished report into its folder in place of an earlier one.

    Whenever this is interrupted, the earlier report stands, or the next call makes up for it.
    Files that are no report's are left as they are; those of a damaged report are moved to the
    folder that is returned.

    Raises
    ------
    ParameterError : a file there is another's; nothing was moved then.
    StudyError : the report has no manifest.
    """
    work = output / _WORK
    work.mkdir(parents=True, exist_ok=True)
    finish(output)
    read_manifest(built)
    check_free(earlier_report(output), file_names(built))
    if built.parent != work:  # and perhaps on another disk
        shutil.rmtree(work / _BUILT, ignore_errors=True)
        built = Path(shutil.move(built, work / _BUILT))
    os.rename(built, work / _READY)
    aside = finish(output)
    with suppress(OSError):  # the lock of a workshop is in it
        work.rmdir()
    return aside


def finish(output: Path) -> Path | None:
    """Put the rest of a report in place that is ready for it, if there is one."""
    work, aside = output / _WORK, None
    _drop_links(work)
    ready, before = work / _READY, work / _BEFORE
    if (ready / MANIFEST).is_file():
        before.mkdir(exist_ok=True)
        if (output / MANIFEST).is_file():
            os.replace(output / MANIFEST, before / MANIFEST)
        new = read_manifest(ready).get("files", {})
        _check_links(output, [*FOLDERS, *new])
        coming = sorted(file_names(ready), key=_manifest_last)
        aside = _make_way(earlier_report(output, manifest_in=before), coming, new)
        for name in coming:
            (output / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(ready / name, output / name)
    for done in (ready, before):
        shutil.rmtree(done, ignore_errors=True)
    return aside


def _drop_links(work: Path) -> None:
    """Take away links in the place of folders of ours: what lies behind them is somebody's."""
    for part in (_BUILT, _READY, _BEFORE):
        if (work / part).is_symlink():
            (work / part).unlink()


def _make_way(earlier: Earlier, coming: Iterable[str], new: Mapping[str, str]) -> Path | None:
    """Take away what the earlier report alone has; set aside what is not known to be its own."""
    output = earlier.folder
    for name in earlier.files.keys() - new.keys():
        if earlier.has_written(name):
            (output / name).unlink()
    in_the_way = {*coming, *(name for name in FOLDERS if _is_foreign(earlier, name))}
    if earlier.damage and not earlier.manifest:
        in_the_way |= _by_form(output) - new.keys()
    strange = {name: output / name for name in in_the_way if not earlier.has_written(name)}
    if not earlier.manifest:
        strange[MANIFEST] = output / _WORK / _BEFORE / MANIFEST
    return _set_aside(strange, beside=output)


def _by_form(output: Path) -> set[str]:
    """Name what looks like a report's, where its manifest does not say what is."""
    files = [*output.glob("*.html"), *(one for f in FOLDERS for one in (output / f).glob("*"))]
    return {file.relative_to(output).as_posix() for file in files}


def _set_aside(strange: Mapping[str, Path], *, beside: Path) -> Path | None:
    """Move files to a new folder, the manifest last: while it is there, all else is looked at."""
    there = [name for name in sorted(strange, key=_manifest_last) if strange[name].exists()]
    if not there:
        return None
    number = 1
    while (aside := beside.with_name(f"{beside.name}.old{f'-{number}' * (number > 1)}")).exists():
        number += 1
    for name in there:
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(strange[name], aside / name)
    return aside


def _manifest_last(name: str) -> tuple[bool, str]:
    return name == MANIFEST, name


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Make a folder and keep other runs out; that this one is killed ends its claim too."""
    with _opened(folder) as file:
        if not taken(file) or not _is_still(file, folder / _LOCK):
            raise ParameterError(
                f"another run is writing to {folder.parent} now ({owner(file)}). Wait for it, or "
                "name another folder."
            )
        try:
            sign(file)
            yield
        finally:
            with suppress(OSError):  # left for the next run: it is not empty, or kept by Windows
                (folder / _LOCK).unlink()
                folder.rmdir()


def _opened(folder: Path) -> IO[bytes]:
    try:
        if folder.is_symlink():
            raise OSError(f"{folder.name} is a link")
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / _LOCK).open("a+b")
    except OSError as error:
        raise ParameterError(
            f"output is {folder.parent}, where nothing can be written: {error.strerror or error}. "
            "Name another folder."
        ) from error


def _is_still(file: IO[bytes], path: Path) -> bool:
    """Tell whether the file is there still: who had it last may just have taken it away."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False
