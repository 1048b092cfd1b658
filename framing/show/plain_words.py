"""Passages in plain words: where one stands, and how it presents the frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.corpus.zones import HEADLINE, RUNNING
from framing.languages.language import Language, language
from framing.languages.speech import Speech
from framing.tables.codes import CORRECTED, RULES
from framing.tables.require import values_of
from framing.voice.speakers import first_word

_HEADLINE = 48  # characters of a headline that name a text
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> count(1, "sentence"), count(3, "sentence")
    ('1 sentence', '3 sentences')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def percent(part: float, whole: float) -> str:
    """Return a share in per cent.

    Examples
    --------
    >>> percent(5, 29), percent(1, 300)
    ('17 %', '0.3 %')
    """
    share = 100 * part / whole
    return f"{share:.1f} %" if 0 < share < 1 else f"{share:.0f} %"


def points(difference: float) -> str:
    """Return a difference of shares in percentage points, with its sign.

    Examples
    --------
    >>> points(0.115), points(-0.003), points(0.0)
    ('+12', '-0.3', '0')
    """
    said = f"{100 * difference:+.{0 if abs(difference) >= 0.01 else 1}f}"
    return "0" if float(said) == 0 else said


def listed(words: list[str]) -> str:
    """Join words as a sentence does; no words make an empty text.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def names(rows: pd.DataFrame) -> dict[str, str]:
    """Name each article by its outlet; of several of one outlet each has its date and headline.

    Parameters
    ----------
    rows : articles, or their sentences, of which a headline is one. Where neither a date nor a
        headline tells an outlet's texts apart, their ids do.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["1", "2", "3"], "outlet": ["A", "B", "B"]})
    >>> names(rows)
    {'1': 'A', '2': 'B: 2', '3': 'B: 3'}
    >>> list(names(rows.assign(date="2025-02-13", title=["", "Talks end", None])).values())
    ['A', 'B, 2025-02-13: Talks end', 'B, 2025-02-13: 3']
    """
    first = rows.drop_duplicates("article").set_index("article")
    outlets = first["outlet"]
    several = outlets.duplicated(keep=False)
    dates = first["date"].dropna().to_dict() if "date" in first else {}
    headlines = _headlines(rows)
    told = {
        article: f"{outlets[article]}{f', {dates[article]}' if article in dates else ''}: "
        f"{headlines[article]}"
        for article in outlets.index[several]
        if article in headlines
    }
    seen = Counter(told.values())
    return {
        article: outlet if not several[article]
        else told[article] if seen[told.get(article, "")] == 1
        else _full(article, f"{outlet}, {dates[article]}" if article in dates else outlet)
        for article, outlet in outlets.items()
    }  # fmt: skip


def _headlines(rows: pd.DataFrame) -> dict[str, str]:
    """Return how each article's headline begins."""
    if "title" in rows:
        texts = rows.drop_duplicates("article").set_index("article")["title"].dropna()
    elif {"zone", "text"} <= set(rows):
        own = rows[rows["zone"] == HEADLINE].drop_duplicates("article")
        texts = own.set_index("article")["text"]
    else:
        return {}
    begun = {str(article): shorten(str(text), _HEADLINE, placeholder=" …")
             for article, text in texts.items()}  # fmt: skip
    return {article: text for article, text in begun.items() if text}


def _full(article: str, outlet: str) -> str:
    """Return an article's id after its outlet, said once where the id begins with it."""
    return article if article.startswith(f"{outlet}/") else f"{outlet}: {article}"


def totals(sentences: pd.DataFrame) -> dict[str, int]:
    """Return how many lead and body sentences each article has."""
    return sentences.groupby("article", sort=False)["rank"].max().fillna(0).astype(int).to_dict()


def sizes(sentences: pd.DataFrame) -> dict[str, int]:
    """Return how many sentences each article has, subheads among them."""
    running = sentences[sentences["zone"].isin(RUNNING)]
    return running.groupby("article").size().to_dict()


def day(date: str | None) -> str:
    """Return a date as it is read.

    Examples
    --------
    >>> day("2025-02-13"), day("2025-02"), day(None)
    ('13 February 2025', 'February 2025', '')
    """
    year, *rest = (date or "").split("-")
    names = [*map(int, rest[1:2]), *(MONTHS[int(month) - 1] for month in rest[:1])]
    return " ".join(map(str, [*names, year])).strip()


