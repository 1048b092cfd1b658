"""Kernels forked from a process that has loaded everything and read the study.

A kernel that is started anew imports for a second and reads the study for another. One that is
forked has both at once. It runs ipykernel all the same, and papermill notices no difference.
Forking is safe only where one thread runs; so kernels are forked on Linux, from a process that
has made no socket of ZeroMQ yet, and whose libraries for matrices keep to one thread.
"""

from __future__ import annotations

import asyncio
import atexit
import multiprocessing
import os
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from importlib.metadata import EntryPoint
from multiprocessing import connection
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from framing.report.jupyter import loaded
from framing.report.lifetime import end_with_parent, watch
from framing.show.rendering import load_templates
from framing.show.style import draw_once

_NAME = "framing-forked"
_LAUNCHER = ["-m", "ipykernel_launcher"]
_NEEDED = (
    "ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.pickleutil", "ipykernel.zmqshell",
    "matplotlib.backends.backend_svg", "matplotlib.figure", "nbclient", "papermill",
    "framing.report", "framing.pages", "framing.pages.frame", "framing.show", "framing.words",
)  # fmt: skip


def load_all() -> None:
    """Import what pages and their notebooks need, before anything is forked."""
    for name in _NEEDED:
        with suppress(ImportError):  # of another version, which has it elsewhere
            loaded(name)
    load_templates()
    draw_once()


def can_fork() -> bool:
    """Tell whether a process may be forked from this one: on Linux, and no thread goes on here."""
    if sys.platform != "linux":
        return False
    still = [t for t in threading.enumerate() if not getattr(t, "stops_at_fork", False)]
    native = len(os.listdir("/proc/self/task"))
    return len(still) == 1 and native == threading.active_count()


def fork_kernels(*, without: connection.Connection) -> None:
    """Let kernels be forked from this process, which runs the notebook of one page.

    What a kernel inherits but for a connection, by which it is seen whether this process lives.
    """
    ForkingProvisioner.left_out = without
    factory = KernelProvisionerFactory.instance()
    group = KernelProvisionerFactory.GROUP_NAME
    factory.provisioners[_NAME] = EntryPoint(_NAME, f"{__name__}:ForkingProvisioner", group)
    factory.default_provisioner_name = _NAME


class ForkingProvisioner(LocalProvisioner):
    """Forks a kernel of this very Python; starts any other one as it asks to be started."""

    left_out: connection.Connection

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork a kernel where that may be done."""
        if cmd[0] != sys.executable or cmd[1:3] != _LAUNCHER or not can_fork():
            return await super().launch_kernel(cmd, **kwargs)
        self.process: Any = Forked(cmd[3:], kwargs.get("env"), kwargs.get("cwd"), self.left_out)
        watch()  # only now: what is forked has no thread
        self.pid = self.pgid = self.process.pid
        self.cwd = kwargs.get("cwd")
        return self.connection_info


class Forked:
    """A forked kernel, with what is asked of a process that was started."""

    stdin = stdout = stderr = None

    def __init__(
        self,
        arguments: list[str],
        env: Mapping[str, str] | None,
        cwd: Any,
        left_out: connection.Connection,
    ) -> None:
        self.returncode: int | None = None
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            left_out.close()
            _be_kernel(arguments, env, cwd, parent)

    def poll(self) -> int | None:
        """Return how it ended, if it has."""
        return self._ended(os.WNOHANG)

    def wait(self) -> int | None:
        """Wait until it has ended."""
        return self._ended(0)

    def _ended(self, options: int) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, options)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


def _be_kernel(arguments: list[str], env: Mapping[str, str] | None, cwd: Any, parent: int) -> None:
    """Run ipykernel in this process, which was forked for it, and end with it."""
    code = 1
    try:
        end_with_parent(parent)
        os.setsid()
        _forget(env, cwd)
        sys.argv = ["ipykernel_launcher", *arguments]
        app = import_module("ipykernel.kernelapp").IPKernelApp.instance()
        own = [f"--IPKernelApp.parent_handle={parent}", "--HistoryManager.enabled=False"]
        app.initialize([*arguments, *own])
        app.start()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # nobody else would say so
        traceback.print_exc(file=sys.__stderr__)
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _forget(env: Mapping[str, str] | None, cwd: Any) -> None:
    """Put aside what this process was before: it is to be as if it had just been started."""
    asyncio._set_running_loop(None)
    asyncio.set_event_loop(asyncio.new_event_loop())
    atexit._clear()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_DFL)
    warnings.resetwarnings()
    for kind in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", kind)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
    if env is not None:
        os.environ.clear()
        os.environ.update(env)
    if cwd is not None:
        os.chdir(cwd)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    multiprocessing.process._children = set()  # type: ignore[attr-defined]
    if "numpy" in sys.modules:  # as Python's own numbers, its are drawn anew in each kernel
        sys.modules["numpy"].random.seed()
