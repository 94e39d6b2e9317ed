"""Hostile texts in every place of an archive, in a real browser: none runs, none changes a page beyond its text."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import lxml.html
import pytest
from lxml import etree
from playwright.sync_api import Browser, Dialog, Page, Request

from builder import annotate, content, differences, marks, markup, names, review, yamltree
from builder.differences import Difference, Place, Run
from builder.errors import Problem
from builder.statement import Statement
from builder.text import clean, fold
from tests import factory, vectors
from tests.conftest import served
from tests.sample import DAY, commit, make, run

pytestmark = [pytest.mark.browser, pytest.mark.site]

MANY = 200
"""How many vectors the issue asks for at least."""

AT_ONCE = 24
PLAIN = "A plain text"
HOSTILE_PAGE = """# Hostile

<script>alert(1)</script>
<img src="x" onerror="alert(1)">
<img src="https://evil.example/x.png">
<style>body { display: none }</style>
<link rel="stylesheet" href="https://evil.example/x.css">
<script src="https://evil.example/x.js"></script>
<iframe src="https://evil.example/"></iframe>
<base href="https://evil.example/">
<a id="go" href="javascript:alert(1)">x</a>
"""

LOOK = """(paths) => Promise.all(paths.map((path) => new Promise((done) => {
  const frame = document.createElement("iframe");
  const isForm = (each, { name, value }) => name === "class" && /^(point|quoted)$/.test(value) && each.matches(".statement__body > p");
  const names = (each) => [...each.attributes].filter((one) => !isForm(each, one)).map((one) => one.name);
  const parts = (page) => [...page.querySelectorAll("*")]
    .filter((each) => !each.matches("bdi.mark, mark, .long, .record dd > a[rel], title, meta, .neighbours, .neighbours *"))
    .map((each) => [each.localName, ...names(each).sort()].join(" "));
  const leads = (page) => [...page.querySelectorAll("[href], [src], [action], [srcset], [formaction]")]
    .flatMap((each) => [each.href, each.src, each.action, each.formAction])
    .filter((each) => typeof each === "string" && each);
  const told = (page) => page ? [parts(page), page.querySelector("h1").textContent, leads(page)] : [["another site"], "", []];
  const scripts = (window) => window.Function("from", `return Promise.all(["search.js", "search/highlight.js", "statement.js", "cite.js", "report.js"]
    .map((name) => import(new URL(name, from))))`)(window.document.querySelector("script[src$='/scheme.js']").src);
  frame.addEventListener("load", async () => {
    try {
      if (frame.contentDocument) await scripts(frame.contentWindow);
      await new Promise((later) => setTimeout(later, 100));
      done(told(frame.contentDocument));
    } catch (error) {
      done([[String(error)], "", []]);
    }
    frame.remove();
  });
  frame.src = path;
  document.body.append(frame);
})))"""
"""Opens pages beside each other and tells of each its elements with the names of their attributes, its title, and where
it leads. Marks in a text, the link to the source and the neighbours, which not every statement has, are left out,
and so is how a paragraph of a text is set that is a point of a list or wholly quoted.

