"""Reports that take no longer than their notebooks: no process is started that loads anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager

import pytest

from framing.report import runs


class Here(Executor):
    """Runs each page at once in this process, which has loaded papermill already."""

    def __init__(
        self, _workers: int, _context: object, _set_up: object, given: tuple[Mapping[str, str]]
    ) -> None:
        self.patch = pytest.MonkeyPatch()
        for name, value in given[0].items():  # what kernels are given
            self.patch.setenv(name, value)

    def shutdown(self, *_: object, **__: object) -> None:
        self.patch.undo()

    def submit(self, call: Callable[..., object], *given: object) -> Future:
        done: Future = Future()
        try:
            done.set_result(call(*given))
        except Exception as error:
            done.set_exception(error)
        return done


@contextmanager
def pages_run_here() -> Iterator[None]:
    """Let reports run their notebooks from this process; each has a kernel of its own still.

    The report that the README's commands build starts processes, and must be the same.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "ProcessPoolExecutor", Here)
        yield
