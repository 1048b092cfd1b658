"""How well the shipped codebook's rules meet codings made before and apart from them.

Three sets: the shipped texts ("fit on the development texts"), sentences that the indicators
were widened on, and sentences that no indicator was written from ("unseen"). The bars are
what the project promises; the figures are printed by ``pytest -s`` and stand in CHANGELOG.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.codings import combined
from framing.inference.agreement import agreement
from framing.measures.coding import code
from framing.study import Study

DATA = Path(__file__).parent / "data"


def rules_against(path: Path, study: Study) -> pd.DataFrame:
    """Code the sentences of a file by rules and hold them against the codes in it."""
    rows = pd.read_csv(path)
    sentences = pd.DataFrame({"article": rows["id"], "sentence": 0, "text": rows["text"]})
    frames = list(study.codebook.frames)
    given = rows.melt("id", frames, "frame", "present").rename(columns={"id": "article"})
    given = given.assign(sentence=0, coder="reference")
    table = agreement(combined([code(sentences, codebook=study.codebook), given]))
    print(f"\n{path.stem}\n{table[['frame', 'n', 'n_reference', 'precision', 'recall', 'f1']]}")
    return table


def test_on_the_shipped_texts_macro_f1_is_at_least_point_nine(study: Study) -> None:
    print(f"\nshipped\n{study.agreement[['frame', 'n', 'n_reference', 'precision', 'recall', 'f1']]}")
    assert study.agreement["f1"].mean() >= 0.90


def test_on_unseen_sentences_macro_f1_is_at_least_point_eight(study: Study) -> None:
    table = rules_against(DATA / "unseen.csv", study)
    assert (table["n"] >= 150).all()
    assert table["f1"].mean() >= 0.80


def test_ukraines_exclusion_stays_silent_on_an_earlier_summit(study: Study) -> None:
    rows = pd.concat([pd.read_csv(DATA / name) for name in ("unseen.csv", "development.csv")])
    summit = rows[rows["event"].str.contains("helsinki|vienna", case=False)]
    assert len(summit) >= 40
    sentences = pd.DataFrame({"article": summit["id"], "sentence": 0, "text": summit["text"]})
    codings = code(sentences, codebook=study.codebook).query("frame == 'ukraine_exclusion'")
    wrong = codings.merge(summit, left_on="article", right_on="id")
    assert wrong.query("present == 1 and ukraine_exclusion == 0")["text"].tolist() == []


@pytest.mark.parametrize("name", ["unseen.csv", "development.csv"])
def test_the_sets_share_no_sentence(name: str, study: Study) -> None:
    texts = set(pd.read_csv(DATA / name)["text"])
    others = {"unseen.csv", "development.csv"} - {name}
    assert not texts & set(pd.concat([pd.read_csv(DATA / n) for n in others])["text"])
    assert not texts & set(study.sentences["text"])
