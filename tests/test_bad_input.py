"""Bad input, row by row, through the real command: what is said where, how it ends, and that the rest goes in.

The rows are those of the table in the design ("The command") and of what `builder check` must find. Whatever
the input, a run ends with sentences and an exit code, never with a traceback.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from builder import check
from tests.sample import (
    COMMAND,
    DAY,
    OPENING,
    PATH,
    TITLE,
    edit,
    ingested,
    make,
    page,
    put,
    row,
    run,
    snapshot,
    statements,
)

GOOD, PROBLEMS = 0, 1
SECOND = PATH.replace("06-10", "06-11")
CAPTURES = "content/captures"
NOISE = bytes(range(128, 256)) * 40
BAD_DAY = "2024-06-11"
"""The day of what is bad in a batch; what is good in it is of June 10."""

GOOD_BODY = f"{OPENING}\n\nThe tariff of our neighbour harms both shores.\n"
"""The text of the one good capture that each batch holds."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive with one good capture, not yet ingested."""
    made = make(tmp_path / "archive")
    put(made, "watch/good.txt", page())
    return made


@dataclass(frozen=True)
class Bad:
    """Captures of a batch: the beginning and the words of each line that is told of them, and what goes in all the same.

    `kept` and `lost` are marks in texts: of each kept one there is exactly one statement, of a lost one none.
    """

    captures: dict[str, str | bytes]
    said: tuple[tuple[str, ...], ...] = ()
    kept: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def marked(mark: str, **values: str) -> str:
    """Return a page whose text holds a mark."""
    return page(OPENING, f"We speak of {mark}.", **values)


def line(mark: str, opening: str = OPENING, **values: str) -> str:
    """Return a row whose text holds a mark."""
    return row(opening, f"We speak of {mark}.", **values)


def without(text: str, beginning: str) -> str:
    """Return a page without the lines that begin so."""
    return re.sub(rf"(?m)^{re.escape(beginning)}.*\n", "", text)


