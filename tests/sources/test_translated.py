"""What captures say of translations: a number in a column, and pages that name each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.archive import build, read
from builder.registry import load
from tests.sample import ingested, make, put, statements

PROFILES = """
- id: "scraped"
  language: "en"
  shape: "rows"
  date_formats: ["%Y-%m-%d"]
  rows: {title: "title", date: "day", text: "text"}
  work: {by: "original", none: ["0", "n/a"]}
  everything: &all
    kind: "letter"
    ministry: "trade"
    language: {by: "lang"}
- id: "desk"
  language: "ru"
  shape: "rows"
  date_formats: ["%Y-%m-%d"]
  rows: {title: "title", date: "day", text: "text"}
  work: {by: "original", among: "scraped"}
  everything: *all
- id: "site"
  language: "en"
  shape: "html"
  date_formats: ["%Y-%m-%d"]
  html: {}
  file: '(?P<lang>[a-z]{2})\\d?\\.html'
  everything: *all
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a tiny archive whose sources number their texts or name their translations."""
    made = make(tmp_path / "archive")
    with (made / "content" / "sources.yml").open("a", encoding="utf-8") as file:
        file.write(PROFILES)
    return made


def row(language: str, text: str, original: object) -> str:
    """Return one row of the scraped texts."""
    return json.dumps({"title": text, "day": "2024-06-10", "text": text, "lang": language, "original": original})


def page(language: str, own: str, others: dict[str, str]) -> str:
    """Return a page that names its own address and its translations."""
    links = "".join(f'<link rel="alternate" hreflang="{tag}" href="{url}">' for tag, url in others.items())
    text = f"<article><h1>Of Ropes ({language})</h1><p>Text in {language}.</p></article>"
    return (
        f'<html><head><link rel="canonical" href="{own}">{links}'
        f'<meta property="article:published_time" content="2024-06-10"></head><body>{text}</body></html>'
    )


def translations(folder: Path) -> dict[str, set[str]]:
    """Return by the text of each statement the texts that the archive calls its translations."""
    archive = build(load(folder / "content"), read(folder / "content")[0])
    return {
        entry.statement.body.strip(): {other.statement.body.strip() for other in others}
        for entry in archive.entries
        if (others := archive.translations.get(entry.path, ()))
    }


def test_a_number_joins_texts(folder: Path) -> None:
    """Texts of one number are one work, over rows, files, and sources that number together; what says none joins nothing."""
    put(folder, "scraped/a.jsonl", "\n".join([row("en", "Ropes", 7), row("ko", "밧줄", "7"), row("en", "Sails", "8")]))
    put(folder, "scraped/b.jsonl", "\n".join([row("en", "One", "0"), row("ko", "Two", "0"), row("ja", "Three", "n/a")]))
    put(
        folder,
        "scraped/c.jsonl",
        "\n".join(
            [
                row("en", "Four", ""),
                row("ko", "Five", None),
                row("ko", "Six", []),
                row("en", "Seven", float("nan")),
                row("ko", "Eight", float("nan")),
            ]
        ),
    )
    put(folder, "desk/a.jsonl", row("ru", "Канаты", "7"))

    ingested(folder)

    three = {"Ropes", "밧줄", "Канаты"}
    assert {text: three - {text} for text in three} == translations(folder)
    assert {"scraped:7", "scraped:8", None} == {each.work for each in statements(folder).values()}
    assert {} == dict(ingested(folder).writes)


def test_what_can_be_no_number_is_told(folder: Path) -> None:
    """A list, or a whole text in the column, is warned of; the text goes in without it."""
    put(folder, "scraped/a.jsonl", "\n".join([row("en", "Ropes", ["7", "8"]), row("en", "Sails", "x" * 300)]))

    made = ingested(folder)

    assert [("work", 1, True), ("work", 2, True)] == [(each.code, each.line, each.warning) for each in made.problems]
    assert [None, None] == [each.work for each in statements(folder).values()]


def test_pages_that_name_each_other(folder: Path) -> None:
    """Pages that name the same translations are one work, before and after the last of them is captured."""
    urls = {tag: f"https://s.example/{tag}/1" for tag in ("en", "ru", "ko")}
    for tag in ("en", "ru"):
        put(folder, f"site/{tag}.html", page(tag, urls[tag], urls))
    ingested(folder)
    before = statements(folder)

    put(folder, "site/ko.html", page("ko", urls["ko"], urls))
    ingested(folder)

    texts = {f"Text in {tag}." for tag in urls}
    assert {text: texts - {text} for text in texts} == translations(folder)
    assert before.items() <= statements(folder).items()


def test_pages_that_do_not_say_the_same(folder: Path) -> None:
    """A page that names only home pages, or that the other does not name, is no translation."""
    homes = {tag: f"https://s.example/{tag}/" for tag in ("en", "ru")}
    put(folder, "site/en1.html", page("en", "https://s.example/en/1", homes))
    put(folder, "site/ru1.html", page("ru", "https://s.example/ru/1", homes))
    both = {"ko": "https://s.example/ko/2", "ja": "https://s.example/ja/2"}
    put(folder, "site/ko2.html", page("ko", both["ko"], both))
    put(folder, "site/ja2.html", page("ja", both["ja"], {"ja": both["ja"]}))

    ingested(folder)

    assert {} == translations(folder)
    assert 4 == len(statements(folder))


def test_relative_and_empty_alternates_say_nothing(folder: Path) -> None:
    """Only whole addresses count, since an address without a host names another page wherever it stands."""
    put(folder, "site/en.html", page("en", "https://s.example/en/1", {"en": "/en/1", "ru": "ru/1", "ko": ""}))

    ingested(folder)

    assert [None] == [each.work for each in statements(folder).values()]


def test_an_address_of_a_warc_record_counts(folder: Path) -> None:
    """A page that does not say its own address has it from the record that holds it."""
    urls = {tag: f"https://s.example/{tag}/1" for tag in ("en", "ru")}
    with (folder / "content" / "sources.yml").open("a", encoding="utf-8") as file:
        file.write(
            '- id: "crawl"\n  language: "ru"\n  shape: "warc"\n  date_formats: ["%Y-%m-%d"]\n  warc: {}\n  html: {}\n'
            '  everything: {kind: "letter", ministry: "trade"}\n'
        )
    body = page("ru", "", urls).encode()
    put(folder, "site/en.html", page("en", urls["en"], urls))
    put(
        folder,
        "crawl/a.warc",
        f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: {urls['ru']}\r\n"
        f"Content-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n{body.decode()}\r\n\r\n",
    )

    ingested(folder)

    assert {"Text in en.": {"Text in ru."}, "Text in ru.": {"Text in en."}} == translations(folder)
