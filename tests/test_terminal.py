"""What the command says reaches whoever reads it, and stops nothing where nobody can."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from framing.cli import main
from framing.terminal import say
from tests.report.test_output import one_line, own_study


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
    assert (closed.returncode, closed.stderr) == usual


class Full(io.StringIO):
    """A file on a full disk."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_told_in_one_line(tmp_path, capsys, monkeypatch):
    study = own_study(tmp_path / "s")
    monkeypatch.setattr(sys, "stdout", Full())
    assert main(["check", str(study)]) == 2
    assert "No space left on device" in one_line(capsys.readouterr().err)


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
