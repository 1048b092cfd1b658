"""Pages of an earlier run that are kept: those for which all is as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing.report.manifest import Earlier
from framing.report.runs import NEW, PageRun
from framing.report.snapshot import Snapshot
from framing.report.workers import OK, REUSED
from framing.study.made_of import package


def keyed(planned: Sequence[PageRun], taken: Snapshot, *, shareable: int | None) -> list[PageRun]:
    """Give each page its key: a hash of all that its results rest on.

    That is the notebook, its parameters, every input of the study and the package. Without a
    key stays what rests on something else as well, such as a database on a server.
    """
    if not taken.is_whole:
        return list(planned)
    rest = [taken.of_study, shareable, package()]
    return [
        replace(run, key=_digest([run.name, taken.notebooks[run.path], run.parameters, *rest]))
        for run in planned
    ]


def _digest(told: Any) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()


def reusable(planned: Iterable[PageRun], earlier: Iterable[Earlier]) -> dict[str, Path]:
    """Return the executed notebook of each page that an earlier report has with the same key."""
    found: dict[str, Path] = {}
    for report in earlier:
        keys = {_key_of(run): str(run.get("page")) for run in _runs(report.manifest)}
        for run in planned:
            if run.key and keys.get(run.key) == run.file and report.has_written(run.executed):
                found.setdefault(run.name, report.folder / run.executed)
    return found


def _runs(manifest: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    runs = manifest.get("runs", [])
    return [run for run in runs if isinstance(run, dict)] if isinstance(runs, list) else []


def _key_of(run: Mapping[str, Any]) -> str:
    return str(run.get("key") or "") if run.get("state") in (OK, REUSED) else ""


def is_unchanged(planned: Sequence[PageRun], earlier: Earlier, kept: Mapping[str, Path]) -> bool:
    """Tell whether an earlier report is, file by file, the one that would be built now."""
    whole = [run.file for run in planned] == [run.get("page") for run in _runs(earlier.manifest)]
    own = all(kept.get(run.name) == earlier.folder / run.executed for run in planned)
    if not (planned and whole and own) or earlier.damage or NEW in earlier.files:
        return False
    return all(earlier.has_written(name) for name in earlier.files)


def take(run: PageRun, executed: Path, built: Path) -> PageRun:
    """Take over the executed notebook of an earlier report."""
    shutil.copyfile(executed, built / run.executed)
    return replace(run, state=REUSED)
