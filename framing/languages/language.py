"""One language as data: the lists of its folder, each empty where the folder has none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from framing.languages.genres import Genres
from framing.languages.lists import Words, folded, read_groups, read_lists
from framing.languages.mode_lists import Manner
from framing.languages.news import News
from framing.languages.speech import Speech
from framing.languages.vocabulary import Certainty, Notices, Sentences, Spelling, Vocabulary

FOLDER = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Language:
    """A language: its code, and its lists by the files of its folder.

    Attributes
    ----------
    code : the two letters of ISO 639-1.
    sentences, news, notices : the lists of ``sentences.toml`` and so on.
    words, certainty, spelling, speech, modes, genres : the same.
    synonyms : words that stand for the same, a line of ``near_synonyms.txt`` each.
    peoples : a country, its people and its capital, a line of ``peoples.txt`` each.
    """

    code: str
    sentences: Sentences
    news: News
    notices: Notices
    words: Vocabulary
    certainty: Certainty
    spelling: Spelling
    speech: Speech
    modes: Manner
    genres: Genres
    synonyms: tuple[Words, ...]
    peoples: tuple[Words, ...]


@cache
def language(code: str) -> Language:
    """Return a language by its code; one without a folder has no list.

    Examples
    --------
    >>> "und" in language("de-AT").words.function, language("xx").words.function
    (True, ())
    """
    code = code.lower().partition("-")[0]
    folder = FOLDER / (code if code in shipped() else "none")
    return Language(
        code=code,
        sentences=read_lists(folder / "sentences.toml", Sentences),
        news=read_lists(folder / "news.toml", News),
        notices=read_lists(folder / "notices.toml", Notices),
        words=folded(read_lists(folder / "words.toml", Vocabulary)),
        certainty=folded(read_lists(folder / "certainty.toml", Certainty)),
        spelling=read_lists(folder / "spelling.toml", Spelling),
        modes=folded(read_lists(folder / "modes.toml", Manner)),
        genres=read_lists(folder / "genres.toml", Genres),
        speech=folded(read_lists(folder / "speech.toml", Speech)),
        synonyms=read_groups(folder / "near_synonyms.txt"),
        peoples=read_groups(folder / "peoples.txt"),
    )


def shipped() -> list[str]:
    """Return the codes of the languages that have a folder.

    Examples
    --------
    >>> shipped()
    ['de', 'en', 'es', 'fr', 'tr']
    """
    return sorted({path.parent.name for path in FOLDER.glob("*/*.toml")})
