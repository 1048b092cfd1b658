"""Answers held against the schema: decisions, or a reason why they are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from framing.coding.codebook_files import read_codebook
from framing.models.answer_schema import answer_schema, judge
from tests.cases import each_of
from tests.models.asked_study import write_asked

CLAIM = {"subcode": "door", "mode": "stated", "voice": "text", "valuation": "none"}
OUTSIDE = {"decision": "present", "claims": [CLAIM]}
NONE = {"decision": "absent", "claims": []}


def answer(outside: Any = NONE, friends: Any = NONE) -> str:
    return json.dumps({"is_outside": outside, "is_friends": friends})


ANSWERS = {
    "absent": (answer(), ""),
    "present": (answer(OUTSIDE), ""),
    "present, no claim told": (answer({"decision": "present", "claims": []}), ""),
    "cannot say": (answer({"decision": "cannot_say", "claims": []}), ""),
    "countered": (
        answer(NONE, {"decision": "absent", "claims": [{**CLAIM, "subcode": "cooling"}]}),
        "",
    ),
    "fenced": (f"```json\n{answer()}\n```", ""),
    "fenced in one line": (f"```json {answer()}```", ""),
    "behind a byte order mark": (f"\ufeff{answer()}", ""),
    "thought about": (f"<think>Is it {{?</think>{answer()}", ""),
    "keys in another order": (json.dumps({"is_friends": NONE, "is_outside": NONE}), ""),
    "prose": ("I cannot help with that.", "in_prose"),
    "nothing": ("", "in_prose"),
    "a number": ("1", "in_prose"),
    "cut off": (answer()[:30], "not_json"),
    "two answers": (answer() + answer(), "not_json"),
    "a key twice": (
        answer()[:-1] + ', "is_friends": {"decision": "absent", "claims": []}}',
        "not_json",
    ),
    "no number": ('{"is_outside": NaN}', "not_json"),
    "nested without end": ('{"a":' + "[" * 100_000, "not_json"),
    "another schema": ('{"label": "is_outside"}', "other_schema"),
    "a frame missing": (json.dumps({"is_outside": NONE}), "other_schema"),
    "a frame more": (
        answer()[:-1] + ', "x": {"decision": "absent", "claims": []}}',
        "other_schema",
    ),
    "an unknown decision": (answer({"decision": "yes", "claims": []}), "other_schema"),
    "an unknown mode": (
        answer({**OUTSIDE, "claims": [{**CLAIM, "mode": "shouted"}]}),
        "other_schema",
    ),
    "a key more": (answer({**OUTSIDE, "why": "because"}), "other_schema"),
    "a claim of what is absent": (answer({"decision": "absent", "claims": [CLAIM]}), "contradicts"),
    "present, and only countered": (
        answer(NONE, {"decision": "present", "claims": [{**CLAIM, "subcode": "cooling"}]}),
        "contradicts",
    ),
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = write_asked(tmp_path_factory.mktemp("schema") / "study")
    return judge(read_codebook(folder / "codebook.toml"))


@each_of("name", [*ANSWERS])
def test_an_answer_is_decisions_or_rejected_with_its_reason_and_text(name, judged):
    text, reason = ANSWERS[name]
    found = judged(text)
    assert (found.reason, found.answer is None) == (reason, bool(reason)), name
    assert found.said == (text if reason else "")


def test_every_key_of_the_schema_is_required_and_no_other_allowed(tmp_path):
    schema = answer_schema(read_codebook(write_asked(tmp_path / "s") / "codebook.toml"))
    frames = schema["properties"]
    claims = frames["is_outside"]["properties"]["claims"]["items"]
    for each in (schema, frames["is_outside"], claims):
        assert each["required"] == list(each["properties"])
        assert each["additionalProperties"] is False
    assert claims["properties"]["subcode"]["enum"] == ["door", "none"]
