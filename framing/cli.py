"""The command ``framing``: run a study's report from the shell."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from framing import __version__
from framing.errors import FramingError, ParameterError

_CLONE = Path(__file__).parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 if all went well, 1 if a notebook failed, 2 if nothing could run."""
    given = _parser().parse_args(arguments)
    try:
        return _report(given.study, given.output, given.jobs)
    except FramingError as error:
        print(f"framing: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="framing", description="Compare how outlets frame an event."
    )
    parser.add_argument("--version", action="version", version=f"framing {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    report = commands.add_parser("report", help="run a study's notebooks and build its pages")
    report.add_argument(
        "study", nargs="?", help="folder of study.toml; in a clone, the shipped study"
    )
    report.add_argument(
        "--output", help="folder to write to; reports/ beside study.toml if not given"
    )
    report.add_argument(
        "--jobs", type=_positive, help="notebooks at a time; as many as cores if not given"
    )
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 on")
    return int(text)


def _report(path: str | None, output: str | None, jobs: int | None) -> int:
    from framing.report.batch import build
    from framing.study import read_study

    shipped = _CLONE / "seeds"
    if path is None and not (shipped / "study.toml").is_file():
        raise ParameterError(
            "no study is given. Name the folder of a study.toml: framing report PATH"
        )
    study = read_study(shipped if path is None else path)
    own = _CLONE / "reports" if path is None else study.folder / "reports"
    report = build(study, output=output or own, jobs=jobs, progress=_progress())
    if sys.stderr.isatty():
        print(file=sys.stderr)
    built = len(report.runs) - len(report.failed)
    print(f"{built} of {len(report.runs)} pages built: {_page(report.output)}")
    return 1 if report.failed else 0


def _progress() -> Callable[[str], None]:
    """Rewrite one line in a terminal; print plain lines otherwise."""
    terminal = sys.stderr.isatty()
    start, end = ("\r\033[K", "") if terminal else ("", "\n")

    def show(line: str) -> None:
        lasting = terminal and not line.endswith(": done")
        print(f"{start}{line}", end="\n" if lasting else end, file=sys.stderr, flush=True)

    return show


def _page(output: Path) -> str:
    page = output / "index.html"
    return str(page.relative_to(Path.cwd()) if page.is_relative_to(Path.cwd()) else page)
