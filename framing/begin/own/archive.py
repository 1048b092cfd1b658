"""An archive of one's own files, unpacked so that they can be looked at like those of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from framing.begin.finding import such_as
from framing.corpus.readers.inputs import inputs
from framing.errors import number


class Unpacked(NamedTuple):
    """What came out of an archive: a folder, or the file that is all it holds, and what did not."""

    path: Path
    said: list[str]


def unpacked(archive: Path, place: Path, *, most: int) -> Unpacked | None:
    """Unpack an archive; none if it holds more bytes than ``most``, or nothing that can be read.

    Parameters
    ----------
    archive : the archive; hostile and damaged files of it are told and not written.
    place : the folder to write to, which is not there yet.
    most : bytes to be written at most.
    """
    written, left, size = list[Path](), dict[str, list[str]](), 0
    for one in inputs(archive):
        name = one.name.removeprefix(f"{archive.name}/")
        if one.rejected:
            left.setdefault(one.rejected, []).append(name)
            continue
        size += len(one.data)
        if size >= most:
            return None
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(one.data)
        written.append(file)
    if not written:
        return None
    said = [
        f"{number(len(names), 'file')} of {archive.name} not taken, {why}: {such_as(names)}"
        for why, names in left.items()
    ]
    alone = len(written) == 1 and written[0].parent == place
    return Unpacked(written[0] if alone else place, said)
