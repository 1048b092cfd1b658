"""A server of the tests' own on the loopback address: speaks the OpenAI protocol, and misbehaves.

What it answers follows from the sentence alone, so that the same units have the same answers in
whatever order they come. How it misbehaves is planned by the sentence and how often that was asked.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

OK = "ok"
Behaviour = Callable[[str, int], str]  # a sentence, and how often it was asked before
Decision = Callable[[str, str], bool]  # a frame and a sentence: is it present?


def by_word(frame: str, sentence: str) -> bool:
    """Find a frame where its name's last word stands."""
    return frame.rpartition("_")[2] in sentence.lower()


class Served:
    """What the server was asked, and how it is to behave."""

    def __init__(self, decide: Decision, behave: Behaviour) -> None:
        self.decide, self.behave = decide, behave
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.asked: Counter[str] = Counter()
        self.address = ""
        self.served = "tiny-1.0-served"
        self.hanging = threading.Event()  # is set when the test is over
        self.lock = threading.Lock()

    @property
    def sentences(self) -> list[str]:
        return [unit_of(body)["sentence"] for body in self.bodies]


def unit_of(body: dict[str, Any]) -> dict[str, str]:
    """Return the unit that a request is about."""
    content = body["messages"][-1]["content"]
    return json.JSONDecoder().raw_decode(content[content.index("{") :])[0]


def answer_to(body: dict[str, Any], decide: Decision) -> dict[str, Any]:
    """Answer by the schema of the request: the first value of each field where a frame is."""
    frames = body["response_format"]["json_schema"]["schema"]["properties"]
    sentence = unit_of(body)["sentence"]
    answer = {}
    for frame, form in frames.items():
        fields = form["properties"]["claims"]["items"]["properties"]
        claim = {name: values["enum"][0] for name, values in fields.items()}
        present = decide(frame, sentence)
        decision = "present" if present else "absent"
        answer[frame] = {"decision": decision, "claims": [claim] if present else []}
    return answer


def completion(body: dict[str, Any], served: Served, how: str) -> dict[str, Any]:
    """Return a chat completion, with what is to be wrong with it."""
    answer = answer_to(body, served.decide)
    text, finish, message = json.dumps(answer), "stop", {}
    words = sum(len(each["content"].encode()) for each in body["messages"]) // 4
    usage: dict[str, int] | None = {"prompt_tokens": words, "completion_tokens": len(text) // 4}
    if how == "labels":
        text = text.replace('"absent"', '"perhaps"').replace('"present"', '"perhaps"')
    elif how == "other schema":
        text = '{"answer": 1}'
    elif how == "cut json":
        text = text[: len(text) // 2]
    elif how == "prose":
        text = "I am sorry, but I cannot help with that."
    elif how == "contradicts":
        yes = answer_to(body, lambda frame, sentence: True)
        text = json.dumps({name: {**each, "decision": "cannot_say"} for name, each in yes.items()})
    elif how in ENDED:
        finish = ENDED[how]
    elif how == "refusal":
        message["refusal"] = "I will not code this."
    elif how == "few tokens":
        usage["prompt_tokens"] = 12
    elif how == "no usage":
        usage = None
    elif how == "obeys":
        text = "1"
    choice = {"index": 0, "finish_reason": finish,
              "message": {"role": "assistant", "content": text, **message}}  # fmt: skip
    told = {"id": "x", "object": "chat.completion", "model": served.served, "choices": [choice]}
    return {**told, "usage": usage} if usage else told


ENDED = {"length": "length", "model_length": "model_length", "MAX_TOKENS": "MAX_TOKENS",
         "filter": "content_filter", "SAFETY": "SAFETY", "aborted": "abort"}  # fmt: skip
STATUS = {
    "429": 429,
    "429 for a day": 429,
    "500": 500,
    "503": 503,
    "401": 401,
    "403": 403,
    "409": 409,
    "529": 529,
    "413": 413,
    "422": 422,
    "400 context": 400,
    "400 long": 400,
    "400 limit": 400,
    "400": 400,
}
SAYS = {
    "400 context": "maximum context length exceeded",
    "400 long": "prompt is too long: 210000 tokens > 200000 maximum",
    "400 limit": "max_tokens is too large: at most 512 completion tokens",
    "403": "Input was flagged by moderation",
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: Served

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        sentence = unit_of(body)["sentence"]
        with self.served.lock:
            before = self.served.asked[sentence]
            self.served.asked[sentence] += 1
            self.served.bodies.append(body)
            self.served.headers.append(dict(self.headers))
        how = self.served.behave(sentence, before)
        if how == "hang":
            self.served.hanging.wait()
            return
        if how in STATUS:
            self._fail(how)
            return
        told = completion(body, self.served, how)
        if how == "error in 200":
            told = {"error": {"message": "Provider returned error", "code": 502}}
        data = json.dumps(told).encode()
        if how == "cut envelope":
            data = data[: len(data) // 2]
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if how == "close":
            self.wfile.write(data[: len(data) // 2])
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if how == "drip":
            for each in data:
                self.wfile.write(bytes([each]))
                self.wfile.flush()
                if self.served.hanging.wait(0.01):
                    return
            return
        self.wfile.write(data)

    def _fail(self, how: str) -> None:
        key = self.headers.get("Authorization", "")
        said = json.dumps({"error": {"message": SAYS.get(how, f"no: {key}")}})
        data = said.replace("-", "\\u002d").encode()  # as JSON may spell a sign
        self.send_response(STATUS[how])
        if how.startswith("429"):
            self.send_header("Retry-After", "86400" if how == "429 for a day" else "0")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that were killed, or gave up."""


@contextmanager
def serving(
    decide: Decision = by_word, behave: Behaviour = lambda sentence, before: OK
) -> Iterator[Served]:
    """Serve on a port of the loopback address that is free, as long as the context lasts."""
    served = Served(decide, behave)
    server = _Quiet(("127.0.0.1", 0), type("Handler", (_Handler,), {"served": served}))
    served.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.hanging.set()
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    with serving() as here:
        sys.stdout.write(f"{here.address}\n")
        sys.stdout.flush()
        threading.Event().wait()
