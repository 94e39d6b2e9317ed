"""Each statement's file has the commit that `git log -1` tells of it, or none where that cannot be known."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from random import Random

import pytest

from builder import commits

NAMES = [f"statements/2024/trade/{name}.md" for name in ("a", "b", "c", "ü d", "e\nf")]
DEEP = 12
"""Commits of an invented history."""


class Repository:
    """A repository with a content folder in it, in which time goes by with each commit."""

    def __init__(self, folder: Path) -> None:
        """Begin it."""
        self.content = folder / "archive/content"
        self.content.mkdir(parents=True)
        self._root = folder
        self._time = 1_700_000_000
        self.git("init", "-q", "-b", "main")
        self.git("commit", "-q", "--allow-empty", "-m", "Begin")

    def git(self, *command: str) -> str:
        """Run git with no setting of the machine's; return what it says."""
        self._time += 60
        day = f"{self._time} +0000"
        own = {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": day,
            "GIT_COMMITTER_DATE": day,
        }
        person = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.quotePath=false"]
        done = subprocess.run(
            ["git", *person, *command],
            cwd=self._root,
            env={**os.environ, **own},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        """Write a file below the content folder."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self, subject: str = "Change") -> str:
        """Commit everything; return the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        return self.git("rev-parse", "HEAD")

    def told(self, path: str) -> str:
        """Return what git itself says of one file."""
        return self.git("log", "-1", "--format=%H", "--", f"archive/content/{path}")

    def paths(self) -> list[str]:
        """Return the path of every statement's file."""
        return sorted(file.relative_to(self.content).as_posix() for file in self.content.glob("statements/**/*.md"))

    def last(self, place: Path | None = None) -> dict[str, str]:
        """Ask for the commit of every file."""
        return dict(commits.last(self.content, self.paths(), place))


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """Return a repository with one commit without files."""
    return Repository(tmp_path / "repository")


def evolve(made: Repository, choice: Random) -> None:
    """Change, add or remove files, on one branch or another, or in a merge of two."""
    if choice.random() < 0.3:
        made.git("checkout", "-q", "-B", choice.choice(["one", "two", "main"]), choice.choice(commits_of(made)))
    if choice.random() < 0.5:
        merge(made, choice, choice.choice(commits_of(made)))
    for path in choice.sample(NAMES, choice.randrange(3)):
        if choice.random() < 0.2:
            (made.content / path).unlink(missing_ok=True)
        else:
            made.write(path, f"{choice.randrange(3)}\n")
    if choice.random() < 0.2:
        made.write("about.md", f"{choice.random()}")
    made.commit("commit " + "0" * 40 + " (from x)")


def merge(made: Repository, choice: Random, other: str) -> None:
    """Merge another commit, with each file as it is on either side."""
    made.git("merge", "-q", "--no-ff", "--no-commit", "-s", "ours", other)
    for path in choice.sample(NAMES, 2):
        name = f"archive/content/{path}"
        (made.content / path).unlink(missing_ok=True)
        if made.git("ls-tree", "-z", "--name-only", other, "--", name):
            made.git("checkout", "-q", other, "--", name)


def commits_of(made: Repository) -> list[str]:
    """Return every commit of every branch."""
    return made.git("log", "--all", "--format=%H").split()


@pytest.mark.parametrize("seed", range(4))
def test_it_is_what_git_tells_of_each_file(seed: int, made: Repository, tmp_path: Path) -> None:
    """In any history, with merges that take either side, both or neither, and also by way of what was kept before.

    A branch that is begun anew elsewhere is a reset: what was kept is then of no ancestor.
    """
    choice, place = Random(seed), tmp_path / "kept.json"
    for _ in range(DEEP):
        evolve(made, choice)
        expected = {path: made.told(path) for path in made.paths()}

        assert expected == made.last()
        assert expected == made.last(place)
        assert expected == made.last(place)


def test_a_merge_leads_to_the_side_that_made_it(made: Repository) -> None:
    """A file is cited by the commit of its branch, not by the merge, which only brought it; one mended in a merge by the merge."""
    made.write(NAMES[0], "a\n")
    made.write(NAMES[1], "b\n")
    begun = made.commit()
    made.git("checkout", "-q", "-b", "side")
    made.write(NAMES[0], "mended\n")
    mended = made.commit()
    made.git("checkout", "-q", "main")
    made.write(NAMES[2], "c\n")
    added = made.commit()
    made.git("merge", "-q", "--no-ff", "--no-commit", "side")
    made.write("statements/2024/new.md", "new\n")
    merged = made.commit()

    assert {
        NAMES[0]: mended,
        NAMES[1]: begun,
        NAMES[2]: added,
        "statements/2024/new.md": merged,
    } == made.last()


def test_a_renamed_file_is_a_changed_one(made: Repository) -> None:
    """What git would call a rename counts as a change: the address is part of what one cites."""
    made.write(NAMES[0], "a\n" * 100)
    made.commit()
    (made.content / NAMES[0]).rename(made.content / NAMES[1])

    assert {NAMES[1]: made.commit()} == made.last()


def test_what_differs_from_the_commit_has_none(made: Repository) -> None:
    """Changed, staged, new, ignored and linked files are not in the commit as they stand here; another is, and was kept."""
    first, second, third, fourth, fifth = NAMES
    for path in (first, second, third):
        made.write(path, "text\n")
    (made.content / fourth).symlink_to("a.md")
    begun = made.commit()
    assert {first: begun, second: begun, third: begun} == made.last()
    made.write(first, "other text\n")
    made.write(second, "more\n")
    made.git("add", "-A")
    made.write(fifth, "new\n")
    made.write("statements/ignored.md", "old\n")
    made.write(".gitignore", "ignored.md\n")

    assert {third: begun} == made.last()


def test_a_file_that_was_removed_and_is_back_uncommitted(made: Repository) -> None:
    """A commit that removed a file is not the one that holds it."""
    made.write(NAMES[0], "a\n")
    made.commit()
    (made.content / NAMES[0]).unlink()
    made.write(".gitignore", "*.md\n")
    made.commit()
    made.write(NAMES[0], "a\n")

    assert {} == made.last()


def test_in_a_shallow_clone_the_oldest_commit_tells_nothing(made: Repository, tmp_path: Path) -> None:
    """A file that changed since the history is cut has its commit, others have none, until the rest is fetched."""
    made.write(NAMES[0], "a\n")
    made.write(NAMES[1], "b\n")
    begun = made.commit()
    made.write("about.md", "about\n")
    made.commit()
    made.write(NAMES[0], "mended\n")
    mended = made.commit()
    clone, place = tmp_path / "clone", tmp_path / "kept.json"
    origin = made.content.parents[1].as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "2", origin, str(clone)], check=True, capture_output=True)

    def last() -> dict[str, str]:
        return dict(commits.last(clone / "archive/content", made.paths(), place))

    assert {NAMES[0]: mended} == last() == last()
    subprocess.run(["git", "fetch", "-q", "--unshallow"], cwd=clone, check=True, capture_output=True)
    assert {NAMES[0]: mended, NAMES[1]: begun} == last() == last()


