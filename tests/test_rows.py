"""A line of a list: cut at a word, a sentence or a wide letter, and safe whatever it holds."""

from __future__ import annotations

import unicodedata

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import rows
from builder.text import fold
from tests.factory import PROPERTY


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("one two", 7, "one two"),
        ("one two", 6, "one…"),
        ("one  two", 7, "one two"),
        ("one, two", 7, "one…"),
        ("외무성 대변인", 13, "외무성 대변인"),
        ("외무성 대변인", 12, "외무성…"),
        ("외무성대변인", 7, "외무성…"),
        ("abcdef", 3, "abc…"),
        ("", 3, ""),
    ],
)
def test_columns(text: str, most: int, expected: str) -> None:
    """A text is cut at a word; a wide letter takes two columns."""
    assert expected == rows.columns(text, most)


@PROPERTY
@given(st.text(), st.integers(1, 60))
def test_columns_are_never_too_many(text: str, most: int) -> None:
    """What is shown, without its ellipsis, is the text's beginning and takes at most the columns it may."""
    shown = rows.columns(text, most)
    kept = shown if shown == fold(text) else shown.removesuffix("…")

    assert fold(text).startswith(kept)
    assert sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in kept) <= most


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The first sentence of a text is what a list shows of it, no more. The second is not.", 65),
        ("Yes. The first sentence of a text is what a list shows of it. The second is not.", 61),
        ("The forces of the U.S. and of others held a drill again in the waters. More.", 70),
        ("The forces of the others held a drill again in the waters of the U.S. and left. More.", 79),
        ("“The first sentence of a text is what a list shows of it, no more.” The second is not.", 67),
    ],
)
def test_opening_is_the_first_sentence(text: str, expected: int) -> None:
    """A list shows the first sentence; a full stop that comes soon or after a capital does not end it."""
    assert text[:expected] == rows.opening(text)


def test_opening_of_a_script_without_spaces() -> None:
    """A full stop of another script ends a sentence without a space after it."""
    first = "外務省は" + "本日" * 13 + "声明を発表した。"

    assert first == rows.opening(first + "続き。")


def test_a_long_opening_is_cut() -> None:
    """A sentence of more than 120 columns is cut at a word."""
    assert " ".join(["word"] * 24) + "…" == rows.opening("word " * 100)


def full(**changes: str) -> str:
    """Return a line."""
    texts = {"date": "2024-02-03", "day": "3 Feb", "about": rows.about("B & C", "Letter", 3), "text": "It begins."}
    return rows.full("statements/2024/b/a/", changes.pop("title", "A"), changes.pop("language", ""), **texts | changes)


def test_full() -> None:
    """A line has day, title, ministry with its colour, kind and first sentence, and leads from the site's root."""
    assert (
        "<li><time datetime=2024-02-03>3 Feb</time><div><a href=\x00/statements/2024/b/a/>A</a>"
        "<p><i class=m3></i>B &amp; C · Letter<p>It begins.</div>"
    ) == full()


def test_language_is_named() -> None:
    """Title and sentence in another language than the page's say which."""
    line = lxml.html.fromstring(full(language="ko", title="외무성"))

    assert ["ko", "ko"] == line.xpath(".//@lang")
    assert ["a", "p"] == [element.tag for element in line.xpath(".//*[@lang]")]


@PROPERTY
@given(st.text(), st.text())
def test_no_text_becomes_markup(title: str, text: str) -> None:
    """Whatever title and text hold, the line has the same elements."""
    made = full(title=title.replace("\x00", ""), text=text.replace("\x00", ""))

    elements = [each.tag for each in lxml.html.fromstring(made).iter() if each.tag != "bdi"]
    assert ["li", "time", "div", "a", "p", "i", "p"] == elements


def test_an_address_that_a_person_chose() -> None:
    """A file's name may hold anything; its address is one value, and leads to the file."""
    made = rows.brief('statements/2024/b/a b" onclick=x%/', "A", "", day="3 Feb", ministry="B")

    (anchor,) = lxml.html.fromstring(made).cssselect("a")
    assert {"href": "\ufffd/statements/2024/b/a%20b%22%20onclick%3Dx%25/"} == {
        name: value.replace("\x00", "\ufffd") for name, value in anchor.attrib.items()
    }


@pytest.mark.parametrize(
    ("root", "path", "expected"),
    [
        ("../..", "tags/a/index.md", "<a href=../../statements/2024/b/a/>"),
        ("../../..", "statements/2024/05/index.md", "<a href=../b/a/>"),
        ("../../../..", "statements/2024/b/oldest/index.md", "<a href=../a/>"),
        ("../../..", "statements/2024/b/index.md", "<a href=a/>"),
        ("..", "statements/index.md", "<a href=2024/b/a/>"),
        (".", "index.md", "<a href=./statements/2024/b/a/>"),
    ],
)
def test_rooted(root: str, path: str, expected: str) -> None:
    """A line leads from where its page is, by the shortest way where that is among the statements."""
    assert expected == rows.rooted("<a href=\x00/statements/2024/b/a/>", root, path)


def test_a_line_is_small() -> None:
    """However long title and text are, and however wide their letters, a line takes less than 1.2 KB."""
    assert len(full(title="신문 " * 900, text="신문 " * 900).encode()) < 1200


def test_days() -> None:
    """Days stand under their months, each a link."""
    dates = [("2024-03-05", "a/"), ("2024-03-01", "b/"), ("2024-02", "c/"), ("2024", "d/")]

    assert (
        "<li>Mar <a href=\x00/a/>5</a> <a href=\x00/b/>1</a>"
        "<li>Feb <a href=\x00/c/>undated</a><li> <a href=\x00/d/>undated</a>"
    ) == rows.days(dates)
