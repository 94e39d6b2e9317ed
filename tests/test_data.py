"""The data of the real site: what the page of data tells, what tools say of it, and what leads to it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import lxml.html
import pytest
from jsonschema import Draft202012Validator

from builder.export.columns import COLUMNS
from builder.export.interface import ITEM
from tests.cli.command import GOOD, called
from tests.conftest import SUB_PATH
from tests.export.test_package import validate

pytestmark = pytest.mark.site

ORIGIN = f"https://someone.example/{SUB_PATH}/"


def test_frictionless_accepts_the_real_data(site: Path) -> None:
    """The validator reads the data package of the real site and finds nothing wrong."""
    assert json.loads(validate(site).stdout)["valid"]


def test_the_page_explains_every_column(site: Path) -> None:
    """Each column has a row with what it is; each key of the interface is named; each file is there with its hash."""
    page = lxml.html.parse(site / "data/index.html").getroot()
    rows = {row[0].text_content(): row[1].text_content() for row in page.xpath("//tr[td]")}

    for column in COLUMNS:
        assert rows[column.name].startswith(column.means)
    items = [item.text_content() for item in page.xpath("//li")]
    for name, means in ITEM.items():
        assert f"{name}: {means}" in items
    sums = (site / "data/SHA256SUMS").read_text(encoding="utf-8")
    cells = page.xpath("//tr[count(td)=4]")
    assert len(cells) >= 4
    for cell in cells:
        assert f"{cell[3].text_content()}  {cell[0].text_content()}\n" in sums


def test_every_address_of_the_interface_is_there(site: Path) -> None:
    """What the index names, and each page and copy that a year names, is a file of the site."""
    index = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))
    found = [each["url"] for name in ("years", "ministries", "tags") for each in index[name]]
    years = [json.loads((site / each["url"].removeprefix(ORIGIN)).read_text()) for each in index["years"]]
    items = [item for year in years for item in year["statements"]]
    found += [f"{item['url'][:-1]}.{form}" for item in items for form in index["copies"]]
    found += [f"{item['url']}index.html" for item in items]

    assert ["json", "md", "txt"] == index["copies"]
    assert len(items) == index["statements"] > 20
    assert [] == [url for url in found if not (site / url.removeprefix(ORIGIN)).is_file()]


def test_every_copy_fits_the_schema_and_is_the_file(site: Path, root: Path) -> None:
    """Each `.json` fits the JSON Schema of the site, each `.md` is the file of the archive, byte for byte."""
    schema = json.loads((site / "data/statement.schema.json").read_text(encoding="utf-8"))
    copies = [path for path in sorted((site / "statements").rglob("*.json")) if path.name != "cite.json"]

    assert len(copies) > 20
    for copy in copies:
        Draft202012Validator(schema).validate(json.loads(copy.read_text(encoding="utf-8")))
        path = copy.relative_to(site).with_suffix(".md")
        assert (root / "content" / path).read_bytes() == (site / path).read_bytes()


def test_links_to_copies_are_small(site: Path) -> None:
    """The line that leads from a page to its copies has at most 300 bytes, and each page has one."""
    copies = [path for path in sorted((site / "statements").rglob("*.json")) if path.name != "cite.json"]

    assert len(copies) > 20
    for copy in copies:
        lines = re.findall(
            rb"<p class=forms>.*?(?=</?(?:p|section|nav|div)\b)", (copy.with_suffix("") / "index.html").read_bytes()
        )
        assert 1 == len(lines)
        assert len(lines[0]) <= 300


def test_the_real_site_is_whole(site: Path, root: Path) -> None:
    """`builder verify` finds every file of the built site as its manifest says, and its statements those of the content."""
    done = called("verify", "--config", str(root / "mkdocs.yml"), str(site))

    assert GOOD == done.exit_code, done.output
    assert "Statements were compared with content." in done.stdout
