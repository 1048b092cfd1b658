"""The command ``framing ask``: a language model codes by the codebook, as one more coder."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import ParameterError, some, suggestion
from framing.terminal import Work, positive, say, shown, working

if TYPE_CHECKING:
    from framing.models.ask_plan import Plan
    from framing.models.asking import Tally
    from framing.models.model_run import Asked, ModelRun
    from framing.study import Study

_SETTINGS = ("model", "endpoint", "prompt", "temperature", "seed", "max_tokens")
_OTHERS = ("context", "runs", "price_in", "price_out")


def add_options(ask: argparse.ArgumentParser) -> None:
    """Add what ``framing ask`` understands."""
    ask.add_argument("--model", default="", help="the model, by the server's name or its coder's")
    ask.add_argument("--endpoint", help="where it answers, such as http://localhost:11434/v1")
    ask.add_argument("--coder", default="", help="its name in tables; the model's if not given")
    ask.add_argument("--prompt", type=Path, help="file of the prompt; made if it is not there")
    ask.add_argument("--indicators", action="store_true", help="put the rules' words in it too")
    ask.add_argument("--write-prompt", action="store_true", help="write the prompt, and stop")
    ask.add_argument(
        "--units", choices=["all", "sample", "unsure"], default="all",
        help="which: all, those drawn for coding by hand, or what the rules are unsure of",
    )  # fmt: skip
    ask.add_argument("--limit", type=positive, help="how many units at most")
    ask.add_argument("--parallel", type=positive, default=4, help="requests at a time (4)")
    ask.add_argument("--runs", type=positive, help="how often, to see whether it repeats itself")
    ask.add_argument(
        "--temperature", type=_heat, help="0 if not given; 'default' sends none, where a model "
        "takes none",
    )  # fmt: skip
    ask.add_argument("--seed", type=int, help="that of study.toml if not given")
    ask.add_argument("--max-tokens", type=positive, help="of an answer (1000)")
    ask.add_argument("--context", type=positive, help="tokens that the model can read, if known")
    ask.add_argument("--price-in", type=_amount, help="of a million tokens that are sent")
    ask.add_argument("--price-out", type=_amount, help="of a million tokens that are answered")
    ask.add_argument("--timeout", type=_amount, default=120.0, help="seconds for an answer (120)")
    ask.add_argument("--tries", type=positive, default=6, help="of a request that fails (6)")
    ask.add_argument("--dry-run", action="store_true", help="say what would go, and send nothing")
    ask.add_argument("--yes", action="store_true", help="send without being asked")
    ask.add_argument("--write-batch", type=Path, metavar="FILE", help="write requests, send none")
    ask.add_argument("--read-batch", type=Path, metavar="FILE", help="take answers from a file")


def _heat(text: str) -> float | str:
    return text if text == "default" else _amount(text)


def _amount(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e9:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 0 on")
    return value


def run(given: argparse.Namespace) -> int:
    """Ask what was asked for; 0 if every unit has its answer, 1 if not."""
    with working("reading the study"):
        from framing.study import read_study

        study = read_study(given.study)
        given.written = set[Path]()  # prompts that this command wrote
        runs = [each for asked in _named(study, given) for each in _runs(study, asked, given)]
    if given.write_prompt:
        return 0
    if given.write_batch or given.read_batch:
        return _batch(study, runs, given)
    plans = _plans(study, runs, given)
    return _send(study, plans, given)


def _named(study: Study, given: argparse.Namespace) -> list[Asked]:
    """Return the codings that are meant: of ``[[models]]``, or one that the command describes."""
    from framing.models.model_run import (
        SERVERS_OWN,
        Asked,
        checked_coder,
        coder_named,
        endpoint_of,
    )

    wanted = {name: getattr(given, name) for name in (*_SETTINGS, *_OTHERS)}
    wanted = {name: value for name, value in wanted.items() if value not in (None, "")}
    if wanted.get("temperature") == SERVERS_OWN:
        wanted["temperature"] = None
    if "endpoint" in wanted:
        wanted["endpoint"] = endpoint_of(wanted["endpoint"])
    entries = [one for one in study.models if given.model in ("", one.coder, one.model)]
    entries = [one for one in entries if given.coder in ("", one.coder)]
    entries = [one for one in entries if one.coder == given.model] or entries
    if entries:
        return [_as_told(one, wanted, given.model) for one in entries]
    if not given.model:
        known = [one.coder for one in study.models]
        raise ParameterError(
            "no model is named, and study.toml has "
            + (f"no such coder. Coders: {some(known)}." if known else "no [[models]]. Give --model")
            + (suggestion(given.coder, known) if known else " and --endpoint.")
        )
    coder = checked_coder(given.coder or coder_named(given.model), error=ParameterError)
    if coder in {*study.own_coders, *(n for one in study.models for n in one.names())}:
        raise ParameterError(
            f"the coder '{coder}' is another already; give a name of its own with --coder."
        )
    prompt = wanted.pop("prompt", study.folder / Asked("", "").prompt)
    return [Asked(coder, prompt=prompt, **{"seed": study.seed, **wanted})]


def _as_told(one: Asked, wanted: dict[str, Any], named: str) -> Asked:
    """Take an entry of study.toml; what the command says otherwise is refused, not mixed in."""
    for name in _SETTINGS:
        if name == "model" and named in (one.coder, one.model):
            continue
        told = getattr(one, name)
        if name in wanted and wanted[name] != told and (name != "endpoint" or told):
            option = f"--{name.replace('_', '-')}"
            raise ParameterError(
                f"{option} is {str(wanted[name])!r}, and study.toml says {str(told)!r} of coder "
                f"'{one.coder}'. Change it there, or leave {option} out."
            )
    own = {k: v for k, v in wanted.items() if k in ("endpoint", *_OTHERS)}
    return replace(one, **own)


def _runs(study: Study, asked: Asked, given: argparse.Namespace) -> list[ModelRun]:
    """Return a run for each repetition, with the prompt, which is written where there is none."""
    from framing.models.answer_schema import answer_schema
    from framing.models.model_run import BATCH, ModelRun
    from framing.models.prompt import asked_of

    if not asked.endpoint:
        if not (given.write_batch or given.read_batch or given.write_prompt):
            raise ParameterError(
                f"where does '{asked.model}' answer? Give --endpoint, such as "
                "http://localhost:11434/v1 (Ollama), http://localhost:8080/v1 (llama.cpp), "
                "http://localhost:8000/v1 (vLLM), or that of a provider."
            )
        asked = replace(asked, endpoint=BATCH)
    book = study.codebook
    about = {"name": book.name, "version": book.version, "asked": asked_of(book)}
    prompt = _prompt(study, asked, given)
    first = ModelRun(asked, prompt, answer_schema(book), about)
    return [first.with_repetition(number) for number in range(1, asked.runs + 1)]


def _prompt(study: Study, asked: Asked, given: argparse.Namespace) -> Any:
    from framing.models.prompt import prompt_of, prompt_text, read_prompt, write_prompt

    if asked.prompt in given.written or (asked.prompt.exists() and not given.write_prompt):
        return read_prompt(asked.prompt, codebook=study.codebook)
    if given.dry_run:
        text = prompt_text(study.codebook, indicators=given.indicators)
        return prompt_of(text, asked.prompt.name, codebook=study.codebook)
    write_prompt(study.codebook, asked.prompt, indicators=given.indicators)
    given.written.add(asked.prompt)
    say(f"Written: {shown(asked.prompt)}", "  It may be read and edited before it is sent.")
    return read_prompt(asked.prompt, codebook=study.codebook)


def _plans(study: Study, runs: list[ModelRun], given: argparse.Namespace) -> list[Plan]:
    from framing.models.answer_files import states_of
    from framing.models.answer_schema import judge
    from framing.models.ask_plan import planned
    from framing.models.asked_units import chosen
    from framing.models.model_run import answer_file

    with working("counting units and tokens"):
        texts, judged = study.sentences, judge(study.codebook)
        only = chosen(given.units, texts, codebook=study.codebook, sample=study.sample)
        return [
            planned(
                one, texts, codebook=study.codebook, only=only, limit=given.limit,
                states=states_of(answer_file(study.folder, one.coder), one, judged),
            )
            for one in runs
        ]  # fmt: skip


def _send(study: Study, plans: list[Plan], given: argparse.Namespace) -> int:
    """Say what goes where, ask whether it may, and send it."""
    from framing.models.endpoint import Endpoint, key_from_environment
    from framing.models.model_run import answer_file

    key, name = key_from_environment()
    for plan in plans:
        say(*plan.lines(key=name))
    if given.dry_run:
        each = ((plan, unit) for plan in plans for unit in plan.units())
        told = next((plan.run.prompt.told(unit.sent) for plan, unit in each), None)
        sent = json.dumps(told, ensure_ascii=False) if told else "none: all are answered"
        say(f"The first unit: {sent}", "Nothing was sent, and nothing written.")
        return 0
    _may_go(any(plan.keys for plan in plans), yes=given.yes)
    failed = 0
    for plan in plans:
        about = plan.run.asked
        server = Endpoint(about.endpoint, key=key, timeout=given.timeout, tries=given.tries)
        path = answer_file(study.folder, plan.run.coder)
        try:
            with working(f"asking '{about.model}'") as work:
                tally = _answered(study, plan, path, server, given, work)
        finally:
            server.close()
        failed += tally.n - tally.states["coded"]
        say(*_told(plan, tally, path))
    say("Next: framing report builds pages with this coder; see framing docs model-coding")
    return 1 if failed else 0


def _may_go(anything: bool, *, yes: bool) -> None:
    """Ask whether texts may be sent; without an answer they are not."""
    if yes or not anything:
        return
    say("Send this? [y/N] ", end="")
    answer = sys.stdin.readline() if sys.stdin else ""
    if answer.strip().lower() not in ("y", "yes"):
        raise ParameterError("nothing was sent. Answer y, or give --yes, to send it.")


def _answered(
    study: Study, plan: Plan, path: Path, server: Any, given: argparse.Namespace, work: Work
) -> Tally:
    from framing.models.answer_schema import judge
    from framing.models.asking import asked

    return asked(
        plan.units(), run=plan.run, path=path, server=server, judged=judge(study.codebook),
        n=len(plan.keys), parallel=given.parallel, told=work.doing,
    )  # fmt: skip


def _told(plan: Plan, tally: Tally, path: Path) -> list[str]:
    """Say what became of the units, and what it cost as far as that is known."""
    from framing.models.ask_plan import cost, money

    about = plan.run.asked
    paid = cost(tally.tokens_in, tally.tokens_out, about.price_in, about.price_out)
    known = tally.tokens_in is not None and tally.tokens_out is not None
    tokens = f"{tally.tokens_in:,} in, {tally.tokens_out:,} out" if known else "not told by all"
    spent = "unknown" if paid is None else money(paid)
    return [
        f"{plan.run.coder}: {tally.n:,} units: {tally}; {tally.left:,} left. {shown(path)}",
        f"  tokens as the server counts: {tokens}; cost: {spent}",
    ]


def _batch(study: Study, runs: list[ModelRun], given: argparse.Namespace) -> int:
    """Write requests to a file, or take answers from one."""
    from framing.models.answer_schema import judge
    from framing.models.asked_units import asked_units
    from framing.models.batch_files import read_batch, write_batch
    from framing.models.model_run import answer_file

    if len(runs) != 1:
        names = some(run.coder for run in runs)
        raise ParameterError(
            f"a file of requests is of one coder, and these are meant: {names}. Name one with "
            "--coder, with --runs 1."
        )
    if given.write_batch:
        (plan,) = _plans(study, runs, given)
        n = write_batch(plan.units(), run=plan.run, path=given.write_batch)
        say(f"{n:,} requests written, with texts of publishers: {shown(given.write_batch)}")
        say("Next: framing ask with the same options and --read-batch takes the answers.")
        return 0
    run, path = runs[0], answer_file(study.folder, runs[0].coder)
    tally = read_batch(
        given.read_batch, units=asked_units(study.sentences, codebook=study.codebook),
        run=run, to=path,
        judged=judge(study.codebook),
    )  # fmt: skip
    kept = tally.states.total()
    say(f"{tally.n:,} answers: {tally}; {tally.n - kept:,} were there. {shown(path)}")
    return 1 if kept > tally.states["coded"] else 0
