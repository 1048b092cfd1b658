"""Every file of a source, out of folders and archives, with its bytes or why it has none."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

from framing.corpus.notes import NO_NOTE, Note
from framing.errors import CorpusError
from framing.tables.file_names import STORE

MAX_FILE = 1 << 29  # bytes of one file out of an archive: no article, and no export, is larger
MAX_ARCHIVE = 1 << 32  # bytes of all that one archive holds
MAX_RATIO = 300  # times that an archive may shrink what it holds
ARCHIVES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz")
_ROUND = 1 << 20
_COMPRESSED: dict[str, Any] = {
    ".bz2": bz2.open, ".xz": lzma.open, ".gz": gzip.open, ".tgz": gzip.open,
}  # fmt: skip
_BOMB = Note("too_large", "grows beyond all measure when unpacked")
LEADS_OUT = Note(
    "link_leads_out",
    "a link that leads out of the study's folder; copy the file, or allow it in study.toml: "
    "[corpus] follow_links = true",
)
_NO_TEXT = Note("no_text", "holds no text")
_DAMAGED = (
    OSError, EOFError, zipfile.BadZipFile, tarfile.TarError, RuntimeError, ValueError, KeyError,
    zlib.error, lzma.LZMAError, struct.error, OverflowError, MemoryError,
)  # fmt: skip

# A file of an archive: its name, and what opens it
_Member = tuple[str, Callable[[], Any]]


class Input(NamedTuple):
    """A file that was found."""

    # its path under the source, with / between folders; an archive's files stand under the
    # archive's name
    name: str
    data: bytes = b""  # its bytes; b"" where it is rejected
    rejected: Note = NO_NOTE  # why it is not read; no words if it is
    folder: str = ""  # the name of the folder that it lies in
    path: Path | None = None  # where it lies, links followed, unless it stands in an archive


def inputs(source: Path, *, label: str = "", within: Sequence[Path] = ()) -> Iterator[Input]:
    """Yield every file of a folder, of an archive, or the one file that is given.

    Parameters
    ----------
    source : a folder, an archive (zip, tar, gz, bz2, xz) or a file.
    label : what the source is called among others: put in front of the names of its files,
        or in place of the name of a file.
    within : folders out of which no link may lead; anywhere, if there are none.

    Returns
    -------
    Files by name, one held at a time. Hidden files, lock files of office programs, empty
    files and what cannot be read are there too, rejected with the reason. A link to a file
    is read under its own name and folder; a link to a folder is told and not entered.
    """
    if source.is_dir():
        found = _in_folder(source, label, within)
    else:
        real = os.path.realpath(source.parent)
        found = _opened(label or source.name, source, real, within)
    for one in found:
        yield one._replace(name=_writable(one.name), folder=_writable(one.folder))


def _writable(name: str) -> str:
    r"""Return a name that a table can hold: bytes of it that are no UTF-8 stand as ``\xfc``."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _in_folder(folder: Path, label: str, within: Sequence[Path]) -> Iterator[Input]:
    unread: list[OSError] = []
    for path, folders, files in os.walk(folder, onerror=unread.append):
        inner = Path(path).relative_to(folder)
        folders[:] = sorted(one for one in folders if one != STORE)
        for name, reason in [(one, _not_entered(path, one)) for one in folders]:
            if reason:
                folders.remove(name)
                yield Input(_joined(label, (inner / name).as_posix()), rejected=reason)
        real = os.path.realpath(path)
        for file in sorted(files):
            name = _joined(label, (inner / file).as_posix())
            yield from _opened(name, Path(path, file), real, within)
    for error in unread:
        name = Path(error.filename).relative_to(folder).as_posix()
        yield Input(_joined(label, name), rejected=_unreadable(error))


def _unreadable(error: Exception) -> Note:
    said = getattr(error, "strerror", "") or error
    return Note("unreadable", f"cannot be read: {said}")


def _not_entered(path: str, folder: str) -> Note:
    """Say why a folder is not entered; nothing if it is."""
    if folder.startswith("."):
        return Note("hidden", "hidden folder")
    if os.path.islink(os.path.join(path, folder)):  # might lead in a circle, or anywhere
        said = "a link to a folder, which is not entered; name that folder as a source of its own"
        return Note("link", said)
    return NO_NOTE


def _opened(name: str, path: Path, real: str, within: Sequence[Path]) -> Iterator[Input]:
    """Yield a file, or the files of an archive; ``real`` is its folder without links."""
    if reason := _set_aside(path.name):
        yield Input(name, rejected=reason)
        return
    folder = os.path.basename(os.path.dirname(os.path.abspath(path)))
    try:
        full = path.resolve(strict=True) if os.path.islink(path) else Path(real, path.name)
        if within and not any(full.is_relative_to(one) for one in within):
            yield Input(name, rejected=LEADS_OUT)
            return
        if not stat.S_ISREG(os.stat(full).st_mode):  # a pipe or a device would be read for ever
            raise OSError(0, "it is no regular file")
        data = path.read_bytes()
    except (OSError, RuntimeError) as error:
        yield Input(name, rejected=_unreadable(error))
        return
    if is_archive(path.name) and data:
        yield from _unpacked(name, data, folder)
    else:
        yield Input(name, data, NO_NOTE if data else _NO_TEXT, folder, full)


