"""The shapes that captures can have, as data: where title, date, text and the other facts are in each."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from typing import Annotated, Any, Literal

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from builder.dates import date_parts


class Part(BaseModel):
    """A part of a profile: frozen, its values of exactly the type written, no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def checked(text: str | None) -> str | None:
    """Check that a pattern is a regular expression; nothing is none and passes."""
    try:
        re.compile(text or "")
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


def with_groups(*groups: str) -> Callable[[str], str]:
    """Return a check that a pattern is one and has some groups."""

    def check(text: str) -> str:
        missing = [group for group in groups if group not in re.compile(checked(text) or "").groupindex]
        if missing:
            raise ValueError(f'the group "{missing[0]}" is missing')
        return text

    return check


def _day_form(form: str) -> str:
    """Check that a form of dates gives a whole day."""
    return _form_of(form, ("Ymd",), "day")


def _date_form(form: str) -> str:
    """Check that a form of dates gives a day, a month or a year."""
    return _form_of(form, ("Ymd", "Ym", "Y"), "date")


def _form_of(form: str, wanted: tuple[str, ...], what: str) -> str:
    try:
        parts = date_parts(form)
    except ValueError as error:
        raise ValueError(f"{error}; see strptime, for example {_EXAMPLE}") from None
    if parts not in wanted:
        raise ValueError(f'"{form}" is no form of a {what}; see strptime, for example {_EXAMPLE}')
    return form


_EXAMPLE = '"%d/%m/%Y"'
DayForm = Annotated[str, AfterValidator(_day_form)]
DateForm = Annotated[str, AfterValidator(_date_form)]


Paragraphs = Literal["lines", "blank"]
"""How a text is cut: each line is a paragraph, or blank lines stand between paragraphs whose lines were wrapped."""


def _can_be_filled(form: str) -> str:
    """Check that a form is text with plain names in braces."""
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(form) if name is not None]
    except ValueError as error:
        raise ValueError(f"not a form: {error}") from None
    strange = next((name for name in names if not name.isidentifier()), None)
    if strange is not None:
        raise ValueError(f"in braces stands the name of a group, not {{{strange}}}")
    return form


Filled = Annotated[str, AfterValidator(_can_be_filled)]
"""A form such as `{year}-01-01`, to be filled with what a capture's name and head give."""


def _selector(text: str) -> str:
    """Check that a CSS selector is one."""
    try:
        HTMLTranslator().css_to_xpath(text)
    except SelectorError as error:
        raise ValueError(f"not a CSS selector: {error}") from None
    return text


Selector = Annotated[str, AfterValidator(_selector)]


class PageShape(Part):
    """Where the parts of a page copied as text are; each is a regular expression for a whole line.

    `captured` and `section` are looked for above the title, which is the last line above `header`. `header`
    has the groups `date` and `source`. The text runs from below it to `end`; below that, `known` tells the
    texts that the page names: titles, teasers and dates in the order that it lists, up to `last`. `{source}`
    in a pattern stands for what `header` gave.
    """

    captured: str
    captured_format: DayForm
    section: str
    header: str
    end: str
    last: str
    known: list[Literal["title", "teaser", "date", "-"]]
    known_format: DayForm

    _captured = field_validator("captured")(with_groups("captured"))
    _section = field_validator("section")(with_groups("section"))
    _header = field_validator("header")(with_groups("date", "source"))
    _compile = field_validator("end", "last")(checked)

    @field_validator("known")
    @classmethod
    def _names_what_matters(cls, parts: list[str]) -> list[str]:
        missing = [part for part in ("title", "date") if part not in parts]
        if missing:
            raise ValueError(f'the part "{missing[0]}" is missing')
        return parts


class RowShape(Part):
    """Which keys of a JSON object hold what; `empty` says what a row without a text is. The rest can be facts."""

    title: str
    date: str
    text: str
    url: str | None = None
    section: str | None = None
    paragraphs: Paragraphs = "lines"
    empty: Literal["skip", "reject"] = "reject"

    @property
    def columns(self) -> list[str]:
        """The names that it reads."""
        return [name for name in (self.title, self.date, self.text, self.url, self.section) if name is not None]


class TableShape(RowShape):
    """The same of the columns of CSV, whose header line names them; `delimiter` stands between its fields."""

    delimiter: Annotated[str, StringConstraints(pattern=r'^[^"\r\n]$')] = ","


