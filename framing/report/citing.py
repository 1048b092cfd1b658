r"""How a report is cited: what the head of its pages says, in words and as BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from framing import __version__
from framing.show.plain_words import MONTHS
from framing.show.plain_words import day as in_words
from framing.show.trust_line import not_validated
from framing.study import Study

_SPECIAL = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}  # fmt: skip


def head_of(study: Study, *, day: date) -> dict[str, Any]:
    """Return what the head of each page says of the study.

    Parameters
    ----------
    study : the study.
    day : on which the report was built: its date, where the study gives none.
    """
    told = study.citation
    given = told.date or day.isoformat()
    return {
        "authors": list(told.authors),
        "date": given,
        "day": in_words(given),
        "version": told.version,
        "licence": told.licence,
        "licence_url": told.licence_url,
        "doi": told.doi,
        "not_validated": not_validated(study),
        "codebook": " ".join(filter(None, (study.codebook.name, study.codebook.version))),
    }


def credit(head: Mapping[str, Any], *, title: str) -> str:
    """Say in a line what a figure that stands alone is taken from.

    Examples
    --------
    >>> head = {"authors": ["Example, Ann"], "day": "13 February 2025", "version": "1.0",
    ...     "licence": "CC BY 4.0"}
    >>> credit(head, title="Talks")
    'Example, Ann: Talks, version 1.0, 13 February 2025. Licence: CC BY 4.0. Made with framing.'
    """
    authors = f"{'; '.join(head['authors'])}: " if head["authors"] else ""
    version = f", version {head['version']}" if head["version"] else ""
    licence = f" Licence: {head['licence']}." if head["licence"] else ""
    return f"{authors}{title}{version}, {head['day']}.{licence} Made with framing."


def reference(head: Mapping[str, Any], *, title: str) -> str:
    """Say in one line how a report is cited.

    Examples
    --------
    >>> head = {"authors": ["Example, Ann"], "date": "2025-02-13", "version": "1.0", "doi": ""}
    >>> reference(head, title="Talks")
    'Example, Ann (2025). Talks. Version 1.0, 2025-02-13.'
    """
    authors = "; ".join(head["authors"])
    version = f"Version {head['version']}, " if head["version"] else ""
    doi = f" https://doi.org/{head['doi']}" if head["doi"] else ""
    whose = f"{authors} ({head['date'][:4]}). " if authors else ""
    return f"{whose}{title}. {version}{head['date']}.{doi}"


def bibtex(head: Mapping[str, Any], *, title: str, sha256: str) -> str:
    r"""Return the entry of a report for a list of references.

    A person's name has a comma; any other name is one word for BibTeX.

    Parameters
    ----------
    head : as :func:`head_of` makes it.
    title : the study's name.
    sha256 : of study.toml, by which the settings can be told again.

    Examples
    --------
    >>> head = {"authors": ["Example, Ann", "R&D Institute"], "date": "2025-02-13",
    ...     "version": "", "doi": "", "codebook": "Talks 1"}
    >>> print(bibtex(head, title="Talks", sha256="0f" * 32).split("note")[0].rstrip())
    @misc{example2025talks,
      author = {Example, Ann and {R\&D Institute}},
      title = {{Talks}},
      year = {2025},
      month = feb,
    """
    year, month, _ = head["date"].split("-")
    authors = [
        latex(name) if "," in name else f"{{{latex(name)}}}"
        for name in head["authors"]
    ]  # fmt: skip
    note = f"Codebook: {head['codebook']}; study.toml sha256 {sha256[:12]}; framing {__version__}"
    fields = {
        "author": f"{{{' and '.join(authors)}}}" if authors else "",
        "title": f"{{{{{latex(title)}}}}}",
        "year": f"{{{year}}}",
        "month": MONTHS[int(month) - 1][:3].lower(),
        "version": f"{{{latex(head['version'])}}}" if head["version"] else "",
        "doi": f"{{{head['doi']}}}" if head["doi"] else "",
        "note": f"{{{latex(note)}}}",
    }
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value)
    return f"@misc{{{_key(head['authors'], year, title)},\n{lines}\n}}"


def latex(text: str) -> str:
    r"""Write a text so that LaTeX prints it as it is.

    Examples
    --------
    >>> print(latex("50 % of A&B_c"))
    50 \% of A\&B\_c
    """
    return "".join(_SPECIAL.get(sign, sign) for sign in text)


def _key(authors: list[str], year: str, title: str) -> str:
    first = re.findall(r"[a-z0-9]+", (authors[0].split(",")[0] if authors else "").lower())
    words = [word for word in re.findall(r"[a-z0-9]+", title.lower()) if len(word) > 3]
    return f"{(first or ['report'])[-1]}{year}{(words or [''])[0]}"
