"""Pages of every kind opened in a browser, each with all that its scripts add."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.showcase import PAGES

FOUND = "?q=tariff&vs=salt&by=year&ministry=trade"
KINDS = (*PAGES, "results", "dialog")
"""What can be opened: every kind of page, the search page with results and all folds open, and the search dialog over a statement."""


def open_page(page: Page, url: str, kind: str) -> None:
    """Go to the page of a kind, on the site at `url` that has them all, and wait until it is whole."""
    if kind == "results":
        open_results(page, url)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        expect(page.locator(".search-chart__period").first).to_be_visible()
        return
    if kind == "moved":
        page.route(url + PAGES[kind], _stay)
    page.goto(url + PAGES["statement" if kind == "dialog" else kind])
    expect(page.locator("html")).to_have_class("js")
    if kind == "moved":
        expect(page.locator("h1")).to_have_text("This statement has moved")
    elif kind == "home":
        expect(page.locator("#on-this-day a")).not_to_have_count(1)
    elif kind == "search":
        expect(page.locator(".search-page .search-status")).not_to_be_empty()
        expect(page.locator(".search-page [data-chart] svg")).to_be_attached()
    elif kind == "dialog":
        opener = page.locator("[data-search-open] button")
        expect(opener).to_have_attribute("aria-haspopup", "dialog")
        opener.click()
        page.keyboard.type("lighthouse")
        expect(page.locator("dialog .search-results mark").first).to_be_visible()


def _stay(route: Route) -> None:
    """Answer with a page that leads on at once as it is, but for that."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("http-equiv=refresh", "data-was=refresh"))


def open_results(page: Page, url: str) -> None:
    """Go to the search page with a query, and wait until its results have their excerpts."""
    page.goto(url + PAGES["search"] + FOUND)
    expect(page.locator(".search-page .search-results mark").first).to_be_visible()
