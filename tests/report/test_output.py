"""Where a report goes: apart from the study, and an earlier one is lost to no fault whatever."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from framing.cli import main
from framing.errors import ParameterError
from framing.report import batch
from framing.report.batch import build, plan
from framing.report.manifest import MANIFEST, is_as_listed, read_manifest
from framing.report.written_files import hashes
from framing.study import read_study
from tests.conftest import ROOT
from tests.quick import pages_run_here
from tests.report.test_report import small_study, write_notebook

PARAMETERS = 'study: str = ""  # s'
TABLE = (
    "import pandas as pd\nfrom framing.report import table\n"
    'table(pd.DataFrame({"n": [1]}), name="t", caption="c")'
)
ONE, TWO = '[[report]]\nnotebook = "one"\n', '[[report]]\nnotebook = "two"\n'


def own_study(folder: Path, *reports: str) -> Path:
    """Write a study whose pages are two notebooks of its own, which run in no time."""
    small_study(folder, *(reports or (ONE, TWO)))
    for name in ("one", "two"):
        write_notebook(folder, name, PARAMETERS, TABLE)
    return folder


def is_whole(folder: Path) -> bool:
    listed = read_manifest(folder)["files"]
    return all(is_as_listed(folder, name, listed) for name in listed)


def one_line(text: str) -> str:
    (line,) = text.splitlines()
    assert line.startswith("framing: ")
    return line


# -- where it may not go --------------------------------------------------------------------------


def the_study(study: Path) -> Path:
    return study


def its_parent(study: Path) -> Path:
    return study.parent


def its_notebooks(study: Path) -> Path:
    return study / "notebooks"


def by_dots(study: Path) -> Path:
    return study / "reports" / ".." / "notebooks"


def by_a_link(study: Path) -> Path:
    (study.parent / "link").symlink_to(study)
    return study.parent / "link"


def its_texts(study: Path) -> Path:
    return study / "Daily"


def below_its_texts(study: Path) -> Path:
    return study / "Daily" / "reports"


def its_sheets(study: Path) -> Path:
    return study / "coding" / "final"


def the_repository(study: Path) -> Path:
    return ROOT


def its_shared_notebooks(study: Path) -> Path:
    return ROOT / "notebooks"


APART = (
    the_study, its_parent, its_notebooks, by_dots, by_a_link, its_texts, below_its_texts,
    its_sheets, the_repository, its_shared_notebooks,
)  # fmt: skip


@pytest.mark.parametrize("place", APART, ids=lambda place: place.__name__)
def test_a_report_goes_to_no_folder_of_which_it_is_made(tmp_path, capsys, place):
    study = own_study(tmp_path / "s")
    before = hashes(tmp_path)
    output = place(study)
    assert main(["report", str(study), "--output", str(output)]) == 2
    told = one_line(capsys.readouterr().err)
    assert "A report has a folder of its own" in told
    assert {name: digest for name, digest in hashes(tmp_path).items() if name in before} == before


def test_no_file_that_the_settings_name_is_held_by_a_report(tmp_path):
    study = own_study(tmp_path / "s")
    shared = tmp_path / "shared"
    shared.mkdir()
    shutil.move(study / "codebook.toml", shared / "codebook.toml")
    settings = (study / "study.toml").read_text()
    (study / "study.toml").write_text(f'{settings}\n[coding]\ncodebook = "../shared/codebook.toml"')
    with pytest.raises(ParameterError, match=r"is or holds .*codebook\.toml"):
        build(read_study(study), output=shared)


FOREIGN = ["index.html", "one.html", "changes.html", "notebooks/two.ipynb", "manifest.json/x"]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_home_page_is_not_overwritten_and_nothing_runs(tmp_path, capsys, monkeypatch, name):
    study, home = own_study(tmp_path / "s"), tmp_path / "home"
    (home / name).parent.mkdir(parents=True)
    (home / name).write_text("my own")
    monkeypatch.setattr(batch, "run_all", lambda *_, **__: pytest.fail("it ran"))
    assert main(["report", str(study), "--output", str(home)]) == 2
    assert "would be overwritten, which no report wrote" in one_line(capsys.readouterr().err)
    assert [path.name for path in home.iterdir()] == [name.split("/")[0]]
    assert (home / name).read_text() == "my own"


def test_a_home_page_with_a_manifest_of_another_kind_is_no_damaged_report(tmp_path, monkeypatch):
    study, home = own_study(tmp_path / "s"), tmp_path / "home"
    home.mkdir()
    (home / "manifest.json").write_text('{"name": "My home", "icons": []}')
    monkeypatch.setattr(batch, "run_all", lambda *_, **__: pytest.fail("it ran"))
    with pytest.raises(ParameterError, match=r"manifest\.json. would be overwritten"):
        build(read_study(study), output=home)
    assert (home / "manifest.json").read_text() == '{"name": "My home", "icons": []}'


def test_the_folder_for_what_failed_is_looked_at_too(tmp_path, monkeypatch):
    study = own_study(tmp_path / "s")
    (tmp_path / "out.failed").mkdir()
    (tmp_path / "out.failed" / "index.html").write_text("my own")
    monkeypatch.setattr(batch, "run_all", lambda *_, **__: pytest.fail("it ran"))
    with pytest.raises(ParameterError, match=r"out\.failed, where 'index\.html' would be"):
        build(read_study(study), output=tmp_path / "out")


UNFIT = {
    "a file": ("file", "nothing can be written"),
    "below a file": ("file/below", "nothing can be written"),
    "a circle of links": ("circle", "which is no place"),
    "too long a name": ("x" * 300, "name too long"),
    "the root of all": ("/", "which is no place"),
}


@pytest.mark.parametrize(("place", "message"), UNFIT.values(), ids=UNFIT)
def test_what_can_be_no_folder_is_said_before_anything_runs(
    tmp_path, capsys, monkeypatch, place, message
):
    study = own_study(tmp_path / "s")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    monkeypatch.setattr(batch, "run_all", lambda *_, **__: pytest.fail("it ran"))
    assert main(["report", str(study), "--output", str(tmp_path / place)]) == 2
    assert message.casefold() in one_line(capsys.readouterr().err).casefold()
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("line", ['codebook = "a\\u0000b"', 'codings = ["a\\u0000b"]'])
def test_a_path_that_holds_a_nul_is_told_in_one_line(tmp_path, capsys, line):
    study = own_study(tmp_path / "s", f"[coding]\n{line}")
    assert main(["check", str(study)]) == 2
    assert "study.toml: [coding]" in one_line(capsys.readouterr().err)


# -- names that become files ----------------------------------------------------------------------

NAMES = ["economy/jobs", "ex clusion/../x", "a\\\\b", "..", "C:x", "a\\u0000b", "a\\nb", "x" * 100,
         "con", "a*b", " a", "a.", "", "50%", "a#b"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_frame_that_cannot_name_a_file_is_refused_by_check(tmp_path, capsys, name):
    study = own_study(tmp_path / "s")
    book = (study / "codebook.toml").read_text()
    (study / "codebook.toml").write_text(book.replace("frames.out", f'frames."{name}"'))
    assert main(["check", str(study)]) == 2
    assert "is to name the files of its page, but its name" in one_line(capsys.readouterr().err)


@pytest.mark.parametrize("other", ["Out", "OUT", "oUt"])
def test_frames_that_differ_by_case_alone_are_refused(tmp_path, capsys, other):
    study = own_study(tmp_path / "s")
    book = (study / "codebook.toml").read_text()
    (study / "codebook.toml").write_text(f'{book}[frames.{other}]\ndefinition = "d"\n')
    assert main(["check", str(study)]) == 2
    assert f"the frames 'out' and '{other}' would share" in one_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    "name", ["left out", "Möwe", "a.b", "who's in", "économie_1", "a+b", "日本"]
)
def test_a_frame_may_have_any_other_name(tmp_path, name):
    study = own_study(tmp_path / "s")
    book = (study / "codebook.toml").read_text()
    (study / "codebook.toml").write_text(book.replace("frames.out", f'frames."{name}"'))
    assert list(read_study(study).codebook.frames) == [name]


@pytest.mark.parametrize("name", ["../../shared/mine", "/elsewhere/mine", "a\\\\b", ".."])
def test_a_notebook_is_named_and_not_sought_by_a_path(tmp_path, capsys, name):
    study = own_study(tmp_path / "s", f'[[report]]\nnotebook = "{name}"')
    assert main(["report", str(study)]) == 2
    assert "'notebook' is" in one_line(capsys.readouterr().err)


def test_pages_of_one_name_are_numbered_and_none_is_the_index(tmp_path):
    names = ["one", "One", "index", "changes", "one"]
    study = own_study(tmp_path / "s", *(f'[[report]]\nnotebook = "{name}"' for name in names))
    for name in ("One", "index", "changes"):
        write_notebook(study, name, PARAMETERS, TABLE)
    planned = [page.name for page in plan(read_study(study))]
    assert planned == ["one", "One-2", "index-2", "changes-2", "one-3"]


BROKEN = {
    "cut": '{"cells": [',
    "a list": "[]",
    "a number": '{"cells": 5}',
    "cells of numbers": '{"cells": [5]}',
    "of an old form": '{"worksheets": []}',
    "not UTF-8": b"\xff\xfe",
    "nested": "[" * 100_000,
    "empty": "",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_notebook_is_told_in_one_line(tmp_path, capsys, text):
    study = own_study(tmp_path / "s")
    data = text if isinstance(text, bytes) else text.encode()
    (study / "notebooks" / "two.ipynb").write_bytes(data)
    assert main(["report", str(study)]) == 2
    told = one_line(capsys.readouterr().err)
    assert "notebooks/two.ipynb is no notebook that can be read" in told
    assert not (study / "reports").exists()


def test_a_computed_default_is_told_in_one_line(tmp_path, capsys):
    study = own_study(tmp_path / "s")
    write_notebook(study, "two", 'study = "".join([])', TABLE)
    assert main(["report", str(study)]) == 2
    assert "parameter 'study' is computed" in one_line(capsys.readouterr().err)


# -- what a report that fails leaves --------------------------------------------------------------


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with its report, to be copied."""
    folder = own_study(tmp_path_factory.mktemp("earlier") / "s")
    with pages_run_here():
        report = build(read_study(folder), output=folder / "reports")
    assert not report.failed
    (folder / "reports" / "README.md").write_text("mine")
    return folder


