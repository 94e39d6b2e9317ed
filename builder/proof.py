"""Whether a bag or a site is whole, and whether it holds the statements that the content, or another of them, holds."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from builder import archive, bag, files
from builder.bag import CONTENT, MANIFEST, TAGS
from builder.content import FOLDER
from builder.errors import Problem
from builder.places import Place

_LINE = re.compile(r"(?P<digest>[0-9a-fA-F]{64})[ \t]+\*?(?P<path>\S.*)")
_COMMIT = "commit.txt"
_YEARS = re.compile(r"data/years/[^/]+\.jsonl\.gz")

Track = Callable[[Iterable[str]], Iterable[str]]
"""Passes paths on, and maybe shows how far it has come."""

Statements = Mapping[str, str]
"""The SHA-256 of each statement's file by its path below the content folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was found at one place: its manifest's own SHA-256, its commit, its statements, and every problem, sorted.

    `sums` are the SHA-256 of every file that its manifest lists, by path; `others` those of a bag's content that are no
    statements (captures, registries, pages), by their paths below the content folder.
    """

    shown: str
    is_bag: bool
    manifest: str
    commit: str
    sums: Statements
    statements: Statements
    others: Statements
    problems: tuple[Problem, ...]


def prove(place: Place, track: Track = iter) -> Proof:
    """Hash every file that a place's manifest lists and compare; say too what is there and not listed."""
    raw = place.read(MANIFEST)
    if raw is None:
        fault = _problem(place, MANIFEST, "lacking", "there is no manifest, so nothing can be verified", "")
        return Proof(
            shown=place.shown,
            is_bag=False,
            manifest="",
            commit="",
            sums={},
            statements={},
            others={},
            problems=(fault,),
        )
    is_bag = place.read("bagit.txt") is not None
    sums, problems = _sums(place, MANIFEST, raw)
    tags, faults = _sums(place, TAGS, place.read(TAGS) or b"") if is_bag else ({}, [])
    problems += faults
    for path in (*track(list(sums)), *tags):
        problems += _compared(place, path, sums[path] if path in sums else tags[path])
    problems += _unlisted(place, sums, is_bag=is_bag)
    statements = _statements(_below_content(sums)) if is_bag else _of_site(place, sums)
    return Proof(
        shown=place.shown,
        is_bag=is_bag,
        manifest=files.sha256(raw),
        commit=_commit(place, is_bag=is_bag),
        sums=sums,
        statements=statements,
        others={path: digest for path, digest in _below_content(sums).items() if path not in statements}
        if is_bag
        else {},
        problems=tuple(sorted(set(problems))),
    )


def _sums(place: Place, name: str, raw: bytes) -> tuple[dict[str, str], list[Problem]]:
    """Return the digests of a manifest by path, and its lines that are none or lead elsewhere."""
    known: dict[str, str] = {}
    problems = []
    for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), start=1):
        match = _LINE.fullmatch(line)
        parts = PurePosixPath(match["path"]).parts if match else ()
        if match is None or ".." in parts or match["path"].startswith("/"):
            message = "this is no line of a manifest: a SHA-256, two spaces and a path"
            problems.append(Problem(path=f"{place.shown}/{name}", line=number, code="manifest", message=message))
        else:
            known[match["path"]] = match["digest"].lower()
    return known, problems


def _compared(place: Place, path: str, digest: str) -> Iterator[Problem]:
    data = place.read(path)
    if data is None:
        yield _problem(place, path, "lacking", "the manifest lists it and it is not there", "get a whole copy")
    elif (found := files.sha256(data)) != digest:
        message = f"its SHA-256 is {found}, and the manifest says {digest}"
        yield _problem(place, path, "altered", message, "do not trust this copy")


def _unlisted(place: Place, sums: Mapping[str, str], *, is_bag: bool) -> Iterator[Problem]:
    for path in sorted((place.names() or frozenset()) - sums.keys() - {MANIFEST}):
        if not is_bag or path.startswith("data/"):
            yield _problem(place, path, "unlisted", "it is not in the manifest", "it was added afterwards")


