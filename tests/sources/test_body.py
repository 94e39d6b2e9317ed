"""Where a page's text is: pages built as ministries build theirs, modern and old, without any selector."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.capture import Record
from builder.sources import body, visible
from builder.sources.head import Head
from builder.text import clean, fold
from tests.factory import PROPERTY

FIRST = "The Ministry of Trade of the Republic has taken note of the new tariff on ropes and sails."
SECOND = "It holds that both shores will lose by it, and asks that the tariff be taken back."
LAST = "Port Ropes, 10 June"
LINKS = "<ul><li><a>Home</a><li><a>News of the ministry</a><li><a>Contact and directions</a></ul>"
FOOT = "<p>The Ministry of Trade, 1 Harbour Street. All rights are reserved by the Ministry of Trade.</p>"


def read(markup: str) -> list[str]:
    """Return the lines of the text that is found in a page."""
    root, _ = visible.document(Record(file="s/a", source="s", data=markup.encode(), path="a"))
    assert root is not None
    heading = Head(root).title()[1]
    bodies, left_out = body.find(root, heading)
    return visible.lines(bodies, {*left_out, heading})


@pytest.mark.parametrize(
    "page",
    [
        "<nav>{LINKS}</nav><main><h1>On the tariff</h1><div class='share'><a>Share</a></div><div>{TEXT}</div></main><footer>{FOOT}</footer>",
        "<div id='header'>{LINKS}</div><div class='box'><h1>On the tariff</h1><div id='txt'>{TEXT}</div></div><div id='footer'>{FOOT}</div>",
        "<form id='aspnetForm'><table><tr><td>{LINKS}</td><td><h2>On the tariff</h2><font>{TEXT}</font></td></tr></table></form>",
        "<div class='side-bar'>{FOOT}{FOOT}{FOOT}</div><h1>On the tariff</h1><div>{TEXT}</div>",
        "<main><h1>On the tariff</h1><div>{TEXT}</div><h3>More news</h3><div class='more'>{LINKS}</div></main>",
        "<h1>On the tariff</h1><div class='post'>{TEXT}</div><div class='comments'>{FOOT}{FOOT}{FOOT}{FOOT}</div>",
        "<div>{LINKS}<p>Seen by all</p><h1>On the tariff</h1>{TEXT}</div>",
        "<h1>On the tariff</h1><p class='sr-only'>Jump to the text</p><article>{TEXT}</article>",
        "<main><article><h1>On the tariff</h1>{TEXT}</article><section class='related'><article>{FOOT}</article></section></main>",
        "<main><article><h1>On the tariff</h1>{TEXT}</article><div><article>{FOOT}{FOOT}</article></div></main>",
        "<div><h1>On the tariff</h1><dl><dt>Read by</dt><dd>1,234</dd></dl>{TEXT}</div><div id='footer'>{FOOT}{FOOT}{FOOT}</div>",
        "<h1>On the tariff</h1><div itemprop='articleBody'>{TEXT}</div><div>{FOOT}</div>",
    ],
)
@pytest.mark.parametrize("text", ["<p>{0}</p><p>&nbsp;</p><p>\u3000\u3000{1}</p><p>{2}</p>", "{0}<br><br>{1}<br>\n{2}"])
def test_the_text_and_nothing_around(page: str, text: str) -> None:
    """The text is whole, its signature included; menus, share buttons, columns, comments and feet are not in it."""
    text = text.format(FIRST, SECOND, LAST)
    markup = page.replace("{TEXT}", text).replace("{LINKS}", LINKS).replace("{FOOT}", FOOT)

    assert [FIRST, SECOND, LAST] == read(f"<html><head><title>On the tariff</title></head><body>{markup}</body></html>")


def test_a_lead_above_the_text() -> None:
    """A sentence between title and text opens the text, wherever it stands; one above the title does not."""
    page = f"<title>On ropes</title><div>{FOOT}</div><main><div><h1>On ropes</h1><p>{FIRST}</p></div><div><div>{SECOND * 5}</div></div></main>"

    assert [FIRST, SECOND * 5] == read(page)


def test_parts_of_a_text() -> None:
    """Where a text stands in several elements of one kind, all are taken, though one is much longer."""
    page = f"<title>x</title><main><div class='part'>{FIRST * 9}</div><div class='part'>{SECOND}</div></main>"

    assert [FIRST * 9, SECOND] == read(page)


def test_links_in_a_text() -> None:
    """A paragraph with a link, a list of points and a closing line of links beside the text stay."""
    page = f"<h1>On ropes</h1><div><p>{FIRST}<a>Treaty</a></p><ul><li>ropes<li>sails</ul><p><a>The treaty</a></p></div>"

    assert [f"{FIRST}Treaty", "ropes", "sails", "The treaty"] == read(page)


def test_a_page_of_few_words() -> None:
    """Without anything that reads like a sentence, the element that HTML marks is the text, else the page."""
    assert ["Yes."] == read("<div>Menu</div><article>Yes.</article>")
    assert ["Menu", "Yes."] == read("<div>Menu</div><div>Yes.</div>")


@pytest.mark.parametrize(
    ("line", "linked", "expected"),
    [
        ("Ropes are long and sails are wide.", 0, True),
        ("Ropes are long and sails are wide", 0, False),
        ("Ropes are long.", 0, False),
        ("我们注意到有关报道，希望各方保持克制。", 0, True),
        ("Ropes are long and sails are wide.", 30, False),
        ("word " * 13, 0, True),
    ],
)
def test_what_reads_like_a_sentence(line: str, linked: float, *, expected: bool) -> None:
    """A line is prose where it is long, or ends as sentences do and is not short; one made of links is none."""
    assert expected is body.is_prose(line, linked)


PARAGRAPHS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).filter(
        lambda text: fold(clean(text))
    ),
    min_size=1,
    max_size=6,
)


@PROPERTY
@given(PARAGRAPHS, st.sampled_from(["div", "td", "section", "center", "article"]))
def test_no_paragraph_is_lost(paragraphs: list[str], element: str) -> None:
    """Whatever the paragraphs of the one element with sentences say, all of them are there, each as it was."""
    texts = [FIRST, *paragraphs, SECOND]
    inner = "".join(f"<p>{escape(clean(each))}</p>" for each in texts)
    whole = f"<tr><{element}>{inner}</{element}></tr>"
    page = f"<div>{LINKS}</div><h1>On ropes</h1>{f'<table>{whole}</table>' if element == 'td' else whole}{LINKS}"

    assert [fold(line) for each in texts for line in clean(each).splitlines() if fold(line)] == read(page)
