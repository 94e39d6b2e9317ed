"""Two wordings side by side: every paragraph once, in order, beside what is as long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import beside
from builder.beside import Beside
from builder.markup import Renderer
from tests import factory

LENGTHS = st.lists(st.integers(min_value=1, max_value=2000), max_size=60)


def numbers(one: list[int], other: list[int]) -> list[tuple[list[int], list[int]]]:
    """Return the pairs as lists."""
    return [(list(left), list(right)) for left, right in beside.aligned(one, other)]


@factory.PROPERTY
@given(LENGTHS, LENGTHS)
def test_every_paragraph_has_one_place(one: list[int], other: list[int]) -> None:
    """Whatever the lengths are, each paragraph of both texts is in one pair, and their order is kept."""
    pairs = numbers(one, other)

    assert list(range(len(one))) == [at for left, _ in pairs for at in left]
    assert list(range(len(other))) == [at for _, right in pairs for at in right]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([900, 10], [10, 900], [([0], [0]), ([1], [1])]),
        ([400, 400, 400], [200, 200, 400, 400], [([0], [0, 1]), ([1], [2]), ([2], [3])]),
        ([50, 500, 300], [510, 290], [([0, 1], [0]), ([2], [1])]),
        ([], [10], [([], [0])]),
        ([], [], []),
    ],
)
def test_length_tells_what_stands_beside_what(
    one: list[int], other: list[int], expected: list[tuple[list[int], list[int]]]
) -> None:
    """Equally many stand one by one; a paragraph parted in two stands beside both, two drawn together likewise."""
    assert expected == numbers(one, other)


def test_long_texts_are_aligned_as_well() -> None:
    """A paragraph more among two thousand leaves the rest where it belongs."""
    one = [300 + 7 * (at % 50) for at in range(2000)]
    other = [*one[:1000], 900, *one[1000:]]

    pairs = numbers(one, other)

    assert ([10], [10]) in pairs
    assert ([1990], [1991]) in pairs


def test_rows_show_both_sides() -> None:
    """A row holds the paragraphs of both as HTML with their numbers, markup of the text escaped."""
    left = factory.entry("a", body="One &lt;b>.\n\nTwo.\n")
    right = factory.entry("b", body="하나.\n\n둘.\n", language="ko", title="성명")
    renderer = Renderer()

    made = Beside(sides=(beside.side(left, renderer), beside.side(right, renderer)))

    assert (((1, "One &lt;b&gt;."),), ((1, "하나."),)) == made.rows[0]
    assert (((2, "Two."),), ((2, "둘."),)) == made.rows[1]
    assert ("ko", "한국어", "성명") == (made.sides[1].language, made.sides[1].name, made.sides[1].title)


def test_a_statement_stands_beside_each_other_language_once() -> None:
    """A second translation into one language, and one into its own, have no page beside it."""
    one, korean, again, same = (
        factory.entry(name, work=factory.entry("a").statement.id, language=language)
        for name, language in (("a", "en"), ("b", "ko"), ("c", "ko"), ("d", "en"))
    )
    archive = factory.build(one, korean, again, same)

    found = dict(beside.others(one, archive))

    assert [f"{one.url}beside-ko/"] == list(found)
    assert korean == found[f"{one.url}beside-ko/"]
    assert {} == dict(beside.others(factory.entry("e"), factory.build(factory.entry("e"))))