def _set_aside(file: str) -> Note:
    """Say why a file is no input by its name alone."""
    if file.startswith(("~$", ".~lock")):
        said = "lock file of an office program; close the document it belongs to"
        return Note("lock_file", said)
    if file.startswith(".") or file in ("Thumbs.db", "desktop.ini"):
        return Note("hidden", "hidden file")
    return NO_NOTE


def is_archive(name: str) -> bool:
    """Tell by its name whether a file is an archive."""
    return name.lower().endswith(ARCHIVES)


def _unpacked(name: str, data: bytes, folder: str) -> Iterator[Input]:
    """Yield the files of an archive; what is truncated or hostile is rejected in words."""
    limit = min(MAX_ARCHIVE, MAX_RATIO * len(data) + _ROUND)
    names: set[str] = set()
    read = 0
    try:
        for member, opened in _members(name, data, limit):
            free = _free(member, names)
            names.add(free)
            data, reason = _member(member, opened, limit - read)
            read = limit if reason is _BOMB else read + len(data)
            inner = PurePosixPath(member).parent.name or folder
            yield Input(_joined(name, free), data, reason, inner)
        if not names:
            yield Input(name, b"", Note("no_file", "holds no file"), folder)
    except _DAMAGED as error:
        yield Input(name, b"", Note("damaged", f"is a damaged archive: {error}"), folder)


def _member(member: str, opened: Callable[[], Any], room: int) -> tuple[bytes, Note]:
    """Read one file of an archive, or say what is wrong with it: no matter of the others."""
    parts = PurePosixPath(member).parts
    if ".." in parts:
        return b"", Note("path_leads_out", "its name leads out of the archive")
    if is_archive(member):
        return b"", Note("archive_in_archive", "an archive inside an archive; unpack it")
    if reason := next(filter(None, map(_set_aside, parts)), NO_NOTE):
        return b"", reason
    most = min(MAX_FILE, room)
    try:
        with opened() as stream:
            data = stream.read(most + 1) if room > 0 else b""
    except CorpusError as error:
        return b"", Note(error.code, str(error))
    except _DAMAGED as error:
        return b"", Note("damaged", f"is damaged or locked in its archive: {error}")
    if room <= 0 or len(data) > most:
        return b"", _BOMB
    return data, NO_NOTE if data else _NO_TEXT


def _members(name: str, data: bytes, limit: int) -> Iterator[_Member]:
    """Yield the files of an archive, by name."""
    lower = name.lower()
    if lower.endswith(".zip"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                if not info.is_dir():
                    yield _inside(info.filename), partial(archive.open, info)
    elif PurePosixPath(lower).suffixes[-2:-1] == [".tar"] or lower.endswith((".tar", ".tgz")):
        yield from _of_tar(_decompressed(lower, data, limit))
    else:
        whole = PurePosixPath(name)
        yield whole.stem, partial(_COMPRESSED[whole.suffix.lower()], BytesIO(data))


def _of_tar(whole: bytes) -> Iterator[_Member]:
    with tarfile.open(fileobj=BytesIO(whole), mode="r:") as tar:
        files = [one for one in tar.getmembers() if not one.isdir()]
        for one in sorted(files, key=lambda one: one.name):
            yield _inside(one.name), partial(_extracted, tar, one)
    if not whole.endswith(bytes(tarfile.BLOCKSIZE)):
        raise ValueError("it is cut short, since the mark of its end is missing")


def _extracted(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    stream = tar.extractfile(member) if member.isfile() else None
    if stream is None:
        raise CorpusError("a link or a device in an archive; pack the file itself", code="link")
    return stream


def _decompressed(name: str, data: bytes, limit: int) -> bytes:
    """Decompress a tar archive as far as it may grow."""
    for end, opener in _COMPRESSED.items():
        if name.endswith(end):
            with opener(BytesIO(data)) as stream:
                whole: bytes = stream.read(limit + 1)
            if len(whole) > limit:
                raise ValueError(f"it {_BOMB}")
            return whole
    return data


def _inside(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _free(name: str, names: set[str]) -> str:
    """Return the name, numbered if another file of the archive has it."""
    path = PurePosixPath(name)
    numbered = (str(path.with_stem(f"{path.stem} ({number})")) for number in count(2))
    return next(one for one in chain([name], numbered) if one not in names)


def _joined(label: str, name: str) -> str:
    return f"{label}/{name}" if label else name
