"""What was read, with the load report as a person reads it: a row an input, all in words."""

from __future__ import annotations

import pandas as pd

from framing.corpus.load import Corpus


def in_words(corpus: Corpus) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the articles, and the inputs with a column of the repairs of each in words."""
    by_input = corpus.repairs.fillna("").groupby(["input", "record"])["said"].agg("; ".join)
    places = zip(corpus.inputs["input"], corpus.inputs["record"].fillna(""), strict=True)
    repairs = [by_input.get(place, "") for place in places]
    return corpus.articles, corpus.inputs.assign(repairs=repairs)
