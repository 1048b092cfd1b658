"""What a model is asked, and where: the identity of a run, which its answers are held to."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from framing.errors import FramingError, ParameterError, StudyError
from framing.models.answer_schema import Schema
from framing.models.prompt import FILE, Prompt
from framing.tables.codes import KINDS
from framing.tables.file_names import ALLOWED, name_fault, same_file
from framing.tables.toml import SEED, Section

FOLDER = "coding/models"  # of a study: its prompts, and the answers of its models
SUFFIX = ".jsonl"
SERVERS_OWN = "default"  # as a temperature: none is sent
BATCH = "batch"  # the endpoint of requests that were written to a file, if none is told
MAX_TOKENS, TIMEOUT, TRIES = 1000, 120.0, 6
_KEYS = (
    "coder", "model", "endpoint", "prompt", "temperature", "seed", "max_tokens", "context", "runs",
    "price_in", "price_out",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A coding by a model, as ``[[models]]`` or the command names it.

    Attributes
    ----------
    coder : its name in tables.
    model, endpoint : which model, by the name that the server knows, and where.
    prompt : the file of the prompt.
    temperature, seed, max_tokens : as they are sent; no temperature is sent if none is given.
    context : how many tokens the model can read, 0 if that is not known.
    runs : how often it is asked, to see whether it repeats itself.
    price_in, price_out : for a million tokens; none if they are not known.
    """

    coder: str
    model: str
    endpoint: str = ""
    prompt: Path = Path(FOLDER, FILE)
    temperature: float | None = 0.0
    seed: int = SEED
    max_tokens: int = MAX_TOKENS
    context: int = 0
    runs: int = 1
    price_in: float | None = None
    price_out: float | None = None

    def names(self) -> list[str]:
        """Name the coder of each repetition."""
        return [repeated(self.coder, number) for number in range(1, self.runs + 1)]


def repeated(coder: str, repetition: int) -> str:
    """Name the coder of a repetition.

    Examples
    --------
    >>> repeated("llama", 1), repeated("llama", 2)
    ('llama', 'llama-2')
    """
    return coder if repetition == 1 else f"{coder}-{repetition}"


@dataclass(frozen=True)
class ModelRun:
    """One repetition of a coding by a model: all that its requests are made from."""

    asked: Asked
    prompt: Prompt
    schema: Schema = field(repr=False)
    codebook: Mapping[str, str]
    repetition: int = 1

    @property
    def coder(self) -> str:
        """The coder's name in tables."""
        return repeated(self.asked.coder, self.repetition)

    @property
    def identity(self) -> dict[str, Any]:
        """What answers of one table have in common; another value is another coder."""
        about = self.asked
        return {
            "model": about.model, "endpoint": about.endpoint, "prompt": self.prompt.sha256,
            "codebook": self.codebook["asked"], "temperature": about.temperature,
            "seed": about.seed, "max_tokens": about.max_tokens, "repetition": self.repetition,
        }  # fmt: skip

    def body(self, unit: Mapping[str, Any], *, again: bool = False) -> dict[str, Any]:
        """Return a request; that of a repetition equals the first but for its seed.

        Parameters
        ----------
        unit : the sentence, with what stands around it.
        again : whether it is asked once more, after an answer that is not of the schema.
        """
        seed = self.asked.seed + 2 * (self.repetition - 1) + again
        heat = {} if self.asked.temperature is None else {"temperature": self.asked.temperature}
        form = {"name": "coding", "strict": True, "schema": self.schema}
        return {
            "model": self.asked.model, "messages": self.prompt.messages(unit), **heat,
            "seed": seed, _limit_name(self.asked.endpoint): self.asked.max_tokens,
            "response_format": {"type": "json_schema", "json_schema": form},
        }  # fmt: skip

    def with_repetition(self, repetition: int) -> ModelRun:
        """Return the same run, asked another time."""
        return replace(self, repetition=repetition)


def _limit_name(endpoint: str) -> str:
    """Return how a server calls the limit of an answer; OpenAI's own has given up the old name."""
    host = urlsplit(endpoint).hostname or ""
    return "max_completion_tokens" if host.endswith("openai.com") else "max_tokens"


