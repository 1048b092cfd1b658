"""Answers in a file: one line a unit, added as it comes, and never mixed with those of another run.

The first line says what all of them rest on. A unit that failed and was asked again has a later
line, which counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.coding.codebook import Codebook
from framing.errors import ParameterError, StudyError
from framing.models.answer_schema import Judged, judge
from framing.models.asked_units import Key, unit_hash
from framing.models.model_run import ModelRun
from framing.models.prompt import asked_of
from framing.tables.codes import ANSWER_STATES, CODED, OTHER_TEXT, REJECTED, WHY_FAILED
from framing.tables.hashes import text_hash
from framing.tables.require import empty, require

Judge = Callable[[str], Judged]
VERSION = 1
_SAYS = {
    "model": "model", "endpoint": "endpoint", "prompt": "prompt (its hash)",
    "codebook": "codebook (the hash of what of it is asked)", "temperature": "temperature",
    "seed": "seed", "max_tokens": "max_tokens", "repetition": "repetition",
}  # fmt: skip
_TOLD = ("served", "finish_reason", "time", "sitting", "said", "reason")
_COUNTS = ("attempts", "prompt_tokens", "estimated_tokens", "completion_tokens")


class Head(NamedTuple):
    """The first line of a file of answers: whose they are, and what they rest on."""

    coder: str
    identity: dict[str, Any]
    codebook: dict[str, str]
    prompt_file: str
    prompt_text: str
    prices: dict[str, float | None]


class ReadAnswers(NamedTuple):
    """What a file of answers holds: its head, and a row for each unit that was asked."""

    head: Head
    answers: pd.DataFrame


class AnswerFile:
    """A file of answers that is being added to; use it through :func:`opened`."""

    def __init__(self, descriptor: int, run: ModelRun, states: dict[Key, tuple[str, str]]) -> None:
        self._descriptor, self._run = descriptor, _run_hash(run.identity)
        self.states = states

    def add(self, line: Mapping[str, Any]) -> None:
        """Add the line of a unit, whole, before anything else is done."""
        told = {**line, "run": self._run}
        _written(self._descriptor, told)
        key = (line["article"], line["sentence"])
        self.states[key] = (line["state"], line["unit"])

    def has(self, key: Key, unit: str) -> bool:
        """Tell whether a unit has its answer, to the text that it has now."""
        return self.states.get(key) == (CODED, unit)


@contextmanager
def opened(path: Path, run: ModelRun, judged: Judge) -> Iterator[AnswerFile]:
    """Open a file of answers to add to it, made if need be; only one command at a time may.

    Parameters
    ----------
    path : the file.
    run : what is asked, and of which model.
    judged : what an answer is.

    Raises
    ------
    StudyError : it holds answers of another prompt, model, codebook or endpoint, or other settings.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
    try:
        _lock(descriptor, path)
        if not _ends_whole(path, descriptor):
            _written(descriptor, _first_line(run))
        check_same(path, run)
        yield AnswerFile(descriptor, run, _states(path, judged))
    finally:
        os.close(descriptor)


def states_of(path: Path, run: ModelRun, judged: Judge) -> dict[Key, tuple[str, str]]:
    """Return what became of each unit so far, without changing anything; see :func:`opened`."""
    if not path.exists() or b"\n" not in path.read_bytes():
        return {}
    check_same(path, run)
    return _states(path, judged)


def _states(path: Path, judged: Judge) -> dict[Key, tuple[str, str]]:
    """Return the last state of each unit; an answer that is none today has failed."""
    states = {}
    for one in _lines(path):
        fails = one["state"] == CODED and _held(one, judged).answer is None
        states[one["article"], one["sentence"]] = (REJECTED if fails else one["state"], one["unit"])
    return states


def _held(one: Mapping[str, Any], judged: Judge) -> Judged:
    """Hold the answer of a line against the codebook's schema."""
    return judged(json.dumps(one.get("answer"), ensure_ascii=False))


