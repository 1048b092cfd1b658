"""The wheel and the source distribution: what is inside and what is not."""

from __future__ import annotations

import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    (path,) = built.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def sdist_names(built: Path) -> set[str]:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {name.split("/", 1)[1] for name in archive.getnames()}


def package_files() -> set[str]:
    files = (path for path in (ROOT / "framing").rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}


def notebook_files() -> set[str]:
    return {f"framing/notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}


def pages() -> set[str]:
    return {f"framing/docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}


def test_the_wheel_holds_the_package_its_data_notebooks_pages_and_nothing_else(wheel):
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == package_files() | notebook_files() | pages()


def test_the_wheel_says_that_it_is_typed(wheel):
    assert "framing/py.typed" in wheel.namelist()


def test_the_wheel_states_its_name_version_python_licence_and_command(wheel):
    info = f"framing-{PROJECT['version']}.dist-info"
    metadata = message_from_bytes(wheel.read(f"{info}/METADATA"))
    stated = [metadata[key] for key in ("Name", "Version", "Requires-Python", "License-Expression")]
    assert stated == ["framing", PROJECT["version"], PROJECT["requires-python"], "MIT"]
    assert f"{info}/licenses/LICENSE" in wheel.namelist()
    assert "framing = framing.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()


def test_neither_holds_a_seed_text_or_a_report(wheel, sdist_names):
    names = set(wheel.namelist()) | sdist_names
    assert [name for name in names if "seeds/" in name or "reports/" in name] == []
    texts = {path.name for path in (ROOT / "seeds" / "articles").iterdir()}
    assert [name for name in names if Path(name).name in texts] == []


def test_the_source_distribution_can_build_the_same_wheel(sdist_names):
    notebooks = {name.removeprefix("framing/") for name in notebook_files() | pages()}
    assert package_files() | notebooks | {"pyproject.toml", "README.md", "LICENSE"} <= sdist_names


def test_the_citation_names_the_version_of_the_package():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["version"], citation["license"]) == (PROJECT["version"], PROJECT["license"])
