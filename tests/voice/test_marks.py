"""Direct quotations: marks of every kind, what is missing of them, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from framing.voice import direct_quotations
from framing.voice.marks import quotations, quoted_parts, unquoted_parts
from tests.cases import each_of
from tests.effort import at_most

CASES = [
    ("curly", "He said “we will go” and left.", ["we will go"]),
    ("straight", 'He said "we will go" and left.', ["we will go"]),
    ("single", "‘We will go,’ he said.", ["We will go,"]),
    ("straight single", "'We will go,' he said.", ["We will go,"]),
    ("angled", "«On y va», dit-il.", ["On y va"]),
    ("angled the other way", "»Wir gehen«, sagte er.", ["Wir gehen"]),
    ("low", "„Wir gehen“, sagte er.", ["Wir gehen"]),
    ("backticks", "He said ``we will go'' and left.", ["we will go"]),
    ("corners", "彼は「行く」と言った。", ["行く"]),
    ("two in a sentence", '"Well," he said, "it\'s over."', ["Well,", "it's over."]),
    ("nested", "“He told me ‘no’ twice,” she said.", ["He told me ‘no’ twice,"]),
    ("nested alike", "“He told me “no” twice,” she said.", ["He told me “no” twice,"]),
    ("nested low", "„Er sagte ‚nein‘ dazu“, rief Anna.", ["Er sagte ‚nein‘ dazu"]),
    ("a term", 'The "war room" was empty.', ["war room"]),
    ("no end", 'He said "we will go.\nHe left.', ["we will go."]),
    ("no beginning", 'We will go," he said.\nHe left.', ["We will go,"]),
    ("no second beginning", '"Yes," he said. We will go," he said.', ["Yes,", "We will go,"]),
    ("paragraphs", "“One.\n“Two.\n“Three,” he said.", ["One.", "Two.", "Three,"]),
    ("paragraphs unmarked", "“One.\nTwo.\nThree,” he said.", ["One.", "Two.", "Three,"]),
    ("a line set apart", "> We regret it.\nHe left.", ["We regret it."]),
    ("a post", "Great day! — Jo Doe (@jodoe) May 3, 2018\nHe left.", ["Great day!"]),
    ("a post above its name", "Great day!\n— Jo Doe (@jodoe) May 3\nHe left.", ["Great day!"]),
    ("dots", 'He said: ". . . and so on we go."', [". . . and so on we go."]),
    ("plural", "‘It is the workers’ right,’ she said.", ["It is the workers’ right,"]),
    ("plural straight", "'the people's rights' they said.", ["the people's rights"]),
    ("apostrophes", "It’s the boys’ club, isn’t it? Rock ’n’ roll!", []),
    ("years", "The '90s were wild; so was '68.", []),
    ("years of many", "The '90s were wild for the boys' club.", []),
    ("inches", "He is 5'10\" tall and 6' wide.", []),
    ("none", "Nobody said a word.", []),
    ("empty", "", []),
]


def told(text: str) -> list[str]:
    return [text[one.start : one.end] for one in quotations(text)]


@each_of("case", CASES)
def test_what_stands_between_marks_of_any_kind_is_quoted(case):
    _, text, wanted = case
    assert told(text) == wanted


def test_a_row_is_a_quotation_with_its_place_and_whether_it_is_closed():
    text = "“One.\n“Two,” he said."
    table = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": [text]})
    found = direct_quotations(table)
    assert found[["article", "text", "closed"]].values.tolist() == [
        ["a", "One.", False],
        ["a", "Two,", True],
    ]
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == [
        "One.",
        "Two,",
    ]


def test_a_text_without_a_quotation_gives_no_row():
    table = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": ["Nobody spoke."]})
    assert direct_quotations(table).empty


def test_no_two_quotations_overlap_and_all_lie_within_the_text():
    for _, text, _ in CASES:
        spans = [(one.start, one.end) for one in quotations(text)]
        assert spans == sorted(spans)
        assert all(a < b <= len(text) for a, b in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_a_quotation_runs_on_from_sentence_to_sentence_whatever_the_order_of_rows():
    rows = [
        ("a", 0, "She said: “We will go."),
        ("a", 1, "We will not wait.”"),
        ("a", 2, "Then she left."),
        ("b", 0, "Nobody spoke."),
    ]
    table = pd.DataFrame(rows, columns=["article", "sentence", "text"])
    shuffled = table.iloc[[3, 1, 2, 0]]
    said = [
        [text[start:end] for start, end in parts]
        for text, parts in zip(shuffled["text"], quoted_parts(shuffled), strict=True)
    ]
    assert said == [[], ["We will not wait."], [], ["We will go."]]


def test_outside_is_what_is_left_and_a_term_of_three_words_is_the_sentence_s_own():
    rows = [
        'He "will not go back", he said.',
        'The "cold war room" was empty.',
        "“All of it here.”",
    ]
    table = pd.DataFrame({"article": "a", "sentence": [0, 1, 2], "text": rows})
    assert unquoted_parts(table) == [
        ['He "', '", he said.'],
        ['The "cold war room" was empty.'],
        ["“", "”"],
    ]


def test_a_mark_that_nobody_closes_quotes_no_more_than_a_paragraph_or_a_long_sentence():
    long = "Word " * 300 + "ends. Another sentence."
    assert told(f"He said “{long}") == [long[: long.index(".") + 1]]


def test_a_text_of_marks_alone_takes_time_in_proportion():
    with at_most(10):
        quotations("“" * 20_000)
        quotations("'a " * 20_000)
        quotations('"a ' * 20_000)
