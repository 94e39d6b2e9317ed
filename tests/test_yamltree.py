"""YAML is read with the line of every key, surprises are told, and what is written is read back as it was."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, ValidationError

from builder import yamltree
from builder.errors import Problem
from tests.factory import PROPERTY

DOCUMENT = """\
# a comment
one: "1"

two:
  - "a"
  - three: "b"
    four: ["c",
      "d"]
five: {six: null, seven: true}
eight: -12
nine: |
  text
  more
"""


def found(text: str, offset: int = 0) -> list[tuple[int, str]]:
    """Return line and code of the problems of a YAML text."""
    return [(problem.line, problem.code) for problem in yamltree.read(text, "a.yml", offset).problems]


def test_read() -> None:
    """Texts, whole numbers, true, false, null, lists and mappings are read as what they are."""
    tree = yamltree.read(DOCUMENT, "a.yml")

    assert () == tree.problems
    assert {
        "one": "1",
        "two": ["a", {"three": "b", "four": ["c", "d"]}],
        "five": {"six": None, "seven": True},
        "eight": -12,
        "nine": "text\nmore\n",
    } == tree.data


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("one",), 2),
        (("two",), 4),
        (("two", 0), 5),
        (("two", 1), 6),
        (("two", 1, "three"), 6),
        (("two", 1, "four"), 7),
        (("two", 1, "four", 0), 7),
        (("two", 1, "four", 1), 8),
        (("five", "seven"), 9),
        (("nine",), 11),
        # what is not there is told at the nearest key above it
        (("two", 1, "none"), 6),
        (("five", "none", "deeper"), 9),
    ],
)
def test_lines(place: yamltree.Place, line: int) -> None:
    """Every key and every item has the line that it stands on, counted from 1."""
    assert line == yamltree.read(DOCUMENT, "a.yml").line(place)
    assert line + 7 == yamltree.read(DOCUMENT, "a.yml", offset=7).line(place)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "null\n"])
def test_nothing(text: str) -> None:
    """An empty text says nothing, which is no problem here."""
    tree = yamltree.read(text, "a.yml")

    assert (None, ()) == (tree.data, tree.problems)


SURPRISES = (
    "NO no Yes on OFF 12:30 12:30:45 0123 0b11 0x1F 1_000 1.10 1.0e+3 .5 .inf .NaN 2024-02-03 2024-02-03T10:00:00Z = <<"
)


@pytest.mark.parametrize("value", SURPRISES.split())
def test_unquoted_surprises(value: str) -> None:
    """What YAML 1.1 turns into something else is a problem unless it is quoted, and is named as it was written."""
    (problem,) = yamltree.read(f'one: "x"\ntwo: {value}\n', "a.yml", offset=1).problems

    assert ("a.yml", 3, "unquoted") == (problem.path, problem.line, problem.code)
    assert problem.message.startswith("two: ")
    assert value in problem.message
    assert f'"{value}"' in problem.hint


@pytest.mark.parametrize("value", [*SURPRISES.split(), "null", "~", "true", "12"])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_quoted_surprises(value: str, quote: str) -> None:
    """In quotation marks, all of it is text."""
    tree = yamltree.read(f"one: {quote}{value}{quote}\n", "a.yml")

    assert ({"one": value}, ()) == (tree.data, tree.problems)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12", 12), ("-3", -3), ("0", 0), ("true", True), ("false", False), ("null", None), ("word", "word")],
)
def test_plain_values(value: str, expected: object) -> None:
    """Numbers, true, false, null and words that YAML does not change need no quotation marks."""
    tree = yamltree.read(f"one: {value}\n", "a.yml")

    assert ({"one": expected}, ()) == (tree.data, tree.problems)
    assert type(expected) is type(tree.data["one"])


def test_a_number_that_is_too_long() -> None:
    """A number of more digits than Python reads is a problem and no error of the program."""
    assert [(1, "unquoted")] == found(f"one: {'1' * 5000}\n")


@pytest.mark.parametrize("tag", ["!!python/object:os.system", "!!timestamp", "!!binary", "!own", "!ENV"])
def test_tags(tag: str) -> None:
    """Nothing but plain data is read: a tag makes nothing and is a problem."""
    assert [(1, "unquoted")] == found(f"one: {tag} x\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('one: "1"\n\ttwo: "2"\n', 2),
        ('\tone: "1"\n', 1),
        ('one: "1"\ntwo: "2\n', 3),
        ('one: "1"\ntwo: ["2"\nthree: "3"\n', 3),
        ('one: "1"\ntwo: a: b\n', 2),
        ('one: "1"\ntwo: *three\n', 2),
        ('one: "1"\ntwo: @three\n', 2),
        ('one: "1"\ntwo: "\\y"\n', 2),
        ('one: "1"\ntwo: "a "quoted" word"\n', 2),
        ('one: "1"\n---\ntwo: "2"\n', 2),
        ('one: "1"\n- "2"\n', 2),
    ],
)
def test_broken_yaml(text: str, line: int) -> None:
    """What is not YAML is one problem at its line, and nothing of it is believed."""
    tree = yamltree.read(text, "a.yml", offset=1)

    assert [(line + 1, "yaml")] == found(text, offset=1)
    assert tree.data is None


def test_control_characters() -> None:
    """YAML allows no control characters; they are a problem and no error of the program."""
    assert ["yaml"] == [code for _, code in found('one: "\x07"\n')]


def test_duplicate_keys() -> None:
    """A key that stands twice is told at its second line, at every level, with all others."""
    text = 'one: "1"\ntwo: {three: "a", three: "b"}\none: "2"\none: "3"\n'

    assert [(2, "duplicate-key"), (3, "duplicate-key"), (4, "duplicate-key")] == found(text)


def test_all_problems_at_once() -> None:
    """Reading goes on after a problem, so that a person mends all of them in one go."""
    assert [(1, "unquoted"), (2, "unquoted"), (3, "duplicate-key")] == found("a: 2024-01-02\nb: =\na: x\n")


@pytest.mark.parametrize(
    "text",
    [
        "one: &a [*a]\n",
        "one: &a {two: *a}\n",
        f"one: {'[' * 500}{']' * 500}\n",
        f"one: {'{a: ' * 500}x{'}' * 500}\n",
        f"one: {'[' * 100_000}\n",
        f"one: [&a0 [x, x], {', '.join(f'&a{n} [*a{n - 1}, *a{n - 1}]' for n in range(1, 20))}]\n",
    ],
    ids=["list in itself", "mapping in itself", "deep list", "deep mapping", "deep and open", "two million in a line"],
)
def test_yaml_without_an_end(text: str) -> None:
    """YAML that goes on for ever, or is deeper or larger than any registry, is a problem and no error of the program."""
    assert [1] == [line for line, _ in found(text)]


class Inner(BaseModel):
    """A part with two fields."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: str
    count: int = 0


