"""What is told of an input: words for reading, and the code that programs decide on."""

from __future__ import annotations

from typing import Self


class Note(str):
    """A repair, or why an input cannot be used, in words; ``code`` says of which kind it is.

    The words may name what only this input has; the code is the same for all of the kind.

    Examples
    --------
    >>> note = Note("misnamed", "read as HTML, though its name ends in .txt")
    >>> note, note.code
    ('read as HTML, though its name ends in .txt', 'misnamed')
    """

    code: str

    def __new__(cls, code: str, said: str) -> Self:
        """Join a code and its words."""
        note = super().__new__(cls, said)
        note.code = code
        return note


NO_NOTE = Note("", "")
