"""The control words and code pages of RTF: what is text, what stands beside it, what is neither."""

from __future__ import annotations

import codecs

from framing.corpus.files.parsed import COMMENTS, DELETIONS, HIDDEN, INSERTIONS, MARGINS, NOTES

LEFT_OUT = frozenset((HIDDEN, DELETIONS))
CHARACTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
SYMBOLS = {"~": "\xa0", "-": "\xad", "_": "\u2011", "\t": "\t"}
ENDS = frozenset("line softline lbr par sect page column cell row nestcell nestrow".split())
LITERAL = "{}\\"
NOT_TEXT = frozenset(
    "colortbl stylesheet pict nonshppict fldinst xe tc rxe pntext listtext shprslt sn sv listtable "
    "filetbl revtbl nonesttables themedata datastore objdata objclass objname bkmkstart bkmkend "
    "private".split()
)
_MARGINS = "header headerl headerr headerf footer footerl footerr footerf".split()
BESIDE = {"footnote": NOTES, "annotation": COMMENTS, **dict.fromkeys(_MARGINS, MARGINS)}
OWN = frozenset(("fonttbl", "info", "title", "author", "creatim"))
SWITCHES = {
    "v": HIDDEN, "deleted": DELETIONS, "mvf": DELETIONS, "revised": INSERTIONS, "mvt": INSERTIONS,
}  # fmt: skip
OF_TYPE = frozenset((*SWITCHES, "b", "plain", "pard", "intbl"))
SEEN_ALL_THE_SAME = frozenset(("shpinst", "shptxt"))  # text boxes, marked as may be passed over
SETS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
CHARSETS = {
    0: "cp1252", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are strictly UTF-8."""
    try:
        data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def code_page(number: int) -> str:
    """Return the name of a code page; "" if it is not known."""
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gb18030"}.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def decoded(given: bytes, page: str) -> str:
    """Decode bytes; those of a symbol font have no meaning but a bullet's."""
    if page == "symbol":
        return "".join(chr(b) if b < 128 else "•" if b == 0xB7 else chr(0xF000 + b) for b in given)
    return given.decode(page, "replace")
