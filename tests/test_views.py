"""What pages show: frozen values, and the numbers that a pager names."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.views import Link, Listing, Row
from tests.factory import PROPERTY


def listing(page: int, pages: int) -> Listing:
    """Return one page of a list."""
    return Listing(path="tags/a/index.md", base="tags/a/", title="A", page=page, pages=pages)


@pytest.mark.parametrize(
    ("page", "pages", "expected"),
    [
        (1, 1, (1,)),
        (1, 2, (1, 2)),
        (2, 3, (1, 2, 3)),
        (1, 9, (1, 2, 3, 9)),
        (2, 9, (1, 2, 3, 4, 9)),
        (5, 9, (1, 3, 4, 5, 6, 7, 9)),
        (8, 9, (1, 6, 7, 8, 9)),
        (9, 9, (1, 7, 8, 9)),
        (500, 1000, (1, 498, 499, 500, 501, 502, 1000)),
    ],
)
def test_window(page: int, pages: int, expected: tuple[int, ...]) -> None:
    """A pager names the first page, the last, this one and two on each side."""
    assert expected == listing(page, pages).window


@PROPERTY
@given(st.integers(1, 300).flatmap(lambda pages: st.tuples(st.integers(1, pages), st.just(pages))))
def test_window_names_pages_that_are_there(place: tuple[int, int]) -> None:
    """However long a list, a pager names at most seven pages, each once, in order, and none that is not there."""
    page, pages = place
    window = listing(page, pages).window

    assert sorted(set(window)) == list(window)
    assert {1, page, pages} <= set(window) <= set(range(1, pages + 1))
    assert len(window) <= 7


@pytest.mark.parametrize(("number", "expected"), [(1, "tags/a/"), (2, "tags/a/page/2/"), (10, "tags/a/page/10/")])
def test_page_url(number: int, expected: str) -> None:
    """The first page of a list has the list's own address, the others follow below `page/`."""
    assert expected == listing(3, 10).page_url(number)


def test_a_link_leaves_out_what_it_does_not_know() -> None:
    """A link without a count leads to no counted list."""
    assert (None, "", 0) == ((link := Link(label="A", url="a/")).count, link.note, link.level)


@pytest.mark.parametrize(
    "value",
    [
        Link(label="A", url="a/"),
        listing(1, 1),
        Row(
            title="A",
            url="a/",
            date="2024",
            day="2024",
            ministry=Link(label="B", url="b/"),
            kind="C",
            issuer=None,
            excerpt="",
            language="en",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_views_are_frozen(value: Link | Listing | Row) -> None:
    """A template can print a view and cannot change it; equal views are one key."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, dataclasses.fields(value)[0].name, "x")
    assert {value} == {dataclasses.replace(value)}
