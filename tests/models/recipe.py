"""The recipe of docs/model-coding.md, followed with a planted truth and a server of our own."""

from __future__ import annotations

import shlex
from pathlib import Path
from random import Random

import pandas as pd

from framing.cli import main
from framing.study import Study, read_study
from tests.models.asked_study import CODEBOOK, write_asked
from tests.serving import serving
from tests.test_docs import PAGES, blocks, commands

PAGE = "model-coding.md"
ADDRESS = "http://localhost:11434/v1"
PLAIN = ("Tea was served at noon", "Rain fell on the square", "The agenda has many points")
N_TEXTS, N_SENTENCES = 40, 12


class Recipe:
    """A study that a model coded, and people checked; nobody edits it.

    The model overlooks frames in texts of outlet B, where the truth is that both are alike: as it
    counts, B has far less of the frame than A.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "my-study"
        self.truth: dict[str, bool] = {}
        write_asked(self.folder, texts=self._texts())
        book = CODEBOOK.replace('countercodes = { cooling = "a cooling" }\n', "")
        (self.folder / "codebook.toml").write_text(book, encoding="utf-8")
        self.names: dict[str, object] = {}
        with serving(self._finds, self._behaves) as self.served:
            for block in blocks(PAGES[PAGE]):
                self._follow(block.language, block.file, block.body)

    def _texts(self) -> dict[str, str]:
        """Write texts in which every sentence is one of its kind, so that no two are one story."""
        random, texts = Random(5), {}
        for number in range(N_TEXTS):
            said = []
            for at in range(N_SENTENCES):
                mark = f"{'b' if number % 2 else 'a'}{number:02}x{at:02}"
                framed = random.random() < 0.35
                words = f"The valley of {mark} was left outside" if framed else PLAIN[at % 3]
                others = " ".join(f"{mark}w{random.randrange(10**6)}" for _ in range(4))
                said.append(f"{words} {others}.")
                self.truth[said[-1]] = framed
            texts[f"text{number:02}"] = (
                f"Day n{number}n of talks n{number * 7919}\n\n{' '.join(said)}"
            )
        return texts

    def _finds(self, frame: str, sentence: str) -> bool:
        if frame != "is_outside" or "outside" not in sentence:
            return False
        return " of a" in sentence or sum(map(ord, sentence)) % 5 < 2

    def _behaves(self, sentence: str, before: int) -> str:
        return "prose" if "a00x" in sentence or "a02x03" in sentence else "ok"

    def _follow(self, language: str, file: str, body: str) -> None:
        if file:
            (self.folder.parent / file).write_text(body, encoding="utf-8", newline="\n")
        elif language == "sh":
            for line in commands(body.replace(ADDRESS, self.served.address)):
                told = [str(self.folder) if word == "my-study" else word
                        for word in shlex.split(line)[1:]]  # fmt: skip
                main(told)
                if told[0] == "sample":
                    self._code_by_hand()
        elif language == "python":
            exec(
                compile(body.replace('"my-study"', repr(str(self.folder))), PAGE, "exec"),
                self.names,
            )

    def _code_by_hand(self) -> None:
        sheet = self.folder / "coding" / "final-anna.csv"
        rows = pd.read_csv(sheet, dtype="str", keep_default_na=False)
        present = [
            frame == "is_outside" and self.truth.get(text, False)
            for frame, text in zip(rows["frame"], rows["text"], strict=True)
        ]
        rows["decision"] = ["present" if each else "absent" for each in present]
        for column, value in (("mode", "stated"), ("voice", "text"), ("subcode", "door")):
            rows[column] = [value if each else "" for each in present]
        rows.to_csv(sheet, index=False)

    @property
    def study(self) -> Study:
        return read_study(self.folder)