class Outer(BaseModel):
    """A record with parts."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: str
    part: Inner
    parts: list[Inner] = []


def problems(text: str, offset: int = 0) -> list[str]:
    """Return the problems of a YAML text against `Outer`, as they are shown."""
    tree = yamltree.read(text, "a.yml", offset)
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(tree.data)
    return sorted(str(problem) for problem in yamltree.problems_of(caught.value, tree, "a.yml", Outer))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('title: "x"\n', ["a.yml:1: missing: part is missing (add the key part)"]),
        (
            'title: "x"\npart:\n  cuont: 1\n',
            [
                "a.yml:2: missing: part.name is missing (add the key name)",
                'a.yml:3: unknown-key: the key "cuont" is not known here (did you mean "count"?)',
            ],
        ),
        (
            'title: "x"\npart: {name: "y"}\nparts:\n  - name: "z"\n  - name: "z"\n    tilte: "x"\n',
            ['a.yml:6: unknown-key: the key "tilte" is not known here (known: count, name)'],
        ),
        (
            'titel: "x"\npart: {name: "y"}\n',
            [
                "a.yml:1: missing: title is missing (add the key title)",
                'a.yml:1: unknown-key: the key "titel" is not known here (did you mean "title"?)',
            ],
        ),
    ],
)
def test_missing_and_unknown_keys(text: str, expected: list[str]) -> None:
    """A missing key is told at what it is missing from, an unknown one at its line with the nearest key of its place."""
    assert expected == problems(text)


def test_wrong_types_are_told_with_their_values() -> None:
    """A value of another type is told at its line, with the key's whole name and the value."""
    shown = problems('part:\n  name: 12\n  count: "3"\ntitle: true\n', offset=1)

    assert ["a.yml:3", "a.yml:4", "a.yml:5"] == [line.split(": ")[0] for line in shown]
    assert ["part.name", "part.count", "title"] == [line.split(": ")[2] for line in shown]
    assert ["12 (write it in double quotes)", "'3'", "True (write it in double quotes)"] == [
        line.split(", found ")[1] for line in shown
    ]


