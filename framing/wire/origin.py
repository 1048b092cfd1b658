"""What of each text stands in other texts too, and what stands in none of them."""

from __future__ import annotations

import pandas as pd

from framing.errors import ParameterError, some, suggestion
from framing.tables.contracts.wire_tables import (
    ADAPTED,
    EDITED,
    KEPT,
    OWN,
    QUOTED,
    REWORDED,
    TRIMMED,
    UNMATCHED,
    VERBATIM,
)
from framing.tables.require import check_choice, empty, require
from framing.wire.align import both_ways
from framing.wire.recurring import stands

_KEY = ["article", "sentence"]


def origins(
    sentences: pd.DataFrame,
    alignments: pd.DataFrame,
    *,
    reference: str = "",
    standing_text: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Say of each sentence whether it stands in another text of the story.

    Parameters
    ----------
    sentences : a row is a sentence.
    alignments : a row is a pair of counterparts (see :func:`framing.wire.alignments`).
    reference : the article that is the agency's original, if there is one.
    standing_text : sentences that an outlet prints under many stories; none of them counts as
        found elsewhere (see :func:`framing.wire.standing_text`).

    Returns
    -------
    ``sentences`` with ``closest``, the relation of the closest counterpart (missing where there
    is none), and ``origin``, the closest that another text comes: *verbatim*, *trimmed*
    (words left out or added), *quoted* (both quote the same words and share no others) or
    *reworded*; else *unmatched*: found in no other text here, which may still be agency copy.
    With a ``reference``, *kept*, *edited* and *adapted* are what is verbatim, trimmed and
    reworded of the original, which is itself *kept*, and *own* is what stands neither in it nor
    in any other text of its event; a sentence that only other texts have keeps its word, since
    it may come from another take of the story.

    Raises
    ------
    ParameterError : ``reference`` is no article of ``sentences``.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b", "b"], "sentence": [0, 0, 1],
    ...     "text": ["The talks began today.", "The talks began.", "Snow fell."]})
    >>> pairs = pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"],
    ...     "sentence_b": [0], "relation": ["trimmed"]})
    >>> origins(table, pairs)["origin"].tolist()
    ['trimmed', 'trimmed', 'unmatched']
    """
    sentences, pairs = require(sentences, "sentences"), both_ways(alignments)
    check_reference(reference, sentences)
    keys = _keys(sentences)
    if standing_text is not None:
        pairs = pairs[~stands(pairs, standing_text)].copy()
    pairs["origin"] = pairs["relation"].mask(pairs["quoted"], QUOTED)
    closest = pd.Series(None, index=keys, dtype="object")
    for word in (REWORDED, TRIMMED, VERBATIM):
        closest = closest.mask(keys.isin(_keys(pairs[pairs["relation"] == word])), word)
    found = pd.Series(UNMATCHED, index=keys)
    for word in (REWORDED, QUOTED, TRIMMED, VERBATIM):  # the closest last
        found = found.mask(keys.isin(_keys(pairs[pairs["origin"] == word])), word)
    if reference:
        of_it = pairs[pairs["other"] == reference]
        for word, told in ((REWORDED, ADAPTED), (TRIMMED, EDITED), (VERBATIM, KEPT)):
            found = found.mask(keys.isin(_keys(of_it[of_it["origin"] == word])), told)
        event = sentences.loc[sentences["article"] == reference, "event"]
        found = found.mask((found == UNMATCHED) & sentences["event"].isin(event).to_numpy(), OWN)
        found = found.mask(keys.get_level_values("article") == reference, KEPT)
    told = sentences.assign(origin=found.to_numpy(), closest=closest.to_numpy())
    return require(told, "sentences")


def reuse(
    sentences: pd.DataFrame, alignments: pd.DataFrame, *, by: str = "article"
) -> pd.DataFrame:
    """Count for each text, or each outlet, the sentences that another one has too.

    Parameters
    ----------
    sentences : a row is a sentence.
    alignments : a row is a pair of counterparts.
    by : ``article``, or ``outlet`` to take the texts of an outlet together.

    Returns
    -------
    A row is an article (an outlet) and an ``other`` one of which it has at least one
    counterpart, both ways: of its ``n_sentences``, ``n_verbatim`` stand in the other word for
    word, ``n_trimmed`` at best with words left out or added, and ``n_reworded`` in other words;
    of ``n_quoted`` no more stands there than what both quote. A sentence counts once.

    Raises
    ------
    ParameterError : ``by`` is something else.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b", "b"], "sentence": [0, 0, 1],
    ...     "text": ["The talks began today.", "The talks began.", "Snow fell."]})
    >>> pairs = pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"],
    ...     "sentence_b": [0], "relation": ["trimmed"]})
    >>> reuse(table, pairs)[["article", "other", "n_trimmed", "n_sentences"]].values.tolist()
    [['a', 'b', 1, 1], ['b', 'a', 1, 2]]
    """
    check_choice(by, ["article", "outlet"], what="by")
    sentences, pairs = require(sentences, "sentences"), both_ways(alignments)
    name = "reuse" if by == "article" else "reuse_by_outlet"
    outlets = sentences.groupby("article")["outlet"].first()
    pairs["outlet"] = pairs["article"].map(outlets)
    if by == "outlet":
        pairs["other"] = pairs["other"].map(outlets)
        pairs = pairs[pairs["other"] != pairs["outlet"]].copy()
    if pairs.empty:
        return empty(name)
    own = list(dict.fromkeys([by, "outlet", "other"]))
    told = (VERBATIM, TRIMMED, QUOTED, REWORDED)  # the closest first
    pairs["told"] = pairs["relation"].mask(pairs["quoted"], QUOTED).map(told.index)
    each = pairs.groupby(list(dict.fromkeys([*own, *_KEY])))["told"].min().reset_index()
    counts = each.groupby([*own, "told"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=range(len(told)), fill_value=0)
    table = counts.set_axis([f"n_{word}" for word in told], axis=1).reset_index()
    table["n_sentences"] = table[by].map(sentences[by].value_counts())
    return require(table, name)


def _keys(pairs: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(pairs[_KEY])


def check_reference(reference: str, sentences: pd.DataFrame) -> None:
    """Say which articles there are if ``reference`` is given and none of them."""
    articles = list(sentences["article"].unique())
    if reference and reference not in articles:
        raise ParameterError(
            f"reference is {reference!r}, which is no article here. Articles: {some(articles)}."
            f"{suggestion(reference, articles)}"
        )
