"""Characters that hide: found wherever they stand, told by number and name, and unable to order anything else."""

from __future__ import annotations

import gzip
import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from builder import marks
from builder.markup import Renderer, body
from tests import sample
from tests.conftest import run_builder
from tests.factory import PROPERTY

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
CONTROLS = "\x01\x07\x1b\x7f\x80\x85\x9f"
TEXT = st.text(
    st.one_of(st.sampled_from(BIDI + ZERO_WIDTH + CONTROLS), st.sampled_from('ab<>&" \u05d0\u0628')), max_size=30
)
STYLES = Path(__file__).resolve().parents[1] / "overrides/assets/stylesheets/archive.css"


@pytest.mark.parametrize("character", BIDI + ZERO_WIDTH + CONTROLS, ids=lambda c: f"{ord(c):04X}")
def test_every_hiding_character_is_found(character: str) -> None:
    """Controls, marks and overrides of direction and zero-width marks are found between letters, at either end and alone."""
    for text, at in ((f"ab{character}cd", 2), (f"{character}ab", 0), (f"ab{character}", 2), (character, 0)):
        assert [at] == [mark.at for mark in marks.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "plain words\tand\nlines",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: the non-joiner is spelling
        "\u0915\u094d\u200d\u0937",  # Hindi: the joiner chooses the half form
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",  # Sinhala
        "\U0001f469\u200d\U0001f4bb",  # woman technologist
        "\U0001f469\U0001f3fd\u200d\U0001f692",  # with a skin tone
        "\u2764\ufe0f\u200d\U0001f525",  # heart on fire, with a selector
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of England
        "\u00a0\u3000\u2003",
    ],
)
def test_what_belongs_is_no_mark(text: str) -> None:
    """Joiners in scripts that need them and inside emoji, a flag's tags and spaces are no marks."""
    assert [] == list(marks.find(text))


@pytest.mark.parametrize(
    "text", ["lib\u200derty", "\U0001f469\u200dx", "\u0645\u200b\u0645", "a\U000e0041", "\u05d0\u200d", "1\u200d\u0628"]
)
def test_what_does_not_belong_is_one(text: str) -> None:
    """A joiner between Latin letters or behind an emoji that nothing follows, and a lone tag, are marks."""
    assert 1 == len(list(marks.find(text)))


def test_a_mark_has_number_and_name() -> None:
    """A mark is named as Unicode names it; controls have only a number."""
    override, control = marks.find("\u202e\x9f")

    assert "U+202E right-to-left override" == override.name
    assert "U+009F control character" == control.name


def test_places_are_told() -> None:
    """A report has a line for each kind, its places counted from 1, and cuts a long list."""
    said = list(
        marks.report([("title", "a\u202eb"), ("paragraph 1", "\u00ad\u00ad"), ("paragraph 2", "x\u00ad")], most=2)
    )

    assert [
        "U+00AD soft hyphen, 3 times: paragraph 1 character 1, paragraph 1 character 2 and 1 more",
        "U+202E right-to-left override, 1 time: title character 2",
    ] == said


def test_plain_places_tell_the_number() -> None:
    """Where no markup can stand, the number stands in the character's place."""
    assert "Peace[U+202E] & <b>" == marks.told("Peace\u202e & <b>")


def test_pages_show_an_element() -> None:
    """On a page the character stands isolated in an element that names it; the rest is escaped."""
    expected = 'a<bdi class="mark" data-mark="U+202E" title="U+202E right-to-left override">\u202e</bdi>&lt;b'

    assert expected == marks.shown("a\u202e<b")


@PROPERTY
@given(TEXT)
def test_marked_text_holds_the_same_characters(text: str) -> None:
    """Taking the elements away gives the text back, and outside them no hiding character stands."""
    made = marks.shown(text)

    assert text == html.unescape(re.sub("<[^>]*>", "", made))
    assert [] == list(marks.find(re.sub("<bdi.*?</bdi>", "", made, flags=re.DOTALL)))
    assert [] == list(marks.find(marks.told(text)))


def test_tags_are_left_whole() -> None:
    """In HTML only text is marked; an attribute tells the number."""
    made = marks.in_html('<p><a href="/x" title="a\u202eb">c\u200bd</a></p>')

    assert made.startswith('<p><a href="/x" title="a[U+202E]b">c<bdi class="mark" data-mark="U+200B"')
    assert made.endswith(">\u200b</bdi>d</a></p>")


def test_a_body_keeps_and_shows_them() -> None:
    """The Markdown keeps each character (a control that no editor shows as its number), the page marks it, a feed tells it."""
    written = body(("a\u202eb\x07c\x02",))
    renderer = Renderer()

    assert "a\u202eb&#7;c&#2;\n" == written
    assert 3 == renderer.html(written).count('<bdi class="mark"')
    assert "<p>a[U+202E]b[U+0007]c[U+0002]</p>" == renderer.feed(written)
    assert "a\u202eb\x07c\x02" == renderer.plain(written)


