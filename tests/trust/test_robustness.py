"""Robustness and grades: what is said of an outlet under other choices, and what it carries."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.coding.codebook import Frame
from framing.compare.article_frames import article_frames
from framing.compare.difference import difference
from framing.errors import ParameterError
from framing.tables.codes import (
    AS_STATED,
    CORRECTED,
    DOES_NOT_STAND,
    FEW_TEXTS,
    FEWEST,
    FOUND,
    LESS,
    MORE,
    MOST,
    NO_INTERVAL,
    NO_PERSONS,
    NONE_FOUND,
    NOT_CHECKED,
    NOT_SHOWN,
    NOT_TOLD,
    NOTHING_SHOWN,
    OPEN,
    OTHER_CODER,
    SHOWN,
    UNRELIABLE,
    WITH_HEADLINES,
    WITHOUT_SUBCODE,
    WITHOUT_SUBHEADS,
)
from framing.trust.grade import grades
from framing.trust.robustness import robustness, without_subcode

PLAIN = Frame("f", "F", "d")


def texts(**outlets: list[str]) -> pd.DataFrame:
    """Make articles of a letter a sentence: x carries the frame; H, S, C are zones with it."""
    zones = {"H": "headline", "S": "subhead", "C": "caption"}
    rows = [
        {"article": f"{outlet}{number}", "outlet": outlet, "sentence": place, "text": letter,
         "zone": zones.get(letter, "body")}
        for outlet, articles in outlets.items()
        for number, letters in enumerate(articles)
        for place, letter in enumerate(letters)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def coded(sentences: pd.DataFrame, letters: str = "xHSC", coder: str = "me") -> pd.DataFrame:
    """Code the frame present where a sentence is one of the letters."""
    present = sentences["text"].map(lambda letter: int(letter in letters))
    return sentences[["article", "sentence"]].assign(coder=coder, frame="f", present=present)


def said(
    found: pd.DataFrame, variant: str, column: str = "claim", *, detail: str = ""
) -> dict[str, object]:
    rows = found[(found["variant"] == variant) & (found["detail"] == detail)]
    return dict(zip(rows["outlet"], rows[column], strict=True))


def test_with_few_texts_the_claim_is_by_count():
    table = texts(A=["xx."], B=["x.."], C=["..."], D=["xx."], E=["xxxxxx"])
    found = robustness(coded(table), table, frame=PLAIN, coder="me")
    assert said(found, AS_STATED) == {
        "A": FOUND,
        "B": FOUND,
        "C": NONE_FOUND,
        "D": FOUND,
        "E": MOST,
    }
    assert found["variant"].unique().tolist() == [AS_STATED]
    assert found["stands"].all()


def test_the_fewest_are_named_where_every_text_has_some():
    table = texts(A=["xxx."], B=["x..."])
    found = robustness(coded(table), table, frame=PLAIN, coder="me")
    assert said(found, AS_STATED) == {"A": MOST, "B": FEWEST}


def test_a_text_of_which_one_sentence_decides_is_neither_most_nor_fewest():
    table = texts(A=["xx."], B=["x.."])
    found = robustness(coded(table), table, frame=PLAIN, coder="me")
    assert said(found, AS_STATED) == {"A": FOUND, "B": FOUND}


def test_most_is_a_share_and_no_count():
    table = texts(A=["xxx" + "." * 9], B=["xxx."])
    found = robustness(coded(table), table, frame=PLAIN, coder="me")
    assert said(found, AS_STATED) == {"A": FEWEST, "B": MOST}


def test_another_coder_of_as_many_sentences_is_a_variant_and_one_of_a_sample_is_not():
    table = texts(A=["xyyy"], B=["x..."])
    everyone = pd.concat([coded(table), coded(table, "xy", "rules"), coded(table[:1], "", "few")])
    found = robustness(everyone, table, frame=PLAIN, coder="me")
    assert found["variant"].unique().tolist() == [AS_STATED, OTHER_CODER]
    assert said(found, AS_STATED) == {"A": FOUND, "B": FOUND}
    assert said(found, OTHER_CODER, detail="rules") == {"A": MOST, "B": FEWEST}
    assert said(found, OTHER_CODER, "stands", detail="rules") == {"A": False, "B": False}


def test_a_sub_code_left_out_takes_only_codings_that_have_no_other():
    codings = pd.DataFrame(
        {"present": pd.array([1, 1, 1, 0, 0, None], dtype="Int64"),
         "subcode": ["one", "one;two", None, "one", None, None]}
    )  # fmt: skip
    found = without_subcode(codings, "one")
    assert found["present"].tolist()[:5] == [0, 1, 1, 0, 0]
    assert found["present"].isna().tolist() == [False] * 5 + [True]
    assert found["subcode"].fillna("").tolist() == ["", "two", "", "", "", ""]


def test_each_sub_code_is_left_out_in_turn():
    table = texts(A=["xyyy"], B=["xx.."])
    codings = coded(table, "xy").assign(subcode=table["text"].map({"x": "one", "y": "two"}))
    frame = Frame("f", "F", "d", subcodes={"one": "the first", "two": "the second"})
    found = robustness(codings, table, frame=frame, coder="me")
    assert said(found, WITHOUT_SUBCODE, "n_frame", detail="one") == {"A": 3, "B": 0}
    assert said(found, WITHOUT_SUBCODE, "n_frame", detail="two") == {"A": 1, "B": 2}
    assert said(found, WITHOUT_SUBCODE, "stands", detail="two") == {"A": False, "B": False}


def test_zones_are_taken_out_and_in():
    table = texts(A=["Hx.C"], B=["Sx.."])
    found = robustness(coded(table), table, frame=PLAIN, coder="me")
    counts = {name: said(found, name, "n_frame") for name in found["variant"].unique()}
    assert counts == {
        AS_STATED: {"A": 1, "B": 2},
        WITHOUT_SUBHEADS: {"A": 1, "B": 1},
        WITH_HEADLINES: {"A": 3, "B": 2},
    }
    whole = {name: said(found, name, "n_sentences") for name in counts}
    assert whole[AS_STATED] == {"A": 2, "B": 4}
    assert whole[WITHOUT_SUBHEADS] == {"A": 2, "B": 3}
    assert whole[WITH_HEADLINES] == {"A": 4, "B": 4}


@pytest.fixture(scope="module")
def many() -> pd.DataFrame:
    low = ["....x...."[n % 4 :] for n in range(12)]
    high = ["xxx.x.x.."[n % 4 :] for n in range(12)]
    return texts(A=high, B=low, C=[*low[:6], *high[:6]])


def test_with_enough_texts_the_claim_is_by_the_interval_of_the_difference(many):
    found = robustness(coded(many), many, frame=PLAIN, coder="me", seed=3)
    assert said(found, AS_STATED) == {"A": MORE, "B": LESS, "C": NOT_SHOWN}
    wanted = difference(article_frames(coded(many), many), measure="salience", seed=3)
    for column in ("estimate", "ci_low", "ci_high"):
        assert found[column].tolist() == wanted[column].tolist()


def test_the_order_of_rows_changes_nothing(many):
    codings = pd.concat([coded(many), coded(many, "x.", "rules")], ignore_index=True)
    found = robustness(codings, many, frame=PLAIN, coder="me")
    shuffled = codings.sample(frac=1, random_state=1)
    again = robustness(shuffled, many, frame=PLAIN, coder="me")
    pd.testing.assert_frame_equal(found, again)


def test_a_coder_who_coded_nothing_is_refused(many):
    with pytest.raises(ParameterError, match=r"coder is 'mee', .* Did you mean 'me'\?"):
        robustness(coded(many), many, frame=PLAIN, coder="mee")


# --- grades -------------------------------------------------------------------------------


def row(outlet: str, claim: str, low: float, *, variant: str = AS_STATED, stands: bool = True, n=5):
    return {"variant": variant, "outlet": outlet, "n_articles": n, "claim": claim, "ci_low": low,
            "stands": stands}  # fmt: skip


def graded(*rows, reliability: float = float("nan")) -> dict[str, tuple[str, str]]:
    found = grades(pd.DataFrame(list(rows)), reliability=reliability)
    return {each.outlet: (each.grade, each.failed) for each in found.itertuples()}


def test_without_an_interval_it_is_a_description_whatever_else_holds():
    few = row("A", MOST, float("nan"), n=4)
    assert graded(few, reliability=0.9)["A"] == (NOT_TOLD, FEW_TEXTS)
    assert graded({**few, "n_articles": 5}, reliability=0.9)["A"] == (NOT_TOLD, NO_INTERVAL)


def test_an_interval_that_includes_no_difference_claims_none():
    assert graded(row("A", NOT_SHOWN, -0.1), reliability=0.9)["A"] == (OPEN, NOTHING_SHOWN)


@pytest.mark.parametrize("claim", [MORE, LESS])
def test_a_claim_holds_up_only_if_people_agree_and_it_stands_everywhere(claim):
    kept = [row("A", claim, 0.1), row("A", claim, 0.1, variant=OTHER_CODER)]
    lost = [*kept, row("A", NOT_SHOWN, -0.1, variant=WITHOUT_SUBHEADS, stands=False)]
    assert graded(*kept, reliability=0.667)["A"] == (SHOWN, "")
    assert graded(*kept, reliability=0.567 + 0.1 - 1e-16)["A"] == (SHOWN, "")
    assert graded(*kept, reliability=0.6669)["A"] == (OPEN, UNRELIABLE)
    assert graded(*kept)["A"] == (OPEN, NO_PERSONS)
    assert graded(*lost, reliability=0.9)["A"] == (OPEN, DOES_NOT_STAND)
    assert graded(*lost)["A"] == (OPEN, f"{NO_PERSONS};{DOES_NOT_STAND}")


def test_each_outlet_is_graded_by_its_own_rows():
    found = graded(
        row("A", MORE, 0.1), row("B", LESS, -0.3),
        row("B", NOT_SHOWN, -0.1, variant=OTHER_CODER, stands=False), reliability=0.8,
    )  # fmt: skip
    assert found == {"A": (SHOWN, ""), "B": (OPEN, DOES_NOT_STAND)}


def test_what_a_choice_cannot_tell_of_an_outlet_is_no_proof_that_its_claim_stands():
    found = graded(
        row("A", MORE, 0.1),
        row("A", NOT_TOLD, float("nan"), variant=CORRECTED, stands=False),
        reliability=0.9,
    )
    assert found["A"] == (OPEN, NOT_CHECKED)
