"""One statement's line in a list, as HTML: written once for each statement, since many lists show it.

A large archive has lines by the hundred thousand, so what HTML lets be left out is: quotation marks around values
without white space, and the ends of items and paragraphs (section 13.1.2.4 of its standard, "Optional tags").
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import quote

from builder import marks
from builder.text import fold
from builder.wording import ENGLISH, Wording

ROOT = "\x00"
"""Stands for the way to the site's root in a line; no text holds this character."""

_STATEMENTS = "statements/"

TITLE = 220
OPENING = 120
"""Columns that a line's title and its first sentence take at most; a wide letter takes two."""

_SENTENCE = 60
_END = re.compile(r"(?<=[^\W_A-Z]{2}[.!?])[”’\"')]*(?=\s)|(?<=[。！？])[”’」』]*")  # noqa: RUF001 - the marks of other scripts


def columns(text: str, most: int) -> str:
    """Return the beginning of `text` that takes at most `most` columns, cut at a word, with an ellipsis where cut."""
    folded = fold(text)
    end = _end(folded, most)
    if end == len(folded):
        return folded
    head = folded[: end + 1]
    return (head.rsplit(" ", 1)[0].rstrip(",;:") if " " in head else folded[:end]) + "…"


def _end(text: str, most: int) -> int:
    """Return how many characters of `text` take at most `most` columns."""
    if text.isascii():
        return min(len(text), most)
    width = 0
    for at, character in enumerate(text):
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width > most:
            return at
    return len(text)


def opening(text: str) -> str:
    """Return the first sentence of `text`, or its beginning where that is too long.

    A full stop that comes very soon, or after one letter or a capital, may be an abbreviation's.
    """
    shown = columns(text, OPENING)
    soon = _end(shown, _SENTENCE - 1)
    end = next((match.end() for match in _END.finditer(shown) if match.end() > soon), len(shown))
    return shown[:end]


_PLAIN = re.compile(r"[a-z0-9/-]+")
"""An address of which nothing need be escaped; a file that a person named may have another."""


def _anchor(url: str, title: str, language: str) -> str:
    value = f"{ROOT}/{url}" if _PLAIN.fullmatch(url) else f'"{ROOT}/{quote(url)}"'
    return f"<a href={value}{_lang(language)}>{marks.shown(columns(title, TITLE))}</a>"


def rooted(lines: str, root: str, path: str) -> str:
    """Return lines for the page at `path`, `root` being the way from it to the site's root, `../..`.

    What is below a folder that the page is in too is reached from there.
    """
    if path.startswith(_STATEMENTS) and root.endswith(".."):
        folder, up = path.rpartition("/")[0], ""
        while folder:
            lines = lines.replace(f"{ROOT}/{folder}/", up)
            folder, up = folder.rpartition("/")[0], f"../{up}"
    return lines.replace(ROOT, root)


def _lang(language: str) -> str:
    return f" lang={html.escape(language)}" if language else ""


def about(ministry: str, kind: str, mark: int) -> str:
    """Return what stands below a title; `mark` is the number of the ministry's colour."""
    return f"<i class=m{mark}></i>{marks.shown(ministry)} · {marks.shown(kind)}"


def full(url: str, title: str, language: str, *, date: str, day: str, about: str, text: str) -> str:  # noqa: PLR0913 - what a line shows
    """Return the line with title, day, what `about` gives as HTML, and first sentence."""
    return (
        f"<li><time datetime={date}>{day}</time><div>{_anchor(url, title, language)}<p>{about}"
        f"<p{_lang(language)}>{marks.shown(opening(text))}</div>"
    )


def brief(url: str, title: str, language: str, *, day: str, ministry: str) -> str:
    """Return the line with day, title and ministry, for the pages between the newest and the oldest."""
    return f"<li><b>{day}</b> {_anchor(url, title, language)} <i>{marks.shown(ministry)}</i>"


def days(dates: Iterable[tuple[str, str]], wording: Wording = ENGLISH) -> str:
    """Return one year's days as links under the names of their months; `dates` are ISO dates with addresses."""
    undated = wording.gettext("undated")
    months = groupby(dates, key=lambda pair: pair[0][5:7])
    return "".join(
        f"<li>{wording.calendar.brief[int(month) - 1] if month else ''}"
        + "".join(f" <a href={ROOT}/{url}>{int(date[8:]) if date[8:] else undated}</a>" for date, url in group)
        for month, group in months
    )
