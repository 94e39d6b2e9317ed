"""What a reader sees of a statement is what the source said, and nothing that could do harm.

A small HTML reader of the standard library looks at what the renderer made, so that the renderer's own
`plain` is not what it is compared with.
"""

from __future__ import annotations

import string
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder import markup
from builder.markup import Renderer, body, escape
from builder.text import clean, fold
from tests.factory import PROPERTY

RENDERER = Renderer()


class Seen(HTMLParser):
    """Collects the elements, attributes and text of HTML."""

    def __init__(self, html: str) -> None:
        """Read `html` to its end."""
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element and its attributes."""
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


def shown(*paragraphs: str) -> tuple[list[str], str, str]:
    """Return the elements (marks aside) and the text that a reader sees of escaped paragraphs, and what `plain` says of them."""
    markdown = body(paragraphs)
    seen = Seen(RENDERER.html(markdown))
    elements = [element for element in seen.elements if element != "bdi"]  # a mark: builder.marks
    return elements, fold(seen.text), RENDERER.plain(markdown)


def expected(*paragraphs: str) -> tuple[list[str], str, str]:
    """Return what `shown` must say: one `p` a paragraph, nothing else, and the same characters."""
    kept = [folded for paragraph in paragraphs if (folded := fold(paragraph))]
    return ["p"] * len(kept), " ".join(kept), " ".join(kept)


@pytest.mark.parametrize(
    ("paragraph", "markdown"),
    [
        # what would begin a list, a heading, a quotation, a rule, a definition
        ("1986. A great year", r"1986\. A great year"),
        ("# No. 1", r"\# No. 1"),
        ("- one", r"\- one"),
        ("+ one", r"\+ one"),
        ("* one", r"\* one"),
        ("> one", r"\> one"),
        ("- - -", r"\- - -"),
        ("---", r"\---"),
        ("[x]: one", r"\[x]: one"),
        # what would be markup within a paragraph
        ("*one*", r"\*one\*"),
        ("_one_", r"\_one\_"),
        ("`one`", r"\`one\`"),
        ("<b>", "&lt;b>"),
        ("&amp;", "&amp;amp;"),
        ("&#38;", "&amp;#38;"),
        ("[a](b)", r"\[a](b)"),
        ("[a][b]", r"\[a][b]"),
        ("![a](b)", r"!\[a](b)"),
        (r"\*", r"\\\*"),
        ("--8<--", "--8<--"),
        ("a < b, <3, <\u0430>", "a < b, <3, <\u0430>"),
        ("<<a@b.example>", "&lt;&lt;a@b.example>"),
    ],
)
def test_markup_is_escaped(paragraph: str, markdown: str) -> None:
    """What would be read as markup is escaped with one character."""
    assert markdown == escape(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "It costs $5, doesn't it? Yes! (See p. 10.)",
        "\u201cQuoted\u201d \u2013 and \u2018quoted\u2019.",
        "AT&T, R & D, a < b, a > b",
        "snake_case and http://a.example/b_c_d?e=1&f=2",
        "an error [sic] of the source [1]",
        "-5 degrees, +5 degrees, #5, 5.5, 1.5 million",
        "12.",
        "C:\\dir {{ x }} {% y %} | a | b | ~~c~~ ^d^ :e: !!! note",
        "\uc870\uc120\uc758 \ub300\ub2f5 \u05e2\u05d1\u05e8\u05d9\u05ea",
    ],
)
def test_prose_is_left_alone(paragraph: str) -> None:
    """What is no markup is not escaped, since people edit these files by hand."""
    assert paragraph == escape(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "1. one",
        "    four spaces",
        "\tone tab",
        "[x]: http://a.example 'title'",
        "<script>alert(1)</script>",
        "<!-- one -->",
        "<? one ?>",
        "<![CDATA[one]]>",
        "<http://a.example>",
        "<a@b.example>",
        "&lt;b&gt; &copy; &nbsp; &unknown;",
        "one  \ntwo",
        "one\n===",
        "one\n---",
        "one\n\n    two",
        "one\\",
        "\\",
        "\\\\*a\\_b\\`",
        "_ _ _",
        "***",
        "``one``",
        "_one two_ three_four _five",
        "**one* two**",
        "\u0661. one",
        "\u00a01. one",
        "\u2028# one",
        "\ufeff# one",
        "\u200b1. one",
        "klzzwxh:0000 wzxhzdk:0",
    ],
)
def test_what_looks_like_markup_is_shown(paragraph: str) -> None:
    """A paragraph of markup characters is one paragraph of those characters."""
    assert expected(paragraph) == shown(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "[a[b]](c)",
        "![a[b]](c)",
        "[[a]](b)",
        "[a [b] c](d)",
        "[a[b][c]](d)",
        "[[[a]]](b)",
        "![![a]](b)",
        "[a[b]][c]",
        "[a](b(c))",
        "[a]\n(b)",
        "![a][b]",
    ],
)
def test_links_in_brackets_in_brackets(paragraph: str) -> None:
    """What could be a link is shown as it stands, brackets inside brackets too."""
    assert expected(paragraph) == shown(paragraph)


PIECES = (
    "** __ `` ]( ][ ]: ![ <b> </b> <div> <!-- --> <? ?> <![CDATA[ ]]> &amp; &#38; &#x26; &copy 1. 1) a b 1 {{ {% --8<-- ~~~ "
    "http://a.example <http://a.example> <a@b.example> word snake_case \u00e9 \ud55c\uad6d\uc5b4 \u05d0 \u200f \ufeff \U0001f600"
)
SPACES = [" ", "  \n", "    ", "\t", "\n", "\n\n", "- ", "# ", "[x]: y", "\u2028", "\u00a0", "\u3000"]
FRAGMENTS = st.sampled_from([*string.punctuation, *SPACES, *PIECES.split()])
MARKED = st.lists(FRAGMENTS, max_size=12).map("".join)
SHAPES = "[{}]({}) ![{}]({}) [{}][{}] [{}]\n({}) [{}]:{} *{}*{} _{}_{} `{}`{} {}{}"
NESTED = st.recursive(
    st.sampled_from(["a", "", "!", "\\", "b c", "[", "]", "(", ")"]),
    lambda inner: st.builds(str.format, st.sampled_from(SHAPES.split(" ")), inner, inner),
    max_leaves=8,
)


@PROPERTY
@given(st.lists(MARKED, min_size=1, max_size=3))
@example(["[x]: http://a.example", "[x]"])
@example(["a", "    b"])
@example(["<div>", "</div>"])
@example(["a <", "b>"])
def test_fragments_of_markup_are_shown(paragraphs: list[str]) -> None:
    """Whatever is put together from pieces of markup, a reader sees its characters, white space folded."""
    assert expected(*paragraphs) == shown(*paragraphs)


@PROPERTY
@given(NESTED)
@example("[a[b]](c)")
@example("![a[b]](c)")
def test_nested_markup_is_shown(paragraph: str) -> None:
    """Links, images and emphasis inside each other are shown as their characters."""
    assert expected(paragraph) == shown(paragraph)


@PROPERTY
@given(st.lists(st.text(), min_size=1, max_size=3))
@example(["\x02klzzwxh:0000\x03"])
@example(["\x0232\x03"])
@example(["\x00", "\x7f\x80\x9f", "\U0010ffff"])
def test_all_of_unicode_is_shown(texts: list[str]) -> None:
    """Any text that `clean` let through is shown as it is."""
    paragraphs = [clean(text) for text in texts]

    assert expected(*paragraphs) == shown(*paragraphs)


@PROPERTY
@given(MARKED)
def test_an_escaped_paragraph_is_one_line(paragraph: str) -> None:
    """An escaped paragraph is one line without white space at its ends, so that it stays one when files are edited."""
    made = escape(paragraph)

    assert fold(made) == made


def test_body() -> None:
    """Paragraphs are one line each, with a blank line between them and LF at the end; empty ones are left out."""
    assert "One two.\n\n\\# Three.\n" == body((" One\n two. ", "", " \t", "# Three."))


def test_body_of_nothing() -> None:
    """No paragraph gives an empty body."""
    assert "" == body(()) == body((" ", "\n"))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>one",
        "one <script>alert(1)</script>two",
        "<style>p {}</style>",
        '<img src="x" onerror="alert(1)">one',
        '<b onclick="alert(1)">one</b>',
        '<div style="position: fixed">one</div>',
        "<!-- hidden -->",
        "[one](javascript:alert(1))",
        "![one](https://a.example)",
        '[one](https://a.example "two")',
        "[one][two]",
        "<https://a.example>",
        "`one`",
        "# one",
        "- one",
        "> one",
        "1. one",
        "[one]: https://a.example",
    ],
)
def test_what_is_not_allowed_is_its_characters(text: str) -> None:
    """HTML, links, images, code, headings, lists and quotations are one paragraph of the characters they are written with."""
    seen = Seen(RENDERER.html(text))

    assert (text, ["p"], []) == (seen.text, seen.elements, seen.attributes)


def test_what_people_may_write() -> None:
    """Emphasis and escapes work in a body that a person corrected by hand, and entities are their characters."""
    seen = Seen(RENDERER.html("*one* __two__ ***three***\n\nfour \\*five\\* &lt;six&gt; &#8212;\nseven\n"))

    assert ["p", "em", "strong", "strong", "em", "p"] == seen.elements
    assert ("one two three\nfour *five* <six> \u2014\nseven", []) == (seen.text, seen.attributes)


@pytest.mark.parametrize(
    "text",
    ["!!! note", "one {: .two }", "[^1]", "~~~", "| a | b |", ":one:", "++one++", "==one==", "--8<-- x", "{{ x }}"],
)
def test_no_extension_is_on(text: str) -> None:
    """What the site's other pages may use is plain text in a statement: nothing is included, no macro runs."""
    assert (["p"], text) == ((seen := Seen(RENDERER.html(text))).elements, seen.text)


