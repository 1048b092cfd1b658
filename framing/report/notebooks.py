"""Find notebooks, know their parameters, and run one. Papermill lives behind this door."""

from __future__ import annotations

import ast
import logging
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framing.errors import ParameterError, suggestion

_PACKAGE = Path(__file__).parents[1]
_NOT_PARAMETERS = "the notebook has no cell tagged 'parameters'"


def notebook(name: str, *, folder: Path | None = None) -> Path:
    """Find a notebook: in the study's own ``notebooks/``, the repository or the package.

    Raises
    ------
    ParameterError : there is none of that name; the message lists those there are.
    """
    places = [
        *([folder / "notebooks"] if folder else []),
        _PACKAGE.parent / "notebooks",
        _PACKAGE / "notebooks",
    ]
    for place in places:
        if (place / f"{name}.ipynb").is_file():
            return place / f"{name}.ipynb"
    known = sorted({file.stem for place in places for file in place.glob("*.ipynb")})
    raise ParameterError(
        f"there is no notebook '{name}'. Notebooks: {', '.join(known) or 'none'}."
        f"{suggestion(name, known)}"
    )


def check_parameters(path: Path, given: Mapping[str, Any]) -> None:
    """Refuse parameters that a notebook does not have or whose type is another.

    Raises
    ------
    ParameterError : an unknown name or a wrong type; says what is allowed.
    """
    from papermill import inspect_notebook

    with _Quiet():
        declared = inspect_notebook(str(path))
    if not declared:
        raise ParameterError(f"{path.name}: {_NOT_PARAMETERS}, so it takes none.")
    for name, value in given.items():
        if name not in declared:
            raise ParameterError(
                f"{path.name} has no parameter '{name}'. Parameters: {', '.join(declared)}."
                f"{suggestion(name, declared)}"
            )
        default = ast.literal_eval(declared[name]["default"])
        if default is not None and type(value) is not type(default):
            raise ParameterError(
                f"{path.name}: parameter '{name}' is {value!r}, which is "
                f"{type(value).__name__}; {type(default).__name__} is needed, such as {default!r}."
            )


def execute(path: Path, output: Path, *, parameters: Mapping[str, Any], cwd: Path) -> str:
    """Run a notebook with papermill; return an error in one line, empty if all went well.

    The state of the run is judged here, not from what papermill saves: the last code cell
    must have run.
    """
    import nbformat
    from papermill import execute_notebook

    for attempt in (1, 2):
        try:
            with _Quiet():
                execute_notebook(
                    str(path), str(output), dict(parameters),
                    cwd=str(cwd), progress_bar=False, log_output=False, config=_transport(),
                )  # fmt: skip
            break
        except RuntimeError as error:
            if attempt == 2 or "Kernel died before replying" not in str(error):
                return _one_line(error)
        except Exception as error:
            return _one_line(error)
    cells = [
        c
        for c in nbformat.read(output, as_version=4).cells
        if c.cell_type == "code" and c.source.strip()
    ]
    if not cells or cells[-1].execution_count is None:
        return "the notebook stopped before its last cell"
    return ""


def _one_line(error: Exception) -> str:
    name, value = (
        getattr(error, "ename", type(error).__name__),
        getattr(error, "evalue", str(error)),
    )
    return f"{name}: {str(value).strip().splitlines()[-1] if str(value).strip() else ''}"


def _transport() -> Any:
    """Use IPC where there is such a thing: kernels started together do not race for ports."""
    from traitlets.config import Config

    if os.name != "posix":
        return Config()
    folder = tempfile.mkdtemp(prefix="fr")
    return Config({"KernelManager": {"transport": "ipc", "ip": os.path.join(folder, "k")}})


class _Quiet:
    """Keep papermill's log lines out of our own; its errors still reach us."""

    def __enter__(self) -> None:
        self.logger = logging.getLogger("papermill")
        self.level = self.logger.level
        self.logger.setLevel(logging.ERROR)

    def __exit__(self, *_: object) -> None:
        self.logger.setLevel(self.level)
