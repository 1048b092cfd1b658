"""Ask about units, several at a time: each answer is kept as it comes, and the counts add up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from framing.models.answer_files import opened
from framing.models.answer_schema import Judged
from framing.models.asked_units import AskedUnit
from framing.models.endpoint import PassingError, Reply, StoppedError, UnitError
from framing.models.model_run import ModelRun
from framing.tables.codes import (
    BEYOND_CONTEXT,
    BROKEN,
    CODED,
    CONTRADICTS,
    CUT_AT_LIMIT,
    IN_PROSE,
    NO_ANSWER,
    NOT_JSON,
    OTHER_SCHEMA,
    REFUSED,
    REJECTED,
    REQUEST_REFUSED,
    SERVER_FAILED,
    TIMED_OUT,
    TOKENS_FAR,
)

A_TOKEN = 4  # bytes of UTF-8, about, whatever the model
FEWER, MORE, BESIDE = 2, 3, 100  # a server's count beyond these times ours, and so much, is far
KEPT = 20_000  # characters of an answer that was rejected
_ON = "What was answered is kept: the same command goes on from there."
_STATES = {CODED: "coded", REJECTED: "rejected", NO_ANSWER: "without an answer"}
GIVEN_UP = 5  # units one after another without an answer, after all their tries
_NOT_OF_SCHEMA = {NOT_JSON, IN_PROSE, OTHER_SCHEMA, CONTRADICTS}
_NOT_SENT = {"prompt_tokens": 0, "completion_tokens": 0}
_PASSING = {SERVER_FAILED, TIMED_OUT, BROKEN}
_MAY_HOLD_FOR_ALL = {REQUEST_REFUSED, BEYOND_CONTEXT}  # where the server says so
_CUT = {"length", "max_tokens", "max_output_tokens", "model_length"}  # as servers call it
_FILTERED = {"content_filter", "safety", "refusal", "prohibited_content", "recitation"}


class Server(Protocol):
    """What answers a request."""

    def ask(self, body: Mapping[str, Any]) -> Reply:
        """Send a request and return the reply."""


@dataclass
class Tally:
    """How many units were to be asked, and what became of them; tokens are none if not known."""

    n: int
    states: Counter[str] = field(default_factory=Counter)
    tokens_in: int | None = 0
    tokens_out: int | None = 0
    without: int = 0  # units one after another that had no answer

    def __str__(self) -> str:
        """Say what became of those that were asked."""
        return ", ".join(f"{count:,} {_STATES[state]}" for state, count in
                         sorted(self.states.items())) or "none"  # fmt: skip

    @property
    def left(self) -> int:
        """How many were not asked."""
        return self.n - self.states.total()

    def count(self, line: Mapping[str, Any]) -> None:
        """Count the line of one unit."""
        self.states[line["state"]] += 1
        self.tokens_in = _sum(self.tokens_in, line["prompt_tokens"])
        self.tokens_out = _sum(self.tokens_out, line["completion_tokens"])
        of_all = line["reason"] in _MAY_HOLD_FOR_ALL and line["prompt_tokens"] is None
        nobody = line["state"] == NO_ANSWER or of_all
        self.without = self.without + 1 if nobody else 0


def tokens_of(text: str) -> int:
    """Estimate tokens, whatever the model: a token is about four bytes.

    Examples
    --------
    >>> tokens_of("Kyiv was left out of the talks.")
    8
    """
    return -(-len(text.encode("utf-8", "replace")) // A_TOKEN)


def estimated_tokens(body: Mapping[str, Any]) -> int:
    """Estimate the tokens of a request's messages."""
    return sum(tokens_of(message["content"]) + A_TOKEN for message in body["messages"])


