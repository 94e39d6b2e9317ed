"""JSON Schemas of what people write by hand, out of the models that read it, so that editors help while typing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from builder.profile import Profile
from builder.registry import Kind, Ministry, Tag
from builder.statement import Statement

FOLDER = "schemas"
"""The folder of the schemas below the content folder; the site publishes it."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REGISTRIES: Mapping[str, type[BaseModel]] = {"kinds": Kind, "ministries": Ministry, "sources": Profile, "tags": Tag}

NAMES = (*_REGISTRIES, "statement")
"""What there is a schema of: the registries by the names of their files, and a statement's front matter."""


def document(name: str) -> str:
    """Return the text of one schema; it follows from the models alone, the same on every machine."""
    made = _front_matter() if name == "statement" else _registry(_REGISTRIES[name])
    return json.dumps({"$schema": _DIALECT, **made}, ensure_ascii=False, indent=2) + "\n"


def documents() -> dict[str, str]:
    """Return the text of every schema by its path below the content folder."""
    return {f"{FOLDER}/{name}.json": document(name) for name in NAMES}


def _registry(model: type[BaseModel]) -> dict[str, Any]:
    schema = TypeAdapter(list[model]).json_schema()  # type: ignore[valid-type]
    return {**schema, "title": f"A list of records: {model.__name__}"}


def _front_matter() -> dict[str, Any]:
    schema = Statement.model_json_schema()
    del schema["properties"]["body"]
    schema["required"].remove("body")
    return {**schema, "title": "The front matter of a statement"}
