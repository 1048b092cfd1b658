"""What a study's coders decided: read from files, adjudicated, or made by machines."""

from __future__ import annotations

from dataclasses import asdict
from functools import cached_property
from pathlib import Path

import pandas as pd

from framing.coding.byhand.adjudication import adjudication
from framing.coding.byhand.sample import key_of, read_sample
from framing.coding.claims import completed, described, placed
from framing.coding.claims_by_rules import claims_by_rules
from framing.coding.code import code
from framing.coding.codings import combined
from framing.coding.codings_files import read_decisions
from framing.coding.decisions import ROWS, ReadCodings, Unit
from framing.coding.entry_counts import entries
from framing.coding.rules import mentions
from framing.errors import Known, StudyError, some, suggestion
from framing.models.answer_files import ReadAnswers
from framing.models.model_codings import model_claims, model_codings
from framing.models.model_run import answer_paths
from framing.models.study_answers import study_answers
from framing.study.settings import FILE
from framing.study.store import kept
from framing.study.texts import Texts
from framing.study.unnamed import told_unnamed
from framing.tables.codes import CLASSIFIER, RULES, SIMILARITY
from framing.tables.contracts import FINAL
from framing.tables.contracts.contract import its_pseudonym
from framing.tables.require import empty, joined
from framing.voice.attributions import attributions


