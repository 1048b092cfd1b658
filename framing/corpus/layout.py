"""What one line of a news text looks like: headline, subhead, byline, credit, invitation.

General rules about form, none about a publisher. Each answers for one line;
:mod:`framing.corpus.zones` puts the answers together.
"""

from __future__ import annotations

import re

from framing.corpus import datelines, pictures
from framing.corpus.datelines import WIRES

MAX_HEADLINE_WORDS = 30
MAX_QUESTION_WORDS = 20
MAX_SUBHEAD_WORDS = 15
MAX_SUBHEAD_QUESTION_WORDS = 12
_MAX_LINE = 400
_MAX_CREDIT = 240

_DASH = r"[-–—]{1,2}"
_CAPITALISED = r"(?-i:[^\W\d_a-z])[\w.'’-]*"
_ROLE = (
    r"(?:(?:staff|senior|chief|political|diplomatic|foreign|defen[cs]e|european?|world|white house|"
    r"washington|moscow|special|associated|press)\s+)*"
    r"(?:correspondents?|editors?|reporters?|writers?|journalist|bureau chief|staff|agencies|desk)"
)
_BYLINE = (
    rf"(?:by|text by|written by|story by|from)\s+{_CAPITALISED}"
    rf"(?:,?\s+(?:and|&|in|for|at|of|the|{_ROLE}|{_CAPITALISED})){{0,14}}\.?$"
)
_CREDIT_LINE = re.compile(
    r"\(?(?:additional |further )?(?:reporting|writing|editing|edited|compiled) by\b"
    r"|\(?with (?:(?:additional )?(?:inputs?|reporting|material)|files) from\b"
    r"|\(?with (?:agency|agencies|wire)\b(?: inputs?)?\)?\.?$"
    r"|copyright\s*(?:©|\(c\)|\d{4}|by\b|:)|(?:[^.]{0,80}\.\s*)?all rights reserved\b"
    rf"|(?-i:[-–—(/\s]*(?:{WIRES})(?:(?:\s*[/&,]\s*|\s+and\s+|\s+with\s+)(?:{WIRES}))*[)/]?\.?)$"
    r"|(?-i:[a-z]{2,5}(?:[-/][a-z]{2,5})+)$",
    re.IGNORECASE,
)
_FURNITURE_LINE = re.compile(
    rf"{_BYLINE}|(?:[\w ]+ )?(?:news|web|monitoring|online|foreign|city) (?:desk|report|staff)$"
    r"|(?:staff|our)\s+(?:reporter|correspondent|writer)s?$"
    r"|(?:https?://|www\.)\S+$|(?:(?:e-?mail|contact|tel|phone|fax)\s*:\s*)?\S+@\S+\.\w+$"
    r"|(?:read (?:more|also|next|the full)\b|also read\b|see also\b|more on this\b)"
    r"|(?:related|recommended|trending)(?: articles?| stories| topics?| news)?\s*(?::|$)"
    r"|(?:share (?:this|on|via)\b|follow us\b|sign up (?:for|to)\b|subscribe (?:to|now|here)\b"
    r"|click here\b|story continues\b|article continues\b|skip (?:past|to)\b|continue reading\b|listen to this\b"
    r"|watch(?: now| live)?:|\d+ min(?:ute)?s? read)"
    r"|(?:advertisement|sponsored|subscribe|sign up|share|save|print|comments?|copy link|tweet"
    r"|facebook|twitter|whatsapp|telegram|loading)\W*$|(?-i:ENDS?|end(?:it|all))\W*$|[\W_]+$"
    r"|(?:</?[a-z][^<>]*>\s*)+$",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    rf"(?<=[.!?\"”’'])\s*(?:{_DASH}|/)\s*{WIRES}(?:[/, &]+{WIRES})*\s*$"
    rf"|(?<=[.!?\"”’'])\s*[(\[]{WIRES}(?:[/, &]+{WIRES})*[)\]]\s*$"
    r"|\s*\((?i:(?:additional |further )?(?:reporting|writing|editing|edited|compiled|sources?)\b"
    r"|with (?:inputs?|agency|agencies|reporting|files))[^()]*\)\s*$"
)
_MARKED_SUBHEAD = re.compile(
    rf"(?:{_DASH}\s*(?P<dashes>.+?)\s*{_DASH}|#{{1,6}}\s+.+|\*\*[^*]+\*\*:?|__[^_]+__)$"
)
_QUESTION = re.compile(
    r"(?:What|Why|How|Who|Whose|Which|When|Where|Will|Would|Could|Can|Is|Are|Does|Do|Did|Has|"
    r"Have|Was|Were|Should)\b[^.!?\"“”]*\?$"
)
_END = re.compile(r"[.!?:;…。\uff01\uff1f؟।]['\"”’»)\]]*$|[.!?…]['\"”’»)\]]*\s*\([^()]*\)$")
_FULL_STOP = re.compile(r"(?<!\b[A-Z])[.;…]['\"”’»)\]]*$")


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(_END.search(line[-_MAX_CREDIT:]))


def is_headline(line: str) -> bool:
    """Tell whether a text's first line has the form of a headline: short, without a full stop."""
    count = len(line.split())
    if count > MAX_HEADLINE_WORDS or _FULL_STOP.search(line) or line.endswith(":"):
        return False
    if is_furniture(line):
        return False
    if datelines.is_dateline(line) and (count < 3 or any(map(str.isdigit, line))):
        return False
    if datelines.names_agency(line) or pictures.has_image(line) or pictures.opens_caption(line):
        return False
    return not ends_sentence(line) or count <= MAX_QUESTION_WORDS


def is_subhead(line: str) -> bool:
    """Tell whether a line inside a text has the form of a subhead, though no mark says so."""
    count = len(line.split())
    if datelines.names_agency(line):
        return False
    if _QUESTION.match(line) and count <= MAX_SUBHEAD_QUESTION_WORDS:
        return True
    return count <= MAX_SUBHEAD_WORDS and not ends_sentence(line) and line[0] not in "-•*·–—"


def is_marked_subhead(line: str) -> bool:
    """Tell whether a line is set apart as a subhead, by dashes or by markup."""
    return len(line) <= _MAX_LINE and bool(_MARKED_SUBHEAD.match(line))


def is_furniture(line: str) -> bool:
    """Tell whether a line is a credit, byline, address, date or an invitation to click."""
    line = line.strip("*_ ") or line
    return len(line) <= _MAX_LINE and bool(
        _CREDIT_LINE.match(line)
        or _FURNITURE_LINE.match(line)
        or datelines.is_date(line)
        or pictures.is_credit(line)
    )


def sign_off_start(paragraph: str) -> int:
    """Return where a credit at the end of a paragraph begins, or the paragraph's length."""
    begin = max(0, len(paragraph) - _MAX_CREDIT)
    match = _SIGN_OFF.search(paragraph[begin:])
    return begin + match.start() if match else len(paragraph)
