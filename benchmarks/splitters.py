"""What sentence splitting gets right, and what it costs, on hard paragraphs of news English.

The paragraphs were written for this and cut by hand. A paragraph is right when every
boundary is; sentences per second are those of all paragraphs, many times over, in the same
run. Beside the package's `split` stand the splitter it builds on (sentencex), NLTK's Punkt
as a class without training data, and one regular expression. The package's rules were
written with many of these paragraphs in view: its score says that they hold, not how it
fares on text unseen.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import sentencex
from nltk.tokenize.punkt import PunktSentenceTokenizer

from framing.corpus.splitting import split

REPEATS = 40
PARAGRAPHS = [
    ["J.D. Vance met Gen. Keith Kellogg in Munich.", "They spoke for an hour."],
    ["The U.S. will not send troops.", "Mr. Hegseth said so on Feb. 12 in Brussels."],
    ["The deal was struck in the U.S.", "The Europeans were not told.", "Nor was the U.N."],
    ["The talks took place in the U.S.", "Russia was not there."],
    ['"Are we at the table?" Zelensky asked.', '"We must be."'],
    ['"We will not accept it!" he said.', "Nobody objected."],
    ['"President Putin ... agreed with Trump," Peskov said.', "He did not elaborate."],
    ["The president paused...", "Then the line went dead."],
    ["Aid rose by 3.5 percent to $1.2 billion.", "Another 0.7 per cent is planned."],
    ["Kyiv is No. 1 on the agenda.", "Nos. 2 and 3 can wait.", "The answer may be no.", "Or yes."],
    ["The call began at 9 a.m. Washington time.", "It ended at 10:30 a.m.", "The Kremlin agreed."],
    ['"I am not happy.', 'Nobody is," Macron said.', '"Europe must act.', 'It can."'],
    ["The app came from iPhone maker Apple.", "eBay declined to comment."],
    ["Sen. Lindsey Graham (R-S.C.) backed it.", "Rep. Mike Quigley (D-Ill.) did not."],
    ["Lockheed Martin Corp. and Boeing Co. fell.", "Palantir Technologies Inc. was flat."],
    ["The two met in St. Petersburg in 2017.", "St. Paul's Cathedral held a vigil."],
    ["The truce of 13.02.2025 did not hold.", "At 18.30 the sirens sounded."],
    ["Kyiv was not invited.", "(Moscow was.)", "Europe protested."],
    ['He had one message: "Nothing about us without us."', "Nobody answered."],
    ["Will Europe have a seat?", "No one knows.", "Not yet!", "But it asks."],
    ["Robert F. Kennedy Jr. was confirmed.", "Martin Luther King Jr. Day is in January."],
    ["It is Russia vs. Ukraine, i.e. a war of attrition.", "Guns, shells, etc. are short."],
    ["There is no plan B.", "The allies know that.", "It was Vladimir P. who wrote it."],
    ["“It is a start,” Merz said.", "“He told me, ‘We go on.’”", "She nodded."],
    ["Lt. Col. Oleh Ivanov and Maj. Gen. Petro Koval spoke to King Charles III.", "He listened."],
    ["Yahoo! News reported the call first.", "It began in 1952.", "40 years later it ended."],
    ['Hegseth called it "illusionary" -- and entry "not realistic."', "Moscow demands both."],
]


def boundaries(paragraph: list[str]) -> list[tuple[int, int]]:
    """Return where each sentence of a paragraph starts and ends, one space between them."""
    spans, start = [], 0
    for sentence in paragraph:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    return spans


def found(text: str, sentences: list[str]) -> list[tuple[int, int]]:
    """Return where sentences stand in a text, white space around them left out."""
    spans, position = [], 0
    for sentence in filter(None, map(str.strip, sentences)):
        start = text.index(sentence, position)
        position = start + len(sentence)
        spans.append((start, position))
    return spans


PUNKT = PunktSentenceTokenizer()
SPLITTERS: dict[str, Callable[[str], list[tuple[int, int]]]] = {
    "framing": split,
    "sentencex": lambda text: found(text, list(sentencex.segment("en", text))),
    "Punkt, untrained": lambda text: list(PUNKT.span_tokenize(text)),
    "regular expression": lambda text: found(text, re.split(r"(?<=[.!?])\s+(?=[A-Z\"“(])", text)),
}


def seconds(splitter: Callable[[str], list[tuple[int, int]]], texts: list[str]) -> float:
    start = time.perf_counter()
    for _ in range(REPEATS):
        for text in texts:
            splitter(text)
    return time.perf_counter() - start


def main() -> None:
    texts = [" ".join(paragraph) for paragraph in PARAGRAPHS]
    n = sum(map(len, PARAGRAPHS))
    print(f"{len(PARAGRAPHS)} paragraphs with {n} sentences, read {REPEATS} times")
    rates = {name: REPEATS * n / seconds(each, texts) for name, each in SPLITTERS.items()}
    slowest = min(rates.values())
    print(f"{'splitter':20} {'right':>6} {'of':>3} {'sentences/s':>12} {'ratio':>6}")
    for name, splitter in SPLITTERS.items():
        pairs = zip(texts, PARAGRAPHS, strict=True)
        right = sum(splitter(text) == boundaries(paragraph) for text, paragraph in pairs)
        rate = rates[name]
        print(f"{name:20} {right:6} {len(texts):3} {rate:12,.0f} {rate / slowest:6.1f}")


if __name__ == "__main__":
    main()
