"""The columns: what each holds, and that every form describes all of them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from builder.export import columns
from builder.export.columns import COLUMNS, NAMES, Reader
from builder.markup import Renderer, escape
from builder.search.plain import paragraphs
from tests import factory

SITE = "https://someone.example/archive/"


def reader() -> Reader:
    """Return what makes the records of an archive of one statement."""
    return Reader(factory.build(factory.entry()), SITE, Renderer())


def test_a_record_has_every_column_in_order() -> None:
    """A record's keys are the columns, in their order."""
    assert NAMES == tuple(reader().record(factory.entry()))


def test_a_record_says_what_the_statement_says() -> None:
    """Dates are given as they are known and as the days they may mean; lists stay lists; names stand beside ids."""
    made = factory.entry(date="2024-02", corrections=[factory.correction()], body="1\\. One.\n\nTwo &amp; *three*.\n")

    record = reader().record(made)

    assert ("2024-02", "2024-02-01", "2024-02-29") == (record["date"], record["first_day"], record["last_day"])
    assert ("foreign", "Ministry of Foreign Affairs") == (record["ministry"], record["ministry_name"])
    assert [{"date": "2026-02-03", "by": "A. Reader", "note": "A slip mended."}] == record["corrections"]
    assert ("2026-01-02", "2026-02-03") == (record["added"], record["changed"])
    assert "1. One.\n\nTwo & three." == record["text"]
    assert f"{SITE}statements/2024/foreign/2024-02-one/" == record["url"]
    assert record["work"] is None


@given(st.lists(st.text(alphabet="ab1.-+ *\n&_\u00a0[<", max_size=9), max_size=5))
@factory.PROPERTY
def test_plain_texts_need_no_parser(parts: list[str]) -> None:
    """What is read without the parser is what the parser reads, for paragraphs as ingest writes them."""
    body = "\n\n".join(escape(part) for part in parts if escape(part)) + "\n"

    assert "\n\n".join(paragraphs(body, Renderer())) == columns.plain(body, Renderer())


def test_records_fit_their_json_schema() -> None:
    """A record fits the schema; one without a column, with another, or with a wrong day does not."""
    schema = columns.json_schema()
    Draft202012Validator.check_schema(schema)
    fits = Draft202012Validator(schema).is_valid
    record = reader().record(factory.entry(corrections=[factory.correction()]))

    assert fits(record)
    assert not fits({name: value for name, value in record.items() if name != "text"})
    assert not fits({**record, "more": ""})
    assert not fits({**record, "date": "5 March 2024"})


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_is_described(column: columns.Column) -> None:
    """The Table Schema and the JSON Schema hold each column with its description."""
    fields = {field["name"]: field["description"] for field in columns.table_schema()["fields"]}

    assert len(column.means.split()) > 2
    assert column.means == fields[column.name]
    assert column.means == columns.json_schema()["properties"][column.name]["description"]


def test_a_list_is_json_in_a_flat_table() -> None:
    """Lists become JSON, all else stays."""
    flat = dict(zip(NAMES, columns.flat(reader().record(factory.entry(tags=["drills", "trade"]))), strict=True))

    assert '["drills","trade"]' == flat["tags"]
    assert "[]" == flat["corrections"]
    assert flat["work"] is None


def test_a_line_is_one_line() -> None:
    """A record is one line of JSON whatever its text holds, and reads back the same."""
    record = reader().record(factory.entry(body="One\u2028two.\n\nThree.\n"))

    assert 1 == columns.line(record).count("\n")
    assert record == json.loads(columns.line(record))
