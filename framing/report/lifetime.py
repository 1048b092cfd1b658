"""Processes that end when the one that started them ends, however that comes about."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing import connection, parent_process
from threading import Thread

_PR_SET_PDEATHSIG = 1  # of Linux


def end_with_parent(parent: int | None = None) -> None:
    """Let this process be killed when its parent ends.

    On Linux the system sees to it; elsewhere a thread waits for the end of the process that
    started this one by :mod:`multiprocessing`.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if parent is not None and os.getppid() != parent:  # it ended before
            os._exit(1)
    elif started := parent_process():
        Thread(target=_wait_for, args=(started.sentinel,), daemon=True).start()


def _wait_for(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
