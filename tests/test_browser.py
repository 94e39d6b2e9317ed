"""The site in a real browser, at desktop and phone width: a reader's way through it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

pytestmark = pytest.mark.browser

WIDTHS = {"desktop": ViewportSize(width=1280, height=800), "phone": ViewportSize(width=390, height=844)}
SEED = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson/"


@dataclass
class Visit:
    """A page of the browser, the site's address, and what went wrong on the way."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> None:
        """Go to a page of the site."""
        self.page.goto(self.url + path)


@pytest.fixture(params=WIDTHS)
def visit(request: pytest.FixtureRequest, browser: Browser, site_url: str) -> Iterator[Visit]:
    """Open a page that fails the test on a console error, a failed request or one that leaves the site."""
    context = browser.new_context(viewport=WIDTHS[request.param])
    made = Visit(context.new_page(), site_url)
    made.page.on("console", lambda m: made.complaints.append(m.text) if m.type in {"error", "warning"} else None)
    made.page.on("pageerror", lambda error: made.complaints.append(str(error)))
    made.page.on("response", lambda r: made.complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    made.page.on("request", lambda r: None if r.url.startswith(site_url) else made.complaints.append(f"left: {r.url}"))
    yield made
    context.close()
    assert made.complaints == []


def test_a_reader_s_way(visit: Visit) -> None:
    """Home, a ministry, a statement, search from its header, a result: each leads to the next."""
    page = visit.page
    visit.open()
    page.get_by_role("link", name="Ministry of Foreign Affairs", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ministry of Foreign Affairs")

    page.get_by_role("link", name="Press Statement of Spokesperson for DPRK Foreign Ministry Issued").click()
    expect(page.locator(".statement__body")).to_contain_text("nuke for nuke")

    opener = page.locator("[data-search-open] button")
    expect(opener).to_have_attribute("aria-haspopup", "dialog")  # before, it leads to the search page
    opener.click()
    page.keyboard.type("“all-out confrontation”")
    page.get_by_role("button", name="All results and filters").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    result = page.locator(".search-page .search-results a").first
    expect(result).to_be_visible()
    result.click()
    expect(page.locator(".statement__body")).to_contain_text("all-out confrontation")


@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_the_keyboard_opens_the_search(keys: str, visit: Visit) -> None:
    """`/` and Ctrl-K open the dialog on any page; words typed there find statements; Escape closes it."""
    page = visit.page
    visit.open(SEED)

    page.keyboard.press(keys)
    page.keyboard.type("satellite")

    dialog = page.locator("dialog#archive-search")
    expect(dialog).to_be_visible()
    expect(dialog.locator("input")).to_have_value("satellite")
    expect(dialog.locator(".search-results a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_filters_narrow_the_results(visit: Visit) -> None:
    """Ministry, year and tag narrow what is found, together, and the address holds the whole search."""
    page = visit.page
    visit.open("search/?q=nuclear&year=2023")

    titles = page.locator(".search-page .search-results a")
    expect(titles).to_have_count(1)
    expect(titles.first).to_have_text("Press Statement of Spokesperson for DPRK Foreign Ministry Issued")

    visit.open("search/?ministry=national-defence&tag=ukraine")
    expect(titles).to_have_count(1)
    expect(titles.first).to_have_text("Press Statement of Minister of National Defence of DPRK")


def test_a_ministry_filter_holds_its_institutes(visit: Visit) -> None:
    """The ministry's filter finds the statements of its institutes too: fifteen in all."""
    visit.open("search/?ministry=foreign-affairs")

    expect(visit.page.locator(".search-page .search-status")).to_contain_text("15")


def test_results_sort_by_day(visit: Visit) -> None:
    """Oldest first begins with the first statement of the archive."""
    visit.open("search/?sort=oldest&ministry=foreign-affairs")

    first = visit.page.locator(".search-page .search-results a").first
    expect(first).to_have_text("Press Statement of Spokesperson for DPRK Foreign Ministry Issued")


def test_a_search_leads_to_its_words(visit: Visit) -> None:
    """A result's page marks what was searched for, phrase by phrase, and shows the first place."""
    visit.open("search/?q=“all-out confrontation”")
    visit.page.locator(".search-page .search-results a").first.click()

    marks = visit.page.locator(".statement__body mark")
    expect(marks.first).to_have_text("all-out confrontation")
    expect(marks.first).to_be_in_viewport()


def test_excerpts_show_the_words(visit: Visit) -> None:
    """Under each result stands the passage that has the words, each marked."""
    visit.open("search/?q=“nuke+for+nuke”")

    expect(visit.page.locator(".search-page .search-results mark").first).to_have_text("nuke for nuke")


def test_what_was_done_beyond_the_letter_is_said(visit: Visit) -> None:
    """A word that nobody used is taken for a beginning, and this is said; a choice puts the longer word in its place."""
    page = visit.page
    visit.open("search/?q=denucl")
    remark = page.locator(".search-page .search-remark")
    expect(remark).to_contain_text("No statement has the word “denucl”")

    remark.get_by_role("button", name="denuclearization").click()

    expect(page.locator("#search-page input[name=q]")).to_have_value("denuclearization")
    expect(page.locator(".search-page .search-status")).to_have_text("1 statement found.")
    assert page.url.endswith("?q=denuclearization")


def test_dates_narrow_to_the_day(visit: Visit) -> None:
    """From and to bound the results; what is no date is told and finds nothing."""
    status = visit.page.locator(".search-page .search-status")
    visit.open("search/?from=2023-02-02&to=2023-02-02")
    expect(status).to_have_text("1 statement found.")

    visit.open("search/?from=2023-02-30")
    expect(status).to_have_text("Give dates as 2023, 2023-02 or 2023-02-14.")


def test_mentions_over_time(visit: Visit) -> None:
    """A chart and a table count the results by period, two queries beside each other; a period narrows the search."""
    page = visit.page
    visit.open("search/?q=nuclear&vs=peace&by=year")
    chart = page.locator("[data-search-chart]")
    if not chart.get_attribute("open"):
        chart.evaluate("chart => { chart.open = true; }")
    expect(chart.locator(".search-chart__period")).to_have_count(2)
    expect(chart.locator(".search-chart__hit").first).to_have_css("fill", "rgba(0, 0, 0, 0)")
    chart.locator("details summary").click()
    expect(chart.locator("thead th")).to_have_text(["year", "nuclear", "peace"])
    expect(chart.locator("tbody tr").first).to_contain_text("2023")

    chart.get_by_role("button", name="2023").click()

    expect(page.locator(".search-page .search-status")).to_have_text("1 statement found.")
    assert "from=2023&to=2023" in page.url


def test_a_quotation_is_found_though_slightly_wrong(visit: Visit) -> None:
    """A sentence with a word changed and one left out leads to its statement and paragraph; a made-up one to none."""
    page = visit.page
    visit.open("search/")
    page.get_by_text("Find a quotation").click()
    page.locator("textarea").fill(
        "The DPRK will defend peace and safety of the Korean peninsula and the region in a responsible manner "
        "with deterrent until the U.S. and its vassal forces' hostile policy are rooted out"
    )
    page.get_by_role("button", name="Find it").click()
    quote = page.locator("[data-quote]")
    expect(quote.locator("[role=status]")).to_contain_text("1 statement holds this passage")
    expect(quote.locator("li")).to_contain_text("2 February 2023")
    expect(quote.locator("mark").first).to_contain_text("The DPRK will defend peace and")
    assert "quote=The+DPRK" in page.url

    page.locator("textarea").fill("Seven green elephants walked slowly over the frozen lake at midnight")
    page.get_by_role("button", name="Find it").click()
    expect(quote.locator("[role=status]")).to_have_text("No statement holds this passage or one much like it.")


def test_the_address_holds_the_whole_search(visit: Visit) -> None:
    """What the form holds after edits is what the same address gives anew; going back gives what was before."""
    page = visit.page
    visit.open("search/")
    page.locator("#search-page input[name=q]").fill("nuclear")
    expect(page.locator(".search-page .search-status")).to_have_text("10 statements found.")
    page.locator("select[name=sort]").select_option("oldest")
    first = page.locator(".search-page .search-results a").first
    expect(first).to_have_text("Press Statement of Spokesperson for DPRK Foreign Ministry Issued")
    address = page.url

    page.goto(address)
    expect(first).to_have_text("Press Statement of Spokesperson for DPRK Foreign Ministry Issued")
    expect(page.locator("select[name=sort]")).to_have_value("oldest")


def test_without_a_connection_the_search_says_so(browser: Browser, site_url: str) -> None:
    """Where nothing can be fetched, the page says that it cannot search, and names the lists."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*.idx", lambda route: route.abort())
    page.goto(f"{site_url}search/?q=nuclear")

    expect(page.locator(".search-page .search-status")).to_contain_text("The search cannot run")
    expect(page.locator(".search-page .search-status")).to_contain_text("lists")
    context.close()


def test_an_old_browser_is_told(browser: Browser, site_url: str) -> None:
    """A browser that cannot unpack the index is told so, and where to go."""
    context = browser.new_context()
    context.add_init_script("delete window.DecompressionStream")
    page = context.new_page()
    page.goto(f"{site_url}search/?q=nuclear")

    expect(page.locator(".search-page .search-status")).to_contain_text("older than the compressed files")
    context.close()


def test_on_this_day_shows_today_s(visit: Visit) -> None:
    """The first page shows the statements of the reader's day of the year and leads to all of them."""
    page = visit.page
    page.clock.set_fixed_time(datetime(2031, 5, 30, 12, tzinfo=UTC))
    visit.open()

    section = page.locator("#on-this-day")
    expect(section.locator(".lines li")).to_have_count(1)
    expect(section.locator(".lines time")).to_have_text("2024")
    section.get_by_role("link", name="On 30 May").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("On 30 May")
    page.get_by_role("link", name="Press Statement of Vice Foreign Minister of DPRK").click()
    expect(page.locator(".statement__body")).to_be_visible()


def test_on_this_day_may_be_empty(visit: Visit) -> None:
    """On a day of which the archive has no statement the first page says so."""
    visit.page.clock.set_fixed_time(datetime(2031, 1, 1, 12, tzinfo=UTC))
    visit.open()

    section = visit.page.locator("#on-this-day")
    expect(section).to_contain_text("On 1 January: no statement.")
    expect(section.get_by_role("link", name="a day of the year")).to_be_visible()


def test_a_chart_has_its_numbers(visit: Visit) -> None:
    """A chart fills the width it has, and its numbers open by the keyboard."""
    page = visit.page
    visit.open("tags/united-states/")

    box = page.locator(".chart svg").bounding_box()
    assert box is not None
    assert 300 < box["width"]
    page.locator(".chart summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="May 2024")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "",
        SEED,
        "ministries/",
        "ministries/foreign-affairs/",
        "ministries/foreign-affairs/2024/",
        "statements/2024/",
        "statements/2024/05/30/",
        "tags/",
        "first-seen/",
        "latest/",
        "on-this-day/",
        "search/?q=nuclear",
        "feeds/",
    ],
)
def test_nothing_is_wider_than_the_window(path: str, visit: Visit) -> None:
    """No page scrolls sideways."""
    visit.open(path)
    visit.page.wait_for_load_state("networkidle")

    width, window = visit.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")

    assert width <= window


def test_the_scheme_switch_is_kept(visit: Visit) -> None:
    """The switch turns the page dark, and the next page stays dark."""
    page = visit.page
    visit.open()
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")

    page.get_by_role("button", name="Switch between light and dark").click()

    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    visit.open("tags/")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_the_skip_link_leads_past_the_header(visit: Visit) -> None:
    """The first Tab reaches a link that leads to the page's heading."""
    visit.open(SEED)

    visit.page.keyboard.press("Tab")

    focused = visit.page.evaluate("document.activeElement.getAttribute('href')")
    assert focused == "#main"
    assert visit.page.locator("#main").count() == 1


def test_the_search_page_is_reached_without_script(browser: Browser, site_url: str) -> None:
    """Without JavaScript, or before it is there, the header's button opens no dialog and leads to the search page."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(site_url + SEED)
    opener = page.locator("[data-search-open] button")
    expect(opener).not_to_have_attribute("aria-haspopup", "dialog")
    opener.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    context.close()


def test_reading_needs_no_script(browser: Browser, site_url: str) -> None:
    """Without JavaScript the text, the lists and the way to them are all there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(site_url)
    page.get_by_role("link", name="Ministry of Foreign Affairs", exact=True).first.click()
    page.get_by_role("link", name="Press Statement of Spokesperson for DPRK Foreign Ministry Issued").click()

    expect(page.locator(".statement__body")).to_contain_text("nuke for nuke")
    context.close()


def clipboard(visit: Visit) -> str:
    """Return what was copied."""
    return str(visit.page.evaluate("navigator.clipboard.readText()"))


def test_citations_are_copied(visit: Visit) -> None:
    """The box opens to four further styles; each is copied by its button, from the keyboard too."""
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open(SEED)

    page.get_by_text("Other styles: APA, MLA, Bluebook, Wikipedia").press("Enter")
    expect(page.locator(".cite dt")).to_have_count(4)
    expect(page.locator(".cite dd i").first).to_have_text(page.locator("h1").inner_text())
    page.get_by_label("Copy the citation in the style Wikipedia").press("Enter")
    expect(page.locator(".cite__status")).to_have_text("Wikipedia: copied.")
    assert clipboard(visit).startswith("{{cite web |author=Ministry of Foreign Affairs |title=Press Statement")
    page.get_by_label("Copy the citation in the style APA").click()
    expect(page.locator(".cite__status")).to_have_text("APA: copied.")
    assert clipboard(visit).startswith("Ministry of Foreign Affairs. (2023, February 2). Press Statement of")


@pytest.mark.parametrize(
    ("form", "begin", "told"), [("RIS", "TY  - ", 1), ("BibTeX", "@misc{", 1), ("CSL-JSON", '[{"id":', 4)]
)
def test_a_reference_is_downloaded_alone(form: str, begin: str, told: int, visit: Visit) -> None:
    """Of the month's references a reader gets that of the page, in a file named by the statement's id."""
    page = visit.page
    visit.open(SEED)
    expect(page.locator(".cite__files")).to_have_text("Download: RIS, BibTeX, CSL-JSON")

    with page.expect_download() as download:
        page.get_by_role("link", name=form, exact=True).click()
    text = Path(download.value.path()).read_text(encoding="utf-8")

    identifier = page.locator(".cite").get_attribute("data-statement") or ""
    assert identifier == download.value.suggested_filename.split(".")[0]
    assert text.startswith(begin)
    assert identifier in text
    assert told == text.count("SHA-256 of the capture")
    assert "Press Statement of Spokesperson for DPRK Foreign Ministry Issued" in text


def test_selected_words_are_copied_with_their_citation(visit: Visit) -> None:
    """Selecting words offers a button beside them, the next stop of the keyboard, that copies words, citation and link."""
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open(SEED)
    quote = page.get_by_label("Copy the selected words with citation and link")
    expect(quote).to_be_hidden()

    page.evaluate(
        "document.querySelectorAll('.statement__body p').forEach((each, at) => { each.id ||= `p${at + 1}`; })"
    )
    page.locator(".statement__body p").nth(3).click(click_count=3)
    words = page.evaluate("getSelection().toString().trim()")
    expect(quote).to_be_visible()
    page.keyboard.press("Tab")
    expect(quote).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".cite__status")).to_have_text("Copied with its citation and a link to paragraph 4.")

    copied = clipboard(visit)
    assert copied.startswith(f"\u201c{words}\u201d\n\nMinistry of Foreign Affairs. ")
    assert f"/{SEED}#p4" in copied
    page.evaluate("getSelection().removeAllRanges()")
    expect(quote).to_be_hidden()


def test_feeds_are_copied(visit: Visit) -> None:
    """Each feed is a link; beside it a button copies its whole address and says so."""
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.open("feeds/")

    page.get_by_label("Copy the address of Ministry of Foreign Affairs - Statements Archive (Atom)").press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert f"{visit.url}ministries/foreign-affairs/atom.xml" == clipboard(visit)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_paragraph_s_number_leads_to_it(visit: Visit) -> None:
    """The keyboard reaches a paragraph's number, which then can be seen, and it leads to the paragraph."""
    page = visit.page
    visit.open(SEED)
    number = page.locator(".statement__body").get_by_role("link", name="4", exact=True)

    number.focus()

    expect(number).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    assert page.url.endswith(f"{SEED}#p4")
    expect(page.locator("#p4")).to_be_in_viewport()
    assert "4" not in page.locator("#p4").inner_text()[:2]


def test_numbers_are_no_part_of_what_is_copied(visit: Visit) -> None:
    """Who selects the whole text copies the source's words, without the paragraphs' numbers."""
    visit.open(SEED)
    body = visit.page.locator(".statement__body")

    visit.page.evaluate("getSelection().selectAllChildren(document.querySelector('.statement__body'))")

    copied = visit.page.evaluate("getSelection().toString().split(/\\s+/).join(' ').trim()")
    assert copied == " ".join(" ".join(body.locator("p").all_inner_texts()).split())


def test_paper_holds_the_text_and_its_record(visit: Visit) -> None:
    """Printed, a statement has its citation with the permalink, its SHA-256, and nothing that only a screen can use."""
    page = visit.page
    page.emulate_media(media="print")
    visit.open(SEED)

    expect(page.locator(".statement__body")).to_be_visible()
    expect(page.locator(".cite__text")).to_contain_text(f"/{SEED}")
    expect(page.locator(".record code.long")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    expect(page.locator(".record")).to_contain_text("taken on 13 May 2025")
    for hidden in (
        ".md-header",
        ".menu",
        ".md-footer",
        ".neighbours",
        ".record .md-button",
        ".statement__body > a >> nth=0",
    ):
        expect(page.locator(hidden)).to_be_hidden()


def test_paper_is_white_in_every_scheme(visit: Visit) -> None:
    """Who reads in the dark still prints black on white."""
    visit.page.emulate_media(media="print", color_scheme="dark")
    visit.open(SEED)

    expect(visit.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(visit.page.locator(".statement__body p").first).to_have_css("color", "rgb(0, 0, 0)")


def test_the_first_page_is_useful_at_once(visit: Visit) -> None:
    """Without scrolling there are how much there is, from when to when, the field to search in, and the timeline."""
    visit.open()

    expect(visit.page.locator(".home__intro .count")).to_contain_text("30 statements, from 2 February 2023")
    for part in (".home__intro .count", "#home-search", ".home__top .chart svg"):
        expect(visit.page.locator(part)).to_be_in_viewport(ratio=1)


def test_type_of_our_own_moves_nothing(visit: Visit) -> None:
    """Our fonts come from the site itself, and no line is moved when they are there."""
    page = visit.page
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const each of list.getEntries()) "
        "window.shift += each.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    visit.open(SEED)
    page.evaluate("document.fonts.ready.then(() => true)")

    loaded = page.evaluate("[...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family)")
    assert {"Archive Serif", "Archive Sans"} <= {family.strip('"') for family in loaded}
    assert page.evaluate("window.shift") < 0.05  # Chromium calls less than 0.1 good
