"""What a reader sees of a page: lines, what is hidden, and bytes in the encoding that the page names."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.capture import Record
from builder.sources import visible
from builder.text import clean, fold
from tests.factory import PROPERTY


def record(data: str | bytes) -> Record:
    """Return a capture of some bytes."""
    raw = data.encode() if isinstance(data, str) else data
    return Record(file="s/a.html", source="s", data=raw, path="a.html")


def seen(markup: str | bytes) -> list[str]:
    """Return the lines of a page."""
    root, said = visible.document(record(markup))
    assert [] == [problem for problem in said if not problem.warning]
    return visible.lines([root])


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("<div>One<br>Two<br/><br>Three</div>", ["One", "Two", "Three"]),
        ("<p>wrapped\n   text <b>bo</b>ld <!-- no -->here</p>", ["wrapped text bold here"]),
        ("<div>before<p>in</p>after</div>", ["before", "in", "after"]),
        ("<p>&lt;b&gt; &amp;amp; &eacute;&#8212;&#x2014;&nbsp;x</p>", ["<b> &amp; \u00e9\u2014\u2014 x"]),
        ("<p>a<script>var b='</p>'</script>c<style>p{}</style>d<noscript>e</noscript></p>", ["acd"]),
        ("<p hidden>a</p><p style='color:red; DISPLAY : none'>b</p><p style='x:display'>c</p>", ["c"]),
        ("<p>a<span hidden>b</span>c</p>", ["ac"]),
        ("<p>a<span hidden>b<i>c</i><br></span>d</p>", ["ad"]),
        ("<table><tr><td>a<th>b<tr><td>c</table>", ["a b", "c"]),
        ("<pre>a  b\n c</pre> d", ["a b", "c", "d"]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", ["a", "b", "c"]),
        ("<button>Share</button><p>a</p><select><option>b</select>", ["a"]),
        ("<?xml version='1.0' encoding='euc-kr'?><html><body>é</body></html>", ["é"]),
    ],
)
def test_lines(markup: str, expected: list[str]) -> None:
    """Block elements and breaks end a line; what a reader does not see is left out; the words around it stay."""
    assert expected == seen(f"<!doctype html><body>{markup}" if "?xml" not in markup else markup)


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("utf-8", "utf-8"),
        ("euc-kr", "cp949"),
        ("windows-1251", "cp1251"),
        ("ISO-8859-1", "cp1252"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("iso-2022-jp", "iso-2022-jp"),
    ],
)
def test_the_encoding_that_the_page_names(label: str, codec: str) -> None:
    """A page is read in the encoding of its meta element, in the wider form that browsers take the name for."""
    words = {"cp949": "대변인 담화", "cp1251": "Заявление", "cp1252": "\u201cCaf\u00e9\u201d", "utf-8": "담화 é"}
    text = words.get(codec, "声明" if codec == "gb18030" else "談話")
    markup = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={label}"></head><p>{text}'

    assert [text] == seen(markup.encode(codec))


def test_a_page_saved_as_another_encoding() -> None:
    """A browser may save a page as UTF-8 and leave the old name in it; the bytes decide."""
    assert ["담화"] == seen('<meta charset="euc-kr"><p>담화'.encode())


@pytest.mark.parametrize("data", ["", "<!-- only -->", "   "])
def test_no_page(data: str) -> None:
    """Bytes without any element are refused, and so is nothing at all."""
    root, said = visible.document(record(data))

    assert root is None or [] == visible.lines([root])
    assert root is not None or ["html"] == [problem.code for problem in said]


def test_a_deep_page_is_read_whole_or_refused() -> None:
    """Text inside a thousand elements is not lost: it is there, or the page is refused."""
    for depth in (200, 1000, 5000, 100_000):
        root, said = visible.document(record("<div>" * depth + "deep"))

        assert said if root is None else ["deep"] == visible.lines([root])


@PROPERTY
@given(st.lists(st.text(st.characters(codec="utf-8")).filter(lambda text: fold(clean(text))), max_size=5))
def test_paragraphs_come_back(paragraphs: list[str]) -> None:
    """Whatever paragraphs hold, marked up they are the same lines."""
    expected = [fold(line) for each in paragraphs for line in [clean(each).replace("\r", " ")] if fold(line)]
    markup = "".join(f"<p>{escape(clean(each))}</p>" for each in paragraphs)

    assert expected == seen(f"<html><body>{markup}</body></html>")


@PROPERTY
@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Whatever the bytes, there is a page or a reason."""
    root, said = visible.document(record(b"<html>" + data))

    assert root is not None or said
