"""The interface in other languages: catalogues that lack nothing, a whole site in one, and the reader's choice of another."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from lxml import html
from playwright.sync_api import Browser, Page, expect

from builder import archive, registry, wording
from builder.errors import ProblemsError
from builder.text import excerpt
from tests import messages
from tests.conftest import copy_archive, run_builder, served
from tests.messages import FOLDER, OVERRIDES
from tests.sample import PATH, edit, ingested, make, put, row, run

LANGUAGES = [each for each in wording.languages(OVERRIDES) if each != wording.SOURCE]
TOY = "eo"
"""A language that the theme knows and that has no catalogue."""

STATEMENT = PATH.removesuffix(".md") + "/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_message(language: str) -> None:
    """What templates, Python and scripts say is in each catalogue, and nothing else (`python -m tests.messages`)."""
    catalogue = messages.catalogue(FOLDER / f"{language}.po")
    held = {(each.id,) if isinstance(each.id, str) else tuple(each.id) for each in catalogue if each.id}

    assert set(messages.used()) == held


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_can_be_used(language: str) -> None:
    """Every message of a catalogue is translated, with the places for values that its English has."""
    assert language == wording.load(OVERRIDES, language).language


def test_what_a_message_is() -> None:
    """The messages come from everywhere: a template, a script, a module, a table of columns; plurals are one message."""
    used = messages.used()

    assert "overrides/404.html" in used[("There is no such page",)]
    assert "builder/periods.py" in used[("Calendar of {year}",)]
    assert "overrides/assets/javascripts/search/text.js" in used[("Did you mean",)]
    assert ("the address of its page",) in used
    assert ("{count} statement", "{count} statements") in used


def bracketed(message: str) -> str:
    """Return a message in brackets; the full stop of a sentence stays at its end."""
    inside = message.removesuffix(".")
    return f"⟦{inside}⟧{message[len(inside) :]}"


def toy() -> str:
    """Return a new catalogue, begun and filled as docs/translating.md says, each message in brackets of its own."""
    begun = messages.refreshed(Catalog(locale=TOY), TOY)
    catalogue = read_po(io.StringIO(begun))
    for each in catalogue:
        if each.id:
            each.string = bracketed(each.id) if isinstance(each.id, str) else tuple(map(bracketed, each.id))
    text = io.BytesIO()
    write_po(text, catalogue, width=120)
    return text.getvalue().decode()


def test_a_new_catalogue_is_empty_first() -> None:
    """A catalogue that was only begun names what is not translated, and no site is built with it."""
    with pytest.raises(ProblemsError) as caught:
        wording.parse(messages.refreshed(Catalog(locale=TOY), TOY).encode(), TOY, f"locale/{TOY}.po")

    assert len(messages.used()) == len(caught.value.problems)


def test_refreshing_keeps_what_fits() -> None:
    """A message whose English did not change keeps its translation, one that no file has any more goes."""
    catalogue = messages.catalogue(FOLDER / "ko.po")
    catalogue.add("A message of yesterday", "어제")

    assert (FOLDER / "ko.po").read_text(encoding="utf-8") == messages.refreshed(catalogue, "ko")


@pytest.fixture(scope="module")
def toy_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real archive in a language of brackets, with a correction; return its folder, the site in `served`."""
    folder = copy_archive(tmp_path_factory.mktemp("toy") / "archive")
    (folder / "overrides" / "locale" / f"{TOY}.po").write_text(toy(), encoding="utf-8")
    edit(folder / "mkdocs.yml", "language: en", f"language: {TOY}")
    first = min((folder / "content" / "statements").rglob("*.md"))
    edit(first, "corrections: []", 'corrections: [{date: "2026-12-01", by: "Qqq", note: "Zzz"}]')
    done = run_builder(folder, "build", "--site-dir", "served", REPO_URL="https://github.com/some/one")
    assert done.returncode == 0, done.stderr
    return folder


CLOSED = (
    "script, style, code, kbd, noscript, [dir=auto], .statement__body, .cite__text, .md-header > a, .md-sidebar, "
    ".md-skip, .lines a, .lines p, .lines i, .lines b, svg text, #corrections + ul, div[lang]"
)
"""What holds the archive's own words, or the theme's."""

