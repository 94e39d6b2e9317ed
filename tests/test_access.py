"""Every kind of page for every reader: axe-core over all of them, and of WCAG 2.2 AA what axe cannot see."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.opening import KINDS, open_page

pytestmark = pytest.mark.browser

DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
SMALLEST = ViewportSize(width=320, height=256)
"""The window of 1280 x 1024 pixels at 400 %, which WCAG 1.4.10 asks to do without scrolling sideways."""

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that a scheme of colours can break."""


@dataclass
class Reading:
    """A page of the browser and the address of the site that has every kind of page."""

    page: Page
    url: str

    def open(self, kind: str) -> None:
        """Go to the page of a kind, and wait until what its scripts add is there."""
        open_page(self.page, self.url, kind)


@pytest.fixture(scope="module")
def axe() -> str:
    """Return the source of axe-core."""
    return (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def checked(browser: Browser, showcase_url: str, axe: str) -> Iterator[Reading]:
    """Open a page into which axe comes although the policy of our pages lets no script in."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce", bypass_csp=True)
    context.add_init_script(axe)
    yield Reading(context.new_page(), showcase_url)
    context.close()


@pytest.fixture
def reading(browser: Browser, showcase_url: str) -> Iterator[Reading]:
    """Open a page of a desktop's size that moves nothing."""
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    yield Reading(context.new_page(), showcase_url)
    context.close()


def faults(page: Page, rules: list[str] | None = None) -> list[str]:
    """Return what axe finds on the page as it is; best practices count, and so does text in the colour of its ground.

    Axe leaves the latter undecided, since it may be meant; nothing of ours is.
    """
    return page.evaluate(
        """async (rules) => {
          const found = await axe.run(rules ? { runOnly: rules } : {});
          const checks = (node) => [...node.any, ...node.all, ...node.none];
          const isUnseen = (node) => checks(node).some((check) => check.data?.messageKey === "equalRatio");
          const unseen = found.incomplete.map((each) => ({ ...each, nodes: each.nodes.filter(isUnseen) }));
          const why = (node) => checks(node).map((check) => check.message).join("; ");
          const told = (each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 160)}: ${why(node)}`);
          return [...found.violations, ...unseen].flatMap(told);
        }""",
        rules,
    )


def in_every_scheme(page: Page) -> dict[str, list[str]]:
    """Return the faults of a page by size and scheme: all rules once for each size, those on colours in every case."""
    found = {}
    for size, scheme, rules in (
        (DESKTOP, "light", None),
        (DESKTOP, "dark", COLOURS),
        (PHONE, "dark", None),
        (PHONE, "light", COLOURS),
    ):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        name = "slate" if scheme == "dark" else "default"
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        found[f"{size['width']} {scheme}"] = faults(page, rules)
    return {case: told for case, told in found.items() if told}


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(kind: str, checked: Reading) -> None:
    """On every kind of page, with what can be folded out unfolded, light and dark, on a desktop and a phone."""
    checked.open(kind)
    checked.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")

    assert {} == in_every_scheme(checked.page)


def test_axe_would_find_something(checked: Reading) -> None:
    """Words too faint, an image without words and an empty button are found, so that silence means something."""
    checked.open("about")
    checked.page.evaluate(
        "document.querySelector('#main, h1').insertAdjacentHTML('afterend', "
        '\'<p style="color:#ccc;background:#fff">faint</p><p style="color:#fff;background:#fff">white</p>'
        '<img src=""><button></button>\')'
    )

    found = faults(checked.page)

    assert {"button-name", "color-contrast", "image-alt"} <= {each.split(":")[0] for each in found}
    assert ["faint", "white"] == [word for word in ("faint", "white") if any(f">{word}<" in each for each in found)]
