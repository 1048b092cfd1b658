"""Lines for whoever gave a command, whatever the terminal prints and even if nobody reads on."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import get_terminal_size
from threading import TIMEOUT_MAX, Event, RLock, Thread
from time import monotonic
from typing import Any, NoReturn, TextIO

from framing.errors import ParameterError, some, suggestion

FIRST, EVERY = 1.0, 4.0  # seconds until a work that goes on is told, and told again


class Parser(argparse.ArgumentParser):
    """Understands a command; one that is not understood is a fault like any other, in one line.

    A parser that ``passes_on`` leaves options that are not its own to another program, in
    ``passed_on``.
    """

    passes_on = False

    def add_subparsers(self, **given: Any) -> Any:
        """Add the commands, which are looked at before all else."""
        self.commands = super().add_subparsers(**given)
        return self.commands

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse what was given.

        Raises
        ------
        ParameterError : a command or an option does not exist, or lacks what it needs.
        """
        given = [*(sys.argv[1:] if args is None else args)]
        if not given:
            self.error(
                f"no command is given. Begin with: {self.prog} init my-study --from my-files. "
                f"Commands: {', '.join(self.commands.choices)}"
            )
        self._check_options(given[:1])
        if given and not given[0].startswith("-"):
            known = self.commands.choices
            if given[0] not in known:
                self.error(
                    f"there is no command '{given[0]}'.{suggestion(given[0], known)} Commands: "
                    f"{', '.join(known)}"
                )
            if known[given[0]].passes_on:
                found, rest = self.parse_known_args(given, namespace)
                found.passed_on = rest
                return found
            known[given[0]]._check_options(given[1:])
        found, rest = self.parse_known_args(given, namespace)
        if rest:
            which = self.commands.choices[given[0]]
            which.error(
                f"{some(rest)} has no place in: {' '.join(which.format_usage().split()[1:])}"
            )
        return found

    def _check_options(self, given: Sequence[str]) -> None:
        """Refuse an option that does not exist before one that is missing is missed."""
        known = [*self._option_string_actions]
        for each in given:
            if each == "--":
                break
            name = each.partition("=")[0]
            if name[:1] != "-" or not name.strip("-")[:1].isalpha():
                continue
            if not any(one.startswith(name) for one in known):
                self.error(
                    f"there is no option '{name}' of {self.prog}.{suggestion(name, known)} "
                    f"Options: {', '.join(known)}"
                )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where all that is allowed stands."""
        raise ParameterError(f"{message}. All is told by: {self.prog} --help")


_COMPLETION = """\
if [ -n "$ZSH_VERSION" ]; then autoload -Uz bashcompinit && bashcompinit; fi
_framing() {
  local words=""
  if [ "$COMP_CWORD" -eq 1 ]; then words="COMMANDS"
  else case "${COMP_WORDS[1]}" in
CASES
  esac; fi
  case "${COMP_WORDS[COMP_CWORD]}" in
    -*) COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}")) ;;
    *) if [ "$COMP_CWORD" -eq 1 ]
       then COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[1]}"))
       else COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")); fi ;;
  esac
}
complete -o filenames -F _framing framing"""


def completion(parser: Parser) -> str:
    """Return a script for bash and zsh that completes commands, their options and files."""
    known = parser.commands.choices
    cases = [
        f'    {name}) words="{" ".join(command._option_string_actions)}" ;;'
        for name, command in known.items()
    ]
    named = _COMPLETION.replace("COMMANDS", " ".join([*known, *parser._option_string_actions]))
    return named.replace("CASES", "\n".join(cases))


def command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], help: str, more: str = ""
) -> Parser:
    """Add a command on a study, which it runs."""
    made: Parser = commands.add_parser(name, help=help, description=help, epilog=more)
    made.set_defaults(run=run)
    made.add_argument(
        "study",
        nargs="?",
        help="folder of study.toml; the study in or above the current folder if not given, at a "
        "clone's root the shipped one",
    )
    about = "neither read nor keep tables of the study in .framing/ beside it"
    made.add_argument("--no-store", action="store_true", help=about)
    return made


def whole(text: str) -> int:
    """Read a whole number from 0 on."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 0 on")
    return int(text)


def positive(text: str) -> int:
    """Read a whole number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 on")
    return int(text)


def shown(path: Path) -> str:
    """Return a path as seen from where one stands."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


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


class Work:
    """Says what a long work is doing: soon, and again and again until it is done.

    In a terminal one line is rewritten; elsewhere lines follow one another.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun = monotonic()
        self._in_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._is_shown = False
        self._one_at_a_time = RLock()

    def doing(self, what: str) -> None:
        """Note what is being done now; a line that stands in a terminal says it at once."""
        with self._one_at_a_time:
            self._what = what
            if self._is_shown:
                self.show()

    def show(self) -> None:
        """Say what is being done, and since when."""
        with self._one_at_a_time:
            line = f"{monotonic() - self._begun:.0f} s: {self._what}"
            if not self._in_terminal:
                say(line, error=True)
                return
            self.clear()
            say(line[: get_terminal_size().columns - 1], error=True, end="")
            self._is_shown = True

    def told(self, *lines: str) -> None:
        """Say what is to stay."""
        with self._one_at_a_time:
            self.clear()
            say(*lines, error=True)

    def clear(self) -> None:
        """Take the line away that is rewritten."""
        with self._one_at_a_time:
            if self._is_shown:
                say("\r\033[K", error=True, end="")
            self._is_shown = False


@contextmanager
def working(what: str) -> Iterator[Work]:
    """Show what a work is doing as long as it takes."""
    work = Work(what)
    _at_work.append(ticking := _Ticking(work))
    ticking.start()
    try:
        yield work
    finally:
        _at_work.remove(ticking)
        ticking.stop()
        work.clear()


class _Ticking:
    """A thread that shows a work again and again; it stops while this process is forked."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._next = monotonic() + FIRST

    def start(self) -> None:
        self._done = Event()
        self._thread = Thread(target=self._tick, daemon=True)
        self._thread.stops_at_fork = True  # type: ignore[attr-defined]
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _tick(self) -> None:
        while not self._done.wait(max(0, min(self._next - monotonic(), TIMEOUT_MAX))):
            self._work.show()
            self._next = monotonic() + EVERY


_at_work: list[_Ticking] = []


def _at_fork(call: str) -> None:
    for ticking in _at_work:
        getattr(ticking, call)()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=lambda: _at_fork("stop"),
        after_in_parent=lambda: _at_fork("start"),
        after_in_child=_at_work.clear,
    )


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
