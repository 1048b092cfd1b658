"""Figures inline: in the page's colours and type, with links, and nothing of one in another."""

from __future__ import annotations

import re

from lxml import etree
from matplotlib.patches import Rectangle

from framing.show import style
from framing.show.svg import inline, linked

HOSTILE = '<script>alert(1)</script> & "quoted"'


def drawn(*, text: str = "Label") -> str:
    with style.styled():
        figure, (axes,) = style.new_figure(4, 3)
        axes.plot([0, 1.23456], [0, 1], color=style.INK)
        axes.text(0.2, 0.3, text)
        axes.add_patch(Rectangle((0, 0), 0.5, 0.5, hatch="//", facecolor="#0072B2", url="#p-a-1"))
    return style.svg(figure)


def test_a_figure_has_the_pages_type_and_colours_and_numbers_of_one_decimal():
    made = inline(drawn(), name="one", alt="A line.")
    root = etree.fromstring(made)
    assert (root.get("role"), root.get("aria-label")) == ("group", "A line.")
    assert "currentColor" in made
    assert style.INK not in made
    assert "font-family" not in made
    assert "clip" not in made
    assert not re.search(r"\d\.\d\d", made.replace('version="1.1"', ""))
    assert "<text" in made
    assert "Label" in made


def test_links_say_what_they_open_and_nothing_in_a_figure_is_markup():
    made = inline(drawn(text=HOSTILE), name="n", alt=HOSTILE, titles={"#p-a-1": HOSTILE})
    assert "<a " not in made  # which JupyterLab cannot show
    root = etree.fromstring(linked(made))
    (link,) = root.iter("{*}a")
    (title,) = link.iter("{*}title")
    assert (link.get("data-opens"), title.text, root.get("role")) == ("p-a-1", HOSTILE, "group")
    assert "<script" not in made


def test_ids_of_one_figure_are_not_those_of_another():
    one, two = (inline(drawn(), name=name, alt="x") for name in ("one", "two"))
    ids = [set(re.findall(r'id="([^"]+)"', made)) for made in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]
    for made, own in zip((one, two), ids, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", made)) <= own


def test_settings_of_the_user_change_no_figure():
    import matplotlib as mpl

    plain = drawn()
    with mpl.rc_context({"lines.linewidth": 9, "axes.grid": True, "font.size": 30}):
        assert drawn() == plain
