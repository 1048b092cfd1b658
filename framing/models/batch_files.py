"""Requests in a file, and answers from one: the JSON Lines of batch services."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from framing.coding.files import check_free
from framing.errors import ParameterError, StudyError, some
from framing.models.answer_files import opened
from framing.models.answer_schema import Judged
from framing.models.asked_units import AskedUnit
from framing.models.asking import Tally, line_of, now, verdict
from framing.models.endpoint import SAID, Reply, UnitError, refusal, reply_of
from framing.models.model_run import ModelRun
from framing.tables.codes import SERVER_FAILED
from framing.tables.hashes import text_hash

_URL = "/v1/chat/completions"


def request_id(unit: AskedUnit, run: ModelRun) -> str:
    """Name a request: the same for one unit, its text and one run, and for no other."""
    told = [run.coder, run.identity, unit.article, unit.sentence, unit.sha256]
    return f"{run.repetition}-{text_hash(json.dumps(told, ensure_ascii=False))[:40]}"


def write_batch(units: Iterable[AskedUnit], *, run: ModelRun, path: Path) -> int:
    """Write a request a line, for a service that answers them all at once, or offline.

    Parameters
    ----------
    units : the units.
    run : what is asked, and of which model.
    path : the file; one that is there is kept.

    Returns
    -------
    The number of requests.
    """
    check_free(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    n = 0
    with path.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
        for unit in units:
            n += 1
            told = {"custom_id": request_id(unit, run), "method": "POST", "url": _URL,
                    "body": run.body(unit.sent)}  # fmt: skip
            file.write(f"{json.dumps(told, ensure_ascii=False)}\n")
    return n


def read_batch(
    path: Path, *, units: Iterable[AskedUnit], run: ModelRun, to: Path,
    judged: Callable[[str], Judged],
) -> Tally:  # fmt: skip
    """Read the answers to a file of requests, and add them to the run's own.

    Parameters
    ----------
    path : the file that the service gave; its lines may have any order.
    units : the units of the study.
    run : what was asked.
    to : the run's file of answers.
    judged : what an answer is.

    Returns
    -------
    The counts; ``n`` is the number of lines.

    Raises
    ------
    StudyError : a line is no answer of a batch, or one to another prompt, model or text; then
        nothing of the file is taken.
    """
    known = {request_id(unit, run): unit for unit in units}
    lines = list(_lines(path))
    if strange := [name for name, _ in lines if name not in known]:
        raise StudyError(
            f"{path.name}: {len(strange)} of {len(lines)} answers are not to requests of this run: "
            f"{some(strange)}. Give the model, prompt, endpoint and settings with which the "
            "requests were written; nothing was taken."
        )
    tally, sitting = Tally(len(dict(lines))), now()
    with opened(to, run, judged) as file:
        for name, told in dict(lines).items():
            if not file.has(known[name].key, known[name].sha256):
                line = _line(known[name], told, run, judged, sitting)
                file.add(line)
                tally.count(line)
    return tally


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the rest of each line; of a file that is cut off nothing is taken."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _named(line, f"{path.name}, line {number}")
    except UnicodeDecodeError as cause:
        raise StudyError(f"{path.name} is not UTF-8.") from cause
    except OSError as cause:
        raise ParameterError(f"{path.name} cannot be read: {cause.strerror}.") from cause


def _named(line: str, where: str) -> tuple[str, dict[str, Any]]:
    try:
        told = json.loads(line)
        name = told["custom_id"]
        if not isinstance(name, str) or not {"response", "error"} & told.keys():
            raise KeyError("custom_id, response")
    except (ValueError, LookupError, TypeError, RecursionError) as cause:
        raise StudyError(
            f"{where}: this is no answer of a batch ({cause}); nothing was taken. Each line needs "
            "custom_id and response."
        ) from cause
    return name, told


def _line(
    unit: AskedUnit, told: Mapping[str, Any], run: ModelRun, judged: Callable[[str], Judged],
    sitting: str,
) -> dict[str, Any]:  # fmt: skip
    """Return the line of one answer, as if the server had given it."""
    body, replies = run.body(unit.sent), list[Reply]()
    response = told.get("response")
    response = response if isinstance(response, dict) else {}
    try:
        status = response.get("status_code", 200)
        if status != 200 or not response.get("body"):
            why = json.dumps(told.get("error") or response, ensure_ascii=False)
            given = isinstance(status, int) and status != 200
            raise refusal(status, why) if given else UnitError(SERVER_FAILED, why[:SAID])
        replies.append(reply_of(json.dumps(response["body"])))
        found = verdict(replies[0], body, judged)
    except UnitError as error:
        found = Judged(None, error.reason, str(error))
    return line_of(unit, found, body, sitting, replies)
