"""What a reader on a slow phone waits for: how much a page asks for, and that nothing on it moves as it comes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.conftest import SUB_PATH
from tests.opening import open_page, open_results

pytestmark = pytest.mark.browser

WIDTHS = {"phone": ViewportSize(width=390, height=844), "desktop": ViewportSize(width=1280, height=800)}
FIRST_VISIT, NEXT_PAGE = 60_000, 15_000
"""How many bytes a statement's page may ask for, fonts aside, by a reader who is new and by one who saw a page before."""

PACKED_ALREADY = {".idx", ".png", ".woff2"}
FONTS = {".woff", ".woff2"}
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""A phone's slow 4G: milliseconds, and bytes a second."""

COUNT_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    window.shifts.push(`${value.toFixed(4)}: ${sources.map(({ node }) => (node?.outerHTML ?? "").slice(0, 120)).join(" / ")}`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser as small as a phone, with nothing in its cache."""
    context = browser.new_context(viewport=WIDTHS["phone"])
    yield context
    context.close()


def sent(site: Path, url: str) -> int:
    """Return how many bytes GitHub Pages sends for an address: gzip's, but for what is packed already."""
    file = site / unquote(urlsplit(url).path).removeprefix(f"/{SUB_PATH}/")
    data = (file / "index.html" if file.is_dir() else file).read_bytes()
    return len(data) if file.suffix in PACKED_ALREADY else len(gzip.compress(data))


def asked(page: Page, url: str, kind: str) -> set[str]:
    """Open a page of a kind; return the addresses that it asked for until nothing more came."""
    found: set[str] = set()
    page.on("request", lambda request: found.add(request.url.partition("#")[0]))
    open_page(page, url, kind)
    page.wait_for_load_state("networkidle")
    return {each for each in found if not each.startswith("data:") and Path(urlsplit(each).path).suffix not in FONTS}


def test_a_statement_asks_for_little(phone: BrowserContext, showcase_site: Path, showcase_url: str) -> None:
    """A first visit costs at most 60 KB, the next page of its kind at most 15 KB: what is new of it."""
    first = asked(phone.new_page(), showcase_url, "statement")
    second = asked(phone.new_page(), showcase_url, "corrected") - first

    bytes_of = {each: sent(showcase_site, each) for each in first | second}
    assert sum(bytes_of[each] for each in first) <= FIRST_VISIT, bytes_of
    assert sum(bytes_of[each] for each in second) <= NEXT_PAGE, bytes_of
    assert 1 <= len(second) < len(first)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", ["home", "statement", "ministry", "search", "results"])
def test_nothing_moves(kind: str, width: str, phone: BrowserContext, showcase_url: str) -> None:
    """On a slow phone, and as slowly in a wide window, nothing that stands on a page is pushed aside by what comes later."""
    page = phone.new_page()
    page.set_viewport_size(WIDTHS[width])
    page.add_init_script(COUNT_SHIFTS)
    session = phone.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})

    if kind == "results":
        open_results(page, showcase_url)
    else:
        open_page(page, showcase_url, kind)
    page.wait_for_load_state("networkidle")

    assert [] == page.evaluate("window.shifts")


def test_a_shift_would_be_counted(phone: BrowserContext, showcase_url: str) -> None:
    """A box that comes late above the text is one."""
    page = phone.new_page()
    page.add_init_script(COUNT_SHIFTS)
    open_page(page, showcase_url, "statement")

    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforebegin', '<p style=height:200px>')")

    page.wait_for_function("window.shifts.length > 0")
