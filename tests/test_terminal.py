"""What the command says reaches whoever reads it, and stops nothing where nobody can."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from framing import terminal
from framing.cli import main
from framing.terminal import Work, say
from tests.report.test_output import one_line, own_study

WORKS = re.compile(r"\d+ s: ")  # a line on what is being done
PATIENCE = 600  # seconds for what must come


def command(capsys: pytest.CaptureFixture[str], *given: str | Path) -> tuple[int, str]:
    """Run the command; return its code and what it said of faults."""
    try:
        code = main([*map(str, given)])
    except SystemExit as stopped:  # as argparse does after its help
        code = int(stopped.code or 0)
    return code, capsys.readouterr().err


@pytest.mark.parametrize("given", [
    ["--help"], ["check"], ["init"], ["sample"], ["freeze"], ["chek"], ["check", "--help"],
    ["docs"], ["docs", "reference"],
], ids=" ".join)  # fmt: skip
def test_a_pipe_that_is_closed_is_no_fault(tmp_path, given, capsys):
    study = own_study(tmp_path / "s")
    more = {
        "check": [study], "init": [tmp_path / "new"], "freeze": [study],
        "sample": [study, "--n", "4", "--coder", "anna"],
    }  # fmt: skip
    usual = command(capsys, *given, *more.get(given[0], []))
    for path in (tmp_path / "new", study / "coding"):
        shutil.rmtree(path, ignore_errors=True)
    (study / "study.lock").unlink(missing_ok=True)
    read, written = os.pipe()
    os.close(read)
    line = [sys.executable, "-m", "framing", *given, *map(str, more.get(given[0], []))]
    closed = subprocess.run(line, stdout=written, stderr=subprocess.PIPE, text=True, check=False)
    os.close(written)
    lasting = [line for line in closed.stderr.splitlines(True) if not WORKS.match(line)]
    assert (closed.returncode, "".join(lasting)) == usual


class Full(io.StringIO):
    """A file on a full disk."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_told_in_one_line(tmp_path, capsys, monkeypatch):
    study = own_study(tmp_path / "s")
    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["check", str(study)]) == 2
    assert "No space left on device" in one_line(capsys.readouterr().err)


