"""What belongs to a picture in a news text: markup, caption, credit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.corpus.datelines import WIRES

_MAX_CAPTION_WORDS = 60
_MAX_CREDIT = 160

_IMAGES = re.compile(
    r"\[?!\[(?P<markdown>(?:[^\[\]]|\[[^\[\]]*\]){0,2000})\]"
    r"(?:\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\)|\[[^\[\]]*\])(?:\]\([^()\s]*\))?"
    r"|<figcaption[^>]{0,400}>(?P<figcaption>[^<]{0,2000})</figcaption>"
    r"|<img\b(?:[^<>\"']|\"[^\"]*\"|'[^']*'){0,4000}>",
    re.IGNORECASE,
)
_ALT = re.compile(r"\balt\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)

_PHOTO = r"(?:photo|image|picture|photograph|pic|foto|graphic|illustration)s?"
_KIND = r"(?:(?:cover|title|lead|file|featured?|main|header|pool|handout)\s+)?"
_LABEL = rf"{_KIND}{_PHOTO}(?:\s+(?:by|credit|courtesy(?:\s+of)?|source))?\s*:"
_HOLDER = (
    rf"(?:{WIRES}|Getty(?:\s+Images)?|EPA(?:-EFE)?|Shutterstock|Alamy|iStock|Unsplash|NurPhoto|"
    r"Wikimedia(?:\s+Commons)?|Imago|IMAGO|Picture\s+Alliance|Sipa|SIPA|Zuma|ZUMA|UPI|Pool|POOL|"
    r"Handout|HANDOUT)"
)
_HOLDERS = rf"{_HOLDER}(?:(?:\s*[/,&|]\s*|\s+via\s+|\s+){_HOLDER})*"
_NAMES = r"[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){0,4}"
_CREDIT = re.compile(
    rf"[(\[](?i:{_KIND}(?:{_PHOTO}|credit)\s*(?:by|:|/|credit|courtesy|via|from))[^()\[\]]*[)\]]$"
    rf"|[(\[](?!{WIRES}(?:[/, &]+{WIRES})*[)\]])(?:[^()\[\]]*[/ ])?{_HOLDER}"
    r"(?:\s+(?:Photo|Images?))?\s*(?:/|\bvia\b)[^()\[\]]*[)\]]$"
    rf"|[(\[](?:[^()\[\]]*/\s*)?(?:Getty\s+Images|AP\s+Photo)[)\]]$"
    rf"|(?:^|(?<=[\s.|*_–—-]))(?:Photos?|PHOTOS?|Images?|IMAGE|Pictures?|Photograph|Credits?|CREDIT)"
    r"(?:(?:\s+(?:[Cc]redit|[Cc]ourtesy(?:\s+of)?|[Ss]ource))?\s*:|\s+by(?=\s+[A-Z]))\s*[^.!?]{2,80}$"
    rf"|(?:^|(?<=\s))(?:AP\s+Photo|{_HOLDER})\s?/\s?{_NAMES}$"
    rf"|^{_HOLDERS}$|(?:^|(?<=[.!?]\s)){_NAMES}\s*/\s*{_HOLDERS}$"
    rf"|(?<=[\w,])(?:\s*[/|]\s*|\s+via\s+){_HOLDERS}$"
    r"|©\s?[^.!?]{2,60}$|^Image (?:copyright|source)\b[^.!?]{2,60}$"
)
_LABELLED = re.compile(_LABEL, re.IGNORECASE)
_SOURCE = re.compile(r"(?:credits?|sources?)\s*:\s|©|\(c\)\s", re.IGNORECASE)
_LINKING = frozenset(("by", "of", "via", "and", "from", "for"))
_CAPTION = re.compile(
    r"(?:file photo|file picture|file|caption|pictured)\s*[:,–—-]"
    r"|(?:image|media|photo|video) caption\b|image (?:copyright|source)\b.*\bimage caption\b"
    r"|in (?:this|a)\s+(?:\w+ ){0,3}(?:photo|picture|image|combination)\b"
    r"|(?:this|a)\s+(?:handout|file|pool|combination|undated|screen)\s+(?:photo|picture|image|grab)\b"
    r"|(?:this|a)\s+(?:photo|picture|image)\s+(?:taken|provided|released|obtained|shows|made|created)\b"
    r"|(?:this|a)\s+combination of\s+(?:file )?(?:photos|pictures|images)\b",
    re.IGNORECASE,
)
_POSITIONS = re.compile(r"\(L-R\)|\((?:L|left)\).*\((?:R|right)\)|\((?:R|right)\).*\((?:L|left)\)")


def images(line: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, start and end of the alternative text) of each image in a line."""
    for match in _IMAGES.finditer(line):
        if match.lastgroup:
            inner = match.span(match.lastgroup)
        elif alt := _ALT.search(line, *match.span()):
            inner = alt.span("double" if alt["double"] is not None else "single")
        else:
            inner = (match.end(), match.end())
        yield (*match.span(), *inner)


def has_image(line: str) -> bool:
    """Tell whether a line holds the markup of an image or of its caption."""
    return bool(_IMAGES.search(line))


def opens_caption(line: str) -> bool:
    """Tell whether a line says at its start that it is a picture's caption."""
    return bool(_CAPTION.match(line))


def is_credit(line: str) -> bool:
    """Tell whether a line is nothing but a picture's credit or a text's source."""
    if match := _LABELLED.match(line) or _SOURCE.match(line):
        return not _is_prose(line[match.end() :])
    return credit_start(line) == 0


def caption_length(line: str) -> int:
    """Return how many characters of a line, no credit itself, are a caption: all, some or none."""
    if len(line.split()) > _MAX_CAPTION_WORDS:
        return 0
    opening = _CAPTION.match(line)
    if credit := credit_start(line, after=opening.end() if opening else 0):
        return len(line[:credit].rstrip())
    return len(line) if opening or _POSITIONS.search(line) or _LABELLED.match(line) else 0


def _is_prose(text: str) -> bool:
    words = text.split()
    return sum(word[0].islower() and word not in _LINKING for word in words) > 2


def credit_start(line: str, *, after: int = 0) -> int | None:
    """Return where a picture's credit at the end of a line begins."""
    match = _CREDIT.search(line, max(after, len(line) - _MAX_CREDIT))
    return match.start() if match else None
