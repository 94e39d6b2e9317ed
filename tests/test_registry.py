"""Ministries, kinds and tags: read from YAML with every problem at its line, and asked for their families."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from builder import registry
from builder.registry import Ministry, Registry, Tag
from tests import factory

MINISTRIES = """\
# bodies
- id: "foreign"
  name: "Ministry of Foreign Affairs"
  short: "Foreign Ministry"
  aliases: ["MFA", "\uc678\ubb34\uc131"]
  offices:
    - {title: "Foreign Minister", aliases: ["Minister of Foreign Affairs"]}
  note: "It speaks often."
- {id: "institute", name: "Institute", parent: "foreign"}
"""
KINDS = '- {id: "statement", label: "Statement", plural: "Statements"}\n'
TAGS = """\
- {id: "military", label: "Military affairs"}
- {id: "drills", label: "Drills", broader: "military", patterns: ["drill*"], at_least: 2}
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes the three files, some of them changed, and returns their folder."""

    def made(ministries: str = MINISTRIES, kinds: str = KINDS, tags: str = TAGS) -> Path:
        for name, text in (("ministries", ministries), ("kinds", kinds), ("tags", tags)):
            (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
        return tmp_path

    return made


def problems(folder: Path) -> list[str]:
    """Return the problems of the registries in a folder, as they are shown."""
    return factory.faults(lambda: registry.load(folder))


def test_load(write: Callable[..., Path]) -> None:
    """Records are kept by id in the order of their files, with what they leave out as nothing."""
    records = registry.load(write())

    assert ["foreign", "institute"] == list(records.ministries)
    assert ["statement"] == list(records.kinds)
    assert ["military", "drills"] == list(records.tags)
    foreign, institute = records.ministries.values()
    assert ("Ministry of Foreign Affairs", "Foreign Ministry", "It speaks often.") == (
        foreign.name,
        foreign.short,
        foreign.note,
    )
    assert ["MFA", "\uc678\ubb34\uc131"] == foreign.aliases
    assert [("Foreign Minister", ["Minister of Foreign Affairs"])] == [
        (each.title, each.aliases) for each in foreign.offices
    ]
    assert (None, [], [], "foreign", "") == (
        institute.short,
        institute.aliases,
        institute.offices,
        institute.parent,
        institute.note,
    )
    assert (2, 1) == (records.tags["drills"].at_least, records.tags["military"].at_least)


def test_load_of_empty_files(write: Callable[..., Path]) -> None:
    """A file without records is a registry without records."""
    records = registry.load(write("", "# none yet\n", "[]\n"))

    assert ({}, {}, {}) == (records.ministries, records.kinds, records.tags)


def test_all_problems_of_all_files(write: Callable[..., Path]) -> None:
    """Every problem of the three files is told at once, each at its line, sorted."""
    folder = write(
        '- {id: "a", nmae: "A"}\n- id: "b"\n  name: 12\n',
        '- {id: "a", label: "A", plural: "A"}\n\n- {id: "a", label: "B", plural: "B"}\n',
        '- id: "a"\n  label: "A"\n  broader: "militray"\n- {id: "military", label: "B"}\n',
    )

    assert [
        "content/kinds.yml:3: duplicate-id",
        "content/ministries.yml:1: missing",
        "content/ministries.yml:1: unknown-key",
        "content/ministries.yml:3: value",
        "content/tags.yml:3: unknown-id",
    ] == [": ".join(shown.split(": ")[:2]) for shown in problems(folder)]


@pytest.mark.parametrize(
    ("ministries", "expected"),
    [
        (
            '- {id: "a", nmae: "A", name: "A"}\n',
            'content/ministries.yml:1: unknown-key: the key "nmae" is not known here (did you mean "name"?)',
        ),
        (
            '- id: "a"\n  name: "A"\n  offices:\n    - titel: "B"\n      title: "B"\n      aliases: []\n',
            'content/ministries.yml:4: unknown-key: the key "titel" is not known here (did you mean "title"?)',
        ),
        (
            '- id: "foreign"\n  name: "A"\n- id: "b"\n  name: "B"\n  parent: "foriegn"\n',
            'content/ministries.yml:5: unknown-id: parent: there is no "foriegn" (did you mean "foreign"?)',
        ),
        (
            '- {id: "a", name: "A"}\n- {id: "b", name: "B"}\n- {id: "a", name: "C"}\n',
            'content/ministries.yml:3: duplicate-id: the id "a" stands on line 1 already (give it another id)',
        ),
    ],
)
def test_one_problem(write: Callable[..., Path], ministries: str, expected: str) -> None:
    """A typo in a key or an id is told with the nearest one, a second record of an id with the line of the first."""
    assert [expected] == problems(write(ministries))


@pytest.mark.parametrize(
    ("ministries", "line"),
    [
        ('- {id: "A", name: "A"}\n', 1),
        ('- {id: "a b", name: "A"}\n', 1),
        ('- {id: "-a", name: "A"}\n', 1),
        ('- {id: "a--b", name: "A"}\n', 1),
        ('- {id: "../a", name: "A"}\n', 1),
        ('- {id: "", name: "A"}\n', 1),
        ('- {id: "a\\n", name: "A"}\n', 1),
        ('- id: "a"\n  name: NO\n', 2),
        ('- id: "a"\n  name: ["A"]\n', 2),
        ('- id: "a"\n  name: "A"\n  aliases: "B"\n', 3),
        ('- id: "a"\n  name: "A"\n  aliases:\n    - "B"\n    - 12:30\n', 5),
        ('- {id: "a", name: "A"}\n- "b"\n', 2),
        ('id: "a"\nname: "A"\n', 1),
        ('- {id: "a", name: "A"}\n\t- {id: "b", name: "B"}\n', 2),
        ('- {id: "a", name: "A", name: "B"}\n', 1),
        ('- {id: "a", name: "A"}\n- {id: "b", name: "B", parent: "c"}\n', 2),
    ],
)
def test_bad_records(write: Callable[..., Path], ministries: str, line: int) -> None:
    """What is no id, no text or no list of records is one problem at its line."""
    assert [f"content/ministries.yml:{line}"] == [shown.split(": ")[0] for shown in problems(write(ministries))]


@pytest.mark.parametrize("name", ["ministries.yml", "kinds.yml", "tags.yml"])
def test_a_missing_file(write: Callable[..., Path], name: str) -> None:
    """A registry that is not there is a problem of the whole file."""
    folder = write()
    (folder / name).unlink()

    assert [f"content/{name}:0: missing: there is no such file (create it)"] == problems(folder)


def test_a_file_that_is_not_utf8(write: Callable[..., Path]) -> None:
    """A registry saved in another encoding is a problem of that file and no error of the program."""
    folder = write()
    (folder / "kinds.yml").write_bytes('- {id: "a", label: "Caf\u00e9", plural: "A"}\n'.encode("cp1252"))

    assert ["content/kinds.yml"] == [shown.split(":")[0] for shown in problems(folder)]


def test_a_byte_order_mark_and_crlf(write: Callable[..., Path]) -> None:
    """A registry saved by a Windows editor is read as any other."""
    folder = write()
    (folder / "kinds.yml").write_bytes(b"\xef\xbb\xbf" + KINDS.replace("\n", "\r\n").encode())

    assert ["statement"] == list(registry.load(folder).kinds)


@pytest.mark.parametrize("name", ["01", "02", "12"])
def test_an_id_that_is_a_month(write: Callable[..., Path], name: str) -> None:
    """A ministry cannot be called as a month is, since `statements/2023/02/` is the list of February."""
    assert ["content/ministries.yml:1"] == [
        shown.split(": ")[0] for shown in problems(write(f'- {{id: "{name}", name: "A"}}\n'))
    ]


@pytest.mark.parametrize("name", ["oldest", "page"])
def test_an_id_that_is_a_page(write: Callable[..., Path], name: str) -> None:
    """No record can be called as the pages below a list are: `tags/x/oldest/`, `statements/2023/oldest/`."""
    assert ["content/ministries.yml:1"] == [
        shown.split(": ")[0] for shown in problems(write(f'- {{id: "{name}", name: "A"}}\n'))
    ]
    assert ["content/tags.yml:1"] == [
        shown.split(": ")[0] for shown in problems(write(tags=f'- {{id: "{name}", label: "A"}}\n'))
    ]


def test_problems_name_the_folder_as_given(write: Callable[..., Path]) -> None:
    """The folder is named as the caller calls it."""
    folder = write(kinds='- {id: "a"}\n')

    shown = factory.faults(lambda: registry.load(folder, "texts"))

    assert {"texts/kinds.yml"} == {line.split(":")[0] for line in shown}


def test_lineage() -> None:
    """A body's lineage is itself and the bodies it belongs to, nearest first."""
    records = factory.registry()

    assert ("section", "institute", "foreign") == records.lineage("section")
    assert ("foreign",) == records.lineage("foreign")
    assert () == records.lineage("none")


