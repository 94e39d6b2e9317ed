"""The order of the house: sizes, names, mirrored tests, and documentation that cannot fall behind."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from builder import __version__
from builder.cli import commands
from builder.config import Settings
from builder.statement import Statement

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "builder").rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


def shown(path: Path) -> str:
    """Return a path as the repository names it."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=shown)
def test_no_module_is_long(module: Path) -> None:
    """A module has at most 300 lines, a function at most 40."""
    text = module.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]

    assert len(text.splitlines()) <= LONGEST_MODULE
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION]
    assert [] == long


@pytest.mark.parametrize("module", [path for path in MODULES if path.name != "__init__.py"], ids=shown)
def test_every_module_has_its_tests(module: Path) -> None:
    """`builder/x.py` is tested by `tests/test_x.py`, `builder/sources/y.py` by `tests/sources/test_y.py`."""
    relative = module.relative_to(ROOT / "builder")

    assert (ROOT / "tests" / relative.with_name(f"test_{relative.name}")).is_file()


def real_names() -> re.Pattern[str]:
    """Return a pattern for every name of a country, ministry or outlet of the archive."""
    words = {"DPRK", "Korea", "Pyongyang", "WPK", "Foreign Ministry", "American Studies"}
    for source in yaml.safe_load((ROOT / "content/sources.yml").read_text(encoding="utf-8")):
        words |= {source["id"], source.get("outlet"), source.get("name")} - {None}
    for ministry in yaml.safe_load((ROOT / "content/ministries.yml").read_text(encoding="utf-8")):
        words |= {ministry["name"], *ministry.get("aliases", [])}
    words -= {"Cabinet"}  # a word of English
    return re.compile("|".join(re.escape(str(word)) for word in sorted(words)), re.IGNORECASE)


def test_the_builder_knows_no_country() -> None:
    """No name of a country, ministry or outlet of the archive stands in the builder or the templates."""
    pattern = real_names()
    files = [path for folder in ("builder", "overrides") for path in (ROOT / folder).rglob("*") if path.is_file()]

    found = {
        shown(path): match[0]
        for path in files
        if path.suffix in {".py", ".html", ".js", ".css"}
        and (match := pattern.search(path.read_text(encoding="utf-8")))
    }

    assert found == {}


def readme() -> str:
    """Return the README."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", commands())
def test_commands_and_options_are_documented(name: str) -> None:
    """Each command and each of its options stands in the README."""
    options = [opt for parameter in commands()[name].params for opt in parameter.opts if opt.startswith("--")]

    assert f"builder {name}" in readme()
    assert [] == [option for option in options if option not in readme()]


@pytest.mark.parametrize("name", commands())
def test_help_gives_an_example(name: str) -> None:
    """The help of each command ends with an example."""
    assert f"Example: builder {name}" in (commands()[name].help or "")


@pytest.mark.parametrize("key", Settings.model_fields)
def test_settings_are_documented(key: str) -> None:
    """Each setting stands in the README and in its own docstring."""
    assert f"`{key}`" in readme()
    assert f"`{key}`" in (Settings.__doc__ or "")


@pytest.mark.parametrize("key", [name for name in Statement.model_fields if name != "body"])
def test_front_matter_is_documented(key: str) -> None:
    """Each key of a statement's front matter stands in the README."""
    assert f"`{key}`" in readme()


def test_make_targets_are_documented() -> None:
    """Each target that the Makefile offers says what it does, and the README or CONTRIBUTING names it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    documents = readme() + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    for target in phony[1].split():
        assert re.search(rf"^{target}:.*## ", makefile, re.MULTILINE), target
        assert f"make {target}" in documents, target


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_name_no_index(name: str) -> None:
    """A lock file holds versions and hashes and no address of any host."""
    text = (ROOT / name).read_text(encoding="utf-8")

    assert "://" not in text
    assert "--index" not in text
    assert text.count("==") <= text.count("--hash=sha256:")


def test_locks_hold_every_dependency() -> None:
    """Every dependency that the project declares is locked."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run, dev = ((ROOT / name).read_text().lower() for name in ("requirements.lock", "requirements-dev.lock"))

    def names(lines: list[str]) -> list[str]:
        return [re.split(r"[\[<>=]", line)[0].strip().lower().replace("_", "-") for line in lines]

    assert [] == [name for name in names(project["project"]["dependencies"]) if f"\n{name}==" not in f"\n{run}"]
    declared = names(project["project"]["dependencies"]) + names(project["dependency-groups"]["dev"])
    assert [] == [name for name in declared if f"\n{name}==" not in f"\n{dev}"]


def test_the_version_is_in_the_changelog() -> None:
    """The changelog's newest release, or what is unreleased, stands above the rest, and CITATION.cff agrees."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert f"[{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert __version__ == str(citation["version"])
