"""Small makers of valid values for tests; each takes what a test cares about and fills in the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from hypothesis import settings

from builder import archive
from builder.archive import Archive, Entry
from builder.errors import ProblemsError
from builder.registry import Kind, Ministry, Registry, Tag
from builder.statement import Statement, digest

PROPERTY = settings(max_examples=200, derandomize=True, deadline=None, database=None)
"""How every property is tried: the same examples in each run, whatever the machine's speed."""


def fields(**changes: Any) -> dict[str, Any]:
    """Return the plain data of a valid statement, with `changes` put in and `parsed` as it follows from the rest."""
    data: dict[str, Any] = {
        "id": "0123456789ab",
        "title": "Statement on the Drill",
        "date": "2024-03-05",
        "ministry": "foreign",
        "issuer": "Spokesperson for the Foreign Ministry",
        "kind": "statement",
        "language": "en",
        "work": None,
        "tags": ["drills"],
        "source": {"name": "News Agency", "outlet": None, "url": None, "section": None, "published": None},
        "capture": {"file": "agency/one.txt", "sha256": "ab" * 32, "captured": None, "also": []},
        "added": "2026-01-02",
        "corrections": [],
        "aliases": [],
        "body": "The drill is over.\n",
    } | changes
    return {"parsed": digest(data)} | data


def statement(**changes: Any) -> Statement:
    """Return a valid statement that no person changed, with `changes` put into its fields."""
    return Statement.model_validate(fields(**changes))


def entry(name: str = "one", **changes: Any) -> Entry:
    """Return a statement at the path that its date, ministry and `name` give; `name` gives its id too."""
    made = statement(**{"id": hashlib.sha256(name.encode()).hexdigest()[:12]} | changes)
    path = f"statements/{made.date.year}/{made.ministry}/{made.date}-{name}.md"
    return Entry(path=path, statement=made, print=hashlib.sha256(made.model_dump_json().encode()).hexdigest())


def correction(day: str = "2026-02-03", note: str = "A slip mended.") -> dict[str, str]:
    """Return one entry under `corrections`."""
    return {"date": day, "by": "A. Reader", "note": note}


def registry(*further: Ministry) -> Registry:
    """Return a registry: one ministry with two levels below it, one beside it, three kinds and four tags."""
    ministries = (
        Ministry(id="foreign", name="Ministry of Foreign Affairs", short="Foreign Ministry", note="It speaks often."),
        Ministry(id="institute", name="Institute for Studies", parent="foreign"),
        Ministry(id="section", name="Asia Section", parent="institute"),
        Ministry(id="defence", name="Ministry of Defence"),
        *further,
    )
    kinds = (
        Kind(id="statement", label="Statement", plural="Statements"),
        Kind(id="answer", label="Answer", plural="Answers"),
        Kind(id="letter", label="Letter", plural="Letters"),
    )
    tags = (
        Tag(id="military", label="Military affairs", description="Armies and arms."),
        Tag(id="drills", label="Drills", broader="military", patterns=["drill*"]),
        Tag(id="rights", label="Human rights", patterns=["human rights"]),
        Tag(id="trade", label="Trade", patterns=["trade"]),
    )
    return Registry(
        {each.id: each for each in ministries}, {each.id: each for each in kinds}, {each.id: each for each in tags}
    )


def build(*entries: Entry, records: Registry | None = None) -> Archive:
    """Return the archive of some entries."""
    return archive.build(records or registry(), entries)


def many(number: int) -> tuple[Entry, ...]:
    """Return entries spread over ministries, kinds, tags and dates, of which some are a month or a year only."""
    return tuple(_one_of_many(index) for index in range(number))


_TAGS = ([], ["drills"], ["military", "trade"], ["drills", "rights", "trade"], ["drills", "military"])


def _one_of_many(index: int) -> Entry:
    year, month, day = 2021 + index % 3, 1 + index % 5, 1 + index % 2
    whole = f"{year}-{month:02}-{day:02}"
    return entry(
        f"text-{index:03}",
        title=f"Text {index}",
        date=(whole, whole, whole[:7], whole[:4])[index // 3 % 4],
        ministry=("foreign", "institute", "section", "defence")[index // 2 % 4],
        kind=("statement", "answer", "letter")[index // 5 % 3],
        tags=_TAGS[index % 5],
    )


def faults(call: Callable[[], object]) -> list[str]:
    """Return the problems that a call raises, as they are shown; fail where it raises none."""
    try:
        got = call()
    except ProblemsError as error:
        return [str(problem) for problem in error.problems]
    raise AssertionError(f"no problem was raised; got {got!r}")
