"""Verifying bags and sites: each way in which one can be altered is told, by name."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from builder import places, proof
from builder.proof import Proof

STATEMENT = "statements/2024/a/b.md"
SITE = {"index.html": b"page", "commit.txt": b"abc1234\n", STATEMENT: b"text"}
BAG = {"data/content/captures/one.txt": b"one", f"data/content/{STATEMENT}": b"text"}


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def sums(files: dict[str, bytes]) -> bytes:
    """Return the manifest of some files."""
    return "".join(f"{digest(data)}  {path}\n" for path, data in files.items()).encode()


def put(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files below a folder."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def site(folder: Path, files: dict[str, bytes] | None = None) -> Path:
    """Write a site with its manifest."""
    found = SITE if files is None else files
    return put(folder, {**found, "manifest-sha256.txt": sums(found)})


def bag(folder: Path) -> Path:
    """Write a bag."""
    tags = {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": b"External-Identifier: abc1234\n",
        "manifest-sha256.txt": sums(BAG),
    }
    return put(folder, {**BAG, **tags, "tagmanifest-sha256.txt": sums(tags)})


def proved(folder: Path) -> Proof:
    """Return what is found in a folder."""
    return proof.prove(places.place(str(folder)))


def codes(made: Proof, root: Path) -> list[str]:
    """Return each problem as its path below the folder and its code."""
    return [f"{each.path.removeprefix(f'{root}/')}:{each.line} {each.code}" for each in made.problems]


def test_what_is_whole_has_no_problem(tmp_path: Path) -> None:
    """A site and a bag as they were made are whole; commit, statements and the manifest's own hash are told."""
    made, kept = proved(site(tmp_path / "site")), proved(bag(tmp_path / "bag"))

    assert ((), ()) == (made.problems, kept.problems)
    assert ("abc1234", "abc1234") == (made.commit, kept.commit)
    assert {STATEMENT: digest(b"text")} == made.statements == kept.statements
    assert (False, True) == (made.is_bag, kept.is_bag)
    assert digest(sums(SITE)) == made.manifest


@pytest.mark.parametrize("make", [site, bag])
def test_what_was_altered_is_told(make: object, tmp_path: Path) -> None:
    """A file with other bytes, one that is gone and one that was added are each named."""
    root = make(tmp_path / "it")  # type: ignore[operator]
    inside = "data/content/" if make is bag else ""
    gone = "data/content/captures/one.txt" if make is bag else "index.html"
    (root / f"{inside}{STATEMENT}").write_bytes(b"Text")
    (root / gone).unlink()
    put(root, {"data/more.txt": b""})

    assert sorted(["data/more.txt:0 unlisted", f"{inside}{STATEMENT}:0 altered", f"{gone}:0 lacking"]) == codes(
        proved(root), root
    )


def test_a_bags_own_words_are_verified(tmp_path: Path) -> None:
    """What a bag tells of itself is hashed as well."""
    root = bag(tmp_path / "bag")
    (root / "bag-info.txt").write_bytes(b"External-Identifier: def5678\n")

    assert ["bag-info.txt:0 altered"] == codes(proved(root), root)


def test_a_manifest_cannot_lead_elsewhere(tmp_path: Path) -> None:
    """A line that is none, or whose path leaves the folder, is told and not followed."""
    root = put(
        tmp_path / "site", {"manifest-sha256.txt": f"{'0' * 64}  ../secret\nnonsense\n{'0' * 64}  /etc\n".encode()}
    )

    assert [f"manifest-sha256.txt:{line} manifest" for line in (1, 2, 3)] == codes(proved(root), root)


def test_without_a_manifest_nothing_is_proved(tmp_path: Path) -> None:
    """A folder without a manifest is told as such."""
    root = put(tmp_path / "site", {"index.html": b""})

    assert ["manifest-sha256.txt:0 lacking"] == codes(proved(root), root)


def test_statements_are_known_by_json_lines_too(tmp_path: Path) -> None:
    """Where there is no `.md` beside the pages, the year's data tells each statement's hash."""
    line = json.dumps({"path": STATEMENT, "sha256": digest(b"text")}).encode()
    root = site(tmp_path / "site", {"data/years/2024.jsonl.gz": gzip.compress(line), "data/years/2023.jsonl.gz": b"no"})

    assert {STATEMENT: digest(b"text")} == proved(root).statements


def test_statements_are_compared(tmp_path: Path) -> None:
    """A statement that differs, one that lacks and one that is too many are each told; nothing to compare is told too."""
    content = put(tmp_path / "content", {STATEMENT: b"Text", "statements/2024/a/c.md": b"c"})
    made = proved(site(tmp_path / "site", {STATEMENT: b"text", "statements/2024/a/d.md": b"d"}))
    known = proof.of_content(content)

    assert ["differs", "only-here", "only-there"] == [each.code for each in proof.differences(made, known, "content")]
    assert [] == list(proof.differences(made, made.statements, "another"))
    dumb = proved(site(tmp_path / "dumb", {"index.html": b""}))
    assert ["it does not tell its statements, so they cannot be compared with content"] == [
        each.message for each in proof.differences(dumb, known, "content")
    ]


def test_two_sites_of_one_commit_are_the_same(tmp_path: Path) -> None:
    """A page that was changed together with the manifest is found out beside a site of one's own."""
    own = proved(site(tmp_path / "own"))
    other = proved(site(tmp_path / "other", {**SITE, "index.html": b"forged"}))

    assert () == other.problems
    told = list(proof.other_files(other, own))
    assert [f"{tmp_path}/other/index.html"] == [each.path for each in told]
    assert [] == list(proof.other_files(own, own))


def test_a_bag_is_the_content(tmp_path: Path) -> None:
    """Each file of a bag's content that is no statement is compared too: another, one that lacks, one too many."""
    made = proved(bag(tmp_path / "bag"))
    folder = put(tmp_path / "content", {STATEMENT: b"other", "captures/one.txt": b"one", "tags.yml": b"[]"})

    assert {"captures/one.txt": digest(b"one")} == made.others
    (problem,) = proof.other_content(made, proof.others_of(folder), "content")
    assert (f"{tmp_path}/bag/data/content/tags.yml", "only-here") == (problem.path, problem.code)
    (folder / "tags.yml").unlink()
    assert [] == list(proof.other_content(made, proof.others_of(folder), "content"))
    (folder / "captures/one.txt").write_bytes(b"forged")
    assert ["differs"] == [each.code for each in proof.other_content(made, proof.others_of(folder), "content")]
    (folder / "captures/one.txt").unlink()
    assert ["only-there"] == [each.code for each in proof.other_content(made, proof.others_of(folder), "content")]
    assert [] == list(proof.other_content(proved(site(tmp_path / "site")), {"tags.yml": "0"}, "content"))
