"""Jupyter's libraries, loaded without what no notebook needs."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

_ADDRESSES = "rfc3987_syntax"  # 38 grammars, made at its import: nearly two seconds each time


def loaded(name: str) -> Any:
    """Import a library of Jupyter.

    Where JSON's schemas were not loaded before, they do without the forms of international web
    addresses, of which a notebook has none.

    Examples
    --------
    >>> loaded("nbformat.v4").new_notebook().nbformat
    4
    """
    if "jsonschema" not in sys.modules and _ADDRESSES not in sys.modules:
        sys.modules[_ADDRESSES] = None  # type: ignore[assignment]  # as if it were not installed
        try:
            import_module("jsonschema")
        finally:
            del sys.modules[_ADDRESSES]
    return import_module(name)