def test_one_body_does_not_change_the_next() -> None:
    """What one body defines is not known in the next."""
    renderer = Renderer()
    renderer.html("[one]: https://a.example\n\n[one]")

    assert "<p>[one]</p>" == renderer.html("[one]")


@PROPERTY
@given(st.lists(MARKED, min_size=2, max_size=3))
def test_rendering_again_gives_the_same(texts: list[str]) -> None:
    """A renderer gives what a fresh one gives, whatever it rendered before."""
    renderer = Renderer()
    for text in texts[:-1]:
        renderer.html(text)

    assert Renderer().html(texts[-1]) == renderer.html(texts[-1])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("one\n\ntwo\nthree", "one two three"),
        ("one  \ntwo", "one two"),
        ("- one\n- two\n", "- one - two"),
        ("# one\n\ntwo\n\n---\n\nthree", "# one two --- three"),
        ("**o**ne `two`", "one `two`"),
        ("a &lt; b &amp; c", "a < b & c"),
        ('<a href="https://a.example">one</a>', '<a href="https://a.example">one</a>'),
        ("", ""),
    ],
)
def test_plain(text: str, seen: str) -> None:
    """The plain text is what a reader sees; blocks are parted by a space, words are not."""
    assert seen == RENDERER.plain(text)


def parsed(text: str) -> str:
    """Return what the parser and the allow-list make of a body."""
    return nh3.clean(RENDERER._converted(text), tags=markup._TAGS, attributes={}, link_rel=None)


