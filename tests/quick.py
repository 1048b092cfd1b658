"""Reports that take no longer than their notebooks, or not even that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

import pytest

from framing.report import runs


class Here(Executor):
    """Runs each page at once in this process, which has loaded papermill already."""

    def __init__(self, *_: object, **__: object) -> None: ...

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


@contextmanager
def pages_as_run_for(report: Path) -> Iterator[None]:
    """Let a report of the same pages, made in another way, take the notebooks as they ran."""

    def taken(run: runs.PageRun, built: Path, _: Path) -> str:
        copyfile(report / run.executed, built / run.executed)
        return ""

    with pages_run_here(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_run_one", taken)
        yield
