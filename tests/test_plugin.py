"""The plugin within MkDocs: what it adds, what it refuses, what it leaves to other pages."""

from __future__ import annotations

import html
import re
from pathlib import Path

import feedparser
import lxml.html
import pytest

from builder import plugin, wanted
from builder.errors import ConfigError
from builder.wanted import Wanted
from tests.conftest import run_builder

pytestmark = pytest.mark.site


def edit(file: Path, old: str, new: str) -> None:
    """Replace a part of a file that must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("page_size: 100", "page_sise: 100", 'the key "page_sise" is not known here (did you mean "page_size"?)'),
        ("page_size: 100", "page_size: many", "page_size: Input should be a valid integer"),
        ('authority: "statements-archive,2026"', 'authority: "no date"', "authority"),
        ("docs_dir: content", "docs_dir: contents", 'docs_dir: there is no folder "contents"'),
    ],
)
def test_wrong_settings_are_told(old: str, new: str, said: str, archive_copy: Path) -> None:
    """A setting that is wrong stops the command with exit code 2, the key and what to do."""
    edit(archive_copy / "mkdocs.yml", old, new)

    done = run_builder(archive_copy, "build")

    assert 2 == done.returncode
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_problems_stop_the_build(archive_copy: Path) -> None:
    """Every problem of the content is told at once, and nothing is built."""
    first, second, *_ = sorted((archive_copy / "content/statements/2024/kcna").parent.rglob("*.md"))
    edit(first, 'language: "en"', "language: NO")
    edit(second, "tags: [", 'tags: ["no-such-tag", ')

    done = run_builder(archive_copy, "build")

    shown = [file.relative_to(archive_copy).as_posix() for file in (first, second)]
    assert 1 == done.returncode
    assert f"\n{shown[0]}:8: unquoted: language: " in f"\n{done.stderr}"
    assert f'\n{shown[1]}:9: unknown-id: tags: there is no "no-such-tag" in tags.yml' in done.stderr
    assert "nothing was built" in done.stderr
    assert not (archive_copy / "site").exists()


def test_a_broken_configuration_is_a_configuration_error(archive_copy: Path) -> None:
    """What MkDocs itself refuses is told as a configuration error."""
    edit(archive_copy / "mkdocs.yml", "name: material", "name: no-such-theme")

    with pytest.raises(ConfigError):
        plugin.build_site(archive_copy / "mkdocs.yml")


def test_lists_are_split(archive_copy: Path) -> None:
    """With ten statements a page, a tag's twenty-one show both ends in full and the whole on two pages of titles."""
    edit(archive_copy / "mkdocs.yml", "page_size: 100", "page_size: 10")

    site = plugin.build_site(archive_copy / "mkdocs.yml")

    base = site / "tags/united-states"
    texts = {
        part: (base / part / "index.html").read_text(encoding="utf-8") for part in ("", "oldest", "page/1", "page/2")
    }
    assert [10, 10, 0, 0] == [text.count("<li><time ") for text in texts.values()]
    assert [0, 0, 20, 1] == [text.count("<li><b>") for text in texts.values()]
    assert "The newest 10 of 21 statements, newest first" in texts[""]
    assert 'href="page/1/" rel="next"' in texts[""]
    assert 'href="../2/" rel="prev"' in texts["page/1"]
    assert 'href="../"' in texts["page/2"]
    assert not (base / "page/3").exists()


def test_a_correction_is_shown(archive_copy: Path) -> None:
    """A corrected file with its entry builds, and the page says when, by whom and why."""
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    file = archive_copy / "content" / f"{path}.md"
    edit(file, "evermore pronounced", "ever more pronounced")
    edit(file, "corrections: []", 'corrections: [{date: "2026-12-01", by: "A Reader", note: "Two words & one"}]')

    site = plugin.build_site(archive_copy / "mkdocs.yml")

    page = (site / path / "index.html").read_text(encoding="utf-8")
    assert "ever more pronounced" in page
    assert re.search(r"1 December 2026</time>, A Reader: Two words &amp; one", page)