MARKUP = st.text(alphabet="ab1. \n\n\n-#>&;<\\*_[](){}:!=`+'\"~|^\u3000\xa0\u2028\x85xltamp", max_size=24)


@PROPERTY
@given(text=st.one_of(MARKUP, st.lists(st.text(), max_size=3).map(lambda parts: markup.body(tuple(parts)))))
@example(text="a\n\n\n\nb")
@example(text="1\\. One & two &lt; three &amp;lt; \xa0four\n\nAT&T; [5]\n")
def test_the_short_way_is_the_parsers(text: str) -> None:
    """A body of paragraphs alone is rendered without the parser, to the very same HTML."""
    assert markup.paragraphs_only(text) in (None, parsed(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo \\*three\\* &lt;four.\n", "<p>One.</p>\n<p>Two *three* &lt;four.</p>"),
        ("1\\. One\n", "<p>1. One</p>"),
        ("1. One\n", None),
        ("One\ntwo\n", None),
        ("One *two*\n", None),
        ("&copy; one\n", None),
        ("> One\n", None),
        ("", None),
    ],
)
def test_what_goes_the_short_way(text: str, expected: str | None) -> None:
    """Escaped characters go the short way, markup does not."""
    assert expected == markup.paragraphs_only(text)


def test_paragraphs_are_numbered() -> None:
    """Every paragraph has an id, in order, by which its address ends; what looks like a tag in the text has none."""
    html = RENDERER.html("One.\n\nTwo &lt;p>\n\nThree.\n")

    one, two, three, end = markup.numbered(html).split("\n")
    assert "<p id=p1>One." == one
    assert "<p id=p2>Two &lt;p&gt;" == two
    assert "<p id=p3>Three." == three
    assert "" == end
    assert "" == markup.numbered("")


@pytest.mark.parametrize(
    ("paragraph", "form"),
    [
        ("First, the exercise is to stop.", "point"),
        ("Secondly, the exercise is to stop.", "point"),
        ("1. The exercise is to stop.", "point"),
        ("2) The exercise is to stop.", "point"),
        ("(iv) The exercise is to stop.", "point"),
        ("a) The exercise is to stop.", "point"),
        ("첫째, 훈련을 중지할것이다.", "point"),
        ("第一，停止演习。", "point"),
        ("一、停止演习。", "point"),
        ("① 훈련을 중지할것이다.", "point"),
        ("- the exercise", "point"),
        ('"The exercise is to stop."', "quoted"),
        ("“The exercise is to stop.”", "quoted"),
        ("「演習」", "quoted"),
        ("First of all the exercise is to stop.", ""),
        ("1 June is the day.", ""),
        ("1.5 million people took part.", ""),
        ("-0-", ""),
        ('"Stop" and "go" are words, and so is "wait"', ""),
        ('"Stop," he said, "and wait."', ""),
        ("A man said: First, wait.", ""),
    ],
)
def test_points_and_quotations_keep_their_form(paragraph: str, form: str) -> None:
    """A paragraph that begins as a point of an enumeration, or is one quotation, is marked as such, and no other is."""
    made = markup.numbered(RENDERER.html(markup.escape(paragraph)))

    assert made.startswith(f"<p id=p1{f' class={form}' if form else ''}>")
