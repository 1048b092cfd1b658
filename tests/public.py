"""Every public function, by the name that it is called by."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tests.conftest import ROOT


def reference() -> ModuleType:
    """Load the script that writes the reference."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FUNCTIONS: dict[str, Callable[..., Any]] = reference().functions()
