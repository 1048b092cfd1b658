"""Who a printed speaker is: an actor that is given, or a name of the article; else unresolved.

Nothing is guessed: of two whom a word could mean, neither is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from framing.errors import ParameterError, some, suggestion
from framing.expressions import expression
from framing.languages.language import Language
from framing.languages.speech import Speech
from framing.tables.codes import BY_ACTOR, BY_NAME, NOBODY, UNRESOLVED

_KEYS = ("names", "titles", "side")
_WORD = expression(r"[^\W_]+(?:['’.\-&][^\W_]+)*")
_RUN = expression(r"[^\W\d_a-zß-ÿ][\w'’\-]*(?:[ .]{1,2}[^\W\d_a-zß-ÿ][\w'’\-]*)+")
_HEAD = expression(r"[,;(\[—–]|\s-\s")
_LONGEST = 4  # words of a name
_SHORT = 5  # letters of the longest abbreviation
_NEAR = 8  # speakers before a pronoun among which the one is sought

Actors = Mapping[str, Mapping[str, Any]]


class Speaker(NamedTuple):
    """Who speaks: as printed, who that is, their side, and how that is known."""

    speaker: str | None
    actor: str | None
    side: str | None
    resolved: str


class Cast:
    """The actors that a study names, by the words that name them."""

    def __init__(self, actors: Actors | None = None) -> None:
        self.sides: dict[str, str | None] = {}
        self.full: dict[str, list[tuple[str, ...]]] = {}
        self.offices: set[str] = set()
        self.phrases: dict[str, list[tuple[tuple[str, ...], bool, str]]] = {}
        for actor, about in (actors or {}).items():
            self._add(actor, about)

    def _add(self, actor: str, about: Mapping[str, Any]) -> None:
        if not isinstance(about, Mapping):
            raise ParameterError(f"actors['{actor}'] is {about!r}; a mapping with names is needed.")
        if unknown := [key for key in about if key not in _KEYS]:
            raise ParameterError(
                f"actors['{actor}'] has {some(unknown)}, which is not known. Keys: "
                f"{', '.join(_KEYS)}.{suggestion(str(unknown[0]), _KEYS)}"
            )
        self.sides[actor] = about.get("side")
        for phrase in [*_texts(about, "names", actor), *_texts(about, "titles", actor)]:
            words = tuple(map(_plain, _WORD.findall(phrase)))
            if words:
                short = phrase.isupper() and len(phrase) <= _SHORT
                self.phrases.setdefault(words[0], []).append((words, short, actor))
                if len(words) > 1:
                    self.full.setdefault(actor, []).append(words)

    def met(self, words: Sequence[str], printed: Sequence[str]) -> list[str]:
        """Return whom a row of words names; a longer name hides those within it."""
        found, at = list[str](), 0 if self.phrases else len(words)
        while at < len(words):
            here = [
                (len(phrase), actor)
                for phrase, short, actor in self.phrases.get(words[at], ())
                if tuple(words[at : at + len(phrase)]) == phrase
                and not (short and not printed[at].isupper())
                and not (len(phrase) == 1 and self._is_another(words, printed, at, actor))
            ]
            longest = max((size for size, _ in here), default=0)
            found += [actor for size, actor in here if size == longest]
            at += max(longest, 1)
        return list(dict.fromkeys(found))

    def named(self, text: str) -> list[str]:
        """Return whom a text names."""
        words = _WORD.findall(text)
        return self.met([_plain(word) for word in words], words)

    def _is_another(
        self, words: Sequence[str], printed: Sequence[str], at: int, actor: str
    ) -> bool:
        """Tell whether a surname is that of another: "Ivy Roe", where the actor is Ada Roe."""
        if not at or not printed[at - 1][0].isupper() or words[at - 1] in self.offices:
            return False
        fulls = [one for one in self.full.get(actor, ()) if one[-1] == words[at]]
        return bool(fulls) and not any(words[at - 1] in one for one in fulls)


def speaks_itself(printed: str, of: Speech) -> bool:
    """Tell whether a printed speaker is "I", "we" or "you", maybe with a verb: "we're".

    Examples
    --------
    >>> from framing.languages.language import language
    >>> [speaks_itself(one, language("en").speech) for one in ("We’re", "I think", "Ivy Roe")]
    [True, True, False]
    """
    return first_word(printed) in of.speaks_itself


def first_word(printed: str) -> str:
    """Return the first word of a printed speaker, without a verb that is joined to it.

    Examples
    --------
    >>> first_word("He’s"), first_word("Foreign ministers")
    ('he', 'foreign')
    """
    return printed.partition(" ")[0].replace("’", "'").partition("'")[0].casefold()


def _texts(about: Mapping[str, Any], key: str, actor: str) -> list[str]:
    given = about.get(key, [])
    if isinstance(given, str) or not all(isinstance(one, str) for one in given):
        raise ParameterError(f"actors['{actor}']: {key} is {given!r}; a list of texts is needed.")
    return list(given)


def _plain(word: str) -> str:
    word = word.replace("’", "'")
    return (word[:-2] if word.endswith(("'s", "'S")) else word).casefold()


class Names:
    """The names of an article: full ones by their last word, and who has which title."""

    def __init__(self, text: str, language: Language) -> None:
        self.offices = {*language.words.capitals, *language.speech.titles}
        self.full: dict[str, set[str]] = {}
        self.titled: dict[str, set[str]] = {}
        for run in _RUN.finditer(text):
            self._add(run.group())

    def _add(self, run: str) -> None:
        words = _WORD.findall(run)
        offices = [n for n, word in enumerate(words) if word.casefold() in self.offices]
        name = words[offices[-1] + 1 :] if offices else words
        name = [*name[:-1], name[-1].removesuffix("'s").removesuffix("’s")] if name else name
        if 2 <= len(name) <= _LONGEST:
            self.full.setdefault(_plain(name[-1]), set()).add(" ".join(name))
        if offices and name:
            self.titled.setdefault(words[offices[-1]].casefold(), set()).add(_plain(name[-1]))

    def whole(self, last: str) -> str | None:
        """Return the one full name that ends with a word, if there is one."""
        names = self.full.get(_plain(last), set())
        shortest = [
            one for one in names if not any(one.endswith(f" {other}") for other in names - {one})
        ]
        firsts = {one.split()[0] for one in shortest}
        return min(shortest, key=lambda one: (len(one), one)) if len(firsts) == 1 else None

    def of_title(self, title: str) -> str | None:
        """Return the one full name that a title stands before, if there is one."""
        last = self.titled.get(title, set())
        return self.whole(next(iter(last))) if len(last) == 1 else None


class Speakers:
    """The speakers of an article, in the order in which they are printed."""

    def __init__(self, text: str, language: Language, cast: Cast) -> None:
        self.names, self.cast, self.of = Names(text, language), cast, language.speech
        cast.offices |= self.names.offices
        of = self.of
        self._loose = {*of.determiners, *of.prepositions, *of.joins, *of.times}
        self._nobody = {*of.speakers}
        self._against = {*of.against}
        self.seen: list[tuple[int, Speaker]] = []  # who speaks, and in which paragraph

    def resolve(
        self, printed: str | None, paragraph: int, holder: Speaker | None = None
    ) -> Speaker:
        """Return who is meant by what is printed in a paragraph, and keep it in mind.

        holder : who says so, where it stands in somebody's words: "I" is the one who speaks.
        """
        if holder and printed and speaks_itself(printed, self.of):
            return holder
        found = self._resolved(printed, paragraph)
        if found.actor is not None:
            self.seen.append((paragraph, found))
        return found

    def _resolved(self, printed: str | None, paragraph: int) -> Speaker:
        if not printed:
            return Speaker(None, None, None, NOBODY)
        head = _HEAD.split(printed, maxsplit=1)[0].strip() or printed
        words = _WORD.findall(head)
        plain = [_plain(word) for word in words]
        if len(plain) == 1 and plain[0] in self.of.points_back:
            return self._pointed_at(head, paragraph)
        of_another = next((n for n, word in enumerate(plain) if word in self.of.within), None)
        core = slice(0, of_another)
        actors = list[str]()
        if self.cast.phrases and not self._belongs(words, plain):
            actors = self.cast.met(plain[core], words[core]) or self._by_title(plain, words)
        if len(actors) == 1:
            return Speaker(head, actors[0], self.cast.sides[actors[0]], BY_ACTOR)
        name = None if actors else self._name(words[core], plain[core], is_whole=of_another is None)
        if name:
            return self._named(head, name)
        return Speaker(head, None, self._side(plain, words), UNRESOLVED)

    def _side(self, plain: Sequence[str], words: Sequence[str]) -> str | None:
        """Return the one side of all actors who are named: "Roe's aide" is on Roe's side.

        Who is against somebody ("critics of Roe") is not on their side.
        """
        if not self._against.isdisjoint(plain):
            return None
        sides = {self.cast.sides[actor] for actor in self.cast.met(plain, words)}
        return sides.pop() if len(sides) == 1 else None

    def _by_title(self, plain: Sequence[str], words: Sequence[str]) -> list[str]:
        """Return whose title is the whole of what is printed: "the president of Russia"."""
        start = 1 if plain and plain[0] in self._loose else 0
        found = self.cast.met(plain[start:], words[start:])
        whole = [
            actor
            for phrase, _, actor in self.cast.phrases.get(plain[start] if plain[start:] else "", ())
            if phrase == tuple(plain[start:])
        ]
        return [actor for actor in found if actor in whole]

    def _belongs(self, words: Sequence[str], plain: Sequence[str]) -> bool:
        """Tell whether somebody speaks who is only told to be another's: "Roe's aide"."""
        owned = any(word.endswith(("'s", "’s")) for word in words[:-1])
        return owned or not self._nobody.isdisjoint(plain)

    def _name(self, words: Sequence[str], plain: Sequence[str], *, is_whole: bool) -> str | None:
        """Return the full name that is printed or meant; ``is_whole``: no "of" goes on."""
        if self._belongs(words, plain) or not words:
            return None
        office = plain[-1] in self.names.offices
        if office or not words[-1][0].isupper():
            return self.names.of_title(plain[-1]) if len(words) <= 2 + office else None
        name = list(words)
        while name and (not name[0][0].isupper() or _plain(name[0]) in self._loose):
            name.pop(0)
        start = max((n + 1 for n, word in enumerate(name) if not word[0].isupper()), default=0)
        name = name[start:]
        offices = [n for n, word in enumerate(name) if _plain(word) in self.names.offices]
        name = name[offices[-1] + 1 :] if offices else name
        if not name:
            return None
        if len(name) > 1:
            return " ".join(name)
        if self.names.full.get(_plain(name[0])):
            return self.names.whole(name[0])
        return name[0] if is_whole else None

    def _named(self, head: str, name: str) -> Speaker:
        """Return who has a name: an actor if the article's full name is one of theirs."""
        actors = self.cast.named(name)
        if len(actors) == 1:
            return Speaker(head, actors[0], self.cast.sides[actors[0]], BY_ACTOR)
        if not actors:
            return Speaker(head, name, None, BY_NAME)
        sides = {self.cast.sides[actor] for actor in actors}
        return Speaker(head, None, sides.pop() if len(sides) == 1 else None, UNRESOLVED)

    def _pointed_at(self, head: str, paragraph: int) -> Speaker:
        """Return the only one who spoke in this paragraph or the one before."""
        near = [one for place, one in self.seen[-_NEAR:] if place >= paragraph - 1]
        here = {one.actor for one in near}
        if len(here) != 1:
            return Speaker(head, None, None, UNRESOLVED)
        return near[-1]._replace(speaker=head)
