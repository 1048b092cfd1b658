"""Label Studio: tasks and configuration out, annotations back as codings, nothing lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from framing.coding.byhand.blank_sheet import write_sheet
from framing.coding.codebook import parse_codebook
from framing.coding.codings_files import read_decisions, write_codings
from framing.coding.decisions import ReadCodings, units_of
from framing.coding.exchange.label_config import choices_of, label_studio_config
from framing.coding.exchange.label_studio import label_studio_tasks, read_export
from framing.errors import CodebookError, ParameterError, StudyError
from framing.tables.require import empty, require
from tests.cases import each_of
from tests.handcoding import book, corpus, key

BOOK = book()
SENTENCES = corpus(A=3, B=2)


def result(name: str, *words: str, kind: str = "choices") -> dict:
    value = {"text": list(words)} if kind == "textarea" else {"choices": list(words)}
    return {"from_name": name, "to_name": "text", "type": kind, "value": value, "id": "x"}


def annotation(number: int, *results: dict, by: object = 1, **more: object) -> dict:
    return {"id": number, "completed_by": by, "was_cancelled": False, "result": [*results], **more}


def task(number: int, *annotations: dict, article="A.txt", sentence=0, **more: object) -> dict:
    data = {"article": article, "sentence": sentence, "text": "A says."}
    return {"id": number, "data": data, "annotations": [*annotations], **more}


def read(export: object, **options) -> ReadCodings:
    data = json.dumps(export).encode()
    return read_export(data, "export.json", **{"codebook": BOOK, **options})


def states(found) -> list[tuple]:
    columns = ["place", "frame", "state", "reason"]
    rows = found.rows[columns].astype("object")
    return [tuple(row) for row in rows.where(rows.notna(), None).values.tolist()]


def fault(source, **options) -> str:
    with pytest.raises(StudyError) as error:
        read(source, **options)
    return str(error.value)


# -- tasks ------------------------------------------------------------------------------------


def test_a_task_is_a_sentence_between_its_neighbours():
    tasks = [one["data"] for one in label_studio_tasks(SENTENCES, codebook=BOOK)]
    found = {key(SENTENCES)[one["unit"]]: one for one in tasks}
    assert {unit: (one["before"], one["text"], one["after"]) for unit, one in found.items()} == {
        ("A.txt", 0): ("[the text begins]", "A says 0.", "A says 1."),
        ("A.txt", 1): ("A says 0.", "A says 1.", "A says 2."),
        ("A.txt", 2): ("A says 1.", "A says 2.", "[the text ends]"),
        ("B.txt", 0): ("[the text begins]", "B says 0.", "B says 1."),
        ("B.txt", 1): ("B says 0.", "B says 1.", "[the text ends]"),
    }
    assert {one["codebook"] for one in tasks} == {"version 1.0, hash 01234567"}


def test_tasks_are_as_blind_as_sheets_and_can_be_saved():
    tasks = json.loads(json.dumps(label_studio_tasks(SENTENCES, codebook=BOOK)))
    names = {"unit", "before", "text", "after", "codebook"}
    assert all(set(one) == {"data"} and set(one["data"]) == names for one in tasks)
    units = [one["data"]["unit"] for one in tasks]
    assert units == sorted(units)  # an order of texts would tell which sentences go together
    assert "A.txt" not in json.dumps(tasks)


def test_a_sample_limits_the_tasks_and_leaves_the_context():
    drawn = pd.DataFrame({"article": ["A.txt"], "sentence": [1], "probability": [0.5]})
    (only,) = label_studio_tasks(SENTENCES, codebook=BOOK, sample=drawn)
    assert (only["data"]["before"], only["data"]["after"]) == ("A says 0.", "A says 2.")
    lost = drawn.assign(sentence=9)
    with pytest.raises(ParameterError, match=r"sample: 1 of 1 units are no sentences here"):
        label_studio_tasks(SENTENCES, codebook=BOOK, sample=lost)


def test_the_order_of_sentences_changes_no_task():
    shuffled = SENTENCES.sample(frac=1, random_state=1)
    assert label_studio_tasks(shuffled, codebook=BOOK) == label_studio_tasks(
        SENTENCES, codebook=BOOK
    )


def test_what_was_coded_blind_is_read_by_the_sample_given_or_beside_the_export(tmp_path):
    drawn = require(SENTENCES.assign(probability=1.0), "sample")
    tasks = label_studio_tasks(SENTENCES, codebook=BOOK, sample=drawn)
    export = [
        {"id": n, **one, "annotations": [annotation(n, result("rapport__present", "present"))]}
        for n, one in enumerate(tasks)
    ]
    path = tmp_path / "export.json"
    path.write_text(json.dumps(export))
    with pytest.raises(StudyError, match=r"task 0: no sentence is known here as 'u\w+'; give the"):
        read_decisions(path, codebook=BOOK)
    found = read_decisions(path, codebook=BOOK, sample=drawn).codings
    assert found[["article", "sentence"]].values.tolist() == (
        SENTENCES[["article", "sentence"]].values.tolist()
    )
    write_sheet(drawn, tmp_path / "final-sample.csv")
    assert_frame_equal(read_decisions(path, codebook=BOOK).codings, found)


# -- the configuration ------------------------------------------------------------------------


def blocks(text: str) -> dict[str, dict[str, str]]:
    """List the choices of a configuration: what is exported, and what is shown."""
    return {
        block.get("name", ""): {
            one.get("alias", ""): one.get("value", "") for one in block.iter("Choice")
        }
        for block in ElementTree.fromstring(text).iter("Choices")
    }


JUDGED = {
    "valuation": {
        "welcome": "as good, right or hoped for", "harmful": "as bad, wrong or dangerous",
        "mixed": "as both", "none": "not judged",
    },
    "valued_by": {"text": "the text itself", "us": "US side"},
    "function": {
        "problem": "says what is wrong", "cause": "says who or what brings it about",
        "judgement": "says who is right or wrong", "remedy": "says what is to be done",
        "none": "none of these",
    },
}  # fmt: skip


def test_each_frame_has_a_block_for_decision_and_each_kind_of_code():
    judged = {
        f"{frame}__{what}": codes
        for frame in ("rapport", "exclusion")
        for what, codes in JUDGED.items()
    }
    assert blocks(label_studio_config(BOOK)) == {
        "rapport__present": {"present": "present", "absent": "absent", "cannot say": "cannot say"},
        "rapport__mode": {"asserted": "as a fact", "feared": "as a fear"},
        "rapport__voice": {"text": "the text itself", "us": "US side"},
        "exclusion__present": {
            "present": "present",
            "absent": "absent",
            "cannot say": "cannot say",
        },
        "exclusion__subcode": {"left_out": "left out", "told": "told later"},
        "exclusion__countercode": {"included": "included"},
        "exclusion__mode": {"asserted": "as a fact", "feared": "as a fear"},
        "exclusion__voice": {"text": "the text itself", "us": "US side"},
        **judged,
    }


def test_one_decision_is_made_and_codes_are_asked_for_once_it_is():
    tree = ElementTree.fromstring(label_studio_config(BOOK))
    asked = {
        one.get("name"): (one.get("choice"), one.get("whenChoiceValue"))
        for one in tree.iter("Choices")
    }
    assert asked["exclusion__present"] == ("single-radio", None)
    assert asked["exclusion__subcode"] == ("multiple", "present")
    assert asked["exclusion__countercode"] == ("multiple", "absent")
    assert asked["exclusion__mode"] == ("multiple", "present,absent")
    assert asked["rapport__voice"] == ("multiple", "present")


def test_names_are_unique_and_every_block_labels_the_sentence():
    tree = ElementTree.fromstring(label_studio_config(BOOK))
    names = [one.get("name") for one in tree.iter() if one.get("name")]
    assert len(names) == len(set(names))
    texts = {one.get("name"): one.get("value") for one in tree.iter("Text")}
    assert texts == {"before": "$before", "text": "$text", "after": "$after"}
    assert {one.get("toName") for one in tree.iter() if one.get("toName")} == {"text"}
    assert {one.get("name") for one in tree.iter("TextArea")} == {
        "rapport__speaker", "exclusion__speaker", "rapport__held_responsible",
        "exclusion__held_responsible", "note",
    }  # fmt: skip


def test_the_rules_stand_above_the_choices():
    assert "Counts: Fears that Kyiv is left out." in label_studio_config(BOOK)


def test_markup_in_a_codebook_stays_words():
    nasty = '"/><script>alert(1)</script>&<Choices name="x"'
    wild = parse_codebook(
        {
            "codebook": {"name": "b"},
            "voices": {nasty: nasty},
            "frames": {nasty: {"definition": nasty}},
        },
        source="b",
    )
    tree = ElementTree.fromstring(label_studio_config(wild))
    tags = {"View", "Text", "Header", "Choices", "Choice", "TextArea"}
    assert {one.tag for one in tree.iter()} == tags
    assert blocks(label_studio_config(wild))[f"{nasty}__voice"] == {nasty: nasty}


def test_the_speaker_is_asked_for_once_there_is_a_decision():
    """Label Studio hides a View, but no TextArea, by itself."""
    tree = ElementTree.fromstring(label_studio_config(BOOK))
    around = {one.get("name"): view for view in tree.iter("View") for one in view.iter("TextArea")}
    asked = {name: view.attrib for name, view in around.items()}
    for frame in ("rapport", "exclusion"):
        assert asked.pop(f"{frame}__held_responsible") == asked[f"{frame}__speaker"]
    assert asked == {
        "rapport__speaker": {
            "visibleWhen": "choice-selected",
            "whenTagName": "rapport__present",
            "whenChoiceValue": "present",
        },
        "exclusion__speaker": {
            "visibleWhen": "choice-selected",
            "whenTagName": "exclusion__present",
            "whenChoiceValue": "present,absent",
        },
        "note": {},
    }


def test_two_codes_with_one_label_are_told_apart():
    alike = book(modes={"a": "x", "b": "x", "c": ""})
    assert blocks(label_studio_config(alike))["rapport__mode"] == {
        "a": "x (a)", "b": "x (b)", "c": "c"
    }  # fmt: skip


def test_a_dollar_in_a_codebook_is_shown_wherever_it_stands_and_not_looked_up_in_the_task():
    """Label Studio puts "undefined" for a $ and the word after it; a word joiner parts them."""
    rich = book(modes={"a": "$5 lost, $x"}, frames={"f": {"definition": "Aid of $350."}})
    config = label_studio_config(rich)
    assert set(re.findall(r"\$\w+", config)) == {"$before", "$text", "$after"}
    assert {"$5 lost, $x", "Aid of $350."} <= {
        words.removeprefix("Definition: ")
        for one in ElementTree.fromstring(config).iter()
        for words in one.get("value", "").replace("\u2060", "").split(" | ")
    }


def test_a_character_that_xml_cannot_hold_is_refused():
    with pytest.raises(CodebookError, match=r"holds a character \(U\+000B\)"):
        label_studio_config(book(modes={"a": "x\x0by"}))


# -- annotations ------------------------------------------------------------------------------

FULL = task(
    3,
    annotation(
        12,
        result("exclusion__present", "present"),
        result("exclusion__subcode", "told", "left_out"),
        result("exclusion__mode", "feared"),
        result("exclusion__voice", "us", "text"),
        result("exclusion__speaker", "Vance; the envoy", "Kellogg", kind="textarea"),
        result("exclusion__valuation", "harmful"),
        result("exclusion__valued_by", "us"),
        result("exclusion__function", "judgement", "problem"),
        result("exclusion__held_responsible", "Moscow", kind="textarea"),
        result("rapport__present", "absent"),
        result("note", "torn", kind="textarea"),
    ),
)
MIN = {
    "id": 3,
    "article": "A.txt",
    "sentence": 0,
    "text": "A says.",
    "exclusion__present": "present",
    "exclusion__subcode": {"choices": ["told", "left_out"]},
    "exclusion__mode": "feared",
    "exclusion__voice": {"choices": ["us", "text"]},
    "exclusion__speaker": {"text": ["Vance; the envoy", "Kellogg"]},
    "exclusion__valuation": "harmful",
    "exclusion__valued_by": "us",
    "exclusion__function": {"choices": ["judgement", "problem"]},
    "exclusion__held_responsible": "Moscow",
    "rapport__present": "absent",
    "note": "torn",
    "annotator": 1,
    "annotation_id": 12,
    "created_at": "2025-03-09T21:52:49Z",
    "lead_time": 4.2,
}
EXPECTED = require(
    pd.DataFrame(
        [
            ("A.txt", 0, "1", "rapport", 0, *[None] * 8, "torn"),
            ("A.txt", 0, "1", "exclusion", 1, "left_out;told", "feared", "text;us",
             "Vance;the envoy;Kellogg", "harmful", "us", "problem;judgement", "Moscow", "torn"),
        ],
        columns=["article", "sentence", "coder", "frame", "present", "subcode", "mode", "voice",
                 "speaker", "valuation", "valued_by", "function", "held_responsible", "note"],
    ),
    "codings",
)  # fmt: skip


@pytest.mark.parametrize("export", [[FULL], [MIN], FULL], ids=["JSON", "JSON-MIN", "one task"])
def test_annotations_are_read_from_both_exports(tmp_path, export):
    path = tmp_path / "export.json"
    path.write_text(json.dumps(export), encoding="utf-8-sig")
    found = read_decisions(path, codebook=BOOK)
    assert_frame_equal(found.codings, EXPECTED)
    assert states(found) == [
        ("task 3, annotation 12", "rapport", "read", None),
        ("task 3, annotation 12", "exclusion", "read", None),
    ]


def test_the_two_exports_agree():
    full, short = (read([one]) for one in (FULL, MIN))
    assert_frame_equal(full.codings, short.codings)
    assert_frame_equal(full.rows, short.rows)


def test_codings_from_annotations_can_be_a_studys_file(tmp_path):
    found = read([FULL])
    path = write_codings(found.codings, tmp_path / "codings.csv")
    assert_frame_equal(read_decisions(path, codebook=BOOK).codings, found.codings)


def test_each_annotation_is_its_annotators():
    decided = result("rapport__present", "present")
    people = [1, "2", {"id": 3, "email": "eva@example.org"}, {"id": 4}]
    export = [task(1, *(annotation(n, decided, by=by) for n, by in enumerate(people)))]
    coders = read(export).codings["coder"]
    assert coders.tolist() == ["1", "2", "4", "eva@example.org"]
    names = {1: "anna", "2": "ben", "eva@example.org": "eva", 4: "dan"}
    coders = read(export, coder=names).codings["coder"]
    assert coders.tolist() == ["anna", "ben", "dan", "eva"]


def test_one_name_serves_one_annotator_only():
    decided = result("rapport__present", "present")
    one = [task(1, annotation(1, decided, by=None))]
    assert read(one, coder="anna").codings["coder"].tolist() == ["anna"]
    two = [task(1, annotation(1, decided), annotation(2, decided, by=2))]
    with pytest.raises(ParameterError, match=r"coder is 'anna', but 2 people annotated: '1', '2'"):
        read(two, coder="anna")
    with pytest.raises(ParameterError, match="coder has no name for annotator '2'; add it"):
        read(two, coder={1: "anna"})


def test_cancelled_annotations_drafts_and_predictions_are_skipped_and_told():
    decided = result("rapport__present", "present")
    export = [
        task(
            1,
            annotation(5, decided, was_cancelled=True),
            drafts=[{"id": 8, "user": "eva", "result": [decided]}],
            predictions=[{"id": 9, "model_version": "m1", "result": [decided]}],
        ),
        task(2, sentence=1),
    ]
    found = read(export)
    assert_frame_equal(found.codings, empty("codings"))
    assert states(found) == [
        ("task 1, annotation 5", None, "skipped", "cancelled: the annotator skipped the task"),
        ("task 1, annotation 8", None, "skipped", "a draft that was never submitted"),
        ("task 1, annotation 9", None, "skipped", "a prediction of a model and no annotation"),
        ("task 2", None, "skipped", "not annotated yet"),
    ]


def test_a_frame_without_a_decision_is_open_and_not_coded():
    export = [task(1, annotation(5, result("exclusion__mode", "feared")))]
    found = read(export)
    assert len(found.codings) == 0
    assert states(found) == [
        ("task 1, annotation 5", "rapport", "open", "no decision yet"),
        ("task 1, annotation 5", "exclusion", "open", "no decision yet, though 'mode' is filled"),
    ]


def test_cannot_say_is_missing_and_never_absent():
    export = [task(1, annotation(5, result("rapport__present", "cannot say")))]
    codings = read(export).codings
    assert codings["present"].tolist() == [pd.NA]


def test_absent_with_a_code_of_presence_is_rejected_and_a_counter_code_is_not():
    absent = result("exclusion__present", "absent")
    export = [
        task(1, annotation(5, absent, result("exclusion__subcode", "told"))),
        task(2, annotation(6, absent, result("exclusion__countercode", "included")), sentence=1),
    ]
    found = read(export)
    reason = "decision is absent, but subcode 'told' says how it is present."
    assert states(found)[1] == ("task 1, annotation 5", "exclusion", "rejected", reason)
    assert found.codings[["sentence", "subcode"]].values.tolist() == [[1, "included"]]


def test_a_sentence_decided_twice_by_one_coder_is_rejected_unless_alike():
    yes, no = result("rapport__present", "present"), result("rapport__present", "absent")
    export = [
        task(1, annotation(5, yes), annotation(6, no)),
        task(2, annotation(7, yes), sentence=1),
        task(3, annotation(8, yes), sentence=1),
    ]
    found = read(export)
    twice = "decided again in task 1, annotation {}, and not alike; keep one."
    assert [row for row in states(found) if row[1] == "rapport"] == [
        ("task 1, annotation 5", "rapport", "rejected", twice.format(6)),
        ("task 1, annotation 6", "rapport", "rejected", twice.format(5)),
        ("task 2, annotation 7", "rapport", "read", None),
        ("task 3, annotation 8", "rapport", "rejected", "stands already in task 2, annotation 7."),
    ]
    assert found.codings["sentence"].tolist() == [1]


def test_ids_stay_words_and_a_sentence_may_be_a_number_in_words():
    decided = result("rapport__present", "present")
    export = [task(1, annotation(5, decided), article="007", sentence="3")]
    codings = read(export).codings
    assert codings[["article", "sentence"]].values.tolist() == [["007", 3]]


def test_the_round_is_the_one_given():
    export = [task(1, annotation(5, result("rapport__present", "present")))]
    assert read(export, round="pilot").codings["round"].tolist() == ["pilot"]
    with pytest.raises(ParameterError, match="round is 'pilott'"):
        read(export, round="pilott")


def test_an_export_is_held_against_its_sample():
    decided = result("rapport__present", "present")
    drawn = pd.DataFrame(
        {"article": "A.txt", "sentence": [0, 1, 2], "outlet": "A", "probability": 1.0}
    )
    export = [
        task(1, annotation(5, decided)),
        task(2, annotation(6, was_cancelled=True), sentence=1),
        task(3, annotation(7, decided), sentence=9),
    ]
    found = read(export, units=units_of(drawn))
    assert [row[1:3] for row in states(found)] == [
        ("rapport", "read"), ("exclusion", "open"), (None, "skipped"), ("rapport", "rejected"),
        ("exclusion", "rejected"), ("rapport", "missing"), ("exclusion", "missing"),
    ]  # fmt: skip
    assert found.rows["reason"][3] == "'A.txt' sentence 9 is not in the sample."
    assert found.rows["sentence"].tolist()[5:] == [2, 2]


FAULTS = {
    "an unknown choice": (
        task(3, annotation(12, result("exclusion__mode", "feard"))),
        "export.json, task 3, annotation 12: exclusion__mode is 'feard'. Allowed: "
        "asserted, feared. Did you mean 'feared'?",
    ),
    "an unknown field": (
        task(3, annotation(12, result("exclusio__present", "present"))),
        "export.json, task 3, annotation 12: 'exclusio__present' is no field of the "
        "codebook 'Talks'.",
    ),
    "an unknown field of JSON-MIN": (
        MIN | {"exclusion__mod": "feared"},
        "Did you mean 'exclusion__mode'?",
    ),
    "no sentence": (
        task(3, annotation(12), sentence=None),
        "task 3: its data name no article and sentence (found article 'A.txt', sentence None)",
    ),
    "a sentence that is half": (task(3, sentence=1.5), "sentence 1.5"),
    "a sentence that is a truth": (task(3, sentence=True), "sentence True"),
    "no article": (task(3, article=""), "found article ''"),
    "nobody": (
        task(3, annotation(12, result("rapport__present", "present"), by=None)),
        "task 3, annotation 12: it does not say who annotated; give 'coder'.",
    ),
    "numbers for choices": (
        task(3, annotation(12, {"from_name": "rapport__present", "value": {"choices": [1]}})),
        "'rapport__present' holds a int and no choices or text",
    ),
    "a drawing": (
        task(3, annotation(12, {"from_name": "rapport__present", "value": {"x": 1}})),
        "'rapport__present' holds a dict and no choices or text",
    ),
    "a result without a name": (
        task(3, annotation(12, {"type": "relation"})),
        "annotation 12: a result names no field of the labelling configuration.",
    ),
    "annotations by number": (
        {"id": 3, "data": {"article": "a", "sentence": 0}, "annotations": [12]},
        "task 3: annotation 12 is only named; export whole annotations as JSON.",
    ),
    "annotations that are no list": (
        {"id": 3, "data": {"article": "a", "sentence": 0}, "annotations": "12"},
        "task 3: 'annotations' is str; a list is needed.",
    ),
}


@each_of("record, message", FAULTS)
def test_a_fault_names_task_and_annotation(record, message):
    assert message in fault([record])


HOSTILE = {
    "no JSON": (b'[{"id": 1},\n{"id"', "export.json, line 2: this is no JSON"),
    "an empty file": (b"", "export.json, line 1: this is no JSON"),
    "not UTF-8": (b'["\xe9"]', "export.json: this is not UTF-8"),
    "nested without end": (b"[" * 200_000, "export.json is no export of Label Studio"),
    "a number without end": (b"[" + b"9" * 5_000 + b"]", "export.json is no export"),
    "words": (b'"annotations"', "export.json is no list of tasks"),
    "a list of words": (b'["a"]', "export.json is no list of tasks"),
}


@pytest.mark.parametrize(("data", "message"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_export_is_refused(tmp_path, data, message):
    path = tmp_path / "export.json"
    path.write_bytes(data)
    with pytest.raises(StudyError, match=message):
        read_decisions(path, codebook=BOOK)


answers = st.fixed_dictionaries(
    {
        f"{frame.id}__{block}": st.lists(
            st.sampled_from(list(codes)), max_size=1 if block == "present" else 3, unique=True
        )
        for frame in BOOK.frames.values()
        for block, codes in choices_of(frame, BOOK).items()
    }
)


@given(answered=st.lists(answers, max_size=4))
def test_every_frame_of_every_annotation_ends_read_open_or_rejected(answered):
    export = [
        task(
            n,
            annotation(n, *(result(name, *words) for name, words in one.items() if words)),
            sentence=n,
        )
        for n, one in enumerate(answered)
    ]
    found = read(export)
    assert len(found.rows) == len(answered) * len(BOOK.frames)
    assert len(found.codings) == (found.rows["state"] == "read").sum()
    for row in found.codings.fillna({"present": -1}).itertuples():
        (chosen,) = answered[row.sentence][f"{row.frame}__present"]
        assert row.present == {"present": 1, "absent": 0, "cannot say": -1}[chosen]


GUIDE = (Path(__file__).parents[2] / "docs" / "own-codebook.md").read_text(encoding="utf-8")


def test_the_python_of_the_guide_runs_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    places = SENTENCES["sentence"] * 10  # "A says 0." and so on, a blank between
    names = {"sentences": SENTENCES.assign(start=places, end=places + 9)}
    for name, text in re.findall(r"```(?:csv|json|toml) title=(\S+)\n(.*?)```", GUIDE, re.DOTALL):
        (tmp_path / name).write_text(text, encoding="utf-8")
    blocks_ = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    blocks_ = [block for block in blocks_ if "read_study" not in block]  # tests/test_docs.py
    assert len(blocks_) >= 5
    for block in blocks_:
        exec(compile(block, "own-codebook.md", "exec"), names)
    marked = names["codings"].set_index(["article", "coder", "sentence", "frame"])["present"]
    assert marked.index.droplevel(["sentence", "frame"]).unique().tolist() == [("A.txt", "ben")]
    assert marked[marked == 1].index.tolist() == [("A.txt", "ben", 1, "exclusion")]
    assert len(marked) == 3 * 2  # sentences of the text, frames
