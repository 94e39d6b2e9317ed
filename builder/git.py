"""Asks git, which may not be there: what a command says, whole or piece by piece."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path

from builder.errors import ArchiveError

_OURS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
"""What git sets for its own hooks, and what would lead another call of git astray."""

_BLOCK = 2**16


def run(folder: Path, *arguments: str, given: str = "") -> bytes | None:
    """Return what a git command says, or None where there is no git or it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - git itself, with arguments of our own
            _command(arguments),
            cwd=folder,
            env=_environment(),
            input=given.encode(),
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def pieces(folder: Path, *arguments: str) -> Generator[str, None, None]:
    r"""Yield what a git command says as it says it, piece by piece between `\0`; closing the iterator ends the command.

    Bytes that are no UTF-8 are told as Python tells those of file names. Raises ArchiveError where there is no git or it fails.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - likewise
            _command(arguments),
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        raise ArchiveError("git is not here") from None
    with process:
        try:
            yield from _split(process)
        except GeneratorExit:
            process.kill()
            raise
    if process.returncode != 0:
        raise ArchiveError("git failed")


def _split(process: subprocess.Popen[bytes]) -> Iterator[str]:
    rest = b""
    while process.stdout and (block := process.stdout.read(_BLOCK)):
        *whole, rest = (rest + block).split(b"\0")
        yield from (piece.decode("utf-8", "surrogateescape") for piece in whole)
    if rest:
        yield rest.decode("utf-8", "surrogateescape")


def _command(arguments: tuple[str, ...]) -> list[str]:
    return ["git", "-c", "log.showSignature=false", *arguments]


def _environment() -> Mapping[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in _OURS}
    return {**kept, "GIT_NO_LAZY_FETCH": "1"}  # what a partial clone lacks is not fetched over the network
