"""Parsers of captures, one module a shape; what they have in common is `draft` and `recognise`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from builder.capture import Record
from builder.errors import Problem
from builder.profile import Profile
from builder.sources import article, detect, feed, page, rows, table, text, warc
from builder.sources.draft import Context, Outcome, rejected

Parser = Callable[[Record, Profile, Context], Iterator[Outcome]]

PARSERS: Mapping[str, Parser] = {
    "page": page.parse,
    "rows": rows.parse,
    "csv": table.parse,
    "text": text.parse,
    "html": article.parse,
    "feed": feed.parse,
    "warc": warc.parse,
}
"""The parser of each shape that a profile can name."""


def parse(file: Record, profile: Profile, context: Context) -> Iterator[Outcome]:
    """Yield what a capture file holds: drafts of statements, what is not one and why, and what is refused."""
    shape = detect.shape_of(file, profile)
    if isinstance(shape, Problem):
        return iter([rejected(file, shape)])
    return PARSERS[shape](file, profile, context)
