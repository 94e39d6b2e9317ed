"""The statement: frozen, of exact types, and its digest tells whether a person changed it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from pydantic import ValidationError

from builder.dates import PartialDate
from builder.statement import Statement, digest
from tests import factory

NEWS = {"name": "News Agency", "outlet": None, "url": None, "section": None, "published": None}
COPY = {"file": "agency/one.txt", "sha256": "ab" * 32, "captured": None}


def test_a_statement_is_what_it_was_made_of() -> None:
    """Every field is kept as given; dates are dates and lists are tuples."""
    made = factory.statement(
        date="2024-03",
        issuer=None,
        tags=["drills", "trade"],
        source=NEWS | {"url": "https://a.example/1", "published": "2024-03-06"},
        capture=COPY | {"captured": "2026", "also": [COPY | {"file": "agency/two.txt"}]},
        corrections=[factory.correction()],
        aliases=["statements/2024/foreign/old.md"],
    )

    assert (PartialDate("2024-03"), None, ("drills", "trade")) == (made.date, made.issuer, made.tags)
    assert ("https://a.example/1", PartialDate("2024-03-06")) == (made.source.url, made.source.published)
    assert PartialDate("2026") == made.capture.captured
    assert ["agency/two.txt"] == [copy.file for copy in made.capture.also]
    assert [(PartialDate("2026-02-03"), "A. Reader", "A slip mended.")] == [
        (each.date, each.by, each.note) for each in made.corrections
    ]
    assert ("statements/2024/foreign/old.md",) == made.aliases


@pytest.mark.parametrize("key", sorted(Statement.model_fields))
def test_frozen(key: str) -> None:
    """No field of a statement can be changed."""
    made = factory.statement()

    with pytest.raises(ValidationError, match="frozen"):
        setattr(made, key, getattr(made, key))


def test_frozen_throughout() -> None:
    """Nothing inside a statement can be changed either, so that it can be a key."""
    made = factory.statement(corrections=[factory.correction()])

    with pytest.raises(ValidationError, match="frozen"):
        made.source.name = "Other"
    with pytest.raises(ValidationError, match="frozen"):
        made.corrections[0].note = "Other"
    assert {made: 1} == {factory.statement(corrections=[factory.correction()]): 1}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "0123456789a"),
        ("id", "0123456789abc"),
        ("id", "0123456789AB"),
        ("id", "0123456789ab\n"),
        ("id", 123456789012),
        ("title", ""),
        ("title", " one"),
        ("title", "one\ntwo"),
        ("title", "one\n"),
        ("title", None),
        ("title", 12),
        ("title", b"one"),
        ("date", ""),
        ("date", "2024-02-30"),
        ("date", "5 March 2024"),
        ("date", 2024),
        ("date", None),
        ("ministry", "Foreign"),
        ("ministry", "foreign affairs"),
        ("ministry", "../foreign"),
        ("ministry", ""),
        ("issuer", ""),
        ("issuer", False),
        ("kind", "a/b"),
        ("language", "english"),
        ("language", "EN"),
        ("language", "e"),
        ("language", "en_GB"),
        ("language", False),
        ("tags", "drills"),
        ("tags", None),
        ("tags", {"drills": 1}),
        ("tags", ["Drills"]),
        ("tags", [12]),
        ("source", "News Agency"),
        ("source", None),
        ("source", {"outlet": "x"}),
        ("source", NEWS | {"name": ""}),
        ("source", NEWS | {"nmae": "x"}),
        ("source", NEWS | {"published": "yesterday"}),
        ("capture", {"file": "x"}),
        ("capture", COPY | {"sha256": "ab" * 31}),
        ("capture", COPY | {"sha256": "AB" * 32}),
        ("capture", COPY | {"also": [{"file": "x"}]}),
        ("capture", COPY | {"also": None}),
        ("added", "2026-01"),
        ("added", "2026"),
        ("added", None),
        ("parsed", "x"),
        ("parsed", None),
        ("corrections", None),
        ("corrections", [{"date": "2026-01", "by": "x", "note": "y"}]),
        ("corrections", [{"date": "2026-01-02", "by": "x"}]),
        ("corrections", [{"date": "2026-01-02", "by": "", "note": "y"}]),
        ("corrections", ["mended"]),
        ("aliases", [""]),
        ("body", None),
        ("body", 12),
        ("unknown", "x"),
    ],
)
def test_what_cannot_be(key: str, value: object) -> None:
    """A statement with a wrong value, a value of another type or an unknown key cannot be made."""
    data = factory.fields() | {key: value}

    with pytest.raises(ValidationError) as caught:
        Statement.model_validate(data)

    assert {key} == {fault["loc"][0] for fault in caught.value.errors()}


@pytest.mark.parametrize("key", sorted(set(Statement.model_fields) - {"aliases", "work"}))
def test_what_must_be(key: str) -> None:
    """Every field but `aliases` and `work` must be given."""
    data = factory.fields()
    del data[key]

    with pytest.raises(ValidationError) as caught:
        Statement.model_validate(data)

    assert [(key,)] == [fault["loc"] for fault in caught.value.errors()]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "NO"),
        ("title", "\uc678\ubb34\uc131 \u05e2\u05d1\u05e8\u05d9\u05ea \U0001f600"),
        ("language", "ko"),
        ("language", "zh-Hant-TW"),
        ("language", "kok"),
        ("tags", []),
        ("date", "1955"),
        ("kind", "white-paper"),
        ("work", "0123456789ab"),
        ("work", "un-documents:A/RES/78/1"),
        ("work", None),
    ],
)
def test_what_can_be(key: str, value: object) -> None:
    """Titles in any script, languages of two and three letters with subtags, and partial dates are good."""
    assert value == factory.statement(**{key: value}).model_dump(mode="json")[key]


DIGESTED = (
    '{"body":"The drill is over.\\n","capture":"'
    + "ab" * 32
    + '","date":"2024-03-05","issuer":"Spokesperson for the Foreign Ministry","kind":"statement","language":"en",'
    '"ministry":"foreign","source":{"name":"News Agency","outlet":null,"published":null,"section":null,"url":null},'
    '"tags":["drills"],"title":"\uc678\ubb34\uc131"}'
)


def test_digest() -> None:
    """The digest is the SHA-256 of JSON in UTF-8 with sorted keys and no white space."""
    expected = hashlib.sha256(DIGESTED.encode()).hexdigest()

    assert expected == digest(factory.fields(title="\uc678\ubb34\uc131"))
    assert expected == factory.statement(title="\uc678\ubb34\uc131").digest


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Other"},
        {"date": "2024-03-06"},
        {"ministry": "defence"},
        {"issuer": None},
        {"kind": "letter"},
        {"language": "ko"},
        {"work": "0123456789ab"},
        {"tags": []},
        {"source": NEWS | {"url": "https://a.example"}},
        {"body": "The drill is over\n"},
        {"capture": COPY | {"sha256": "cd" * 32}},
    ],
)
def test_what_a_person_changes(changes: dict[str, Any]) -> None:
    """Title, metadata, body and the bytes that were read count in the digest."""
    made = Statement.model_validate(factory.fields() | changes)

    assert factory.statement().digest != made.digest
    assert not made.is_untouched


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "ffffffffffff"},
        {"added": "2026-05-06"},
        {"corrections": [factory.correction()]},
        {"aliases": ["old.md"]},
        {"capture": COPY | {"also": [COPY]}},
        {"capture": COPY | {"file": "agency/renamed.txt", "captured": "2026-01-01"}},
    ],
)
def test_what_ingest_adds(changes: dict[str, Any]) -> None:
    """What ingest itself may add later does not count in the digest."""
    made = Statement.model_validate(factory.fields() | changes)

    assert factory.statement().digest == made.digest
    assert made.is_untouched


def test_changed() -> None:
    """The day of the last change is that of the latest correction, else the day it was added."""
    assert "2026-01-02" == factory.statement().changed
    both = [factory.correction("2026-03-04"), factory.correction("2026-02-03")]
    assert "2026-03-04" == factory.statement(corrections=both).changed