def endpoint_of(given: str, *, error: type[FramingError] = ParameterError, where: str = "") -> str:
    """Return the address beneath which a server answers, in one spelling.

    Raises
    ------
    ParameterError : it is no address, or holds a password or a key.

    Examples
    --------
    >>> endpoint_of("http://localhost:11434"), endpoint_of("https://a.example/v1/")
    ('http://localhost:11434/v1', 'https://a.example/v1')
    """
    parts = urlsplit(given.strip())
    needed = "such as http://localhost:11434/v1 (Ollama) or https://api.example.org/v1"
    if parts.username or parts.password or parts.query or parts.fragment:
        raise error(
            f"{where}endpoint holds more than an address; a password or key in it would stand in "
            f"files. Give scheme, host and path alone, {needed}; keys come from the environment."
        )
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise error(f"{where}endpoint is {given!r}, which is no address; give one {needed}.")
    path = parts.path.rstrip("/").removesuffix("/chat/completions") or "/v1"
    return f"{parts.scheme}://{parts.netloc}{path}"


def is_here(endpoint: str) -> bool:
    """Tell whether an endpoint is this machine, so that no text leaves it.

    Examples
    --------
    >>> is_here("http://127.0.0.1:8080/v1"), is_here("https://api.example.org/v1")
    (True, False)
    """
    host = urlsplit(endpoint).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def coder_named(model: str) -> str:
    """Make a coder's name, which names a file too, of a model's.

    Examples
    --------
    >>> coder_named("meta-llama/Llama-3.1:8b")
    'meta-llama-Llama-3.1-8b'
    """
    return re.sub(r"[^\w.-]+", "-", model).strip("-. ")[:80] or "model"


def checked_coder(name: str, *, error: type[FramingError], where: str = "") -> str:
    """Refuse a coder's name that no file can have, or that is one of the kit's own."""
    if name in KINDS:
        raise error(f"{where}coder is {name!r}, a name of the kit's own; give another.")
    if ";" in name:
        raise error(f"{where}coder is {name!r}; ';' parts names in tables. {ALLOWED}")
    if fault := name_fault(name):
        raise error(f"{where}coder is {name!r}, a name that {fault}. {ALLOWED}")
    return name


def read_models(entries: Iterator[Section], folder: Path, *, seed: int) -> Iterator[Asked]:
    """Read the entries of ``[[models]]`` in study.toml; no two coders share a name."""
    taken: dict[str, str] = {}
    for section in entries:
        section.only(_KEYS)
        where, model = f"{section.where}: ", section.get("model", str)
        coder = section.get("coder", str, "") or coder_named(model)
        one = Asked(
            coder=checked_coder(coder, error=StudyError, where=where),
            model=model,
            endpoint=_endpoint(section, where),
            prompt=folder / section.get("prompt", str, f"{FOLDER}/{FILE}"),
            temperature=_heat(section),
            seed=_whole(section, "seed", seed, least=0),
            max_tokens=_whole(section, "max_tokens", MAX_TOKENS),
            context=_whole(section, "context", 0, least=0),
            runs=_whole(section, "runs", 1),
            price_in=_number(section, "price_in", None),
            price_out=_number(section, "price_out", None),
        )
        for name in one.names():
            if same_file(name) in taken:
                section.fault(f"the coder '{name}' is named twice; give one another 'coder'")
            taken[same_file(name)] = name
        yield one


def _endpoint(section: Section, where: str) -> str:
    given = section.get("endpoint", str, "")
    return endpoint_of(given, error=StudyError, where=where) if given else ""


def _whole(section: Section, key: str, default: int, least: int = 1) -> int:
    value = int(section.get(key, int, default))
    return value if value >= least else section.fault(
        f"'{key}' is {value}; a whole number from {least} on is needed"
    )  # fmt: skip


def _heat(section: Section) -> float | None:
    """Return the temperature; none where the server is to take its own."""
    own = section.values.get("temperature") == SERVERS_OWN
    return None if own else _number(section, "temperature", 0.0)


def _number(section: Section, key: str, default: float | None) -> float | None:
    """Return a number from 0 on, whole or not; the default if it is not given."""
    value = section.values.get(key, default)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        section.fault(f"'{key}' is {value!r}; a number from 0 on is needed")
    return float(value)


def answer_file(folder: Path, coder: str) -> Path:
    """Return where a study keeps the answers of a coder."""
    return folder / FOLDER / f"{coder}{SUFFIX}"


def answer_paths(folder: Path) -> Sequence[Path]:
    """Return the files of answers that a study has, by name."""
    return sorted((folder / FOLDER).glob(f"*{SUFFIX}"), key=lambda path: path.stem)
