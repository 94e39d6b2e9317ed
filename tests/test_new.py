"""A fresh archive: it builds at once, knows nothing of the archive it comes from, and takes any other texts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import lxml.html
import pytest
import yaml

from builder import new
from builder.errors import ConfigError
from builder.text import clean, fold
from tests.conftest import ROOT, run_builder
from tests.test_house import real_names


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Return the folder of a fresh archive, made by the real command."""
    done = run_builder(tmp_path, "new", "archive")
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.endswith("Next: cd archive, builder ingest, builder build.\n")
    return tmp_path / "archive"


def built(folder: Path) -> Path:
    """Ingest, check and build an archive by the real command; return its site."""
    for command in ("ingest", "check", "build"):
        done = run_builder(folder, command)
        assert 0 == done.returncode, done.stdout + done.stderr
    return folder / "site"


def text(file: Path, selector: str) -> list[str]:
    """Return the texts of the elements of a page that a selector names, white space folded."""
    page = lxml.html.fromstring(file.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    return [fold(each.text_content()) for each in page.cssselect(selector)]


@pytest.mark.site
def test_a_fresh_archive_builds_at_once(fresh: Path) -> None:
    """Its sample statement is on the home page and has a page with its words; lists, feeds and search are there."""
    site = built(fresh)

    assert ["Statement on the Harbour Tariff"] == text(site / "index.html", ".lines a")
    page = site / "statements/2026/trade/2026-01-14-statement-on-the-harbour-tariff/index.html"
    assert ["Statement on the Harbour Tariff"] == text(page, "h1")
    assert text(page, ".statement__body")[0].endswith("This is a sample: replace it by your own captures.")
    for path in ("tags/tariffs/index.html", "ministries/trade/index.html", "wanted/index.html", "feeds/rss.xml"):
        assert (site / path).is_file()
    assert (site / "search/archive.idx").is_file()
    assert not list(site.rglob("*.jsonl"))


def test_it_holds_what_an_archive_needs() -> None:
    """Templates, forms and workflows are those of this repository, byte for byte."""
    made = new.plan()

    shared = [path for path in (ROOT / "overrides").rglob("*") if path.is_file()]
    shared += [*(ROOT / ".github/ISSUE_TEMPLATE").iterdir(), *(ROOT / "docs/steps").iterdir()]
    shared += [ROOT / ".github/workflows" / f"{name}.yml" for name in ("labels", "pages", "pull-request", "release")]
    shared += [ROOT / ".github/PULL_REQUEST_TEMPLATE.md", ROOT / ".github/CODEOWNERS", ROOT / "docs/maintaining.md"]
    assert [] == [p for p in shared if made[p.relative_to(ROOT).as_posix()] != p.read_bytes()]
    assert {"README.md", "Makefile", ".gitignore", "requirements.txt", ".github/workflows/check.yml"} <= set(made)
    assert {"SECURITY.md", ".github/workflows/audit.yml"} <= set(made)
    guide = made["CONTRIBUTING.md"].decode()
    assert guide.startswith("# Contributing\n")
    assert "Change the code" not in guide
    assert [] == [link for link in re.findall(r"\]\(([\w/.-]+)\)", guide) if link not in made and "issues" not in link]
    assert [] == [
        path for path in made if path.endswith(".yml") and not isinstance(_plain(made[path].decode()), dict | list)
    ]


def test_its_workflows_pass_what_ours_pass(fresh: Path) -> None:
    """Zizmor finds nothing in them, workflows and forms have the form that GitHub reads, and what they run is there."""
    workflows = sorted((fresh / ".github/workflows").glob("*.yml"))
    forms = [path for path in sorted((fresh / ".github/ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]
    tools = Path(sys.executable).parent

    for command in (
        [tools / "zizmor", "--offline", "--quiet", "--persona=pedantic", ".github"],
        [tools / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows],
        [tools / "check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", *forms],
        [tools / "check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml"],
    ):
        done = subprocess.run(command, cwd=fresh, capture_output=True, text=True, check=False)
        assert 0 == done.returncode, done.stdout + done.stderr
    steps = "".join(path.read_text() for path in workflows)
    makefile = (fresh / "Makefile").read_text()
    assert [] == [each for each in set(re.findall(r"run: make (\S+)", steps)) if f"\n{each}:" not in makefile]
    assert 4 == len(forms)


def _plain(source: str) -> object:
    return yaml.safe_load(re.sub("!ENV ", "", source))


def test_it_names_nobody_real() -> None:
    """No name of the country, the ministries or the outlets of this repository's archive stands in it."""
    pattern = real_names()

    assert {} == {
        path: match[0]
        for path, source in new.plan().items()
        if (match := pattern.search(source.decode(errors="replace")))
    }


@pytest.mark.parametrize("name", ["full", "file"])
def test_what_is_there_is_left_alone(tmp_path: Path, name: str) -> None:
    """A folder that is not empty, and a file, are refused with exit code 2, and nothing is written."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")

    done = run_builder(tmp_path, "new", name)

    assert 2 == done.returncode
    assert f"{name}:0: not-empty: the folder is not empty (name one that is not there yet)" in done.stderr
    assert ["mine.txt"] == [path.name for path in (tmp_path / "full").iterdir()]
    assert "mine" == (tmp_path / "file").read_text()


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    """A folder that is there and empty is filled; a second time it is refused."""
    assert set(new.plan()) == set(new.write(tmp_path))

    with pytest.raises(ConfigError, match="not-empty"):
        new.write(tmp_path)


def test_an_installed_builder_can_do_it(tmp_path: Path) -> None:
    """The wheel carries all that `new` writes, and writes the same as a checkout."""
    source, target = tmp_path / "source", tmp_path / "installed"
    source.mkdir()
    for name in ("builder", "overrides", ".github", "docs"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "build_backend.py", "README.md", "LICENSE", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, source)
    make = "import build_backend; print(build_backend.build_wheel('.'))"
    wheel = subprocess.check_output([sys.executable, "-c", make], cwd=source, text=True).strip()
    assert not (source / "builder/shared").exists()
    zipfile.ZipFile(source / wheel).extractall(target)

    write = "import sys; from builder import cli; sys.argv = ['builder', 'new', 'made']; cli.main()"
    environment = {**os.environ, "PYTHONPATH": str(target)}
    subprocess.run([sys.executable, "-c", write], cwd=tmp_path, env=environment, check=True, capture_output=True)

    made = {p.relative_to(tmp_path / "made").as_posix() for p in (tmp_path / "made").rglob("*") if p.is_file()}
    assert set(new.plan()) == made
    assert (target / "builder/shared/overrides/main.html").is_file()


PROFILE = r"""
- id: "releases"
  name: "Collected releases"
  language: "en"
  shape: "rows"
  date_formats: ["%Y-%m-%d"]
  rows: {title: "headline", date: "day", text: "body", empty: "reject"}
  rules:
    quoted: '"[^"]*"'
    ours: '.'
    date_order: ["header", "opening", "dateline"]
    texts: [{kind: "statement", headline: '^Release of (?P<who>[^:]+):'}]
    issuer:
      person: "(?P<name>[A-Z][a-z]+), (?P<role>.+)"
      speaker: 'spokesperson'
      speaker_form: "{role} for the {body}"
      joint: '(?:,|\s)*$'
"""


@pytest.mark.site
def test_it_takes_other_texts(fresh: Path, request: pytest.FixtureRequest) -> None:
    """With a profile and ministries of its own it becomes an archive of 400 scanned releases, shown as they are."""
    corpora = request.config.getoption("--corpora")
    if corpora is None:
        pytest.skip("give --corpora DIR, a folder of further texts, to try them")
    content, files = fresh / "content", sorted((corpora / "trove").glob("*.txt"))
    rows, bodies = [], {}
    for file in files:
        day, who = file.stem[:10], file.stem[11:].rsplit("-", 1)[0]
        body = file.read_bytes().decode("utf-8-sig")
        bodies.setdefault(fold(clean(body)), who)
        rows.append({"headline": f"Release of {who}: {fold(body)[:60]}", "day": day, "body": body})
    shutil.rmtree(content / "captures/gazette")
    (content / "captures/releases").mkdir()
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (content / "captures/releases/all.jsonl").write_text(lines, encoding="utf-8")
    bodies_of = {who: {"id": who, "name": f"Office of {who}", "aliases": [who]} for who in bodies.values()}
    (content / "ministries.yml").write_text(json.dumps(list(bodies_of.values())), encoding="utf-8")
    (content / "sources.yml").write_text(PROFILE, encoding="utf-8")

    site = built(fresh)

    pages = [page for page in (site / "statements").rglob("index.html") if text(page, ".statement__body")]
    assert 400 == len(files)
    assert sorted(bodies) == sorted(text(page, ".statement__body")[0] for page in pages)
    assert {page.parts[-3] for page in pages} == set(bodies.values())
