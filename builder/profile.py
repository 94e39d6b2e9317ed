"""Source profiles: how the captures of one publisher are read, as data in `content/sources.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PrivateAttr, StringConstraints, field_validator, model_validator

from builder.dates import PartialDate, date_within, parse_date, parse_day
from builder.errors import ProblemsError, did_you_mean
from builder.registry import Language, Record, Slug, read_records
from builder.shapes import (
    DateForm,
    Everything,
    FeedShape,
    HtmlShape,
    PageShape,
    Part,
    RowShape,
    TableShape,
    TextShape,
    WarcShape,
    checked,
    with_groups,
)

Pattern = re.Pattern[str]


_PIECE = re.compile(r"(?<!\?P)<(\w+)>")


class Text(Part):
    """One form of official text: its kind, and the opening or the headline that announces it.

    Both are regular expressions; the group `who` is the clause that names who issued it. An opening is looked
    for in the first paragraph, or in the first `within`. With `proof`, a paragraph that matches it must follow.
    """

    kind: str
    opening: str | None = None
    within: int = 1
    headline: str | None = None
    proof: str | None = None

    _compile = field_validator("opening", "headline", "proof")(checked)

    @model_validator(mode="after")
    def _announces_by_something(self) -> Text:
        if self.opening is None and self.headline is None:
            raise ValueError("give it an opening or a headline")
        return self


class Exclusion(Part):
    """Texts that look official and are not: a pattern for the clause that names the author, and the reason.

    With `refuse` such a text is refused, for a person to decide, and not passed over.
    """

    who: str
    reason: str
    refuse: bool = False

    _compile = field_validator("who")(checked)


class IssuerRules(Part):
    """How the clause that names who issued a text becomes the issuer's line.

    `person` has the groups `name` and `role`; `name` matches a name that follows a post ("Minister Rudolf
    Rassendyll"); `speaker` matches a role that speaks for the whole body; `joint` is what joins a role to its body
    and is dropped.
    """

    person: str
    name: str | None = None
    speaker: str
    speaker_form: str
    joint: str
    lower_words: list[str] = Field(default_factory=list)

    _person = field_validator("person")(with_groups("name", "role"))
    _compile = field_validator("name", "speaker", "joint")(checked)

    @field_validator("speaker_form")
    @classmethod
    def _can_be_filled(cls, form: str) -> str:
        try:
            form.format(role="", body="")
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError(f"only {{role}} and {{body}} can stand in it, not {error}") from None
        return form


class Own(Part):
    """How a body names itself on its own pages, without the country that others name with it.

    Where the source's name matches `source` as a whole, what matches `bare` is read as the alias `means`.
    """

    source: str
    bare: str
    means: str

    _compile = field_validator("source", "bare")(checked)


class Rules(Part):
    """How official texts are recognised in a source, whatever shape its captures have.

    define: pieces of pattern that the other patterns name as `<piece>`.
    synonyms: long forms, and the short form that aliases use.
    own: how bodies name themselves on their own pages.
    dateline, lead, quoted: what stands before the first sentence, before a sentence's subject ("On Tuesday, "), and
        titles in quotation marks, which announce nothing.
    ours: what the clause or the headline must match, or name a ministry of the registry, so that no other country's
        text is taken, and a body of ours that the registry lacks is refused and not passed over.
    date_order, day_after, days_before_header: which date wins; the words of a day behind the name of the form that
        are the day of issue; and how long before the header's day it may lie.
    texts, exclude, issuer: the forms, what only looks like one, and how the issuer's line is made.
    """

    define: dict[str, Annotated[str, AfterValidator(checked)]] = Field(default_factory=dict)
    synonyms: dict[str, str] = Field(default_factory=dict)
    own: list[Own] = Field(default_factory=list)
    dateline: str | None = None
    lead: str | None = None
    quoted: str
    ours: str
    date_order: list[Literal["opening", "header", "dateline"]]
    day_after: str | None = None
    days_before_header: int = 14
    texts: list[Text]
    exclude: list[Exclusion] = Field(default_factory=list)
    issuer: IssuerRules

    _compile = field_validator("dateline", "lead", "quoted", "ours", "day_after")(checked)
    _compiled: dict[str, Pattern] = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def _patterns_are_good(self) -> Rules:
        faults = [fault for name, text, group in self._patterns() if (fault := self._fault(name, text, group))]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _patterns(self) -> Iterator[tuple[str, str, str | None]]:
        """Yield the place, the text and the needed group of every pattern in which pieces may stand."""
        for name in ("dateline", "lead", "quoted", "ours", "day_after"):
            yield name, getattr(self, name) or "", None
        for number, text in enumerate(self.texts):
            yield f"texts.{number}.opening", text.opening or "(?P<who>)", "who"
            yield f"texts.{number}.headline", text.headline or "(?P<who>)", "who"
            yield f"texts.{number}.proof", text.proof or "", None
        for number, exclusion in enumerate(self.exclude):
            yield f"exclude.{number}.who", exclusion.who, None

    def _fault(self, name: str, text: str, group: str | None) -> str | None:
        loose = _PIECE.search(self._written_out(text))
        if loose:
            return f"{name}: the piece {loose[0]} is not defined ({did_you_mean(loose[1], self.define)})"
        try:
            pattern = self.pattern(text)
        except re.error as error:
            return f"{name}: not a regular expression: {error}"
        return f'{name}: the group "{group}" is missing' if group and group not in pattern.groupindex else None

    def pattern(self, text: str) -> Pattern:
        """Return the compiled pattern of `text`, with every `<piece>` of `define` put in."""
        if text not in self._compiled:
            self._compiled[text] = re.compile(self._written_out(text))
        return self._compiled[text]

    def _written_out(self, text: str) -> str:
        for name in reversed(self.define):  # a piece may name those above it
            text = text.replace(f"<{name}>", self.define[name])
        return text


class Numbering(Part):
    """Where a capture has the number of the text of which it is one translation: `by` the name of a group or a column.

    Texts of one number are translations of each other, within a source, or within all sources that number `among` the
    same name. What stands for a number where there is none is listed under `none` ("0", "n/a").
    """

    by: str
    among: Slug | None = None
    none: list[str] = Field(default_factory=list)


class Profile(Record):
    """A source: what it is called, how its captures are shaped, and how official texts are recognised.

    A file that is plainly of another shape is read by that shape's part, where the profile has one.
    `date_formats` are strptime's forms and those of `builder.dates.parse_date`, `months` the names of months in them.
    `work` says where the number is that translations of one text share.
    `file` is a pattern for the whole name of a file; its groups are facts about the text, in every shape. Official
    texts are recognised by `rules`, or every text of the source is official as `everything` says.
    """

    name: Annotated[str, StringConstraints(min_length=1)] | None = None
    outlet: Annotated[str, StringConstraints(min_length=1)] | None = None
    language: Language
    shape: Literal["page", "rows", "csv", "text", "html", "feed", "warc"]
    date_formats: list[DateForm]
    months: Annotated[list[str], Field(min_length=12, max_length=12)] | None = None
    file: str | None = None
    work: Numbering | None = None
    page: PageShape | None = None
    rows: RowShape | None = None
    csv: TableShape | None = None
    text: TextShape | None = None
    html: HtmlShape | None = None
    feed: FeedShape | None = None
    warc: WarcShape | None = None
    everything: Everything | None = None
    rules: Rules | None = None

    _compile = field_validator("file")(checked)

    @model_validator(mode="after")
    def _shape_is_described(self) -> Profile:
        if getattr(self, self.shape) is None:
            raise ValueError(f'shape is "{self.shape}", so the key "{self.shape}" must say how it is laid out')
        if self.warc is not None and self.html is None:
            raise ValueError('the pages of a WARC file are read by the key "html"')
        if (self.rules is None) == (self.everything is None):
            raise ValueError('give it "rules" that tell official texts, or "everything" where all are official')
        return self

    def date_in(self, text: str) -> PartialDate | None:
        """Return the day, month or year that `text` is in one of the source's date formats, or None."""
        return parse_date(text, self.date_formats, self.months or ())

    def date_within(self, text: str) -> tuple[PartialDate, str] | None:
        """Return the date that stands in `text` in one of the source's date formats, and the rest of the text, or None."""
        return date_within(text, self.date_formats, self.months or ())

    def day_in(self, text: str) -> date | None:
        """Return the whole day that `text` is in one of the source's date formats, or None."""
        return parse_day(text, self.date_formats, self.months or ())


def load(content: Path, shown: str = "content") -> Mapping[str, Profile]:
    """Read `sources.yml` below `content`; raises ProblemsError with every problem."""
    placed, problems = read_records(content / "sources.yml", Profile, f"{shown}/sources.yml")
    if problems:
        raise ProblemsError(problems)
    return {each.record.id: each.record for each in placed}
