"""Each notebook of a batch runs cell by cell as well, with its parameters edited in their cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from framing.begin.begin import begin
from framing.report.export import results
from tests.conftest import ROOT

PATIENCE = 600  # seconds, which only what hangs takes
EDITS: dict[str, dict[str, str | float]] = {  # what somebody writes in place of what stands there
    "article": {"article": "Daily/bridge.txt"},
    "corpus": {},
    "models": {},
    "frame": {"frame": "conflict", "period": "month"},
    "outlet": {"outlet": "Daily"},
    "outlets": {"unit": "words"},
    "validity": {"half_width": 0.2},
    "wire": {"threshold": 0.9},
}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(tmp_path_factory.mktemp("cells") / "mine").folder


@pytest.fixture(scope="module")
def kernel() -> Iterator[Any]:
    """One kernel, whose memory each notebook finds empty: its modules stay loaded."""
    manager, client = start_new_kernel(startup_timeout=PATIENCE)
    client.stop_channels()
    yield manager
    manager.shutdown_kernel(now=True)


def edited(notebook: Any, given: dict[str, str | float]) -> Any:
    """Write other values into the cell of the parameters, as one does by hand."""
    (cell,) = [one for one in notebook.cells if "parameters" in one.metadata.get("tags", [])]
    for name, value in given.items():
        line = re.compile(rf"^({name}: \w+ = )[^#]+?(  #.*)$", re.MULTILINE)
        cell.source, n = line.subn(rf"\g<1>{json.dumps(value)}\g<2>", cell.source)
        assert n == 1, name
    return notebook


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_a_notebook_runs_cell_by_cell_with_its_parameters_edited_in_place(
    name: str, study: Path, kernel: Any, tmp_path: Path
) -> None:
    book = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    edited(book, {"study": str(study), **EDITS[name]})
    client = nbclient.NotebookClient(
        book, km=kernel, timeout=PATIENCE, resources={"metadata": {"path": str(tmp_path)}}
    )
    book.cells.insert(0, nbformat.v4.new_code_cell("%reset -f"))
    try:
        client.execute(cleanup_kc=False)
    finally:
        client.kc.stop_channels()  # else its sockets stay open
    shown = results(json.loads(nbformat.writes(book)))
    assert "answer" in {one["kind"] for one in shown}
    said = " ".join(
        json.dumps(one, ensure_ascii=False) for one in shown if one["kind"] != "provenance"
    )
    assert "UrduPoint" not in said
    assert "Linden" in said or "Daily" in said


def test_every_notebook_of_a_batch_is_tried() -> None:
    there = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")} - {"explore"}
    assert set(EDITS) == there
