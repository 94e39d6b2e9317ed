"""Words and white space: folding, slugs, excerpts and phrases to search for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from anyascii import anyascii

SLUG_LENGTH = 36
"""A slug keeps whole words up to this many characters; file names stay readable in a list."""

_SHORT_WORD = 3


def fold(text: str) -> str:
    """Return `text` with every run of white space as one space and none at the ends.

    White space is what Python and browsers call it, no-break and ideographic spaces included.
    """
    return " ".join(text.split())


_SEPARATORS = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f", "\n"))
_FORBIDDEN = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile("[\x00\x0b\x0c\x1c-\x1f\ud800-\udfff\ufffe\uffff]")
"""What `clean` changes: line ends by another name, and what no page can hold."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` in Unicode form NFC without what no page can hold: NUL, halves of surrogate pairs, U+FFFE and U+FFFF.

    Control characters that separate (a page break, for one) become line ends, so that no two words are joined. The
    others stay; see `builder.marks`.
    """
    if _ODD.search(text):  # few texts hold any
        text = _FORBIDDEN.sub("", text.translate(_SEPARATORS))
    return unicodedata.normalize("NFC", text)


def lost(text: str) -> dict[str, int]:
    """Return how often `text` holds each character that `clean` takes away without a trace, by its number (`U+0000`)."""
    return Counter(f"U+{ord(match[0]):04X}" for match in _FORBIDDEN.finditer(text)) if _ODD.search(text) else {}


def forbidden_at(text: str) -> int | None:
    """Return where `text` holds the first character that `clean` would take away, or None."""
    match = None if text.isprintable() else _ODD.search(text)
    return match.start() if match else None


def control_at(text: str) -> int | None:
    """Return where `text` holds the first character that XML 1.0 (section 2.2) forbids and no editor shows, or None."""
    match = _CONTROLS.search(text)
    return match.start() if match else None


def slug(title: str, length: int = SLUG_LENGTH) -> str:
    """Return the words of `title` for a file name, in lower case ASCII: `press-statement-of-spokesperson`.

    A title in another script is written in Latin letters. A title that is cut does not end in a word of up to three letters, such as "of". A title without any letter or digit gives an empty string,
    and the caller chooses another name.
    """
    parts = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", _romanized(title).casefold()))
    words = re.findall("[a-z0-9]+", "".join(c for c in parts if not unicodedata.combining(c)))
    kept: list[str] = []
    for word in words:
        if len("-".join([*kept, word])) > length:
            break
        kept.append(word)
    cut = kept if len(kept) == len(words) else _without_short_end(kept)
    return "-".join(cut or kept) or "".join(words[:1])[:length]


_IDEOGRAPH = "CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH"


def _romanized(title: str) -> str:
    """Return a title of which Latin letters are less than a third in Latin ones, an ideograph as a word of its own."""
    whole = unicodedata.normalize("NFC", title)
    letters = [character for character in whole if character.isalpha()]
    if 3 * sum(map(_is_latin, letters)) >= len(letters):
        return title
    return "".join(character if _is_latin(character) else _in_latin(character) for character in whole)


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith(("LATIN", "FULLWIDTH LATIN", "COMBINING"))


def _in_latin(character: str) -> str:
    if unicodedata.category(character)[0] not in "LMN":
        return character
    written = re.sub("[^A-Za-z0-9]", "", anyascii(character))
    return f" {written} " if unicodedata.name(character, "").startswith(_IDEOGRAPH) else written


def _without_short_end(words: list[str]) -> list[str]:
    end = len(words)
    while end and len(words[end - 1]) <= _SHORT_WORD:
        end -= 1
    return words[:end]


def excerpt(text: str, length: int) -> str:
    """Return the first `length` characters of `text`, cut at a word, with an ellipsis where cut."""
    folded = fold(text)
    if len(folded) <= length:
        return folded
    head = folded[: length + 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head[:length]) + "…"


_HANGUL = frozenset(map(chr, range(0xAC00, 0xD7A4)))
_PARTICLES = (
    r"(?:(?:\uc5d0\uac8c\uc11c|\uc5d0\uac8c|\uc5d0\uc11c|\uaed8\uc11c|\uc73c\ub85c\uc11c|\ub85c\uc11c|\uc73c\ub85c|\ub85c|\uc5d0|\uc758|\uc774\ub098|\ub098|\uae4c\uc9c0|\ubd80\ud130)?"
    r"(?:\uc740|\ub294|\uc774|\uac00|\uc744|\ub97c|\uacfc|\uc640|\ub3c4|\ub9cc)?)"
)
"""The particles that follow a noun in that script: first one of place or means, then one of topic, subject or object."""


@lru_cache(maxsize=4096)
def phrase_pattern(phrase: str) -> str:
    """Return a regular expression for `phrase` as whole words.

    A space or a hyphen stands for either, an optional "the" may stand between words, quotation marks
    may be straight or curly, and a closing `*` lets the last word go on. Behind a syllable of Hangul a particle may
    stand, as that script writes it without a space.
    """
    open_end = phrase.endswith("*")
    words = re.split(r"[\s-]+", phrase.rstrip("*").strip())
    body = r"[\s-]+(?:the\s+)?".join(map(_either_mark, words))
    end = r"\w*" if open_end else rf"{_PARTICLES if words[-1][-1:] in _HANGUL else ''}(?!\w)"
    return rf"(?<!\w){body}{end}"


_MARKS = {
    **dict.fromkeys("'\u2018\u2019", "['\u2018\u2019]"),
    **dict.fromkeys('"\u201c\u201d\u201e', '["\u201c\u201d\u201e]'),
}


def _either_mark(word: str) -> str:
    return "".join(_MARKS.get(character, re.escape(character)) for character in word)
