"""What the parser wrote once, found again without any history, and proven by its digest.

Where person and parser changed different places, each place where the file and today's reading differ is on one side still
what the parser wrote. So one of the mixtures of the two is the text looked for, and `parsed`, its SHA-256, tells which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from builder import diff
from builder.statement import Statement, digest

MOST = 12
"""The most places that are tried, each in two ways: 4,096 digests take about a tenth of a second."""

_FACTS = ("title", "date", "ministry", "issuer", "kind", "language", "work")


def recover(person: Statement, reading: Statement) -> Statement | None:
    """Return the statement whose digest is the person's `parsed`, mixed of the two given, or None where none is found."""
    mine, theirs = (each.model_dump(mode="json") for each in (person, reading))
    facts = [key for key in _FACTS if mine[key] != theirs[key]]
    parts = [key for key in theirs["source"] if mine["source"][key] != theirs["source"][key]]
    tags = sorted(set(mine["tags"]) ^ set(theirs["tags"]))
    captures = [mine["capture"], theirs["capture"]][: 1 + (mine["capture"]["sha256"] != theirs["capture"]["sha256"])]
    for body in (_by_paragraphs(mine["body"], theirs["body"]), _by_words(mine["body"], theirs["body"])):
        open_places = sum(before != after for before, after in body)
        if len(facts) + len(parts) + len(tags) + open_places > MOST:
            continue
        for capture, text, kept in product(captures, _mixed(body), _subsets(tags)):
            common = (set(mine["tags"]) & set(theirs["tags"])) | set(kept)
            data = {**mine, "capture": capture, "body": text, "tags": sorted(common)}
            for sides in product((mine, theirs), repeat=len(facts) + len(parts)):
                tried = {**data, **{key: side[key] for key, side in zip(facts, sides, strict=False)}}
                inside = {key: side["source"][key] for key, side in zip(parts, sides[len(facts) :], strict=True)}
                tried["source"] = {**mine["source"], **inside}
                if digest(tried) == person.parsed:
                    return Statement.model_validate(tried)
    return None


def _mixed(body: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield every text that has one or the other in each place."""
    choices = [(mine,) if mine == theirs else (mine, theirs) for mine, theirs in body]
    return ("".join(parts) for parts in product(*choices))


def _subsets(tags: Sequence[str]) -> Iterator[list[str]]:
    for flags in product((False, True), repeat=len(tags)):
        yield [tag for tag, flag in zip(tags, flags, strict=True) if flag]


def _by_paragraphs(mine: str, theirs: str) -> list[tuple[str, str]]:
    return list(diff.runs(diff.paragraphs(mine), diff.paragraphs(theirs)))


def _by_words(mine: str, theirs: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for before, after in _by_paragraphs(mine, theirs):
        found += [(before, after)] if before == after else diff.runs(diff.words(before), diff.words(after))
    return found
