"""What the command prints, whatever the terminal can print."""

from __future__ import annotations

import sys

from framing.terminal import say


def test_a_character_that_the_terminal_has_not_is_spelled_out(capsys, monkeypatch):
    monkeypatch.setattr(type(sys.stdout), "encoding", "ascii", raising=False)
    say("Жук")
    assert capsys.readouterr().out == "\\u0416\\u0443\\u043a\n"
