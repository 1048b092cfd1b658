"""Freeze a study before its results are known: a lock file that later reports are held to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from framing import __version__
from framing.errors import StudyError
from framing.models.model_run import answer_paths
from framing.study.outlets_file import OUTLETS
from framing.study.settings import FILE, LOCK
from framing.study.study import Study
from framing.tables.toml import read_bytes, read_toml

NOT_FROZEN = "not frozen"
AS_FROZEN = "as frozen"


@dataclass(frozen=True)
class Frozen:
    """Whether a study is as it was frozen, when that was, and what has changed since."""

    date: str = ""
    changes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say it in plain words, as pages print it."""
        if not self.date:
            return NOT_FROZEN
        if not self.changes:
            return f"{AS_FROZEN} on {self.date}"
        return f"changed since it was frozen on {self.date}: {'; '.join(self.changes)}"


def freeze(study: Study) -> Path:
    """Write ``study.lock`` beside ``study.toml``: what the study rests on today, by hash.

    Parameters
    ----------
    study : the study; its articles are read.

    Returns
    -------
    The path of the lock.

    Raises
    ------
    StudyError : there is a lock already; it is not replaced, since it may be evidence.

    Examples
    --------
    >>> import tempfile
    >>> from framing.begin.begin import begin
    >>> from framing.study import read_study
    >>> freeze(read_study(begin(Path(tempfile.mkdtemp()) / "mine").folder)).name
    'study.lock'
    """
    path = study.folder / LOCK
    if path.exists():
        raise StudyError(
            f"{LOCK} is there already ({frozen(study)}); it is kept. To freeze anew, move it away "
            "and say in the report why."
        )
    lock = {"frozen": date.today().isoformat(), "framing": __version__, **_state(study)}
    text = json.dumps(lock, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def frozen(study: Study) -> Frozen:
    """Compare a study with its ``study.lock``; without one it is not frozen.

    Raises
    ------
    StudyError : the lock cannot be read.
    """
    path = study.folder / LOCK
    if not path.is_file():
        return Frozen()
    try:
        lock = json.loads(path.read_text(encoding="utf-8"))
        then, now = {name: lock[name] for name in _PARTS}, _state(study)
        return Frozen(lock["frozen"], tuple(_changes(then, now)))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StudyError(
            f"{LOCK} is not a lock that framing wrote ({error!r}); restore it, or move it away."
        ) from error


_PARTS = ("parameters", "codebook", "codings", "inputs")


def _state(study: Study) -> dict[str, dict[str, str]]:
    """Return the hashes of what a study rests on, by part and name."""
    settings, _ = read_toml(study.folder / FILE, StudyError)
    sheets = [each.sheet for each in study.adjudications if each.sheet.exists()]
    answers = answer_paths(study.folder)
    files = [f for f in (*study.coding_files, study.sample_file, *sheets, *answers) if f]
    about = [f for f in (study.folder / OUTLETS, study.screen.sheet) if f and f.is_file()]
    return {
        "parameters": dict(_flat(settings)),
        "codebook": {study.codebook.name: study.codebook.sha256},
        "codings": _hashes(files),
        "inputs": _hashes(about)
        | {
            row.article: _sha256(f"{row.outlet}\x1f{row.text}".encode("utf-8", "surrogatepass"))
            for row in study.corpus.articles.itertuples()
        },
    }


def _hashes(files: Iterable[Path]) -> dict[str, str]:
    return {file.name: _sha256(read_bytes(file, StudyError)) for file in files}


def _changes(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Say in words what differs, part by part; a long list is counted."""
    for part in _PARTS:
        old, new = then[part], now[part]
        other = {name for name in old.keys() & new.keys() if old[name] != new[name]}
        found = {"added": new.keys() - old.keys(), "gone": old.keys() - new.keys(),
                 "changed": other}  # fmt: skip
        for word, names in found.items():
            if names:
                more = f" and {len(names) - 3} more" if len(names) > 3 else ""
                yield f"{part} {word}: {', '.join(sorted(names)[:3])}{more}"


def _flat(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name each setting by its section and key."""
    for section, values in settings.items():
        if isinstance(values, Mapping):
            yield from ((f"[{section}] {key}", json.dumps(v)) for key, v in values.items())
        else:
            yield f"[[{section}]]", json.dumps(values)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
