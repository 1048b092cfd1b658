"""Exploring in JupyterLab: choose frame and texts, edit an indicator, see what changes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.coding.exchange.codebook_toml import indicator_toml
from framing.coding.patterns import spelled
from framing.coding.rules import mentions
from framing.corpus.zones import HEADLINE
from framing.errors import CodebookError, FramingError, ParameterError, answer_calls, suggestion
from framing.pages.frame import strips_caption
from framing.show import plot_strips, results, strips_alt, strips_titles
from framing.show.evidence import passages as show_passages
from framing.show.markup import MOST_OPEN
from framing.show.plain_words import count, listed, names
from framing.show.results import Result
from framing.show.svg import reachable
from framing.study import Study
from framing.tables.codes import RULES
from framing.words.kwic import kwic

__all__ = ["compare_indicator", "editor", "explorer", "first_word", "view", "with_trial"]
_KWIC = {"outlet": "outlet", "before": "before", "match": "match", "after": "after"}
_CHANGES = {"outlet": "outlet", "change": "change", "text": "passage"}


@dataclass(frozen=True, repr=False)
class Change:
    """What an edit of an indicator does: one sentence, and the passages that come and go."""

    sentence: str
    passages: pd.DataFrame

    def __repr__(self) -> str:
        """Return the sentence, and the passages in plain words."""
        return "\n".join([self.sentence, *(table.text for table in self._tables)])

    def _repr_html_(self) -> str:
        said = results.finding(self.sentence, name="change").html
        return results.in_cell("".join([said, *(table.html for table in self._tables)]))

    @property
    def _tables(self) -> list[Result]:
        """What comes or goes stands open, what stays in a line that its reader opens."""
        stays = self.passages["change"] == "stays"
        return [
            results.table(
                self.passages[rows], name="changes", columns=_CHANGES, shown=MOST_OPEN,
                closed=closed, caption=f"A row is a passage that {what} with the trial",
            )
            for rows, what, closed in ((~stays, "comes or goes", False), (stays, "stays", True))
        ]  # fmt: skip


def compare_indicator(
    study: Study, *, frame: str, indicator: str = "", entries: str = ""
) -> Change:
    """Set the passages that a trial finds against those of an indicator as it is.

    Parameters
    ----------
    study : the study whose sentences are searched.
    frame : the frame's id.
    indicator : the indicator's id; the first of the frame if empty.
    entries : the trial: entries separated by semicolons, any of which suffices, or lines as in
        a codebook's file, such as ``all = [...]`` and ``unless = [...]``. Empty: as it is.

    Returns
    -------
    A sentence with the counts, and a table: a row is a passage that ``comes``, ``goes`` or
    ``stays``.

    Raises
    ------
    ParameterError : the frame has no such indicator.
    CodebookError : the trial is not well formed.
    """
    indicator = indicator_of(study, frame, indicator)
    edited, sought = _tried(study, frame, indicator, entries)
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
    whole = f"of {len(keys)} sentences, headlines and captions"
    return Change(f"Indicator '{indicator}' {sought}: {whole}, {said}.", table)


def _tried(study: Study, frame: str, indicator: str, trial: str) -> tuple[Codebook, str]:
    """Return the codebook with a trial in the indicator's place, and the trial in words."""
    book = study.codebook
    if not trial.strip():
        return book, "as it is"
    if not re.search(r"^\s*\w+\s*=", trial, re.MULTILINE):
        given = _entries(trial)
        edited = book.with_entries(frame=frame, indicator=indicator, any=given)
        return edited, f"with {', '.join(given) or 'no entry'}"
    try:
        values = tomllib.loads(trial)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(
            f"the trial is not written as in a codebook's file: {error}. Each line is of the form "
            'any = ["left out", "sidelin*"]'
        ) from error
    edited = book.with_indicator(frame=frame, values={**values, "id": indicator})
    (tried,) = [one for one in edited.frame(frame).indicators if one.id == indicator]
    return edited, f"with {tried.in_words}"


