"""The card of the weights of tone and its page, written of what ``benchmarks/tone.py`` measured."""

from __future__ import annotations

from typing import Any

ABOUT = {
    "source": (
        "NewsMTSC, training split (Hamborg & Donnay 2021, EACL), github.com/fhamborg/NewsMTSC"
    ),
    "licence": "MIT",
    "language": "en",
    "made_by": "python benchmarks/tone.py FOLDER --write",
    "measured_on": "sentences of US political news, not the texts of a study",
}
TONES = ("negative", "neutral", "positive")


def written_card(about: dict[str, Any]) -> str:
    """Return the card as TOML."""
    tables = {"about": ABOUT, **about}
    return "\n".join(
        f"[{name}]\n" + "".join(f"{key} = {_value(value)}\n" for key, value in table.items())
        for name, table in tables.items()
    )


def _value(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)


def page(about: dict[str, Any]) -> str:
    """Return the page on what tone is worth."""
    apart, own, vader = about["apart"], about["cross_validated"], about["vader"]
    line = about["probabilities"]["least"]
    reached = "reached" if apart["macro_f1"] >= 0.7 else "not reached"
    parts = [
        "# Tone towards somebody",
        "`words.tone(sentences, towards=...)` says of each mention of a target whether the "
        "sentence puts it in a negative, neutral or positive light, how probable each is, and "
        "nothing where that is unsure. It reads English only. The words of the target and "
        "other names are masked, so that who it is should not count. Where any word may have a "
        "capital, at the start of a sentence or quotation and in headlines, a word that the lists "
        "know is read as no name, so that a name such as Hope or Grace is not masked there.",
        f"This page is written by `{ABOUT['made_by']}`. The figures were measured on "
        f"{ABOUT['measured_on']}. On other texts they may be lower; a difference in tone between "
        "outlets is a place to read on, not a finding.",
        "## What it is worth",
        f"Kept apart were {apart['n']:,} targets of {apart['stories']:,} stories, no story of "
        f"which was learnt from ({apart['learnt_from']:,} targets of other stories were). The aim "
        f"of macro-F1 .70 was {reached}. They were opened before, for earlier weights; what they "
        "showed decided nothing. The weights that are shipped were then learnt in the same way "
        f"from all {about['weights']['targets']:,} targets of {about['weights']['stories']:,} "
        "stories; what these are worth, cross-validation alone can say.",
        _table(
            ["measured on targets kept apart", "macro-F1 (95 %)", "accuracy"],
            [
                ["tone, every target", _with(apart), _short(apart["accuracy"])],
                [
                    f"tone, what is told ({_percent(apart['told'])})",
                    _short(apart["macro_f1_told"]),
                    _short(apart["accuracy_told"]),
                ],
                ["VADER of the sentence", _with(vader), _short(vader["accuracy"])],
            ],
        ),
        f"In cross-validation by story on all targets, macro-F1 was {_with(own)}.",
        "## What is told as what",
        _table(
            ["people said", *(f"told {tone}" for tone in TONES), "not told"],
            [
                [tone, *map(str, row), str(without)]
                for tone, row, without in zip(
                    TONES, apart["confusion_told"], apart["not_told_of"], strict=True
                )
            ],
        ),
        "## How sure it is",
        f"Nothing is told below a probability of {_short(line)}, from which on three in four were "
        "right in cross-validation. On targets kept apart, probabilities were off by "
        f"{_short(apart['calibration_error'], 3)} on average (expected calibration error).",
        _table(
            ["targets", "mean probability", "share right"],
            [[str(n), _short(a), _short(b)] for n, a, b in apart["reliability"]],
        ),
        _table(
            ["told from a probability of", "share told", "of these right"],
            [[_short(a), _percent(b), _percent(c)] for a, b, c in apart["coverage"]],
        ),
        "## What was tried",
        f"Macro-F1 in cross-validation by story, on the {apart['learnt_from']:,} targets that were "
        "not kept apart:",
        _table(
            ["features", "macro-F1"],
            [[name, _short(value, 3)] for name, value in about["tries"]["rows"]],
        ),
        "Boosted trees and word vectors learnt from unlabelled news were tried in development, and "
        "later, each beside what was there then, in one division: runs of characters, the first "
        "and last letters of words, pairs of words with a gap, words behind pronouns that may mean "
        "the target, negated words, words by whether the target speaks or is quoted, words in "
        "quotations about it. None moved the figure by more than .002.",
        "The weights are a logistic regression on what `framing/words/tone_features.py` reads, "
        f"{about['weights']['features']:,} features in {about['weights']['bytes'] // 1000:,} kB of "
        "plain text. Hamborg & Donnay (2021), NewsMTSC, EACL; licence MIT.",
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _with(figures: dict[str, Any]) -> str:
    low, high = map(_short, figures["macro_f1_interval"])
    return f"{_short(figures['macro_f1'], 3)} ({low} to {high})"


def _short(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".removeprefix("0")


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"
