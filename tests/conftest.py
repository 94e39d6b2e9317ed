"""Fixtures: the real content, copied where a test may change it, and the real site, built once."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, BrowserType, expect, sync_playwright

from tests import showcase

ROOT = Path(__file__).resolve().parents[1]
COMMAND = Path(sys.executable).with_name("builder")
SUB_PATH = "statements-archive"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the golden trees."""
    parser.addoption("--write-golden", action="store_true", help="write tests/golden anew")
    parser.addoption("--write-pictures", action="store_true", help="write tests/pictures anew")
    parser.addoption("--corpora", type=Path, default=None, help="a folder of further texts (one folder a corpus)")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the repository's folder."""
    return ROOT


@pytest.fixture
def archive_copy(tmp_path: Path) -> Path:
    """Return a folder with a copy of the real archive, which a test may change."""
    return copy_archive(tmp_path / "archive")


def copy_archive(target: Path) -> Path:
    """Copy what makes the archive: configuration, content and templates."""
    target.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", target)
    for name in ("content", "overrides"):
        shutil.copytree(ROOT / name, target / name)
    return target


def run_builder(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in `folder`."""
    return subprocess.run(
        [str(COMMAND), *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the real site, built once by the real command, under the sub-path that a project page has."""
    return built(copy_archive(tmp_path_factory.mktemp("site") / "archive"))


def built(folder: Path) -> Path:
    """Build the archive in a folder by the real command, under the sub-path that a project page has; return the site."""
    target = folder / "served" / SUB_PATH
    done = run_builder(
        folder,
        "build",
        "--site-dir",
        str(target),
        SITE_URL=f"https://someone.example/{SUB_PATH}/",
        REPO_URL="https://github.com/someone/statements-archive",
        EDIT_BRANCH="trunk",
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="session")
def showcase_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site that has every kind of page, see `tests/showcase.py`, built once."""
    return built(showcase.make(tmp_path_factory.mktemp("showcase")))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Let other sites fetch, as GitHub Pages does."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; give its address with a slash at the end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """Serve the site under its sub-path; return its address with a slash at the end."""
    with served(site.parent) as url:
        yield f"{url}{SUB_PATH}/"


@pytest.fixture(scope="session")
def showcase_url(showcase_site: Path) -> Iterator[str]:
    """Serve the site that has every kind of page; return its address with a slash at the end."""
    with served(showcase_site.parent) as url:
        yield f"{url}{SUB_PATH}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once; what a test waits for may take long on a busy machine."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as play, started(play.chromium) as made:
        yield made


@contextmanager
def started(kind: BrowserType, **environment: str) -> Iterator[Browser]:
    """Start Chromium, with some variables in its environment."""
    made = kind.launch(
        executable_path=tool("chromium", "chromium-browser", "google-chrome"),
        args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        env={**os.environ, **environment},
    )
    yield made
    made.close()


def tool(*names: str) -> str:
    """Return the path of the first of some programs; skip the test, or fail where REQUIRE_TOOLS is set."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or without(f"none of {', '.join(names)} is installed")


def without(message: str) -> NoReturn:
    """Skip the test for what is not installed, or fail it where REQUIRE_TOOLS is set."""
    if os.environ.get("REQUIRE_TOOLS"):
        pytest.fail(message)
    pytest.skip(message)
