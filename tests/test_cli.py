"""The command: samples, coding sheets and adjudication from the shell, end to end."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

import framing
from framing.cli import main
from framing.coding.byhand.adjudication import adjudication
from framing.coding.byhand.sample import read_sample
from framing.coding.codebook_files import read_codebook
from framing.coding.codings_files import read_decisions
from framing.errors import ParameterError, StudyError
from framing.report import batch
from tests.conftest import ROOT

STUDY = """
[study]
name = "Small"
seed = 7
[corpus]
articles = "articles.csv"
[coding]
codebook = "codebook.toml"
codings = [{codings}]
"""
CODEBOOK = """
[codebook]
name = "Talks"
version = "1"
[frames.exclusion]
definition = "Left out."
indicators = [{ id = "i", any = ["left out"] }]
[frames.rapport]
definition = "Warmth."
indicators = [{ id = "i", any = ["warm*"] }]
"""
TEXTS = {
    "A": ["Kyiv was left out.", "Talks were warm.", *(f"Day {n} went by." for n in range(8))],
    "B": ["It was a warm call.", *(f"Night {n} went by." for n in range(9))],
}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    rows = [
        {"article": f"{outlet}1", "outlet": outlet, "text": "\n\n".join(["Title", *lines])}
        for outlet, lines in TEXTS.items()
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "articles.csv", index=False)
    (tmp_path / "codebook.toml").write_text(CODEBOOK)
    listing(tmp_path)
    return tmp_path


def listing(study: Path, *files: str) -> None:
    codings = ", ".join(f'"{file}"' for file in files)
    (study / "study.toml").write_text(STUDY.format(codings=codings))


def fill(path: Path, decisions: dict[int, str]) -> None:
    """Decide as a coder would in a spreadsheet that saves with semicolons."""
    sheet = pd.read_csv(path, dtype=str, keep_default_na=False)
    sheet["decision"] = [decisions.get(n, "absent") for n in range(len(sheet))]
    sheet.to_csv(path, index=False, sep=";", encoding="cp1252")


def units(path: Path) -> set[tuple[str, int]]:
    sample = read_sample(path)
    return set(zip(sample["article"], sample["sentence"], strict=True))


def test_a_sample_and_a_sheet_for_each_coder_are_written_and_told(study, capsys):
    assert main(["sample", str(study), "--n", "12", "--coder", "anna", "--coder", "ben"]) == 0
    folder = study / "coding"
    files = ["final-anna.csv", "final-ben.csv", "final-sample.csv"]
    assert sorted(path.name for path in folder.iterdir()) == files
    said = capsys.readouterr().out
    assert said.startswith("12 sentences by 2 frames, round final. Written:\n")
    assert all(file in said for file in files)
    assert "framing docs hand-coding" in said
    for coder in ("anna", "ben"):
        codings, rows, *_ = read_decisions(
            folder / f"final-{coder}.csv",
            codebook=read_codebook(study / "codebook.toml"),
            sample=read_sample(folder / "final-sample.csv"),
        )
        assert len(codings) == 0
        assert rows["state"].tolist() == ["open"] * 24
        assert set(rows["coder"]) == {coder}


def test_rounds_share_no_sentence_and_a_further_coder_gets_the_same_ones(study, capsys):
    folder = study / "coding"
    for given in (["training", "--n", "8"], ["pilot", "--n", "9"]):
        assert main(["sample", str(study), "--coder", "anna", "--round", *given]) == 0
    first, second = (read_sample(folder / f"{name}-sample.csv") for name in ("training", "pilot"))
    again = first.merge(second, on=["article", "sentence"])
    assert (again["n_stratum_x"] - again["n_drawn_x"] < 2).all()  # where a stratum ran out
    assert main(["sample", str(study), "--coder", "ben", "--round", "pilot"]) == 0
    ben = pd.read_csv(folder / "pilot-ben.csv")
    assert set(ben["unit"]) == set(read_sample(folder / "pilot-sample.csv")["unit"])
    capsys.readouterr()
    again = ["sample", str(study), "--coder", "carl", "--round", "pilot", "--n", "3"]
    assert main(again) == 2
    assert "Leave out --n to write a further coder's sheet" in capsys.readouterr().err


def test_hits_are_drawn_apart_and_not_again_in_the_final_sample(study, capsys):
    ask = ["sample", str(study), "--coder", "anna"]
    assert main([*ask, "--among", "hits"]) == 0
    folder = study / "coding"
    assert sorted(path.name for path in folder.iterdir()) == ["hits-anna.csv", "hits-sample.csv"]
    said = capsys.readouterr().out
    assert said.startswith("3 sentences by 2 frames, drawn among hits. Written:\n")
    hits = read_sample(folder / "hits-sample.csv")
    assert set(hits["probability"]) == {1.0}
    assert set(hits["round"]) == {"final"}
    assert set(pd.read_csv(folder / "hits-anna.csv")["round"]) == {"final"}
    assert main([*ask, "--n", "14"]) == 0
    final = read_sample(folder / "final-sample.csv")
    assert set(final["among"]) == {""}
    assert len(units(folder / "hits-sample.csv") & units(folder / "final-sample.csv")) <= 3


def test_hits_enter_results_and_belong_to_no_other_round(study, capsys):
    ask = ["sample", str(study), "--coder", "anna", "--among", "hits", "--round", "pilot"]
    assert main(ask) == 2
    assert "--round is pilot, but what is drawn --among hits" in capsys.readouterr().err
    assert not (study / "coding").exists()


def test_twenty_sentences_a_frame_are_drawn_among_hits(tmp_path):
    lines = [f"Talks {n} were warm. Kyiv {n} was left out. Day {n} went by." for n in range(60)]
    rows = [{"article": "A1", "outlet": "A", "text": "\n\n".join(["Title", *lines])}]
    pd.DataFrame(rows).to_csv(tmp_path / "articles.csv", index=False)
    (tmp_path / "codebook.toml").write_text(CODEBOOK)
    listing(tmp_path)
    assert main(["sample", str(tmp_path), "--coder", "anna", "--among", "hits"]) == 0
    drawn = read_sample(tmp_path / "coding" / "hits-sample.csv")
    assert drawn["stratum"].value_counts().to_dict() == {
        "hits / exclusion": 20, "hits / rapport": 20,
    }  # fmt: skip
    assert set(drawn["probability"].round(6)) == {round(20 / 60, 6)}


def test_the_seed_is_that_of_the_study_unless_one_is_given(study):
    drawn = []
    for more in ([], ["--seed", "7"], ["--seed", "8"]):
        assert main(["sample", str(study), "--n", "12", "--coder", "anna", *more]) == 0
        folder = study / "coding"
        drawn.append((folder / "final-anna.csv").read_bytes())
        for path in folder.iterdir():
            path.unlink()
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_sheet_that_is_there_stops_all_writing(study, capsys):
    folder = study / "coding"
    folder.mkdir()
    (folder / "final-ben.csv").write_text("work of days")
    assert main(["sample", str(study), "--n", "12", "--coder", "anna", "--coder", "ben"]) == 2
    assert "final-ben.csv is in coding already" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["final-ben.csv"]


REFUSED = {
    "no size": (["--coder", "anna"], "no size is given"),
    "too small a size": (["--coder", "anna", "--n", "2"], "n is 2, but 5 strata"),
    "a name that is no file": (["--coder", "../anna", "--n", "12"], "coder is '../anna'"),
    "the name of the sample": (["--coder", "Sample", "--n", "12"], "and not 'sample'"),
    "a coder twice": (
        ["--coder", "anna", "--coder", "Anna", "--n", "12"],
        "each coder needs a name of their own",
    ),
    "an unknown round": (["--coder", "a", "--n", "12", "--round", "last"], "round is 'last'"),
    "an unknown coder of predictions": (
        ["--coder", "anna", "--n", "12", "--from", "gpt"],
        "coder is 'gpt', who coded nothing here",
    ),
}


@pytest.mark.parametrize(("given", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused_and_nothing_is_written(study, capsys, given, message):
    assert main(["sample", str(study), *given]) == 2
    assert message in capsys.readouterr().err
    assert not (study / "coding").exists()


def test_the_way_from_sample_to_final_codes(study, capsys):
    folder = study / "coding"
    assert main(["sample", str(study), "--n", "12", "--coder", "anna", "--coder", "ben"]) == 0
    fill(folder / "final-anna.csv", {0: "Present", 1: "?", 2: "", 3: "prsent"})
    fill(folder / "final-ben.csv", {})
    listing(study, "coding/final-anna.csv", "coding/final-ben.csv")
    capsys.readouterr()
    command = ["adjudicate", str(study), "--coder", "clara", "--of", "anna", "--of", "ben"]
    assert main(command) == 0
    told = capsys.readouterr()
    assert told.out.startswith("2 decisions to settle. Written:\n")
    assert told.err.splitlines() == [
        "final-anna.csv: 24 lines: 1 open, 22 read, 1 rejected",
        "  line 5: decision is 'prsent'. Allowed: present, absent, cannot say. "
        "Did you mean 'present'?",
    ]
    fill(folder / "adjudication-clara.csv", {0: "present", 1: ""})
    book = read_codebook(study / "codebook.toml")
    names = ("final-anna", "final-ben", "adjudication-clara")
    anna, ben, clara = (read_decisions(folder / f"{n}.csv", codebook=book).codings for n in names)
    final = adjudication(pd.concat([anna, ben]), coders=["anna", "ben"], settled=clara)
    assert len(final) == 24
    assert final["present"].value_counts(dropna=False).to_dict() == {0: 20, pd.NA: 3, 1: 1}
    assert (final["note"] == "settled by clara").sum() == 1
    assert main(command) == 2
    assert "adjudication-clara.csv is in coding already" in capsys.readouterr().err


def test_rules_are_coders_too_and_unknown_ones_are_refused(study, capsys):
    assert main(["sample", str(study), "--n", "12", "--coder", "anna"]) == 0
    fill(study / "coding" / "final-anna.csv", {})
    listing(study, "coding/final-anna.csv")
    capsys.readouterr()
    assert main(["adjudicate", str(study), "--coder", "c", "--of", "rules", "--of", "anna"]) == 0
    assert capsys.readouterr().out.startswith("3 decisions to settle.")
    assert main(["adjudicate", str(study), "--coder", "d", "--of", "rules", "--of", "ben"]) == 2
    assert "'ben' coded nothing here. Coders: 'anna', 'rules'." in capsys.readouterr().err


def test_practice_is_not_adjudicated(study, capsys):
    for given in (["pilot", "--n", "8"], ["final", "--n", "8"]):
        assert (
            main(["sample", str(study), "--coder", "anna", "--coder", "ben", "--round", *given])
            == 0
        )
    names = [f"coding/{word}-{name}.csv" for word in ("pilot", "final") for name in ("anna", "ben")]
    for name in names:
        fill(study / name, {0: "present"} if name == "coding/pilot-anna.csv" else {})
    listing(study, *names)
    capsys.readouterr()
    assert main(["adjudicate", str(study), "--coder", "c", "--of", "anna", "--of", "ben"]) == 0
    assert capsys.readouterr().out.startswith("0 decisions to settle.")


# -- which study ----------------------------------------------------------------------------------


COMMANDS = {
    "check": [],
    "freeze": [],
    "sample": ["--n", "12", "--coder", "anna"],
    "adjudicate": ["--coder", "c", "--of", "rules", "--of", "anna"],
}


@pytest.fixture
def coded(study: Path) -> Path:
    assert main(["sample", str(study), "--n", "12", "--coder", "anna"]) == 0
    (study / "coding" / "final-anna.csv").rename(study / "anna.csv")
    fill(study / "anna.csv", {})
    listing(study, "anna.csv")
    (study / "coding" / "final-sample.csv").unlink()
    return study


@pytest.mark.parametrize(("command", "more"), COMMANDS.items(), ids=COMMANDS)
@pytest.mark.parametrize("place", [".", "notes/of/mine"])
def test_without_a_path_the_study_is_that_in_which_one_stands(
    coded, tmp_path_factory, capsys, monkeypatch, command, more, place
):
    copy = shutil.copytree(coded, tmp_path_factory.mktemp("other") / "copy")
    here = coded / place
    here.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(here)
    capsys.readouterr()
    mine = (main([command, *more]), *capsys.readouterr())
    monkeypatch.chdir(copy)
    its = (main([command, str(copy), *more]), *capsys.readouterr())
    assert mine == its or place != "."
    assert mine[0] == its[0] < 2
    assert written(coded) == written(copy)


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


@pytest.fixture
def asked(monkeypatch) -> list[tuple[Path, Path]]:
    """Which study is built, and where to; nothing is."""
    given: list[tuple[Path, Path]] = []

    def build(study, *, output, **_):
        given.append((study.folder, Path(output)))
        return batch.Report(Path(output), ())

    monkeypatch.setattr(batch, "build", build)
    return given


def test_a_report_without_a_path_is_of_the_study_in_which_one_stands(study, asked, monkeypatch):
    monkeypatch.chdir(study)
    assert main(["report"]) == 0
    assert asked == [(study, study / "reports")]


def test_at_a_clones_root_the_shipped_study_is_meant_and_nowhere_else_in_it(
    asked, monkeypatch, capsys
):
    monkeypatch.chdir(ROOT)
    assert main(["report"]) == 0
    assert asked == [(ROOT / "seeds", ROOT / "reports")]
    monkeypatch.chdir(ROOT / "tests")
    assert main(["report"]) == 2
    assert "there is no study.toml in" in capsys.readouterr().err


def test_a_path_that_is_given_counts_wherever_one_stands(study, asked, monkeypatch):
    monkeypatch.chdir(study)
    assert main(["report", str(ROOT / "seeds")]) == 0
    assert asked == [(ROOT / "seeds", ROOT / "reports")]


def test_where_there_is_no_study_it_is_told_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert f"no study is named, and there is no study.toml in {tmp_path} or above it" in said
    assert "framing init my-study" in said


def test_in_python_too_the_study_is_that_in_which_one_stands(study, tmp_path, monkeypatch):
    monkeypatch.chdir(study)
    assert framing.read_study().folder == study
    monkeypatch.chdir("/")
    with pytest.raises(StudyError, match="no study is named"):
        framing.read_study()


# -- what is not understood -----------------------------------------------------------------------


NOT_UNDERSTOOD = {
    "a command": (["chek"], "there is no command 'chek'. Did you mean 'check'?"),
    "a command, with options": (["reprot", "--jobs", "2"], "Did you mean 'report'?"),
    "no command": ([], "no command is given. Begin with: framing init my-study --from"),
    "an option": (["report", "--outptu", "x"], "Did you mean '--output'?"),
    "an option with its value": (["report", "--jbos=2"], "Did you mean '--jobs'?"),
    "an option that is needed": (["sample", "--codr", "anna"], "Did you mean '--coder'?"),
    "one dash": (["sample", "--coder", "anna", "-n", "5"], "Did you mean '--n'?"),
    "an option before the command": (["--versoin"], "Did you mean '--version'?"),
    "a second folder": (["check", "a", "b"], "'b' has no place in: framing check [-h]"),
    "an option without its value": (["report", "--output"], "expected one argument"),
    "a value": (["report", "--jobs", "0"], "'0' is not a whole number from 1 on"),
}


@pytest.mark.parametrize(("given", "said"), NOT_UNDERSTOOD.values(), ids=NOT_UNDERSTOOD)
def test_what_is_not_understood_is_told_in_one_line_with_what_was_meant(capsys, given, said):
    assert main(given) == 2
    told = capsys.readouterr()
    assert told.out == ""
    (line,) = told.err.splitlines()
    assert line.startswith("framing: ")
    assert said in line
    assert "--help" in line


def test_an_option_may_be_cut_short_and_a_value_may_begin_with_a_dash(study, asked, monkeypatch):
    monkeypatch.chdir(study)
    assert main(["report", "--out=-x"]) == 0
    assert asked == [(study, Path("-x"))]


# -- one page -------------------------------------------------------------------------------------


PAGES = {
    "a page of a notebook": (["--page", "frame", "--frame", "rapport"], ["frame-rapport"]),
    "a page by its name": (["--page", "frame-rapport"], ["frame-rapport"]),
    "a notebook of several pages": (["--page", "frame"], ["frame-exclusion", "frame-rapport"]),
    "a frame": (["--frame", "exclusion"], ["frame-exclusion"]),
    "a notebook that is not in the report": (["--page", "wire"], ["wire"]),
}


@pytest.fixture
def planned(study: Path, monkeypatch) -> list[list[str]]:
    """Which pages would be built of a report on frames; nothing is."""
    with (study / "study.toml").open("a") as file:
        file.write('[[report]]\nnotebook = "corpus"\n[[report]]\nnotebook="frame"\neach="frame"\n')
    found: list[list[str]] = []

    def run_all(pages, *_, **__):
        found.append([page.name for page in pages])
        raise ParameterError("nothing is run here.")

    monkeypatch.setattr(batch, "run_all", run_all)
    return found


@pytest.mark.parametrize(("given", "pages"), PAGES.values(), ids=PAGES)
def test_pages_that_are_asked_for_are_built_alone(study, planned, given, pages):
    assert main(["report", str(study), *given]) == 2
    assert planned == [pages]


WITHOUT_PAGE = {
    "a page": (["--page", "frame-raport"], "there is no page 'frame-raport'. Did you mean"),
    "a frame": (["--frame", "raport"], "Did you mean 'rapport'?"),
    "a page of no frame": (
        ["--page", "corpus", "--frame", "rapport"],
        "no page named 'corpus' is about the frame 'rapport'. Pages: corpus, frame-exclusion",
    ),
}


@pytest.mark.parametrize(("given", "said"), WITHOUT_PAGE.values(), ids=WITHOUT_PAGE)
def test_a_page_that_there_is_not_is_refused_before_anything_runs(
    study, planned, capsys, given, said
):
    assert main(["report", str(study), *given]) == 2
    assert said in capsys.readouterr().err
    assert planned == []


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_a_single_page_leaves_the_whole_report_as_it_is(study, capsys):
    (study / "reports").mkdir()
    (study / "reports" / "index.html").write_text("the whole")
    page = ["report", str(study), "--page"]
    assert main([*page, "corpus"]) == 0
    assert "reports.page/index.html" in capsys.readouterr().out
    assert main([*page, "frame", "--frame", "rapport"]) == 0
    pages = {path.name for path in (study / "reports.page").glob("*.html")}
    assert pages == {"index.html", "methods.html", "changes.html", "frame-rapport.html"}
    assert [path.name for path in (study / "reports").iterdir()] == ["index.html"]


# -- where one reads on, and explores -------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch) -> list[list[str]]:
    """What JupyterLab is started with; it is not."""
    from jupyterlab import labapp

    given: list[list[str]] = []
    monkeypatch.setattr(labapp, "main", given.append)
    return given


def test_jupyterlab_opens_the_studys_own_notebook_which_finds_the_study(
    study, opened, monkeypatch, tmp_path_factory
):
    assert main(["lab", str(study), "--no-browser", "--port=1"]) == 0
    root, address, *own = opened[0]
    assert root == f"--ServerApp.root_dir={study}"
    assert address == "--LabApp.default_url=/lab/tree/notebooks/explore.ipynb"
    assert own == ["--no-browser", "--port=1"]
    moved = shutil.copytree(study, tmp_path_factory.mktemp("elsewhere") / "moved")
    monkeypatch.chdir(moved / "notebooks")  # where its kernel runs
    cells = json.loads(Path("explore.ipynb").read_text(encoding="utf-8"))["cells"]
    found: dict = {}
    for cell in [cell for cell in cells if cell["cell_type"] == "code"][:3]:
        exec("".join(cell["source"]), found)
    assert found["this"].folder == moved
    assert (found["frame"], found["entries"]) == ("exclusion", "left out")
    assert not any(str(study) in "".join(cell["source"]) for cell in cells)


def test_a_notebook_that_is_there_is_opened_and_never_written(study, opened, monkeypatch):
    (study / "notebooks").mkdir()
    (study / "notebooks" / "explore.ipynb").write_text("mine")
    monkeypatch.chdir(study)
    assert main(["lab"]) == 0
    assert (study / "notebooks" / "explore.ipynb").read_text() == "mine"
    assert len(opened) == 1


def test_the_shipped_study_is_explored_in_the_clones_notebook(opened, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert main(["lab"]) == 0
    assert opened[0][0] == f"--ServerApp.root_dir={ROOT}"
    assert not (ROOT / "seeds" / "notebooks").exists()


def test_the_pages_of_documentation_are_listed_and_printed(capsys):
    assert main(["docs"]) == 0
    place, *lines = capsys.readouterr().out.splitlines()
    names = [line.split()[0] for line in lines[:-1]]
    assert sorted(names) == sorted(page.stem for page in Path(place.rstrip(":")).glob("*.md"))
    assert "Coding by hand" in " ".join(lines)
    for given in ("tutorial", "docs/tutorial.md"):
        assert main(["docs", given]) == 0
        assert capsys.readouterr().out == (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    assert main(["docs", "tutorail"]) == 2
    assert "Did you mean 'tutorial'?" in capsys.readouterr().err


def test_each_page_that_a_message_names_is_there(capsys):
    for file in (ROOT / "framing").rglob("*.*"):
        if file.suffix in (".py", ".txt", ".toml", ".j2"):
            for page in re.findall(r"framing docs ([\w-]+)", file.read_text(encoding="utf-8")):
                assert main(["docs", page]) == 0, (file, page)
