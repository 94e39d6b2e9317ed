"""Makes an archive of many statements out of the real one's words: the same files for the same number."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

from builder import archive, content, registry
from builder.statement import Statement, digest

ROOT = Path(__file__).resolve().parents[1]
MEAN_BYTES = 4400
_FIRST_DAY = date(1990, 1, 1)
_DAYS = 13_000
_LANGUAGES = ("en", "en", "en", "ko", "es", "zh-Hans")
"""Of every six statements; the words stay those of the models."""


def make(target: Path, number: int) -> None:
    """Write a copy of the archive with `number` statements of about 4.4 KB instead of its own.

    Each has a real statement's title, kind, tags and opening, then real paragraphs in chance order; ministries,
    days (36 years, the later ones fuller) and languages are spread by chance, the same in each run.
    """
    shutil.copy(ROOT / "mkdocs.yml", target)
    shutil.copytree(ROOT / "overrides", target / "overrides")
    shutil.copytree(ROOT / "content", target / "content", ignore=shutil.ignore_patterns("statements", "captures"))
    (target / "content/captures").mkdir()
    ministries = sorted(registry.load(ROOT / "content").ministries)
    entries, _ = archive.read(ROOT / "content")
    models = [entry.statement for entry in entries]
    paragraphs = [text for model in models for text in model.body.strip().split("\n\n")[1:]]
    choice, taken = random.Random(1), set()
    for index in range(number):
        statement = _statement(index, choice, models[index % len(models)], paragraphs, ministries)
        path = content.path_for(statement, taken)
        taken.add(path)
        file = target / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.dump(statement), encoding="utf-8")


def _statement(
    index: int, choice: random.Random, model: Statement, paragraphs: list[str], ministries: list[str]
) -> Statement:
    body = [model.body.split("\n\n", 1)[0].strip(), f"Number {index}."]
    while sum(map(len, body)) < MEAN_BYTES - 200:
        body.append(choice.choice(paragraphs))
    day = _FIRST_DAY + timedelta(days=int(_DAYS * choice.random() ** 0.6))
    data = {
        **model.model_dump(mode="json"),
        "id": f"{index:012x}",
        "date": day.isoformat(),
        "ministry": choice.choice(ministries),
        "language": choice.choice(_LANGUAGES),
        "capture": {"file": f"bench/{index}.txt", "sha256": f"{index:064x}", "captured": None, "also": []},
        "body": "\n\n".join(body) + "\n",
    }
    return Statement.model_validate({**data, "parsed": digest(data)})
