"""Ten times the text takes about ten times the work, whatever somebody has written in it."""

from __future__ import annotations

from contextlib import suppress

import pandas as pd
import pytest

from framing.corpus.exports.unread import check_read
from framing.corpus.files.html_data import paragraphs_of
from framing.corpus.files.text import parse
from framing.corpus.formats import read_file
from framing.corpus.sentences import sentences
from framing.corpus.zones import zones
from framing.errors import CorpusError
from framing.wire.families import families
from tests.corpus.test_readers_documents import docx
from tests.corpus.test_readers_tables import OLD_HEADER, label, old_book
from tests.effort import least

MOST = 30  # times the work of a tenth; a square takes a hundred
LEAST = 0.02  # seconds, below which the clock tells nothing


def grows(call, unit: str) -> float:
    """Return how many times the work of 10,000 characters that of 100,000 is."""
    texts = [(unit * (n // len(unit) + 1))[:n] for n in (10_000, 100_000)]

    def tried(text: str) -> None:
        with suppress(CorpusError):
            call(text)

    tried(texts[0])  # what is loaded once is not counted
    small, large = (least(lambda text=text: tried(text)) for text in texts)
    return large / max(small, LEAST)


def of_article(function):
    return lambda text: function(pd.DataFrame({"article": ["a"], "outlet": ["D"], "text": [text]}))


def as_file(name: str, start: str = ""):
    return lambda text: read_file(f"{start}{text}".encode(), name)


UNITS = ["‘", "![", "a![", "Ab\n", "By A B\n", "“a” ", "!", "[a](b)", "Ab. Cd "]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("function", [sentences, zones])
def test_texts_are_cut_in_time_that_grows_with_them(function, unit):
    assert grows(of_article(function), unit) < MOST


def repeated(make, piece: str, name: str):
    """Read what is made of as many pieces as there is room for."""
    return lambda text: read_file(make(piece, len(text) // len(piece)), name)


def old_table(cell: str, n: int) -> bytes:
    return old_book(*OLD_HEADER, *(label(1 + at, 2, cell) for at in range(n)))


PARAGRAPH = "<w:p><w:r><w:t>Ab cd.</w:t></w:r></w:p>"
READERS = {
    "ProQuest": (
        as_file("a.txt", "Full text: a\nProQuest document ID: 1\n"),
        "Subject: a\n" + "_" * 30 + "\n",
    ),
    "labels": (lambda text: check_read(parse(text.encode())), "Date: 3 May 2019 : : :\n-----\n"),
    "heads": (lambda text: check_read(parse(text.encode())), "Ab\nMarch 3, 2019\n\nab ab\n\n"),
    "dates": (lambda text: check_read(parse(text.encode())), "March 3, 2019\n"),
    "records": (lambda text: check_read(parse(text.encode())), "<doc " + "<doc>"),
    "one word": (as_file("a.txt", "["), "+1"),
    "table by its content": (as_file("a.txt"), "a,text,"),
    "separators": (lambda text: check_read(parse(text.encode())), "- - - - - x\n"),
    "Nexis": (as_file("a.txt", "1 of 1 DOCUMENTS\n"), "Ab, March 3\n\nLENGTH: 3 words\n\n"),
    "Nexis Uni": (as_file("a.txt"), "Ab\nCorrection\nMarch 3, 2019\nBody\nx\nEnd of Document\n"),
    "Factiva": (as_file("a.txt", "3 words\nDocument EXMP000020250213el2d0003x\n"), "3 words\n"),
    "feed": (as_file("a.rss", "<rss version='2.0'>"), "<item><title>a</title></item>"),
    "markup": (paragraphs_of, "<p>a &amp; "),
    "plus signs": (as_file("a.txt"), "+AOk"),
    "columns": (as_file("a.csv", "a,"), "b,"),
    "quoted cells": (as_file("a.csv", "article,outlet,text\n"), 'a,b,"c ""d"" e\nf"\n'),
    "signs of quotation": (as_file("a.csv", "article,outlet,text\n"), 'a,b,c"d"\n'),
    "old workbook": (repeated(old_table, "Ab cd ef.", "a.xls"), " "),
    "DOCX": (repeated(lambda piece, n: docx(piece * n), PARAGRAPH, "a.docx"), " "),
    "JSON": (as_file("a.json", '{"a": "'), "\\\\n["),
}


@pytest.mark.parametrize("kind", READERS)
def test_files_are_read_in_time_that_grows_with_them(kind):
    assert grows(*READERS[kind]) < MOST


def test_families_are_found_in_time_that_grows_with_the_texts():
    def units(text: str) -> pd.DataFrame:
        both = {"article": ["a", "b"], "outlet": ["D", "E"], "text": [text, f"Talks.\n\n{text}"]}
        return sentences(pd.DataFrame(both))

    small, large = (units("“Ab cd ef gh ij,” he said. " * n) for n in (200, 2_000))
    families(small)  # what is loaded once is not counted
    short, long = (least(lambda rows=rows: families(rows)) for rows in (small, large))
    assert long / max(short, LEAST) < MOST


def test_a_table_of_many_columns_is_read_in_time_that_grows_with_them():
    def table(n: int) -> bytes:
        return ",".join(f"c{i}" for i in range(n)).encode() + b"\n" + b"1," * (n - 1) + b"1\n"

    tables = [table(n) for n in (2_000, 20_000)]
    small, large = (least(lambda one=one: read_file(one, "a.csv")) for one in tables)
    assert large / max(small, LEAST) < MOST