def test_subjects() -> None:
    """A tag's subjects are itself and its broader tags, nearest first."""
    records = factory.registry()

    assert ("drills", "military") == records.subjects("drills")
    assert ("military",) == records.subjects("military")


def test_a_circle_ends() -> None:
    """Bodies that belong to each other in a circle do not hang the program."""
    one, two = Ministry(id="a", name="A", parent="b"), Ministry(id="b", name="B", parent="a")
    records = Registry({"a": one, "b": two}, {}, {})

    assert (("a", "b"), ("b", "a")) == (records.lineage("a"), records.lineage("b"))


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ({"patterns": ["drill*"]}, "Joint DRILLS began", True),
        ({"patterns": ["drill"]}, "drills", False),
        ({"patterns": ["ROK"]}, "the ROK army", True),
        ({"patterns": ["ROK"]}, "the rok army", False),
        ({"patterns": ["ROK", "Seoul"]}, "in seoul", True),
        ({"patterns": ["drill*"], "at_least": 2}, "one drill", False),
        ({"patterns": ["drill*", "exercise*"], "at_least": 2}, "a drill and an exercise", True),
        ({"patterns": ["human rights"]}, "human\nrights", True),
        ({"patterns": ["\ud575\ubb34\uae30*"]}, "\ud575\ubb34\uae30\ub97c", True),
        ({"patterns": []}, "anything", False),
    ],
)
def test_fits(tag: dict[str, object], text: str, *, expected: bool) -> None:
    """A tag fits a text that names its phrases often enough; capitals only are matched as they stand."""
    assert expected is Tag.model_validate({"id": "x", "label": "X"} | tag).fits(text)


def test_tags_of() -> None:
    """A text's tags are those that fit, sorted, without their broader tags."""
    assert ("drills", "trade") == factory.registry().tags_of("Trade, and drills, and drills again")
    assert () == factory.registry().tags_of("")


def test_records_are_frozen() -> None:
    """An authority record cannot be changed once it is read."""
    with pytest.raises(ValidationError, match="frozen"):
        Ministry(id="a", name="A").name = "B"
