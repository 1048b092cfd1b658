"""HTML: templates of the package filled with plain data. No tag is made anywhere else."""

from __future__ import annotations

from functools import cache
from typing import Any

from markupsafe import Markup

from framing.expressions import expression

_BLANK = expression(r"\s*([{};,])\s*|(?<=:) +")
_TEXT = expression(r">[^<>]*")


def rendered(template: str, **values: Any) -> Markup:
    """Fill a template; every value is escaped unless it was rendered here too.

    Parameters
    ----------
    template : a room and a file in its ``templates/``.
    values : plain data.

    Examples
    --------
    >>> str(rendered("show/finding", parts=[{"text": "a < b"}]).strip())
    '<p class="finding">a &lt; b</p>'
    """
    room, name = template.split("/")
    found = _environment().get_template(f"{room}/templates/{name}.html.j2")
    return Markup(found.render(values))


def lean(page: str) -> str:
    """Write a page in fewer characters: quotation marks of its words as they are.

    Those of attributes stay escaped, whatever marks a template puts around them.

    Examples
    --------
    >>> print(lean('<p id="&#39;">Kyiv&#39;s &#34;no&#34;</p>'))
    <p id="&#39;">Kyiv's "no"</p>
    """
    return _TEXT.sub(lambda found: found[0].replace("&#34;", '"').replace("&#39;", "'"), page)


def lean_style(style: str) -> Markup:
    """Write the rules of a style without the blanks that nothing needs.

    Examples
    --------
    >>> print(lean_style("a { color: red; }"))
    a{color:red}
    """
    return Markup(_BLANK.sub(r"\1", style).replace(";}", "}").strip())


def in_style(text: str) -> Markup:
    r"""Return a text as a string of a style, in which no character means anything else.

    Examples
    --------
    >>> print(in_style("Zürich, 9 May"))
    "Z\fc rich\2c  9 May"
    """
    plain = (c if c == " " or (c.isascii() and c.isalnum()) else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{"".join(plain)}"')


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("framing", ""), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    environment.filters |= {"in_style": in_style, "lean_style": lean_style}
    return environment


def load_templates() -> None:
    """Read every template once: processes that are forked from this one have them then."""
    for name in _environment().list_templates(extensions=["j2"]):
        _environment().get_template(name)
