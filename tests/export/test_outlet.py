"""A site's data together: on the site, and told of by it, is the same."""

from __future__ import annotations

from pathlib import Path

from builder import archive as archives
from builder.export.outlet import Outlet
from tests import factory
from tests.export.made import ABOUT, ENTRIES, files
from tests.export.test_forms import written


def outlet(folder: Path, budget: int) -> Outlet:
    """Return the data of three statements, whose files are written."""
    entries = [written(folder, entry) for entry in ENTRIES]
    return Outlet(archives.build(factory.registry(), entries), folder, ABOUT, budget, folder / "kept")


def test_all_of_a_small_archive(tmp_path: Path) -> None:
    """A small archive has every copy, and the page names each table that is made."""
    made = outlet(tmp_path, 1)
    found = files(made.producers())

    assert ("json", "md", "txt") == made.forms.names
    page = made.page()
    shown = {f"data/{table.path}" for tables in (page.whole, *(each for _, each in page.years)) for table in tables}
    assert shown <= set(found)
    assert 12 == len(shown)
    assert {"api/v1/index.json", "llms.txt", "robots.txt", "data/datapackage.json"} <= set(found)


def test_no_room(tmp_path: Path) -> None:
    """With no room there are neither copies nor tables; what describes the archive stays."""
    made = outlet(tmp_path, 0)

    assert () == made.forms.names
    assert not [path for path in files(made.producers()) if path.startswith("data/years/")]
    assert "data/ministries.json" in files(made.producers())
