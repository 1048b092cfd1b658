"""Every count opens what it counts: one passage, or all of them and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from lxml import html

from framing import report
from framing.coding.codebook import parse_codebook
from framing.report import export, opening
from framing.report.opening import Openings, _numbered, parted
from framing.tables.require import empty

BOOK = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d"}}}, source="b")
COUNT = re.compile(r"(\d+)(?: of \d+)?")


def passages(*sizes: int) -> str:
    """Write a list of passages, so many a text."""
    texts = (
        f'<section id="t-{text}"><h3>T</h3><ol>'
        + "".join(f'<li id="p-{text}-{n}">Said.</li>' for n in range(size))
        + "</ol></section>"
        for text, size in enumerate(sizes)
    )
    return f'<div class="passages all"><p>All.</p>{"".join(texts)}</div>'


def opened(*ids: str, words: str = "n") -> str:
    return f'<a data-opens="{" ".join(ids)}">{words}</a>'


def made(links: str, *, texts: str = "") -> str:
    pages = {"f.html": {"f.html": links + passages(2, 1)}, "t.html": {"t.html": texts}}
    openings = Openings(pages, texts=["t.html"])
    linked = openings.linked(pages["f.html"]["f.html"], page="f.html", here="f.html")
    return openings.with_sets(linked, page="f.html", here="f.html")


def test_one_passage_is_opened_itself_and_several_together_without_others():
    page = made(opened("p-0-1") + opened("p-0-1", "p-1-0") + opened("p-1-0", "p-0-1"))
    one, both, again = re.findall(r'<a href="#([^"]+)">n', page)
    assert (one, both) == ("p-0-1", again)  # the same passages are one set
    members = re.findall(rf'<li id="(p-[^"]+)" class="{both}">', page)
    assert members == ["p-0-1", "p-1-0"]
    assert f".all:has(#{both}:target) :is(.{both}," in page
    assert page.count(f'id="{both}"') == 1


def test_what_is_not_on_the_page_is_sought_in_its_text_and_else_opens_nothing():
    page = made(opened("p-9-9") + opened("p-7-7") + opened(""), texts='<tr id="p-9-9">')
    assert re.findall("<a[^>]*>n", page) == ['<a href="t.html#p-9-9">n', "<a>n", "<a>n"]


def test_what_stands_on_the_page_of_a_frame_is_opened_there_whatever_page_counts_it():
    openings = Openings({"f.html": {"f.html": passages(2)}}, texts=[], frames={"thaw": "f.html"})
    one = openings.linked(opened("f-thaw", "p-0-1"), page="o.html", here="o.html")
    assert one == '<a href="f.html#p-0-1">n</a>'
    gone = openings.linked(opened("f-war", "p-0-1"), page="o.html", here="o.html")
    assert gone == one  # no page is about that frame: where most passages are listed


def test_what_does_not_all_stand_on_a_page_is_opened_where_most_passages_are_listed_or_nowhere():
    pages = {"f.html": {"f.html": passages(1)}, "w.html": {"w.html": passages(2)}}
    openings = Openings(pages, texts=[])
    links = opened("p-0-0", "p-0-1") + opened("p-0-0", "p-0-9")
    linked = openings.linked(links, page="f.html", here="f.html")
    (name,) = re.findall(r'<a href="w.html#(s\w{8})">n</a><a>n</a>', linked)
    list_of_all = openings.with_sets(passages(2), page="w.html", here="w.html")
    assert re.findall(rf'<li id="(p-[^"]+)" class="{name}">', list_of_all) == ["p-0-0", "p-0-1"]


def test_over_fifty_passages_lie_on_pages_of_at_most_five_hundred_each():
    assert parted(passages(30, 20)) == []
    parts = parted(passages(300, 150, 100, 1))
    assert [size for _, size in parts] == [450, 101]
    assert [part.count("<li") for part, _ in parts] == [450, 101]
    assert all(part.endswith("</section>") for part, _ in parts)


def test_a_page_leaves_many_passages_to_one_of_their_own_which_counts_and_passages_lead_to():
    keys = [("a", n) for n in range(30)] + [("b", n) for n in range(30)]
    sentences = pd.DataFrame(keys, columns=["article", "sentence"]).assign(
        outlet="O", zone="body", rank=[n + 1 for _, n in keys], text="Kyiv was left out."
    )
    rows = sentences.assign(coder="me", frame="f", present=1, mode=None, voice=None, speaker=None,
                            subcode=None, start=0, end=18, position=0.5)  # fmt: skip
    shown = report.passages(
        rows, mentions=empty("mentions"), sentences=sentences, codebook=BOOK, most_open=9
    )
    cell = {
        "cell_type": "code",
        "source": "1",
        "metadata": {},
        "outputs": [{"output_type": "display_data", "data": shown._repr_mimebundle_()}],
    }
    pages = export.pages_of({"cells": [cell]}, title="F: how?", file="f.html", pages=[], study="s")
    assert list(pages) == ["f.html", "f-passages.html"]
    assert '<a href="f-passages.html">1 to 60</a>' in pages["f.html"]
    assert "<blockquote>" not in pages["f.html"]
    assert pages["f-passages.html"].count("<blockquote>") == 60
    assert "<details" not in pages["f-passages.html"]
    assert [*map(int, re.findall(r"<h(\d)", pages["f-passages.html"]))] == [1, 2, 3, 3]
    openings = Openings({"f.html": pages}, texts=[])
    link = openings.linked(opened("p-b-1"), page="f.html", here="f.html")
    assert link == '<a href="f-passages.html#p-b-1">n</a>'


def test_a_set_on_two_pages_names_the_other_one():
    files = {"f.html": opened("p-0-0", "p-1-0"), "1.html": passages(1),
             "2.html": passages(1).replace("-0", "-1", 1).replace("p-0-", "p-1-")}  # fmt: skip
    openings = Openings({"f.html": files}, texts=[])
    link = openings.linked(files["f.html"], page="f.html", here="f.html")
    (name,) = re.findall('href="1.html#([^"]+)"', link)
    first, second = (openings.with_sets(files[f], page="f.html", here=f) for f in list(files)[1:])
    assert f'<a href="2.html#{name}">' in first
    names = [_numbered(file) for file in ("f-passages-2.html", "f.html")]
    assert names == ["page 2", "the main page"]
    assert f'<a href="1.html#{name}">' in second


@pytest.mark.slow
def test_each_count_of_the_shipped_report_opens_as_many_passages_as_it_says(shipped: Path) -> None:
    """In answers, tables, captions and the matrix; claims and decisions are opened by sentence."""
    n = 0
    pages = read(shipped)
    for name, own in pages.items():
        for link in own.xpath("//main//a[@href]"):
            file, _, place = link.get("href").partition("#")
            said = COUNT.match(link.text or "")
            column = link.xpath("string(ancestor::table/thead//th[2])")
            if (
                not re.fullmatch(r"s[0-9a-f]{8}", place)
                or not said
                or column == "claims and answers"
            ):
                continue
            page = pages[file or name]
            members = len(page.xpath(f'//*[self::li or self::tr][contains(@class, "{place}")]'))
            of_claims = link.xpath(
                'boolean(ancestor::p[@class="finding"] | ancestor::details'
                ' | ancestor::div[@id="table-coders"])'
            )
            assert members == int(said[1]) or (of_claims and 0 < members < int(said[1])), (
                name, link.text, place,
            )  # fmt: skip
            n += 1
    assert n > 200


_NOUNS = "texts?|sentences?|claims?|differences?"
OF = re.compile(rf"""(?<![\d,])(?<!sentence\ )(?<!\b0\ of\ )[1-9][\d,]*  # no place, no nothing
    (?:\ of\ \d+|\ (?:more\ )?(?:{_NOUNS}))\b(?!\ an\ outlet)""", re.VERBOSE)  # fmt: skip
SAYS = '//*[self::figcaption or contains(@class, "answer") or @class="told" or @class="finding"]'
ELSEWHERE = ("Coded rewordings",)  # counts of what no report holds
COUNTING = {  # columns of which each count opens as many as it says; of a table without, each row
    "validity.html": {
        "coders": (), "repeatability": ("units", "decided otherwise"),
        "agreement": ("units", "positive there", "positive here", "both"),
        "indicators": ("hits", "false", "hit by it alone", "of them true"),
    },
    "wire.html": {
        "moved": (), "certainty_by_text": (), "origin_of_copy": (),
        "stories": ("texts",), "shared_quotations": ("texts",),
        "frames_by_origin": ("all sentences", "in no other text here"),
    },
    "outlets.html": {"collocations": (), "word_scores": (), "word_scores_by_mode": (),
                     "top_words": ()},
    "corpus.html": {"flow": (), "zone_counts": (), "furniture": (), "not_known": ()},
}  # fmt: skip


@pytest.mark.slow
def test_no_count_of_an_answer_a_finding_or_a_caption_is_without_what_it_counts(
    shipped: Path,
) -> None:
    n = 0
    for name, page in read(shipped).items():
        if "passages" in name or name == "methods.html":
            continue
        for part in page.xpath(f"//main{SAYS}"):
            n += len(part.xpath(".//a[@href]"))
            said = "".join(part.xpath(".//text()[not(ancestor::a[@href] or ancestor::svg)]"))
            assert not OF.search(said) or any(one in said for one in ELSEWHERE), (name, said)
    assert n > 200


def read(folder: Path) -> dict[str, html.HtmlElement]:
    return {file.name: html.parse(str(file)).getroot() for file in folder.glob("*.html")}


@pytest.mark.slow
def test_each_count_or_row_of_the_other_tables_opens_what_it_counts(shipped: Path) -> None:
    pages, n = read(shipped), 0
    for name, tables in COUNTING.items():
        for table, columns in tables.items():
            (found,) = pages[name].xpath(f'//div[@id="table-{table}"]//table')
            heads = [head.text_content() for head in found.xpath("thead//th")]
            for row in found.xpath("tbody/tr"):
                assert columns or row.xpath(".//a[@href]"), (name, table, row.text_content())
                for column in columns:
                    cell = row[heads.index(column)]
                    said = int(COUNT.match(cell.text_content())[1])
                    assert members(pages, name, cell) == said, (name, table, cell.text_content())
                    n += said > 0
    assert n > 100


def members(pages: dict[str, html.HtmlElement], name: str, cell: html.HtmlElement) -> int:
    """Count what the link in a cell opens."""
    for link in cell.xpath("a[@href]"):
        file, _, place = link.get("href").partition("#")
        page = pages[file or name]
        of_set = page.xpath(f'//*[self::li or self::tr][contains(@class, "{place}")]')
        return len(of_set or page.xpath(f'//*[@id="{place}"]'))
    return 0


@pytest.mark.slow
@pytest.mark.parametrize("table", ["texts", "manner", "last_word"])
def test_no_count_of_a_table_of_a_frame_is_without_its_passages(shipped: Path, table: str) -> None:
    for file in shipped.glob("frame-*.html"):
        page = html.parse(str(file)).getroot()
        for cell in page.xpath(f'//div[@id="table-{table}"]//tbody//td'):
            said = COUNT.fullmatch(cell.xpath("string(text() | a/text())"))
            if said and int(said[1]):
                assert cell.xpath("a[@href]"), (file.name, cell.text_content())


def test_a_set_that_two_pages_name_alike_is_one():
    openings = Openings({"f.html": {"f.html": passages(2, 2)}}, texts=[])
    index = openings.linked(
        '<a data-opens="p-0-0 p-1-1" data-page="f.html">2</a>', here="index.html"
    )
    own = openings.linked(opened("p-1-1", "p-0-0"), page="f.html", here="f.html")
    assert index.split("#")[1].split('"')[0] == own.split("#")[1].split('"')[0]
    assert opening.TEXT not in own


@pytest.mark.slow
def test_counts_of_words_and_of_the_page_on_validity_open_what_they_count(shipped: Path) -> None:
    pages = read(shipped)
    words = pages["outlets.html"].xpath('//div[contains(@class, "words")]//details')
    assert len(words) > 10
    assert all(len(one.xpath(".//a[@href]")) == 3 or " 0 elsewhere" in one.text_content()
               for one in words)  # fmt: skip
    validity = pages["validity.html"]
    rows = validity.xpath('//div[@id="table-agreement"]//tbody/tr')
    assert [len(row.xpath("td/a[@href]")) for row in rows] == [4, 4, 4]
    texts = validity.xpath('//figure[@id="figure-validity"]//*[local-name()="text"]')
    counts = [text for text in texts if OF.fullmatch(text.text or "")]
    assert len(counts) == 6
    assert all(text.xpath("ancestor::a[@href]") for text in counts)