def with_trial(study: Study, *, frame: str, indicator: str, entries: str) -> Codebook:
    """Return the codebook with a trial in the place of an indicator."""
    return _tried(study, frame, indicator_of(study, frame, indicator), entries)[0]


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
    titles = strips_titles(sentences, present)
    strips = results.figure(
        plot_strips(sentences, present, codebook=study.codebook),
        name="strips",
        alt=strips_alt(sentences, present, label=label),
        titles=titles,
        caption=strips_caption(sentences, present, label=f"{label}, by {RULES}"),
    )
    listed = show_passages(present, mentions=evidence, sentences=sentences, codebook=study.codebook)
    page = {"titles": titles, "strips": reachable(strips.html), "listed": listed.html}
    return results.result("pages/view", "view", "view", page=page, data={"frame": frame})


def first_word(study: Study, *, frame: str) -> str:
    """Return the first plain entry of a frame, or the first one, to begin a search with."""
    indicators = study.codebook.frame(frame).indicators
    entries = [spelled(entry) for one in indicators for group in one.members for entry in group]
    return next((entry for entry in entries if "[" not in entry), next(iter(entries), ""))


def explorer(study: Study, *, frame: str) -> Any:
    """Return widgets to choose frame, outlets and texts, and a word to search.

    Without ipywidgets, a view of the frame.

    Parameters
    ----------
    study : the study to look into.
    frame : the frame to begin with.
    """
    study.codebook.frame(frame)
    if (widgets := _widgets()) is None:
        return view(study, frame=frame)
    texts = _listed(study)
    of = study.articles.set_index("article")["outlet"]
    outlets = list(dict.fromkeys(of))
    controls = {
        "frame": _frames(widgets, study, frame),
        "outlets": _several(widgets, [(one, one) for one in outlets]),
        "texts": _several(widgets, [(name, article) for article, name in texts.items()]),
        "search": widgets.Text(value=first_word(study, frame=frame), continuous_update=False),
    }
    shown = widgets.HTML()

    def show(_: Any = None) -> None:
        chosen = {name: control.value for name, control in controls.items()}
        shown.value = _looked(study, **chosen)

    def of_outlets(change: Any) -> None:
        """Offer the texts of the outlets that are chosen, all of them chosen."""
        own = [(name, article) for article, name in texts.items() if of[article] in change["new"]]
        controls["texts"].options = own
        controls["texts"].value = tuple(article for _, article in own)

    def of_frame(change: Any) -> None:
        """Search a word of the frame, unless somebody searches one of their own."""
        if controls["search"].value == first_word(study, frame=change["old"]):
            controls["search"].value = first_word(study, frame=change["new"])

    controls["outlets"].observe(of_outlets, "value")
    controls["frame"].observe(of_frame, "value")
    for control in controls.values():
        control.observe(show, "value")
    show()
    return _laid_out(widgets, controls, shown)


def _listed(study: Study) -> dict[str, str]:
    """Name each article by outlet, date and headline, as far as they are told."""
    heads = study.sentences[study.sentences["zone"] == HEADLINE].drop_duplicates("article")
    headlines = study.articles["article"].map(heads.set_index("article")["text"])
    articles = study.articles.assign(title=study.articles["title"].fillna(headlines))
    told = names(articles)
    for article, outlet, *about in articles[["article", "outlet", "date", "title"]].to_numpy():
        if told[article] == outlet:  # its only text
            date, title = (one if isinstance(one, str) else "" for one in about)
            dated = ", ".join(filter(None, [outlet, date]))
            told[article] = ": ".join(filter(None, [dated, title]))
    return told


def _looked(
    study: Study, frame: str, outlets: Sequence[str], texts: Sequence[str], search: str
) -> str:
    """Show what is chosen, as HTML."""
    if not texts:
        return str(results.finding("Choose at least one text.", name="note").html)
    found = results.in_cell(view(study, frame=frame, articles=texts).html)
    if entries := _entries(search):
        chosen = study.sentences[study.sentences["article"].isin(texts)]
        found += str(_places(chosen, entries).html)
    return found


