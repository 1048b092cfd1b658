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

    Attributes
    ----------
    months, weekdays : their names and abbreviations.
    ordinals : what follows the number of a day.
    hours : what follows a time, or stands before it in ``at``.
    date_labels : words before a date: "published".
    date_joins : words between such a label and its date, or between dates.
    ages : how long ago, or how long to read: "3 min read".
    conjunctions : words between two places or names.
    particles : words within the name of a place: "of the".
    cities : cities that stand in datelines.
    no_places : names in capitals that are no places.
    desks : words that tell an agency or desk in brackets after a place.
    relations : what two sides have between them: "talks".
    articles : words that may stand before a name.
    roles : who writes: "correspondent".
    bylines : words before the writer's name; ``byline_joins`` stand between names.
    credit_lines, furniture_lines : how a line begins that is no article text; an entry that ends
        in ``$`` is the whole line.
    sign_offs : how a credit in brackets begins at the end of a paragraph.
    questions : words that open a question.
    awaits_more : words after which a line cannot end.
    photos, photo_kinds : words for a picture, and words before them: "file".
    photo_labels : words that open a credit, with the capitals that they have there.
    photo_credits, photo_by : words after a picture's word, before the colon or the holder.
    photo_marks : words for a picture after the agency's name; ``photo_marks_last`` only at the end
        of a line; ``photo_for`` stand between the photographer and the agency.
    photo_lines : how a line opens that tells whose the picture is.
    credits : words for a credit, as they open one in brackets.
    sources : words for the source of a picture or text, before a colon.
    by : words before the name of who made a picture.
    via : words between two holders of a picture.
    linking : words in small letters that a credit may hold.
    captions : how a caption opens.
    left, right, left_to_right : sides of a picture, in brackets.
    photo_words : words that tell brackets or a line to be a picture's credit.
    writers : what an agency's writer is called after the agency's name.
    credit_words : words that stand before an agency's name, alone on a line.
    credit_labels : the same before a colon.
    credit_of, credit_of_sure : forms of a credit of a text; the latter only for names that
        hardly stand for anything else.
    credit_with : words in brackets before an agency that signs a text.
    together : words between two agencies.
    rights : how a reservation of rights reads after an agency's name.
    agency_as_source : forms in which a name stands for an agency; ``agency_as_no_source`` for
        another thing; ``agency_as_ap`` counts for AP alone.
    told : forms in which an agency's name is cited.
    respelled : months and days that the date library lacks, in small letters, and how it has them.
    """

    months: Words = ()
    weekdays: Words = ()
    ordinals: Words = ()
    hours: Words = ()
    at: Words = ()
    date_labels: Words = ()
    date_joins: Words = ()
    ages: Words = ()
    conjunctions: Words = ()
    particles: Words = ()
    cities: Words = ()
    no_places: Words = ()
    desks: Words = ()
    relations: Words = ()
    articles: Words = ()
    roles: Words = ()
    bylines: Words = ()
    byline_joins: Words = ()
    credit_lines: Words = ()
    furniture_lines: Words = ()
    sign_offs: Words = ()
    questions: Words = ()
    awaits_more: Words = ()
    photos: Words = ()
    photo_kinds: Words = ()
    photo_labels: Words = ()
    photo_credits: Words = ()
    photo_by: Words = ()
    photo_marks: Words = ()
    photo_marks_last: Words = ()
    photo_for: Words = ()
    photo_lines: Words = ()
    credits: Words = ()
    sources: Words = ()
    by: Words = ()
    via: Words = ()
    linking: Words = ()
    captions: Words = ()
    left: Words = ()
    right: Words = ()
    left_to_right: Words = ()
    photo_words: Words = ()
    writers: Words = ()
    credit_words: Words = ()
    credit_labels: Words = ()
    credit_of: Words = ()
    credit_of_sure: Words = ()
    credit_with: Words = ()
    together: Words = ()
    rights: Words = ()
    agency_as_source: Words = ()
    agency_as_no_source: Words = ()
    agency_as_ap: Words = ()
    told: Words = ()
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
