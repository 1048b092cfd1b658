"""The command ``framing freeze``: what it writes, says, and refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from framing.cli import main
from framing.study import freeze, frozen, read_study

SETTINGS = """
[study]
name = "Small"
[corpus]
articles = "articles.csv"
"""
CODEBOOK = """
[codebook]
name = "Talks"
[frames.exclusion]
definition = "Left out."
indicators = [{ id = "i", any = ["left out"] }]
"""
TODAY = date.today().isoformat()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "study.toml").write_text(SETTINGS)
    (tmp_path / "codebook.toml").write_text(CODEBOOK)
    (tmp_path / "articles.csv").write_text('article,outlet,text\na,A,"Kyiv was left out."\n')
    return tmp_path


def test_freezing_writes_the_lock_that_the_function_writes(folder):
    assert main(["freeze", str(folder)]) == 0
    lock = folder / "study.lock"
    written = lock.read_bytes()
    assert str(frozen(read_study(folder))) == f"as frozen on {TODAY}"
    lock.unlink()
    assert freeze(read_study(folder)).read_bytes() == written


def test_freezing_says_where_the_lock_is_and_that_later_reports_look_at_it(folder, capsys):
    main(["freeze", str(folder)])
    assert capsys.readouterr().out == (
        f"{folder / 'study.lock'}: as frozen on {TODAY}. Later reports say whether that still "
        "holds.\n"
    )


def test_a_lock_below_the_current_folder_is_named_from_there(folder, capsys, monkeypatch):
    monkeypatch.chdir(folder.parent)
    main(["freeze", folder.name])
    assert capsys.readouterr().out.startswith(f"{folder.name}/study.lock: as frozen")


def test_a_second_freezing_is_refused_and_leaves_the_lock_as_it_was(folder, capsys):
    main(["freeze", str(folder)])
    held = (folder / "study.lock").read_bytes()
    text = folder / "articles.csv"
    text.write_text(text.read_text().replace("Kyiv", "Minsk"))
    capsys.readouterr()
    assert main(["freeze", str(folder)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        f"framing: study.lock is there already (changed since it was frozen on {TODAY}: inputs "
        "changed: a); it is kept. To freeze anew, move it away and say in the report why.\n"
    )
    assert (folder / "study.lock").read_bytes() == held


def test_nothing_is_frozen_where_there_is_no_study(tmp_path, capsys):
    assert main(["freeze", str(tmp_path)]) == 2
    assert f"framing: {tmp_path} holds no study.toml." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_was_coded_by_hand_is_frozen_with_the_study(folder):
    """The sample, the coding sheets and the sheet that settles are held to by the lock."""
    sheet = "round,coder,article,sentence,frame,decision\nfinal,{},a,0,exclusion,{}\n"
    for coder, decision in {"anna": "present", "ben": "absent", "clara": "present"}.items():
        (folder / f"{coder}.csv").write_text(sheet.format(coder, decision))
    (folder / "sample.csv").write_text("article,sentence,probability\na,0,1\n")
    (folder / "study.toml").write_text(
        f'{SETTINGS}[coding]\ncodings = ["anna.csv", "ben.csv"]\nsample = "sample.csv"\n'
        '[[adjudication]]\ncoder = "both"\nof = ["anna", "ben"]\nsheet = "clara.csv"\n'
    )
    assert main(["freeze", str(folder)]) == 0
    for name in ("anna.csv", "ben.csv", "clara.csv", "sample.csv"):
        file, text = folder / name, (folder / name).read_text()
        file.write_text(text + "\n")
        assert str(frozen(read_study(folder))).endswith(f": codings changed: {name}")
        file.write_text(text)
