"""What the pages in docs/ promise: their examples run, their links lead somewhere."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import re
import shlex
import shutil
import warnings
from pathlib import Path
from typing import NamedTuple

import pytest

from framing.cli import main
from framing.corpus.formats import BY_SUFFIX, TABLES, TEXTS
from framing.corpus.readers import inputs
from framing.errors import RepairWarning
from framing.report import batch
from tests.conftest import ROOT
from tests.public import FUNCTIONS, reference

DOCS = ROOT / "docs"
PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md"))}
ELSEWHERE = {  # pages whose examples need more around them, and the tests that run them
    "own-codebook.md": "coding/test_label_studio.py",
    "hand-coding.md": "coding/test_handcoding_guide.py",
    "model-coding.md": "models/test_recipe.py",
}
SLOW = {"framing report my-study"}  # runs every notebook: done by the slow test of its page only
BUILT = {  # as the README's commands do
    "framing report seeds --output reports/seeds --jobs 2",
    "framing report seeds --page frame --frame european_reactions",
}
BUILDS = {"batch.md"}  # its Python code builds reports: followed by the slow test alone
LONG = {  # written by scripts, wholly or in part
    "reference.md", "aligning.md", "coverage.md", "correction.md",
}  # fmt: skip
LANGUAGES = {"python", "sh", "text", "text output", "text part", "csv", "json", "toml", "html"}


class Block(NamedTuple):
    """A fenced block: its language, the file that it is to be saved as, and what it says."""

    language: str
    file: str
    body: str


def blocks(page: str) -> list[Block]:
    found = []
    for told, body in re.findall(r"^```([^\n`]*)\n(.*?)^```$", page, flags=re.S | re.M):
        language, _, file = told.partition(" title=")
        found.append(Block(language.strip(), file.strip(), body))
    return found


def commands(shell: str) -> list[str]:
    lines = [line.partition("  #")[0].rstrip() for line in shell.splitlines()]
    return [line for line in lines if line.startswith("framing ")]


def commands_of(page: str) -> set[str]:
    return {line for b in blocks(page) if b.language == "sh" for line in commands(b.body)}


def follow(name: str, *, slow: bool) -> None:
    """Do what a page says, in its order: save files, run code and commands, compare output."""
    names: dict[str, object] = {"__name__": "__main__"}  # as in a script
    printed: list[str] = []
    for number, block in enumerate(blocks(PAGES[name]), 1):
        place = f"{name}, block {number}"
        if block.file:
            path = Path(block.file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8", newline="\n")
        elif block.language in ("python", "sh"):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                if block.language == "python":
                    exec(compile(block.body, place, "exec"), names)
                else:
                    run(block, slow=slow)
            printed = trimmed(out.getvalue())
        elif block.language == "text output":
            assert printed == trimmed(block.body), place
        elif block.language == "text part":
            assert [line for line in trimmed(block.body) if line not in printed] == [], place


def run(block: Block, *, slow: bool) -> None:
    for line in commands(block.body):
        with pytest.MonkeyPatch.context() as patch:
            if line in BUILT:
                patch.setattr(batch, "build", understood)
            if slow or line not in SLOW:
                assert main(shlex.split(line)[1:]) == 0, line


def understood(study: object, *, output: str, **_: object) -> batch.Report:
    return batch.Report(Path(output), ())


def trimmed(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the shipped study and its notebooks."""
    for each in ("seeds", "notebooks"):
        shutil.copytree(ROOT / each, tmp_path / each)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {*ELSEWHERE, *BUILDS}])
@pytest.mark.usefixtures("folder")
def test_what_a_page_says_can_be_done_in_its_order(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RepairWarning)
        follow(name, slow=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [name for name, page in PAGES.items() if name in BUILDS or commands_of(page) & SLOW]
)
@pytest.mark.usefixtures("folder", "here")
def test_what_a_page_says_can_be_done_with_its_slow_commands_too(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RepairWarning)
        follow(name, slow=True)


def test_every_command_that_is_not_run_like_the_others_stands_on_a_page() -> None:
    told = set().union(*map(commands_of, PAGES.values()))
    assert told >= SLOW | BUILT


@pytest.mark.parametrize(("name", "test"), ELSEWHERE.items())
def test_a_page_that_is_not_run_here_is_run_elsewhere(name: str, test: str) -> None:
    assert name in PAGES
    assert name in (ROOT / "tests" / test).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ELSEWHERE])
def test_every_block_is_closed_and_of_a_known_language(name: str) -> None:
    found = blocks(PAGES[name])
    assert {block.language for block in found} <= LANGUAGES
    assert len(re.findall(r"^```", PAGES[name], flags=re.M)) == 2 * len(found)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_file_and_a_heading(name: str) -> None:
    prose = re.sub(r"^```.*?^```$", "", PAGES[name], flags=re.S | re.M)
    for link in re.findall(r"\]\(([^)\s]+)\)", prose):
        file, _, heading = link.partition("#")
        if "://" not in link:
            place = DOCS / file if file else DOCS / name
            assert place.exists(), link
            assert not heading or heading in headings(place), link


