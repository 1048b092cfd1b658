"""Sheets for people: drawn without what is not there yet, blind, named by lines that are told."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

from framing.begin.survey import survey
from framing.cli import main
from framing.coding.byhand.sample import read_sample
from framing.study import read_study

TEXTS = {
    "The-Ledger/2026-05-07_boats-cost-more.txt": "Boats\n\nThe Ledger heard that costs rise.\n",
    "Post/2026-05-08_no-boats.txt": "Calm\n\nThe owners were left out of it.\n",
}
CODEBOOK = """
[codebook]
name = "b"
version = "1"
[frames.out]
definition = "Left out."
[[frames.out.indicators]]
id = "i"
any = ["left out"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / "texts" / name).parent.mkdir(parents=True)
        filler = "\n\n".join(f"It is day {n} of that." for n in range(8))
        (tmp_path / "texts" / name).write_text(f"{text}\n{filler}\n")
    monkeypatch.chdir(tmp_path)
    assert main(["init", "mine", "--from", "texts"]) == 0
    monkeypatch.chdir(tmp_path / "mine")
    Path("codebook.toml").write_text(CODEBOOK)
    return tmp_path / "mine"


def sampled(*more: str, n: str = "8") -> int:
    return main(["sample", "--n", n, "--coder", "anna", "--coder", "ben", *more])


