"""Which language a text is in: told where it is sure, else missing."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from framing.languages.classified import classified
from framing.languages.language import FOLDER, language, shipped
from framing.languages.lists import Words

_FEWEST = 20  # words that a text needs for its language to be told
_READ = 1500  # characters that are looked at
_FEWEST_LETTERS = 200  # where words are not parted by blanks
_SURE = 0.8
_NEAR = 0.001  # to it, where what is added up in another order might tell otherwise
_FEW = 20  # texts that the model is asked about one by one
_AT_ONCE = 2000
_PLAINLY = 0.25  # of the words of a text are among the commonest of its language
_OFTEN = 0.05  # are those that other languages do not have


def language_code(name: str) -> str:
    """Return the two letters of a language that a source names; another name as it is.

    Examples
    --------
    >>> [language_code(name) for name in ("ENGLISH", "en-GB", "Türkçe", "xx")]
    ['en', 'en', 'tr', 'xx']
    """
    plain = name.strip().lower()
    names = _names()
    return names.get(plain) or names.get(plain.replace("_", "-").split("-")[0]) or plain


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Return the code of each name; a code is one of its own."""
    codes = tomllib.loads((FOLDER / "names.toml").read_text(encoding="utf-8"))
    return {name: code for code, names in codes.items() for name in (code, *names.split())}


def languages(texts: Sequence[str]) -> list[str | None]:
    """Tell the language of each text.

    Returns
    -------
    For each the two letters of ISO 639-1, such as ``en``; missing where the text has fewer
    than 20 words or two languages are about as likely.

    References
    ----------
    Lui & Baldwin (2011), IJCNLP, 553-561: langid.py, here as the package ``py3langid``.

    Examples
    --------
    >>> languages(["The talks began and it was not said who will be there. " * 3, "Talks."])
    ['en', None]
    """
    told = [_plain(text[:_READ]) for text in texts]
    asked = [number for number, code in enumerate(told) if code == ""]
    for number, code in zip(asked, _by_model([texts[n][:_READ] for n in asked]), strict=True):
        told[number] = code
    return told


def _plain(text: str) -> str | None:
    """Tell a language at first sight; missing of a short text, and "" if the model must tell."""
    found = text.lower().split()
    if len(found) >= _FEWEST:
        return _plainly(found)
    return "" if len(text) >= _FEWEST_LETTERS else None


def _by_model(texts: Sequence[str]) -> list[str | None]:
    if len(texts) < _FEW:
        return [_sure(*told) for told in map(_model().classify, texts)]
    found = [one for at in range(0, len(texts), _AT_ONCE)
             for one in classified(_model(), texts[at : at + _AT_ONCE])]  # fmt: skip
    close = [
        text for text, (_, sure) in zip(texts, found, strict=True) if abs(sure - _SURE) < _NEAR
    ]
    again = dict(zip(close, map(_model().classify, close), strict=True))
    return [_sure(*again.get(text, one)) for text, one in zip(texts, found, strict=True)]


def _sure(name: str, sure: float) -> str | None:
    return str(name) if sure >= _SURE else None


def _plainly(found: Sequence[str]) -> str:
    """Tell a language by its commonest words alone, which the model takes long for; or ""."""
    for code, (common, surest) in _commonest().items():
        if sum(map(common.__contains__, found)) >= _PLAINLY * len(found) and sum(
            map(found.count, surest)
        ) >= _OFTEN * len(found):
            return code
    return ""


@lru_cache(maxsize=1)
def _commonest() -> dict[str, tuple[frozenset[str], Words]]:
    """Return the commonest words of each language that has a list, and its surest."""
    listed = {code: language(code).words for code in shipped()}
    return {code: (frozenset(w.common), w.surest) for code, w in listed.items() if w.common}


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
