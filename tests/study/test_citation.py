"""A study says how it is to be cited; what no page could show or link is refused."""

from __future__ import annotations

import pytest

from framing.errors import StudyError
from framing.study.citation import Citation, read_citation
from framing.tables.toml import Section
from tests.cases import each_of


def section(**values: object) -> Section:
    return Section(values, "study.toml: [study]", StudyError)


def test_a_study_that_says_nothing_of_it_has_an_empty_citation():
    assert read_citation(section(name="x")) == Citation()


def test_every_key_is_read():
    given = {
        "authors": ["Example, Ann", " Example Institute "], "date": "2025-02-13", "version": "1.0",
        "licence": "CC BY 4.0", "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "doi": "10.1234/a.b",
    }  # fmt: skip
    found = read_citation(section(**given))
    assert found == Citation(**{**given, "authors": ("Example, Ann", "Example Institute")})


@each_of(
    "key, value, said",
    [
        ("date", "13.02.2025", "a day such as '2025-02-13' is needed"),
        ("date", "2025-02-30", "a day such as '2025-02-13' is needed"),
        ("date", "20250213", "a day such as '2025-02-13' is needed"),
        ("licence_url", "javascript:alert(1)", "an address is needed that begins with https://"),
        ("licence_url", 'https://x" onclick="y', "an address is needed that begins with https://"),
        ("doi", "https://doi.org/10.1234/a", "one such as '10.1234/abc' is needed"),
        ("doi", "10.1234/a b", "one such as '10.1234/abc' is needed"),
        ("version", 1.0, "text in quotes is needed"),
        ("authors", "Example, Ann", "a list is needed"),
        ("authors", [""], "text in quotes is needed"),
    ],
)
def test_what_cannot_be_cited_is_refused_with_what_is_needed(key, value, said):
    with pytest.raises(StudyError, match=r"study\.toml: \[study\]") as error:
        read_citation(section(**{key: value}))
    assert said in str(error.value)
