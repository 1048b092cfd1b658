"""A link that leads out of a study's folder is refused, unless study.toml allows it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from framing.begin.begin import EXAMPLE
from framing.errors import StudyError
from framing.study import read_study

TEXT = "Nobody told the village when the talks would begin."
HEAD = "article,outlet,text,path\n"


@pytest.fixture
def study(tmp_path) -> Path:
    """A study beside a folder of somebody's own files."""
    folder = tmp_path / "study"
    (folder / "articles" / "Daily").mkdir(parents=True)
    (folder / "articles" / "Daily" / "own.txt").write_text("They met at noon.")
    shutil.copy(EXAMPLE / "codebook.toml", folder)
    settings(folder)
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "letter.txt").write_text(TEXT)
    return folder


def settings(folder: Path, articles: str = "articles", more: str = "") -> None:
    (folder / "study.toml").write_text(
        f'[study]\nname = "a"\n[corpus]\narticles = "{articles}"\n{more}\n'
        '[coding]\ncodebook = "codebook.toml"\n'
    )


def reasons(folder: Path) -> list[tuple[str, str]]:
    inputs = read_study(folder).inputs[["input", "reason"]].fillna("")
    return [(row.input, row.reason) for row in inputs.itertuples()]


def test_a_link_to_a_file_out_of_the_study_is_refused(study):
    (study / "articles" / "Daily" / "link.txt").symlink_to(study.parent / "private" / "letter.txt")
    assert reasons(study) == [("Daily/link.txt", "link_leads_out"), ("Daily/own.txt", "")]
    assert TEXT not in str(read_study(study).articles["text"].tolist())


def test_a_link_within_the_study_is_read(study):
    (study / "more.txt").write_text("Snow fell.")
    (study / "articles" / "Daily" / "link.txt").symlink_to(study / "more.txt")
    assert reasons(study) == [("Daily/link.txt", ""), ("Daily/own.txt", "")]


def test_the_settings_may_allow_it(study):
    settings(study, more="follow_links = true")
    (study / "articles" / "Daily" / "link.txt").symlink_to(study.parent / "private" / "letter.txt")
    assert reasons(study) == [("Daily/link.txt", ""), ("Daily/own.txt", "")]


def test_a_folder_of_articles_that_is_a_link_is_refused(study):
    shutil.move(study / "articles", study.parent / "elsewhere")
    (study / "articles").symlink_to(study.parent / "elsewhere")
    with pytest.raises(ValueError, match="a link that leads out"):
        _ = read_study(study).articles


@pytest.mark.parametrize("path", ["link.txt", "folder/letter.txt"])
def test_a_file_that_a_table_names_may_not_be_a_link_out_either(study, path):
    (study / "link.txt").symlink_to(study.parent / "private" / "letter.txt")
    (study / "folder").symlink_to(study.parent / "private")
    (study / "t.csv").write_text(f"{HEAD}1,Daily,They met.,\n2,Daily,,{path}\n")
    settings(study, "t.csv")
    assert [reason for name, reason in reasons(study) if name == "t.csv"] == ["", "link_leads_out"]


def test_an_archive_that_is_a_link_out_is_refused(study):
    packed = shutil.make_archive(str(study.parent / "packed"), "zip", study.parent / "private")
    (study / "articles" / "Daily" / "link.zip").symlink_to(packed)
    assert ("Daily/link.zip", "link_leads_out") in reasons(study)


def test_a_folder_elsewhere_that_the_settings_name_is_meant(study):
    (study.parent / "private" / "link.txt").symlink_to(study.parent / "private" / "letter.txt")
    settings(study, "../private")
    assert [reason for _, reason in reasons(study)].count("link_leads_out") == 0
    (study.parent / "private" / "out.txt").symlink_to("/etc/hostname")
    assert ("out.txt", "link_leads_out") in reasons(study)


@pytest.mark.parametrize("name", ["codebook.toml", "outlets.csv", "coders.csv", "news.db"])
def test_no_other_file_of_a_study_may_be_a_link_out(study, name):
    settings(study, "sqlite:///news.db" if name == "news.db" else "articles")
    with (study / "study.toml").open("a") as file:
        file.write('coders = "coders.csv"\n')
    (study / name).unlink(missing_ok=True)
    (study / name).symlink_to(study.parent / "private" / "letter.txt")
    with pytest.raises(StudyError, match=rf"{name} is a link that leads out of the study's folder"):
        read_study(study)


def test_a_database_behind_a_folder_that_is_a_link_is_refused(study):
    (study / "folder").symlink_to(study.parent / "private")
    settings(study, "sqlite:///folder/news.db")
    with pytest.raises(StudyError, match=r"news.db is a link that leads out"):
        read_study(study)
