"""The lists: every statement on exactly one page of each list that it belongs to, newest first, and no page too long."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, pairwise

import pytest

from builder.archive import Archive, Entry
from builder.lists import Lists
from builder.pages import Pages
from builder.views import Link, Listing, Row
from tests import factory

NUMBER = 60
SIZES = [1, 7, 20, 100]
PARENTS = {"foreign": [], "institute": ["foreign"], "section": ["institute", "foreign"], "defence": []}
BROADER = {"drills": ["military"]}
INDEXES = {"ministries/", "kinds/", "tags/"}


def lists(archive: Archive, page_size: int) -> list[Listing]:
    """Return every page of every list."""
    return list(Lists(Pages(archive), page_size).all())


def rows(listing: Listing) -> list[Row]:
    """Return the statements that a page lists, in order."""
    return [row for _, group in listing.rows for row in group]


def bases(entry: Entry) -> set[str]:
    """Return the addresses of the lists that a statement belongs to, by what its own fields say."""
    statement = entry.statement
    date, year = str(statement.date), str(statement.date)[:4]
    ministries = [statement.ministry, *PARENTS[statement.ministry]]
    tags = chain.from_iterable([tag, *BROADER.get(tag, [])] for tag in statement.tags)
    return {
        "statements/",
        f"statements/{year}/",
        *([f"statements/{year}/{date[5:7]}/"] if len(date) > 4 else []),
        *(f"statements/{year}/{ministry}/" for ministry in ministries),
        *(f"ministries/{ministry}/" for ministry in ministries),
        f"kinds/{statement.kind}/",
        *(f"tags/{tag}/" for tag in tags),
    }


def split(listings: list[Listing]) -> dict[str, list[Listing]]:
    """Return the pages of each list by the list's address."""
    found: dict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        found[listing.base].append(listing)
    return found


@pytest.mark.parametrize("size", SIZES)
def test_every_statement_is_in_each_of_its_lists_once(size: int) -> None:
    """A statement stands on exactly one page of the list of its year, month, ministries, kind and tags, and no other."""
    entries = factory.many(NUMBER)
    expected = Counter((base, entry.url) for entry in entries for base in bases(entry))

    found = Counter(
        (listing.base, row.url) for listing in lists(factory.build(*entries), size) for row in rows(listing)
    )

    assert expected == found


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_too_long(size: int) -> None:
    """Every page of a list but its last holds exactly `page_size` statements, the last at least one and no more."""
    for pages in split(lists(factory.build(*factory.many(NUMBER)), size)).values():
        if pages[0].base in INDEXES:
            continue
        lengths = [len(rows(page)) for page in pages]
        assert [size] * (len(pages) - 1) == lengths[:-1]
        assert 1 <= lengths[-1] <= size


@pytest.mark.parametrize("size", SIZES)
def test_newest_first(size: int) -> None:
    """A list goes from the newest statement to the oldest, over all its pages."""
    archive = factory.build(*factory.many(NUMBER))
    first_days = {entry.url: entry.statement.date.first for entry in archive.entries}

    for pages in split(lists(archive, size)).values():
        days = [first_days[row.url] for page in pages for row in rows(page)]
        assert sorted(days, reverse=True) == days


@pytest.mark.parametrize("size", SIZES)
def test_pages_are_numbered(size: int) -> None:
    """The pages of a list come in order and know their number, how many they are and how many statements there are."""
    for base, pages in split(lists(factory.build(*factory.many(NUMBER)), size)).items():
        total = sum(len(rows(page)) for page in pages)
        assert [(number, len(pages), total) for number in range(1, len(pages) + 1)] == [
            (page.page, page.pages, page.total) for page in pages
        ]
        assert [f"{base}index.md", *(f"{base}page/{number}/index.md" for number in range(2, len(pages) + 1))] == [
            page.path for page in pages
        ]
        assert [page.path for page in pages] == [f"{page.page_url(page.page)}index.md" for page in pages]


@pytest.mark.parametrize("size", SIZES)
def test_no_two_pages_have_one_path(size: int) -> None:
    """Every page has a path of its own, which no statement's file has either."""
    archive = factory.build(*factory.many(NUMBER))
    paths = [listing.path for listing in lists(archive, size)] + [entry.path for entry in archive.entries]

    assert [] == [path for path, number in Counter(paths).items() if number > 1]


