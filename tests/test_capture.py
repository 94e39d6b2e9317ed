"""Stored captures: read byte for byte, refused where they are no text of a source, decoded with a word about it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder import capture
from builder.capture import MAX_BYTES, Record
from builder.errors import Problem
from builder.files import sha256
from tests.factory import PROPERTY


def put(content: Path, file: str, data: bytes = b"text\n") -> Path:
    """Write a file below the captures folder."""
    path = content / "captures" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def read(content: Path) -> list[str]:
    """Return what reading yields: a record's name, or where a problem is and its code."""
    return [
        each.file if isinstance(each, Record) else f"{each.path}:{each.line}: {each.code}"
        for each in capture.read_all(content)
    ]


def record(data: bytes, file: str = "wire/one.txt", line: int = 0) -> Record:
    """Return a record of some bytes."""
    return Record(file=file, source="wire", data=data, path=f"content/captures/{file}", line=line)


def test_read_all(tmp_path: Path) -> None:
    """Every capture comes in the order of its path, with its bytes as they are and its source by its folder."""
    data = b"\xef\xbb\xbfa\r\nb\xff\n\n"
    put(tmp_path, "wire/b.txt")
    put(tmp_path, "agency/2024/a.jsonl", data)
    put(tmp_path, "wire/.DS_Store", b"\0")

    first, second = capture.read_all(tmp_path, "texts")

    assert (
        Record(
            file="agency/2024/a.jsonl", source="agency", data=data, path="texts/captures/agency/2024/a.jsonl", line=0
        )
        == first
    )
    assert isinstance(second, Record)
    assert ("wire/b.txt", "wire") == (second.file, second.source)


def test_no_captures(tmp_path: Path) -> None:
    """Without a captures folder there is nothing to read."""
    assert [] == read(tmp_path)


