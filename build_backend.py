"""The build backend: flit_core, with what `builder new` copies from the repository's root put into the wheel."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flit_core import buildapi
from flit_core.buildapi import (
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

ROOT = Path(__file__).parent


@contextmanager
def _shared() -> Iterator[None]:
    """Lay templates, forms, workflows and guides into the package while the wheel is made; a checkout has them at its root."""
    inside = ROOT / "builder" / "shared"
    try:
        for name in ("overrides", ".github", "docs/steps"):
            shutil.copytree(ROOT / name, inside / name, dirs_exist_ok=True)
        for name in ("docs/maintaining.md", "CONTRIBUTING.md"):
            shutil.copy(ROOT / name, inside / name)
        yield
    finally:
        shutil.rmtree(inside, ignore_errors=True)


def build_wheel(wheel_directory: str, config_settings: Any = None, metadata_directory: str | None = None) -> str:
    """Make the wheel; return its name."""
    with _shared():
        return str(buildapi.build_wheel(wheel_directory, config_settings, metadata_directory))
