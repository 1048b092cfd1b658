"""A study's tables, each read or computed when it is first asked for, and kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from framing.coding.byhand.adjudication import adjudication
from framing.coding.byhand.sample import read_sample
from framing.coding.code import code
from framing.coding.codings import combined
from framing.coding.codings_files import read_decisions
from framing.coding.decisions import ROWS, ReadCodings
from framing.coding.entry_counts import entries
from framing.coding.passages import passages
from framing.coding.rules import mentions
from framing.compare.article_frames import BY_ORIGIN, article_frames
from framing.corpus.load import Corpus, load
from framing.corpus.sentences import sentences, tokens
from framing.corpus.zones import zones
from framing.errors import FramingError, StudyError, number, some, suggestion
from framing.study import coders
from framing.study.settings import FILE, Settings, read_settings
from framing.tables.card import Card, Told
from framing.tables.codes import CLASSIFIER, RULES, SIMILARITY
from framing.tables.contracts import FINAL
from framing.tables.require import empty, joined
from framing.trust.checks import Checks
from framing.wire.align import alignments
from framing.wire.clauses import clause_origins
from framing.wire.families import families
from framing.wire.origin import origins
from framing.wire.passages_kept import passages_kept
from framing.wire.recurring import standing_text
from framing.wire.synopsis import synopsis
from framing.wire.truncation import truncation


@dataclass(frozen=True, repr=False)
class Study(Card, Settings):
    """A study's settings and its tables.

    Each table is one call of the public function of the same name, so that whatever the
    study shows can be had from the functions alone.
    """

    def _card(self) -> Told:
        try:
            texts = self.corpus.articles
        except FramingError as error:
            return Told(f"Study '{self.name}'", [str(error).rstrip(".")], "framing check")
        facts = [
            number(len(texts), "article"),
            number(texts["outlet"].nunique(), "outlet"),
            number(len(self.codebook.frames), "frame"),
            f"answers from '{self.answers_from}'",
        ]
        return Told(f"Study '{self.name}'", facts, "study.sentences, study.passages")

    @cached_property
    def corpus(self) -> Corpus:
        """Articles and the report on their inputs."""
        return load(
            self.sources, columns=self.columns, outlets=self.outlets, dates=self.dates,
            language=self.language,
        )  # fmt: skip

    @cached_property
    def articles(self) -> pd.DataFrame:
        """A row is an article; its family is the given one, or else the one that was found.

        Where a text does not tell its language, it is the study's.
        """
        table = self._told
        if self.corpus.has_families:
            return table
        family = self.families.set_index("article")["family"]
        return table.assign(family=table["article"].map(family).fillna(table["article"]))

    @cached_property
    def _told(self) -> pd.DataFrame:
        """The articles that were read, each with a language."""
        read = self.corpus.articles
        return read.assign(language=read["language"].fillna(self.language))

    @cached_property
    def families(self) -> pd.DataFrame:
        """A row is an article with those that tell the same story, found by their wording."""
        return families(self._split, articles=self._told)

    @cached_property
    def _split(self) -> pd.DataFrame:
        """A row is a sentence, with the family that the sources give."""
        return sentences(self._told)

    @property
    def inputs(self) -> pd.DataFrame:
        """A row is an input: kept, repaired or rejected."""
        return self.corpus.inputs

    @property
    def repairs(self) -> pd.DataFrame:
        """A row is a repair of an input."""
        return self.corpus.repairs

    @cached_property
    def zones(self) -> pd.DataFrame:
        """A row is a run of characters of one zone."""
        return zones(self.articles)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """A row is a sentence."""
        if self.corpus.has_families:
            return self._split
        family = self.articles.set_index("article")["family"]
        return self._split.assign(family=self._split["article"].map(family))

    @cached_property
    def alignments(self) -> pd.DataFrame:
        """A row is a pair of sentences, counterparts in two texts of one family."""
        return alignments(self.sentences, by="family")

    @cached_property
    def origins(self) -> pd.DataFrame:
        """A row is a sentence, with its origin: whether another text of its family has it."""
        return origins(
            self.sentences, self.alignments, reference=self._original,
            standing_text=self.standing_text,
        )  # fmt: skip

    @cached_property
    def standing_text(self) -> pd.DataFrame:
        """A row is a sentence that its outlet prints under many stories."""
        return standing_text(self.sentences, articles=self.articles)

    @cached_property
    def clause_origins(self) -> pd.DataFrame:
        """A row is a coding, with the origin of the clause that carries the frame."""
        return clause_origins(self.codings, self.origins, self.alignments, mentions=self.mentions)

    @cached_property
    def synopsis(self) -> pd.DataFrame:
        """A row is a family's unit in one of its texts."""
        return synopsis(self.sentences, self.alignments, by="family", reference=self._original)

    @property
    def _original(self) -> str:
        """The agency's original, if there is one; it must be an article."""
        names = self.articles["article"].tolist()
        if self.wire_reference and self.wire_reference not in names:
            raise StudyError(
                f"{FILE}: [wire] reference is '{self.wire_reference}', which is no article. "
                f"Articles: {some(names)}.{suggestion(self.wire_reference, names)}"
            )
        return self.wire_reference

    @cached_property
    def truncation(self) -> pd.DataFrame:
        """A row is a sentence of a family's longest text, and another text that has it or not."""
        return truncation(self.synopsis, self.sentences)

    @cached_property
    def passages_kept(self) -> pd.DataFrame:
        """A row is a passage of a family's longest text, and what another text made of it."""
        return passages_kept(
            self.codings,
            self.sentences,
            self.alignments,
            mentions=self.mentions,
            reference=self._original,
        )

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """A row is a word."""
        return tokens(self.sentences)

    @cached_property
    def not_scored(self) -> pd.DataFrame:
        """A row is an article in another language than the codebook's; no rule scores it."""
        language = self.corpus.articles["language"]  # as it is told, and not as it is supposed
        other = self.articles[language.notna() & (language != self.codebook.language)]
        if len(other) == len(self.articles):
            raise StudyError(
                f"{FILE}: no text is in the codebook's language ('{self.codebook.language}'); "
                f"found: {some(language.unique())}. Set language in the codebook, or in the "
                "articles' own column 'language' where it was told wrongly."
            )
        return other

    @property
    def _scored(self) -> pd.DataFrame:
        """The sentences of articles in the codebook's language, or in one that is not known."""
        other = self.sentences["article"].isin(self.not_scored["article"])
        return self.sentences[~other]

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """A row is a span where an indicator stands."""
        return mentions(self._scored, codebook=self.codebook)

    @cached_property
    def entries(self) -> pd.DataFrame:
        """A row is an entry of the codebook, with the number of sentences in which it stands."""
        return entries(self._scored, codebook=self.codebook)

    @cached_property
    def _files(self) -> dict[Path, ReadCodings]:
        """Each file of codings: what it holds and, of a coding sheet, what became of its lines."""
        return {file: self._read(file) for file in self.coding_files}

    def _read(self, file: Path) -> ReadCodings:
        """Read a file of codings; what was made of the study's sample is held against it."""
        if not file.exists():
            raise StudyError(
                f"{file.name}: cannot be read: there is no such file in {file.parent}. {FILE} "
                "names it in [coding] codings: 'framing sample' writes a sheet for each coder, "
                "else correct it."
            )
        read = read_decisions(file, codebook=self.codebook)
        rounds = set(read.codings["round"])
        sample = self.sample
        if not rounds or read.rows.empty or sample is None or not rounds <= set(sample["round"]):
            return read
        return read_decisions(file, codebook=self.codebook, sample=sample)

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
        return {sheet: read_decisions(sheet, codebook=self.codebook) for sheet in there}

    @cached_property
    def rounds(self) -> dict[str, pd.DataFrame]:
        """Codings by round, from the study's files: practice is kept apart from ``final``."""
        given = [sheet.codings for sheet in self._files.values()]
        every = pd.concat(given, ignore_index=True) if given else empty("codings")
        joined(every[["article", "sentence"]], self.sentences[["article", "sentence"]])
        return {name: combined([rows]) for name, rows in every.groupby("round")}

    @cached_property
    def independent_codings(self) -> pd.DataFrame:
        """A row is one coder's own decision in the final round, or that of the rules."""
        rules = code(self._scored, codebook=self.codebook, evidence=self.mentions)
        return combined([self.rounds.get(FINAL, empty("codings")), rules])

    @cached_property
    def codings(self) -> pd.DataFrame:
        """A row is one coder's decision: independent, adjudicated, and of other machines."""
        table = self.independent_codings
        for each in self.adjudications:
            if each.sheet not in self._settled:
                raise StudyError(each.todo)
            settled = self._settled[each.sheet].codings
            final = adjudication(table, coders=each.of, settled=settled, coder=each.coder)
            table = combined([table, final])
        self._check_coder(table, "answers_from", self.answers_from)
        if self.reference:
            self._check_coder(table, "reference", self.reference)
        return combined([table, *self._by_machines(table)])

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
        if key == "answers_from" and self.sample_file and n < len(self.sentences):
            raise StudyError(
                f"{FILE}: answers_from is '{coder}', who coded {n} of {len(self.sentences)} "
                "sentences, a sample. Counts of a sample are not counts of the texts: state the "
                f"answers from a coder of all sentences, such as '{RULES}', and name '{coder}' "
                "as reference, so that estimates are corrected by it."
            )

    @cached_property
    def coders(self) -> pd.DataFrame:
        """A row is a coder, with its kind."""
        return coders.all_coders(self)

    @cached_property
    def sample(self) -> pd.DataFrame | None:
        """A row is a unit drawn for coding by hand; none if the study names no sample."""
        return read_sample(self.sample_file) if self.sample_file else None

    @cached_property
    def passages(self) -> pd.DataFrame:
        """A row is a passage in which a coder found a frame, or a counter-passage."""
        return passages(self.codings, self.sentences, articles=self.articles)

    def article_frames(self, *, wire: str = "all") -> pd.DataFrame:
        """Return a row for each article, coder and frame."""
        if wire not in self._by_wire:
            of_clauses = wire in BY_ORIGIN
            codings = self.clause_origins if of_clauses else self.codings
            rows = self.origins if of_clauses else self.sentences
            self._by_wire[wire] = article_frames(codings, rows, wire=wire)
        return self._by_wire[wire]

    def answers(self, *, wire: str = "all") -> pd.DataFrame:
        """Return the article_frames that the answers state: those of ``answers_from``."""
        return self.article_frames(wire=wire).query("coder == @self.answers_from")

    @cached_property
    def _by_wire(self) -> dict[str, pd.DataFrame]:
        return {}

    @property
    def answer_codings(self) -> pd.DataFrame:
        """The codings that the answers state: those of ``answers_from``."""
        return self.codings[self.codings["coder"] == self.answers_from].reset_index(drop=True)

    @cached_property
    def checks(self) -> Checks:
        """How far the codings, and the answers from them, can be trusted."""
        return Checks(
            codings=self.codings, coders=self.coders, sentences=self.sentences,
            mentions=self.mentions, article_frames=self.article_frames(), rounds=self.rounds,
            sample=self.sample, codebook=self.codebook, reference=self.reference,
            answers_from=self.answers_from, stated=self.hypotheses, margin=self.margin,
            seed=self.seed,
        )  # fmt: skip

    @property
    def coded_by(self) -> str:
        """Say in plain words whose codings the answers state."""
        return coders.said(
            self.coders, self.answers_from, reference=self.reference,
            codings=self.rounds.get(FINAL, empty("codings")), n_sentences=len(self.sentences),
        )  # fmt: skip


def read_study(path: str | Path = "seeds") -> Study:
    """Read a study's settings and codebook; its tables are computed when asked for.

    Parameters
    ----------
    path : the folder of ``study.toml``. A relative one is sought in the current folder and
        in those above it.

    Returns
    -------
    The study; its settings are read, and nothing else yet.

    Raises
    ------
    StudyError, CodebookError : a file is missing, a key unknown or a value of a wrong type.
    """
    return Study(**read_settings(path))
