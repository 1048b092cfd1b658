"""An executed notebook to one self-contained page: no script, nothing remote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from framing import __version__
from framing.expressions import expression
from framing.report.opening import apart
from framing.report.sections import CANNOT, folded, sections
from framing.show.rendering import lean, rendered
from framing.show.results import DATA_ALONE, MIME, on_page
from framing.show.svg import linked

_HEADING = expression(r"^#{2,3}\s+(.+?)\s*#*\s*$", re.MULTILINE)
_TITLE = expression(r"^#\s+(.+?)\s*$", re.MULTILINE)
_CAPTION = expression(r"<(caption|figcaption)>")
_CLOSED = expression(r"\A\s*<(?:details)><(?:summary)>")
_H2 = expression(r'<(?:h2) id="([^"]+)">([^<]*)<')
_NOT_ID = expression(r"\W+")
_TAG = "methods"  # of a cell that a notebook shows and a page leaves to that on methods
_DATA_OF = {"shares": "salience", "course": "trend", "validity": "agreement"}  # of figures, a table


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


def methods_of(notebook: Mapping[str, Any]) -> Markup:
    """Return as HTML what a notebook says of its measures: prose that is tagged so."""
    said = [
        _source(cell)
        for cell in notebook["cells"]
        if cell["cell_type"] == "markdown" and _is_left(cell)
    ]
    return Markup(_markdown("\n\n".join(text for text in said if not _HEADING.search(text))))


def pages_of(
    notebook: Mapping[str, Any],
    *,
    title: str,
    file: str,
    pages: Sequence[Mapping[str, str]],
    study: str,
    note: str = "",
    head: Mapping[str, Any] | None = None,
    tables: Sequence[Mapping[str, Any]] = (),
    figures: Mapping[str, Mapping[str, str]] | None = None,
    methods: Sequence[Mapping[str, str]] = (),
) -> dict[str, str]:
    """Render an executed notebook; text that is not a result of ours is escaped.

    What its words and marks open, :class:`framing.report.opening.Openings` makes links of.

    Parameters
    ----------
    notebook : the executed notebook.
    title, file, pages, study, note, head : what the frame of each page shows.
    tables : the data files of its tables, in their order.
    figures : the files of its figures, by their names.
    methods : links to what its cells tagged ``methods`` say; these are left out then.

    Returns
    -------
    Its page, and after it those that hold its passages where they are many, by file.
    """
    blocks = list(_blocks(notebook, list(tables), leave=bool(methods)))
    _number(blocks, figures or {})
    parted = [part for block in blocks for part in apart(block, file)]
    about = {"pages": pages, "study": study, "note": note, "head": head}
    parts, left = folded(sections(blocks))
    headings = [part["heading"] for part in parts if part["heading"]]
    if left["cannot"] or left["nothing"]:
        _make_room(parts, headings)
    made = render(
        "report/notebook", title=title, file=file, **about, parts=parts, left=left,
        methods=methods, contents=[heading for heading in headings if heading["level"] == 2],
    )  # fmt: skip
    name = title.split(":")[0]
    return {file: made} | {
        part["file"]: render(
            "report/passages", title=f"{name}: passages {part['span']} of {part['n']}",
            file=part["file"], **about, parts=parted, of=file, whole=title, contents=[],
        )
        for part in parted
    }  # fmt: skip


def _make_room(parts: list[dict[str, Any]], headings: list[dict[str, Any]]) -> None:
    """Let a page end with the section on what it cannot say, if it has none of its own."""
    if not any(heading["text"] == CANNOT for heading in headings):
        (block,) = _prose(f"## {CANNOT}")
        parts.append({"heading": block["heading"], "blocks": [block]})
        headings.append(block["heading"])


def render(template: str, **values: Any) -> str:
    """Fill the template of a page, which says what made it."""
    return lean(str(rendered(template, version=__version__, **values)))


def with_contents(template: str, **values: Any) -> str:
    """Fill the template of a page of our own, whose contents are the headings that it has."""
    found = _H2.findall(render(template, contents=[], **values))
    contents = [{"id": name, "text": Markup(text).unescape()} for name, text in found]
    return render(template, contents=contents, **values)


def heading_id(text: str) -> str:
    """Return the address of a heading on its page.

    Examples
    --------
    >>> heading_id("How much, and where?")
    'how-much-and-where'
    """
    return _NOT_ID.sub("-", text.lower()).strip("-")


def _blocks(
    notebook: Mapping[str, Any], tables: list[Mapping[str, Any]], *, leave: bool
) -> Iterator[dict[str, Any]]:
    """Yield what a page shows of each cell; code that shows nothing stands with the next result."""
    code: list[str] = []
    has_link = False
    for cell in notebook["cells"]:
        left = leave and _is_left(cell)
        if cell["cell_type"] == "markdown":
            if not left:
                yield from _prose(_TITLE.sub("", _source(cell), count=1).strip())
            elif not has_link:
                has_link = True
                yield {"kind": "methods"}
            continue
        code += [_source(cell).strip()] if cell["cell_type"] == "code" else []
        for output in cell.get("outputs", []):
            block = _shown(output, tables)
            if block:
                own = {"left_out": DATA_ALONE, "elsewhere": True} if left else {}
                yield {**block, "code": code, **own}
                code = []
    if code:
        yield {"kind": "text", "text": "", "code": code}


def _prose(text: str) -> Iterator[dict[str, Any]]:
    """Yield a cell's prose with the heading that it begins with, if it begins with one."""
    first = _HEADING.match(text)
    heading = None
    if first:
        heading = {"text": first[1], "id": heading_id(first[1]), "level": text.index(" ")}
    if text:
        yield {"kind": "prose", "html": _markdown(text), "heading": heading}


