"""All lists together: every statement once in each list that it belongs to, every address cut leaves a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain

import pytest

from builder import cite, references
from builder.archive import Archive, Entry
from builder.lists import Lists
from builder.pages import Pages
from builder.views import CalendarPage, Cell, Listing, Row
from builder.wanted import Wanted
from tests import factory

NUMBER = 60
SIZES = [1, 2, 7, 20, 100]
PARENTS = {"foreign": [], "institute": ["foreign"], "section": ["institute", "foreign"], "defence": []}
BROADER = {"drills": ["military"]}
ISSUER = "issuers/spokesperson-for-the-foreign-ministry/"


def lacking(number: int, title: str = "Text", source: str = "Desk") -> list[Wanted]:
    """Return texts that the archive lacks, spread over two years."""
    return [
        Wanted(
            title=f"{title} {n}", date=f"202{n % 2}-{1 + n % 12:02}-{1 + n % 28:02}", source=source, named_in="a.txt"
        )
        for n in range(number)
    ]


def lists(archive: Archive, page_size: int, wanted: tuple[Wanted, ...] = ()) -> list[Listing]:
    """Return every page of every list."""
    return list(Lists(Pages(archive), page_size, wanted).all())


def rows(listing: Listing) -> list[Row]:
    """Return the statements that a page lists, in order."""
    return [row for _, group in listing.rows or listing.days for row in group]


def address(listing: Listing) -> str:
    """Return the address of a page."""
    return listing.path.removesuffix("index.md")


def bases(entry: Entry) -> set[str]:
    """Return the addresses of the lists that hold a statement whole, by what its own fields say."""
    statement = entry.statement
    date, year = str(statement.date), str(statement.date)[:4]
    ministries = [statement.ministry, *PARENTS[statement.ministry]]
    tags = chain.from_iterable([tag, *BROADER.get(tag, [])] for tag in statement.tags)
    return {
        *([f"statements/{year}/{date[5:7]}/"] if len(date) > 4 else []),
        *([f"statements/{year}/{date[5:7]}/{date[8:]}/", f"on-this-day/{date[5:7]}/{date[8:]}/"] if date[8:] else []),
        *(f"statements/{year}/{ministry}/" for ministry in ministries),
        f"kinds/{statement.kind}/",
        *(f"tags/{tag}/" for tag in tags),
        ISSUER,
    }


def widest(entry: Entry) -> set[str]:
    """Return the addresses of the lists of a statement that other lists hold whole."""
    statement = entry.statement
    ministries = [statement.ministry, *PARENTS[statement.ministry]]
    return {
        "statements/",
        f"statements/{statement.date.year}/",
        *(f"ministries/{ministry}/" for ministry in ministries),
    }


@pytest.mark.parametrize("size", SIZES)
def test_every_statement_is_in_each_of_its_lists_once(size: int) -> None:
    """A statement stands once in the list of each of its times, ministries' years, kind, tags, issuer; in no other."""
    entries = factory.many(NUMBER)
    expected = Counter((base, entry.url) for entry in entries for base in bases(entry))
    by_base: dict[str, list[Listing]] = defaultdict(list)
    for page in lists(factory.build(*entries), size):
        if page.base not in {"latest/", "statements/"} | {base for entry in entries for base in widest(entry)}:
            by_base[page.base].append(page)

    found: Counter[tuple[str, str]] = Counter()
    for base, pages in by_base.items():
        numbered = [page for page in pages if address(page).startswith(f"{base}page/")]
        whole = numbered or [page for page in pages if address(page) == base]
        found.update((base, row.url) for page in whole for row in rows(page))
    assert expected == found


@pytest.mark.parametrize("size", SIZES)
def test_the_widest_lists_show_both_ends(size: int) -> None:
    """The list of all, of a year and of a ministry shows its newest statements and, apart, its oldest."""
    archive = factory.build(*factory.many(NUMBER))
    members: dict[str, list[str]] = defaultdict(list)
    for entry in archive.entries:
        for base in widest(entry):
            members[base].append(entry.url)
    pages = {address(page): page for page in lists(archive, size)}

    for base, urls in members.items():
        assert urls[:size] == [row.url for row in rows(pages[base])]
        assert urls[::-1][:size] == [row.url for row in rows(pages[f"{base}oldest/"])]
        assert f"{base}page/" not in pages


@pytest.mark.parametrize("size", SIZES)
def test_no_page_is_too_long(size: int) -> None:
    """No page holds more full lines than `page_size`, more titles than twice that, or more days than twenty times."""
    for page in lists(factory.build(*factory.many(NUMBER)), size):
        most = {"brief": 20 if page.days else 2}.get(page.line, 1) * size
        assert len(rows(page)) <= (most if page.base != "latest/" else 140)


