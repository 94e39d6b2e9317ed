"""What every kind of page looks like, at three widths, light and dark, beside the references in `tests/pictures/`.

`make pictures` writes the references anew; look at them before you commit them. What the site's own fonts lack is drawn
with boxes, so that they are the same on a machine with other fonts.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import boxfont, pictures
from tests.conftest import started
from tests.opening import KINDS, open_page
from tests.pictures import FOLDER, MOST, Picture

pytestmark = pytest.mark.browser

WIDTHS = (390, 820, 1440)
SCHEMES = {"light": "default", "dark": "slate"}
CASES = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
HEIGHT = 2400
"""Pixels of a page that are looked at; what lies below is more of the same."""

AGAIN = 3
"""How often the pictures are taken again before a page counts as other: a busy machine is late in drawing it."""

REST = 500
"""Milliseconds before they are taken again."""

NOW = datetime(2025, 8, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return a page of a browser on a machine that has no fonts but boxes, and whose clock stands still."""
    fonts = boxfont.configured(tmp_path_factory.mktemp("fonts"))
    with started(browser.browser_type, FONTCONFIG_FILE=str(fonts)) as boxed:
        context = boxed.new_context(device_scale_factor=1, reduced_motion="reduce", bypass_csp=True)
        made = context.new_page()
        made.clock.set_fixed_time(NOW)
        made.route("**/*.css", _waiting_for_fonts)
        yield made


def _waiting_for_fonts(route: Route) -> None:
    """Answer with a style sheet as it is, but that a font which comes late is waited for and not done without."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("font-display: optional", "font-display: block"))


def taken(page: Page) -> list[Picture]:
    """Return the pictures of a page as it is, at every width, light and dark."""
    return [_taken(page, width, scheme) for width, scheme in CASES]


def _taken(page: Page, width: int, scheme: str) -> Picture:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
    height = page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollHeight)")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, HEIGHT), "scale": 1}
    asked = {"format": "jpeg", "quality": 90, "optimizeForSpeed": True, "captureBeyondViewport": True, "clip": clip}
    shot = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    return pictures.small(base64.b64decode(shot["data"]))


def others(got: list[Picture], expected: list[Picture]) -> dict[str, float]:
    """Return the cases in which too much of a page looks otherwise, each with the share of blocks that do."""
    shares = [pictures.difference(*pair) for pair in zip(got, expected, strict=True)]
    named = {f"{width} {scheme}": share for (width, scheme), share in zip(CASES, shares, strict=True)}
    return {case: round(share, 4) for case, share in named.items() if share > MOST}


@pytest.mark.parametrize("kind", KINDS)
def test_it_looks_as_it_did(
    kind: str, page: Page, showcase_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """No more than one percent of a page's blocks is other than in its reference, once the page has come to rest."""
    reference = FOLDER / f"{kind}.png"
    open_page(page, showcase_url, kind)
    got = taken(page)
    pictures.write(got, tmp_path / f"{kind}.png")
    if request.config.getoption("--write-pictures"):
        pictures.write(got, reference)

    assert reference.is_file(), "make pictures writes the reference; look at it"
    expected = pictures.read(reference, [width for width, _ in CASES])
    found = others(got, expected)
    for _ in range(AGAIN):
        if not found:
            break
        page.wait_for_timeout(REST)
        got = taken(page)
        pictures.write(got, tmp_path / f"{kind}.png")
        found = others(got, expected)
    assert found == {}, f"it looks as in {tmp_path}/{kind}.png; where this is right: make pictures"


def test_each_picture_is_of_a_page() -> None:
    """There is no reference of a page that is no more, and all of them together are less than 2 MB."""
    files = sorted(FOLDER.glob("*"))

    assert sorted(KINDS) == sorted(file.stem for file in files)
    assert sum(file.stat().st_size for file in files) < 2_000_000


BREAKS = {
    "no style sheet": "document.querySelectorAll('link[rel=stylesheet]').forEach((each) => each.remove())",
    "a box less": "document.querySelector('.record').remove()",
    "a box without its place": "document.querySelector('.statement__body').style.marginInlineStart = '3rem'",
    "another colour": "document.querySelector('.md-header').style.background = '#a33'",
    "larger letters": "document.querySelector('.statement__body').style.fontSize = '20px'",
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_page_is_seen(name: str, page: Page, showcase_url: str) -> None:
    """A page without its style, a box that is gone or has moved, another colour, other letters: seen in every case."""
    open_page(page, showcase_url, "statement")
    expected = taken(page)

    page.evaluate(BREAKS[name])

    assert {f"{width} {scheme}" for width, scheme in CASES} == set(others(taken(page), expected))


def test_the_edges_of_letters_do_not_count(page: Page, showcase_url: str) -> None:
    """A page whose letters are smoothed otherwise and stand a quarter of a pixel aside is still the same."""
    open_page(page, showcase_url, "statement")
    expected = taken(page)

    page.evaluate("document.querySelector('main').style.transform = 'translateX(0.25px) rotate(0.001deg)'")

    assert {} == others(taken(page), expected)
