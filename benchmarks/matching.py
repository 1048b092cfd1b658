"""What matching costs: wildcard phrases in generated news-like text.

Beside the package's matcher stand what a user would write instead: one regular expression
for each phrase, and one alternation of all. All three read the same sentences in the same
run; the time is that of the processor, with reading the phrases in. An alternation reports
only the first of the phrases that begin at a place, so it finds fewer.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable

from framing.coding.codebook import parse_codebook
from framing.coding.matching import Matcher

N_WORDS, MEGABYTES, SEED = 20_000, 5, 20250213
Way = Callable[[list[str], list[str]], int]
SMALL = "the of to and a in that is for on with as it was by at from has said".split()


def vocabulary(chance: random.Random) -> list[str]:
    syllables = [
        first + vowel for first in "bcdfghklmnprstvz" for vowel in ("a", "e", "i", "o", "u")
    ]
    made = {
        "".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4)))) for _ in range(N_WORDS)
    }
    return sorted(made)


def phrases(chance: random.Random, words: list[str], n: int) -> list[str]:
    def phrase() -> str:
        first, second = chance.choices(words[: len(words) // 4], k=2)
        return chance.choice(
            [f"{first[:4]}*", f"{first[:5]}* {second}", f"{first} the {second[:5]}*"]
        )

    return chance.sample(sorted({phrase() for _ in range(3 * n)}), k=n)


def sentences(chance: random.Random, words: list[str], wanted: list[str]) -> list[str]:
    """Make sentences: small words, Zipf's law for the others, now and then a phrase sought."""
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    shuffled = chance.sample(words, k=len(words))
    made, size = [], 0
    while size < MEGABYTES * 1_000_000:
        long_words = chance.choices(shuffled, weights=weights, k=14)
        inner = [chance.choice([word, f"{word},", f"“{word}”", f"{word}’s"]) if not n % 4 else word
                 for n, word in enumerate(long_words)]  # fmt: skip
        inner = [
            word for pair in zip(inner, chance.choices(SMALL, k=14), strict=True) for word in pair
        ]
        if not chance.randrange(8):
            inner.insert(chance.randrange(20), chance.choice(wanted).replace("*", "ing"))
        made.append(f"{' '.join(inner).capitalize()}.")
        size += len(made[-1].encode())
    return made


def with_matcher(wanted: list[str], texts: list[str]) -> int:
    indicators = [{"id": phrase, "any": [phrase]} for phrase in wanted]
    tables = {
        "codebook": {"name": "b"},
        "frames": {"f": {"definition": "d", "indicators": indicators}},
    }
    matcher = Matcher(parse_codebook(tables, source="b"))
    return sum(len(matcher.matches(text)) for text in texts)


def expression(phrase: str) -> str:
    return re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\W+")


def with_one_regex_each(wanted: list[str], texts: list[str]) -> int:
    each = [re.compile(rf"\b{expression(phrase)}\b", re.IGNORECASE) for phrase in wanted]
    return sum(len(regex.findall(text)) for text in texts for regex in each)


def with_one_alternation(wanted: list[str], texts: list[str]) -> int:
    regex = re.compile(rf"\b(?:{'|'.join(map(expression, wanted))})\b", re.IGNORECASE)
    return sum(len(regex.findall(text)) for text in texts)


def measured(way: Way, wanted: list[str], texts: list[str]) -> tuple[float, int]:
    """Return the seconds that one way takes, and how much it finds."""
    began = time.process_time()
    found = way(wanted, texts)
    return time.process_time() - began, found


def compare(n_phrases: int, ways: dict[str, Way]) -> None:
    chance = random.Random(SEED)
    words = vocabulary(chance)
    wanted = phrases(chance, words, n_phrases)
    texts = sentences(chance, words, wanted)
    size = sum(len(text.encode()) for text in texts) / 1_000_000
    print(f"{len(wanted)} wildcard phrases, {size:.1f} MB in {len(texts)} sentences")
    print(f"{'':24}{'MB/s':>8}{'time':>10}{'found':>9}")
    base = 0.0
    for name, way in ways.items():
        seconds, found = measured(way, wanted, texts)
        base = base or seconds
        print(f"{name:24}{size / seconds:8.2f}{seconds / base:8.1f} x{found:9}")


if __name__ == "__main__":
    ways = {
        "framing's matcher": with_matcher,
        "one regex alternation": with_one_alternation,
        "one regex per phrase": with_one_regex_each,
    }
    compare(200, ways)
    del ways["one regex per phrase"]
    compare(1000, ways)
