"""The settings: typed, with defaults, and every problem told with file, line, key and value."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from builder import config, yamltree
from builder.errors import ConfigError
from tests.factory import faults

AUTHORITY = {"authority": "archive.example,2024"}


def test_defaults() -> None:
    """Only the authority must be given."""
    made = config.settings(AUTHORITY, "mkdocs.yml")

    assert ("archive.example,2024", 100, 100, "main") == (
        made.authority,
        made.page_size,
        made.feed_length,
        made.edit_branch,
    )


def test_settings_are_frozen() -> None:
    """Settings cannot be changed once they are read."""
    with pytest.raises(ValidationError, match="frozen"):
        config.settings(AUTHORITY, "mkdocs.yml").page_size = 5


@pytest.mark.parametrize(
    "authority",
    [
        "archive.example,2024",
        "archive.example,2024-02",
        "archive.example,2024-02-03",
        "a_b-c,2024",
        "me@archive.example,2024",
    ],
)
def test_authorities(authority: str) -> None:
    """The authority of a `tag:` URI is a name or an address, a comma and a date (RFC 4151)."""
    assert authority == config.settings({"authority": authority}, "mkdocs.yml").authority


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"authority": ""},
        {"authority": "archive.example"},
        {"authority": "archive example,2024"},
        {"authority": "archive.example,24"},
        {"authority": "archive.example,2024\n"},
        {"authority": "https://archive.example,2024"},
        {"authority": 2024},
        AUTHORITY | {"page_size": 0},
        AUTHORITY | {"page_size": 201},
        AUTHORITY | {"page_size": "100"},
        AUTHORITY | {"page_size": True},
        AUTHORITY | {"page_size": 10.0},
        AUTHORITY | {"page_size": None},
        AUTHORITY | {"feed_length": 0},
        AUTHORITY | {"edit_branch": 5},
        AUTHORITY | {"page_siz": 5},
    ],
)
def test_bad_options(options: dict[str, object]) -> None:
    """A value that is missing, of another type or out of bounds, or an unknown key, is one problem."""
    with pytest.raises(ConfigError) as caught:
        config.settings(options, "mkdocs.yml")

    assert ["mkdocs.yml"] == [problem.path for problem in caught.value.problems]


@pytest.mark.parametrize("size", [1, 200])
def test_bounds(size: int) -> None:
    """A list page shows 1 to 200 statements."""
    assert size == config.settings(AUTHORITY | {"page_size": size}, "mkdocs.yml").page_size


def test_all_problems_at_once() -> None:
    """Every problem is told at its line, an unknown key with the nearest one."""
    text = 'authority: "x"\n\npage_siz: 5\nfeed_length: "9"\n'
    tree = yamltree.read(text, "mkdocs.yml", offset=40)

    shown = faults(lambda: config.settings(tree.data, "mkdocs.yml", tree))

    assert ["mkdocs.yml:41: value", "mkdocs.yml:43: unknown-key", "mkdocs.yml:44: value"] == [
        ": ".join(line.split(": ")[:2]) for line in shown
    ]
    assert shown[0].endswith(", found 'x'")
    assert shown[1].endswith('the key "page_siz" is not known here (did you mean "page_size"?)')
    assert shown[2].endswith(", found '9'")


def test_without_a_tree_no_line_is_claimed() -> None:
    """Where the line is not known, the problem is one of the whole file, which 0 means, and not of its first line."""
    assert ["mkdocs.yml:0"] == [line.split(": ")[0] for line in faults(lambda: config.settings({}, "mkdocs.yml"))]


def write(folder: Path, text: str | bytes) -> Path:
    """Write a configuration file; return its path."""
    file = folder / "mkdocs.yml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("docs_dir: texts\n", "texts"),
        ('site_url: !ENV [URL, "x"]\ndocs_dir: "texts"\nplugins:\n  - archive: {authority: "x,2024"}\n', "texts"),
        ("site_name: x\n", "docs"),
        ("", "docs"),
        ("- x\n", "docs"),
    ],
)
def test_content_folder(tmp_path: Path, text: str, name: str) -> None:
    """The content folder is `docs_dir` beside the file, else MkDocs' own default; tags of other programs do not matter."""
    (tmp_path / name).mkdir()

    assert tmp_path / name == config.content_folder(write(tmp_path, text))


def test_no_configuration_file(tmp_path: Path) -> None:
    """Where there is no configuration file, the message says what to do."""
    expected = "mkdocs.yml:0: config: there is no mkdocs.yml here (run the command in the folder that holds it, or give --config)"

    assert [expected] == faults(lambda: config.content_folder(tmp_path / "mkdocs.yml"))


def test_no_content_folder(tmp_path: Path) -> None:
    """Where the folder that the file names is missing, its name is told."""
    file = write(tmp_path, "docs_dir: txets\n")

    assert ['docs_dir: there is no folder "txets"'] == [
        shown.split(": ", 2)[2] for shown in faults(lambda: config.content_folder(file))
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: b\nc: [1\nd: 2\n", 3), ("a: b\n\tc: d\n", 2), ('a: "b\n', 2)],
    ids=["bracket", "tab", "quote"],
)
def test_broken_yaml(tmp_path: Path, text: str, line: int) -> None:
    """Broken YAML is one problem on one line of text, and names the line of the file."""
    (shown,) = faults(lambda: config.content_folder(write(tmp_path, text)))

    assert [shown] == shown.splitlines()
    assert f"mkdocs.yml:{line}" == shown.split(": ")[0]


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    """A configuration saved in another encoding is a problem and no error of the program."""
    file = write(tmp_path, "site_name: Caf\u00e9\n".encode("cp1252"))

    assert ["mkdocs.yml"] == [shown.split(":")[0] for shown in faults(lambda: config.content_folder(file))]
