"""Publishing: a site that was changed step by step is the one that is built at once, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from builder import publish
from builder.errors import ArchiveError
from builder.making import Workshop
from builder.producer import Producer, key
from builder.publish import Plan, Result

Files = Mapping[str, str]


def produced(parts: Mapping[str, Files], calls: list[str] | None = None) -> list[Producer]:
    """Return producers of files by part; each call is noted."""

    def make(name: str, files: Files) -> Files:
        if calls is not None:
            calls.append(name)
        return files

    return [Producer(name, key(files), partial(make, name, files)) for name, files in parts.items()]


def held(site: Path) -> dict[str, str]:
    """Return every file below a folder with its text."""
    return {file.relative_to(site).as_posix(): file.read_text() for file in site.rglob("*") if file.is_file()}


def planned(folder: Path, **changes: object) -> Plan:
    """Return a plan for the site in a folder."""
    return Plan(**{"site": folder / "site", "base": "b", "ledger": folder / "site.ledger"} | changes)  # type: ignore[arg-type]


PARTS = {"one": {"a/index.html": "A", "b.xml": "<b/>"}, "two": {"a/c/index.html": "C"}}


def test_everything_is_written(tmp_path: Path) -> None:
    """The first time every part is made; the folder holds exactly what they make."""
    result = publish.publish(produced(PARTS), planned(tmp_path))

    assert Result(made=2, kept=0, deleted=0) == result
    assert {"a/index.html": "A", "b.xml": "<b/>", "a/c/index.html": "C"} == held(tmp_path / "site")


def test_what_did_not_change_is_not_made_again(tmp_path: Path) -> None:
    """A part with the key of last time, whose files stand, is not called."""
    publish.publish(produced(PARTS), planned(tmp_path))
    calls: list[str] = []

    result = publish.publish(produced({**PARTS, "two": {"a/c/index.html": "D"}}, calls), planned(tmp_path))

    assert ["two"] == calls
    assert Result(made=1, kept=1, deleted=0) == result
    assert "D" == (tmp_path / "site/a/c/index.html").read_text()


def test_another_base_makes_everything_again(tmp_path: Path) -> None:
    """Where code, configuration or libraries changed, nothing is reused."""
    publish.publish(produced(PARTS), planned(tmp_path))

    result = publish.publish(produced(PARTS), planned(tmp_path, base="c"))

    assert Result(made=2, kept=0, deleted=0) == result


def test_what_is_gone_is_deleted(tmp_path: Path) -> None:
    """Files of a part that is no more, and files that nobody made, go, with the folders that they leave empty."""
    publish.publish(produced(PARTS), planned(tmp_path))
    (tmp_path / "site/strange/deep").mkdir(parents=True)
    (tmp_path / "site/strange/deep/x.html").write_text("x")
    (tmp_path / "site/.git").mkdir()

    result = publish.publish(produced({"one": PARTS["one"]}), planned(tmp_path))

    assert Result(made=0, kept=1, deleted=2) == result
    assert ["a/index.html", "b.xml"] == sorted(held(tmp_path / "site"))
    assert not (tmp_path / "site/strange").exists()
    assert not (tmp_path / "site/a/c").exists()
    assert (tmp_path / "site/.git").is_dir()


def test_files_changed_by_hand_are_mended(tmp_path: Path) -> None:
    """A file of the site that was changed to another of the same size, removed, or replaced by a folder is made again."""
    publish.publish(produced(PARTS), planned(tmp_path))
    (tmp_path / "site/a/index.html").write_text("Z")
    (tmp_path / "site/a/c/index.html").unlink()
    (tmp_path / "site/a/c/index.html").mkdir()
    (tmp_path / "site/a/c/index.html/x").write_text("x")

    result = publish.publish(produced(PARTS), planned(tmp_path))

    assert 2 == result.made
    assert {"a/index.html": "A", "b.xml": "<b/>", "a/c/index.html": "C"} == held(tmp_path / "site")


def test_a_file_where_a_folder_is_to_be_gives_way(tmp_path: Path) -> None:
    """What stands in a new file's way is deleted."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a").write_text("in the way")

    publish.publish(produced(PARTS), planned(tmp_path))

    assert "C" == (tmp_path / "site/a/c/index.html").read_text()


def test_spared_folders_stay(tmp_path: Path) -> None:
    """A folder that others write is left alone."""
    publish.publish(produced(PARTS), planned(tmp_path))
    (tmp_path / "site/others").mkdir()
    (tmp_path / "site/others/x").write_text("x")

    publish.publish(produced(PARTS), planned(tmp_path, spared=("others",)))

    assert "x" == (tmp_path / "site/others/x").read_text()


