"""The workflow of pull requests, its own commands run on a local clone: good, bad and hostile proposals, and captures."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.sample import PATH, commit, edit, ingested, make, page, put, run, statements

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ENTRY = 'corrections: [{date: "2024-06-20", by: "A. Reader", note: "The source says all."}]'


def read(file: Path) -> dict[str, Any]:
    """Return a workflow; YAML reads its key `on` as true."""
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_workflows_have_few_rights(file: Path) -> None:
    """No workflow has a right beyond its jobs' own, none runs with rights on what a fork proposes, none is moved by a tag."""
    made = read(file)

    assert {} == made["permissions"]
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(made[True])
    for job in made["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            assert len(step.get("uses", f"@{'0' * 40}").partition("@")[2]) == 40
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
    if "pull_request" in made[True]:
        rights = {right for job in made["jobs"].values() for right in job.get("permissions", {}).values()}
        assert {"read"} >= rights


def test_who_publishes_has_the_whole_history() -> None:
    """A job that says which commit is built checks the whole history out, in which the commit of each text is found."""
    jobs = [job for file in WORKFLOWS for job in read(file)["jobs"].values()]
    built = [job["steps"] for job in jobs if any("COMMIT" in step.get("env", {}) for step in job["steps"])]

    assert built
    assert {0} == {
        step["with"]["fetch-depth"] for steps in built for step in steps if "checkout" in step.get("uses", "")
    }


@dataclass(frozen=True)
class Answer:
    """What a job said: how each of its commands ended, by name, all it printed, and its summary."""

    ends: dict[str, int]
    printed: str
    summary: str


@dataclass(frozen=True)
class Clone:
    """A contributor's clone of an archive, whose `origin/main` is where it began."""

    folder: Path

    def answer(self, job: str) -> Answer:
        """Run a job's commands as the workflow does, but for the set-up, which needs the network."""
        made = read(ROOT / ".github" / "workflows" / "pull-request.yml")
        summary = self.folder.parent / "summary.md"
        summary.write_text("")
        environment = {**os.environ, "BASE": "main", "GITHUB_STEP_SUMMARY": str(summary), "NO_MKDOCS_2_WARNING": "1"}
        ends, printed = {}, ""
        for step in made["jobs"][job]["steps"]:
            if "run" not in step or step["name"] == "Install":
                continue
            failed = any(ends.values())
            if failed and step.get("if") != "success() || failure()":
                continue
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=120,
            )
            ends[step["name"]] = done.returncode
            printed += done.stdout + done.stderr
        return Answer(ends, printed, summary.read_text())


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Return a clone of an archive of one statement, with the command where `make` puts it."""
    upstream = make(tmp_path / "upstream")
    put(upstream, "watch/good.txt", page())
    ingested(upstream)
    (upstream / "overrides").symlink_to(ROOT / "overrides")
    edit(upstream / "mkdocs.yml", "font: false", "font: false, custom_dir: overrides")
    (upstream / ".gitignore").write_text("/.venv/\n/site/\n/preview/\n.cache/\n")
    commit(upstream)
    subprocess.run(["git", "branch", "-M", "main"], cwd=upstream, check=True)
    subprocess.run(["git", "clone", "--quiet", str(upstream), str(tmp_path / "clone")], check=True, capture_output=True)
    made = tmp_path / "clone"
    (made / ".venv" / "bin").mkdir(parents=True)
    (made / ".venv" / "bin" / "builder").symlink_to(Path(sys.executable).with_name("builder"))
    return Clone(made)


def test_a_good_correction(clone: Clone) -> None:
    """It passes, and the summary says that it is only a correction and shows its words."""
    edit(clone.folder / "content" / PATH, "both shores", "all shores")
    edit(clone.folder / "content" / PATH, "corrections: []", ENTRY)
    commit(clone.folder)

    made = clone.answer("answer")

    assert {0} == set(made.ends.values()), made.printed
    assert "This pull request: correction<" in made.summary
    assert "<del> both</del><ins> all</ins>" in made.summary


def test_a_bad_correction(clone: Clone) -> None:
    """It fails at the exact line with what to paste, and the words are shown all the same."""
    edit(clone.folder / "content" / PATH, "both shores", "all shores")
    commit(clone.folder)
    lines = (clone.folder / "content" / PATH).read_text().split("\n")
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith("corrections:"))

    made = clone.answer("answer")

    assert (1, 0) == (made.ends["Check what changed"], made.ends["Show what changed"])
    assert f"::error file=content/{PATH},line={line},title=uncorrected::" in made.printed
    assert 'corrections: [{date: "' in made.printed
    assert f"<strong>content/{PATH}</strong>, line {line}: the file differs" in made.summary
    assert "<ins> all</ins>" in made.summary


def test_a_maintainer_enters_what_the_title_says(clone: Clone) -> None:
    """The pull request's own title and author become the entry, whatever they hold, and then the same checks pass."""
    title = """"Fix" 'both': $(touch ran) `x` <b> #1 @team {{ x }} | \\"""
    edit(clone.folder / "content" / PATH, "both shores", "all shores")
    commit(clone.folder)

    done = run(clone.folder, "correct", "--changed-from", "origin/main", "--note", title, "--by", "reader[bot]")
    commit(clone.folder)

    assert 0 == done.returncode, done.stderr
    assert {0} == set(clone.answer("answer").ends.values())
    (entry,) = statements(clone.folder)[PATH].corrections
    assert (title, "reader[bot]") == (entry.note, entry.by)
    assert not list(clone.folder.rglob("ran"))


