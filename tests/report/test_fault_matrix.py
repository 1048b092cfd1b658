"""What may go wrong with a report: the earlier one stays, the state is true, all is told."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from framing.cli import main
from framing.errors import StudyError
from framing.report import bounded, placing
from framing.report.batch import build
from framing.report.manifest import read_manifest
from framing.report.notebooks import execute
from framing.report.written_files import hashes
from framing.study import read_study
from tests.conftest import ROOT
from tests.quick import pages_run_here
from tests.report.test_report import small_study, write_notebook

PARAMETERS = 'study: str = ""  # s'
ENDLESS = "while True:\n    pass"
PATIENCE = 600  # seconds for what must come
ONE = '[[report]]\nnotebook = "one"'


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of one notebook, with a whole report."""
    folder = small_study(tmp_path_factory.mktemp("earlier") / "s", ONE)
    write_notebook(folder, "one", PARAMETERS, "1")
    with pages_run_here():
        assert not build(read_study(folder), output=folder / "reports").failed
    return folder


@pytest.fixture
def study(earlier: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it, whose report is looked at again when a test has ended."""
    copy = shutil.copytree(earlier, tmp_path / "s")
    before = hashes(copy / "reports")
    yield copy
    if copy.exists():
        assert hashes(copy / "reports") == before
        assert not list(copy.rglob(".framing*"))


def of_one(study: Path, *code: str) -> Path:
    """Let the study's notebook have other cells."""
    write_notebook(study, "one", PARAMETERS, *code)
    return study


def told(study: Path) -> list[tuple[str, str]]:
    """Return state and error of each page of the report beside the earlier one."""
    runs = read_manifest(study / "reports.failed")["runs"]
    return [(run["state"], run["error"]) for run in runs]


def one_line(said: str) -> str:
    assert "Traceback" not in said
    (line,) = [line for line in said.splitlines() if line.startswith("framing: ")]
    return line


# -- what a cell may do ---------------------------------------------------------------------------

CELLS = {
    "raises": ("raise ValueError('first\\nlast')", "failed", "ValueError: last"),
    "is empty": ("raise ValueError()", "failed", "ValueError: "),
    "raises as its tag allows": ("raise ValueError('no')", "failed", "ValueError: no"),
    "exits": ("import sys\nsys.exit(3)", "failed", "SystemExit: 3"),
    "ends": ("import sys\nsys.exit(0)", "failed", "the notebook stopped before its last cell"),
    "dies": ("import os\nos._exit(0)", "killed", "DeadKernelError: Kernel died"),
    "is killed": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "killed",
        "DeadKernelError: Kernel died",
    ),
    "has its process killed": (
        "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
        "killed",
        "its process was killed, or ran out of memory",
    ),
    "lacks memory": (
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))\nx = b'1' * 2**32",
        "failed",
        "MemoryError: ",
    ),
    "asks": (
        "input()",
        "failed",
        "StdinNotImplementedError: raw_input was called, but this frontend does not support "
        "input requests.",
    ),
}


def test_a_cell_that_fails_costs_its_page_alone_and_the_state_says_how(study: Path) -> None:
    names = [f"page{n}" for n in range(len(CELLS))]
    for name, (code, _, _) in zip(names, CELLS.values(), strict=True):
        write_notebook(study, name, PARAMETERS, code, "1")
    allowing = names[[*CELLS].index("raises as its tag allows")]
    edited(study, allowing, lambda book: book["cells"][2]["metadata"].update(TAGGED))
    mark = study.parent / "left"
    leaves = f"with open({str(mark)!r}, 'w') as file:\n    file.write(str(started.pid))"
    write_notebook(study, "leaves", PARAMETERS, LEAVES, leaves, "1")
    write_notebook(study, "nowhere", PARAMETERS, "1")
    edited(study, "nowhere", lambda book: book["metadata"]["kernelspec"].update(name="nowhere"))
    settings = study / "study.toml"
    asked = (*names, "leaves", "nowhere")
    lines = "".join(f'[[report]]\nnotebook = "{name}"\n' for name in asked)
    settings.write_text(settings.read_text() + lines)
    assert main(["report", str(study)]) == 1
    states = told(study)
    assert states[:-1] == [
        ("ok", ""),
        *[(state, error) for _, state, error in CELLS.values()],
        ("ok", ""),
    ]
    assert states[-1][0] == "failed"
    assert "nowhere" in states[-1][1]
    runs = read_manifest(study / "reports.failed")["runs"]
    assert [run["cell"] for run in runs] == [None] + [4] * len(CELLS) + [None, None]
    assert all(run["seconds"] > 0 for run in runs)
    assert runs[0]["peak_bytes"] > 10_000_000
    comes(lambda: is_gone(int(mark.read_text())))