PAGES = (
    "",
    "404.html",
    "search/",
    "feeds/",
    "data/",
    "wanted/",
    "corrections/",
    "statements/",
    "statements/2024/",
    "statements/2024/05/",
    "statements/2024/foreign-affairs/",
    "ministries/",
    "ministries/foreign-affairs/",
    "ministries/foreign-affairs/2024/",
    "ministries/foreign-affairs/oldest/",
    "kinds/",
    "kinds/press-statement/",
    "tags/",
    "tags/united-states/",
    "issuers/",
    "first-seen/",
    "latest/",
    "on-this-day/",
    "on-this-day/02/02/",
)


def names(folder: Path) -> list[str]:
    """Return every name, label and note of an archive, the longest first."""
    records = registry.load(folder / "content")
    entries, _ = archive.read(folder / "content")
    found = {"Statements Archive", "Material for MkDocs", "GitHub"}
    for ministry in records.ministries.values():
        found |= {ministry.name, ministry.note or ""}
    for kind in records.kinds.values():
        found |= {kind.label, kind.plural}
    for tag in records.tags.values():
        found |= {tag.label, tag.description or ""}
    for entry in entries:
        each = entry.statement
        source = each.source
        found |= {
            each.title,
            each.issuer or "",
            source.name,
            source.outlet or "",
            source.section or "",
            source.url or "",
        }
        found |= {each.capture.file, excerpt(each.title, 120)}
    return sorted(found - {""}, key=len, reverse=True)


def outside(text: str) -> str:
    """Return what of a text stands in no brackets."""
    depth, kept = 0, []
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        kept.append(letter if depth == 0 and letter != "⟧" else " ")
    assert depth == 0, text[-300:]
    return "".join(kept)


def spoken(file: Path) -> Iterator[str]:
    """Yield the text of a page without what is closed, then each attribute that a reader is told."""
    body = html.fromstring(file.read_bytes()).find("body")
    for element in body.cssselect(CLOSED):
        element.drop_tree()
    yield " ".join(body.itertext())
    for element in body.cssselect("[aria-label], [title], [placeholder], [alt]"):
        yield from (element.get(name, "") for name in ("aria-label", "title", "placeholder", "alt"))


@pytest.mark.site
def test_every_word_comes_from_the_catalogue(toy_site: Path) -> None:
    """In a site of another language no word of the interface is English: what is in no brackets is the archive's own."""
    calendar = wording.load(toy_site / "overrides", TOY).calendar
    own = [
        *names(toy_site),
        *calendar.names,
        *calendar.brief,
        *calendar.weekdays,
        "a",
        "de",
        "Atom",
        "RSS",
        "JSON",
        "OPML",
    ]
    own += ["BibTeX", "RIS", "CSL-JSON", "SHA-256", "SHA256SUMS", "KB", "MB", "English", "Qqq", "Zzz"]
    site = toy_site / "served"
    first = next(path for path in sorted(site.rglob("statements/*/*/2*/index.html")))
    left = {}
    for page in [*PAGES, first.parent.relative_to(site).as_posix() + "/"]:
        file = site / page if page.endswith(".html") else site / page / "index.html"
        for text in spoken(file):
            rest = outside(" ".join(text.split()))
            for name in sorted(own, key=len, reverse=True):
                rest = re.sub(rf"(?<!\w){re.escape(' '.join(name.split()))}(?!\w)", " ", rest)
            rest = re.sub(r"\S*(?:/|\.(?:json|gz|parquet|sqlite|md|txt))\S*", " ", rest)  # paths and addresses
            words = [word for word in re.findall(r"[^\W\d_]{2,}", rest) if word not in {"json", "md", "txt", "kcna"}]
            if words:
                left[page] = [*left.get(page, []), " ".join(words)]

    assert {} == left


@pytest.mark.site
def test_the_site_says_its_language(toy_site: Path) -> None:
    """The document names the language of the site, a statement in another its own, and feeds have their titles in it."""
    site = toy_site / "served"
    trees = [html.parse(str(site / page / "index.html")).getroot() for page in ("", "statements", "search")]

    assert [TOY] * 3 == [tree.get("lang") for tree in trees]
    assert "en" == trees[1].cssselect(".lines a")[0].get("lang")
    assert "<title>⟦Statements Archive: newly added⟧</title>" in (site / "feeds" / "added-atom.xml").read_text()
    assert not list(site.rglob("*.po"))


