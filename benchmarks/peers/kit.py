"""The same study with the kit, asked for the same results.

python -m benchmarks.peers.kit articles.csv codebook.toml
"""

from __future__ import annotations

import sys

import framing
from benchmarks.peers.steps import Steps


def main(path: str, codebook: str) -> None:
    steps = Steps()
    with steps("load"):
        articles = framing.read_corpus(path)
    with steps("split"):
        sentences = framing.sentences(articles)
    with steps("words"):
        weights = framing.words.tfidf(framing.tokens(sentences))
    weighed = [len(weights), round(float(weights["tfidf"].sum()), 5)]
    del weights
    with steps("tone"):
        tone = framing.words.sentiment(sentences)
    with steps("code"):
        codings = framing.code(sentences, codebook=framing.read_codebook(codebook))
    with steps("compare"):
        frames = framing.article_frames(codings, sentences)
        share, salience = framing.prevalence(frames), framing.salience(frames)
    key = ["outlet", "frame"]
    salience = salience[salience["unit"] == "sentences"]
    both = share[[*key, "share"]].merge(salience[[*key, "share"]], on=key).sort_values(key)
    rows = both[["share_x", "share_y"]].round(9).to_numpy().ravel().tolist()
    scores = tone[["neg", "neu", "pos", "compound"]].sum().round(4).tolist()
    print(steps.told(sentences=len(sentences), weights=weighed, tone=scores, shares=rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
