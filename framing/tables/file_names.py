"""Names that become part of a file's name: what may be in them, and which of them are one."""

from __future__ import annotations

import re
import unicodedata

from framing.expressions import expression

ARTICLES = "articles"  # the folder of texts, of a study or beside a table that names them
STORE = ".framing"  # the folder beside a study where its tables are kept
NO_STORE = "FRAMING_NO_STORE"  # set in the environment, to whatever: nothing is kept, nor read
LONGEST = 80  # bytes: a notebook's, a frame's and a table's name fit into one file name of 255
_MOST = 2 * LONGEST  # bytes of a page's name, which a table's may follow
_SIGNS = expression(r'[/\\:*?"<>|#%]')  # what folders, drives, links or systems mean otherwise
_TAKEN = expression(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
ALLOWED = "Give letters and digits, with '-', '_', '.' or blanks between them."


def name_fault(name: str) -> str:
    """Say why a name cannot name a file on every system; "" if it can.

    Examples
    --------
    >>> name_fault("economy/jobs"), name_fault("..")
    ("has '/' in it", "begins or ends with '.' or a blank")
    >>> name_fault("left out")
    ''
    """
    if not name:
        return "is empty"
    if sign := _SIGNS.search(name):
        return f"has {sign[0]!r} in it"
    if not name.isprintable():
        return "has a character in it that is not seen"
    if name.strip(" .") != name:
        return "begins or ends with '.' or a blank"
    if len(name.encode()) > LONGEST:
        return f"is longer than {LONGEST} bytes"
    return "is a name that Windows keeps for itself" if _TAKEN.fullmatch(name) else ""


def same_file(name: str) -> str:
    """Return what is alike for names that are one file where case or accents do not count.

    Examples
    --------
    >>> same_file("Exclusion") == same_file("exclusion")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def free_name(name: str, taken: set[str]) -> str:
    """Return a name that is not taken yet, cut and numbered if need be, and take it.

    Examples
    --------
    >>> taken = {"index"}
    >>> [free_name(name, taken) for name in ("index", "frame", "Frame")]
    ['index-2', 'frame', 'Frame-2']
    """
    name = name.encode()[:_MOST].decode(errors="ignore")
    free, number = name, 1
    while same_file(free) in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(same_file(free))
    return free


def leads_inside(path: str) -> bool:
    """Tell whether a path, its folders parted by "/", leads to a file below any folder.

    Examples
    --------
    >>> [leads_inside(path) for path in ("tables/a.csv", "../a", "/etc/a", "C:/a", "")]
    [True, False, False, False, False]
    """
    return all(
        part.strip(" .") and part.isprintable() and not {"\\", ":"} & set(part)
        for part in path.split("/")
    )
