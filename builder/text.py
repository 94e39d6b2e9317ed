"""Words and white space: folding, slugs, excerpts and phrases to search for."""

from __future__ import annotations

import re
import unicodedata

SLUG_LENGTH = 36
"""A slug keeps whole words up to this many characters; file names stay readable in a list."""

_SHORT_WORD = 3


def fold(text: str) -> str:
    """Return `text` with every run of white space as one space and none at the ends.

    White space is what Python and browsers call it, no-break and ideographic spaces included.
    """
    return " ".join(text.split())


_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` in Unicode form NFC without the characters that XML 1.0 (section 2.2) forbids, so that a feed can hold it."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))


def slug(title: str) -> str:
    """Return the words of `title` for a file name, in lower case ASCII: `press-statement-of-spokesperson`.

    The last word is never one of up to three letters, such as "of". A title without Latin letters
    gives an empty string, and the caller chooses another name.
    """
    plain = unicodedata.normalize("NFKD", title.casefold()).replace("\u2019", "").replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    kept: list[str] = []
    for word in words:
        if len("-".join([*kept, word])) > SLUG_LENGTH:
            break
        kept.append(word)
    cut = kept if len(kept) == len(words) else _without_short_end(kept)
    return "-".join(cut) or "-".join(words)[:SLUG_LENGTH]


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


def phrase_pattern(phrase: str) -> str:
    """Return a regular expression for `phrase` as whole words.

    A space or a hyphen stands for either, an optional "the" may stand between words, quotation marks
    may be straight or curly, and a closing `*` lets the last word go on.
    """
    open_end = phrase.endswith("*")
    words = re.split(r"[\s-]+", phrase.rstrip("*").strip())
    body = r"[\s-]+(?:the\s+)?".join(re.escape(word).replace("'", "['\u2019]") for word in words)
    end = r"\w*" if open_end else r"(?!\w)"
    return rf"(?<!\w){body}{end}"
