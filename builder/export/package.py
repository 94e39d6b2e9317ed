"""What describes the data below `data/`: `datapackage.json` (Frictionless Data), JSON Schemas, the registries, hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from builder.archive import Archive
from builder.export import columns
from builder.export.dataset import FOLDER, Table
from builder.producer import Producer, key

_READABLE = {"jsonl", "csv"}
"""The forms of which a Table Schema is told, so that a validator reads them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is told of the archive as a whole; `site` is its address with a slash at the end, empty where not known.

    `commit` is the archive's commit that was built, empty where it is not known.
    """

    title: str
    description: str
    site: str
    commit: str


def producers(archive: Archive, about: About, tables: Sequence[Table]) -> Iterator[Producer]:
    """Yield what describes the tables."""
    described = registries(archive)
    made = key(about, tables, described)
    yield Producer("data/description", made, partial(_make, about, tables, described))


def _make(about: About, tables: Sequence[Table], described: Mapping[str, str]) -> Mapping[str, str]:
    sums = [(table.sha256, table.path) for table in tables]
    sums += [(hashlib.sha256(text.encode()).hexdigest(), name) for name, text in described.items()]
    return {
        **{FOLDER + name: text for name, text in described.items()},
        f"{FOLDER}statement.schema.json": _json(columns.json_schema()),
        f"{FOLDER}datapackage.json": _json(datapackage(about, tables, described)),
        f"{FOLDER}SHA256SUMS": "".join(
            f"{digest}  {path}\n" for digest, path in sorted(sums, key=lambda each: each[1])
        ),
    }


def registries(archive: Archive) -> Mapping[str, str]:
    """Return the registries as JSON by name: lists of records with the keys of the YAML files."""
    records = archive.registry
    named = {"ministries": records.ministries, "kinds": records.kinds, "tags": records.tags}
    return {
        f"{name}.json": _json([each.model_dump(mode="json") for each in registry.values()])
        for name, registry in named.items()
    }


def datapackage(about: About, tables: Iterable[Table], described: Mapping[str, str]) -> dict[str, Any]:
    """Return the data package: each table and each registry as a resource with its size and its SHA-256."""
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": "statements",
        "title": about.title,
        "description": about.description,
        "resources": [*map(_resource, tables), *(_registry(name, text) for name, text in described.items())],
    }
    return (
        package | ({"homepage": about.site} if about.site else {}) | ({"version": about.commit} if about.commit else {})
    )


def _resource(table: Table) -> dict[str, Any]:
    span = f"of {table.year}" if table.year else "of all years"
    made: dict[str, Any] = {
        "name": f"statements-{table.year or 'all'}-{table.form}",
        "path": table.path,
        "title": f"Statements {span}: {table.rows}",
        "format": table.form,
        "bytes": table.bytes,
        "hash": f"sha256:{table.sha256}",
    }
    if table.form in _READABLE:
        made |= {"type": "table", "compression": "gz", "encoding": "utf-8", "schema": columns.table_schema()}
    else:
        made |= {"type": "file"}  # as such a validator compares size and hash
    return made


def _registry(name: str, text: str) -> dict[str, Any]:
    data = text.encode()
    return {
        "name": name.removesuffix(".json"),
        "path": name,
        "title": f"The registry {name.removesuffix('.json')}",
        "format": "json",
        "mediatype": "application/json",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