REFUSED = {
    # no date, no title, or empty text
    "a page without a date": Bad(
        {"watch/a.txt": without(marked("amber"), "Published")},
        (
            (f"{CAPTURES}/watch/a.txt:0: no-date: ", "looked for", "Published"),
            (f"{CAPTURES}/watch/a.txt:0: no-text: ", "looked"),
            (f"{CAPTURES}/watch/a.txt:0: no-title: ", "looked for"),
        ),
        lost=("amber",),
    ),
    "a page with a date that does not exist": Bad(
        {"watch/b.txt": marked("basalt", day="2024-02-30")},
        ((f"{CAPTURES}/watch/b.txt:0: no-date: ", "looked for", "date_formats"),),
        lost=("basalt",),
    ),
    "a page without a title": Bad(
        {"watch/c.txt": without(marked("chalk"), "Press Statement")},
        ((f"{CAPTURES}/watch/c.txt:0: no-title: ", "looked for"),),
        lost=("chalk",),
    ),
    "a page without a text": Bad(
        {"watch/d.txt": page(" ")}, ((f"{CAPTURES}/watch/d.txt:0: no-text: ", "looked between"),)
    ),
    "an empty page": Bad(
        {"watch/e.txt": b""},
        (
            (f"{CAPTURES}/watch/e.txt:0: no-date: ",),
            (f"{CAPTURES}/watch/e.txt:0: no-text: ",),
            (f"{CAPTURES}/watch/e.txt:0: no-title: ",),
        ),
    ),
    "rows without a date or a title": Bad(
        {"press/f.jsonl": "\n".join([line("flint", day=""), line("felspar"), line("fluorite", title="")])},
        (
            (f"{CAPTURES}/press/f.jsonl:1: no-date: ", '"day"'),
            (f"{CAPTURES}/press/f.jsonl:3: no-title: ", '"title"'),
        ),
        kept=("felspar",),
        lost=("flint", "fluorite"),
    ),
    # ministry not in the registry
    "an unknown ministry": Bad(
        {"press/g.jsonl": line("gold", OPENING.replace("Trade Ministry", "Post Office"), title="Post")},
        (
            (
                f"{CAPTURES}/press/g.jsonl:1: ministry: ",
                "Post Office of the RA",
                "content/ministries.yml",
                "- {id: ",
                "aliases: [",
            ),
        ),
        lost=("gold",),
    ),
    "a ministry with a slip": Bad(
        {"press/h.jsonl": line("halite", "The Harbor Board of the RA issued the following statement:", title="Sea")},
        ((f"{CAPTURES}/press/h.jsonl:1: ministry: ", 'did you mean "Harbour Board of RA"?'),),
        lost=("halite",),
    ),
    "two ministries": Bad(
        {
            "press/i.jsonl": line(
                "iron",
                "The Harbour Board of RA and the Trade Ministry of RA issued the following statement:",
                title="Two",
            )
        },
        ((f"{CAPTURES}/press/i.jsonl:1: ministry: ", "harbour-board, trade"),),
        lost=("iron",),
    ),
    # bytes that no encoding fits
    "a page that no encoding fits": Bad({"watch/j.txt": NOISE}, ((f"{CAPTURES}/watch/j.txt:0: encoding: ", "UTF-8"),)),
    "a row that no encoding fits": Bad(
        {"press/k.jsonl": NOISE + b"\n" + line("kyanite").encode()},
        ((f"{CAPTURES}/press/k.jsonl:1: encoding: ", "UTF-8"),),
        kept=("kyanite",),
    ),
    # over 10 MB, binary, or outside
    "a capture over 10 MB": Bad(
        {"watch/l.txt": marked("lead").encode() + b"x" * (10 * 1024 * 1024)},
        ((f"{CAPTURES}/watch/l.txt:0: too-large: ", "10,48", "10,485,760 allowed"),),
        lost=("lead",),
    ),
    "a binary capture": Bad(
        {"watch/m.txt": b"%PDF-1.7\n\0\0\0"}, ((f"{CAPTURES}/watch/m.txt:0: binary: ", "binary file"),)
    ),
    "a capture in no source's folder": Bad(
        {"loose.txt": marked("nickel")},
        ((f"{CAPTURES}/loose.txt:0: no-source: ", "captures/<id of the source>/"),),
        lost=("nickel",),
    ),
    "a capture of a source that is not described": Bad(
        {"wtach/o.txt": marked("opal")},
        ((f"{CAPTURES}/wtach/o.txt:0: no-source: ", '"wtach"', "press, watch"),),
        lost=("opal",),
    ),
    # rows that are none, a page whose end is not where it should be
    "broken JSON": Bad(
        {"press/p.jsonl": '{"title": \n' + line("pyrite") + "\n[]\n"},
        ((f"{CAPTURES}/press/p.jsonl:1: json: ",), (f"{CAPTURES}/press/p.jsonl:3: json: ",)),
        kept=("pyrite",),
    ),
    "a list that was cut": Bad(
        {"watch/q.txt": without(marked("quartz", known=(("Of Ropes", "9 June 2024", "Long."),)), "Long.")},
        ((f"{CAPTURES}/watch/q.txt:0: page-end: ",),),
        lost=("quartz",),
    ),
}