A page is looked at when the scripts have run that it imports once loaded, so that what they add is there on each; 100 ms
more let run what a text might have started."""

RIS = ["TY", "ID", "AU", "TI", "T2", "M3", "PB", "PY", "DA", "LA", "UR", "N1", "ER"]
"""How the lines of one record begin, one after another."""

BIBTEX = [
    "@misc{",
    "  author = ",
    "  title = ",
    "  date = ",
    "  year = ",
    "  howpublished = ",
    "  organization = ",
    "  type = ",
    "  url = ",
    "  language = ",
    "  note = ",
    "  month = ",
    "}",
]
"""How the lines of one entry begin."""


def one_line(vector: str) -> str:
    """Return a vector as a field of front matter can hold it."""
    return fold(clean(vector)) or PLAIN


def reads_well(vector: str) -> bool:
    """Tell whether the check lets these words stand where a person wrote them."""
    return not any(names.look_alikes(vector))


def statement_of(number: int, vector: str) -> Statement:
    """Return a statement that has a vector wherever it can hold text; its capture says so, so nothing is corrected."""
    line = one_line(vector)
    own = line if reads_well(line) else PLAIN
    return factory.statement(
        id=f"{number:012x}",
        title=line,
        date=f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
        ministry=f"office-{number}",
        issuer=line,
        kind="letter",
        tags=[f"tag-{number}"],
        source={"name": line, "outlet": line, "url": line, "section": line, "published": None},
        capture={"file": line, "sha256": f"{number:064x}", "captured": None, "also": []},
        corrections=[{"date": "2026-02-03", "by": own, "note": own}],
        body=markup.body((line,)),
    )


@dataclass
class Built:
    """The site with every vector: its address, and the path of each statement's page, that of a plain text first."""

    url: str
    pages: list[tuple[str, str]]
    site: Path


