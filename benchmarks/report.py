"""What a whole report costs, beside the same notebooks by papermill's and nbconvert's commands.

Both run every page of the shipped study's report: ours by ``framing report`` (processes, one
import each), the other as a user would type it, one command after another. The aim is at
most half.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from framing.report.batch import plan
from framing.study import read_study

ROOT = Path(__file__).parents[1]


def seconds(*commands: list[str]) -> float:
    start = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


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
        ours = seconds(
            [sys.executable, "-m", "framing", "report", "--output", str(folder / "ours")]
        )
        theirs = seconds(*by_hand(folder))
    print(f"framing report                     {ours:6.1f} s")
    print(f"papermill and nbconvert commands   {theirs:6.1f} s")
    print(f"ratio                              {ours / theirs:6.2f}   (aim: at most 0.50)")


if __name__ == "__main__":
    main()
