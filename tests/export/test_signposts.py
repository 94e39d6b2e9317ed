"""The files that programs look for at the root of a site."""

from __future__ import annotations

from pathlib import Path
from urllib.robotparser import RobotFileParser

from builder.export import signposts
from builder.export.package import About
from tests import factory
from tests.export.made import ABOUT, SITE, archive, dataset, files


def test_robots_may_read_all() -> None:
    """A reader of robots.txt may fetch every page and finds the site map."""
    parser = RobotFileParser()
    parser.parse(signposts.robots(SITE).splitlines())

    assert parser.can_fetch("AnyBot", f"{SITE}statements/2024/")
    assert [f"{SITE}sitemap.xml"] == parser.site_maps()


def test_llms(tmp_path: Path) -> None:
    """It has the form of llmstxt.org: a heading, a quotation, text, and sections of links, the tables among them."""
    tables = dataset(tmp_path).tables()
    lines = signposts.llms(archive(), ABOUT, tables, ("json",)).splitlines()

    assert ["# An Archive", "", "> What was said."] == lines[:3]
    assert lines[4].startswith("3 statements of 2023 to 2024.")
    assert ["## Data", "## Interface", "## Statements by year", "## Optional"] == [
        line for line in lines if line.startswith("## ")
    ]
    links = [line for line in lines if line.startswith("- ")]
    assert all(line.startswith("- [") and f"]({SITE}" in line and "): " in line for line in links)
    assert any(f"({SITE}data/statements.parquet)" in line for line in links)


def test_the_commit_is_told_where_it_is_known() -> None:
    """`commit.txt` holds the commit; without one there is no such file."""
    known = files(signposts.producers(archive(), ABOUT, (), ()))
    unknown = files(signposts.producers(factory.build(), About(title="A", description="B", site="", commit=""), (), ()))

    assert b"abc1234\n" == known["commit.txt"]
    assert {"robots.txt", "llms.txt"} == set(unknown)