TAKEN = {
    "a row without a text, where the profile passes over it": Bad(
        {"press/a.jsonl": row("") + "\n" + line("agate")}, kept=("agate",)
    ),
    "a date against the dateline": Bad(
        {"press/b.jsonl": line("beryl", f"Halley, June 9 (AP) -- {OPENING}", day="2024-06-11")},
        ((f"{CAPTURES}/press/b.jsonl:1: date: warning: ", "2024-06-11", "2024-06-09", "date_order"),),
        kept=("beryl",),
    ),
    "the same text again": Bad(
        {
            "press/c.jsonl": line("copper", link="https://press.example/1")
            + "\n"
            + line("copper", link="https://press.example/2")
        },
        kept=("copper",),
    ),
    "the same title and day with another text": Bad(
        {"press/d.jsonl": line("diamond", day="2024-06-12") + "\n" + line("dolomite", day="2024-06-12")},
        kept=("diamond", "dolomite"),
    ),
    "a page in another encoding": Bad(
        {"watch/e.txt": marked("\u201cemery\u201d, our neighbour\u2019s").encode("cp1252")},
        ((f"{CAPTURES}/watch/e.txt:0: encoding: warning: ", "not UTF-8", "read as"),),
        kept=("\u201cemery\u201d, our neighbour\u2019s",),
    ),
    "a text that was decoded wrongly before": Bad(
        {"watch/f.txt": marked("fuchsite, our neighbour\u2019s").encode().decode("cp1252")},
        ((f"{CAPTURES}/watch/f.txt:0: encoding: warning: ",),),
        kept=("fuchsite",),
    ),
}


@dataclass(frozen=True)
class Run:
    """What a run told, how it ended, and the texts of the archive after it."""

    told: list[str]
    exit_code: int
    bodies: list[str]


