"""Figures as files: they stand alone, say what they show, and are the same twice."""

from __future__ import annotations

import base64
import re

import pytest
from lxml import etree
from matplotlib.image import imread

from framing.report.figure_files import write_figure
from framing.show import style
from framing.show.results import figure

CREDIT = "Example, Ann: Talks, version 1.0, 13 February 2025. Made with framing."


@pytest.fixture(autouse=True)
def _for_a_report(monkeypatch):
    monkeypatch.setattr("framing.show.results.is_for_report", lambda: True)


def drawn(label: str = "Left out"):
    with style.styled():
        made, (axes,) = style.new_figure(4, 2)
        axes.plot([0, 1], [0.2, 0.4], color=style.QUIET)
        axes.set_title(label)
    return figure(made, name="shares", alt="Two shares.", caption="12 of 30 sentences.").data


def written(folder, data, **given):
    about = {"title": "How do the outlets compare?", "credit": CREDIT, **given}
    return write_figure(data, folder, "outlets-shares", **about)


def test_a_figure_is_written_as_svg_and_png_under_one_name(tmp_path):
    files = written(tmp_path, drawn())
    assert files == {kind: f"figures/outlets-shares.{kind}" for kind in ("svg", "png")}
    assert all((tmp_path / file).is_file() for file in files.values())


def test_the_svg_stands_alone_with_colours_that_any_program_knows(tmp_path):
    file = tmp_path / written(tmp_path, drawn())["svg"]
    said = file.read_text(encoding="utf-8")
    assert etree.fromstring(said.encode()).get("font-family") == "sans-serif"
    assert "var(" not in said
    assert "currentColor" not in said
    assert style.QUIET in said


def test_the_png_holds_the_figure_whole_with_room_for_its_words(tmp_path):
    data = drawn()
    (tmp_path / "bare.png").write_bytes(base64.b64decode(data["png"]))
    bare, whole = (imread(tmp_path / f) for f in ("bare.png", written(tmp_path, data)["png"]))
    assert bare.shape[1] == whole.shape[1]
    rows = range(whole.shape[0] - bare.shape[0])
    (at,) = [n for n in rows if (whole[n : n + bare.shape[0]] == bare).all()]
    assert whole[:at].min() < 0.5  # the title
    assert whole[at + bare.shape[0] :].min() < 0.5  # what it shows and who made it
    assert (whole[:, -3:] == 1).all()  # no word is cut off


@pytest.mark.parametrize("what", ["title", "credit"])
def test_long_words_take_more_lines_and_none_is_cut_off(what, tmp_path):
    short = imread(tmp_path / written(tmp_path, drawn())["png"])
    long = imread(
        tmp_path / written(tmp_path, drawn(), **{what: "A long WORD of many " * 12})["png"]
    )
    assert long.shape[0] > short.shape[0]
    assert (long[:, -3:] == 1).all()


def test_the_same_figure_gives_the_same_bytes(tmp_path):
    one, two = ((tmp_path / written(tmp_path, drawn())["png"]).read_bytes() for _ in range(2))
    assert one == two
    assert one != (tmp_path / written(tmp_path, drawn("Warm"))["png"]).read_bytes()


def test_each_figure_of_the_shipped_report_has_its_files_beneath_it(shipped):
    for page in shipped.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        for place, name in re.findall(r'<figure id="figure-([\w-]+)"|href="(figures/[^"]+)"', text):
            assert not name or (shipped / name).is_file()
            if place and page.name != "index.html":
                kinds = (f'href="figures/{page.stem}-{place}.{kind}"' for kind in ("svg", "png"))
                assert all(link in text for link in kinds), (page.name, place)
