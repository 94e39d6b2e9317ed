"""What a capture's bytes plainly are, whatever its name ends in, and by which part of a profile they are read."""

from __future__ import annotations

import json
import re

from builder.capture import Record
from builder.errors import Problem
from builder.profile import Profile

_SNIFFED = 4096
_MARKS = (
    ("gzip", b"\x1f\x8b", "a file packed with gzip"),
    ("zip", b"PK\x03\x04", "a zip file"),
    ("pdf", b"%PDF-", "a PDF"),
    ("warc", b"WARC/", "a WARC file"),
)
_HTML = re.compile(
    r"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(r"(?:<!--.*?-->\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL)
_NAMES = {
    **{name: words for name, _, words in _MARKS},
    "html": "an HTML page",
    "feed": "a feed (RSS or Atom)",
    "rows": "JSON",
}
_READ_AS = {"html": ("html", "page", "text"), "gzip": ("warc",)}
"""Shapes that read what looks like something else; a page's visible text is read where no part is for HTML."""


def looks_like(data: bytes) -> str:
    """Return the shape, or the kind of file, that bytes plainly have, or an empty string."""
    name = next((name for name, mark, _ in _MARKS if data.startswith(mark)), "")
    if name:
        return name
    codec = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    head = data[:_SNIFFED].decode(codec, errors="replace").lstrip()
    if _HTML.match(head):
        return "html"
    if _FEED.match(head):
        return "feed"
    return "rows" if _is_json(data) else ""


def _is_json(data: bytes) -> bool:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"{", b"[")):
        return False
    for text in (start.split(b"\n", 1)[0], start):
        try:
            return isinstance(json.loads(text), dict | list)
        except (ValueError, RecursionError):
            continue
    return False


def shape_of(file: Record, profile: Profile) -> str | Problem:
    """Return the shape by which a file is read, or why it is not: it is plainly something that the profile does not describe.

    Where a person named the source, it is the shape of its profile.
    """
    if file.told:
        return profile.shape
    found = looks_like(file.data)
    fitting = _READ_AS.get(found, (found,))
    if not found or profile.shape in fitting:
        return profile.shape
    described = next((name for name in fitting if getattr(profile, name, None) is not None), None)
    if described:
        return described
    message = f'this looks like {_NAMES[found]}, and the source is described as "{profile.shape}"'
    parts = [name for name in fitting if name in type(profile).model_fields]
    or_else = f", or describe {parts[0]} in sources.yml" if parts else ""
    return file.problem("shape", message, f"put it into the folder of its own source{or_else}")
