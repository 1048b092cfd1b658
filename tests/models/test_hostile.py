"""Texts that give orders: they change no other unit, and have no answer but one of the schema."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from framing.coding.codebook import parse_codebook
from framing.coding.codebook_files import read_codebook
from framing.models.answer_files import read_answers
from framing.models.answer_schema import judge
from framing.models.asked_units import LEFT_OUT, asked_units, holds_instructions
from framing.models.asking import asked
from framing.models.endpoint import Endpoint
from framing.models.failures import instructed
from framing.models.prompt import SENTENCE, UNIT, prompt_of, prompt_text
from tests.cases import each_of
from tests.models.asked_study import CODEBOOK
from tests.models.hostile import HOSTILE, UNKNOWN
from tests.models.test_asking import run_of
from tests.serving import Behaviour, serving, unit_of

PLAIN = ("The valley was left outside.", "Tea was served at noon.", "The envoys are friends.")


@each_of("text", HOSTILE)
def test_each_of_twenty_hostile_texts_is_known_for_one(text):
    assert holds_instructions(text)


@each_of(
    "text",
    [
        "The minister ignored the instructions of the court.",
        "“No,” he answered, and printed the report.",
        "Critics label the deal a sell-out and ignore the rules.",
        "She said the new system: a shared pool, would respond to the crisis.",
        "All 27 countries answered yes; one said no.",
        "The assistant of the envoy was present at the talks.",
        "The company's language model wrote the speech.",
    ],
)
def test_news_that_speaks_of_orders_gives_none(text):
    assert not holds_instructions(text)


def texts(orders: Sequence[str]) -> pd.DataFrame:
    """A text of four sentences for each order, which is its second."""
    rows = [
        {"article": f"t{n:02}", "sentence": at, "text": text}
        for n, order in enumerate(orders)
        for at, text in enumerate((PLAIN[0], order, PLAIN[1], PLAIN[2]))
    ]
    return pd.DataFrame(rows)


def answers(
    rows: pd.DataFrame, path: Path, behave: Behaviour, *, place: str = SENTENCE
) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """Ask about each sentence, one after another; return the answers and the requests."""
    book_file = path.with_suffix(".toml")
    book_file.write_text(CODEBOOK.replace('countercodes = { cooling = "a cooling" }\n', ""))
    book = read_codebook(book_file)
    with serving(behave=behave) as served:
        server = Endpoint(served.address, tries=1)
        run = run_of(book, address=served.address)
        question = run.prompt.question.replace(SENTENCE, place)
        run = replace(run, prompt=replace(run.prompt, question=question))
        asked(asked_units(rows, codebook=book), run=run, path=path, server=server,
              judged=judge(book), n=len(rows))  # fmt: skip
        server.close()
    return read_answers(path, codebook=book, sentences=rows).answers, served.bodies


def test_no_order_in_whatever_words_reaches_another_unit(tmp_path):
    """All that is sent about the others is the same as if there were no order."""
    assert not any(map(holds_instructions, UNKNOWN))
    orders = [*HOSTILE, *UNKNOWN]
    found, bodies = answers(texts(orders), tmp_path / "a.jsonl", lambda sentence, before: "obeys"
                            if sentence in orders else "ok")  # fmt: skip
    hostile = found["sentence"] == 1
    assert set(found.loc[hostile, "state"]) == {"rejected"}
    assert set(found.loc[hostile, "reason"]) == {"in_prose"}
    calm, bodies_of_calm = answers(texts(["Rain fell."] * len(orders)), tmp_path / "b.jsonl",
                                   lambda sentence, before: "ok")  # fmt: skip
    assert found.loc[~hostile, "answer"].tolist() == calm.loc[~hostile, "answer"].tolist()
    of_others = [[body["messages"] for body in each if unit_of(body)["sentence"] in PLAIN]
                 for each in (bodies, bodies_of_calm)]  # fmt: skip
    assert len(of_others[0]) == 3 * len(orders)
    assert of_others[0] == of_others[1]


@given(text=st.text(max_size=60), at=st.integers(0, 3))
def test_of_its_surroundings_nothing_is_sent_but_words_of_the_codebook(text, at):
    """So no text can word what is sent with another one: it can name an actor, and no more."""
    actors = {"chair": {"names": ["Roe", "Ada Roe"], "titles": ["chair"]}}
    frame = {"f": {"definition": "d", "indicators": [{"id": "i", "any": ["rain"]}]}}
    book = parse_codebook({"codebook": {"name": "b"}, "frames": frame, "actors": actors}, source="")
    prompt = prompt_of(prompt_text(book), "p", codebook=book)
    rows = texts([PLAIN[1]]).assign(zone=["headline", "body", "body", "body"])
    rows.loc[at, "text"] = f"{text} Ada Roe"
    for unit in asked_units(rows, codebook=book):
        if unit.sentence != at:
            sent = prompt.told(unit.sent)
            assert sent.pop("sentence") in PLAIN
            assert sent.pop("zone") in ("headline", "body")
            assert set(sent) == {"named_headline", "named_before", "named_after"}
            assert {name for names in sent.values() for name in names} <= {"chair"}
            if abs(unit.sentence - at) == 1:
                assert ["chair"] in sent.values()


def test_a_prompt_that_asks_for_all_words_leaves_out_orders_in_known_wordings_alone(tmp_path):
    _, bodies = answers(texts([HOSTILE[0], UNKNOWN[0]]), tmp_path / "a.jsonl",
                        lambda sentence, before: "ok", place=UNIT)  # fmt: skip
    around = [unit["before"] + unit["after"] for body in bodies if (unit := unit_of(body))]
    assert not any(HOSTILE[0] in words for words in around)
    assert sum(LEFT_OUT in words for words in around) == 3
    assert sum(UNKNOWN[0] in words for words in around) == 3


def test_units_that_hold_instructions_are_counted_by_themselves(tmp_path):
    rows = texts(HOSTILE)
    found, _ = answers(rows, tmp_path / "a.jsonl", lambda s, n: "prose" if "SYSTEM" in s else "ok")
    held = [json.loads(text) if isinstance(text, str) else None for text in found["answer"]]
    codings = pd.DataFrame([
        {"article": row.article, "sentence": row.sentence, "coder": coder, "frame": frame,
         "present": int(told[frame]["decision"] == "present")}
        for row, told in zip(found.itertuples(), held, strict=True) if told
        for coder in ("tiny", "anna") for frame in told
    ])  # fmt: skip
    table = instructed(found, rows, codings=codings, reference="anna")
    table = table.set_index(["instructions", "beside"])
    columns = ["n", "n_failed", "n_coded", "n_held", "n_alike"]
    assert table.loc[(True, False), columns].tolist() == [20, 1, 19, 19, 19]
    assert table.loc[(False, True), columns].tolist() == [60, 0, 60, 60, 60]
    assert table.loc[(False, True), "share"] == 40 / 60
    assert table.loc[(False, False), columns].tolist() == [0, 0, 0, 0, 0]
