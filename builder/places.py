"""Where files are that are to be verified: a folder, or a site behind an address; both are only read."""

from __future__ import annotations

import http.client
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, urlsplit

from builder import files
from builder.errors import ArchiveError

_SECONDS = 60
_MOST = 1_000_000_000
"""Bytes of a file at most that are taken from an address."""


class Place(Protocol):
    """Files by path, as a person named the place (`shown`)."""

    shown: str

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, None where there is no such file."""

    def names(self) -> frozenset[str] | None:
        """Return the paths of all files, None where nobody can know."""


class Folder:
    """A folder of this machine."""

    def __init__(self, root: Path, shown: str) -> None:
        """Take the folder."""
        self._root, self.shown = root, shown

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; a link that leads out of the folder is no file of it."""
        place = self._root / path
        try:
            return place.read_bytes() if place.resolve().is_relative_to(self._root.resolve()) else None
        except (OSError, ValueError):
            return None

    def names(self) -> frozenset[str]:
        """Return the paths of all files, hidden ones left out."""
        return frozenset(file.relative_to(self._root).as_posix() for file in files.walk(self._root))


class Address:
    """A site behind an address, asked file by file over one connection; nothing else is asked."""

    def __init__(self, url: str) -> None:
        """Take the address of the site's home page."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ArchiveError(f'"{url}" is no address of a site; it begins with https:// or http://')
        self.shown = url.rstrip("/")
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._base = parts.path.rstrip("/")
        self._connection = kind(parts.hostname, parts.port, timeout=_SECONDS)

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, None for any answer but 200; raises ArchiveError where the host does not answer."""
        for is_last in (False, True):  # a host may close a connection that was kept open
            try:
                return self._answer(path)
            except (OSError, http.client.HTTPException) as error:
                self._connection.close()
                if is_last:
                    raise ArchiveError(f"{self.shown} does not answer: {error}") from None
        return None

    def _answer(self, path: str) -> bytes | None:
        self._connection.request("GET", f"{self._base}/{quote(path)}", headers={"Accept-Encoding": "identity"})
        answer = self._connection.getresponse()
        data = answer.read(_MOST)
        return data if answer.status == http.client.OK else None

    def names(self) -> None:
        """Nobody can know what else a host holds."""


def place(given: str) -> Place:
    """Return the place that a person named: an address, else a folder; raises ArchiveError where there is none."""
    if "://" in given:
        return Address(given)
    if not Path(given).is_dir():
        raise ArchiveError(f'there is no folder "{given}"; name a folder of a site, a bag, or an address')
    return Folder(Path(given), given.rstrip("/"))
