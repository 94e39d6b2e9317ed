"""A statement that was read before is the statement, whose body is read when it is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder import archive, content, kept
from builder.errors import ArchiveError, ProblemsError
from builder.kept import Kept, Loader
from builder.statement import Statement
from tests import factory

FULL = factory.statement(
    title="“Nuke”  & <b>",
    date="2024-02",
    issuer=None,
    tags=[],
    source={"name": "A", "outlet": "B", "url": "https://a.example/", "section": "S", "published": "2024-02-03"},
    capture={
        "file": "a/b.txt",
        "sha256": "ab" * 32,
        "captured": "2024-03",
        "also": [{"file": "c.txt", "sha256": "cd" * 32, "captured": None}],
    },
    corrections=[factory.correction()],
    aliases=["statements/2023/foreign/old.md"],
    body="One.\n\nTwo: 외무성.\n",
)


def stored(folder: Path, statement: Statement) -> Kept:
    """Write a statement's file and return the statement as it is kept."""
    path = "statements/one.md"
    (folder / "statements").mkdir(exist_ok=True)
    (folder / path).write_text(content.dump(statement), encoding="utf-8")
    entry = archive.load(folder, path)
    return Loader(folder).load(kept.dump(entry.statement), path, entry.print, untouched=entry.statement.is_untouched)


@pytest.mark.parametrize("statement", [FULL, factory.statement()])
def test_a_kept_statement_is_the_statement(statement: Statement, tmp_path: Path) -> None:
    """Every field, the body, the digest and what follows from them are those of the statement that was kept."""
    made = stored(tmp_path, statement)

    assert {name: getattr(statement, name) for name in Statement.model_fields} == {
        name: getattr(made, name) for name in Statement.model_fields
    }
    assert made == statement
    assert made == stored(tmp_path, statement)
    assert made != factory.statement(title="Other")
    assert hash(made) == hash(made.whole)
    assert statement.model_dump(mode="json") == made.model_dump(mode="json")
    assert (statement.digest, statement.changed, statement.is_untouched) == (
        made.digest,
        made.changed,
        made.is_untouched,
    )


def test_the_body_is_not_kept(tmp_path: Path) -> None:
    """Neither what is stored nor the statement in memory holds the body, even after it was asked for."""
    made = stored(tmp_path, FULL)

    assert "One.\n\nTwo: 외무성.\n" == made.body
    assert "body" not in vars(made)
    assert "외무성" not in kept.dump(FULL)


def test_a_file_that_changed_meanwhile_is_told(tmp_path: Path) -> None:
    """A body is never that of another version of the file: where the bytes changed or are gone, that is told."""
    made = stored(tmp_path, FULL)
    file = tmp_path / "statements/one.md"
    file.write_bytes(file.read_bytes() + b"More.\n")

    with pytest.raises(ArchiveError, match=r"one\.md was changed while it was in use; run the command again"):
        _ = made.body
    file.unlink()
    with pytest.raises(ProblemsError, match="cannot be read"):
        _ = made.body


def test_nothing_else_is_made_up(tmp_path: Path) -> None:
    """A name that no statement has is an error, as for any object."""
    with pytest.raises(AttributeError, match="boddy"):
        _ = stored(tmp_path, FULL).boddy  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["", "[]", '{"@": "Nothing"}', '{"@": "date", "text": "2024-02-31"}', '{"a": 1}'])
def test_broken_data_is_refused(text: str, tmp_path: Path) -> None:
    """What is no statement is an error that says so, not a statement without its fields."""
    with pytest.raises((ValueError, KeyError)):
        Loader(tmp_path).load(text, "a.md", "", untouched=True)


@pytest.mark.parametrize("rest", ["", "{", "[]", "{}", '{"source": {"@": "Nothing"}}'])
def test_what_is_broken_below_the_shape_is_told(rest: str, tmp_path: Path) -> None:
    """The shape of a statement can be read without the rest; where that is asked for and broken, what to do is said."""
    shape, day, _ = kept.dump(FULL).split("\n")
    made = Loader(tmp_path).load(f"{shape}\n{day}\n{rest}", "a.md", "", untouched=True)

    assert "“Nuke”  & <b>" == made.title
    with pytest.raises(ArchiveError, match=r"a\.md is broken; delete the folder \.cache"):
        _ = made.source


@pytest.mark.parametrize("statement", [FULL, factory.statement()])
def test_the_shape_is_that_of_the_statement(statement: Statement, tmp_path: Path) -> None:
    """A kept statement has the shape of the one it was, and that tells every field of it."""
    made = stored(tmp_path, statement)

    assert made.shape == statement.shape
    assert [statement.id, statement.title, str(statement.date)] == json.loads(statement.shape)[:3]
    assert list(statement.aliases) == json.loads(statement.shape)[-1]
