"""Captures of a WARC file: each HTML page that a server answered with is a record of its own."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from builder.capture import MAX_BYTES, Record
from builder.dates import parse_day
from builder.profile import Profile
from builder.sources import article, detect, translated
from builder.sources.draft import Context, Outcome, Reason, rejected
from builder.text import clean, fold

_BROKEN = (
    ArchiveLoadFailed,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    AttributeError,
    KeyError,
    IndexError,
    TypeError,
)
"""What reading a damaged file can raise; warcio has no one error for it."""

_FOUND = "200"


def parse(file: Record, profile: Profile, context: Context) -> Iterator[Outcome]:
    """Yield the outcome of every answer that the file holds; requests and notes of the crawl are none."""
    number = 0
    try:
        for each in ArchiveIterator(BytesIO(file.data)):
            if each.rec_type in {"response", "resource"}:
                number += 1
                yield _answer(each, file, number, profile, context)
    except _BROKEN as error:
        yield rejected(file, file.problem("warc", f"the file cannot be read to its end: {error}", "fetch it again"))
        return
    if not number:
        yield rejected(file, file.problem("empty", "the file holds no answer of a server", "remove it"))


def _answer(each: Any, file: Record, number: int, profile: Profile, context: Context) -> Outcome:
    """Return the outcome of one answer, named by its record id (`file.warc.gz#urn:uuid:…`), else by its number."""
    data = each.content_stream().read(MAX_BYTES + 1)
    name = _header(each, "WARC-Record-ID").strip("<>") or str(number)
    record = Record(file=f"{file.file}#{name}", source=file.source, data=data, path=file.path)
    address = _header(each, "WARC-Target-URI").strip("<>")
    why = _why_not(each, data, address, profile)
    if why:
        return Outcome(record=record, reason=Reason.NOT_A_STATEMENT, why=why)
    if len(data) > MAX_BYTES:
        return rejected(record, record.problem("too-large", f"{address} is over {MAX_BYTES:,} bytes", "leave it out"))
    (outcome,) = article.parse(record, profile, context)
    if outcome.draft is None:
        told = tuple(replace(problem, message=f"{address}: {problem.message}") for problem in outcome.problems)
        return replace(outcome, problems=told)
    captured = parse_day(_header(each, "WARC-Date")[:10], ("%Y-%m-%d",))
    fields = replace(outcome.draft.fields, captured=captured, url=outcome.draft.fields.url or address or None)
    return translated.told(replace(outcome, draft=replace(outcome.draft, fields=fields)), profile)


def _header(each: Any, name: str) -> str:
    return fold(clean(each.rec_headers.get_header(name) or ""))


def _why_not(each: Any, data: bytes, address: str, profile: Profile) -> str:
    if each.http_headers and each.http_headers.get_statuscode() != _FOUND:
        return "the server did not answer with a page"
    if detect.looks_like(data) != "html":
        return "it is no HTML page"
    urls = profile.warc.urls if profile.warc else None
    return "its address is not one of urls" if urls and not re.search(urls, address) else ""
