"""How far codings by language models can be trusted, each check computed once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from framing.errors import ParameterError
from framing.models.answer_files import ReadAnswers
from framing.models.conclusions import choices, conclusions
from framing.models.failures import failure_rates, failures, instructed
from framing.models.study_answers import asked_table
from framing.tables.require import empty, require
from framing.trust.agreement import agreement
from framing.trust.by_value import apart, as_frames
from framing.trust.checks import Checks
from framing.trust.independence import derived

BY_VALUE = ("mode", "voice")


@dataclass(frozen=True, eq=False, repr=False)
class ModelChecks:
    """The checks of models; each is a call of the public function of the same name.

    Attributes
    ----------
    read : the answers of each model, by the name of its coder.
    checks : those of all codings.
    """

    read: Mapping[str, ReadAnswers]
    checks: Checks

    @cached_property
    def asked(self) -> pd.DataFrame:
        """What was asked of whom, and what became of it: a row is a coder."""
        return asked_table(self.read)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """A row is a coder and a unit that it was asked about."""
        tables = [each.answers for each in self.read.values() if len(each.answers)]
        if not tables:
            return empty("answers")
        return require(pd.concat(tables, ignore_index=True), "answers")

    @cached_property
    def failures(self) -> pd.DataFrame:
        """A row is a unit that was asked and has no decision."""
        return failures(self.answers, self.checks.sentences)

    @cached_property
    def failure_rates(self) -> pd.DataFrame:
        """How often each failed and refused, by outlet and by length of text."""
        return failure_rates(self.answers, self.checks.sentences)

    @cached_property
    def instructed(self) -> pd.DataFrame:
        """How units were answered that hold instructions, beside those that do not."""
        return instructed(
            self.answers, self.checks.sentences, codings=self.checks.codings,
            reference=self.checks.reference,
        )  # fmt: skip

    @property
    def held(self) -> list[str]:
        """The models that may be held against the reference, by name."""
        derivative = derived(self.checks.coders, self.checks.reference, self.checks.codings)
        return sorted(set(self.read) & set(self.checks.codings["coder"]) - derivative)

    @cached_property
    def agreement_by_outlet(self) -> pd.DataFrame:
        """Each model against the reference, outlet by outlet."""
        return _stacked([self.checks.by_outlet(name) for name in self.held], "agreement")

    @cached_property
    def agreement_by_value(self) -> pd.DataFrame:
        """Each model against the reference: a row is a frame's mode or voice, as a yes or no."""
        rows = [table for name in self.held for variable in BY_VALUE
                if len(table := self._by_value(name, variable))]  # fmt: skip
        columns = ["variable", "value"]
        return pd.concat(rows, ignore_index=True) if rows else empty("agreement").assign(
            **dict.fromkeys(columns, "")
        )  # fmt: skip

    def _by_value(self, coder: str, variable: str) -> pd.DataFrame:
        """Hold one model against the reference; no row if either tells nothing of it."""
        checks = self.checks
        values = as_frames(checks.scored(coder), variable, [coder, checks.reference])
        try:
            found = agreement(
                values, coder=coder, reference=checks.reference, sentences=checks.sentences,
                sample=checks.sample,
            )  # fmt: skip
        except ParameterError:  # one of them gives no value
            return empty("agreement")
        return apart(found, variable)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """May what a model finds of a frame be counted, and do its errors differ by outlet?"""
        return _stacked([self.checks.verdicts_of(name) for name in self.held], "verdicts")

    @cached_property
    def choices(self) -> pd.DataFrame:
        """What each coder of all texts says of each outlet and frame."""
        return choices(self.checks, models=list(self.read))

    @cached_property
    def conclusions(self) -> pd.DataFrame:
        """What the models conclude of each outlet and frame, beside rules and people."""
        return conclusions(self.choices, self.asked)


def _stacked(tables: list[pd.DataFrame], name: str) -> pd.DataFrame:
    given = [table for table in tables if len(table)]
    if not given:
        return empty(name)
    return require(pd.concat(given, ignore_index=True), name)
