"""What ``framing check`` says of a study: each finding, by name."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from framing.begin.finding import Finding
from framing.begin.spellings import alike
from framing.begin.survey import FINE, LOOK, MEND, survey
from framing.cli import main
from framing.study import read_study
from tests.cases import each_of

TODAY = date(2025, 6, 1)
WORDS = (
    "The council of the town {n} was asked by those who live there what is to be done with the "
    "old mill, and it said that they will have an answer when the year {n} is over for all of "
    "them. It had not been told of the plan that was made for the place, or of who had made it."
)
GERMAN = (
    "Der Rat der Stadt wurde von den Anwohnern gefragt, was mit der alten Mühle geschehen soll, "
    "und er sagte, dass sie eine Antwort haben werden, wenn das Jahr für alle vorüber ist. "
)
STUDY = """
[study]
name = "Small"
{study}
[corpus]
articles = "articles.csv"
{corpus}
[coding]
codebook = "codebook.toml"
{coding}
"""
CODEBOOK = """
[codebook]
name = "Mill"
language = "{language}"
[frames.plan]
definition = "A plan is told of."
indicators = [{{ id = "plan", any = ["plan"] }}, {{ id = "dragon", any = ["dragon*"] }}]
[frames.mood]
definition = "A mood is told of."
{mood}
"""
MOOD = 'indicators = [{ id = "joy", any = ["joy*"] }]'
ONE = dict.fromkeys(("study", "corpus", "coding"), "")


def text(n: int, *, words: str = WORDS) -> str:
    return f"The mill of town {n}\n\n{words.format(n=n)}"


def row(n: int, **given: str) -> dict[str, str]:
    fields = {"article": f"a{n}", "outlet": "Daily", "date": "2025-03-04", "text": text(n)}
    return fields | given


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def found(
    folder: Path,
    *rows: dict[str, str],
    part: str,
    language: str = "en",
    mood: str = MOOD,
    **settings: str,
) -> list[Finding]:
    """Return what is found of one part, of a study with these articles."""
    write(folder / "articles.csv", list(rows) or [row(1), row(2)])
    (folder / "codebook.toml").write_text(CODEBOOK.format(language=language, mood=mood))
    (folder / "study.toml").write_text(STUDY.format(**ONE | settings))
    return [each for each in every_finding(folder) if each.part == part]


def every_finding(folder: Path) -> list[Finding]:
    table = survey(read_study(folder), today=TODAY)
    return [Finding(*row) for row in table.itertuples(index=False)]


def said(findings: list[Finding], level: str) -> str:
    return "\n".join(each.message for each in findings if each.level == level)


def test_inputs_are_counted_by_state_and_the_counts_add_up(tmp_path):
    rows = [row(1), row(2, title="News"), row(3, article="a1"), row(4, text=" ")]
    findings = found(tmp_path, *[{"title": "", **r} for r in rows], part="inputs")
    assert findings[0] == ("inputs", FINE, "4 inputs: 1 kept, 1 repaired, 2 rejected")
    assert "1 repaired, headline joined: articles.csv 5" in said(findings, FINE)
    assert "1 rejected, repeats the id 'a1' with another text: articles.csv" in said(findings, LOOK)


def test_texts_that_no_source_reaches_are_named(tmp_path):
    folder = tmp_path / "articles"
    (folder / "old").mkdir(parents=True)
    for name in ("new.txt", "old/b.docx", ".hidden.txt", "~$b.docx", "picture.png"):
        (folder / name).write_bytes(b"")
    assert said(found(tmp_path, part="inputs"), LOOK) == (
        "2 files in articles/ that [corpus] articles does not reach: new.txt, old/b.docx. "
        "Name it there, or put it where the others are"
    )
    settings = (tmp_path / "study.toml").read_text()
    listed = settings.replace('"articles.csv"', '["articles.csv", "articles"]')
    (tmp_path / "study.toml").write_text(listed)
    told = [one.message for one in every_finding(tmp_path) if one.part == "inputs"]
    assert not any("does not reach" in one for one in told)


def test_a_reason_is_said_whole_and_repairs_one_by_one(tmp_path):
    rows = [row(1, date="03/02/2025", title="News"), row(2, title="")]
    told = said(found(tmp_path, *rows, part="inputs"), FINE).splitlines()[1:]
    assert len(told) == 2
    assert told[1].startswith("1 repaired, headline joined") or "left out" in told[1]
    assert sum("could be 3 February or 2 March" in line for line in told) == 1


def test_what_differs_in_days_alone_is_one_kind(tmp_path):
    rows = [row(n, date=day) for n, day in enumerate(["03/02/2025", "04/02/2025", "5/6/2025"])]
    told = [line.message for line in found(tmp_path, *rows, part="inputs")]
    (line,) = (line for line in told if "could be" in line)
    assert line.startswith(
        "3 repaired, date ambiguous (such as: date '03/02/2025' left out: it could be 3 February or"
    )


def test_a_corpus_that_cannot_be_read_is_the_one_thing_said_of_texts(tmp_path):
    findings = found(tmp_path, {"id": "1", "body": "x"}, part="inputs")
    assert [each.level for each in findings] == [MEND]
    assert "articles.csv has no column" in findings[0].message
    every = every_finding(tmp_path)
    assert {each.part for each in every} <= {"inputs", "codebook", "coders"}


def test_a_text_that_may_be_cut_is_something_to_look_at(tmp_path):
    longest = (WORDS + "\n\n") * 200
    rows = [row(1, text=longest[:32_767]), row(2)]
    looked = said(found(tmp_path, *rows, part="inputs"), LOOK)
    assert looked.startswith("1 repaired, text may be cut at Excel's limit of 32,767 characters: ")


def test_a_text_whose_end_may_be_missing_is_something_to_look_at(tmp_path):
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 Talks begin in Arlen.")
    rows = [row(1, text="", path="a.rtf"), {**row(2), "path": ""}]
    looked = said(found(tmp_path, *rows, part="inputs"), LOOK)
    assert looked == (
        "1 repaired, the last brace is missing, so that the end may be: articles.csv 2"
    )


def test_an_export_that_lacks_documents_is_something_to_look_at(tmp_path):
    from tests.corpus.test_readers_nexis import as_txt, numbered

    found(tmp_path, row(1), part="inputs")
    lines = [*numbered(1, 3, title="Mill of one"), *numbered(3, 3, title="Mill of three")]
    (tmp_path / "nexis.txt").write_bytes(as_txt(lines))
    settings = tmp_path / "study.toml"
    settings.write_text(settings.read_text().replace('"articles.csv"', '"nexis.txt"'))
    looked = said(every_finding(tmp_path), LOOK)
    assert "nexis.txt declares 3 documents, 2 were found." in looked


def test_articles_sentences_and_events_are_counted(tmp_path):
    rows = [row(1, event="mill"), row(2, event="tower")]
    assert found(tmp_path, *rows, part="articles") == [
        ("articles", FINE, "2 articles, 6 sentences, 2 events")
    ]


def test_texts_left_out_of_comparisons_are_not_said_to_lack_sentences(tmp_path):
    rows = [row(1, section="World"), row(2, section="Opinion")]
    assert found(tmp_path, *rows, part="articles")[0].message == (
        "2 articles, 1 compared, 3 sentences, 1 event"
    )
    assert said(every_finding(tmp_path), FINE).count("1 of 1 article have a headline") == 1
    assert "without a sentence of running text" not in said(every_finding(tmp_path), LOOK)


def test_outlets_are_counted_and_small_ones_are_named(tmp_path):
    rows = [row(n, outlet="Daily" if n < 5 else "Courier") for n in range(6)]
    findings = found(tmp_path, *rows, part="outlets")
    assert findings[0].message == "2 outlets: Daily 5, Courier 1"
    assert said(findings, LOOK).endswith("so without an interval: Courier")


def test_an_outlet_spelled_twice_is_something_to_look_at(tmp_path):
    findings = found(tmp_path, row(1, outlet="The Herald"), row(2, outlet="herald"), part="outlets")
    assert "'The Herald' (1) and 'herald' (1) may be one outlet" in said(findings, LOOK)
    assert said(findings, MEND) == ""


@each_of(
    "a, b",
    [
        ("Daily", "DAILY"),
        ("Daily Mail", "The Daily Mail"),
        ("Guardian, The", "Guardian"),
        ("Le Monde", "LeMonde"),
        ("Süddeutsche", "Suddeutsche"),
        ("Hürriyet", "Hu\u0308rriyet"),
        ("Reuters", "reuters.com"),
        ("BBC", "www.bbc.co.uk"),
        ("Spiegel", "https://www.spiegel.de/"),
        ("The Guardian", "theguardian.com"),
        ("Guardian", "www.theguardian.co.uk"),
        ("Guardian", "Gaurdian"),
        ("Washington Post", "Washingtn Posst"),
        ("El-País", "El Pais"),
    ],
)
def test_names_that_look_like_one_outlet_are_paired(a, b):
    assert [{pair.a, pair.b} for pair in alike([a, b])] == [{a, b}]


@each_of(
    "a, b",
    [
        ("Channel 4", "Channel 5"),
        ("AFP", "AP"),
        ("The Sun", "The Times"),
        ("Post", "Host"),
        ("De", "The"),
        ("Thessaly", "Ssaly"),
        ("新华社", "人民日报"),
        ("!!!", "???"),
    ],
)
def test_names_of_different_outlets_are_left_alone(a, b):
    assert alike([a, b]) == []


def test_dates_say_first_last_missing_and_those_that_cannot_be_read(tmp_path):
    rows = [row(1), row(2, date="2025-05-31"), row(3, date=""), row(4, date="2025")]
    findings = found(tmp_path, *rows, part="dates")
    assert said(findings, FINE) == "from 2025-03-04 to 2025-05-31"
    assert "2 articles of 4 without a date: a3, a4" in said(findings, LOOK)
    assert "1 printed date not read for sure: 2025." in said(findings, LOOK)


def test_texts_without_any_date_are_something_to_look_at(tmp_path):
    findings = found(tmp_path, row(1, date=""), part="dates")
    assert findings == [("dates", LOOK, "no date in any of 1 article")]


@pytest.mark.parametrize(
    ("day", "wrong"), [("2025-06-01", 0), ("2025-06-02", 0), ("2025-06-03", 1), ("2099-01-01", 1)]
)
def test_a_date_after_tomorrow_must_be_mended(tmp_path, day, wrong):
    findings = found(tmp_path, row(1, date=day), row(2), part="dates")
    assert len([each for each in findings if each.level == MEND]) == wrong


def test_the_same_text_twice_is_something_to_look_at(tmp_path):
    rows = [row(1), row(2, text=text(1).replace("  ", " ") + "\n"), row(3, text="Else. " * 60)]
    findings = found(tmp_path, *rows, part="duplicates")
    assert said(findings, LOOK) == "2 articles have the text of another: a1 = a2"
    assert said(findings, FINE) == (
        "1 family of more than one text, found by wording, 2 articles in all"
    )


def test_the_same_text_under_another_headline_is_something_to_look_at(tmp_path):
    rows = [row(n, title=f"Headline {n}", text=WORDS.format(n=7)) for n in (1, 2)]
    findings = found(tmp_path, *rows, part="duplicates")
    assert said(findings, LOOK) == "2 articles have the text of another: a1 = a2"


def test_families_that_are_given_are_counted_as_given(tmp_path):
    rows = [row(n, family="f" if n < 3 else f"g{n}") for n in range(5)]
    findings = found(tmp_path, *rows, part="duplicates")
    assert said(findings, FINE).startswith("1 family of more than one text, given, 3 articles")


def test_most_texts_in_another_language_than_the_study_must_be_mended(tmp_path):
    rows = [row(1, text=GERMAN * 2), row(2, text=GERMAN * 3), row(3)]
    findings = found(tmp_path, *rows, part="languages")
    assert said(findings, FINE).splitlines() == [
        "de 2, en 1; the study's is en",
        "no data for names, modes, score, tone; 2 articles in 'de': a1, a2",
    ]
    assert said(findings, MEND).startswith("2 articles not in 'en': a1, a2")


def test_texts_in_many_languages_need_no_mending_if_none_fits_better(tmp_path):
    arabic = "قال المجلس يوم الاثنين إن الجسر القديم سيغلق خلال الصيف ورفض السكان هذا القرار. "
    rows = [row(1, text=GERMAN * 2), row(2), row(3, text=arabic * 5)]
    findings = found(tmp_path, *rows, part="languages")
    assert said(findings, LOOK) == "2 articles not in 'en': a1, a3"
    assert said(findings, MEND) == ""


def test_few_texts_in_another_language_are_something_to_look_at(tmp_path):
    rows = [row(1, text=GERMAN * 2), row(2), row(3)]
    findings = found(tmp_path, *rows, part="languages")
    assert said(findings, LOOK) == "1 article not in 'en': a1"
    assert said(findings, MEND) == ""
    indicators = found(tmp_path, *rows, part="indicators")
    assert "1 article not in the codebook's language, not scored: a1" in said(indicators, LOOK)


def test_the_language_of_a_short_text_is_not_told(tmp_path):
    findings = found(tmp_path, row(1, text="Ja, so."), row(2), part="languages")
    assert findings == [("languages", FINE, "en 1, not told 1; the study's is en")]


def test_a_script_without_spaces_is_said_and_its_words_are_not_counted(tmp_path):
    chinese = "市议会周一关闭了集市广场。" * 30
    findings = found(tmp_path, row(1, text=chinese), row(2), part="languages")
    assert "1 article in a script without spaces between words" in said(findings, LOOK)
    assert said(found(tmp_path, row(1, text=chinese), row(2), part="lengths"), LOOK) == ""


def test_very_short_and_very_long_texts_are_named(tmp_path):
    rows = [row(1, text="Too short. " * 5), row(2, text="Word. " * 10_001), row(3)]
    looked = said(found(tmp_path, *rows, part="lengths"), LOOK)
    assert "1 article with under 50 words; is each one whole article? a1" in looked
    assert "1 article with over 10,000 words; is each one whole article? a2" in looked


def test_texts_without_a_headline_are_named(tmp_path):
    bare = WORDS.format(n=2) * 2
    findings = found(tmp_path, row(1), row(2, text=bare), part="zones")
    assert findings[0] == ("zones", LOOK, "1 of 2 articles have a headline; not a2")
    assert found(tmp_path, row(1), part="zones")[0].level == FINE


def test_an_indicator_that_is_never_met_is_named(tmp_path):
    findings = found(tmp_path, part="indicators")
    assert said(findings, LOOK) == "plan: dragon, mood: joy are met in no sentence"
    assert said(findings, FINE) == "1 of 3 indicators are met"


def test_an_entry_that_is_never_met_is_named_beside_one_that_is(tmp_path):
    mood = 'indicators = [{ id = "joy", any = ["joy*", "answer", "anser"], unless = ["gloom"] }]'
    findings = found(tmp_path, part="entries", mood=mood)
    assert said(findings, FINE) == "2 of 6 entries are met"
    assert said(findings, LOOK) == (
        "4 are met in no sentence: 'dragon*' (plan: dragon), 'joy*' (mood: joy), "
        "'anser' (mood: joy), 'gloom' (mood: joy)"
    )
    assert "joy" not in said(found(tmp_path, part="indicators", mood=mood), LOOK)


def test_many_entries_that_are_never_met_are_counted_and_some_named(tmp_path):
    listed = ", ".join(f'"absent{n}"' for n in range(30))
    mood = f'indicators = [{{ id = "joy", any = ["answer", {listed}] }}]'
    looked = said(found(tmp_path, part="entries", mood=mood), LOOK)
    assert looked.startswith("31 are met in no sentence: 'dragon*' (plan: dragon), 'absent0' (")
    assert looked.endswith("'absent4' (mood: joy) and 25 more; study.entries has them all")


def test_an_indicator_that_is_nearly_always_met_is_named_from_ten_articles_on(tmp_path):
    rows = [row(n) for n in range(10)]
    looked = said(found(tmp_path, *rows, part="indicators"), LOOK)
    assert "plan: plan is met in 10 of 30 sentences and 10 of 10 articles" in looked
    assert "hardly tells" not in said(found(tmp_path, *rows[:9], part="indicators"), LOOK)


@pytest.mark.parametrize(
    ("mood", "coding", "level"),
    [("", "", LOOK), (MOOD, "", ""), ("", 'codings = ["c.csv"]\nanswers_from = "anna"', "")],
    ids=["by rules", "all have one", "by a coder"],
)
def test_a_frame_that_rules_cannot_find_is_named_where_rules_answer(tmp_path, mood, coding, level):
    write(tmp_path / "c.csv", [coded(1, 0)])
    findings = found(tmp_path, part="codebook", mood=mood, coding=coding)
    assert [each.level for each in findings] == [FINE, *([level] if level else [])]


def test_a_codebook_in_another_language_than_the_study_is_something_to_look_at(tmp_path):
    findings = found(tmp_path, part="codebook", study='language = "de"')
    assert said(findings, LOOK) == "the indicators are in 'en', the study is in 'de'"


def coded(n: int, sentence: int, coder: str = "anna") -> dict[str, str]:
    return {
        "article": f"a{n}",
        "sentence": str(sentence),
        "coder": coder,
        "frame": "plan",
        "present": "1",
    }


def test_codings_are_counted_by_coder(tmp_path):
    write(tmp_path / "c.csv", [coded(1, 0), coded(1, 1), coded(1, 0, "ben")])
    findings = found(tmp_path, part="codings", coding='codings = ["c.csv"]')
    assert findings == [("codings", FINE, "3 codings: anna 2, ben 1")]


def test_codings_that_name_no_sentence_must_be_mended(tmp_path):
    write(tmp_path / "c.csv", [coded(1, 0), coded(1, 99), coded(7, 0)])
    findings = found(tmp_path, part="codings", coding='codings = ["c.csv"]')
    assert [each.level for each in findings] == [MEND]
    assert "2 of 3 name a sentence that does not exist: 'a1 sentence 99'" in findings[0].message


def test_a_file_of_codings_that_is_not_there_must_be_mended_and_is_said_once(tmp_path):
    found(tmp_path, part="codings", coding='codings = ["lost.csv"]')
    every = [each for each in every_finding(tmp_path) if each.level == MEND]
    assert len(every) == 1
    assert "lost.csv" in every[0].message


def test_answers_of_a_coder_who_coded_nothing_must_be_mended(tmp_path):
    write(tmp_path / "c.csv", [coded(1, 0)])
    coding = 'codings = ["c.csv"]\nanswers_from = "ana"'
    findings = found(tmp_path, part="codings", coding=coding)
    assert "Did you mean 'anna'?" in said(findings, MEND)


def test_coders_of_unknown_kind_and_those_who_coded_nothing_are_named(tmp_path):
    write(tmp_path / "c.csv", [coded(1, 0), coded(1, 0, "ben")])
    write(tmp_path / "who.csv", [{"coder": n, "kind": "person"} for n in ("anna", "carl")])
    coding = 'codings = ["c.csv"]\ncoders = "who.csv"'
    findings = found(tmp_path, part="coders", coding=coding)
    assert said(findings, FINE) == "by hand: 1 coder of kind person; and the rules"
    assert "it is not told whether ben is a person" in said(findings, LOOK)
    assert "carl coded nothing" in said(findings, LOOK)


def test_coders_that_case_alone_tells_apart_are_named(tmp_path):
    write(tmp_path / "c.csv", [coded(1, 0, name) for name in ("anna", "ben", "Anna")])
    looked = said(found(tmp_path, part="coders", coding='codings = ["c.csv"]'), LOOK)
    assert "coders that case or accents alone tell apart: Anna = anna; are they one?" in looked


def test_the_order_of_articles_changes_no_finding(tmp_path):
    rows = [row(n, outlet=f"Outlet {n % 3}", date="" if n % 2 else "2025-03-04") for n in range(6)]
    tables = []
    for order in (rows, rows[::-1]):
        found(tmp_path, *order, part="inputs")
        tables.append(every_finding(tmp_path))
    assert tables[0] == tables[1]


def test_a_study_that_cannot_be_read_is_said_without_a_traceback(tmp_path, capsys):
    (tmp_path / "study.toml").write_text("[study")
    assert main(["check", str(tmp_path)]) == 2
    assert "study.toml is not well-formed TOML" in capsys.readouterr().err


def test_the_command_ends_with_one_if_something_must_be_mended(tmp_path, capsys):
    found(tmp_path, row(1, date="2199-01-01"), row(2), part="dates")
    assert main(["check", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "  mend  1 date in the future: a1" in printed
    assert "\n1 to mend, " in printed


def test_a_year_that_no_table_holds_is_a_finding_and_no_traceback(tmp_path, capsys):
    findings = found(tmp_path, row(1, date="2999-01-01"), row(2), part="dates")
    assert said(findings, MEND).startswith("1 date in the future: a1")
    assert main(["check", str(tmp_path)]) == 1


def test_texts_without_a_licence_are_named_where_a_report_of_them_may_be_passed_on(tmp_path):
    rows = [row(1, licence="CC BY 4.0"), row(2, licence="")]
    one = Finding("rights", FINE, "a licence is named for 1 of 2 articles")
    assert found(tmp_path, *rows, part="rights") == [one]
    (tmp_path / "reports").mkdir()
    manifest = tmp_path / "reports" / "manifest.json"
    for quoted, levels in (("null", [FINE]), ("25", [FINE, LOOK]), ("[", [FINE])):
        manifest.write_text(f'{{"quoted_words": {quoted}}}', encoding="utf-8")
        told = found(tmp_path, *rows, part="rights")
        assert [one.level for one in told] == levels
        assert "a2" in told[-1].message or levels == [FINE]
