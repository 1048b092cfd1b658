"""Plain files of codings and coders, as people and machines hand them in; and the guide."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from framing.begin.begin import EXAMPLE
from framing.cli import main
from framing.coding.byhand.sheet_files import adjudication_file
from framing.coding.codings import read_coders
from framing.coding.codings_files import read_decisions
from framing.errors import StudyError
from framing.study.settings import Adjudication
from tests.conftest import ROOT
from tests.handcoding import book

GUIDE = (ROOT / "docs" / "hand-coding.md").read_text(encoding="utf-8")


def written(folder: Path, *lines: str) -> Path:
    path = folder / "file.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_codings_may_name_their_round_and_are_final_without_one(tmp_path):
    header = "article,sentence,coder,frame,present,round"
    rows = [
        f"a,{n},me,rapport,1,{word}" for n, word in enumerate(["training", "pilot", "final", ""])
    ]
    read, _, *_ = read_decisions(written(tmp_path, header, *rows), codebook=book())
    assert read["round"].tolist() == ["training", "pilot", "final", "final"]


def test_an_unknown_round_is_refused_with_file_and_line(tmp_path):
    path = written(tmp_path, "article,sentence,coder,frame,present,round", "a,0,me,rapport,1,pilt")
    with pytest.raises(StudyError) as refused:
        read_decisions(path, codebook=book())
    assert str(refused.value) == (
        "file.csv, line 2: round is 'pilt'. Allowed: (empty), training, pilot, final. "
        "Did you mean 'pilot'?"
    )


def test_a_language_model_keeps_its_model_prompt_and_run(tmp_path):
    header = "coder,kind,model,prompt,run"
    rows = ["m,model,some-model-1,ab12,2025-03-01", "anna,person,,,"]
    read = read_coders(written(tmp_path, header, *rows)).set_index("coder")
    assert read.loc["m", ["model", "prompt", "run"]].tolist() == [
        "some-model-1", "ab12", "2025-03-01",
    ]  # fmt: skip
    assert read.loc["anna", ["model", "prompt", "run"]].isna().all()


# -- what waits for a sheet -----------------------------------------------------------------------


def test_a_sheet_that_no_command_writes_is_told_to_be_named_otherwise(tmp_path):
    waiting = Adjudication("adjudicated", ("anna",), tmp_path / "settled-by-clara.csv")
    assert "writes adjudication-NAME.csv; name that as 'sheet'" in waiting.todo


def test_a_sheet_that_sample_has_not_written_yet_is_named_with_what_writes_it(tmp_path, capsys):
    assert main(["init", str(tmp_path / "s")]) == 0
    settings = tmp_path / "s" / "study.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("# codings =", "codings ="), encoding="utf-8")
    assert main(["check", str(tmp_path / "s")]) == 1
    assert "'framing sample' writes a sheet for each coder" in capsys.readouterr().out
    sample = ["sample", str(tmp_path / "s"), "--n", "12", "--coder", "anna", "--coder", "ben"]
    assert main(sample) == 0


def test_init_proposes_the_sheet_that_adjudicate_writes():
    proposed = (EXAMPLE / "study.toml").read_text(encoding="utf-8")
    block = proposed[proposed.index("# [[adjudication]]") :].split("\n\n")[0]
    values = tomllib.loads(block.replace("# ", ""))
    (entry,) = values["adjudication"]
    place = adjudication_file(Path("coding"), coder=entry["coder"])
    assert entry["sheet"] == place.as_posix()
