"""A figure of matplotlib as a page holds it: inline, in the page's type and colours, with links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from lxml import etree
from markupsafe import Markup

from framing.expressions import expression
from framing.show.style import GRID, INK, LINE, PAPER, QUIET, SOFT

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_OF_THE_PAGE = {  # what a colour means, so that a dark scheme can give it another one
    INK: "currentColor",
    QUIET: f"var(--quiet, {QUIET})",
    PAPER: f"var(--paper, {PAPER})",
    LINE: f"var(--rule, {LINE})",
    SOFT: f"var(--soft, {SOFT})",
    GRID: f"var(--line, {GRID})",
}
_COLOUR = expression("|".join(_OF_THE_PAGE))
_FONT = expression(r"\s*font-family:[^;]*;?|\s*stroke-linejoin: miter;?")
_NUMBER = expression(r"-?\d+\.\d+")
_SPACE = expression(r"\s*([MLCQz])\s*")
_BOX = expression(r"M(\S+) (\S+)L(\S+) \2L\3 (\S+)L\1 \4(?:L\1 \2)?z")
_UPRIGHT = expression(r"rotate\(-?0 [^)]*\)")
_GAP = expression(r"([:;,])\s+")
_NAMED = expression(r"var\(--[a-z]+,\s*(#[0-9a-f]{6})\)|currentColor")
_OPENS = expression(r'<g data-opens="([^"]*)">(.*?)</g>', re.DOTALL)
_MEASURES = ("d", "transform", "x", "y", "width", "height", "viewBox", "points")
_DROPPED = ("metadata", "clipPath", "style")


def inline(drawn: str, *, name: str, alt: str, titles: Mapping[str, str] | None = None) -> str:
    """Make of a figure as matplotlib writes it one that can stand in a page.

    Parameters
    ----------
    drawn : the SVG, with text as text.
    name : the figure's name, which keeps its ids apart from those of other figures.
    alt : what it shows, in words.
    titles : what a link opens, by its address; told where a pointer rests on it.

    Returns
    -------
    An ``svg`` element: numbers have one decimal, ink, paper and lines take the page's colours, and
    text its type. What opens something is a link on a page alone (:func:`linked`): JupyterLab
    cannot show an SVG with links.
    """
    root = etree.fromstring(drawn.encode(), etree.XMLParser(remove_comments=True))
    for tag in _DROPPED:
        for element in [*root.iter(_SVG + tag)]:
            element.getparent().remove(element)
    for element in [*root.iter(_SVG + "defs")]:
        if not len(element):
            element.getparent().remove(element)
    referred = {address for element in root.iter() for address in _addresses(element)}
    for element in root.iter():
        _told(element, name, referred)
    _unwrapped(root)
    for link in [*root.iter(_SVG + "a")]:
        address = link.get("href", "")
        link.attrib.clear()  # such as the target of another window
        link.tag = _SVG + "g"
        link.set("data-opens", address.removeprefix("#"))
        if title := (titles or {}).get(address):
            etree.SubElement(link, _SVG + "title").text = title
    _classed(root, name)
    width = float(root.get("width").removesuffix("pt")) * 4 / 3
    root.attrib.update({"width": f"{width:.0f}", "aria-label": alt})
    root.attrib.pop("height")
    root.set("role", "img" if root.find(f".//{_SVG}g[@data-opens]") is None else "group")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def titled(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each address opens in words; of an address that several marks open, all of it.

    Examples
    --------
    >>> titled([("#p-a-1", "X: 1 of 1"), ("#p-a-1", "all: 1 of 6")])
    {'#p-a-1': 'X: 1 of 1; all: 1 of 6'}
    """
    found: dict[str, dict[str, None]] = {}
    for address, words in said:
        found.setdefault(address, {})[words] = None
    return {address: "; ".join(words) for address, words in found.items()}


