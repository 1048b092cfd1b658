"""The command ``framing report``: which pages, with which limits, and what is said of them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.terminal import Parser, command, positive, say, shown, working

if TYPE_CHECKING:
    from framing.report.runs import PageRun

_SAMPLE = "framing sample --n 200 --coder anna --coder ben"


def add_report(commands: Any) -> None:
    """Add the command that builds a report."""
    report = command(commands, "report", _report, "run a study's notebooks and build its pages")
    report.add_argument(
        "--output",
        help="folder to write to; reports/ beside study.toml if not given, and reports.page/ for "
        "--page and --frame",
    )
    report.add_argument(
        "--page", default="", help="build this page alone: its name, or that of its notebook"
    )
    about = "a day such as 2025-02-13: also tell which texts are new since it, and what moved"
    report.add_argument("--since", default="", metavar="DATE", help=about)
    report.add_argument("--frame", default="", help="build pages of this frame alone, by its id")
    report.add_argument(
        "--jobs", type=positive, help="notebooks at a time; as many as cores if not given"
    )
    about = "cut quotations to so many words (25), for a report that may be passed on"
    report.add_argument(
        "--no-fork", dest="fork", action="store_false",
        help="start a new kernel for each notebook; on Linux they are forked if not given",
    )  # fmt: skip
    _add_limits(report)
    report.add_argument("--shareable", type=positive, nargs="?", const=25, help=about)
    about = "of a large study: count this shard of N alone, for 'framing merge'; makes no page"
    report.add_argument("--shard", type=_shard, metavar="I/N", help=about)
    about = "put the shards of a large study together, and write its tables"
    merge = command(commands, "merge", _merge, about)
    merge.add_argument("--output", help="where the shards are; counted/ beside study.toml")


def _shard(given: str) -> tuple[int, int]:
    """Read which shard of how many."""
    nth, sign, of = given.partition("/")
    if not sign or not 1 <= positive(nth) <= positive(of):
        raise argparse.ArgumentTypeError(f"{given!r} is not of the form I/N, such as 2/8")
    return int(nth), int(of)


def _count(given: argparse.Namespace) -> int:
    """Count one shard of a large study."""
    with working("counting"):
        from framing.large import shards
        from framing.study import read_study

        study = read_study(given.study)
        folder = Path(given.output or study.folder / shards.FOLDER)
        place = shards.write_shard(study, folder, shard=given.shard, jobs=given.jobs or 1)
    found, of = len(shards.shards_of(folder)), given.shard[1]
    say(f"{shown(place)}: counted; {found} of {of} are there. Then: framing merge")
    return 0


def _merge(given: argparse.Namespace) -> int:
    with working("putting the shards together"):
        from framing.large import shards
        from framing.study import read_study

        study = read_study(given.study)
        folder = Path(given.output or study.folder / shards.FOLDER)
        counts = shards.merge_shards(study, folder)
    n = len(counts.tables["articles"])
    say(f"{n:,} articles counted whole, each text of no given family a story by itself. Written:")
    say(f"  {shown(folder)}")
    return 0


def _add_limits(report: Parser) -> None:
    """Add how long a report may take, and what it runs."""
    report.add_argument("--force", action="store_true", help="run pages that are unchanged, too")
    report.add_argument(
        "--timeout", type=positive, help="seconds for a page at most; four hours if not given"
    )
    report.add_argument(
        "--cell-timeout", type=positive, help="seconds for a cell at most; two hours if not given"
    )
    report.add_argument(
        "--fail-fast", action="store_true", help="run nothing more once a page has failed"
    )
    report.add_argument(
        "--dry-run", action="store_true", help="say which pages would be run; write nothing"
    )
    report.add_argument(
        "--json", action="store_true", help="print as JSON where the report is, and each page"
    )


def _report(given: argparse.Namespace) -> int:
    if given.shard:
        return _count(given)
    with working("reading the study") as work:
        from framing.report import batch
        from framing.study import read_study
        from framing.study.settings import reports_of

        study = read_study(given.study)
        own = reports_of(study.folder)
        if given.page or given.frame:
            own = own.with_name(f"{own.name}.page")
        asked = {
            "output": given.output or own, "page": given.page, "frame": given.frame,
            "shareable": given.shareable, "force": given.force,
        }  # fmt: skip
        if given.dry_run:
            pages = batch.foreseen(study, **asked)
            return _foreseen(pages, Path(asked["output"]), as_json=given.json)
        limits = {"timeout": given.timeout, "cell_timeout": given.cell_timeout}
        report = batch.build(
            study, **asked, since=given.since, jobs=given.jobs, fork=given.fork,
            fail_fast=given.fail_fast, progress=work.told, doing=work.doing,
            **{name: seconds for name, seconds in limits.items() if seconds},
        )  # fmt: skip
    if given.json:
        _say_json(report.runs, report.output)
    else:
        built = len(report.runs) - len(report.failed)
        say(f"{built} of {len(report.runs)} pages built: {shown(report.output / 'index.html')}")
        if not (report.failed or study.coding_files):
            say(f"Next: people code, and pages then say how right the rules are: {_SAMPLE}")
        if report.failed:
            say(f"So {shown(Path(asked['output']).resolve())} is left as it was.")
    return 1 if report.failed else 0


def _foreseen(pages: Sequence[PageRun], output: Path, *, as_json: bool) -> int:
    """Say which pages would be run and which reused."""
    if as_json:
        _say_json(pages, output.resolve())
        return 0
    say(*(f"{page.name}: {'unchanged, reused' if page.state else 'to run'}" for page in pages))
    say(f"Nothing was run. The report would be in {shown(output.resolve())}.")
    return 0


def _say_json(pages: Sequence[PageRun], output: Path) -> None:
    from framing.report.writing import told_of

    told = {"output": str(output), "pages": [told_of(page) for page in pages]}
    say(json.dumps(told, indent=1, ensure_ascii=False))
