"""docs/hand-coding.md is followed in its order, from an empty folder, by two coders and a third."""

from __future__ import annotations

import contextlib
import csv
import io
import shlex
import tomllib
from pathlib import Path

import pytest

from framing.cli import main
from framing.study import read_study
from tests.test_docs import PAGES, Block, blocks, commands, trimmed

GUIDE = blocks(PAGES["hand-coding.md"])


@pytest.mark.slow  # builds a page
def test_the_guide_can_be_followed_in_its_order(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    printed: list[str] = []
    for number, block in enumerate(GUIDE, 1):
        place = f"block {number}"
        with contextlib.redirect_stdout(io.StringIO()) as out:
            followed(block, place, names)
        if block.language in ("python", "sh"):
            printed = trimmed(out.getvalue())
        elif block.language == "text output":
            assert printed == trimmed(block.body), place
    study = read_study("my-study")
    coded = study.codings.groupby("coder").size()
    assert coded["anna"] == coded["ben"] == coded["adjudicated"] == 12
    assert coded["corrected"] == coded["rules"] == len(study.sentences)
    assert (tmp_path / "my-study" / "reports.page" / "validity.html").is_file()
    assert settled(study) == 1


def followed(block: Block, place: str, names: dict[str, object]) -> None:
    """Do what a block says; what a command writes is then filled in."""
    if block.file:
        Path(block.file).write_text(block.body, encoding="utf-8")
    elif block.language == "python":
        exec(compile(block.body, place, "exec"), names)
    elif block.language == "toml":
        put(Path("my-study/study.toml"), block.body)
    elif block.language == "sh":
        for line in commands(block.body):
            assert main(shlex.split(line)[1:]) == 0, line
            for sheet in Path("my-study/coding").glob("*-*.csv"):
                coded_by(sheet)


def coded_by(sheet: Path) -> None:
    """Decide as a coder would: anna and ben differ on what is split, and clara says why."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if "decision" not in rows[0] or rows[0]["decision"]:
        return
    for row in rows:
        cues = ("accused", "protested", *(["split"] if row["coder"] != "ben" else []))
        row["decision"] = "present" if any(cue in row["text"] for cue in cues) else "absent"
        if "because" in row:
            row["because"] = "a split is a conflict"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def settled(study) -> int:
    return int(study.codings["note"].eq("settled by clara: a split is a conflict").sum())


def put(settings: Path, lines: str) -> None:
    """Put the lines of a block where they belong: keys of [coding] there, entries at the end."""
    told = tomllib.loads(lines)
    text = settings.read_text(encoding="utf-8")
    for key in told.get("coding", {}):
        (line,) = [one for one in lines.split("\n\n")[0].splitlines() if one.startswith(f"{key} =")]
        whole = lines[lines.index(line) :]
        whole = whole[: whole.index("]\n") + 1] if line.endswith("[") else line
        start = text.index("[coding]")
        old = next(
            (one for one in text[start:].splitlines() if one.lstrip("# ").startswith(f"{key} =")),
            "",
        )
        at = text.index(old, start)
        end = text.index("]\n", at) + 1 if old.endswith("[") else at + len(old)
        text = text[:at] + whole + text[end:]
    entries = lines[lines.index("[[") :] if "[[" in lines else ""
    settings.write_text(f"{text}\n{entries}", encoding="utf-8")
    assert {**tomllib.loads(text).get("coding", {})}.items() >= told.get("coding", {}).items()


def test_the_guide_holds_every_kind_of_block() -> None:
    assert {block.language for block in GUIDE} == {
        "sh", "python", "toml", "csv", "text output",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["init", "sample", "check", "adjudicate", "report"])
def test_the_guide_names_each_command_that_it_is_about(name: str) -> None:
    lines = [line for block in GUIDE if block.language == "sh" for line in commands(block.body)]
    assert any(line.split()[1] == name for line in lines)