def test_a_change_of_code(clone: Clone) -> None:
    """It is told as such, and as a correction too where it is one, so that nothing hides behind the words."""
    edit(clone.folder / "mkdocs.yml", "site_name: ", "site_name: My ")
    commit(clone.folder)
    assert "This pull request: changes code<" in clone.answer("answer").summary

    edit(clone.folder / "content" / PATH, "both shores", "all shores")
    edit(clone.folder / "content" / PATH, "corrections: []", ENTRY)
    commit(clone.folder)

    assert "This pull request: changes code, correction<" in clone.answer("answer").summary


def test_a_preview_shows_both_readings(clone: Clone) -> None:
    """The page of a corrected statement, kept for the reviewer, has what its capture says beside what it says now."""
    edit(clone.folder / "content" / PATH, "both shores", "all shores")
    edit(clone.folder / "content" / PATH, "corrections: []", ENTRY)
    commit(clone.folder)

    made = clone.answer("preview")

    assert {0} == set(made.ends.values()), made.printed
    page_of = clone.folder / "preview" / PATH.removesuffix(".md") / "index.html"
    assert "<del>both</del>" in page_of.read_text(encoding="utf-8")
    assert (clone.folder / "preview/corrections/index.html").is_file()


def test_a_statement_that_is_gone(clone: Clone) -> None:
    """It is told with what to paste, and with that it passes."""
    (clone.folder / "content" / PATH).unlink()
    commit(clone.folder)

    made = clone.answer("answer")

    assert f"::error file=content/{PATH},line=1,title=lost::" in made.printed
    assert "This pull request: removes statements<" in made.summary
    (entry,) = re.findall(r"- \{id: .*\}", made.printed)
    (clone.folder / "content/removed.yml").write_text(f"removed:\n{entry}\n")
    commit(clone.folder)
    assert {0} == set(clone.answer("answer").ends.values())


def test_a_hostile_one(clone: Clone, tmp_path: Path) -> None:
    """Names and texts that are commands are shown and never run, none begins a command of the workflow's, and it fails."""
    folder = clone.folder / "content" / "statements"
    body = "shores.\n\n::add-mask::x\n\n<img src=x onerror=alert(1)> $(touch ran) `touch ran` @team\n"
    edit(clone.folder / "content" / PATH, "shores.\n", body)
    (folder / "$(touch ran)`touch ran`.md").write_text("x")
    (folder / "a\n::stop-commands::x.md").write_text("---\nid: !!python/object/apply:os.system ['touch ran']\n---\n")
    (folder / "link.md").symlink_to("/etc/hostname")
    (folder / "bomb.md").write_text("---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\nx\n")
    commit(clone.folder)

    made = clone.answer("answer")

    assert 1 == made.ends["Check what changed"]
    assert 0 == made.ends["Show what changed"]
    assert [] == list(tmp_path.rglob("ran"))
    commands = [line for line in made.printed.splitlines() if line.startswith("::")]
    assert [] == [line for line in commands if not line.startswith("::error file=content/")]
    assert "Traceback" not in made.printed
    assert "<img" not in made.summary
    assert "@team" not in made.summary
    assert "title=link::" in made.printed