def lines(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what was told; a traceback is told as it is."""
    assert "Traceback" not in done.stderr, done.stderr.splitlines()[-1]
    return done.stderr.splitlines()


def batch(folder: Path, cases: dict[str, Bad]) -> Run:
    """Ingest the captures of all cases in one run, a good one among them."""
    made = make(folder)
    put(made, "watch/good.txt", page())
    for case in cases.values():
        for file, data in case.captures.items():
            put(made, file, data)
    done = run(made, "ingest", "--date", DAY)
    return Run(lines(done), done.returncode, [each.body for each in statements(made).values()])


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return the run over everything that is refused."""
    return batch(tmp_path_factory.mktemp("refused") / "archive", REFUSED)


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return the run over everything that is odd and taken."""
    return batch(tmp_path_factory.mktemp("taken") / "archive", TAKEN)


def assert_told(bad: Bad, done: Run) -> None:
    """Each line of the case is told, no other line about its captures, and what is good in it went in once."""
    places = tuple(f"{CAPTURES}/{file}:" for file in bad.captures)
    told = [each for each in done.told if each.startswith(places)]
    assert len(bad.said) == len(told), told
    for (beginning, *words), each in zip(bad.said, told, strict=True):
        assert each.startswith(beginning)
        assert [] == [word for word in words if word not in each]
    assert dict.fromkeys(bad.kept, 1) | dict.fromkeys(bad.lost, 0) == {
        mark: sum(mark in body for body in done.bodies) for mark in (*bad.kept, *bad.lost)
    }


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_is_refused_by_name(refused: Run, name: str) -> None:
    """Each fault has its line at the capture, with what was looked for and what to do; what is good beside it goes in."""
    assert_told(REFUSED[name], refused)


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_odd_is_taken_and_told(taken: Run, name: str) -> None:
    """What can be read is read: warned of where a person should look, and in the archive once."""
    assert_told(TAKEN[name], taken)


def test_a_run_with_refusals_tells_all_sorted_and_ends_with_1(refused: Run) -> None:
    """All problems of a run come at once, by path and line; the good capture of the batch is in; the end is 1."""
    expected = [said[0] for case in REFUSED.values() for said in case.said]

    assert (PROBLEMS, len(expected)) == (refused.exit_code, len(refused.told))
    assert sorted(expected) == [
        next((beginning for beginning in expected if each.startswith(beginning)), each) for each in refused.told
    ]
    assert 1 == refused.bodies.count(GOOD_BODY)


def test_a_run_with_warnings_alone_ends_with_0(taken: Run) -> None:
    """Nothing was refused, so nothing is wrong with the run."""
    assert (GOOD, 1) == (taken.exit_code, taken.bodies.count(GOOD_BODY))


def test_a_row_without_a_text_is_refused_where_the_profile_says_so(folder: Path) -> None:
    """With `empty: reject` an empty text is a problem at its line, and the row after it goes in."""
    put(folder, "press/a.jsonl", row("") + "\n" + line("agate"))
    edit(folder / "content" / "sources.yml", 'empty: "skip"', 'empty: "reject"')

    done = run(folder, "ingest", "--date", DAY)

    (told,) = lines(done)
    assert told.startswith(f'{CAPTURES}/press/a.jsonl:1: no-text: no text: looked for the key "text"')
    assert (PROBLEMS, 2) == (done.returncode, len(statements(folder)))


CRASHES = {
    "JSON without an end": (
        "[" * 100_000 + "\n" + line("tin"),
        [f"{CAPTURES}/press/a.jsonl:1: json: "],
    ),
    "a link with white space around it": (
        line("tin", link="https://press.example/2\n"),
        [],
    ),
}


@pytest.mark.parametrize(("data", "said"), CRASHES.values(), ids=CRASHES)
def test_a_row_that_overwhelms_a_reader_stops_nothing(folder: Path, data: str, said: list[str]) -> None:
    """A row too deep to read, or with a value that no statement can hold, is refused or mended; the rest goes in."""
    put(folder, "press/a.jsonl", data)

    done = run(folder, "ingest", "--date", DAY)

    told = lines(done)
    assert len(said) == len(told)
    assert [] == [
        (beginning, each) for beginning, each in zip(said, told, strict=True) if not each.startswith(beginning)
    ]
    assert (PROBLEMS if said else GOOD) == done.returncode
    assert [1, 1] == [
        sum(mark in each.body for each in statements(folder).values()) for mark in ("tin", "harms both shores")
    ]


def test_the_same_text_again_is_recorded_with_the_first(folder: Path) -> None:
    """The other records of a text stand under `also`, so that nothing of where it was found is lost."""
    put(folder, "press/a.jsonl", "\n".join(row(day=BAD_DAY, link=f"https://press.example/{each}") for each in "123"))
    (folder / "content" / "captures" / "watch" / "good.txt").unlink()

    done = run(folder, "ingest", "--date", DAY)

    assert GOOD == done.returncode
    (statement,) = statements(folder).values()
    assert ["press/a.jsonl#L2", "press/a.jsonl#L3"] == [copy.file for copy in statement.capture.also]


def test_the_lines_to_add_for_a_ministry_can_be_added(folder: Path) -> None:
    """The YAML that the refusal prints, with an id in it, makes the next run take the text, under that body."""
    opening = "A clerk for the Post Office of the RA issued the following statement:"
    put(folder, "press/a.jsonl", row(opening, title="Post", day=BAD_DAY))
    first = run(folder, "ingest", "--date", DAY)
    entry = re.search(r"(- \{id: .*\})\)$", lines(first)[0])
    assert entry is not None
    registry = folder / "content" / "ministries.yml"
    addition = re.sub(r'id: "[^"]*"', 'id: "post-office"', entry[1])
    registry.write_text(f"{registry.read_text(encoding='utf-8')}{addition}\n", encoding="utf-8")

    second = run(folder, "ingest", "--date", DAY)

    assert (PROBLEMS, GOOD, "") == (first.returncode, second.returncode, second.stderr)
    assert ["post-office", "trade"] == sorted(each.ministry for each in statements(folder).values())


# captures that are no plain files


LINKS = {
    "a file outside": ("../../../../outside.txt", "outside"),
    "a folder outside": ("../../../../", "outside"),
    "a file of the archive outside the captures": ("../../index.md", "outside"),
    "nothing": ("nothing.txt", "unreadable"),
    "a folder inside": (".", "unreadable"),
}


def test_a_link_that_leads_elsewhere_is_refused(folder: Path) -> None:
    """A link out of the captures, to a folder or to nothing is refused by name; what it leads to is not read."""
    (folder.parent / "outside.txt").write_text(marked("secrets"), encoding="utf-8")
    for number, (target, _) in enumerate(LINKS.values()):
        (folder / "content" / "captures" / "watch" / f"{number}.txt").symlink_to(target)

    done = run(folder, "ingest", "--date", DAY)

    expected = [f"{CAPTURES}/watch/{number}.txt:0: {code}: " for number, (_, code) in enumerate(LINKS.values())]
    told = lines(done)
    assert len(expected) == len(told)
    assert [True] * len(expected) == [
        each.startswith(beginning) for beginning, each in zip(expected, told, strict=True)
    ]
    assert (PROBLEMS, [PATH]) == (done.returncode, list(statements(folder)))


def test_a_link_in_a_circle_is_refused(folder: Path) -> None:
    """A link to itself is refused by name and stops nothing."""
    (folder / "content" / "captures" / "watch" / "a.txt").symlink_to("a.txt")

    done = run(folder, "ingest", "--date", DAY)

    (told,) = lines(done)
    assert told.startswith(f"{CAPTURES}/watch/a.txt:0: ")
    assert (PROBLEMS, [PATH]) == (done.returncode, list(statements(folder)))


NAMES = {
    "another encoding": b"caf\xe9.txt",
    "a line end": b"a\nb.txt",
    "a blank and other scripts": " \u00c4 \u2013 \u0431 \uae00.txt".encode(),
}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow such names")
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_an_odd_file_name_stops_nothing(folder: Path, name: bytes) -> None:
    """A name in another encoding, with a line end or a blank, is taken or refused, and the rest goes in."""
    place = os.fsencode(folder / "content" / "captures" / "watch")
    Path(os.fsdecode(place + b"/" + name)).write_text(marked("names", day=BAD_DAY), encoding="utf-8")

    done = run(folder, "ingest", "--date", DAY)

    told = lines(done)
    assert (PROBLEMS if told else GOOD) == done.returncode
    assert PATH in statements(folder)
    assert [] == [each for each in told if not each.startswith(f"{CAPTURES}/watch/")]
    assert () == check.check(folder / "content", DAY).problems


# a full disk, a place that cannot be written


def test_a_full_disk_leaves_whole_files_and_the_next_run_finishes(folder: Path) -> None:
    """Where the disk takes no more, the run says so and ends with 1; no half file stays; the next run ends the work."""
    put(folder, "watch/long.txt", page(OPENING, "Word " * 2000, day=BAD_DAY))

    done = subprocess.run(
        [str(COMMAND), "ingest", "--date", DAY],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert PROBLEMS == done.returncode
    assert [] == list((folder / "content").rglob("*.part"))
    assert SECOND not in statements(folder)
    assert SECOND.rsplit("/", 1)[1] in done.stderr
    lines(done)

    assert GOOD == run(folder, "ingest", "--date", DAY).returncode
    assert [PATH, SECOND] == sorted(statements(folder))


def test_a_file_where_a_folder_should_be_is_told(folder: Path) -> None:
    """Where statements cannot be written, that is said; nothing is lost and nothing is left half done."""
    (folder / "content" / "statements").write_text("in the way\n", encoding="utf-8")

    done = run(folder, "ingest", "--date", DAY)

    assert PROBLEMS == done.returncode
    assert "statements" in "\n".join(lines(done))
    assert "in the way\n" == (folder / "content" / "statements").read_text(encoding="utf-8")


# registries and profiles, which stop a run


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Change a registry; `new` may hold bytes that are not UTF-8, as halves of surrogate pairs."""
    path = folder / "content" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", errors="surrogateescape")


def test_registries_that_cannot_be_used_stop_the_run(folder: Path) -> None:
    """Without its registries a run would guess: it names every fault of theirs, writes nothing and ends with 1."""
    (folder / "content" / "ministries.yml").unlink()
    change(folder, "kinds.yml", 'plural: "Letters"', 'plurall: "Letters"')
    change(folder, "tags.yml", 'label: "Economy"', 'label: "Economy')
    before = snapshot(folder)

    done = run(folder, "ingest", "--date", DAY)

    assert (PROBLEMS, "") == (done.returncode, done.stdout)
    assert [
        "content/kinds.yml:3: missing",
        "content/kinds.yml:3: unknown-key",
        "content/ministries.yml:0: missing",
        "content/tags.yml:2: yaml",
        "4 problems found.",
    ] == [": ".join(each.split(": ")[:2]) for each in lines(done)]
    assert before == snapshot(folder)


STOPS = {
    "an unquoted surprise": ("ministries.yml", 'name: "Harbour Board"', "name: NO", 12),
    "a pattern that is none": ("sources.yml", "\\bscholar\\b", "(scholar", 22),
    "a piece of a pattern that is none": ("sources.yml", "(?:issued|released)", "(?:issued", 9),
    "bytes that are not UTF-8": ("ministries.yml", "Harbour", "Harb\udce9ur", 0),
}


@pytest.mark.parametrize(("name", "old", "new", "where"), STOPS.values(), ids=STOPS)
def test_a_registry_that_cannot_be_used_stops_the_run(folder: Path, name: str, old: str, new: str, where: int) -> None:
    """A value that cannot be used is named with its line, in a registry as in a profile."""
    change(folder, name, old, new)
    before = snapshot(folder)

    done = run(folder, "ingest", "--date", DAY)

    assert (PROBLEMS, "") == (done.returncode, done.stdout)
    assert lines(done)[0].startswith(f"content/{name}:{where}: ")
    assert before == snapshot(folder)


# Markdown files: what the check must find


FILE = f"content/{PATH}"


def day(number: int) -> str:
    """Return the day of the statement with a number."""
    return f"2024-07-{number + 1:02}"


def of(number: int) -> str:
    """Return the path of the statement with a number."""
    return PATH.replace("2024-06-10", day(number))


# what is changed into what; the line and code of the fault; what else is told of it
FAULTS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "broken YAML": ('title: "Press', 'title: "Press "', "3: yaml: ", ("not YAML",)),
    "an unknown key": ("issuer:", "isuer:", "6: unknown-key: ", ('"isuer"', 'did you mean "issuer"?')),
    "a wrong type": ('language: "en"', "language: 5", "8: value: ", ("language", "5", "double quotes")),
    "a date without quotes": ('date: "2024', "date: DAY #", "4: unquoted: ", ("date", '"DAY"')),
    "a no without quotes": ('kind: "press-statement"', "kind: no", "7: ", ("kind", "no")),
    "a date that does not exist": ('date: "2024-07', 'date: "2024-02-30" # ', "4: value: ", ("date", "2024-02-30")),
    "an unknown ministry": ('"trade"', '"trad"', "5: unknown-id: ", ("ministry", 'did you mean "trade"?')),
    "an unknown kind": ('"press-statement"', '"press"', "7: unknown-id: ", ("kind", "press-statement")),
    "an unknown tag": ("tags: []", 'tags: ["tarif"]', "9: unknown-id: ", ("tags", 'did you mean "tariffs"?')),
    "a change without an entry": (
        "harms",
        "hurts",
        "14: uncorrected: ",
        ("corrections: [{date:", 'by: "your name"', "note:"),
    ),
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], int, str]:
    """Return what one check tells, how it ends and what it prints, with each fault in a statement of its own."""
    made = make(tmp_path_factory.mktemp("checked") / "archive")
    put(made, "press/a.jsonl", "\n".join(line(f"harms{number:02}", day=day(number)) for number in range(len(FAULTS))))
    ingested(made)
    for number, (old, new, _, _) in enumerate(FAULTS.values()):
        edit(made / "content" / of(number), old, new.replace("DAY", day(number)))
    done = run(made, "check")
    return lines(done), done.returncode, done.stdout


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_a_statements_file_is_told_by_the_check(checked: tuple[list[str], int, str], name: str) -> None:
    """The check names file, line, key and value with what was probably meant."""
    number = list(FAULTS).index(name)
    _, _, said, words = FAULTS[name]

    found = [each for each in checked[0] if each.startswith(f"content/{of(number)}:{said}")]

    assert 1 == len(found)
    assert [] == [word for word in words if word.replace("DAY", day(number)) not in found[0]]