def register(folder: Path, places: Iterable[str]) -> None:
    """Write the files beside the statements: every vector as name of a tag and of a body, as words that changed, as what was removed."""
    tags, offices, gone, changed = "", "", "removed:\n", []
    for number, vector in enumerate(places, start=1):
        line = one_line(vector)
        own = line if reads_well(line) else PLAIN
        label = f"{own} {number}"
        tags += f"- {yamltree.inline({'id': f'tag-{number}', 'label': label, 'description': own})}\n"
        offices += f"- {yamltree.inline({'id': f'office-{number}', 'name': label, 'short': label, 'note': own})}\n"
        fields = {"id": f"{number + 2**40:012x}", "path": f"statements/2023/office/gone-{number}.md", "title": line}
        gone += f"- {yamltree.inline({**fields, 'date': '2026-02-03', 'by': own, 'why': own})}\n"
        runs = (Run(same=line), Run(old=line), Run(new=line))
        changed.append(Difference(id=f"{number:012x}", number=1, places=(Place(key="text", runs=runs),)))
    for name, text in (
        ("tags.yml", tags),
        ("ministries.yml", offices),
        ("removed.yml", gone),
        (differences.FILE, differences.dump(changed)),
    ):
        (folder / "content" / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Build one site with a statement for each vector, and a hand-written page of HTML; the real command does it."""
    folder = make(tmp_path_factory.mktemp("hostile") / "archive")
    (folder / "mkdocs.yml").write_text(
        (folder / "mkdocs.yml")
        .read_text()
        .replace("plugins:", "repo_url: https://github.com/some/one\nplugins:")
        .replace("font: false", "font: false, custom_dir: overrides")
    )
    (folder / "overrides").symlink_to(Path(__file__).resolve().parents[1] / "overrides")
    pages: dict[str, str] = {}
    for number, vector in enumerate((PLAIN, *vectors.ALL), start=1):
        made = statement_of(number, vector)
        path = content.path_for(made, pages)
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.dump(made), encoding="utf-8")
        pages[path] = vector
    register(folder, pages.values())
    (folder / "content" / "search.md").write_text("---\ntemplate: search.html\ntitle: Search\n---\n")
    (folder / "content" / "hostile.md").write_text(HOSTILE_PAGE)
    done = run(folder, "build", "--site-dir", "served")
    assert done.returncode == 0, done.stderr[-3000:]
    with served(folder / "served") as url:
        addresses = [(path.removesuffix(".md") + "/", vector) for path, vector in pages.items()]
        yield Built(url, addresses, folder / "served")


@dataclass
class Watch:
    """A page of the browser and everything that must not happen in it."""

    page: Page
    url: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a page of the site."""
        self.page.goto(self.url + path, wait_until="load")

    def on_dialog(self, dialog: Dialog) -> None:
        """Note that a script ran."""
        self.faults.append(f"{self.page.url}: ran {dialog.message}")
        dialog.dismiss()

    def on_request(self, request: Request) -> None:
        """Note what is asked of another site."""
        if not request.url.startswith((self.url, "data:")):
            self.faults.append(f"{self.page.url}: left for {request.url}")


def watched(browser: Browser, url: str, *, bypass_csp: bool) -> Watch:
    """Open a page; without the policy nothing but our own escaping stands between a text and the browser."""
    page = browser.new_context(bypass_csp=bypass_csp).new_page()
    made = Watch(page, url)
    page.on("dialog", made.on_dialog)
    page.on("request", made.on_request)
    page.on("pageerror", lambda error: made.faults.append(f"{page.url}: {error}"))
    return made


@pytest.fixture
def bare(browser: Browser, built: Built) -> Iterator[Watch]:
    """Watch a page that has no policy."""
    made = watched(browser, built.url, bypass_csp=True)
    yield made
    made.page.context.close()


def test_there_are_enough() -> None:
    """The list holds at least two hundred vectors, each once."""
    assert len(set(vectors.ALL)) >= MANY


def test_no_statement_runs_or_changes_its_page(built: Built, bare: Watch) -> None:
    """Every vector as title, text, issuer, source, address, section, note, tag, file and `?q=`: the page stays as it is."""
    bare.open("404.html")
    (plain, _), *others = built.pages
    ((expected, _, _),) = bare.page.evaluate(LOOK, [f"{bare.url}{plain}?q=plain"])
    wrong: dict[str, Any] = {}

    for start in range(0, len(others), AT_ONCE):
        some = others[start : start + AT_ONCE]
        addresses = [f"{bare.url}{path}?{urlencode({'q': vector[:1000]})}" for path, vector in some]
        for (_, vector), (parts, title, leads) in zip(some, bare.page.evaluate(LOOK, addresses), strict=True):
            if parts != expected:
                wrong[vector] = [pair for pair in zip(parts, expected, strict=False) if pair[0] != pair[1]][:2]
            if fold(title) != one_line(vector):
                wrong[f"title {vector}"] = title
            if away := [each for each in leads if not each.startswith(("https://", "http://"))]:
                wrong[f"leads {vector}"] = away

    assert {} == wrong
    assert [] == bare.faults


def test_no_list_runs_or_changes(bare: Watch) -> None:
    """Lists show every title, issuer, excerpt and tag; they hold no element that lists of plain texts have not."""
    gone = [f"statements/2023/office/gone-{number}/" for number in range(2, 400, 29)]
    for path in (
        *gone,
        "",
        "statements/",
        "statements/2024/",
        "tags/",
        "feeds/",
        "data/",
        "ministries/",
        "ministries/office-7/",
        "kinds/letter/",
        "corrections/",
        "corrections/page/2/",
        "issuers/",
    ):
        bare.open(path)
        count = bare.page.locator(
            "main :is(script, style, iframe, object, embed, svg, math, base, link, meta):not(.chart svg)"
        ).count()
        assert (path, 0) == (path, count)
        assert 0 == bare.page.locator("main [style], main [onerror], main [onload], main [onfocus]").count()

    assert [] == bare.faults


def test_no_query_runs_or_changes_the_search(bare: Watch) -> None:
    """Every vector in the search page's address: as words, quotation, each filter, days and order."""
    size = 41
    wrong: list[str] = []
    bare.open("search/?q=plain")
    odd = "script, style, iframe, object, embed, math, base, link, meta, [style], [onerror], [onload], [onfocus]"
    count = bare.page.locator(odd).count()

    for start in range(0, len(vectors.ALL), size):
        some = [vector[:150] for vector in vectors.ALL[start : start + size]]
        fields = [
            (name, vector) for name in ("ministry", "tag", "issuer", "year", "kind", "language") for vector in some
        ]
        fields += [
            ("q", " ".join(some)),
            ("vs", some[0]),
            ("sort", some[1 % len(some)]),
            ("from", some[0]),
            ("to", some[0]),
        ]
        bare.page.goto(f"{bare.url}search/?{urlencode(fields)}")
        bare.page.locator(".search-page .search-status").filter(has_text=" ").wait_for()
        bare.page.goto(f"{bare.url}search/?{urlencode({'quote': ' '.join(some)})}")
        bare.page.wait_for_load_state("networkidle")
        if bare.page.locator(odd).count() != count:
            wrong += some

    assert [] == wrong
    assert [] == bare.faults


def test_no_file_of_references_holds_more(built: Built) -> None:
    """A month's RIS, BibTeX and CSL-JSON hold a record for each of its vectors, each line of it a field of its own."""
    begins = re.compile(r"@\w+\{|  \w+ = |\}|.*")
    for month in range(1, 13):
        held = {f"{n:012x}": vector for n, (_, vector) in enumerate(built.pages, start=1) if n % 12 + 1 == month}
        ris, bib, csl = (
            (built.site / f"statements/2024/{month:02}/cite.{form}").read_text(encoding="utf-8")
            for form in ("ris", "bib", "json")
        )
        lines = [line.split("  - ", 1) for line in ris.splitlines()]
        assert RIS * len(held) == [tag for tag, *_ in lines]
        assert sorted(held) == sorted(value for tag, value in lines if tag == "ID")

        entries = [line for line in bib.splitlines() if line]
        assert BIBTEX * len(held) == [found.group() for line in entries if (found := begins.match(line))]
        assert sorted(held) == sorted(
            line.removeprefix("@misc{statement-").removesuffix(",") for line in entries if line.startswith("@")
        )

        items = json.loads(csl)
        assert {name: marks.told(one_line(vector)) for name, vector in held.items()} == {
            item["id"]: fold(item["title"]) for item in items
        }
        assert len(held) == len(items)
        assert [] == [item["id"] for item in items if sorted(item) != sorted(items[0])]


def test_no_data_for_search_engines_holds_more(built: Built) -> None:
    """Of every vector what search engines read in its page is one object with the fields of a plain text's."""

    def fields(path: str) -> list[str]:
        page = lxml.html.parse(built.site / path / "index.html", lxml.html.HTMLParser(encoding="utf-8"))
        return sorted(json.loads(page.xpath("string(//script[@type='application/ld+json'])")))

    (plain, _), *others = built.pages
    expected = fields(plain)
    assert {} == {vector: made for path, vector in others if (made := fields(path)) != expected}


def test_no_feed_holds_more(built: Built) -> None:
    """Feeds, the list of feeds and the site map are XML whose elements are those of plain texts, and lead nowhere else."""
    home = "https://arvenia.example/"
    for path in sorted(
        [*(built.site / "feeds").glob("*.xml"), built.site / "feeds/feeds.opml", built.site / "sitemap.xml"]
    ):
        tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
        found = {etree.QName(each).localname for each in tree.iter(etree.Element)}
        assert not found & {"script", "img", "svg", "iframe", "style"}, path
        assert [] == [
            each
            for each in tree.xpath("//@xmlUrl | //@htmlUrl | //*[local-name()='loc']/text()")
            if not each.startswith(home)
        ]
    feed = etree.parse(built.site / "feeds/atom.xml")
    (length,) = (feed.xpath("count(//*[local-name()='entry'])"),)
    assert 100 == length
    for markup_of in feed.xpath("//*[local-name()='content']/text()"):
        assert {"p", "em", "strong", "br"} >= {
            each.tag for each in lxml.html.fragment_fromstring(markup_of, "p").iterdescendants()
        }


def test_no_table_holds_a_formula(built: Built) -> None:
    """The CSV has a row a statement, and no cell that a spreadsheet would work out."""
    text = gzip.decompress((built.site / "data/statements.csv.gz").read_bytes()).decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))

    assert len(built.pages) + 1 == len(rows)
    assert {len(rows[0])} == set(map(len, rows))
    assert [] == [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]


