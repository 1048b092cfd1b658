"""The command ``framing``: begin, check, code, freeze and report a study, from the shell."""

from __future__ import annotations

import argparse
import os
import shlex
import signal
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing import __version__, ask
from framing.errors import FramingError, number
from framing.reporting import add_report
from framing.tables.codes import HITS, REJECTED, RULES
from framing.tables.file_names import NO_STORE
from framing.tables.memory import is_refused, keep_small
from framing.tables.threads import keep_to_one
from framing.terminal import (
    Parser,
    Work,
    all_said,
    command,
    completion,
    positive,
    say,
    shown,
    whole,
    working,
)

if TYPE_CHECKING:
    from framing.begin.by_hand import Sheets
    from framing.study import Study

_NO_MEMORY = "memory ran out. Give it more, or run on fewer texts."
_MASK = "put [outlet] in the place of outlets' names in the words of the texts"
_GUIDE = "The whole way is told by: framing docs hand-coding"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 if all went well, 1 if not all did, 2 if nothing could run.

    Interrupted it ends with 130, and ended by a signal with 143.
    """
    with all_said():
        try:
            given = _parser().parse_args(arguments)
            if getattr(given, "no_store", False):
                os.environ[NO_STORE] = "1"  # for the processes that are started, too
            if arguments is None:
                keep_to_one()
                keep_small()
                signal.signal(signal.SIGTERM, _end)
            return int(given.run(given))
        except KeyboardInterrupt:
            say("framing: interrupted", error=True)
            return 128 + signal.SIGINT
        except FramingError as error:
            return _stopped(str(error))
        except Exception as error:
            if is_refused(error):
                return _stopped(_NO_MEMORY)
            if not isinstance(error, OSError):
                raise
            place = f"{error.filename}: " if error.filename else ""
            what = f"{place}{error.strerror or error}"
            return _stopped(f"{what}. See to room and rights there, or name another place.")


def _end(number: int, _: object) -> None:
    """End as by a fault, so that all is tidied up on the way."""
    raise SystemExit(128 + number)


def _stopped(why: str) -> int:
    say(f"framing: {' '.join(why.split())}", error=True)
    return 2


def _parser() -> Parser:
    parser = Parser(
        prog="framing", description="Compare how outlets frame an event.",
        epilog="Begin with: framing init my-study --from my-files; each command says what comes "
        "next, and framing COMMAND --help what it takes.",
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"framing {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_init(commands)
    command(commands, "check", _check, "say what is wrong with texts, codebook and codings")
    add_report(commands)
    command(commands, "screen", _screen, "write a sheet of articles that may be off topic")
    _add_sample(commands)
    _add_adjudicate(commands)
    about = "let a language model code by the codebook, as one more coder"
    ask.add_options(command(commands, "ask", ask.run, about))
    command(commands, "freeze", _freeze, "write study.lock: what the study rests on, by hash")
    about = "open JupyterLab on the study's notebook to explore in, made at the first time"
    lab = command(commands, "lab", _lab, about, more="further options are JupyterLab's own")
    lab.passes_on = True
    about = 'print what lets bash or zsh complete: eval "$(framing completion)"'
    complete = commands.add_parser("completion", help=about, description=about)
    complete.set_defaults(run=lambda given: _completion(parser))
    docs = commands.add_parser("docs", help="list the pages of documentation, or print one")
    docs.set_defaults(run=_docs)
    docs.add_argument("page", nargs="?", help="which to print; all are listed if not given")
    return parser


def commands() -> list[str]:
    """Return the names of the commands."""
    return [*_parser().commands.choices]


def _add_init(commands: Any) -> None:
    about = "make a study that runs at once, of invented texts or your own"
    init = commands.add_parser("init", help=about, description=about)
    init.set_defaults(run=_init)
    init.add_argument("folder", help="folder to make; nothing that is there is changed")
    init.add_argument(
        "--from",
        dest="source",
        metavar="PATH",
        help="your files: a folder, an archive, a table or a text; copied if below 50 MB",
    )
    init.add_argument(
        "--columns",
        nargs="+",
        type=_pair,
        default=[],
        metavar="NAME=COLUMN",
        help="which column of your tables holds what, such as title=Hed",
    )


def _add_sample(commands: Any) -> None:
    about = "draw sentences and write a coding sheet for each coder"
    more = "Two people make agreement known: framing sample --n 200 --coder anna --coder ben"
    sample = command(commands, "sample", _sample, about, more)
    sample.add_argument(
        "--n", type=positive, help="how many sentences; not for a sample that is there already"
    )
    about = "who codes; several: --coder anna --coder ben, or --coder anna,ben"
    sample.add_argument("--coder", action="extend", type=_each, required=True, help=about)
    sample.add_argument("--round", default="final", help="training, pilot or final (if not given)")
    sample.add_argument(
        "--among",
        choices=[HITS],
        default="",
        help="draw among what the codes find alone, 20 sentences a frame if --n is not given: "
        "checks that hits are right",
    )
    sample.add_argument(
        "--from",
        dest="predicted_by",
        default=RULES,
        metavar="CODER",
        help="whose codes predict the frames; the rules if not given",
    )
    sample.add_argument("--seed", type=whole, help="that of study.toml if not given")
    sample.add_argument("--mask", action="store_true", help=_MASK)


def _add_adjudicate(commands: Any) -> None:
    about = "write a sheet of what coders disagree on"
    more = "Such as: framing adjudicate --coder clara --of anna --of ben"
    adjudicate = command(commands, "adjudicate", _adjudicate, about, more)
    adjudicate.add_argument("--coder", required=True, help="who settles")
    about = "whose codes; several: --of anna --of ben, or --of anna,ben"
    adjudicate.add_argument("--of", action="extend", type=_each, required=True, help=about)
    adjudicate.add_argument("--mask", action="store_true", help=_MASK)


def _study(path: str | None) -> Study:
    from framing.study import read_study

    return read_study(path)


def _each(given: str) -> list[str]:
    """Read names that stand between commas."""
    return [name.strip() for name in given.split(",")]


def _pair(given: str) -> tuple[str, str]:
    name, sign, column = given.partition("=")
    if not (name and sign and column):
        raise argparse.ArgumentTypeError(f"{given!r} is not of the form title=Hed")
    return name, column


def _init(given: argparse.Namespace) -> int:
    with working("reading the files"):
        from framing.begin.begin import begin

        begun = begin(given.folder, source=given.source, columns=dict(given.columns))
    name = shown(begun.folder)
    path = shlex.quote(name)
    say(f"Written: {name}", *(f"  {line}" for line in begun.said))
    say("Next:", f"  edit {path}/study.toml and {path}/codebook.toml")
    say(*(f"  framing {one} {path}" for one in ("check", "report", "lab")))
    say("All of it is told by: framing docs tutorial")
    return 0


def _check(given: argparse.Namespace) -> int:
    with working("reading texts, codebook and codings"):
        from framing.begin.survey import LOOK, MEND, survey

        findings = survey(_study(given.study))
    part = ""
    for each in findings.itertuples():
        say(*([each.part] if each.part != part else []), f"  {each.level:5} {each.message}")
        part = each.part
    levels = findings["level"].tolist()
    mend, look = levels.count(MEND), levels.count(LOOK)
    say(f"{mend or 'Nothing'} to mend, {look or 'nothing'} to look at.")
    return 1 if mend else 0


def _screen(given: argparse.Namespace) -> int:
    with working("reading texts"):
        from framing.study.screening import SHEET, write_screening

        study = _study(given.study)
        place = study.screen.sheet or study.folder / SHEET
        proposed = study.proposed
        added = write_screening(proposed, place)
    if not added:
        say(f"{shown(place)} has all {len(proposed)} articles already; nothing was written.")
        return 0
    say(f"{added} articles added, each proposed in or out. Written:", f"  {shown(place)}")
    then = "" if study.screen.sheet else f' Then set [screen] sheet = "{place.name}".'
    say(f"Next: fill in 'decision' (in or out), 'why' and 'event'.{then}")
    return 0


def _sample(given: argparse.Namespace) -> int:
    with working("drawing sentences"):
        from framing.begin import by_hand

        study = _study(given.study)
        sheets = by_hand.draw(
            study, coders=given.coder, n=given.n, round=given.round, among=given.among,
            predicted_by=given.predicted_by, seed=given.seed, mask=given.mask,
        )  # fmt: skip
    what = f"drawn among {given.among}" if given.among else f"round {given.round}"
    n = len(sheets.rows)
    frames = number(len(study.codebook.frames), "frame")
    say(f"{number(n, 'sentence')} by {frames}, {what}. Written:")
    say(*(f"  {shown(path)}" for path in sheets.written))
    if sheets.outlets and not given.mask:
        counts = ", ".join(f"{outlet} {count}" for outlet, count in sheets.outlets.items())
        named = number(sum(sheets.outlets.values()), "unit")
        say(f"{named} of {n} name an outlet in their words ({counts}); --mask hides that.")
    _say_lines(sheets)
    say("Next: each coder alone fills in 'decision' (present, absent or cannot say), in a")
    _say_where(study, sheets)
    return 0


def _say_lines(sheets: Sheets) -> None:
    """Print what is to stand in the study's files."""
    if sheets.coders:
        say("Add to the table of coders:", *(f"  {line}" for line in sheets.coders))
    at = sheets.lines.index("") if "" in sheets.lines else len(sheets.lines)
    keys, entry = sheets.lines[:at], sheets.lines[at + 1 :]
    if keys:
        said = "Put into study.toml, under [coding], each in place of a line that begins so:"
        say(said, *(f"  {line}" for line in keys))
    if entry:
        say("Put at the end of study.toml:", *(f"  {line}" for line in entry))