TAGGED = {"tags": ["raises-exception"]}
LEAVES = """
import subprocess, threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
started = subprocess.Popen(["sleep", "100000"])
"""


def edited(study: Path, name: str, edit: Callable[[dict], None]) -> None:
    place = study / "notebooks" / f"{name}.ipynb"
    book = json.loads(place.read_text())
    edit(book)
    place.write_text(json.dumps(book))


def test_what_a_cell_shows_is_bounded_and_the_rest_counted(tmp_path: Path, monkeypatch) -> None:
    assert bounded.MOST == 10_000_000
    monkeypatch.setattr(bounded, "MOST", 1_000)
    code = "for _ in range(12):\n    print('x' * 99, flush=True)\nprint('y')"
    write_notebook(tmp_path, "one", PARAMETERS, code, "print('after')")
    book, made = tmp_path / "notebooks" / "one.ipynb", tmp_path / "made.ipynb"
    assert execute(book, made, parameters={}, cwd=tmp_path) == ""
    *_, shown, after = json.loads(made.read_text())["cells"]
    text = "".join("".join(output["text"]) for output in shown["outputs"])
    assert text.startswith(10 * ("x" * 99 + "\n"))
    assert text.endswith("\n202 further characters left out here.\n")
    assert "after" in "".join(after["outputs"][0]["text"])


# -- what takes too long, or is not to go on ------------------------------------------------------


def test_an_endless_page_ends_at_its_limit(study: Path, capsys) -> None:
    assert main(["report", str(of_one(study, ENDLESS)), "--timeout", "2"]) == 1
    assert told(study) == [("timeout", "it took longer than 2 seconds")]
    assert "is left as it was" in capsys.readouterr().out


def test_an_endless_cell_ends_at_its_limit(study: Path) -> None:
    assert main(["report", str(of_one(study, ENDLESS)), "--cell-timeout", "1"]) == 1
    assert told(study) == [("timeout", "CellTimeoutError: the cell took longer than 1 seconds")]


def test_after_the_first_failed_page_nothing_more_is_run_if_asked_for(study: Path, capsys) -> None:
    of_one(study, "raise ValueError('no')")
    write_notebook(study, "two", PARAMETERS, "1")
    settings = study / "study.toml"
    settings.write_text(settings.read_text() + '[[report]]\nnotebook = "two"\n')
    command = ["report", str(study), "--fail-fast", "--jobs", "1", "--json"]
    with pages_run_here():
        assert main(command) == 1
    pages = json.loads(capsys.readouterr().out)["pages"]
    assert [page["state"] for page in pages] == ["failed", "skipped"]
    assert pages[1]["error"] == "not run to its end, since another page failed"


