"""How the project is built: the river of imports, sizes, docstrings, what files may hold."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

import framing
from tests import sizes
from tests.cases import each_of
from tests.public import FUNCTIONS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "framing"
MODULES = sorted(PACKAGE.rglob("*.py"))
PARAMETERS = re.compile(r"^Parameters\n-{10}\n((?:.+\n|\n(?!\w.*\n-+\n))+)", re.MULTILINE)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# -- imports and sizes ------------------------------------------------------------------------


def test_a_room_imports_only_from_rooms_above_it(tmp_path):
    command = [Path(sys.executable).parent / "lint-imports", "--cache-dir", tmp_path]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "2 kept, 0 broken" in run.stdout


@cache
def height() -> dict[str, int]:
    """Say of each room of the linter's contract how high up the river it lies."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return {room: -n for n, floor in enumerate(floors) for room in floor.split(" | ")}


def rooms() -> set[str]:
    return set(height())


def test_contributing_lists_the_rooms_in_the_order_of_the_linter():
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| room |")[2]
    rows = [line.split("|")[1] for line in table.split("\n\n")[0].splitlines()[2:]]
    told = [name.rstrip("/") for row in rows for name in re.findall(r"`([a-z_/]+)`", row)]
    assert sorted(told) == sorted(rooms() - {"__main__"})
    assert [height()[name] for name in told] == sorted(height()[name] for name in told)


def test_no_file_name_stands_in_two_rooms():
    rooms: dict[str, set[str]] = {}
    for path in MODULES:
        if path.name != "__init__.py":
            rooms.setdefault(path.name, set()).add(path.relative_to(PACKAGE).parts[0])
    assert {name: sorted(held) for name, held in rooms.items() if len(held) > 1} == {}


def test_every_room_has_tests_of_its_name_and_no_other_folder_has_any():
    """So that ``make test ROOM=wire`` runs what matters for a room.

    ``__main__`` has none: each test that runs the command in a process of its own runs it.
    """
    tests = ROOT / "tests"
    folders = {path.parent.name for path in tests.glob("*/test_*.py")}
    files = {path.stem.removeprefix("test_") for path in tests.glob("test_*.py")}
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders == packages
    assert rooms() - packages - {"__main__"} == rooms() & files
    assert all((PACKAGE / f"{room}.py").is_file() for room in rooms() - packages)


def test_each_notebook_has_one_page_module_of_its_name():
    pages = {path.stem for path in (PACKAGE / "pages").glob("*.py")} - {"__init__"}
    assert pages == {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}


KEYS_CHECKED_BEFORE = {
    "compare",
    "words",
    "sampled.py",
    "correction.py",
}  # both sides keep their contract


def test_no_join_can_multiply_rows():
    """Each says how often a key may stand on either side: an id twice is an error, not two rows."""
    bare = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in MODULES
        if not KEYS_CHECKED_BEFORE & {path.relative_to(PACKAGE).parts[0], path.name}
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "merge"
        if "validate" not in {keyword.arg for keyword in call.keywords}
    ]
    assert bare == []


def test_no_module_and_no_body_is_over_its_limit():
    modules, bodies = sizes.sizes(PACKAGE)
    assert len(modules) == len(MODULES)
    assert {name: n for name, n in modules.items() if n > sizes.MODULE_LIMIT} == {}
    assert {name: n for name, n in bodies.items() if n > sizes.BODY_LIMIT} == {}


def test_a_body_is_counted_from_its_first_statement_after_the_docstring(tmp_path):
    code = 'def f():\n    """Say what."""\n\n    x = 1\n\n    return x\n'
    (function,) = ast.parse(code).body
    assert sizes.body_lines(function) == 3


def test_every_module_says_what_it_is_for():
    documented = {
        relative(path): ast.get_docstring(ast.parse(path.read_text())) for path in MODULES
    }
    assert [name for name, said in documented.items() if not said] == []


# -- habits -----------------------------------------------------------------------------------