class TextShape(Part):
    """Where the facts of a text file are: the lines of its head, and where its text begins and ends.

    Each pattern of `head` is for a whole line above `begin` (or one of the first 40 where there is no `begin`); the
    first line that fits gives its groups. `title` and `date` are forms filled with these groups and those of the
    file's name (`{name}`); the first that can be filled counts. `{first}` is the first line. The text runs from below
    `begin` to above `end`; without them it is the whole file.
    """

    head: list[Annotated[str, AfterValidator(checked)]] = Field(default_factory=list)
    title: list[Filled] = Field(default_factory=lambda: ["{title}", "{first}"])
    date: list[Filled] = Field(default_factory=lambda: ["{date}"])
    begin: str | None = None
    end: str | None = None
    paragraphs: Paragraphs = "lines"

    _compile = field_validator("begin", "end")(checked)


class Place(Part):
    """Where an HTML page has a fact: the element of a CSS selector, its `attribute`, and the `pattern` to look for.

    Without a selector the pattern is looked for in the lines that a reader sees. Its group `value`, or the whole of
    what it matches, is the fact. In YAML a plain string stands for the selector.
    """

    select: Selector | None = None
    attribute: str | None = None
    pattern: str | None = None

    _compile = field_validator("pattern")(checked)

    @model_validator(mode="before")
    @classmethod
    def _plain_is_selector(cls, data: Any) -> Any:
        return {"select": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _says_where(self) -> Place:
        if self.select is None and (self.pattern is None or self.attribute is not None):
            raise ValueError("give it a selector, or a pattern alone")
        return self

    def __str__(self) -> str:
        """Return what is looked for."""
        return " ".join(part for part in (self.select, self.attribute, self.pattern) if part)


class HtmlShape(Part):
    """Where a saved HTML page has its parts; what is left out is found by the page itself, so that `html: {}` may do.

    The title is the heading that the page's head repeats, or the head's, without the name that the site gives itself.
    The date is one in `date_formats` on a line by the title, or what the head says of publication; where the two
    differ by more than a day the earlier counts. The text is the element that holds the page's sentences. It is what
    a reader sees of `body`, without the elements of `drop` and the title, each block element and `<br>` a paragraph,
    from below the line `begin` to above the line `end`. `lang` and `section` are facts that the page gives.
    """

    title: Place | None = None
    date: Place | None = None
    section: Place | None = None
    url: Place | None = None
    body: Selector | None = None
    drop: list[Selector] = Field(default_factory=list)
    begin: str | None = None
    end: str | None = None

    _compile = field_validator("begin", "end")(checked)


class FeedShape(Part):
    """Where the entries of a feed have their text: in their `content`, in their `summary`, or nowhere.

    Feeds of which the entries have `none` only name texts, with their teasers; these are wanted.
    """

    text: Literal["content", "summary", "none"] = "content"


class WarcShape(Part):
    """Which pages of a WARC file are texts: those of which the address has the pattern `urls`; all without it."""

    urls: str | None = None

    _compile = field_validator("urls")(checked)


class Fact(Part):
    """A fact about every text of a source: one `value` for all, or what a capture has `by` a name.

    The name is a group of a pattern (of the file's name, of a head line) or a column. `map` says what each thing found
    means; without it the thing found is the id, or the whole name, of a record in the registry. In YAML a plain string
    stands for its `value`.
    """

    value: str | None = None
    by: str | None = None
    map: dict[str, str] | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain_is_value(cls, data: Any) -> Any:
        return {"value": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _says_one_thing(self) -> Fact:
        if (self.value is None) == (self.by is None):
            raise ValueError("give it a value, or the name it is found by")
        if self.map is not None and self.by is None:
            raise ValueError("a map needs the name that its keys are found by")
        return self


class Everything(Part):
    """What holds for a source of which every text is official: kind and ministry, perhaps issuer, language and tags.

    Kind, ministry and tags are ids of the registries. Without an issuer it is the ministry's name; without a language
    the source's. Tags stand beside those that the registry's patterns give.
    """

    kind: Fact
    ministry: Fact
    issuer: Fact | None = None
    language: Fact | None = None
    tags: Fact | None = None
