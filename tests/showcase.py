"""An archive of an invented country that has every kind of page, for what is measured of pages rather than of texts.

Its words stand in `tests/showcase/`, so neither a new capture of the real archive nor a correction there changes what is
measured; templates, styles, scripts and configuration are the repository's own.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.sample import ROOT, edit, run

DAY = "2025-01-10"
"""The day on which its statements are added."""

_CORRECTED = "statements/2022/harbour-board/2022-06-30-report-on-the-state.md"
_MOVED = (
    "statements/2021/harbour-board/2021-11-03-letter-of-the-harbour-master.md",
    "statements/2021/harbour-board/berths.md",
)

PAGES = {
    "home": "",
    "statement": "statements/2024/trade/2024-03-04-statement-of-the-ministry-of-trade/",
    "corrected": _CORRECTED.removesuffix(".md") + "/",
    "korean": "statements/2024/trade/2024-03-04-baegadoen-gwansee-gwanhan/",
    "right-to-left": "statements/2024/trade/2024-03-05-byn-wzrh-ltjrh-bshn-mdfh-lrswm/",
    "hidden-signs": "statements/2024/institute-for-tides/2024-05-30-institute-for-tides-warns/",
    "years": "statements/",
    "year": "statements/2024/",
    "month": "statements/2024/03/",
    "day": "statements/2024/03/11/",
    "ministries": "ministries/",
    "ministry": "ministries/trade/",
    "ministry-year": "statements/2024/trade/",
    "calendar": "ministries/trade/2024/",
    "tags": "tags/",
    "tag": "tags/tariffs/",
    "further-page": "tags/tariffs/page/1/",
    "kinds": "kinds/",
    "kind": "kinds/report/",
    "issuers": "issuers/",
    "issuer": "issuers/ministry-of-trade/",
    "on-this-day": "on-this-day/",
    "one-day": "on-this-day/08/10/",
    "first-seen": "first-seen/",
    "latest": "latest/",
    "corrections": "corrections/",
    "wanted": "wanted/",
    "feeds": "feeds/",
    "data": "data/",
    "search": "search/",
    "about": "about/",
    "schemas": "schemas/",
    "lost": "404.html",
    "moved": _MOVED[0].removesuffix(".md") + "/",
    "removed": "statements/2022/trade/2022-01-01-new-year-notice/",
}
"""The address of one page of every kind."""


def make(folder: Path) -> Path:
    """Make the archive in `folder`, its statements ingested, one corrected and one moved; return the folder."""
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    content = folder / "content"
    content.mkdir()
    for page in (ROOT / "content").glob("*.md"):
        shutil.copy(page, content)
    shutil.copytree(ROOT / "content/schemas", content / "schemas")
    shutil.copytree(Path(__file__).with_name("showcase"), content, dirs_exist_ok=True)
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages_of_ten, changed = re.subn(r"page_size: \d+", "page_size: 10", configuration)
    assert changed == 1
    named = re.sub(r"^site_name: .*", "site_name: Records of Arvenia", pages_of_ten, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(named, encoding="utf-8")
    _done(folder, "ingest", "--date", DAY)
    _correct(folder)
    _move(content)
    _done(folder, "ingest", "--date", DAY)
    return folder


def _correct(folder: Path) -> None:
    edit(folder / "content" / _CORRECTED, "washed away", "washed away in April")
    entry = (
        "--by",
        "A. Reader",
        "--date",
        "2025-01-11",
        "--note",
        "The month stands on the second page of the report.",
    )
    _done(folder, "correct", f"content/{_CORRECTED}", *entry)


def _move(content: Path) -> None:
    old, new = _MOVED
    (content / old).rename(content / new)
    edit(content / new, "corrections: []", f'corrections: []\naliases: ["{old}"]')


def _done(folder: Path, *arguments: str) -> None:
    done = run(folder, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
