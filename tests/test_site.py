"""The built site as files: what pages say, where links lead, how large pages are."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import lxml.html
import pytest

from builder.text import fold
from tests.conftest import COMMAND, SUB_PATH, copy_archive, run_builder, tool

pytestmark = pytest.mark.site

SEED = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson/"
ORIGIN = f"https://someone.example/{SUB_PATH}/"


def pages(site: Path) -> list[Path]:
    """Return every page of the site."""
    return sorted(path for path in site.rglob("*.html"))


def parsed(path: Path) -> lxml.html.HtmlElement:
    """Return a page as a tree."""
    return lxml.html.fromstring(path.read_text(encoding="utf-8"))


def capture_body(root: Path) -> str:
    """Return the first capture's text between its header line and its list of other texts, white space folded."""
    text = (root / "content/captures/kcna-watch/2025-05-13-press-statement.txt").read_text(encoding="utf-8")
    below = text.split("| Read original version at source", 1)[1]
    return fold(below.split("More From Ministry of Foreign Affairs (EN)", 1)[0])


def test_the_first_statement_s_text_is_the_capture_s(site: Path, root: Path) -> None:
    """The page shows the capture's body word for word, and nothing of what stood around it."""
    page = parsed(site / SEED / "index.html")

    shown = fold(" ".join(p.text_content() for p in page.cssselect(".statement__body p")))

    assert capture_body(root) == shown
    assert "“nuke for nuke and an all-out confrontation for an all-out confrontation!”" in shown
    whole = page.text_content()
    for boilerplate in ("Read original version", "More From", "More Articles", "Belarusian"):
        assert boilerplate not in whole


def test_a_statement_s_page_says_what_it_is(site: Path) -> None:
    """Title, day, ministry, issuer, kind, tags as links, source, capture with its hash, and the link to correct it."""
    page = parsed(site / SEED / "index.html")
    text = fold(page.text_content())

    assert ["Press Statement of Spokesperson for DPRK Foreign Ministry Issued"] == [
        fold(h1.text_content()) for h1 in page.cssselect("h1")
    ]
    for said in (
        "2 February 2023",
        "Spokesperson for the Foreign Ministry",
        "KCNA Watch",
        "kcna-watch/2025-05-13-press-statement.txt",
        "82e25a01b02839ad70450c0ff67dc64aefeabe659c817237911ea921ff428544",
        "13 May 2025",
    ):
        assert said in text
    targets = {urljoin(f"/{SEED}", a.get("href")) for a in page.cssselect(".statement a")}
    for target in ("ministries/foreign-affairs/", "kinds/press-statement/", "tags/human-rights/", "tags/joint-drills/"):
        assert f"/{target}" in targets
    correct = next(a.get("href") for a in page.cssselect("a") if a.text_content() == "Correct this page")
    expected = "https://github.com/someone/statements-archive/edit/trunk/content/" + SEED.rstrip("/") + ".md"
    assert expected == correct


def test_neighbours_are_of_the_same_ministry(site: Path) -> None:
    """The oldest statement leads to the next newer one of its ministry, and to no older one."""
    page = parsed(site / SEED / "index.html")

    links = [(a.get("rel"), urljoin(f"/{SEED}", a.get("href"))) for a in page.cssselect(".neighbours a")]

    newer = "/statements/2024/foreign-affairs/2024-05-18-press-statement-by-director-general/"
    assert [("next", newer)] == links


def test_no_link_depends_on_the_root(site: Path) -> None:
    """Links within the site are relative, so that it works below any path; only the 404 page names its own path."""
    rooted = {
        (path.name, link)
        for path in pages(site)
        for _, _, link, _ in parsed(path).iterlinks()
        if link.startswith("/") and not (path.name == "404.html" and link.startswith(f"/{SUB_PATH}/"))
    }
    assert set() == rooted


def test_nothing_is_asked_of_another_site(site: Path) -> None:
    """No page loads a script, style, font, image or frame from elsewhere."""
    loaded = set()
    for path in pages(site):
        tree = parsed(path)
        loaded |= {e.get("src") for e in tree.cssselect("script[src], img[src], iframe[src], source[src]")}
        loaded |= {e.get("href") for e in tree.cssselect("link[rel=stylesheet], link[rel=preconnect], link[rel=icon]")}
    assert [] == [link for link in loaded if urlsplit(link).netloc]


