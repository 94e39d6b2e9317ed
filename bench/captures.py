"""Makes captures of many statements out of the real ones' words: the same files for the same numbers."""

from __future__ import annotations

import json
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

from builder import archive
from builder.statement import Statement

ROOT = Path(__file__).resolve().parents[1]
MEAN_CHARACTERS = 4200
ROWS_A_FILE = 1000
_FIRST_DAY = date(1990, 1, 1)
_DAYS = 12_000


def make(target: Path, rows: int, pages: int) -> None:
    """Write a copy of the archive with no statement, `rows` rows of JSON lines and `pages` single pages.

    Every text is a real statement's title and opening, then real paragraphs in chance order, so all rules have work.
    """
    shutil.copy(ROOT / "mkdocs.yml", target)
    shutil.copytree(ROOT / "content", target / "content", ignore=shutil.ignore_patterns("statements", "captures"))
    captures = target / "content" / "captures"
    entries, _ = archive.read(ROOT / "content")
    models = [each.statement for each in entries]
    paragraphs = [text for each in models for text in each.body.strip().split("\n\n")[1:]]
    choice = random.Random(2)
    of_rows = [each for each in models if each.capture.file.endswith(tuple("0123456789"))]
    (captures / "kcna").mkdir(parents=True)
    (captures / "kcna-watch").mkdir()
    for start in range(0, rows, ROWS_A_FILE):
        numbers = range(start, min(start + ROWS_A_FILE, rows))
        lines = [_row(number, of_rows[number % len(of_rows)], _body(choice, paragraphs)) for number in numbers]
        (captures / "kcna" / f"{start:06}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    page = (ROOT / "content" / "captures" / "kcna-watch" / "2025-05-13-press-statement.txt").read_text(encoding="utf-8")
    end = page.index("More From")
    for number in range(pages):
        text = _body(choice, paragraphs, len(page[:end]))
        head = page[:end].replace("Date: 02/02/2023", f"Date: {_day(number):%d/%m/%Y}")
        made = f"{head}{number}\n\n{text}\n\n{page[end:]}"
        (captures / "kcna-watch" / f"{number:06}.txt").write_text(made, encoding="utf-8")


def _row(number: int, model: Statement, text: str) -> str:
    first = model.body.split("\n\n", 1)[0].replace("\\", "")
    row = {
        "headline": model.title,
        "date_str": _day(number).isoformat(),
        "story_text": f"{first}\n{number}\n{text}",
        "link": f"#{number}",
    }
    return json.dumps(row, ensure_ascii=False)


def _body(choice: random.Random, paragraphs: list[str], there: int = 300) -> str:
    body: list[str] = []
    while sum(map(len, body)) < MEAN_CHARACTERS - there:
        body.append(choice.choice(paragraphs))
    return "\n".join(body)


def _day(number: int) -> date:
    return _FIRST_DAY + timedelta(days=number * 7 % _DAYS)