@pytest.mark.parametrize("path", ["../x.html", "/x.html", "a/../../x", ""])
def test_no_path_leaves_the_site(path: str, tmp_path: Path) -> None:
    """A path that would lead out of the site is refused."""
    with pytest.raises(ArchiveError, match="leaves the site"):
        publish.publish(produced({"one": {path: "x"}}), planned(tmp_path))

    assert not (tmp_path / "x.html").exists()


def test_two_parts_cannot_make_one_path(tmp_path: Path) -> None:
    """Two parts that make the same file, or have the same name, are told."""
    with pytest.raises(ArchiveError, match=r"a\.html is made twice"):
        publish.publish(produced({"one": {"a.html": "1"}, "two": {"a.html": "2"}}), planned(tmp_path))
    with pytest.raises(ArchiveError, match="same name"):
        publish.publish([*produced(PARTS), *produced(PARTS)], planned(tmp_path))


def is_done(plan: Plan) -> int | None:
    """Return what is told of a site as it stands now."""
    return publish.is_done(plan, publish.look(plan))


def test_what_is_done_is_known_beforehand(tmp_path: Path) -> None:
    """With the inputs of last time and a site as it was left nothing need be looked at; each difference is seen."""
    plan = planned(tmp_path, inputs="i")
    publish.publish(produced(PARTS), plan)

    assert 2 == is_done(plan)
    assert None is is_done(planned(tmp_path, inputs="j"))
    assert None is is_done(planned(tmp_path))
    assert None is is_done(planned(tmp_path, inputs="i", shard=(1, 2)))
    assert None is is_done(planned(tmp_path, inputs="i", spared=("others",)))
    (tmp_path / "site/strange").write_text("x")
    assert None is is_done(plan)
    (tmp_path / "site/strange").unlink()
    assert 2 == is_done(plan)
    (tmp_path / "site/b.xml").write_text("<c/>")
    assert None is is_done(plan)


def changed(parts: dict[str, Files], choice: Random) -> dict[str, Files]:
    """Return the parts with one edited, added or removed."""
    parts = dict(parts)
    name = choice.choice(["p1", "p2", "p3", "p4", "p5", "p6"])
    if name in parts and choice.random() < 0.3:
        del parts[name]
    else:
        parts[name] = {f"{name}/{part}.html": choice.choice("ABC") for part in choice.sample("xyz", 2)}
    return parts


@pytest.mark.parametrize("seed", range(20))
def test_step_by_step_is_the_same_as_at_once(seed: int, tmp_path: Path) -> None:
    """After any sequence of edits, additions, removals, other bases and files touched by hand, nothing is stale."""
    choice = Random(seed)
    parts: dict[str, Files] = {}
    for step in range(12):
        parts = changed(parts, choice)
        base = choice.choice(["b", "b", "b", "c"])
        there = sorted(file for file in (tmp_path / "site").rglob("*.html"))
        if there and choice.random() < 0.4:
            choice.choice(there).write_text(choice.choice("ABCDE"))
        publish.publish(produced(parts), planned(tmp_path, base=base, jobs=1 + step % 2))

        assert {path: text for files in parts.values() for path, text in files.items()} == held(tmp_path / "site")


def test_shards_make_the_whole(tmp_path: Path) -> None:
    """Three shards share the parts without a rest; put together they are the plain build, and nothing is left to do."""
    parts = {f"part-{number}": {f"{number}.html": str(number)} for number in range(50)}
    plain = planned(tmp_path / "plain")
    publish.publish(produced(parts), plain)
    shards = []
    for number in (1, 2, 3):
        plan = planned(tmp_path / str(number), shard=(number, 3))
        result = publish.publish(produced(parts), plan)
        assert 0 < result.made < 50
        assert plan.ledger is not None
        shards.append((plan.site, plan.ledger))
    whole = planned(tmp_path / "whole")
    assert whole.ledger is not None

    publish.assemble(shards, whole.site, whole.ledger)

    assert held(plain.site) == held(whole.site)
    assert Result(made=0, kept=50, deleted=0) == publish.publish(produced(parts), whole)


