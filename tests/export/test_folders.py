"""Folders of data have a page each, which leads to the page that tells of them."""

from __future__ import annotations

from builder.export.folders import folders
from builder.export.interface import Interface
from tests import factory
from tests.export.made import ABOUT, archive, files


def test_every_folder_of_the_interface_has_one() -> None:
    """Whatever folder a file of the interface is in has a page; one of a group leads to the group's own."""
    found = {folder.url: folder.goal for folder in folders(archive(), has_years=True)}
    paths = files(Interface(archive(), ABOUT, ()).producers())

    assert {f"{path.rpartition('/')[0]}/" for path in paths} <= set(found)
    assert "data/#interface" == found["api/"] == found["api/v1/tags/"]
    assert "data/#by-year" == found["data/years/"]
    assert "ministries/foreign/" == found["api/v1/ministries/foreign/"]


def test_a_folder_that_is_not_there_has_none() -> None:
    """A site without files by year has no page for them, and an archive without statements none for groups."""
    empty = factory.build()

    assert ["api/", "api/v1/", "api/v1/years/", "api/v1/ministries/", "api/v1/tags/"] == [
        folder.url for folder in folders(empty, has_years=False)
    ]