def test_captures_and_registries_are_not_published(site: Path) -> None:
    """Neither captures nor YAML files are copied into the site."""
    assert not (site / "captures").exists()
    assert [] == list(site.rglob("*.yml")) + list(site.rglob("*.jsonl"))


@pytest.mark.parametrize(
    "path",
    [
        "",
        "statements/",
        "statements/2024/",
        "statements/2024/05/",
        "statements/2024/05/30/",
        "statements/2024/foreign-affairs/",
        "ministries/foreign-affairs/2024/",
        "issuers/",
        "issuers/spokesperson-for-the-foreign-ministry/",
        "latest/",
        "first-seen/",
        "on-this-day/",
        "on-this-day/02/29/",
        "ministries/",
        "ministries/foreign-affairs/",
        "ministries/institute-for-american-studies/",
        "kinds/",
        "kinds/white-paper/",
        "tags/",
        "tags/nuclear-weapons/",
        "search/",
        "feeds/",
        "about/",
    ],
)
def test_the_pages_that_readers_expect_are_there(path: str, site: Path) -> None:
    """Home, lists by year, month, ministry, ministry and year, kind and tag, search, feeds and about exist."""
    assert (site / path / "index.html").is_file()


def test_lists_are_newest_first(site: Path) -> None:
    """The days of a list never rise."""
    days = [e.get("datetime") for e in parsed(site / "statements/index.html").cssselect(".lines time")]

    assert 30 == len(days)
    assert sorted(days, reverse=True) == days


@pytest.mark.parametrize("path", ["statements/", "statements/2024/", "ministries/foreign-affairs/", "tags/japan/"])
def test_the_order_can_be_switched_without_script(path: str, site: Path) -> None:
    """A list leads to the same list with the oldest first, and that one back."""
    newest, oldest = (parsed(site / path / part / "index.html") for part in ("", "oldest"))

    titles = [[a.get("href").rsplit("/", 2)[-2] for a in page.cssselect(".lines a")] for page in (newest, oldest)]
    assert titles[0] == titles[1][::-1]
    assert len(titles[0]) > 1
    ways = {
        a.text_content(): urljoin(f"/{path}{part}", a.get("href"))
        for part, page in (("", newest), ("oldest/", oldest))
        for a in page.cssselect("p.count a")
        if a.text_content() in {"oldest first", "newest first"}
    }
    assert {"oldest first": f"/{path}oldest/", "newest first": f"/{path}"} == ways


def test_a_line_says_what_a_statement_is(site: Path) -> None:
    """A line has title, day, ministry, kind and first sentence."""
    page = parsed(site / "statements/2023/index.html")

    (line,) = page.cssselect(".lines > li")
    assert "2023-02-02" == line.cssselect("time")[0].get("datetime")
    assert [
        "2 Feb",
        "Press Statement of Spokesperson for DPRK Foreign Ministry Issued",
        "Ministry of Foreign Affairs · Press statement",
    ] == [fold(line.cssselect(part)[0].text_content()) for part in ("time", "a", "p")]
    assert line.cssselect("p")[1].text_content().startswith("The military and political situation in the Korean")


def test_a_part_cut_off_an_address_leaves_a_page(site: Path) -> None:
    """Whatever address is cut, part by part, what is left is that of a page; only what pages load has none."""
    files = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    addresses = [path for path in files if path.parts[0] != "assets" and path.suffix != ".idx"]

    folders = {parent for path in addresses for parent in path.parents}
    assert [] == [folder for folder in folders if not (site / folder / "index.html").is_file()]
    assert len(folders) > 500