def test_a_list_where_a_text_belongs() -> None:
    """A list or mapping in a text's place is told without printing all of it."""
    (shown,) = problems('title: ["x", "y"]\npart: {name: "y"}\n')

    assert shown.startswith("a.yml:1: value: title: ")
    assert "x" not in shown.removeprefix("a.yml:1: value: title: ").replace("text", "")


def write(**pairs: Any) -> str:
    """Return the YAML text of keys and plain values."""
    return yamltree.write([(key, yamltree.node(value)) for key, value in pairs.items()])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("NO", 'a: "NO"\n'),
        ("12:30", 'a: "12:30"\n'),
        ("0123", 'a: "0123"\n'),
        ("", 'a: ""\n'),
        ('say "no"', 'a: "say \\"no\\""\n'),
        ("back\\slash", 'a: "back\\\\slash"\n'),
        ("# no: {comment}", 'a: "# no: {comment}"\n'),
        (None, "a: null\n"),
        (12, "a: 12\n"),
        (True, "a: true\n"),
        ([], "a: []\n"),
        (["x", "y"], 'a: ["x", "y"]\n'),
        (("x", None), 'a: ["x", null]\n'),
        ({"b": "x", "a": {"c": 1}}, 'a: {b: "x", a: {c: 1}}\n'),
        ("word " * 50, f'a: "{"word " * 50}"\n'),
        ("\uc678\ubb34\uc131 \u05e2\u05d1\u05e8", 'a: "\uc678\ubb34\uc131 \u05e2\u05d1\u05e8"\n'),
    ],
)
def test_write(value: object, expected: str) -> None:
    """Every text is in double quotes on one line, however long; keys keep their order."""
    assert expected == write(a=value)


@pytest.mark.parametrize("text", ["\U0001f600", "\U00020000", "\U0001d11e"])
def test_characters_beyond_the_first_plane_are_written_as_they_are(text: str) -> None:
    """A person who edits the file reads the character, not its number."""
    assert f'a: "{text}"\n' == write(a=text)


def test_block_lists() -> None:
    """With `flow=False` each item of a list stands on its own line; an empty one stays on the key's."""
    rows = [{"one": "x", "two": None}, {"one": "y", "two": "z"}]
    pairs = [("rows", yamltree.node(rows, flow=False)), ("none", yamltree.node([], flow=False))]

    assert 'rows:\n- {one: "x", two: null}\n- {one: "y", two: "z"}\nnone: []\n' == yamltree.write(pairs)


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.recursive(
    st.one_of(TEXT, st.none(), st.integers()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text("abc", min_size=1), inner, max_size=3)
    ),
    max_leaves=6,
)


@PROPERTY
@given(data=st.dictionaries(st.text("abcd_", min_size=1, max_size=9), PLAIN, max_size=4), flow=st.booleans())
@example(data={"a": "NO", "b": "12:30", "c": "0123", "d": "1.10", "e": "~", "f": "<<", "g": "- x"}, flow=False)
@example(data={"a": "\u2028\u2029\u0085\ufeff\u200f\U0001f600\x00\x07\x7f\\\"' "}, flow=True)
def test_what_is_written_is_read_back(data: dict[str, Any], *, flow: bool) -> None:
    """Any plain data is read back as it was, by this reader and by any other, without a problem."""
    text = yamltree.write([(key, yamltree.node(value, flow=flow)) for key, value in data.items()])
    tree = yamltree.read(text, "a.yml")

    assert (data or {}, ()) == (tree.data, tree.problems)
    assert data == yaml.safe_load(text)
    assert list(data) == list(tree.data)


def test_problems_carry_the_path() -> None:
    """A problem names the file as it was given."""
    problem = yamltree.read("a: [", "content/a.yml").problems[0]

    assert isinstance(problem, Problem)
    assert "content/a.yml" == problem.path
