"""The lists of ``notices.toml``: pages that stand where an article should."""

from __future__ import annotations

from dataclasses import dataclass

from framing.languages.lists import Words


@dataclass(frozen=True)
class Notices:
    """How a line or sentence of such a page begins; every entry is a regular expression."""

    page_not_found: Words = ()  # of a page that is not there
    not_available: Words = ()  # of a document that is not
    error_page: Words = ()  # of a fault
    login_page: Words = ()  # of a page for members
    script_page: Words = ()  # of a page that only a script fills
    cookies: Words = ()  # of a notice of cookies
    paywall: Words = ()  # of what stands in place of the rest of a text