def test_a_check_that_finds_faults_tells_all_sorted_and_ends_with_1(checked: tuple[list[str], int, str]) -> None:
    """All faults of all files come at once, by path and line, then their number; nothing is printed as a result."""
    told, exit_code, printed = checked

    assert (PROBLEMS, "") == (exit_code, printed)
    assert f"{len(told) - 1} problems found." == told[-1]
    assert {f"content/{of(number)}" for number in range(len(FAULTS))} == {each.split(":")[0] for each in told[:-1]}
    places = [(each.split(":")[0], int(each.split(":")[1])) for each in told[:-1]]
    assert sorted(places) == places


def test_yaml_that_holds_itself_is_told_by_the_check(folder: Path) -> None:
    """YAML without an end is a fault of its file like any other."""
    ingested(folder)
    edit(folder / "content" / PATH, '["tariffs"]', "&a [*a]")

    done = run(folder, "check")

    assert lines(done)[0].startswith(f"{FILE}:9: ")
    assert PROBLEMS == done.returncode


def test_two_statements_with_one_id_or_path_are_told_by_the_check(folder: Path) -> None:
    """A copied file and an old path that is another's are both told, with both paths."""
    put(folder, "watch/second.txt", page(OPENING, "Two.", day=BAD_DAY))
    ingested(folder)
    copy = PATH.replace(".md", "-copy.md")
    (folder / "content" / copy).write_bytes((folder / "content" / PATH).read_bytes())
    edit(folder / "content" / SECOND, "corrections: []", f'corrections: []\naliases: ["{PATH}"]')

    done = run(folder, "check")

    assert PROBLEMS == done.returncode
    assert [("duplicate-id", True), ("duplicate-path", True)] == sorted(
        (line.split(": ")[1], f"content/{PATH}" in line) for line in lines(done)[:-1]
    )


