"""Claims to a folder: locks that end with whoever holds them, with the owner's name."""

from __future__ import annotations

import json
import os
import platform
import sys
from datetime import UTC, datetime
from typing import IO, Any


def taken(file: IO[Any]) -> bool:
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


def sign(file: IO[bytes]) -> None:
    """Write into a lock who holds it."""
    told = {
        "process": os.getpid(),
        "host": platform.node(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    file.seek(0)
    file.truncate()
    file.write(json.dumps(told).encode())
    file.flush()


def owner(file: IO[bytes]) -> str:
    """Say who holds a lock, as far as that is told."""
    file.seek(0)
    try:
        told = json.loads(file.read())
        return f"process {told['process']} on {told['host']}, since {told['since']}"
    except (ValueError, KeyError, TypeError):
        return "its process is not told"
