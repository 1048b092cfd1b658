"""How far codings, and answers from them, can be trusted: each check computed once, and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.coding.codings import ROUNDS
from framing.coding.disagreements import disagreements
from framing.compare.difference import Comparison, comparison
from framing.compare.findings import findings
from framing.compare.hypotheses import hypotheses
from framing.compare.shares import salience
from framing.tables.codes import (
    ALIKE,
    AS_STATED,
    LESS,
    MODEL,
    MORE,
    NOT_SHOWN,
    NOT_TOLD,
    PERSON,
    RELIABILITY,
    RULES,
    UNCHECKED,
)  # fmt: skip
from framing.tables.contracts import FINAL
from framing.tables.require import empty, require, values_of
from framing.tables.toml import SEED
from framing.trust.agreement import ALL, agreement
from framing.trust.corrected_difference import corrected_comparison
from framing.trust.corrected_hypotheses import corrected_hypotheses
from framing.trust.correction import codes_needed, correction
from framing.trust.grade import grades
from framing.trust.independence import derived, independent
from framing.trust.indicators import false_hits, indicators
from framing.trust.leading import leading, without_limits
from framing.trust.reliability import LISTED, reliability
from framing.trust.robustness import robustness
from framing.trust.verdicts import verdicts

VALUES = LISTED
_ROUNDING = 1e-9  # what sums of weights may be off by in an F1


@dataclass(frozen=True, eq=False, repr=False)
class Checks:
    """The checks of codings; each is a call of the public function of the same name.

    Attributes
    ----------
    codings : a row is a coder's decision, those of every coder.
    coders : a row is a coder, with its kind and whose codings it settles.
    sentences, mentions : the sentences that were coded, and where indicators stand in them.
    article_frames : a row is an article, coder and frame.
    rounds : independent codings by round; ``final`` is the one that answers rest on.
    sample : a row is a unit drawn for coding by hand; none if no sample was.
    codebook : the codebook.
    reference, answers_from : the coder held to be right, or "", and the one of the answers.
    stated : the hypotheses.
    margin : a difference in shares of sentences that would not matter, if one was set.
    seed : of what is drawn.
    repeated : the coders that are one language model's coding, repeated.
    in_prompts : a row is a unit whose words stood in a model's prompt, with the ``coder``: it is
        no test of that model, and is left out where the model is held against the reference.
    """

    codings: pd.DataFrame
    coders: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    article_frames: pd.DataFrame
    rounds: Mapping[str, pd.DataFrame]
    sample: pd.DataFrame | None
    codebook: Codebook
    reference: str
    answers_from: str
    stated: Sequence[Mapping[str, str]] = ()
    margin: float | None = None
    seed: int = SEED
    repeated: Sequence[Sequence[str]] = ()
    in_prompts: pd.DataFrame | None = None

    @cached_property
    def counted(self) -> str:
        """The coder whose error is corrected: the language model of the answers, else the rules."""
        kind = self.coders.set_index("coder")["kind"].get(self.answers_from)
        derivative = derived(self.coders, self.reference, empty("codings"))
        is_model = kind == MODEL and self.answers_from not in derivative
        return self.answers_from if is_model else RULES

    @cached_property
    def reliability(self) -> pd.DataFrame:
        """Agreement of independent coders on each frame: of people, and of language models."""
        return self._agreed("present", FINAL)

    @cached_property
    def reliability_of_values(self) -> pd.DataFrame:
        """The same for sub-codes, modes and voices, each value as its own yes or no."""
        tables = [table for variable in VALUES if len(table := self._agreed(variable, FINAL))]
        return _stacked(tables, "reliability")

    @cached_property
    def practice(self) -> pd.DataFrame:
        """Agreement on each frame in training and pilot rounds, on which no answer rests."""
        rounds = [name for name in ROUNDS if name in self.rounds and name != FINAL]
        tables = [self._agreed("present", name).assign(round=name) for name in rounds]
        return _stacked(tables, "practice")

    def _agreed(self, variable: str, round: str) -> pd.DataFrame:
        codings = self.rounds.get(round, empty("codings"))
        given = {"kinds": self.coders, "sentences": self.sentences, "variable": variable}
        tables = [reliability(codings, coders=names, **given) for names in self._groups(codings)]
        return _stacked(tables, "reliability")

    def _groups(self, codings: pd.DataFrame) -> Iterator[list[str]]:
        """Yield the people who coded for themselves, if there are two, and the language models.

        Codings that are known to be one, repeated, are a group of their own.
        """
        alike = {name for names in self.repeated for name in names}
        for kind in (PERSON, MODEL):
            names = independent(self.coders, kind, codings["coder"])
            if len(names := [name for name in names if name not in alike]) > 1:
                yield names
        yield from (list(names) for names in self.repeated if len(names) > 1)

    @cached_property
    def disagreements(self) -> pd.DataFrame:
        """Units on which people differ; on which language models do, if no two people coded."""
        codings = self.rounds.get(FINAL, empty("codings"))
        for names in self._groups(codings):
            return disagreements(codings, coders=names, sentences=self.sentences)
        return pd.DataFrame(columns=["article", "sentence", "frame", "outlet", "text"])

    @cached_property
    def agreement(self) -> pd.DataFrame:
        """Each coder against the reference, but those from whose codings it was made.

        ``reference_alpha`` is the agreement of those, if they are persons: the reference can be no
        better.
        """
        names = sorted(
            set(self.codings["coder"]) - derived(self.coders, self.reference, self.codings)
        )
        table = _stacked([self._held(name, by_outlet=False) for name in names], "agreement")
        return table.assign(reference_alpha=table["frame"].map(self._reference_alpha))

    @property
    def _reference_alpha(self) -> dict[str, float]:
        """Alpha of the persons whose codings the reference settles, by frame."""
        settled = self.coders.set_index("coder")["settles"].get(self.reference)
        rows = self.reliability
        rows = rows[rows["called"] == RELIABILITY]
        rows = rows[rows["coders"] == ";".join(sorted(values_of(settled)))]
        return dict(zip(rows["frame"], rows["alpha"], strict=True))

    @cached_property
    def agreement_by_outlet(self) -> pd.DataFrame:
        """The rules against the reference, each outlet by itself."""
        return self.by_outlet(RULES)

    def by_outlet(self, coder: str) -> pd.DataFrame:
        """Return a coder against the reference, each outlet by itself; no row without one."""
        if coder in derived(self.coders, self.reference, self.codings):
            return empty("agreement")
        rows = self._held(coder, by_outlet=True)
        return rows[rows["outlet"] != ALL].reset_index(drop=True)

    def scored(self, coder: str) -> pd.DataFrame:
        """Return all codings but a model's own of units whose words stood in its prompt."""
        if self.in_prompts is None or coder not in set(self.in_prompts["coder"]):
            return self.codings
        key = ["coder", "article", "sentence"]
        own = pd.MultiIndex.from_frame(self.in_prompts[key])
        return self.codings[~pd.MultiIndex.from_frame(self.codings[key]).isin(own)]

    def _held(self, coder: str, *, by_outlet: bool) -> pd.DataFrame:
        return agreement(
            self.scored(coder), coder=coder, reference=self.reference,
            sentences=self.sentences, sample=self.sample, by_outlet=by_outlet,
        )  # fmt: skip

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """What each indicator is worth; no row without a reference."""
        if not self.reference:
            return empty("indicators")
        given: dict[str, Any] = {"codebook": self.codebook, "reference": self.reference}
        return indicators(self.mentions, self.codings, **given)

    @cached_property
    def false_hits(self) -> pd.DataFrame:
        """The passages that indicators hit and the reference coded absent."""
        given: dict[str, Any] = {"codebook": self.codebook, "reference": self.reference}
        return false_hits(self.mentions, self.codings, self.sentences, **given)

    @property
    def coded_in_full(self) -> bool:
        """Whether the reference has a row for every sentence and frame."""
        n = len(self.sentences) * len(self.codebook.frames)
        return bool((self.codings["coder"] == self.reference).sum() == n)

    @cached_property
    def corrected(self) -> pd.DataFrame:
        """The counted shares corrected by the reference; no row if nothing can correct them."""
        return self._corrected("present", self.reliability)

    @cached_property
    def corrected_values(self) -> pd.DataFrame:
        """The same for sub-codes, modes and voices, each value as its own yes or no."""
        found = [self._corrected(name, self.reliability_of_values) for name in VALUES]
        return _stacked([table for table in found if len(table)], "corrected")

    def _corrected(self, variable: str, reliability: pd.DataFrame) -> pd.DataFrame:
        if not self._correctable:
            return empty("corrected")
        reliability = reliability[self._of_the_reference(reliability)]
        return correction(
            self.codings, self.sentences, **self._pair, variable=variable, reliability=reliability
        )

    @property
    def _pair(self) -> dict[str, Any]:
        """Who is corrected, by whom, and by which sample."""
        return {"coder": self.counted, "reference": self.reference, "sample": self.sample}

    def _of_the_reference(self, reliability: pd.DataFrame) -> pd.Series:
        """Tell which rows are of the people whose codings the reference is, or settles."""
        settled = self.coders.set_index("coder")["settles"].get(self.reference)
        people = {self.reference, *values_of(settled)}
        found = [bool(people & set(values_of(names))) for names in reliability["coders"]]
        return pd.Series(found, index=reliability.index, dtype=bool)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """Say whether what is counted of a frame may be; no row without a reference."""
        return self.verdicts_of(self.counted)

    def verdicts_of(self, coder: str) -> pd.DataFrame:
        """Say of each frame whether what a coder finds may be counted."""
        if not self.reference or coder in derived(self.coders, self.reference, self.codings):
            return empty("verdicts")
        given = {**self._pair, "coder": coder, "kinds": self.coders}
        return verdicts(self.scored(coder), self.sentences, **given)

    def codes_needed(self, half_width: float) -> pd.DataFrame:
        """Tell how many more reference codes would give intervals of a wanted half-width."""
        if self.sample is None or not self._correctable:
            return empty("codes_needed")
        return codes_needed(self.codings, self.sentences, half_width=half_width, **self._pair)

    @property
    def _correctable(self) -> bool:
        known = self.sample is not None or self.coded_in_full
        return self.reference not in ("", self.counted) and known

    def robustness(self, frame: str) -> pd.DataFrame:
        """Return the answer on a frame under each other defensible choice."""
        if frame not in self._robustness:
            weaker = self.codings["coder"].isin(self._weaker(frame))
            self._robustness[frame] = robustness(
                self.codings[~weaker], self.sentences,
                frame=self.codebook.frame(frame),
                coder=self.answers_from, reference=self.reference, sample=self.sample,
                corrected=frame in self.led, tests=self.homogeneity, seed=self.seed,
            )  # fmt: skip
            if frame in self.unchecked:
                self._robustness[frame] = _untold(self._robustness[frame])
        return self._robustness[frame]

    def _weaker(self, frame: str) -> set[str]:
        """Name the coders that meet the reference less well than the coder of the answer does.

        They are no defensible choice. Where the answers state the reference itself, every
        other source is one.
        """
        rows = self.agreement[self.agreement["frame"] == frame].set_index("coder")["f1"]
        own = rows.get(self.answers_from, float("nan"))
        return set(rows.index[(rows < own - _ROUNDING).to_numpy()])

    @cached_property
    def _robustness(self) -> dict[str, pd.DataFrame]:
        return {}

    def grades(self, frame: str) -> pd.DataFrame:
        """Grade how much each statement on a frame can carry."""
        rows = self.reliability
        rows = rows[(rows["frame"] == frame) & (rows["called"] == RELIABILITY)]
        found = grades(
            self.robustness(frame),
            reliability=rows.loc[rows["verdict"].notna(), "ci_low"].min(),
            coded_twice=bool((rows["n"] > 0).any()),
        )
        if frame in self.unchecked:
            return found.assign(grade=NOT_TOLD, failed=UNCHECKED)
        return found

    @cached_property
    def leading(self) -> pd.DataFrame:
        """The share of sentences that leads for each outlet and frame."""
        own = salience(self._answers)
        if self.answers_from != self.counted or self.sample is None:
            return leading(own, empty("corrected"))
        return leading(own, self.corrected)

    @cached_property
    def unchecked(self) -> frozenset[str]:
        """The frames of which the answers count hits of a machine that nobody has checked."""
        if self.answers_from != self.counted:
            return frozenset()
        checked = self.verdicts.loc[self.verdicts["verdict"] != UNCHECKED, "frame"]
        return frozenset(self.codebook.frames) - set(checked)

    @cached_property
    def led(self) -> frozenset[str]:
        """The frames of which a corrected share leads in some outlet."""
        return frozenset(self.leading.loc[self.leading["called"] != "", "frame"])

    def as_counted(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return rows by the coder's counts, without intervals where corrected shares lead.

        Of differences so are the frames of which hits are not yet checked.
        """
        return without_limits(rows, self.led | self.unchecked if "p" in rows else self.led)

    @property
    def homogeneity(self) -> pd.DataFrame:
        """Whether the outlets differ on each frame of which that may be said."""
        return self._compared.homogeneity

    @cached_property
    def findings(self) -> pd.DataFrame:
        """What may be said of each outlet's difference in share of sentences, as it leads.

        Of unchecked hits there is neither interval nor claim.
        """
        found = self._compared
        return findings(found.difference, found.homogeneity, margin=self.margin)

    @cached_property
    def _compared(self) -> Comparison:
        """The outlets beside each other on each frame that is checked, corrected where that leads.

        All frames are judged together.
        """
        own = self._answers[~self._answers["frame"].isin(self.unchecked | self.led)]
        if not (led := self.led - self.unchecked):
            return comparison(own, seed=self.seed)
        better = corrected_comparison(self.codings, self.sentences, **self._pair)
        apart, tests = (table[table["frame"].isin(led)] for table in better)
        found = comparison(own, others=tests, seed=self.seed)
        apart = _stacked([each for each in (found.difference, apart) if len(each)], "difference")
        return Comparison(apart, found.homogeneity)

    @property
    def _answers(self) -> pd.DataFrame:
        return self.article_frames[self.article_frames["coder"] == self.answers_from]

    @cached_property
    def hypotheses(self) -> pd.DataFrame:
        """The stated hypotheses with Holm's p; no row if none is stated.

        Where a corrected share leads they are about corrected shares, and of unchecked hits nothing
        is judged.
        """
        stated = require(pd.DataFrame(list(self.stated)), "hypotheses") if self.stated else None
        if stated is None:
            return empty("hypotheses")
        names = ["measure", "outlet", "reference", "frame"]
        hits = stated.loc[stated["frame"].isin(self.unchecked), names].assign(note=UNCHECKED)
        led = stated[stated["frame"].isin(self.led - self.unchecked)]
        better = empty("difference")
        if len(led):
            better = corrected_hypotheses(self.codings, self.sentences, led, **self._pair)
        instead = _stacked(
            [t for t in (hits.assign(coder=self.counted, wire="all"), better) if len(t)],
            "difference",
        )
        return hypotheses(self._answers, stated, instead=instead, seed=self.seed)


def _untold(robustness: pd.DataFrame) -> pd.DataFrame:
    """Take findings beyond what texts print out of the answers under other choices."""
    claim = robustness["claim"].mask(
        robustness["claim"].isin([MORE, LESS, ALIKE, NOT_SHOWN]), NOT_TOLD
    )
    stated = robustness.assign(claim=claim)[robustness["variant"] == AS_STATED]
    said = robustness["outlet"].map(stated.set_index("outlet")["claim"])
    return robustness.assign(claim=claim, stands=(claim == said).astype("boolean"))


def _stacked(tables: Sequence[pd.DataFrame], name: str) -> pd.DataFrame:
    """Put tables of one contract under each other; none make its empty table."""
    return require(pd.concat(tables, ignore_index=True), name) if tables else empty(name)
