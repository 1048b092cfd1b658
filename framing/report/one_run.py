"""A folder for one process at a time; that it is killed ends its claim too."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from framing.errors import ParameterError

_LOCK = "lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make a folder and keep other runs out of it; at the end it is gone if it is empty.

    Raises
    ------
    ParameterError : it cannot be made, or another run has it.
    """
    with _opened(folder) as file:
        if not _taken(file) or not _is_still(file, folder / _LOCK):
            raise ParameterError(
                f"another run is writing to {folder.parent} now. Wait for it, or name another "
                "folder."
            )
        try:
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
        return (folder / _LOCK).open("ab")
    except OSError as error:
        raise ParameterError(
            f"output is {folder.parent}, where nothing can be written: {error.strerror or error}. "
            "Name another folder."
        ) from error


def _taken(file: IO[bytes]) -> bool:
    """Take a lock without waiting; where a file system knows none, all is taken to be well."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _is_still(file: IO[bytes], path: Path) -> bool:
    """Tell whether the file is there still: who had it last may just have taken it away."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False