def _frames(widgets: Any, study: Study, frame: str) -> Any:
    options = [(one.label, one.id) for one in study.codebook.frames.values()]
    return widgets.Dropdown(options=options, value=frame)


def _several(widgets: Any, options: Sequence[tuple[str, str]]) -> Any:
    """Return a list of which several may be chosen; all are."""
    every = tuple(value for _, value in options)
    return widgets.SelectMultiple(options=options, value=every, rows=min(8, max(2, len(options))))


def _entries(typed: str) -> list[str]:
    """Return the entries that somebody typed, separated by semicolons."""
    return [entry.strip() for entry in typed.split(";") if entry.strip()]


def _places(sentences: pd.DataFrame, entries: list[str]) -> Result:
    """List where entries stand, or say what is wrong with one."""
    try:
        places = kwic(sentences, entries)
    except FramingError as error:
        return results.finding(str(error), name="error")
    caption = f"{count(len(places), 'place')} of {', '.join(entries)}"
    return results.table(places, name="kwic", caption=caption, columns=_KWIC)


def editor(study: Study, *, frame: str, indicator: str = "", entries: str = "") -> Any:
    """Return widgets to edit an indicator and see which passages come and go.

    The indicator stands there as the codebook has it, and so does each other one that is
    chosen. Without ipywidgets, the change by the given entries is shown.

    Parameters
    ----------
    study, frame, indicator, entries : as in :func:`compare_indicator`.
    """
    indicator = indicator_of(study, frame, indicator)
    if (widgets := _widgets()) is None:
        return compare_indicator(study, frame=frame, indicator=indicator, entries=entries)
    controls = {
        "frame": _frames(widgets, study, frame),
        "indicator": widgets.Dropdown(options=_ids(study, frame), value=indicator),
        "asks for": widgets.Textarea(continuous_update=False, rows=8),
    }
    shown = widgets.HTML()

    def show(_: Any = None) -> None:
        frame, indicator, trial = (control.value for control in controls.values())
        shown.value = _compared(study, frame, indicator or "", trial)

    def of_indicator(_: Any) -> None:
        """Begin with what the indicator that is chosen now has today."""
        frame, indicator, _ = (control.value for control in controls.values())
        controls["asks for"].value = _today(study, frame, indicator)
        show()

    def of_frame(change: Any) -> None:
        controls["indicator"].options = _ids(study, change["new"])
        of_indicator(change)

    controls["frame"].observe(of_frame, "value")
    controls["indicator"].observe(of_indicator, "value")
    controls["asks for"].observe(show, "value")
    of_indicator(None)
    return _laid_out(widgets, controls, shown)


def _ids(study: Study, frame: str) -> list[str]:
    return [one.id for one in study.codebook.frame(frame).indicators]


def _today(study: Study, frame: str, indicator: str) -> str:
    """Return what an indicator has today, as it may stand in the codebook's file."""
    found = [one for one in study.codebook.frame(frame).indicators if one.id == indicator]
    return indicator_toml(found[0], study.codebook) if found else ""


def _compared(study: Study, frame: str, indicator: str, trial: str) -> str:
    try:
        change = compare_indicator(study, frame=frame, indicator=indicator, entries=trial)
    except FramingError as error:
        return str(results.finding(str(error), name="error").html)
    return change._repr_html_()


def _widgets() -> Any:
    """Return ipywidgets, or nothing where it is not installed."""
    try:
        import ipywidgets
    except ImportError:
        return None
    return ipywidgets


def _laid_out(widgets: Any, controls: dict[str, Any], shown: Any) -> Any:
    """Put labelled controls above what they show."""
    for name, control in controls.items():
        control.description = name.capitalize()
        control.layout.width, control.layout.max_width = "100%", "46rem"
    shown.layout.width = "100%"
    return widgets.VBox([*controls.values(), shown])


answer_calls(globals(), __all__)