@pytest.mark.parametrize("size", SIZES)
def test_no_two_pages_have_one_path(size: int) -> None:
    """Every page has a path of its own, which no statement's file has either."""
    archive = factory.build(*factory.many(NUMBER))
    paths = [listing.path for listing in lists(archive, size)] + [entry.path for entry in archive.entries]

    assert [] == [path for path, number in Counter(paths).items() if number > 1]


@pytest.mark.parametrize("size", SIZES)
def test_a_part_cut_off_an_address_leaves_a_page(size: int) -> None:
    """Whatever page's or statement's address is cut, part by part, what is left is the address of a page."""
    archive = factory.build(*factory.many(NUMBER))
    pages = {address(page) for page in lists(archive, size, tuple(lacking(3, source="Ministry of Defence")))}

    for place in pages | {entry.url for entry in archive.entries}:
        parts = place.rstrip("/").split("/")
        assert {"/".join(parts[:end]) + "/" for end in range(1, len(parts))} <= pages


@pytest.mark.parametrize("size", [2, 7, 100])
def test_no_link_leads_nowhere(size: int) -> None:
    """Every link of every page leads to a page, to a statement or to the references of a month that has some."""
    archive = factory.build(*factory.many(NUMBER))
    listings = lists(archive, size, tuple(lacking(3, source="Ministry of Defence")))
    pages = {address(page) for page in listings} | {entry.url for entry in archive.entries}
    pages |= {place + name for place in cite.months(archive) for name in references.FILES.values()}
    links = [
        link
        for page in listings
        for link in chain(
            page.above,
            page.pager,
            [page.switch] if page.switch else [],
            *(group for _, group in page.links),
            *(group for _, group in page.facts),
            (row.ministry for row in rows(page)),
        )
    ]
    cells = [
        cell
        for page in listings
        if isinstance(page, CalendarPage)
        for month in page.months
        for week in month.weeks
        for cell in week
        if isinstance(cell, Cell) and cell.url
    ]

    assert [] == [link.url for link in (*links, *cells) if link.url not in pages]
    assert len(links) > 2000
    assert len(cells) > 50


def test_every_page_can_be_reached() -> None:
    """From the lists that the navigation names, links lead to every other page."""
    archive = factory.build(*factory.many(NUMBER))
    pages = {address(page): page for page in lists(archive, 7)}
    reached: set[str] = set()
    waiting = ["statements/", "ministries/", "issuers/", "kinds/", "tags/"]
    while waiting:
        here = waiting.pop()
        if here in reached or here not in pages:
            continue
        reached.add(here)
        page = pages[here]
        waiting += [link.url for _, group in (*page.links, *page.facts) for link in group]
        waiting += [link.url for link in (*page.above, *page.pager)]
        waiting += [page.switch.url] if page.switch else []
        if isinstance(page, CalendarPage):
            waiting += [
                cell.url for month in page.months for week in month.weeks for cell in week if isinstance(cell, Cell)
            ]

    assert set(pages) == reached


def test_an_empty_archive() -> None:
    """An archive without statements has its indexes, empty lists, and a page for each day of a year."""
    pages = {address(page): page for page in lists(factory.build(), 10)}

    assert {"statements/", "latest/", "ministries/", "kinds/", "tags/", "issuers/", "first-seen/"} <= set(pages)
    assert 366 == sum(1 for place in pages if place.startswith("on-this-day/") and place.count("/") == 3)
    assert {0} == {page.shown for page in pages.values()}


def test_lists_are_the_same_in_whatever_order_files_are_read() -> None:
    """Two builds of the same statements give the same lists in the same order."""
    entries = factory.many(NUMBER)

    assert lists(factory.build(*entries), 7) == lists(factory.build(*reversed(entries)), 7)


@pytest.mark.parametrize("size", [1, 7, 100])
def test_one_page_or_list_is_what_all_together_have(size: int) -> None:
    """A page that is made by itself, or with its list alone, has the values that it has among all."""
    made = Lists(Pages(factory.build(*factory.many(NUMBER))), size, tuple(lacking(5)))
    every = {each.path: each for each in made.all()}

    for base in {each.base for each in every.values()}:
        assert {path: each for path, each in every.items() if each.base == base} == {
            each.path: each for each in made.of(base)
        }
    for path, listing in list(every.items())[::11]:
        assert [listing] == list(made.of(listing.base, path))
