"""Which real articles are told to be one story: copies, and reports that quote the same words.

FOLDER holds ``articles.jsonl`` (``article, outlet, date, title, text``) and ``pairs.csv``
(``article_a, article_b, kind``). Of its text nothing is printed. Two readers decided of each pair
of the kinds *copy* and *between*, by the rules in ``docs/wire.md`` and before anything was tuned,
whether the two descend from one text; what they said is in ``benchmarks/readings/copies.csv``.

    python benchmarks/families.py FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

import framing
from framing.compare.resample import Ratio, wilson

READINGS = Path(__file__).parent / "readings" / "copies.csv"
PAIR = ["article_a", "article_b"]


def articles_of(folder: Path) -> pd.DataFrame:
    """Return the articles of a folder, each with its title as its first line."""
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    table = pd.DataFrame(json.loads(line) for line in lines)
    text = table["title"].str.strip() + "\n" + table["text"]
    return table.assign(text=text, date=table["date"].replace("", None))


def pairs_of(folder: Path) -> pd.DataFrame:
    """Return the pairs, each with what two readers decided; ``descend`` where both said yes."""
    read = pd.read_csv(READINGS)
    agreed = read["reader1"].where(read["reader1"] == read["reader2"])
    pairs = pd.read_csv(folder / "pairs.csv")
    return pairs.merge(read[PAIR].assign(descend=agreed), how="left")


def said(what: str, joined: pd.Series) -> str:
    """Say how many are joined, of how many, with a 95 % interval."""
    n, of = int(joined.sum()), len(joined)
    low, high = wilson(Ratio(joined.to_numpy(dtype=float), np.ones(of)))
    return f"{what}: {n} of {of} joined ({100 * low:.0f} to {100 * high:.0f} %)"


def main() -> None:
    folder = Path(sys.argv[1])
    articles, pairs = articles_of(folder), pairs_of(folder)
    found = framing.wire.families(framing.sentences(articles), articles=articles)
    family = found.set_index("article")["family"]
    joined = pairs["article_a"].map(family) == pairs["article_b"].map(family)
    for decision, what in (("yes", "descend from one text"), ("no", "do not, though they share")):
        print(
            said(
                f"Pairs of which both readers say that they {what}",
                joined[pairs["descend"] == decision],
            )
        )
    quoted = pairs["kind"] == "quotations only"
    print(said("Pairs that share quotations only", joined[quoted]))
    alone = ~found["article"].isin(pairs[PAIR].to_numpy().ravel())
    print(said("Articles in no pair", found.loc[alone, "n_articles"] > 1))
    read = pd.read_csv(READINGS)
    print(f"Readers agree on {(read['reader1'] == read['reader2']).sum()} of {len(read)} pairs")


if __name__ == "__main__":
    main()
