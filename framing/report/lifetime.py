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

    On Linux the system sees to it; elsewhere a thread does.
    """
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if parent is not None and os.getppid() != parent:  # it ended before
            os._exit(1)
    else:
        watch()


def watch() -> None:
    """Let a thread wait for the end of the process that had :mod:`multiprocessing` start this one.

    That need not be the parent: one may have had the other fork.
    """
    if started := parent_process():
        Thread(target=_wait_for, args=(started.sentinel,), daemon=True).start()


def _wait_for(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
