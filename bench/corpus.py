"""Makes an archive of many statements out of the real one's words: the same files for the same number."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

from builder import archive, content, files, registry
from builder.statement import Statement, digest

ROOT = Path(__file__).resolve().parents[1]
MEAN_BYTES = 4400
_FIRST_DAY = date(1946, 1, 1)
_DAYS = 29_000


def make(target: Path, number: int) -> None:
    """Write a copy of the archive with `number` statements of about 4.4 KB instead of its own."""
    shutil.copy(ROOT / "mkdocs.yml", target)
    shutil.copytree(ROOT / "overrides", target / "overrides")
    shutil.copytree(ROOT / "content", target / "content", ignore=shutil.ignore_patterns("statements", "captures"))
    records = registry.load(ROOT / "content")
    entries, _ = archive.read(ROOT / "content")
    paragraphs = [text for entry in entries for text in entry.statement.body.strip().split("\n\n")]
    choice, taken = random.Random(1), set()
    for index in range(number):
        statement = _statement(index, choice, entries[index % len(entries)].statement, paragraphs, records)
        path = content.path_for(statement, taken)
        taken.add(path)
        files.write(target / "content" / path, content.dump(statement))


def _statement(
    index: int, choice: random.Random, model: Statement, paragraphs: list[str], records: registry.Registry
) -> Statement:
    body: list[str] = []
    while sum(map(len, body)) < MEAN_BYTES - 200:
        body.append(choice.choice(paragraphs))
    day = _FIRST_DAY + timedelta(days=choice.randrange(_DAYS))
    name = f"{index:064x}"
    data = {
        **model.model_dump(mode="json"),
        "id": f"{index:012x}",
        "date": day.isoformat(),
        "tags": list(records.tags_of("\n".join(body))),
        "capture": {"file": f"bench/{index}.txt", "sha256": name, "captured": None, "also": []},
        "body": "\n\n".join(body) + "\n",
    }
    return Statement.model_validate({**data, "parsed": digest(data)})