def numbers(sentences: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Give the sentences of each text their numbers, the same on all pages.

    Parameters
    ----------
    sentences : a row is a sentence, in the order of its text.

    Returns
    -------
    For each article and sentence its number among those of lead and body; a subhead or a caption
    has the number of the sentence before it and a letter, a headline is called so.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": "a", "sentence": range(5), "rank": [None, 1, None, None, 2],
    ...     "zone": ["headline", "lead", "caption", "subhead", "body"]})
    >>> list(numbers(rows).values())
    ['headline', '1', '1a', '1b', '2']
    """
    last: dict[str, tuple[int, int]] = {}
    found: dict[tuple[str, int], str] = {}
    for row in sentences[["article", "sentence", "zone", "rank"]].itertuples(index=False):
        before, letters = last.get(row.article, (0, 0))
        if row.zone == HEADLINE:
            said = HEADLINE
        elif pd.notna(row.rank):
            before, letters, said = int(row.rank), 0, str(int(row.rank))
        else:
            said, letters = f"{before}{_letter(letters)}", letters + 1
        last[row.article] = before, letters
        found[row.article, row.sentence] = said
    return found


def _letter(number: int) -> str:
    """Return a letter for a number from 0 on; after z comes za."""
    return "z" * (number // 25) + chr(ord("a") + number % 25)


def place(zone: str, number: str, total: int) -> str:
    """Say where a passage stands, by its number as :func:`numbers` gives it.

    Examples
    --------
    >>> place("body", "14", 28), place("caption", "3a", 28), place("headline", "headline", 28)
    ('sentence 14 of 28', 'picture caption 3a', 'headline')
    """
    if number.isdigit():
        return f"sentence {number} of {total}"
    said = {"caption": "picture caption"}.get(zone, zone)
    return said if number == HEADLINE else f"{said} {number}"


def manner(passage: Mapping[str, Any], codebook: Codebook) -> str:
    """Say how a passage presents the frame: mode, and the speaker or else the voice.

    Modes and voices were coded each for itself, so several are never paired.

    Examples
    --------
    >>> book = Codebook("b", "1", "en", {}, modes={"denied": "denial"}, voices={"us": "US side"})
    >>> manner({"mode": "denied", "voice": "us", "speaker": "Trump"}, book)
    'denial by Trump'
    """
    said = listed([codebook.modes[value] for value in values_of(passage["mode"])])
    voices = [codebook.voices[value] for value in values_of(passage["voice"])]
    speakers = listed(named_speakers(passage["speaker"], codebook))
    if len(voices) > 1:
        return f"{said}; voices: {listed(voices)}{f'; named: {speakers}' if speakers else ''}"
    if speakers:
        return f"{said} by {speakers}"
    return ", ".join(part for part in (said, *voices) if part)


def named_speakers(cell: Any, codebook: Codebook) -> list[str]:
    """Return the speakers of a cell that are named: a pronoun or a number names nobody.

    Examples
    --------
    >>> book = Codebook("b", "1", "en", {})
    >>> named_speakers("The Kremlin;Former Mayor Roe;Foreign ministers;Foreign Minister Roe", book)
    ['the Kremlin', 'former Mayor Roe', 'foreign ministers', 'Foreign Minister Roe']
    >>> named_speakers("He;We have;15;Everyone else;One officer", book)
    ['one officer']
    """
    of = language(codebook.language)
    named = [name for name in values_of(cell) if _names_somebody(name, of.speech)]
    return [_within(name, of) for name in named]


def _names_somebody(name: str, of: Speech) -> bool:
    """Tell whether a printed speaker names somebody: no pronoun, number or "everyone else"."""
    is_any = name.casefold() in of.indefinite or name.isdigit()
    return not is_any and first_word(name) not in of.pronouns


def _within(name: str, of: Language) -> str:
    """Write a name as it stands within a sentence: what it begins with may name nobody."""
    first, _, rest = name.partition(" ")
    begins = {*of.speech.determiners, *of.speech.before_titles}
    titled = first.lower() in of.words.capitals and rest[:1].islower()
    return name[0].lower() + name[1:] if first.lower() in begins or titled else name


def subcodes(passage: Mapping[str, Any], codebook: Codebook) -> list[str]:
    """Return the labels of a passage's sub-codes."""
    frame = codebook.frame(passage["frame"])
    labels = {**frame.subcodes, **frame.countercodes}
    return [labels[value] for value in values_of(passage["subcode"])]


def labelled(table: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Add the frames' labels, for a page."""
    return table.assign(label=table["frame"].map(dict(labels)))


def whom(coders: Iterable[str]) -> str:
    """Name the coder of counts: the rules, or a machine or person by its name.

    Examples
    --------
    >>> whom(["rules", "rules"]), whom(["llama"])
    ('the rules', "the coder 'llama'")
    """
    names = sorted({str(coder) for coder in coders} - {CORRECTED})
    return (
        "the rules" if names in ([], [RULES]) else f"the coder {listed([repr(n) for n in names])}"
    )


def interval(row: Mapping[str, Any]) -> str:
    """Say the interval of a share.

    Examples
    --------
    >>> interval({"ci_low": 0.1, "ci_high": 0.25})
    '95 % interval 10 to 25 %'
    """
    low = percent(row["ci_low"], 1).removesuffix(" %")
    return f"95 % interval {low} to {percent(row['ci_high'], 1)}"
