"""Forms in which news texts name an agency, as patterns over a stretch around the name.

In the stretch the name in question is the sign ``HERE``, each other agency's name ``OTHER``,
and the ends of its line are line feeds.
"""

from __future__ import annotations

import re

HERE, OTHER = "\ue001", "\ue000"
_AND = r"(?:\s*[/,&;|+-]\s*|\s+(?:and|with)\s+(?:the\s+)?|\s+)"
_LIST = rf"(?:{OTHER}{_AND})*{HERE}(?:{_AND}{OTHER})*"
_CODES = r"[a-z]{2,4}(?:[/-][a-z]{2,4})*"
_CAPITAL = r"[A-Z\u00c0-\u00de\u0100-\u024f\u0386-\u03ab\u0400-\u042f][\w.'’-]*"
_PERSON = rf"{_CAPITAL}(?:\s+{_CAPITAL}){{1,3}}"
_IN = r"[^()\[\]\n]*"  # inside brackets
_DASH = r"[-–—]{1,2}"

_PICTURE = (
    r"(?i:\b(?:photos?|photograph(?:y|s)?|pictures?|images?|pic|foto|illustration|graphics?|getty|"
    r"shutterstock|pool|file|handout|epa|nurphoto|screengrab|archive)\b)"
)
_HOLDER = r"(?:Getty(?:\s+Images)?|EPA|POOL|Pool|Shutterstock|NurPhoto|SIPA|IMAGO)"
_OF_PICTURE = (
    rf"[(\[](?!\s*with\b)(?={_IN}{_PICTURE}){_IN}{HERE}{_IN}[)\]]",
    rf"[(\[]{_IN}{_PERSON}\s*(?:/|\bvia\b|\bfor\b)\s*{_LIST}{_IN}[)\]]",
    rf"[(\[]{_IN}{HERE}\s*/\s*{_PERSON}{_IN}[)\]]",
    rf"{_HOLDER}\s*(?:[/,&|-]|via)?\s*{_LIST}\W*\n",
    rf"{HERE}\s*(?:/|via|,|-)\s*(?:{_HOLDER}|{OTHER}\s*\n)(?<!{OTHER}\n)",
    rf"{HERE}\s+(?:PHOTOS?|Photos?|Images?|File|FILE)\b|{HERE}\s+(?:photos?|file)\W*\n",
    rf"\n\W*(?i:(?:cover|title|file|lead|main|tv|video)\s+)?{_PICTURE}[^.!?:\n]{{0,30}}:[^.!?\n]*{HERE}",
)
_OF_DATELINE = (
    rf"\n\s*[(\[]{_LIST}[)\]]\s*(?:{_DASH}\s*)?[^\s)\].]",
    rf"\b[A-Z][A-Z.]{{3,}}(?:,\s+[\w. ]{{2,30}})?\s*[(\[]{_LIST}[)\]]\s*{_DASH}\s",
)
ONLY_PLACE = re.compile(
    rf"\n[\W_]*(?P<place>{_CAPITAL}(?:[\s,-]+{_CAPITAL}){{0,4}})"
    rf"(?P<date>,?\s\d\d?\s[A-Z][a-z]+\.?|,?\s[A-Z][a-z]+\.?\s\d\d?)?(?:,?\s\d{{4}})?"
    rf"[\s:,(\[|/–—-]*[:,(\[|/–—-]\s*{_LIST}\W*\n"
)
_OF_WRITER = (
    rf"\n[\W_]*(?i:by|text by|written by|story by|from)\s[^\n]*{HERE}",
    rf"\n[\W_]*{HERE}(?:['’]s)?\s+"
    r"(?i:staff|(?:\w+ )?(?:writer|correspondent|reporter|journalist|bureau))\b",
)
_OF_NAMED_WRITER = (
    rf"\n[\W_]*{_PERSON}(?:\s+and\s+{_PERSON})?\s*[,|(–—-]+\s*(?:of\s+)?(?:the\s+)?{_LIST}\W*\n",
    rf"\n[\W_]*[A-Z.'’-]+(?:\s+[A-Z.'’-]+){{1,3}},?\s+{HERE}\W*\n",
)
_PARTS = rf"(?:[^.!?():;\n]{{1,30}}(?:,|/|&|\band\b)\s*|{OTHER}{_AND}){{0,4}}(?:and\s+)?(?:the\s+)?"
_GIVEN = (
    r"(?:a|additional|further|agency|wire|some|extra)\s+|"
    r"(?:inputs?|reporting|reports?|material|files?|information|contributions?)\s+"
)
_OF_CREDIT = (
    rf"\n\W*(?:(?i:via|with|source|sources|agency|text|story|courtesy)\s*:?\s+)?{_LIST}(?:\s*[/-]\s*{_CODES})?\W*\n",
    rf"\n\W*{_CODES}[/-]{_LIST}(?:[/-]{_CODES})?\W*\n",
    rf"\n\W*{_CODES}\s*[(\[]{_LIST}[)\]]\W*\n",
    rf"(?i:(?<!\w)\(?c\)|©|\bcopyright\b)[\s,:]*(?:©|\(c\))?\s*(?:\d{{4}}(?:-\d{{2,4}})?)?,?\s*(?i:by\s+)?"
    rf"(?i:the\s+)?{_PARTS}{HERE}",
    rf"(?:\n|[.!?\"”’)(\[*_–—|-])\s*(?i:(?:news\s+)?sources?|via|courtesy|agency|text|story|from)\s*:\s*{_PARTS}{HERE}",
    rf"(?:\n|[.!?;\"”’]\s|[(\[*_–—-])\s*(?i:(?:compiled|adapted|edited|written)?\s*(?:with\s+)?(?:{_GIVEN}){{1,3}}"
    rf"(?:from|by|of)\s+{_PARTS}{HERE}{_IN}(?:\W*\n|[)\].]))",
    rf"(?:\n|[.!?;\"”’]\s|[(\[*_–—-])\s*(?i:compiled|adapted|provided|supplied|produced|distributed|syndicated|"
    rf"reporting|writing|published|with)\s+(?:(?i:by|from)\s+)?{_PARTS}{HERE}{_IN}(?:\W*\n|[)\].])",
    r"(?i:\b(?:this|the)\s+(?:news\s+)?(?:story|article|report|content|item|text|material|copy)\b[^.!?\n]{0,70}"
    r"\b(?:provided|published|appeared|produced|written|supplied|distributed|generated|syndicated|"
    rf"taken|republished|comes?|reproduced|sourced|includes?|contains?|uses)\b[^.!?\n]{{0,40}}\b(?:by|from|on|in|with|via|of)\s+{_PARTS})"
    rf"{HERE}",
    rf"{HERE}(?:['’]s)?\s[^.!?\n]{{0,80}}\bcontributed\s+(?:\w+\s+)?to\s+(?:this|the)\b",
    rf"{HERE}(?:{_AND}{OTHER})*\s+contributed\b|{HERE}\s+Trust\s+Principles\b",
    rf"{HERE}{_IN}[.,;]?\s*(?i:all rights reserved)",
    rf"[.!?…\"”’'»)]\s*[(\[]\s*(?i:with\s+|via\s+|sources?:?\s+)?{_LIST}\s*[)\]][\W_]*\n",
    rf"[.!?…][\"”’'»)]?\s*(?:{_DASH}|/)\s*{_LIST}\s*/?\.?\s*\n",
)
_OF_SURE_CREDIT = (
    rf"[(\[]\s*(?i:with\s+)?{_LIST}\s*[)\]][\W_]*\n",
    rf"[.!?…\"”’»]\s*[(\[]{_LIST}[)\]]\s+[^\W\d_a-z]",
    rf"\|\s*{_LIST}\s*\n|[.!?…][\"”’'»)]?\s+{_LIST}\.?\s*\n",
    rf"(?i:\bpublished\b[^.!?\n]{{0,60}})\({_LIST}\)",
)
_AS_SOURCE = (
    rf"(?i:news\s+agency|newswire|wire\s+service),?\s*[(\[]?{HERE}",
    rf"{HERE}[)\]]?\s+(?i:news\s+agency|newswire|wire\s+service)\b",
    rf"{OTHER}\s*\({HERE}\)",
)
_AP_AS_SOURCE = (
    rf"\b(?i:told|according to|reported by)\s+(?:[Tt]he\s+)?{HERE}(?![\w’'-])",
    rf"{HERE}\s+(?:report(?:s|ed)|quot(?:es|ed)|cited|journalist|correspondent|reporter|photographer|VoteCast)",
)
_NO_SOURCE = rf"{HERE}\s+(?:Institute|Foundation|Plc|Tower|headquarters)\b"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


PICTURES, DATELINES, WRITERS = _any(*_OF_PICTURE), _any(*_OF_DATELINE), _any(*_OF_WRITER)
NAMED_WRITERS, CREDITS = _any(*_OF_NAMED_WRITER), _any(*_OF_CREDIT)
SURE_CREDITS, SOURCES = _any(*_OF_SURE_CREDIT), _any(*_AS_SOURCE)
AP_SOURCES, NO_SOURCES = _any(*_AP_AS_SOURCE), _any(_NO_SOURCE)
BARE = re.compile(rf"\W*(?:{OTHER}(?:{_AND}|$))+\W*$")