def spoiled(folder: Path) -> Path:
    """Return the archive with a broken file, an unknown tag and an unexplained change."""
    put(folder, "watch/second.txt", page(OPENING, "Two.", day=BAD_DAY))
    put(folder, "watch/third.txt", page(OPENING, "Three.", day="2024-06-12"))
    ingested(folder)
    edit(folder / "content" / PATH, 'title: "Press', 'title: "Press "')
    edit(folder / "content" / SECOND, "tags: []", 'tags: ["tarif"]')
    edit(folder / "content" / PATH.replace("06-10", "06-12"), "Three.", "Four.")
    return folder


SPOILED = [
    f"{FILE}:3: yaml: ",
    f"content/{SECOND}:9: unknown-id: tags",
    f"content/{SECOND}:14: uncorrected: ",
    f"content/{PATH.replace('06-10', '06-12')}:14: uncorrected: ",
]


@pytest.mark.parametrize(
    "command", [["builder", "build"], ["builder", "serve", "--address", "127.0.0.1:0"], ["mkdocs", "build"]]
)
def test_the_build_refuses_to_start_on_problems(folder: Path, command: list[str]) -> None:
    """All problems are told as the check tells them, nothing is built or served, and the end is 1; MkDocs does the same."""
    spoiled(folder)

    done = subprocess.run(
        [str(COMMAND.with_name(command[0])), *command[1:]],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert PROBLEMS == done.returncode
    assert [] == [said for said in SPOILED if said not in done.stderr]
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_ingest_does_not_start_on_a_statement_that_cannot_be_read(folder: Path) -> None:
    """A run on half an archive would add twice: it names the file, writes nothing and ends with 1."""
    ingested(folder)
    edit(folder / "content" / PATH, f'title: "{TITLE}"', f'title: "{TITLE}')
    put(folder, "watch/second.txt", page(OPENING, "Two.", day=BAD_DAY))
    before = snapshot(folder)

    done = run(folder, "ingest", "--date", DAY)

    assert (PROBLEMS, "") == (done.returncode, done.stdout)
    assert lines(done)[0].startswith(f"{FILE}:4: yaml: ")
    assert before == snapshot(folder)
