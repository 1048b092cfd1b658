"""Coding in JupyterLab: one's own sheet, sentence by sentence, with the rules at hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from framing.coding.byhand.open_sheet import FREE, OpenSheet, decisions, open_sheet
from framing.coding.byhand.sheet_files import FOLDER
from framing.errors import FramingError, ParameterError, StudyError, number, some, suggestion
from framing.expressions import expression
from framing.show.rendering import rendered
from framing.study import Study
from framing.tables.require import values_of

_KEYS = dict(zip("pac", decisions(), strict=True)) | dict(zip("10?", decisions(), strict=True))
_LETTERS = {"s": "subcode", "m": "mode", "v": "voice", "j": "valuation", "y": "valued_by",
            "f": "function"}  # fmt: skip
_STYLE, _WIDE, _WRAPPED = (
    {"description_width": "7rem"},
    {"width": "22rem"},
    {"flex_flow": "row wrap"},
)
_CHOICE = expression(rf"([{''.join(_LETTERS)}])([1-9])")


def code_sheet(study: Study, sheet: str | Path) -> Any:
    """Fill in one's own sheet in JupyterLab: a sentence at a time, saved after each decision.

    The sentence stands between its neighbours, blind, with the rules of the frame; a sheet of
    an adjudication shows what each coder said. It begins at the first line without a decision.
    Typed into the line of keys, ``p``, ``a`` and ``c`` decide present, absent, cannot say; ``m2``
    chooses the second mode, and so ``s`` sub-code, ``v`` voice, ``j`` valuation, ``y`` by whom,
    ``f`` function; ``b`` goes back and ``n`` on.

    Parameters
    ----------
    study : the study beside which the sheet lies.
    sheet : the sheet's file name in ``coding/``, or its path.

    Returns
    -------
    A widget. What is decided stands in the same CSV file at once.

    Raises
    ------
    StudyError : there is no such sheet, or it cannot be filled in here.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from framing.begin.begin import begin
    >>> from framing.study import read_study
    >>> folder = begin(pathlib.Path(tempfile.mkdtemp()) / "mine").folder
    >>> code_sheet(read_study(folder), "final-anna.csv")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    framing.errors.StudyError: there is no sheet 'final-anna.csv' in coding/. Sheets: none; ...
    """
    try:
        import ipywidgets
    except ImportError as error:
        raise ParameterError("code_sheet needs ipywidgets: pip install ipywidgets") from error
    return _Coding(open_sheet(_found(study, sheet), codebook=study.codebook), ipywidgets).all


def _called(column: str) -> str:
    return column.replace("_", " ")


def _found(study: Study, sheet: str | Path) -> Path:
    folder = study.folder / FOLDER
    for place in (folder / sheet, study.folder / sheet, Path(sheet)):
        if place.is_file():
            return place
    known = sorted(place.name for place in folder.glob("*.csv") if "-sample" not in place.name)
    raise StudyError(
        f"there is no sheet '{sheet}' in {FOLDER}/.{suggestion(Path(sheet).name, known)} Sheets: "
        f"{some(known) or 'none'}; 'framing sample' and 'framing adjudicate' write them."
    )


class _Coding:
    """The widgets of one sheet, and the line that they show."""

    def __init__(self, sheet: OpenSheet, widgets: Any) -> None:
        self._sheet, self._is_showing = sheet, False
        self._place = sheet.open_from(0) or 0
        self._unit, self._told, self._rules = widgets.HTML(), widgets.Label(), widgets.HTML()
        self._choices = {
            name: widgets.SelectMultiple(description=_called(name), style=_STYLE, layout=_WIDE)
            for name in sheet.asked if name not in FREE
        }  # fmt: skip
        self._words = {
            name: widgets.Text(
                description=_called(name), continuous_update=False, style=_STYLE, layout=_WIDE
            )
            for name in sheet.asked if name in FREE
        }  # fmt: skip
        for name, control in {**self._choices, **self._words}.items():
            control.observe(self._writer(name), "value")
        decide = [self._button(widgets, word, partial(self._decide, word)) for word in decisions()]
        back = self._button(widgets, "back", lambda: self._go(self._place - 1))
        on = self._button(widgets, "next", lambda: self._go(self._place + 1))
        self._keys = widgets.Text(
            description="keys", style=_STYLE, layout={"width": "100%", "max_width": "46rem"},
            placeholder="p present, a absent, c cannot say, n next, b back, m1 the first mode ...",
        )  # fmt: skip
        self._keys.observe(self._typed, "value")
        self.all = widgets.VBox([
            self._unit, widgets.HBox([*decide, back, on], layout=_WRAPPED), self._keys, self._told,
            widgets.HBox([*self._choices.values()], layout=_WRAPPED),
            widgets.HBox([*self._words.values()], layout=_WRAPPED), self._rules,
        ])  # fmt: skip
        self._show()

    def _button(self, widgets: Any, name: str, do: Callable[[], None]) -> Any:
        button = widgets.Button(description=name.capitalize(), layout={"width": "8rem"})
        button.on_click(lambda _: do())
        return button

    def _show(self) -> None:
        """Show the line with what is filled in."""
        sheet, place = self._sheet, self._place
        if not sheet.lines:
            self._unit.value = rendered("show/finding", sentence=f"{sheet.path.name} has no line.")
            return
        line = sheet.lines[place]
        far = f"{sheet.decided} of {number(len(sheet.lines), 'line')} decided."
        now = line["decision"].strip()
        self._unit.value = str(rendered(
            "show/unit_to_code", far=f"{far} Line {place + 1}{f': {now}' if now else ''}.",
            label=line.get("label") or line["frame"], text=line.get("text", ""),
            before=line.get("before", ""), after=line.get("after", ""),
            said=[(coder, sheet.said(place, coder)) for coder in sheet.coders],
        ))  # fmt: skip
        self._rules.value = str(rendered("show/rules_to_code", rules=sheet.rules(place)))
        self._is_showing = True
        for name, control in self._choices.items():
            self._offer(control, sheet.codes(place, name), values_of(line[name]))
        for name, control in self._words.items():
            control.value = line[name]
        self._is_showing = False

    def _offer(self, control: Any, codes: dict[str, str], chosen: list[str]) -> None:
        """Offer the values that there are, numbered as keys name them."""
        control.value = ()
        control.options = [
            (f"{n} {label or code}", code) for n, (code, label) in enumerate(codes.items(), 1)
        ]
        control.rows = max(len(codes), 1)
        control.layout.display = None if codes else "none"
        known = {code.casefold(): code for code in codes}
        given = [known.get(one.strip().casefold()) for one in chosen]
        control.value = tuple(dict.fromkeys(filter(None, given)))

    def _writer(self, name: str) -> Callable[[Any], None]:
        def write(change: Any) -> None:
            if not self._is_showing:
                new = change["new"]
                self._write(name, new if isinstance(new, str) else ";".join(new))

        return write

    def _write(self, name: str, value: str) -> bool:
        """Save a cell; say in one line why it could not be saved."""
        try:
            self._sheet.write(self._place, name, value)
        except (FramingError, OSError) as error:
            self._told.value = str(error)
            self._show()
            return False
        self._told.value = "Saved."
        return True

    def _decide(self, word: str) -> None:
        if not self._sheet.lines or not self._fits(word) or not self._write("decision", word):
            return
        following = self._sheet.open_from(self._place)
        if following is None:
            self._told.value = f"Saved. All {len(self._sheet.lines)} lines are decided."
        self._go(self._place if following is None else following)

    def _fits(self, word: str) -> bool:
        """Tell whether a decision goes with the sub-codes that are chosen."""
        frame = self._sheet.codebook.frame(self._sheet.lines[self._place]["frame"])
        chosen = self._choices["subcode"].value if "subcode" in self._choices else ()
        found = [code for code in chosen if code in frame.subcodes]
        if word == decisions()[1] and found:
            self._told.value = f"Sub-code {some(found)} says how it is present: take it out first."
            return False
        return True

    def _go(self, place: int) -> None:
        if self._sheet.lines:
            self._place = place % len(self._sheet.lines)
        self._show()

    def _typed(self, change: Any) -> None:
        """Do what a key says; a letter that waits for its number stays."""
        typed = change["new"].strip().casefold()
        if not typed or typed in _LETTERS:
            return
        self._keys.value = ""
        if typed in _KEYS:
            self._decide(_KEYS[typed])
        elif typed in ("b", "n"):
            self._go(self._place + (1 if typed == "n" else -1))
        elif (choice := _CHOICE.fullmatch(typed)) and _LETTERS[choice[1]] in self._choices:
            self._toggle(self._choices[_LETTERS[choice[1]]], int(choice[2]) - 1)
        else:
            self._told.value = f"'{typed}' is no key here."

    def _toggle(self, control: Any, n: int) -> None:
        codes = [code for _, code in control.options]
        if n < len(codes):
            chosen = set(control.value) ^ {codes[n]}
            control.value = tuple(code for code in codes if code in chosen)