def test_charts_have_their_numbers(site: Path) -> None:
    """Every chart is a picture with a description and a table whose numbers add up to the statements it shows."""
    found = {page: tree for page in pages(site) if (tree := parsed(page)).cssselect(".chart")}

    assert len(found) > 30
    for page, tree in found.items():
        (svg,) = tree.cssselect(".chart svg")
        assert ("img", True) == (svg.get("role"), svg.get("aria-label").startswith("Statements per month")), page
    numbers = {
        path: sum(int(cell.text_content() or 0) for cell in parsed(site / path / "index.html").cssselect(".chart td"))
        for path in ("", "statements", "ministries/foreign-affairs", "tags/united-states")
    }
    assert {"": 30, "statements": 30, "ministries/foreign-affairs": 15, "tags/united-states": 21} == numbers


def test_a_calendar_tells_silence_from_a_gap(site: Path) -> None:
    """A ministry's calendar marks days with statements as links and days known from others' lists with a sign."""
    held = parsed(site / "ministries/foreign-affairs/2024/index.html")
    known = parsed(site / "ministries/foreign-affairs/2025/index.html")

    assert 12 == len(held.cssselect("table.days caption"))
    assert {"../../../statements/2024/05/30/"} < {a.get("href") for a in held.cssselect("td.held a")}
    assert ["6?", "7?", "8?", "9?", "10?"] == [cell.text_content() for cell in known.cssselect("td.known")]
    assert 366 == sum(1 for cell in held.cssselect("table.days td") if cell.text_content())


def test_pages_are_small(site: Path) -> None:
    """No page of the archive is larger than 60 KB."""
    assert [] == [page for page in pages(site) if page.stat().st_size > 60_000]


def test_a_body_s_list_holds_its_parts(site: Path) -> None:
    """The Foreign Ministry's list shows the white paper of its institute."""
    page = parsed(site / "ministries/foreign-affairs/index.html")

    links = {a.get("href").rstrip("/").rsplit("/", 1)[-1] for a in page.cssselect(".lines a")}

    assert "2024-06-25-white-paper-released-by-institute" in links
    assert 15 == len(links)


def test_every_page_names_its_feeds(site: Path) -> None:
    """Every page advertises the archive's feed, and a ministry's list and statements that ministry's before it."""
    for path in pages(site):
        page = urljoin("/statements-archive/", path.relative_to(site).as_posix())
        links = parsed(path).cssselect("head link[rel=alternate][type='application/atom+xml']")
        assert "/statements-archive/feeds/atom.xml" in {urljoin(page, link.get("href")) for link in links}, path
    for name in ("ministries/foreign-affairs/", SEED):
        links = parsed(site / name / "index.html").cssselect("head link[rel=alternate][type='application/atom+xml']")
        assert "Ministry of Foreign Affairs - Statements Archive" == links[0].get("title")
        assert (site / name / links[0].get("href")).is_file()


def test_every_feed_can_be_had(site: Path) -> None:
    """The page of feeds links to every feed that there is, but the parts of the past, which feeds link to."""
    linked = {
        (site / "feeds" / a.get("href")).resolve() for a in parsed(site / "feeds/index.html").cssselect("a[data-copy]")
    }
    names = re.compile(r"((added|corrections|[a-z]{2})-)*(rss\.xml|atom\.xml|feed\.json)|feeds\.opml")
    files = {path.resolve() for path in site.rglob("*") if names.fullmatch(path.name)}

    assert len(files) > 100
    assert files == linked


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_feeds_are_well_formed_and_whole(name: str, site: Path, root: Path) -> None:
    """A feed parses without complaint, newest first, with full text and ids that are no address."""
    feed = feedparser.parse((site / "feeds" / name).read_bytes())

    assert False is bool(feed.bozo)
    assert 30 == len(feed.entries)
    days = [entry.published_parsed[:3] for entry in feed.entries]
    assert sorted(days, reverse=True) == days
    assert "tag:statements-archive,2026:82e25a01b028" == feed.entries[-1].id
    assert ORIGIN + SEED == feed.entries[-1].link
    content = feed.entries[-1].content[0].value
    assert capture_body(root) == fold(lxml.html.fromstring(f"<div>{content}</div>").text_content())


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_feeds_open_in_a_feed_reader(name: str, site_url: str, tmp_path: Path) -> None:
    """Newsboat reads the feed over HTTP and counts every statement as unread."""
    newsboat = tool("newsboat")
    urls, cache = tmp_path / "urls", tmp_path / "cache.db"
    urls.write_text(f"{site_url}feeds/{name}\n", encoding="utf-8")
    base = [newsboat, "-u", str(urls), "-c", str(cache), "-C", "/dev/null"]

    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    done = [
        subprocess.run([*base, "-x", what], capture_output=True, text=True, env=environment, check=False, timeout=60)
        for what in ("reload", "print-unread")
    ]

    assert [0, 0] == [each.returncode for each in done], done
    assert "30 unread articles" == done[1].stdout.strip()


