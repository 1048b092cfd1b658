"""The line about trust on each page: what it says of grade, people and correction."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from framing.coding.codebook import Codebook, Frame
from framing.show.trust_line import trust_line
from framing.study import Run
from tests.checked import HELD, MISSING, PERSONS, agreed, study

# -- what is to be known beside the grade -----------------------------------------------------


def told(reliability: pd.DataFrame | None = None, *, frame: str = "", led: tuple = ()) -> str:
    given = study(reliability, HELD)
    given.checks.led = frozenset(led)
    return trust_line(given, frame=frame, coded=False).data["trust"]


def test_that_no_two_people_coded_is_said_of_all_frames_or_of_one() -> None:
    assert told() == "No two people coded these texts."
    assert told(PERSONS[:1], frame="g") == told()
    machines = agreed(("f", 0.95, 0.9, 0.99, 60), called="repeatability", coders="m1;m2")
    assert told(machines) == told()
    never = agreed(("f", MISSING, MISSING, MISSING, 0))
    assert told(never) == told()


def test_where_people_agree_too_little_that_is_said_without_a_coefficient() -> None:
    assert told(PERSONS) == "People who coded alone agree too little on Second."
    assert told(PERSONS, frame="f") == ""
    assert told(PERSONS[:1]) == ""


def test_that_shares_of_texts_are_not_corrected_is_said_where_a_corrected_share_leads() -> None:
    assert told(PERSONS[:1], led=("f",)) == "Shares of texts are not corrected for coding error."
    assert told(PERSONS[:1], led=("g",), frame="f") == ""


def test_a_page_without_codings_says_so_and_whose_the_others_rest_on() -> None:
    given = study()
    given.coded_by = "rules only"
    assert trust_line(given, coded=False).data["sentence"] == (
        "No number on this page rests on coding. Numbers of the other pages: rules only. No two "
        "people coded these texts."
    )


def test_the_line_links_to_the_page_on_validity_only_where_there_is_one() -> None:
    linked = trust_line(study(runs=(Run("corpus"), Run("validity"))), coded=False)
    assert '<a href="validity.html">Is the coding fit for use?</a>' in linked.html
    assert "href" not in trust_line(study(runs=(Run("corpus"),)), coded=False).html
    assert (linked.kind, linked.name) == ("finding", "trust")


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
    given = study(agreed(*[(name, 0.9, 0.85, 0.95, 60) for name in "fg"]), codebook=BOOK)
    given.checks = SimpleNamespace(
        grades=tables.get, robustness=lambda _: tried, led=frozenset(), counted="rules",
        reliability=given.checks.reliability,
    )  # fmt: skip
    return trust_line(given, frame=frame).data["sentence"]


SAYS = "How the outlets differ beyond these texts:"
NO_PERSONS = "reliability between persons is not known"
STANDS = "it stands under every choice tried"


def test_what_cannot_be_told_of_any_is_said_once_with_each_reason() -> None:
    few, bare = ("not_told", "few_texts"), ("not_told", "no_interval")
    assert grade(("A", *few), ("B", *bare), ("C", *few)) == (
        f"{SAYS} cannot be told (fewer than 5 texts an outlet and no interval: too few "
        "independent stories or hand codes, or no variation)."
    )


def test_outlets_of_one_grade_and_reason_stand_together_in_their_order() -> None:
    said = grade(
        ("A", "open", "no_persons"), ("B", "shown", ""), ("C", "open", "no_persons"),
        ("D", "open", "unreliable"), ("E", "open", "not_estimable"),
    )  # fmt: skip
    assert said == (
        f"{SAYS} of A and C open ({NO_PERSONS}); of B shown ({STANDS}); "
        "of D open (the lower bound of reliability between persons is under 0.667); of E open "
        "(reliability between persons is not estimable: too few units with the frame, or no "
        "interval)."
    )


def test_one_that_cannot_be_told_among_others_is_said_of_its_outlet() -> None:
    said = grade(("A", "not_told", "few_texts"), ("B", "open", "no_persons"))
    assert said == (
        f"{SAYS} of A cannot be told (fewer than 5 texts an outlet); of B open ({NO_PERSONS})."
    )


def test_frames_are_told_apart_by_their_labels() -> None:
    told = ("open", "no_persons")
    assert grade([("A", *told), ("B", *told)], [("A", *told)], frame="") == (
        f"{SAYS} open ({NO_PERSONS})."
    )
    said = grade([("A", *told), ("B", "shown", "")], [("A", *told)], frame="")
    assert said == (
        f"{SAYS} First: of A open ({NO_PERSONS}); of B shown ({STANDS}). "
        f"Second: open ({NO_PERSONS})."
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
        f"{SAYS} of A open ({NO_PERSONS}; does not stand: coded by m1; without sub-code: the "
        f"others; could not be checked: corrected by a sample of reference codes); of B shown "
        f"({STANDS})."
    )
