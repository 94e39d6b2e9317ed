"""Captures of a feed (RSS or Atom): each entry is a text of its own, or names one that is yet to be captured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from builder.capture import Record
from builder.dates import PartialDate
from builder.errors import Problem
from builder.profile import Profile
from builder.shapes import FeedShape
from builder.sources import facts, visible
from builder.sources.draft import Context, Fields, Known, Outcome, Reason, hiding, rejected
from builder.sources.recognise import recognise
from builder.text import clean, fold

_PIECE = re.compile(
    rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<(?P<close>/?)(?:[\w-]+:)?(?:item|entry)(?=[\s>/])[^>]*(?<!/)>", re.DOTALL
)


def parse(file: Record, profile: Profile, context: Context) -> Iterator[Outcome]:
    """Yield the outcome of every entry of a feed, in the feed's order."""
    shape = profile.feed
    if shape is None:
        raise TypeError("a profile of this shape has `feed`")
    found = feedparser.parse(file.data, sanitize_html=False, resolve_relative_uris=False)
    pieces = list(records(file))
    if not pieces or len(pieces) != len(found.entries):
        message = f"the file has {len(pieces)} entries, of which {len(found.entries)} can be read"
        yield rejected(file, file.problem("feed", message, "save the feed again, as the server sent it"))
        return
    for record, entry in zip(pieces, found.entries, strict=True):
        yield _entry(record, entry, shape, profile, context)


def records(file: Record) -> Iterator[Record]:
    """Yield the bytes of each entry, named by its number from 1 (`feed.xml#3`)."""
    depth, start, line, counted, number = 0, 0, 1, 0, 0
    for piece in _PIECE.finditer(file.data):
        if piece["close"] is None:
            continue
        depth += -1 if piece["close"] else 1
        if depth == 1 and not piece["close"]:
            start = piece.start()
        if depth == 0:
            line, counted, number = line + file.data.count(b"\n", counted, start), start, number + 1
            data = file.data[start : piece.end()]
            yield Record(file=f"{file.file}#{number}", source=file.source, data=data, path=file.path, line=line)


def _entry(record: Record, entry: Any, shape: FeedShape, profile: Profile, context: Context) -> Outcome:
    title = fold(" ".join(_lines(entry.get("title_detail"))))
    issued = _date(str(entry.get("published") or entry.get("updated") or ""), profile)
    paragraphs = tuple(_text(entry, shape))
    named, faults = facts.of_name(record, profile)
    missing = _missing(record, shape, has_title=bool(title), has_date=issued is not None, has_text=bool(paragraphs))
    faults = (*faults, *missing)
    hidden = hiding(record, title, paragraphs)
    if faults:
        return rejected(record, *faults, *hidden)
    name = profile.name or profile.id
    if shape.text == "none":
        teaser = " ".join(_lines(entry.get("summary_detail")))
        known = Known(title=title, date=str(issued), teaser=teaser, source=name, named_in=record.file)
        return Outcome(
            record=record, reason=Reason.NOT_A_STATEMENT, why="the feed only names it", problems=hidden, known=(known,)
        )
    url = fold(clean(str(entry.get("link") or "")))
    told = {"author": fold(clean(str(entry.get("author") or ""))), "categories": _categories(entry), **named}
    fields = Fields(
        record=record,
        title=title,
        issued=issued,
        paragraphs=paragraphs,
        source_name=name,
        url=url or None,
        facts={key: value for key, value in told.items() if value},
    )
    return recognise(fields, profile, context)


def _categories(entry: Any) -> str:
    terms = (fold(clean(str(tag.get("term") or ""))) for tag in entry.get("tags") or ())
    return "\n".join(filter(None, terms))


def _text(entry: Any, shape: FeedShape) -> list[str]:
    if shape.text == "content":
        return [line for part in entry.get("content") or () for line in _lines(part)]
    return _lines(entry.get("summary_detail"))


def _lines(part: Any) -> list[str]:
    """Return the lines of a part of an entry, which is plain text or HTML as it says of itself."""
    if not part:
        return []
    value = clean(str(part.get("value") or ""))
    if "html" in str(part.get("type")):
        return visible.lines_of(value)
    return [folded for line in value.splitlines() if (folded := fold(line))]


def _date(text: str, profile: Profile) -> PartialDate | None:
    """Return the day in the feed's own zone: by the source's forms, else as RSS or Atom write it."""
    found = profile.date_in(text)
    if found:
        return found
    try:
        return PartialDate(parsedate_to_datetime(text).date().isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    try:
        return PartialDate(text[:10])
    except ValueError:
        return None


def _missing(record: Record, shape: FeedShape, *, has_title: bool, has_date: bool, has_text: bool) -> Iterator[Problem]:
    hint = "compare the entry with feed in sources.yml"
    if not has_title:
        yield record.problem("no-title", "no title: looked for the entry's title", hint)
    if not has_date:
        yield record.problem("no-date", "no date: looked for published, pubDate and updated", hint)
    if not has_text and shape.text != "none":
        yield record.problem("no-text", f"no text: looked for the entry's {shape.text}", hint)
