"""Words as search sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.search import words
from tests.factory import PROPERTY

SAMPLES = {
    "The U.S.-led drill": ["the", "u", "s", "led", "drill"],
    "DPRK's 1,000 texts": ["dprk", "s", "1", "000", "texts"],
    "Café CAFE\u0301": ["cafe", "cafe"],
    "co\u00adoperate zero\u200bwidth": ["cooperate", "zerowidth"],
    "조선반도는 평화": ["조선", "선반", "반도", "도는", "는", "평화", "화"],
    "2023년 6월": ["2023", "년", "6", "월"],
    "Россия и Ёлка": ["россия", "и", "елка"],
    "外交部 发言": ["外交", "交部", "部", "发言", "言"],
    "がい ｶﾞｲ": ["がい", "い", "ガイ", "イ"],
    "ﬁne \uff21\uff22": ["fine", "ab"],
    "snake_case": ["snake_case"],
    "": [],
    "… — !": [],
}


@pytest.mark.parametrize("text", SAMPLES)
def test_units_are_what_a_reader_would_type(text: str) -> None:
    """Case, accents, widths and marks without width do not count; scripts without spaces go by pairs of characters."""
    assert SAMPLES[text] == words.units(text)


@PROPERTY
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded stays as it is."""
    assert words.fold(text) == words.fold(words.fold(text))


@pytest.mark.parametrize(
    ("unit", "is_short"), [("the", True), ("of", True), ("army", False), ("선", False), ("и", True), ("선반", False)]
)
def test_a_short_word_has_at_most_three_letters(unit: str, *, is_short: bool) -> None:
    """A short word is found by its neighbour; a character of a script without spaces is no word."""
    assert is_short == words.is_short(unit)


@pytest.mark.parametrize(
    ("unit", "depth", "group"),
    [
        ("drill", 2, "dr"),
        ("drill", 1, "d"),
        ("a", 2, "a"),
        ("of drill", 2, "dr"),
        ("drill of", 2, "dr"),
        ("of the", 2, "th"),
        ("it is", 2, "is"),
        ("선반", 2, "uc120"[:1] + format(0xC120 >> 4, "x")),
        ("선반", 1, "u" + format(0xC120 >> 8, "x")),
        ("_x", 2, "u5"),
    ],
)
def test_a_unit_has_a_group_by_its_first_letters(unit: str, depth: int, group: str) -> None:
    """Words go by their first letters, pairs by their longer word, other scripts by blocks of characters."""
    assert group == words.group(unit, depth)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("미국의", ["국의", "미국"]),
        ("미국 핵", []),
        ("핵전쟁은 NATO", ["쟁은", "전쟁", "전쟁은", "핵전", "핵전쟁"]),
        ("반대 반대한다 반대한다", ["대한", "대한다", "반대", "반대한", "한다"]),
        ("a long word", []),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    """Parts of two to four characters of longer words of scripts without spaces, each once."""
    assert expected == words.pieces(text)


@PROPERTY
@given(st.text(st.characters(max_codepoint=0x7F) | st.sampled_from("é\u0301조선外ガ—"), max_size=30))
def test_a_script_beside_changes_no_unit_before_it(text: str) -> None:
    """Texts of one script are split by shorter ways, which give what the long one gives: as if a pair stood behind."""
    assert [*words.units(text), "가"] == words.units(f"{text} 가")