def test_a_statement_s_markup_cannot_act(archive_copy: Path) -> None:
    """Scripts, handlers and frames that a correction brings in are not in the page."""
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    file = archive_copy / "content" / f"{path}.md"
    hostile = '<script>alert(1)</script> <img src=x onerror=alert(2)> <a href="javascript:alert(3)">x</a> {{ config }}'
    edit(file, "We are seeing through the true intention of the U.S.", hostile)
    edit(file, "corrections: []", 'corrections: [{date: "2026-12-01", by: "x", note: "<script>alert(4)</script>"}]')

    site = plugin.build_site(archive_copy / "mkdocs.yml")

    page = (site / path / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"alert\(1\)|onerror|javascript:|<script>alert", page)
    assert "{{ config }}" in page


def test_a_title_cannot_act(archive_copy: Path) -> None:
    """A title that looks like markup is shown as it is, on its page and in every list."""
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    file = archive_copy / "content" / f"{path}.md"
    shown = '</title><script>alert(1)</script> <b>bold</b> & "quoted"'
    title = shown.replace('"', r"\"")
    edit(file, 'title: "Press Statement of Spokesperson for DPRK Foreign Ministry Issued"', f'title: "{title}"')
    edit(file, "corrections: []", 'corrections: [{date: "2026-12-01", by: "x", note: "y"}]')

    site = plugin.build_site(archive_copy / "mkdocs.yml")

    for page in site.rglob("*.html"):
        assert "<script>alert" not in page.read_text(encoding="utf-8"), page
    tree = lxml.html.fromstring((site / path / "index.html").read_text(encoding="utf-8"))
    assert [shown] == [heading.text_content() for heading in tree.cssselect("h1")]
    assert tree.findtext(".//title") == f"{shown} - Statements Archive"
    feed = feedparser.parse((site / "feeds/atom.xml").read_bytes())
    assert False is bool(feed.bozo)
    assert shown == html.unescape(feed.entries[-1].title)


def test_wanted_texts_have_their_pages(archive_copy: Path) -> None:
    """Texts that the archive lacks stand on pages of under 200 KB, with a way on and a link to the form."""
    texts = [Wanted(title="신문" * 200, date="2024-02-03", source="신문" * 50, teaser="가 " * 200, named_in="a")] * 60
    texts.append(Wanted(title="A \u202e<b>", date="2025-01-02", source="S & T", teaser="", named_in="a"))
    (archive_copy / "content/wanted.yml").write_text(wanted.dump(texts), encoding="utf-8")

    done = run_builder(archive_copy, "build", "--site-dir", "built", REPO_URL="https://github.com/someone/archive")

    assert 0 == done.returncode, done.stderr
    pages = [archive_copy / "built" / path for path in ("wanted/index.html", "wanted/2/index.html")]
    assert all(page.stat().st_size < 200_000 for page in pages)
    first, second = (lxml.html.fromstring(page.read_text(encoding="utf-8")) for page in pages)
    assert (50, 11) == (len(first.cssselect(".row")), len(second.cssselect(".row")))
    assert ["A \u202e<b>", "신문"] == [
        row.text_content()[:6].rstrip("신문") or "신문" for row in first.cssselect(".row__title")[:2]
    ]
    (link, *_) = first.cssselect(".row__about a")
    assert link.get("href").startswith(
        "https://github.com/someone/archive/issues/new?template=missing.yml&title=Missing%3A%20A%20"
    )
    assert ["Wanted"] == [heading.text_content() for heading in first.cssselect("h1")]
    assert ["Wanted, page 2"] == [heading.text_content() for heading in second.cssselect("h1")]
    assert ["../"] == [link.get("href") for link in second.cssselect("nav.pager a[rel=prev]")]
