"""Sentences about trust on each page: what they say of reliability, validity and grade."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from framing.coding.codebook import Codebook, Frame
from framing.show import reliability_box
from framing.study import Run
from tests.checked import CODERS, HELD, MISSING, PERSONS, agreed, held, study

# -- the box on each page ---------------------------------------------------------------------


def box(*tables: pd.DataFrame | None, frame: str = "", **given: object) -> str:
    return reliability_box.reliability_box(study(*tables, **given), frame=frame).data["sentence"]


def test_the_box_gives_the_range_over_frames_of_alpha_its_lower_bounds_and_f1() -> None:
    assert box(PERSONS, HELD) == (
        "How far to trust it: reliability between people, alpha 0.70 to 0.90, lower bound 0.50 to "
        "0.80: First reliable; Second known and low (lower bound under 0.667); the rules meet the "
        "reference with F1 0.60 to 0.85 (50 units) on texts that the indicators may have been "
        "written with."
    )


def test_the_box_on_one_frame_speaks_of_that_frame_alone() -> None:
    assert box(PERSONS, HELD, frame="g") == (
        "How far to trust it: reliability between people, alpha 0.70, lower bound 0.50: known and "
        "low (lower bound under 0.667); the rules meet the reference with F1 0.60 (48 units) on "
        "texts that the indicators may have been written with."
    )


def test_values_that_are_equal_as_shown_are_no_range() -> None:
    close = agreed(("f", 0.901, 0.8, 0.95, 60), ("g", 0.904, 0.8, 0.95, 60))
    assert "alpha 0.90, lower bound 0.80: reliable;" in box(close)


def test_the_box_says_that_neither_reliability_nor_validity_is_known() -> None:
    assert box() == (
        "How far to trust it: no two people coded these texts, so reliability is not known; the "
        "rules were not held against a reference."
    )


def test_the_box_says_so_of_a_frame_that_nobody_coded_though_others_were() -> None:
    assert box(PERSONS[:1], HELD[:1], frame="g") == box()


MACHINES = agreed(
    ("f", 0.95, 0.9, 0.99, 60), ("g", 0.9, 0.8, 0.99, 40), called="repeatability", coders="m1;m2"
)


def test_machines_that_differ_are_counted_and_never_called_reliable() -> None:
    assert box(MACHINES) == (
        "How far to trust it: no two people coded these texts, so reliability is not known; "
        "machines (m1 and m2) differ on 5 of 100 decisions; the rules were not held against a "
        "reference."
    )
    assert "machines (m1 and m2) differ on 2 of 40 decisions;" in box(MACHINES, frame="g")
    assert "people, alpha" not in box(MACHINES)


def test_of_three_machines_the_share_of_pairs_is_told() -> None:
    three = MACHINES.assign(coders="m1;m2;m3")
    assert "machines (m1, m2 and m3) agree in a share of 0.95 of pairs of decisions;" in box(three)


def test_what_people_differ_on_is_not_said_of_machines() -> None:
    both = pd.concat([MACHINES, PERSONS.assign(percent_agreement=0.5)])
    assert "differ on 5 of 100 decisions" in box(both)


def test_alpha_between_people_does_not_take_in_machines() -> None:
    assert "people, alpha 0.70 to 0.90, lower bound 0.50 to 0.80: First" in box(
        pd.concat([MACHINES, PERSONS])
    )


def test_the_box_does_not_speak_of_rules_where_the_reference_itself_answers() -> None:
    assert box(PERSONS, HELD, answers_from="anna") == (
        "How far to trust it: reliability between people, alpha 0.70 to 0.90, lower bound 0.50 to "
        "0.80: First reliable; Second known and low (lower bound under 0.667)."
    )


MOVED = pd.DataFrame(
    {"frame": ["f", "f", "g"], "naive": [0.3, 0.2, 0.5], "corrected": [0.25, 0.322, 0.5]}
)


def test_the_box_says_how_far_a_sample_moves_what_it_corrects() -> None:
    assert box(PERSONS, HELD, corrected=MOVED, sample=pd.DataFrame()).endswith(
        "F1 0.60 to 0.85 (50 units) on a probability sample of these texts; correction for their "
        "errors moves shares of sentences by up to 0.12, and shares of texts are not corrected."
    )
    of_g = box(PERSONS, HELD, corrected=MOVED, sample=pd.DataFrame(), frame="g")
    assert "by up to 0.00, and" in of_g


def test_the_box_says_nothing_of_correction_where_there_is_none() -> None:
    assert "correction" not in box(PERSONS, HELD, corrected=MOVED)
    unknown = MOVED.assign(corrected=MISSING)
    assert "correction" not in box(PERSONS, HELD, corrected=unknown, sample=pd.DataFrame())


def test_other_coders_than_the_rules_do_not_speak_for_the_rules() -> None:
    assert "not held against" in box(PERSONS, HELD.assign(coder="similarity"))
    others = pd.concat([HELD, held(("f", 0.1, MISSING, MISSING, 999), coder="classifier")])
    assert "F1 0.60 to 0.85 (50 units)" in box(PERSONS, others)


FEW = "not estimable (fewer than 20 positives in 10 unrelated articles)"


def test_what_is_not_estimable_is_neither_unknown_nor_low() -> None:
    bare = agreed(("f", 0.9, MISSING, MISSING, 60), ("g", 0.7, MISSING, MISSING, 60))
    assert f"reliability between people: {FEW};" in box(bare)
    assert "alpha" not in box(bare)
    assert "not known" not in box(bare)
    alike = bare.assign(note="all_alike;few_positives")
    assert "not estimable (all codings are alike: alpha, kappa and AC1 undefined);" in box(alike)
    short = bare.assign(note="few_unrelated")
    assert "not estimable (fewer than 10 unrelated articles: no interval);" in box(short)


def test_bounds_and_alpha_are_those_of_frames_with_a_verdict() -> None:
    half = agreed(("f", 0.9, 0.7, 0.95, 60), ("g", 0.2, MISSING, MISSING, 60))
    assert (
        "alpha 0.90, lower bound 0.70: First tentative (lower bound under 0.800); "
        f"Second {FEW};" in box(half)
    )


def test_a_frame_that_two_people_never_decided_alike_is_not_known() -> None:
    never = agreed(("f", 0.9, 0.85, 0.95, 60), ("g", MISSING, MISSING, MISSING, 0))
    unknown = "not known (no two people decided the same unit)"
    assert f"lower bound 0.85: First reliable; Second {unknown};" in box(never)
    assert f"reliability between people: {unknown};" in box(never, frame="g")
    assert f"First reliable; Second {unknown};" in box(never[:1])


def test_an_f1_that_is_undefined_is_called_so() -> None:
    said = box(PERSONS, held(("f", MISSING, MISSING, MISSING, 1)))
    assert "the rules meet the reference with F1 undefined (1 unit) on texts" in said


def test_no_f1_stands_without_the_texts_that_it_is_of() -> None:
    for sample in (None, pd.DataFrame()):
        where = (
            "a probability sample of these texts" if sample is not None else "texts that the ind"
        )
        assert f"(50 units) on {where}" in box(PERSONS, HELD, sample=sample)


def test_runs_of_one_model_are_one_model_that_differs_from_itself() -> None:
    runs = CODERS.assign(model="M 1.0")
    assert "; one language model run twice differs from itself on 5 of 100 decisions;" in box(
        MACHINES, coders=runs
    )
    unlike = CODERS.assign(model=["", "", "M 1.0", "M 2.0"])
    assert "machines (m1 and m2) differ on 5 of 100 decisions;" in box(MACHINES, coders=unlike)
    three = pd.concat([runs, runs[-1:].assign(coder="m3")])
    assert "one language model run 3 times agrees with itself in a share of 0.95 of pairs" in box(
        MACHINES.assign(coders="m1;m2;m3"), coders=three
    )


def test_the_box_links_to_the_page_on_validity_only_where_there_is_one() -> None:
    linked = reliability_box.reliability_box(study(runs=(Run("corpus"), Run("validity"))))
    assert '<a href="validity.html">Is the coding fit for use?</a>' in linked.html
    assert "href" not in reliability_box.reliability_box(study(runs=(Run("corpus"),))).html
    assert linked.data["sentence"].endswith("a reference.")
    assert (linked.kind, linked.name) == ("finding", "trust")


def test_a_page_without_codings_says_so_and_whose_the_others_rest_on() -> None:
    given = study(PERSONS, HELD)
    given.coded_by = "rules only"
    result = reliability_box.reliability_box(given, coded=False)
    assert result.data["sentence"] == (
        "No number on this page rests on coding. Numbers of the other pages from: rules only. "
        f"{result.data['trust']}"
    )
    assert result.data["trust"] == reliability_box.reliability_box(given).data["sentence"]


# -- grade ------------------------------------------------------------------------------------

BOOK = Codebook(
    "b", "1", "en",
    {"f": Frame("f", "First", "d", subcodes={"s": "the others"}), "g": Frame("g", "Second", "d")},
)  # fmt: skip
LOST = ["variant", "detail", "outlet", "claim"]


def grade(*rows: tuple, lost: tuple = (), frame: str = "f") -> str:
    """Say the grade of rows of outlet, grade and failed; of several frames, each in a list."""
    frames = dict(zip("fg", rows, strict=False)) if not frame else {frame: rows}
    tables = {
        name: pd.DataFrame(list(each), columns=["outlet", "grade", "failed"])
        for name, each in frames.items()
    }
    tried = pd.DataFrame(list(lost), columns=LOST).assign(stands=False)
    checks = SimpleNamespace(grades=tables.get, robustness=lambda _: tried)
    given = SimpleNamespace(codebook=BOOK, checks=checks)
    return reliability_box.grade(given, frame=frame)


SAYS = "How the outlets differ beyond these texts:"
NO_PERSONS = "reliability between persons is not known"
STANDS = "it stands under every choice tried"


def test_what_cannot_be_told_of_any_is_said_once_with_each_reason() -> None:
    few, bare = ("not_told", "few_texts"), ("not_told", "no_interval")
    assert grade(("A", *few), ("B", *bare), ("C", *few)) == (
        f"{SAYS} cannot be told (fewer than 5 texts an outlet and no interval: too few "
        "independent stories, or no variation between them)."
    )


def test_outlets_of_one_grade_and_reason_stand_together_in_their_order() -> None:
    said = grade(
        ("A", "open", "no_persons"), ("B", "shown", ""), ("C", "open", "no_persons"),
        ("D", "open", "unreliable"), ("E", "open", "not_estimable"),
    )  # fmt: skip
    assert said == (
        f"{SAYS} A and C: open ({NO_PERSONS}); B: shown ({STANDS}); "
        "D: open (the lower bound of reliability between persons is under 0.667); E: open "
        "(reliability between persons is not estimable: too few units with the frame, or no "
        "interval)."
    )


def test_one_that_cannot_be_told_among_others_is_said_of_its_outlet() -> None:
    said = grade(("A", "not_told", "few_texts"), ("B", "open", "no_persons"))
    assert said == (
        f"{SAYS} A: cannot be told (fewer than 5 texts an outlet); B: open ({NO_PERSONS})."
    )


def test_frames_are_told_apart_by_their_labels() -> None:
    told = ("open", "no_persons")
    assert grade([("A", *told), ("B", *told)], [("A", *told)], frame="") == (
        f"{SAYS} open ({NO_PERSONS})."
    )
    said = grade([("A", *told), ("B", "shown", "")], [("A", *told)], frame="")
    assert said == (
        f"{SAYS} First, A: open ({NO_PERSONS}); First, B: shown ({STANDS}); "
        f"Second, open ({NO_PERSONS})."
    )


def test_where_no_difference_is_shown_that_is_all_that_is_said() -> None:
    bare = ("open", "nothing_shown")
    assert grade(("A", *bare), ("B", *bare)) == f"{SAYS} open (no difference is shown)."


def test_the_choices_under_which_a_claim_does_not_stand_are_named_of_its_own_outlet() -> None:
    lost = (
        ("other_coder", "m1", "A", "not_shown"), ("without_subcode", "s", "A", "less"),
        ("corrected", "", "A", "not_told"), ("without_subheads", "", "B", "not_shown"),
    )  # fmt: skip
    rows = ("A", "open", "no_persons;does_not_stand;not_checked"), ("B", "shown", "")
    assert grade(*rows, lost=lost) == (
        f"{SAYS} A: open ({NO_PERSONS}; does not stand: coded by m1; without sub-code: the others; "
        f"could not be checked: corrected by a sample of reference codes); B: shown ({STANDS})."
    )
