"""Notebooks read like a paper: form, prose and code within the project's rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from framing.corpus.zones import RUNNING
from framing.report.export import results
from framing.report.notebooks import execute
from framing.study import Study
from framing.wire.align import alignments
from framing.wire.origin import origins
from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
BATCH = ("article", "corpus", "frame", "models", "outlet", "outlets", "wire", "validity")
FORBIDDEN = re.compile(r"\bdef \b|\bclass \b|sys\.path|\.\./|!pip|%pip|filterwarnings|https?://")
MEASURED = re.compile(
    r"\b\d+(?:\.\d+)?\s*(?:%|per cent|percent|sentences|texts|articles|words)|\.\d\d\b"
)


def cells(path: Path, kind: str) -> list[dict]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def source(cell: dict) -> str:
    return "".join(cell["source"])


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_the_notebooks_are_those_that_the_readme_maps() -> None:
    mapped = re.findall(
        r"`notebooks/(\w+)\.ipynb`", (ROOT / "README.md").read_text(encoding="utf-8")
    )
    assert sorted(mapped) == [path.stem for path in NOTEBOOKS]


def test_the_readme_asks_the_question_that_is_the_notebooks_title(path: Path) -> None:
    titles = re.findall(r"^# (.+)$", "\n".join(source(c) for c in cells(path, "markdown")), re.M)
    assert len(titles) == 1
    assert titles[0].endswith("?")
    assert f"| {titles[0]} |" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_one_cell_holds_the_parameters_as_typed_literals_with_a_comment(path: Path) -> None:
    tagged = [c for c in cells(path, "code") if "parameters" in c["metadata"].get("tags", [])]
    assert len(tagged) == 1
    assert tagged[0] is cells(path, "code")[0] or source(tagged[0]) == source(
        cells(path, "code")[0]
    )
    for line in source(tagged[0]).splitlines():
        assert re.fullmatch(r"\w+: (str|int|float|bool) = \S.*  # \S.+", line), line


def test_code_cells_are_short_and_only_compose(path: Path) -> None:
    for cell in cells(path, "code"):
        assert len(source(cell).splitlines()) <= 10, source(cell)
        assert not FORBIDDEN.search(source(cell)), source(cell)


def test_only_the_package_and_display_are_imported(path: Path) -> None:
    code = "\n".join(source(cell) for cell in cells(path, "code"))
    assert {
        line.split()[1].split(".")[0] for line in re.findall(r"^(?:from|import) .+", code, re.M)
    } == {"framing"}


def test_prose_outweighs_code_and_types_no_measured_number(path: Path) -> None:
    prose = "\n".join(source(cell) for cell in cells(path, "markdown"))
    lines = sum(len(source(cell).splitlines()) for cell in cells(path, "code"))
    assert len(prose.split()) >= 2 * lines
    assert not MEASURED.findall(re.sub(r"95 %", "", prose))


def test_the_method_box_has_at_most_120_words(path: Path) -> None:
    boxes = [c for c in cells(path, "markdown") if source(c).startswith("> **How")]
    assert len(boxes) == (path.stem in BATCH)
    assert all(len(source(box).split()) <= 121 for box in boxes)


def test_committed_without_outputs(path: Path) -> None:
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


def test_what_runs_notebooks_loads_no_grammar_of_web_addresses() -> None:
    """They take longer to make than all else that a process of a report loads."""
    program = (
        "import sys; from framing.report.jupyter import loaded; loaded('papermill');"
        "print('rfc3987_syntax' in sys.modules, 'jsonschema' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert run.stdout == "False True\n"


@pytest.mark.slow
def test_papermills_own_command_works_from_a_folder_deep_in_the_clone(tmp_path: Path) -> None:
    """The README's commands run it from the top, with a parameter."""
    book, output = ROOT / "notebooks" / "corpus.ipynb", tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", str(book), str(output), "--no-progress-bar"]
    subprocess.run(command, cwd=ROOT / "framing" / "report", check=True, capture_output=True)
    shown = results(json.loads(output.read_text(encoding="utf-8")))
    answer = next(result for result in shown if result["kind"] == "answer")
    assert "They make 5 texts of 5 outlets" in answer["sentence"]


@pytest.mark.slow
@pytest.mark.usefixtures("here", "shipped")  # which has read the study already
def test_explore_runs_top_to_bottom_without_widgets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With them it is run in JupyterLab (test_pages.py)."""
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    made, given = tmp_path / "explore.ipynb", {"study": str(ROOT / "seeds")}
    assert execute(ROOT / "notebooks" / "explore.ipynb", made, parameters=given, cwd=tmp_path) == ""
    cells = json.loads(made.read_text(encoding="utf-8"))["cells"]
    shown = [one for cell in cells for one in cell.get("outputs", []) if "data" in one]
    assert shown
    assert not [one for one in shown if "application/vnd.jupyter.widget-view+json" in one["data"]]


@pytest.mark.slow
@pytest.mark.usefixtures("here", "shipped")
def test_the_threshold_of_the_wire_page_holds_for_its_frames_too(
    tmp_path: Path, study: Study
) -> None:
    """A higher threshold matches fewer sentences, so that more stand in no other text."""
    strict = origins(study.sentences, alignments(study.sentences, by="family", threshold=0.9))
    given = {"study": str(ROOT / "seeds"), "threshold": 0.9}
    made = tmp_path / "wire.ipynb"
    assert execute(ROOT / "notebooks" / "wire.ipynb", made, parameters=given, cwd=tmp_path) == ""
    shown = results(json.loads(made.read_text(encoding="utf-8")))
    rows = next(one["rows"] for one in shown if one["name"] == "frames_by_origin")
    bases = {row[1]: int(row[-1].split(" of ")[1]) for row in rows}
    text = strict["origin"].isin(["unmatched", "own"]) & strict["zone"].isin(RUNNING)
    alone = strict[text].groupby("outlet").size()
    assert bases == {outlet: alone[outlet] for outlet in bases}
