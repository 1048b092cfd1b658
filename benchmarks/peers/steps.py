"""The seconds of each step of a script, and the memory that it took at most."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Steps:
    """Processor time step by step, children included."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Measure one step."""
        begun = _worked()
        yield
        self.seconds[name] = _worked() - begun

    def told(self, **found: Any) -> str:
        """Return all as JSON, with what the script found."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = {"seconds": self.seconds, "total": _worked(), "peak_mb": round(peak, 1)}
        return json.dumps(told | found)


def _worked() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