@pytest.fixture
def study(earlier: Path, tmp_path: Path) -> Path:
    return shutil.copytree(earlier, tmp_path / "s")


FAILS = {
    "raises": "raise ValueError('no luck')",
    "dies": "import os\nos._exit(1)",
    "stops": "import sys\nsys.exit(0)",
    "leads_out": TABLE.replace('"t"', '"../../t"'),
    "leads_out_by_its_bundle": (
        "from IPython.display import display\n"
        'display({"application/vnd.framing+json": {"kind": "table", "name": "../../../t", '
        '"columns": [["n", "int64"]], "rows": [[1]], "caption": "", "key": []}}, raw=True)'
    ),
}
KILLS = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"


@pytest.mark.slow
def test_a_report_with_failed_pages_leaves_the_earlier_one_as_it_was(study, capsys):
    before = hashes(study / "reports")
    for name, code in FAILS.items():
        write_notebook(study, name, PARAMETERS, code, "1")
    settings = study / "study.toml"
    reports = "".join(f'[[report]]\nnotebook = "{name}"\n' for name in FAILS)
    settings.write_text(settings.read_text() + reports)
    assert main(["report", str(study)]) == 1
    told = capsys.readouterr().out
    assert hashes(study / "reports") == before
    assert "2 of 7 pages built" in told
    assert "reports.failed" in told
    assert "is left as it was" in told
    failed = study / "reports.failed"
    assert is_whole(failed)
    assert {one.name for one in failed.glob("*.html")} == {
        "index.html", "methods.html", "one.html", "two.html",
    }  # fmt: skip
    states = [run["state"] for run in read_manifest(failed)["runs"]]
    assert states == ["ok"] * 2 + ["failed", "killed", *["failed"] * 3]
    tables = sorted(one.name for one in study.parent.rglob("*t.csv"))
    assert tables == ["one-t.csv"] * 2 + ["two-t.csv"] * 2
    assert not list(study.rglob(".framing*"))


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_where_nothing_is_built_nothing_is_lost_and_the_report_says_where_it_is(study):
    before = hashes(study / "reports")
    for name in ("one", "two"):
        write_notebook(study, name, PARAMETERS, "raise ValueError('no luck')")
    for _ in range(2):  # the second in place of the first
        report = build(read_study(study), output=study / "reports")
        assert len(report.failed) == 2
        assert report.output == study / "reports.failed"
    assert hashes(study / "reports") == before


