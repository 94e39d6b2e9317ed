"""A tiny archive of an invented country, made in a folder: configuration, registries, profiles, captures.

Nothing of it stands in `builder/`, so a test that passes here proves that country, ministries and outlets are data.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from builder import archive, ingest, profile, registry, sources
from builder.capture import Record
from builder.profile import Profile
from builder.sources.aliases import Finder
from builder.sources.draft import Context, Outcome
from builder.statement import Statement

COMMAND = Path(sys.executable).with_name("builder")
ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT / "content"
"""The content folder of the repository itself."""

DAY = "2024-06-15"
"""The day on which the sample's statements are added."""

MKDOCS = """\
site_name: Records of Arvenia
site_url: https://arvenia.example/
docs_dir: content
theme: {name: material, font: false}
plugins:
  - archive: {authority: "arvenia.example,2024"}
"""

MINISTRIES = """\
- id: "trade"
  name: "Ministry of Trade"
  short: "Trade Ministry"
  aliases: ["Trade Ministry of RA", "RA Trade Ministry", "Ministry of Trade of RA"]
  offices:
    - {title: "Trade Minister", aliases: ["Trade Minister of RA", "RA Trade Minister"]}
- id: "institute-for-tides"
  name: "Institute for Tides"
  aliases: ["Institute for Tides of RA Trade Ministry"]
  parent: "trade"
- id: "harbour-board"
  name: "Harbour Board"
  aliases: ["Harbour Board of RA"]
"""

KINDS = """\
- {id: "press-statement", label: "Press statement", plural: "Press statements"}
- {id: "statement", label: "Statement", plural: "Statements"}
- {id: "letter", label: "Letter", plural: "Letters"}
- {id: "report", label: "Report", plural: "Reports"}
"""

TAGS = """\
- {id: "economy", label: "Economy"}
- {id: "tariffs", label: "Tariffs", broader: "economy", patterns: ["tariff*"]}
- {id: "lighthouses", label: "Lighthouses", patterns: ["lighthouse*"], at_least: 2}
"""

SOURCES = r"""- id: "press"
  name: "Arvenian Press"
  outlet: "press.example"
  language: "en"
  shape: "rows"
  date_formats: ["%Y-%m-%d"]
  rows: {title: "title", date: "day", text: "text", url: "link", section: "desk", empty: "skip"}
  rules: &rules
    define: {verb: '(?:issued|released)'}
    synonyms: {"Republic of Arvenia": "RA"}
    dateline: '^[A-Z]\w+, [A-Z][a-z]+ \d{1,2} \(AP\) -- '
    quoted: '"[^"]*"'
    ours: '\bRA\b'
    date_order: ["opening", "header", "dateline"]
    days_before_header: 10
    texts:
      - {kind: "press-statement", opening: '^(?P<who>.+?) <verb> the following press statement\b'}
      - {kind: "statement", opening: '^(?P<who>.+?) <verb> the following statement\b', within: 2}
      - {kind: "letter", opening: '^(?P<who>.+?) sent a letter\b', proof: '^The letter reads:$'}
      - {kind: "report", headline: '^Report of (?P<who>.+)$'}
    exclude:
      - {who: '\bscholar\b', reason: "it is a scholar's own"}
    issuer:
      person: "(?P<name>[A-Z][a-z]+ [A-Z][a-z]+), (?P<role>.+)"
      name: "[A-Z][a-z]+ [A-Z][a-z]+"
      speaker: '(?i)spokes(?:man|woman|person)'
      speaker_form: "{role} for the {body}"
      joint: '(?:,|\s)*\b(?:of|for)?\s*(?:the)?\s*$'
      lower_words: ["of", "for", "the"]

- id: "watch"
  outlet: "Arvenia Watch"
  language: "en"
  shape: "page"
  date_formats: ["%Y-%m-%d"]
  page:
    captured: 'Saved on (?P<captured>\d{1,2} [A-Z][a-z]+ \d{4})'
    captured_format: "%d %B %Y"
    section: 'Desk: (?P<section>.+)'
    header: 'Published (?P<date>\d{4}-\d{2}-\d{2}) by (?P<source>.+)'
    end: 'Also by {source}'
    last: "End of list"
    known: ["title", "date", "teaser"]
    known_format: "%d %B %Y"
  rules: *rules
"""

OPENING = "A spokesperson for the Trade Ministry of the Republic of Arvenia issued the following press statement:"
TITLE = "Press Statement of Spokesperson for RA Trade Ministry"
PATH = "statements/2024/trade/2024-06-10-press-statement-of-spokesperson.md"
"""Where the statement of `page()` and of `row()` lies: the year, the ministry, the day, the title's first words."""


