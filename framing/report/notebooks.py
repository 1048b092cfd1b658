"""Find notebooks, know their parameters, and run one. Papermill lives behind this door."""

from __future__ import annotations

import ast
import json
import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from framing.errors import ParameterError, suggestion
from framing.report.bounded import register
from framing.report.jupyter import loaded
from framing.report.written_files import json_text, write_text
from framing.tables.file_names import ALLOWED, name_fault

_PACKAGE = Path(__file__).parents[1]
OWN = "notebooks"  # the folder of a study's own notebooks
SHARED = (_PACKAGE.parent / "notebooks", _PACKAGE / "notebooks")  # in the repository, in a wheel
_LONGEST = 100  # bytes of a socket's path; macOS takes 103, Linux 107
_PATIENCE = 600  # seconds in which a kernel starts, and all that it shows arrives
_NOT_PARAMETERS = "the notebook has no cell tagged 'parameters'"


def notebook(name: str, *, folder: Path | None = None) -> Path:
    """Find a notebook: in the study's own ``notebooks/``, the repository or the package.

    Raises
    ------
    ParameterError : there is none of that name; the message lists those there are.
    """
    if fault := name_fault(name):
        raise ParameterError(f"notebook is {name!r}, a name that {fault}. {ALLOWED}")
    for place in _places(folder):
        if (place / f"{name}.ipynb").is_file():
            return place / f"{name}.ipynb"
    known = notebooks(folder)
    raise ParameterError(
        f"there is no notebook '{name}'. Notebooks: {', '.join(known) or 'none'}."
        f"{suggestion(name, known)}"
    )


def notebooks(folder: Path | None = None) -> list[str]:
    """Name the notebooks that there are, those of a study's own folder included."""
    return sorted({file.stem for place in _places(folder) for file in place.glob("*.ipynb")})


def _places(folder: Path | None) -> list[Path]:
    return [*([folder / OWN] if folder else []), *SHARED]


def read_notebook(path: Path) -> dict[str, Any]:
    """Read a notebook's JSON, as far as it is one.

    Raises
    ------
    ParameterError : the file is no notebook of today's form, or damaged.
    """
    try:
        book = json.loads(path.read_text(encoding="utf-8"))
        if not all({"cell_type", "source"} <= cell.keys() for cell in book["cells"]):
            raise KeyError("cell_type, source")
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise ParameterError(
            f"{path.parent.name}/{path.name} is no notebook that can be read "
            f"({type(error).__name__}: {error}). Open and save it in JupyterLab, or restore it."
        ) from error
    return dict(book)