def check_same(path: Path, run: ModelRun) -> None:
    """Refuse to add to answers of another run; the message says what differs."""
    held = read_head(path).identity
    other = [name for name, value in run.identity.items() if held.get(name) != value]
    if other:
        said = "; ".join(
            f"{_SAYS[name]} there {_short(held.get(name))}, here {_short(run.identity[name])}"
            for name in other
        )
        raise StudyError(
            f"{path.name} holds answers of another run: {said}. They are kept apart: give --coder "
            "another name, or go back to what it was."
        )


def _run_hash(identity: Mapping[str, Any]) -> str:
    """Return what tells the answers of a run from those of any other."""
    return text_hash(json.dumps(identity, sort_keys=True, ensure_ascii=False))[:16]


def _short(value: Any) -> str:
    text = str(value)
    return f"{text[:12]}..." if len(text) == 64 else repr(value)


def _lock(descriptor: int, path: Path) -> None:
    """Keep other commands out, where the system has such a lock; it ends with the process."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as cause:
        raise ParameterError(
            f"{path.name} is being written by another 'framing ask'; wait until it is done."
        ) from cause


def _ends_whole(path: Path, descriptor: int) -> bool:
    """Cut off a line that a killed command left half written; tell whether any line is there."""
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        os.truncate(descriptor if os.truncate in os.supports_fd else path, whole)
    return whole > 0


def _written(descriptor: int, told: Mapping[str, Any]) -> None:
    line = memoryview(f"{json.dumps(told, ensure_ascii=False)}\n".encode("utf-8", "replace"))
    while line:
        line = line[os.write(descriptor, line) :]


def _first_line(run: ModelRun) -> dict[str, Any]:
    prices = {"in": run.asked.price_in, "out": run.asked.price_out}
    return {
        "framing": "answers", "version": VERSION, "coder": run.coder, **run.identity,
        "codebook_name": run.codebook["name"], "codebook_version": run.codebook["version"],
        "prices": prices, "prompt_file": run.prompt.file, "prompt_text": run.prompt.text,
    }  # fmt: skip


def read_head(path: Path) -> Head:
    """Read the first line of a file of answers.

    Raises
    ------
    StudyError : it is none.
    """
    try:
        with path.open(encoding="utf-8") as file:
            told = json.loads(file.readline())
        if told["framing"] != "answers" or told["version"] != VERSION:
            raise KeyError("framing, version")
        book = {"name": told["codebook_name"], "version": told["codebook_version"],
                "asked": told["codebook"]}  # fmt: skip
        return Head(told["coder"], {name: told[name] for name in _SAYS}, book,
                    told["prompt_file"], told["prompt_text"], told["prices"])  # fmt: skip
    except UnicodeDecodeError as cause:
        raise StudyError(_not_utf8(path)) from cause
    except (ValueError, LookupError, TypeError, RecursionError) as cause:
        raise StudyError(
            f"{path.name}, line 1: this is no file of answers of 'framing ask' ({cause!r}). Move "
            "it away, or restore it."
        ) from cause
    except OSError as cause:
        raise StudyError(f"{path.name} cannot be read: {cause.strerror}.") from cause


def _not_utf8(path: Path) -> str:
    return (
        f"{path.name} is not UTF-8, as 'framing ask' writes it: restore the file, or move it away."
    )


def _whole_lines(path: Path) -> Iterator[str]:
    """Yield the lines behind the first; one that is half written at the end is none."""
    try:
        with path.open(encoding="utf-8") as file:
            next(file)
            yield from (line for line in file if line.endswith("\n"))
    except UnicodeDecodeError as cause:
        raise StudyError(_not_utf8(path)) from cause


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the answers, a line at a time."""
    run = _run_hash(read_head(path).identity)
    for number, line in enumerate(_whole_lines(path), 2):
        where = f"{path.name}, line {number}"
        try:
            one = json.loads(line)
            _check(one)
        except (ValueError, LookupError, TypeError, RecursionError) as cause:
            raise StudyError(
                f"{where}: this is no answer that 'framing ask' wrote ({cause}). Nothing may "
                "be changed there: restore the file, or take the line out."
            ) from cause
        if one["run"] != run:
            raise StudyError(
                f"{where}: the answer is of another run ({one['run']}) than the file's "
                f"({run}): another prompt, model, endpoint, codebook or setting. Answers of "
                "several runs are not mixed: keep a file for each."
            )
        yield one


