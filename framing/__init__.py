"""A media-framing research kit: how each outlet frames an event, with the evidence.

The road from texts to a comparison has its names here; what serves one purpose has a room:
``voice``, ``wire``, ``words``, ``trust``, ``byhand``, ``events``. All are loaded when first used,
so that ``import framing`` is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

__version__ = "0.1.0"

_EXPORTS = {
    "article_frames": "compare",
    "build": "report.batch",
    "code": "coding.code",
    "code_sheet": "show.code_sheet",
    "difference": "compare",
    "mentions": "coding.rules",
    "passages": "coding.passages",
    "prevalence": "compare",
    "prominence": "compare",
    "read_codebook": "coding.codebook_files",
    "read_codings": "coding.codings_files",
    "read_corpus": "corpus.load",
    "read_study": "study",
    "salience": "compare",
    "sentences": "corpus.sentences",
    "tokens": "corpus.sentences",
    "trend": "compare",
    "write_codebook": "coding.codebook_files",
    "write_codings": "coding.codings_files",
}
_ROOMS = {
    **{
        name: name
        for name in (
            "begin", "coding", "compare", "corpus", "errors", "languages", "large", "pages",
            "report", "show", "study", "tables", "trust", "voice", "wire", "words",
        )
    },
    "byhand": "coding.byhand",
    "events": "compare.events",
    "explore": "pages.explore",
}  # fmt: skip

__all__ = [*_EXPORTS, "__version__"]


def _show_tables_in_cells() -> None:
    """Let a notebook show tables of ours well; nothing else that it shows is changed."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return

    def as_html(table: Any) -> str | None:
        return import_module("framing.show.in_cells").as_html(table)

    def as_text(table: Any, printer: Any, cycle: bool) -> None:
        printer.text(import_module("framing.show.in_cells").as_text(table))

    formats = shell.display_formatter.formatters
    for module in ("pandas", "pandas.core.frame"):  # where the type lives, by its version
        formats["text/html"].for_type_by_name(module, "DataFrame", as_html)
        formats["text/plain"].for_type_by_name(module, "DataFrame", as_text)


def __getattr__(name: str) -> Any:
    if name in _EXPORTS:
        from framing.errors import by_name

        globals()[name] = by_name(getattr(import_module(f"framing.{_EXPORTS[name]}"), name))
        return globals()[name]
    if name in _ROOMS:
        return import_module(f"framing.{_ROOMS[name]}")
    if find_spec(f"{__name__}.{name}"):  # Python asks before it imports a module of the package
        raise AttributeError(name)
    told = "" if name.startswith("_") else hint(name, [*_EXPORTS, *_ROOMS])
    raise AttributeError(f"framing has no '{name}'.{told}")


def hint(name: str, known: Sequence[str]) -> str:
    """Say where a name stands that was sought in a wrong place, which is near, or what there is."""
    from framing.errors import suggestion

    shown = [f"framing.{room}.{one}" for room, path in _ROOMS.items()
             for one in getattr(import_module(f"framing.{path}"), "__all__", [])]  # fmt: skip
    top = [f"framing.{one}" for one in (*_EXPORTS, *_ROOMS)]
    same = [one for one in top if one == f"framing.{name}"] or [
        one for one in shown if one.endswith(f".{name}")]  # fmt: skip
    begin = [one for one in (*top, *shown) if one.rpartition(".")[2].startswith(f"{name}_")]
    near = suggestion(name, known)
    if found := same or ([] if near else begin[:4]):
        return f" There is {', '.join(found)}.{command(name)}"
    return command(name) or near or f" It has {', '.join(dict.fromkeys(known))}."


def command(name: str) -> str:
    """Say that a name is one of the commands, where it is."""
    known = import_module("framing.cli").commands()
    return f" In a terminal there is: framing {name}." if name in known else ""


def __dir__() -> list[str]:
    return sorted([*__all__, *_ROOMS])


_show_tables_in_cells()