def test_no_link_leads_nowhere() -> None:
    """Every link of a list leads to a list, and its count is that of the list it leads to."""
    listings = lists(factory.build(*factory.many(NUMBER)), 7)
    totals = {listing.base: listing.total for listing in listings}
    ways = [link for listing in listings for _, group in listing.links for link in group]
    above = [link for listing in listings for link in listing.above]
    ministries = [row.ministry for listing in listings for row in rows(listing)]

    assert [] == [link.url for link in (*ways, *above, *ministries) if link.url not in totals]
    assert [] == [link for link in ways if link.count != totals[link.url]]
    assert len(ways) > 50


def test_every_list_can_be_reached() -> None:
    """From the lists that the navigation names, links lead to every other list."""
    listings = {listing.base: listing for listing in reversed(lists(factory.build(*factory.many(NUMBER)), 100))}
    reached: set[str] = set()
    waiting = ["statements/", *INDEXES]
    while waiting:
        base = waiting.pop()
        if base not in reached:
            reached.add(base)
            waiting += [link.url for _, group in listings[base].links for link in group]

    assert set(listings) == reached


@pytest.mark.parametrize("size", SIZES)
def test_headings(size: int) -> None:
    """Statements stand under their month, or their year where no month is known; each heading stands once a page."""
    archive = factory.build(*factory.many(NUMBER))
    words = {
        entry.url: entry.statement.date.words().split(" ", 1)[-1]
        if len(str(entry.statement.date)) == 10
        else entry.statement.date.words()
        for entry in archive.entries
    }

    for listing in lists(archive, size):
        assert [(heading, row.url) for heading, group in listing.rows for row in group] == [
            (words[row.url], row.url) for row in rows(listing)
        ]
        headings = [heading for heading, _ in listing.rows]
        assert sorted(set(headings)) == sorted(headings)


def test_a_heading_is_not_broken_by_a_year_only() -> None:
    """A statement of which only the year is known does not part the statements of that year's January."""
    archive = factory.build(
        factory.entry("a", date="2024-01-01", ministry="defence"),
        factory.entry("b", date="2024", ministry="foreign"),
        factory.entry("c", date="2024-01-01", ministry="institute"),
        factory.entry("d", date="2024-01-02", ministry="institute"),
    )

    (listing,) = (listing for listing in lists(archive, 100) if listing.base == "statements/")

    assert [("January 2024", 3), ("2024", 1)] == [(heading, len(group)) for heading, group in listing.rows]


def first_page(base: str, size: int = 20) -> Listing:
    """Return the first page of a list."""
    return split(lists(factory.build(*factory.many(NUMBER)), size))[base][0]


@pytest.mark.parametrize(
    ("base", "title", "intro", "above", "ways"),
    [
        ("statements/", "All statements", "", [], ["Years"]),
        ("statements/2022/", "Statements of 2022", "", ["statements/"], ["Months", "Ministries"]),
        ("statements/2022/01/", "Statements of January 2022", "", ["statements/", "statements/2022/"], []),
        (
            "statements/2022/foreign/",
            "Ministry of Foreign Affairs, 2022",
            "",
            ["statements/2022/", "ministries/foreign/"],
            [],
        ),
        (
            "ministries/foreign/",
            "Ministry of Foreign Affairs",
            "It speaks often.",
            ["ministries/"],
            ["Years", "Parts of it"],
        ),
        (
            "ministries/section/",
            "Asia Section",
            "",
            ["ministries/", "ministries/foreign/", "ministries/institute/"],
            ["Years"],
        ),
        ("kinds/letter/", "Letters", "", ["kinds/"], []),
        ("tags/military/", "Military affairs", "Armies and arms.", ["tags/"], ["Narrower tags"]),
        ("tags/drills/", "Drills", "", ["tags/", "tags/military/"], []),
    ],
)
def test_what_a_list_says(base: str, title: str, intro: str, above: list[str], ways: list[str]) -> None:
    """A list says what it holds, what is above it, widest first, and where to go on; empty ways are left out."""
    listing = first_page(base)

    assert (title, intro, above, ways) == (
        listing.title,
        listing.intro,
        [link.url for link in listing.above],
        [heading for heading, _ in listing.links],
    )