def _adjudicate(given: argparse.Namespace) -> int:
    with working("reading the sheets") as work:
        from framing.begin import by_hand

        study = _study(given.study)
        _tell(study, work)
        sheets = by_hand.settle(study, coder=given.coder, of=given.of, mask=given.mask)
    say(f"{number(len(sheets.rows), 'decision')} to settle. Written:")
    say(*(f"  {shown(path)}" for path in sheets.written))
    _say_lines(sheets)
    say(f"Next: {given.coder} fills in 'decision' and 'because', as coders do, in a")
    _say_where(study, sheets)
    return 0


def _say_where(study: Study, sheets: Sheets) -> None:
    """Say where sheets are filled in, and what comes then."""
    path = shlex.quote(shown(study.folder))
    first = next(one for one in sheets.written if "-sample" not in one.name)
    say("spreadsheet, or in JupyterLab, which framing lab opens, in a cell of its notebook:")
    say(f'  fr.code_sheet(this, "{first.name}")')
    say(f"What was read of it is told by: framing check {path}. {_GUIDE}")


def _tell(study: Study, work: Work) -> None:
    """Print how many lines of each sheet were read, and the first of those that were not."""
    for name, rows in study.sheets.groupby("file"):
        counts = rows["state"].value_counts()
        if len(rows) > counts.get("read", 0):
            states = ", ".join(f"{counts[state]} {state}" for state in sorted(counts.index))
            work.told(f"{name}: {len(rows)} lines: {states}")
        rejected = rows.loc[rows["state"] == REJECTED, ["place", "reason"]]
        for place, reason in rejected.to_numpy()[:5]:
            work.told(f"  {place}: {reason}")


def _freeze(given: argparse.Namespace) -> int:
    with working("reading what the study rests on"):
        from framing.study import freeze, frozen

        study = _study(given.study)
        lock, state = shown(freeze(study)), frozen(study)
    say(f"{lock}: {state}. Later reports say whether that still holds.")
    return 0


def _lab(given: argparse.Namespace) -> int:
    from framing.report.lab import explore_notebook, open_lab

    place = explore_notebook(_study(given.study))
    say(f"JupyterLab opens {shown(place)}; Ctrl-C stops it.")
    open_lab(place, given.passed_on)
    return 0


def _completion(parser: Parser) -> int:
    say(completion(parser))
    return 0


def _docs(given: argparse.Namespace) -> int:
    from framing.begin import guide

    if given.page:
        say(guide.text(given.page), end="")
        return 0
    titles = guide.titles()
    width = max(map(len, titles))
    say(f"{guide.folder()}:", *(f"  {name:{width}}  {title}" for name, title in titles.items()))
    say(f"One is printed by its name: framing docs {next(iter(titles))}")
    return 0
