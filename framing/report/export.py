"""An executed notebook to one self-contained page: no script, nothing remote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from framing import __version__
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
    blocks = [Markup('<p class="note">{}</p>').format(note)] if note else []
    blocks += [block for cell in notebook["cells"] if (block := _cell(cell))]
    code = [_source(cell).strip() for cell in notebook["cells"] if cell["cell_type"] == "code"]
    headings = [
        {"text": text, "id": heading_id(text)}
        for cell in notebook["cells"]
        if cell["cell_type"] == "markdown"
        for text in _HEADING.findall(_source(cell))
    ]
    return render(
        "notebook.html.j2",
        title=title, file=file, pages=pages, study=study,
        blocks=blocks, code=code, contents=headings,
    )  # fmt: skip


def render(template: str, **values: Any) -> str:
    """Fill one of the package's templates; every value is escaped unless it is HTML of ours."""
    return _environment().get_template(template).render(version=__version__, **values)


def heading_id(text: str) -> str:
    """Return the address of a heading on its page.

    Examples
    --------
    >>> heading_id("How much, and where?")
    'how-much-and-where'
    """
    return _NOT_ID.sub("-", text.lower()).strip("-")


@lru_cache(maxsize=1)
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("framing.report", "template")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def _cell(cell: Mapping[str, Any]) -> Markup:
    if cell["cell_type"] == "markdown":
        return _markdown(_TITLE.sub("", _source(cell), count=1).strip())
    return Markup("\n").join(_outputs(cell)) if cell["cell_type"] == "code" else Markup("")


def _outputs(cell: Mapping[str, Any]) -> Iterator[Markup]:
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if MIME in data:
            yield Markup(text_of(data["text/html"]))
        elif output["output_type"] == "error":
            yield Markup("<pre>{}: {}</pre>").format(output["ename"], output["evalue"])
        elif "text/plain" in data:
            yield Markup('<pre tabindex="0">{}</pre>').format(text_of(data["text/plain"]))
        elif output.get("name") == "stdout":
            yield Markup('<pre tabindex="0">{}</pre>').format(text_of(output["text"]))


def _markdown(text: str) -> Markup:
    """Render a notebook's prose; HTML in it is escaped, second-level headings get an id."""
    from mistune import HTMLRenderer, create_markdown

    class Renderer(HTMLRenderer):
        def heading(self, text: str, level: int, **_: Any) -> str:
            plain = re.sub(r"<[^>]+>", "", text)
            return f'<h{level} id="{escape(heading_id(plain))}">{text}</h{level}>\n'

    render_markdown: Any = create_markdown(renderer=Renderer(escape=True), plugins=["table"])
    return Markup(render_markdown(text))


def _source(cell: Mapping[str, Any]) -> str:
    return text_of(cell["source"])


def text_of(value: str | Sequence[str]) -> str:
    """Return the text of a field of a notebook, which may stand in lines."""
    return value if isinstance(value, str) else "".join(value)