def _shown(output: Mapping[str, Any], tables: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what a page shows of an output: HTML of ours, or plain text; nothing of others."""
    data = output.get("data", {})
    if MIME in data:
        told = data[MIME]
        return {
            "kind": told["kind"],
            "name": told["name"],
            "html": linked(on_page(text_of(data["text/html"]))),
            "caption": told.get("caption", ""),
            "left_out": told.get("left_out", ""),
            "files": tables.pop(0) if "rows" in told and tables else None,
        }
    if output["output_type"] == "error":
        return {"kind": "text", "text": f"{output['ename']}: {output['evalue']}"}
    if "text/plain" in data:
        return {"kind": "text", "text": text_of(data["text/plain"])}
    if output.get("name") == "stdout":
        return {"kind": "text", "text": text_of(output["text"])}
    return {}


def _number(blocks: Sequence[dict[str, Any]], figures: Mapping[str, Mapping[str, str]]) -> None:
    """Give figures and tables a number where their captions begin, and a figure its files."""
    counts = dict.fromkeys(("Figure", "Table"), 0)
    files = {block["name"]: block["files"] for block in blocks if block.get("files")}
    seen: set[str] = set()
    for block in blocks:
        found = None if block.get("left_out") else _CAPTION.search(block.get("html") or "")
        for name in ("label", "id", "html", "name", "files", "code"):
            block.setdefault(name, "")
        if not found:
            continue
        kind = "Figure" if found[1] == "figcaption" else "Table"
        counts[kind] += 1
        block["label"] = f"{kind} {counts[kind]}"
        label = rf"\g<0>{block['label']}. "
        block["html"] = _CLOSED.sub(label, _CAPTION.sub(label, block["html"]))
        place = f"{kind.lower()}-{block['name']}"
        block["id"] = place if kind == "Table" and place not in seen else ""
        seen.add(place)
        if kind == "Figure":
            data = files.get(_DATA_OF.get(block["name"], "")) or {}
            block["files"] = {**data, **figures.get(block["name"], {})}


def _is_left(cell: Mapping[str, Any]) -> bool:
    return _TAG in cell.get("metadata", {}).get("tags", [])


def _markdown(text: str) -> str:
    """Render a notebook's prose; HTML in it is escaped, its headings get an id and an anchor."""
    from mistune import HTMLRenderer, create_markdown
    from mistune.toc import add_toc_hook

    class Prose(HTMLRenderer):
        def heading(self, text: str, level: int, **attributes: Any) -> str:
            made = super().heading(text, level, **attributes)
            if level == 1 or not attributes.get("id"):
                return made
            return str(rendered("report/heading", heading=Markup(made), id=attributes["id"],
                                text=Markup(text).striptags()))  # fmt: skip

    markdown = create_markdown(escape=True, renderer=Prose(escape=True), plugins=["table"])
    add_toc_hook(markdown, max_level=6, heading_id=lambda token, _: heading_id(token["text"]))
    return str(markdown(text))


def _source(cell: Mapping[str, Any]) -> str:
    return text_of(cell["source"])


def text_of(value: str | Sequence[str]) -> str:
    """Return the text of a field of a notebook, which may stand in lines."""
    return value if isinstance(value, str) else "".join(value)
