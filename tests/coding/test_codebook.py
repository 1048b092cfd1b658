"""Codebooks: what a file may say, and how a fault in it is told."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from framing.coding.codebook import Codebook, Frame, parse_codebook
from framing.coding.codebook_files import read_codebook
from framing.coding.indicator import Indicator
from framing.coding.patterns import Entry, Group, Pattern, parse_entry
from framing.errors import CodebookError
from tests.cases import each_of

EXAMPLE = """
[codebook]
name = "Ukraine talks, February 2025"
version = "1.0.0"
language = "en"

[terms]
ukraine = ["Ukrain*", "Kyiv"]

[modes]
asserted = "asserted"
feared = "feared"

[voices]
text = "the text itself"
us = "US side"

[frames.ukraine_exclusion]
label = "Ukraine's exclusion"
definition = "Ukraine has no part in the talks."
include = ["Ukraine learns of the talks later."]
exclude = ["The talks alone."]
examples = ["They met without Kyiv."]
subcodes = { left_out = "left out", informed_only = "informed only" }
countercodes = { included = "included after all" }
source = "Own."

[[frames.ukraine_exclusion.indicators]]
id = "sidelined"
subcode = "left_out"
any = ["left out", "over the head* of"]

[[frames.ukraine_exclusion.indicators]]
id = "fate decided by others"
all = ["@ukraine", ["fate", "future"], "decid*"]
within = 12
unless = ["Kyiv decides"]
"""


def pattern(letters: str) -> Pattern:
    """Write a pattern as entries do: ``head*``."""
    return Pattern(letters.strip("*"), letters.startswith("*"), letters.endswith("*"))


def group(*entries: str) -> Group:
    return tuple(Entry(tuple(map(pattern, entry.split()))) for entry in entries)


def read(folder: Path, text: str) -> Codebook:
    path = folder / "codebook.toml"
    path.write_text(text, encoding="utf-8")
    return read_codebook(path)


def fault(folder: Path, text: str) -> str:
    with pytest.raises(CodebookError) as error:
        read(folder, text)
    return str(error.value)


def indicator(fields: str, *, terms: str = "", subcodes: str = "{}") -> str:
    """Write a codebook with frame 'f' and one indicator of the given fields."""
    return f"""
    codebook = {{ name = "b" }}
    {terms and f"[terms]{terms}"}
    [frames.f]
    definition = "d"
    subcodes = {subcodes}
    [[frames.f.indicators]]
    {fields}
    """


def parsed(entry: str) -> Entry:
    values = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d"}}}
    values["frames"]["f"]["indicators"] = [{"id": "i", "any": [entry]}]
    return parse_codebook(values, source="b").frames["f"].indicators[0].any[0]


def test_a_codebook_is_read_as_it_stands_in_the_file(tmp_path):
    codebook = read(tmp_path, EXAMPLE)
    ukraine = group("ukrain*", "kyiv")
    assert codebook == Codebook(
        name="Ukraine talks, February 2025",
        version="1.0.0",
        language="en",
        terms={"ukraine": ukraine},
        modes={"asserted": "asserted", "feared": "feared"},
        voices={"text": "the text itself", "us": "US side"},
        sha256=codebook.sha256,
        frames={
            "ukraine_exclusion": Frame(
                id="ukraine_exclusion",
                label="Ukraine's exclusion",
                definition="Ukraine has no part in the talks.",
                include=("Ukraine learns of the talks later.",),
                exclude=("The talks alone.",),
                examples=("They met without Kyiv.",),
                subcodes={"left_out": "left out", "informed_only": "informed only"},
                countercodes={"included": "included after all"},
                source="Own.",
                indicators=(
                    Indicator("sidelined", "left_out", any=group("left out", "over the head* of")),
                    Indicator(
                        "fate decided by others",
                        all=(ukraine, group("fate", "future"), group("decid*")),
                        within=12,
                        unless=group("kyiv decides"),
                    ),
                ),
            )
        },
    )


def test_the_digest_is_that_of_the_file(tmp_path):
    assert read(tmp_path, EXAMPLE).sha256 == hashlib.sha256(EXAMPLE.encode()).hexdigest()


def test_what_a_codebook_need_not_say_has_a_default(tmp_path):
    codebook = read(tmp_path, "codebook = { name = 'b' }\nframes.f = { definition = 'd' }")
    assert codebook == Codebook("b", "", "en", {"f": Frame("f", "f", "d")}, sha256=codebook.sha256)


def test_a_byte_order_mark_is_no_fault(tmp_path):
    assert read(tmp_path, f"\ufeff{EXAMPLE}").name == "Ukraine talks, February 2025"


FAULTS = {
    "an unknown key of the file": (
        "codebok = { name = 'b' }",
        "codebook.toml: unknown key 'codebok'. Allowed: codebook, terms, modes, means, voices, "
        "actors, rules, frames. Did you mean 'codebook'?",
    ),
    "an unknown key of the codebook": (
        "codebook = { name = 'b', versions = '1' }",
        "codebook.toml: [codebook]: unknown key 'versions'. Allowed: name, version, language. "
        "Did you mean 'version'?",
    ),
    "no name": (
        "codebook = {}\nframes.f = { definition = 'd' }",
        "codebook.toml: [codebook]: 'name' is missing; give text in quotes.",
    ),
    "no frames": (
        "codebook = { name = 'b' }",
        "codebook.toml: there is no frame; add a table [frames.NAME].",
    ),
    "two frames of one label": (
        "codebook = { name = 'b' }\nframes.f = { definition = 'd', label = 'F' }\n"
        "frames.g = { definition = 'e', label = 'F' }",
        "codebook.toml: the frames 'f' and 'g' have one label, 'F'. Give each its own: pages tell "
        "them apart by it.",
    ),
    "an unknown key of a frame": (
        "codebook = { name = 'b' }\nframes.f = { definition = 'd', subcode = {} }",
        "codebook.toml: frame 'f': unknown key 'subcode'. Allowed: label, definition, include, "
        "exclude, examples, subcodes, countercodes, demands, "
        "possible, source, indicators. Did you mean 'subcodes'?",
    ),
    "no definition": (
        "codebook = { name = 'b' }\nframes.f = { label = 'F' }",
        "codebook.toml: frame 'f': 'definition' is missing; give text in quotes.",
    ),
    "an empty definition": (
        "codebook = { name = 'b' }\nframes.f = { definition = '' }",
        "codebook.toml: frame 'f': 'definition' is empty; give text in quotes.",
    ),
    "a frame that is no table": (
        "codebook = { name = 'b' }\nframes.f = 'd'",
        "codebook.toml: frame 'f': text in quotes stands where a table is needed.",
    ),
    "a rule for people that is no text": (
        "codebook = { name = 'b' }\nframes.f = { definition = 'd', include = ['a', 2] }",
        "codebook.toml: frame 'f': 'include', entry 2 is 2; text in quotes is needed.",
    ),
    "a label that is no text": (
        "codebook = { name = 'b' }\nstances = { feared = true }\nframes.f = { definition = 'd' }",
        "codebook.toml: 'modes.feared' is True; text in quotes is needed.",
    ),
    "a name that codings could not hold": (
        "codebook = { name = 'b' }\nvoices = { 'us;eu' = 'both' }\nframes.f = { definition = 'd' }",
        "codebook.toml: 'voices' names 'us;eu'; a name is not empty and has no ';'.",
    ),
    "a code for and against": (
        "codebook = { name = 'b' }\n[frames.f]\ndefinition = 'd'\nsubcodes = { x = 'X' }\n"
        "countercodes = { x = 'X' }",
        "codebook.toml: frame 'f': 'x' stands in 'subcodes' and in 'countercodes'; choose one.",
    ),
    "a term that is no list": (
        indicator("id = 'i'\nany = ['x']", terms="\nkyiv = 'Kyiv'"),
        "codebook.toml: [terms]: 'kyiv' is text in quotes ('Kyiv'); a list is needed.",
    ),
    "a term without entries": (
        indicator("id = 'i'\nany = ['x']", terms="\nkyiv = []"),
        "codebook.toml: [terms]: 'kyiv' has no entry; give at least one.",
    ),
    "an unknown key of an indicator": (
        indicator("id = 'i'\nanny = ['x']"),
        "codebook.toml: frame 'f', indicator 'i': unknown key 'anny'. Allowed: id, subcode, any, "
        "all, who, does, whom, order, within, unless, zone, quotation, language. "
        "Did you mean 'any'?",
    ),
    "no id": (
        indicator("any = ['x']"),
        "codebook.toml: frame 'f', indicator 1: 'id' is missing; give text in quotes.",
    ),
    "an id given twice": (
        indicator("id = 'i'\nany = ['x']\n[[frames.f.indicators]]\nid = 'i'\nany = ['y']"),
        "codebook.toml: frame 'f': indicator 'i' stands twice; each needs its own id.",
    ),
    "any and all": (
        indicator("id = 'i'\nany = ['x']\nall = ['x', 'y']"),
        "codebook.toml: frame 'f', indicator 'i': give either 'any' (one entry suffices) or 'all' "
        "(each member at least once), or 'who' 'does' it to 'whom'.",
    ),
    "neither any nor all": (
        indicator("id = 'i'\nunless = ['x']"),
        "codebook.toml: frame 'f', indicator 'i': give either 'any' (one entry suffices) or 'all' "
        "(each member at least once), or 'who' 'does' it to 'whom'.",
    ),
    "an any without entries": (
        indicator("id = 'i'\nany = []"),
        "codebook.toml: frame 'f', indicator 'i': 'any' has no entry; give at least one.",
    ),
    "an all with one member": (
        indicator("id = 'i'\nall = ['x']"),
        "codebook.toml: frame 'f', indicator 'i': 'all' has 1 member; give at least two, or use "
        "'any'.",
    ),
    "a member without entries": (
        indicator("id = 'i'\nall = ['x', []]"),
        "codebook.toml: frame 'f', indicator 'i': 'all, member 2' has no entry; give at least one.",
    ),
    "a member that is no text": (
        indicator("id = 'i'\nall = ['x', ['y', 3]]"),
        "codebook.toml: frame 'f', indicator 'i': 'all, member 2', entry 2 is 3; text in quotes is "
        "needed.",
    ),
    "an empty entry": (
        indicator("id = 'i'\nany = ['x', ' ']"),
        "codebook.toml: frame 'f', indicator 'i': 'any', entry 2 is ' '; text in quotes is needed.",
    ),
    "an entry without a word": (
        indicator("id = 'i'\nany = ['...']"),
        "codebook.toml: frame 'f', indicator 'i': any, entry 1: '...' holds no word.",
    ),
    "a bare *": (
        indicator("id = 'i'\nany = ['left out', 'over the * of']"),
        "codebook.toml: frame 'f', indicator 'i': any, entry 2: a bare '*' would match every word.",
    ),
    "a * for a part of a compound": (
        indicator("id = 'i'\nunless = ['*-led']\nany = ['x']"),
        "codebook.toml: frame 'f', indicator 'i': unless, entry 1: a bare '*' would match every "
        "word.",
    ),
    "a * inside a word": (
        indicator("id = 'i'\nall = ['x', ['y', 'decid*d']]"),
        "codebook.toml: frame 'f', indicator 'i': all, member 2, entry 2: 'decid*d' has a '*' "
        "inside; it stands only at a word's start or end.",
    ),
    "one letter beside a *": (
        indicator("id = 'i'\nany = ['x']", terms="\nletters = ['a*']"),
        "codebook.toml: [terms]: letters, entry 1: 'a*' would match too much; put at least two "
        "letters beside '*'.",
    ),
    "an unknown term": (
        indicator("id = 'i'\nany = ['@ukrain']", terms="\nukraine = ['Kyiv']"),
        "codebook.toml: frame 'f', indicator 'i': any, entry 1: '@ukrain' is not defined above in "
        "[terms]. Defined: ukraine. Did you mean 'ukraine'?",
    ),
    "a term used before it is defined": (
        indicator("id = 'i'\nany = ['x']", terms="\nparties = ['@kyiv']\nkyiv = ['Kyiv']"),
        "codebook.toml: [terms]: parties, entry 1: '@kyiv' is not defined above in [terms]. "
        "Defined: none.",
    ),
    "a term within a phrase": (
        indicator("id = 'i'\nany = ['war in @ukraine']", terms="\nukraine = ['Kyiv']"),
        "codebook.toml: frame 'f', indicator 'i': any, entry 1: 'war in @ukraine' has an '@' "
        "inside; '@name' is an entry of its own.",
    ),
    "a sub-code that is not defined": (
        indicator(
            "id = 'i'\nsubcode = 'left'\nany = ['x']", subcodes="{ left_out = '', told = '' }"
        ),
        "codebook.toml: frame 'f', indicator 'i': subcode is 'left', which the frame does not "
        "define. Defined: left_out, told. Did you mean 'left_out'?",
    ),
    "a window of no words": (
        indicator("id = 'i'\nall = ['x', 'y']\nwithin = 0"),
        "codebook.toml: frame 'f', indicator 'i': 'within' is 0; a number of words from 1 on is "
        "needed.",
    ),
    "a window in words": (
        indicator("id = 'i'\nall = ['x', 'y']\nwithin = 'twelve'"),
        "codebook.toml: frame 'f', indicator 'i': 'within' is text in quotes ('twelve'); a whole "
        "number is needed.",
    ),
    "a window of half a word": (
        indicator("id = 'i'\nall = ['x', 'y']\nwithin = 2.5"),
        "codebook.toml: frame 'f', indicator 'i': 'within' is a number with decimals (2.5); a "
        "whole number is needed.",
    ),
    "a window that is true": (
        indicator("id = 'i'\nall = ['x', 'y']\nwithin = true"),
        "codebook.toml: frame 'f', indicator 'i': 'within' is true or false (True); a whole number "
        "is needed.",
    ),
}


@pytest.mark.parametrize(("text", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_names_its_place_and_what_is_allowed(tmp_path, text, message):
    assert fault(tmp_path, text) == message


def test_what_is_not_toml_is_told_with_its_line(tmp_path):
    message = fault(tmp_path, "[codebook]\nname 'b'\n")
    assert message.startswith("codebook.toml is not well-formed TOML: ")
    assert "line 2" in message


def test_what_is_not_utf_8_is_told(tmp_path):
    (tmp_path / "codebook.toml").write_bytes("[codebook]\nname = 'Erdoğan'".encode("iso8859-9"))
    with pytest.raises(CodebookError) as error:
        read_codebook(tmp_path / "codebook.toml")
    assert str(error.value) == "codebook.toml, line 2: this is not UTF-8; save it as UTF-8."


def test_a_missing_file_is_told_with_the_place(tmp_path):
    with pytest.raises(CodebookError) as error:
        read_codebook(tmp_path / "book.toml")
    assert str(error.value) == (
        f"book.toml cannot be read: No such file or directory. Looked in {tmp_path}."
    )


def test_a_term_may_be_used_in_terms_below_it_and_repeats_count_once(tmp_path):
    terms = "\nukraine = ['Ukrain*', 'Kyiv']\nparties = ['Kyiv', '@ukraine', 'Moscow']"
    codebook = read(tmp_path, indicator("id = 'i'\nany = [' @parties', 'Minsk']", terms=terms))
    assert codebook.terms["parties"] == group("kyiv", "ukrain*", "moscow")
    assert codebook.frames["f"].indicators[0].any == group("kyiv", "ukrain*", "moscow", "minsk")


ENTRIES = {
    "Kyiv’s": (Pattern("kyiv"),),
    "over the head* of": group("over the head* of")[0].words,
    "*crat": (Pattern("crat", open_start=True),),
    "*kraine*": (Pattern("kraine", True, True),),
    "Trump–Putin": (Pattern("trump"), Pattern("putin")),
    "Ukrain*-led": (Pattern("ukrain", open_end=True), Pattern("led")),
    "US": (Pattern("us", capitals=True),),
    "U.S.": (Pattern("us", capitals=True),),
    "U.S": (Pattern("us", capitals=True),),
    "EU’s": (Pattern("eu", capitals=True),),
    "US-EU talks": (Pattern("us", capitals=True), Pattern("eu", capitals=True), Pattern("talks")),
    "ÖVP": (Pattern("övp", capitals=True),),
    "UNESCO": (Pattern("unesco"),),
    "E3": (Pattern("e3"),),
    "US*": (Pattern("us", open_end=True),),
    "Us": (Pattern("us"),),
    "a.m.": (Pattern("a.m"),),
}  # fmt: skip


@each_of("entry, patterns", ENTRIES.items())
def test_an_entry_is_read_word_by_word(entry, patterns):
    assert parse_entry(entry) == Entry(patterns)
    assert parsed(entry) == Entry(patterns)


def test_a_frame_that_is_not_there_is_told_with_those_that_are(tmp_path):
    with pytest.raises(CodebookError) as error:
        read(tmp_path, EXAMPLE).frame("ukraine_exclusio")
    assert str(error.value) == (
        "frame is 'ukraine_exclusio', but the codebook 'Ukraine talks, February 2025' has no such "
        "frame. Frames: ukraine_exclusion. Did you mean 'ukraine_exclusion'?"
    )


def test_other_entries_make_another_codebook_and_leave_this_one(tmp_path):
    codebook, same = read(tmp_path, EXAMPLE), read(tmp_path, EXAMPLE)
    edited = codebook.with_entries(
        frame="ukraine_exclusion",
        indicator="fate decided by others",
        any=["frozen out", "@ukraine"],
    )
    first, second = edited.frame("ukraine_exclusion").indicators
    assert first == codebook.frame("ukraine_exclusion").indicators[0]
    assert second == Indicator(
        "fate decided by others",
        any=group("frozen out", "ukrain*", "kyiv"),
        within=12,
        unless=group("kyiv decides"),
    )
    assert edited.sha256 == ""
    assert codebook == same


def test_entries_of_a_new_indicator_are_added_to_the_frame(tmp_path):
    codebook = read(tmp_path, EXAMPLE)
    edited = codebook.with_entries(frame="ukraine_exclusion", indicator="tried", any=["bypass*"])
    old = codebook.frame("ukraine_exclusion").indicators
    new = Indicator("tried", any=group("bypass*"))
    assert edited.frame("ukraine_exclusion").indicators == (*old, new)


def test_a_fault_in_other_entries_names_frame_indicator_and_entry(tmp_path):
    with pytest.raises(CodebookError) as error:
        read(tmp_path, EXAMPLE).with_entries(
            frame="ukraine_exclusion", indicator="sidelined", any=["left out", "*"]
        )
    assert str(error.value) == (
        "frame 'ukraine_exclusion', indicator 'sidelined': any, entry 2: a bare '*' would match "
        "every word."
    )
