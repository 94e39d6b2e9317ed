"""A copy of the site in a folder: read without a server, behind any server, and proved to be whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.cli.command import GOOD, PROBLEMS, called
from tests.conftest import served

pytestmark = pytest.mark.browser

SEED = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson/"


def test_pages_are_read_without_a_server(browser: Browser, site: Path) -> None:
    """From the home page's file a reader reaches a list, a statement and a tag by links alone, with styles and colours."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.as_uri()}/index.html")

    page.get_by_role("link", name="Ministry of Foreign Affairs", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ministry of Foreign Affairs")
    page.get_by_role("link", name="Press Statement of Spokesperson for DPRK Foreign Ministry Issued").click()
    expect(page.locator(".statement__body")).to_contain_text("nuke for nuke")
    assert f"{site.as_uri()}/{SEED}index.html" == page.url
    name = page.locator(".tags a").first.inner_text()
    page.locator(".tags a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert page.url.endswith("/index.html")
    expect(page.locator(".md-header").first).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    page.locator("[data-scheme-switch]").first.click()
    assert page.locator("body").get_attribute("data-md-color-scheme") in {"default", "slate"}
    context.close()


def test_without_a_server_search_says_why_it_does_not_work(browser: Browser, site: Path) -> None:
    """The page of search says what to start; behind a server it does not. A cut address of the interface leads to its page."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.as_uri()}/search/index.html")
    expect(page.get_by_role("status").filter(has_text="python -m http.server")).to_be_visible()
    page.goto(f"{site.as_uri()}/api/v1/tags/index.html")
    expect(page).to_have_url(f"{site.as_uri()}/data/index.html#interface")
    expect(page.get_by_role("heading", level=1)).to_have_text("Data")
    with served(site) as url:
        page.goto(f"{url}search/")
        expect(page.locator("[data-no-server]")).to_be_hidden()
    context.close()


def test_without_a_server_and_without_script_a_page_is_read(browser: Browser, site: Path) -> None:
    """A statement's file shows its whole text, and its copies are one link away."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.as_uri()}/{SEED}index.html")

    expect(page.locator(".statement__body")).to_contain_text("nuke for nuke")
    page.locator(".forms").get_by_role("link", name="txt", exact=True).click()
    expect(page.locator("body")).to_contain_text("Issued: 2023-02-02")
    context.close()


@pytest.mark.parametrize("below", ["", "deep/er/"])
def test_any_server_serves_it_at_any_path(below: str, site: Path, tmp_path: Path, browser: Browser) -> None:
    """Moved elsewhere, the site has its styles and links, and `builder verify` finds it whole by its address."""
    copy = tmp_path / "root" / below
    shutil.copytree(site, copy, dirs_exist_ok=True)
    with served(tmp_path / "root") as url:
        context = browser.new_context()
        page = context.new_page()
        failed: list[str] = []
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        page.goto(f"{url}{below}{SEED}")
        page.get_by_role("link", name="Data", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Data")
        context.close()
        assert [] == failed

        done = called("verify", "--config", str(tmp_path / "none.yml"), f"{url}{below}")
        assert GOOD == done.exit_code, done.output
        (copy / "about/index.html").write_text("forged", encoding="utf-8")
        done = called("verify", "--config", str(tmp_path / "none.yml"), f"{url}{below}")
        assert PROBLEMS == done.exit_code
        assert f"{url}{below}about/index.html:0: altered: " in done.stderr
