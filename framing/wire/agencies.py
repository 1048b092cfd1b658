"""Which news agencies a text names, and whose copy its shared sentences point to."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from framing.corpus.agency_names import agency_of
from framing.errors import TableError, some
from framing.tables.contracts.contract import LANGUAGE
from framing.tables.contracts.wire_tables import TRIMMED, VERBATIM
from framing.tables.require import empty, require
from framing.wire.align import both_ways
from framing.wire.credits import BYLINE, CREDIT, DATELINE, PHOTO, named

TAGS = (DATELINE, BYLINE, CREDIT)
NO_EVIDENCE = "no evidence"


def agencies(articles: pd.DataFrame) -> pd.DataFrame:
    """Find the places in which a text names a news agency.

    Parameters
    ----------
    articles : a row is an article; needs ``article``, ``outlet`` and ``text``.

    Returns
    -------
    A row is a name in a text, in the order of articles and of the text: ``agency`` is one
    short name whatever the spelling, ``text[start:end]`` (code points) the name itself.
    ``place`` is ``dateline``, ``byline`` or ``credit``, where the text says whose it is;
    ``photo credit``, which speaks of a picture; or ``cited``, where an agency is only a
    source ("told AFP") and nothing is said of the text's origin. Abbreviations that stand
    for other things too ("AP", "PA", "PTI") are rows in unmistakable places only.
    "Agencies" without a name has the short name ``agencies``.

    Notes
    -----
    Only the text is read, never a column of metadata. The names are a list, which ends
    somewhere: a text without a row may still name an agency that is not on it.

    Examples
    --------
    >>> text = "KYIV (AFP) - Talks began, he told Reuters. (with dpa)"
    >>> table = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": [text]})
    >>> agencies(table)[["agency", "place", "start", "end", "text"]]
        agency     place  start  end     text
    0      AFP  dateline      6    9      AFP
    1  Reuters     cited     34   41  Reuters
    2      dpa    credit     49   52      dpa
    """
    articles = require(articles, "articles")
    rows = [
        {"article": article, "agency": agency_of(text[one.start : one.end]), "place": one.place,
         "start": one.start, "end": one.end, "text": text[one.start : one.end]}
        for article, text, code in zip(
            articles["article"], articles["text"], articles["language"].fillna(LANGUAGE),
            strict=True,
        )
        for one in named(text, language=code)
    ]  # fmt: skip
    return require(pd.DataFrame(rows), "agencies") if rows else empty("agencies")


def origin_of_copy(articles: pd.DataFrame, alignments: pd.DataFrame) -> pd.DataFrame:
    """Set beside each other what a text's own tags say of its origin and what its wording says.

    Parameters
    ----------
    articles : a row is an article; needs ``article``, ``outlet`` and ``text``. A column
        ``agency`` is shown as given and never used.
    alignments : a row is a pair of sentences that say the same; the verbatim and the
        trimmed ones count.

    Returns
    -------
    A row is an article, in the order given. ``tagged``: agencies that it names in dateline,
    byline or credit; ``pictured``: those in photo credits. ``content``: agencies tagged or
    pictured in *other* texts with which it shares sentences, most sentences first;
    ``rests_on`` says for each how many sentences, of which texts and by what sign;
    ``n_shared``: how many of its sentences it shares with any of these texts. ``agree``
    puts it in words. Several agencies are joined by ``;``, none is an empty text.

    Raises
    ------
    TableError : a column is missing; an alignment names an article that is not there.

    Notes
    -----
    Shared sentences show a common source, not which way they went; an agency that passes on
    another's copy is named beside it. A photo credit is the weaker sign: it says whose
    picture it is. Texts that share nothing may still be agency copy.

    References
    ----------
    Boumans, Trilling, Vliegenthart & Boomgaarden (2018), International Journal of
    Communication 12, 1768-1789, on telling agency copy with and without credits.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "outlet": ["X", "Y"],
    ...     "text": ["Talks began. (AFP)", "Talks began."]})
    >>> pair = pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"],
    ...     "sentence_b": [0], "relation": ["verbatim"]})
    >>> origin_of_copy(table, pair)[["article", "tagged", "content", "n_shared", "agree"]]
      article tagged content  n_shared                              agree
    0       a    AFP                 0  tag says AFP; no content evidence
    1       b            AFP         1      no tag; content points to AFP
    """
    articles = require(articles, "articles")
    found = agencies(articles)
    shared = _shared(both_ways(alignments), articles)
    signs = found[found["place"].isin([*TAGS, PHOTO])].rename(columns={"article": "other"})
    signed = shared.merge(signs[["other", "agency", "place"]])
    own, mine = (dict(list(table.groupby("article"))) for table in (found, signed))
    given = articles["agency"] if "agency" in articles else [None] * len(articles)
    rows = [
        {"article": article, "outlet": outlet, "agency": agency,
         **_origin(own.get(article, found[:0]), mine.get(article, signed[:0]))}
        for article, outlet, agency in zip(
            articles["article"], articles["outlet"], given, strict=True
        )
    ]  # fmt: skip
    return require(pd.DataFrame(rows), "origin_of_copy") if rows else empty("origin_of_copy")


def _shared(pairs: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """List each text's sentences that stand in another; a row of ``pairs`` is either's view."""
    named_there = set(pairs["article"])
    if missing := sorted(named_there - set(articles["article"])):
        raise TableError(
            f"alignments: {len(missing)} of {len(named_there)} articles are not among those "
            f"given: {some(missing)}. Give all articles that were aligned."
        )
    kept = pairs[pairs["relation"].isin([VERBATIM, TRIMMED])]
    return kept[["article", "sentence", "other"]].drop_duplicates()


def _origin(own: pd.DataFrame, mine: pd.DataFrame) -> dict[str, object]:
    """Say of one article what its tags, and the signed texts it shares sentences with, point to."""
    tagged = sorted(set(own.loc[own["place"].isin(TAGS), "agency"]))
    pictured = sorted(set(own.loc[own["place"] == PHOTO, "agency"]))
    counts = Counter(dict(mine.groupby("agency")["sentence"].nunique()))
    content = sorted(counts, key=lambda agency: (-counts[agency], agency))
    weak = bool(content) and set(mine["place"]) == {PHOTO}
    return {
        "tagged": ";".join(tagged),
        "pictured": ";".join(pictured),
        "content": ";".join(content),
        "n_shared": mine["sentence"].nunique(),
        "rests_on": "; ".join(_rests_on(mine[mine["agency"] == agency]) for agency in content),
        "agree": _in_words(tagged, pictured, content, weak=weak),
    }


def _rests_on(mine: pd.DataFrame) -> str:
    """Say how many sentences point to one agency, and by what sign of which texts."""
    n = mine["sentence"].nunique()
    signs = mine[["other", "place"]].drop_duplicates().sort_values(["other", "place"])
    named_in = [f"{row.place} of {row.other}" for row in signs.itertuples()]
    return f"{mine['agency'].iloc[0]}: {n} sentence{'s' * (n != 1)} ({', '.join(named_in)})"


def _in_words(tagged: list[str], pictured: list[str], content: list[str], *, weak: bool) -> str:
    """Put in words whether tag and content agree."""
    listed, by = " and ".join, " (photo credit)" if weak else ""
    rest = [agency for agency in content if agency not in tagged]
    if not tagged and not content:
        return f"no tag; photo credit {listed(pictured)}" if pictured else NO_EVIDENCE
    if not content:
        return f"tag says {listed(tagged)}; no content evidence"
    if not tagged:
        return f"no tag; content points to {listed(content)}{by}"
    if rest == content:
        return f"tag says {listed(tagged)}, content points to {listed(content)}{by}"
    also = f"; content also points to {listed(rest)}" if rest else ""
    return f"tag and content agree{also}{by}"
