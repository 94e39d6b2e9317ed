"""White space, characters that XML forbids, slugs, excerpts, and phrases as patterns."""

from __future__ import annotations

import re
import unicodedata
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder.marks import told
from builder.text import SLUG_LENGTH, clean, control_at, excerpt, fold, phrase_pattern, slug
from tests.factory import PROPERTY

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WORD = st.text("abc\u00e9\uc678'", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \t\r\n ", ""),
        ("  a  b\tc\n\nd ", "a b c d"),
        ("a\u00a0b\u3000c\u2003d", "a b c d"),
        ("a\u2028b\u2029c\u0085d", "a b c d"),
        ("a\u200bb", "a\u200bb"),
    ],
)
def test_fold(text: str, expected: str) -> None:
    """Every run of white space, of whatever kind, is one space; a zero width space is none."""
    assert expected == fold(text)


@PROPERTY
@given(TEXT)
def test_fold_keeps_words(text: str) -> None:
    """Folding loses no character but white space, and a second time changes nothing."""
    folded = fold(text)

    assert [char for char in text if not char.isspace()] == [char for char in folded if char != " "]
    assert folded == fold(folded)
    assert ("  " in folded, folded[:1] == " ", folded[-1:] == " ") == (False, False, False)


def is_xml(char: str) -> bool:
    """Tell whether XML 1.0 (section 2.2, production Char) allows a character."""
    code = ord(char)
    return code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def is_character(char: str) -> bool:
    """Tell whether a page can hold a character: all but NUL, halves of pairs and the two that Unicode never uses."""
    return is_xml(char) or 0 < ord(char) < 0x20


@PROPERTY
@given(st.text())
@example("".join(map(chr, range(0x20))))
@example("\ud800\udfff\ufffe\uffff\ufffd\ue000\U0010ffff\x7f\x80\x9f")
def test_clean_keeps_what_a_page_can_hold(text: str) -> None:
    """What is no character is dropped, a control that separates is a line end; the rest is in the form NFC."""
    kept = "".join("\n" if char.isspace() and not is_xml(char) else char for char in text if is_character(char))

    assert unicodedata.normalize("NFC", kept) == clean(text)


@PROPERTY
@given(st.text())
def test_clean_text_fits_in_xml(text: str) -> None:
    """An XML parser reads cleaned text back once its marks are told (line ends aside, which XML makes one)."""
    cleaned = told(clean(text).replace("\r", ""))

    assert cleaned == (ET.fromstring(f"<a>{escape(cleaned)}</a>").text or "")


def test_clean_composes() -> None:
    """Letters with marks, and Korean syllables typed as letters, become one character each."""
    assert "\u00e9 \uac00" == clean("e\u0301 \u1100\u1161")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Talk", "talk"),
        ("12:30, No!", "12-30-no"),
        ("Caf\u00e9 \u00e0 la Carte", "cafe-a-la-carte"),
        ("Stra\u00dfe \u2460 \ufb01sh", "strasse-1-fish"),
        ("People's and People\u2019s", "peoples-and-peoples"),
        ("\u201cHands off!\u201d", "hands-off"),
        ("", ""),
        ("!!!", ""),
        ("\uc678\ubb34\uc131 (MFA)", "mfa"),
        ("x" * 50, "x" * 36),
    ],
)
def test_slug(title: str, expected: str) -> None:
    """A slug is the title's Latin letters and digits in lower case, words joined by hyphens."""
    assert expected == slug(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("신년사", "sinnyeonsa"),
        (unicodedata.normalize("NFD", "신년사"), "sinnyeonsa"),
        ("2002년 신년사", "2002nyeon-sinnyeonsa"),
        ("외무성 대변인 IAEA 관련 담화", "oemuseong-daebyeonin-iaea-gwanlyeon"),
        ("Заявление МИД", "zayavlenie-mid"),
        ("外交部声明", "wai-jiao-bu-sheng-ming"),
        ("ホテル", "hoteru"),
        ("بيان ١٢", "byn-12"),
        ("हिन्दी में", "hindi-mem"),
    ],
)
def test_slug_of_another_script(title: str, expected: str) -> None:
    """A title that is mostly in another script is written in Latin letters, an ideograph as a word."""
    assert expected == slug(title)


@PROPERTY
@given(st.text(st.characters(max_codepoint=0x24F)))
def test_slug_of_latin_titles(title: str) -> None:
    """A title of Latin letters and signs alone is not touched by what serves other scripts: no letter is replaced."""
    plain = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", title.casefold()))
    words = re.findall("[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))

    assert "-".join(words).startswith(slug(title))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Tokyo\u2013Seoul Talks", "tokyo-seoul-talks"),
        ("Statement\u2014Part Two", "statement-part-two"),
        ("one\u00a0two\u3000three", "one-two-three"),
        ("Russian \u043d\u0435\u0442 words", "russian-words"),
        ("a\u043d\u0435\u0442b", "a-b"),
    ],
)
def test_slug_parts_words_at_what_is_no_letter(title: str, expected: str) -> None:
    """Dashes and letters of other scripts stand between words; they do not run them together."""
    assert expected == slug(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Press Statement of Spokesperson for DPRK Foreign Ministry Issued", "press-statement-of-spokesperson"),
        ("Statement Statement Statement Statement", "statement-statement-statement"),
        # 36 characters are kept, 37 are not
        ("abcdefgh abcdefgh abcdefgh abcdefghi", "abcdefgh-abcdefgh-abcdefgh-abcdefghi"),
        ("abcdefgh abcdefgh abcdefgh abcdefghij", "abcdefgh-abcdefgh-abcdefgh"),
        # "of the" would be left at the end
        ("Announcement and Explanation of the Constitution", "announcement-and-explanation"),
    ],
)
def test_slug_is_cut_at_a_word(title: str, expected: str) -> None:
    """A long title keeps whole words up to 36 characters, and a cut one does not end in a short word."""
    assert expected == slug(title)


