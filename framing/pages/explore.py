"""Exploring in JupyterLab: choose frame and texts, edit an indicator, see what changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.coding.rules import mentions
from framing.errors import CodebookError, ParameterError, suggestion
from framing.pages.frame import strips_caption
from framing.show import plot_strips, results, strips_alt, strips_titles
from framing.show.evidence import passages as show_passages
from framing.show.plain_words import count, listed, names
from framing.show.results import Result
from framing.study import Study
from framing.tables.codes import RULES
from framing.words.kwic import kwic

_KWIC = {"outlet": "outlet", "before": "before", "match": "match", "after": "after"}
_CHANGES = {"outlet": "outlet", "change": "change", "text": "passage"}


@dataclass(frozen=True)
class Change:
    """What an edit of an indicator does: one sentence, and the passages that come and go."""

    sentence: str
    passages: pd.DataFrame

    def _repr_html_(self) -> str:
        said = results.finding(self.sentence, name="change").html
        caption = "A row is a passage: it comes, goes or stays with the trial entries"
        table = results.table(
            self.passages, name="changes", caption=caption, columns=_CHANGES, shown=100
        )
        return str(said + table.html)


def compare_indicator(study: Study, *, frame: str, indicator: str = "", entries: str) -> Change:
    """Set the passages that trial entries find against those of an indicator as it is.

    Parameters
    ----------
    study : the study whose sentences are searched.
    frame : the frame's id.
    indicator : the indicator's id; the first of the frame if empty.
    entries : the trial entries, separated by semicolons.

    Returns
    -------
    A sentence with the counts, and a table: a row is a passage that ``comes``, ``goes`` or
    ``stays``.

    Raises
    ------
    ParameterError : the frame has no such indicator.
    CodebookError : an entry is not well formed.
    """
    indicator = indicator_of(study, frame, indicator)
    trial = _entries(entries)
    edited = with_trial(study, frame=frame, indicator=indicator, entries=entries)
    before = _units(study.mentions, frame, indicator)
    after = _units(mentions(study.sentences, codebook=edited, frames=[frame]), frame, indicator)
    table = study.sentences[["article", "sentence", "outlet", "text"]].copy()
    keys = list(zip(table["article"], table["sentence"], strict=True))
    states = {(False, True): "comes", (True, False): "goes", (True, True): "stays"}
    table["change"] = [states.get((key in before, key in after)) for key in keys]
    table = table.dropna(subset=["change"]).sort_values("change", kind="stable", ignore_index=True)
    counts = table["change"].value_counts()
    verbs = {"comes": "come", "goes": "go", "stays": "stay"}
    said = listed([f"{counts.get(state, 0)} {verb}" for state, verb in verbs.items()])
    sought = ", ".join(trial) or "no entry"
    whole = f"of {len(keys)} sentences, headlines and captions"
    return Change(f"Indicator '{indicator}' with {sought}: {whole}, {said}.", table)


def with_trial(study: Study, *, frame: str, indicator: str, entries: str) -> Codebook:
    """Return the codebook with trial entries in the place of those of an indicator."""
    indicator = indicator_of(study, frame, indicator)
    return study.codebook.with_entries(frame=frame, indicator=indicator, any=_entries(entries))


def indicator_of(study: Study, frame: str, indicator: str) -> str:
    """Return the id of an indicator of the frame, its first one if none is named."""
    known = [one.id for one in study.codebook.frame(frame).indicators]
    indicator = indicator or next(iter(known), "")
    if indicator not in known:
        raise ParameterError(
            f"frame '{frame}' has no indicator '{indicator}'. Indicators: "
            f"{', '.join(sorted(known)) or 'none'}.{suggestion(indicator, known)}"
        )
    return indicator


def _units(found: pd.DataFrame, frame: str, indicator: str) -> set[tuple[str, int]]:
    own = found[(found["frame"] == frame) & (found["indicator"] == indicator)]
    return set(zip(own["article"], own["sentence"], strict=True))


def view(study: Study, *, frame: str, articles: Sequence[str] | None = None) -> Result:
    """Show strips and passages that the indicators of a frame find in some or all texts."""
    label = study.codebook.frame(frame).label
    texts = study.articles["article"] if articles is None else articles

    def chosen(table: pd.DataFrame) -> pd.DataFrame:
        return table[table["article"].isin(texts)]

    sentences = chosen(study.sentences)
    evidence = chosen(study.mentions.query("frame == @frame"))
    present = chosen(study.passages.query("coder == @RULES and frame == @frame and present == 1"))
    strips = results.figure(
        plot_strips(sentences, present, codebook=study.codebook),
        name="strips",
        alt=strips_alt(sentences, present, label=label),
        titles=strips_titles(sentences, present),
        caption=strips_caption(sentences, present, label=f"{label}, by {RULES}"),
    )
    listed = show_passages(present, mentions=evidence, sentences=sentences, codebook=study.codebook)
    return Result("view", "view", strips.html + listed.html, {"frame": frame})


def explorer(study: Study, *, frame: str) -> Any:
    """Return widgets to choose frame, texts and a word to search; without ipywidgets, a view.

    Parameters
    ----------
    study : the study to look into.
    frame : the frame to begin with.
    """
    study.codebook.frame(frame)
    texts = names(study.articles)
    if (widgets := _widgets()) is None:
        return view(study, frame=frame)
    controls = {
        "frame": widgets.Dropdown(
            options={one.label: one.id for one in study.codebook.frames.values()}, value=frame
        ),
        "texts": widgets.SelectMultiple(
            options=[(name, article) for article, name in texts.items()],
            value=tuple(texts),
            rows=min(8, len(texts)),
        ),
        "search": widgets.Text(
            placeholder="words or phrases, such as Kyiv; left out", continuous_update=False
        ),
    }

    def shown(frame: str, texts: tuple[str, ...], search: str) -> list[Result]:
        if not texts:
            return [results.finding("Choose at least one text.", name="note")]
        found = [view(study, frame=frame, articles=texts)]
        if entries := _entries(search):
            chosen = study.sentences[study.sentences["article"].isin(texts)]
            found.append(_places(chosen, entries))
        return found

    return _interactive(widgets, controls, shown)


def _entries(typed: str) -> list[str]:
    """Return the entries that somebody typed, separated by semicolons."""
    return [entry.strip() for entry in typed.split(";") if entry.strip()]


def _places(sentences: pd.DataFrame, entries: list[str]) -> Result:
    """List where entries stand, or say what is wrong with one."""
    try:
        places = kwic(sentences, entries)
    except CodebookError as error:
        return results.finding(str(error), name="error")
    caption = f"{count(len(places), 'place')} of {', '.join(entries)}"
    return results.table(places, name="kwic", caption=caption, columns=_KWIC)


def editor(study: Study, *, frame: str, indicator: str = "", entries: str) -> Any:
    """Return widgets to edit an indicator and see which passages come and go.

    Without ipywidgets, the change by the given entries is shown.

    Parameters
    ----------
    study, frame, indicator, entries : as in :func:`compare_indicator`.
    """
    indicator = indicator_of(study, frame, indicator)
    if (widgets := _widgets()) is None:
        return compare_indicator(study, frame=frame, indicator=indicator, entries=entries)
    ids = [one.id for one in study.codebook.frame(frame).indicators]
    controls = {
        "indicator": widgets.Dropdown(options=ids, value=indicator),
        "entries": widgets.Textarea(value=entries, continuous_update=False, rows=3),
    }

    def shown(indicator: str, entries: str) -> list[Any]:
        try:
            return [compare_indicator(study, frame=frame, indicator=indicator, entries=entries)]
        except CodebookError as error:
            return [results.finding(str(error), name="error")]

    return _interactive(widgets, controls, shown)


def _widgets() -> Any:
    """Return ipywidgets, or nothing where it is not installed."""
    try:
        import ipywidgets
    except ImportError:
        return None
    return ipywidgets


def _interactive(
    widgets: Any, controls: dict[str, Any], shown: Callable[..., Iterable[Any]]
) -> Any:
    """Put labelled controls above what they show."""
    from IPython.display import display

    for name, control in controls.items():
        control.description = name.capitalize()
        control.layout.width = "32rem"

    def show(**chosen: Any) -> None:
        for result in shown(**chosen):
            display(result)

    return widgets.VBox([*controls.values(), widgets.interactive_output(show, controls)])
