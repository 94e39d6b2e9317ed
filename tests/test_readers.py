"""Real feed readers subscribe, and later see a corrected, renamed, moved and back-filled archive: nothing old is new again."""

from __future__ import annotations

import dataclasses
import functools
import http.server
import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest

from builder import feeds, files
from builder.archive import Entry
from builder.feeds import Channel
from builder.markup import Renderer
from tests import factory
from tests.conftest import tool

CHANNEL = Channel(
    title="Archive",
    description="Texts",
    url="http://old.example/",
    language="en",
    authority="a.example,2024",
    length=100,
)
ISSUED = ("feeds/rss.xml", "feeds/atom.xml", "ministries/foreign/atom.xml")
ADDED = ("feeds/added-rss.xml", "feeds/added-atom.xml")


def publish(folder: Path, *entries: Entry, channel: Channel = CHANNEL) -> None:
    """Write the feeds of some entries into a folder, an hour after the last time, since servers tell whole seconds."""
    clock = folder / "clock"
    moment = (clock.stat().st_mtime if clock.exists() else 1_700_000_000) + 3600
    for path, text in (*feeds.make(factory.build(*entries), channel, Renderer()), ("clock", "")):
        files.put(folder / path, text.encode())
        os.utime(folder / path, (moment, moment))


def first() -> list[Entry]:
    """Return the archive that readers subscribe to: old and new days, months and years."""
    days = ("2024-03-05", "2024-03-01", "2024-02", "1999", "1955-06-07", "2023-12-31")
    return [factory.entry(f"n{at}", title=f"Text {at}", date=day, added="2024-03-06") for at, day in enumerate(days)]


def corrected() -> list[Entry]:
    """Return the same archive: one text corrected, its title too, one moved to another path, and a date put right."""
    _, moved, _, *rest = first()
    return [
        factory.entry("n0", title="Mended", date="2024-03-05", added="2024-03-06", body="New words.\n",
                      corrections=[factory.correction("2026-02-03")]),
        dataclasses.replace(moved, path="statements/1999/elsewhere/moved.md"),
        factory.entry("n2", title="Text 2", date="2024-01", added="2024-03-06", corrections=[factory.correction("2026-02-03")]),
        *rest,
    ]  # fmt: skip


def back_fill() -> list[Entry]:
    """Return forty old statements that enter later."""
    return [factory.entry(f"old{at}", date=f"19{50 + at}-01-01", added="2026-03-01") for at in range(40)]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Serve an empty folder on loopback; return it and its address."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


class Reader(Protocol):
    """A feed reader with one subscription."""

    def news(self) -> int:
        """Fetch the feed; return how many entries are new, and read them all."""


class Newsboat:
    """The reader newsboat, whose items are read by marking them in its cache."""

    def __init__(self, folder: Path, url: str) -> None:
        """Subscribe to one feed."""
        self.command = [tool("newsboat"), "-u", str(folder / "urls"), "-c", str(folder / "cache.db"), "-C", "/dev/null"]
        (folder / "urls").write_text(f"{url}\n", encoding="utf-8")
        self.folder = folder

    def news(self) -> int:
        """Fetch the feed; return how many entries are new, and read them all."""
        done = [_run([*self.command, "-x", what], self.folder) for what in ("reload", "print-unread")]
        with closing(sqlite3.connect(self.folder / "cache.db")) as cache, cache:
            cache.execute("UPDATE rss_item SET unread = 0")
        return int(done[1].split()[0])


class Mail:
    """The reader rss2email, which puts each new entry as a message into a folder."""

    CONFIG = """\
[DEFAULT]
from = reader@mail.example
to = reader@mail.example
email-protocol = maildir
maildir-path = {0}
maildir-mailbox = inbox
same-server-fetch-interval = 0
"""

    def __init__(self, folder: Path, url: str) -> None:
        """Subscribe to one feed."""
        (folder / "config").write_text(self.CONFIG.format(folder), encoding="utf-8")
        self.command = [tool("r2e"), "-c", str(folder / "config"), "-d", str(folder / "data.json")]
        self.folder = folder
        self.seen = 0
        _run([*self.command, "add", "feed", url], folder)

    def news(self) -> int:
        """Fetch the feed; return how many messages came."""
        _run([*self.command, "run"], self.folder)
        messages = [path for path in (self.folder / "inbox").rglob("*") if path.is_file()]
        new, self.seen = len(messages) - self.seen, len(messages)
        return new


def _run(command: list[str], home: Path) -> str:
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)
    assert 0 == done.returncode, done
    return done.stdout


@pytest.mark.parametrize("reader", [Newsboat, Mail])
@pytest.mark.parametrize("path", ISSUED + ADDED)
def test_nothing_turns_unread(reader: type, path: str, site: tuple[Path, str], tmp_path: Path) -> None:
    """After corrections, renames and a move to another domain nothing is new; of a back-fill only the newly added tells."""
    folder, url = site
    publish(folder, *first())
    subscribed: Reader = reader(tmp_path, url + path)
    moved = dataclasses.replace(CHANNEL, url="https://new.example/archive/", title="Renamed")

    assert len(first()) == subscribed.news()
    publish(folder, *corrected())
    assert 0 == subscribed.news()
    publish(folder, *corrected(), channel=moved)
    assert 0 == subscribed.news()
    publish(folder, *corrected(), *back_fill(), channel=moved)
    assert (40 if path in ADDED else 0) == subscribed.news()
    publish(
        folder, *corrected(), *back_fill(), factory.entry("new", date="2026-03-05", added="2026-03-06"), channel=moved
    )
    assert 1 == subscribed.news()


@pytest.mark.parametrize("reader", [Newsboat, Mail])
def test_a_correction_is_news_in_its_own_feed(reader: type, site: tuple[Path, str], tmp_path: Path) -> None:
    """The feed of corrections brings each correction once."""
    folder, url = site
    publish(folder, *first())
    subscribed: Reader = reader(tmp_path, f"{url}feeds/corrections-rss.xml")

    assert 0 == subscribed.news()
    publish(folder, *corrected())
    assert 2 == subscribed.news()
    publish(folder, *corrected(), *back_fill())
    assert 0 == subscribed.news()


@pytest.mark.parametrize("path", ISSUED)
def test_the_whole_text_arrives(path: str, site: tuple[Path, str], tmp_path: Path) -> None:
    """A reader that would rather have plain text than HTML gets the whole text, not the summary."""
    folder, url = site
    publish(folder, factory.entry("a", body="He said:\n\nThe beginning.\n\nThe very end.\n"))
    subscribed = Mail(tmp_path, url + path)
    subscribed.news()

    (message,) = [each for each in (tmp_path / "inbox").rglob("*") if each.is_file()]
    assert "The very end." in message.read_text(encoding="utf-8")
