"""What a reader sees of a body is what the source said: every character, white space folded, without exception."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from builder import archive, markup
from builder.markup import Renderer
from builder.text import clean, fold
from tests.factory import PROPERTY

CORPORA = {"trove": 400, "korean": 6}
"""The folders of further texts, and how many texts each holds."""

MARKDOWN = [
    *"\\`*_{}[]()#+-.!|~^:=$",
    "**",
    "__",
    "1. ",
    "- ",
    "    ",
    "===",
    "---",
    "]: x",
    "[a][b]",
    "![a](b)",
    "{: .x}",
]
HTML = [
    *"<>&;\"'/",
    "<b>",
    "</p>",
    "<p>",
    "<div>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<![CDATA[",
    "<script>",
    "&amp;",
    "&copy",
    "&#65;",
]
YAML = [
    "---",
    "key: value",
    "%YAML",
    "!!python",
    "? ",
    "@",
    "'",
    "NO",
    "12:30",
    "{{ x }}",
    '--8<-- "x"',
    "http://a.b",
    "a@b.c",
]
INSIDE = ["\x02", "\x03", "klzzwxh:0000", "wzxhzdk:0", "\x02klzzwxh:0001\x03", "\x02amp\x03"]
"""What Python-Markdown itself puts between what it has read and what it has not."""

UNICODE = [
    *"\u00a0\u3000\u2003\u2028\u0085\x7f\x80\x9b\u00ad\ufeff\u200b\u200c\u200d\u2060\u200e\u200f\u061c\u202e\u202a\u202c\u2066\u2069",
    "e\u0301",
    "\u1100\u1161",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u0915\u094d\u200d\u0937",
    "\U0001f469\u200d\U0001f4bb",
    "\u2764\ufe0f",
    "\U00020bb7",
]
PIECES = [*MARKDOWN, *HTML, *YAML, *INSIDE, *UNICODE, " ", "a", "b1", "Word"]

PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=40), min_size=1, max_size=4
)
"""Paragraphs of what Markdown, HTML, YAML and Unicode treat in a way of its own, and of any characters at all."""


def source(paragraphs: list[str]) -> str:
    """Return the words of a source's paragraphs, white space folded."""
    return fold(" ".join(paragraphs))


def page(bodies: list[str]) -> str:
    """Return a page that holds each body, as HTML, in an article of its own."""
    articles = "".join(f"<article>\n{each}\n</article>" for each in bodies)
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Bodies</title><body>{articles}</body></html>'


def read(text: str) -> list[str]:
    """Return what an HTML parser reads in each article of a page, white space folded."""
    root = lxml.html.fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    return [fold(article.text_content()) for article in root.iter("article")]


def cleaned(paragraphs: list[str]) -> list[str]:
    """Return paragraphs as a parser hands them on: cleaned, one line each."""
    return [line for text in paragraphs if (line := fold(clean(text)))]


def generated(number: int) -> Iterator[list[str]]:
    """Yield lists of hostile paragraphs, the same in every run."""
    chance = random.Random(4)
    for _ in range(number):
        made = ["".join(chance.choices(PIECES, k=chance.randint(1, 16))) for _ in range(chance.randint(1, 4))]
        if cleaned(made):
            yield cleaned(made)


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> list[list[str]]:
    """Return the paragraphs of every text of a corpus; skip without the option that says where they are."""
    folder = request.config.getoption("--corpora")
    if folder is None:
        pytest.skip("give --corpora DIR, a folder of further texts, to try them")
    files = sorted((folder / request.param).glob("*.txt"))
    assert CORPORA[request.param] == len(files)
    return [cleaned(file.read_bytes().decode("utf-8-sig").splitlines()) for file in files]


@pytest.fixture(scope="module")
def captured(root: Path) -> list[list[str]]:
    """Return the paragraphs of every text of the repository's captures, official or not."""
    texts: list[str] = []
    for file in sorted(path for path in (root / "content/captures").rglob("*") if path.is_file()):
        text = file.read_text(encoding="utf-8")
        is_rows = file.suffix == ".jsonl"
        texts += [json.loads(line).get("story_text") or "" for line in text.splitlines()] if is_rows else [text]
    assert len(texts) >= 770
    return [paragraphs for text in texts if (paragraphs := cleaned(text.splitlines()))]


@pytest.fixture(scope="module")
def browser_page(browser: Browser) -> Iterator[Page]:
    """Open one page of Chromium."""
    page = browser.new_page()
    yield page
    page.close()


def rendered(texts: list[list[str]]) -> list[str]:
    """Return the HTML of each text's body, by way of its Markdown."""
    renderer = Renderer()
    return [renderer.html(markup.body(tuple(paragraphs))) for paragraphs in texts]