def now() -> str:
    """Return the time, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def asked(
    units: Iterable[AskedUnit],
    *,
    run: ModelRun,
    path: Path,
    server: Server,
    judged: Callable[[str], Judged],
    n: int,
    parallel: int = 1,
    told: Callable[[str], None] = lambda line: None,
) -> Tally:
    """Ask about units and add each answer to the file; those that have one are not asked again.

    Parameters
    ----------
    units : the units, taken one by one: no more are held than are being asked.
    run : what is asked, and of which model.
    path : the file of answers.
    server : what answers.
    judged : what an answer is (see :func:`framing.models.answer_schema.judge`).
    n : how many units there are, to be told.
    parallel : how many requests are under way at once.
    told : gets a line on how far it is.

    Raises
    ------
    StoppedError : the server answers nobody; what was answered until then is kept.
    """
    tally = Tally(n)
    with opened(path, run, judged) as file:
        waiting = (unit for unit in units if not file.has(unit.key, unit.sha256))
        work = _Asking(run, server, judged, now()).line
        for line in _at_once(work, waiting, parallel, given_up=lambda: tally.without >= GIVEN_UP):
            file.add(line)
            tally.count(line)
            told(f"{tally.states.total():,} of {n:,} units asked: {tally}")
    if tally.without >= GIVEN_UP and tally.left:
        raise StoppedError(
            f"{tally.without} units one after another had no answer: {line['said'][:200]}. {_ON}"
        )
    return tally


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _at_once(
    work: Callable[[AskedUnit], dict[str, Any]],
    units: Iterator[AskedUnit],
    parallel: int,
    *,
    given_up: Callable[[], bool],
) -> Iterator[dict[str, Any]]:
    """Yield what becomes of each unit, in the order in which it comes; few are held at a time.

    When the run stops, what is under way is waited for and yielded first: it may have been paid.
    """
    stopped: StoppedError | None = None
    with ThreadPoolExecutor(parallel, thread_name_prefix="ask") as pool:
        under_way: set[Future[dict[str, Any]]] = set()
        while True:
            while not (stopped or given_up()) and len(under_way) < parallel:
                if (unit := next(units, None)) is None:
                    break
                under_way.add(pool.submit(work, unit))
            if not under_way:
                break
            try:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            except KeyboardInterrupt:
                stopped = StoppedError(f"stopped. {_ON}")
                continue
            for each in done:
                if isinstance(error := each.exception(), StoppedError):
                    stopped = error
                else:
                    yield each.result()
    if stopped:
        raise stopped


class _Asking:
    """Asks about one unit, once more if the answer is not of the schema."""

    def __init__(
        self, run: ModelRun, server: Server, judged: Callable[[str], Judged], sitting: str
    ) -> None:
        self._run, self._server, self._judged, self._sitting = run, server, judged, sitting

    def line(self, unit: AskedUnit) -> dict[str, Any]:
        body = self._run.body(unit.sent)
        if why := beyond(body, self._run):
            found = Judged(None, BEYOND_CONTEXT, why)
            return {**line_of(unit, found, body, self._sitting, []), **_NOT_SENT}
        replies: list[Reply] = []
        try:
            replies.append(self._server.ask(body))
            found = verdict(replies[-1], body, self._judged)
            if found.reason in _NOT_OF_SCHEMA:
                again = self._run.body(unit.sent, again=True)
                replies.append(self._server.ask(again))
                found = verdict(replies[-1], again, self._judged)
        except UnitError as error:
            stopped = getattr(self._server, "stopped", None)
            if isinstance(error, PassingError) and stopped is not None and stopped.is_set():
                raise StoppedError("the run was stopped") from error
            found = Judged(None, error.reason, str(error))
        return line_of(unit, found, body, self._sitting, replies)


def beyond(body: Mapping[str, Any], run: ModelRun) -> str:
    """Say that a request with its answer does not fit the model's context, if that is known."""
    needed = estimated_tokens(body) + run.asked.max_tokens
    if not run.asked.context or needed <= run.asked.context:
        return ""
    return f"about {needed} tokens with the answer, and the context has {run.asked.context}"


def verdict(reply: Reply, body: Mapping[str, Any], judged: Callable[[str], Judged]) -> Judged:
    """Say what a reply is: decisions, or why it is none.

    Examples
    --------
    >>> asks = {"messages": [{"content": "x" * 8000}]}
    >>> cut = Reply("{}", finish_reason="length")
    >>> verdict(cut, asks, lambda text: Judged({})).reason
    'cut_at_limit'
    >>> verdict(Reply("{}", prompt_tokens=512), asks, lambda text: Judged({})).reason
    'tokens_far'
    """
    why = reply.finish_reason.lower()
    if reply.refusal or why in _FILTERED:
        return Judged(None, REFUSED, reply.refusal or reply.content or why)
    if why in _CUT:
        return Judged(None, CUT_AT_LIMIT, reply.content)
    ours, theirs = estimated_tokens(body), reply.prompt_tokens
    form = tokens_of(json.dumps(body.get("response_format", "")))  # some servers count it too
    if theirs is not None and not (
        ours / FEWER - BESIDE <= theirs <= (ours + form) * MORE + BESIDE
    ):
        said = f"the server read {theirs} tokens, we sent about {ours}: {reply.content}"
        return Judged(None, TOKENS_FAR, said)
    return judged(reply.content)


def line_of(
    unit: AskedUnit,
    found: Judged,
    body: Mapping[str, Any],
    sitting: str,
    replies: list[Reply],
) -> dict[str, Any]:
    """Return the line of a unit, as the file of answers keeps it."""
    reply = replies[-1] if replies else Reply("")
    if found.answer is not None:
        state = CODED
    else:
        state = NO_ANSWER if found.reason in _PASSING else REJECTED
    read: int | None = 0
    written: int | None = 0
    for each in replies:
        read, written = _sum(read, each.prompt_tokens), _sum(written, each.completion_tokens)
    said = {} if found.answer is not None else {"said": found.said[:KEPT]}
    return {
        "article": unit.article, "sentence": unit.sentence, "unit": unit.sha256,
        "state": state, "reason": found.reason, "answer": found.answer, **said,
        "attempts": len(replies), "finish_reason": reply.finish_reason,
        "served": reply.served, "prompt_tokens": read if replies else None,
        "completion_tokens": written if replies else None,
        "estimated_tokens": estimated_tokens(body), "time": now(), "sitting": sitting,
    }  # fmt: skip
