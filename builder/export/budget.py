"""What of the data is on the site: decided by the size of the statements alone, so that a site stays within its host's limit.

GitHub Pages takes a gigabyte. The pieces are taken in order while they fit; a larger one that does not is left out and
the next one tried. What is left out `builder export` writes, and it goes to a release.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the data that is on the site or not.

    `share` is its size as a part of that of the statements' files, measured on 20,000 statements of 5.2 KB and
    rounded up; `each` are bytes that it adds besides for every time that a statement is in a group. One that is not
    `quick` is made as a whole from all statements at every change, so it is on the sites of small archives only.
    """

    name: str
    share: float
    means: str
    quick: bool = True
    each: int = 0


PAST_TEXTS, GROUP_PASTS = "past-texts", "past-groups"
"""The pieces that feeds ask for (`builder.feeds`); they are no files of their own."""

PIECES = (
    Piece(name="years.jsonl", share=0.45, means="JSON lines by year"),
    Piece(name="json", share=1.2, means="each statement as .json beside its page"),
    Piece(name="txt", share=1.0, means="each statement as .txt beside its page"),
    Piece(name="years.csv", share=0.45, means="CSV by year"),
    Piece(name=PAST_TEXTS, share=1.0, means="whole texts in the past of the feeds"),
    Piece(name="md", share=1.0, means="each statement as .md beside its page"),
    Piece(name="years.parquet", share=0.4, means="Parquet by year"),
    Piece(name=GROUP_PASTS, share=0, each=900, means="the past of kinds, tags and languages as feeds"),
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


def chosen(sizes: Iterable[int], budget: int, grouped: int) -> tuple[str, ...]:
    """Return the names of the pieces that are on the site, for the sizes of the statements' files and a budget in bytes.

    `grouped` is how many statements all kinds, tags and languages have, each counted as often as it is in one.
    """
    known = list(sizes)
    size, left, names = sum(known), float(budget), []
    for piece in PIECES:
        needed = size * piece.share + grouped * piece.each
        if needed <= left and (piece.quick or len(known) <= FEW):
            names.append(piece.name)
            left -= needed
    return tuple(names)
