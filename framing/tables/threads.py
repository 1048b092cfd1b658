"""Threads of libraries, kept to one: pages run side by side, and what is to be forked has one."""

from __future__ import annotations

import os

ONE = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
_kept = False


def keep_to_one() -> None:
    """Keep this process, a command that has loaded nothing yet, to one thread."""
    global _kept
    os.environ.update(ONE)
    _kept = True


def are_kept() -> bool:
    """Tell whether this process was kept to one thread from its beginning."""
    return _kept
