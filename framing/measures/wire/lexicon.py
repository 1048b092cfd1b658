"""Words with which news texts report what others say, and say how certain it is.

The lists are the project's own. What is a hedge and what a booster follows Hyland (2005),
*Metadiscourse*, and what reporting verbs say of the reporter's stand Thompson & Ye (1991),
Applied Linguistics 12, 365-382, and Caldas-Coulthard (1994), "On reporting reporting", in
Coulthard (ed.), *Advances in Written Text Analysis*; Bell (1991), *The Language of News
Media*, on "say" as the neutral verb of news. Forms that are mostly other words in news are left
out ("reports", "states", "stress"), or count in one company only ("claims" after "he" or before
"that").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.corpus.words import Word, words

NEUTRAL, FACTIVE, CLAIM = "neutral report", "factive", "claim"
EMPHATIC, DENIAL = "emphatic", "denial"
HEDGE, BOOSTER = "hedge", "booster"
REPORTS = (NEUTRAL, FACTIVE, CLAIM, EMPHATIC, DENIAL)
KINDS = (*REPORTS, HEDGE, BOOSTER)

# lemma: further forms; a lemma that is mostly another word stands behind a colon, uncounted
_VERBS = {
    NEUTRAL: "say says said saying; tell tells told telling; state: stated stating; "
    "report: reported reporting; add: adding; announce announces announced announcing; "
    "note: noted noting; explain explains explained explaining; comment: commented commenting; "
    "remark: remarked remarking; mention: mentioned mentioning; reply: replied replying; "
    "answer: answered; describe describes described describing; write: wrote; "
    "inform informs informed informing",
    FACTIVE: "admit admits admitted admitting; "
    "acknowledge acknowledges acknowledged acknowledging; "
    "concede concedes conceded conceding; confirm confirms confirmed confirming; "
    "disclose discloses disclosed disclosing; reveal reveals revealed revealing",
    CLAIM: "claim: claimed claiming; allege alleges alleged alleging; "
    "assert asserts asserted asserting; contend contends contended contending; "
    "maintain: maintained; argue argues argued arguing; purport purports purported purporting; "
    "profess professes professed professing; boast: boasted boasting",
    EMPHATIC: "insist insists insisted insisting; stress: stressed stressing; "
    "warn warns warned warning; vow vows vowed vowing; pledge: pledged pledging; "
    "emphasize emphasise emphasises emphasised emphasising emphasizes emphasized emphasizing; "
    "underscore underscores underscored underscoring; underline: underlined underlining; "
    "declare declares declared declaring; proclaim proclaims proclaimed proclaiming; "
    "swear swears swore swearing; reiterate reiterates reiterated reiterating; "
    "affirm affirms affirmed affirming",
    DENIAL: "deny denies denied denying; refute refutes refuted refuting; "
    "rebut rebuts rebutted rebutting; dispute: disputed disputing; "
    "contradict contradicts contradicted contradicting; disavow disavows disavowed disavowing; "
    "doubt: doubted doubting",
    HEDGE: "suggest suggests suggested suggesting; indicate indicates indicated indicating; "
    "imply implies implied implying; seem seems seemed seeming; suspect: suspected; "
    "believe: believed believes; assume: assumed assumes; estimate: estimated; "
    "speculate speculates speculated speculating",
}
_PLAIN = {
    HEDGE: "may might could reportedly allegedly apparently seemingly presumably supposedly "
    "purportedly possibly perhaps maybe probably likely unlikely potentially conceivably arguably "
    "plausibly approximately roughly nearly almost possible probable possibility unconfirmed "
    "unverified",
    BOOSTER: "must clearly certainly definitely undoubtedly obviously surely indeed undeniably "
    "unquestionably inevitably absolutely evidently always never truly doubtless",
}
_PHRASES = {
    "according to": NEUTRAL,
    **dict.fromkeys(["cast doubt", "casts doubt"], DENIAL),
    **dict.fromkeys(["of course", "no doubt", "in fact", "without doubt", "beyond doubt"], BOOSTER),
    **dict.fromkeys(["appear to", "appears to", "appeared to", "tend to", "tends to"], HEDGE),
    **dict.fromkeys(["thought to", "expected to", "believed to", "said to"], HEDGE),
}
_LEMMAS = {
    "appears to": "appear to",
    "appeared to": "appear to",
    "tends to": "tend to",
    "casts doubt": "cast doubt",
}
_IN_COMPANY = {  # forms that are mostly nouns
    **dict.fromkeys(["claim", "claims"], ("claim", CLAIM)),
    **dict.fromkeys(["boast", "boasts"], ("boast", CLAIM)),
    **dict.fromkeys(["report", "reports"], ("report", NEUTRAL)),
    **dict.fromkeys(["note", "notes"], ("note", NEUTRAL)),
    **dict.fromkeys(["state", "states"], ("state", NEUTRAL)),
    **dict.fromkeys(["stress", "stresses"], ("stress", EMPHATIC)),
    **dict.fromkeys(["pledge", "pledges"], ("pledge", EMPHATIC)),
    **dict.fromkeys(["doubt", "doubts"], ("doubt", DENIAL)),
}
_PASSIVE = frozenset(["thought to", "expected to", "believed to", "said to"])
_BE = frozenset("is are was were be been being".split())
_COMPANY = frozenset("he she they it who which i we you".split())
_BEFORE_NUMBERS = frozenset("about around some".split())
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen dozens twenty thirty forty "
    "fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions half "
    "one".split()
)
_NO_MODAL_AFTER = frozenset(
    "the a his its their our military economic financial naval industrial political".split()
)
_MODALS = frozenset("will would shall should can could may might must ought".split())
_NEGATIONS = frozenset("not no never neither nor none without cannot".split())
MODAL, NEGATION = "modal", "negation"


def _single_words() -> dict[str, tuple[str, str]]:
    """Return lemma and kind of each form that counts wherever it stands."""
    found: dict[str, tuple[str, str]] = {}
    for kind, listed in _VERBS.items():
        for entry in listed.split(";"):
            lemma, *forms = entry.split()
            bare = lemma.removesuffix(":")
            found.update(dict.fromkeys(forms if lemma != bare else [lemma, *forms], (bare, kind)))
    for kind, listed in _PLAIN.items():
        found.update({word: (word, kind) for word in listed.split()})
    return found


_WORDS = _single_words()


class Marked(NamedTuple):
    """A word that reports or says how certain something is: offsets, lemma and kind."""

    start: int
    end: int
    lemma: str
    kind: str


def marked(text: str) -> list[Marked]:
    """Find the words of the lists in a text, in order.

    Examples
    --------
    >>> [(one.lemma, one.kind) for one in marked("He claims that rates may rise in May.")]
    [('claim', 'claim'), ('may', 'hedge')]
    >>> [one.lemma for one in marked("About 40 people insisted; it was about time.")]
    ['about', 'insist']
    """
    listed = words(text)
    found: list[Marked] = []
    for index, word in enumerate(listed):
        if found and word.start < found[-1].end:
            continue
        if one := _phrase(listed, index) or _single(text, listed, index):
            found.append(one)
    return found


def polarity(text: str) -> list[Marked]:
    """Find hedges, boosters, modal verbs and negations, in order.

    Examples
    --------
    >>> [(one.lemma, one.kind) for one in polarity("Rates will surely not fall.")]
    [('will', 'modal'), ('surely', 'booster'), ('not', 'negation')]
    """
    found = {one.start: one for one in marked(text) if one.kind in (HEDGE, BOOSTER)}
    for index, word in enumerate(listed := words(text)):
        folded = word.folded
        if folded.endswith("n't") or folded in _NEGATIONS:
            found.setdefault(word.start, Marked(word.start, word.end, "not", NEGATION))
        elif folded in _MODALS and _is_modal(text, listed, index):
            found.setdefault(word.start, Marked(word.start, word.end, folded, MODAL))
    return [found[start] for start in sorted(found)]


def _phrase(listed: Sequence[Word], index: int) -> Marked | None:
    pair = " ".join(word.folded for word in listed[index : index + 2])
    if pair not in _PHRASES or (pair in _PASSIVE and listed[index - 1].folded not in _BE):
        return None
    end = listed[index + 1].end
    return Marked(listed[index].start, end, _LEMMAS.get(pair, pair), _PHRASES[pair])


def _single(text: str, listed: Sequence[Word], index: int) -> Marked | None:
    word = listed[index]
    folded = word.folded.removesuffix("n't") or word.folded
    following = listed[index + 1].folded if index + 1 < len(listed) else ""
    before = listed[index - 1].folded if index else ""
    if folded in _BEFORE_NUMBERS and (following[:1].isdigit() or following in _NUMBERS):
        return Marked(word.start, word.end, folded, HEDGE)
    if folded in _IN_COMPANY and (before in _COMPANY or following == "that"):
        return Marked(word.start, word.end, *_IN_COMPANY[folded])
    if folded not in _WORDS or (folded in _MODALS and not _is_modal(text, listed, index)):
        return None
    return Marked(word.start, word.end, *_WORDS[folded])


def _is_modal(text: str, listed: Sequence[Word], index: int) -> bool:
    """Tell a verb from the month of May, from might and will as nouns, and from Will, a name."""
    word = listed[index]
    if (
        word.folded in ("may", "will")
        and text[word.start].isupper()
        and not (word.folded == "will" and index == 0)
    ):
        return False
    return word.folded not in ("might", "must", "will", "can") or not (
        index and listed[index - 1].folded in _NO_MODAL_AFTER
    )
