"""JupyterLab on a study: with a notebook of its own to explore in, which is made once."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from framing.coding.patterns import spelled
from framing.report.jupyter import loaded
from framing.report.notebooks import OWN, SHARED, notebook, read_notebook
from framing.report.written_files import json_text, write_text
from framing.study import Study
from framing.study.settings import SHIPPED

EXPLORE = "explore"


def explore_notebook(study: Study) -> Path:
    """Return the study's notebook to explore in; make it where there is none.

    It finds the study by where it lies, begins with the study's own first frame, and is never
    written again. The shipped study is explored in the clone's own notebook.
    """
    if study.folder == SHIPPED and (SHARED[0] / f"{EXPLORE}.ipynb").is_file():
        return SHARED[0] / f"{EXPLORE}.ipynb"
    place = study.folder / OWN / f"{EXPLORE}.ipynb"
    if not place.exists():
        book = read_notebook(notebook(EXPLORE, folder=study.folder))
        _set_parameters(book, _given(study))
        place.parent.mkdir(exist_ok=True)
        write_text(place, json_text(book))
    return place


def _given(study: Study) -> dict[str, str]:
    """Begin with the first indicator of the first frame, as it is."""
    frame = next(iter(study.codebook.frames.values()))
    entries = [spelled(entry) for one in frame.indicators[:1] for entry in one.any]
    return {"study": ".", "frame": frame.id, "entries": "; ".join(entries)}


def _set_parameters(book: dict[str, Any], given: Mapping[str, str]) -> None:
    """Give other values to the lines of a notebook's parameters; their comments stay."""
    for cell in book["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            source = "".join(cell["source"])
            for name, value in given.items():
                line = re.compile(rf"^({name}: str = )\"[^\"\n]*\"", re.MULTILINE)
                literal = json.dumps(value, ensure_ascii=False).replace("\\", r"\\")
                source = line.sub(rf"\g<1>{literal}", source)
            cell["source"] = source


def open_lab(place: Path, options: Sequence[str] = ()) -> None:
    """Run JupyterLab in this process, at a notebook two folders below what it shows.

    Parameters
    ----------
    place : the notebook, in a folder of notebooks.
    options : JupyterLab's own, such as ``--no-browser``.
    """
    folder = place.parent.parent
    address = f"/lab/tree/{quote(place.relative_to(folder).as_posix())}"
    loaded("jupyterlab.labapp").main(
        [f"--ServerApp.root_dir={folder}", f"--LabApp.default_url={address}", *options]
    )
