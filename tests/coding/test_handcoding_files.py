"""Plain files of codings and coders, as people and machines hand them in; and the guide."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from framing.begin.begin import EXAMPLE
from framing.cli import main
from framing.coding.byhand import adjudication
from framing.coding.byhand.sheet_files import adjudication_file
from framing.coding.codings import read_coders
from framing.coding.codings_files import read_decisions
from framing.errors import StudyError
from framing.study import read_study
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


# -- the guide --------------------------------------------------------------------------------


def test_each_command_of_the_guide_is_one_that_exists(capsys):
    commands = re.findall(r"^framing (.+?)(?:\s+#.*)?$", GUIDE, re.MULTILINE)
    assert len(commands) > 3
    for command in commands:
        name, study, *options = command.split()
        assert study == "my-study"
        assert main([name, "no-such-study", *options]) == 2  # understood, but there is no study
        assert "no-such-study" in capsys.readouterr().err


def test_the_settings_of_the_guide_are_toml():
    (settings,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    values = tomllib.loads(settings)
    assert set(values["coding"]) == {"codings", "sample", "reference"}
    assert set(values["adjudication"][0]) == {"coder", "of", "sheet"}


def test_the_python_of_the_guide_compiles_and_names_what_there_is():
    for block in re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL):
        imports = [line for line in block.splitlines() if line.startswith("from framing")]
        assert imports
        exec(compile("\n".join(imports), "guide", "exec"), {})
        compile(block, "guide", "exec")


def test_a_single_code_is_corrected_by_the_two_lines_of_the_guide(tmp_path):

    (lines,) = re.findall(r"```csv\n(.*?)```", GUIDE, re.DOTALL)
    path = tmp_path / "corrections.csv"
    path.write_text(lines, encoding="utf-8")
    settled, rows, *_ = read_decisions(path, codebook=book())
    assert rows["state"].tolist() == ["read"]
    rules = pd.DataFrame(
        {"article": "text1.txt", "sentence": [3, 4], "frame": "exclusion", "coder": "rules",
         "present": 1}
    )  # fmt: skip
    final = adjudication(rules, coders=["rules"], settled=settled, coder="corrected")
    assert final["present"].tolist() == [1, 0]
    assert final["note"][1] == "settled by clara: 'out in the cold' is the weather here"


# -- the way through the guide ------------------------------------------------------------------


def guide_settings() -> str:
    (settings,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    return settings


def guide_command(name: str) -> list[str]:
    (command,) = re.findall(
        rf"^framing ({name} my-study (?!--round|--among).+)$", GUIDE, re.MULTILINE
    )
    return command.split()


def decided(path: Path, decision: str) -> None:
    sheet = pd.read_csv(path, dtype=str, keep_default_na=False)
    sheet.assign(decision=[decision, *["absent"] * (len(sheet) - 1)]).to_csv(path, index=False)


def test_the_settings_of_the_guide_do_not_stand_in_the_way_of_its_next_step(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    study, coding = tmp_path / "my-study", tmp_path / "my-study" / "coding"
    assert main(["init", "my-study"]) == 0
    size = guide_command("sample").index("200")
    sample = guide_command("sample")
    assert main([*sample[:size], "12", *sample[size + 1 :]]) == 0
    settings = (study / "study.toml").read_text(encoding="utf-8")
    corpus, _, report = settings.partition("[coding]")
    report = report[report.index("[[report]]") :]
    (study / "study.toml").write_text(f"{corpus}{guide_settings()}\n{report}", encoding="utf-8")
    for coder, decision in (("anna", "present"), ("ben", "absent")):
        decided(coding / f"final-{coder}.csv", decision)
    capsys.readouterr()
    assert main(["check", "my-study"]) == 1
    told = capsys.readouterr().out
    assert "adjudication-clara.csv, not there yet" in told
    assert "framing adjudicate STUDY --coder clara --of anna --of ben" in told
    assert main(guide_command("adjudicate")) == 0
    decided(coding / "adjudication-clara.csv", "present")
    final = read_study(study).codings
    assert (final["coder"] == "adjudicated").sum() == 12
    assert main(["check", "my-study"]) == 0


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
