"""The pages of documentation, which come with the package: where they are, and what they say."""

from __future__ import annotations

from pathlib import Path

from framing.errors import ParameterError, suggestion

_PACKAGE = Path(__file__).parents[1]
_MAP = "README"  # which leads to all the others


def folder() -> Path:
    """Return the folder of the pages: in a wheel within the package, in a clone beside it."""
    inside = _PACKAGE / "docs"
    return inside if inside.is_dir() else _PACKAGE.parent / "docs"


def titles() -> dict[str, str]:
    """Return the title of each page by its name; the map of all comes first.

    Examples
    --------
    >>> titles()["hand-coding"]
    'Coding by hand'
    """
    pages = sorted(folder().glob("*.md"), key=lambda page: (page.stem != _MAP, page.stem))
    return {page.stem: _title(page) for page in pages}


def _title(page: Path) -> str:
    with page.open(encoding="utf-8") as lines:
        return next(lines).lstrip("# ").strip()


def text(name: str) -> str:
    """Return a page as it is written.

    Raises
    ------
    ParameterError : there is no such page; the message lists those there are.
    """
    known = titles()
    name = name.removeprefix("docs/").removesuffix(".md")
    if name not in known:
        raise ParameterError(
            f"there is no page '{name}'.{suggestion(name, known)} Pages: {', '.join(known)}."
        )
    return (folder() / f"{name}.md").read_text(encoding="utf-8")
