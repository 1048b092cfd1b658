"""Every code that a table may hold, each once; what they mean stands in ``framing.show.meanings``.

Programs decide on codes and numbers. A cell that holds several joins them by ``;``. Those of the
load report alone stand beside their words, where readers make them (``framing.corpus.notes``).
"""

from __future__ import annotations

# Genres of articles, and what tells them
NEWS, ANALYSIS, OPINION, LIVE, BRIEF = "news", "analysis", "opinion", "live", "brief"
GENRES = (NEWS, ANALYSIS, OPINION, LIVE, BRIEF)
GIVEN, LABEL, SECTION, HEADLINE_MARK, ADDRESS = "given", "label", "section", "headline", "address"

# Screening: what is proposed and decided, and why it is proposed
IN, OUT = "in", "out"  # or OPEN
TERM_FOUND, NO_TERM = "term_found", "no_term"
OTHER_DATE, SAME_TEXT = "other_date", "same_text"

# Why an article that was read is not among those compared
DUPLICATE, OFF_TOPIC, OTHER_GENRE = "duplicate", "off_topic", "other_genre"

# Kinds of coders; the last three are also the names of the machines
PERSON, MODEL = "person", "model"
RULES, SIMILARITY, CLASSIFIER = "rules", "similarity", "classifier"
KINDS = (PERSON, MODEL, RULES, SIMILARITY, CLASSIFIER)

# Decisions of coders, side by side
PRESENT, ABSENT, CANNOT_SAY = "present", "absent", "cannot_say"

# How what a frame says is put, how it is judged, and what it does in the story (Entman 1993)
STATED, FEARED, DENIED = "stated", "feared", "denied"
CALLED_FOR, OPPOSED = "called_for", "opposed"
MODES = (STATED, FEARED, DENIED, CALLED_FOR, OPPOSED)
WELCOME, HARMFUL, MIXED_JUDGEMENT, NO_JUDGEMENT = "welcome", "harmful", "mixed", "none"
VALUATIONS = {  # with what a coder is told of each
    WELCOME: "as good, right or hoped for",
    HARMFUL: "as bad, wrong or dangerous",
    MIXED_JUDGEMENT: "as both",
    NO_JUDGEMENT: "not judged",
}
FUNCTIONS = {
    "problem": "says what is wrong",
    "cause": "says who or what brings it about",
    "judgement": "says who is right or wrong",
    "remedy": "says what is to be done",
    "none": "none of these",
}

# Whose voice it is, whatever sides a codebook names
TOLD, UNATTRIBUTED, OTHER = "text", "unattributed", "other"

# Where a frame stands that is joined to another
SAME, NEXT = "same", "next"

# What became of a line of a coding sheet
READ, OPEN, REJECTED, MISSING, SKIPPED = "read", "open", "rejected", "missing", "skipped"

# Why a share or a difference has no interval, and what is to be known of it
ONE_TEXT, FEW_TEXTS, FEW_FAMILIES = "one_text", "few_texts", "few_families"
FEW = (ONE_TEXT, FEW_TEXTS, FEW_FAMILIES)
FEW_SENTENCES, NO_VARIATION, TOO_RARE = "few_sentences", "no_variation", "too_rare"
ONE_OUTLET = "one_outlet"
WEIGHTED = "weighted"
COVERAGE_OBSERVED, COVERAGE_UNKNOWN = "coverage_observed", "coverage_unknown"
OF_COVERAGE = (COVERAGE_OBSERVED, COVERAGE_UNKNOWN)
NOT_COMPARED = "not_compared"

# Of differences within events
NO_EVENT, ONE_EVENT, FEW_EVENTS = "no_event", "one_event", "few_events"
EVENTS_ALIKE, ALONE = "events_alike", "alone_in_event"

# Of periods
NO_TEXTS, NONE_CODED, UNDATED = "no_texts", "none_coded", "undated"

# Of words
NOT_USED_HERE, USED_HERE_ALONE = "not_used_here", "used_here_alone"
NO_OTHER_WORD, NOT_SCORED = "no_other_word", "not_scored"
NOT_RESAMPLED = "not_resampled"
NOT_SHUFFLED = "not_shuffled"

# Tone towards somebody, and in whose words it is: the article's own (TOLD), or another's
NEGATIVE, NEUTRAL, POSITIVE = "negative", "neutral", "positive"
TONES = (NEGATIVE, NEUTRAL, POSITIVE)
ATTRIBUTED = "attributed"

# Of a coder held against a reference
FAMILIES_UNKNOWN, NONE_IN_COMMON = "families_unknown", "none_in_common"
NO_POSITIVE, NO_POSITIVE_HERE = "no_positive", "no_positive_here"
NO_POSITIVE_THERE = "no_positive_there"
FEW_UNRELATED, FEW_WITH_POSITIVE = "few_unrelated", "few_with_positive"
SAMPLE_WEIGHTED = "sample_weighted"
NO_HIT = "no_hit"

# Of coders held against each other: what their agreement is called, notes and verdicts
RELIABILITY, REPEATABILITY, MIXED = "reliability", "repeatability", "mixed"
KINDS_UNKNOWN = "kinds_unknown"
NONE_TWICE, ALL_ALIKE, FEW_POSITIVES = "none_twice", "all_alike", "few_positives"
NO_LIMITS, REPEATED = "no_limits", "repeated"
BETWEEN_MACHINES, PERSON_AND_MACHINE = "between_machines", "person_and_machine"
KAPPA_OF_TWO, COVERAGE_NOT_OF_SCORES = "kappa_of_two", "coverage_not_of_scores"
NOT_READ_TWICE, ONE_READER = "not_read_twice", "one_reader"
NOTHING_MARKED, NOTHING_UNMARKED = "nothing_marked", "nothing_unmarked"
RELIABLE, TENTATIVE, NOT_RELIABLE = "reliable", "tentative", "not_reliable"

