"""Ask a server that speaks the OpenAI protocol: what may pass is tried again, the rest told."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from framing.errors import FramingError, ParameterError
from framing.models.model_run import TIMEOUT, TRIES, is_here
from framing.tables.codes import (
    BEYOND_CONTEXT,
    BROKEN,
    REFUSED,
    REQUEST_REFUSED,
    SERVER_FAILED,
    TIMED_OUT,
)

if TYPE_CHECKING:
    from tenacity import RetryCallState

KEYS = ("FRAMING_API_KEY", "OPENAI_API_KEY")  # in the environment, the first that is set
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds between tries, doubled each time
PATIENCE = 600.0  # seconds that a server may ask us to wait; beyond, the run stops
LARGEST = 5_000_000  # bytes of a reply
SAID = 2_000  # characters of an error that are kept
_PASSING = {408, 409, 425, 429}
_FINAL = {401, 402, 404, 405}
_TOO_LARGE = 413
_TOO_MUCH = ("exceed", "too long", "too large", "maximum")
_OF_CONTEXT = (*_TOO_MUCH, "length", "window", "size")
_BROKEN_OFF = {"error", "abort", "aborted", "cancelled", "insufficient_system_resource"}
_OF_PROMPT = ("prompt", "input", "token")
_OF_ANSWER = ("max_tokens", "max_completion_tokens", "max_output_tokens")
_MODERATED = ("content_filter", "content management", "content policy", "content_policy",
              "moderation", "flagged", "safety")  # fmt: skip


class Reply(NamedTuple):
    """What a server answered, as it names things; a count that it does not tell is none."""

    content: str
    finish_reason: str = ""
    refusal: str = ""
    served: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class UnitError(Exception):
    """One unit has no answer; ``reason`` is a code, and the message what the server said."""

    def __init__(self, reason: str, said: str, *, retry_after: float = 0.0) -> None:
        super().__init__(said)
        self.reason, self.retry_after = reason, retry_after


class PassingError(UnitError):
    """What may be otherwise at the next try."""


class StoppedError(FramingError):
    """No unit would be answered: the whole run stops, and may be taken up again."""


def key_from_environment(environment: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return the key and the variable that holds it; both are empty if none does.

    Raises
    ------
    ParameterError : it cannot be sent; the message does not show it.
    """
    environment = os.environ if environment is None else environment
    name = next((name for name in KEYS if environment.get(name, "").strip()), "")
    key = environment.get(name, "").strip()
    if not all("!" <= sign <= "~" for sign in key):
        raise ParameterError(
            f"the key in {name} holds blanks or other signs that no key has; set it anew. (It is "
            "not shown here.)"
        )
    return key, name


