"""The pages of what is wanted: by ministry where that is sure, each text once, each page small, each with a form."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

import yaml

from builder import lacking as module
from builder.views import WantedPage
from builder.wanted import Wanted
from tests import factory
from tests.conftest import ROOT


def wanted(texts: Iterable[Wanted], repo_url: str = "") -> list[WantedPage]:
    """Return the pages of some texts in an archive of the ministries `foreign`, `institute`, `section` and `defence`."""
    return list(module.pages(texts, factory.registry().ministries, repo_url))


def text(title: str, ministry: str | None = None, **more: str) -> Wanted:
    """Return a wanted text."""
    given = {"title": title, "date": "2024-02-03", "source": "Desk", "named_in": "a.txt"} | more
    return Wanted(ministry=ministry, **given)


def shape(page: WantedPage) -> list[tuple[str, list[str]]]:
    """Return headings and titles of a page."""
    return [(group.heading, [row.title for row in group.rows]) for group in page.wanted]


def test_by_ministry_then_by_source() -> None:
    """Ministries come first, by name; what no registry knows stands under its source; in each the newest first."""
    texts = [
        text("A", source="Wire"),
        text("B", "foreign"),
        text("C", "defence"),
        text("D", "foreign", date="2024-03"),
        text("E", "abolished", source="Desk"),
        text("F", source="Desk", date="2025"),
    ]

    (page,) = wanted(texts)

    assert [
        ("Ministry of Defence", ["C"]),
        ("Ministry of Foreign Affairs", ["D", "B"]),
        ("Ministry not known from the title; named by Desk", ["F", "E"]),
        ("Ministry not known from the title; named by Wire", ["A"]),
    ] == shape(page)
    assert () == page.links


def test_a_group_goes_on_over_pages_and_can_be_reached() -> None:
    """Each page of a group has its heading; the first page leads to where each begins, with how many texts it has."""
    texts = [text(f"B{n:03}", "foreign") for n in range(120)] + [text(f"A{n:03}", source="신문 & 1") for n in range(10)]

    pages = wanted(texts)

    assert [40, 40, 40, 10] == [sum(len(group.rows) for group in page.wanted) for page in pages]
    assert ["Ministry of Foreign Affairs"] * 3 == [page.wanted[0].heading for page in pages[:3]]
    ((_, links),) = pages[0].links
    assert [
        ("Ministry of Foreign Affairs", "wanted/#ministry-foreign", 120),
        ("Ministry not known from the title; named by 신문 & 1", f"wanted/4/#{pages[3].wanted[0].anchor}", 10),
    ] == [(link.label, link.url, link.count) for link in links]
    assert pages[3].wanted[0].anchor.isascii()
    assert () == pages[1].links


def test_very_many_sources_are_no_large_page() -> None:
    """Of thousands of sources with long names the first page leads to sixty, and shows each name cut."""
    pages = wanted([text("T", source=f"{n} " + "신문" * 200) for n in range(5000)])

    assert 60 == sum(len(links) for _, links in pages[0].links)
    parts = [*(link.label + link.url for _, links in pages[0].links for link in links)]
    parts += [group.heading + group.anchor for group in pages[0].wanted]
    assert sum(len(part.encode()) for part in parts) < 40_000


def test_the_form_names_the_ministry() -> None:
    """Where the ministry is sure the form's field for the issuer holds its name."""
    ((row,),) = (group.rows for group in wanted([text("A", "foreign")], REPOSITORY)[0].wanted)

    assert ["Ministry of Foreign Affairs"] == parse_qs(urlsplit(row.contribute).query)["issued-by"]


REPOSITORY = "https://host.example/someone/archive/"


def lacking(number: int, title: str = "Text") -> list[Wanted]:
    """Return texts that the archive lacks, spread over two years."""
    return [
        Wanted(
            title=f"{title} {n}", date=f"202{n % 2}-{1 + n % 12:02}-{1 + n % 28:02}", source="Desk", named_in="a.txt"
        )
        for n in range(number)
    ]


def test_every_wanted_text_stands_once_newest_first() -> None:
    """Each text that is lacking stands on one page, under its source, the newest first over all pages."""
    pages = list(wanted(lacking(130), REPOSITORY))

    rows = [row for page in pages for group in page.wanted for row in group.rows]
    assert {f"Text {n}" for n in range(130)} == {row.title for row in rows}
    assert 130 == len(rows)
    assert sorted((row.date for row in rows), reverse=True) == [row.date for row in rows]
    assert {"wanted.md", "wanted/2/index.md", "wanted/3/index.md", "wanted/4/index.md"} == {page.path for page in pages}
    assert [(1, 4, 130), (2, 4, 130), (3, 4, 130), (4, 4, 130)] == [
        (page.page, page.pages, page.total) for page in pages
    ]
    assert {"Ministry not known from the title; named by Desk"} == {
        group.heading for page in pages for group in page.wanted
    }


def test_nothing_wanted_is_one_page() -> None:
    """Where nothing is lacking there is still the page that says so."""
    (page,) = wanted([], REPOSITORY)

    assert ("wanted.md", 0, ()) == (page.path, page.total, page.wanted)


def test_a_wanted_text_leads_to_the_form() -> None:
    """The link opens the form for missing statements with title, day and source filled in, whatever they hold."""
    text = Wanted(title="A & B: 100% “no” #1", date="2024-02-03", source="신문", teaser="", named_in="a.txt")

    ((row,),) = (group.rows for group in next(iter(wanted([text], REPOSITORY))).wanted)

    address = urlsplit(row.contribute)
    assert "https://host.example/someone/archive/issues/new" == f"{address.scheme}://{address.netloc}{address.path}"
    assert {
        "template": ["missing.yml"],
        "title": ["Missing: A & B: 100% “no” #1"],
        "statement-title": ["A & B: 100% “no” #1"],
        "date": ["2024-02-03"],
        "issued-by": ["신문"],
    } == parse_qs(address.query)
    assert row.contribute.isascii()


def test_the_form_has_the_fields() -> None:
    """The fields that the link fills are fields of the form."""
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/missing.yml").read_text(encoding="utf-8"))

    assert {"statement-title", "date", "issued-by"} <= {field.get("id") for field in form["body"]}


def test_without_a_repository_there_is_no_link() -> None:
    """An archive without a repository shows the texts and no link."""
    ((row,),) = (group.rows for group in next(iter(wanted(lacking(1), ""))).wanted)

    assert "" == row.contribute


def test_pages_of_wanted_texts_stay_small() -> None:
    """Twenty thousand long texts in a script whose letters take nine bytes in an address make pages of under 150 KB."""
    texts = [
        Wanted(title="신문" * 200, date="2024-02-03", source="신문" * 50, teaser="신문 " * 200, named_in="a.txt")
        for _ in range(20_000)
    ]

    pages = list(wanted(texts, REPOSITORY))

    assert 500 == len(pages)
    rows = [row for group in pages[0].wanted for row in group.rows]
    assert all(len(row.contribute) < 1500 for row in rows)
    assert sum(len(f"{r.title}{r.source}{r.teaser}{r.contribute}".encode()) for r in rows) < 150_000
