"""Asking a server that misbehaves: what is tried again, what is rejected, and what is kept."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pandas as pd
import pytest

from framing.coding.codebook_files import read_codebook
from framing.errors import ParameterError, StudyError
from framing.models import endpoint
from framing.models.answer_files import read_answers, states_of
from framing.models.answer_schema import answer_schema, judge
from framing.models.asked_units import asked_units
from framing.models.asking import Tally, asked
from framing.models.endpoint import Endpoint, PassingError, StoppedError, key_from_environment
from framing.models.model_run import Asked, ModelRun
from framing.models.prompt import asked_of, prompt_of, prompt_text
from tests.cases import each_of
from tests.models.asked_study import CODEBOOK
from tests.serving import Behaviour, Served, serving, unit_of

SENTENCES = ("The valley was left outside.", "The envoys are friends.", "Tea was served.")
TEXTS = pd.DataFrame({"article": "a", "sentence": range(3), "text": SENTENCES})
DECIDED = {0: "present", 1: "absent", 2: "absent"}  # of is_outside


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "FIRST_WAIT", 0.001)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("book") / "codebook.toml"
    path.write_text(CODEBOOK.replace('countercodes = { cooling = "a cooling" }\n', ""))
    return read_codebook(path)


def run_of(book: Any, *, address: str = "http://127.0.0.1:9/v1", **about: Any) -> ModelRun:
    told = {"name": book.name, "version": book.version, "asked": asked_of(book)}
    prompt = prompt_of(prompt_text(book), "prompt.md", codebook=book)
    given = Asked("tiny", about.pop("model", "tiny-1"), address, **about)
    return ModelRun(given, prompt, answer_schema(book), told)


class Asking:
    """Asks a server about texts, and reads the answers that were kept."""

    def __init__(self, book: Any, path: Path, served: Served) -> None:
        self.book, self.path, self.served = book, path, served
        self.told: list[str] = []

    def __call__(
        self, texts: pd.DataFrame = TEXTS, *, parallel: int = 1, tries: int = 4,
        timeout: float = 60, key: str = "", **about: Any,
    ) -> Tally:  # fmt: skip
        server = Endpoint(self.served.address, key=key, timeout=timeout, tries=tries)
        try:
            return asked(
                asked_units(texts), run=run_of(self.book, address=self.served.address, **about),
                path=self.path, server=server, judged=judge(self.book), n=len(texts),
                parallel=parallel, told=self.told.append,
            )  # fmt: skip
        finally:
            server.close()

    @property
    def answers(self) -> pd.DataFrame:
        return read_answers(self.path, codebook=self.book).answers

    @property
    def decided(self) -> dict[int, str]:
        coded = self.answers.query("state == 'coded'")
        return {row.sentence: json.loads(row.answer)["is_outside"]["decision"]
                for row in coded.itertuples()}  # fmt: skip


def asking(book: Any, folder: Path, behave: Behaviour) -> Iterator[Asking]:
    with serving(behave=behave) as served:
        yield Asking(book, folder / "tiny.jsonl", served)


def once(how: str) -> Behaviour:
    """Misbehave at the first request about the second sentence."""
    return lambda sentence, before: how if "friends" in sentence and before == 0 else "ok"


def always(how: str) -> Behaviour:
    return lambda sentence, before: how if "friends" in sentence else "ok"


@each_of("how", ["429", "409", "500", "503", "529", "close", "cut envelope", "error in 200",
                 "aborted"])  # fmt: skip
def test_what_may_pass_is_tried_again_and_the_table_is_as_without(how, book, tmp_path):
    for ask in asking(book, tmp_path / how, once(how)):
        tally = ask(parallel=2)
        assert ask.decided == DECIDED
        assert (tally.states["coded"], tally.left) == (3, 0)
        assert len(ask.served.bodies) == 4
        assert ask.told[-1] == "3 of 3 units asked: 3 coded"


@each_of("how", ["hang", "drip"])
def test_a_server_that_hangs_or_drips_is_left_and_asked_again(how, book, tmp_path):
    for ask in asking(book, tmp_path / how, once(how)):
        ask(timeout=0.5, tries=50)
        assert ask.decided == DECIDED


@each_of(
    "how, reason, requests",
    [
        ("labels", "other_schema", 2), ("other schema", "other_schema", 2),
        ("cut json", "not_json", 2), ("prose", "in_prose", 2), ("obeys", "in_prose", 2),
        ("contradicts", "contradicts", 2), ("length", "cut_at_limit", 1),
        ("refusal", "refused", 1), ("filter", "refused", 1), ("few tokens", "tokens_far", 1),
        ("model_length", "cut_at_limit", 1), ("MAX_TOKENS", "cut_at_limit", 1),
        ("SAFETY", "refused", 1), ("403", "refused", 1),
        ("400 context", "beyond_context", 1), ("400 long", "beyond_context", 1),
        ("413", "beyond_context", 1), ("400 limit", "request_refused", 1),
        ("422", "request_refused", 1), ("400", "request_refused", 1),
    ],
)  # fmt: skip
def test_a_failure_is_a_rejection_with_its_reason_and_never_nothing_here(
    how, reason, requests, book, tmp_path
):
    for ask in asking(book, tmp_path / how, always(how)):
        tally = ask()
        row = ask.answers.set_index("sentence").loc[1]
        assert (row["state"], row["reason"]) == ("rejected", reason)
        assert row["said"]
        assert ask.served.asked[SENTENCES[1]] == requests
        assert ask.decided == {0: "present", 2: "absent"}
        assert (tally.states["coded"], tally.states["rejected"], tally.left) == (2, 1, 0)


def test_what_is_not_of_the_schema_is_asked_once_more_with_another_seed(book, tmp_path):
    for ask in asking(book, tmp_path, once("labels")):
        ask()
        assert ask.decided == DECIDED
        first, second = (b for b in ask.served.bodies if "friends" in unit_of(b)["sentence"])
        assert (first.pop("seed"), second.pop("seed")) == (20250213, 20250214)
        assert first == second


def test_after_all_tries_a_unit_has_no_answer_and_only_failures_are_asked_again(book, tmp_path):
    broken = [True]
    for ask in asking(book, tmp_path, lambda s, n: "500" if broken and "friends" in s else "ok"):
        tally = ask(tries=2)
        assert (tally.states["coded"], tally.states["no_answer"]) == (2, 1)
        assert ask.answers["reason"].tolist()[1] == "server_failed"
        broken.clear()
        before = len(ask.served.bodies)
        ask()
        assert ask.decided == DECIDED
        assert ask.served.sentences[before:] == [SENTENCES[1]]
        assert ask.answers["sitting"].nunique() <= 2


def test_a_prompt_that_does_not_fit_the_context_is_not_sent(book, tmp_path):
    for ask in asking(book, tmp_path, always("ok")):
        tally = ask(context=900)
        assert set(ask.answers["reason"]) == {"beyond_context"}
        assert (ask.served.bodies, tally.tokens_in) == ([], 0)


def test_tokens_that_one_answer_does_not_tell_make_the_sum_unknown(book, tmp_path):
    for ask in asking(book, tmp_path, always("no usage")):
        tally = ask()
        assert ask.decided == DECIDED
        assert (tally.tokens_in, tally.tokens_out) == (None, None)


def test_a_server_that_lets_nobody_in_stops_the_run_and_keeps_what_was_answered(book, tmp_path):
    for ask in asking(book, tmp_path, always("401")):
        with pytest.raises(StoppedError, match="HTTP 401"):
            ask(key="sk-very-secret")
        assert ask.decided == {0: "present"}


def test_a_server_that_asks_to_wait_for_a_day_stops_the_run_at_once(book, tmp_path):
    for ask in asking(book, tmp_path, always("429 for a day")):
        with pytest.raises(StoppedError, match=r"asks us to wait 86,400 seconds\. Nothing is lost"):
            ask()
        assert ask.decided == {0: "present"}


def test_waits_between_tries_grow_or_are_what_the_server_asks(monkeypatch):
    monkeypatch.setattr(endpoint, "FIRST_WAIT", 1.0)
    for asked_to, least in ((0, [1, 2, 4, 8, 16, 32, 60, 60]), (40, [40] * 6 + [60] * 2)):
        server, waits = Endpoint("http://127.0.0.1:9/v1", tries=9), []
        busy = PassingError("server_failed", "busy", retry_after=asked_to)
        monkeypatch.setattr(server, "_once", Mock(side_effect=busy))
        monkeypatch.setattr(server._retrying, "sleep", waits.append)
        with pytest.raises(PassingError):
            server.ask({})
        server.close()
        assert len(waits) == len(least)
        assert all(low <= wait <= low + 1 for low, wait in zip(least, waits, strict=True))


def test_a_server_that_answers_nobody_is_given_up(book, tmp_path):
    many = TEXTS.loc[TEXTS.index.repeat(10)].assign(sentence=range(30), text="Tea.")
    for ask in asking(book, tmp_path, lambda sentence, before: "500"):
        with pytest.raises(StoppedError, match="5 units one after another had no answer"):
            ask(many, tries=1)
        assert len(ask.answers) == 5


def test_no_key_is_in_any_answer_error_or_message(book, tmp_path, capsys):
    key = "sk-very-secret"
    for ask in asking(book, tmp_path, always("400")):  # the server says the key back
        ask(key=key)
        assert ask.served.headers[0]["Authorization"] == f"Bearer {key}"
        kept = ask.path.read_text(encoding="utf-8")
        assert key not in kept
        assert "no: Bearer [key]" in kept
    with pytest.raises(ParameterError, match="FRAMING_API_KEY") as error:
        key_from_environment({"FRAMING_API_KEY": f"{key}\nX-Other: 1"})
    assert key not in str(error.value)
    assert key not in "".join(capsys.readouterr())


def test_a_repetition_is_the_same_request_but_for_its_seed(book):
    unit = next(asked_units(TEXTS))
    bodies = [run_of(book).with_repetition(n).body(unit.sent) for n in (1, 2, 3)]
    assert [body.pop("seed") for body in bodies] == [20250213, 20250215, 20250217]
    assert bodies[0] == bodies[1] == bodies[2]


def test_a_model_that_takes_no_temperature_is_sent_none_and_openai_its_own_name_of_the_limit(book):
    unit = next(asked_units(TEXTS))
    body = run_of(book, temperature=None).body(unit.sent)
    assert ("temperature" in body, body["max_tokens"]) == (False, 1000)
    body = run_of(book, address="https://api.openai.com/v1").body(unit.sent)
    assert ("max_tokens" in body, body["max_completion_tokens"]) == (False, 1000)


def test_a_server_that_takes_no_such_request_is_given_up(book, tmp_path):
    many = TEXTS.loc[TEXTS.index.repeat(10)].assign(sentence=range(30), text="Tea.")
    for ask in asking(book, tmp_path, lambda sentence, before: "400"):
        with pytest.raises(StoppedError, match="HTTP 400"):
            ask(many)
        assert set(ask.answers["reason"]) == {"request_refused"}
        assert len(ask.answers) == 5


@each_of("how, given_up", [("413", True), ("400 long", True), ("403", False)])
def test_what_a_server_says_of_every_prompt_stops_the_run_and_of_some_does_not(
    how, given_up, book, tmp_path
):
    many = TEXTS.loc[TEXTS.index.repeat(3)].assign(sentence=range(9), text="Tea.")
    for ask in asking(book, tmp_path / how[:3], lambda sentence, before: how):
        if given_up:
            with pytest.raises(StoppedError, match=f"HTTP {how[:3]}"):
                ask(many)
        else:  # a text that is flagged says nothing of the next one
            ask(many)
        assert len(ask.answers) == (5 if given_up else 9)


@each_of(
    "about, said",
    [
        ({"temperature": 0.7}, "temperature there 0.0, here 0.7"), ({"seed": 3}, "seed"),
        ({"max_tokens": 9}, "max_tokens"), ({"address": "http://127.0.0.1:1/v1"}, "endpoint"),
    ],
)  # fmt: skip
def test_answers_of_another_run_are_refused_and_never_mixed(about, said, book, tmp_path):
    with serving() as served:
        ask = Asking(book, tmp_path / said[:4] / "tiny.jsonl", served)
        ask()
        before = ask.path.read_bytes()
        with pytest.raises(StudyError, match=said):
            states_of(ask.path, run_of(book, **{"address": served.address, **about}), judge(book))
        assert ask.path.read_bytes() == before


def test_a_line_that_was_half_written_is_asked_again_and_no_other(book, tmp_path):
    for ask in asking(book, tmp_path, always("ok")):
        ask()
        whole = ask.path.read_bytes()
        ask.path.write_bytes(whole[:-40])
        assert len(ask.answers) == 2  # reading cuts nothing off
        before = len(ask.served.bodies)
        ask()
        assert ask.served.sentences[before:] == [SENTENCES[2]]
        assert ask.decided == DECIDED


def test_an_answer_to_a_text_that_changed_is_a_failure_and_asked_again(book, tmp_path):
    for ask in asking(book, tmp_path, always("ok")):
        ask()
        other = TEXTS.assign(text=["The valley was left outside!", *SENTENCES[1:]])
        read = read_answers(ask.path, codebook=book, sentences=other).answers
        assert read["reason"].tolist()[0] == "other_text"
        before = len(ask.served.bodies)
        ask(other)
        assert ask.served.sentences[before:] == ["The valley was left outside!"]


def line_of_another_model(book: Any, folder: Path) -> str:
    """Return an answer to the same prompt by another model, as its own file keeps it."""
    with serving() as served:
        ask = Asking(book, folder / "other.jsonl", served)
        ask(model="tiny-2")
        return ask.path.read_text(encoding="utf-8").splitlines(keepends=True)[2]


def test_a_line_of_another_model_or_that_was_changed_is_refused(book, tmp_path):
    for ask in asking(book, tmp_path, always("ok")):
        ask()
        lines = ask.path.read_text(encoding="utf-8").splitlines(keepends=True)
        for line, said in (
            (line_of_another_model(book, tmp_path), "of another run"),
            (lines[2].replace('"coded"', '"human"'), "no answer that"),
            ("nonsense\n", "no answer that"),
            ('{"a":' + "[" * 100_000 + "\n", "no answer that"),
        ):
            ask.path.write_text("".join([*lines[:2], line, *lines[3:]]), encoding="utf-8")
            with pytest.raises(StudyError, match=f"line 3: .*{said}"):
                _ = ask.answers


def test_a_file_of_answers_that_is_not_utf8_is_refused_without_its_words(book, tmp_path):
    for ask in asking(book, tmp_path, always("ok")):
        ask()
        kept = ask.path.read_bytes()
        ask.path.write_bytes(kept[:-30] + b"\xff" + kept[-30:])
        with pytest.raises(StudyError, match=r"tiny\.jsonl is not UTF-8") as refused:
            _ = ask.answers
        assert len(str(refused.value)) < 200


def test_an_answer_that_was_changed_into_none_is_a_failure_and_asked_again(book, tmp_path):
    for ask in asking(book, tmp_path, always("ok")):
        ask()
        kept = ask.path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept[2] = kept[2].replace('"absent"', '"perhaps"', 1)
        ask.path.write_text("".join(kept), encoding="utf-8")
        assert ask.answers["reason"].dropna().tolist() == ["other_schema"]
        before = len(ask.served.bodies)
        ask()
        assert ask.served.sentences[before:] == [SENTENCES[1]]
        assert ask.decided == DECIDED


class Forgotten(list):
    """What a server was asked, which a test of memory must not keep."""

    def append(self, item: Any) -> None:
        """Keep nothing."""


def test_what_is_held_grows_by_far_less_than_what_is_sent_and_answered(book, tmp_path):
    with serving() as served:
        served.bodies, served.headers = Forgotten(), Forgotten()
        server, run = endpoint.Endpoint(served.address), run_of(book, address=served.address)

        def most_held(n: int) -> int:
            units = pd.DataFrame({"article": "a", "sentence": range(n), "text": "Tea."})
            tracemalloc.start()
            tally = asked(
                asked_units(units), run=run, path=tmp_path / f"{n}.jsonl", server=server,
                judged=judge(book), n=n, parallel=4,
            )  # fmt: skip
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            assert (tally.states["coded"], tally.left) == (n, 0)
            return most

        most_held(8)  # what is loaded once is not counted
        few, many = most_held(40), most_held(240)
        server.close()
    a_unit = len(run.prompt.text) + (tmp_path / "240.jsonl").stat().st_size / 240
    assert (many - few) / 200 < a_unit / 4


def test_what_is_asked_on_this_machine_goes_through_no_proxy(book, tmp_path, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    for ask in asking(book, tmp_path, always("ok")):
        ask(tries=1)
        assert ask.decided == DECIDED
