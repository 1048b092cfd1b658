"""Which language a text is in: told where it is sure, else missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

_FEWEST = 20  # words that a text needs for its language to be told
_READ = 1500  # characters that are looked at
_FEWEST_LETTERS = 200  # where words are not parted by blanks
_SURE = 0.8
_ENGLISH = frozenset(
    "the of and to in that is was for it with as on at by from this are were be has have had not "
    "but which their they he she his her its an or who said will would been more than".split()
)
_PLAINLY = 0.25  # of the words of an English text are among these
_ONLY_ENGLISH = ("the", "and")  # Dutch has "of" and "was", Danish "for" and "have", French "on"
_OFTEN = 0.05

_NAMES = {
    name: code
    for code, names in {
        "ar": "arabic", "bg": "bulgarian", "bn": "bengali", "cs": "czech čeština",
        "da": "danish dansk",
        "de": "german deutsch allemand", "el": "greek", "en": "english anglais englisch inglés",
        "es": "spanish español espagnol spanisch castilian", "et": "estonian",
        "fa": "persian farsi",
        "fi": "finnish suomi", "fr": "french français französisch francés", "he": "hebrew",
        "hi": "hindi", "hr": "croatian hrvatski", "hu": "hungarian magyar", "id": "indonesian",
        "it": "italian italiano italien italienisch", "ja": "japanese", "ko": "korean",
        "lt": "lithuanian", "lv": "latvian", "ms": "malay", "nl": "dutch nederlands",
        "no": "norwegian norsk bokmål", "pl": "polish polski", "pt": "portuguese português",
        "ro": "romanian română", "ru": "russian русский", "sk": "slovak", "sl": "slovenian slovene",
        "sr": "serbian", "sv": "swedish svenska", "sw": "swahili", "ta": "tamil", "th": "thai",
        "tr": "turkish türkçe", "uk": "ukrainian українська", "ur": "urdu", "vi": "vietnamese",
        "zh": "chinese mandarin",
    }.items()
    for name in (code, *names.split())
}  # fmt: skip


def language_code(name: str) -> str:
    """Return the two letters of a language that a source names; another name as it is.

    Examples
    --------
    >>> [language_code(name) for name in ("ENGLISH", "en-GB", "Türkçe", "xx")]
    ['en', 'en', 'tr', 'xx']
    """
    plain = name.strip().lower()
    return _NAMES.get(plain) or _NAMES.get(plain.replace("_", "-").split("-")[0]) or plain


def languages(texts: Sequence[str]) -> list[str | None]:
    """Tell the language of each text.

    Parameters
    ----------
    texts : the texts.

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
    return [_language(text[:_READ]) for text in texts]


def _language(text: str) -> str | None:
    found = text.lower().split()
    if len(found) >= _FEWEST and _plain_english(found):
        return "en"
    if len(found) < _FEWEST and len(text) < _FEWEST_LETTERS:
        return None
    name, sure = _model().classify(text)
    return str(name) if sure >= _SURE else None


def _plain_english(found: Sequence[str]) -> bool:
    """Tell English by its commonest words alone, which the model takes long for."""
    common = sum(map(_ENGLISH.__contains__, found))
    only = sum(map(found.count, _ONLY_ENGLISH))
    return common >= _PLAINLY * len(found) and only >= _OFTEN * len(found)


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
