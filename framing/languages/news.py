"""The lists of ``news.toml``: words at the edges of a news text, which are no article text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framing.languages.lists import Words


@dataclass(frozen=True)
class News:
    """Words of dates, datelines, bylines, credits, captions and invitations to click.

    Every entry is a regular expression, read without regard to case unless it says ``(?-i:``,
    and most are plain words. ``@wires`` in one stands for any news agency, ``@name`` for a word
    with a capital, ``@person`` for two to four of them, ``@role`` for one of ``roles``, ``@dash``
    for a dash. In the lists that begin with ``credit_of`` and ``agency_as``, ``@here`` is the
    agency in question, ``@list`` it with others beside it, ``@parts`` names before it in a list.
    """

    months: Words = ()  # names and abbreviations
    weekdays: Words = ()  # names and abbreviations
    ordinals: Words = ()  # what follows the number of a day
    hours: Words = ()  # what follows a time
    at: Words = ()  # what stands before a time
    date_labels: Words = ()  # words before a date: "published"
    date_joins: Words = ()  # words between such a label and its date, or between dates
    ages: Words = ()  # how long ago, or how long to read: "3 min read"
    conjunctions: Words = ()  # words between two places or names
    particles: Words = ()  # words within the name of a place: "of the"
    cities: Words = ()  # cities that stand in datelines
    no_places: Words = ()  # names in capitals that are no places
    desks: Words = ()  # words that tell an agency or desk in brackets after a place
    relations: Words = ()  # what two sides have between them: "talks"
    articles: Words = ()  # words that may stand before a name
    roles: Words = ()  # who writes: "correspondent"
    bylines: Words = ()  # words before the writer's name
    byline_joins: Words = ()  # words between the names of writers
    credit_lines: Words = ()  # how a credit's line begins; with a $ at its end, the whole line
    furniture_lines: Words = ()  # the same of other lines that are no article text
    furniture_phrases: Words = ()  # words, in small letters, anywhere in such a line
    link_labels: Words = ()  # words before a colon and the title of another article: "read more"
    link_headings: Words = ()  # headings of a list of such titles: "must reads"
    link_ends: Words = ()  # how a line of such a title ends
    embeds: Words = ()  # what a post that is shown in a paragraph brings along: "view on Twitter"
    tag_ends: Words = ()  # the word that ends the headlines listed behind a name in a paragraph
    writer_notes: Words = ()  # after a name at the end of a text: "is the author of"
    opening_notes: Words = ()  # the same, with no other reading, where it stands above the text
    invitations: Words = ()  # what a paragraph says that asks its readers for money or tips
    sign_offs: Words = ()  # how a credit in brackets begins at the end of a paragraph
    questions: Words = ()  # words that open a question
    awaits_more: Words = ()  # words after which a line cannot end
    photos: Words = ()  # words for a picture
    photo_kinds: Words = ()  # words before them: "file"
    photo_labels: Words = ()  # words that open a credit, with the capitals that they have there
    photo_credits: Words = ()  # words after a picture's word, before the colon
    photo_by: Words = ()  # the same, before the holder
    photo_marks: Words = ()  # words for a picture after the agency's name
    photo_marks_last: Words = ()  # the same, only at the end of a line
    photo_for: Words = ()  # words between the photographer and the agency
    photo_lines: Words = ()  # how a line opens that tells whose the picture is
    credits: Words = ()  # words for a credit, as they open one in brackets
    sources: Words = ()  # words for the source of a picture or text, before a colon
    by: Words = ()  # words before the name of who made a picture
    via: Words = ()  # words between two holders of a picture
    linking: Words = ()  # words in small letters that a credit may hold
    captions: Words = ()  # how a caption opens
    left: Words = ()  # a side of a picture, in brackets
    right: Words = ()  # the other
    left_to_right: Words = ()  # both
    photo_words: Words = ()  # words that tell brackets or a line to be a picture's credit
    writers: Words = ()  # what an agency's writer is called after the agency's name
    credit_words: Words = ()  # words that stand before an agency's name, alone on a line
    credit_labels: Words = ()  # the same before a colon
    credit_of: Words = ()  # forms of a credit of a text
    credit_of_sure: Words = ()  # others, for names that hardly stand for anything else
    credit_with: Words = ()  # words in brackets before an agency that signs a text
    together: Words = ()  # words between two agencies
    rights: Words = ()  # how a reservation of rights reads after an agency's name
    agency_as_source: Words = ()  # forms in which a name stands for an agency
    agency_as_no_source: Words = ()  # forms in which it stands for another thing
    agency_as_ap: Words = ()  # forms of the former that count for AP alone
    told: Words = ()  # forms in which an agency's name is cited
    # months and days that the date library lacks, in small letters, and how it has them
    respelled: Mapping[str, Words] = field(default_factory=dict)


def one_of(entries: Words, **forms: str) -> str:
    """Return a pattern of any entry, with each ``@form`` filled in; of none, it matches nothing.

    Examples
    --------
    >>> one_of(("by @name", "from"), name="[A-Z]+"), one_of(())
    ('(?:by [A-Z]+|from)', '(?!)')
    """
    if not entries:
        return "(?!)"
    pattern = "|".join(entries)
    for name, form in forms.items():
        pattern = pattern.replace(f"@{name}", form)
    return f"(?:{pattern})"
