"""Shared by all tests: the folders, and the reports that the slow tests look at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from framing.study import Study, read_study

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def study() -> Study:
    return read_study(ROOT / "seeds")


@pytest.fixture(scope="session")
def shipped(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the shipped study, in a folder with a space in its name."""
    from framing.report.batch import build

    output = tmp_path_factory.mktemp("a report") / "shipped"
    report = build(study, output=output)
    assert not report.failed, report.failed
    return output


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a generated corpus of 6 outlets with 30 articles each, coded by hand."""
    from framing.report.batch import build
    from tests.handcoded import write_hand_coded

    folder = tmp_path_factory.mktemp("generated")
    write_hand_coded(folder)
    report = build(read_study(folder), output=folder / "reports")
    assert not report.failed, report.failed
    return folder / "reports"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and source distribution, built offline into a folder of their own."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder
