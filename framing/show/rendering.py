"""HTML: templates of the package filled with plain data. No tag is made anywhere else."""

from __future__ import annotations

from functools import cache
from typing import Any

from markupsafe import Markup


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


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("framing", ""), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip


def load_templates() -> None:
    """Read every template once: processes that are forked from this one have them then."""
    for name in _environment().list_templates(extensions=["j2"]):
        _environment().get_template(name)
