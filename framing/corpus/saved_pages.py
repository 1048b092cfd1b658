"""What a browser saves with a page: its pictures, scripts and frames, in a folder beside it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath

from framing.corpus.formats import kind_named

# What browsers call the folder, behind the page's name
_FOLDERS = ("_files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "-filer")


def saved_with(names: Collection[str]) -> dict[str, str]:
    """Tell which files were saved with a page, and with which.

    Examples
    --------
    >>> saved_with(["Daily/a.html", "Daily/a_files/frame.html", "Daily/b_files/c.html"])
    {'Daily/a_files/frame.html': 'Daily/a.html'}
    """
    paths = [PurePosixPath(name) for name in names]
    pages = [path for path in paths if kind_named(path.name) == "html"]
    folders = {str(page.with_suffix("")) + end: str(page) for page in pages for end in _FOLDERS}
    above = {str(path): [str(one) for one in path.parents] for path in paths}
    return {
        name: next(folders[one] for one in parents if one in folders)
        for name, parents in above.items()
        if not folders.keys().isdisjoint(parents)
    }
