"""The interface: every address that it names is there, and groups hold what belongs to them."""

from __future__ import annotations

import json
from typing import Any

from builder.export import openapi
from builder.export.interface import FOLDER, ITEM, SHORT, Interface
from tests import factory
from tests.export.made import ABOUT, ENTRIES, SITE, archive, files


def made(forms: tuple[str, ...] = ("json", "txt")) -> dict[str, Any]:
    """Return the interface's files as data by path below its folder."""
    found = files(Interface(archive(), ABOUT, forms).producers())
    assert all(path.startswith(FOLDER) for path in found)
    return {path.removeprefix(FOLDER): json.loads(data) for path, data in found.items()}


def test_the_index_names_every_file() -> None:
    """From the index, by the addresses in it and in what it names, every file of the interface is reached."""
    found = made()
    index = found["index.json"]
    reached = {"index.json"}
    for name in ("years", "ministries", "tags"):
        for each in index[name]:
            path = each["url"].removeprefix(SITE + FOLDER)
            reached |= {path, *(year["url"].removeprefix(SITE + FOLDER) for year in found[path].get("years", []))}

    assert set(found) == reached
    assert (3, "abc1234", "2026-01-02") == (index["statements"], index["commit"], index["changed"])


def test_a_group_holds_what_is_below_it() -> None:
    """A ministry has the statements of its institutes, a tag those of narrower tags."""
    found = made()
    one, two, _ = (entry.statement.id for entry in ENTRIES)

    assert {"ministry": "foreign", "statements": 2}.items() <= found["ministries/foreign.json"].items()
    assert [two] == [each["id"] for each in found["ministries/foreign/2024.json"]["statements"]]
    assert [one] == [each["id"] for each in found["tags/military/2023.json"]["statements"]]


def test_what_a_list_says_of_a_statement() -> None:
    """The keys are those that are documented, fewer in a group; the index tells the endings of the copies."""
    found = made()
    item = found["years/2023.json"]["statements"][0]

    assert list(ITEM) == list(item)
    assert f"{SITE}statements/2023/foreign/2023-02-02-one/" == item["url"]
    assert [{name: item[name] for name in SHORT}] == found["tags/drills/2023.json"]["statements"]
    assert ["json", "txt"] == found["index.json"]["copies"]
    assert ("2023-02-02", "Statement on the Drill", "en") == (item["date"], item["title"], item["language"])


def test_without_room_a_group_names_its_statements_alone() -> None:
    """Without room a group's list has ids, and the list of the year the rest; OpenAPI says so."""
    interface = Interface(archive(), ABOUT, (), has_group_lists=False)
    found = {path.removeprefix(FOLDER): json.loads(data) for path, data in files(interface.producers()).items()}
    year = [each["id"] for each in found["years/2023.json"]["statements"]]

    assert [{"id": year[0]}] == found["tags/drills/2023.json"]["statements"]
    assert made()["years/2023.json"] == found["years/2023.json"]
    schemas = openapi.description(ABOUT, interface.short)["components"]["schemas"]
    assert ["id"] == list(schemas["ShortStatement"]["properties"])


def test_a_change_makes_few_files_again() -> None:
    """Only the lists that hold a statement, and none of other years, have another key when it changes."""

    def keys(*entries: Any) -> dict[str, str]:
        return {each.name: each.key for each in Interface(factory.build(*entries), ABOUT, ()).producers()}

    changed = factory.entry("one", date="2023-02-02", tags=["drills"], title="Another")
    before, after = keys(*ENTRIES), keys(changed, *ENTRIES[1:])

    assert {
        f"interface:{FOLDER}years/2023.json",
        f"interface:{FOLDER}ministries/foreign/2023.json",
        f"interface:{FOLDER}tags/drills/2023.json",
        f"interface:{FOLDER}tags/military/2023.json",
    } == {name for name in before if before[name] != after[name]}
