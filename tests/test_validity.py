"""The HTML of every page: without a parse error, without a reference to nothing, and valid by the Nu checker."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from justhtml import JustHTML

from tests.conftest import ROOT, tool
from tests.showcase import PAGES

pytestmark = pytest.mark.site

NU = ROOT / "tests/nu/node_modules/vnu-jar/build/dist/vnu.jar"
"""Where `npm ci --prefix tests/nu` lays the Nu checker; the variable VNU names another place."""

THEIRS = ("Attribute “autocomplete” is only allowed when the input type is",)
"""What the Nu checker says of the theme's own frame, which our hand-written pages stand in."""

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "form", "list", "headers")


@pytest.fixture(scope="module")
def sites(site: Path, showcase_site: Path) -> tuple[Path, ...]:
    """Return the real site, and the one that has every kind of page."""
    return site, showcase_site


def parse_errors(text: str) -> list[str]:
    """Return what the standard's parser calls an error.

    Addresses without quotation marks that end in a slash are put in some first: the library takes that slash for the
    tag's, the standard does not.
    """
    quoted = re.sub(r"=([^\s\"'=<>`]+/)>", r'="\1">', text)
    found = JustHTML(quoted, collect_errors=True, sanitize=False).errors
    return [f"{each.line}:{each.column}: {each.code}" for each in found]


def slips(text: str) -> Iterator[str]:
    """Yield ids that stand twice, references to ids that are not there, and headings that skip a level."""
    tree = lxml.html.fromstring(text)
    ids = Counter(tree.xpath("//@id"))
    yield from (f"the id {each} stands {count} times" for each, count in ids.items() if count > 1)
    for name in REFERENCES:
        for value in tree.xpath(f"//@{name}"):
            yield from (f"{name} names {each}, which is not there" for each in value.split() if each not in ids)
    levels = [int(each.tag[1]) for each in tree.cssselect("h1, h2, h3, h4, h5, h6")]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of level 1"
    yield from (
        f"a heading of level {b} below one of {a}" for a, b in zip([0, *levels], levels, strict=False) if b > a + 1
    )


def told(sites: tuple[Path, ...]) -> dict[str, list[str]]:
    """Return parse errors and slips by page."""
    pages = [path for site in sites for path in sorted(site.rglob("*.html"))]
    assert len(pages) > 1000
    texts = ((path, path.read_text(encoding="utf-8")) for path in pages)
    found = {str(path): [*parse_errors(text), *slips(text)] for path, text in texts}
    return {path: said for path, said in found.items() if said}


def test_no_page_has_a_parse_error(sites: tuple[Path, ...]) -> None:
    """No page of either site has a parse error, an id twice, a reference to nothing or a heading out of order."""
    assert {} == told(sites)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!doctype html><title>a</title><h1>b</h1><a href=c/>d</a>", []),
        ("<!doctype html><title>a</title><h1>b</h1></em>", ["1:42: unexpected-end-tag"]),
        ("<!doctype html><title>a</title><h1 id=c>b</h1><p id=c>", ["the id c stands 2 times"]),
        (
            "<!doctype html><title>a</title><h1>b</h1><p aria-labelledby='c'>",
            ["aria-labelledby names c, which is not there"],
        ),
        ("<!doctype html><title>a</title><h1>b</h1><h3>c</h3>", ["a heading of level 3 below one of 1"]),
        ("<!doctype html><title>a</title><p>b", ["0 headings of level 1"]),
    ],
)
def test_each_slip_would_be_told(text: str, expected: list[str]) -> None:
    """An end without a beginning, a double id, a reference to nothing, a level left out, a page without its heading."""
    assert expected == [*parse_errors(text), *slips(text)]


def nu(*places: Path) -> list[str]:
    """Return what the Nu checker says of pages, or of all pages of a folder, errors and warnings alike.

    It takes a page's own origin for another, so that it says of each style and script that the policy blocks it.
    """
    jar = Path(os.environ.get("VNU", NU))
    if not jar.is_file():
        pytest.skip("the Nu checker is not installed: npm ci --prefix tests/nu")
    options = ["--skip-non-html", "--format", "json", "--filterpattern", ".*Content Security Policy.*"]
    done = subprocess.run(
        [tool("java"), "-jar", str(jar), *options, *map(str, places)], capture_output=True, text=True, check=False
    )
    said = json.loads(done.stderr)["messages"]
    return sorted(
        {f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in said if not m["message"].startswith(THEIRS)}
    )


def test_the_nu_checker_finds_nothing(sites: tuple[Path, ...], tmp_path: Path) -> None:
    """Every page of both sites is valid, and no warning is given; a page that is not would be told of."""
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<!doctype html><html lang=en><title>a</title><p><table><tr><td colspan=9>b</table>", encoding="utf-8"
    )

    (said, *_) = nu(bad)

    assert "bad.html:1: " in said
    assert [] == nu(*sites)


def test_every_kind_of_page_has_been_looked_at(showcase_site: Path) -> None:
    """The site that has every kind of page has one of each that is named."""
    lacking = [
        name
        for name, path in PAGES.items()
        if not ((showcase_site / path).is_file() or (showcase_site / path / "index.html").is_file())
    ]
    assert [] == lacking
