"""Every address that any file of the site names leads somewhere: pages, their places, feeds, data, under a sub-path."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from tests.conftest import SUB_PATH

pytestmark = pytest.mark.site

ORIGIN = f"https://someone.example/{SUB_PATH}/"
PACKED = {".gz", ".idx", ".parquet", ".sqlite", ".zip", ".png", ".ico", ".woff2"}
"""Endings of files that are read by other tests, or hold no address."""

_WHOLE = re.compile(rf"{re.escape(ORIGIN)}[^\s\"'<>\\)\]}}`|]*")
_IN_STYLE = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)""")
_IN_SCRIPT = re.compile(r"""(?:^|[;\s])(?:import|export)\b[^;"'()]*["'](\.[^"']+)["']|import\(["'](\.[^"']+)["']\)""")


class Tree:
    """A built site: which addresses have a file, and which places its pages have."""

    def __init__(self, folder: Path) -> None:
        """Read the names of all files."""
        self.folder = folder
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self.places: dict[str, set[str]] = {}

    def address(self, file: str) -> str:
        """Return the whole address of a file."""
        return ORIGIN + re.sub(r"(^|/)index\.html$", r"\1", file)

    def fault(self, base: str, link: str) -> str | None:
        """Return what is wrong with a link that stands at an address; None where it leads somewhere, or to another site."""
        target = urlsplit(urljoin(base, link))
        if target.netloc != urlsplit(ORIGIN).netloc:
            return None
        if not target.path.startswith(f"/{SUB_PATH}/"):
            return f"{link} leads out of the site's folder"
        file = unquote(target.path).removeprefix(f"/{SUB_PATH}/")
        if file.endswith("/") or not file:
            file += "index.html"
        if file not in self.files:
            return f"{link} leads nowhere" if f"{file}/index.html" not in self.files else f"{link} lacks its slash"
        if target.fragment and unquote(target.fragment) not in self._places_of(file):
            return f"{link}: the page has no such place"
        return None

    def _places_of(self, file: str) -> set[str]:
        if file not in self.places:
            tree = lxml.html.fromstring((self.folder / file).read_text(encoding="utf-8"))
            self.places[file] = set(map(str, tree.xpath("//@id")))
        return self.places[file]


def links_of(file: str, text: str) -> Iterator[str]:
    """Yield every link of a file: those of pages, styles and scripts, and whole addresses wherever they stand."""
    if file.endswith("openapi.json"):  # what it calls a server is where addresses begin, and no address
        text = re.sub(r'"servers":\s*\[[^\]]*\]', "", text)
    yield from (each.rstrip(".,;") for each in _WHOLE.findall(html.unescape(text)))
    if file.endswith(".html"):
        yield from _links_of_page(text)
    elif file.endswith(".css"):
        yield from _IN_STYLE.findall(text)
    elif file.endswith(".js"):
        yield from (static or dynamic for static, dynamic in _IN_SCRIPT.findall(text))
    elif file.endswith((".xml", ".opml")):
        yield from re.findall(r"""(?:href|src|url|xmlUrl|htmlUrl)=["']([^"']+)["']""", html.unescape(text))


def _links_of_page(text: str) -> Iterator[str]:
    tree = lxml.html.fromstring(text)
    yield from (link for _, _, link, _ in tree.iterlinks())
    yield from (part.split()[0] for each in tree.xpath("//@srcset") for part in each.split(","))
    yield from tree.xpath("//@data-today | //@data-base")
    for content in tree.xpath("//meta[@http-equiv='refresh']/@content"):
        yield content.partition("url=")[2]


def faults(folder: Path) -> list[str]:
    """Return every link of the site that leads nowhere, with the file that it stands in."""
    tree = Tree(folder)
    found: set[str] = set()
    for file in sorted(tree.files):
        if Path(file).suffix in PACKED:
            continue
        base = tree.address(file)
        links = set(links_of(file, (folder / file).read_text(encoding="utf-8")))
        found |= {f"{file}: {told}" for link in links if (told := tree.fault(base, link))}
    return sorted(found)


@pytest.mark.parametrize("name", ["site", "showcase_site"])
def test_every_address_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    """In pages, feeds, site map, data, styles and scripts: to a file of the site and, of a page, to a place that it has."""
    assert [] == faults(request.getfixturevalue(name))


def test_a_broken_address_would_be_told(tmp_path: Path) -> None:
    """A page, a place, a picture, a slash, an address in a feed and in data: each is told where it leads nowhere."""
    files = {
        "index.html": '<a href="a/">a</a><a href="a/#b">b</a><a href="a">c</a><a href="gone/">d</a><img srcset="x.png 2x">'
        '<a href="/a/">e</a><a href="https://elsewhere.example/">f</a><a href="a/#c">g</a>',
        "a/index.html": "<p id=b>",
        "feed.xml": f"<link>{ORIGIN}a/</link><content>&lt;a href=&quot;{ORIGIN}b/&quot;&gt;</content>",
        "data.json": f'{{"url": "{ORIGIN}c/", "also": ["{ORIGIN}a/#b"]}}',
        "all.css": 'a { background: url("b.svg"); }',
        "one.js": 'import { a } from "./two.js";',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert [
        "all.css: b.svg leads nowhere",
        f"data.json: {ORIGIN}c/ leads nowhere",
        f"feed.xml: {ORIGIN}b/ leads nowhere",
        "index.html: /a/ leads out of the site's folder",
        "index.html: a lacks its slash",
        "index.html: a/#c: the page has no such place",
        "index.html: gone/ leads nowhere",
        "index.html: x.png leads nowhere",
        "one.js: ./two.js leads nowhere",
    ] == faults(tmp_path)
