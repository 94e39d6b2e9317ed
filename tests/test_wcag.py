"""What WCAG 2.2 AA asks and axe cannot see, on a desktop and a phone; the number of the criterion stands with each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.opening import KINDS, open_page
from tests.showcase import PAGES

pytestmark = pytest.mark.browser

SIZES = {"desktop": ViewportSize(width=1280, height=800), "phone": ViewportSize(width=390, height=844)}
SMALLEST = ViewportSize(width=320, height=256)
"""A window of 1280 x 1024 pixels at 400 %."""

SOME = ("home", "statement", "corrected", "ministry", "calendar", "search", "feeds")
"""Pages that have every control and every kind of link."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that moves nothing."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_in_the_smallest_window(kind: str, page: Page, showcase_url: str) -> None:
    """1.4.10 and 1.4.4: at 400 %, which is more than twice as large, no page scrolls sideways and no heading is cut off."""
    page.set_viewport_size(SMALLEST)
    open_page(page, showcase_url, kind)

    assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().right") <= SMALLEST["width"]


WALK = """
() => {
  const shown = document.activeElement;
  if (!shown || shown === document.body) return null;
  const { top, bottom, left, right } = shown.getBoundingClientRect();
  const isRinged = (each) => {
    const style = getComputedStyle(each);
    const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return hasOutline || style.boxShadow !== "none" || style.textDecorationLine.includes("underline");
  };
  const middle = (start, end, most) => Math.min(most - 1, Math.max(0, (start + end) / 2));
  const isFree = (box) => {
    const over = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
    return !over || shown.contains(over) || over.contains(shown) || over.closest("label") !== null;
  };
  const parts = [...shown.getClientRects()]; // one a line, where a link goes on in the next
  return {
    name: shown.outerHTML.slice(0, 120),
    place: [...document.querySelectorAll("*")].indexOf(shown),
    isSeen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    isFree: parts.every(isFree),
    hasRing: [shown, shown.closest("label") ?? shown].some(isRinged),
  };
}
"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", SOME)
def test_the_keyboard_walks_in_the_order_of_reading(kind: str, size: str, page: Page, showcase_url: str) -> None:
    """2.4.3, 2.4.7, 2.4.11: each step goes on in the page, is seen where it is, and nothing lies over it."""
    page.set_viewport_size(SIZES[size])
    open_page(page, showcase_url, kind)
    steps = []
    for _ in range(40):
        page.keyboard.press("Tab")
        step = page.evaluate(WALK)
        if step is None or (steps and step["place"] <= steps[0]["place"]):
            break
        steps.append(step)

    assert len(steps) >= 15
    assert [each["place"] for each in steps] == sorted(each["place"] for each in steps)
    assert [] == [each["name"] for each in steps if not (each["isSeen"] and each["isFree"] and each["hasRing"])]


SMALL_TARGETS = """
() => {
  const isInText = (each) => {
    const block = each.closest("p, dd, dt, li, td, figcaption, h1, h2, h3");
    return block && getComputedStyle(each).display.startsWith("inline") && block.textContent.trim() !== each.textContent.trim();
  };
  const centres = (box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const all = [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width > 1)
    .filter((each) => each.getBoundingClientRect().right > 0)
    .map((each) => ({ each, box: (each.closest("label") ?? each).getBoundingClientRect() }));
  const isSmall = ({ box }) => box.width < 24 || box.height < 24;
  const reaches = ([x, y], { box }) => {
    const across = Math.max(box.left - x, 0, x - box.right);
    const down = Math.max(box.top - y, 0, y - box.bottom);
    return Math.hypot(across, down) < 12;
  };
  const near = (one, other) => {
    const [a, b] = [centres(one.box), centres(other.box)];
    return isSmall(other) ? Math.hypot(a[0] - b[0], a[1] - b[1]) < 24 : reaches(a, other);
  };
  return all
    .filter((one) => isSmall(one) && !isInText(one.each) && all.some((other) => other !== one && near(one, other)))
    .map(({ each, box }) => `${each.outerHTML.slice(0, 100)} ${Math.round(box.width)}x${Math.round(box.height)}`);
}
"""


@pytest.mark.parametrize("kind", PAGES)
def test_targets_are_large_or_apart(kind: str, page: Page, showcase_url: str) -> None:
    """2.5.8: on a phone what can be pressed is 24 pixels wide and high, or stands that far from its neighbours, or in a sentence."""
    page.set_viewport_size(SIZES["phone"])
    open_page(page, showcase_url, kind)

    assert [] == page.evaluate(SMALL_TARGETS)


@pytest.mark.parametrize("kind", ["korean", "right-to-left"])
def test_the_language_of_parts_is_said(kind: str, page: Page, showcase_url: str) -> None:
    """3.1.2: title and text name their language, and links to translations name theirs."""
    language = {"korean": "ko", "right-to-left": "ar"}[kind]
    open_page(page, showcase_url, kind)

    expect(page.locator("h1")).to_have_attribute("lang", language)
    expect(page.locator(".statement__body")).to_have_attribute("lang", language)
    assert 2 == page.locator("a[hreflang][lang]").count()
    direction = page.locator(".statement__body p").first.evaluate("each => getComputedStyle(each).direction")
    assert ("rtl" if language == "ar" else "ltr") == direction


def test_what_moves_can_be_stilled(page: Page, showcase_url: str) -> None:
    """2.3.3: where a reader asks for less motion nothing is animated, and no transition takes time."""
    open_page(page, showcase_url, "statement")

    assert [] == page.evaluate("document.getAnimations().map((each) => each.playState)")


def test_forced_colours_keep_what_is_there(browser: Browser, showcase_url: str) -> None:
    """In a palette of the reader's own the signs of the switch and of the search, the bars of a chart and the edges of fields are still seen."""
    context = browser.new_context(forced_colors="active", reduced_motion="reduce", viewport=SIZES["desktop"])
    page = context.new_page()
    open_page(page, showcase_url, "home")
    expect(page.locator("[data-search-open] button")).to_have_attribute("aria-haspopup", "dialog")

    unseen = page.evaluate(
        """() => {
          const ground = getComputedStyle(document.body).backgroundColor;
          const signOf = (place) => getComputedStyle(document.querySelector(place), "::before").backgroundColor;
          const sign = signOf("[data-scheme-switch]");
          const search = signOf("[data-search-open] button");
          const bars = [...document.querySelectorAll(".chart path")].map((each) => getComputedStyle(each).fill);
          const edge = getComputedStyle(document.querySelector("#home-search")).borderTopColor;
          return Object.entries({ sign, search, edge, ...bars }).filter(([, each]) => each === ground);
        }"""
    )
    context.close()
    assert [] == unseen
