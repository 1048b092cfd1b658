"""The command ``framing ask``: what it says before anything goes, what it asks, what it keeps."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pandas as pd
import pytest

from framing.cli import main
from framing.errors import StudyError
from framing.models import asking, endpoint
from framing.pages.models import methods
from framing.study import freeze, frozen, read_study
from tests.cases import each_of
from tests.conftest import ROOT
from tests.models.asked_study import CODEBOOK, write_asked
from tests.serving import OK, Served, by_word, serving

ANSWERS = Path("coding", "models", "tiny.jsonl")


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "FIRST_WAIT", 0.001)
    for name in endpoint.KEYS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = write_asked(tmp_path / "study")
    book = CODEBOOK.replace('countercodes = { cooling = "a cooling" }\n', "")
    (found / "codebook.toml").write_text(book, encoding="utf-8")
    return found


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as found:
        yield found


def ask(folder: Path, served: Served, *options: str, yes: bool = True) -> int:
    told = ["ask", str(folder), "--model", "tiny", "--endpoint", served.address, *options]
    return main([*told, "--yes"] if yes else told)


def decided(folder: Path) -> pd.DataFrame:
    table = read_study(folder).codings.query("coder == 'tiny'").dropna(axis=1, how="all")
    return table.reset_index(drop=True)


def test_its_codings_are_one_more_coder_of_kind_model_beside_the_rules(folder, served):
    assert ask(folder, served) == 0
    study = read_study(folder)
    found = study.codings.query("present == 1")
    where = {(row.coder, row.article, row.sentence, row.frame) for row in found.itertuples()}
    tiny = {key[1:] for key in where if key[0] == "tiny"}
    assert tiny == {("one", 1, "is_outside"), ("one", 2, "is_friends"), ("one", 4, "is_outside"),
                    ("two", 1, "is_friends"), ("two", 2, "is_outside")}  # fmt: skip
    assert tiny == {key[1:] for key in where if key[0] == "rules"}
    assert len(decided(folder)) == 2 * len(study.sentences)
    (row,) = study.coders.query("coder == 'tiny'").to_dict("records")
    assert (row["kind"], row["model"], row["version"]) == ("model", "tiny", "tiny-1.0-served")
    claims = study.claims.query("coder == 'tiny' and frame == 'is_outside'")
    assert claims[["subcode", "mode", "voice", "valuation"]].drop_duplicates().to_numpy().tolist() \
        == [["door", "stated", "text", "welcome"]]  # fmt: skip


def test_a_model_is_never_a_person_whatever_a_file_of_coders_says(folder, served, capsys):
    ask(folder, served)
    (folder / "coders.csv").write_text("coder,kind\ntiny,person\n", encoding="utf-8")
    settings = folder / "study.toml"
    settings.write_text(f'{settings.read_text()}coders = "coders.csv"\n', encoding="utf-8")
    coders = read_study(folder).coders.set_index("coder")["kind"]
    assert coders["tiny"] == "model"
    assert main(["check", str(folder)]) == 0
    assert "by hand: none; 1 language model; and the rules" in capsys.readouterr().out


def test_it_says_what_goes_where_before_anything_is_sent(folder, served, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert ask(folder, served, yes=False) == 2
    said, error = capsys.readouterr()
    assert served.bodies == []
    for part in (served.address, "this machine", "8 to ask about, of 8", "2 texts of 2 outlets",
                 "tokens: about", "cost: unknown", "none is set", "Send this?"):  # fmt: skip
        assert part in said
    assert "nothing was sent" in error
    assert not (folder / ANSWERS).exists()


def test_it_says_that_texts_leave_this_machine(folder, capsys):
    told = ["--endpoint", "https://api.example.org/v1", "--dry-run", "--price-in", "100"]
    assert main(["ask", str(folder), "--model", "m", *told, "--price-out", "0"]) == 0
    said = capsys.readouterr().out
    assert "ANOTHER MACHINE: texts of publishers leave this one" in said
    assert "cost: about 0." in said
    assert not (folder / "coding").exists()


def test_without_an_answer_nothing_is_sent(folder, served, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert ask(folder, served, yes=False) == 2
    assert served.bodies == []


def test_without_the_extra_it_says_what_to_install(folder, served, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "httpx", None)
    assert ask(folder, served) == 2
    assert "pip install 'framing[models]'" in capsys.readouterr().err


def test_a_dry_run_sends_nothing_and_writes_nothing(folder, served, capsys):
    assert ask(folder, served, "--dry-run", yes=False) == 0
    assert "Nothing was sent, and nothing written" in capsys.readouterr().out
    assert served.bodies == []
    assert not (folder / "coding").exists()


def test_nothing_is_asked_twice_and_a_limit_goes_on_where_it_stopped(
    folder, served, capsys, monkeypatch
):
    seconds = map("2025-02-13T10:{:02}:00+00:00".format, count())
    monkeypatch.setattr(asking, "now", lambda: next(seconds))
    assert ask(folder, served, "--limit", "3") == 0
    assert len(served.bodies) == 3
    assert ask(folder, served) == 0
    assert ask(folder, served) == 0
    assert "0 to ask about, of 8; 8 have their answer" in capsys.readouterr().out
    study = read_study(folder)
    assert sorted(served.sentences) == sorted(study.sentences["text"])
    assert ", put together from 2 runs. Each" in methods(study)


def test_what_rules_are_unsure_of_is_where_words_and_likeness_differ(folder, served):
    ask(folder, served, "--units", "unsure")
    assert 0 < len(served.bodies) < 8
    assert "The envoys are friends now." not in served.sentences


def test_a_sample_is_asked_about_where_one_was_drawn(folder, served, capsys):
    assert ask(folder, served, "--units", "sample") == 2
    assert "draw one with 'framing sample'" in capsys.readouterr().err
    drawn = {"article": ["one", "two"], "sentence": [3, 1], "round": "final", "stratum": "all"}
    counts = {"n_stratum": 8, "n_drawn": 2, "probability": 0.25}
    (folder / "coding").mkdir(exist_ok=True)
    pd.DataFrame({**drawn, **counts}).to_csv(folder / "coding/final-sample.csv", index=False)
    settings = folder / "study.toml"
    settings.write_text(f'{settings.read_text()}sample = "coding/final-sample.csv"\n')
    assert ask(folder, served, "--units", "sample") == 0
    assert sorted(served.sentences) == [
        "Tea was served at noon.",
        "The hosts and guests stayed friends.",
    ]


def test_a_failed_unit_makes_the_command_fail_and_its_counts_add_up(folder, capsys):
    with serving(behave=lambda s, n: "prose" if "Tea" in s else OK) as served:
        assert ask(folder, served) == 1
        assert "8 units: 7 coded, 1 rejected; 0 left" in capsys.readouterr().out
        assert len(decided(folder)) == 14
        before = len(served.bodies)
        assert ask(folder, served) == 1
        assert set(served.sentences[before:]) == {"Tea was served at noon."}


def test_no_key_is_in_any_file_or_message_and_it_goes_to_the_endpoint_alone(
    folder, served, monkeypatch, capsys
):
    monkeypatch.setenv("FRAMING_API_KEY", "sk-very-secret")
    ask(folder, served)
    assert {each["Authorization"] for each in served.headers} == {"Bearer sk-very-secret"}
    said = "".join(capsys.readouterr())
    assert "from FRAMING_API_KEY, sent there alone" in said
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert "sk-very-secret" not in said
    assert b"sk-very-secret" not in kept


@each_of(
    "options, said",
    [
        (["--endpoint", "https://me:sk-1@api.example.org"], "more than an address"),
        (["--endpoint", "https://api.example.org/v1?key=sk-1"], "more than an address"),
        (["--endpoint", "api.example.org"], "no address"),
        (["--coder", "rules"], "the kit's own"),
        (["--coder", "a/b"], "has '/' in it"),
        (["--parallel", "0"], "whole number"),
        (["--price-in", "-1"], "number from 0 on"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(options, said, folder, capsys):
    told = ["ask", str(folder), "--model", "m", "--endpoint", "http://127.0.0.1:9", *options]
    assert main(told) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_answers_of_another_prompt_or_codebook_are_refused(folder, served, capsys):
    ask(folder, served)
    prompt = folder / "coding/models/prompt.md"
    prompt.write_text(prompt.read_text().replace("You code", "Code"), encoding="utf-8")
    before, asked = (folder / ANSWERS).read_bytes(), len(served.bodies)
    assert ask(folder, served) == 2
    assert "prompt (its hash)" in capsys.readouterr().err
    book = folder / "codebook.toml"
    book.write_text(book.read_text().replace('version = "1.0"', 'version = "2.0"'))
    assert ask(folder, served) == 2
    assert "written from another codebook" in capsys.readouterr().err
    assert ((folder / ANSWERS).read_bytes(), len(served.bodies)) == (before, asked)
    assert main(["check", str(folder)]) != 0 or "another codebook" in capsys.readouterr().out


def test_a_frozen_study_tells_that_answers_were_added(folder, served):
    freeze(read_study(folder))
    ask(folder, served)
    assert "codings added: tiny.jsonl" in str(frozen(read_study(folder)))


def test_models_of_study_toml_are_asked_by_their_names_with_their_settings(folder, served, capsys):
    settings = folder / "study.toml"
    entries = "".join(
        f'[[models]]\ncoder = "{name}"\nmodel = "tiny"\nendpoint = "{served.address}"\n'
        f"temperature = {heat}\n"
        for name, heat in (("cold", 0), ("warm", 0.7))
    )
    settings.write_text(f"{settings.read_text()}{entries}runs = 2\n", encoding="utf-8")
    assert main(["ask", str(folder), "--write-prompt"]) == 0  # one, which both share
    assert main(["ask", str(folder), "--write-prompt"]) == 2  # and it is kept
    assert main(["ask", str(folder), "--yes"]) == 0
    names = sorted(path.stem for path in (folder / "coding/models").glob("*.jsonl"))
    assert names == ["cold", "warm", "warm-2"]
    assert sorted({body["temperature"] for body in served.bodies}) == [0, 0.7]
    agreed = read_study(folder).checks.reliability
    assert set(agreed["coders"]) == {"warm;warm-2"}  # and not cold, which is another coding
    assert set(agreed["called"]) == {"repeatability"}
    assert agreed["verdict"].isna().all()
    assert read_study(folder).runs[-1].notebook == "models"
    assert main(["ask", str(folder), "--model", "warm", "--temperature", "0.2"]) == 2
    assert "study.toml says '0.7' of coder 'warm'" in capsys.readouterr().err
    settings.write_text(settings.read_text().replace("0.7", "0.8"), encoding="utf-8")
    with pytest.raises(StudyError, match=r"study\.toml says otherwise of coder 'warm'"):
        _ = read_study(folder).codings


def test_requests_in_a_file_and_answers_from_one_give_the_table_of_a_server(folder, served):
    batch, answers = folder.parent / "batch.jsonl", folder.parent / "answers.jsonl"
    told = ["ask", str(folder), "--model", "tiny", "--coder"]
    assert main([*told, "offline", "--write-batch", str(batch)]) == 0
    from tests.serving import completion

    lines = [json.loads(line) for line in batch.read_text(encoding="utf-8").splitlines()]
    assert {line["url"] for line in lines} == {"/v1/chat/completions"}
    assert {line["method"] for line in lines} == {"POST"}
    assert len({line["custom_id"] for line in lines}) == 8
    found = [
        {"custom_id": line["custom_id"], "error": None,
         "response": {"status_code": 200, "body": completion(line["body"], served, OK)}}
        for line in reversed(lines)
    ]  # fmt: skip
    found[0] = {"custom_id": found[0]["custom_id"], "response": None, "error": {"code": "expired"}}
    answers.write_text("".join(f"{json.dumps(one)}\n" for one in found), encoding="utf-8")
    assert main([*told, "other", "--read-batch", str(answers)]) == 2  # another run
    assert main([*told, "offline", "--read-batch", str(answers)]) == 1
    (lines[-1]["custom_id"],)
    again = folder.parent / "again.jsonl"
    assert main([*told, "offline", "--write-batch", str(again)]) == 0
    assert json.loads(again.read_text(encoding="utf-8"))["custom_id"] == found[0]["custom_id"]
    ask(folder, served)
    codings = read_study(folder).codings
    keys = ["article", "sentence", "frame", "present", "subcode", "mode", "voice"]
    mine, theirs = (codings.query("coder == @name")[keys] for name in ("offline", "tiny"))
    failed = read_study(folder).model_answers["offline"].answers.query("state != 'coded'")
    assert len(failed) == 1
    both = mine.merge(theirs, on=keys[:3], suffixes=("", "_of_tiny"), validate="one_to_one")
    assert len(both) == 14
    assert both["present"].equals(both["present_of_tiny"].rename("present"))


KILLED = """
import sys
from framing.cli import main
from framing.models import endpoint
endpoint.FIRST_WAIT = 0.001
sys.exit(main(sys.argv[1:]))
"""


def test_killed_in_the_middle_and_resumed_it_gives_the_table_of_one_that_was_not(tmp_path):
    reached = threading.Event()

    def behave(sentence: str, before: int) -> str:
        if "noon" in sentence and before == 0:
            reached.set()
            return "hang"
        return OK

    killed, whole = write_asked(tmp_path / "killed"), write_asked(tmp_path / "whole")
    for each in (killed, whole):
        book = CODEBOOK.replace('countercodes = { cooling = "a cooling" }\n', "")
        (each / "codebook.toml").write_text(book, encoding="utf-8")
    with serving(by_word, behave) as served:
        told = ["ask", str(killed), "--model", "tiny", "--endpoint", served.address, "--yes"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, *told, "--parallel", "1"], env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert reached.wait(600)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        kept = (killed / ANSWERS).read_bytes()
        assert 0 < kept.count(b"\n") - 1 < 8
        before = len(served.bodies)
        assert main(told) == 0
        assert len(served.bodies) - before == 8 - (kept.count(b"\n") - 1)
        assert (killed / ANSWERS).read_bytes().startswith(kept)
        ask(whole, served)
    pd.testing.assert_frame_equal(decided(killed), decided(whole))
