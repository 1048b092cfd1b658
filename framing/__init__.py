"""A media-framing research kit: how each outlet frames an event, with the evidence.

The road from texts to a comparison has its names here; what serves one purpose has a room:
``voice``, ``wire``, ``words``, ``trust``, ``byhand``, ``events``. All are loaded when first used,
so that ``import framing`` is quick.
"""

from __future__ import annotations

import sys
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
    from framing.errors import suggestion

    where = [room for room, path in _ROOMS.items() if name in _shown_in(path, name)]
    begin = [each for each in __all__ if each.startswith(f"{name}_")]
    if where:
        hint = f" It stands in a room: framing.{where[0]}.{name}."
    elif begin:
        hint = f" It has {', '.join(begin)}."
    else:
        hint = suggestion(name, [*__all__, *_ROOMS])
    raise AttributeError(f"framing has no '{name}'.{hint}")


def _shown_in(room: str, name: str) -> list[str]:
    if name.startswith("_"):  # such as what Python itself looks for
        return []
    return getattr(import_module(f"framing.{room}"), "__all__", [])


def __dir__() -> list[str]:
    return sorted([*__all__, *_ROOMS])


_show_tables_in_cells()
