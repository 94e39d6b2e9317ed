"""The parts of the site beside what the whole site's tests see: the site map, and what MkDocs built."""

from __future__ import annotations

import gzip
from pathlib import Path

from lxml import etree

from builder.parts import hand_written, sitemap

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(text: str | bytes, element: str) -> list[str]:
    """Return the addresses that a site map names."""
    data = text.encode() if isinstance(text, str) else text
    return [each.text for each in etree.fromstring(data).findall(f"s:{element}/s:loc", SPACE)]


def test_a_site_map_names_every_page_and_day() -> None:
    """Each address stands there with the day it changed, escaped, and the packed form is the same text."""
    files = sitemap([("https://a.example/x&y/", "2026-01-02"), ("https://a.example/z/", "")], "https://a.example/")

    text = files["sitemap.xml"]
    assert isinstance(text, str)
    assert ["https://a.example/x&y/", "https://a.example/z/"] == addresses(text, "url")
    days = [each.text for each in etree.fromstring(text.encode()).iterfind(".//s:lastmod", SPACE)]
    assert ["2026-01-02"] == days
    packed = files["sitemap.xml.gz"]
    assert isinstance(packed, bytes)
    assert text == gzip.decompress(packed).decode()


def test_a_large_site_map_is_split() -> None:
    """Beyond 50,000 addresses an index names several files, none of which holds more, and nothing is lost."""
    days = [(f"https://a.example/{number:06}/", "2026-01-02") for number in range(100_001)]

    files = sitemap(days, "https://a.example/")

    names = [f"sitemap-{number}.xml" for number in (1, 2, 3)]
    assert [f"https://a.example/{name}" for name in names] == addresses(files["sitemap.xml"], "sitemap")
    found = [addresses(files[name], "url") for name in names]
    assert [50_000, 50_000, 1] == [len(part) for part in found]
    assert [address for address, _ in days] == [address for part in found for address in part]


def test_what_mkdocs_built_is_a_part(tmp_path: Path) -> None:
    """Its files are those of the folder but for its site map; another byte is another key."""
    (tmp_path / "about").mkdir()
    (tmp_path / "about/index.html").write_text("A")
    (tmp_path / "sitemap.xml").write_text("theirs")
    one = hand_written(tmp_path)
    (tmp_path / "about/index.html").write_text("B")
    other = hand_written(tmp_path)

    assert {"about/index.html": b"A"} == one.make()
    assert {"about/index.html": b"B"} == other.make()
    assert one.key != other.key
