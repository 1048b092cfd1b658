"""What words and marks of a report open: a passage, or together all that a count counts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from framing.expressions import expression
from framing.show.rendering import rendered

MOST_HERE, MOST = 50, 500  # passages on a page with other things, and on one of passages alone
TEXT = "text"  # instead of a page: the one on the text in which a passage stands
_OPENS = expression(r' data-opens="([^"]*)"(?: data-page="([^"]*)")?')
_ID = expression(r'\bid="([^"]+)"')
_PASSAGE = expression(r'<((?:li|tr) id="(p-[^"]+)")(?: class="([^"]*)")?>')
_TEXTS = expression(r'(?=<(?:section) id="t-)')
_END = expression(r"</(?:section)>(?!.*</(?:section)>)", re.DOTALL)
_ALL = expression(r'<(?:div) class="[\w -]+ all"[^>]*>')  # a list of what is counted
Pages = Mapping[str, str]  # the HTML of pages by their files


def parted(html: str) -> list[tuple[str, int]]:
    """Part a list of over 50 passages by texts, into what has at most 500 of them each.

    Returns
    -------
    The HTML of each part and its number of passages; nothing where the list is short enough, or
    is none of passages that are counted.
    """
    if 'passages all"' not in html or len(_PASSAGE.findall(html)) <= MOST_HERE:
        return []
    parts: list[tuple[str, int]] = []
    for text in _TEXTS.split(html)[1:]:
        end = _END.search(text)
        whole = text[: end.end()] if end else text  # without what closes an outlet's passages
        n = len(_PASSAGE.findall(whole))
        if parts and parts[-1][1] + n <= MOST:
            before, others = parts.pop()
            parts.append((before + whole, others + n))
        else:
            parts.append((whole, n))
    return parts


class Openings:
    """Where everything of a report stands that something opens.

    Parameters
    ----------
    pages : each page, and with it those that hold its passages.
    texts : the pages of these that are about one text.
    frames : the pages of these that are about one frame, by its id.
    """

    def __init__(
        self, pages: Mapping[str, Pages], *, texts: Iterable[str],
        frames: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self._frames = {f"f-{frame}": page for frame, page in (frames or {}).items()}
        self._at = {
            page: {name: file for file, html in files.items() for name in _ID.findall(html)}
            for page, files in pages.items()
        }
        self._texts = {name: file for page in texts for name, file in self._at[page].items()}
        self._sets: dict[str, dict[str, list[str]]] = {
            page: {} for page, files in pages.items() if any(map(_ALL.search, files.values()))
        }
        self._most = max(self._sets, key=lambda page: len(self._at[page]), default="")

    def linked(self, html: str, *, page: str = "", here: str) -> str:
        """Make links of what opens something; what opens several passages opens these together.

        What does not all stand on its page is opened on the one that lists most passages, which
        of a report with a page on wire copy lists every sentence; else it opens nothing.

        Parameters
        ----------
        html : with ``data-opens``, the ids of what is opened, and ``data-page``, where that is
            on another page.
        page : the page whose passages are opened, where nothing else is said.
        here : the file that the HTML is for.
        """

        def link(found: re.Match[str]) -> str:
            of = self._frames.get(found[1].partition(" ")[0]) or found[2] or page
            names = [name for name in found[1].split() if not name.startswith("f-")]
            for there, places in (
                (of, self._at.get(of, {})),
                ("", self._texts),
                (self._most, self._at.get(self._most, {})),
            ):
                known = names and all(name in places for name in names)
                if known and (len(names) == 1 or there in self._sets):
                    name = names[0] if len(names) == 1 else self._together(there, names)
                    file = places[names[0]]
                    return f' href="{"" if file == here else file}#{name}"'
            return ""

        return _OPENS.sub(link, html)

    def _together(self, page: str, names: Sequence[str]) -> str:
        """Return the id under which some passages of a page are shown without the others."""
        name = f"s{hashlib.sha256(' '.join(sorted(names)).encode()).hexdigest()[:8]}"
        self._sets[page][name] = list(names)
        return name

    def with_sets(self, html: str, *, page: str, here: str) -> str:
        """Let a page's list of passages show each set of them that something opens.

        Every link of the report has been made then.
        """
        at, sets = self._at[page], list[dict[str, Any]]()
        of: dict[str, list[str]] = {}
        for name, members in self._sets.get(page, {}).items():
            own = [member for member in members if at[member] == here]
            for member in own:
                of.setdefault(member, []).append(name)
            if own:
                there = dict.fromkeys(at[member] for member in members if at[member] != here)
                others = {file: _numbered(file) for file in there}
                sets.append({"id": name, "n": len(own), "all": len(members), "others": others})
        if not sets:
            return html

        def classed(found: re.Match[str]) -> str:
            classes = " ".join([*filter(None, [found[3]]), *of.get(found[2], [])])
            return f'<{found[1]} class="{classes}">' if classes else found[0]

        head = rendered("report/sets", sets=sets)
        return _ALL.sub(lambda found: f"{found[0]}{head}", _PASSAGE.sub(classed, html), count=1)


def _numbered(file: str) -> str:
    """Name a page of passages by the number in its file's name."""
    number = file.removesuffix(".html").rpartition("-passages-")[2]
    return f"page {number}" if number.isdigit() else "the main page"


def apart(block: dict[str, Any], file: str) -> list[dict[str, Any]]:
    """Leave the passages of a block to pages of their own, if they are many; return these.

    The block says then on which pages they are.
    """
    parts = parted(block["html"])
    n = sum(size for _, size in parts)
    found, begun = [], 0
    for at, (html, size) in enumerate(parts, 1):
        number = f"-{at}" if len(parts) > 1 else ""
        found.append(
            {
                "file": f"{file.removesuffix('.html')}-passages{number}.html",
                "span": f"{begun + 1} to {begun + size}",
                "n": n,
                "html": Markup(html),
            }
        )
        begun += size
    if found:
        block["html"] = rendered("report/apart", parts=found, n=n)
    return found
