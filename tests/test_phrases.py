"""Phrases are found where a regular expression over the whole text finds them, only sooner."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from builder import registry
from builder.phrases import Phrases, folded
from tests.factory import PROPERTY
from tests.sample import statements

WORDS = [
    "war",
    "War",
    "WAR",
    "ward",
    "game",
    "games",
    "the",
    "UN",
    "un",
    "RC-135",
    "rc",
    "\u017fign",
    "sign",
    "K\u0131n",
    "kin",
]
WORDS += [
    "\u0130s",
    "is",
    "핵무기",
    "핵무기를",
    "People's",
    "people\u2019s",
    "'a",
    "ß",
    "Straße",
    "Σίσυφος",
    "μ",
    "µ",
    ".",
    "-",
    "\n",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(
    alphabet="warWAR-s \u017fKk'\u2019.\u0130\u0131i핵\n", max_size=40
)
PHRASES = ["war game*", "war", "wa*", "UN", "RC-135*", "sign", "kin", "is", "핵무기*", "people's", "'a", "μ", "σίσυφος"]
PHRASES += ["game the war", "*", "war war", "W", "a.b", "Straße"]


@PROPERTY
@given(st.lists(st.sampled_from(PHRASES), max_size=4), TEXTS, st.integers(1, 4))
def test_the_answer_is_that_of_counting_matches(chosen: list[str], text: str, at_least: int) -> None:
    """For any phrases, text and number, the answer is whether the expression matches so often."""
    phrases = Phrases(chosen)

    expected = sum(1 for _ in phrases.expression.finditer(text)) >= at_least

    assert expected == phrases.occur(text, folded(text), at_least)


def test_every_letter_folds_to_what_it_matches() -> None:
    """Of all characters, each that matches a letter without regard to case is folded to that letter, in its place."""
    everything = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)

    assert len(everything) == len(folded(everything))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert {letter} == {folded(match) for match in re.findall(letter, everything, re.IGNORECASE)}


def test_the_real_tags_are_those_of_the_expressions(root: Path) -> None:
    """Over the archive's own texts each tag is given where its expression matches often enough."""
    records = registry.load(root / "content")
    texts = [f"{each.title}\n{each.body}" for each in statements(root).values()]

    for text in texts:
        expected = [
            key
            for key, tag in records.tags.items()
            if sum(1 for _ in tag.phrases.expression.finditer(text)) >= tag.at_least
        ]
        assert sorted(expected) == list(records.tags_of(text))