def linked(page: str) -> str:
    """Make links of what opens something in a figure, where a page shows it.

    Examples
    --------
    >>> linked('<g data-opens="p-a-1"><path d="M0 0"/></g>')
    '<a data-opens="p-a-1"><path d="M0 0"/></a>'
    """
    return _OPENS.sub(r'<a data-opens="\1">\2</a>', page)


def reachable(cell: str) -> Markup:
    """Let the Tab key go from one thing that opens something to the next, in a notebook's cell.

    Examples
    --------
    >>> str(reachable('<g data-opens="p-a-1"><path d="M0 0"/></g>'))
    '<g role="img" tabindex="0" data-opens="p-a-1"><path d="M0 0"/></g>'
    """
    return Markup(_OPENS.sub(r'<g role="img" tabindex="0" data-opens="\1">\2</g>', str(cell)))


def alone(picture: str) -> str:
    r"""Give a figure of a page the colours and the type that it has there, to be a file.

    Examples
    --------
    >>> alone('<svg><path style="fill:var(--paper, #ffffff);stroke:currentColor"/></svg>')
    '<svg font-family="sans-serif"><path style="fill:#ffffff;stroke:#1a1a1a"/></svg>\n'
    """
    coloured = _NAMED.sub(lambda found: found[1] or INK, picture)
    return coloured.replace("<svg", '<svg font-family="sans-serif"', 1) + "\n"


def _addresses(element: etree._Element) -> list[str]:
    """Return the ids that an element draws on."""
    used = re.findall(r"url\(#([^)]+)\)", element.get("style", ""))
    return [*used, *([element.get(_XLINK)[1:]] if element.tag == _SVG + "use" else [])]


def _told(element: etree._Element, name: str, referred: set[str]) -> None:
    """Write an element's attributes as a page needs them."""
    of = element.attrib
    of.pop("clip-path", None)
    if "id" in of and of["id"] not in referred:
        of.pop("id")
    elif "id" in of:
        of["id"] = f"{name}-{of['id']}"
    if _XLINK in of:
        address = of.pop(_XLINK)
        inner = element.tag == _SVG + "use"
        of["href"] = f"#{name}-{address[1:]}" if inner else address
    for attribute in ("style", "fill"):
        if attribute in of:
            said = _COLOUR.sub(lambda m: _OF_THE_PAGE[m[0]], _FONT.sub("", of[attribute]))
            of[attribute] = _GAP.sub(r"\1", re.sub(r"url\(#", f"url(#{name}-", said)).strip(" ;")
    for attribute in _MEASURES:
        if attribute in of:
            said = _SPACE.sub(r"\1", of[attribute]) if attribute == "d" else of[attribute]
            said = _NUMBER.sub(_short, said).strip()
            of[attribute] = _BOX.sub(r"M\1 \2H\3V\4H\1z", said) if attribute == "d" else said
    if _UPRIGHT.fullmatch(of.get("transform", "")):
        of.pop("transform")
    element.tail = None
    if element.tag != _SVG + "text":
        element.text = None


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")


def _classed(root: etree._Element, name: str) -> None:
    """Say a look that many elements have once."""
    styled = [element for element in root.iter() if "style" in element.attrib]
    n = Counter(element.get("style") for element in styled)
    classes = {look: f"c{k}" for k, (look, many) in enumerate(n.items()) if many > 2}
    root.set("id", f"svg-{name}")
    for element in styled:
        if element.get("style") in classes:
            element.set("class", classes[element.attrib.pop("style")])
    looks = etree.Element(_SVG + "style")
    looks.text = "".join(f"#svg-{name} .{called}{{{look}}}" for look, called in classes.items())
    root.insert(0, looks)


def _unwrapped(root: etree._Element) -> None:
    """Take groups away that say nothing of what they hold."""
    for group in [*root.iter(_SVG + "g")]:
        if not group.attrib:
            parent = group.getparent()
            at = parent.index(group)
            for child in reversed([*group]):
                parent.insert(at, child)
            parent.remove(group)
