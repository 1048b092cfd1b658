"""What a web page declares of its article for machines (JSON-LD): headline and paragraphs."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from framing.corpus.files.html_lines import lines
from framing.expressions import expression

_KIND = expression(r"Article$|BlogPosting$|^Report$")
_MARKUP = expression(r"</?[a-z][a-z0-9]*\b[^<>]*>|&[a-z]{2,8};|&#\d+;", re.IGNORECASE)
_BLOCK = expression(r"<(?:p|br|div|li|h[1-6])\b", re.IGNORECASE)
_ESCAPED = expression(r"&lt;(?:p|br|div|li|h[1-6])\b", re.IGNORECASE)
_DEEPEST = 5


class Declared(NamedTuple):
    """An article as a page declares it; empty where it declares none, or several."""

    headline: str = ""
    paragraphs: tuple[str, ...] = ()


def declared_article(tree: Any) -> Declared:
    r"""Return what a page declares of its one article.

    References
    ----------
    schema.org. NewsArticle: ``headline``, ``articleBody``.

    Examples
    --------
    >>> from lxml import html
    >>> data = '{"@type": "NewsArticle", "headline": "Talks begin", "articleBody": "A.\\nB."}'
    >>> declared_article(html.fromstring(f"<script type='application/ld+json'>{data}</script>"))
    Declared(headline='Talks begin', paragraphs=('A.', 'B.'))
    """
    found: dict[Declared, None] = {}
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            whole = json.loads(str(script), strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _articles(whole):
            made = Declared(
                _words(one.get("headline")), paragraphs_of(_words(one.get("articleBody")))
            )
            found[made] = None
    return next(iter(found)) if len(found) == 1 else Declared()


def _articles(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        kinds = value.get("@type")
        if any(_KIND.search(str(one)) for one in (kinds if isinstance(kinds, list) else [kinds])):
            yield value
        elif depth < _DEEPEST:
            yield from _articles(value.get("@graph"), depth + 1)
            yield from _articles(value.get("mainEntity"), depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _articles(one, depth + 1)


def _words(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def paragraphs_of(body: str) -> tuple[str, ...]:
    """Part a text at its line ends, or at the elements of HTML that it is written with.

    Examples
    --------
    >>> paragraphs_of("<p>Talks begin &amp; end.</p><p>Snow fell.</p>")
    ('Talks begin & end.', 'Snow fell.')
    """
    if _ESCAPED.search(body):
        body = html.unescape(body)
    if _MARKUP.search(body):
        if not _BLOCK.search(body):  # then its line ends are those of paragraphs
            body = "<br>".join(body.splitlines())
        from lxml import html as markup

        body = "\n".join(one.text for one in lines(markup.fromstring(f"<div>{body}</div>"), ()))
    return tuple(" ".join(line.split()) for line in body.splitlines() if line.strip())