def test_without_a_repository_none_is_known(tmp_path: Path) -> None:
    """A folder that came as a zip file, and one before its first commit, have no commits, and that is no fault."""
    content = tmp_path / "content"
    (content / "statements").mkdir(parents=True)
    (content / "statements/a.md").write_text("a\n", encoding="utf-8")
    assert {} == commits.last(content, ["statements/a.md"], tmp_path / "kept.json")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True, capture_output=True)

    assert {} == commits.last(content, ["statements/a.md"], tmp_path / "kept.json")
    assert commits.state(content) is None


def test_without_git_none_is_known(made: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor are they on a machine without git."""
    made.write(NAMES[0], "a\n")
    made.commit()
    monkeypatch.setenv("PATH", "")

    assert {} == made.last()


def test_settings_of_the_machine_take_no_part(
    made: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a person set for their own eyes changes nothing."""
    made.write(NAMES[0], "a\n")
    begun = made.commit()
    made.write(NAMES[1], "a\n")
    added = made.commit()
    told = "[log]\nfollow = true\nshowRoot = false\ndiffMerges = first-parent\ndecorate = full\nabbrevCommit = true\n"
    told += "[diff]\nrenames = copies\n[color]\nui = always\n[status]\nrelativePaths = true\nshowUntrackedFiles = all\n"
    told += "[format]\npretty = oneline\nnotes = true\n[i18n]\nlogOutputEncoding = UTF-16\n[status]\nbranch = true\n"
    (tmp_path / "config").write_text(told, encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))

    assert {NAMES[0]: begun, NAMES[1]: added} == made.last()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"of": [1, "archive/content/", []], "head": "--output=x", "found": {}}',
        '{"of": [1, "archive/content/", []], "head": 1, "found": {}}',
        '{"of": [1, "archive/content/", []], "head": "HEAD", "found": 3}',
        '{"of": [1, "archive/content/", []], "head": "HEAD", "found": {"0": 7}}',
        '{"of": [1, "archive/content/", []], "head": "HEAD", "found": {}}',
        '{"of": [1, "elsewhere/", []], "head": "HEAD", "found": {"0000000": ["statements/2024/trade/a.md"]}}',
        '{"of": [1, "archive/content/", []], "head": "' + "0" * 40 + '", "found": {}}',
    ],
)
def test_what_is_kept_and_no_good_is_made_anew(text: str, made: Repository, tmp_path: Path) -> None:
    """Damage, another folder's and a commit that git does not know are as if nothing were kept."""
    made.write(NAMES[0], "a\n")
    begun, place = made.commit(), tmp_path / "kept.json"
    place.write_text(text.replace("HEAD", begun), encoding="utf-8")

    assert {NAMES[0]: begun} == made.last(place)
    assert {NAMES[0]: begun} == made.last(place)


def test_what_is_kept_is_used(made: Repository, tmp_path: Path) -> None:
    """Of a commit that was asked before, and of files that did not change since, git is not asked again."""
    made.write(NAMES[0], "a\n")
    made.write(NAMES[1], "b\n")
    begun, place = made.commit(), tmp_path / "kept.json"
    made.last(place)
    place.write_text(
        place.read_text(encoding="utf-8").replace(begun, "f" * 40).replace("f" * 40, begun, 1), encoding="utf-8"
    )
    assert begun in place.read_text(encoding="utf-8")
    marked = "f" * 40

    assert {NAMES[0]: marked, NAMES[1]: marked} == made.last(place)
    made.write(NAMES[1], "c\n")
    assert {NAMES[0]: marked, NAMES[1]: made.commit()} == made.last(place)


def test_the_state_tells_of_every_change(made: Repository) -> None:
    """Another commit, and a file that begins or ceases to differ, are another state; looking again is not."""
    made.write(NAMES[0], "a\n")
    made.commit()
    states = [commits.state(made.content)]
    assert states == [commits.state(made.content)]
    made.write(NAMES[0], "b\n")
    states.append(commits.state(made.content))
    made.commit()
    states.append(commits.state(made.content))

    assert states[1] is not None
    assert (NAMES[0],) == states[1].differing
    assert 3 == len(set(states))
