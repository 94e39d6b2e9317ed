"""Reading, walking and atomic writing of files: the only module that writes into the repository."""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.errors import Problem, ProblemsError


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def read_text(path: Path, shown: str) -> str:
    """Return a file's text, read as UTF-8 without its byte order mark, with LF line ends.

    Raises ProblemsError, naming the file as `shown`, where it cannot be read or is no UTF-8.
    """
    return decoded(read_bytes(path, shown), shown)


_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A file is opened without waiting, where it is a pipe, for someone to write."""


def read_bytes(path: Path | str, shown: str) -> bytes:
    """Return a file's bytes; raises ProblemsError, naming the file as `shown`, where it cannot be read."""
    try:
        handle = os.open(
            path, _READING
        )  # a build reads each statement several times, and a file object takes as long again
        try:
            status = os.fstat(handle)
            if stat.S_ISFIFO(status.st_mode):  # its bytes may never come
                message = "this is a pipe, not a file"
                raise ProblemsError([Problem(path=shown, line=0, code="unreadable", message=message)])
            data = os.read(handle, status.st_size + 1)
            if len(data) != status.st_size:
                while more := os.read(handle, _CHUNK):
                    data += more
            return data
        finally:
            os.close(handle)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise ProblemsError([Problem(path=shown, line=0, code="unreadable", message=message)]) from None


_CHUNK = 1 << 20


def decoded(data: bytes, shown: str) -> str:
    """Return the text of a file's bytes, as `read_text` does; raises ProblemsError where they are no UTF-8."""
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message, hint = f"byte {error.start} is not UTF-8", "save the file as UTF-8"
        raise ProblemsError([Problem(path=shown, line=0, code="encoding", message=message, hint=hint)]) from None


def write(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with LF line ends, whole or not at all.

    The bytes go to a new file in the same folder, reach the disk, and then take the name's place.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put(path: Path, data: bytes) -> None:
    """Write bytes that can be made again, whole or not at all, without waiting for the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Remove a file that nothing needs; where that cannot be done it stays and does no harm."""
    with suppress(OSError):
        path.unlink()


def walk(folder: Path) -> Iterator[Path]:
    """Yield every file below `folder` in the order of its path, hidden files and folders left out."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from walk(entry)
        else:
            yield entry


@contextmanager
def alone(folder: Path, shown: str) -> Iterator[None]:
    """Hold the operating system's lock on a folder, so that no other run writes there meanwhile.

    The lock is on the folder itself, leaves no file behind, and ends with the process, however that ends. Raises
    ProblemsError where another process holds it, or the system refuses it. Where the system has no such lock
    (Windows), nothing is held.
    """
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        is_taken = error.errno in {errno.EWOULDBLOCK, errno.EACCES}
        message = "another run of ingest is at work here" if is_taken else f"no lock can be had: {error.strerror}"
        hint = "wait until it has ended" if is_taken else "put the content on a disk that has locks"
        raise ProblemsError([Problem(path=shown, line=0, code="locked", message=message, hint=hint)]) from None
    try:
        yield
    finally:
        os.close(handle)
