"""What every result depends on beside its data: our own code, Python and the libraries that are installed."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from builder import files


@cache
def code() -> str:
    """Return the digest of the builder's files, of Python's version and of the names and versions of all libraries.

    A library that is installed as a folder of sources (`pip install --editable`) counts by its version alone.
    """
    root = Path(__file__).parent
    own = [f"{path.relative_to(root)} {files.sha256(path.read_bytes())}" for path in sorted(root.rglob("*.py"))]
    return files.sha256("\n".join([sys.version, *sorted(_libraries()), *own]).encode())


def _libraries() -> set[str]:
    """Return the folders that installers leave, `Markdown-3.10.dist-info`: name and version, without reading a file."""
    folders = [Path(place) for place in sys.path if place and Path(place).is_dir()]
    return {path.name for folder in folders for path in folder.glob("*.dist-info")}
