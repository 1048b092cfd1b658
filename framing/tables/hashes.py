"""What tells a text, or a file, from any other."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8.

    Examples
    --------
    >>> text_hash("abc")[:12]
    'ba7816bf8f01'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pseudonym(article: object, sentence: object) -> str:
    """Name a sentence so that its name tells nothing; a spreadsheet takes it for a word.

    Examples
    --------
    >>> pseudonym("Daily/market-square.txt", 3)
    'uq7kigfjl3y'
    """
    key = f"{article}\0{sentence}".encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(key, digest_size=10).digest()
    return "u" + base64.b32encode(digest).decode("ascii").lower()[:10]
