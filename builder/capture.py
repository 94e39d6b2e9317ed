"""The stored captures: files below `captures/`, read with their provenance and never written."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from charset_normalizer import from_bytes

from builder import readas
from builder.errors import Problem
from builder.files import sha256, walk
from builder.text import lost as lost_in

FOLDER = "captures"
"""The folder of the captures below the content folder; its first level is the id of the source."""

MANIFEST = "manifest-sha256.txt"
"""The list of the captures and their hashes; it lies in the captures folder and is no capture."""

MAX_BYTES = 10 * 1024 * 1024
_SNIFFED = 8192
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
"""The marks at the beginning of texts of two or four bytes a character (that of UTF-32-LE begins like UTF-16-LE's)."""


_PACKED = (b"\x1f\x8b", b"WARC/")
"""How a WARC file begins, packed and plain; whether its source takes one, the parsers say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The bytes of one capture: a whole file, or one line of a container (`file#L17`, from 1).

    `file` is relative to the captures folder; `source` is the id of the source; `path` and `line` are where a
    problem with it is reported. `told` says that a person named the source, so that nothing is detected.
    """

    file: str
    source: str
    data: bytes
    path: str
    line: int = 0
    told: bool = False
    known: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the record's bytes."""
        return self.known or sha256(self.data)

    @property
    def without_bytes(self) -> Record:
        """The same record without its bytes, for when only its name and hash are needed; `known` is the hash."""
        return replace(self, data=b"", known=self.sha256)

    def problem(self, code: str, message: str, hint: str = "", *, warning: bool = False) -> Problem:
        """Return a problem at this record."""
        return Problem(path=self.path, line=self.line, code=code, message=message, hint=hint, warning=warning)


def read_all(
    content: Path, shown: str = "content", choices: readas.Choices | None = None
) -> Iterator[Record | Problem]:
    """Yield every capture file below the content folder in the order of its path, or the reason it is refused.

    Refused: a file over 10 MB, a binary file, one with a name that cannot be printed, a link that leaves the folder, and a file that lies in no
    source's folder. `choices` say which captures are read as another source than their folder's; without them those
    of `read-as.yml` count. Raises ProblemsError where that file is broken.
    """
    root = content / FOLDER
    said = readas.load(content, shown) if choices is None else choices
    for path in walk(root):
        if path == root / MANIFEST:
            continue
        file = path.relative_to(root).as_posix()
        printable = "".join(c if c.isprintable() else "?" for c in file)
        yield _read(path, root, file, f"{shown}/{FOLDER}/{printable}", readas.source_of(file, said))


def _read(path: Path, root: Path, file: str, shown: str, said: str | None) -> Record | Problem:
    fault = _fault(path, root, file if said is None else f"{said}/{file}")
    if fault:
        code, message, hint = fault
        return Problem(path=shown, line=0, code=code, message=message, hint=hint)
    data = path.read_bytes()
    if b"\0" in data[:_SNIFFED] and not data.startswith((*_WIDE_MARKS, *_PACKED)):
        return Problem(
            path=shown, line=0, code="binary", message="this is a binary file, not a text", hint="save the page as text"
        )
    return Record(file=file, source=said or file.split("/", 1)[0], data=data, path=shown, told=said is not None)


def _fault(path: Path, root: Path, file: str) -> tuple[str, str, str] | None:
    try:
        is_inside = path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return "unreadable", "this link leads nowhere", "remove it"
    if not is_inside:
        return "outside", "this link leaves the captures folder", "put the file itself here"
    if not file.isprintable():
        return "name", "the file's name holds a line end or bytes that are no text", "give it another name"
    if not path.is_file():
        return "unreadable", "this is not a file", "remove it"
    if "/" not in file:
        return "no-source", "the capture lies in no source's folder", "move it to captures/<id of the source>/"
    if path.stat().st_size > MAX_BYTES:
        return "too-large", f"{path.stat().st_size:,} bytes are more than the {MAX_BYTES:,} allowed", "split it"
    return None


def records(file: Record) -> Iterator[Record]:
    """Yield each line of a container that is not blank as a record of its own."""
    for number, line in enumerate(file.data.split(b"\n"), start=1):
        if line.strip():
            yield Record(file=f"{file.file}#L{number}", source=file.source, data=line, path=file.path, line=number)


_ENCODINGS = ["cp1252", "cp949", "cp1251", "cp932", "gb18030", "big5", "koi8_r", "utf_16", "utf_32"]
"""What is tried after UTF-8; a short list, since the rarer the encoding the likelier it is a wrong guess."""

_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{1,3}")
"""UTF-8 that somebody read as cp1252: a lead byte and one to three bytes that continue it."""


def decode(record: Record) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a record's bytes, and what is to be said about it.

    UTF-8 first, without its byte order mark; else by detection, with a warning that names the encoding. The
    text is None where no encoding fits. Text that was read in a wrong encoding before it was captured is told
    and left as it is.
    """
    try:
        text, said = record.data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        best = from_bytes(record.data, cp_isolation=_ENCODINGS).best()
        if best is None:
            message = f"the bytes are not UTF-8 (byte {error.start}) and no other encoding fits"
            return None, (record.problem("encoding", message, "save the page again as UTF-8"),)
        message = f"the bytes are not UTF-8 (byte {error.start}); read as {best.encoding}"
        text, said = str(best), [record.problem("encoding", message, "compare it with the source", warning=True)]
    garbled = next((match[0] for match in _TWICE.finditer(text) if _is_utf8(match[0])), None)
    if garbled:
        message = f'"{garbled}" looks like UTF-8 that was read as another encoding before it was captured'
        said.append(record.problem("encoding", message, "capture the page again", warning=True))
    return text, (*said, *lost(record, text))


def lost(record: Record, text: str) -> Iterator[Problem]:
    """Yield a warning for each kind of character that no page can hold, and that is therefore left out."""
    for name, number in sorted(lost_in(text).items()):
        times = f"{number} time{'' if number == 1 else 's'}"
        message, hint = f"{name}, {times}: no page can hold it, and it is left out", "compare it with the source"
        yield record.problem("lost-character", message, hint, warning=True)


def _is_utf8(text: str) -> bool:
    try:
        text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True
