"""The commands that make the site: how they end."""

from __future__ import annotations

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
