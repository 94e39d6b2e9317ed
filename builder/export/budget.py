"""What of the site may be left out: decided by number and size of the statements alone, so that a site stays within its host's limit.

GitHub Pages takes a gigabyte. What no site lacks is reckoned first: pages, lists, search, the newest in feeds. The
pieces are then taken in order while they fit; a larger one that does not is left out and the next one tried. What is left
out `builder export` writes, and it goes to a release.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000

ROOM = 0.97
"""The part of the host's limit that is reckoned with, since what is reckoned is not measured."""

PAGE, TEXT, GROUND = 10_100, 1.42, 40_000_000
"""What no site lacks, measured on 2,000, 4,000 and 8,000 statements and rounded up.

Bytes for each statement (of its page 5,200, of lists 2,900, of CSL-JSON 1,200, of the interface 450, of manifest and site
map 400), as a part of its file's size (its page 1, search 0.42), and for the lists of every day, month and year and what is
there once.
"""

ENTRY = 900
"""Bytes of a feed's entry beside its text."""

CLOCKS, FORMATS = 2, 3
"""Feeds of the newest of each group: the newly issued and the newly added, each as RSS, Atom and JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """How much an archive holds: how many statements, and the bytes of their files.

    `ministries`, `tags`, `kinds` and `languages` are the statements that all of them have, each counted as often as it is in one;
    `newest` those that all feeds of the newly issued have, and again those of the newly added.
    """

    statements: int
    size: int
    ministries: int = 0
    tags: int = 0
    kinds: int = 0
    languages: int = 0
    newest: int = 0

    @property
    def always(self) -> float:
        """The bytes of what no site lacks."""
        mean = self.size / self.statements if self.statements else 0
        feeds = self.newest * CLOCKS * FORMATS * (mean + ENTRY)
        return GROUND + PAGE * self.statements + TEXT * self.size + feeds

    @property
    def grouped(self) -> int:
        """The statements of all kinds, tags and languages."""
        return self.kinds + self.tags + self.languages

    @property
    def listed(self) -> int:
        """The statements in the interface's lists of ministries and tags."""
        return self.ministries + self.tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the site that is there or not.

    `share` is its size as a part of that of the statements' files, measured on 20,000 statements of 5.2 KB and
    rounded up; `each` are bytes that it adds besides for every one of what `of` counts in a holding. `is_data` tells that it
    counts for the budget of data too. One that is not `quick` is made as a whole from all statements at every change, so it is
    on the sites of small archives only. One that `needs` another is there only with it.
    """

    name: str
    means: str
    share: float = 0
    each: int = 0
    of: str = "statements"
    needs: str = ""
    is_data: bool = True
    quick: bool = True

    def needed(self, holding: Holding) -> float:
        """Return the bytes that it takes."""
        return self.share * holding.size + self.each * float(getattr(holding, self.of))


REFERENCES, GROUP_LISTS = "references", "group-lists"
"""Reference files beside CSL-JSON (`builder.references`), and what the interface's lists of groups say of a statement."""

PAST, PAST_TEXTS, MINISTRY_PASTS, GROUP_PASTS = "past", "past-texts", "past-ministries", "past-groups"
"""The pieces that feeds ask for (`builder.feeds`); they are no files of their own."""

PIECES = (
    Piece(name=REFERENCES, each=1_180, is_data=False, means="the references of a month as RIS and BibTeX"),
    Piece(name="years.jsonl", share=0.45, means="JSON lines by year"),
    Piece(
        name=GROUP_LISTS,
        each=320,
        of="listed",
        is_data=False,
        means="title, date and address in the interface's lists of ministries and tags",
    ),
    Piece(name=PAST, each=700, is_data=False, means="the past of the archive as a feed"),
    Piece(name=MINISTRY_PASTS, each=700, of="ministries", is_data=False, means="the past of ministries as feeds"),
    Piece(name="json", share=1.2, means="each statement as .json beside its page"),
    Piece(name="txt", share=1.0, means="each statement as .txt beside its page"),
    Piece(name="years.csv", share=0.45, means="CSV by year"),
    Piece(name=PAST_TEXTS, share=1.0, needs=PAST, means="whole texts in the past of the feeds"),
    Piece(name="md", share=1.0, means="each statement as .md beside its page"),
    Piece(name="years.parquet", share=0.4, means="Parquet by year"),
    Piece(
        name=GROUP_PASTS,
        each=900,
        of="grouped",
        needs=MINISTRY_PASTS,
        means="the past of kinds, tags and languages as feeds",
    ),
    Piece(name="all.jsonl", share=0.45, means="JSON lines of all statements"),
    Piece(name="all.csv", share=0.45, means="CSV of all statements"),
    Piece(name="all.parquet", share=0.4, means="Parquet of all statements", quick=False),
    Piece(name="all.sqlite", share=2.5, means="SQLite of all statements", quick=False),
    Piece(name="years.sqlite", share=2.5, means="SQLite by year", quick=False),
)
"""Every piece, the one that is missed most first."""

FEW = 2_000
"""Statements up to which what is not quick is on the site."""

FORMS = ("json", "md", "txt")
"""The pieces that stand beside each page, in the order of their links."""


def chosen(holding: Holding, site: int, data: int) -> tuple[str, ...]:
    """Return the names of the pieces that are on the site, for what the host takes and what data may take, in bytes."""
    names: list[str] = []
    left, left_for_data = site * ROOM - holding.always, float(data)
    for piece in PIECES:
        needed = piece.needed(holding)
        fits = needed <= left and (needed <= left_for_data or not piece.is_data)
        if fits and (piece.quick or holding.statements <= FEW) and piece.needs in ("", *names):
            names.append(piece.name)
            left -= needed
            left_for_data -= needed if piece.is_data else 0
    return tuple(names)
