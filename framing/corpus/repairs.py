"""Repairs of a text that was damaged on its way here; clean text comes back as it was."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from html.entities import name2codepoint
from itertools import islice

from framing.corpus.notes import Note
from framing.expressions import expression

SURROGATES = Note("surrogates_mended", "surrogates mended")
NULS = Note("nuls", "NUL characters left out")
HIGH = Note("read_as_western", "characters U+0080 to U+009F read as those of cp1252")
CONTROLS = Note("control_characters", "control characters left out")
MOJIBAKE = Note("mojibake", "mojibake mended")
ENTITIES = Note("entities", "HTML entities decoded")
MARKUP = Note("markup", "HTML markup left out")
DOUBLED = Note("printed_twice", "second printing of the text left out")

_MOST_ROUNDS = 20  # one repair may uncover another; only a text made to tire us needs more
_SHORTEST_DOUBLED = 100  # characters other than spaces: a refrain is no second printing

_SURROGATE = expression("[\ud800-\udfff]")
_BREAKS = expression("[\x0b\x0c\x1c-\x1e]")  # page ends and the like: without a break words join
_CONTROL = expression("[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x9f]")
_UNPRINTED = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # breaks and controls
_HIGH = expression("[\x80-\x9f]")
_WESTERN = {n: bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}

# “AMANHÃ” ends in Ã and a quotation mark, which together could be Ô: no evidence on its own
_DOUBTFUL = expression("[ÂÃ](?=[“”„‘’»–—…™])")

_NAMES = "|".join(sorted((*name2codepoint, "apos"), key=len, reverse=True))
_NO_ENTITY = expression("[A-Za-z0-9#;\ufffd]")
# All levels at once: &amp;amp;quot; is one quotation mark
_ENTITY = expression(
    rf"&(?:amp;|#0{{0,6}}38;|#[xX]0{{0,6}}26;)*"
    rf"({_NAMES}|#[0-9]{{1,7}}|#[xX][0-9a-fA-F]{{1,6}});"
)

_BLOCKS = (
    "address article aside blockquote body caption center dd div dl dt figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section table tbody td th "
    "thead title tr ul"
).split()
_INLINE = (
    "a abbr b big br button cite code del em font i iframe img input ins link mark meta noscript q "
    "s script small source span strike strong style sub sup svg time u video"
).split()
_BLOCK_NAMES = frozenset(_BLOCKS)
_TAG_NAMES = "|".join(sorted((*_BLOCKS, *_INLINE), key=len, reverse=True))
_ATTRIBUTES = r"(?:\s[^<>]{0,2000})?/?"
_COMMENT, _COMMENT_END = "<!--", "-->"
_TAG = expression(
    rf"{_COMMENT}|{_COMMENT_END}|<(?P<closing>/?)(?P<name>{_TAG_NAMES})\b{_ATTRIBUTES}>",
    re.IGNORECASE,
)
_UNSEEN = {_COMMENT: _COMMENT_END, "script": "script", "style": "style"}  # and what ends them
_EMPTY_LINES = expression(r"\n[ \t\r\n]*\n")
_LEAST_WITHIN = 20  # characters that an element holds when its tags are markup, not talk


def repaired(text: str) -> tuple[str, tuple[Note, ...]]:
    """Mend what is surely damage, and name each kind of it.

    Mended are mojibake (by ftfy), surrogates, control characters, HTML entities and markup left
    in plain text, and a text printed twice in a row. Soft hyphens, zero-width and right-to-left
    marks, decomposed accents, ligatures, quotation marks and emoji stay: matching folds them.

    Returns
    -------
    The text, and what was repaired, each kind once; a clean text as it was, and ().
    Repairing the result changes nothing more.

    References
    ----------
    Speer, R. (2019). ftfy (Version 5.5). Zenodo. https://doi.org/10.5281/zenodo.2591652

    Examples
    --------
    >>> repaired("TÃ¼rkiye &amp;quot;waits&amp;quot;")
    ('Türkiye "waits"', ('mojibake mended', 'HTML entities decoded'))
    >>> repaired("“Türkiye” waits…")
    ('“Türkiye” waits…', ())
    """
    kinds: dict[Note, None] = {}
    for _ in range(_MOST_ROUNDS):
        before = text
        for kind, repair in _REPAIRS.items():
            mended = repair(text)
            if mended != text:
                kinds[kind] = None
                text = mended
        if text == before:
            break
    return text, tuple(kinds)


def surrogates_mended(text: str) -> str:
    """Join pairs to the character they stand for; a lone one becomes U+FFFD."""
    if text.isascii() or not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def high_mended(text: str) -> str:
    """Read characters of U+0080 to U+009F, which no text has, as what cp1252 has for them."""
    return text if text.isascii() or not _HIGH.search(text) else text.translate(_WESTERN)


def _controls_left_out(text: str) -> str:
    return _CONTROL.sub("", _BREAKS.sub("\n", text)) if _UNPRINTED.search(text) else text


def _mojibake_mended(text: str) -> str:
    """Mend line by line what sure signs tell."""
    if text.isascii():
        return text
    from ftfy import TextFixerConfig, fix_encoding

    settings = TextFixerConfig(replace_lossy_sequences=False)

    def mended(line: str) -> str:
        result = fix_encoding(line, settings)
        sure = _DOUBTFUL.sub("A", line)
        doubtful = result != line != sure and fix_encoding(sure, settings) == sure
        return line if doubtful else result

    lines = re.split("(\n)", text)
    return "".join(line if line.isascii() else mended(line) for line in lines)


def entities_decoded(text: str) -> str:
    """Decode the HTML entities of a text."""
    return _ENTITY.sub(_decoded, text) if "&" in text else text


def _decoded(match: re.Match[str]) -> str:
    """Return the character; an entity for a letter or for no character stays as it is.

    Nobody writes a plain letter so, and one decoded could make a new entity with what follows.
    """
    character = html.unescape(f"&{match[1]};")
    useless = not character or _CONTROL.search(character) or _NO_ENTITY.fullmatch(character)
    return match[0] if useless else character


def _markup_left_out(text: str) -> str:
    if "<" not in text or not _is_markup(text):
        return text
    return _EMPTY_LINES.sub("\n\n", "".join(_words_between(text))).strip()


def _is_markup(text: str) -> bool:
    """Say whether tags surely are markup: an element holds words, or lines end in <br>."""
    breaks = 0
    opened: dict[str, int] = {}
    for tag in _TAG.finditer(text):
        name = _name(tag)
        breaks += name == "br"
        if not tag["closing"]:
            opened[name] = tag.end() if _stands_as_markup(text, tag) else len(text)
        elif tag.start() - opened.get(name, len(text)) >= _LEAST_WITHIN:
            return True
    return breaks > 1


def _stands_as_markup(text: str, tag: re.Match[str]) -> bool:
    """Say whether a tag begins a line or touches the word after it; one talked of does neither."""
    begins = tag.start() == 0 or text[tag.start() - 1] == "\n"
    return begins or not text[tag.end() : tag.end() + 1].isspace()


def _words_between(text: str) -> Iterator[str]:
    """Yield what stands between tags, and line breaks for blocks; scripts are passed over.

    One that never ends is not: better its code in the text than the text lost with it.
    """
    tags = list(_TAG.finditer(text))
    last = {_ends(tag): tag.start() for tag in tags if _ends(tag)}
    start, until = 0, ""
    for tag in tags:
        if until and _ends(tag) != until:
            continue
        yield "" if until else text[start : tag.start()]
        name, start = _name(tag), tag.end()
        opened = "" if until or tag["closing"] else _UNSEEN.get(name, "")
        until = opened if last.get(opened, -1) >= start else ""
        yield "\n" if name == "br" else "\n\n" if name in _BLOCK_NAMES else ""
    yield text[start:]


def _ends(tag: re.Match[str]) -> str:
    """Return what a tag ends, of all that hides what it holds; "" if nothing."""
    name = _name(tag)
    return name if name == _COMMENT_END or (tag["closing"] and name in _UNSEEN) else ""


def _name(tag: re.Match[str]) -> str:
    return (tag["name"] or tag[0]).lower()


def _printed_once(text: str) -> str:
    """Leave out a second printing, of the whole text or of all that follows its first line."""
    compact = _compact(text)
    headline = re.match(r"\s*\S[^\n]*\n", text)
    for first in ("", headline[0] if headline else ""):
        middle = _middle(text[len(first) :], compact[len(_compact(first)) :])
        if middle:
            return text[: len(first) + middle].rstrip()
    return text


def _compact(text: str) -> str:
    return "".join(text.split())


def _middle(text: str, compact: str) -> int:
    """Return where the second of two equal halves begins, spaces apart; 0 if they differ."""
    half, odd = divmod(len(compact), 2)
    if odd or half < _SHORTEST_DOUBLED or compact[:half] != compact[half:]:
        return 0
    return next(islice(re.finditer(r"\S", text), half, None)).start()


_REPAIRS: dict[Note, Callable[[str], str]] = {
    SURROGATES: surrogates_mended,
    NULS: lambda text: text.replace("\0", ""),
    MOJIBAKE: _mojibake_mended,
    HIGH: high_mended,
    CONTROLS: _controls_left_out,
    ENTITIES: entities_decoded,
    MARKUP: _markup_left_out,
    DOUBLED: _printed_once,
}
