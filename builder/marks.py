"""Characters that a reader cannot see and that may reorder or split what is seen: found, named, and shown as marks."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_JOINERS = "\u200c\u200d"
_JOINING_SCRIPTS = frozenset(
    [
        "ARABIC",
        "BENGALI",
        "DEVANAGARI",
        "GUJARATI",
        "GURMUKHI",
        "KANNADA",
        "KHMER",
        "MALAYALAM",
        "MANDAIC",
        "MONGOLIAN",
        "MYANMAR",
        "NKO",
        "ORIYA",
        "SINHALA",
        "SYRIAC",
        "TAMIL",
        "TELUGU",
        "TIBETAN",
    ]
)
"""The scripts in which a joiner chooses the form of a letter, as Unicode names their letters."""

_EMOJI = frozenset({"So", "Sk"})
_FLAG_TAGS = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_SELECTORS = "\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"

_SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""Control characters but tab and line ends, and the format characters that leave no ink (category Cf)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A character that hides: itself and where it stands, from 0."""

    character: str
    at: int

    @property
    def code(self) -> str:
        """Its number: `U+202E`."""
        return f"U+{ord(self.character):04X}"

    @property
    def name(self) -> str:
        """Its number and name in Unicode: `U+202E right-to-left override`; controls have no name of their own."""
        return f"{self.code} {unicodedata.name(self.character, 'control character').lower()}"


def find(text: str) -> Iterator[Mark]:
    """Yield every hiding character of `text`.

    No mark is a joiner in a script that needs it or inside an emoji, nor the letters behind a black flag that name
    its region (Unicode Technical Standard 51).
    """
    if text.isprintable():  # no mark is
        return
    flags = [match.span() for match in _FLAG_TAGS.finditer(text)]
    for match in _SUSPECT.finditer(text):
        at = match.start()
        joins = match[0] in _JOINERS and _joins(text, at)
        if not joins and not any(start < at < end for start, end in flags):
            yield Mark(match[0], at)


def _joins(text: str, at: int) -> bool:
    before = text[:at].rstrip(_SELECTORS)[-1:] if text[at - 1 : at] in _SELECTORS else text[at - 1 : at]
    after = text[at + 1 : at + 2]
    if text[at] == "\u200d" and unicodedata.category(before or " ") in _EMOJI:
        return unicodedata.category(after or " ") in _EMOJI
    is_letter = unicodedata.category(before or " ")[0] in "LM"
    return is_letter and unicodedata.name(before, "").split(" ", 1)[0] in _JOINING_SCRIPTS


def _replaced(text: str, shown: Callable[[Mark], str]) -> str:
    """Return `text` with every mark replaced by what `shown` makes of it."""
    parts, end = [], 0
    for mark in find(text):
        parts += [text[end : mark.at], shown(mark)]
        end = mark.at + 1
    return "".join([*parts, text[end:]])


def told(text: str) -> str:
    """Return `text` with every mark as its number in brackets, for places that hold no markup: titles, feeds, attributes."""
    return _replaced(text, lambda mark: f"[{mark.code}]")


def element(mark: Mark) -> str:
    """Return the HTML of one mark.

    The character stays, so that a page holds what the source said; `bdi` isolates it, so that it orders nothing but
    itself, and the style sheet draws its number before it. The search index leaves it out.
    """
    title = html.escape(mark.name)
    return f'<bdi class="mark" data-mark="{mark.code}" title="{title}">{mark.character}</bdi>'


def shown(text: str) -> str:
    """Return plain text as HTML with its marks."""
    return _in_text(html.escape(text, quote=False), element)


_PARTS = re.compile(r"""(<(?:[^<>"]|"[^"]*")*>)""")


def in_html(markup: str) -> str:
    """Return HTML with the marks of its text as elements and those of its attributes as numbers."""
    if markup.replace("\n", "").isprintable():  # no mark is
        return markup
    return _in_parts(markup, element)


def in_feed(markup: str) -> str:
    """Return HTML for a feed, which neither style sheet nor XML lets hold such characters: numbers in brackets."""
    if markup.replace("\n", "").isprintable() or not _SUSPECT.search(markup):  # the first is quicker to tell
        return markup
    return _in_parts(markup, lambda mark: f"[{mark.code}]")


def _in_parts(markup: str, shown: Callable[[Mark], str]) -> str:
    parts = _PARTS.split(markup)  # text, tag, text, tag, … text
    return "".join(told(part) if index % 2 else _in_text(part, shown) for index, part in enumerate(parts))


def _in_text(text: str, shown: Callable[[Mark], str]) -> str:
    return _replaced(text, shown)


def report(places: Iterable[tuple[str, str]], *, most: int = 5) -> Iterator[str]:
    """Yield a sentence for each kind of mark in named texts: its name, how often and where, characters counted from 1."""
    found: dict[str, list[str]] = {}
    for place, text in places:
        for mark in find(text):
            found.setdefault(mark.name, []).append(f"{place} character {mark.at + 1}")
    for name, where in sorted(found.items()):
        more = f" and {len(where) - most} more" if len(where) > most else ""
        yield f"{name}, {len(where)} time{'' if len(where) == 1 else 's'}: {', '.join(where[:most])}{more}"