def test_what_a_further_page_says() -> None:
    """A further page says which it is and what is above it; words and ways stand on the first page only."""
    second = split(lists(factory.build(*factory.many(NUMBER)), 7))["tags/military/"][1]

    assert ("Military affairs, page 2", "", (), ["tags/"]) == (
        second.title,
        second.intro,
        second.links,
        [link.url for link in second.above],
    )


@pytest.mark.parametrize(
    ("base", "title", "urls"),
    [
        (
            "ministries/",
            "Ministries",
            ["ministries/defence/", "ministries/foreign/", "ministries/institute/", "ministries/section/"],
        ),
        ("kinds/", "Kinds", ["kinds/answer/", "kinds/letter/", "kinds/statement/"]),
        ("tags/", "Tags", ["tags/drills/", "tags/rights/", "tags/military/", "tags/trade/"]),
    ],
)
def test_indexes(base: str, title: str, urls: list[str]) -> None:
    """Ministries, kinds and tags have a page that lists them all."""
    listing = first_page(base)

    assert (title, f"{base}index.md", (), 1) == (listing.title, listing.path, listing.rows, listing.pages)
    assert listing.intro
    ((heading, links),) = listing.links
    assert ("", urls) == (heading, [link.url for link in links])


def test_years_of_a_ministry() -> None:
    """A ministry's list leads to its years, newest first, each counted."""
    entries = [
        entry
        for entry in factory.many(NUMBER)
        if {"foreign"} & {entry.statement.ministry, *PARENTS[entry.statement.ministry]}
    ]
    expected = Counter(str(entry.statement.date)[:4] for entry in entries)

    years = dict(first_page("ministries/foreign/").links)["Years"]

    assert [
        Link(label=year, url=f"statements/{year}/foreign/", count=expected[year]) for year in ("2023", "2022", "2021")
    ] == list(years)


def test_updated() -> None:
    """A page's day is that of the latest change of what it lists, a correction counted."""
    archive = factory.build(
        factory.entry("a", date="2024-03-05", tags=["trade"], added="2026-01-05"),
        factory.entry("b", date="2024-03-04", tags=["rights"], corrections=[factory.correction("2026-02-03")]),
        factory.entry("c", date="2024-03-03", tags=["trade"], added="2026-01-04"),
    )
    days = {listing.path: listing.updated for listing in lists(archive, 1)}

    assert ("2026-01-05", "2026-01-04", "2026-02-03", "2026-02-03") == (
        days["tags/trade/index.md"],
        days["tags/trade/page/2/index.md"],
        days["tags/rights/index.md"],
        days["tags/index.md"],
    )


def test_an_empty_archive() -> None:
    """An archive without statements has one empty list of all and the three indexes, and no page is missing."""
    listings = lists(factory.build(), 10)

    assert ["statements/index.md", "ministries/index.md", "kinds/index.md", "tags/index.md"] == [
        listing.path for listing in listings
    ]
    assert [(0, (), 1, "")] * 4 == [
        (listing.total, listing.rows, listing.pages, listing.updated) for listing in listings
    ]


def test_a_full_page_has_no_empty_page_after_it() -> None:
    """As many statements as fit on a page make one page, one more makes two."""
    entries = [factory.entry(f"t{number}") for number in range(11)]

    assert [10] == [len(rows(page)) for page in split(lists(factory.build(*entries[:10]), 10))["statements/"]]
    assert [10, 1] == [len(rows(page)) for page in split(lists(factory.build(*entries), 10))["statements/"]]


def test_lists_are_the_same_in_whatever_order_files_are_read() -> None:
    """Two builds of the same statements give the same lists in the same order."""
    entries = factory.many(NUMBER)

    assert lists(factory.build(*entries), 7) == lists(factory.build(*reversed(entries)), 7)


def test_order_of_lists_over_years() -> None:
    """Years in the list of all come newest first; so do a list's headings."""
    listing = first_page("statements/", 100)

    assert ["2023", "2022", "2021"] == [link.label for link in dict(listing.links)["Years"]]
    years = [heading[-4:] for heading, _ in listing.rows]
    assert all(newer >= older for newer, older in pairwise(years))
