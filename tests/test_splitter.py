"""One list split into pages: both orders, the whole by numbered pages that keep their addresses, and no page too long."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.archive import Archive, Entry
from builder.pages import Pages
from builder.splitter import LINKS, Shelf, Splitter
from builder.views import Link, Listing
from tests import factory
from tests.factory import PROPERTY


def entries(number: int) -> tuple[Entry, ...]:
    """Return statements of as many days, the first on 1 January 2000, one a day, without leap day."""
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    days = [(month, day) for month, length in enumerate(lengths, start=1) for day in range(1, length + 1)]
    return tuple(
        factory.entry(f"t{at:05}", date=f"{2000 + at // 365}-{days[at % 365][0]:02}-{days[at % 365][1]:02}")
        for at in range(number)
    )


def split(archive: Archive, size: int, *, is_whole: bool = True, has_orders: bool = True) -> dict[str, Listing]:
    """Return the pages of the list of a whole archive by their address below its own."""
    shelf = Shelf(base="a/", title="A", entries=archive.entries, is_whole=is_whole, has_orders=has_orders)
    made = Splitter(Pages(archive), size).split(shelf)
    return {page.path.removeprefix("a/").removesuffix("index.md"): page for page in made}


def urls(page: Listing) -> list[str]:
    """Return the statements that a page lists, in order."""
    return [row.url for _, group in page.rows or page.days for row in group]


@pytest.mark.parametrize(
    ("number", "size", "expected"),
    [
        (0, 3, [""]),
        (1, 3, [""]),
        (2, 3, ["", "oldest/"]),
        (3, 3, ["", "oldest/"]),
        (4, 3, ["", "oldest/", "page/1/", "page/"]),
        (6, 3, ["", "oldest/", "page/1/", "page/"]),
        (7, 3, ["", "oldest/", "page/1/", "page/2/", "page/"]),
        (30, 3, ["", "oldest/", *(f"page/{at}/" for at in range(1, 6)), "page/"]),
        (31, 3, ["", "oldest/", "page/1/", "page/"]),
        (61, 3, ["", "oldest/", "page/1/", "page/2/", "page/"]),
    ],
)
def test_pages_of_a_list(number: int, size: int, expected: list[str]) -> None:
    """Two statements have two orders; what does not fit has numbered pages of two pages' titles, or of twenty's days."""
    assert expected == list(split(factory.build(*entries(number)), size))


NUMBERS = st.tuples(st.integers(0, 45), st.integers(1, 4))


@PROPERTY
@given(NUMBERS)
def test_both_orders_and_the_whole(numbers: tuple[int, int]) -> None:
    """The newest come first, the oldest first below `oldest/`, and the numbered pages hold each statement once."""
    number, size = numbers
    archive = factory.build(*entries(number))
    newest = [entry.url for entry in archive.entries]

    pages = split(archive, size)

    assert newest[:size] == urls(pages[""])
    if number > 1:
        assert newest[::-1][:size] == urls(pages["oldest/"])
    numbered = [urls(page) for name, page in pages.items() if name.startswith("page/") and name != "page/"]
    if number > size:
        assert newest == [url for page in numbered[::-1] for url in page]
    else:
        assert [] == numbered


@PROPERTY
@given(NUMBERS)
def test_every_way_leads_to_a_page(numbers: tuple[int, int]) -> None:
    """The ways from page to page lead to pages of the list, and to the one that goes on where this one ends."""
    pages = split(factory.build(*entries(numbers[0])), numbers[1])

    for page in pages.values():
        ways = [
            *page.pager,
            *([page.switch] if page.switch else []),
            *(link for _, links in page.links for link in links),
        ]
        assert {link.url.removeprefix("a/") for link in ways} <= set(pages)
    for name, label, at in (("", "Older", -1), ("oldest/", "Newer", -1)):
        link = next((link for link in pages.get(name, pages[""]).pager if link.label == label), None)
        if link is not None:
            order = [entry.url for entry in factory.build(*entries(numbers[0])).entries]
            last = order.index(urls(pages[name])[at])
            assert order[last + (1 if label == "Older" else -1)] in urls(pages[link.url.removeprefix("a/")])


def test_a_new_statement_changes_the_last_page_only() -> None:
    """Numbered pages count from the oldest, so that those before the last stay as they are, value by value."""
    before, after = (split(factory.build(*entries(number)), 2) for number in (18, 19))

    assert [f"page/{at}/" for at in (1, 2, 3, 4)] == [
        name for name in before if name.startswith("page/") and before[name] == after.get(name)
    ]
    assert list(before) == list(after)


def test_a_list_that_others_hold() -> None:
    """A list whose years hold it whole has no numbered pages."""
    assert ["", "oldest/"] == list(split(factory.build(*entries(9)), 2, is_whole=False))


def test_a_list_of_one_day() -> None:
    """A list of one day has no two orders."""
    (page,) = split(factory.build(*entries(2)), 2, has_orders=False).values()

    assert ("", None) == (page.order, page.switch)


def test_what_pages_say() -> None:
    """Each page says what it holds; words, ways, facts and chart stand on the first only, and empty ways nowhere."""
    shelf = Shelf(
        base="a/",
        title="A",
        entries=factory.build(*entries(5)).entries,
        intro="Words.",
        links=(("Empty", ()), ("Ways", (Link(label="B", url="b/"),))),
        above=(Link(label="C", url="c/"),),
    )
    first, oldest, one, two, index = Splitter(Pages(factory.build(*entries(5))), 2).split(shelf)

    assert ("A", "Words.", ["Ways"], 5, 2, "newest") == (
        first.title,
        first.intro,
        [heading for heading, _ in first.links],
        first.total,
        first.shown,
        first.order,
    )
    assert ("A, oldest first", "", (), "oldest") == (oldest.title, oldest.intro, oldest.links, oldest.order)
    assert ("a/", "a/oldest/") == (oldest.switch and oldest.switch.url, first.switch and first.switch.url)
    assert (
        "1 January 2000 to 4 January 2000, without first sentences. Pages are counted from the oldest statement."
        == (one.intro)
    )
    assert ("A, page 2", 1, "brief") == (two.title, two.total, two.line)
    assert [["c/"], ["c/", "a/"], ["c/", "a/"], ["c/", "a/"]] == [
        [link.url for link in page.above] for page in (first, oldest, two, index)
    ]
    ((_, ways),) = index.links
    assert [("a/page/2/", 1), ("a/page/1/", 4)] == [(way.url, way.count) for way in ways]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2024-02-03", "2024-02-02", "2024-01-01", "2024-01-01"], ["February 2024", "January 2024"]),
        (["2024-03-03", "2024-02-02", "2023-01-01"], ["2024", "2023"]),
        (["2024-01-03", "2024-01-02", "2024"], ["2024"]),
        (["2024-01-03", "2024-01-02", "2024-01-01", "2024"], ["January 2024", "2024"]),
    ],
)
def test_headings(dates: Sequence[str], expected: list[str]) -> None:
    """Statements stand under their months where a month holds two or more, else under their years."""
    made = split(factory.build(*(factory.entry(f"{at}", date=date) for at, date in enumerate(dates))), 9)[""]

    assert expected == [heading for heading, _ in made.rows]
    assert len(dates) == made.shown


def test_updated() -> None:
    """A page's day is that of the latest change of what it lists, a correction counted; one that only counts is of the last added."""
    archive = factory.build(
        factory.entry("a", date="2024-03-05", added="2026-01-05"),
        factory.entry("b", date="2024-03-04", corrections=[factory.correction("2026-02-03")]),
        factory.entry("c", date="2024-03-03", added="2026-01-04"),
    )

    days = {name: page.updated for name, page in split(archive, 1).items()}
    assert {"": "2026-01-05", "oldest/": "2026-01-04", "page/1/": "2026-02-03", "page/2/": "2026-01-05"} == {
        name: days[name] for name in ("", "oldest/", "page/1/", "page/2/")
    }
    assert "2026-01-05" == days["page/"]


@pytest.mark.parametrize("number", [0, 1, LINKS])
def test_an_index(number: int) -> None:
    """An index of up to 400 ways is one page."""
    links = tuple(Link(label=f"{at}", url=f"a/{at}/") for at in range(number))

    (page,) = Splitter(Pages(factory.build()), 9).index("a/", "A", "Words.", links)

    assert ("a/index.md", "A", "Words.", (("", links),)) == (page.path, page.title, page.intro, page.links)


def test_a_long_index() -> None:
    """A longer index has pages below one that tells what they begin and end with; no way is lost."""
    links = tuple(Link(label=f"{at:04}", url=f"a/{at}/") for at in range(LINKS + 1))

    one, two, front, listed = Splitter(Pages(factory.build()), 9).index("a/", "A", "Words.", links)

    assert links == one.links[0][1] + two.links[0][1]
    assert ["a/page/1/index.md", "a/page/2/index.md", "a/index.md", "a/page/index.md"] == [
        page.path for page in (one, two, front, listed)
    ]
    assert [("0000 to 0399", "a/page/1/"), ("0400 to 0400", "a/page/2/")] == [
        (way.label, way.url) for way in front.links[0][1]
    ]
    assert front.links == listed.links
