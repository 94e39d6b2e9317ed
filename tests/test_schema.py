"""The published JSON Schemas are those of the models, and editors find them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from builder import schema
from tests.sample import make, run, statements

REGISTRIES = ["kinds", "ministries", "sources", "tags"]


def validator(name: str) -> Any:
    """Return a validator of one schema, which must be a good schema itself."""
    document = json.loads(schema.document(name))
    jsonschema.Draft202012Validator.check_schema(document)
    return jsonschema.Draft202012Validator(document)


def test_the_committed_schemas_are_the_models(root: Path) -> None:
    """`content/schemas/` holds what `builder schema` writes, no file more and none less."""
    found = {f"schemas/{path.name}": path.read_text(encoding="utf-8") for path in (root / "content/schemas").iterdir()}

    assert schema.documents() == found


@pytest.mark.parametrize("name", REGISTRIES)
def test_editors_are_told_where_the_schema_is(root: Path, name: str) -> None:
    """The first line of each registry names its schema by a path that is there."""
    line = (root / "content" / f"{name}.yml").read_text(encoding="utf-8").splitlines()[0]

    assert f"# yaml-language-server: $schema=schemas/{name}.json" == line
    assert (root / "content" / line.split("=")[1]).is_file()


@pytest.mark.parametrize("name", REGISTRIES)
def test_the_registries_fit_their_schemas(root: Path, name: str) -> None:
    """What the builder takes, the schema takes."""
    data = yaml.safe_load((root / "content" / f"{name}.yml").read_text(encoding="utf-8"))

    assert [] == list(validator(name).iter_errors(data))


def test_front_matter_fits_its_schema(root: Path) -> None:
    """The front matter of every statement of the archive fits, and the body is no key of it."""
    check = validator("statement")

    for path in statements(root):
        front = (root / "content" / path).read_text(encoding="utf-8").split("---\n")[1]
        assert [] == [error.message for error in check.iter_errors(yaml.safe_load(front))]
    assert [] != list(check.iter_errors({"body": "x"}))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tags", [{"id": "a", "label": "A", "pattern": ["x"]}]),
        ("tags", [{"id": "Not An Id", "label": "A"}]),
        ("ministries", [{"id": "a"}]),
        ("sources", [{"id": "a", "language": "en", "shape": "scroll", "date_formats": [], "rules": {}}]),
        ("kinds", {"id": "a"}),
    ],
)
def test_mistakes_do_not_fit(name: str, data: object) -> None:
    """An unknown key, an id with capitals, a missing key, an unknown shape and no list are each marked."""
    assert [] != list(validator(name).iter_errors(data))


def test_the_command_prints_one_and_writes_all(tmp_path: Path) -> None:
    """With a name the schema goes to standard output; without, every file is written and named."""
    folder = make(tmp_path / "archive")

    printed, written = run(folder, "schema", "tags"), run(folder, "schema")

    assert (0, schema.document("tags")) == (printed.returncode, printed.stdout)
    assert [f"content/{path}" for path in schema.documents()] == written.stdout.splitlines()
    assert schema.document("statement") == (folder / "content/schemas/statement.json").read_text(encoding="utf-8")
    assert 2 == run(folder, "schema", "tag").returncode
