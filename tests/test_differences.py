"""What corrections changed: derived from captures, kept in a file, and shown in a feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import differences
from builder.differences import Difference, Place, Reading, Run
from builder.statement import Statement
from tests import factory, sample

ID = "0123456789ab"
READING = factory.statement(body="It began in Febuary \\*.\n\nThe end.\n")


def corrected(number: int = 1, **changes: object) -> Statement:
    """Return the statement as a person changed it, with that many corrections."""
    notes = [factory.correction(note=f"Note {n}.") for n in range(number)]
    fields = factory.fields(body="It began in February \\*.\n\nThe end.\n", corrections=notes)
    return Statement.model_validate({**fields, **changes})


def derived(
    *pairs: tuple[Statement, Statement], before: tuple[Difference, ...] = (), count: int = 1
) -> list[Difference]:
    """Return the differences that pairs give in an archive where the statement has `count` corrections."""
    return list(differences.derive(before, pairs, {ID: count}))


def test_words_that_changed() -> None:
    """A change is told by its words with what stands around them, as a reader sees it: without escapes."""
    (found,) = derived((corrected(), READING))

    runs = (Run(same="It began in"), Run(old=" Febuary"), Run(new=" February"), Run(same=" *.\n\nThe end."))
    assert Difference(id=ID, number=1, places=(Place(key="text", runs=runs),)) == found


def test_facts_that_changed() -> None:
    """A changed title, or tags, are places of their own."""
    (found,) = derived((corrected(body=READING.body, title="Another", tags=["drills", "trade"]), READING))

    assert ["title", "tags"] == [place.key for place in found.places]


def test_changes_far_apart_are_places_of_their_own() -> None:
    """Of a long text only what stands near a change is kept, cut at words."""
    middle = "word " * 200
    was = factory.statement(body=f"One {middle} two.\n")
    (found,) = derived((corrected(body=f"Won {middle} too.\n"), was))

    assert 2 == len(found.places)
    assert all(len(run.same) <= 123 for place in found.places for run in place.runs)
    assert " …" == found.places[0].runs[-1].same[-2:]
    assert "… word" == found.places[1].runs[0].same[:6]


def test_an_earlier_correction_keeps_its_words() -> None:
    """A second correction gets its own difference, and the first one's stays as it was written."""
    first = Difference(id=ID, number=1, places=(Place(key="text", runs=(Run(old="a"), Run(new="b"))),))

    found = derived((corrected(2, title="Another"), READING), before=(first,), count=2)

    assert first == found[0]
    assert (2, ["title", "text"]) == (found[1].number, [place.key for place in found[1].places])


def test_what_is_gone_is_left_out() -> None:
    """The difference of a statement, or of a correction, that no longer exists is dropped; one whose capture is gone stays."""
    one = Difference(id=ID, number=1, places=())
    gone = Difference(id="ffffffffffff", number=1, places=())

    assert [one] == derived(before=(one, gone, one.model_copy(update={"number": 2})))


def test_the_file_says_what_it_was_given() -> None:
    """Writing and reading give the same, whatever the words are."""
    texts = ("NO", "12:30", "a\n\nb", "\u00a0\u202e \u2028", '"q" #{x}', "\uc678\ubb34\uc131")
    found = (Difference(id=ID, number=1, places=(Place(key="text", runs=tuple(Run(new=text) for text in texts)),)),)
    folder = Path(sample.__file__).parent

    assert () == differences.load(folder)
    assert found == tuple(differences._File.model_validate(sample_read(differences.dump(found))).differences)


def sample_read(text: str) -> object:
    """Return what a file's text says, read as the archive's files are."""
    from builder import yamltree  # noqa: PLC0415 - only here

    tree = yamltree.read(text, "differences.yml")
    assert tree.problems == ()
    return tree.data


@pytest.mark.parametrize(
    "text", ["differences: 1\n", "- 1\n", 'differences:\n- {id: "x", number: 1, places: []}\n', "a: ["]
)
def test_a_broken_file_is_told(tmp_path: Path, text: str) -> None:
    """A file that is not what ingest writes is a problem with its line, and no traceback."""
    (tmp_path / "differences.yml").write_text(text, encoding="utf-8")

    (fault, *_) = factory.faults(lambda: differences.load(tmp_path))
    assert fault.startswith("content/differences.yml:")


def test_html() -> None:
    """Both sides stand in full, escaped, so that a reader without strikeout understands them."""
    runs = (Run(same="a < "), Run(old="<b>"), Run(new="c\n\nd"), Run(same=" e"))
    shown = differences.html_of("R: x & y", Difference(id=ID, number=1, places=(Place(key="title", runs=runs),)))

    assert shown == (
        "<p>R: x &amp; y</p>\n"
        "<p>Was (title): a &lt; <del>&lt;b&gt;</del> e<br>\nNow (title): a &lt; <ins>c ¶ d</ins> e</p>"
    )
    assert "<p>R</p>" == differences.html_of("R", None)


def test_both_readings() -> None:
    """Each place has what the capture says and what it says now, the changed words marked, a paragraph's end drawn."""
    text = (Run(same="a <"), Run(old=" <b>"), Run(new=" c\n\nd"), Run(same=" \u202ee\n\nf"))
    places = (Place(key="text", runs=text), Place(key="issuer", runs=(Run(new="R"),)))
    end = ' <bdi class="mark" data-mark="U+202E" title="U+202E right-to-left override">\u202e</bdi>e<br><br>f'

    assert (
        Reading("", f"a &lt; <del>&lt;b&gt;</del>{end}", f"a &lt; <ins>c¶<br><br>d</ins>{end}"),
        Reading("issuer", "", "<ins>R</ins>"),
    ) == differences.readings(Difference(id=ID, number=1, places=places))


def test_ingest_derives_it(tmp_path: Path) -> None:
    """Ingest writes the difference of a corrected file into the content folder; without corrections there is no file."""
    folder = sample.make(tmp_path / "archive")
    sample.put(folder, "watch/one.txt", sample.page())
    sample.ingested(folder)
    assert not (folder / "content/differences.yml").exists()

    file = folder / "content" / sample.PATH
    sample.edit(file, "harms both shores", "hurts both shores")
    sample.edit(file, "corrections: []", 'corrections: [{date: "2026-02-03", by: "R", note: "x"}]')
    sample.ingested(folder)

    (found,) = differences.load(folder / "content")
    assert (1, ["text"]) == (found.number, [place.key for place in found.places])
    assert [("", " harms", ""), ("", "", " hurts")] == [
        (r.same, r.old, r.new) for r in found.places[0].runs if not r.same
    ]
    assert {} == dict(sample.ingested(folder).writes)
