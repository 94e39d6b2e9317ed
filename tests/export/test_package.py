"""What describes the data: judged by the tools that read it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from builder.export import package
from builder.export.columns import NAMES
from tests.export.made import ABOUT, archive, dataset, files, write
from tests.export.test_tables import beside


def everything(folder: Path) -> dict[str, bytes]:
    """Return tables and descriptions of the archive."""
    made = dataset(folder)
    tables = made.tables()
    return files([*made.producers(tables), *package.producers(archive(), ABOUT, tables)])


def validate(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Frictionless Data's own validator."""
    command = [beside("frictionless"), "validate", "datapackage.json", "--json"]
    return subprocess.run(command, cwd=folder / "data", capture_output=True, text=True, check=False)


def test_frictionless_accepts_the_package(tmp_path: Path) -> None:
    """The validator reads every table by its schema and finds nothing wrong."""
    write(tmp_path, everything(tmp_path / "kept"))

    report = json.loads(validate(tmp_path).stdout)

    assert report["valid"], report
    tables = [task for task in report["tasks"] if task["type"] == "table"]
    assert {"statements-all-csv", "statements-all-jsonl", "statements-2024-csv"} <= {task["name"] for task in tables}
    assert {len(NAMES)} == {len(task["labels"]) for task in tables if task["name"].endswith("csv")}


def test_frictionless_refuses_a_changed_file(tmp_path: Path) -> None:
    """A table that is not the one described is found out: its hash is told in the package."""
    made = everything(tmp_path / "kept")
    made["data/statements.csv.gz"] = made["data/years/2024.csv.gz"]
    write(tmp_path, made)

    done = validate(tmp_path)

    assert 0 != done.returncode
    faults = {error["type"] for task in json.loads(done.stdout)["tasks"] for error in task["errors"]}
    assert "hash-count" in faults


def test_the_sums_are_right(tmp_path: Path) -> None:
    """`sha256sum -c` finds every file as it is."""
    write(tmp_path, everything(tmp_path / "kept"))

    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=tmp_path / "data", capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stdout
    assert 15 == done.stdout.count(": OK")


def test_the_registries_are_there() -> None:
    """Each registry is a list of records with the keys of its file."""
    made = {name: json.loads(text) for name, text in package.registries(archive()).items()}

    assert {"ministries.json", "kinds.json", "tags.json"} == set(made)
    assert {"id": "institute", "parent": "foreign"}.items() <= made["ministries.json"][1].items()
    assert ["military", "drills", "rights", "trade"] == [tag["id"] for tag in made["tags.json"]]


def test_commit_and_address_where_known() -> None:
    """The package tells the commit as its version and the site as its home, and neither where it is not known."""
    known = package.datapackage(ABOUT, [], {})
    unknown = package.datapackage(package.About(title="A", description="B", site="", commit=""), [], {})

    assert ("abc1234", ABOUT.site) == (known["version"], known["homepage"])
    assert not {"version", "homepage"} & set(unknown)
