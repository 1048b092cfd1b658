"""Codes of the load report: each kind of repair and of rejection has one, beside its words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from framing.corpus.notes import NO_NOTE, Note
from framing.errors import CorpusError
from tests.conftest import ROOT

MODULES = sorted((ROOT / "framing" / "corpus").rglob("*.py"))
CODE = re.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*")


def codes(tree: ast.AST) -> Iterator[str]:
    """Yield the codes that a module writes: of notes, and of errors that become reasons."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        given = call.args[:1] if name == "Note" else []
        given += [one.value for one in call.keywords if name == "CorpusError" and one.arg == "code"]
        for one in given:
            yield from (
                each.value for each in ast.walk(one)
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )  # fmt: skip


WRITTEN = sorted({code for path in MODULES for code in codes(ast.parse(path.read_text("utf-8")))})


def test_codes_are_words_joined_by_underscores():
    known = [code for code in WRITTEN if code]
    assert {"mojibake", "locked", "no_outlet"} <= set(known)
    assert [code for code in known if not CODE.fullmatch(code)] == []


def test_a_note_reads_as_its_words_and_has_its_code():
    note = Note("locked", "is locked with a password; save it without one")
    assert (note, note.code) == ("is locked with a password; save it without one", "locked")
    assert (str(NO_NOTE), NO_NOTE.code, bool(NO_NOTE)) == ("", "", False)


def test_an_error_has_a_code_beside_its_message():
    with pytest.raises(CorpusError, match=r"^holds no text$") as error:
        raise CorpusError("holds no text", code="no_text")
    assert error.value.code == "no_text"
    assert CorpusError("cannot be read").code == "unreadable"
