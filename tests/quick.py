"""Reports that take no longer than their cells: nothing is started that loads all anew."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import framing
from framing.report import batch, bounded, runs, workers
from framing.report.jupyter import loaded
from framing.report.workers import Task, Workers, run_task
from framing.study import Study

_KEPT: dict[tuple, Study] = {}  # no test edits them: read once for all reports of a worker


def _each_ended(tasks: Sequence[Task], given: Workers, **_: object) -> Iterator:
    """Run each page at once in this process, which has loaded papermill already."""
    for number, task in enumerate(tasks):
        with patch.dict(os.environ, given.environment):
            yield number, run_task(task, at=lambda cell: None)


@contextmanager
def pages_run_here() -> Iterator[None]:
    """Let reports run their notebooks in this process.

    Pages of one report share what their study computes. The report that the README's commands
    build has processes and kernels, and must be the same.
    """
    bounded.register()
    engine = loaded("papermill.engines").papermill_engines.get_engine(bounded.ENGINE)
    with (
        patch.object(runs, "each_ended", _each_ended),
        patch.object(runs, "compute_ahead", lambda study, names: None),
        patch.object(batch, "anew", lambda study: study),
        patch.object(workers, "_start_server", lambda context: None),
        patch.object(engine, "execute_managed_notebook", _execute),
        _studies_kept(),
    ):
        yield


def keep(study: Study) -> Study:
    """Let every report of this process that is of this study's folder take this very study."""
    _KEPT[_as_it_is(study.folder)] = study
    return study


def _as_it_is(folder: str | Path) -> tuple:
    """Tell a folder apart from others, and from itself with other settings."""
    place = Path(folder).resolve()
    return place, tuple(sorted((f, f.stat().st_mtime_ns) for f in place.rglob("*.toml")))


@contextmanager
def _studies_kept() -> Iterator[None]:
    """Read a study once for all pages of reports that are built now."""
    read, mine = framing.read_study, {}

    def read_study(path: str | Path = "seeds") -> Study:
        key = _as_it_is(path)
        return _KEPT.get(key) or mine.get(key) or mine.setdefault(key, read(path))

    with patch.object(framing, "read_study", read_study):
        yield


def _execute(manager: Any, _kernel: str, **_: object) -> None:
    """Run a notebook's cells as papermill's engine does, in this process's own kernel."""
    output_from_msg = loaded("nbformat.v4").output_from_msg
    kernel, client = _kernel_here()
    with patch.object(gc, "collect"):  # which goes through all that the tests hold
        kernel.shell.reset()
    for number, cell in enumerate(manager.nb.cells):
        manager.cell_start(cell, number)
        failed = False
        if cell.cell_type == "code" and cell.source.strip():
            client.execute(cell.source)
            cell.execution_count = client.get_shell_msg()["content"]["execution_count"]
            shown = client.iopub_channel.get_msgs()
            kinds = ("stream", "display_data", "execute_result", "error")
            cell.outputs = [output_from_msg(m) for m in shown if m["msg_type"] in kinds]
            failed = any(one.output_type == "error" for one in cell.outputs)
        manager.cell_complete(cell, number)
        if failed:
            break


@cache
def _kernel_here() -> tuple[Any, Any]:
    from ipykernel.inprocess.manager import InProcessKernelManager
    from traitlets.config import Config

    manager = InProcessKernelManager(config=Config({"HistoryManager": {"enabled": False}}))
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    return manager.kernel, client
