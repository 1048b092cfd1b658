"""Write a study with a planted truth: outlets, articles and frames whose shares are known.

Every sentence comes from a template. A frame's sentences hold one of its indicators, the
others hold none, so that what a correct kit must find is known to the sentence.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pandas as pd

SEED = 7
CODER = "reference"
AMOUNT = 0.25  # of the sentences of an article, for each frame that the article takes up
NAMES = ("Écho & Dépêche", "Herald", "Courier", "Tribune", "Observer", "Beacon")
SIGNATURES = ("harbour", "orchard", "lantern", "granite", "meadow", "copper")
PLACES = ("Geneva", "Lisbon", "Ankara", "Nairobi", "Santiago", "Oslo")

# The share of an outlet's articles that take a frame up, from the first outlet to the last:
# one frame falls from outlet to outlet, one is alike everywhere, one is absent from the last.
REACH = {
    "left_out": (0.95, 0.8, 0.6, 0.5, 0.3, 0.1),
    "warm_words": (0.5,) * 6,
    "alarm": (0.4, 0.4, 0.4, 0.4, 0.4, 0.0),
}

# frame: (text, sub-code, mode, voice, speaker)
CARRIERS = {
    "left_out": (
        ("The valley was left out of the talks", "absent", "stated", "text", ""),
        ("The host denied that the valley has no seat in {place}", "absent", "denied", "hosts",
         "The host"),
        ("An envoy warned that others will decide the fate of the valley", "unheard", "feared",
         "guests", "An envoy"),
    ),
    "warm_words": (
        ("The two envoys traded warm words in {place}", "praise", "stated", "text", ""),
        ("“My guest is an old friend,” said the host", "praise", "stated", "hosts", "the host"),
        ("The hosts pledged lasting friendship", "promise", "stated", "hosts", "The hosts"),
    ),
    "alarm": (
        ("The neighbours sounded the alarm", "", "feared", "guests", "The neighbours"),
        ("There is deep worry across the border", "", "feared", "unattributed", ""),
    ),
}  # fmt: skip
PLAIN = (
    "The envoys met in {place} on Monday",
    "The delegation arrived after {number} hours of travel",
    "A second round is planned for the spring",
    "The hosts served tea in the old library",
    "The agenda has {number} points",
    "Some {number} reporters waited outside the building",
    "The valley exports fruit and timber",
    "One envoy was left out of the photograph",
    "The word {signature} was heard twice",
    "Snow fell on {place} during the night",
)
CODEBOOK = """\
[codebook]
name = "Planted talks"
version = "1.0.0"
language = "en"

[terms]
valley = ["valley", "valleys"]

[modes]
stated = "statement"
feared = "concern"
denied = "denial"

[voices]
text = "told by the article"
hosts = "the hosts"
guests = "the guests"
unattributed = "nobody in particular"

[actors.hosts]
names = ["host", "hosts"]
side = "hosts"

[actors.guests]
names = ["envoy", "neighbours"]
side = "guests"

[frames.left_out]
label = "Left out"
definition = "The valley has no say in what is decided about it."
include = ["The valley has no seat.", "Others decide about it."]
exclude = ["Somebody else is left out."]
examples = ["The valley was left out of the talks."]
subcodes = { absent = "not at the table", unheard = "others decide" }

[[frames.left_out.indicators]]
id = "no seat"
subcode = "absent"
any = ["left out", "no seat*"]
unless = ["photograph"]

[[frames.left_out.indicators]]
id = "fate decided by others"
subcode = "unheard"
all = ["@valley", ["fate", "future"], "decid*"]
within = 12

[frames.warm_words]
label = "Warm words"
definition = "The two sides speak of each other as friends."
subcodes = { praise = "praise", promise = "promise of friendship" }

[[frames.warm_words.indicators]]
id = "praise"
subcode = "praise"
any = ["warm words", "old friend*"]

[[frames.warm_words.indicators]]
id = "promise"
subcode = "promise"
all = [["promise*", "pledge*"], "friendship"]

[frames.alarm]
label = "Alarm of the neighbours"
definition = "Neighbours are worried by the talks."

[[frames.alarm.indicators]]
id = "alarm"
any = ["sounded the alarm", "deep worry"]
"""
STUDY = """\
[study]
name = "Planted talks in generated texts"
question = "How does each outlet frame the talks about the valley?"
language = "en"
seed = 11
event = "story"

[corpus]
articles = "articles.csv"
columns = { article = "file", path = "file", title = "headline" }

