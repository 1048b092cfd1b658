"""Code the generated study by hand, from pilot to adjudication, by people who err.

The rules err too: an indicator finds a sentence that says nothing of the frame, and another
is lacking. The planted codes are the truth, so that every step can be held against them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pandas as pd

from framing.cli import main
from framing.study import read_study
from framing.tables.hashes import pseudonym
from framing.trust.checks import Checks
from tests.generated import Planted, write_study

PEOPLE, ADJUDICATOR = ("anna", "ben"), "clara"
ERRORS = {"pilot": 0.08, "final": 0.02}  # the chance that a person decides wrongly
DRAWN = {"pilot": 60, "final": 600}
MACHINES = """\
codings = ["coding/pilot-anna.csv", "coding/pilot-ben.csv", "coding/final-anna.csv",
           "coding/final-ben.csv"]
coders = "coders.csv"
answers_from = "rules"
machines = ["similarity", "classifier"]
sample = "coding/final-sample.csv"
"""
SETTLED = """\
reference = "adjudicated"

[[adjudication]]
coder = "adjudicated"
of = ["anna", "ben"]
sheet = "coding/adjudication-clara.csv"

[[hypotheses]]
outlet = "Écho & Dépêche"
frame = "left_out"
expected = "more"

[[hypotheses]]
outlet = "Beacon"
frame = "warm_words"
expected = "less"
"""


class HandCoded:
    """A study coded from pilot to adjudication, and the truth that was planted."""

    def __init__(self, folder: Path, settings: str = "") -> None:
        planted = write_hand_coded(folder).codings
        self.truth = planted.set_index(["article", "sentence", "frame"])["present"]
        with (folder / "study.toml").open("a", encoding="utf-8") as file:
            file.write(settings)
        self.study = read_study(folder)

    @property
    def checks(self) -> Checks:
        return self.study.checks


def write_hand_coded(folder: Path, *, seed: int = 5) -> Planted:
    """Write the generated study into ``folder`` and code a sample of it by hand."""
    planted = write_study(folder)
    truth = planted.codings.set_index(["article", "sentence", "frame"])["present"]
    _spoil(folder / "codebook.toml")
    settings = folder / "study.toml"
    plain = settings.read_text(encoding="utf-8").split("[coding]")[0]
    by_rules = f'{plain}[coding]\ncodebook = "codebook.toml"\n'
    settings.write_text(by_rules, encoding="utf-8")
    for name in DRAWN:
        _command("sample", folder, n=DRAWN[name], round=name, coder=PEOPLE)
        for person in PEOPLE:
            sheet = folder / "coding" / f"{name}-{person}.csv"
            _fill(sheet, truth, chance=ERRORS[name], random=Random(f"{seed} {name} {person}"))
    people = pd.DataFrame({"coder": [*PEOPLE, ADJUDICATOR], "kind": "person"})
    people.to_csv(folder / "coders.csv", index=False)
    settings.write_text(f"{by_rules}{MACHINES}", encoding="utf-8")
    _command("adjudicate", folder, coder=[ADJUDICATOR], of=PEOPLE)
    sheet = folder / "coding" / f"adjudication-{ADJUDICATOR}.csv"
    _fill(sheet, truth, chance=0, random=Random(seed))
    settings.write_text(f"{by_rules}{MACHINES}{SETTLED}", encoding="utf-8")
    (folder / "codings.csv").unlink()
    return planted


def _spoil(codebook: Path) -> None:
    """Make the rules err: a false hit comes in, and half of the praise is missed."""
    text = codebook.read_text(encoding="utf-8")
    text = text.replace('unless = ["photograph"]\n', "").replace('"warm words", ', "")
    codebook.write_text(text, encoding="utf-8")


def _command(name: str, folder: Path, **given: object) -> None:
    options = [
        word
        for key, value in given.items()
        for each in (value if isinstance(value, list | tuple) else [value])
        for word in (f"--{key}", str(each))
    ]
    if main([name, str(folder), *options]):
        raise RuntimeError(f"framing {name} failed")


def _fill(sheet: Path, truth: pd.Series, *, chance: float, random: Random) -> None:
    """Decide every line of a sheet by the truth, save for a chance of error."""
    rows = pd.read_csv(sheet, dtype="str", keep_default_na=False)
    units = {pseudonym(*key[:2]): key[:2] for key in truth.index}  # sheets are blind
    keys = zip(rows["unit"], rows["frame"], strict=True)
    present = [truth[*units[unit], frame] == 1 for unit, frame in keys]
    wrong = [random.random() < chance for _ in present]
    words = ("absent", "present")
    rows["decision"] = [words[int(a != b)] for a, b in zip(present, wrong, strict=True)]
    rows.to_csv(sheet, index=False)


if __name__ == "__main__":
    write_hand_coded(Path(sys.argv[1]))
