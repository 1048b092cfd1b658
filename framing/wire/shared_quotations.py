"""What several texts quote alike: a finding of its own, and no sign of copying."""

from __future__ import annotations

import pandas as pd

from framing.languages.language import language
from framing.tables.require import check_choice, empty, require
from framing.voice.marks import FEWEST, quoted_parts
from framing.wire.align import BY
from framing.wire.concepts import plain_words


def shared_quotations(sentences: pd.DataFrame, *, by: str = "event") -> pd.DataFrame:
    """List what two or more texts quote in the same words.

    Parameters
    ----------
    sentences : a row is a sentence.
    by : ``event`` or ``family``: which texts are held together.

    Returns
    -------
    A row is a text and a quotation of four words or more that another text has too, as it is
    printed in the first of its texts by name: ``quotation``, the ``sentence`` in which it stands,
    and the number of texts that have it (``n_articles``), those quoted most widely first. Of a
    quotation that two texts cut differently only equal parts of a sentence count.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "text": [
    ...     'She said: "I shall not go back."', '"I shall not go back," the mayor told them.']})
    >>> shared_quotations(table)[["article", "quotation", "n_articles"]].values.tolist()
    [['a', 'I shall not go back.', 2], ['b', 'I shall not go back.', 2]]
    """
    check_choice(by, BY, what="by")
    sentences = require(sentences, "sentences")
    rows = []
    told = zip(sentences.itertuples(), quoted_parts(sentences), strict=True)
    for row, parts in told:
        for start, end in parts:
            words = plain_words(row.text[start:end], language(row.language))
            if len(words) >= FEWEST:
                rows.append(
                    {"article": row.article, "outlet": row.outlet, "sentence": row.sentence,
                     "story": (row.event, getattr(row, by)), "words": " ".join(words),
                     "quotation": row.text[start:end]}
                )  # fmt: skip
    if not rows:
        return empty("shared_quotations")
    table = pd.DataFrame(rows).drop_duplicates(["article", "words"])
    groups = table.sort_values("article", kind="stable").groupby(["story", "words"], sort=False)
    table["n_articles"] = groups["article"].transform("nunique")
    table["quotation"] = groups["quotation"].transform("first")
    table = table[table["n_articles"] > 1]
    order = ["n_articles", "quotation", "article"]
    table = table.sort_values(order, ascending=[False, True, True], ignore_index=True)
    return require(table.drop(columns=["story", "words"]), "shared_quotations")
