"""The set-up files agree: pyproject.toml, requirements.lock, environment.yml and Makefile."""

from __future__ import annotations

import re
import tomllib

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

NAMES_THAT_DIFFER = {
    "matplotlib-base": "matplotlib",
    "python-fastjsonschema": "fastjsonschema",
}  # conda-forge: as in pyproject.toml
NOT_ON_CONDA_FORGE = {"py3langid", "sentencex"}


def specs(requirements: list[str]) -> dict[str, str]:
    """Map each name to its version specifier, both in one spelling."""
    parsed = [Requirement(requirement) for requirement in requirements]
    return {canonicalize_name(each.name): str(each.specifier) for each in parsed}


def conda_specs() -> dict[str, str]:
    listed = specs([entry for entry in CONDA["dependencies"] if isinstance(entry, str)])
    return {NAMES_THAT_DIFFER.get(name, name): spec for name, spec in listed.items()}


def conda_pip_entries() -> list[str]:
    (section,) = (entry["pip"] for entry in CONDA["dependencies"] if isinstance(entry, dict))
    return section


def locked() -> dict[str, str]:
    """Map each pinned name to the hashes that follow it; a fork's hashes are joined."""
    pins: dict[str, str] = {}
    for block in re.split(r"\n(?=\S)", LOCK):
        if pin := re.match(r"([\w.\-]+)(?:\[[\w,\-]+\])?==\S+", block):
            pins[pin[1]] = pins.get(pin[1], "") + block
    return pins


def test_conda_and_pyproject_name_the_same_packages_in_the_same_versions():
    by_conda, by_pip = conda_specs(), specs(conda_pip_entries()[:-1])
    assert set(by_pip) == NOT_ON_CONDA_FORGE
    del by_conda["python"], by_conda["pip"]
    assert by_conda | by_pip == specs(PROJECT["dependencies"])


def test_conda_and_pyproject_name_the_same_python():
    assert conda_specs()["python"] == PROJECT["requires-python"]


def test_conda_takes_packages_from_conda_forge_alone_and_the_project_from_the_clone():
    assert CONDA["channels"] == ["conda-forge"]
    assert conda_pip_entries()[-1] == "-e ."


def test_the_lock_pins_every_dependency_within_what_pyproject_allows():
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    for requirement in map(Requirement, wanted):
        block = locked()[canonicalize_name(requirement.name)]
        versions = re.findall(r"^\S+?==(\S+)", block, flags=re.MULTILINE)
        assert versions
        assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_every_pin_of_the_lock_has_hashes():
    assert len(locked()) > len(PROJECT["dependencies"])
    assert [name for name, block in locked().items() if "--hash=sha256:" not in block] == []


def test_the_lock_names_no_index_no_address_and_no_path():
    lines = [re.sub(r"\s*#.*", "", line).rstrip(" \\") for line in LOCK.splitlines()]
    pin = re.compile(r"[\w.\-]+(\[[\w,\-]+\])?==[\w.+!]+( ; [^/:]+)?")
    digest = re.compile(r"(    --hash=sha256:[0-9a-f]{64})?")
    assert [line for line in lines if not (pin.fullmatch(line) or digest.fullmatch(line))] == []
    assert "://" not in LOCK


def test_every_make_target_has_a_line_of_help():
    targets = re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE)
    helped = re.findall(r"^([a-z]+):.*  ## \S", MAKEFILE, flags=re.MULTILINE)
    assert targets[0] == "help"
    assert targets == helped


def test_every_make_target_is_phony():
    (phony,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, flags=re.MULTILINE)
    assert phony.split() == re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE)


def test_the_lowest_versions_are_within_what_pyproject_allows_and_mostly_its_bounds():
    text = (ROOT / "requirements.lowest").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.\-]+)(?:\[[\w,\-]+\])?==([^\s;]+)", text, flags=re.MULTILINE)
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    at_bound = 0
    for requirement in map(Requirement, wanted):
        name = canonicalize_name(requirement.name)
        versions = [version for own, version in pins if canonicalize_name(own) == name]
        assert versions
        assert all(requirement.specifier.contains(version) for version in versions), requirement
        (bound,) = (each.version for each in requirement.specifier)
        at_bound += any(Version(bound) == Version(version) for version in versions)
    assert at_bound > 0.9 * len(wanted)  # some ask for a later version of another
    assert "://" not in text