def check_parameters(path: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """Refuse parameters that a notebook does not have or whose type is another.

    Returns
    -------
    Every parameter and its value: the one given, or that of the notebook.

    Raises
    ------
    ParameterError : an unknown name or a wrong type; says what is allowed.
    """
    declared = _declared(path)
    if not declared:
        raise ParameterError(f"{path.name}: {_NOT_PARAMETERS}, so it takes none.")
    for name, value in given.items():
        if name not in declared:
            raise ParameterError(
                f"{path.name} has no parameter '{name}'. Parameters: {', '.join(declared)}."
                f"{suggestion(name, declared)}"
            )
        default = _default(path, name, declared[name])
        if default is not None and type(value) is not type(default):
            raise ParameterError(
                f"{path.name}: parameter '{name}' is {value!r}, which is "
                f"{type(value).__name__}; {type(default).__name__} is needed, such as {default!r}."
            )
    return {name: _value(written) for name, written in declared.items()} | dict(given)


def _value(written: str) -> Any:
    """Return the value that a notebook gives a parameter; none if it is computed."""
    try:
        return ast.literal_eval(written)
    except (ValueError, SyntaxError):
        return None


def _declared(path: Path) -> dict[str, str]:
    """Return each parameter that the cell tagged for them sets, and the code of its value."""
    try:
        tagged = (
            "".join(cell["source"])
            for cell in read_notebook(path)["cells"]
            if "parameters" in cell.get("metadata", {}).get("tags", ())
        )
        lines = next(tagged, "").splitlines()
        code = "\n".join("" if line.startswith(("%", "!")) else line for line in lines)
        body = ast.parse(code).body
    except (SyntaxError, TypeError, AttributeError) as error:
        raise ParameterError(f"{path.name}: its parameters cannot be read ({error}).") from error
    return {
        name.id: ast.get_source_segment(code, value) or ""
        for each in body
        if isinstance(each, ast.Assign | ast.AnnAssign) and (value := each.value)
        for name in (each.targets if isinstance(each, ast.Assign) else [each.target])
        if isinstance(name, ast.Name)
    }


def _default(path: Path, name: str, written: str) -> Any:
    try:
        return ast.literal_eval(written)
    except (ValueError, SyntaxError) as error:
        raise ParameterError(
            f"{path.name}: parameter '{name}' is computed ({written}); give it a plain value."
        ) from error


def _unformatted(path: Path) -> str:
    """Return a path in which papermill, which formats paths, finds nothing to fill in."""
    return str(path).replace("{", "{{").replace("}", "}}")


def execute(
    path: Path,
    output: Path,
    *,
    parameters: Mapping[str, Any],
    cwd: Path,
    at: Callable[[int], None] = lambda cell: None,
    scratch: Path | None = None,
    cell_timeout: float | None = None,
) -> str:
    """Run a notebook with papermill; return an error in one line, empty if all went well.

    The state of the run is judged here, not from what papermill saves: the last code cell
    must have run. A kernel that did not start is tried once more. What was shown is saved at
    the end, not cell by cell: a long notebook takes a quarter less so. ``at`` is called with the
    number of each cell, from 0, before it runs, and of the one at fault; ``scratch`` is a folder
    for sockets, with a short path; a cell that runs longer than ``cell_timeout`` seconds is an
    error.
    """
    given = (path, output, parameters, cwd, at, scratch, cell_timeout)
    error = _attempt(*given)
    if isinstance(error, RuntimeError) and "Kernel died before replying" in str(error):
        error = _attempt(*given)
    if (fault := getattr(error, "cell_index", None)) is not None:
        at(fault)  # a cell whose tag allows it to raise does not stop those after it
    if type(error).__name__ == "CellTimeoutError":
        return f"CellTimeoutError: the cell took longer than {cell_timeout:g} seconds"
    if output.is_file():
        _leave_paths_out(output, parameters)
    if error:
        return _one_line(error)
    return "" if _ran_to_the_end(output) else "the notebook stopped before its last cell"


def _leave_paths_out(output: Path, parameters: Mapping[str, Any]) -> None:
    """Leave an executed notebook without times and paths of this machine."""
    executed = json.loads(output.read_text(encoding="utf-8"))
    executed["metadata"]["papermill"] = {"parameters": dict(parameters)}
    for cell in executed["cells"]:
        cell["metadata"].pop("papermill", None)
    write_text(output, json_text(executed))


def _attempt(
    path: Path,
    output: Path,
    parameters: Mapping[str, Any],
    cwd: Path,
    at: Callable[[int], None],
    scratch: Path | None,
    cell_timeout: float | None,
) -> Exception | None:
    papermill = loaded("papermill")
    folders = tempfile.TemporaryDirectory(prefix="fr", dir=scratch, ignore_cleanup_errors=True)
    with _Quiet(), folders as folder:
        try:
            papermill.execute_notebook(
                _unformatted(path), _unformatted(output), dict(parameters),
                cwd=str(cwd), progress_bar=False, log_output=False, config=_transport(folder),
                request_save_on_cell_execute=False,
                on_cell_start=lambda cell, cell_index: at(cell_index),
                start_timeout=_PATIENCE, iopub_timeout=_PATIENCE,
                execution_timeout=cell_timeout, engine_name=register(),
            )  # fmt: skip
        except Exception as error:  # whatever a notebook raises is reported
            return error
    return None


def _ran_to_the_end(output: Path) -> bool:
    cells = loaded("nbformat").read(output, as_version=4).cells
    code = [cell for cell in cells if cell.cell_type == "code" and cell.source.strip()]
    return bool(code) and code[-1].execution_count is not None


def _one_line(error: Exception) -> str:
    name, value = (
        getattr(error, "ename", type(error).__name__),
        getattr(error, "evalue", str(error)),
    )
    return f"{name}: {str(value).strip().splitlines()[-1] if str(value).strip() else ''}"


def _transport(folder: str) -> Any:
    """Use IPC where it can be had: kernels started together do not race for ports.

    The system refuses sockets whose path is long, as below a long ``TMPDIR``.
    """
    from traitlets.config import Config

    place = os.path.join(folder, "k")
    if os.name != "posix" or len(os.fsencode(f"{place}-5")) > _LONGEST:
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": place}})


class _Quiet:
    """Keep papermill's log lines out of our own; its errors still reach us."""

    def __enter__(self) -> None:
        self.logger = logging.getLogger("papermill")
        self.level = self.logger.level
        self.logger.setLevel(logging.ERROR)

    def __exit__(self, *_: object) -> None:
        self.logger.setLevel(self.level)
