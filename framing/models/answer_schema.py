"""The JSON schema of an answer, made from a codebook; and what an answer is, held against it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from framing.coding.codebook import Codebook, Frame
from framing.expressions import expression
from framing.tables.codes import (
    ABSENT,
    CANNOT_SAY,
    CONTRADICTS,
    IN_PROSE,
    NOT_JSON,
    OTHER_SCHEMA,
    PRESENT,
    VALUATIONS,
)

DECISIONS = {PRESENT: 1, ABSENT: 0, CANNOT_SAY: None}
NO_SUBCODE = "none"  # where a frame has sub-codes, and none of them fits
_THOUGHT = expression(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = expression(r"\A\s*```(?:json)?(.*)```\s*\Z", re.DOTALL)
Schema = dict[str, Any]


class Judged(NamedTuple):
    """What an answer is: its decisions, or why it is none, in a code and in words."""

    answer: dict[str, Any] | None
    reason: str = ""
    said: str = ""


def answer_schema(codebook: Codebook) -> Schema:
    """Return the JSON schema of an answer: a decision on each frame, with its claims.

    Parameters
    ----------
    codebook : says which frames, sub-codes, modes and voices there are.

    Returns
    -------
    A schema in which each key must be there and no other may (as strict servers want it).
    """
    return _object({frame.id: _of_frame(frame, codebook) for frame in codebook.frames.values()})


def _of_frame(frame: Frame, codebook: Codebook) -> Schema:
    claim = {"mode": [*codebook.modes], "voice": [*codebook.voices], "valuation": [*VALUATIONS]}
    if subcodes := [*frame.subcodes, *frame.countercodes]:
        claim = {"subcode": list(dict.fromkeys([*subcodes, NO_SUBCODE])), **claim}
    claims = {"type": "array", "items": _object({k: _enum(v) for k, v in claim.items()})}
    return _object({"decision": _enum([*DECISIONS]), "claims": claims})


def _object(properties: Mapping[str, Any]) -> Schema:
    return {
        "type": "object", "properties": dict(properties), "required": [*properties],
        "additionalProperties": False,
    }  # fmt: skip


def _enum(values: list[str]) -> Schema:
    return {"type": "string", "enum": values}


def fields_of(frame_schema: Schema) -> list[str]:
    """Name what is asked of each claim of a frame."""
    return list(frame_schema["properties"]["claims"]["items"]["properties"])


def judge(codebook: Codebook) -> Callable[[str], Judged]:
    """Return a function that says what an answer is.

    It is rejected if it is not JSON, not of the schema, or contradicts itself: a claim of a frame
    that is absent, but for a sub-code that counts against it.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d"}}},
    ...     source="b")
    >>> judged = judge(book)
    >>> judged('{"f": {"decision": "absent", "claims": []}}').answer
    {'f': {'decision': 'absent', 'claims': []}}
    >>> judged('{"f": 1}').reason, judged("I would rather not.").reason
    ('other_schema', 'in_prose')
    """
    import fastjsonschema

    check = fastjsonschema.compile(answer_schema(codebook), use_default=False)

    def judged(content: str) -> Judged:
        text = _THOUGHT.sub("", content.lstrip("\ufeff"))
        text = (fenced[1] if (fenced := _FENCED.match(text)) else text).strip()
        if "{" not in text:
            return Judged(None, IN_PROSE, content)
        try:
            value = json.loads(text, object_pairs_hook=_once, parse_constant=_refused)
        except (ValueError, RecursionError):
            return Judged(None, NOT_JSON, content)
        try:
            check(value)
        except fastjsonschema.JsonSchemaValueException:
            return Judged(None, OTHER_SCHEMA, content)
        if any(_contradicts(value[name], codebook.frames[name]) for name in value):
            return Judged(None, CONTRADICTS, content)
        return Judged({name: value[name] for name in codebook.frames})

    return judged


def _contradicts(told: Mapping[str, Any], frame: Frame) -> bool:
    """Tell whether claims are made of a frame that is not present, or only ones against it."""
    counter = [claim.get("subcode") in frame.countercodes for claim in told["claims"]]
    if told["decision"] == PRESENT:
        return bool(counter) and all(counter)
    return not all(counter)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of which no key stands twice: which of two answers is meant, nobody knows."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
