"""Whether a text names a subject: many phrases looked for at once, at the few places where one can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from builder.text import phrase_pattern

_ODD = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"), ("\u212a", "k"))
"""The letters beyond ASCII that a regular expression without regard to case takes for a letter of ASCII."""


def folded(text: str) -> str:
    """Return `text` in lower case, letter for letter in the same places, for a search that a phrase begins with."""
    for odd, plain in _ODD:
        text = text.replace(odd, plain)
    return text.lower()


class Phrases:
    """Some phrases as `text.phrase_pattern` reads them; one in capitals only is matched as it stands."""

    def __init__(self, phrases: Sequence[str]) -> None:
        """Compile the phrases together, and each with the letters that it begins with."""
        parts = [phrase_pattern(phrase) if phrase.isupper() else f"(?i:{phrase_pattern(phrase)})" for phrase in phrases]
        self.expression = re.compile("|".join(parts) or "(?!)")
        beginnings = [beginning(phrase) for phrase in phrases]
        self._searches = [
            (start, phrase.isupper(), re.compile(part))
            for start, phrase, part in zip(beginnings, phrases, parts, strict=True)
        ]
        self._can_search = all(beginnings)

    def occur(self, text: str, low: str, at_least: int) -> bool:
        """Tell whether the phrases occur `at_least` times in `text`, of which `low` is the folded form.

        The answer is that of counting every match of `expression`: a match begins where its first letters stand.
        """
        if not self._can_search:
            return sum(1 for _ in self.expression.finditer(text)) >= at_least
        places = self._places(text, low)
        if at_least == 1:
            return any(True for _ in places)
        ends: dict[int, int] = {}
        for place, end in places:
            ends.setdefault(place, end)  # of two phrases that begin together the earlier one counts
        count = free = 0
        for place in sorted(ends):
            if place >= free:
                count, free = count + 1, ends[place]
        return count >= at_least

    def _places(self, text: str, low: str) -> Iterator[tuple[int, int]]:
        """Yield where each phrase begins and ends, wherever it stands."""
        for start, as_it_stands, pattern in self._searches:
            where = text if as_it_stands else low
            place = where.find(start)
            while place >= 0:
                match = pattern.match(text, place)
                if match:
                    yield place, match.end()
                place = where.find(start, place + 1)


@lru_cache(maxsize=4096)
def beginning(phrase: str) -> str:
    """Return the first letters of a phrase, up to a space, a mark that has several forms or a letter that folds oddly."""
    kept = "".join(takewhile(_is_plain, phrase.rstrip("*").strip()))
    return kept if phrase.isupper() else kept.lower()


def _is_plain(letter: str) -> bool:
    if letter.isspace() or letter in "-*'\u2018\u2019\"\u201c\u201d\u201e":
        return False
    return letter.isascii() or letter.lower() == letter.upper()
