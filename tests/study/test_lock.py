"""Freezing a study: what the lock holds, and what a later report says of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from framing.errors import StudyError
from framing.study import freeze, frozen, read_study
from tests.generated import write_study


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_study(tmp_path, outlets=1, articles=3)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_without_a_lock_a_study_is_not_frozen(folder):
    assert str(frozen(read_study(folder))) == "not frozen"


def test_a_frozen_study_that_is_as_it_was_says_so_with_the_date(folder):
    lock = freeze(read_study(folder))
    assert lock == folder / "study.lock"
    assert str(frozen(read_study(folder))) == f"as frozen on {date.today().isoformat()}"


def test_the_lock_holds_parameters_and_hashes_of_all_that_the_results_rest_on(folder):
    held = json.loads(freeze(read_study(folder)).read_text(encoding="utf-8"))
    assert list(held) == ["frozen", "framing", "parameters", "codebook", "codings", "inputs"]
    assert held["parameters"]["[study] seed"] == "11"
    assert set(held["codings"]) == {"codings.csv"}
    assert set(held["inputs"]) == {"00_000.txt", "00_001.txt", "00_002.txt"}
    assert all(
        len(digest) == 64 for digest in [*held["inputs"].values(), *held["codings"].values()]
    )


CHANGES = {
    "a text": (
        "articles/00_001.txt", "The", "Some",
        "inputs changed: 00_001.txt",
    ),
    "the codebook": (
        "codebook.toml", '"no seat*"', '"no chair*"',
        "codebook changed: Planted talks",
    ),
    "a parameter": ("study.toml", "seed = 11", "seed = 12", "parameters changed: [study] seed"),
    "a new parameter": (
        "study.toml", "seed = 11", 'seed = 11\nselection = "all"',
        "parameters added: [study] selection",
    ),
    "the codings": ("codings.csv", "stated", "feared", "codings changed: codings.csv"),
    "an outlet": ("articles.csv", "Écho & Dépêche", "Echo", "inputs changed: 00_000.txt"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), CHANGES.values(), ids=CHANGES)
def test_what_has_changed_is_named(folder, file, old, new, said):
    freeze(read_study(folder))
    change(folder / file, old, new)
    today = date.today().isoformat()
    assert str(frozen(read_study(folder))) == f"changed since it was frozen on {today}: {said}"


def test_what_is_known_of_outlets_is_part_of_it(folder):
    known = folder / "outlets.csv"
    known.write_text("outlet,country\nÉcho & Dépêche,FR\n", encoding="utf-8")
    freeze(read_study(folder))
    change(known, "FR", "BE")
    assert str(frozen(read_study(folder))).endswith(": inputs changed: outlets.csv")


def test_texts_that_came_and_went_are_named_three_and_then_counted(folder):
    freeze(read_study(folder))
    rows = (folder / "articles.csv").read_text(encoding="utf-8").splitlines()
    (folder / "articles.csv").write_text("\n".join(rows[:2]) + "\n", encoding="utf-8")
    for number in (1, 2):
        (folder / f"articles/00_00{number}.txt").unlink()
    (folder / "codings.csv").write_text("article,sentence,coder,frame,present\n", encoding="utf-8")
    (folder / "study.toml").write_text(
        (folder / "study.toml").read_text(encoding="utf-8").split("[coding]")[0], encoding="utf-8"
    )
    found = frozen(read_study(folder)).changes
    assert "inputs gone: 00_001.txt, 00_002.txt" in found
    assert "codings gone: codings.csv" in found
    named = next(said for said in found if said.startswith("parameters gone"))
    assert named == (
        "parameters gone: [coding] answers_from, [coding] codebook, [coding] coders and 1 more"
    )


def test_a_lock_is_never_replaced(folder):
    freeze(read_study(folder))
    before = (folder / "study.lock").read_bytes()
    with pytest.raises(StudyError, match=r"study\.lock is there already \(as frozen on"):
        freeze(read_study(folder))
    assert (folder / "study.lock").read_bytes() == before


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"frozen": 1}', "no json"])
def test_a_file_that_is_no_lock_is_an_error_and_not_an_answer(folder, text):
    (folder / "study.lock").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=r"study\.lock is not a lock that framing wrote"):
        frozen(read_study(folder))
