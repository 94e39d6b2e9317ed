"""Made-up and hostile input for the check and the parsers: always sentences, never a crash, a hang or endless memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import check, content, markup, registry, removed, yamltree
from builder.content import dump
from builder.errors import Problem, ProblemsError
from tests import factory, sample, vectors
from tests.factory import PROPERTY
from tests.sample import DAY, PATH, ingested, make, page, put

FEWER = settings(PROPERTY, max_examples=100)
FILE = dump(factory.statement())
SECONDS, MEGABYTES = 5, 300
"""What a hostile file may cost at most, with room for a slow machine."""

TRICKS = {
    "a tag that makes an object": ('kind: "statement"', 'kind: !!python/object/apply:os.system ["touch ran"]'),
    "a tag of our own": ('kind: "statement"', 'kind: !x "statement"'),
    "a tag of bytes": ('kind: "statement"', "kind: !!binary c3RhdGVtZW50"),
    "an anchor that is used again": ('tags: ["drills"]', 'tags: &a ["drills"]\naliases: *a'),
    "anchors that blow up": (
        'tags: ["drills"]',
        "tags: &a [x, x, x, x, x, x, x, x, x]\n"
        + "\n".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}' if n else '*a'] * 9)}]" for n in range(12)),
    ),
    "an anchor that holds itself": ('tags: ["drills"]', "tags: &a [*a]"),
    "a key twice": ('kind: "statement"', 'kind: "statement"\nkind: "letter"'),
    "a key twice, once quoted": ('kind: "statement"', 'kind: "statement"\n"kind": "letter"'),
    "a merge key": ('kind: "statement"', "<<: {kind: letter}"),
    "a merge key beside the key": ('kind: "statement"', 'kind: "statement"\n<<: {title: "x"}'),
    "a second document": ('kind: "statement"', 'kind: "statement"\n...\n--- x'),
    "a key that is a list": ('kind: "statement"', 'kind: "statement"\n? [a, b]\n: "c"'),
    "a key that is a mapping": ('kind: "statement"', 'kind: "statement"\n? {a: b}\n: "c"'),
    "an unquoted no": ('language: "en"', "language: no"),
    "a number of base sixty": ('issuer: "Spokesperson for the Foreign Ministry"', "issuer: 12:30:45"),
    "a date": ('date: "2024-03-05"', "date: 2024-03-05"),
    "infinity": ('issuer: "Spokesperson for the Foreign Ministry"', "issuer: .inf"),
    "brackets without end": ('tags: ["drills"]', f"tags: {'[' * 20_000}"),
    "a mapping a thousand deep": ('tags: ["drills"]', f"tags: {'{a: ' * 1000}1{'}' * 1000}"),
    "a long number": ('issuer: "Spokesperson for the Foreign Ministry"', f"issuer: {'9' * 100_000}"),
    "NUL": ('title: "Statement on the Drill"', 'title: "a\\0b"'),
    "half of a pair": ('title: "Statement on the Drill"', 'title: "a\\ud800b"'),
    "a line end in a title": ('title: "Statement on the Drill"', 'title: "a\\nb"'),
    "an escape sequence": ('title: "Statement on the Drill"', 'title: "\\e[2J\\x07"\nx: 1'),
    "a directive": ("---\n", "%YAML 1.1\n---\n"),
    "a key of our own code": ('kind: "statement"', 'kind: "statement"\n__class__: "x"'),
    "the body as a key": ('kind: "statement"', 'kind: "statement"\nbody: "x"'),
    "tabs": ('kind: "statement"', '\tkind: "statement"'),
}


@pytest.mark.parametrize("name", TRICKS)
def test_every_trick_of_front_matter_is_told(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is a problem with a line, in moments and little memory, and nothing of it is done."""
    monkeypatch.chdir(tmp_path)
    old, new = TRICKS[name]
    assert old in FILE
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()

    (told, *_) = factory.faults(lambda: content.load(FILE.replace(old, new, 1), "content/a.md"))

    assert told.startswith("content/a.md:")
    assert "\n" not in told
    assert "\x1b" not in told
    assert time.process_time() - start < SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES
    assert not (tmp_path / "ran").exists()


def survives(call: Callable[[], object]) -> None:
    """Whatever is wrong with the input, it is told as problems, each in one line."""
    told: tuple[Problem, ...] = ()
    try:
        call()
    except ProblemsError as error:
        told = error.problems
    assert [] == [each for each in map(str, told) if each.splitlines() != [each]]