def test_ingest_reports_and_keeps_them(tmp_path: Path) -> None:
    """Ingest warns with place and number, refuses nothing, and a second run changes nothing."""
    folder = sample.make(tmp_path)
    sample.put(folder, "press/a.jsonl", sample.row(sample.OPENING, "The tariff\u202e of\x07 our neighbour.") + "\n")

    made = sample.ingested(folder)

    hint = "(compare it with the source; the file keeps it, and the page shows it as a mark)"
    where = "content/captures/press/a.jsonl:1: hidden-character: "
    assert [
        f"{where}U+0007 control character, 1 time: paragraph 2 character 15 {hint}",
        f"{where}U+202E right-to-left override, 1 time: paragraph 2 character 11 {hint}",
    ] == [str(problem).removeprefix("warning: ").replace(" warning:", "") for problem in made.problems]
    assert made.is_clean
    (statement,) = sample.statements(folder).values()
    assert statement.body.endswith("The tariff\u202e of&#7; our neighbour.\n")
    assert {} == dict(sample.ingested(folder).writes)


def test_ingest_reports_them_in_every_record(tmp_path: Path) -> None:
    """What is no statement and what is refused is told too, and so is what no page can hold and is left out."""
    folder = sample.make(tmp_path)
    rows = [
        sample.row("Rain\u202e falls.", title="News"),
        sample.row("Rain.", day="never", title="A\u200bB"),
        sample.row(sample.OPENING, "The\x00 tariff\ud800.\x00"),
    ]
    sample.put(folder, "press/a.jsonl", "\n".join(rows) + "\n")
    sample.put(folder, "watch/a.txt", sample.page(sample.OPENING, "Ropes. " * 2000 + "\x00 Sails."))

    made = sample.ingested(folder)

    found = {
        (problem.path[-7:], problem.line, problem.code, problem.message.split(" ")[0]) for problem in made.problems
    }
    assert {
        ("a.jsonl", 1, "hidden-character", "U+202E"),
        ("a.jsonl", 2, "hidden-character", "U+200B"),
        ("a.jsonl", 2, "no-date", "no"),
        ("a.jsonl", 3, "lost-character", "U+0000,"),
        ("a.jsonl", 3, "lost-character", "U+D800,"),
        ("h/a.txt", 0, "lost-character", "U+0000,"),
    } == found


@pytest.mark.site
def test_a_site_shows_them(archive_copy: Path) -> None:
    """Title, list, head, feed and search: nowhere does the character of a title stand bare, and words stay whole."""
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    file = archive_copy / f"content/{path}.md"
    sample.edit(file, 'title: "Press Statement', 'title: "Press \\u202E Statement')
    sample.edit(file, "nuke for nuke", "nu\u00adke for nu\u202eke")
    sample.edit(
        file,
        "corrections: []",
        'corrections: [{date: "2026-01-02", by: "me", note: "a\\u2067b: the source has U+202E, U+2067"}]',
    )
    done = run_builder(archive_copy, "build", "--site-dir", "built")
    assert done.returncode == 0, done.stderr
    built = archive_copy / "built"
    marked = re.compile('<bdi class="mark" [^>]*>.</bdi>')

    for page in (f"{path}/index.html", "index.html", "statements/2023/index.html"):
        text = (built / page).read_text(encoding="utf-8")
        assert [] == list(marks.find(marked.sub("", text))), page
    text = (built / path / "index.html").read_text(encoding="utf-8")
    assert {"U+202E", "U+00AD", "U+2067"} == set(re.findall('data-mark="([^"]*)"', text))
    assert "<title>Press [U+202E] Statement of" in text
    for feed in built.glob("feeds/*.xml"):
        assert [] == list(marks.find(feed.read_text(encoding="utf-8")))
    titles = gzip.decompress((built / "search/titles/0.idx").read_bytes()).decode()
    assert [] == list(marks.find(titles))
    assert "Press [U+202E] Statement of Spokesperson" in titles


@pytest.mark.browser
@pytest.mark.parametrize("is_styled", [True, False], ids=["styled", "bare"])
def test_nothing_is_reordered(browser: Browser, tmp_path: Path, *, is_styled: bool) -> None:
    """Whatever marks stand in a text, its letters stand from left to right in their order, and so does what follows."""
    texts = [f"ab{mark}cd {mark}ef" for mark in BIDI] + ["ab\u2067\u202ecd\u2069\u2069ef", "\u202e\u2066ab\u202c cd"]
    rows = "".join(f"<p><bdi>{marks.shown(text)}</bdi> gh (1)</p>" for text in texts)
    style = f"<style>{STYLES.read_text(encoding='utf-8')}</style>" if is_styled else ""
    file = tmp_path / "marks.html"
    file.write_text(f"<!doctype html><meta charset=utf-8>{style}<body>{rows}", encoding="utf-8")
    opened = browser.new_page()
    opened.goto(file.as_uri())

    places = opened.evaluate(
        """() => [...document.querySelectorAll("p")].map(p => {
          const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), found = [];
          while (walker.nextNode()) [...walker.currentNode.data].forEach((c, i) => {
            if (!/[a-z]/.test(c)) return;
            const range = document.createRange();
            range.setStart(walker.currentNode, i); range.setEnd(walker.currentNode, i + 1);
            found.push(range.getBoundingClientRect().left);
          });
          return found;
        })"""
    )

    assert [sorted(each) for each in places] == places
    assert all(len(each) >= 6 for each in places)
    opened.close()
