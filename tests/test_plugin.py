"""The plugin within MkDocs: what it adds, what it refuses, what it leaves to other pages."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import lxml.html
import pytest

from builder import building, wanted
from builder.errors import ArchiveError, ConfigError
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
        building.build_site(archive_copy / "mkdocs.yml")


def test_lists_are_split(archive_copy: Path) -> None:
    """With ten statements a page, a tag's twenty-one show both ends in full and the whole on two pages of titles."""
    edit(archive_copy / "mkdocs.yml", "page_size: 100", "page_size: 10")

    site = building.build_site(archive_copy / "mkdocs.yml")

    base = site / "tags/united-states"
    texts = {
        part: (base / part / "index.html").read_text(encoding="utf-8") for part in ("", "oldest", "page/1", "page/2")
    }
    assert [10, 10, 0, 0] == [text.count("<li><time ") for text in texts.values()]
    assert [0, 0, 20, 1] == [text.count("<li><b>") for text in texts.values()]
    assert "The newest 10 of 21 statements, newest first" in texts[""]
    ways = {
        part: {
            urljoin(f"/tags/united-states/{part}/", a.get("href"))
            for a in lxml.html.fromstring(text).cssselect("nav a")
        }
        for part, text in texts.items()
    }
    assert "/tags/united-states/page/1/" in ways[""]
    assert "/tags/united-states/page/2/" in ways["page/1"]
    assert "/tags/united-states/" in ways["page/2"]
    assert not (base / "page/3").exists()


def test_a_correction_is_shown(archive_copy: Path) -> None:
    """A corrected file with its entry builds, and the page says when, by whom and why."""
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    file = archive_copy / "content" / f"{path}.md"
    edit(file, "evermore pronounced", "ever more pronounced")
    edit(file, "corrections: []", 'corrections: [{date: "2026-12-01", by: "A Reader", note: "Two words & one"}]')

    site = building.build_site(archive_copy / "mkdocs.yml")

    page = (site / path / "index.html").read_text(encoding="utf-8")
    assert "ever more pronounced" in page
    assert re.search(r"1 December 2026</time>, A Reader: Two words &amp; one", page)


def test_a_statement_s_markup_cannot_act(archive_copy: Path) -> None:
    """Scripts, handlers and templates that a correction brings in, escaped as the check asks, are characters in the page."""
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    file = archive_copy / "content" / f"{path}.md"
    hostile = "&lt;script>alert(1)&lt;/script> &lt;img src=x onerror=alert(2)> {{ config }}"
    edit(file, "We are seeing through the true intention of the U.S.", hostile)
    edit(file, "corrections: []", 'corrections: [{date: "2026-12-01", by: "x", note: "<script>alert(4)</script>"}]')

    site = building.build_site(archive_copy / "mkdocs.yml")

    page = (site / path / "index.html").read_text(encoding="utf-8")
    tree = lxml.html.fromstring(page)
    inside = tree.cssselect(".statement__body *")
    assert [("p", f"p{number}") for number in range(1, len(inside) + 1)] == [
        (each.tag, each.get("id")) for each in inside
    ]
    assert {"id", "class"} >= {name for each in inside for name in each}
    assert "<script>alert(1)</script> <img src=x onerror=alert(2)> {{ config }}" in tree.text_content()
    assert "<script>alert" not in page


def test_a_statement_with_html_is_not_built(archive_copy: Path) -> None:
    """HTML that stands in a text unescaped stops the build, with its line and what to write."""
    file = archive_copy / "content/statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson.md"
    edit(file, "We are seeing through the true intention of the U.S.", "<script>alert(1)</script>")

    with pytest.raises(ArchiveError):
        building.build_site(archive_copy / "mkdocs.yml")


def test_a_title_cannot_act(archive_copy: Path) -> None:
    """A title that looks like markup is shown as it is, on its page and in every list."""
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    file = archive_copy / "content" / f"{path}.md"
    shown = '</title><script>alert(1)</script> <b>bold</b> & "quoted"'
    title = shown.replace('"', r"\"")
    edit(file, 'title: "Press Statement of Spokesperson for DPRK Foreign Ministry Issued"', f'title: "{title}"')
    edit(file, "corrections: []", 'corrections: [{date: "2026-12-01", by: "x", note: "y"}]')

    site = building.build_site(archive_copy / "mkdocs.yml")

    for page in site.rglob("*.html"):
        assert "<script>alert" not in page.read_text(encoding="utf-8"), page
    tree = lxml.html.fromstring((site / path / "index.html").read_text(encoding="utf-8"))
    assert [shown] == [heading.text_content() for heading in tree.cssselect("h1")]
    assert tree.findtext(".//title") == f"{shown} - Statements Archive"
    feed = feedparser.parse((site / "feeds/atom.xml").read_bytes())
    assert False is bool(feed.bozo)
    assert shown == html.unescape(feed.entries[-1].title)