@PROPERTY
@given(
    st.one_of(
        TEXT, st.lists(WORD, max_size=20).map(" ".join), st.lists(st.sampled_from("ab"), max_size=30).map(" ".join)
    )
)
@example("a " * 30)
@example("It is up to us to do so as we see it in all of our own ways")
def test_slug_is_fit_for_a_file_name(title: str) -> None:
    """Whatever the title, a slug is empty or words of ASCII letters and digits, up to 36 characters, stable."""
    made = slug(title)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= SLUG_LENGTH
    assert made == slug(made.replace("-", " "))


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("one two", 7, "one two"),
        ("one  two\n", 7, "one two"),
        ("one two three", 7, "one two\u2026"),
        ("one two three", 8, "one two\u2026"),
        ("one two three", 6, "one\u2026"),
        ("onetwothree", 5, "onetw\u2026"),
        ("", 5, ""),
    ],
)
def test_excerpt(text: str, length: int, expected: str) -> None:
    """A text is cut after the last word that fits, and an ellipsis says so."""
    assert expected == excerpt(text, length)


@PROPERTY
@given(TEXT, st.integers(min_value=1, max_value=30))
def test_excerpt_is_the_beginning(text: str, length: int) -> None:
    """An excerpt is the whole text, or its beginning up to a word's end (a longer word is cut), with an ellipsis."""
    made, folded = excerpt(text, length), fold(text)
    head = made.removesuffix("\u2026")

    if len(folded) <= length:
        assert folded == made
    else:
        assert made.endswith("\u2026")
        assert folded.startswith(head)
        assert len(head) <= length
        assert folded[len(head)] == " " or " " not in folded[: length + 1]


def matches(phrase: str, text: str) -> list[str]:
    """Return what a phrase finds in a text."""
    return re.findall(phrase_pattern(phrase), text)


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("drill", "a drill, drills, adrill, drill_", ["drill"]),
        ("drill*", "a drill, drills, adrill", ["drill", "drills"]),
        (
            "joint drill",
            "joint drill, joint-drill, joint  drill, jointdrill",
            ["joint drill", "joint-drill", "joint  drill"],
        ),
        ("vice-minister", "vice minister", ["vice minister"]),
        ("Ministry of Navy", "Ministry of the Navy", ["Ministry of the Navy"]),
        ("Ministry of Navy", "Ministry of their Navy", []),
        ("people's army", "people's army, people\u2019s army", ["people's army", "people\u2019s army"]),
        ("U.S.", "U.S. UxSx", ["U.S."]),
        ("C++", "C++ C", ["C++"]),
        (
            "\ud575\ubb34\uae30*",
            "\ud575\ubb34\uae30\ub97c \ud575\ubb34\uae30",
            ["\ud575\ubb34\uae30\ub97c", "\ud575\ubb34\uae30"],
        ),
    ],
)
def test_phrase_pattern(phrase: str, text: str, expected: list[str]) -> None:
    """A phrase is found as whole words; a hyphen is a space, "the" may stand between, `*` lets the last word go on."""
    assert expected == matches(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("people\u2019s army", "people's army"),
        ("people\u2019s army", "people\u2019s army"),
        ('so-called "human rights"', "so-called \u201chuman rights\u201d"),
        ("so-called \u201chuman rights\u201d", 'so-called "human rights"'),
    ],
)
def test_quotation_marks_in_a_phrase(phrase: str, text: str) -> None:
    """Quotation marks may be straight or curly, in the phrase as in the text."""
    assert [text] == matches(phrase, text)


@PROPERTY
@given(st.lists(WORD, min_size=1, max_size=4), st.sampled_from([" ", "-", "\u00a0", " the "]))
def test_a_phrase_finds_itself(words: list[str], between: str) -> None:
    """A phrase fits its own words, however they are joined."""
    assert re.fullmatch(phrase_pattern(" ".join(words)), between.join(words))


@PROPERTY
@given(st.text())
@example("a\x1bb")
def test_control_at_is_the_first_that_xml_forbids(text: str) -> None:
    """The place is that of the first character that XML forbids, None without one."""
    assert next((at for at, char in enumerate(text) if not is_xml(char)), None) == control_at(text)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("외무성", True),
        ("외무성은 밝혔다", True),
        ("외무성에서는", True),
        ("외무성의 담화", True),
        ("외무성으로부터", False),
        ("외무성장", False),
        ("부외무성은", False),
    ],
)
def test_particles_of_korean(text: str, *, is_found: bool) -> None:
    """A Korean noun is found with the particles that follow it without a space, and not inside a longer word."""
    assert is_found is (re.search(phrase_pattern("외무성"), text) is not None)
