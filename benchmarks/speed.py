"""What the kit costs beside what a user would take instead, on the same texts in the same run.

Each step stands beside a peer; the whole pipeline stands beside a careful script of pandas, nltk
and scikit-learn (``peers/careful.py``), which must find the same before anything is timed. Time
is that of the processor; of three turns, taken in turn, the least counts.

    python benchmarks/speed.py                       # made articles
    python benchmarks/speed.py --articles 30000 --repeats 0.4
    python benchmarks/speed.py --texts FOLDER        # one's own, which the two may split otherwise
    python benchmarks/speed.py --write               # also docs/speed.md and its figures
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd

if __name__ == "__main__":  # as a script, without the folder above it
    sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import made_news

ROOT = Path(__file__).parents[1]
FIGURES, PAGE = ROOT / "benchmarks" / "speed.json", ROOT / "docs" / "speed.md"
SAME = ("sentences", "weights", "tone", "shares")
TURNS = 3
Work = Callable[[], object]


def pipeline(articles: pd.DataFrame, *, alike: bool = True) -> dict[str, Any]:
    """Return what the careful script and the kit take for a whole study, and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        table, book = Path(folder) / "articles.csv", Path(folder) / "codebook.toml"
        articles.to_csv(table, index=False)
        book.write_text(made_news.codebook_text(), encoding="utf-8")
        careful, kit = (_ran(name, table, book) for name in ("careful", "kit"))
    if alike and (other := [what for what in SAME if careful[what] != kit[what]]):
        raise SystemExit(f"the two do not find the same: {', '.join(other)}")
    for one in (careful, kit):
        for what in SAME[1:]:
            del one[what]
    ratios = {what: round(kit[what] / careful[what], 3) for what in ("total", "peak_mb")}
    return {"careful": careful, "framing": kit, "ratio": ratios}


def _ran(name: str, *given: Path) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", f"benchmarks.peers.{name}", *map(str, given)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(run.stdout))