def test_translations_are_linked_both_ways(archive_copy: Path) -> None:
    """Head and page of each translation lead to the other, with language and the language's own name."""
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    original = (archive_copy / "content" / f"{path}.md").read_text(encoding="utf-8")
    name = re.search(r'^id: "(\w+)"', original, re.MULTILINE)
    assert name is not None
    korean = original.replace(name[1], "0123456789ab").replace('language: "en"', f'language: "ko"\nwork: "{name[1]}"')
    korean = re.sub(r"^title: .*$", 'title: "외무성 <대변인> 담화"', korean, flags=re.MULTILINE)
    korean = korean.replace("corrections: []", 'corrections: [{date: "2026-12-01", by: "x", note: "y"}]')
    (archive_copy / "content" / f"{path}-ko.md").write_text(korean, encoding="utf-8")
    edit(archive_copy / "mkdocs.yml", "site_url: !ENV", "site_url: https://a.example/b/\n#")

    site = building.build_site(archive_copy / "mkdocs.yml")

    titles = {
        path: "Press Statement of Spokesperson for DPRK Foreign Ministry Issued",
        f"{path}-ko": "외무성 <대변인> 담화",
    }
    for own, other, tag, language in ((path, f"{path}-ko", "ko", "한국어"), (f"{path}-ko", path, "en", "English")):
        tree = lxml.html.fromstring((site / own / "index.html").read_bytes())
        (head,) = tree.cssselect("head link[rel=alternate][hreflang]")
        assert (tag, f"https://a.example/b/{other}/") == (head.get("hreflang"), head.get("href"))
        (link,) = tree.cssselect("section[aria-labelledby=translations] a[hreflang]")
        assert (tag, tag) == (link.get("hreflang"), link.get("lang"))
        assert (site / other) == (site / own / link.get("href")).resolve()
        assert language == link.getparent().cssselect("span")[0].text_content()
        assert titles[other] == link.text_content()


def test_wanted_texts_have_their_pages(archive_copy: Path) -> None:
    """Texts that the archive lacks stand on pages of under 200 KB, by ministry, with ways on and a link to the form."""
    texts = [
        Wanted(title="신문" * 200, date="2024-02-03", source=f"{n} {'신문' * 50}", teaser="가 " * 200, named_in="a")
        for n in range(80)
    ]
    name = "A \u202e<b>"
    texts.append(Wanted(title=name, date="2025-01-02", source="S", teaser="", named_in="a", ministry="foreign-affairs"))
    (archive_copy / "content/wanted.yml").write_text(wanted.dump(texts), encoding="utf-8")

    done = run_builder(archive_copy, "build", "--site-dir", "built", REPO_URL="https://github.com/someone/archive")

    assert 0 == done.returncode, done.stderr
    pages = [
        archive_copy / "built" / path for path in ("wanted/index.html", "wanted/2/index.html", "wanted/3/index.html")
    ]
    assert all(page.stat().st_size < 200_000 for page in pages)
    trees = [lxml.html.fromstring(page.read_text(encoding="utf-8")) for page in pages]
    assert [40, 40, 1] == [len(tree.cssselect(".row")) for tree in trees]
    assert name == trees[0].cssselect(".row__title")[0].text_content().replace("U+202E", "")
    assert "Ministry of Foreign Affairs" == trees[0].cssselect("h2.period")[0].text_content()
    (link, *_) = trees[0].cssselect(".row__about a")
    assert link.get("href").startswith(
        "https://github.com/someone/archive/issues/new?template=missing.yml&title=Missing%3A%20A%20"
    )
    ways = [way.get("href") for way in trees[0].cssselect("nav[aria-label='Ministries and sources'] a")]
    assert ["#ministry-foreign-affairs", 60] == [ways[0], len(ways)]
    page, _, anchor = ways[-1].partition("#")
    assert (pages[1].parent, 1) == ((pages[0].parent / page).resolve(), len(trees[1].cssselect(f"#{anchor}")))
    assert [["Wanted"], ["Wanted, page 2"]] == [
        [h1.text_content() for h1 in tree.cssselect("h1")] for tree in trees[:2]
    ]
    back = [urljoin("/wanted/2/", link.get("href")) for link in trees[1].cssselect("nav.pager a[rel=prev]")]
    assert ["/wanted/"] == back


def test_a_site_without_room_for_data(archive_copy: Path) -> None:
    """With a data budget of 0 each statement's page leads to the data, whose page names the release, and the feeds say what they keep."""
    edit(archive_copy / "mkdocs.yml", "data_budget: 250", "data_budget: 0")
    assert 0 == run_builder(archive_copy, "build", REPO_URL="https://code.example/some/one").returncode
    site = archive_copy / "site"

    pages = sorted((site / "statements").glob("*/*/*-*/index.html"))
    assert 30 == len(pages)
    for page in pages:
        (link,) = lxml.html.parse(page).getroot().cssselect(".forms a")
        assert "../../../../data/" == link.get("href")
    data = lxml.html.parse(site / "data/index.html").getroot()
    assert "https://code.example/some/one/releases/latest" in [link.get("href") for link in data.cssselect("a")]
    assert "the past of kinds, tags and languages as feeds" in data.text_content()
    told = lxml.html.parse(site / "feeds/index.html").getroot().text_content()
    assert "So do the newly added of each ministry. " in told
    assert not (site / "data/years").exists()
