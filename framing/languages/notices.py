"""The lists of ``notices.toml``: pages that stand where an article should."""

from __future__ import annotations

from dataclasses import dataclass

from framing.languages.lists import Words


@dataclass(frozen=True)
class Notices:
    """How a line or sentence of such a page begins; every entry is a regular expression.

    Attributes
    ----------
    page_not_found, not_available, error_page, login_page, script_page, cookies, paywall : what
        kind of page it is.
    """

    page_not_found: Words = ()
    not_available: Words = ()
    error_page: Words = ()
    login_page: Words = ()
    script_page: Words = ()
    cookies: Words = ()
    paywall: Words = ()
