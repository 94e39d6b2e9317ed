"""Source profiles: how the captures of one publisher are read, as data in `content/sources.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from builder.errors import ProblemsError
from builder.registry import Record, read_records

Pattern = re.Pattern[str]


class Part(BaseModel):
    """A part of a profile: frozen, its values of exactly the type written, no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _compiled(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


class PageShape(Part):
    """Where the parts of a page copied as text are; each is a regular expression for a whole line.

    `captured` and `section` are looked for above the title, which is the last line above `header`. `header`
    has the groups `date` and `source`. The text runs from below it to `end`; below that, `known` tells the
    texts that the page names: titles, teasers and dates in the order that it lists, up to `last`. `{source}`
    in a pattern stands for what `header` gave.
    """

    captured: str
    captured_format: str
    section: str
    header: str
    end: str
    last: str
    known: list[Literal["title", "teaser", "date", "-"]]
    known_format: str

    _patterns = field_validator("captured", "section", "header", "end", "last")(_compiled)


class RowShape(Part):
    """Which keys of a JSON object hold what; `empty` says what a row without a text is."""

    title: str
    date: str
    text: str
    url: str | None = None
    section: str | None = None
    empty: Literal["skip", "reject"] = "reject"


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

    _patterns = field_validator("opening", "headline", "proof")(lambda text: text if text is None else _compiled(text))


class Exclusion(Part):
    """Texts that look official and are not: a pattern for the clause that names the author, and the reason."""

    who: str
    reason: str

    _patterns = field_validator("who")(_compiled)


class IssuerRules(Part):
    """How the clause that names who issued a text becomes the issuer's line.

    `person` has the groups `name` and `role`; `name` matches a name that follows a post ("Minister Rudolf Rassendyll"); `speaker` matches a role that speaks for the whole body;
    `joint` is what joins a role to its body and is dropped.
    """

    person: str
    name: str | None = None
    speaker: str
    speaker_form: str
    joint: str
    lower_words: list[str] = Field(default_factory=list)

    _patterns = field_validator("person", "speaker", "joint")(_compiled)


class Rules(Part):
    """How official texts are recognised in a source, whatever shape its captures have.

    `define` holds pieces of pattern that the other patterns name as `<piece>`; `synonyms` maps long forms to
    the short form that aliases use; `quoted` matches titles in quotation marks, which announce nothing; `ours` must
    match the clause or the headline; `date_order` says which date wins, and one in the opening counts only up to
    `days_before_header`.
    """

    define: dict[str, str] = Field(default_factory=dict)
    synonyms: dict[str, str] = Field(default_factory=dict)
    dateline: str | None = None
    quoted: str
    ours: str
    date_order: list[Literal["opening", "header", "dateline"]]
    days_before_header: int = 14
    texts: list[Text]
    exclude: list[Exclusion] = Field(default_factory=list)
    issuer: IssuerRules

    def pattern(self, text: str, flags: int = 0) -> Pattern:
        """Return the compiled pattern of `text`, with every `<piece>` of `define` put in."""
        for name, piece in self.define.items():
            text = text.replace(f"<{name}>", piece)
        return re.compile(text, flags)


class Profile(Record):
    """A source: what it is called, how its captures are shaped, and how official texts are recognised."""

    name: str | None = None
    outlet: str | None = None
    language: str
    shape: Literal["page", "rows"]
    date_formats: list[str]
    page: PageShape | None = None
    rows: RowShape | None = None
    rules: Rules

    @model_validator(mode="after")
    def _shape_is_described(self) -> Profile:
        if getattr(self, self.shape) is None:
            raise ValueError(f'shape is "{self.shape}", so the key "{self.shape}" must say how it is laid out')
        return self

    @cached_property
    def formats(self) -> tuple[str, ...]:
        """The date formats as a tuple."""
        return tuple(self.date_formats)


def load(content: Path, shown: str = "content") -> Mapping[str, Profile]:
    """Read `sources.yml` below `content`; raises ProblemsError with every problem."""
    placed, problems = read_records(content / "sources.yml", Profile, f"{shown}/sources.yml")
    if problems:
        raise ProblemsError(problems)
    return {profile.id: profile for profile, _ in placed}