def calls_and_asserts(path: Path) -> list[str]:
    """List assert statements and calls of print in a module, by line."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in ("print", "breakpoint"):
            found.append(f"{relative(path)}:{node.lineno} {called.id}")
        if isinstance(node, ast.Assert):
            found.append(f"{relative(path)}:{node.lineno} assert")
    return found


def test_nothing_is_asserted_of_input_and_only_the_command_prints():
    rest = [path for path in MODULES if path.name != "cli.py"]
    assert [line for path in rest for line in calls_and_asserts(path)] == []


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
    assert [relative(path) for path in MODULES if later.search(path.read_text("utf-8"))] == []


def test_no_module_is_named_for_nothing():
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base"}
    assert [relative(path) for path in MODULES if path.stem in vague] == []


# -- docstrings -------------------------------------------------------------------------------


def parameters_of(name: str) -> list[str]:
    given = inspect.signature(FUNCTIONS[name]).parameters
    return [parameter for parameter in given if parameter not in ("args", "kwargs")]


@each_of("name", [*FUNCTIONS])
def test_a_public_function_says_what_it_takes_and_what_a_row_of_its_table_is(name):
    said = inspect.getdoc(FUNCTIONS[name]) or ""
    section = PARAMETERS.search(said)
    described = re.findall(r"^(\w+(?:, \w+)*) : ", section[1], re.MULTILINE) if section else []
    assert [word for line in described for word in line.split(", ")] == parameters_of(name)
    assert re.search(r"^Returns\n-{7}\n\S", said, re.MULTILINE)


@each_of("name", [*FUNCTIONS])
def test_a_public_function_has_an_example_that_is_run(name):
    """Pytest runs the examples of framing/ (pyproject.toml); here they must be there."""
    (found,) = doctest.DocTestFinder(recurse=False).find(FUNCTIONS[name], name)
    assert any(example.want for example in found.examples)


def test_a_name_that_is_not_there_gets_a_suggestion():
    with pytest.raises(AttributeError, match=r"framing has no 'prevalance'\. Did you mean"):
        framing.prevalance  # noqa: B018


def test_a_module_never_hides_the_function_of_its_name():
    for module in pkgutil.walk_packages(framing.__path__, "framing."):
        if module.name != "framing.__main__":
            importlib.import_module(module.name)
    rooms = [getattr(framing, name) for name in ("byhand", "compare", "trust", "wire", "words")]
    shown = {(room.__name__, name): getattr(room, name) for room in rooms for name in room.__all__}
    assert [key for key, value in shown.items() if not inspect.isfunction(value)] == []


def test_about_twenty_names_stand_at_the_top_and_a_room_lists_its_own():
    assert len(framing.__all__) <= 20
    assert set(framing.wire.__all__) <= set(dir(framing.wire))
    assert {"wire", "words", "trust", "byhand", "events"} <= set(dir(framing))


# -- files ------------------------------------------------------------------------------------


@cache
def tracked() -> dict[str, str]:
    """Read every text file that git knows or would add; without git, all but built ones."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        run = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        names = run.stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        built = ("reports/", "build/", "dist/", ".venv/")
        names = [relative(path) for path in ROOT.rglob("*")]
        names = [name for name in names if not name.startswith(built) and "cache" not in name]
    files = {name: ROOT / name for name in names if (ROOT / name).is_file()}
    contents = {name: path.read_bytes() for name, path in files.items()}
    return {
        name: text.decode(errors="replace") for name, text in contents.items() if b"\0" not in text
    }


def lines_with(pattern: str, *, but: tuple[str, ...] = ()) -> list[str]:
    sought = re.compile(pattern)
    return [
        f"{name}:{number} {match[0]}"
        for name, text in tracked().items()
        if not name.startswith(but)
        for number, line in enumerate(text.splitlines(), 1)
        if (match := sought.search(line))
    ]


HERE = relative(Path(__file__).resolve())


def test_there_are_tracked_files_to_look_at():
    assert {"README.md", "pyproject.toml", "framing/tables/require.py"} <= set(tracked())


def test_no_file_names_a_place_on_somebodys_disk():
    places = r"(?<![\w.~/:-])/(?:home|Users|root|mnt|srv|opt)/\w|\b[A-Z]:\\\\?[A-Za-z]"
    assert lines_with(places, but=(HERE,)) == []


def test_no_file_that_installs_something_names_an_address():
    sought = r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host"
    installing = ("pyproject.toml", "requirements.lock", "environment.yml", "Makefile", ".ci/run")
    found = lines_with(sought, but=(HERE,))
    assert [line for line in found if line.startswith((*installing, ".pre-commit"))] == []


def test_no_file_holds_a_key_or_a_mark_of_a_merge():
    secrets = r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|ghp_\w{36}|^(?:<{7}|>{7}) "
    assert lines_with(secrets, but=(HERE,)) == []