@pytest.mark.slow
def test_while_pages_are_built_it_is_told_which_and_at_which_cell(study, tmp_path):
    heard = tmp_path / "heard"
    waits = f"from pathlib import Path\nwhile not Path({str(heard)!r}).exists():\n    pass"
    write_notebook(study, "one", PARAMETERS, "1", waits, "1")
    write_notebook(study, "two", PARAMETERS, "1")
    said: list[str] = []

    def doing(what: str) -> None:
        said.append(what)
        if "one cell 5 of 6" in what or len(said) > 200:
            heard.touch()

    report = build(read_study(study), output=study / "reports", jobs=2, doing=doing)
    assert not report.failed
    assert any("of 2 pages done; one cell 5 of 6" in what for what in said)
    assert said[-1] == "writing the pages"


@pytest.mark.slow
def test_a_page_is_not_lost_to_the_death_of_another_ones_process(study):
    before = hashes(study / "reports")
    write_notebook(study, "one", PARAMETERS, "1")
    write_notebook(study, "two", PARAMETERS, KILLS, "1")
    report = build(read_study(study), output=study / "reports", jobs=2)
    assert [run.name for run in report.failed] == ["two"]
    assert report.failed[0].error == "its process was killed, or ran out of memory"
    assert (report.output / "one.html").exists()
    assert hashes(study / "reports") == before


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_a_table_that_would_take_the_place_of_a_file_keeps_what_was_built(study, tmp_path, capsys):
    output = tmp_path / "home"
    (output / "tables").mkdir(parents=True)
    (output / "tables" / "one-t.csv").write_text("mine")
    assert main(["report", str(study), "--output", str(output)]) == 2
    assert f"What was built is in {output}.failed." in capsys.readouterr().err
    assert hashes(output).keys() == {"tables/one-t.csv"}
    assert is_whole(tmp_path / "home.failed")


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_a_damaged_earlier_report_costs_the_page_on_changes_alone(study, capsys):
    text = "<<<<<<< ours"
    (study / "reports" / MANIFEST).write_text(text)
    assert main(["report", str(study)]) == 0
    told = capsys.readouterr().err
    assert told.index("the earlier report is damaged") < told.index("1/2")
    assert f"moved to {study / 'reports.old'}" in told
    assert is_whole(study / "reports")
    assert not (study / "reports" / "changes.html").exists()
    assert (study / "reports" / "README.md").read_text() == "mine"
    assert (study / "reports.old" / MANIFEST).read_text() == text
    assert main(["report", str(study), "--force"]) == 0
    assert "changes.html: Nothing changed" in capsys.readouterr().err
    assert "changes.html" in read_manifest(study / "reports")["files"]


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_a_manifest_of_somebody_else_takes_nothing_away(study, tmp_path):
    (tmp_path / "thesis.txt").write_text("years")
    manifest = json.loads((study / "reports" / MANIFEST).read_text())
    digest = hashes(tmp_path)["thesis.txt"]
    for path in ("../../thesis.txt", str(tmp_path / "thesis.txt")):
        manifest["files"][path] = digest
    (study / "reports" / MANIFEST).write_text(json.dumps(manifest))
    assert main(["report", str(study)]) == 0
    assert (tmp_path / "thesis.txt").read_text() == "years"


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_a_page_that_was_edited_by_hand_stops_the_next_report(study, capsys):
    (study / "reports" / "one.html").write_text("edited")
    assert main(["report", str(study)]) == 2
    assert "'one.html' would be overwritten" in one_line(capsys.readouterr().err)
    assert (study / "reports" / "one.html").read_text() == "edited"


