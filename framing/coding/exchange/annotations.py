"""What a Label Studio export holds: each annotation, draft and prediction, none of them lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from framing.coding.decisions import Unit
from framing.errors import StudyError

_KINDS = ("choices", "text")  # under which a value holds its words
_SKIPPED = {
    "drafts": "a draft that was never submitted",
    "predictions": "a prediction of a model and no annotation",
}
NOT_YET = "not annotated yet"
CANCELLED = "cancelled: the annotator skipped the task"


class Annotation(NamedTuple):
    """One person's answers on one task; ``skipped`` says why there are none to read."""

    file: str
    place: str
    coder: str
    article: str
    sentence: int | None
    words: Mapping[str, list[str]] = {}
    skipped: str = ""

    @property
    def where(self) -> str:
        """The place, for messages."""
        return f"{self.file}, {self.place}"


def records_of(data: bytes, name: str) -> list[Any]:
    """Return the records of an export."""
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as cause:
        raise StudyError(f"{name}: this is not UTF-8; export it anew as JSON.") from cause
    except json.JSONDecodeError as cause:
        raise StudyError(
            f"{name}, line {cause.lineno}: this is no JSON ({cause.msg}); export it as JSON "
            "or JSON-MIN."
        ) from cause
    except RecursionError as cause:
        raise StudyError(
            f"{name} is no export of Label Studio: its lists are nested too deeply."
        ) from cause
    except ValueError as cause:
        said = str(cause).rstrip(".").replace("\n", " ")
        raise StudyError(f"{name} is no export of Label Studio: {said}.") from cause
    records = [value] if isinstance(value, dict) else value
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise StudyError(f"{name} is no list of tasks; export it as JSON or JSON-MIN.")
    return records


def annotations_of(
    record: Mapping[str, Any], number: int, name: str, key: Mapping[str, Unit]
) -> Iterator[Annotation]:
    """Yield what one record holds; a record of JSON-MIN is one annotation."""
    task = f"task {record.get('id', f'number {number}')}"
    where = f"{name}, {task}"
    if {"data", "annotations", "completions"} & record.keys():
        unit = _unit(record.get("data"), where, key)
        for place, who, words, skipped in _of_task(record, task, name):
            yield Annotation(name, place, _who(who), *unit, words, skipped)
        return
    known = record.get("annotation_id")
    words = {key: _words(value, where, key) for key, value in record.items() if _is_field(key)}
    skipped = "" if known is not None or any(words.values()) else NOT_YET
    who = _who(record.get("annotator"))
    yield Annotation(name, _place(task, known), who, *_unit(record, where, key), words, skipped)


def _of_task(
    record: Mapping[str, Any], task: str, name: str
) -> Iterator[tuple[str, Any, dict[str, list[str]], str]]:
    """Yield place, annotator, words and why there are none, of all that a task holds."""
    where = f"{name}, {task}"
    annotations = _list(record, "annotations" if "annotations" in record else "completions", where)
    for one in annotations:
        if not isinstance(one, dict):
            raise StudyError(
                f"{where}: annotation {one} is only named; export whole annotations as JSON."
            )
        place = f"{task}, annotation {one.get('id')}"
        cancelled = one.get("was_cancelled") or one.get("skipped")
        words = {} if cancelled else _answers(one, f"{name}, {place}")
        yield place, one.get("completed_by"), words, CANCELLED if cancelled else ""
    for key, reason in _SKIPPED.items():
        for one in _list(record, key, where):
            given = one if isinstance(one, dict) else {"id": one}
            who = given.get("completed_by") or given.get("user") or given.get("model_version")
            yield _place(task, given.get("id")), who, {}, reason
    if not annotations:
        yield task, None, {}, NOT_YET


def _place(task: str, annotation: Any) -> str:
    return task if annotation is None else f"{task}, annotation {annotation}"


def _unit(data: Any, where: str, key: Mapping[str, Unit]) -> Unit:
    """Return the sentence that a task is about."""
    given = data if isinstance(data, dict) else {}
    if (name := given.get("unit")) is not None:
        if name in key:
            return key[name]
        raise StudyError(
            f"{where}: no sentence is known here as '{name}'; give the sample that the tasks were "
            "made from, or lay it beside the export, as 'framing sample' wrote it."
        )
    article, sentence = given.get("article"), given.get("sentence")
    number = re.fullmatch("[0-9]{1,9}", str(sentence))
    if isinstance(article, str) and article and number and not isinstance(sentence, bool):
        return article, int(number[0])
    raise StudyError(
        f"{where}: its data name no article and sentence (found article {article!r}, sentence "
        f"{sentence!r}); import tasks that label_studio_tasks made."
    )


def _who(given: Any) -> str:
    """Return who annotated: a number, an address, or nothing."""
    if isinstance(given, dict):
        given = given.get("email") or given.get("id")
    return "" if given is None else str(given)


def _list(given: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = given.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise StudyError(f"{where}: '{key}' is {type(value).__name__}; a list is needed.")
    return value


def _is_field(key: str) -> bool:
    return "__" in key or key == "note"


def _answers(annotation: Mapping[str, Any], where: str) -> dict[str, list[str]]:
    answers: dict[str, list[str]] = {}
    for result in _list(annotation, "result", where):
        name = result.get("from_name") if isinstance(result, dict) else None
        if not isinstance(name, str):
            raise StudyError(f"{where}: a result names no field of the labelling configuration.")
        answers.setdefault(name, []).extend(_words(result.get("value"), where, name))
    return answers


def _words(value: Any, where: str, name: str) -> list[str]:
    """Return the words of a value: choices, or lines of text."""
    listed = value if isinstance(value, list) else [value]
    words: list[Any] = []
    for one in listed:
        held = [one[kind] for kind in _KINDS if kind in one] if isinstance(one, dict) else [one]
        words += held[0] if len(held) == 1 and isinstance(held[0], list) else held or [one]
    if wrong := [word for word in words if not isinstance(word, str)]:
        raise StudyError(
            f"{where}: '{name}' holds a {type(wrong[0]).__name__} and no choices or text; use the "
            "configuration of label_studio_config."
        )
    return words
