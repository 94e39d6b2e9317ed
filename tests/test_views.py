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


@pytest.mark.parametrize(("number", "expected"), [(1, "tags/a/"), (2, "tags/a/2/"), (10, "tags/a/10/")])
def test_page_url(number: int, expected: str) -> None:
    """The first page of a list has the list's own address, the others follow below it."""
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


def row(**changes: object) -> Row:
    """Return a statement's line, with `changes` put in."""
    made = Row(
        title="A & B",
        url="statements/2024/b/2024-02-03-a/",
        date="2024-02-03",
        day="3 February 2024",
        ministry=Link(label="B", url="ministries/b/"),
        kind="C",
        issuer=None,
        excerpt="It begins.",
        language="",
        mark=2,
        short="3 Feb",
    )
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def test_lines_lead_from_where_the_page_is() -> None:
    """The lines of a period are one text, in which the way to the site's root is the page's."""
    page = dataclasses.replace(listing(1, 1), rows=(("February 2024", (row(), row(title="D"))),))

    ((period, html),) = page.lines("../..")
    assert "February 2024" == period
    assert 2 == html.count("<a href=../../statements/2024/b/2024-02-03-a/>")
    assert "A &amp; B" in html
    assert "\x00" not in html
    assert 2 == page.shown


@pytest.mark.parametrize(("line", "day", "sentences"), [("full", "3 Feb", 1), ("dated", "3 February 2024", 1)])
def test_forms_of_a_line(line: str, day: str, sentences: int) -> None:
    """A full line has day and month, a dated one the year too; both have ministry, kind and first sentence."""
    page = dataclasses.replace(listing(1, 1), rows=(("2024", (row(),)),), line=line)

    ((_, html),) = page.lines(".")
    assert f"<time datetime=2024-02-03>{day}</time>" in html
    assert "<i class=m2></i>B · C" in html
    assert sentences == html.count("It begins.")


def test_a_brief_line_has_no_sentence() -> None:
    """A brief line has day, title and ministry."""
    page = dataclasses.replace(listing(1, 1), rows=(("2024", (row(),)),), line="brief")

    ((_, html),) = page.lines(".")
    expected = "<li><b>3 Feb</b> <a href=./statements/2024/b/2024-02-03-a/>A &amp; B</a> <i>B</i>"
    assert expected == html


def test_days_stand_once() -> None:
    """Of a long list only the days are shown, each once, leading to the day's list; an unknown day to its statement."""
    rows = (row(), row(title="D"), row(date="2024-01", day="January 2024", url="statements/2024/b/2024-01-e/"))
    page = dataclasses.replace(listing(1, 1), days=(("2024", rows),))

    ((year, html),) = page.lines("..")
    february = "<li>Feb <a href=../statements/2024/02/03/>3</a>"
    assert ("2024", f"{february}<li>Jan <a href=../statements/2024/b/2024-01-e/>undated</a>") == (year, html)
    assert 3 == page.shown