@pytest.mark.slow
def test_a_run_that_is_killed_is_made_up_for_by_the_next(study):
    before = hashes(study / "reports")
    write_notebook(study, "two", PARAMETERS, "import time\ntime.sleep(600)")
    line = [sys.executable, "-m", "framing", "report", str(study)]
    with subprocess.Popen(line, stderr=subprocess.PIPE, start_new_session=True) as run:
        run.stderr.readline()  # one page is done
        os.killpg(run.pid, signal.SIGKILL)
    left = {n: d for n, d in hashes(study / "reports").items() if not n.startswith(".framing")}
    assert left == before
    write_notebook(study, "two", PARAMETERS, TABLE)
    with pages_run_here():
        assert main(["report", str(study)]) == 0
    assert is_whole(study / "reports")
    assert not list(study.rglob(".framing*"))


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_a_folder_of_any_name_will_do(tmp_path):
    study = own_study(tmp_path / "{run} {} {study} a{ #?%20 ;'&", ONE)
    assert main(["report", str(study)]) == 0
    assert is_whole(study / "reports")


# -- one line -------------------------------------------------------------------------------------


def test_what_the_system_refuses_is_told_in_one_line(tmp_path, capsys, monkeypatch):
    study = own_study(tmp_path / "s")

    def full(*_, **__):
        raise OSError(28, "No space left on device", str(tmp_path / "x"))

    monkeypatch.setattr(batch, "run_all", full)
    assert main(["report", str(study)]) == 2
    assert f"{tmp_path / 'x'}: No space left on device" in one_line(capsys.readouterr().err)
    assert not (study / "reports").exists()


TEXTS = {
    "longer than a file's name": "The talks went on. " * 40,
    "lines": "The talks\nwent on.",
    "longer than any path": "x/" * 5000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_column_of_texts_that_is_named_as_one_of_paths_is_told_in_one_line(
    tmp_path, capsys, text
):
    study = own_study(tmp_path / "s")
    (study / "list.json").write_text(json.dumps([{"article": "a", "outlet": "b", "body": text}]))
    settings = (study / "study.toml").read_text()
    settings = settings.replace('["Daily", "Courier"]', '"list.json"\ncolumns = { path = "body" }')
    (study / "study.toml").write_text(settings)
    assert main(["report", str(study)]) == 2
    assert "no article could be read" in one_line(capsys.readouterr().err)
    assert main(["check", str(study)]) == 1
    told = capsys.readouterr().out
    assert "is neither beside list.json nor in articles/" in told
    assert max(map(len, told.splitlines())) < 600
