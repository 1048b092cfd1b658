"""Pages say how they are cited, and one page has codebook and methods for an appendix."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from framing.report.batch import build
from framing.report.citing import bibtex, head_of, reference
from framing.study import Study, read_study
from tests.conftest import ROOT
from tests.quick import pages_run_here
from tests.report.test_report import small_study, words

TOLD = tomllib.loads((ROOT / "framing" / "report" / "methods.toml").read_text(encoding="utf-8"))
CITED = """
authors = ["Example, Ann", "R&D <Institute>"]
date = "2025-02-13"
version = "1.2"
licence = "CC BY 4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
doi = "10.1234/a_b"
"""


def cited_study(folder: Path, cited: str = CITED) -> Path:
    small_study(folder, '[[report]]\nnotebook = "corpus"')
    settings = folder / "study.toml"
    said = settings.read_text(encoding="utf-8").replace("[corpus]", f"{cited}[corpus]")
    settings.write_text(said, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def cited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = cited_study(tmp_path_factory.mktemp("cited") / "s")
    with pages_run_here():
        made = build(read_study(folder), output=folder / "out")
    assert not made.failed
    return folder / "out"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["index.html", "corpus.html", "methods.html"])
def test_the_head_of_each_page_says_who_when_which_version_and_licence(cited: Path, name: str):
    page = (cited / name).read_text(encoding="utf-8")
    assert "Example, Ann; R&amp;D &lt;Institute&gt; ·" in page
    assert '<time datetime="2025-02-13">13 February 2025</time> · version 1.2' in page
    licence = 'href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>'
    assert licence in page
    assert '<a href="https://doi.org/10.1234/a_b">' in page
    assert '<meta name="citation_author" content="Example, Ann">' in page


@pytest.mark.slow
def test_the_index_leads_to_notebooks_manifest_and_how_to_cite(cited: Path):
    index, methods = (
        (cited / name).read_text(encoding="utf-8") for name in ("index.html", "methods.html")
    )
    for page, link in (
        (index, "methods.html#data"), (methods, "notebooks/corpus.ipynb"),
        (index, "manifest.json"), (index, "methods.html#cite"),
    ):  # fmt: skip
        assert f'href="{link}"' in page
        assert (cited / link.partition("#")[0]).is_file()


@pytest.mark.slow
def test_pages_lead_to_the_next_and_the_one_before(cited: Path):
    page = (cited / "corpus.html").read_text(encoding="utf-8")
    assert re.search(r'<a href="index.html" rel="prev">Overview</a>', page)
    assert re.search(r'<a href="methods.html" rel="next">Methods</a>', page)
    assert 'rel="next">' not in (cited / "methods.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_one_page_has_codebook_methods_sources_credits_and_the_entry(shipped: Path, study: Study):
    page = (shipped / "methods.html").read_text(encoding="utf-8")
    said = words(shipped / "methods.html")
    for frame in study.codebook.frames.values():
        for rule in (frame.definition, *frame.include, *frame.exclude, *frame.subcodes.values()):
            assert " ".join(rule.split()) in said
        assert page.count(f'id="frame-{frame.id}"') == 1
        link = f'href="methods.html#frame-{frame.id}">The rules of the coding</a>'
        assert link in (shipped / f"frame-{frame.id}.html").read_text(encoding="utf-8")
    for notebook in ("corpus", "frame", "outlets", "wire", "validity"):
        assert page.count(f'id="measured-{notebook}"') == 1
    assert "How this was measured." not in words(shipped / "outlets.html")
    assert "@misc{authors2026" in said or "@misc{authors" in said
    assert f"study.toml sha256 {study.sha256[:12]}" in said


def test_each_source_is_cited_and_each_citation_has_its_source():
    cited = [name for measure in TOLD["measures"] for name in measure.get("sources", ())]
    assert set(cited) == set(TOLD["sources"])
    for source in TOLD["sources"].values():
        assert re.fullmatch(r"10\.\d{4,}/\S+", source.get("doi", "10.1000/x"))


def test_a_study_that_names_no_date_is_of_the_day_on_which_its_report_was_built(tmp_path: Path):
    study = read_study(cited_study(tmp_path / "s", "\n"))
    head = head_of(study, day=date(2025, 3, 1))
    assert (head["day"], head["authors"], head["licence"]) == ("1 March 2025", [], "")
    assert reference(head, title="Talks") == "Talks. 2025-03-01."
    assert "author" not in bibtex(head, title="Talks", sha256="0" * 64)
