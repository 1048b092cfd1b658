"""Templates alone make tags; what they are given is plain, and escaped."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from framing.show.rendering import rendered
from tests.conftest import ROOT

PACKAGE = ROOT / "framing"
TEMPLATES = sorted(PACKAGE.glob("*/templates/*.j2"))
EXCEPTIONS = {
    "tables/card.py",  # stands above the room of the templates
    "show/svg.py",  # makes links of what is marked as one in a figure that lxml wrote
}


def texts(module: Path) -> Iterator[str]:
    """Yield each text of a module that is no docstring."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    said = {ast.get_docstring(node, clean=False) for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from {node.value} - said


def test_no_tag_is_made_outside_the_templates():
    tags = {tag for file in TEMPLATES for tag in re.findall(r"<(\w+)", file.read_text("utf-8"))}
    assert {"p", "table", "li"} <= tags
    tag = re.compile(rf"</?(?:{'|'.join(tags)})(?=[\s>/{{]|$)")
    modules = (path for path in PACKAGE.rglob("*.py") if PACKAGE / "corpus" not in path.parents)
    made = {path.relative_to(PACKAGE).as_posix() for path in modules
            if any(tag.search(text) for text in texts(path))}  # fmt: skip
    assert made == EXCEPTIONS


def test_a_value_is_escaped_and_a_fragment_that_was_rendered_is_not():
    assert '<p class="finding">&lt;b&gt; &amp; &#34;</p>' in rendered(
        "show/finding", parts=[{"text": '<b> & "'}]
    )
    assert "><b></b></p>" in rendered("show/finding", parts=[{"text": Markup("<b></b>")}])


def test_a_value_that_a_template_lacks_is_refused():
    with pytest.raises(UndefinedError, match="'parts' is undefined"):
        rendered("show/finding")


def test_no_value_is_let_through_but_what_a_notebook_shows_of_results_and_prose():
    said = {file.name: re.findall(r"{{[^}]*\bsafe\b[^}]*}}", file.read_text("utf-8"))
            for file in TEMPLATES}  # fmt: skip
    assert {name: found for name, found in said.items() if found} == {
        "notebook.html.j2": ["{{ block.html | safe }}"]
    }


def test_templates_are_read_when_something_is_shown():
    code = "import sys, framing, framing.report; print('jinja2' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
