"""The site in a real browser, at desktop and phone width: a reader's way through it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.conftest import tool

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=tool("chromium", "chromium-browser", "google-chrome"),
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        )
        yield started
        started.close()


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

    page.locator("[data-search-open] button").click()
    page.keyboard.type("“all-out confrontation”")
    page.get_by_role("link", name="All results and filters").click()
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

    visit.open("search/?ministry=Ministry+of+National+Defence&tag=Ukraine")
    expect(titles).to_have_count(1)
    expect(titles.first).to_have_text("Press Statement of Minister of National Defence of DPRK")


def test_a_ministry_filter_holds_its_institutes(visit: Visit) -> None:
    """The ministry's filter finds the statements of its institutes too: fifteen in all."""
    visit.open("search/?ministry=Ministry+of+Foreign+Affairs")

    expect(visit.page.locator(".search-page .search-status")).to_contain_text("15")


def test_results_sort_by_day(visit: Visit) -> None:
    """Oldest first begins with the first statement of the archive."""
    visit.open("search/?sort=oldest&ministry=Ministry+of+Foreign+Affairs")

    first = visit.page.locator(".search-page .search-results a").first
    expect(first).to_have_text("Press Statement of Spokesperson for DPRK Foreign Ministry Issued")


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


def test_reading_needs_no_script(browser: Browser, site_url: str) -> None:
    """Without JavaScript the text, the lists and the way to them are all there."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(site_url)
    page.get_by_role("link", name="Ministry of Foreign Affairs", exact=True).first.click()
    page.get_by_role("link", name="Press Statement of Spokesperson for DPRK Foreign Ministry Issued").click()

    expect(page.locator(".statement__body")).to_contain_text("nuke for nuke")
    context.close()