class Endpoint:
    """A server, with the patience that is had with it; used by several threads at once.

    Parameters
    ----------
    address : beneath which ``/chat/completions`` answers.
    key : sent as a bearer's token; nothing that is kept or told holds it.
    timeout : seconds until a whole answer must be there.
    tries : how often a request is sent before its unit has no answer.
    """

    def __init__(
        self, address: str, *, key: str = "", timeout: float = TIMEOUT, tries: int = TRIES
    ) -> None:
        httpx, tenacity = _libraries()
        self._address, self._key, self._timeout = address, key, timeout
        self.stopped = Event()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        limits = httpx.Limits(max_connections=None)
        self._client = httpx.Client(
            headers=headers, timeout=httpx.Timeout(timeout, connect=min(timeout, 20.0)),
            limits=limits, follow_redirects=False, verify=address.startswith("https"),
            trust_env=not is_here(address),
        )  # fmt: skip
        self._growing = tenacity.wait_exponential(
            multiplier=FIRST_WAIT, max=LONGEST_WAIT
        ) + tenacity.wait_random(0, FIRST_WAIT)
        self._retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(PassingError), reraise=True,
            stop=tenacity.stop_any(tenacity.stop_after_attempt(tries),
                                   tenacity.stop_when_event_set(self.stopped)),
            wait=self._wait, sleep=tenacity.nap.sleep_using_event(self.stopped),
        )  # fmt: skip

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def ask(self, body: Mapping[str, Any]) -> Reply:
        """Send a request and return the reply; what may pass is tried again.

        Raises
        ------
        UnitError : this request has no answer.
        StoppedError : no request would have one.
        """
        return self._retrying(self._once, body)

    def _wait(self, state: RetryCallState) -> float:
        """Wait longer each time, and as long as the server asks us to."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, PassingError) else 0.0
        if asked > PATIENCE:
            self.stopped.set()
            raise StoppedError(
                f"the server asks us to wait {asked:,.0f} seconds. Nothing is lost: give the same "
                "command again then."
            )
        return max(asked, self._growing(state))

    def _once(self, body: Mapping[str, Any]) -> Reply:
        import httpx

        try:
            status, headers, data = self._sent(body)
        except httpx.TimeoutException as error:
            raise PassingError(TIMED_OUT, f"no answer within {self._timeout:g} s") from error
        except httpx.TransportError as error:
            raise PassingError(BROKEN, self.bare(str(error) or type(error).__name__)) from error
        if 200 <= status < 300:
            return reply_of(self.bare(data))
        if status in _FINAL or 300 <= status < 400 or "insufficient_quota" in data:
            self._stop(status, self.bare(data))
        wait = seconds_of(headers.get("retry-after", ""))
        raise refusal(status, self.bare(data), retry_after=wait)

    def _sent(self, body: Mapping[str, Any]) -> tuple[int, Mapping[str, str], str]:
        """Send a request; read what comes as long as it is neither late nor too much."""
        until, read = monotonic() + self._timeout, bytearray()
        content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        headers = {"Content-Type": "application/json"}
        url = f"{self._address}/chat/completions"
        with self._client.stream("POST", url, content=content, headers=headers) as response:
            for piece in response.iter_bytes():
                read += piece
                if monotonic() > until:
                    raise PassingError(TIMED_OUT, f"no whole answer within {self._timeout:g} s")
                if len(read) > LARGEST:
                    raise UnitError(SERVER_FAILED, f"the reply has more than {LARGEST:,} bytes")
            return response.status_code, response.headers, read.decode("utf-8", "replace")

    def _stop(self, status: int, said: str) -> NoReturn:
        """Stop the run: what holds for this unit holds for all."""
        self.stopped.set()
        raise StoppedError(
            f"the server at {self._address} answers HTTP {status}: {' '.join(said[:300].split())}. "
            f"See to --endpoint, --model and the key (in {' or '.join(KEYS)}). What was answered "
            "is kept: the same command goes on from there."
        )

    def bare(self, text: str) -> str:
        """Take the key out of what a server says, in whichever way JSON spells it."""
        if not self._key:
            return text
        with suppress(ValueError, RecursionError):
            text = json.dumps(json.loads(text), ensure_ascii=False)
        for spelt in (self._key, json.dumps(self._key)[1:-1]):
            text = text.replace(spelt, "[key]")
        return text


def refusal(status: int, said: str, *, retry_after: float = 0.0) -> UnitError:
    """Say what became of a request that was not answered: it may pass, or the unit has failed.

    Examples
    --------
    >>> refusal(503, "busy").reason, refusal(400, "prompt is too long: 9 tokens > 8").reason
    ('server_failed', 'beyond_context')
    >>> refusal(403, "input was flagged").reason, refusal(400, "max_tokens is too large").reason
    ('refused', 'request_refused')
    """
    told, low = f"HTTP {status}: {said[:SAID]}".strip(), said.lower()
    if status in _PASSING or status >= 500:
        return PassingError(SERVER_FAILED, told, retry_after=retry_after)
    if status == _TOO_LARGE or _is_too_long(low):
        return UnitError(BEYOND_CONTEXT, told)
    return UnitError(REFUSED if _has(low, _MODERATED) else REQUEST_REFUSED, told)


def _is_too_long(said: str) -> bool:
    """Tell whether a server says that a prompt is too long, and not that an answer's limit is."""
    if "context" in said and _has(said, _OF_CONTEXT):
        return True
    return _has(said, _OF_PROMPT) and _has(said, _TOO_MUCH) and not _has(said, _OF_ANSWER)


def _has(said: str, words: tuple[str, ...]) -> bool:
    return any(word in said for word in words)


def _libraries() -> tuple[Any, Any]:
    try:
        import httpx
        import tenacity
        import tenacity.nap
    except ImportError as cause:
        raise ParameterError(
            "to ask a model, httpx and tenacity are needed, which are not installed. Install them "
            "with: pip install 'framing[models]'"
        ) from cause
    return httpx, tenacity


def seconds_of(retry_after: str) -> float:
    """Return the seconds that a header ``Retry-After`` asks for: a number, or until a time.

    Examples
    --------
    >>> seconds_of("7"), seconds_of(""), seconds_of("Mon, 01 Jan 2001 00:00:00 GMT")
    (7.0, 0.0, 0.0)
    """
    try:
        return max(0.0, min(float(retry_after), 1e9))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def reply_of(data: str) -> Reply:
    """Read the body of a chat completion.

    Raises
    ------
    PassingError : it is cut off, or none, or the server says that it broke off.

    Examples
    --------
    >>> reply_of('{"model": "m-1", "choices": [{"message": {"content": "{}"}}]}')[:4]
    ('{}', '', '', 'm-1')
    """
    try:
        told = json.loads(data)
        choice = told["choices"][0]
        message, usage = choice["message"], told.get("usage") or {}
        if (ended := _words(choice.get("finish_reason"))).lower() in _BROKEN_OFF:
            raise LookupError(ended)
        return Reply(
            content=_words(message.get("content")),
            finish_reason=ended,
            refusal=_words(message.get("refusal")),
            served=_words(told.get("model")),
            prompt_tokens=_count(usage.get("prompt_tokens")),
            completion_tokens=_count(usage.get("completion_tokens")),
        )
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as cause:
        raise PassingError(SERVER_FAILED, f"no chat completion: {data[:SAID]}") from cause


def _words(value: Any) -> str:
    """Return words; of a content in parts those of its parts."""
    if isinstance(value, list):
        return "".join(_words(part.get("text")) for part in value if isinstance(part, dict))
    return value if isinstance(value, str) else ""


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