def test_no_problem_moves_the_cursor_or_commands() -> None:
    """A name and a value that hold a vector are one line of print, and one command of the workflow's at most."""
    for vector in vectors.ALL:
        fault = Problem(path=f"content/{vector}.md", line=3, code="x", message=vector, hint=vector)
        told, command = str(fault), annotate.annotation(fault)
        assert (1, 1) == (len(told.splitlines()), len(command.splitlines())) or not vector.isascii()
        assert not set(told + command) & set(map(chr, [*range(32), 127]))
        assert command.startswith("::error file=content/")
        assert "##[" not in command


def test_no_summary_is_led_astray(bare: Watch, tmp_path: Path) -> None:
    """In a reviewer's summary a vector as title, text and name is text, in HTML and where it is read as Markdown."""
    folder = make(tmp_path / "archive")
    (folder / "content/statements").mkdir()
    commit(folder)
    (folder / "content/ministries.yml").write_text("".join(f"- {{id: office-{n}, name: N{n}}}\n" for n in range(1, 41)))
    for start in range(0, len(vectors.ALL), 40):
        for number, vector in enumerate(vectors.ALL[start : start + 40], start=1):
            (folder / f"content/statements/{number}.md").write_text(content.dump(statement_of(number, vector)))
        faults = [
            Problem(path=vector, line=1, code="x", message=vector, hint=vector)
            for vector in vectors.ALL[start : start + 40]
        ]
        made = review.summary(folder / "content", review.changes(folder / "content", "HEAD"), DAY, problems=faults)
        assert "\n\n" not in made
        shown = lxml.html.fragment_fromstring(made, "div")
        assert {"h2", "h3", "p", "br", "strong", "table", "tr", "th", "td", "tbody"} >= {
            each.tag for each in shown.iterdescendants()
        }
        assert [] == shown.xpath("//@*")
        assert not re.search(r"[@#][\w\d]", made.replace("&#x27;", "").replace("&#x", ""))
        bare.page.set_content(made)

    assert [] == bare.faults


