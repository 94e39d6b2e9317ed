"""The commands that make the site: how they end."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.command import USAGE
from tests.sample import edit, run


def test_a_wrong_setting_of_the_plugin_stops_the_build_with_2(folder: Path) -> None:
    """An unknown setting is named with the one that was probably meant, and nothing is built."""
    edit(folder / "mkdocs.yml", "authority:", "page_sise: 5, authority:")

    done = run(folder, "build")

    assert USAGE == done.returncode
    assert '"page_sise"' in done.stderr
    assert 'did you mean "page_size"?' in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_a_build_says_what_it_made(archive_copy: Path) -> None:
    """The first build makes every part, the second says that none changed; `--jobs` takes a number from one."""
    first, second = run(archive_copy, "build", "--jobs", "1"), run(archive_copy, "build")

    assert (0, 0) == (first.returncode, second.returncode), first.stderr
    made = re.search(r"The site is in .*site: (\d+) parts made, 0 unchanged", first.stdout)
    assert made is not None
    assert f"0 parts made, {made[1]} unchanged." in second.stdout
    assert USAGE == run(archive_copy, "build", "--jobs", "0").returncode


def test_a_site_without_our_templates_is_told(folder: Path) -> None:
    """A template that is not there is named, with where it belongs."""
    done = run(folder, "build")

    assert 1 == done.returncode
    assert "there is no template shell.html" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_no_share_is_not_assembled(folder: Path) -> None:
    """A folder without a ledger beside it ends with 1 and is named."""
    done = run(folder, "assemble", "nowhere")

    assert 1 == done.returncode
    assert "nowhere.ledger is no ledger of a shard" in done.stderr
    assert "Traceback" not in done.stderr
