"""What a build is asked for: where the site goes, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from builder import processes, publish
from builder.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What `builder build` asks for beyond a MkDocs build, which leaves all of it out.

    MkDocs then builds into a folder of its own, and all is published in `site` by way of the `ledger`. `content` is the
    content folder where MkDocs sees only a part of it.
    """

    site: Path | None = None
    content: Path | None = None
    ledger: Path | None = None
    jobs: int = field(default_factory=processes.cores)
    shard: tuple[int, int] = (1, 1)
    inputs: str = ""
    standing: Callable[[], Standing] | None = None
    preview: bool = False
    tell: publish.Tell = publish.say_nothing
