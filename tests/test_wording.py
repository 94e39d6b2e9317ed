"""The interface's words: catalogues read and refused, messages with values and numbers, what scripts get."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder import wording
from builder.errors import ProblemsError
from builder.wording import ENGLISH

HEAD = """\
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

"""
STATEMENTS = """\
msgid "{count} statement"
msgid_plural "{count} statements"
msgstr[0] "{count} заявление"
msgstr[1] "{count} заявления"
msgstr[2] "{count} заявлений"
"""


def read(text: str) -> wording.Wording:
    """Return the words of a Russian catalogue."""
    return wording.parse((HEAD + text).encode(), "ru", "locale/ru.po")


def refused(text: str) -> list[str]:
    """Return what is said of a Russian catalogue that is no good."""
    with pytest.raises(ProblemsError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_english_is_what_the_sources_say() -> None:
    """Without a catalogue a message is itself, its values in their places, numbers parted."""
    assert "Cite" == ENGLISH.gettext("Cite")
    assert "Page 3" == ENGLISH.gettext("Page {number}", number=3)
    assert ["0 statements", "1 statement", "2 statements", "1,200 statements"] == [
        ENGLISH.ngettext("{count} statement", "{count} statements", number) for number in (0, 1, 2, 1200)
    ]


def test_a_value_is_never_a_place() -> None:
    """What stands in a value is shown as it stands, also where it looks like a place for one."""
    assert "{b} and {a}" == ENGLISH.gettext("{a} and {b}", a="{b}", b="{a}")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "заявление"),
        (2, "заявления"),
        (5, "заявлений"),
        (11, "заявлений"),
        (21, "заявление"),
        (111, "заявлений"),
        (122, "заявления"),
        (1011, "заявлений"),
        (1021, "заявление"),
        (10_002, "заявления"),
    ],
)
def test_plural_forms(number: int, expected: str) -> None:
    """A number chooses the form by the rule in the catalogue's head, however large it is."""
    text = read(STATEMENTS).ngettext("{count} statement", "{count} statements", number)

    assert expected == text.split()[-1]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('msgid "Cite"\nmsgstr ""\n', 7, '"Cite" is not translated'),
        ('#, fuzzy\nmsgid "Cite"\nmsgstr "А"\n', 8, '"Cite" is not translated'),
        ('msgid "On {day}"\nmsgstr "А {date}"\n', 7, '"А {date}" has other places for values than "On {day}"'),
        ('msgid "On {day}"\nmsgstr "А"\n', 7, '"А" has other places for values than "On {day}"'),
        ('msgid "Cite"\nmsgstr "<b>А"\n', 7, '"<b>А" holds markup'),
        ('msgid "Cite"\nmsgstr "А \\"Б\\""\n', 7, '"А "Б"" holds markup'),
        ('msgid "Cite"\nmsgstr "{0.x}"\n', 7, '"{0.x}" holds markup'),
        ('msgid "{count} a"\nmsgid_plural "{count} b"\nmsgstr[0] "{count}"\n', 7, '"{count} a" is not translated'),
    ],
)
def test_what_is_refused(text: str, line: int, told: str) -> None:
    """A message that is not translated, or not so that any page can hold it, is named with its line."""
    assert any(each.startswith(f"locale/ru.po:{line}: language: {told}") for each in refused(text))


def test_all_problems_at_once() -> None:
    """Every message that is no good is told in one run."""
    assert 2 == len(refused('msgid "A"\nmsgstr ""\n\nmsgid "B"\nmsgstr "<"\n'))


def test_no_catalogue(tmp_path: Path) -> None:
    """A language without a catalogue is refused, and those that there are are named."""
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "ko.po").write_text("", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        wording.load(tmp_path, "fr")

    assert "locale/fr.po:0: language: there is no catalogue" in str(caught.value)
    assert "one of: en, ko" in str(caught.value)
    assert ("en", "ko") == wording.languages(tmp_path)
    assert ENGLISH == wording.load(tmp_path, "en")


@pytest.mark.parametrize("data", [b"\xff\xfe", b'msgid "a\n', b"nonsense", b'msgid "a"\nmsgstr\n'])
def test_what_is_no_catalogue(data: bytes) -> None:
    """Bytes that are no catalogue are told as a problem, never as a traceback."""
    with pytest.raises(ProblemsError):
        wording.parse(data, "ru", "locale/ru.po")


def test_json() -> None:
    """Scripts get the messages with all their forms, the plural form of each number, and how dates are written."""
    data = json.loads(read(STATEMENTS).as_json())

    assert {"{count} statement": ["{count} заявление", "{count} заявления", "{count} заявлений"]} == data["messages"]
    assert {"{count} statement": "{count} statements"} == data["more"]
    assert ("ru", "201112222", 200) == (data["language"], data["plurals"][:9], len(data["plurals"]))
    assert "{day} февраля {year}\u202fг." == data["calendar"]["days"][1]
