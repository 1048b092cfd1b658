"""No regular expression is compiled before it is needed."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from framing.expressions import expression

COUNTED = """
import pkgutil, re, sys
import framing
compiled, of_python = [], re.compile
def told(pattern, flags=0):
    place = sys._getframe(1)
    if place.f_globals.get("__name__", "").startswith("framing"):
        compiled.append(f"{place.f_globals['__name__']}:{place.f_lineno}")
    return of_python(pattern, flags)
re.compile = told
for module in pkgutil.walk_packages(framing.__path__, "framing."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
print(*compiled)
"""


def test_no_expression_is_compiled_when_the_package_is_imported():
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", COUNTED], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert run.stdout.split() == []


def test_it_answers_as_the_compiled_one_does():
    lazy, compiled = (make(r"(?P<word>[a-z]+)", re.I) for make in (expression, re.compile))
    assert lazy.findall("Kyiv, Minsk") == compiled.findall("Kyiv, Minsk")
    assert lazy.sub("-", "Kyiv, Minsk") == "-, -"
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (
        compiled.pattern, compiled.flags, compiled.groupindex,
    )  # fmt: skip


def test_it_is_compiled_once_and_its_methods_are_kept(monkeypatch):
    made = []
    monkeypatch.setattr(re, "compile", lambda *given: made.append(given) or pytest)
    lazy = expression("a", re.I)
    assert made == []
    assert lazy.param is lazy.param is pytest.param
    assert made == [("a", re.I)]


def test_it_can_be_sent_to_another_process():
    assert pickle.loads(pickle.dumps(expression("[ab]"))).findall("abc") == ["a", "b"]


def test_one_that_is_not_well_formed_is_told_when_it_is_used():
    with pytest.raises(re.error):
        expression("(").search("")
