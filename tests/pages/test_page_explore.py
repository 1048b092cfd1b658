"""Exploring: choices, searches and edits answer in the cell, and nothing stays of what was."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd
import pytest

import framing
from framing.errors import CodebookError
from framing.pages.explore import compare_indicator, editor, explorer, first_word, view

CODEBOOK = """
[codebook]
name = "b"
version = "1"
[terms]
kyiv = ["Kyiv", "Ukrain*"]
[frames.out]
definition = "Left out."
label = "Left out"
[[frames.out.indicators]]
id = "words"
any = ["left out", "sidelin*"]
unless = ["not left out"]
[[frames.out.indicators]]
id = "deeds"
who = ["powers"]
does = ["ignor*"]
whom = ["@kyiv"]
[[frames.out.indicators]]
id = "fate"
all = ["@kyiv", ["fate", "future"]]
within = 6
[frames.calm]
definition = "Calm."
label = "Calm"
[[frames.calm.indicators]]
id = "quiet"
any = ["calm"]
"""
TEXTS = {
    "Daily/2025-02-01_a.txt": "Kyiv was left out.\n\nThe fate of Kyiv is open.",
    "Daily/2025-02-02_b.txt": "Powers ignored Ukraine.\n\nIt was calm again.",
    "Post/2025-02-03_c.txt": "The envoy was sidelined.\n\nHe was not left out.",
}


@pytest.fixture
def study(tmp_path: Path) -> framing.study.Study:
    rows = [
        (name, name.split("/")[0], name.split("/")[1][:10], f"Headline {name[-5]} of a text", text)
        for name, text in TEXTS.items()
    ]
    columns = ["article", "outlet", "date", "title", "text"]
    pd.DataFrame(rows, columns=columns).to_csv(tmp_path / "articles.csv", index=False)
    (tmp_path / "codebook.toml").write_text(CODEBOOK)
    (tmp_path / "study.toml").write_text('[study]\nname = "s"\n')
    return framing.read_study(tmp_path)


def part(widget, name: str):
    (found,) = [one for one in widget.children if getattr(one, "description", "") == name]
    return found


def shown(widget) -> str:
    return widget.children[-1].value


def test_each_filled_box_is_met_by_pointer_and_key_and_has_its_sentence_once_beside(study):
    shown = view(study, frame="out")
    reached = r'<g role="img" tabindex="0" data-opens="[^"]+"><path [^>]*?class="([\w-]+)"'
    looks = re.findall(reached, shown.html)
    assert len(looks) == 4
    assert [f".{look}{{fill:none" in shown.html for look in {*looks}] == [
        False
    ]  # none meets nothing
    assert shown.html.index("<use") < shown.html.index("<g role")  # markers lie beneath
    told = shown.html.partition('<p class="told">')[2].partition("</p>")[0]
    assert [line for line in told.splitlines() if "left out" in line or "ignored" in line] == [
        "<span>Kyiv was left out.</span>", "<span>Powers ignored Ukraine.</span>",
    ]  # fmt: skip
    assert shown.text.startswith("Strips: one column a text")
    assert shown.text.count("Powers ignored Ukraine.") == 1  # as a passage


def test_each_indicator_begins_with_what_it_has_today_and_nothing_of_another_stays(study):
    widget = editor(study, frame="out")
    lines, which = part(widget, "Asks for"), part(widget, "Indicator")
    assert lines.value == 'any = ["left out", "sidelin*"]\nunless = ["not left out"]'
    assert "0 come, 0 go and 2 stay" in shown(widget)
    lines.value = "calm"
    assert "&#39;words&#39; with calm: of 9 sentences, headlines and captions, 1 come" in shown(
        widget
    )
    which.value = "deeds"
    assert lines.value == 'who = ["powers"]\ndoes = ["ignor*"]\nwhom = ["@kyiv"]'
    assert "calm" not in shown(widget)
    assert "&#39;deeds&#39; with who powers; does ignor*; whom kyiv, ukrain*" in shown(widget)
    which.value = "fate"
    assert lines.value == 'all = [["@kyiv"], ["fate", "future"]]\nwithin = 6'
    part(widget, "Frame").value = "calm"
    assert (which.value, lines.value) == ("quiet", 'any = ["calm"]')
    assert "fate" not in shown(widget)


TRIALS = {
    "another word": ("words", "left out", "0 come, 1 goes"),
    "without its exception": ("words", 'any = ["left out", "sidelin*"]', "1 comes"),
    "another member": ("fate", 'all = ["@kyiv", ["left out"]]', "1 comes"),
    "a role that changes": ("deeds", 'who = ["envoy"]\ndoes = ["sidelin*"]\nwhom = ["@kyiv"]', ""),
    "as it is": ("fate", "", "as it is"),
}


@pytest.mark.parametrize(("indicator", "trial", "said"), TRIALS.values(), ids=TRIALS)
def test_passages_come_and_go_with_any_construct(study, indicator, trial, said):
    change = compare_indicator(study, frame="out", indicator=indicator, entries=trial)
    texts = {kind: set(own["text"]) for kind, own in change.passages.groupby("change")}
    expected = {
        "another word": {"stays": {"Kyiv was left out."}, "goes": {"The envoy was sidelined."}},
        "without its exception": {
            "comes": {"He was not left out."},
            "stays": {"Kyiv was left out.", "The envoy was sidelined."},
        },
        "another member": {"comes": {"Kyiv was left out."}, "goes": {"The fate of Kyiv is open."}},
        "a role that changes": {"goes": {"Powers ignored Ukraine."}},
        "as it is": {"stays": {"The fate of Kyiv is open."}},
    }
    (name,) = [name for name, told in TRIALS.items() if told == (indicator, trial, said)]
    assert texts == expected[name]


BAD = {
    "no TOML": ("any = [", "the trial is not written as in a codebook"),
    "an unknown key": ('anny = ["x"]', "anny"),
    "another query language": ("cost OR rise", "OR"),
    "a bare star": ("*", "*"),
    "any and all": ('any = ["a"]\nall = ["b", "c"]', "give either"),
    "an unknown term": ('any = ["@nobody"]', "@nobody"),
}


@pytest.mark.parametrize(("trial", "said"), BAD.values(), ids=BAD)
def test_bad_input_is_told_in_one_line(study, trial, said):
    widget = editor(study, frame="out")
    part(widget, "Asks for").value = trial
    assert said in shown(widget)
    assert "Traceback" not in shown(widget)
    assert shown(widget).count("<p") == 1
    with pytest.raises(CodebookError):
        compare_indicator(study, frame="out", entries=trial)


def test_what_comes_and_goes_stands_open_and_a_long_trial_is_said_in_brief(study):
    trial = "talks; " + "; ".join(f"word{n}" for n in range(99))
    change = compare_indicator(study, frame="out", entries=trial)
    assert len(change.sentence) < 400
    assert {"comes", "goes"} & {*change.passages["change"]}
    shown = change._repr_html_()
    assert "<caption>A row is a passage that comes or goes" in shown
    assert "<summary>A row is a passage that comes or goes" not in shown


def test_frame_outlets_and_texts_are_chosen_by_date_and_headline(study):
    widget = explorer(study, frame="out")
    names = [name for name, _ in part(widget, "Texts").options]
    assert names == [
        "Daily, 2025-02-01: Headline a of a text",
        "Daily, 2025-02-02: Headline b of a text",
        "Post, 2025-02-03: Headline c of a text",
    ]
    assert all(word in shown(widget) for word in ("Kyiv was", "envoy was", "Powers"))
    part(widget, "Outlets").value = ("Post",)
    assert [name for name, _ in part(widget, "Texts").options] == names[2:]
    assert "envoy was" in shown(widget)
    assert "Kyiv was" not in shown(widget)
    part(widget, "Texts").value = ()
    assert "Choose at least one text." in shown(widget)


def test_a_filled_box_shows_its_sentence(study):
    assert "<title>The envoy was sidelined.</title>" in shown(explorer(study, frame="out"))


def test_the_search_begins_with_a_word_of_the_codebook_and_follows_the_frame(study):
    widget = explorer(study, frame="out")
    search = part(widget, "Search")
    assert search.value == first_word(study, frame="out") == "left out"
    assert "2 places of left out" in shown(widget)
    part(widget, "Frame").value = "calm"
    assert search.value == "calm"
    assert "1 place of calm" in shown(widget)
    search.value = "envoy; * foo ("
    assert "Traceback" not in shown(widget)
    part(widget, "Frame").value = "out"
    assert search.value == "envoy; * foo ("  # what somebody typed is theirs


def test_without_widgets_both_show_what_they_can(study, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    assert "Kyiv was" in explorer(study, frame="out").html
    change = editor(study, frame="out", indicator="words", entries="left out")
    assert "1 go" in change.sentence
