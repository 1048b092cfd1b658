"""Names that columns and fields have in exports and in files written by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_PLAIN = re.compile(r"[\W_]+")
# Letters only, the surest first.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "article": tuple(
        "article articleid id docid documentid uid uuid accessionnumber an identifier "
        "articlenumber articlename document doc storyid postid storiesid lfdnr lfdnummer "
        "laufendenummer nummer key no nr file filename url link guid permalink".split()
    ),
    "outlet": tuple(
        "outlet outletname source sourcename publication publicationname newspaper "
        "publisher medium media medianame mediatitle journal paper site sitename "
        "sourcetitle sourcedomain website domain channel zeitung zeitungsname blatt quelle "
        "fuente fonte periodico testata".split()
    ),
    "text": tuple(
        "text fulltext articletext plaintext body bodytext articlebody maintext content "
        "contents contentencoded postcontent story volltext artikeltext artikel inhalt "
        "texte contenu texto contenido cuerpo testo".split()
    ),
    "title": tuple(
        "title headline headlines heading articletitle posttitle head hl hd titel "
        "überschrift schlagzeile titre titulo título titular titolo".split()
    ),
    "date": tuple(
        "date publicationdate publicationday publisheddate publishdate datepublished "
        "datepublish pubdate postdate published publishedat publishedon publishtime day "
        "datum erscheinungsdatum fecha data timestamp datetime loaddate".split()
    ),
    "path": tuple("path filepath textfile textpath file filename".split()),
    "event": tuple("event eventid eventname ereignis événement evenement evento".split()),
}
_TOLD = {"title": ("title",), "outlet": ("outlet",), "date": ("date", "date_text")}


def synonyms_among(name: str, columns: Sequence[str]) -> list[str]:
    """Return the columns whose names are words for what is sought, the surest first.

    Examples
    --------
    >>> synonyms_among("outlet", ["Paper", "Publication_Name", "text"])
    ['Publication_Name', 'Paper']
    """
    plain = {column: _PLAIN.sub("", column).casefold() for column in columns}
    return [column for word in SYNONYMS[name] for column in columns if plain[column] == word]


def taken_for(fields: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Take fields under other names for title, outlet and date, where these are not given.

    Returns
    -------
    The fields, those that were taken under their new names, and each guess in a few words.

    Examples
    --------
    >>> taken_for({"headline": "Talks begin", "section": "World"})
    ({'title': 'Talks begin', 'section': 'World'}, ["field 'headline' taken for the title"])
    """
    found = dict(fields)
    said = []
    for name, given in _TOLD.items():
        near = [] if any(one in found for one in given) else synonyms_among(name, list(found))
        if near:
            found = {name if key == near[0] else key: value for key, value in found.items()}
            said.append(f"field {near[0]!r} taken for the {name}")
    return found, said