# Of shares corrected by a sample
CODED_IN_FULL, NOT_DRAWN = "coded_in_full", "not_drawn"
STRATUM_UNDECIDED, STRATA_INCOMPLETE = "stratum_undecided", "strata_incomplete"
SAMPLE_UNDECIDED, CODER_UNDECIDED = "sample_undecided", "coder_undecided"
INTERVAL_OUTSIDE = "interval_outside"
NOT_REACHABLE = "not_reachable"
FEW_CODES, FEW_STORIES = "few_codes", "few_stories"
UNCORRECTED = "uncorrected"  # of counts where corrected shares lead
MATCHED = "matched"  # what it is called, if not CORRECTED

# May a coder's hits of a frame be counted, and what its errors do between outlets
MAY_COUNT, NEEDS_MORE = "may_count", "needs_more"
NOT_TO_AUTOMATE, UNCHECKED = "not_to_automate", "unchecked"
HITS, HITS_ALONE = "hits", "hits_alone"  # what a sample was drawn among; what that tells not
AMONG_FOUND, AMONG_OTHERS = "among_found", "among_others"
NO_SAMPLE, NOT_BY_PERSON, FEW_OUTLETS = "no_sample", "not_by_person", "few_outlets"
MORE_THAN_THERE = "more_than_there"

# Stated hypotheses: what they rest on, if not CORRECTED; why there is no p; verdicts
AS_CODED, TEXTS_UNCORRECTED = "as_coded", "texts_uncorrected"
SUPPORTED, CONTRADICTED = "supported", "contradicted"
NOT_SUPPORTED, UNKNOWN = "not_supported", "unknown"

# Other choices under which an answer is tried, and what it claims
AS_STATED, OTHER_CODER, WITHOUT_SUBCODE = "as_stated", "other_coder", "without_subcode"
WITHOUT_SUBHEADS, WITH_HEADLINES = "without_subheads", "with_headlines"
WITHOUT_QUOTATIONS, TOLD_BY_ARTICLE = "without_quotations", "told_by_article"
CORRECTED = "corrected"
MORE, LESS, ALIKE, NOT_SHOWN = "more", "less", "alike", "not_shown"
NONE_FOUND, FOUND, MOST, FEWEST = "none_found", "found", "most", "fewest"
NOT_TOLD = "not_told"

# Grades of a claim, and the conditions that it fails
SHOWN = "shown"  # or OPEN, NOT_TOLD
NO_INTERVAL, NOTHING_SHOWN = "no_interval", "nothing_shown"  # or FEW_TEXTS
NO_PERSONS, NOT_ESTIMABLE, UNRELIABLE = "no_persons", "not_estimable", "unreliable"
DOES_NOT_STAND, NOT_CHECKED = "does_not_stand", "not_checked"

# What differs from one report to the next
NEW, UPDATED, GONE, NOT_KNOWN = "new", "updated", "gone", "not_known"
ROWS_NEW, ROWS_GONE, MOVED = "rows_new", "rows_gone", "moved"
EARLIER_WITHOUT_HASHES = "earlier_without_hashes"
LATER_WITHOUT_HASHES = "later_without_hashes"

# What became of a unit that a language model was asked about, and why it failed
CODED, NO_ANSWER = "coded", "no_answer"  # or REJECTED
ANSWER_STATES = (CODED, REJECTED, NO_ANSWER)
CUT_AT_LIMIT, BEYOND_CONTEXT, TOKENS_FAR = "cut_at_limit", "beyond_context", "tokens_far"
NOT_JSON, IN_PROSE, OTHER_SCHEMA = "not_json", "in_prose", "other_schema"
CONTRADICTS, REFUSED = "contradicts", "refused"
REQUEST_REFUSED, SERVER_FAILED = "request_refused", "server_failed"
TIMED_OUT, BROKEN, OTHER_TEXT = "timed_out", "broken", "other_text"
WHY_FAILED = (
    CUT_AT_LIMIT, BEYOND_CONTEXT, TOKENS_FAR, NOT_JSON, IN_PROSE, OTHER_SCHEMA, CONTRADICTS,
    REFUSED, REQUEST_REFUSED, SERVER_FAILED, TIMED_OUT, BROKEN, OTHER_TEXT,
)  # fmt: skip
REFUSALS = (REFUSED, IN_PROSE)
ALL_UNITS, OUTLET, LENGTH = "all", "outlet", "length"  # by which failures are counted
CLAIMS = (MORE, LESS, ALIKE, NOT_SHOWN, NOT_TOLD)
ON_PROMPT, ON_MODEL, ON_REPETITION = "prompt", "model", "repetition"
ON_TEMPERATURE = "temperature"
TURNS = (ON_PROMPT, ON_MODEL, ON_TEMPERATURE, ON_REPETITION)  # on what a conclusion turns

# What is given to somebody: how, by what class of cue, and how the speaker is known
DIRECT, INDIRECT, MIXED = "direct", "indirect", "mixed"
CUE_CLASSES = (
    "stated", "asked", "believed", "intended", "called_for", "feared", "denied", "opposed",
    "supported",
)  # fmt: skip
BY_ACTOR, BY_NAME, UNRESOLVED, NOBODY = "actor", "name", "unresolved", "nobody"