[coding]
codebook = "codebook.toml"
codings = ["codings.csv"]
coders = "coders.csv"
answers_from = "reference"
"""


class Planted(NamedTuple):
    """What was planted, for comparison with what is found.

    Attributes
    ----------
    codings : a row for each sentence and frame, as the coder ``reference`` would have it.
    expected : a row for each outlet and frame: ``reach``, the chance that an article takes
        it up, and ``amount``, the chance that a sentence carries it.
    families : the articles of each story that several outlets took from one agency.
    signatures : a word that only this outlet uses.
    """

    codings: pd.DataFrame
    expected: pd.DataFrame
    families: dict[str, list[str]]
    signatures: dict[str, str]


class Sentence(NamedTuple):
    """A sentence and the coding that it was planted with (no frame: none)."""

    text: str
    frame: str = ""
    subcode: str = ""
    mode: str = ""
    voice: str = ""
    speaker: str = ""


def write_study(folder: Path, *, outlets: int = 6, articles: int = 30, seed: int = SEED) -> Planted:
    """Write a study into ``folder`` and return what was planted.

    Every third article has a headline in its file, every third one only in the table (it is
    joined), every third one none. The outlets share some agency stories: in each outlet the
    first article of every five is the same text, one family, as in two other outlets.
    """
    rows: list[dict[str, object]] = []
    codings: list[dict[str, object]] = []
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    for outlet in range(outlets):
        for number in range(articles):
            row, text, sentences = _article(outlet, number, outlets=outlets, seed=seed)
            (folder / "articles" / str(row["file"])).write_text(text, encoding="utf-8")
            rows.append(row)
            codings += _codings(str(row["file"]), sentences)
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    (folder / "codebook.toml").write_text(CODEBOOK, encoding="utf-8")
    _write(folder / "articles.csv", rows)
    _write(folder / "codings.csv", codings)
    coders = [(CODER, "model", "1", "the planted truth"), ("rules", "rules", "1", "indicators")]
    _write(
        folder / "coders.csv",
        (dict(zip(("coder", "kind", "version", "note"), row, strict=True)) for row in coders),
    )
    return _planted(rows, codings, outlets)


def _article(
    outlet: int, number: int, *, outlets: int, seed: int
) -> tuple[dict[str, object], str, list[Sentence]]:
    """Make one article: its row in the table, its file's text, its sentences in order."""
    story = _story(outlet, number, outlets)
    random = Random(f"{seed} {story or (outlet, number)}")
    reach = {frame: 0.5 if story else chances[outlet % 6] for frame, chances in REACH.items()}
    if story:
        reach["alarm"] = 0.0
    taken = [frame for frame, chance in reach.items() if random.random() < chance]
    signature = "" if story else _signature(outlet)
    paragraphs = [
        [_sentence(random, taken, signature) for _ in range(random.randint(2, 4))]
        for _ in range(random.randint(3, 6))
    ]
    headline = _sentence(random, taken, "")
    lines = [" ".join(f"{sentence.text}." for sentence in each) for each in paragraphs]
    if story:
        lines[0] = f"{random.choice(PLACES).upper()} (AFP) - {lines[0]}"
    captured = number % 3 != 2
    if number % 3 == 0:
        lines.insert(0, headline.text)
    row = {
        "file": f"{outlet:02}_{number:03}.txt",
        "outlet": _name(outlet),
        "date": (date(2025, 2, 12) + timedelta(days=number % 20)).isoformat(),
        "headline": headline.text if captured else "",
        "story": ("talks", "summit")[number % 2],
        "family": story,
    }
    body = [sentence for each in paragraphs for sentence in each]
    return row, "\n\n".join(lines) + "\n", [headline] * captured + body


def _story(outlet: int, number: int, outlets: int) -> str:
    """Name the agency story that an article is, if it is one: three outlets print each."""
    if number % 5 or outlets < 3:
        return ""
    return f"wire {number} {outlet // 3}"


def _sentence(random: Random, taken: list[str], signature: str) -> Sentence:
    """Draw a sentence; it carries each frame taken up with the chance ``AMOUNT``."""
    drawn, place = int(random.random() / AMOUNT), random.choice(PLACES)
    slots = {"place": place, "number": random.randint(2, 9), "signature": signature}
    if drawn < len(taken):
        text, *coding = random.choice(CARRIERS[taken[drawn]])
        return Sentence(text.format(**slots), taken[drawn], *coding)
    plain = PLAIN if signature else [text for text in PLAIN if "{signature}" not in text]
    return Sentence(random.choice(plain).format(**slots))


def _codings(article: str, sentences: list[Sentence]) -> Iterable[dict[str, object]]:
    for number, sentence in enumerate(sentences):
        for frame in REACH:
            known = sentence if sentence.frame == frame else Sentence("")
            yield {
                "article": article,
                "sentence": number,
                "coder": CODER,
                "frame": frame,
                "present": int(sentence.frame == frame),
                "subcode": known.subcode,
                "mode": known.mode,
                "voice": known.voice,
                "speaker": known.speaker,
            }


def _planted(
    rows: list[dict[str, object]], codings: list[dict[str, object]], outlets: int
) -> Planted:
    expected = [
        {"outlet": _name(outlet), "frame": frame, "reach": chances[outlet % 6],
         "amount": chances[outlet % 6] * AMOUNT}
        for outlet in range(outlets)
        for frame, chances in REACH.items()
    ]  # fmt: skip
    families: dict[str, list[str]] = {}
    for row in rows:
        if row["family"]:
            families.setdefault(str(row["family"]), []).append(str(row["file"]))
    signatures = {_name(outlet): _signature(outlet) for outlet in range(outlets)}
    return Planted(pd.DataFrame(codings), pd.DataFrame(expected), families, signatures)


def _name(outlet: int) -> str:
    return NAMES[outlet] if outlet < len(NAMES) else f"Outlet {outlet + 1}"


def _signature(outlet: int) -> str:
    return SIGNATURES[outlet] if outlet < len(SIGNATURES) else f"{SIGNATURES[outlet % 6]}{outlet}"


def _write(path: Path, rows: Iterable[dict[str, object]]) -> None:
    listed = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(listed[0]))
        writer.writeheader()
        writer.writerows(listed)
