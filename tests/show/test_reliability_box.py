"""Sentences about trust: what they say of reliability, validity, grade, robustness, correction."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from framing.coding.codebook import Codebook, Frame
from framing.pages import frame as frame_page
from framing.pages import validity as validity_page
from framing.show import reliability_box
from framing.study import Run
from framing.tables.codes import FEW_UNRELATED, SAMPLE_WEIGHTED

MISSING = float("nan")
LABELS = {"f": "First", "g": "Second"}


def agreed(*rows: tuple, called: str = "reliability", coders: str = "anna;ben") -> pd.DataFrame:
    """Build reliability from rows of frame, alpha, ci_low, ci_high and n; one in 20 differs."""
    table = pd.DataFrame(list(rows), columns=["frame", "alpha", "ci_low", "ci_high", "n"])
    return table.assign(called=called, coders=coders, percent_agreement=0.95)


def held(*rows: tuple, coder: str = "rules") -> pd.DataFrame:
    """Build agreement from rows of frame, f1, f1_low, f1_high and n."""
    table = pd.DataFrame(list(rows), columns=["frame", "f1", "f1_low", "f1_high", "n"])
    return table.assign(coder=coder, note="")


def study(
    reliability: pd.DataFrame | None = None, agreement: pd.DataFrame | None = None, **given: object
) -> SimpleNamespace:
    """Build what is asked of a study; by default the rules answer, and nothing is corrected."""
    checks = SimpleNamespace(
        reliability=agreed() if reliability is None else reliability,
        agreement=held() if agreement is None else agreement,
        corrected=given.pop("corrected", pd.DataFrame(columns=["frame", "naive", "corrected"])),
    )
    known = {"answers_from": "rules", "reference": "anna", "sample": None, "runs": ()}
    return SimpleNamespace(checks=checks, coded_by="human coding (anna)", **{**known, **given})


PERSONS = agreed(("f", 0.9, 0.8, 0.95, 60), ("g", 0.7, 0.5, 0.8, 60))
HELD = held(("f", 0.85, 0.75, 0.9, 50), ("g", 0.6, 0.4, 0.7, 48))


# -- the box on each page ---------------------------------------------------------------------


def box(*tables: pd.DataFrame | None, frame: str = "", **given: object) -> str:
    return reliability_box.reliability_box(study(*tables, **given), frame=frame).data["sentence"]


def test_the_box_gives_the_range_over_frames_of_alpha_its_lower_bounds_and_f1() -> None:
    assert box(PERSONS, HELD) == (
        "How far to trust it: reliability between people, alpha 0.70 to 0.90, lower bound 0.50 to "
        "0.80; the rules meet the reference with F1 0.60 to 0.85 (50 units)."
    )


def test_the_box_on_one_frame_speaks_of_that_frame_alone() -> None:
    assert box(PERSONS, HELD, frame="g") == (
        "How far to trust it: reliability between people, alpha 0.70, lower bound 0.50; the rules "
        "meet the reference with F1 0.60 (48 units)."
    )


def test_values_that_are_equal_as_shown_are_no_range() -> None:
    close = agreed(("f", 0.901, 0.8, 0.95, 60), ("g", 0.904, 0.8, 0.95, 60))
    assert "alpha 0.90, lower bound 0.80;" in box(close)


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
    assert "people, alpha 0.70 to 0.90, lower bound 0.50 to 0.80; machines (m1" in box(
        pd.concat([MACHINES, PERSONS])
    )


def test_the_box_does_not_speak_of_rules_where_the_reference_itself_answers() -> None:
    assert box(PERSONS, HELD, answers_from="anna") == (
        "How far to trust it: reliability between people, alpha 0.70 to 0.90, lower bound 0.50 to "
        "0.80."
    )


MOVED = pd.DataFrame(
    {"frame": ["f", "f", "g"], "naive": [0.3, 0.2, 0.5], "corrected": [0.25, 0.322, 0.5]}
)


def test_the_box_says_how_far_a_sample_moves_what_it_corrects() -> None:
    assert box(PERSONS, HELD, corrected=MOVED, sample=pd.DataFrame()).endswith(
        "F1 0.60 to 0.85 (50 units); correction for their errors moves shares of sentences by up "
        "to 0.12, and shares of texts are not corrected."
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


def test_alpha_without_any_lower_bound_says_that_there_is_no_interval() -> None:
    bare = agreed(("f", 0.9, MISSING, MISSING, 60), ("g", 0.7, MISSING, MISSING, 60))
    assert "alpha 0.70 to 0.90, no interval;" in box(bare)


def test_bounds_are_those_that_are_known() -> None:
    half = agreed(("f", 0.9, 0.8, 0.95, 60), ("g", 0.7, MISSING, MISSING, 60))
    assert "alpha 0.70 to 0.90, lower bound 0.80;" in box(half)


def test_what_is_undefined_is_called_so() -> None:
    nothing = agreed(("f", MISSING, MISSING, MISSING, 60))
    said = box(nothing, held(("f", MISSING, MISSING, MISSING, 1)))
    assert "alpha undefined, no interval;" in said
    assert said.endswith("the rules meet the reference with F1 undefined (1 unit).")


def test_the_box_links_to_the_page_on_validity_only_where_there_is_one() -> None:
    linked = reliability_box.reliability_box(study(runs=(Run("corpus"), Run("validity"))))
    assert '<a href="validity.html">Is the coding fit for use?</a>' in linked.html
    assert "href" not in reliability_box.reliability_box(study(runs=(Run("corpus"),))).html
    assert linked.data["sentence"].endswith("a reference.")
    assert (linked.kind, linked.name) == ("finding", "trust")


# -- is the coding fit for use? ---------------------------------------------------------------


def fitness(*tables: pd.DataFrame | None) -> str:
    return validity_page.answer_sentence(study(*tables), LABELS)


def test_fitness_names_coders_and_gives_each_frame_with_its_limits() -> None:
    assert fitness(PERSONS, HELD) == (
        "Numbers from: human coding (anna). Alpha between anna and ben: First 0.90 (0.80 to 0.95), "
        "Second 0.70 (0.50 to 0.80) (60 units each, 95 % intervals). The rules against the "
        "reference, F1: First 0.85 (0.75 to 0.90), Second 0.60 (0.40 to 0.70) (48 to 50 units "
        "each, 95 % intervals)."
    )


def test_fitness_without_anything_known_says_so() -> None:
    assert fitness() == (
        "Numbers from: human coding (anna). No two people coded these texts, so reliability is not "
        "known. The rules were not held against a reference."
    )


def test_fitness_does_not_take_machines_for_people() -> None:
    machines = agreed(("f", 0.95, 0.9, 0.99, 60), called="repeatability", coders="m1;m2")
    assert fitness(machines) == fitness()
    assert "Alpha between anna and ben: First 0.90" in fitness(pd.concat([machines, PERSONS]))


def test_frames_stand_in_the_order_of_the_codebook() -> None:
    assert fitness(PERSONS[::-1], HELD[::-1]) == fitness(PERSONS, HELD)


def test_a_frame_that_was_not_coded_is_not_named() -> None:
    assert "Alpha between anna and ben: Second 0.70 (0.50 to 0.80) (60 units" in fitness(
        PERSONS[1:]
    )


def test_a_lack_of_intervals_is_said_once() -> None:
    bare = PERSONS.assign(ci_low=MISSING, ci_high=MISSING)
    assert "ben: First 0.90, Second 0.70 (60 units each, no intervals)." in fitness(bare)


def test_one_frame_without_limits_is_given_bare_beside_those_with_them() -> None:
    half = agreed(("f", 0.9, MISSING, MISSING, 60), ("g", 0.7, 0.5, 0.8, 60))
    assert "First 0.90, Second 0.70 (0.50 to 0.80) (60 units each, 95 % intervals)" in fitness(half)


def test_an_undefined_estimate_is_called_so_and_one_unit_is_one() -> None:
    nothing = agreed(("f", MISSING, MISSING, MISSING, 1))
    assert "ben: First undefined (1 unit each, no intervals)." in fitness(nothing)


# -- beneath the dots of precision, recall and F1 ---------------------------------------------


def test_the_caption_says_on_how_many_units_the_dots_rest() -> None:
    assert validity_page.validity_caption(HELD) == "Numbers are counts; 50 units decided by both."
    assert validity_page.validity_caption(HELD.assign(n=1)).endswith("1 unit decided by both.")


def test_the_caption_explains_hollow_dots_where_one_lacks_an_interval() -> None:
    half = held(("f", 0.9, MISSING, MISSING, 50), ("g", 0.7, 0.5, 0.8, 50))
    assert validity_page.validity_caption(half) == (
        "Hollow: no interval. Numbers are counts; 50 units decided by both."
    )


def test_the_caption_says_where_shares_are_weighted() -> None:
    noted = HELD.assign(note=["", f"{FEW_UNRELATED};{SAMPLE_WEIGHTED}"])
    assert validity_page.validity_caption(noted) == (
        "Numbers are counts, or the share where it is weighted; 50 units decided by both."
    )


def test_the_caption_says_that_there_is_no_reference() -> None:
    assert validity_page.validity_caption(held()) == (
        "No reference: the rules were held against nothing."
    )


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


SAYS = "Grade of each outlet's difference from the rest."
NO_PERSONS = "reliability between persons is not known"


def test_descriptions_alone_are_said_once_with_each_reason() -> None:
    few, bare = ("description", "few_texts"), ("description", "no_interval")
    assert grade(("A", *few), ("B", *bare), ("C", *few)) == (
        "Grade: description of these texts (fewer than 5 texts an outlet and no interval: too few "
        "independent stories, or no variation between them)."
    )


def test_outlets_of_one_grade_and_reason_stand_together_in_their_order() -> None:
    said = grade(
        ("A", "tentative", "no_persons"), ("B", "holds", ""), ("C", "tentative", "no_persons"),
        ("D", "tentative", "unreliable"),
    )  # fmt: skip
    assert said == (
        f"{SAYS} A and C: tentative ({NO_PERSONS}); B: holds up in these checks (all conditions "
        "met); D: tentative (the lower bound of reliability between persons is under 0.667)."
    )


def test_one_description_among_others_is_said_of_its_outlet() -> None:
    said = grade(("A", "description", "few_texts"), ("B", "tentative", "no_persons"))
    assert said == (
        f"{SAYS} A: description of these texts (fewer than 5 texts an outlet); B: tentative "
        f"({NO_PERSONS})."
    )


def test_frames_are_told_apart_by_their_labels() -> None:
    told = ("tentative", "no_persons")
    assert grade([("A", *told), ("B", *told)], [("A", *told)], frame="") == (
        f"{SAYS} First, A and B: tentative ({NO_PERSONS}); Second, A: tentative ({NO_PERSONS})."
    )


def test_outlets_without_a_claim_are_counted_and_not_named() -> None:
    bare = ("no_claim", "includes_none")
    assert grade(("A", "tentative", "no_persons"), ("B", *bare), ("C", *bare)) == (
        f"{SAYS} A: tentative ({NO_PERSONS}). No difference is claimed for the other 2."
    )


def test_where_no_difference_is_claimed_that_is_all_that_is_said() -> None:
    bare = ("no_claim", "includes_none")
    assert grade(("A", *bare), ("B", *bare)) == (f"{SAYS} No difference is claimed for any outlet.")


def test_the_choices_under_which_a_claim_does_not_stand_are_named_of_its_own_outlet() -> None:
    lost = (
        ("other_coder", "m1", "A", "not_apart"), ("without_subcode", "s", "A", "less"),
        ("corrected", "", "A", "not_told"), ("without_subheads", "", "B", "not_apart"),
    )  # fmt: skip
    rows = ("A", "tentative", "no_persons;does_not_stand;not_checked"), ("B", "holds", "")
    assert grade(*rows, lost=lost) == (
        f"{SAYS} A: tentative ({NO_PERSONS}; does not stand: coded by m1; without sub-code: the "
        "others; could not be checked: corrected by a sample of reference codes); B: holds up in "
        "these checks (all conditions met)."
    )


# -- robustness -------------------------------------------------------------------------------


def tried(**variants: str) -> pd.DataFrame:
    """Say for outlets A, B and C of each variant whether the answer stands: y or n."""
    rows = [
        ("other_coder" if name else "as_stated", name, outlet, stands == "y")
        for name, letters in {"": "yyy", **variants}.items()
        for outlet, stands in zip("ABC", letters, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["variant", "detail", "outlet", "stands"])
    return table.assign(n_articles=1, claim="most")


STANDS = {
    "no other choice": (tried(), "There is no other defensible choice to set beside the answer."),
    "one, and all stands": (
        tried(one="yyy"),
        "1 other choice tried: what is said of each of 3 outlets stands in all of them.",
    ),
    "two, and all stands": (
        tried(one="yyy", two="yyy"),
        "2 other choices tried: what is said of each of 3 outlets stands in all of them.",
    ),
    "one outlet is lost": (
        tried(one="yyy", two="yyn"),
        "2 other choices tried: it stands in all of them for A and B; 1 choice would change what "
        "is said of C.",
    ),
    "two outlets are lost, by two choices": (
        tried(one="nyy", two="yyn", three="nyy"),
        "3 other choices tried: it stands in all of them for B; 3 choices would change what is "
        "said of A and C.",
    ),
    "all are lost": (
        tried(one="nnn", two="yyy"),
        "2 other choices tried: it stands in all for no outlet; 1 choice would change what is said "
        "of A, B and C.",
    ),
}


@pytest.mark.parametrize(("table", "said"), STANDS.values(), ids=STANDS)
def test_what_stands_under_other_choices(table, said) -> None:
    assert frame_page.stands(table) == said


# -- correction -------------------------------------------------------------------------------


def shares(*rows: tuple) -> pd.DataFrame:
    columns = ["frame", "naive", "corrected", "n_coded", "n_sentences"]
    return pd.DataFrame(list(rows), columns=columns)


def needed(*more: float | None) -> pd.DataFrame:
    """Say how many more codes each estimate needs; none is known for missing ones."""
    table = pd.DataFrame({"more": pd.array(list(more), dtype="Int64")})
    return table.assign(needed=table["more"] + 20)


FOUR = shares(
    ("f", 0.30, 0.25, 20, 100), ("f", 0.10, 0.225, 30, 100),
    ("g", 0.50, 0.48, 20, 100), ("g", 0.20, 0.21, 25, 100),
)  # fmt: skip
SAID = (
    "4 estimates corrected by a probability sample of 50 sentences with reference codes; the "
    "largest correction is 0.125. For intervals of at most 0.05 to either side, "
)


def corrected(table: pd.DataFrame, more: pd.DataFrame) -> str:
    return validity_page.correction(table, more, half_width=0.05)


def test_without_a_reference_nothing_can_be_corrected() -> None:
    assert corrected(shares(), needed()) == (
        "The rules' error on these texts is not known: study.toml names no reference coding and no "
        "sample of one, so nothing can be corrected."
    )


def test_a_reference_that_coded_every_sentence_needs_no_correction() -> None:
    every = shares(("f", 0.3, 0.25, 100, 100), ("f", 0.3, 0.2, 80, 80))
    assert corrected(every, needed()) == (
        "The reference coded every sentence: no correction is needed, and the answers state its "
        "codes. The naive shares are what the rules alone would give."
    )


def test_one_outlet_coded_in_full_is_not_all_of_them() -> None:
    half = shares(("f", 0.3, 0.25, 100, 100), ("f", 0.3, 0.2, 79, 80))
    assert corrected(half, needed(0, 0)).startswith("2 estimates corrected by a probability sample")


MORE = {
    "all have enough": (needed(0, 0, 0, 0), "4 of 4 have codes enough."),
    "two need more": (
        needed(0, 12, 0, 7),
        "2 of 4 have codes enough; the one that needs most takes 12 further codes.",
    ),
    "one needs one more": (
        needed(0, 0, 0, 1),
        "3 of 4 have codes enough; the one that needs most takes 1 further code.",
    ),
    "one cannot get there": (
        needed(0, 12, 0, None),
        "2 of 4 have codes enough; the one that needs most takes 12 further codes; for 1 no number "
        "of codes is known to do it.",
    ),
    "the others have enough": (
        needed(0, None, 0, None),
        "2 of 4 have codes enough; for 2 no number of codes is known to do it.",
    ),
    "none can get there": (
        needed(None, None, None, None),
        "0 of 4 have codes enough; for 4 no number of codes is known to do it.",
    ),
}


@pytest.mark.parametrize(("more", "said"), MORE.values(), ids=MORE)
def test_how_many_codes_the_wanted_intervals_need(more, said) -> None:
    assert corrected(FOUR, more) == SAID + said


def test_the_largest_correction_counts_whichever_its_sign() -> None:
    down = FOUR.assign(corrected=[0.25, 0.1, 0.2, 0.21])
    assert "the largest correction is 0.300." in corrected(down, needed(0, 0, 0, 0))


def test_an_estimate_that_cannot_be_corrected_is_not_counted_as_corrected() -> None:
    three = FOUR.assign(corrected=[0.25, MISSING, 0.48, 0.21])
    said = corrected(three, needed(0, None, 0, 0))
    assert said.startswith("3 estimates corrected by")
    assert "the largest correction is 0.050." in said


def test_the_wanted_half_width_is_told() -> None:
    said = validity_page.correction(FOUR, needed(0, 0, 0, 0), half_width=0.1)
    assert "For intervals of at most 0.10 to either side" in said


def test_where_no_estimate_could_be_corrected_the_reasons_are_told() -> None:
    rows = pd.DataFrame(
        {"frame": ["f", "f"], "naive": 0.1, "corrected": float("nan"), "n_coded": 0,
         "n_sentences": 9, "note": ["not_drawn", "stratum_undecided"]}
    )  # fmt: skip
    needed = pd.DataFrame({"needed": [None, None], "more": [None, None]})
    said = validity_page.correction(rows, needed, half_width=0.05)
    assert said == (
        "No estimate could be corrected: no sentence drawn here: no corrected estimate and stratum "
        "without a decided sentence: no corrected estimate."
    )


def test_a_page_without_codings_says_so_and_whose_the_others_rest_on() -> None:
    given = study(PERSONS, HELD)
    given.coded_by = "rules only"
    result = reliability_box.reliability_box(given, coded=False)
    assert result.data["sentence"] == (
        "No number on this page rests on coding. Numbers of the other pages from: rules only. "
        f"{result.data['trust']}"
    )
    assert result.data["trust"] == reliability_box.reliability_box(given).data["sentence"]
