"""The same bytes in a process that hashes otherwise, where sets come in another order."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Sequence
from unittest.mock import patch

from tests.conftest import ROOT


def printed(code: str, *, here: Sequence[object] = (), there: Sequence[object] = ()) -> str:
    """Return what a script prints, in this process and in another: it must be the same.

    ``here`` and ``there`` are its arguments. No process has the hash seed of another.
    """
    other = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    line = [sys.executable, "-c", code, *map(str, there)]
    environment = {**os.environ, "PYTHONHASHSEED": other}
    with subprocess.Popen(
        line, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT
    ) as process:
        out = io.StringIO()
        with patch.object(sys, "argv", ["-c", *map(str, here)]), contextlib.redirect_stdout(out):
            exec(compile(code, "script", "exec"), {"__name__": "__main__"})
        said = process.communicate()[0]
    assert process.returncode == 0
    assert said == out.getvalue()
    return said
