"""Shared by all tests: the folders, and the reports that the slow tests look at."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.nodeid import coerce_node_id
from hypothesis import settings

if TYPE_CHECKING:
    from framing.study import Study
    from tests.handcoded import HandCoded

ROOT = Path(__file__).parents[1]
REPORT_OF_GENERATED = """
[[report]]
notebook = "outlets"
[[report]]
notebook = "wire"
[[report]]
notebook = "validity"
[[report]]
notebook = "frame"
each = "frame"
"""

# Before anything imports numpy, in subprocesses too: on matrices as small as those of the
# tests, threads of a library do nothing but wait for one another.
for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")
os.environ["FRAMING_NO_STORE"] = "1"  # studies of tests are read anew, and seeds/ stays as it is


# An example may take as long as a busy machine makes it take; each run draws other ones.
settings.register_profile("patient", deadline=None, max_examples=50)
settings.load_profile("patient")

# Fixtures that take long to make, by the name of those tests that one worker is to run.
TOGETHER = {
    "shipped": "shipped",
    "shareable": "shipped",
    "built": "shipped",
    "generated": "generated",
    "hand_coded": "generated",
}


def pytest_xdist_auto_num_workers() -> int:
    """Ask for a worker more than there are cores: many a test waits for a process of its own."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)  # before the workers look for groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to one worker what shares a report, or else a file; what takes long is begun first."""
    groups = {item: _group(item) for item in items}
    if hasattr(config, "workerinput"):
        for item, group in groups.items():  # as xdist would, which pytest 9.2 no longer lets
            item._id = coerce_node_id(f"{item.nodeid}@{group}")
        slow = {group for item, group in groups.items() if item.get_closest_marker("slow")}
        first = [*dict.fromkeys(TOGETHER.values()), *sorted(slow)]
        items.sort(key=lambda item: first.index(groups[item]) if groups[item] in first else 1_000)


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays to the end: modules, and thousands of tests."""
    gc.freeze()


def _group(item: pytest.Item) -> str:
    given = [*getattr(item, "fixturenames", ())]
    if call := getattr(item, "callspec", None):  # a report that is asked for by its name
        given += [one for one in call.params.values() if isinstance(one, str)]
    asked = [TOGETHER[name] for name in given if name in TOGETHER]
    return asked[0] if asked else item.nodeid.partition("::")[0]


@pytest.fixture(autouse=True)
def _silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command says while it works depends on the time it takes; no test does."""
    monkeypatch.setattr("framing.terminal.FIRST", threading.TIMEOUT_MAX)


@pytest.fixture(scope="session")
def study() -> Study:
    from framing.study import read_study
    from tests.quick import keep

    return keep(read_study(ROOT / "seeds"))


@pytest.fixture(scope="session")
def shipped(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the shipped study, in a folder with a space in its name.

    It is that which `make report` has built, if that is the first one there and of today's files.
    """
    from framing.report.batch import REUSED, build, foreseen
    from tests.quick import pages_run_here

    output, made = tmp_path_factory.mktemp("a report") / "shipped", ROOT / "reports"
    pages = foreseen(study, output=made)
    if all(page.state == REUSED for page in pages) and not (made / "changes.html").exists():
        shutil.copytree(made, output, ignore=shutil.ignore_patterns("sample", "README.md"))
        return output
    with pages_run_here():
        report = build(study, output=output)
    assert not report.failed, report.failed
    return output


@pytest.fixture(scope="session")
def hand_coded(tmp_path_factory: pytest.TempPathFactory) -> HandCoded:
    """A generated corpus of 6 outlets with 30 articles each, coded by hand; nobody edits it."""
    from tests.handcoded import HandCoded
    from tests.quick import keep

    found = HandCoded(tmp_path_factory.mktemp("generated"), REPORT_OF_GENERATED)
    keep(found.study)
    return found


@pytest.fixture(scope="session")
def generated(hand_coded: HandCoded) -> Path:
    """The report of the corpus that was coded by hand.

    It has no page on the corpus, of which a coding by hand changes nothing.
    """
    from framing.report.batch import build
    from tests.quick import pages_run_here

    output = hand_coded.study.folder / "reports"
    with pages_run_here():
        report = build(hand_coded.study, output=output)
    assert not report.failed, report.failed
    return output


@pytest.fixture
def here() -> Iterator[None]:
    """Reports of this test run their notebooks in this process."""
    from tests.quick import pages_run_here

    with pages_run_here():
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and source distribution, built offline into a folder of their own."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder
