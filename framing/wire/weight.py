"""Which pairs of sentences that differ are to be read first."""

from __future__ import annotations

import pandas as pd

from framing.tables.contracts.wire_tables import SUBSTANCE
from framing.tables.require import require, values_of

_OF_PAIR = ["article_a", "sentence_a", "article_b", "sentence_b"]


def by_weight(alignments: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs in the order of their weight.

    First come those in which somebody else says or does it, then those of a "not", of numbers,
    of names and of modality, by the gravest kind of each pair, and last those that do not differ.
    Among equals the pair comes first that shares more wording: the mean of both containments,
    then the similarity.

    Parameters
    ----------
    alignments : a row is a pair of sentences.

    Returns
    -------
    The same rows in another order.

    Examples
    --------
    >>> table = pd.DataFrame({"article_a": "a", "sentence_a": [0, 1], "article_b": "b",
    ...     "sentence_b": [0, 1], "relation": "trimmed", "differs": ["modality", "names;modality"]})
    >>> by_weight(table)["differs"].to_list()
    ['names;modality', 'modality']
    """
    pairs = require(alignments, "alignments")
    kinds = [[SUBSTANCE.index(one) for one in values_of(cell)] for cell in pairs["differs"]]
    order = pd.DataFrame(
        {
            "kind": [min(own, default=len(SUBSTANCE)) for own in kinds],
            "shared": -pairs[["containment_a", "containment_b"]].mean(axis=1),
            "alike": -pairs["similarity"],
            **{column: pairs[column] for column in _OF_PAIR},
        }
    )
    return pairs.loc[order.sort_values(list(order)).index].reset_index(drop=True)