def lines(name: str) -> list[dict[str, str]]:
    with Path("coding", name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def decided(name: str, *decisions: str) -> None:
    """Decide the first lines of a sheet as a spreadsheet saves it."""
    rows = lines(name)
    for row, decision in zip(rows, decisions, strict=False):
        row["decision"] = decision
    with Path("coding", name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def printed(said: str) -> list[str]:
    """Return the lines that are to stand in study.toml; after an empty one those at its end."""
    lines = said.partition("Put into study.toml")[2].splitlines()[1:]
    told = [line[2:] if line.startswith("  ") else "" for line in lines]
    return told[: told.index("", told.index("") + 1 if "at the end of" in said else 0)]


def put(lines: list[str]) -> None:
    """Do with the lines that are printed what is said of them."""
    settings = Path("study.toml")
    text = settings.read_text(encoding="utf-8")
    cut = lines.index("") if "" in lines else len(lines)
    text = text.replace("[coding]\n", "\n".join(["[coding]", *lines[:cut], ""]), 1)
    settings.write_text(text + "\n".join(lines[cut:]), encoding="utf-8")
    tomllib.loads(settings.read_text(encoding="utf-8"))


def found(part: str) -> list[tuple[str, str]]:
    table = survey(read_study())
    return [tuple(row) for row in table.loc[table["part"] == part, ["level", "message"]].to_numpy()]


@pytest.mark.usefixtures("folder")
def test_no_cell_that_the_kit_fills_in_tells_article_outlet_date_or_headline():
    assert sampled() == 0
    words = {"before", "text", "after"}
    for row in lines("final-anna.csv"):
        told = " ".join(cell for name, cell in row.items() if name not in words)
        assert not [one for one in ("Ledger", "Post", "2026", "boats") if one in told]
    key = read_sample("coding/final-sample.csv")
    assert set(key["unit"]) == {row["unit"] for row in lines("final-ben.csv")}


@pytest.mark.usefixtures("folder")
def test_units_that_name_an_outlet_are_counted_and_can_be_masked(capsys):
    assert sampled(n="100") == 0
    assert (
        "2 units of 18 name an outlet in their words (The-Ledger 2); --mask hides that."
        in capsys.readouterr().out
    )
    assert any("The Ledger" in row["text"] for row in lines("final-anna.csv"))
    assert main(["sample", "--coder", "clara", "--mask"]) == 0
    assert "--mask" not in capsys.readouterr().out
    assert not any("The Ledger" in row["text"] for row in lines("final-clara.csv"))
    assert "[outlet] heard that costs rise." in {row["text"] for row in lines("final-clara.csv")}
    decided("final-clara.csv", *["present"] * 18)
    put(['codings = ["coding/final-clara.csv"]'])
    assert len(read_study().rounds["final"]) == 18


@pytest.mark.usefixtures("folder")
def test_the_lines_that_are_printed_name_what_was_written(capsys):
    assert sampled() == 0
    put(printed(capsys.readouterr().out))
    assert Path("coders.csv").read_text("utf-8-sig").split() == [
        "coder,kind", "anna,person", "ben,person",
    ]  # fmt: skip
    decided("final-anna.csv", *["present"] * 8)
    decided("final-ben.csv", *["absent"] * 8)
    study = read_study()
    assert len(study.rounds["final"]) == 16
    assert study.sample_file == study.folder / "coding" / "final-sample.csv"
    assert ("look", "coded nothing") not in found("coders")
    assert main(["adjudicate", "--coder", "clara", "--of", "anna", "--of", "ben"]) == 0
    told = capsys.readouterr().out
    assert "clara,person" in told
    put(printed(told))
    decided("adjudication-clara.csv", "present")
    study = read_study()
    assert (study.codings["coder"] == "adjudicated").sum() == 8
    assert study.reference == "adjudicated"
    Path("coders.csv").write_text(Path("coders.csv").read_text("utf-8-sig") + "clara,person\n")
    assert found("coders") == [("fine", "by hand: 3 coders of kind person; and the rules")]


@pytest.mark.usefixtures("folder")
def test_a_second_round_keeps_the_sheets_of_the_first_in_its_lines(capsys):
    assert sampled("--round", "pilot", n="6") == 0
    assert sampled(n="6") == 0
    listed = printed(capsys.readouterr().out.rpartition("Written:")[2])[0]
    assert tomllib.loads(listed)["codings"] == [
        f"coding/{name}.csv" for name in ("final-anna", "final-ben", "pilot-anna", "pilot-ben")
    ]


@pytest.mark.usefixtures("folder")
def test_rounds_share_no_sentence_where_there_are_enough():
    assert sampled("--round", "training", n="6") == 0
    assert sampled(n="6") == 0
    first, second = (read_sample(f"coding/{name}-sample.csv") for name in ("training", "final"))
    shared = second[second["unit"].isin(first["unit"])]
    assert set(shared["stratum"]) <= {"Post / out"}  # which has but one


@pytest.mark.usefixtures("folder")
def test_check_and_adjudicate_tell_sheets_that_lie_there_and_are_not_named(capsys):
    assert sampled() == 0
    blank = "to be filled in, then named in study.toml: final-anna.csv (0 of 8 decided), final-ben"
    assert [level for level, said in found("codings") if said.startswith(blank)] == ["fine"]
    assert main(["adjudicate", "--coder", "clara", "--of", "anna", "--of", "ben"]) == 2
    assert "final-anna.csv (0 of 8 decided), final-ben.csv" in capsys.readouterr().err
    decided("final-anna.csv", *["present"] * 8)
    decided("final-ben.csv", *["absent"] * 3)
    told = (
        "coding/ holds 2 sheets that study.toml does not name: final-anna.csv (8 of 8 decided), "
        "final-ben.csv (3 of 8 decided); under [coding] write: "
        'codings = ["coding/final-anna.csv", "coding/final-ben.csv"]'
    )
    assert ("look", told) in found("codings")
    assert ("look", "anna, ben coded nothing in the files that are named") not in found("coders")
    capsys.readouterr()
    assert main(["adjudicate", "--coder", "clara", "--of", "anna", "--of", "ben"]) == 2
    said = capsys.readouterr().err
    assert f"'anna', 'ben' coded nothing in the files that are named. {told}" in said


@pytest.mark.usefixtures("folder")
def test_check_says_how_far_each_sheet_is(capsys):
    assert sampled() == 0
    put(printed(capsys.readouterr().out))
    decided("final-anna.csv", *["present"] * 8)
    decided("final-ben.csv", *["absent"] * 3)
    said = found("codings")
    assert ("fine", "final-anna.csv: 8 of 8 lines decided") in said
    assert ("look", "final-ben.csv: 3 of 8 lines decided, 5 still open") in said


@pytest.mark.usefixtures("folder")
def test_settings_that_name_what_is_to_be_written_stop_neither_draw():
    put([
        'codings = ["coding/final-anna.csv", "coding/final-ben.csv"]',
        'sample = "coding/final-sample.csv"',
        'coders = "coders.csv"',
        'reference = "adjudicated"',
        "", "[[adjudication]]", 'coder = "adjudicated"', 'of = ["anna", "ben"]',
        'sheet = "coding/adjudication-clara.csv"',
    ])  # fmt: skip
    assert main(["check"]) == 1
    assert sampled() == 0
    assert main(["adjudicate", "--coder", "clara", "--of", "anna", "--of", "rules"]) == 2
    decided("final-anna.csv", "present")
    decided("final-ben.csv", "absent")
    assert main(["adjudicate", "--coder", "clara", "--of", "anna", "--of", "ben"]) == 0


@pytest.mark.usefixtures("folder")
def test_another_coders_predictions_are_drawn_by_while_sheets_are_still_to_come(capsys):
    Path("model.csv").write_text(
        "article,sentence,coder,frame,present\n"
        + "".join(f"{row['article']},{row['sentence']},m,out,1\n"
                  for _, row in read_study().sentences.iterrows())
    )  # fmt: skip
    put(['codings = ["model.csv", "coding/final-anna.csv"]', 'sample = "coding/final-sample.csv"'])
    assert sampled("--from", "m", n="6") == 0
    assert set(read_sample("coding/final-sample.csv")["stratum"].str.split(" / ").str[1]) == {"out"}


@pytest.mark.usefixtures("folder")
def test_a_sample_that_is_named_and_not_there_is_told_with_what_writes_it(capsys):
    assert sampled() == 0
    put(printed(capsys.readouterr().out))
    Path("coding/final-sample.csv").unlink()
    (said,) = [said for level, said in found("codings") if level == "mend"]
    assert "final-sample.csv: cannot be read: there is no such file" in said
    assert "[coding] sample: 'framing sample' writes it" in said


@pytest.mark.usefixtures("folder")
def test_hits_can_be_drawn_after_a_final_sample_and_leave_their_place_to_it(capsys):
    assert main(["sample", "--among", "hits", "--coder", "anna"]) == 0
    put(printed(capsys.readouterr().out))
    assert len(read_sample(read_study().sample_file)) == 1
    assert sampled() == 0
    final = printed(capsys.readouterr().out)
    assert 'codings = ["coding/final-anna.csv", "coding/final-ben.csv"]' in final
    assert 'sample = "coding/final-sample.csv"' in final
    Path("coding/hits-anna.csv").unlink()
    Path("coding/hits-sample.csv").unlink()
    assert main(["sample", "--among", "hits", "--coder", "anna"]) == 0