YAML_PIECES = st.sampled_from(
    ["- ", ": ", "\n", "  ", "[", "]", "{", "}", '"', "'", "&a ", "*a ", "!x ", "|", ">", "#", "---\n", "...\n", "<<: ", "? ",
     "id", "title", "kind", "null", "~", "1", "\t", "\0", "\ufeff", "\u2028", "\\", "%YAML 1.2\n", "\ud55c", "removed", "path"]
)  # fmt: skip
YAML = st.lists(YAML_PIECES, max_size=40).map("".join)


@PROPERTY
@given(YAML)
def test_any_yaml_is_read_or_told(text: str) -> None:
    """The reader of YAML gives data or problems, whatever the text."""
    survives(lambda: yamltree.read(text, "a.yml"))


@PROPERTY
@given(YAML, st.text(max_size=60))
def test_any_statement_s_file_is_read_or_told(front: str, body: str) -> None:
    """So does the reader of statements."""
    survives(lambda: content.load(f"---\n{front}\n---\n\n{body}", "a.md"))


@PROPERTY
@given(st.integers(0, len(FILE) - 1), st.integers(0, 12), st.one_of(YAML_PIECES, st.sampled_from(vectors.ALL)))
def test_any_slip_in_a_good_file_is_read_or_told(at: int, cut: int, put_in: str) -> None:
    """A good file of which a piece is replaced by another gives a statement or problems."""
    survives(lambda: content.load(FILE[:at] + put_in + FILE[at + cut :], "a.md"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of one statement, which the fuzzing changes again and again."""
    made = make(tmp_path_factory.mktemp("fuzz") / "archive")
    put(made, "watch/good.txt", page())
    ingested(made)
    return made


def test_the_check_survives_any_bytes(folder: Path) -> None:
    """Whatever bytes stand in any of its files, the check ends with problems, each in one line."""
    names = [PATH, "ministries.yml", "tags.yml", "kinds.yml", "sources.yml", "removed.yml", "wanted.yml", "related.yml"]
    files = [folder / "content" / name for name in names]

    @FEWER
    @given(
        st.sampled_from(files),
        st.one_of(st.binary(max_size=80), YAML.map(lambda text: text.encode("utf-8", "surrogatepass"))),
    )
    def tried(file: Path, data: bytes) -> None:
        before = file.read_bytes() if file.exists() else None
        file.write_bytes(data)
        try:
            for problem in check.check(folder / "content", DAY).problems:
                assert str(problem).splitlines() == [str(problem)]
        finally:
            if before is None:
                file.unlink()
            else:
                file.write_bytes(before)

    tried()


@pytest.mark.parametrize("source", ["watch", "press"])
def test_the_parsers_survive_any_capture(source: str, folder: Path) -> None:
    """Whatever a capture holds, a parser gives outcomes or problems; what it gives can be written and read again."""
    reader = sample.Reader(folder / "content")
    good = page() if source == "watch" else sample.row() + "\n" + sample.row(day="2024-06-11")
    heads = [
        "",
        "<!doctype html><html><body>",
        '<?xml version="1.0"?><rss><channel>',
        "WARC/1.0\r\n",
        "\x1f\x8b\x08",
        "%PDF-1.7",
    ]

    @FEWER
    @given(
        st.sampled_from(heads),
        st.integers(0, len(good)),
        st.integers(0, 30),
        st.one_of(st.binary(max_size=40), st.sampled_from(vectors.ALL).map(lambda text: text.encode("utf-8"))),
    )
    def tried(head: str, at: int, cut: int, put_in: bytes) -> None:
        for outcome in reader.parse(source, (head + good[:at]).encode() + put_in + good[at + cut :].encode()):
            for problem in outcome.problems:
                assert str(problem).splitlines() == [str(problem)]

    tried()


def test_registries_survive_and_nothing_is_kept_in_memory(folder: Path) -> None:
    """A registry of anchors that would grow to a billion values is refused in moments."""
    bomb = "- &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
        f"- &k{n} [{', '.join([f'*k{n - 1}' if n else '*a'] * 9)}]" for n in range(12)
    )
    (folder / "content" / "removed.yml").write_text(f"removed:\n{bomb}\n")
    start = time.process_time()

    survives(lambda: removed.load(folder / "content"))
    survives(lambda: registry.load(folder / "content"))

    (folder / "content" / "removed.yml").unlink()
    assert time.process_time() - start < 2 * SECONDS


@pytest.mark.parametrize(
    "piece", ["[", "*", "_", "**a", "*_", "<", "&", "\\", "[](", "`", "a*b_", "&#1;", "\n\n", "> ", "- "]
)
def test_any_body_is_rendered_in_moments(piece: str) -> None:
    """Thousands of one mark are rendered in moments, as paragraphs and emphasis."""
    start = time.process_time()
    html = markup.Renderer().html(piece * 3000)

    assert "<script" not in html
    assert time.process_time() - start < SECONDS
