"""The workflow that makes a release, its own commands run on a local clone: every file, its hash, and a bag that is whole."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, run_builder
from tests.sample import commit, make, page, put

JOBS = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))["jobs"]
Run = Callable[[str, str], subprocess.CompletedProcess[str]]

GH = """#!/bin/bash
echo "$*" >> "$GH_LOG"
"""
"""Stands for GitHub, which no test reaches; what is asked of it is noted."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Return the folder of an archive of one statement, committed, with the command where `make` puts it."""
    folder = make(tmp_path / "archive")
    put(folder, "watch/good.txt", page())
    assert 0 == run_builder(folder, "ingest").returncode
    (folder / ".gitignore").write_text("/.venv/\n/exported/\n/release/\n.cache/\n")
    commit(folder)
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/builder").symlink_to(Path(sys.executable).with_name("builder"))
    return folder


@pytest.fixture
def run(archive: Path, tmp_path: Path) -> Run:
    """Return what runs a step of a job by their names, as the workflow does."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH)
    (tmp_path / "bin/gh").chmod(0o755)

    def run_step(job: str, name: str) -> subprocess.CompletedProcess[str]:
        (step,) = [each for each in JOBS[job]["steps"] if each["name"] == name]
        given = {
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "SITE_URL": "https://arvenia.example/",
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GH_LOG": str(tmp_path / "asked"),
            "TAG": "data-2024-06-20",
            "DAY": "2024-06-20",
            "COMMIT": "0" * 40,
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=archive,
            env={**os.environ, **given},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run_step


READ = "Read the captures, and trace every statement to its own"


def test_a_release_has_everything(archive: Path, run: Run, tmp_path: Path) -> None:
    """It has the data of all statements in four forms, a bag that a reader of bags accepts, and the hash of each file."""
    for name in (READ, "Export"):
        done = run("export", name)
        assert 0 == done.returncode, done.stdout + done.stderr
    day = (tmp_path / "output").read_text().strip().removeprefix("day=")
    files = {path.name for path in (archive / "release").iterdir()}

    forms = {f"statements.{end}" for end in ("jsonl.gz", "csv.gz", "parquet", "sqlite")}
    assert {*forms, f"archive-{day}.bag.tar.gz", "SHA256SUMS"} == files
    lines = gzip.decompress((archive / "release/statements.jsonl.gz").read_bytes()).decode().splitlines()
    assert [True] == [json.loads(line)["url"].startswith("https://arvenia.example/statements/") for line in lines]
    with tarfile.open(archive / f"release/archive-{day}.bag.tar.gz") as packed:
        packed.extractall(tmp_path, filter="data")
    bag = tmp_path / f"archive-{day}"
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", str(bag)], capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stderr
    assert (archive / "content/captures/watch/good.txt").read_bytes() == (
        bag / "data/content/captures/watch/good.txt"
    ).read_bytes()


def test_the_same_commit_gives_the_same_release(archive: Path, run: Run) -> None:
    """Run again, every file has the same hash."""
    seen = []
    for _ in range(2):
        assert 0 == run("export", "Export").returncode
        seen.append((archive / "release/SHA256SUMS").read_text())
        subprocess.run(["rm", "-r", "exported", "release"], cwd=archive, check=True)

    assert seen[0] == seen[1]
    assert 5 == len(seen[0].splitlines())


def test_a_commit_that_lacks_statements_is_not_released(archive: Path, run: Run) -> None:
    """Captures whose statements were not committed end the job, and nothing is left to publish."""
    put(archive, "watch/2024-06-20.txt", page("The Harbour Board of RA issued the following statement:", "It is closed.", title="On the Harbour", day="2024-06-20"))  # fmt: skip
    commit(archive)

    assert 0 == run("export", READ).returncode
    done = run("export", "Export")
    assert 1 == done.returncode
    assert "uncommitted: this differs from the commit" in done.stderr
    assert [] == list((archive / "release").iterdir())


def test_only_whole_files_are_published(archive: Path, run: Run, tmp_path: Path) -> None:
    """Every file becomes part of one release of the tag and the commit; where a file is not the one that was hashed, none is made."""
    assert 0 == run("export", "Export").returncode
    assert 0 == run("publish", "Make the release").returncode
    (asked,) = (tmp_path / "asked").read_text().splitlines()

    assert asked.startswith(f"release create data-2024-06-20 --target {'0' * 40} ")
    assert {f"release/{path.name}" for path in (archive / "release").iterdir()} <= set(asked.split())
    (archive / "release/statements.sqlite").write_bytes(b"forged")
    assert 0 != run("publish", "Make the release").returncode
    assert 1 == len((tmp_path / "asked").read_text().splitlines())
