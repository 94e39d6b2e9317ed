"""Whole builds: step by step, in shares and at once they give the same bytes, and nothing stale."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from builder import building
from builder.errors import ArchiveError, ConfigError
from builder.export import signposts
from builder.outputs import Ledger
from builder.publish import Order, Result
from tests.conftest import COMMAND, copy_archive, run_builder
from tests.sample import commit

pytestmark = pytest.mark.site


def tree(site: Path) -> dict[str, bytes]:
    """Return every file of a site with its bytes."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def statements(folder: Path) -> list[Path]:
    """Return the files of all statements."""
    return sorted((folder / "content/statements").rglob("*.md"))


def replaced(file: Path, pattern: str, new: str) -> None:
    """Replace the first match of a pattern, which must be there."""
    text, count = re.subn(pattern, lambda _: new, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert 1 == count
    file.write_text(text, encoding="utf-8")


def correct(folder: Path, choice: Random) -> None:
    """Correct a statement's title."""
    file = choice.choice(statements(folder))
    replaced(file, r'^title: "', f'title: "{choice.randrange(100)} ')
    text = file.read_text(encoding="utf-8")
    if "corrections: []" in text:
        replaced(file, r"^corrections: \[\]", CORRECTED)


CORRECTED = 'corrections: [{date: "2027-01-02", by: "A", note: "n"}]'
"""What stands in a file that a person changed."""


def reword(folder: Path, choice: Random) -> None:
    """Correct the texts of a few statements and nothing else."""
    for file in choice.sample(statements(folder), 3):
        text = file.read_text(encoding="utf-8").rstrip("\n").replace("corrections: []", CORRECTED)
        file.write_text(f"{text} And {choice.randrange(100)} more.\n", encoding="utf-8")


def want(folder: Path, choice: Random) -> None:
    """Give a text that the archive lacks another title, which its ministry's calendar and the pages of such texts show."""
    replaced(folder / "content/wanted.yml", r'title: "', f'title: "{choice.randrange(100)} ')


def differ(folder: Path, choice: Random) -> None:
    """Tell what the correction of a statement changed."""
    file = choice.choice(statements(folder))
    text = file.read_text(encoding="utf-8").replace("corrections: []", CORRECTED)
    file.write_text(f"{text.rstrip()} More.\n", encoding="utf-8")
    name = re.findall(r'^id: "(.*)"', text, re.MULTILINE)[0]
    change = {"id": name, "number": 1, "places": [{"key": "text", "runs": [{"new": f"{choice.randrange(100)} more"}]}]}
    (folder / "content/differences.yml").write_text(json.dumps({"differences": [change]}), encoding="utf-8")


def move(folder: Path, choice: Random) -> None:
    """Give a statement another address, and its old one a page that leads there."""
    file = choice.choice([each for each in statements(folder) if "aliases:" not in each.read_text(encoding="utf-8")])
    old = file.relative_to(folder / "content").as_posix()
    replaced(file, r"^corrections: ", f'aliases: ["{old}"]\ncorrections: ')
    file.rename(file.with_name(f"{file.stem}-moved-{choice.randrange(10**6)}.md"))


def remove(folder: Path, choice: Random) -> None:
    """Remove a statement."""
    choice.choice(statements(folder)).unlink()


def add(folder: Path, choice: Random) -> None:
    """Add a statement: another's text under another id."""
    file = choice.choice(statements(folder))
    number = choice.randrange(10**6)
    new = file.with_name(f"{file.stem}-{number}.md")
    shutil.copy(file, new)
    replaced(new, r'^id: ".*"', f'id: "{number:012x}"')
    if "aliases" in new.read_text(encoding="utf-8"):
        replaced(new, r"^aliases: .*\n", "")


def relabel(folder: Path, _: Random) -> None:
    """Give a tag another label, which many pages show."""
    replaced(folder / "content/tags.yml", r'label: "', 'label: "X')


def retemplate(folder: Path, choice: Random) -> None:
    """Change a template."""
    name = choice.choice(["statement.html", "list.html", "shell.html", "partials/rows.html", "partials/footer.html"])
    replaced(folder / "overrides" / name, r"<(p|h1|main|li|ol)\b", f'<p data-n="{choice.randrange(100)}"></p><p')


def reconfigure(folder: Path, choice: Random) -> None:
    """Change the configuration."""
    what = choice.choice([(r"^site_name: .*", "site_name: Name"), (r"page_size: \d+", "page_size: ")])
    replaced(folder / "mkdocs.yml", what[0], f"{what[1]}{choice.randrange(5, 50)}")


def rewrite(folder: Path, choice: Random) -> None:
    """Change a hand-written page."""
    file = folder / "content" / choice.choice(["about.md", "index.md"])
    file.write_text(file.read_text(encoding="utf-8") + f"\nNumber {choice.randrange(100)}.\n", encoding="utf-8")


def relate(folder: Path, choice: Random) -> None:
    """Tell of two statements that they share their wording."""
    ids = [re.findall(r'^id: "(.*)"', file.read_text(encoding="utf-8"), re.MULTILINE)[0] for file in statements(folder)]
    one, other = sorted(choice.sample(ids, 2))
    pair = f'related:\n- {{one: "{one}", other: "{other}", similarity: "0.{choice.randrange(50, 99)}"}}\n'
    (folder / "content/related.yml").write_text(pair, encoding="utf-8")


def spoil(folder: Path, choice: Random) -> None:
    """Change a file of the site by hand."""
    file = choice.choice(sorted((folder / "site/statements").rglob("*.html")))
    file.write_bytes(file.read_bytes().replace(b"a", b"b"))


CHANGES: tuple[Callable[[Path, Random], None], ...] = (
    correct,
    remove,
    add,
    relabel,
    retemplate,
    reconfigure,
    rewrite,
    relate,
    spoil,
    reword,
    want,
    differ,
    move,
)


@pytest.mark.parametrize("seed", range(3))
def test_step_by_step_is_the_same_as_at_once(seed: int, tmp_path: Path) -> None:
    """After any sequence of changes the site is, byte for byte, that of a first build of the same content."""
    choice = Random(seed)
    folder = copy_archive(tmp_path / "archive")
    building.build_site(folder / "mkdocs.yml")
    order = list(CHANGES)
    choice.shuffle(order)
    for step in range(3):
        for change in (*order[step::3], reword):
            change(folder, choice)
            building.build_site(folder / "mkdocs.yml")

        shutil.rmtree(folder / ".cache")
        fresh = building.build_site(folder / "mkdocs.yml", tmp_path / f"fresh-{step}")

        assert tree(fresh) == tree(folder / "site")


def test_only_what_changed_is_made(archive_copy: Path) -> None:
    """A correction makes its page, its neighbours', lists and feeds it stands in and a part of the search; no change nothing."""
    file = archive_copy / "mkdocs.yml"
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    entry = (
        'corrections: [{date: "2026-11-23", by: "A", note: "n"}]'  # the first one puts a link into every page's foot
    )
    other = next((archive_copy / "content/statements/2024/national-defence").iterdir())
    replaced(other, r"^corrections: \[\]", entry)
    _, first = building.build(file)
    _, again = building.build(file)
    replaced(archive_copy / f"content/{path}.md", "evermore pronounced", "ever more pronounced")
    replaced(
        archive_copy / f"content/{path}.md",
        r"^corrections: \[\]",
        'corrections: [{date: "2026-11-24", by: "A", note: "n"}]',
    )
    before = tree(archive_copy / "site")
    _, after = building.build(file)

    assert (0, 0) == (first.kept, again.made)
    assert Result(made=0, kept=first.made, deleted=0) == again
    changed = {name for name, data in tree(archive_copy / "site").items() if data != before.get(name)}
    pages = {name for name in changed if name.startswith("statements/")}
    assert f"{path}/index.html" in pages
    assert 0 < after.made < first.made / 10
    assert first.made == after.made + after.kept


NAMES_THE_COMMIT = {"signposts", "data/description", "data/index.md", "interface:api/v1/index.json"}
"""The parts of a site that name the commit that it was built from."""


def made_anew(folder: Path, site: Path, built: str) -> set[str]:
    """Build a site as of a commit, none for a preview; return the names of the parts that were made anew."""
    before = Ledger.read(building.ledger_of(site)).parts
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COMMIT", raising=False)
        if built:
            patch.setenv("COMMIT", built)
        _, result = building.build(folder / "mkdocs.yml", site)
    after = Ledger.read(building.ledger_of(site)).parts.items()
    anew = {name for name, made in after if name not in before or before[name].key != made.key} - {signposts.MANIFEST}
    assert len(anew) == result.made
    return anew


def test_a_deployment_makes_what_changed(archive_copy: Path, tmp_path: Path) -> None:
    """Another commit makes only those parts again that name it; a correction besides only what it makes without any commit.

    The statement is then cited by the commit of its correction and all others by theirs, byte for byte as in a build of a clone.
    """
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    file = archive_copy / f"content/{path}.md"
    entry = 'corrections: [{date: "2026-11-24", by: "A", note: "n"}]'
    other = next((archive_copy / "content/statements/2024/national-defence").iterdir())
    replaced(other, r"^corrections: \[\]", entry)  # the first one puts a link into every page's foot
    (archive_copy / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    commit(archive_copy)
    site, preview, begun = tmp_path / "site", tmp_path / "preview", head(archive_copy)
    everything = made_anew(archive_copy, site, begun)
    made_anew(archive_copy, preview, "")
    (archive_copy / "README.md").write_text("About\n", encoding="utf-8")
    commit(archive_copy)
    assert NAMES_THE_COMMIT == made_anew(archive_copy, site, head(archive_copy))

    replaced(file, "evermore pronounced", "ever more pronounced")
    replaced(file, r"^corrections: \[\]", entry)
    commit(archive_copy)
    corrected = head(archive_copy)
    again = made_anew(archive_copy, site, corrected)
    assert made_anew(archive_copy, preview, "") | NAMES_THE_COMMIT == again
    assert {f"statements:{path}.md", *NAMES_THE_COMMIT} <= again
    assert len(again) < len(everything) / 10

    named = cited(site)
    assert corrected[:12] == named.pop(path)
    assert {begun[:12]} == set(named.values())
    assert len(named) == len(list((archive_copy / "content/statements").rglob("*.md"))) - 1
    subprocess.run(["git", "clone", "-q", archive_copy, tmp_path / "clone"], check=True, capture_output=True)
    assert everything | again == made_anew(tmp_path / "clone", tmp_path / "fresh", corrected)
    assert tree(site) == tree(tmp_path / "fresh")


def test_a_commit_of_the_same_files_is_another_site(archive_copy: Path, tmp_path: Path) -> None:
    """Files that were in no commit and now are, with no byte changed, are cited by it; then there is nothing more to make."""
    (archive_copy / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    site = tmp_path / "site"
    everything = made_anew(archive_copy, site, "a" * 40)
    assert set() == made_anew(archive_copy, site, "a" * 40)
    assert {} == cited(site)
    commit(archive_copy)

    pages_made = {
        f"statements:{path.relative_to(archive_copy / 'content').as_posix()}" for path in statements(archive_copy)
    }
    pages_made |= {name for name in everything if name.startswith("references:")}
    assert pages_made == made_anew(archive_copy, site, "a" * 40) < everything
    assert {head(archive_copy)[:12]} == set(cited(site).values())
    assert set() == made_anew(archive_copy, site, "a" * 40)


def head(folder: Path) -> str:
    """Return the commit that is checked out."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def cited(site: Path) -> dict[str, str]:
    """Return the beginning of the commit that each statement's page names, by its address."""
    found = (
        (page.parent, re.search(r"archive commit (\w+)", page.read_text(encoding="utf-8"))) for page in pages(site)
    )
    return {folder.relative_to(site).as_posix(): match[1] for folder, match in found if match}


def pages(site: Path) -> list[Path]:
    """Return every page below the statements' address."""
    return sorted((site / "statements").rglob("index.html"))


def test_shares_are_the_whole(archive_copy: Path, tmp_path: Path) -> None:
    """Three shares, put together by the command, are the plain build byte for byte."""
    for number in (1, 2, 3):
        share = tmp_path / f"shard-{number}"
        done = run_builder(archive_copy, "build", "--shard", f"{number}/3", "--site-dir", str(share), "--jobs", "1")
        assert 0 == done.returncode, done.stderr
    building.build_site(archive_copy / "mkdocs.yml")

    shares = [str(tmp_path / f"shard-{number}") for number in (1, 2, 3)]
    done = run_builder(archive_copy, "assemble", *shares, "--site-dir", str(tmp_path / "whole"))

    assert 0 == done.returncode, done.stderr
    assert ", 0 made here." in done.stdout
    assert tree(archive_copy / "site") == tree(tmp_path / "whole")


def test_processes_make_the_same_bytes(archive_copy: Path, tmp_path: Path) -> None:
    """One process and two give the same site."""
    file = archive_copy / "mkdocs.yml"
    one, _ = building.build(file, tmp_path / "one", Order(jobs=1))
    two, _ = building.build(file, tmp_path / "two", Order(jobs=2))

    assert tree(one) == tree(two)


def test_a_page_of_ours_can_be_linked_to(archive_copy: Path) -> None:
    """A hand-written page links to a statement's file and to a list, as to any other page; a wrong link stops the build."""
    about = archive_copy / "content/about.md"
    path = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson"
    words = about.read_text(encoding="utf-8")
    about.write_text(f"{words}\n[one]({path}.md#p2) [all](statements/index.md)\n", encoding="utf-8")

    site = building.build_site(archive_copy / "mkdocs.yml")

    page = (site / "about/index.html").read_text(encoding="utf-8")
    assert f'<a href="../{path}/#p2">one</a> <a href="../statements/">all</a>' in page
    about.write_text(f"{words}\n[one](statements/2023/none.md)\n", encoding="utf-8")
    with pytest.raises(ArchiveError, match="strict mode"):
        building.build_site(archive_copy / "mkdocs.yml")


def test_a_build_that_stops_leaves_no_process(archive_copy: Path) -> None:
    """Where MkDocs stops at a page, who makes the search index meanwhile is ended too."""
    (archive_copy / "overrides/404.html").write_text("{{ 1 / 0 }}", encoding="utf-8")

    with pytest.raises(ZeroDivisionError):
        building.build(archive_copy / "mkdocs.yml", order=Order(jobs=2))

    assert [] == multiprocessing.active_children()


def test_the_ledger_lies_beside_the_site(archive_copy: Path) -> None:
    """The ledger is no part of the site."""
    site = building.build_site(archive_copy / "mkdocs.yml", archive_copy / "out")

    assert archive_copy / "out.ledger" == building.ledger_of(site)
    assert (archive_copy / "out.ledger").is_file()
    assert [] == [name for name in tree(site) if "ledger" in name]


def test_a_site_needs_the_plugin(archive_copy: Path) -> None:
    """A configuration without the plugin is told as one."""
    replaced(archive_copy / "mkdocs.yml", r"^plugins:(\n .*)+", "plugins: []")

    with pytest.raises(ConfigError, match="the plugin archive is not under plugins"):
        building.build_site(archive_copy / "mkdocs.yml")


def test_a_statement_s_page_is_lean(site: Path) -> None:
    """Beside its text a statement's page has 6 KB on average, and none more than 6.6, of which each paragraph's id takes 10 bytes."""
    beyond = []
    for page in (site / "statements").rglob("index.html"):
        text = page.read_text(encoding="utf-8")
        body = re.search(r"<div class=statement__body[^>]*>(.*?)</div>", text, re.DOTALL)
        if body:
            words = re.sub(r"<[^>]+>", "", body[1])
            beyond.append(len(text.encode()) - len(words.encode()))
            assert beyond[-1] < 6_600, page
    assert 30 == len(beyond)
    assert sum(beyond) / 30 < 6_000


def test_the_preview_follows_an_edit(archive_copy: Path) -> None:
    """The preview shows a changed page without being asked to build, and builds no more often than something changed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path, said = "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson", archive_copy / "said.txt"
    with said.open("wb") as log:
        server = subprocess.Popen(
            [str(COMMAND), "serve", "--address", f"127.0.0.1:{port}"],
            cwd=archive_copy,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    try:
        assert shows(f"http://127.0.0.1:{port}/{path}/", "evermore pronounced")
        file = archive_copy / f"content/{path}.md"
        text = file.read_text(encoding="utf-8").replace("evermore pronounced", "ever more pronounced")
        file.write_text(
            text.replace("corrections: []", 'corrections: [{date: "2026-12-01", by: "A", note: "n"}]'), encoding="utf-8"
        )
        assert shows(f"http://127.0.0.1:{port}/{path}/", "ever more pronounced")
        time.sleep(3)  # in which a build that took its own reading for a change would build again and again
        assert (
            1 <= said.read_text(encoding="utf-8").count("Detected file changes") <= 2
        )  # written at once, or in two steps
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


def shows(address: str, words: str) -> bool:
    """Ask for a page until it shows some words, for at most a minute."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                if words in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.5)
    return False


def test_a_shard_that_is_none_is_told(archive_copy: Path) -> None:
    """A folder without a ledger beside it is no share."""
    with pytest.raises(ArchiveError, match="is no ledger of a shard"):
        building.assemble(archive_copy / "mkdocs.yml", [archive_copy / "nothing"])


def test_mkdocs_itself_makes_the_same_bytes(archive_copy: Path, tmp_path: Path) -> None:
    """`mkdocs build` gives the site that `builder build` gives, byte for byte."""
    ours = building.build_site(archive_copy / "mkdocs.yml", tmp_path / "ours")
    done = subprocess.run(
        [str(COMMAND.with_name("mkdocs")), "build", "--quiet"],
        cwd=archive_copy,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )

    assert 0 == done.returncode, done.stderr
    expected = {name: data for name, data in tree(ours).items() if name != "manifest-sha256.txt"}  # of a whole build
    assert expected == tree(archive_copy / "site")
