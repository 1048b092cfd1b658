"""The options of ``framing report``: what is asked for is what is done, and told."""

from __future__ import annotations

import json

import pytest

from framing.cli import main
from framing.report.written_files import hashes
from tests.report.test_report import small_study, write_notebook


@pytest.fixture
def study(tmp_path):
    folder = small_study(tmp_path / "s", '[[report]]\nnotebook = "one"')
    write_notebook(folder, "one", 'study: str = ""  # s', "1")
    return folder


@pytest.mark.parametrize("option", ["--timeout", "--cell-timeout"])
def test_a_limit_is_a_whole_number_of_seconds(study, capsys, option) -> None:
    assert main(["report", str(study), option, "0"]) == 2
    assert "'0' is not a whole number from 1 on" in capsys.readouterr().err


def test_without_a_report_a_dry_run_names_each_page_and_makes_no_folder(study, capsys) -> None:
    before = hashes(study)
    assert main(["report", str(study), "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "one: to run"
    assert main(["report", str(study), "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["output"] == str(study / "reports")
    assert [page["page"] for page in told["pages"]] == ["one.html"]
    assert hashes(study) == before
    assert not (study / "reports").exists()
