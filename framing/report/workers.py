"""Processes that run the notebooks of pages: forked or started, watched, and ended in any case."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic
from typing import Any

from framing.report.lifetime import end_with_parent
from framing.report.notebooks import execute
from framing.study import Study
from framing.study.study import hold
from framing.tables.threads import ONE, are_kept

FAILED, KILLED, OK = "failed", "killed", "ok"
REUSED, SKIPPED, TIMEOUT = "reused", "skipped", "timeout"
_STATES = {"DeadKernelError": KILLED, "CellTimeoutError": TIMEOUT}  # by the error of papermill
_LOOK_EVERY = 0.5  # seconds
_KILLED = "its process was killed, or ran out of memory"


@dataclass(frozen=True)
class Task:
    """A notebook to run, with all that is needed for it."""

    name: str
    path: Path
    output: Path
    parameters: Mapping[str, Any]
    cwd: Path
    cells: int
    scratch: Path
    cell_timeout: float | None = None


@dataclass(frozen=True)
class Ended:
    """What became of a notebook.

    Attributes
    ----------
    state : ok, failed, timeout or killed.
    error : what went wrong, in one line.
    cell : the cell at which it was, from 1; none if none was begun.
    seconds : how long it took.
    peak : memory that it had at most, in bytes; none if that is not known.
    """

    state: str
    error: str = ""
    cell: int | None = None
    seconds: float = 0.0
    peak: int | None = None


@dataclass
class _Worker:
    """A process for notebooks, and the task that it has."""

    process: BaseProcess
    ours: connection.Connection
    task: int = -1
    cell: int = 0
    begun: float = field(default_factory=monotonic)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.ours.close()


class Workers:
    """Starts processes for notebooks as this place allows, and ends them all.

    Parameters
    ----------
    study : what kernels that are forked hold in memory.
    environment : variables that kernels get.
    scratch : a folder for what they need while they run.
    fork : whether kernels are forked at all, which is possible on Linux: from this process, if
        it is a command of ours that has done nothing else, or from one that is started for that.
    """

    def __init__(
        self, study: Study, environment: Mapping[str, str], *, scratch: Path, fork: bool
    ) -> None:
        self.environment, self.scratch = environment, scratch
        self.forks = fork and sys.platform == "linux"
        way = "spawn"
        from framing.report.forking import can_fork, load_all  # only where something runs

        if self.forks:
            way = "fork" if are_kept() and can_fork() else "forkserver"
        self._context: Any = multiprocessing.get_context(way)
        if way == "forkserver":
            _start_server(self._context)
        elif way == "fork":
            load_all()  # once, rather than in each
        self._given = (
            study if self.forks else None,
            {**os.environ, **environment, **ONE, "JUPYTER_RUNTIME_DIR": str(scratch)},
            None if way == "forkserver" else os.getpid(),
        )

    def start(self) -> _Worker:
        """Start one."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, *self._given))
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _start_server(context: Any) -> None:
    """Start the process to fork from, unless it runs, with all loaded that pages need."""
    from multiprocessing.forkserver import ensure_running

    before = {name: os.environ.get(name) for name in ONE}
    os.environ.update(ONE)
    try:
        context.set_forkserver_preload(["framing.report.preloaded"])
        ensure_running()
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def each_ended(
    tasks: Sequence[Task],
    workers: Workers,
    *,
    jobs: int,
    timeout: float | None = None,
    told: Callable[[str], None] = lambda now: None,
) -> Generator[tuple[int, Ended]]:
    """Run tasks, some at a time; yield the number of each that has ended, with what became of it.

    Meanwhile it is told again and again at which cells the others are.
    """
    waiting = list(reversed(range(len(tasks))))
    if jobs > 1:  # the longest comes first, so that no worker ends up alone with it
        waiting.sort(key=lambda number: tasks[number].cells)
    busy: list[_Worker] = []
    idle: list[_Worker] = []
    try:
        while waiting or busy:
            while waiting and len(busy) < jobs:
                worker = idle.pop() if idle else workers.start()
                worker.task, worker.cell, worker.begun = waiting.pop(), 0, monotonic()
                busy.append(worker)
                with suppress(OSError):  # it has died, which is seen below
                    worker.ours.send(tasks[worker.task])
            ready = connection.wait([worker.ours for worker in busy], _LOOK_EVERY)
            for worker in list(busy):
                ended = _looked_at(worker, worker.ours in ready, timeout)
                if ended:
                    busy.remove(worker)
                    if ended.state in (KILLED, TIMEOUT) or workers.forks:
                        worker.end()
                    else:
                        idle.append(worker)
                    yield worker.task, ended
            told(_now(tasks, [w for w in busy if w.cell], len(waiting) + len(busy)))
    finally:
        for worker in (*busy, *idle):
            worker.end()


def _now(tasks: Sequence[Task], begun: Sequence[_Worker], open_: int) -> str:
    """Say how many tasks are done, and at which cell the others are."""
    cells = [
        f"{tasks[worker.task].name} cell {worker.cell} of {tasks[worker.task].cells}"
        for worker in sorted(begun, key=lambda worker: worker.task)
    ]
    at = ", ".join(cells) or "notebooks start"
    return f"{len(tasks) - open_} of {len(tasks)} pages done; {at}"


def _looked_at(worker: _Worker, is_ready: bool, timeout: float | None) -> Ended | None:
    """Take what a worker has to say; return what became of its task, if it has ended."""
    seconds = monotonic() - worker.begun
    try:
        while is_ready and worker.ours.poll():
            said = worker.ours.recv()
            if isinstance(said, Ended):
                return said
            worker.cell = said
    except (EOFError, OSError):
        return Ended(KILLED, _KILLED, worker.cell or None, seconds)
    if timeout and seconds > timeout:
        error = f"it took longer than {timeout:g} seconds"
        return Ended(TIMEOUT, error, worker.cell or None, seconds)
    return None


def _serve(
    theirs: connection.Connection, study: Study | None, environment: dict[str, str],
    parent: int | None,
) -> None:  # fmt: skip
    """Run in a process of its own each notebook that is sent, until it is ended."""
    from framing.report.forking import fork_kernels, load_all

    end_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # log lines; errors come as results
    if study is not None:
        load_all()
        gc.freeze()  # what is here already is not looked through again, and so not copied
        fork_kernels(without=theirs)
        hold(study)
    with suppress(EOFError, OSError):
        while True:
            theirs.send(run_task(theirs.recv(), at=theirs.send))


def run_task(task: Task, *, at: Callable[[int], None]) -> Ended:
    """Execute a notebook; ``at`` is called with the number of each cell, from 1."""
    begun, cell = monotonic(), 0

    def told(number: int) -> None:
        nonlocal cell
        cell = number + 1
        at(cell)

    try:
        error = execute(
            task.path, task.output, parameters=task.parameters, cwd=task.cwd, at=told,
            scratch=task.scratch, cell_timeout=task.cell_timeout,
        )  # fmt: skip
    except Exception as fault:
        error = f"{type(fault).__name__}: {fault}"
    seconds = monotonic() - begun
    state = _STATES.get(error.partition(":")[0], FAILED) if error else OK
    return Ended(state, error, (cell or None) if error else None, seconds, _peak())


def _peak() -> int | None:
    """Return the memory that a kernel of this process had at most, in bytes."""
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