class Coded(Texts):
    """The part of a study that codes its texts, and reads what others coded."""

    @cached_property
    def not_scored(self) -> pd.DataFrame:
        """A row is an article in another language than the codebook's; no rule scores it."""
        other = self._in_another
        if len(other) == len(self.articles):
            language = other["language"]
            raise StudyError(
                f"{FILE}: no text is in the codebook's language ('{self.codebook.language}'); "
                f"found: {some(language.unique())}. Set language in the codebook, or in the "
                "articles' own column 'language' where it was told wrongly."
            )
        return other

    @property
    def _in_another(self) -> pd.DataFrame:
        read = self.corpus.articles.set_index("article")["language"]
        language = self.articles["article"].map(read)  # as it is told, and not as it is supposed
        return self.articles[language.notna() & (language != self.codebook.language)]

    @property
    def _scored(self) -> pd.DataFrame:
        """The sentences of articles in the codebook's language, or in one that is not known."""
        other = self.sentences["article"].isin(self.not_scored["article"])
        return self.sentences[~other]

    @kept
    def mentions(self) -> pd.DataFrame:
        """A row is a span where an indicator stands."""
        return mentions(self._scored, codebook=self.codebook)

    @kept
    def entries(self) -> pd.DataFrame:
        """A row is an entry of the codebook, with the number of sentences in which it stands."""
        return entries(self._scored, codebook=self.codebook)

    @cached_property
    def sample(self) -> pd.DataFrame | None:
        """A row is a unit drawn for coding by hand; none if the study names no sample."""
        return None if self._drawn is None else self._compared(self._drawn)

    @cached_property
    def _drawn(self) -> pd.DataFrame | None:
        """The sample as it was drawn, with what is left out of comparisons."""
        if self.sample_file is None:
            return None
        if not self.sample_file.exists():
            raise StudyError(_not_there(self.sample_file, "sample", "'framing sample' writes it"))
        return read_sample(self.sample_file)

    @cached_property
    def _files(self) -> dict[Path, ReadCodings]:
        """Each file of codings: what it holds and, of a coding sheet, what became of its lines."""
        return {file: self._read(file) for file in self.coding_files}

    def _read(self, file: Path) -> ReadCodings:
        """Read a file of codings; what was made of the study's sample is held against it."""
        if not file.exists():
            todo = "'framing sample' writes a sheet for each coder"
            raise StudyError(_not_there(file, "codings", todo))
        read = read_decisions(file, codebook=self.codebook, key=self._key)
        rounds = set(read.codings["round"])
        sample = self._drawn
        if not rounds or read.rows.empty or sample is None or not rounds <= set(sample["round"]):
            return read
        return read_decisions(file, codebook=self.codebook, sample=sample, key=self._key)

    @cached_property
    def _key(self) -> dict[str, Unit]:
        """Which sentence stands under which pseudonym on blind sheets."""
        names = its_pseudonym(self._split)
        units = zip(self._split["article"], self._split["sentence"].astype(int), strict=True)
        there = self.sample_file is not None and self.sample_file.exists()
        drawn = key_of([self._drawn] if there and self._drawn is not None else [])
        return dict(zip(names, units, strict=True)) | drawn

    @property
    def sheets(self) -> pd.DataFrame:
        """A row is a line of a coding sheet: read, open, rejected with its reason, or missing."""
        read = {**self._files, **self._settled}
        tables = [s.rows.assign(file=file.name) for file, s in read.items() if len(s.rows)]
        return (
            pd.concat(tables, ignore_index=True)
            if tables
            else pd.DataFrame(columns=["file", *ROWS])
        )

    @cached_property
    def _settled(self) -> dict[Path, ReadCodings]:
        """Each adjudicator's sheet that is there: a step of hand coding writes it."""
        there = [each.sheet for each in self.adjudications if each.sheet.exists()]
        return {
            sheet: read_decisions(sheet, codebook=self.codebook, key=self._key) for sheet in there
        }

    def predicted(self, coder: str) -> pd.DataFrame:
        """Return the codings that predict frames for a draw; sheets not there yet are no matter."""
        if coder == RULES:
            return code(self.sentences, codebook=self.codebook)
        there = [file for file in self.coding_files if file.exists()]
        read = [read_decisions(one, codebook=self.codebook, key=self._key) for one in there]
        own = [one.codings for one in read if coder in set(one.codings["coder"])]
        return combined(own) if own else self.codings

    @cached_property
    def rounds(self) -> dict[str, pd.DataFrame]:
        """Codings by round, from the study's files: practice is kept apart from ``final``."""
        given = [sheet.codings for sheet in self._files.values()]
        self._check_models(set().union(*(table["coder"] for table in given)))
        answers = [read.answers for read in self.model_answers.values()]
        given += [model_codings(each, codebook=self.codebook) for each in answers]
        every = pd.concat(given, ignore_index=True) if given else empty("codings")
        every = self._compared(every)
        joined(every[["article", "sentence"]], self.sentences[["article", "sentence"]])
        rounds = {name: combined([rows]) for name, rows in every.groupby("round")}
        todo = f"A round is known once a sheet of it has decisions and [coding] of {FILE} names it."
        return Known(rounds, what="round", todo=told_unnamed(self) or todo)

    def _compared(self, codings: pd.DataFrame) -> pd.DataFrame:
        """Return codings or drawn units without those of texts that were left out."""
        return codings[~codings["article"].isin(self.left_out["article"])].reset_index(drop=True)

    @cached_property
    def model_answers(self) -> dict[str, ReadAnswers]:
        """The answers of each language model that was asked, by the name of its coder."""
        if not answer_paths(self.folder):
            return {}
        return study_answers(
            self.folder, codebook=self.codebook, sentences=self.sentences, entries=self.models
        )

    @property
    def own_coders(self) -> set[str]:
        """The names of coders that no model may have: those of files, and of adjudications."""
        given = (read.codings["coder"] for read in self._files.values())
        return set().union(*given, (each.coder for each in self.adjudications))

    def _check_models(self, coders: set[str]) -> None:
        """Refuse a model that has the name of somebody else, who might be a person."""
        if twice := coders & self.model_answers.keys():
            raise StudyError(
                f"the coder {some(sorted(twice))} stands in [coding] codings of {FILE} and among "
                "the answers of models. Give one another name."
            )

    @cached_property
    def independent_codings(self) -> pd.DataFrame:
        """A row is one coder's own decision in the final round, or that of the rules."""
        rules = code(self._scored, codebook=self.codebook, evidence=self.mentions)
        rules = described(rules, self._claims_by_rules)
        return combined([self.rounds.get(FINAL, empty("codings")), rules])

    @kept
    def attributions(self) -> pd.DataFrame:
        """A row is what a text gives to somebody: quoted, or told in other words."""
        return attributions(self.sentences, articles=self.articles, actors=self._actors)

    @property
    def _actors(self) -> dict[str, dict[str, object]]:
        return {name: asdict(actor) for name, actor in self.codebook.actors.items()}

    @kept
    def _claims_by_rules(self) -> pd.DataFrame:
        """The claims of the rules; only texts with a hit are read for who speaks in them."""
        rows = self._scored
        rows = rows[rows["article"].isin(self.mentions["article"])]
        texts = self.articles[self.articles["article"].isin(rows["article"])]
        told = attributions(rows, articles=texts, actors=self._actors)
        return claims_by_rules(self.mentions, rows, told, codebook=self.codebook)

    @cached_property
    def codings(self) -> pd.DataFrame:
        """A row is one coder's decision: independent, adjudicated, and of other machines."""
        table = self.independent_codings
        for each in self.adjudications:
            if each.sheet not in self._settled:
                raise StudyError(each.todo)
            settled = self._compared(self._settled[each.sheet].codings)
            final = adjudication(table, coders=each.of, settled=settled, coder=each.coder)
            table = combined([table, final])
        self._check_coder(table, "answers_from", self.answers_from)
        if self.reference:
            self._check_coder(table, "reference", self.reference)
        return combined([table, *self._by_machines(table)])

    @cached_property
    def claims(self) -> pd.DataFrame:
        """A row is one way in which a sentence raises a frame, by whoever coded it."""
        told = [read.claims for read in self._files.values()]
        answers = [read.answers for read in self.model_answers.values()]
        told += [model_claims(each, codebook=self.codebook) for each in answers]
        final = [rows[rows["round"] == FINAL] for rows in told]
        every = self._compared(pd.concat([empty("claims"), *final, self._claims_by_rules]))
        return placed(completed(every, self.codings), self.sentences)

    def _by_machines(self, codings: pd.DataFrame) -> list[pd.DataFrame]:
        tables = []
        if SIMILARITY in self.machines:
            tables.append(code(self._scored, codebook=self.codebook, by=SIMILARITY))
        if CLASSIFIER in self.machines:
            if not self.reference:
                raise StudyError(
                    f"{FILE}: machines names '{CLASSIFIER}', which learns from the codings of "
                    "'reference', and none is given. Name a coder, or leave it out."
                )
            learnt = {"codings": codings, "reference": self.reference, "seed": self.seed}
            tables.append(code(self.sentences, codebook=self.codebook, by=CLASSIFIER, **learnt))
        return tables

    def _check_coder(self, codings: pd.DataFrame, key: str, coder: str) -> None:
        """Refuse a coder who coded nothing, and answers from a sample of the sentences."""
        if coder in self.machines:
            return
        names = list(dict.fromkeys([*codings["coder"], RULES, *self.machines]))
        if coder not in names:
            raise StudyError(
                f"{FILE}: {key} is '{coder}', who coded nothing. Coders: "
                f"{some(names)}.{suggestion(coder, names)}"
            )
        units = codings.loc[codings["coder"] == coder, ["article", "sentence"]]
        n = len(units.drop_duplicates())
        if coder in self.model_answers:  # what failed was asked, and is told of
            n = len(self.model_answers[coder].answers)
        if key == "answers_from" and self.sample_file and n < len(self.sentences):
            raise StudyError(
                f"{FILE}: answers_from is '{coder}', who coded {n} of {len(self.sentences)} "
                "sentences, a sample. Counts of a sample are not counts of the texts: state the "
                f"answers from a coder of all sentences, such as '{RULES}', and name '{coder}' "
                "as reference, so that estimates are corrected by it."
            )


def _not_there(file: Path, key: str, todo: str) -> str:
    """Say that a file that the settings name is not there, and how it comes about."""
    return (
        f"{file.name}: cannot be read: there is no such file in {file.parent}. {FILE} names it in "
        f"[coding] {key}: {todo}, else correct it."
    )
