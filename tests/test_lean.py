"""Pages are made smaller in no other way than HTML allows: a browser reads the same."""

from __future__ import annotations

import jinja2
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import lean
from tests.factory import PROPERTY


def rendered(source: str, **values: object) -> str:
    """Return what a lean template makes of some values."""
    return jinja2.Environment(extensions=[lean.Lean], autoescape=False).from_string(source).render(**values)


def read(text: str) -> str:
    """Return a page as a parser of HTML reads it, written out in full."""
    tree = lxml.html.document_fromstring(text)
    for each in tree.iter():
        each.text, each.tail = (each.text or "").strip(), (each.tail or "").strip()
    return str(lxml.html.tostring(tree, method="xml", encoding="unicode"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p class="a" id="b c">x</p>', '<p class=a id="b c">x</p>'),
        ('<a href="{{ at }}">x</a>', "<a href=../a/>x</a>"),
        ('<a title="{{ words }}"{% if at %} rel="next"{% endif %}>x</a>', "<a title='a \" b' rel=next>x</a>"),
        ('<a title="{{ spoken }}">x</a>', '<a title="it\'s so">x</a>'),
        ('<a href="{{ at }}.{{ at }}">x</a>', '<a href="../a/.../a/">x</a>'),
        ('<img alt="" src="a.svg">', '<img alt="" src=a.svg>'),
        ("  <ul>\n\n    <li>a</li>\n  </ul>", "  <ul>\n<li>a</ul>"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<dl><div><dt>a<dd>b</div></dl>"),
        ("<p>a</p>\n<p>b</p> c", "<p>a<p>b</p> c"),
        ("<a><p>a</p></a>", "<a><p>a</p></a>"),
        ('{% set word = "x" %}{# a="b" #}{{ word }}', "x"),
        ('{% macro a(level="h2") %}<{{ level }} id="x">{% endmacro %}{{ a() }}', "<h2 id=x>"),
    ],
)
def test_a_template_says_less(source: str, expected: str) -> None:
    """Quotation marks, ends and indentation go where they need not be; what a template's own language says stays."""
    assert expected == rendered(source, at="../a/", words="a &#34; b", spoken="it&#39;s so")


@PROPERTY
@given(st.text(st.sampled_from("ab/.-=<>'`&; \n\"é"), max_size=8))
def test_any_value_of_an_attribute_is_read_as_it_is(value: str) -> None:
    """Whatever an attribute holds, a browser reads the same value from the lean template as from the full one."""
    source = '<p><a title="{{ value | e }}" class="b">x</a></p><p id="{{ value | e }}">y</p>'
    full = jinja2.Template(source).render(value=value)

    assert read(full) == read(rendered(source, value=value))
    if " ".join(value.split()) == value:
        assert read(full) == read(lean.page(full))


def test_a_page_keeps_its_places() -> None:
    """A place that is filled later may be filled with anything, so it stays within its quotation marks."""
    assert '<a href="\x00canonical\x00" rel=x>="y" a' == lean.page(
        '<a href="\x00canonical\x00"  rel="x">="y"\n a'.replace("\n", "")
    )
