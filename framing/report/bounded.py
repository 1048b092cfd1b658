"""Papermill's engine, with a bound to what a cell may show: the rest is counted and left out."""

from __future__ import annotations

from typing import Any

from framing.errors import number
from framing.report.jupyter import loaded

ENGINE = "framing"
_PASSED_ON = ("config", "iopub_timeout", "on_cell_start")
MOST = 10_000_000  # characters that a cell may show


def register() -> str:
    """Make the engine known to papermill; return its name."""
    engines = loaded("papermill.engines")
    if ENGINE not in engines.papermill_engines._engines:
        engines.papermill_engines.register(ENGINE, _engine())
    return ENGINE


def _engine() -> Any:
    base: Any = loaded("papermill.engines").NBClientEngine
    logger = loaded("papermill.log").logger

    class Bounded(base):
        """As papermill's own, with another client."""

        @classmethod
        def execute_managed_notebook(
            cls, nb_man: Any, kernel_name: str, start_timeout: float, execution_timeout: Any,
            **given: Any,
        ) -> Any:  # fmt: skip
            known = {name: value for name, value in given.items() if name in _PASSED_ON}
            client = _client()(
                nb_man, kernel_name=kernel_name, log=logger, startup_timeout=start_timeout,
                timeout=execution_timeout, **known,
            )  # fmt: skip
            return client.execute()

    return Bounded


def _client() -> Any:
    base: Any = loaded("papermill.clientwrap").PapermillNotebookClient

    room: dict[int, int] = {}
    left: dict[int, tuple[Any, int]] = {}

    class Client(base):
        """Counts what each cell shows; beyond the bound all but an error is left out."""

        def output(self, outs: Any, msg: Any, display_id: str, cell_index: int) -> Any:
            content, free = msg["content"], room.setdefault(cell_index, MOST)
            size = _size(content["text"] if msg["msg_type"] == "stream" else content)
            room[cell_index] = max(0, free - size)
            if size <= free or msg["msg_type"] == "error":
                return super().output(outs, msg, display_id, cell_index)
            if msg["msg_type"] == "stream" and free:
                content["text"] = content["text"][:free]
                super().output(outs, msg, display_id, cell_index)
                size -= free
            room[cell_index] = 0
            note, before = left.get(cell_index) or (_note(outs), 0)
            left[cell_index] = (note, before + size)
            more = number(before + size, "further character")
            note["text"] = f"\n{more} left out here.\n"
            return note

    return Client


def _note(outs: Any) -> Any:
    note = loaded("nbformat.v4").new_output("stream", name="stdout", text="")
    outs.append(note)
    return note


def _size(content: Any) -> int:
    if isinstance(content, str):
        return len(content)
    if isinstance(content, dict):
        return sum(map(_size, content.values()))
    return sum(map(_size, content)) if isinstance(content, list) else 8
