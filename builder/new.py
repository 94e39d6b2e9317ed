"""A fresh archive in a folder: configuration, registries, a sample, templates and workflows, ready to build."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from builder import __version__, files
from builder.errors import ConfigError, Problem, ProblemsError

_NAME = "statements-archive"
_PACKAGE = Path(__file__).parent
_SHARED = (
    "overrides",
    ".github/CODEOWNERS",
    ".github/ISSUE_TEMPLATE",
    ".github/PULL_REQUEST_TEMPLATE.md",
    ".github/dependabot.yml",
    ".github/workflows/labels.yml",
    ".github/workflows/pages.yml",
    ".github/workflows/pull-request.yml",
    ".github/workflows/release.yml",
    "docs/maintaining.md",
    "docs/steps",
)
"""What every archive has alike. An installed builder carries it in `shared/`, a checkout has it at its root."""

_GUIDE = "CONTRIBUTING.md"
_CODE = "Change the code"
"""The heading of the guide's second half, which is about the builder and not about an archive."""


def plan() -> dict[str, bytes]:
    """Return the files of a fresh archive by path; `requirements.txt` names the builder that writes it."""
    inside = _PACKAGE / "shared"
    root = inside if inside.is_dir() else _PACKAGE.parent
    found = dict(_files(_PACKAGE / "starter", _PACKAGE / "starter"))
    for name in _SHARED:
        found |= dict(_files(root, root / name))
    found[_GUIDE] = _first_half((root / _GUIDE).read_text(encoding="utf-8")).encode()
    found["requirements.txt"] = found["requirements.txt"].decode().format(builder=_requirement()).encode()
    return dict(sorted(found.items()))


def _first_half(guide: str) -> str:
    """Return the guide of those who correct an archive: without the half for those who change the builder."""
    half = guide.partition(f"\n## {_CODE}\n")[0]
    kept = [line for line in half.split("\n") if not line.startswith(f"- [{_CODE}]")]
    return "\n".join(kept).replace(" The second half is for people who change the code.", "").rstrip() + "\n"


def _requirement() -> str:
    """Return how pip finds this builder: the commit it was installed from (PEP 610), else the release."""
    try:
        origin = json.loads(distribution(_NAME).read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        origin = {}
    commit = origin.get("vcs_info", {}).get("commit_id")
    return f"{_NAME} @ git+{origin['url']}@{commit}" if commit else f"{_NAME}=={__version__}"


def _files(root: Path, start: Path) -> Iterator[tuple[str, bytes]]:
    for path in [start] if start.is_file() else start.rglob("*"):
        if path.is_file():
            yield path.relative_to(root).as_posix(), path.read_bytes()


def write(folder: Path) -> tuple[str, ...]:
    """Write a fresh archive into `folder`; return the paths.

    Raises ConfigError where the folder is not empty or no folder, ProblemsError where it cannot be written.
    """
    is_taken = folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))
    if is_taken:
        message, hint = "the folder is not empty", "name one that is not there yet"
        raise ConfigError([Problem(path=str(folder), line=0, code="not-empty", message=message, hint=hint)])
    made = plan()
    for path, data in made.items():
        try:
            files.put(folder / path, data)
        except OSError as error:
            message = f"the file cannot be written: {error.strerror}"
            fault = Problem(path=f"{folder}/{path}", line=0, code="unwritable", message=message)
            raise ProblemsError([fault]) from None
    return tuple(made)
