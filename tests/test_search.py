"""The search index: what pages tell it, and that the same site gives the same bytes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import cbor2
import pytest

from builder import archive, registry, search
from builder.errors import ArchiveError

PAGE = """<!doctype html><html lang="{language}"><body><main data-pagefind-body><h1>{title}</h1>
<p data-pagefind-filter="ministry">{ministry}</p><p data-pagefind-filter="year">{year}</p><p>{text}</p></main></body></html>"""


def write_site(folder: Path) -> Path:
    """Write eight pages in two languages with filters of several values."""
    for number in range(8):
        page = folder / f"page-{number}" / "index.html"
        page.parent.mkdir(parents=True)
        text = PAGE.format(
            language="ko" if number % 4 == 3 else "en",
            title=f"Title {number}",
            ministry=f"Ministry {number % 3}",
            year=2000 + number,
            text="한국어 본문" if number % 4 == 3 else "some words",
        )
        page.write_text(text, encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_site_gives_the_same_index(tmp_path: Path) -> None:
    """Five indexes of one site are the same files with the same bytes."""
    made = []
    for number in range(5):
        site = write_site(tmp_path / str(number))
        search.index(site)
        made.append(tree(site / "pagefind"))

    assert all(made[0] == other for other in made[1:])


def test_the_index_names_its_own_files(tmp_path: Path) -> None:
    """The entry names a metadata file that is there, and that names filter files that are there, sorted, and no other."""
    site = write_site(tmp_path)
    search.index(site)
    bundle = site / "pagefind"
    entry = json.loads((bundle / "pagefind-entry.json").read_text(encoding="utf-8"))
    named = []
    for about in entry["languages"].values():
        meta = cbor2.loads(gzip.decompress((bundle / f"pagefind.{about['hash']}.pf_meta").read_bytes())[12:])
        named += [f"{digest}.pf_filter" for _, digest in meta[3]]
        assert ["ministry", "year"] == [name for name, _ in meta[3]]

    assert {"en": 6, "ko": 2} == {language: about["page_count"] for language, about in entry["languages"].items()}
    assert sorted(named) == sorted(path.name for path in (bundle / "filter").iterdir())


def test_a_failure_is_told(tmp_path: Path) -> None:
    """Where Pagefind cannot work, its own words are told."""
    with pytest.raises(ArchiveError, match="the search index could not be made"):
        search.index(tmp_path / "nothing-here")


def test_facets_are_labels(root: Path) -> None:
    """A statement of an institute has the labels of the institute and its ministry, of its tags and their broader ones."""
    records = registry.load(root / "content")
    read, _ = archive.read(root / "content")
    built = archive.build(records, read)
    entry = next(e for e in read if e.path.endswith("2024-08-18-press-statement-of-institute.md"))

    facets = search.facets(entry, built)

    assert ("Institute for American Studies", "Ministry of Foreign Affairs") == facets.ministry
    assert ("Press statement", "2024", "en") == (facets.kind, facets.year, facets.language)
    assert {"Nuclear weapons", "Military affairs", "Joint military drills"} <= set(facets.tag)
    assert len(set(facets.tag)) == len(facets.tag)
