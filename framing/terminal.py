"""Lines for whoever gave a command, whatever the terminal prints and even if nobody reads on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO


def say(*lines: str, error: bool = False, end: str = "\n") -> None:
    """Print lines in the characters that there are; what nobody reads is dropped."""
    stream = sys.stderr if error else sys.stdout
    if stream is None:  # a program without a terminal
        return
    encoding = stream.encoding or "utf-8"
    text = "".join(line + end for line in lines)
    try:
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()
    except BrokenPipeError:
        _hush(stream)


def progress() -> Callable[[str], None]:
    """Rewrite one line in a terminal; print plain lines otherwise."""
    terminal = sys.stderr.isatty()
    start, end = ("\r\033[K", "") if terminal else ("", "\n")

    def show(line: str) -> None:
        lasting = terminal and not line.endswith(": done")
        say(f"{start}{line}", error=True, end="\n" if lasting else end)

    return show


@contextmanager
def all_said() -> Iterator[None]:
    """See to it at the end that Python has nothing left to print, and to complain about."""
    try:
        yield
    finally:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            try:
                stream.flush()
            except (OSError, ValueError):  # nobody reads, the disk is full, or it is closed
                _hush(stream)


def _hush(stream: TextIO) -> None:
    """Let whatever is printed from now on go nowhere."""
    with suppress(OSError, ValueError):  # a stream of a test has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
