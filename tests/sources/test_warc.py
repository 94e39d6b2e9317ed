"""Captures of WARC files: pages inside, what is no page, and files that are damaged."""

from __future__ import annotations

from gzip import compress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.files import sha256
from builder.profile import Profile
from builder.sources.draft import Reason
from tests.factory import PROPERTY
from tests.sample import Reader, ingested, make, put, statements, total

PAGE = b"""<!doctype html><html><head><title>t</title></head><body><article><h1>Of Ropes</h1>
<time datetime="2024-06-10">10 June</time><p>Ropes are long.</p></article></body></html>"""

PROFILE = """
- id: "crawl"
  name: "Crawl"
  language: "en"
  shape: "warc"
  date_formats: ["%Y-%m-%d"]
  warc: {urls: "/press/"}
  html: {drop: ["time"]}
  everything: {kind: "letter", ministry: "trade"}
"""

ANSWERS = [
    ("https://x.example/press/1", "200 OK", PAGE),
    ("https://x.example/press/a.png", "200 OK", b"\x89PNG\0"),
    ("https://x.example/press/2", "404 Not Found", PAGE),
    ("https://x.example/list", "200 OK", PAGE),
    ("https://x.example/press/3", "200 OK", PAGE.replace(b"<h1>Of Ropes</h1>", b"").replace(b"<title>t</title>", b"")),
]


def packed(*, gzip: bool) -> bytes:
    """Return a WARC file of all answers, each behind its request; with `gzip` each record is packed."""
    records = []
    for number, (address, status, body) in enumerate(ANSWERS):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n".encode() + body
        for kind, block in (("request", b"GET / HTTP/1.1\r\n\r\n"), ("response", answer)):
            head = (
                f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
                f"WARC-Target-URI: {address}\r\nWARC-Date: 2024-06-12T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            records.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(map(compress, records) if gzip else records)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a tiny archive with a source of WARC files."""
    made = make(tmp_path_factory.mktemp("invented") / "archive")
    with (made / "content" / "sources.yml").open("a", encoding="utf-8") as file:
        file.write(PROFILE)
    return made


@pytest.mark.parametrize("gzip", [False, True])
def test_pages(tmp_path: Path, *, gzip: bool) -> None:
    """A page is named by its record's id, hashed by its own bytes, and has the crawl's day and address."""
    made = make(tmp_path / "archive")
    with (made / "content" / "sources.yml").open("a", encoding="utf-8") as file:
        file.write(PROFILE)
    put(made, "crawl/june.warc.gz", packed(gzip=gzip))

    plan = ingested(made)

    assert {"added": 1, "not a statement": 3, "rejected": 1} == total(plan)
    (statement,) = statements(made).values()
    assert ("crawl/june.warc.gz#urn:uuid:0", sha256(PAGE), "2024-06-12", "https://x.example/press/1") == (
        statement.capture.file,
        statement.capture.sha256,
        str(statement.capture.captured),
        statement.source.url,
    )
    assert ("Of Ropes", "2024-06-10", "Ropes are long.\n") == (statement.title, str(statement.date), statement.body)
    assert [True] == ["https://x.example/press/3: no title" in str(problem) for problem in plan.problems]


def test_a_file_without_answers(folder: Path) -> None:
    """A file that holds no page, or is no WARC file at all, is refused."""
    reader = Reader(folder / "content")

    for data in (b"", b"WARC/1.0\r\n", b"\x1f\x8bno", b"no warc"):
        outcomes = reader.parse("crawl", data)
        assert {Reason.REJECTED} == {outcome.reason for outcome in outcomes}, data


@PROPERTY
@given(gzip=st.booleans(), at=st.integers(0, 3000), junk=st.binary(max_size=8))
def test_damaged_files(folder: Path, *, gzip: bool, at: int, junk: bytes) -> None:
    """Wherever a file is damaged or cut off, it is told; nothing is raised."""
    whole, reader = packed(gzip=gzip), Reader(folder / "content")

    for data in (whole[:at] + junk + whole[at + len(junk) :], whole[:at]):
        for outcome in reader.parse("crawl", data):
            assert outcome.draft or outcome.reason


def test_pages_need_a_part_for_html() -> None:
    """A source of WARC files says how its pages are read."""
    with pytest.raises(ValueError, match='the pages of a WARC file are read by the key "html"'):
        Profile.model_validate({"id": "a", "language": "en", "shape": "warc", "date_formats": ["%Y"], "warc": {}})