def test_raw_markup_is_its_characters(bare: Watch) -> None:
    """A body that holds a vector unescaped, which the check refuses, still gives paragraphs and emphasis alone."""
    renderer = markup.Renderer()
    bodies = [renderer.html(clean(vector)) for vector in vectors.ALL]
    bare.page.set_content("".join(f"<div class=one>{body}</div>" for body in bodies))

    found = bare.page.evaluate(
        """() => [...new Set([...document.querySelectorAll(".one *")]
        .map((each) => [each.localName, ...[...each.attributes].map((one) => one.name)].join(" ")))].sort()"""
    )
    assert [] == sorted(set(found) - {"bdi class data-mark title", "em", "p", "strong"})
    assert len(bodies) == bare.page.locator(".one").count()
    assert [] == bare.faults


def test_the_policy_stops_what_a_page_of_html_tries(browser: Browser, built: Built) -> None:
    """On a hand-written page, which may hold HTML, no script runs, no style counts and nothing is loaded from elsewhere."""
    watch = watched(browser, built.url, bypass_csp=False)
    page, stopped = watch.page, list[str]()
    page.on(
        "requestfailed",
        lambda request: stopped.append(f"{page.url}: left for {request.url}") if request.failure == "csp" else None,
    )
    watch.open("hostile/")
    page.locator("#go").click()
    page.wait_for_timeout(200)

    assert [] == sorted(set(watch.faults) - set(stopped))
    assert f"{built.url}hostile/" == page.evaluate("document.baseURI") == page.url
    assert page.locator("h1").is_visible()
    page.context.close()


def test_every_page_has_the_policy_first(built: Built, browser: Browser) -> None:
    """The policy stands above the first thing that loads or runs, on lists, statements, search, hand-written pages and 404."""
    page = browser.new_page()
    for path in ("", "404.html", "statements/", built.pages[0][0], "search/", "hostile/", "tags/"):
        text = page.request.get(built.url + path).text()
        at = text.index("Content-Security-Policy")
        firsts = [text.find(sign) for sign in ("<script", "<link", "<style", "<img") if sign in text]
        assert at < min(firsts), path
        assert "unsafe" not in html.unescape(text[at : text.index(">", at)])
    page.close()
