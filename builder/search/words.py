"""Words as search sees them; the site's script (search/words.js) makes the same of what a reader types."""

from __future__ import annotations

import re
import unicodedata

SHORT = 3
"""Letters of the longest word that is so frequent in most languages (the, of, y, и) that it is found by its neighbours."""

_UNSPACED = "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0002fa1f"
"""Han, Kana and Hangul: scripts that put words together without a space between, or particles to the end of them."""

_UNIT = re.compile(f"[{_UNSPACED}]+|[^\\W{_UNSPACED}]+")
_WORD = re.compile(r"\w+")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " " for code in range(0x80)}
"""What `fold` makes of a letter of a unit, and a space for every other character."""

_LONG = re.compile(f"[{_UNSPACED}]{{3,}}")
_SIZES = (2, 3, 4)
_UNSPACED_FIRST = re.compile(f"[{_UNSPACED}]")
_MARKS = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05bd\u061c\u064b-\u065f\u0670\u180e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]"
)
"""Accents and points over letters, and marks without width, a soft hyphen among them."""


def fold(text: str) -> str:
    """Return `text` in lower case, in Unicode form NFC of its compatible characters, without accents."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text).lower().replace("\u03c2", "\u03c3")
    return unicodedata.normalize("NFC", _MARKS.sub("", spread))


def units(text: str) -> list[str]:
    """Return the units of `text` in order: words, and for scripts without spaces each character with the next one.

    The last character of such a run stands alone: `조선은` gives `조선`, `선은`, `은`.
    """
    if text.isascii():
        return text.translate(_ASCII).split()  # twice as fast as an expression
    folded = fold(text)
    if not _UNSPACED_FIRST.search(folded):
        return _WORD.findall(folded)
    made: list[str] = []
    for unit in _UNIT.findall(folded):
        if is_unspaced(unit):
            made += [unit[at : at + 2] for at in range(len(unit))]
        else:
            made.append(unit)
    return made


def pieces(text: str) -> list[str]:
    """Return each part of two to four characters of the longer runs of scripts without spaces, sorted, each once.

    An index of whole words holds `미국의` only; with these it also answers to `미국`.
    """
    return sorted(
        {
            run[at : at + size]
            for run in _LONG.findall(text)
            for size in _SIZES
            if size < len(run)
            for at in range(len(run) - size + 1)
        }
    )


def is_unspaced(unit: str) -> bool:
    """Whether a unit is of a script that is found by pairs of characters."""
    return not unit.isascii() and _UNSPACED_FIRST.match(unit) is not None


def is_short(unit: str) -> bool:
    """Whether a unit is a word that a phrase finds by its neighbour."""
    return len(unit) <= SHORT and not is_unspaced(unit)


def group(unit: str, depth: int) -> str:
    """Return the name of the group of files that holds a unit: its first `depth` letters, or a block of characters.

    A pair of words, `of the`, is in the group of its longer word, the second where they are equally long.
    """
    first, _, second = unit.partition(" ")
    term = first if len(first) > len(second) else second or first
    head = term[:depth]
    return head if head.isascii() and head.isalnum() else f"u{ord(term[0]) >> (4 if depth > 1 else 8):x}"
