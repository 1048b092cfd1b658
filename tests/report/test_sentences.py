"""What built pages say, sentence by sentence: no page says more than its row.

Tests, coverage, agreement and verdicts stand on the page on validity, and nowhere else.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tests.report.test_report import words

pytestmark = pytest.mark.slow
REPORTS = ("shipped", "generated")
JUDGED = re.compile(  # the card of the word list gives its own accuracy, as macro-F1
    r"\b[pq] ?[=<>] ?[\d.]|\b[pq] \((?:Holm)|observed coverage|\bHolm\b|\balpha\b|\bAC1\b|\bkappa\b"
    r"|(?<!macro-)\bF1 [\d.]|\bnot supported\b|\bsupported\b|\bmay be counted\b"
    r"|\bmore hand codes\b",
    re.IGNORECASE,
)


def cells_of_heads(page: str) -> set[str]:
    """Return what stands at the head of the columns of a page's tables."""
    found = re.findall(r"<th\b[^>]*>(.*?)</th>", page, re.DOTALL)
    return {re.sub(r"<[^>]+>", "", each).strip() for each in found}


def prose(file: Path) -> str:
    """Return what a page says, but for the code that it was made by."""
    page = re.sub(r"<pre\b.*?</pre>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


@pytest.mark.parametrize("report", REPORTS)
def test_tests_coverage_and_verdicts_stand_on_the_page_on_validity_alone(report, request):
    folder = request.getfixturevalue(report)
    pages = [page for page in sorted(folder.glob("*.html")) if page.name != "changes.html"]
    assert len(pages) > 5
    for page in pages:
        if page.name == "validity.html":
            continue
        if page.name == "methods.html":  # which names the tests, and no result of one
            assert not re.search(r"\b[pq] ?[=<>] ?[\d.]|\balpha (?:of )?0?\.\d", prose(page))
            continue
        heads = cells_of_heads(page.read_text(encoding="utf-8"))
        assert not heads & {"p", "q", "p (Holm)", "verdict", "alpha", "AC1", "kappa"}, page.name
        said = [each for each in JUDGED.findall(prose(page)) if each]
        assert not said, (page.name, said)


def test_the_page_on_validity_has_what_the_others_leave_out(generated):
    page = (generated / "validity.html").read_text(encoding="utf-8")
    assert {"p", "q", "p (Holm)", "verdict", "rests on"} <= cells_of_heads(page)
    assert "shares corrected by a sample of codes" in page


@pytest.mark.parametrize("report", REPORTS)
def test_each_page_has_one_line_of_trust(report, request):
    folder = request.getfixturevalue(report)
    for page in sorted(folder.glob("*.html")):
        if page.name in ("index.html", "changes.html", "methods.html") or "-passages" in page.name:
            continue  # the overview has it by frame; a page of passages states nothing
        said = words(page).count("How the outlets differ beyond these texts: ")
        assert said == (page.name not in ("corpus.html", "validity.html")), page.name
