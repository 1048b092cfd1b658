"""How a study is to be cited: who made it, when, in which version, under which licence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from framing.expressions import expression
from framing.tables.toml import Section

KEYS = ("authors", "date", "version", "licence", "licence_url", "doi")
_DOI = expression(r"10\.\d{4,9}/[^\s<>\"]+")
_ADDRESS = expression(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Citation:
    """What the head of each page and the reference to a report say; "" is not told.

    Attributes
    ----------
    authors : each as it is cited: a person as ``Family, Given``, else a name as it is.
    date : of the report, as 2025-02-13; the day on which it was built if not told.
    version : of the study.
    licence : of the report and its data, in words; ``licence_url`` is where it stands.
    doi : as 10.1234/abc.
    """

    authors: tuple[str, ...] = ()
    date: str = ""
    version: str = ""
    licence: str = ""
    licence_url: str = ""
    doi: str = ""


def read_citation(section: Section) -> Citation:
    """Read the keys of a citation; one that no page could show or link is refused."""
    told = {key: section.get(key, str, "").strip() for key in KEYS[1:]}
    if told["date"] and not is_day(told["date"]):
        section.fault(f"'date' is {told['date']!r}; a day such as '2025-02-13' is needed")
    if told["licence_url"] and not _ADDRESS.fullmatch(told["licence_url"]):
        section.fault(
            f"'licence_url' is {told['licence_url']!r}; an address is needed that begins with "
            "https:// or http://"
        )
    if told["doi"] and not _DOI.fullmatch(told["doi"]):
        section.fault(f"'doi' is {told['doi']!r}; one such as '10.1234/abc' is needed")
    return Citation(tuple(author.strip() for author in section.words("authors")), **told)


def is_day(text: str) -> bool:
    """Tell whether a text is a day as 2025-02-13."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
