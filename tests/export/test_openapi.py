"""The description of the interface: a validator accepts it, and every file of the interface is as it says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from builder.archive import Archive
from builder.export import openapi
from builder.export.interface import FOLDER, Interface
from tests import factory
from tests.export.made import ABOUT, archive, files


def described() -> dict[str, Any]:
    """Return the description as it is on the site, read back."""
    found: dict[str, Any] = json.loads(files([openapi.producer(ABOUT)])[openapi.PATH])
    return found


def pattern(path: str) -> str:
    """Return the regular expression of a described path."""
    return re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))


def test_a_validator_accepts_it() -> None:
    """It is OpenAPI 3.1, and its server is the site's own interface."""
    found = described()

    validate(found)
    assert "3.1.0" == found["openapi"]
    assert [{"url": "https://someone.example/archive/api/v1"}] == found["servers"]


@pytest.mark.parametrize("held", [archive(), factory.build()], ids=["some", "none"])
def test_every_file_is_as_described(held: Archive) -> None:
    """Each address of the interface is described once, and what is there fits its schema."""
    found = described()
    made = files(Interface(held, ABOUT, ("json",)).producers())

    assert made
    for path, data in made.items():
        (name,) = [each for each in found["paths"] if re.fullmatch(pattern(each), f"/{path.removeprefix(FOLDER)}")]
        schema = found["paths"][name]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator({**found, **schema}).validate(json.loads(data))
    if held.entries:
        used = {each for each in found["paths"] for path in made if re.fullmatch(pattern(each), f"/{path.removeprefix(FOLDER)}")}  # fmt: skip
        assert set(found["paths"]) == used


def test_what_is_not_so_is_refused() -> None:
    """The schemas are none that take anything: a key that lacks, a day that is none."""
    found = described()
    of_year = {**found, "$ref": "#/components/schemas/Year"}
    (entry,) = [factory.entry("a")]
    (path,) = [path for path in files(Interface(factory.build(entry), ABOUT, ()).producers()) if "/years/" in path]
    good = json.loads(files(Interface(factory.build(entry), ABOUT, ()).producers())[path])

    assert Draft202012Validator(of_year).is_valid(good)
    assert not Draft202012Validator(of_year).is_valid({"year": "2024"})
    good["statements"][0]["date"] = "March"
    assert not Draft202012Validator(of_year).is_valid(good)
