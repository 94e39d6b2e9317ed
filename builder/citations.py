"""A statement cited in the styles that people are asked for, as HTML with nothing but `<i>`; taking it away leaves plain text.

A CSL processor takes many milliseconds a style; here twenty thousand pages take a second. Tests hold every style to what a
processor makes of the official CSL style. Titles keep the source's capitals (in CSL, `nocase`).
"""

from __future__ import annotations

import calendar
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from builder.dates import PartialDate
from builder.wording import ENGLISH

_SHORT = ("", "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a citation says of a statement; every text is plain, a name is an institution's.

    `site` is the archive's name, `publisher` the outlet where it is another than the author; `source` who published
    the text, in words; `captured` the day of capture in words, where it is known; `commit` the one that last changed
    the statement's file, where it is known.
    """

    id: str
    title: str
    author: str
    genre: str
    site: str
    publisher: str | None
    date: PartialDate
    url: str
    language: str
    source: str
    captured: str
    sha256: str
    commit: str


def all_styles(work: Work) -> Mapping[str, str]:
    """Return the citation in each style by its name, that of Wikipedia as its template; each with what was read."""
    return {"Chicago": _read(chicago(work), work), **other_styles(work)}


def other_styles(work: Work) -> Mapping[str, str]:
    """Return the citation in each style but Chicago, in which pages show it."""
    made = {"APA": apa, "MLA": mla, "Bluebook": bluebook}
    return {name: _read(style(work), work) for name, style in made.items()} | {"Wikipedia": wikipedia(work)}


def _read(cited: str, work: Work) -> str:
    return f"{cited} {html.escape(provenance(work), quote=False)}"


def provenance(work: Work) -> str:
    """Return the sentences that tie a citation to the bytes that were read; no style has them, so they follow it."""
    captured = f", captured {work.captured}" if work.captured else ""
    commit = f"; text as of archive commit {work.commit[:12]}" if work.commit else ""
    return f"From {_dot(work.source + captured)} SHA-256 of the capture: {work.sha256}{commit}."


def chicago(work: Work) -> str:
    """Return the entry of a bibliography (Chicago, notes and bibliography)."""
    place = ", ".join([work.site, *_some(work.publisher), _american(work.date, calendar.month_name)])
    parts = [_dot(work.author), f"“{_dot(_quoted(work.title, 1))}”", _dot(_capital(work.genre)), _dot(place)]
    return _escaped(" ".join([*parts, f"{work.url}."]))


def apa(work: Work) -> str:
    """Return the entry of a list of references (APA)."""
    title = f"{_OPEN}{_quoted(work.title, 0)}{_CLOSE} [{_capital(work.genre)}]."
    parts = [_dot(work.author), f"({_year_first(work.date)}).", title, *map(_dot, _some(work.publisher))]
    return _escaped(" ".join([*parts, _dot(work.site), work.url]))


def mla(work: Work) -> str:
    """Return the entry of a list of works cited (MLA)."""
    place = ", ".join([f"{_OPEN}{work.site}{_CLOSE}", *_some(work.publisher), _day_first(work.date), f"{work.url}."])
    title = f"“{_dot(_quoted(work.title, 1))}”"
    return _escaped(" ".join([_dot(work.author), title, _dot(_capital(work.genre)), place]))


def bluebook(work: Work) -> str:
    """Return the footnote of a law review (Bluebook); the archive's name is set in small capitals there."""
    title = _quoted(work.title, 0)
    comma = "" if title.endswith(",") else ","
    when = _american(work.date, _SHORT)
    return _escaped(f"{work.author}, {_OPEN}{title}{_CLOSE}{comma} {work.site} ({when}), {work.url}.")


def wikipedia(work: Work) -> str:
    """Return the template that Wikipedia's articles use, escaped as HTML; what would end a value is written as its code."""
    values = {
        "author": work.author,
        "title": work.title,
        "type": work.genre,
        "date": ENGLISH.words(work.date),
        "website": work.site,
        "publisher": work.publisher,
        "url": work.url,
        "language": work.language,
        "id": f"SHA-256 {work.sha256}" + (f", commit {work.commit[:12]}" if work.commit else ""),
    }
    told = " ".join(f"|{key}={_wiki(value, key)}" for key, value in values.items() if value)
    return html.escape(f"{{{{cite web {told}}}}}", quote=False)


def plain(citation: str) -> str:
    """Return a citation as plain text."""
    return html.unescape(re.sub("</?i>", "", citation))


_WIKI = {"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;", "<": "&lt;", "''": "&#39;&#39;"}


def _wiki(value: str, key: str) -> str:
    """Escape a value; an institution's name with a comma or semicolon in it is one name (`((…))`)."""
    if key == "url":
        return re.sub(r"[|\[\]{}<>\"\s]", lambda match: f"%{ord(match[0]):02X}", value)
    shown = re.sub(r"[|\[\]{}<]|''", lambda match: _WIKI[match[0]], value)
    return f"(({shown}))" if key == "author" and re.search("[,;&]", value) else shown


_OPEN, _CLOSE = "\x01", "\x02"
"""Where italics begin and end until the text is escaped."""


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace(_OPEN, "<i>").replace(_CLOSE, "</i>")


def _some(text: str | None) -> list[str]:
    return [text] if text else []


def _dot(text: str) -> str:
    """Return a text with a period, unless it ends in a mark that takes its place."""
    return text if text.rstrip(f"{_DOUBLE}{_SINGLE}")[-1:] in (".", "?", "!", ":", ";", ",") else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _parts(date: PartialDate) -> tuple[int, int, int]:
    year, month, day = (int(part) for part in (f"{date}-0-0".split("-"))[:3])
    return year, month, day


def _american(date: PartialDate, months: object) -> str:
    year, month, day = _parts(date)
    name = months[month] if month else ""  # type: ignore[index] # calendar's names are no plain sequence
    return f"{name} {day}, {year}" if day else f"{name} {year}".strip()


def _year_first(date: PartialDate) -> str:
    year, month, day = _parts(date)
    name = calendar.month_name[month] if month else ""
    return f"{year}, {name} {day}" if day else f"{year}, {name}" if month else str(year)


def _day_first(date: PartialDate) -> str:
    year, month, day = _parts(date)
    return " ".join([*([str(day)] if day else []), *([_SHORT[month]] if month else []), str(year)])


_LEFT, _RIGHT = "\u2018", "\u2019"
_QUOTES = (("\u201c", "\u201d"), (_LEFT, _RIGHT))
_DOUBLE, _SINGLE = '\u201c\u201d"', f"{_LEFT}{_RIGHT}'"
_OPENING, _CLOSING = f"\u201c{_LEFT}", f"\u201d{_RIGHT}"


def _quoted(text: str, depth: int) -> str:
    """Return a title with its quotation marks as they stand inside `depth` others: double in none, single in one, and so on."""
    if not any(mark in text for mark in _DOUBLE + _SINGLE):
        return text
    pairs = _pairs(text)
    opens, closes = dict(pairs), {end for _, end in pairs}
    out: list[str] = []
    for at, character in enumerate(text):
        if at in opens:
            out.append(_QUOTES[depth % 2][0])
            depth += 1
        elif at in closes:
            depth -= 1
            out.append(_QUOTES[depth % 2][1])
        else:
            out.append(_RIGHT if character == "'" else character)
    return "".join(out)


def _pairs(text: str) -> list[tuple[int, int]]:
    """Return where the quotations of a text begin and end; a mark without its other half, and an apostrophe, is none."""
    found: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if character not in _DOUBLE + _SINGLE:
            continue
        kind = "double" if character in _DOUBLE else "single"
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        follows = not before or (not before.isalnum() and before not in f".,!?;:){_CLOSING}")
        may_open = character in _OPENING or (character not in _CLOSING and follows)
        is_open = any(each == kind for each, _ in waiting)
        may_close = character not in _OPENING and not (kind == "single" and after.isalnum())
        if is_open and may_close:
            while waiting:
                each, start = waiting.pop()
                if each == kind:
                    found.append((start, at))
                    break
        elif may_open and after and not after.isspace():
            waiting.append((kind, at))
    return sorted(found)
