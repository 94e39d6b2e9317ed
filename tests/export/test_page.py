"""The page of the data: every file, every column, and what is left out."""

from __future__ import annotations

from pathlib import Path

from builder.export import page
from builder.export.columns import COLUMNS
from builder.export.interface import Interface
from tests import factory
from tests.export.made import ABOUT, EVERYTHING, archive, dataset, files


def test_what_the_page_tells(tmp_path: Path) -> None:
    """Whole tables, then years from the newest; all columns; only addresses that exist."""
    tables = dataset(tmp_path).tables()
    interface = Interface(archive(), ABOUT, ("json",))
    view = page.view(interface, EVERYTHING, tables)

    assert 4 == len(view.whole)
    assert ["2024", "2023"] == [year for year, _ in view.years]
    assert COLUMNS == view.columns
    assert () == view.lacking
    assert "statements/2024/defence/2024-05-three" == view.example
    assert {path for path, _ in view.examples} <= set(files(interface.producers()))
    assert 6 == len(view.examples)


def test_what_is_left_out_is_told() -> None:
    """Each piece that is not on the site is named."""
    view = page.view(Interface(archive(), ABOUT, ()), [name for name in EVERYTHING if name != "years.csv"], ())

    assert ("CSV by year",) == view.lacking


def test_an_empty_archive() -> None:
    """Without statements there is a page with the index alone."""
    view = page.view(Interface(factory.build(), ABOUT, ()), (), ())

    assert (("api/v1/index.json", "every address below"),) == view.examples
    assert "" == view.example
