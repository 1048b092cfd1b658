"""What of each text stands in other texts too, and what stands in none of them."""

from __future__ import annotations

import pandas as pd

from framing.errors import ParameterError, some, suggestion
from framing.tables.contracts.wire_tables import ADAPTED, KEPT, OWN, REWORDED, SHARED, UNMATCHED
from framing.tables.require import check_choice, empty, require
from framing.wire.align import both_ways

_KEY = ["article", "sentence"]


def origins(
    sentences: pd.DataFrame, alignments: pd.DataFrame, *, reference: str = ""
) -> pd.DataFrame:
    """Say of each sentence whether it stands in another text of the story.

    Parameters
    ----------
    sentences : a row is a sentence.
    alignments : a row is a pair of counterparts (see :func:`framing.wire.alignments`).
    reference : the article that is the agency's original, if there is one.

    Returns
    -------
    ``sentences`` with ``origin``: *shared* if any counterpart is verbatim or trimmed,
    *adapted* if any is reworded, else *unmatched*: found in no other text here, which may
    still be agency copy. With a ``reference``, *kept* stands for what the original has too
    (verbatim or trimmed; all of the original itself), *adapted* for what is reworded from
    it, and *own* for what stands neither in it nor in any other text of its event; a
    sentence that only other texts have keeps its word, since it may come from another take
    of the story.

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
    ['shared', 'shared', 'unmatched']
    """
    sentences, pairs = require(sentences, "sentences"), both_ways(alignments)
    check_reference(reference, sentences)
    found = sentences[_KEY].assign(origin=UNMATCHED).set_index(_KEY)["origin"]
    adapted = pairs["relation"] == REWORDED
    for rows, word in ((pairs[adapted], ADAPTED), (pairs[~adapted], SHARED)):
        found = found.mask(found.index.isin(_keys(rows)), word)
    if reference:
        from_it = pairs["other"] == reference
        for rows, word in ((pairs[from_it & adapted], ADAPTED), (pairs[from_it & ~adapted], KEPT)):
            found = found.mask(found.index.isin(_keys(rows)), word)
        told = sentences.loc[sentences["article"] == reference, "event"]
        found = found.mask((found == UNMATCHED) & sentences["event"].isin(told).to_numpy(), OWN)
        found = found.mask(found.index.get_level_values("article") == reference, KEPT)
    return require(sentences.assign(origin=found.to_numpy()), "sentences")


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
    counterpart, both ways: of its ``n_sentences``, ``n_shared`` stand in the other verbatim or
    trimmed, and ``n_adapted`` only reworded. A sentence counts once however often it stands there.

    Raises
    ------
    ParameterError : ``by`` is something else.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b", "b"], "sentence": [0, 0, 1],
    ...     "text": ["The talks began today.", "The talks began.", "Snow fell."]})
    >>> pairs = pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"],
    ...     "sentence_b": [0], "relation": ["trimmed"]})
    >>> reuse(table, pairs)[["article", "other", "n_shared", "n_sentences"]].values.tolist()
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
    pairs["is_shared"] = pairs["relation"] != REWORDED
    each = pairs.groupby(list(dict.fromkeys([*own, *_KEY])))["is_shared"].any()
    table = each.groupby(own).agg(n="size", n_shared="sum").reset_index()
    table["n_adapted"] = table["n"] - table["n_shared"]
    table["n_sentences"] = table[by].map(sentences[by].value_counts())
    return require(table.drop(columns="n"), name)


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
