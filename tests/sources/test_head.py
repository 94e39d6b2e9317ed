"""What a page says of itself: title, days, language, section, address."""

from __future__ import annotations

from builder.capture import Record
from builder.sources import visible
from builder.sources.head import Head


def head(markup: str) -> Head:
    """Return the marks of a page."""
    root, _ = visible.document(Record(file="s/a", source="s", data=markup.encode(), path="a"))
    return Head(root)


def test_the_heading_that_the_head_repeats() -> None:
    """Of several headings the title is the longest that the page's head repeats; a site's own name is none."""
    page = head(
        "<title>On Ropes | Ministry of Trade</title><meta property='og:site_name' content='Ministry of Trade'>"
        "<h1>Ministry of Trade</h1><h1>Latest</h1><h2>On <b>Ropes</b></h2><h3>Ropes</h3>"
    )

    title, element = page.title()

    assert ("On Ropes", "h2") == (title, element.tag)


def test_a_lone_heading() -> None:
    """Where the head repeats no heading, the only h1 is the title."""
    assert "Of Sails" == head("<title>Press room</title><h1>Of Sails</h1>").title()[0]


def test_what_the_markup_calls_a_title() -> None:
    """On a page without headings the only short text that a class calls a title is it; several are none."""
    cell = "<td class='main-title'>Of Sails</td>"

    assert "Of Sails" == head(f"<title>Ministry</title><table><tr>{cell}</table>").title()[0]
    assert "Ministry" == head(f"<title>Ministry</title><table><tr>{cell}<td class='title'>News</table>").title()[0]


def test_the_name_of_the_site_is_taken_away() -> None:
    """From the head's title only the name that the page gives its site is taken, and nothing by guess."""
    site = "<meta name='SiteName' content='Ministry of Trade'>"

    assert "Ropes - long" == head(f"{site}<title>Ropes - long - Ministry of Trade</title>").title()[0]
    assert "Ropes" == head(f"{site}<title>Ministry of Trade | Ropes</title>").title()[0]
    assert "Ropes - Ministry of Sails" == head(f"{site}<title>Ropes - Ministry of Sails</title>").title()[0]
    assert "Ropes" == head("<meta name='ArticleTitle' content='Ropes'><title>Ministry</title>").title()[0]


def test_days() -> None:
    """The surest mark comes first; linked data is read however it is nested, and broken data is passed over."""
    page = head(
        "<script type='application/ld+json'>{broken</script>"
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2024-06-11"}]}</script>'
        "<meta name='date' content='2024-06-13'><meta name='PubDate' content='2024-06-10 09:00'>"
        "<time datetime='2024-06-12'>x</time>"
    )

    assert ["2024-06-10 09:00", "2024-06-13", "2024-06-11", "2024-06-12"] == list(page.days())


def test_language_section_and_address() -> None:
    """The language is written as BCP 47 has it; a page that says nothing gives empty texts."""
    page = head(
        "<html lang='PT_br'><meta name='ColumnName' content=' Press  room '><meta property='og:url' content='/1'></html>"
    )

    assert ("pt-BR", "Press room", "/1") == (page.language(), page.section(), page.address())
    assert "es" == head("<meta http-equiv='Content-Language' content='es'>").language()
    assert ("", "", "") == (head("<p>x").language(), head("<p>x").section(), head("<p>x").address())