def test_two_builds_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Building again, on another day, gives the same files with the same bytes, search index and feeds included."""
    folder = copy_archive(tmp_path / "again")
    target = folder / "served" / SUB_PATH
    environment = {
        "SITE_URL": ORIGIN,
        "REPO_URL": "https://github.com/someone/statements-archive",
        "EDIT_BRANCH": "trunk",
        "SOURCE_DATE_EPOCH": "86400",  # what MkDocs takes for today
    }

    done = run_builder(folder, "build", "--site-dir", str(target), **environment)

    assert 0 == done.returncode, done.stderr
    first, second = (
        {path.relative_to(tree).as_posix(): path.read_bytes() for path in tree.rglob("*") if path.is_file()}
        for tree in (site, target)
    )
    assert sorted(first) == sorted(second)
    assert [] == [name for name in first if first[name] != second[name]]


def test_mkdocs_itself_builds_the_whole_site(archive_copy: Path) -> None:
    """`mkdocs build` gives the same site, search and feeds included, without a warning."""
    done = subprocess.run(
        [str(COMMAND.with_name("mkdocs")), "build", "--quiet"],
        cwd=archive_copy,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )

    assert (0, "") == (done.returncode, done.stderr)
    for path in ("index.html", "feeds/rss.xml", "search/archive.idx", f"{SEED}index.html"):
        assert (archive_copy / "site" / path).is_file()


def test_a_broken_file_stops_the_build(archive_copy: Path) -> None:
    """A statement with broken front matter stops the build, with the file and the line, and nothing is written."""
    file = archive_copy / "content" / (SEED.rstrip("/") + ".md")
    file.write_text(
        file.read_text(encoding="utf-8").replace('ministry: "foreign-affairs"', 'ministry: "foreign-affair"')
    )

    done = run_builder(archive_copy, "build")

    shown = f"content/{SEED.rstrip('/')}.md:5: unknown-id"
    assert 1 == done.returncode
    assert shown in done.stderr
    assert 'did you mean "foreign-affairs"?' in done.stderr
    assert "Traceback" not in done.stderr
    assert not (archive_copy / "site").exists()


def test_every_statement_is_found_by_the_search(site: Path) -> None:
    """The index holds every statement and no other page."""
    titles = json.loads(gzip.decompress((site / "search/titles/0.idx").read_bytes()))

    assert sorted(
        f"statements/{page.parent.relative_to(site / 'statements').as_posix()}/"
        for page in pages(site)
        if "<div class=statement>" in page.read_text()
    ) == sorted(url for _, url, _ in titles)
    assert 30 == len(titles)


def zotero(page: lxml.html.HtmlElement) -> dict[str, str]:
    """Return what Zotero reads of a page: a stand-in for its translators "Embedded Metadata" and "RDF".

    It follows their code of June 2026 for what stands in our pages: names are prefix and property, z:itemType decides
    the type, a report's institution is dc:publisher, its kind dc:type, the abstract the description, the address the
    canonical link; article:published_time comes before dcterms:issued. The translators themselves, run in Zotero's
    translation server, gave the same when this was written; set ZOTERO to such a server's address to ask it again.
    """
    metas = [(e.get("name") or e.get("property"), e.get("content")) for e in page.cssselect("head meta[content]")]
    said: dict[str, str] = {}
    for name, content in metas:
        said.setdefault(re.sub("[.:_]", ":", (name or "").lower(), count=1), content)
    return {
        "itemType": said["z:itemtype"],
        "title": said["dc:title"],
        "institution": said["dc:publisher"],
        "reportType": said["dc:type"],
        "date": said.get("article:published_time") or said["dcterms:issued"],
        "language": said["dc:language"],
        "abstractNote": said["description"],
        "url": page.cssselect("link[rel=canonical]")[0].get("href"),
    }


CITED = {
    "itemType": "report",
    "title": "Press Statement of Spokesperson for DPRK Foreign Ministry Issued",
    "institution": "Ministry of Foreign Affairs",
    "reportType": "Press statement",
    "date": "2023-02-02",
    "language": "en",
    "url": ORIGIN + SEED,
}


def test_zotero_reads_a_statement(site: Path) -> None:
    """Zotero saves a statement as a report of the ministry as an institution, without any author, and with its day."""
    page = parsed(site / SEED / "index.html")
    found = zotero(page)

    assert found.pop("abstractNote").startswith("The military and political situation")
    assert CITED == found
    named = page.cssselect("head meta[name], head meta[property]")
    names = [(e.get("name") or e.get("property") or "").lower() for e in named]
    assert [] == [name for name in names if "author" in name or "creator" in name or "citation_" in name]
    assert len(names) == len(set(names))
    assert [] == page.cssselect(".Z3988, abbr.unapi-id")


def test_zotero_itself_reads_a_statement(site_url: str) -> None:
    """Zotero's own translators, where a translation server is at hand, read the same."""
    server = os.environ.get("ZOTERO")
    if not server:
        pytest.skip("set ZOTERO to the address of a Zotero translation server")
    data = (site_url + SEED).encode()
    asked = urllib.request.Request(f"{server}/web", data=data, headers={"Content-Type": "text/plain"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        (found,) = json.load(answer)

    assert [] == found["creators"]
    assert CITED == {key: found.get(key) for key in CITED}


def test_a_page_leads_to_reference_files(site: Path) -> None:
    """A statement's page links to the list of its month, and that to RIS, BibTeX and CSL-JSON files, which hold it and name the ministry whole."""
    (box,) = parsed(site / SEED / "index.html").cssselect(".cite")
    (link,) = box.cssselect(".cite__files a")
    month = site / SEED / link.get("href")
    links = parsed(month / "index.html").cssselect(".known a[href*=cite]")
    texts = [(month / link.get("href")).read_text() for link in links]

    assert "References of February 2023" == link.text_content()
    assert ["RIS", "BibTeX", "CSL-JSON"] == [link.text_content() for link in links]
    assert all("Ministry of Foreign Affairs" in text and box.get("data-statement") in text for text in texts)


def test_citing_adds_little_to_a_page(site: Path) -> None:
    """Head and box of citing, and the feeds named, are at most 2.5 KB of a statement's page."""
    for path in sorted((site / "statements").glob("*/*/*-*.json")):
        page = parsed(path.with_suffix("") / "index.html")
        parts = page.cssselect(
            ".cite, head meta[name*='.'], head meta[property]:not([name=description]):not([property='og:image']), head script[type='application/ld+json'], "
            "head script[src$='cite.js'], head link[rel=alternate]"
        )
        size = sum(len(lxml.html.tostring(part, encoding="utf-8", with_tail=False)) for part in parts)
        assert 800 < size <= 2560, (path, size)


def test_linked_data_is_json(site: Path) -> None:
    """Each statement's JSON-LD can be read and names the statement and its ministry."""
    page = parsed(site / SEED / "index.html")
    (script,) = page.cssselect("script[type='application/ld+json']")
    found = json.loads(script.text_content())

    assert (CITED["title"], CITED["institution"]) == (found["name"], found["author"]["name"])


def test_a_link_s_preview_has_its_picture(site: Path) -> None:
    """Every statement's page names a picture of its own, which is there, a PNG of 1200 by 630 pixels."""
    named = []
    for page in (site / "statements").rglob("index.html"):
        tree = parsed(page)
        if tree.cssselect(".statement__body"):
            (address,) = [e.get("content") for e in tree.cssselect('meta[property="og:image"]')]
            named.append(address)

    assert 30 == len(set(named))
    for address in named:
        path = address.split("/statements-archive/", 1)[1]
        assert (site / path).read_bytes()[:24] == b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (1200).to_bytes(4) + (
            630
        ).to_bytes(4)
