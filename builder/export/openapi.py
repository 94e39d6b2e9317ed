"""The description of the interface for programs that make clients of it: OpenAPI 3.1, from the same tables as its files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from builder.export.interface import FOLDER, GROUPS, ITEM, SHORT
from builder.export.package import About
from builder.producer import Producer, key

PATH = f"{FOLDER}openapi.json"
"""Where the description is, below the site."""

_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_ADDRESS = {"type": "string", "format": "uri-reference"}
_LOOKS: Mapping[str, dict[str, Any]] = {
    "date": {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
    "changed": {"type": "string", "format": "date"},
    "url": _ADDRESS,
}
_YEAR = {"type": "string", "pattern": "^[0-9]{4}$"}


def producer(about: About, short: Sequence[str] = SHORT) -> Producer:
    """Return the producer of the description; `short` are the keys of a statement in the lists of groups."""
    text = json.dumps(description(about, short), ensure_ascii=False, separators=(",", ":")) + "\n"
    return Producer(PATH, key(text), lambda: {PATH: text})


def description(about: About, short: Sequence[str] = SHORT) -> dict[str, Any]:
    """Return the description of every address and answer; keys may be added to answers, so none forbids more."""
    paths = {
        "index.json": _get("The address of every year, ministry and tag", "Index"),
        "years/{year}.json": _get("The statements of a year", "Year", "year"),
    }
    for group, one in GROUPS.items():
        paths[f"{group}/{{id}}.json"] = _get(f"The years of a {one}", f"{one.title()}", "id")
        paths[f"{group}/{{id}}/{{year}}.json"] = _get(
            f"The statements of a {one} of a year", f"{one.title()}Year", "id", "year"
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": about.title, "description": about.description, "version": "1"},
        "servers": [{"url": f"{about.site}{FOLDER}".rstrip("/")}],
        "paths": {f"/{path}": {"get": found} for path, found in paths.items()},
        "components": {"schemas": _schemas(short)},
    }


def _get(summary: str, answer: str, *names: str) -> dict[str, Any]:
    shapes = {"id": _TEXT, "year": _YEAR}
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{answer}"}}}
    return {
        "summary": summary,
        "operationId": answer[0].lower() + answer[1:],
        "parameters": [{"name": name, "in": "path", "required": True, "schema": shapes[name]} for name in names],
        "responses": {"200": {"description": summary, "content": content}, "404": {"description": "There is none"}},
    }


def _schemas(short: Sequence[str]) -> dict[str, Any]:
    group = _record(id=_TEXT, label=_TEXT, statements=_COUNT, url=_ADDRESS)
    year = _record(id=_YEAR, statements=_COUNT, url=_ADDRESS)
    made = {
        "Index": _record(
            title=_TEXT,
            description=_TEXT,
            url=_ADDRESS,
            commit={"type": ["string", "null"]},
            changed={"type": ["string", "null"], "format": "date"},
            statements=_COUNT,
            copies=_list(_TEXT),
            years=_list(year),
            **{name: _list(group) for name in GROUPS},
            data=_ADDRESS,
        ),
        "Statement": _record(**{name: {**_LOOKS.get(name, _TEXT), "description": told} for name, told in ITEM.items()}),
        "ShortStatement": _record(**{name: {**_LOOKS.get(name, _TEXT), "description": ITEM[name]} for name in short}),
        "Year": _record(year=_YEAR, statements=_list({"$ref": "#/components/schemas/Statement"})),
    }
    for one in GROUPS.values():
        counted = _record(year=_YEAR, statements=_COUNT, url=_ADDRESS)
        made[one.title()] = _record(**{one: _TEXT}, statements=_COUNT, years=_list(counted))
        listed = _list({"$ref": "#/components/schemas/ShortStatement"})
        made[f"{one.title()}Year"] = _record(**{one: _TEXT}, year=_YEAR, statements=listed)
    return made


def _record(**properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}
