"""An executed notebook to one self-contained page: no script, nothing remote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from framing import __version__
from framing.show.rendering import rendered
from framing.show.results import MIME

_HEADING = re.compile(r"^#{2}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_TITLE = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)
_NOT_ID = re.compile(r"\W+")


def results(notebook: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the results that an executed notebook carries, in order."""
    return [
        output["data"][MIME]
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if MIME in output.get("data", {})
    ]


def question(notebook: Mapping[str, Any]) -> str:
    """Return the notebook's title: its one first-level heading."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and (match := _TITLE.search(_source(cell))):
            return match[1]
    return "Untitled"


def page(
    notebook: Mapping[str, Any],
    *,
    title: str,
    file: str,
    pages: Sequence[Mapping[str, str]],
    study: str,
    note: str = "",
) -> str:
    """Render an executed notebook; text that is not a result of ours is escaped."""
    blocks = [block for cell in notebook["cells"] for block in _blocks(cell)]
    code = [_source(cell).strip() for cell in notebook["cells"] if cell["cell_type"] == "code"]
    headings = [
        {"text": text, "id": heading_id(text)}
        for cell in notebook["cells"]
        if cell["cell_type"] == "markdown"
        for text in _HEADING.findall(_source(cell))
    ]
    return render(
        "report/notebook",
        title=title, file=file, pages=pages, study=study, note=note,
        blocks=blocks, code=code, contents=headings,
    )  # fmt: skip


def render(template: str, **values: Any) -> str:
    """Fill the template of a page, which says what made it."""
    return str(rendered(template, version=__version__, **values))


def heading_id(text: str) -> str:
    """Return the address of a heading on its page.

    Examples
    --------
    >>> heading_id("How much, and where?")
    'how-much-and-where'
    """
    return _NOT_ID.sub("-", text.lower()).strip("-")


def _blocks(cell: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield what a page shows of a cell: HTML of ours, or plain text."""
    if cell["cell_type"] == "markdown":
        yield {"html": _markdown(_TITLE.sub("", _source(cell), count=1).strip())}
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if MIME in data:
            yield {"html": text_of(data["text/html"])}
        elif output["output_type"] == "error":
            yield {"text": f"{output['ename']}: {output['evalue']}"}
        elif "text/plain" in data:
            yield {"text": text_of(data["text/plain"])}
        elif output.get("name") == "stdout":
            yield {"text": text_of(output["text"])}


def _markdown(text: str) -> str:
    """Render a notebook's prose; HTML in it is escaped, its headings get an id."""
    from mistune import create_markdown
    from mistune.toc import add_toc_hook

    markdown = create_markdown(escape=True, plugins=["table"])
    add_toc_hook(markdown, max_level=6, heading_id=lambda token, _: heading_id(token["text"]))
    return str(markdown(text))


def _source(cell: Mapping[str, Any]) -> str:
    return text_of(cell["source"])


def text_of(value: str | Sequence[str]) -> str:
    """Return the text of a field of a notebook, which may stand in lines."""
    return value if isinstance(value, str) else "".join(value)
