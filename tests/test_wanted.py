"""The file of wanted texts: what is written is read back, and what is broken is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import check, wanted
from builder.wanted import Wanted
from tests import factory, sample
from tests.factory import PROPERTY

LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=30
)
TEXT = st.builds(
    Wanted,
    title=LINE,
    date=st.sampled_from(["2024", "2024-02", "2024-02-29"]),
    source=LINE,
    teaser=LINE,
    named_in=LINE,
    ministry=st.sampled_from([None, "trade"]),
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the content folder of the sample archive."""
    return sample.make(tmp_path) / "content"


@PROPERTY
@given(texts=st.lists(TEXT, max_size=4))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, texts: list[Wanted]) -> None:
    """Loading gives back what was dumped, in its order."""
    folder = tmp_path_factory.mktemp("wanted")
    (folder / wanted.FILE).write_text(wanted.dump(texts), encoding="utf-8", newline="")

    assert tuple(texts) == wanted.load(folder)


def test_the_repositorys_own_is_in_this_form(root: Path) -> None:
    """The archive's own list is byte for byte what is written of it."""
    own = root / "content" / wanted.FILE

    assert own.read_text(encoding="utf-8") == wanted.dump(wanted.load(own.parent))


def test_without_the_file_nothing_is_wanted(content: Path) -> None:
    """An archive that never ingested wants nothing, and that is no problem."""
    assert () == wanted.load(content)
    assert () == check.check(content, sample.DAY).problems


ONE = 'title: "A", date: "2024-02-30", source: "S", named_in: "x"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wanted: [", ["content/wanted.yml:2: yaml: "]),
        ("- a\n", ["content/wanted.yml:1: value: the file is not a list under the key wanted"]),
        ("", ["content/wanted.yml:1: value: the file is not a list under the key wanted"]),
        ("# none\nwanted: 3\n", ["content/wanted.yml:2: value: wanted: Input should be a valid list"]),
        (f"wanted:\n- {{{ONE}}}\n", ['content/wanted.yml:2: value: wanted.0.date: there is no day "2024-02-30"']),
        (
            'wanted:\n- {titel: "A", date: "2024", source: "S", named_in: "x"}\n',
            [
                "content/wanted.yml:2: missing: wanted.0.title is missing",
                'content/wanted.yml:2: unknown-key: the key "titel"',
            ],
        ),
        (
            'wanted:\n- {title: "A", date: 2024, source: "S", named_in: "x"}\n',
            ["content/wanted.yml:2: value: wanted.0.date: Input should be a valid string"],
        ),
    ],
)
def test_a_broken_file_is_told(content: Path, text: str, said: list[str]) -> None:
    """Check names file, line, key and value of everything that is wrong in it."""
    (content / wanted.FILE).write_text(text, encoding="utf-8")

    told = factory.faults(lambda: wanted.load(content))

    assert len(said) == len(told)
    assert [] == [(start, line) for start, line in zip(said, told, strict=True) if not line.startswith(start)]
    assert told == [str(problem) for problem in check.check(content, sample.DAY).problems]


@pytest.mark.parametrize(
    ("title", "date", "held"),
    [
        ("Nothing can Justify Japan\u2019s Discrimination", "2024-02-03", True),
        ("NOTHING CAN JUSTIFY JAPAN'S DISCRIMINATION", "2024-02-03", True),
        ("Nothing can Justify Japan's Discrimination", "2024-02-04", False),
        ("Nothing can Justify Japan's", "2024-02-03", False),
        ("Nothing can Justify Jap\u2026", "2024-02-03", True),
        ("Nothing can Justify Japan's Discri...", "2024-02-03", True),
        ("Nothing ca...", "2024-02-03", False),
        ("Nothing can Justify Korea...", "2024-02-03", False),
        ("외무성 대변인 담화", "2024-02-03", True),
        ("???", "2024-02-03", True),
        ("!!!", "2024-02-03", False),
        ("", "2024-02-03", False),
    ],
)
def test_a_title_is_known_again(title: str, date: str, held: bool) -> None:  # noqa: FBT001 - one of the expected values
    """Marks and case do not count, nor that a list cut a title; another day, or too little left of it, is another text."""
    titles = [("Nothing can Justify Japan's Discrimination", "2024-02-03")]
    titles += [("외무성 대변인 담화", "2024-02-03"), ("???", "2024-02-03")]

    assert held is wanted.Titles(titles).has(title, date)


def test_check_hands_on_what_is_wanted(content: Path) -> None:
    """What publishes gets the texts with the archive."""
    text = Wanted(title="A", date="2024-02", source="S", named_in="x")
    (content / wanted.FILE).write_text(wanted.dump([text]), encoding="utf-8")

    assert (text,) == check.check(content, sample.DAY).wanted
