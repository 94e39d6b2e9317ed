"""A statement's page can be cited: what its box, its head and the files beside it say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builder import cite
from builder.archive import Entry
from builder.cite import Site
from tests import factory

COMMITS = {
    "statements/2024/foreign/2024-03-05-a.md": "0123456789abcdef",
    "statements/2024/foreign/2024-03-05-b.md": "b" * 40,
}
SITE = Site(name="Archive of A & B", url="https://a.example/x/", commits=COMMITS)
SOURCE = {"name": "News Agency", "outlet": None, "url": None, "section": None, "published": None}


def shown(**changes: Any) -> cite.Citation:
    """Return what the page of a statement says."""
    entry = factory.entry("a", **changes)
    return cite.shown(entry, factory.build(entry), SITE)


def work(**changes: Any) -> cite.Work:
    """Return what is cited of a statement."""
    entry: Entry = factory.entry("a", **changes)
    return cite.work(entry, factory.build(entry), SITE)


def test_work() -> None:
    """A citation names the ministry, the source and its outlet, the permalink, the day of capture, hash and commit."""
    made = work(
        source={**SOURCE, "outlet": "Watch"},
        capture={"file": "f", "sha256": "cd" * 32, "captured": "2024-03-09", "also": []},
    )

    assert ("Ministry of Foreign Affairs", "Watch", "News Agency by way of Watch") == (
        made.author,
        made.publisher,
        made.source,
    )
    assert "https://a.example/x/statements/2024/foreign/2024-03-05-a/" == made.url
    assert ("9 March 2024", "cd" * 32, "0123456789abcdef") == (made.captured, made.sha256, made.commit)
    assert ("Statement", "Archive of A & B", "2024-03-05") == (made.genre, made.site, str(made.date))


def test_the_commit_is_that_of_the_file() -> None:
    """Each statement is cited by the commit of its own file, one whose commit is not known by none."""
    archive = factory.build(*map(factory.entry, "abc"))
    found = {entry.path[-4]: cite.work(entry, archive, SITE).commit for entry in archive.entries}

    assert {"a": "0123456789abcdef", "b": "b" * 40, "c": ""} == found


@pytest.mark.parametrize(
    ("name", "outlet", "publisher", "source"),
    [
        ("News Agency", None, "News Agency", "News Agency"),
        ("Ministry of Foreign Affairs", None, None, "Ministry of Foreign Affairs"),
        ("Ministry of Foreign Affairs", "Watch", "Watch", "Ministry of Foreign Affairs by way of Watch"),
        ("Watch", "Watch", "Watch", "Watch"),
    ],
)
def test_publisher(name: str, outlet: str | None, publisher: str | None, source: str) -> None:
    """The publisher is the outlet, else the source, and nobody where that is the author."""
    made = work(source={**SOURCE, "name": name, "outlet": outlet})

    assert (publisher, source) == (made.publisher, made.source)


def test_box() -> None:
    """The page shows one whole citation, as HTML, with what was read."""
    assert shown(title="A & <b>").html == (
        "Ministry of Foreign Affairs. “A &amp; &lt;b&gt;.” Statement. Archive of A &amp; B, News Agency, March 5, 2024. "
        "https://a.example/x/statements/2024/foreign/2024-03-05-a/. "
        f"From News Agency. SHA-256 of the capture: {'ab' * 32}; text as of archive commit 0123456789ab."
    )


def test_head() -> None:
    """The head names type, title, institution, day and language, each once, and no author, whom Zotero would part."""
    assert (
        ("z.itemType", "", "report"),
        ("DC.type", "", "Statement"),
        ("", "og:type", "article"),
        ("DC.title", "og:title", "Statement on the Drill"),
        ("DC.publisher", "", "Ministry of Foreign Affairs"),
        ("DCTERMS.issued", "article:published_time", "2024-03-05"),
        ("DC.language", "", "en"),
    ) == shown().meta


def test_a_partial_day_is_no_moment() -> None:
    """A month is told as one, and not as the moment that Open Graph wants."""
    assert ("DCTERMS.issued", "", "2024-03") in shown(date="2024-03").meta


def test_linked_data() -> None:
    """JSON-LD says the same for search engines, and no text can end its script."""
    found = shown(
        title="</script><b>", source={**SOURCE, "url": "https://n.example/1"}, corrections=[factory.correction()]
    )

    assert "<" not in found.linked
    assert {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": "</script><b>",
        "author": {"@type": "Organization", "name": "Ministry of Foreign Affairs"},
        "datePublished": "2024-03-05",
        "dateModified": "2026-02-03",
        "genre": "Statement",
        "inLanguage": "en",
        "isBasedOn": "https://n.example/1",
        "identifier": factory.entry("a").statement.id,
    } == json.loads(found.linked)


def test_the_statements_of_a_month_share_files() -> None:
    """Each statement is in the three files of its month, of its year where no month is known, which the list that its page names holds."""
    dates = ("2024-03-05", "2024-03-31", "2024-03", "2024-04-01", "2024")
    archive = factory.build(*(factory.entry(f"{number}", date=date) for number, date in enumerate(dates)))

    found: dict[str, str] = {}
    for place, entries in cite.months(archive).items():
        found |= cite.references_of(place, entries, archive, SITE)

    names = ("cite.ris", "cite.bib", "cite.json")
    folders = ("statements/2024/03/", "statements/2024/04/", "statements/2024/")
    assert {f"{folder}{name}" for folder in folders for name in names} == set(found)
    for entry in archive.entries:
        place = cite.shown(entry, archive, SITE).references
        ris, bibtex, csl = (found[f"{place}{name}"] for name in names)
        assert 1 == ris.count(f"ID  - {entry.statement.id}\r\n")
        assert 1 == bibtex.count(f"@misc{{statement-{entry.statement.id},\n")
        assert 1 == [item["id"] for item in json.loads(csl)].count(entry.statement.id)
    assert [3, 1, 1] == [found[f"{folder}cite.ris"].count("ER  - ") for folder in folders]


def test_a_site_without_room_has_csl_json_alone() -> None:
    """Of the formats that a site has each month has a file, and a page says which where they are not all."""
    archive = factory.build(factory.entry("a", date="2024-03-05"))
    site = Site(name="A", url="https://a.example/", formats=("CSL-JSON",))

    assert {"x/cite.json"} == set(cite.references_of("x/", archive.entries, archive, site))
    assert ("CSL-JSON",) == cite.shown(archive.entries[0], archive, site).formats
    assert () == cite.shown(archive.entries[0], archive, SITE).formats


@pytest.mark.parametrize(("date", "period"), [("2024-03-05", "2024-03"), ("2024-03", "2024-03"), ("2024", "2024")])
def test_the_box_says_what_the_files_hold(date: str, period: str) -> None:
    """The period of the files stands beside them."""
    assert period == str(shown(date=date).period)


def test_hiding_characters_are_told() -> None:
    """A mark that would reorder a citation is told by its number."""
    assert "A[U+202E]b" == work(title="A\u202eb").title


@pytest.mark.parametrize("words", [3, 12, 25])
def test_a_page_grows_little(words: int) -> None:
    """What citing adds to a page stays small: the texts of head and box, without the names around them."""
    found = shown(title=" ".join(["Statement"] * words))
    size = len(found.html) + len(found.linked) + sum(map(len, (text for row in found.meta for text in row)))

    assert size < 1500 + 3 * 10 * words