def _check(one: Mapping[str, Any]) -> None:
    """Refuse a line that lacks what an answer has, or holds another kind of thing."""
    if one["state"] not in ANSWER_STATES or (one["state"] != CODED) != (
        one["reason"] in WHY_FAILED
    ):
        raise ValueError(f"state {one['state']!r}, reason {one['reason']!r}")
    if not isinstance(one["article"], str) or type(one["sentence"]) is not int:
        raise TypeError("article and sentence name no unit")
    for name in ("unit", "run"):
        if not isinstance(one[name], str):
            raise TypeError(f"{name} is no hash")


def read_answers(
    path: str | Path, *, codebook: Codebook, sentences: pd.DataFrame | None = None
) -> ReadAnswers:
    """Read a file of answers and check each against the codebook, and against its text.

    Parameters
    ----------
    path : the file.
    codebook : the one that was asked.
    sentences : a row is a sentence; an answer to another text than today's is a failure.

    Returns
    -------
    The head of the file, and a row for each unit that was asked, the last answer to it: its
    ``state`` (coded, rejected, no_answer), why it failed, how often it was asked, the model as it
    was served, tokens (missing if the server does not tell) and the time; ``answer`` is what was
    decided, as JSON.

    Raises
    ------
    StudyError : it is no file of answers, is of another codebook, or holds a line of another run.
    """
    path = Path(path)
    head = read_head(path)
    if head.codebook["asked"] != asked_of(codebook):
        raise StudyError(
            f"{path.name}: the answers are of another codebook, or an earlier version "
            f"('{head.codebook['name']}' {head.codebook['version']}), than '{codebook.name}' "
            f"{codebook.version}. Move the file away, and ask anew."
        )
    texts = None if sentences is None else _hashes(sentences)
    last = {(one["article"], one["sentence"]): one for one in _lines(path)}
    rows = list(_rows(last, judge(codebook), texts))
    if not rows:
        return ReadAnswers(head, empty("answers"))
    table = pd.DataFrame(rows).assign(coder=head.coder)
    table = table.sort_values(["article", "sentence"], ignore_index=True)
    return ReadAnswers(head, require(table, "answers"))


def _hashes(sentences: pd.DataFrame) -> dict[Key, str]:
    keys = zip(sentences["article"].astype(str), sentences["sentence"].astype(int), strict=True)
    return dict(zip(keys, map(unit_hash, sentences["text"].astype(str)), strict=True))


def _rows(
    last: Mapping[Key, dict[str, Any]], judged: Judge, texts: Mapping[Key, str] | None
) -> Iterator[dict[str, Any]]:
    """Yield a row for each unit; what does not fit the text or the schema is no decision."""
    for key, one in last.items():
        row = {name: one.get(name) or None for name in _TOLD}
        row |= {name: one.get(name) for name in _COUNTS}
        row |= {"article": key[0], "sentence": key[1], "state": one["state"], "answer": None}
        if texts is not None and texts.get(key) != one["unit"]:
            row |= {"state": REJECTED, "reason": OTHER_TEXT, "said": "the text is another today"}
        elif one["state"] == CODED:
            held = _held(one, judged)
            row["answer"] = held.answer and json.dumps(held.answer, ensure_ascii=False)
            if held.answer is None:
                row |= {"state": REJECTED, "reason": held.reason, "said": held.said}
        yield row
