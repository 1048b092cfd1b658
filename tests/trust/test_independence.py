"""Which coders speak for themselves, and which rest on the codings of others."""

from __future__ import annotations

import pandas as pd

from framing.trust.independence import derived, independent

CODERS = pd.DataFrame(
    [
        ("final", "person", "anna;ben"), ("ben", "person", None), ("anna", "person", None),
        ("m1", "model", None), ("last", "person", "final;clara"), ("clara", "person", None),
    ],
    columns=["coder", "kind", "settles"],
)  # fmt: skip
CODINGS = pd.DataFrame({"coder": CODERS["coder"]})


def test_whose_codes_settle_those_of_others_does_not_speak_for_itself():
    assert independent(CODERS, "person", CODERS["coder"]) == ["anna", "ben", "clara"]
    assert independent(CODERS, "person", ["final", "anna", "m1"]) == ["anna"]
    assert independent(CODERS, "model", CODERS["coder"]) == ["m1"]


def test_a_reference_rests_on_those_whom_it_settles_and_on_whom_they_settle():
    assert derived(CODERS, "last", CODINGS) == {"last", "final", "clara", "anna", "ben"}
    assert derived(CODERS, "anna", CODINGS) == {"anna", "final", "last"}
    assert derived(CODERS, "", CODINGS) == set(CODERS["coder"])
