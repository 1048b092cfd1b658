"""Which news agencies a text names, and whose copy its shared sentences point to."""

from __future__ import annotations

import pandas as pd

from framing.corpus.agency_names import agency_of
from framing.errors import TableError, some
from framing.tables.contracts.contract import LANGUAGE
from framing.tables.contracts.wire_tables import TRIMMED, VERBATIM
from framing.tables.require import cell_of, empty, require
from framing.wire.align import both_ways
from framing.wire.credits import BYLINE, CREDIT, DATELINE, PHOTO, named

TAGS = (DATELINE, BYLINE, CREDIT)
_KEY = ["article", "other", "agency", "place"]
_FEWEST = 3  # trimmed sentences; fewer may be chance


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


def agency_evidence(articles: pd.DataFrame, alignments: pd.DataFrame) -> pd.DataFrame:
    """List the signed texts whose wording a text shares.

    Parameters
    ----------
    articles : a row is an article; needs ``article``, ``outlet`` and ``text``.
    alignments : a row is a pair of sentences that say the same.

    Returns
    -------
    A row is an article, another one that names an agency in its dateline, byline or credit
    (``place``), and the ``agency``: ``n_verbatim`` sentences of the article stand in the other
    word for word, ``n_trimmed`` with words left out or added. Listed are those with at least one
    of the former or three of the latter. What both quote does not count, and no photo credit does.

    Raises
    ------
    TableError : a column is missing; an alignment names an article that is not there.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "outlet": ["X", "Y"],
    ...     "text": ["Talks on the port began. (AFP)", "Talks on the port began."]})
    >>> pair = pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"],
    ...     "sentence_b": [0], "relation": ["verbatim"]})
    >>> agency_evidence(table, pair)[["article", "other", "agency", "n_verbatim"]]
      article other agency  n_verbatim
    0       b     a    AFP           1
    """
    articles = require(articles, "articles")
    pairs = _copied(both_ways(alignments), articles)
    signs = agencies(articles)
    signs = signs[signs["place"].isin(TAGS)].rename(columns={"article": "other"})
    signs = signs[["other", "agency", "place"]].drop_duplicates()
    rows = pairs.merge(signs, on="other", validate="many_to_many")
    table = rows.groupby(_KEY, sort=False)[["n_verbatim", "n_trimmed"]].first().reset_index()
    return require(table, "agency_evidence") if len(table) else empty("agency_evidence")


def origin_of_copy(articles: pd.DataFrame, alignments: pd.DataFrame) -> pd.DataFrame:
    """Set beside each other what a text's own tags say of its origin and what its wording says.

    Parameters
    ----------
    articles : a row is an article; needs ``article``, ``outlet`` and ``text``. A column
        ``agency`` is shown as given and never used.
    alignments : a row is a pair of sentences that say the same.

    Returns
    -------
    A row is an article, in the order given. ``tagged``: agencies that it names in dateline,
    byline or credit; ``pictured``: those in photo credits, which speak of the photo alone;
    ``content``: agencies tagged in *other* texts whose wording it shares (see
    :func:`agency_evidence`). ``agree`` is *none* (neither), *tag* or *content* (one of the two),
    *both* (all that the content points to is tagged), *partly* or *differ*. Several agencies are
    joined by ``;``, none is an empty text.

    Raises
    ------
    TableError : a column is missing; an alignment names an article that is not there.

    Notes
    -----
    Shared sentences show a common source, not which way they went; an agency that passes on
    another's copy is named beside it. Texts that share nothing may still be agency copy.

    References
    ----------
    Boumans, Trilling, Vliegenthart & Boomgaarden (2018), International Journal of
    Communication 12, 1768-1789, on telling agency copy with and without credits.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "outlet": ["X", "Y"],
    ...     "text": ["Talks on the port began. (AFP)", "Talks on the port began."]})
    >>> pair = pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"],
    ...     "sentence_b": [0], "relation": ["verbatim"]})
    >>> origin_of_copy(table, pair)[["article", "tagged", "content", "agree"]]
      article tagged content    agree
    0       a    AFP              tag
    1       b            AFP  content
    """
    articles = require(articles, "articles")
    found, evidence = agencies(articles), agency_evidence(articles, alignments)
    own = found[found["place"].isin(TAGS)].groupby("article")["agency"].agg(set)
    photos = found[found["place"] == PHOTO].groupby("article")["agency"].agg(set)
    content = evidence.groupby("article")["agency"].agg(set)
    table = articles[["article", "outlet"]].assign(agency=_typed(articles))
    for column, told in (("tagged", own), ("pictured", photos), ("content", content)):
        table[column] = [cell_of(*sorted(told.get(one, ()))) for one in table["article"]]
    table["agree"] = [
        _agree(own.get(one, set()), content.get(one, set())) for one in table["article"]
    ]
    return require(table, "origin_of_copy")


def _copied(pairs: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Count each text's sentences that are copied in another; a row of ``pairs`` is one's view."""
    named_there = set(pairs["article"])
    if missing := sorted(named_there - set(articles["article"])):
        raise TableError(
            f"alignments: {len(missing)} of {len(named_there)} articles are not among those "
            f"given: {some(missing)}. Give all articles that were aligned."
        )
    kept = pairs[pairs["relation"].isin([VERBATIM, TRIMMED]) & ~pairs["quoted"]]
    each = kept.groupby(["article", "other", "sentence"])["relation"].agg(
        lambda told: VERBATIM in {*told}
    )
    n = each.groupby(["article", "other"]).agg(n_verbatim="sum", n="size").astype("int64")
    table = n.assign(n_trimmed=n["n"] - n["n_verbatim"]).reset_index()
    return table[(table["n_verbatim"] > 0) | (table["n_trimmed"] >= _FEWEST)]


def _agree(tagged: set[str], content: set[str]) -> str:
    if not tagged or not content:
        return "tag" if tagged else "content" if content else "none"
    if content <= tagged:
        return "both"
    return "partly" if content & tagged else "differ"


def _typed(articles: pd.DataFrame) -> pd.Series:
    """Return the agency that the study's table names for each article, if it has such a column."""
    columns = [name for name in ("agency", "agency_reported") if name in articles]
    return (
        articles[columns].bfill(axis=1).iloc[:, 0] if columns else pd.Series(index=articles.index)
    )