@pytest.mark.site
def test_a_changed_catalogue_changes_the_site(toy_site: Path) -> None:
    """The next build follows a catalogue; a setting without one is refused, and what there is is named."""
    edit(toy_site / "overrides" / "locale" / f"{TOY}.po", "⟦Corrections⟧", "⟦Amendments⟧")
    assert 0 == run_builder(toy_site, "build", "--site-dir", "served").returncode
    assert "⟦Amendments⟧" in (toy_site / "served" / "corrections" / "index.html").read_text()

    edit(toy_site / "mkdocs.yml", f"language: {TOY}", "language: fr")
    refused = run_builder(toy_site, "build", "--site-dir", "served")
    edit(toy_site / "mkdocs.yml", "language: fr", f"language: {TOY}")
    assert 1 == refused.returncode
    assert 'there is no catalogue of the language "fr"' in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.fixture
def korean(browser: Browser, site_url: str) -> Iterator[tuple[Page, str]]:
    """Open the first page of the English site, and choose Korean; no script may fail on the way."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(site_url)
    page.get_by_role("button", name="한국어").click()
    expect(page.locator(".home__search button")).to_have_text("검색")
    yield page, site_url
    context.close()
    assert errors == []


@pytest.mark.browser
def test_a_reader_chooses_and_chooses_back(korean: tuple[Page, str]) -> None:
    """The choice holds on the next page, the switch keeps the focus, and the way back leaves the page as it was built."""
    page, url = korean
    expect(page.locator("[data-languages] button")).to_be_focused()
    page.goto(f"{url}statements/")
    expect(page.locator("h1")).to_have_text("모든 성명")
    expect(page).to_have_title(re.compile("모든 성명 - "))

    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("All statements")
    expect(page.locator("[data-languages] button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("모든 성명")


@pytest.mark.browser
def test_each_word_says_its_language(korean: tuple[Page, str]) -> None:
    """Beside Korean words the archive's own stay what they are, in their language; nothing leads out of the page."""
    page, url = korean
    page.goto(f"{url}statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson/")
    expect(page.locator("#provenance")).to_have_text("출처와 수집")

    title = "Press Statement of Spokesperson for DPRK Foreign Ministry Issued"
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".facts time").first).to_have_text("2023년 2월 2일")
    speaks = "selector => document.querySelector(selector).closest('[lang]').lang"
    spoken = {
        each: page.evaluate(speaks, each) for each in ("#provenance", "h1", ".statement__body", ".facts dd a", "time")
    }
    assert {"#provenance": "ko", "h1": "en", ".statement__body": "en", ".facts dd a": "en", "time": "ko"} == spoken
    expect(page.locator(".statement__body")).to_contain_text("nuke for nuke")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
