"""How much is worked, in seconds of the processor: waiting on a busy machine does not count."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail if more is worked; give ten times what is usual, which growth without end exceeds."""
    begun = time.process_time()
    yield
    worked = time.process_time() - begun
    if worked > seconds:
        raise AssertionError(f"worked for {worked:.0f} seconds, and not for {seconds} at most")


def least(call: Callable[[], object]) -> float:
    """Return the least of the seconds that a call took of three, or of those that took long.

    Nothing is collected meanwhile: what other tests left in memory would be counted with it.
    """
    taken: list[float] = []
    gc.disable()
    try:
        while len(taken) < 3 and sum(taken) < 1:
            begun = time.process_time()
            call()
            taken.append(time.process_time() - begun)
    finally:
        gc.enable()
    return min(taken)
