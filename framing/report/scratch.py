"""A folder for what a run needs while it lasts; what runs that were killed left is cleaned."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from framing.report.folder_locks import taken

_PREFIX, _LOCK = "framing-run-", "lock"


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder of this run's own, and take away those of runs that have ended."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            _clean(left)
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with (folder / "new").open("w") as file:
            taken(file)
            os.replace(folder / "new", folder / _LOCK)
            yield folder


def _clean(folder: Path) -> None:
    """Take a folder away of which nobody holds the lock; one without a lock is just being made."""
    if hasattr(os, "getuid") and folder.lstat().st_uid != os.getuid():
        return
    if folder.is_symlink():
        return
    with (folder / _LOCK).open("r+") as file:
        if taken(file):
            shutil.rmtree(folder, ignore_errors=True)
