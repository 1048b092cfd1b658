"""How well the shipped codebook's rules meet codings made before and apart from them.

Three sets: the shipped texts, sentences that the indicators were developed on, and sentences
that were coded before the rules first ran on them and that no indicator was written from.
``seeds/VALIDITY.md`` gives the figures and is held to today's computation.
"""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from framing.coding.code import code
from framing.coding.codings import combined
from framing.study import Study
from framing.trust.agreement import agreement
from tests.conftest import ROOT

DATA = Path(__file__).parents[1] / "data"
PAGE = ROOT / "seeds" / "VALIDITY.md"
SETS = {
    "unseen": "`tests/data/unseen.csv`: coded before the first run, no indicator written from it",
    "development": "`tests/data/development.csv`: indicators were developed on it",
}
SHIPPED = "the shipped texts against the reference (fit on the development texts)"


def rules_against(name: str, study: Study) -> pd.DataFrame:
    """Code a set's sentences by rules and hold them against the codes in it."""
    rows = pd.read_csv(DATA / f"{name}.csv")
    sentences = pd.DataFrame({"article": rows["id"], "sentence": 0, "text": rows["text"]})
    frames = list(study.codebook.frames)
    given = rows.melt("id", frames, "frame", "present").rename(columns={"id": "article"})
    given = given.assign(sentence=0, coder="reference")
    return agreement(combined([code(sentences, codebook=study.codebook), given]))


@pytest.fixture(scope="module")
def tables(study: Study) -> dict[str, pd.DataFrame]:
    return {SHIPPED: study.checks.agreement} | {
        said: rules_against(n, study) for n, said in SETS.items()
    }


def page(tables: dict[str, pd.DataFrame]) -> str:
    lines = [
        "# How well the rules meet reference codings",
        "",
        "Written by the tests; the figures describe these sentences and have no interval. All",
        "references are codings by language models: validity against people is unknown. The",
        "sentences of the two sets in `tests/data` are invented, about other events.",
        "",
        "| set | frame | n | positive | precision | recall | F1 |",
        "|---|---|---|---|---|---|---|",
    ]
    for said, table in tables.items():
        for row in table.itertuples():
            figures = " | ".join(f"{x:.2f}" for x in (row.precision, row.recall, row.f1))
            lines.append(f"| {said} | {row.frame} | {row.n} | {row.n_reference} | {figures} |")
        lines.append(f"| | **macro-F1** | | | | | **{table['f1'].mean():.2f}** |")
    return "\n".join(lines) + "\n"


def test_on_the_shipped_texts_macro_f1_is_at_least_point_nine(study: Study) -> None:
    assert study.checks.agreement["f1"].mean() >= 0.90


def test_on_unseen_sentences_macro_f1_is_at_least_point_eight(study: Study) -> None:
    table = rules_against("unseen", study)
    assert (table["n"] >= 150).all()
    assert table["f1"].mean() >= 0.80


def test_ukraines_exclusion_stays_silent_on_an_earlier_summit(study: Study) -> None:
    rows = pd.concat([pd.read_csv(DATA / f"{name}.csv") for name in SETS])
    summit = rows[rows["event"].str.contains("helsinki|summit-2018", case=False)]
    assert len(summit) >= 50
    sentences = pd.DataFrame({"article": summit["id"], "sentence": 0, "text": summit["text"]})
    codings = code(sentences, codebook=study.codebook).query("frame == 'ukraine_exclusion'")
    wrong = codings.merge(summit, left_on="article", right_on="id")
    assert wrong.query("present == 1 and ukraine_exclusion == 0")["text"].tolist() == []


def test_the_sets_share_no_sentence_with_each_other_or_the_texts(study: Study) -> None:
    texts = [pd.read_csv(DATA / f"{name}.csv")["text"] for name in SETS]
    together = pd.concat([*texts, study.sentences["text"].drop_duplicates()])
    assert together.duplicated().sum() == 0


def test_the_validity_page_gives_todays_figures(tables: dict[str, pd.DataFrame]) -> None:
    if os.environ.get("FRAMING_WRITE"):
        PAGE.write_text(page(tables), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == page(tables)
