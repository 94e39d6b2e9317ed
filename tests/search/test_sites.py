"""One search over two sites, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import copy_archive, run_builder, served

pytestmark = [pytest.mark.site, pytest.mark.browser]

FIRST = "Press Statement of Spokesperson for DPRK Foreign Ministry Issued"


def build(folder: Path, kept: str, also: str = "") -> Path:
    """Build a site of the statements of one year alone, perhaps with another site to search."""
    copy_archive(folder)
    for year in (folder / "content/statements").iterdir():
        if year.name != kept:
            shutil.rmtree(year)
    (folder / "content/related.yml").unlink(missing_ok=True)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("      page_size: 100\n", f"      page_size: 100\n{also}"), encoding="utf-8")
    done = run_builder(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Serve two sites on two ports, and open a page of the browser at the one that searches both."""
    folder = tmp_path_factory.mktemp("sites")
    with served(build(folder / "old", "2023")) as old:
        also = (
            f'      searched_with:\n        - {{name: "Year 2023", url: "{old}"}}\n'
            '        - {name: "Gone", url: "http://127.0.0.1:9/"}\n'
        )
        with served(build(folder / "new", "2024", also)) as new:
            made = browser.new_page(base_url=new)
            yield made
            made.close()


def test_results_of_both_are_one_list(page: Page) -> None:
    """Oldest first begins with the statement of the other site, which is named beside it; counts add up."""
    page.goto("search/?q=nuclear&sort=oldest")

    expect(page.locator(".search-page .search-status")).to_contain_text("10 statements found.")
    first = page.locator(".search-page .search-result").first
    expect(first).to_contain_text(FIRST)
    expect(first).to_contain_text("Year 2023")
    expect(page.locator("[data-filter=ministry] label").first).to_contain_text("8")


def test_a_site_that_is_gone_is_told(page: Page) -> None:
    """What cannot be reached is left out, and said."""
    page.goto("search/?q=nuclear")

    expect(page.locator(".search-page .search-status")).to_contain_text("cannot be reached: Gone.")


def test_a_quotation_is_found_in_either(page: Page) -> None:
    """The quote finder reads the statements of both sites."""
    page.goto("search/?quote=The+DPRK+will+take+the+toughest+reaction+to+any+military+attempt+of+the+U.S.")

    expect(page.locator("[data-quote] li").first).to_contain_text("2 February 2023")
