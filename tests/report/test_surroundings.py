"""What the machine may do to a report: full disks, few handles, little memory, odd settings."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from framing.cli import main
from framing.report.batch import build
from framing.report.manifest import read_manifest
from framing.report.written_files import hashes
from framing.study import read_study
from framing.tables.memory import LEAST
from tests.conftest import ROOT
from tests.quick import pages_run_here
from tests.report.test_fault_matrix import ONE, PARAMETERS, of_one, one_line
from tests.report.test_report import small_study, write_notebook

MEMORY = Path("/sys/fs/cgroup/memory")
HUNGRY = "x = bytearray(2**31)\nfor at in range(0, 2**31, 4096):\n    x[at] = 1"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return of_one(small_study(tmp_path / "s", ONE), "1")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 400 kB, whose only folder cannot be renamed or taken away."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "none", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_report_is_replaced_where_a_disk_is_mounted_and_kept_when_that_is_full(
    study: Path, disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["report", str(study), "--output", str(disk), "--force"]
    with pages_run_here():
        assert main(command) == 0
        first = hashes(disk)
        assert main(command) == 0
        earlier = hashes(disk)
        assert earlier["manifest.json"] != first["manifest.json"]
        capsys.readouterr()
        of_one(study, "import os\nprint(os.urandom(400_000).hex())")
        assert main(command) == 2
    assert "No space left on device" in one_line(capsys.readouterr().err)
    assert hashes(disk) == earlier


def test_a_report_goes_to_another_disk_over_a_link(study: Path, disk: Path) -> None:
    (study / "reports").symlink_to(disk)
    with pages_run_here():
        assert main(["report", str(study)]) == 0
    assert (disk / "manifest.json").exists()
    assert not (disk / ".framing").exists()


def test_an_output_that_is_removed_meanwhile_is_told(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    of_one(study, f"import shutil\nshutil.rmtree({str(out)!r})")
    with pages_run_here():
        code = main(["report", str(study), "--output", str(out)])
    assert code == 2
    assert one_line(capsys.readouterr().err)
    assert not out.exists()


def run(study: Path, before: Callable[[], None], *options: str) -> tuple[int, str]:
    """Run the command on a study, in a process that is given its limits first."""
    command = [sys.executable, "-m", "framing", "report", str(study), *options]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=before
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stderr


@pytest.mark.slow
def test_a_memory_group_that_is_too_small_costs_the_page_that_takes_too_much(study: Path) -> None:
    group = MEMORY / f"framing-{os.getpid()}"
    try:
        group.mkdir()
        (group / "memory.limit_in_bytes").write_text(str(900 * 2**20))
    except OSError:
        pytest.skip("no memory cgroup can be written here")
    write_notebook(study, "two", PARAMETERS, HUNGRY, "1")
    settings = study / "study.toml"
    settings.write_text(settings.read_text() + '[[report]]\nnotebook = "two"\n')
    try:
        code, _ = run(study, lambda: _join(group), "--jobs", "1")
    finally:
        group.rmdir()  # which the system allows once nothing is left in it
    assert code == 1
    runs = read_manifest(study / "reports.failed")["runs"]
    assert [run["state"] for run in runs] == ["ok", "killed"]
    assert runs[1]["cell"] == 4
    assert not list(study.rglob(".framing*"))


def _join(group: Path) -> None:
    (group / "cgroup.procs").write_text(str(os.getpid()))


LIMITS = {
    "40 handles": (resource.RLIMIT_NOFILE, 40),
    "an address space of 1 GB": (resource.RLIMIT_AS, LEAST),
    "an address space that is too small": (resource.RLIMIT_AS, LEAST - 1),
}


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "most"), LIMITS.values(), ids=LIMITS)
def test_a_limit_of_the_system_costs_no_earlier_report(study: Path, kind: int, most: int) -> None:
    with pages_run_here():
        build(read_study(study), output=study / "reports")
    earlier = hashes(study / "reports")
    code, said = run(study, lambda: resource.setrlimit(kind, (most, most)), "--force")
    now = hashes(study / "reports")
    assert (code == 0) == (now["manifest.json"] != earlier["manifest.json"])
    if code == 2:
        assert one_line(said)
    if code == 1:
        (told,) = read_manifest(study / "reports.failed")["runs"]
        assert told["state"] in ("failed", "killed")
        assert told["error"]
    assert not list(study.rglob(".framing*"))


def test_every_row_of_the_matrix_of_faults_is_a_test() -> None:
    rows = tomllib.loads((ROOT / "tests" / "report" / "fault_matrix.toml").read_text())
    lost = {
        row: place
        for row, places in rows.items()
        for place in ([places] if isinstance(places, str) else places)
        if f"def test_{place.partition('::')[2]}(" not in _source(place.partition("::")[0])
    }
    assert not lost
    assert len(rows) > 40


def _source(name: str) -> str:
    path = ROOT / "tests" / f"{name}.py"
    return path.read_text(encoding="utf-8") if path.exists() else ""