def _commit(place: Place, *, is_bag: bool) -> str:
    if not is_bag:
        return (place.read(_COMMIT) or b"").decode("ascii", "replace").strip()
    info = (place.read("bag-info.txt") or b"").decode("utf-8", "replace")
    found = re.search(r"^External-Identifier: (\S+)$", info, re.MULTILINE)
    return found[1] if found else ""


def _below_content(sums: Mapping[str, str]) -> Statements:
    return {path.removeprefix(CONTENT): digest for path, digest in sums.items() if path.startswith(CONTENT)}


def _statements(sums: Statements) -> Statements:
    return {path: sums[path] for path in sums if path.startswith(f"{FOLDER}/") and path.endswith(".md")}


def _of_site(place: Place, sums: Mapping[str, str]) -> Statements:
    """Return what a site says of its statements: by their `.md`, else by the JSON lines of the years."""
    copies = _statements(sums)
    if copies:
        return copies
    found: dict[str, str] = {}
    for path in filter(_YEARS.fullmatch, sums):
        try:
            lines = gzip.decompress(place.read(path) or b"").splitlines()
            found |= {record["path"]: record["sha256"] for record in map(json.loads, lines)}
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            continue  # that the file was altered is told already
    return found


def of_content(folder: Path) -> Statements:
    """Return the statements of a content folder."""
    return {path: files.sha256((folder / path).read_bytes()) for path in archive.paths(folder)}


def others_of(folder: Path) -> Statements:
    """Return the other files of a content folder that a bag holds: captures, registries, pages."""
    statements = set(archive.paths(folder))
    found = ((path.relative_to(folder).as_posix(), path) for path in bag.files_of(folder))
    return {name: files.sha256(path.read_bytes()) for name, path in found if name not in statements}


def other_content(proof: Proof, known: Statements, where: str) -> Iterator[Problem]:
    """Yield a problem for each file of a bag's content, no statement, that is another than that of `where`."""
    for path in sorted(proof.others.keys() | known.keys()) if proof.is_bag else ():
        here, there = known.get(path), proof.others.get(path)
        name = f"{proof.shown}/{CONTENT}{path}"
        if there is None:
            yield Problem(path=name, line=0, code="only-here", message=f"{where} has this file, and it is not there")
        elif here is None:
            yield Problem(path=name, line=0, code="only-there", message=f"{where} has no such file")
        elif here != there:
            message = f"its SHA-256 is {there}, and that of {where} has {here}"
            yield Problem(path=name, line=0, code="differs", message=message)


def differences(proof: Proof, known: Statements, where: str) -> Iterator[Problem]:
    """Yield a problem for each statement that a place holds otherwise than `where`; both must tell of statements."""
    if not proof.statements and known:
        message = f"it does not tell its statements, so they cannot be compared with {where}"
        yield Problem(path=proof.shown, line=0, code="differs", message=message, hint="give its data more room")
        return
    for path in sorted(proof.statements.keys() | known.keys()):
        here, there = known.get(path), proof.statements.get(path)
        name = f"{proof.shown}/{CONTENT if proof.is_bag else ''}{path}"
        if there is None:
            yield Problem(
                path=name, line=0, code="only-here", message=f"{where} has this statement, and it is not there"
            )
        elif here is None:
            yield Problem(path=name, line=0, code="only-there", message=f"{where} has no such statement")
        elif here != there:
            message = f"it is the statement with the SHA-256 {there}, and that of {where} has {here}"
            yield Problem(path=name, line=0, code="differs", message=message)


def other_files(proof: Proof, first: Proof) -> Iterator[Problem]:
    """Yield a problem for each file by which a site differs from another that was built from the same commit."""
    for path in sorted(proof.sums.keys() | first.sums.keys()):
        here, there = first.sums.get(path, "no such file"), proof.sums.get(path, "no such file")
        if here != there:
            message = f"it has {there}, and {first.shown} has {here}"
            yield Problem(path=f"{proof.shown}/{path}", line=0, code="other-file", message=message)


def _problem(place: Place, path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path=f"{place.shown}/{path}", line=0, code=code, message=message, hint=hint)