def steps(articles: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the rate of each step beside its peer's, and how many times as fast it is."""
    import framing
    from benchmarks.peers import careful
    from framing.coding.codebook import parse_codebook
    from framing.words.vader import nltks_own

    given = articles.assign(text=articles["title"] + "\n\n" + articles["text"])
    sentences = framing.sentences(given)
    tokens = framing.tokens(sentences)
    megabytes = sum(len(text.encode()) for text in given["text"]) / 1e6
    book = parse_codebook(made_news.codebook(), source="made")
    shipped = framing.read_codebook(ROOT / "seeds" / "codebook.toml")
    wildcards = made_news.wildcards(given["text"].head(100))
    wild = parse_codebook(wildcards, source="made")
    score, frames = nltks_own().polarity_scores, made_news.codebook()["frames"]
    few = articles["article"].unique()[:300]
    chosen = tokens[tokens["article"].isin(few)]
    pairs: dict[str, tuple[str, float, Work, Work]] = {
        "tone": ("sentences/s", len(sentences),
                 lambda: framing.words.sentiment(sentences),
                 lambda: [score(text) for text in sentences["text"]]),
        "coding by phrases": ("MB/s", megabytes,
                 lambda: framing.mentions(sentences, codebook=book),
                 lambda: careful.code(sentences.copy(), frames)),
        "coding by 200 wildcards": ("MB/s", megabytes,
                 lambda: framing.mentions(sentences, codebook=wild),
                 lambda: careful.code(sentences.copy(), wildcards["frames"])),
        "coding by the shipped codebook": ("MB/s", megabytes,
                 lambda: framing.mentions(sentences, codebook=shipped),
                 lambda: careful.code(sentences.copy(), frames)),
        "sentences with zones": ("MB/s", megabytes,
                 lambda: framing.sentences(given), lambda: careful.split(articles)),
        "tokens and TF-IDF": ("MB/s", megabytes,
                 lambda: framing.words.tfidf(framing.tokens(sentences)),
                 lambda: careful.weigh(articles)),
        "keyness": ("articles/s", len(few),
                 lambda: framing.words.keyness(chosen, min_count=5),
                 lambda: careful.keyness(chosen)),
        "kwic of one word": ("MB/s", megabytes,
                 lambda: framing.words.kwic(sentences, "Ukraine"),
                 lambda: careful.concordance(tokens, "ukraine")),
    }  # fmt: skip
    return {
        name: _beside(unit, size, ours, peers) for name, (unit, size, ours, peers) in pairs.items()
    }


def _beside(unit: str, size: float, ours: Work, peers: Work) -> dict[str, Any]:
    taken = [(_seconds(ours), _seconds(peers)) for _ in range(TURNS)]
    own, other = (min(column) for column in zip(*taken, strict=True))
    return {"unit": unit, "framing": round(size / own, 3), "peer": round(size / other, 3),
            "times": round(other / own, 2)}  # fmt: skip


def _seconds(work: Work) -> float:
    begun = time.process_time()
    work()
    return max(time.process_time() - begun, 1e-6)


def page(found: dict[str, Any]) -> str:
    """Return the page of documentation, all its figures from the JSON."""
    whole, n = found["pipeline"], found["articles"]
    rows = [
        "| step | unit | framing | peer | times as fast |", "|---|---|---|---|---|",
        *(f"| {name} | {one['unit']} | {one['framing']:,.1f} | {one['peer']:,.1f} "
          f"| {one['times']:.1f} |" for name, one in found["steps"].items()),
    ]  # fmt: skip
    names = whole["framing"]["seconds"]
    parts = ["| step | framing, s | careful script, s |", "|---|---|---|"]
    parts += [f"| {name} | {whole['framing']['seconds'][name]:.1f} "
              f"| {whole['careful']['seconds'][name]:.1f} |" for name in names]  # fmt: skip
    return "\n".join([
        "# What it costs", "",
        "Written by `benchmarks/speed.py --write`: made articles, processor time, both sides in "
        "one run on one machine. Only the ratios say anything about yours.", "",
        f"## Step by step, {found['megabytes']} MB in {n:,} articles", "",
        "The peers: NLTK's VADER (tone), one regular expression a frame (coding; beside the "
        "shipped codebook of some 2,000 entries, that of the nine phrases), NLTK's Punkt, "
        "which tells no zones (sentences), scikit-learn (TF-IDF), a count of log-likelihoods "
        "without shuffles, stability or dispersion (keyness), NLTK with a new index (kwic). "
        "Texts that were read once are kept read: coding, counting and kwic begin there.", "",
        *rows, "",
        "## A whole study", "",
        "Load, split, words, tone, codes, comparison. A careful script of pandas, nltk and "
        "scikit-learn does the same, and finds the same: that is checked first.", "",
        *parts, "",
        f"All with imports: {whole['framing']['total']:.0f} s and "
        f"{whole['framing']['peak_mb']:,.0f} MB at most, the script "
        f"{whole['careful']['total']:.0f} s and {whole['careful']['peak_mb']:,.0f} MB: "
        f"{whole['ratio']['total']:.2f} of its time and "
        f"{whole['ratio']['peak_mb']:.2f} of its memory.",
        "",
    ])  # fmt: skip


def measured(articles: pd.DataFrame, *, alike: bool = True) -> dict[str, Any]:
    """Measure everything on some articles."""
    size = sum(len(text.encode()) for text in articles["text"]) / 1e6
    return {
        "articles": len(articles),
        "megabytes": round(size, 1),
        "pipeline": pipeline(articles, alike=alike),
        "steps": steps(articles),
    }


def main(given: Iterable[str] | None = None) -> None:
    """Measure, print JSON and, where asked, write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--repeats", type=float, default=0.0, help="share that is printed again")
    parser.add_argument("--texts", type=Path, help="a folder or table of one's own")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(None if given is None else list(given))
    made = made_news.of_folder(asked.texts) if asked.texts else made_news.articles(
        asked.articles, repeats=asked.repeats
    )  # fmt: skip
    found = measured(made, alike=not asked.texts)
    print(json.dumps(found, indent=1))
    if asked.write:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
