"""What a whole report costs, beside the same notebooks by papermill's and nbconvert's commands.

Both run every page of the shipped study's report in one go: ours by ``framing report`` (kernels
forked from one process that has read the study), the other as a user would type it, one command
after another. Nothing is reused. Printed as JSON, in seconds by the clock and of processors:

- the report, the commands, and their ratio (the aim is at most .15);
- an unchanged second run (at most 2 seconds on a quiet machine), and as a share of the first;
- what each page of ``--texts`` made texts of 60 outlets takes beyond the study (at most 6 seconds);
- how long a run that is interrupted takes to end (at most 3 seconds), and what was started by one
  that is killed (at most 5).

Where the machine is busy, the ratios are what can be read.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import made_news

from framing.report.batch import plan
from framing.report.manifest import read_manifest
from framing.study import read_study

ROOT = Path(__file__).parents[1]
OUTLETS = 60
STUDY = """[study]
name = "made"
question = "How does each outlet frame it?"
language = "en"
[corpus]
articles = "articles.csv"
[coding]
codebook = "codebook.toml"
[[report]]
notebook = "outlets"
[[report]]
notebook = "frame"
parameters = { frame = "frame_0" }
"""


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


def reporting(study: Path, output: Path, *options: str) -> list[str]:
    """Return the command that builds a report."""
    start = [sys.executable, "-m", "framing", "report", str(study)]
    return [*start, "--output", str(output), *options]


def many(folder: Path, n: int) -> dict[str, float]:
    """Build two pages of many texts, one at a time; return the seconds of each, and of all."""
    made_news.OUTLETS = OUTLETS
    study = folder / "many"
    study.mkdir()
    made_news.articles(n, repeats=0.3).to_csv(study / "articles.csv", index=False)
    (study / "codebook.toml").write_text(made_news.codebook_text())
    (study / "study.toml").write_text(STUDY)
    whole = cost(reporting(study, folder / "of many", "--jobs", "1"))
    runs = read_manifest(folder / "of many")["runs"]
    return {**{run["page"]: run["seconds"] for run in runs}, "all": whole["wall"]}


def until_gone(folder: Path, number: int) -> float:
    """Send a signal to a report whose page never ends; return the seconds until all has ended."""
    study, mark = folder / f"endless{number}", folder / f"mark{number}"
    for each in (study / "notebooks", study / "texts" / "Daily"):
        each.mkdir(parents=True)
    (study / "texts" / "Daily" / "a.txt").write_text("Talks\n\nThe talks began.")
    (study / "codebook.toml").write_text(made_news.codebook_text())
    settings = STUDY.split("[[report]]")[0].replace("articles.csv", "texts")
    (study / "study.toml").write_text(f'{settings}[[report]]\nnotebook = "endless"\n')
    code = f"import os\nopen({str(mark)!r}, 'w').write(f'{{os.getppid()}} {{os.getpid()}} ')\n"
    cells = [("study = ''", ["parameters"]), (f"{code}while True:\n    pass", [])]
    book = {"nbformat": 4, "nbformat_minor": 5, "metadata": KERNEL, "cells": [
        {"cell_type": "code", "id": f"c{n}", "execution_count": None, "outputs": [],
         "source": source, "metadata": {"tags": tags}} for n, (source, tags) in enumerate(cells)
    ]}  # fmt: skip
    (study / "notebooks" / "endless.ipynb").write_text(json.dumps(book))
    run = subprocess.Popen(
        reporting(study, folder / f"none{number}"), cwd=ROOT, stderr=subprocess.DEVNULL
    )
    while not mark.exists() or not mark.read_text().endswith(" "):
        if run.poll() is not None:
            raise RuntimeError("the report ended before its page began")
        time.sleep(0.05)
    begun = time.perf_counter()
    run.send_signal(number)
    run.wait()
    while any(_goes_on(int(pid)) for pid in mark.read_text().split()):
        time.sleep(0.01)
    return round(time.perf_counter() - begun, 2)


KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def _goes_on(pid: int) -> bool:
    try:
        return Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=2_400, help="made texts of 60 outlets")
    n = parser.parse_args().texts
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = reporting(ROOT / "seeds", folder / "ours")
        ours = cost(report)
        again = cost(report)
        theirs = cost(*by_hand(folder))
        ends = {each.name: until_gone(folder, each) for each in (signal.SIGINT, signal.SIGKILL)}
        pages = many(folder, n)
    ratio = {each: round(ours[each] / theirs[each], 3) for each in ours}
    share = {each: round(again[each] / ours[each], 3) for each in ours}
    told = {
        "report": ours, "papermill and nbconvert": theirs, "ratio": ratio,
        "again": again, "again, of the first": share,
        f"{n} texts of {OUTLETS} outlets": pages, "until all has ended": ends,
    }  # fmt: skip
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