def test_a_dry_run_says_what_would_be_run_and_writes_nothing(study: Path, capsys) -> None:
    before = hashes(study)
    assert main(["report", str(study), "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "one: unchanged, reused"
    assert main(["report", str(study), "--dry-run", "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pages"][0]["state"] == ""
    assert hashes(study) == before


# -- what changes meanwhile -----------------------------------------------------------------------

CHANGES = {
    "the codebook": ("codebook.toml", "'#'"),
    "a text": ("Daily/Daily.txt", "'More.'"),
    "a new text": ("Daily/New.txt", "'New text.'"),
    "the settings": ("study.toml", "'#'"),
    "a notebook": ("notebooks/one.ipynb", "' '"),
}


@pytest.mark.parametrize(("name", "text"), CHANGES.values(), ids=CHANGES)
def test_an_input_that_changes_stops_the_run_and_is_named(
    study: Path, capsys, name: str, text: str
) -> None:
    code = f"with open({str(study / name)!r}, 'a') as file:\n    file.write({text})"
    of_one(study, code)
    with pages_run_here():
        assert main(["report", str(study)]) == 2
    said = one_line(capsys.readouterr().err)
    assert f"framing: '{name}' changed while the report was being made" in said
    assert not (study / "reports.failed").exists()


def test_settings_that_changed_since_they_were_read_are_not_built(study: Path) -> None:
    read = read_study(study)
    with (study / "codebook.toml").open("a") as file:
        file.write("#")
    with pytest.raises(StudyError, match=r"'codebook\.toml' changed"):
        build(read, output=study / "reports")


def test_a_study_that_vanishes_is_told_in_one_line(study: Path, tmp_path, capsys) -> None:
    of_one(study, f"import shutil\nshutil.rmtree({str(study)!r})")
    out = tmp_path / "out"
    with pages_run_here():
        assert main(["report", str(study), "--output", str(out)]) == 2
    assert "changed while the report was being made" in one_line(capsys.readouterr().err)
    assert not out.exists()


def test_a_folder_above_the_report_that_vanishes_is_told_in_one_line(study, tmp_path, capsys):
    above = tmp_path / "above"
    above.mkdir()
    of_one(study, f"import shutil\nshutil.rmtree({str(above)!r})")
    assert main(["report", str(study), "--output", str(above / "out")]) == 2
    assert one_line(capsys.readouterr().err)
    assert not (above / "out").exists()


def test_a_clock_that_jumps_changes_nothing(study: Path, monkeypatch) -> None:
    real, jumps = time.time, iter(range(0, 10**9, 86_400))
    monkeypatch.setattr(time, "time", lambda: real() - next(jumps))
    report = build(read_study(study), output=study / "again", timeout=PATIENCE, force=True)
    assert [run.state for run in report.runs] == ["ok"]
    shutil.rmtree(study / "again")


# -- who else is there ----------------------------------------------------------------------------


def test_a_second_report_in_the_same_folder_is_refused_and_the_first_one_named(study, capsys):
    with placing.workshop(study / "reports"):
        assert main(["report", str(study), "--shareable", "30"]) == 2
    said = one_line(capsys.readouterr().err)
    assert f"another run is writing to {study / 'reports'} now (process {os.getpid()} on " in said


def test_twenty_busy_processes_beside_it_change_nothing(study: Path) -> None:
    busy = [
        subprocess.Popen(["nice", "-n", "19", "sh", "-c", "while :; do :; done"]) for _ in range(20)
    ]
    try:
        report = build(read_study(study), output=study / "again", force=True)
    finally:
        for process in busy:
            process.kill()
            process.wait()
    assert [run.state for run in report.runs] == ["ok"]
    shutil.rmtree(study / "again")


def test_a_user_without_rights_is_told_in_one_line(study: Path, tmp_path: Path) -> None:
    main(["report", str(study), "--dry-run"])  # which loads what that user could not
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        theirs = shutil.copytree(study, Path(name) / "s")
        said = tmp_path / "said"
        assert ended(theirs, said) == 2
        assert hashes(theirs / "reports") == hashes(study / "reports")
    assert "where nothing can be written: Permission denied" in one_line(said.read_text())


def ended(study: Path, said: Path) -> int:
    """Build a report in a process of nobody's; return how it ended."""
    if (pid := os.fork()) == 0:
        code = 99
        try:
            os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT), 2)
            sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(65_534)
                os.setuid(65_534)
            else:
                (study / "reports").chmod(0o555)
            code = main(["report", str(study), "--force"])
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


# -- signals --------------------------------------------------------------------------------------


def heeds_ctrl_c() -> None:
    """A shell lets what it runs in the background ignore Ctrl-C, and tests may be run so."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def waiting(study: Path, *options: str) -> tuple[subprocess.Popen[str], int, int]:
    """Start a report whose page never ends; return it, its worker and its kernel once that runs."""
    mark = study.parent / "mark"
    code = f"import os\nfrom pathlib import Path\nPath({str(mark)!r}).write_text("
    of_one(study, f"{code}f'{{os.getppid()}} {{os.getpid()}} ')\n{ENDLESS}")
    command = [sys.executable, "-m", "framing", "report", str(study), *options]
    environment = {**os.environ, "TMPDIR": str(study.parent)}
    run = subprocess.Popen(
        command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=heeds_ctrl_c,
    )  # fmt: skip
    comes(lambda: run.poll() is not None or (mark.exists() and mark.read_text().endswith(" ")))
    assert run.returncode is None, run.communicate()[1]
    worker, kernel = map(int, mark.read_text().split())
    return run, worker, kernel


def comes(what) -> None:
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    try:
        return Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def scratch(study: Path) -> list[Path]:
    return list(study.parent.glob("framing*"))


SIGNALS = {"Ctrl-C": (signal.SIGINT, 130), "the system": (signal.SIGTERM, 143)}


@pytest.mark.parametrize(("number", "code"), SIGNALS.values(), ids=SIGNALS)
def test_a_signal_ends_a_run_quietly_and_nothing_is_left(study, number, code) -> None:
    run, worker, kernel = waiting(study)
    assert main(["report", str(study), "--shareable", "30"]) == 2  # while this one runs
    begun = time.monotonic()
    os.killpg(run.pid, number)
    _, said = run.communicate(timeout=PATIENCE)
    print(f"ended after {time.monotonic() - begun:.1f} seconds")  # 3 at most, where none is busy
    assert run.returncode == code
    assert "Traceback" not in said
    comes(lambda: is_gone(worker) and is_gone(kernel))
    assert not scratch(study)


@pytest.mark.parametrize("options", [[], ["--no-fork"]], ids=["forked", "anew"])
def test_what_a_killed_run_started_ends_by_itself_and_the_next_one_cleans_up(
    study, monkeypatch, options
) -> None:
    run, worker, kernel = waiting(study, *options)
    begun = time.monotonic()
    run.kill()
    run.communicate(timeout=PATIENCE)
    comes(lambda: is_gone(worker) and is_gone(kernel))
    print(f"gone after {time.monotonic() - begun:.1f} seconds")  # 5 at most, where none is busy
    assert scratch(study)
    monkeypatch.setattr(tempfile, "tempdir", str(study.parent))
    of_one(study, "1")
    with pages_run_here():
        report = build(read_study(study), output=study / "again")
    assert not report.failed
    assert not scratch(study)
    shutil.rmtree(study / "again")
    shutil.rmtree(study / "reports" / ".framing", ignore_errors=True)


# -- what is kept of an earlier run ---------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> Path:
    folder = small_study(tmp_path / "two", ONE, '[[report]]\nnotebook = "two"')
    for name in ("one", "two"):
        write_notebook(folder, name, PARAMETERS, "1")
    with pages_run_here():
        build(read_study(folder), output=folder / "reports")
    return folder


def states(folder: Path, **options: object) -> list[str]:
    with pages_run_here():
        report = build(read_study(folder), output=folder / "reports", **options)
    assert [run["state"] for run in read_manifest(report.output)["runs"]] == [
        run.state for run in report.runs
    ]
    return [run.state for run in report.runs]


def test_an_unchanged_report_is_reused_and_its_manifest_says_so(two: Path, capsys) -> None:
    before = hashes(two / "reports")
    first = read_manifest(two / "reports")
    with pages_run_here():
        assert main(["report", str(two)]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said == ["1/2 one: unchanged, reused", "2/2 two: unchanged, reused"]
    now = hashes(two / "reports")
    assert {n for n in now if now[n] != before[n]} == {"manifest.json"}
    second = read_manifest(two / "reports")
    assert second["run"] != first["run"]
    assert second["inputs"] == first["inputs"]
    assert states(two) == ["reused", "reused"]


def test_a_page_is_run_again_if_anything_that_it_rests_on_has_changed(two: Path) -> None:
    write_notebook(two, "one", PARAMETERS, "2")
    assert states(two) == ["ok", "reused"]
    assert states(two, shareable=30) == ["ok", "ok"]
    assert states(two, shareable=30) == ["reused", "reused"]
    with (two / "Daily" / "Daily.txt").open("a") as file:
        file.write(" Nobody came.")
    assert states(two) == ["ok", "ok"]
    with (two / "codebook.toml").open("a") as file:
        file.write("# another\n")
    assert states(two) == ["ok", "ok"]
    assert states(two, force=True) == ["ok", "ok"]
    assert states(two) == ["reused", "reused"]


def test_pages_that_went_well_beside_a_failed_one_are_kept(two: Path) -> None:
    write_notebook(two, "one", PARAMETERS, "raise ValueError('no')")
    assert states(two) == ["failed", "reused"]
    write_notebook(two, "one", PARAMETERS, "3")
    assert states(two) == ["ok", "reused"]


def test_a_page_that_is_lost_is_made_again_of_the_notebook_that_ran(two: Path) -> None:
    (two / "reports" / "two.html").unlink()
    assert states(two) == ["reused", "reused"]
    assert (two / "reports" / "two.html").exists()