def test_a_shard_that_is_not_what_it_says_is_refused(tmp_path: Path) -> None:
    """A file that changed on the way, one that is missing, a shard given twice, or none at all is told."""
    plan = planned(tmp_path, shard=(1, 1))
    assert plan.ledger is not None
    publish.publish(produced(PARTS), plan)
    shard, whole = (plan.site, plan.ledger), (tmp_path / "whole", tmp_path / "whole.ledger")

    with pytest.raises(ArchiveError, match="two shards hold the part one"):
        publish.assemble([shard, shard], *whole)
    with pytest.raises(ArchiveError, match=r"no\.ledger is no ledger"):
        publish.assemble([(plan.site, tmp_path / "no.ledger")], *whole)
    (plan.site / "b.xml").write_text("<c/>")
    with pytest.raises(ArchiveError, match=r"site/b\.xml is not what the shard made"):
        publish.assemble([shard], *whole)
    (plan.site / "b.xml").unlink()
    with pytest.raises(ArchiveError, match=r"site/b\.xml cannot be read"):
        publish.assemble([shard], *whole)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """What the disk refuses, here a name that is too long, is told by its path; the ledger does not claim it."""
    long = {"a.html": "A", f"{'b' * 300}.html": "B"}

    with pytest.raises(ArchiveError, match=r"b\.html cannot be written into the site: File name too long"):
        publish.publish(produced({"one": long}), planned(tmp_path))

    assert not (tmp_path / "site.ledger").exists()


def test_the_manifest_tells_every_file(tmp_path: Path) -> None:
    """It holds the SHA-256 of each other file, stays right when a part changes, and a share of a site has none."""
    publish.publish(produced(PARTS), planned(tmp_path, manifest="sums.txt"))
    publish.publish(produced({**PARTS, "two": {"d.html": "D"}}), planned(tmp_path, manifest="sums.txt"))

    found = held(tmp_path / "site")
    sums = dict(reversed(line.split("  ")) for line in found.pop("sums.txt").splitlines())  # type: ignore[misc]
    assert {path: sha256(text.encode()).hexdigest() for path, text in found.items()} == sums

    publish.publish(produced(PARTS), planned(tmp_path / "share", manifest="sums.txt", shard=(1, 2)))
    assert not (tmp_path / "share/site/sums.txt").exists()


def test_of_a_family_only_what_may_have_changed_is_given(tmp_path: Path) -> None:
    """Parts of a family that are not given stay as they are; of others, what is not given goes."""
    every = {"pages:one": {"one.html": "1"}, "pages:two": {"two.html": "2"}, "alone": {"alone.html": "A"}}
    publish.publish(produced(every), planned(tmp_path))

    result = publish.publish(
        produced({"pages:one": {"one.html": "1, corrected"}}), planned(tmp_path, families=frozenset({"pages"}))
    )

    assert Result(made=1, kept=1, deleted=1) == result
    assert {"one.html": "1, corrected", "two.html": "2"} == held(tmp_path / "site")


def test_a_part_that_no_longer_stands_must_be_given(tmp_path: Path) -> None:
    """To leave out a part whose file is gone is a fault, which is told and not published."""
    publish.publish(produced({"pages:one": {"one.html": "1"}}), planned(tmp_path))
    (tmp_path / "site/one.html").unlink()

    with pytest.raises(ArchiveError, match="pages:one no longer stands and was not given"):
        publish.publish([], planned(tmp_path, families=frozenset({"pages"})))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_made_ahead_is_as_if_it_were_given(jobs: int, tmp_path: Path) -> None:
    """Parts that another process makes and keeps are counted, noted and kept with the rest."""
    publish.publish(produced(PARTS), planned(tmp_path))
    plan = planned(tmp_path, jobs=jobs)
    standing = publish.look(plan)
    ahead = {"two": {"a/c/index.html": "C"}, "three": {"d.html": "D"}}

    with Workshop(plan.site, plan.base, standing).ahead(lambda: produced(ahead), jobs) as work:
        result = publish.publish(produced({"one": PARTS["one"]}), plan, standing=standing, ahead=work)

    assert Result(made=1, kept=2, deleted=0) == result
    assert Result(made=0, kept=3, deleted=0) == publish.publish(produced({**PARTS, **ahead}), plan)


def test_two_parts_of_one_name_are_told_wherever_they_are_made(tmp_path: Path) -> None:
    """One name is one part's, though one of them is made by another process."""
    plan = planned(tmp_path)
    standing = publish.look(plan)

    with (
        Workshop(plan.site, plan.base, standing).ahead(lambda: produced(PARTS), 2) as work,
        pytest.raises(ArchiveError, match="same name"),
    ):
        publish.publish(produced({"one": {"x.html": "X"}}), plan, standing=standing, ahead=work)
