"""What a whole report costs, beside the same notebooks by papermill's and nbconvert's commands.

Both run every page of the shipped study's report in one go: ours by ``framing report`` (kernels
forked from one process that has read the study), the other as a user would type it, one command
after another. Nothing is reused. Printed as JSON: seconds by the clock and of processors, their
ratio (the aim is at most .15), and what an unchanged second run takes (at most 2 seconds).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from framing.report.batch import plan
from framing.study import read_study

ROOT = Path(__file__).parents[1]


def cost(*commands: list[str]) -> dict[str, float]:
    start, before = time.perf_counter(), _processors()
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return {
        "wall": round(time.perf_counter() - start, 2),
        "processor": round(_processors() - before, 2),
    }


def _processors() -> float:
    times = os.times()
    return times.children_user + times.children_system


def by_hand(folder: Path) -> list[list[str]]:
    """List the commands that a user would type for the same pages."""
    commands = []
    for run in plan(read_study(ROOT / "seeds")):
        executed = folder / f"{run.name}.ipynb"
        given = [part for name, value in run.parameters.items() for part in ("-p", name, value)]
        papermill = [sys.executable, "-m", "papermill", str(run.path), str(executed), *given]
        convert = [sys.executable, "-m", "nbconvert", "--to", "html", str(executed)]
        commands += [papermill, convert]
    return commands


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = [sys.executable, "-m", "framing", "report", "--output", str(folder / "ours")]
        ours = cost(report)
        theirs = cost(*by_hand(folder))
        again = cost(report)
    ratio = {each: round(ours[each] / theirs[each], 3) for each in ours}
    told = {"report": ours, "papermill and nbconvert": theirs, "ratio": ratio, "again": again}
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
