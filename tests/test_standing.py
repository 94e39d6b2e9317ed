"""What stands in a site's folder beside what its ledger says: each difference is seen, in one process or in several."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from builder.outputs import Ledger, Made, Output, stamp
from builder.standing import Standing, looked_at, trusted

SECOND = 1_000_000_000
FAR = 2**62
"""A time long after every stamp, so that all are settled."""


def digest(data: bytes) -> str:
    """Return the digest that the ledger keeps of a file's bytes."""
    return sha256(data).hexdigest()


def placed(site: Path, path: str = "a.html", data: bytes = b"text") -> Output:
    """Write a file and return it as an output."""
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_bytes(data)
    return Output(path, digest(data), stamp((site / path).stat()))


def seen(site: Path, *outputs: Output, at: int = FAR, jobs: int = 1, spared: tuple[str, ...] = ()) -> Standing:
    """Return what is seen of a site whose ledger names some files and was written at some time."""
    ledger = Ledger({output.path: Made("k", (output,)) for output in outputs}, at)
    with looked_at(site, ledger, spared, jobs) as wait:
        return wait()


def test_the_bytes_decide_where_the_stamp_differs(tmp_path: Path) -> None:
    """A file that was only copied or touched stands, with its new stamp; one with other bytes, or none, is gone."""
    before = placed(tmp_path)
    os.utime(tmp_path / "a.html", ns=(5 * SECOND, 5 * SECOND))

    touched = seen(tmp_path, before)
    (tmp_path / "a.html").write_bytes(b"TEXT")
    changed = seen(tmp_path, before)
    (tmp_path / "a.html").unlink()
    missing = seen(tmp_path, before)

    now = touched.has(Made("k", (before,)))
    assert now is not None
    assert (before.digest, 5 * SECOND) == (now.outputs[0].digest, now.outputs[0].stamp[1])
    assert (None, None) == (changed.has(Made("k", (before,))), missing.has(Made("k", (before,))))
    assert (frozenset(), {"a.html"}, {"a.html"}) == (touched.gone, changed.gone, missing.gone)
    assert [False] * 3 == [each.is_as_left for each in (touched, changed, missing)]


def test_a_stamp_taken_too_soon_is_not_believed(tmp_path: Path) -> None:
    """A file that changes twice within one tick of the clock has the same stamp; then the bytes decide."""
    output = placed(tmp_path)
    lying = Output("a.html", digest(b"that which stood there before"), output.stamp)

    assert {"a.html"} == seen(tmp_path, lying, at=output.stamp[1] + SECOND // 20).gone
    assert seen(tmp_path, lying, at=output.stamp[1] + 3 * SECOND).is_as_left
    assert seen(tmp_path, output, at=output.stamp[1] + SECOND // 20).is_as_left


def test_what_stands_in_the_way_is_gone_and_strange(tmp_path: Path) -> None:
    """A folder where a file was, and a file where a folder was, take the place of what was noted."""
    one, two = placed(tmp_path, "a"), placed(tmp_path, "b/c")
    (tmp_path / "a").unlink()
    placed(tmp_path, "a/x")
    (tmp_path / "b/c").unlink()
    (tmp_path / "b").rmdir()
    placed(tmp_path, "b")

    found = seen(tmp_path, one, two)

    assert ({"a", "b/c"}, {"a/x", "b"}) == (found.gone, found.strange)
    assert {"a", "b/c", "a/x", "b"} == found.paths


def test_what_others_write_is_not_looked_at(tmp_path: Path) -> None:
    """Spared folders and names at the top that begin with a dot are passed over; such names below are not."""
    for path in (".git/x", ".nojekyll", "others/x", "others/deep/x", "a/others/x", "a/.hidden"):
        placed(tmp_path, path)

    assert {"a/others/x", "a/.hidden"} == seen(tmp_path, spared=("others",)).strange
    assert {"others/x", "a/others/x", "a/.hidden"} == seen(tmp_path, spared=("others/deep",)).strange


def test_a_site_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    """Without the folder all that was noted is gone."""
    output = placed(tmp_path / "site")
    (tmp_path / "site/a.html").unlink()
    (tmp_path / "site").rmdir()

    assert ({"a.html"}, frozenset()) == (seen(tmp_path / "site", output).gone, seen(tmp_path / "site", output).strange)
    assert seen(tmp_path / "site").is_as_left


@pytest.mark.parametrize("seed", range(8))
def test_every_difference_is_seen_by_any_number_of_processes(seed: int, tmp_path: Path) -> None:
    """Files of any depth that are removed, rewritten, touched or added are told, and no others."""
    choice = Random(seed)
    paths = ["/".join(choice.choice("abc") for _ in range(choice.randrange(1, 6))) + f"/{n}.html" for n in range(60)]
    outputs = {path: placed(tmp_path, path, path.encode()) for path in paths}
    removed, rewritten, touched, added = (set(choice.sample(paths, 5)) for _ in range(4))
    for path in rewritten:
        (tmp_path / path).write_bytes(path.encode()[::-1] + b"!")
    for path in touched - rewritten:
        os.utime(tmp_path / path, ns=(7 * SECOND, 7 * SECOND))
    for path in removed:
        (tmp_path / path).unlink()
    for path in added:
        placed(tmp_path, f"{path}.new")

    for jobs in (1, 2):
        found = seen(tmp_path, *outputs.values(), jobs=jobs)
        assert removed | rewritten == found.gone
        assert touched - rewritten - removed == found.touched.keys()
        assert {f"{path}.new" for path in added} == found.strange


def test_a_site_that_is_known_is_not_looked_at() -> None:
    """Where the ledger is trusted, what it names stands."""
    made = Made("k", (Output("a.html", "d", (1, 2, 3)),))

    with trusted(Ledger({"a": made})) as wait:
        found = wait()

    assert found.is_as_left
    assert made == found.has(made)
    assert {"a.html"} == found.paths