def differing(texts: list[list[str]], shown: list[str]) -> list[tuple[str, str]]:
    """Return what the source said and what is shown, for each text where the two differ."""
    expected = [source(paragraphs) for paragraphs in texts]
    return [(said, seen) for said, seen in zip(expected, shown, strict=True) if said != seen]


def seen_in(browser: Page, folder: Path, bodies: list[str]) -> tuple[list[str], list[str]]:
    """Return what Chromium shows of each body (`innerText`) and what its document holds (`textContent`)."""
    file = folder / "bodies.html"
    file.write_text(page(bodies), encoding="utf-8", newline="")
    browser.goto(file.as_uri())
    held = browser.evaluate("[...document.querySelectorAll('article')].map(a => [a.innerText, a.textContent])")
    return [fold(inner) for inner, _ in held], [fold(content) for _, content in held]


@PROPERTY
@given(PARAGRAPHS)
@example(["a\ufeffb"])
@example(["\x02klzzwxh:0000\x03 *", "1. \u202e."])
def test_any_text_is_shown_as_it_is(paragraphs: list[str]) -> None:
    """Whatever the paragraphs hold, a parser of HTML reads the same words, and as many paragraphs."""
    kept = cleaned(paragraphs)

    (made,) = rendered([kept])

    assert [source(kept)] == read(page([made]))
    assert len(kept) == len(re.findall("<p>", made))


@PROPERTY
@given(PARAGRAPHS)
def test_plain_text_is_what_a_reader_sees(paragraphs: list[str]) -> None:
    """Excerpts and feeds take a body's plain text, and that is what is shown too."""
    kept = cleaned(paragraphs)

    assert source(kept) == Renderer().plain(markup.body(tuple(kept)))


def test_every_capture_is_shown_as_it_is(captured: list[list[str]]) -> None:
    """Every text of the captures is shown as its source has it, whether the archive takes it or not."""
    assert [] == differing(captured, read(page(rendered(captured))))


def test_every_further_text_is_shown_as_it_is(corpus: list[list[str]]) -> None:
    """So is every text of the corpora, scanned and mangled as they are."""
    assert [] == differing(corpus, read(page(rendered(corpus))))


@pytest.mark.browser
def test_a_browser_shows_the_same(captured: list[list[str]], browser_page: Page, tmp_path: Path) -> None:
    """Chromium shows every capture and some hundred hostile texts as they are, and reads them as the parser here does."""
    texts = [*captured, *generated(600)]
    bodies = rendered(texts)

    shown, held = seen_in(browser_page, tmp_path, bodies)

    assert [] == differing(texts, shown)
    assert [] == differing(texts, held)
    assert read(page(bodies)) == held


@pytest.mark.browser
def test_a_browser_shows_every_further_text(corpus: list[list[str]], browser_page: Page, tmp_path: Path) -> None:
    """Chromium shows every text of the corpora as it is."""
    shown, held = seen_in(browser_page, tmp_path, rendered(corpus))

    assert [] == differing(corpus, shown)
    assert [] == differing(corpus, held)


MOST_ADDED = 1 / 2000
"""Characters that escaping may add for each character of the source."""


def added(texts: list[list[str]]) -> float:
    """Return how many characters escaping adds for each character of the texts: backslashes and letters of entities."""
    before = sum(len(fold(paragraph)) for paragraphs in texts for paragraph in paragraphs)
    after = sum(len(markup.escape(paragraph)) for paragraphs in texts for paragraph in paragraphs)
    return (after - before) / before


def test_escaping_adds_little(captured: list[list[str]], record_property: Callable[[str, object], None]) -> None:
    """In the captures fewer than 1 character in 2,000 is added, so that the files stay pleasant to edit."""
    share = added(captured)
    record_property("one added character in", round(1 / share) if share else 0)

    assert share < MOST_ADDED


def test_escaping_adds_little_to_further_texts(corpus: list[list[str]]) -> None:
    """Nor in the corpora, where a scan makes marks of everything."""
    assert added(corpus) < MOST_ADDED


def test_statements_hold_few_escapes(root: Path) -> None:
    """In the archive's own files an escape is as rare."""
    entries, _ = archive.read(root / "content")
    bodies = [entry.statement.body for entry in entries]
    plain = Renderer()

    grown = sum(len(body.strip()) - len(re.sub(r"\s+", " ", plain.plain(body))) for body in bodies)
    separators = sum(body.strip().count("\n\n") for body in bodies)

    assert (grown - separators) / sum(map(len, bodies)) < MOST_ADDED