def calls(name: str) -> list[tuple[str, ast.Call]]:
    """Return the calls of public functions that stand in sentences of a page."""
    by_end = {known.rpartition(".")[2]: known for known in FUNCTIONS}
    found = []
    for code in re.findall(
        r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", PAGES[name], flags=re.S | re.M)
    ):
        with contextlib.suppress(SyntaxError):
            tree = ast.parse(code, mode="eval").body
            if isinstance(tree, ast.Call) and (tree.args or tree.keywords):
                called = ast.unparse(tree.func).rpartition(".")[2]
                if called in by_end:
                    found.append((by_end[called], tree))
    return found


@pytest.mark.parametrize("name", sorted(set(PAGES) - LONG))
def test_a_call_in_a_sentence_is_one_that_the_function_takes(name: str) -> None:
    for function, call in calls(name):
        signature = inspect.signature(FUNCTIONS[function])
        is_short = any(isinstance(arg, ast.Constant) and arg.value is ... for arg in call.args)
        given = {keyword.arg: None for keyword in call.keywords if keyword.arg}
        args = [
            arg for arg in call.args if not (isinstance(arg, ast.Constant) and arg.value is ...)
        ]
        bind = signature.bind_partial if is_short else signature.bind
        try:
            bind(*args, **given)
        except TypeError as error:
            pytest.fail(f"{name}: {ast.unparse(call)}: {error}")


def test_calls_in_sentences_are_found() -> None:
    assert sum(len(calls(name)) for name in set(PAGES) - LONG) > 10


def headings(page: Path) -> set[str]:
    """Return the headings of a page as links name them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", sorted(set(PAGES) - LONG - set(ELSEWHERE)))
def test_a_page_can_be_read_in_one_go(name: str) -> None:
    assert PAGES[name].count("\n") <= 145
    assert re.findall(r"^# ", prose(name), flags=re.M) == ["# "]


def prose(name: str) -> str:
    return re.sub(r"^```.*?^```$", "", PAGES[name], flags=re.S | re.M)


def test_the_map_leads_to_every_page() -> None:
    linked = set(re.findall(r"\]\(([\w-]+\.md)", PAGES["README.md"]))
    assert linked == set(PAGES) - {"README.md"}


def test_the_reference_is_what_the_docstrings_say_today() -> None:
    """If this fails: python docs/reference.py --write."""
    assert PAGES["reference.md"] == reference().page()


def test_the_reference_names_every_public_function_once() -> None:
    named = re.findall(r"^### ([\w.]+)$", PAGES["reference.md"], flags=re.M)
    assert sorted(named) == sorted(FUNCTIONS)


def test_a_function_without_sections_still_has_its_entry() -> None:
    def words(text: str, *, by: str = "a") -> list[str]:
        """Split at blanks."""
        return text.split(by)

    said = reference().entry("words", words)
    assert said.startswith("### words\n\n```text\nwords(text: str, *, by: str = 'a') -> list[str]")
    assert said.endswith("Split at blanks.")


def test_methods_cites_only_what_the_docstrings_cite() -> None:
    sources = "\n".join(
        file.read_text(encoding="utf-8") for file in sorted((ROOT / "framing").rglob("*.py"))
    )
    cited = re.findall(
        r"\b([A-Z][A-Za-zä]+)(?: et al\.| (?:and|&) [A-Z][a-z]+)? \((\d{4})\)", prose("methods.md")
    )
    assert len(cited) > 20
    for name, year in cited:
        assert re.search(rf"\b{name}\b[^()]{{0,80}}\({year}\)", sources), (name, year)


def test_methods_names_only_public_functions() -> None:
    tables = [line.split("|")[2] for line in prose("methods.md").splitlines() if "| `" in line]
    named = {name for cell in tables for name in re.findall(r"`([\w.]+)`", cell)}
    assert len(named) > 5
    assert named <= set(FUNCTIONS)


def listed(row: str) -> set[str]:
    """Return the endings of files that a row of the list of formats names."""
    (cells,) = re.findall(rf"^\| {row}[^|]*\|(.*)\|$", PAGES["own-corpus.md"], flags=re.M)
    return set(re.findall(r"`(\.[a-z0-9.]+)`", cells))


def test_the_list_of_formats_names_each_ending_that_is_read_and_no_other() -> None:
    assert listed("texts") == {one for one, kind in BY_SUFFIX.items() if kind in TEXTS}
    assert listed("a table") == {one for one, kind in BY_SUFFIX.items() if kind in TABLES}
    packed = {f".{one.rpartition('.')[2]}" for one in listed("an archive")}
    assert packed == set(inputs.ARCHIVES)


def test_what_contributing_says_of_readers_is_there() -> None:
    said = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## To add a reader")[2]
    corpus = ROOT / "framing" / "corpus"
    for name in re.findall(r"`(\w+/|\w+\.py)`", said):
        assert (corpus / name).exists(), name
    for folder, function in re.findall(r"`(\w+)/`:.*?`(\w+)\(", said, flags=re.S):
        modules = (one.read_text(encoding="utf-8") for one in (corpus / folder).glob("*.py"))
        assert any(f"def {function}(" in module for module in modules), (folder, function)
