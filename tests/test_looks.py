"""The tokens of the style sheet: contrast that can be read, and colours that stay apart for every eye."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[1] / "overrides/assets/stylesheets"
SCHEMES = ("default", "slate")
COLOURS = tuple(f"--archive-m{number}" for number in range(1, 8))

Colour = tuple[float, float, float]

# What red, green and blue light (linear) become where one kind of cone is missing: Viénot, Brettel and Mollon, "Digital
# video colourmaps for checking the legibility of displays by dichromats" (1999), the matrices of its summary.
EYES: dict[str, tuple[Colour, Colour, Colour]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


def tokens(scheme: str) -> dict[str, str]:
    """Return the tokens of a scheme by name."""
    text = (STYLES / "archive.css").read_text(encoding="utf-8")
    block = re.search(rf'^\[data-md-color-scheme="{scheme}"\] {{\n(.*?)^}}', text, re.MULTILINE | re.DOTALL)
    assert block is not None
    return dict(re.findall(r"(--[\w-]+): ([^;]+);", block[1]))


def linear(colour: str) -> Colour:
    """Return a colour's light (WCAG 2.2, "relative luminance")."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted(
        sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear(each), strict=True)) for each in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def lab(light: Colour) -> Colour:
    """Return a colour in CIELAB (D65), in which distances are about what an eye sees."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    whites = (0.9505, 1.0, 1.089)
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (
            sum(w * p for w, p in zip(row, light, strict=True)) / white for row, white in zip(rows, whites, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, eye: str) -> Colour:
    """Return what an eye sees of a colour, in CIELAB."""
    light = linear(colour)
    red, green, blue = (max(0.0, sum(w * part for w, part in zip(row, light, strict=True))) for row in EYES[eye])
    return lab((red, green, blue))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read(scheme: str) -> None:
    """Words and links have the contrast of WCAG's level AA on the page and on a panel, the mark of a finding too."""
    found = tokens(scheme)

    for ground in ("--md-default-bg-color", "--archive-panel"):
        for ink in ("--md-default-fg-color", "--archive-quiet", "--md-typeset-a-color", "--md-accent-fg-color"):
            assert 4.5 <= contrast(found[ink], found[ground]), (ink, ground)
    assert 4.5 <= contrast(found["--md-default-fg-color"], found["--md-typeset-mark-color"])
    assert 4.5 <= contrast("#ffffff", found["--md-primary-fg-color"])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_ministries_colours_are_seen(scheme: str) -> None:
    """Each stands out from the page as WCAG asks of what is no text: three to one."""
    found = tokens(scheme)

    assert {} == {
        name: found[name]
        for name in ("--archive-m0", *COLOURS)
        if contrast(found[name], found["--md-default-bg-color"]) < 3
    }


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_ministries_colours_stay_apart(scheme: str, eye: str) -> None:
    """No two are nearer than twenty in CIELAB, eight times what an eye just tells apart, for three kinds of eyes."""
    found = tokens(scheme)

    def distance(one: str, other: str) -> float:
        pairs = zip(seen(found[one], eye), seen(found[other], eye), strict=True)
        return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)

    assert [] == [pair for pair in combinations(COLOURS, 2) if distance(*pair) < 20]


def test_every_font_is_there() -> None:
    """Each file of type that the style sheet names lies beside its licence, and no other does."""
    text = (STYLES / "fonts.css").read_text(encoding="utf-8")
    named = set(re.findall(r'url\("\.\./fonts/([^"]+)"\)', text))

    assert named | {"LICENSE.txt"} == {path.name for path in (STYLES.parent / "fonts").iterdir()}
    assert "SIL OPEN FONT LICENSE Version 1.1" in (STYLES.parent / "fonts/LICENSE.txt").read_text(encoding="utf-8")
