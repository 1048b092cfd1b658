"""Memory that the system refuses: how that shows, and what no command can do without."""

from __future__ import annotations

import errno
import os
import sys

from framing.errors import FramingError

LEAST = 1 << 30  # bytes; with less, libraries that load end the process or never end
_SAID = ("annot allocate memory", "failed to map segment", "can't start new thread")


def keep_small() -> None:
    """Keep this process, a command that has loaded nothing yet, from reserving what it may not use.

    Raises
    ------
    FramingError : the system allows too little to load what every command needs.
    """
    os.environ.setdefault("MIMALLOC_ARENA_RESERVE", "65536")  # KB; pyarrow reserves 1 GB at once
    if sys.platform == "win32":
        return
    import resource

    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    if most != resource.RLIM_INFINITY and most < LEAST:
        raise FramingError(
            f"the system allows {most >> 20:,} MB of address space, and {LEAST >> 20:,} are "
            "needed. Raise the limit (ulimit -v)."
        )


def is_refused(error: BaseException | None) -> bool:
    """Tell whether an error, or one that led to it, is that memory was refused.

    Python tells it in several ways: what is loaded or started then fails without a
    MemoryError, and Python's own work ends in a SystemError.

    Examples
    --------
    >>> is_refused(MemoryError()), is_refused(ImportError("a.so: failed to map segment"))
    (True, True)
    >>> is_refused(ImportError("No module named 'a'"))
    False
    """
    while error is not None:
        if isinstance(error, MemoryError | SystemError):
            return True
        if isinstance(error, OSError) and error.errno == errno.ENOMEM:
            return True
        if isinstance(error, ImportError | RuntimeError) and any(s in str(error) for s in _SAID):
            return True
        error = error.__cause__ or error.__context__
    return False
