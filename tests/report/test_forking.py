"""Kernels forked from a process that has read the study: the same pages, in less time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from framing.report.forking import can_fork
from framing.report.written_files import hashes
from tests.conftest import ROOT
from tests.report.test_report import small_study, write_notebook

PARAMETERS = 'study: str = ""  # s'
TABLE = """
import framing as fr
from framing import report
from framing.show.style import new_figure, styled
this = fr.read_study(study)
report.table(fr.prevalence(this.answers()), name="t", caption="t")
"""
FIGURE = """
with styled():
    drawn, (axes,) = new_figure(2, 1)
    _ = axes.plot([1, 2])
report.figure(drawn, name="f", alt="A line", caption="f")
"""
ODD = {
    "PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0", "HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere",
    "XDG_CACHE_HOME": "/nowhere", "JUPYTER_PATH": "/nowhere", "JUPYTER_DATA_DIR": "/nowhere",
    "JUPYTER_CONFIG_DIR": "/nowhere", "JUPYTER_RUNTIME_DIR": "/nowhere",
}  # fmt: skip
LOOK = "axes.facecolor: black\naxes.grid: True\ntext.usetex: True\n"
SEEN = """
import json, os, sys, warnings
import numpy as np
from pathlib import Path
import framing as fr
this = fr.read_study(study)
found = {"forked": "framing.report.forking" in sys.modules, "drawn": float(np.random.rand()),
         "cwd": os.getcwd(), "read": "corpus" in vars(this), "argv": sys.argv[0],
         "errors": [one[0] for one in warnings.filters if one[0] == "error"]}
_ = Path(OUT, f"{os.getpid()}.json").write_text(json.dumps(found))
"""


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of two notebooks with its report by the command, which forks."""
    study = small_study(
        tmp_path_factory.mktemp("forked") / "s",
        *('[[report]]\nnotebook = "one"', '[[report]]\nnotebook = "two"'),
    )
    (study / "seen").mkdir()
    for name in ("one", "two"):
        write_notebook(
            study, name, PARAMETERS, f"OUT = {str(study / 'seen')!r}", SEEN, TABLE, FIGURE
        )
    report(study, environment={"PYTHONHASHSEED": "0", "TZ": "Etc/GMT+12"})
    return study


def report(study: Path, *options: str, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "framing", "report", str(study), *options]
    run = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, **environment}
    )
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr


def seen(study: Path) -> list[dict]:
    return [json.loads(file.read_text()) for file in sorted((study / "seen").iterdir())]


def test_kernels_are_forked_with_the_study_read_and_nothing_else_in_common(forked: Path) -> None:
    told = seen(forked)
    assert [one["forked"] for one in told] == [True, True]
    assert [one["read"] for one in told] == [True, True]
    assert {one["cwd"] for one in told} == {str(forked.parent)}
    assert told[0]["drawn"] != told[1]["drawn"]
    assert {one["argv"] for one in told} == {"ipykernel_launcher"}
    assert [one["errors"] for one in told] == [[], []]


def test_pages_and_tables_are_the_same_bytes_whatever_is_around_them(
    forked: Path, tmp_path: Path
) -> None:
    before, settings, built = seen(forked), tmp_path / "look", tmp_path / "anew"
    settings.mkdir()
    (settings / "matplotlibrc").write_text(LOOK)
    inputs = {n: h for n, h in hashes(forked).items() if not n.startswith("seen/")}
    report(
        forked, "--no-fork", "--jobs", "1", "--output", str(built),
        environment={**ODD, "MPLCONFIGDIR": str(settings)},
    )  # fmt: skip
    new = seen(forked)
    assert [one["forked"] for one in new].count(False) == len(new) - len(before) == 2
    now = {n: h for n, h in hashes(forked).items() if not n.startswith("seen/")}
    assert now == inputs  # nothing is written to a study whose report is elsewhere
    told, anew = (
        {n: h for n, h in hashes(each).items() if not n.endswith((".json", ".ipynb"))}
        for each in (forked / "reports", built)
    )
    assert told == anew
    assert len(told) == 12


def test_where_a_thread_goes_on_this_process_is_not_forked() -> None:
    goes_on = threading.Event()
    thread = threading.Thread(target=goes_on.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        goes_on.set()
        thread.join()


def test_a_report_that_was_built_leaves_no_process(forked: Path) -> None:
    told = [int(file.stem) for file in (forked / "seen").iterdir()]
    assert not [pid for pid in told if Path("/proc", str(pid)).exists()]
    assert os.getpid() not in told