def test_a_batch_of_captures(clone: Clone) -> None:
    """The table of what became of each record is in the summary, what was made of them is checked, and the pages are kept."""
    put(clone.folder, "watch/2024-06-20.txt", page("The Harbour Board of RA issued the following statement:", "It is closed.", title="On the Harbour", day="2024-06-20"))  # fmt: skip
    commit(clone.folder)

    made = clone.answer("answer")
    preview = clone.answer("preview")

    assert {0} == set(made.ends.values()), made.printed
    assert "added" in made.summary
    assert "adds captures, adds statements" in made.summary
    assert "<h2>New statements</h2>\n<h3>On the Harbour</h3>" in made.summary
    assert {0} == set(preview.ends.values()), preview.printed
    pages = [
        path.relative_to(clone.folder / "preview").as_posix() for path in (clone.folder / "preview").rglob("index.html")
    ]
    assert 1 == len(pages)
    assert "on-the-harbour" in pages[0]


def test_a_bad_batch_fails(clone: Clone) -> None:
    """A capture without a date is refused, and the job says so."""
    put(clone.folder, "watch/2024-06-20.txt", "Nothing of the kind.\n")
    commit(clone.folder)

    made = clone.answer("answer")

    assert 1 == made.ends["Read the captures, if it adds any"]
    assert "no-date" in made.printed
    assert "no-date" in made.summary


GH = """#!/bin/bash
echo "$*" >> "$GH_LOG"
case "$*" in
  *pulls?state=open*) echo 1 ;;
  *labels*--jq*) printf 'correction\\nhelp wanted\\n' ;;
esac
"""
"""Stands for GitHub, which no test reaches: one open pull request, which has two labels; what is asked of it is noted."""


@pytest.mark.parametrize(
    ("files", "asked"),
    [
        ({"Makefile": "x"}, ["-X DELETE {}/correction", "{} -f labels[]=changes code"]),
        ({f"content/{PATH}": "---\nbroken"}, ["-X DELETE {}/correction", "{} -f labels[]=changes provenance"]),
        ({"mkdocs.yml": "docs_dir: /"}, ["-X DELETE {}/correction", "{} -f labels[]=changes code"]),
    ],
    ids=["code", "a correction that is broken", "a configuration that leads elsewhere"],
)
def test_labels_are_set(clone: Clone, tmp_path: Path, files: dict[str, str], asked: list[str]) -> None:
    """Labels that fit are added, ours that do not are taken away, others stay; the proposal is only read."""
    upstream, log = tmp_path / "upstream", tmp_path / "asked"
    subprocess.run(["git", "checkout", "-q", "-b", "proposal"], cwd=upstream, check=True)
    for name, text in files.items():
        (upstream / name).write_text(text)
    commit(upstream)
    for command in (["update-ref", "refs/pull/1/head", "proposal"], ["checkout", "-q", "main"]):
        subprocess.run(["git", *command], cwd=upstream, check=True)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH)
    (tmp_path / "bin" / "gh").chmod(0o755)
    (step,) = [
        step
        for step in read(ROOT / ".github/workflows/labels.yml")["jobs"]["label"]["steps"]
        if step["name"] == "Label"
    ]
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=clone.folder,
        env={
            **os.environ,
            **{name: value for name, value in step["env"].items() if "${{" not in value},
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "GH_LOG": str(log),
            "GH_TOKEN": "",
            "REPOSITORY": "some/one",
            "GITHUB_WORKSPACE": str(clone.folder),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stderr
    changes = [line for line in log.read_text().splitlines() if line.startswith("api --silent")]
    assert sorted(f"api --silent {each.format('repos/some/one/issues/1/labels')}" for each in asked) == sorted(changes)
