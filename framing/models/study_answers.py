"""The answers that a study keeps: each file a coder of kind model, held to what study.toml says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.errors import StudyError
from framing.models.answer_files import ReadAnswers, read_answers
from framing.models.ask_plan import cost
from framing.models.model_run import Asked, answer_paths, repeated
from framing.models.prompt import examples_in, read_prompt
from framing.tables.codes import CODED, MODEL, NO_ANSWER, REJECTED
from framing.tables.require import empty, require

_HELD = ("model", "endpoint", "temperature", "seed", "max_tokens")


def study_answers(
    folder: Path,
    *,
    codebook: Codebook,
    sentences: pd.DataFrame,
    entries: Sequence[Asked] = (),
) -> dict[str, ReadAnswers]:
    """Read the answers of each model that was asked, by coder.

    Parameters
    ----------
    folder : of the study.
    codebook : the study's.
    sentences : a row is a sentence.
    entries : the codings that ``[[models]]`` names; answers under one of these names are held to
        it.

    Raises
    ------
    StudyError : answers are of another codebook, or of other settings than ``[[models]]`` has.
    """
    named = {name: (one, n) for one in entries for n, name in enumerate(one.names(), 1)}
    found = {}
    for path in answer_paths(folder):
        read = read_answers(path, codebook=codebook, sentences=sentences)
        if read.head.coder != path.stem:
            raise StudyError(
                f"{path.name} holds the answers of coder '{read.head.coder}'. Give the file its "
                "name again, or move it away."
            )
        if path.stem in named:
            _hold(read, *named[path.stem], path.name, codebook)
        found[path.stem] = read
    return found


def _hold(read: ReadAnswers, entry: Asked, repetition: int, name: str, book: Codebook) -> None:
    """Refuse answers that were given to something else than study.toml says today."""
    told: dict[str, Any] = {key: getattr(entry, key) for key in _HELD if getattr(entry, key) != ""}
    told["repetition"] = repetition
    if entry.prompt.exists():
        told["prompt"] = read_prompt(entry.prompt, codebook=book).sha256
    held = read.head.identity
    if other := [key for key, value in told.items() if held.get(key) != value]:
        said = ", ".join(f"{key} {str(held.get(key))[:40]!r}" for key in other)
        raise StudyError(
            f"{name}: the answers were given to {said}, and study.toml says otherwise of coder "
            f"'{entry.coder}'. Go back to that in [[models]], or give what is new another 'coder'."
        )


def model_coders(read: Mapping[str, ReadAnswers]) -> pd.DataFrame:
    """Return a row for each coder: of kind model, whatever else anybody says of it.

    Parameters
    ----------
    read : the answers of each, by coder.

    Returns
    -------
    Coders, with the model as it was served, the hash of the prompt, and which repetition it is.
    """
    rows = []
    for coder, (head, answers) in read.items():
        about = head.identity
        served = answers["served"].dropna().unique()
        note = f"asked at {about['endpoint']}, temperature {_heat(about)}, seed {about['seed']}"
        rows.append({
            "coder": coder, "kind": MODEL, "version": "; ".join(served) or None,
            "model": about["model"], "prompt": f"{head.prompt_file} {about['prompt'][:12]}",
            "run": str(about["repetition"]), "note": note,
        })  # fmt: skip
    return require(pd.DataFrame(rows), "coders") if rows else empty("coders")


def _heat(about: Mapping[str, Any]) -> str:
    return "as the server has it" if about["temperature"] is None else f"{about['temperature']:g}"


def in_prompts(read: Mapping[str, ReadAnswers], sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the units whose words stood in a model's prompt: they are no test of it.

    Parameters
    ----------
    read : the answers of each, by coder.
    sentences : a row is a sentence.

    Returns
    -------
    A row is a coder and a unit.
    """
    found = {}  # prompts are few, coders may be many
    tables = []
    for coder, (head, _) in read.items():
        if head.prompt_text not in found:
            known = examples_in(head.prompt_text, sentences["text"].astype(str).tolist())
            found[head.prompt_text] = sentences.loc[known, ["article", "sentence"]]
        tables.append(found[head.prompt_text].assign(coder=coder))
    columns = {"article": "str", "sentence": "Int64", "coder": "str"}
    empty_one = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
    return pd.concat(tables, ignore_index=True) if tables else empty_one


def repetitions(read: Mapping[str, ReadAnswers]) -> list[list[str]]:
    """Return the coders that are one coding, repeated: alike but for their number and answers."""
    groups: dict[str, list[str]] = {}
    for coder, (head, _) in read.items():
        same = {key: value for key, value in head.identity.items() if key != "repetition"}
        first = coder if head.identity["repetition"] == 1 else coder.rpartition("-")[0]
        if repeated(first, head.identity["repetition"]) == coder:
            groups.setdefault(f"{first} {same}", []).append(coder)
    return [sorted(names) for names in groups.values()]


def asked_table(read: Mapping[str, ReadAnswers]) -> pd.DataFrame:
    """Say of each coding by a model what was asked of whom, and what became of it.

    Parameters
    ----------
    read : the answers of each, by coder.

    Returns
    -------
    A row is a coder: model, endpoint, prompt and settings; units asked, coded, rejected and
    without an answer, which add up; ``n_sittings`` tells from how many runs of the command its
    answers come; tokens and cost are missing where one is not known.
    """
    rows = [_row(coder, *each) for coder, each in read.items()]
    return require(pd.DataFrame(rows), "asked") if rows else empty("asked")


def _row(coder: str, head: Any, answers: pd.DataFrame) -> dict[str, Any]:
    about, states = head.identity, answers["state"].value_counts()
    tokens = {name: _whole(answers[name]) for name in ("prompt_tokens", "completion_tokens")}
    prices = (head.prices.get("in"), head.prices.get("out"))
    names = ("model", "endpoint", "temperature", "seed", "repetition")
    return {
        "coder": coder, **{name: about[name] for name in names},
        "served": "; ".join(answers["served"].dropna().unique()),
        "prompt": f"{head.prompt_file} {about['prompt'][:12]}",
        "n": len(answers), "n_coded": int(states.get(CODED, 0)),
        "n_rejected": int(states.get(REJECTED, 0)), "n_no_answer": int(states.get(NO_ANSWER, 0)),
        "n_sittings": answers["sitting"].nunique(),
        "first": _day(answers["time"].min()), "last": _day(answers["time"].max()),
        **tokens, "cost": cost(tokens["prompt_tokens"], tokens["completion_tokens"], *prices),
    }  # fmt: skip


def _whole(counts: pd.Series) -> int | None:
    """Return a sum, or nothing if any part of it is not known."""
    return None if counts.empty or counts.isna().any() else int(counts.sum())


def _day(time: Any) -> str | None:
    return time[:10] if isinstance(time, str) else None
