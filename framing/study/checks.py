"""How far a study's codings and answers can be trusted: each check computed once, and kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from framing.coding.codings import MODEL, PERSON
from framing.coding.disagreements import disagreements
from framing.coding.rules import RULES
from framing.compare.hypotheses import hypotheses
from framing.study.coders import derived, independent
from framing.tables.contracts import FINAL
from framing.tables.require import empty, values_of
from framing.trust.agreement import ALL, agreement
from framing.trust.correction import codes_needed, corrected
from framing.trust.grade import grades
from framing.trust.indicators import false_hits, indicators
from framing.trust.reliability import reliability
from framing.trust.robustness import robustness

if TYPE_CHECKING:
    from framing.study.study import Study

VALUES = ("subcode", "stance", "voice")


class Checks:
    """The checks of one study; each is a call of the public function of the same name."""

    def __init__(self, study: Study) -> None:
        self.study = study

    @cached_property
    def reliability(self) -> pd.DataFrame:
        """Agreement of independent coders on each frame: of people, and of language models."""
        return self._agreed("present", FINAL)

    @cached_property
    def reliability_of_values(self) -> pd.DataFrame:
        """The same for sub-codes, stances and voices, each value as its own yes or no."""
        tables = [table for variable in VALUES if len(table := self._agreed(variable, FINAL))]
        return _stacked(tables, "reliability")

    @cached_property
    def practice(self) -> pd.DataFrame:
        """Agreement on each frame in training and pilot rounds, on which no answer rests."""
        rounds = [name for name in sorted(self.study.rounds, reverse=True) if name != FINAL]
        tables = [self._agreed("present", name).assign(round=name) for name in rounds]
        return _stacked(tables, "reliability")

    def _agreed(self, variable: str, round: str) -> pd.DataFrame:
        codings = self.study.rounds.get(round, empty("codings"))
        coders, sentences = self.study.coders, self.study.sentences
        tables = [
            reliability(codings, coders=names, kinds=coders, sentences=sentences, variable=variable)
            for names in self._groups(codings)
        ]
        return _stacked(tables, "reliability")

    def _groups(self, codings: pd.DataFrame) -> Iterator[list[str]]:
        """Yield the people who coded for themselves, if there are two, and the language models."""
        for kind in (PERSON, MODEL):
            names = independent(self.study.coders, kind, codings["coder"])
            if len(names) > 1:
                yield names

    @cached_property
    def disagreements(self) -> pd.DataFrame:
        """Units on which people differ; on which language models do, if no two people coded."""
        codings = self.study.rounds.get(FINAL, empty("codings"))
        for names in self._groups(codings):
            return disagreements(codings, coders=names, sentences=self.study.sentences)
        return pd.DataFrame(columns=["article", "sentence", "frame", "outlet", "text"])

    @cached_property
    def agreement(self) -> pd.DataFrame:
        """Each coder against the reference, but those from whose codings it was made.

        ``reference_alpha`` is the agreement of those: the reference can be no better.
        """
        names = sorted(set(self.study.codings["coder"]) - derived(self.study))
        table = _stacked([self._held(name, by_outlet=False) for name in names], "agreement")
        return table.assign(reference_alpha=table["frame"].map(self._reference_alpha))

    @property
    def _reference_alpha(self) -> dict[str, float]:
        """Alpha of the coders whose codings the reference settles, by frame."""
        settled = self.study.coders.set_index("coder")["settles"].get(self.study.reference)
        rows = self.reliability
        rows = rows[rows["coders"] == ";".join(sorted(values_of(settled)))]
        return dict(zip(rows["frame"], rows["alpha"], strict=True))

    @cached_property
    def agreement_by_outlet(self) -> pd.DataFrame:
        """The rules against the reference, each outlet by itself."""
        if RULES in derived(self.study):
            return empty("agreement")
        rows = self._held(RULES, by_outlet=True)
        return rows[rows["outlet"] != ALL].reset_index(drop=True)

    def _held(self, coder: str, *, by_outlet: bool) -> pd.DataFrame:
        return agreement(
            self.study.codings, coder=coder, reference=self.study.reference,
            sentences=self.study.sentences, sample=self.study.sample, by_outlet=by_outlet,
        )  # fmt: skip

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """What each indicator is worth; no row without a reference."""
        if not self.study.reference:
            return empty("indicators")
        return indicators(
            self.study.mentions, self.study.codings, codebook=self.study.codebook,
            reference=self.study.reference,
        )  # fmt: skip

    @cached_property
    def false_hits(self) -> pd.DataFrame:
        """The passages that indicators hit and the reference coded absent."""
        return false_hits(
            self.study.mentions, self.study.codings, self.study.sentences,
            codebook=self.study.codebook, reference=self.study.reference,
        )  # fmt: skip

    @property
    def coded_in_full(self) -> bool:
        """Whether the reference has a row for every sentence and frame."""
        held = (self.study.codings["coder"] == self.study.reference).sum()
        return bool(held == len(self.study.sentences) * len(self.study.codebook.frames))

    @cached_property
    def corrected(self) -> pd.DataFrame:
        """The rules' shares corrected by the reference; no row if nothing can correct them."""
        if not self._correctable:
            return empty("corrected")
        return corrected(
            self.study.codings, self.study.sentences, sample=self.study.sample,
            reference=self.study.reference, seed=self.study.seed,
        )  # fmt: skip

    def codes_needed(self, half_width: float) -> pd.DataFrame:
        """Tell how many more reference codes would give intervals of a wanted half-width."""
        if self.study.sample is None or not self._correctable:
            return empty("codes_needed")
        return codes_needed(
            self.study.codings, self.study.sentences, half_width=half_width,
            sample=self.study.sample, reference=self.study.reference,
        )  # fmt: skip

    @property
    def _correctable(self) -> bool:
        known = self.study.sample is not None or self.coded_in_full
        return bool(self.study.reference) and self.study.reference != RULES and known

    def robustness(self, frame: str) -> pd.DataFrame:
        """Return the answer on a frame under each other defensible choice."""
        if frame not in self._robustness:
            weaker = self.study.codings["coder"].isin(self._weaker(frame))
            self._robustness[frame] = robustness(
                self.study.codings[~weaker], self.study.sentences,
                frame=self.study.codebook.frame(frame),
                coder=self.study.answers_from, reference=self.study.reference,
                sample=self.study.sample, seed=self.study.seed,
            )  # fmt: skip
        return self._robustness[frame]

    def _weaker(self, frame: str) -> set[str]:
        """Name the coders that meet the reference less well than the coder of the answer does.

        They are no defensible choice. Where the answers state the reference itself, every
        other source is one.
        """
        rows = self.agreement[self.agreement["frame"] == frame].set_index("coder")["f1"]
        own = rows.get(self.study.answers_from, float("nan"))
        return set(rows.index[(rows < own).to_numpy()])

    @cached_property
    def _robustness(self) -> dict[str, pd.DataFrame]:
        return {}

    def grades(self, frame: str) -> pd.DataFrame:
        """Grade how much each statement on a frame can carry."""
        judged = self.reliability[
            (self.reliability["frame"] == frame) & self.reliability["verdict"].notna()
        ]
        return grades(self.robustness(frame), reliability=judged["ci_low"].min())

    @cached_property
    def hypotheses(self) -> pd.DataFrame:
        """The stated hypotheses with Holm's p; no row if none is stated."""
        texts = self.study.article_frames()
        texts = texts[texts["coder"] == self.study.answers_from]
        stated = pd.DataFrame(list(self.study.hypotheses))
        if stated.empty:
            return empty("hypotheses")
        return hypotheses(texts, stated, seed=self.study.seed)


def _stacked(tables: Sequence[pd.DataFrame], name: str) -> pd.DataFrame:
    """Put tables of one contract under each other; none make its empty table."""
    return pd.concat(tables, ignore_index=True) if tables else empty(name)