def make(folder: Path) -> Path:
    """Make the archive without any capture in `folder`; return the folder."""
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    for name, text in (
        ("ministries.yml", MINISTRIES),
        ("kinds.yml", KINDS),
        ("tags.yml", TAGS),
        ("sources.yml", SOURCES),
        ("index.md", "# Records of Arvenia\n"),
    ):
        (content / name).write_text(text, encoding="utf-8")
    return folder


def page(
    *body: str,
    title: str = TITLE,
    day: str = "2024-06-10",
    source: str = "Trade Desk",
    saved: str = "12 June 2024",
    known: tuple[tuple[str, str, str], ...] = (),
) -> str:
    """Return the text of a page capture; `known` are title, date and teaser of other texts that it lists."""
    paragraphs = body or (OPENING, "The tariff of our neighbour harms both shores.")
    head = [f"Saved on {saved}", "Desk: Politics", title, f"Published {day} by {source}"]
    listed = [line for each in known for line in each]
    return "\n\n".join([*head, *paragraphs, f"Also by {source}", *listed, "End of list"]) + "\n"


def row(*body: str, title: str = TITLE, day: str = "2024-06-10", link: str = "https://press.example/1") -> str:
    """Return one line of a rows capture, without the line's end."""
    paragraphs = body or (OPENING, "The tariff of our neighbour harms both shores.")
    return json.dumps({"title": title, "day": day, "text": "\n".join(paragraphs), "link": link, "desk": "Politics"})


def put(folder: Path, file: str, data: str | bytes) -> Path:
    """Store a capture; `file` is below `captures/`."""
    path = folder / "content" / "captures" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Change a file as a person would: `old`, which stands in it, becomes `new`."""
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise AssertionError(f"{old!r} does not stand in {path.name}")
    path.write_text(text.replace(old, new), encoding="utf-8")


def ingested(folder: Path, day: str = DAY) -> ingest.Plan:
    """Ingest the archive in this process; return the plan that was carried out."""
    made = ingest.plan(folder / "content", day)
    ingest.apply(made, folder / "content")
    return made


def total(made: ingest.Plan) -> dict[str, int]:
    """Return the account of a run over all sources, states that did not occur left out."""
    return dict(+sum((Counter(row) for row in made.tally.values()), Counter[str]()))


def statements(folder: Path) -> dict[str, Statement]:
    """Return the archive's statements by path; every file must be readable."""
    entries, problems = archive.read(folder / "content")
    assert problems == ()
    return {entry.path: entry.statement for entry in entries}


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of change of every file below the content folder, hidden ones included."""
    content = folder / "content"
    files = sorted(path for path in content.rglob("*") if path.is_file())
    return {path.relative_to(content).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def written(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the files that ingest writes."""
    return {
        path: data for path, (data, _) in snapshot(folder).items() if path.startswith("statements/") or "wanted" in path
    }


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in `folder`."""
    return subprocess.run(
        [str(COMMAND), *arguments],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "COLUMNS": "200", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


class Reader:
    """Parses single captures by the profiles and registries of one content folder."""

    def __init__(self, content: Path) -> None:
        """Load what parsing needs."""
        records = registry.load(content)
        self.profiles = profile.load(content)
        self.context = Context(records, Finder(records))

    def parse(self, source: str, data: str | bytes, changed: Profile | None = None) -> list[Outcome]:
        """Return the outcomes of a capture `<source>/capture`; `changed` stands in for the source's profile."""
        raw = data.encode() if isinstance(data, str) else data
        file = Record(file=f"{source}/capture", source=source, data=raw, path=f"content/captures/{source}/capture")
        return list(sources.parse(file, changed or self.profiles[source], self.context))

    def rules(self, source: str, **rules: Any) -> Profile:
        """Return the profile of a source with some of its rules changed."""
        found = self.profiles[source]
        return found.model_copy(update={"rules": found.rules.model_copy(update=rules)})


def codes(outcome: Outcome) -> list[str]:
    """Return the codes of an outcome's problems, sorted."""
    return sorted(problem.code for problem in outcome.problems)


def commit(folder: Path) -> None:
    """Commit everything in `folder`, which becomes a git repository; no setting of the machine's takes part."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    person = ["-c", "user.name=A. Reader", "-c", "user.email=reader@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*person, "commit", "-q", "--allow-empty", "-m", "Change"]):
        subprocess.run(["git", *command], cwd=folder, env={**os.environ, **own}, check=True, capture_output=True)