@pytest.mark.parametrize("error", [
    MemoryError(),
    OSError(errno.ENOMEM, "Cannot allocate memory"),
    ImportError("etree.so: failed to map segment from shared object"),
    SystemError("<function _find_and_load> returned NULL without setting an exception"),
    RuntimeError("can't start new thread"),
], ids=lambda error: type(error).__name__)  # fmt: skip
def test_memory_that_is_refused_is_told_in_one_line_however_it_shows(
    tmp_path, capsys, monkeypatch, error
):
    def refused(path):
        try:
            raise error
        except type(error):
            raise KeyError("what was to be loaded") from None

    monkeypatch.setattr("framing.study.read_study", refused)
    assert main(["check", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said == "framing: memory ran out. Give it more, or run on fewer texts.\n"


def test_another_error_is_not_taken_for_memory(tmp_path, monkeypatch):
    def missing(path):
        raise ImportError("No module named 'etree'")

    monkeypatch.setattr("framing.study.read_study", missing)
    with pytest.raises(ImportError, match="etree"):
        main(["check", str(tmp_path)])


def test_a_terminal_without_a_character_does_not_stop_the_command(tmp_path, capsys, monkeypatch):
    study = own_study(tmp_path / "s")
    (study / "Daily").rename(study / "Жизнь")
    settings = (study / "study.toml").read_text().replace("Daily", "Жизнь")
    (study / "study.toml").write_text(settings, encoding="utf-8")
    monkeypatch.setattr(type(sys.stdout), "encoding", "ascii", raising=False)
    assert main(["check", str(study)]) == 0
    assert r"\u0416" in capsys.readouterr().out


def test_a_character_that_the_terminal_has_not_is_spelled_out(capsys, monkeypatch):
    monkeypatch.setattr(type(sys.stdout), "encoding", "ascii", raising=False)
    say("Жук")
    assert capsys.readouterr().out == "\\u0416\\u0443\\u043a\n"


class Heard(io.StringIO):
    """A stream that says when a word has come."""

    def __init__(self, word: str, *, terminal: bool = False) -> None:
        super().__init__()
        self.word, self.come, self.terminal = word, threading.Event(), terminal

    def write(self, text: str) -> int:
        written = super().write(text)
        if self.word in self.getvalue():
            self.come.set()
        return written

    def isatty(self) -> bool:
        return self.terminal


WORKING = {
    "init": ([], "framing.begin.begin.begin", "reading the files"),
    "check": ([], "framing.begin.survey.survey", "reading texts, codebook and codings"),
    "report": ([], "framing.report.batch.build", "reading the study"),
    "sample": (["--n", "4", "--coder", "a"], "framing.coding.byhand.sample", "drawing sentences"),
    "adjudicate": (
        ["--coder", "c", "--of", "a"],
        "framing.coding.byhand.adjudication_sheet",
        "reading the sheets",
    ),
    "freeze": ([], "framing.study.freeze", "reading what the study rests on"),
}


@pytest.mark.parametrize("name", WORKING)
def test_a_long_work_is_told_before_it_is_done_and_again(tmp_path, monkeypatch, name):
    more, function, said = WORKING[name]
    study = own_study(tmp_path / "s")
    err = Heard(f"0 s: {said}\n" * 2)

    def work(*_, **__):
        assert err.come.wait(PATIENCE)
        raise OSError(28, "No space left on device")

    module, _, attribute = function.rpartition(".")
    monkeypatch.setattr(sys.modules.get(module, module), attribute, work)
    monkeypatch.setattr(terminal, "FIRST", 0)
    monkeypatch.setattr(terminal, "EVERY", 0)
    monkeypatch.setattr(terminal, "monotonic", lambda: 0)
    monkeypatch.setattr(sys, "stderr", err)
    assert main([name, str(tmp_path / "new" if name == "init" else study), *more]) == 2
    assert "No space left on device" in err.getvalue()


def test_the_first_line_comes_within_two_seconds_and_the_next_within_five():
    import importlib

    fresh = importlib.util.find_spec("framing.terminal").loader.get_source("framing.terminal")
    first, every = re.search(r"^FIRST, EVERY = ([\d.]+), ([\d.]+)", fresh, re.MULTILINE).groups()
    assert 0 < float(first) < 2
    assert 0 < float(every) < 5


def test_a_terminal_has_one_line_that_is_rewritten_and_cut_to_its_width(monkeypatch):
    err = Heard("", terminal=True)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(terminal, "monotonic", lambda: 0)
    monkeypatch.setattr(terminal, "get_terminal_size", lambda: os.terminal_size((12, 1)))
    work = Work("reading the study")
    work.doing("writing")
    assert err.getvalue() == ""  # a short work says nothing
    work.show()
    work.doing("over")
    work.told("kept")
    assert err.getvalue() == "0 s: writing\r\033[K0 s: over\r\033[Kkept\n".replace("ing", "in")


def completed(*words: str) -> list[str]:
    """Return what bash offers behind these words."""
    script = subprocess.run(
        [sys.executable, "-m", "framing", "completion"], capture_output=True, text=True, check=True
    ).stdout
    ask = (
        f"COMP_WORDS=({' '.join(map(repr, words))}); COMP_CWORD={len(words) - 1}; _framing; "
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    told = subprocess.run(["bash", "-c", f"{script}\n{ask}"], capture_output=True, text=True)
    assert told.stderr == ""
    return told.stdout.split()


def test_the_shell_completes_commands_options_and_files(tmp_path, monkeypatch):
    (tmp_path / "my-study").mkdir()
    monkeypatch.chdir(tmp_path)
    assert completed("framing", "ch") == ["check"]
    assert {"init", "check", "report", "sample", "adjudicate", "docs"} <= set(
        completed("framing", "")
    )
    assert completed("framing", "sample", "--m") == ["--mask"]
    assert completed("framing", "report", "my") == ["my-study"]


@pytest.mark.parametrize("name", ["check", "report", "sample"])
def test_ctrl_c_ends_in_a_line_with_the_code_of_shells(tmp_path, monkeypatch, capsys, name):
    def stop(*_, **__):
        raise KeyboardInterrupt

    study = own_study(tmp_path / "s")
    monkeypatch.setattr("framing.study.read_study", stop)
    more = ["--n", "4", "--coder", "a"] if name == "sample" else []
    assert main([name, str(study), *more]) == 130
    assert capsys.readouterr().err == "framing: interrupted\n"
