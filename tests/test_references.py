"""Reference managers read the files and find an institution, a day, and what was read."""

from __future__ import annotations

import dataclasses
import html
import json
import re
import subprocess
from typing import Any

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import citations, references
from builder.citations import Work
from builder.dates import PartialDate
from tests.factory import PROPERTY

WORK = Work(
    id="0123456789ab",
    title='A & B: 50% of "x_y" {z} \\ $5 #1 ~ ^ \uc678\ubb34\uc131',
    author="Ministry of Foreign Affairs",
    genre="Press statement",
    site="Statements Archive",
    publisher="Example Watch",
    date=PartialDate("2023-02-02"),
    url="https://a.example/x_y/?a=1&b=2%20#c",
    language="en",
    source="News",
    captured="13 May 2025",
    sha256="ab" * 32,
    commit="c" * 40,
)
SAID = citations.provenance(WORK)


def pandoc(text: str, form: str) -> dict[str, Any]:
    """Return the one reference of a file as pandoc reads it."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--from={form}", "--to=csljson"],
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr.decode()
    (found,) = json.loads(done.stdout)
    return dict(found)


@pytest.mark.parametrize("form", ["ris", "bibtex", "biblatex", "csljson"])
@pytest.mark.parametrize("author", ["Ministry of Foreign Affairs", "\uc678\ubb34\uc131", "Board of A and B & C"])
def test_a_reader_finds_the_institution(form: str, author: str) -> None:
    """Every form gives title, day, address and the ministry as one name, never parted into first and last."""
    work = dataclasses.replace(WORK, author=author, title="A & B: 50% of x_y, \uc678\ubb34\uc131")
    text = {
        "ris": references.ris,
        "bibtex": references.bibtex,
        "biblatex": references.bibtex,
        "csljson": lambda each: references.csl_json([(each, {})]),
    }[form](work)

    found = pandoc(text, form)

    (name,) = found["author"]
    assert author == name.get("literal", name.get("family"))
    assert not name.get("given")
    assert ([[2023]] if form == "ris" else [[2023, 2, 2]]) == found["issued"]["date-parts"]  # pandoc reads no DA
    assert WORK.url == found["URL"]
    assert "A & B: 50% of x_y, \uc678\ubb34\uc131" == re.sub("<[^>]*>", "", found["title"])
    assert form == "ris" or SAID == found["note"]


@pytest.mark.parametrize(
    ("date", "ris"), [("2023-02-02", "2023/02/02/"), ("2023-02", "2023/02//"), ("2023", "2023///")]
)
def test_partial_dates(date: str, ris: str) -> None:
    """A month or a year stays one in every form."""
    work = dataclasses.replace(WORK, date=PartialDate(date))
    parts = [int(part) for part in date.split("-")]

    assert f"DA  - {ris}\r\n" in references.ris(work)
    assert [parts] == json.loads(references.csl_json([(work, {})]))[0]["issued"]["date-parts"]
    assert [parts] == pandoc(references.bibtex(work), "biblatex")["issued"]["date-parts"]


def test_ris_has_the_form_of_ris() -> None:
    """Each line is a tag, two spaces, a hyphen, a space and a value, ended by CR LF; TY comes first and ER last."""
    lines = references.ris(dataclasses.replace(WORK, publisher=None)).split("\r\n")

    assert ("TY  - ELEC", "ER  - ", "") == (lines[0], *lines[-2:])
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-1])
    assert not any(line.startswith("PB") for line in lines)
    assert f"N1  - {SAID}" in lines


def test_a_comma_parts_no_institution_in_ris() -> None:
    """RIS parts names at commas, so one within a name is written as a full-width one, and one ends the name."""
    work = dataclasses.replace(WORK, author="Board of A, B and C")

    assert "AU  - Board of A\uff0cB and C,\r\n" in references.ris(work)


def test_tex_is_escaped() -> None:
    """What TeX would obey is written so that it prints, and braces stay balanced."""
    text = references.bibtex(WORK)

    assert r"title = {{A \& B: 50\% of " + '"x' + r"\_y" + '"' in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
    assert "url = {https://a.example/x_y/?a=1&b=2%20#c}" in text


def expanded(item: dict[str, Any]) -> dict[str, str]:
    """Return the citations of an item, with the values of its variables where their names stand in braces."""
    values = {**item, "author": item["author"][0]["literal"]}

    def value(match: re.Match[str]) -> str:
        found = values.get(match[1])
        return html.escape(found, quote=False) if isinstance(found, str) else match[0]

    return {
        style: re.sub("{([A-Za-z-]+)}", value, text).replace("&#123;", "{")
        for style, text in item["custom"]["citations"].items()
    }


def test_csl_json_carries_the_citations() -> None:
    """The file that a page's script reads holds the styles, and what they share with the reference only once."""
    text = references.csl_json([(WORK, citations.other_styles(WORK))])
    (found,) = json.loads(text)

    assert dict(citations.other_styles(WORK)) == expanded(found)
    assert 1 == text.count("ab" * 32 + ";")
    assert found["custom"]["citations"]["MLA"].endswith("{publisher}, 2 Feb. 2023, {URL}. {note}")


@PROPERTY
@given(st.lists(st.sampled_from(["{", "}", "title", "URL", "a", "“b”", "&", "<i>", "note", " "]), min_size=1))
def test_any_title_comes_back(parts: list[str]) -> None:
    """Whatever a title says, braces and names of variables too, the citations come back as they were."""
    work = dataclasses.replace(WORK, title="".join(parts), publisher="{title}" if len(parts) % 2 else "a")
    (found,) = json.loads(references.csl_json([(work, citations.other_styles(work))]))

    assert dict(citations.other_styles(work)) == expanded(found)


def test_a_file_holds_many() -> None:
    """Each statement has a line of its own in CSL-JSON."""
    other = dataclasses.replace(WORK, id="ba9876543210")
    text = references.csl_json([(WORK, {}), (other, {})])

    assert [WORK.id, other.id] == [item["id"] for item in json.loads(text)]
    assert 4 == text.count("\n")
