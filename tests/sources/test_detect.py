"""What bytes plainly are, and which part of a profile reads them."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.sources import detect
from tests.factory import PROPERTY
from tests.sample import Reader, make, page, row


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a reader with the profiles of the invented country."""
    return Reader(make(tmp_path_factory.mktemp("invented") / "archive") / "content")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ""),
        (b"A text.\n<p>", ""),
        (b"[1] A note", ""),
        (b"{name} said", ""),
        (b"\xef\xbb\xbf  <!DOCTYPE HTML>", "html"),
        ("<html lang='ko'>".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?>\n<!-- a\nb --><html xmlns=''>", "html"),
        (b"<?xml version='1.0'?><?xml-stylesheet href='a'?><rss version='2.0'>", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b'{"a": 1}\n{"b"', "rows"),
        (b'[\n {"a": 1}\n]', "rows"),
        (gzip.compress(b"a"), "gzip"),
        (b"PK\x03\x04", "zip"),
        (b"%PDF-1.7", "pdf"),
        (b"WARC/1.0\r\n", "warc"),
    ],
)
def test_looks_like(data: bytes, expected: str) -> None:
    """Only what plainly is something is called that; a text that begins with a sign of another form is a text."""
    assert expected == detect.looks_like(data)


@PROPERTY
@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Whatever the bytes, there is an answer."""
    assert detect.looks_like(data) in {"", "html", "feed", "rows", "gzip", "zip", "pdf", "warc"}


@pytest.mark.parametrize(
    ("source", "data", "said"),
    [
        ("press", "<!doctype html><p>a", 'this looks like an HTML page, and the source is described as "rows" (put it'),
        ("watch", row(), 'this looks like JSON, and the source is described as "page" (put it'),
        ("watch", "PK\x03\x04", 'this looks like a zip file, and the source is described as "page"'),
        (
            "watch",
            gzip.compress(b"a"),
            'this looks like a file packed with gzip, and the source is described as "page"',
        ),
    ],
)
def test_another_shape_is_refused(reader: Reader, source: str, data: str | bytes, said: str) -> None:
    """A file that is plainly of another shape than its profile's is refused with what it looks like."""
    (outcome,) = reader.parse(source, data)

    assert ["shape"] == [problem.code for problem in outcome.problems]
    assert said in str(outcome.problems[0])


def test_a_profile_may_have_a_part_for_each_shape(reader: Reader) -> None:
    """A source whose profile describes several shapes has each file read by the part that fits its content."""
    known = reader.profiles["press"]
    both = reader.profiles["watch"].model_copy(update={"rows": known.rows})

    assert [True] == [outcome.draft is not None for outcome in reader.parse("watch", row(), both)]
    assert [True] == [outcome.draft is not None for outcome in reader.parse("watch", page(), both)]