def test_the_search_speaks_the_reader_s_language(korean: tuple[Page, str]) -> None:
    """The dialog, the page, its remarks, counts and days are in the language that the reader chose."""
    page, url = korean
    expect(page.locator("[data-search-open] button")).to_have_attribute("aria-haspopup", "dialog")
    page.keyboard.press("/")
    dialog = page.locator("dialog#archive-search")
    expect(dialog.locator("input")).to_have_attribute("placeholder", "아카이브 검색")
    page.keyboard.press("Escape")

    page.goto(f"{url}search/?q=denuclearization")
    expect(page.locator(".search-page .search-status")).to_have_text("성명 1건을 찾았습니다.")
    expect(page.locator(".search-page .search-result__facts span").first).to_have_text(
        re.compile(r"\d{4}년 \d+월 \d+일")
    )
    expect(page.locator(".search-page select[name=sort] option").first).to_have_text("정확도순")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an archive whose names, titles and texts are all words of the interface; give its address."""
    folder = make(tmp_path_factory.mktemp("odd") / "archive")
    edit(folder / "content" / "ministries.yml", '"Ministry of Trade"', '"Search"')
    edit(
        folder / "content" / "kinds.yml",
        '"Press statement", plural: "Press statements"',
        '"Latest", plural: "Corrections"',
    )
    edit(folder / "content" / "tags.yml", '"Tariffs"', '"Newest first"')
    put(folder, "press/rows.jsonl", row())
    ingested(folder)
    change = 'corrections: [{date: "2024-06-20", by: "Search", note: "Cite"}]'
    edit(folder / "content" / PATH, "corrections: []", change)
    edit(folder / "content" / PATH, "Press Statement of Spokesperson for RA Trade Ministry", "Statements of 2024")
    edit(folder / "content" / PATH, "The tariff of our neighbour harms both shores.", "Search\n\n3 statements")
    edit(folder / "mkdocs.yml", "font: false", "font: false, custom_dir: overrides")
    shutil.copytree(OVERRIDES, folder / "overrides")
    done = run(folder, "build", "--site-dir", "served")
    assert done.returncode == 0, done.stderr
    with served(folder / "served") as url:
        yield url


@pytest.mark.browser
@pytest.mark.site
def test_nothing_of_the_archive_is_turned(odd: str, browser: Browser) -> None:
    """Names, titles, notes and texts stay as they are, though each is a word of the interface too."""
    context = browser.new_context()
    context.add_init_script("localStorage.setItem('archive-language', 'ko')")
    page = context.new_page()

    page.goto(odd + STATEMENT)
    expect(page.locator("#cite")).to_have_text("인용")
    assert "Statements of 2024" == page.locator("h1").inner_text()
    assert ["Search", "3 statements"] == page.locator(".statement__body p").all_inner_texts()[-2:]
    assert "Latest" == page.locator(".facts a[href*=kinds]").inner_text()
    expect(page.locator(".facts dd").nth(1)).to_have_text("Search")
    assert "Newest first" in page.locator(".tags").inner_text()
    assert "Search: Cite" in page.locator("#corrections + ul").inner_text()

    for path, words in (
        ("ministries/trade/", "Search"),
        ("kinds/press-statement/", "Corrections"),
        ("tags/tariffs/", "Newest first"),
    ):
        page.goto(odd + path)
        expect(page.locator(".count").first).to_contain_text(re.compile("[가-힣]"))
        assert words == page.locator("h1").inner_text()
        assert "Statements of 2024" == page.locator(".lines a").first.inner_text()
    context.close()


@pytest.mark.browser
@pytest.mark.site
def test_several_languages_are_a_list(toy_site: Path, browser: Browser) -> None:
    """With more than two languages the switch is a list, in which each is called by its own name."""
    with served(toy_site / "served") as url:
        page = browser.new_page()
        page.goto(url)
        switch = page.locator("[data-languages] select")
        expect(switch.locator("option")).to_have_text(["English", "Esperanto", "한국어"])
        assert ["en", TOY, "ko"] == [each.get_attribute("lang") for each in switch.locator("option").all()]

        switch.select_option("ko")
        expect(page.locator(".home__search button")).to_have_text("검색")
        page.close()


@pytest.mark.browser
@pytest.mark.site
def test_a_reader_turns_every_word(toy_site: Path, browser: Browser) -> None:
    """A reader who chooses English finds, on every kind of page, no word left in the language of the site."""
    context = browser.new_context()
    context.add_init_script("localStorage.setItem('archive-language', 'en')")
    page = context.new_page()
    left = {}
    with served(toy_site / "served") as url:
        for path in PAGES:
            page.goto(url + path)
            expect(page.locator(".menu a").first).to_have_text("Statements")
            text = page.evaluate("document.body.innerText") + page.title()
            names = page.evaluate(
                "[...document.querySelectorAll('[aria-label]:not(.copy)')].map((each) => each.ariaLabel).join('\\n')"
            )
            found = re.findall(r"[^\n]*[⟦⟧][^\n]*", f"{text}\n{names}")
            if found:
                left[path] = found[:5]
    context.close()
    assert {} == left


@pytest.mark.browser
def test_without_script_there_is_no_switch(browser: Browser, site_url: str) -> None:
    """Without script the page is read in the site's language, and no switch promises another."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url)

    assert 0 == page.locator("[data-languages] > *").count()
    assert "Search" == page.locator(".home__search button").inner_text()
    context.close()
