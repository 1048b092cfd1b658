"""Seeded faults: each is put into a copy of the package, and a test of its room must fail.

Run at the root of a clone: ``python -m tests.faults [--room ROOM] [--id ID]``. The list is
``faults.toml``; a fault that no test catches is printed at the end, and asks for a test.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE = 2
_PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-p", "no:cacheprovider")
_FAST = ("-m", "not slow and not browser")
_PASSED = (0, 5)  # as pytest says it: all passed, or there was no test


@dataclass(frozen=True)
class Fault:
    """A plausible mistake: the piece of source it changes, and what would go wrong."""

    id: str
    room: str
    old: str
    new: str
    says: str


class Outcome(NamedTuple):
    """What became of a fault: whether a test caught it, which one or why none, how long it took."""

    caught: bool
    said: str
    seconds: float


def listed() -> list[Fault]:
    """Read the list."""
    text = (ROOT / "tests" / "faults.toml").read_text(encoding="utf-8")
    return [Fault(**entry) for entry in tomllib.loads(text)["fault"]]


@cache
def _sources() -> dict[Path, str]:
    modules = (ROOT / "framing").rglob("*.py")
    return {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in modules}


def places(fault: Fault) -> list[Path]:
    """Return the module of each place where a fault's piece of source stands."""
    return [path for path, text in _sources().items() for _ in range(text.count(fault.old))]


def outcome(fault: Fault) -> Outcome:
    """Put a fault into a copy and run the fast tests of its room there, until one fails."""
    began, (module,) = time.monotonic(), places(fault)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "build", "dist"))
        faulty = _sources()[module].replace(fault.old, fault.new)
        (copy / module).write_text(faulty, encoding="utf-8")
        near, others = _tests_of(fault.room, module)
        code, test = _tested(copy, near)
        if code in _PASSED and others:
            code, test = _tested(copy, others)
    caught = code == 1 and _passes(test)
    said = test if caught else "SURVIVES" if code in _PASSED else f"NO CATCH: {test} fails anyhow"
    return Outcome(caught, said, time.monotonic() - began)


def _tests_of(room: str, module: Path) -> tuple[list[Path], list[Path]]:
    """Return the files that hold a room's tests: the module and tests that name it, and others."""
    folders = [ROOT / "framing" / room, ROOT / "tests" / room]
    alone = [ROOT / "framing" / f"{room}.py", ROOT / "tests" / f"test_{room}.py"]
    files = [*(file for folder in folders for file in sorted(folder.rglob("*.py"))), *alone]
    known = [file.relative_to(ROOT) for file in files if file.exists()]
    name = re.compile(rf"\b{module.stem}\b")
    naming = {
        f for f in known if f.parts[0] == "tests" and name.search((ROOT / f).read_text("utf-8"))
    }
    near = [file for file in known if file == module or file in naming]
    return near, [file for file in known if file not in near]


def _tested(root: Path, tests: Sequence[str | Path]) -> tuple[int, str]:
    """Run tests; return pytest's code, and the first that failed or what kept it from running."""
    run = subprocess.run(
        [*_PYTEST, *_FAST, *map(str, tests)], cwd=root, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    found = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", run.stdout, re.MULTILINE)
    return run.returncode, found[1] if found else (run.stdout + run.stderr)[-300:]


@cache
def _passes(test: str) -> bool:
    """Tell whether a test passes without any fault, so that its failure tells of one."""
    return _tested(ROOT, [test])[0] == 0


def main() -> int:
    """Run the faults that were asked for; 1 if one survives or does not stand once."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--room", help="only the faults of one room")
    parser.add_argument("--id", help="only one fault")
    given = parser.parse_args()
    chosen = [f for f in listed() if given.room in (None, f.room) and given.id in (None, f.id)]
    wrong = [f"{f.id}: 'old' does not stand once" for f in chosen if len(places(f)) != 1]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = pool.map(outcome, [] if wrong else chosen)
        for fault, (caught, said, seconds) in zip(chosen, outcomes, strict=False):
            print(f"{fault.room}/{fault.id}: {said} ({seconds:.0f} s)", flush=True)
            wrong += [] if caught else [f"{fault.id}: {fault.says}"]
    print(*wrong, f"{len(chosen)} faults, {len(wrong)} not caught or not there", sep="\n")
    return int(bool(wrong) or not chosen)


if __name__ == "__main__":
    sys.exit(main())
