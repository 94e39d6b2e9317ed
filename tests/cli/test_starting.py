"""The commands for who starts an archive: where their files go."""

from __future__ import annotations

import json
from pathlib import Path

from builder import schema
from tests.cli.command import GOOD, USAGE, called, called_in


def test_schema_prints_one_or_writes_all(folder: Path) -> None:
    """With a name the schema goes to standard output; without, every schema becomes a file that the command names."""
    name = min(schema.NAMES)
    one = called_in(folder, "schema", name)
    every = called_in(folder, "schema")

    assert (GOOD, GOOD) == (one.exit_code, every.exit_code)
    written = {line: (folder / line).read_text(encoding="utf-8") for line in every.stdout.split()}
    assert len(schema.NAMES) == len(written)
    assert one.stdout in written.values()
    assert all(json.loads(text)["$schema"] for text in written.values())


def test_new_refuses_a_folder_that_holds_something(folder: Path) -> None:
    """A fresh archive is never written over something that is there."""
    done = called("new", str(folder))

    assert (USAGE, "") == (done.exit_code, done.stdout)
    assert str(folder) in done.stderr
