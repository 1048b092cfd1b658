"""Screening: a sheet that proposes which texts belong, and what a person makes of it."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from framing.begin.survey import LOOK, survey
from framing.cli import main
from framing.errors import FramingError, ParameterError, StudyError
from framing.report.faults import faults
from framing.study import read_study
from framing.study.screening import screened
from tests.begin.test_ready import CODEBOOK
from tests.begin.test_survey import STUDY, row, write
from tests.cases import each_of

TERMS = '[screen]\nterms = ["mill", "tower*"]\nfrom = "2025-03-01"\nto = "2025-03-31"\n'
SHEET = 'sheet = "screening.csv"\n'
BARE = "The council met. It will meet again."
ROWS = [
    row(1),
    row(2, text=BARE),
    row(3, date="2025-04-01"),
    row(4, date=""),
    row(5, text=row(1)["text"]),
    row(6, text=row(1)["text"], outlet="Courier"),
]


@pytest.fixture
def study(tmp_path):
    """Return a function that writes a study of six texts, and reads it."""

    def written(more: str = TERMS, rows=ROWS):
        write(tmp_path / "articles.csv", [{"family": each["article"], **each} for each in rows])
        (tmp_path / "codebook.toml").write_text(CODEBOOK)
        text = STUDY.format(**dict.fromkeys(("study", "corpus", "coding"), "")) + more
        (tmp_path / "study.toml").write_text(text)
        return read_study(tmp_path)

    return written


def lines(folder) -> list[dict[str, str]]:
    with (folder / "screening.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fill(folder, **decided: str) -> None:
    """Fill in a sheet: by article its decision, why and event, parted by a bar."""
    rows = lines(folder)
    for each in rows:
        if each["article"] in decided:
            filled = [*decided[each["article"]].split("|"), "", ""]
            each |= dict(zip(("decision", "why", "event"), filled, strict=False))
    write(folder / "screening.csv", rows)


def test_texts_are_proposed_by_the_studys_own_terms_and_dates(study):
    found = study().proposed.set_index("article")
    assert found["because"].to_dict() == {
        "a1": "term_found", "a2": "no_term", "a3": "other_date", "a4": "term_found",
        "a5": "same_text", "a6": "term_found",
    }  # fmt: skip
    assert (found["proposed"] == "in").tolist() == [True, False, False, True, False, True]
    assert found.loc["a1", ["n_places", "terms"]].tolist() == [2, "mill"]
    assert found[["decision", "why", "event"]].isna().all(axis=None)


def test_dates_alone_propose_texts(study):
    found = study('[screen]\nfrom = "2025-03-31"\n').proposed
    assert found.loc[found["proposed"] == "in", "article"].tolist() == ["a3", "a4"]


def test_without_terms_and_dates_nothing_can_be_proposed(study):
    with pytest.raises(ParameterError, match="names neither terms nor dates"):
        _ = study("").proposed


@each_of(
    "screen, said",
    [
        ('from = "March"', "'from' is 'March'; a day such as"),
        ('to = "2025-02-30"', "'to' is '2025-02-30'"),
        ('from = "2025-03-02"\nto = "2025-03-01"', "'from' is '2025-03-02', after 'to'"),
        ('term = ["a"]', "unknown key 'term'. Allowed: terms, from, to, sheet. Did you mean"),
    ],
)
def test_settings_that_screen_nothing_are_refused(study, screen, said):
    with pytest.raises(StudyError) as refused:
        study(f"[screen]\n{screen}\n")
    assert said in str(refused.value)


def test_the_command_writes_a_sheet_and_says_what_to_do_with_it(study, tmp_path, capsys):
    study()
    assert main(["screen", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "6 articles added, each proposed in or out." in said
    assert 'sheet = "screening.csv"' in said
    assert [each["article"] for each in lines(tmp_path)] == [f"a{n}" for n in range(1, 7)]


def test_a_filled_sheet_is_never_overwritten_and_new_texts_are_added(study, tmp_path, capsys):
    study()
    main(["screen", str(tmp_path)])
    fill(tmp_path, a1="in|mine|mill", a2="out|off topic")
    before = lines(tmp_path)
    assert main(["screen", str(tmp_path)]) == 0
    assert "has all 6 articles already; nothing was written" in capsys.readouterr().out
    study(TERMS, [*ROWS, row(7)])
    assert main(["screen", str(tmp_path)]) == 0
    after = lines(tmp_path)
    assert after[:6] == before
    assert after[6]["article"] == "a7"
    assert after[6]["decision"] == ""


def test_what_is_decided_out_is_compared_no_more_and_counted_by_its_reason(study, tmp_path):
    study()
    main(["screen", str(tmp_path)])
    fill(tmp_path, a1="in", a2="OUT|off topic", a3="out", a4="in||tower", a5="out|Duplicate of a1")
    asked = study(TERMS + SHEET)
    assert asked.articles["article"].tolist() == ["a1", "a4", "a6"]
    assert asked.articles["event"].tolist() == ["all", "tower", "all"]
    assert asked.flow.to_numpy().tolist() == [
        ["Courier", 1, 0, 0, 0, 1],
        ["Daily", 5, 1, 2, 0, 2],
        ["all outlets", 6, 1, 2, 0, 3],
    ]


def test_the_proposal_has_a_precision_once_all_is_decided(study, tmp_path):
    study()
    main(["screen", str(tmp_path)])
    fill(tmp_path, a1="in", a2="out", a3="out", a4="in", a5="out|duplicate")
    found = screened(study(TERMS + SHEET).screening).set_index("proposed")
    assert found.loc["in", "note"] == "open"
    assert pd.isna(found.loc["in", "share"])
    fill(tmp_path, a6="out|off topic")
    found = screened(study(TERMS + SHEET).screening).set_index("proposed")
    assert found.loc["in", ["n_proposed", "n_decided", "n_agreed"]].tolist() == [3, 3, 2]
    limits = found.loc["in", ["share", "ci_low", "ci_high"]].tolist()
    assert limits == pytest.approx([2 / 3, 0.2077, 0.9385], abs=1e-4)  # Wilson's, of 2 in 3
    assert found.loc["out", "share"] == 1


@each_of(
    "change, said",
    [
        (("a1", "inn"), "screening.csv, line 2: decision is 'inn'. Allowed: in, out"),
        (("decision", "decided"), "screening.csv has no column 'decision'"),
        (("a2", "a1"), "screening.csv, line 3: article 'a1' is in line 2 too"),
        (None, "screening.csv is not in"),
        ("all", "every text is screened out"),
    ],
)
def test_a_sheet_with_a_fault_is_refused_with_its_place(study, tmp_path, change, said):
    (tmp_path / "screening.csv").unlink(missing_ok=True)
    study()
    main(["screen", str(tmp_path)])
    path = tmp_path / "screening.csv"
    if change is None:
        path.unlink()
    elif change == "all":
        fill(tmp_path, **{f"a{n}": "out" for n in range(1, 7)})
    elif change[1] == "inn":
        fill(tmp_path, a1="inn")
    else:
        text = path.read_text(encoding="utf-8-sig")
        path.write_text(text.replace(change[0], change[1], 1))
    found = faults(study(TERMS + SHEET))
    assert [isinstance(each, FramingError) for each in found] == [True]
    assert said in str(found[0])


def test_check_counts_what_is_decided_and_names_what_the_sheet_lacks(study, tmp_path):
    study(TERMS, ROWS[:4])
    main(["screen", str(tmp_path)])
    fill(tmp_path, a1="in", a2="out")
    found = survey(study(TERMS + SHEET, [*ROWS[:3], *ROWS[4:]]))
    own = found[found["part"] == "screening"]
    assert own["message"].tolist() == [
        "4 articles screened: 1 in, 1 out, 2 open",
        "2 articles not screened yet and kept: a5, a6. 'framing screen' adds them to the sheet",
        "2 articles of the sheet not decided yet and kept",
        "1 article of the sheet not there any more: a4",
    ]
    assert own["level"].tolist()[1:] == [LOOK] * 3