def test_too_large(tmp_path: Path) -> None:
    """A capture of 10 MB is read, one byte more is refused, with its size and what to do."""
    put(tmp_path, "wire/a.txt", b"x" * (10 * 1024 * 1024))
    put(tmp_path, "wire/b.txt", b"x" * (10 * 1024 * 1024 + 1))

    first, second = capture.read_all(tmp_path)

    assert isinstance(first, Record)
    assert (
        "content/captures/wire/b.txt:0: too-large: 10,485,761 bytes are more than the 10,485,760 allowed (split it)"
        == str(second)
    )


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\0\0", b"\0", b"x" * 1000 + b"\0"],
    ids=["picture", "zip", "one byte", "later"],
)
def test_binary(tmp_path: Path, data: bytes) -> None:
    """A file with a zero byte is no text and is refused."""
    put(tmp_path, "wire/a.txt", data)

    assert ["content/captures/wire/a.txt:0: binary"] == read(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_text_of_two_or_four_bytes_a_character(tmp_path: Path, encoding: str) -> None:
    """A text in UTF-16 or UTF-32 that says so by its mark is a text, zero bytes or not, and is read with a warning."""
    text = "The spokesperson said no. \uc548\ub155\ud558\uc138\uc694"
    put(tmp_path, "wire/a.txt", text.encode(encoding))

    (found,) = capture.read_all(tmp_path)

    assert isinstance(found, Record), found
    decoded, (problem,) = capture.decode(found)
    assert text == decoded
    assert problem.warning


def test_a_file_in_no_source(tmp_path: Path) -> None:
    """A file right in the captures folder belongs to no source."""
    put(tmp_path, "a.txt")

    (found,) = capture.read_all(tmp_path)

    assert (
        "content/captures/a.txt:0: no-source: the capture lies in no source's folder "
        "(move it to captures/<id of the source>/)" == str(found)
    )


def test_links_that_leave_the_folder(tmp_path: Path) -> None:
    """A link to a file or folder outside is refused and its target is not read."""
    outside = tmp_path / "secret.txt"
    outside.write_text("secret", encoding="utf-8")
    put(tmp_path / "content", "wire/z.txt")
    folder = tmp_path / "content" / "captures" / "wire"
    (folder / "absolute.txt").symlink_to(outside)
    (folder / "relative.txt").symlink_to("../../../secret.txt")
    (folder / "folder").symlink_to(tmp_path, target_is_directory=True)
    (folder / "chain.txt").symlink_to("relative.txt")

    assert [
        *(
            f"content/captures/wire/{name}:0: outside"
            for name in ("absolute.txt", "chain.txt", "folder", "relative.txt")
        ),
        "wire/z.txt",
    ] == read(tmp_path / "content")


def test_a_whole_source_that_is_a_link(tmp_path: Path) -> None:
    """A source's folder that is a link to the outside is refused as one."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "content" / "captures").mkdir(parents=True)
    (tmp_path / "content" / "captures" / "wire").symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    assert ["content/captures/wire:0: outside"] == read(tmp_path / "content")


def test_links_within_the_folder(tmp_path: Path) -> None:
    """A link to another capture is read as that capture's bytes."""
    put(tmp_path, "wire/a.txt", b"one")
    (tmp_path / "captures" / "wire" / "b.txt").symlink_to("a.txt")

    assert [b"one", b"one"] == [each.data for each in capture.read_all(tmp_path) if isinstance(each, Record)]


def test_a_content_folder_reached_by_a_link(tmp_path: Path) -> None:
    """That the content folder itself is reached by a link does not put its captures outside."""
    put(tmp_path / "real", "wire/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)

    assert ["wire/a.txt"] == read(tmp_path / "link")


def test_what_is_no_file(tmp_path: Path) -> None:
    """A link to nothing, a link to a folder of captures and a pipe are refused without waiting for bytes."""
    put(tmp_path, "wire/z/z.txt")
    folder = tmp_path / "captures" / "wire"
    (folder / "a").symlink_to("nothing")
    (folder / "b").symlink_to("z", target_is_directory=True)
    expected = ["a", "b"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "c")
        expected.append("c")

    assert [*(f"content/captures/wire/{name}:0: unreadable" for name in expected), "wire/z/z.txt"] == read(tmp_path)


def test_a_link_to_itself(tmp_path: Path) -> None:
    """A link to itself is refused and no error of the program."""
    put(tmp_path, "wire/z.txt")
    (tmp_path / "captures" / "wire" / "a.txt").symlink_to("a.txt")

    first, second = capture.read_all(tmp_path)

    assert isinstance(first, Problem)
    assert "content/captures/wire/a.txt" == first.path
    assert isinstance(second, Record)


def test_sha256() -> None:
    """A record's digest is that of its bytes, not of its decoded text."""
    assert sha256(b"\xef\xbb\xbfa\r\n") == record(b"\xef\xbb\xbfa\r\n").sha256


def test_a_problem_stands_at_the_record() -> None:
    """A problem with a record of a container is told at its line."""
    made = record(b"x", line=17).problem("date", "no date", "add one", warning=True)

    assert "content/captures/wire/one.txt:17: date: warning: no date (add one)" == str(made)


def test_records() -> None:
    """Each line of a container that is not blank is a record, named by its line from 1, its bytes without the LF."""
    found = list(capture.records(record(b"one\n\n \t\ntwo\xff\nthree", "wire/all.jsonl")))

    assert [
        ("wire/all.jsonl#L1", 1, b"one"),
        ("wire/all.jsonl#L4", 4, b"two\xff"),
        ("wire/all.jsonl#L5", 5, b"three"),
    ] == [(each.file, each.line, each.data) for each in found]
    assert {("wire", "content/captures/wire/all.jsonl")} == {(each.source, each.path) for each in found}


@pytest.mark.parametrize("data", [b"", b"\n", b"\r\n \n"])
def test_records_of_nothing(data: bytes) -> None:
    """A container without lines holds no record."""
    assert [] == list(capture.records(record(data)))


@PROPERTY
@given(st.lists(st.binary(min_size=1).map(lambda data: data.replace(b"\n", b"x")), max_size=5))
def test_records_lose_nothing(lines: list[bytes]) -> None:
    """The lines of a container, put together again, are its bytes, blank lines aside."""
    found = [each.data for each in capture.records(record(b"\n".join(lines)))]

    assert [line for line in lines if line.strip()] == found


@PROPERTY
@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("na\u00efve \u00c2 \u00c3 \u00e2 caf\u00e9 \u20ac")
def test_utf8_is_read_as_it_is(text: str) -> None:
    """UTF-8 is decoded to the same characters, a byte order mark at its beginning left out."""
    without = text.removeprefix("\ufeff")

    assert without == capture.decode(record(text.encode("utf-8")))[0]
    assert text == capture.decode(record(b"\xef\xbb\xbf" + text.encode("utf-8")))[0]


@pytest.mark.parametrize(
    "text", ["plain", "na\u00efve \u00c2 \u00c3 \u00e2 caf\u00e9 \u20ac", "\uc870\uc120", "\u00e2\u00e3\u00e4"]
)
def test_good_text_is_read_without_a_word(text: str) -> None:
    """Letters with accents, alone or together, are no sign of a wrong encoding."""
    assert (text, ()) == capture.decode(record(text.encode("utf-8")))


@pytest.mark.parametrize("text", ["our neighbour\u2019s", "\u201cWe\u201d \u2013 caf\u00e9", "\uc870\uc120"])
def test_text_that_was_decoded_wrongly_before_is_told(text: str) -> None:
    """UTF-8 that was once read as cp1252 is left as it is, with a warning that shows a piece of it."""
    garbled = text.encode("utf-8").decode("cp1252", errors="ignore")

    decoded, (problem,) = capture.decode(record(garbled.encode("utf-8")))

    assert garbled == decoded
    assert ("encoding", True) == (problem.code, problem.warning)


KOREAN = (
    "\uc870\uc120\ubbfc\uc8fc\uc8fc\uc758\uc778\ubbfc\uacf5\ud654\uad6d \uc678\ubb34\uc131 \ub300\ubcc0\uc778\uc740 "
    "\uae30\uc790\uc758 \uc9c8\ubb38\uc5d0 \ub2e4\uc74c\uacfc \uac19\uc774 \ub300\ub2f5\ud558\uc600\ub2e4."
)
ENGLISH = (
    "The spokesperson said: \u201cWe do not accept it\u201d \u2013 and the ministry\u2019s caf\u00e9 stayed open. "
    "It is the settled position of the government that it will answer in kind."
)


@pytest.mark.parametrize(("text", "encoding"), [(KOREAN, "cp949"), (KOREAN, "utf-16"), (ENGLISH, "cp1252")])
def test_other_encodings_are_detected(text: str, encoding: str) -> None:
    """Other encodings are detected; a warning names the first byte that is not UTF-8 and what it was read as."""
    data = text.encode(encoding)
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode("utf-8")

    decoded, (problem, *_) = capture.decode(record(data, line=3))

    assert text == decoded
    assert ("content/captures/wire/one.txt", 3, "encoding", True) == (
        problem.path,
        problem.line,
        problem.code,
        problem.warning,
    )
    assert problem.message.startswith(f"the bytes are not UTF-8 (byte {caught.value.start}); read as ")


def test_what_no_encoding_fits() -> None:
    """Bytes that are no text in any encoding are refused."""
    decoded, (problem,) = capture.decode(record(bytes(range(128, 256)) * 3))

    assert decoded is None
    assert (
        "content/captures/wire/one.txt:0: encoding: the bytes are not UTF-8 (byte 0) and no other encoding fits "
        "(save the page again as UTF-8)" == str(problem)
    )


@PROPERTY
@given(st.binary(max_size=300))
def test_decoding_never_fails(data: bytes) -> None:
    """Whatever the bytes, there is a text or an error that says why not, and a text of other bytes has a warning."""
    decoded, problems = capture.decode(record(data))

    assert (decoded is None) == any(not problem.warning for problem in problems)


def test_reading_changes_nothing(tmp_path: Path) -> None:
    """Captures are never written: neither bytes nor times change."""
    file = put(tmp_path, "wire/a.txt", b"a\r\n\xff")
    before = (file.read_bytes(), file.stat().st_mtime_ns)

    for each in capture.read_all(tmp_path):
        assert isinstance(each, Record)
        capture.decode(each)

    assert before == (file.read_bytes(), file.stat().st_mtime_ns)
    assert MAX_BYTES == 10_485_760
