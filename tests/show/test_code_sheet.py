"""Coding in JupyterLab: what is clicked or typed stands in the sheet at once, blind."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import framing
from framing.begin import by_hand
from framing.begin.begin import begin
from framing.coding.byhand.open_sheet import open_sheet
from framing.errors import StudyError

CODEBOOK = """
[codebook]
name = "b"
version = "1"
[modes]
stated = "as a fact"
feared = "as a fear"
[voices]
text = "the text"
[frames.out]
definition = "Left <out>."
subcodes = { far = "far out" }
countercodes = { in = "let in" }
[[frames.out.indicators]]
id = "i"
any = ["left out"]
"""


@pytest.fixture
def study(tmp_path: Path) -> framing.study.Study:
    texts = tmp_path / "texts"
    for outlet, words in {
        "Daily": "Kyiv was <b>left out</b>.",
        "Post": "The Daily saw it.",
    }.items():
        (texts / outlet).mkdir(parents=True)
        (texts / outlet / "a.txt").write_text(f"A headline here\n\n{words}\n\nSo it goes on.\n")
    folder = begin(tmp_path / "mine", source=texts).folder
    (folder / "codebook.toml").write_text(CODEBOOK)
    return framing.read_study(folder)


def drawn(study: framing.study.Study, *coders: str, **given: object) -> by_hand.Sheets:
    usual = {"n": 6, "round": "final", "among": "", "predicted_by": "rules", "seed": 1}
    return by_hand.draw(study, coders=coders, **{**usual, "mask": False, **given})


def part(widget, name: str):
    """Return the widget of a description, however deep it lies."""
    found = [one for one in every(widget) if getattr(one, "description", "") == name]
    assert len(found) == 1, name
    return found[0]


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def shown(widget) -> str:
    return next(every(widget.children[0])).value


def told(widget) -> str:
    return next(one.value for one in every(widget) if type(one).__name__ == "Label")


def rows(study: framing.study.Study, name: str = "final-anna.csv") -> list[dict[str, str]]:
    with (study.folder / "coding" / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_decision_is_in_the_sheet_at_once_and_the_next_open_line_is_shown(study):
    drawn(study, "anna")
    widget = framing.code_sheet(study, "final-anna.csv")
    lines = rows(study)
    assert "0 of 6 lines decided. Line 1." in shown(widget)
    part(widget, "Present").click()
    assert [row["decision"] for row in rows(study)] == ["present", *[""] * 5]
    assert "1 of 6 lines decided. Line 2." in shown(widget)
    part(widget, "Absent").click()
    part(widget, "Cannot say").click()
    assert [row["decision"] for row in rows(study)][:3] == ["present", "absent", "cannot say"]
    for before, after in zip(lines, rows(study), strict=True):
        assert {**after, "decision": ""} == before
    assert study.folder / "coding" / "final-anna.csv" in {*(study.folder / "coding").iterdir()}
    assert not [*(study.folder / "coding").glob(".*")]


def test_coding_goes_on_where_it_stopped_and_ends_in_words(study):
    drawn(study, "anna")
    part(framing.code_sheet(study, "final-anna.csv"), "Absent").click()
    again = framing.code_sheet(study, "coding/final-anna.csv")
    assert "Line 2." in shown(again)
    for _ in range(5):
        part(again, "Absent").click()
    assert "All 6 lines are decided" in told(again)
    assert framing.read_study(study.folder).folder == study.folder
    assert framing.code_sheet(study, "final-anna.csv")  # opens, to be looked through


def test_the_sentence_stands_between_its_neighbours_escaped_blind_and_with_its_rules(study):
    drawn(study, "anna")
    widget = framing.code_sheet(study, "final-anna.csv")
    seen = ""
    for _ in range(6):
        seen += shown(widget)
        part(widget, "Next").click()
    assert "&lt;b&gt;left out&lt;/b&gt;" in seen
    assert "<b>left" not in seen
    assert "<strong>Definition</strong>: Left &lt;out&gt;." in widget.children[-1].value
    for row in rows(study):
        assert row["before"] in seen.replace("&lt;", "<").replace("&gt;", ">")
    assert "a.txt" not in seen
    assert "Post" not in seen


def test_modes_voices_and_valuations_are_saved_as_they_are_chosen_and_shown_again(study):
    drawn(study, "anna")
    widget = framing.code_sheet(study, "final-anna.csv")
    part(widget, "mode").value = ("stated", "feared")
    part(widget, "valuation").value = ("harmful",)
    part(widget, "note").value = "=so"
    part(widget, "Present").click()
    first, second = rows(study)[:2]
    assert (first["mode"], first["valuation"], first["note"]) == (
        "stated;feared",
        "harmful",
        "'=so",
    )
    assert (second["mode"], second["valuation"], second["note"]) == ("", "", "")
    assert part(widget, "mode").value == ()
    part(widget, "Back").click()
    assert part(widget, "mode").value == ("stated", "feared")
    assert part(widget, "note").value == "=so"
    assert "Line 1: present." in shown(widget)


def test_keys_do_what_buttons_do(study):
    drawn(study, "anna")
    widget = framing.code_sheet(study, "final-anna.csv")
    keys = part(widget, "keys")
    for typed in ("m", "m2", "v1", "j2", "s1", "p", "a", "?", "b", "x", "m9"):
        keys.value = typed
    keys.value = "c"
    lines = rows(study)
    assert [row["decision"] for row in lines][:3] == ["present", "absent", "cannot say"]
    chosen = [lines[0][name] for name in ("mode", "voice", "valuation", "subcode")]
    assert chosen == ["feared", "text", "harmful", "far"]
    assert keys.value == ""
    keys.value = "x"
    assert told(widget) == "'x' is no key here."


def test_absent_with_a_sub_code_of_presence_is_told_and_not_saved(study):
    drawn(study, "anna")
    widget = framing.code_sheet(study, "final-anna.csv")
    part(widget, "subcode").value = ("far",)
    part(widget, "Absent").click()
    assert rows(study)[0]["decision"] == ""
    assert "'far' says how it is present" in told(widget)
    part(widget, "subcode").value = ("in",)
    part(widget, "Absent").click()
    assert (rows(study)[0]["decision"], rows(study)[0]["subcode"]) == ("absent", "in")


def test_a_sheet_that_another_program_wrote_meanwhile_is_not_overwritten(study):
    drawn(study, "anna")
    widget = framing.code_sheet(study, "final-anna.csv")
    place = study.folder / "coding" / "final-anna.csv"
    place.write_bytes(place.read_bytes().replace(b",out,", b",out,", 1) + b"\r\n")
    held = place.read_bytes()
    part(widget, "Present").click()
    assert "was changed by another program" in told(widget)
    assert place.read_bytes() == held
    assert "0 of 6 lines decided. Line 1." in shown(widget)


def test_two_sheets_meet_in_an_adjudication_that_is_settled_the_same_way(study):
    drawn(study, "anna", "ben")
    by = {coder: framing.code_sheet(study, f"final-{coder}.csv") for coder in ("anna", "ben")}
    for coder, widget in by.items():
        for n in range(6):
            row = rows(study, f"final-{coder}.csv")[n]
            differs = "left out" in row["text"] and coder == "ben"
            part(widget, "Present" if differs else "Absent").click()
    settings = study.folder / "study.toml"
    listed = 'codings = ["coding/final-anna.csv", "coding/final-ben.csv"]\n'
    settings.write_text(settings.read_text().replace("[coding]\n", f"[coding]\n{listed}"))
    study = framing.read_study(study.folder)
    made = by_hand.settle(study, coder="clara", of=["anna", "ben"], mask=False)
    assert len(made.rows) == 1
    widget = framing.code_sheet(study, "adjudication-clara.csv")
    assert "<strong>anna</strong>: absent" in shown(widget)
    assert "<strong>ben</strong>: present" in shown(widget)
    part(widget, "because").value = "irony"
    part(widget, "Present").click()
    (row,) = rows(study, "adjudication-clara.csv")
    assert (row["decision"], row["because"]) == ("present", "irony")


def test_what_is_no_sheet_is_told_and_a_name_that_is_nearly_right(study):
    drawn(study, "anna")
    with pytest.raises(StudyError, match=r"Did you mean 'final-anna\.csv'"):
        framing.code_sheet(study, "final-ana.csv")
    for name, held, said in (
        ("a.csv", b"x,y\n1,2\n", "has no column 'decision'"),
        ("b.csv", b"PK\x03\x04", "is a workbook; save it as CSV"),
        ("c.csv", b"frame,decision\nout\n", "line 2: 1 cells where the header has 2"),
        ("d.csv", b"frame,decision\nin,\n", "frame is 'in'. Allowed: out"),
    ):
        (study.folder / "coding" / name).write_bytes(held)
        with pytest.raises(StudyError, match=said):
            open_sheet(study.folder / "coding" / name, codebook=study.codebook)


def test_a_sheet_of_an_earlier_version_with_fewer_columns_is_filled_in_too(study):
    place = study.folder / "coding" / "old.csv"
    place.parent.mkdir()
    place.write_bytes(
        b"round;coder;article;sentence;frame;decision\r\nfinal;a;Daily/a.txt;1;out;\r\n"
    )
    widget = framing.code_sheet(study, "old.csv")
    part(widget, "Present").click()
    assert rows(study, "old.csv")[0] == {
        "round": "final", "coder": "a", "article": "Daily/a.txt", "sentence": "1", "frame": "out",
        "decision": "present",
    }  # fmt: skip
