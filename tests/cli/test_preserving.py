"""The commands that let the archive outlive its host, as a person uses them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import bagit
import pytest

from tests.cli.command import GOOD, PROBLEMS, USAGE, called, called_in
from tests.conftest import ROOT, run_builder
from tests.test_bag import git


@pytest.fixture
def repository(archive_copy: Path) -> Path:
    """Return the real archive in a repository of its own, committed."""
    git(archive_copy, "init", "--quiet")
    git(archive_copy, "add", "--all")
    git(archive_copy, "commit", "--quiet", "--message", "Add")
    return archive_copy


def commit(folder: Path) -> str:
    """Return the commit that is checked out."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_bag_git_and_site_are_the_same(repository: Path, tmp_path: Path) -> None:
    """A bag and a site of one commit are whole and hold its statements; a change of either is told."""
    bag, site = tmp_path / "bag", tmp_path / "site"
    done = run_builder(repository, "export", "--bag", str(bag))
    assert (GOOD, "") == (done.returncode, done.stderr)
    done = run_builder(repository, "build", "--site-dir", str(site), COMMIT=commit(repository))
    assert GOOD == done.returncode, done.stderr

    assert bagit.Bag(str(bag)).is_valid()
    both = called_in(repository, "verify", str(bag), str(site))
    assert GOOD == both.exit_code, both.output
    assert 2 == both.stdout.count(f"commit {commit(repository)}")
    alone = called("verify", "--config", str(tmp_path / "none.yml"), str(bag), str(site))
    assert GOOD == alone.exit_code, alone.output
    assert f"Statements were compared with {bag}." in alone.stdout

    capture = repository / "content/captures/kcna-watch/2025-05-13-press-statement.txt"
    data = capture.read_bytes()
    capture.write_bytes(b"X" + data[1:])
    told = called_in(repository, "verify", str(bag), str(site))
    assert PROBLEMS == told.exit_code
    (line,) = [line for line in told.stderr.splitlines() if ": differs: " in line]
    assert line.startswith(f"{bag}/data/content/captures/kcna-watch/2025-05-13-press-statement.txt:0: differs: ")
    capture.write_bytes(data)

    file = next((repository / "content/statements").rglob("*.md"))
    file.write_text(file.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    told = called_in(repository, "verify", str(bag), str(site))
    assert PROBLEMS == told.exit_code
    path = file.relative_to(repository / "content").as_posix()
    assert f"{bag}/data/content/{path}:0: differs: " in told.stderr
    assert f"{site}/{path}:0: differs: " in told.stderr


def test_export_asks_what_to_write(folder: Path) -> None:
    """Without an option nothing is written, and usage is told."""
    done = called_in(folder, "export")

    assert USAGE == done.exit_code
    assert "--data DIR, --bag DIR, or both" in done.stderr


def test_data_goes_into_a_new_folder(repository: Path, tmp_path: Path) -> None:
    """All forms are written; a folder that is there is refused."""
    target = tmp_path / "data"

    done = run_builder(repository, "export", "--data", str(target))
    again = run_builder(repository, "export", "--data", str(target))

    assert (GOOD, "") == (done.returncode, done.stderr)
    assert {"statements.sqlite", "statements.parquet", "datapackage.json"} <= {file.name for file in target.iterdir()}
    assert PROBLEMS == again.returncode
    assert "is there already; name a new folder" in again.stderr


@pytest.mark.parametrize("given", [["no-such-folder"], ["--bag", "x", str(ROOT)]])
def test_verify_refuses_what_it_cannot_use(given: list[str], folder: Path) -> None:
    """What is no place, and a mixture of two uses, end in plain words."""
    done = called_in(folder, "verify", *given)

    assert done.exit_code in {PROBLEMS, USAGE}
    assert "no-such-folder" in done.stderr or "goes without WHAT" in done.stderr
