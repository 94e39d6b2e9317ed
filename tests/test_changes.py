"""What changed, on the site: all corrections, old addresses that lead on, and pages of what was removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Route

from builder import changes, differences
from tests import factory
from tests.conftest import served
from tests.sample import PATH, edit, ingested, make, page, put, run
from tests.test_removed import GONE

OVERRIDES = Path(__file__).resolve().parents[1] / "overrides"
OLD = "statements/2023/old-name.md"
OTHER = "statements/2024/harbour-board/2024-06-20-on-the-harbour/"
MINE = PATH.removesuffix(".md") + "/"


def test_all_corrections_newest_first() -> None:
    """Corrections of all statements stand in one list by day, of one day by statement, and lead to their statement."""
    one = factory.entry(
        "one", corrections=[factory.correction("2026-02-03", "a"), factory.correction("2026-02-03", "b")]
    )
    two = factory.entry(
        "two", corrections=[factory.correction("2026-03-01", "c"), factory.correction("2026-01-01", "d")]
    )

    found = changes.all_of(factory.build(one, two, factory.entry("three")))

    assert ["c", "b", "a", "d"] == [change.note for change in found]
    assert [f"{each.url}#corrections" for each in (two, one, one, two)] == [change.url for change in found]
    assert "3 February 2026" == found[1].day


def test_each_has_its_own_words() -> None:
    """What a correction changed is found by the statement's id and the correction's number; what is not known is left out."""
    one = factory.entry("one", corrections=[factory.correction(note="a"), factory.correction(note="b")])
    place = differences.Place(key="text", runs=(differences.Run(old="x"), differences.Run(new="y")))
    known = differences.Difference(id=one.statement.id, number=2, places=(place,))

    found = changes.all_of(factory.build(one), [known])

    assert [("b", "<del>x</del>"), ("a", "")] == [
        (each.note, "".join(reading.was for reading in each.readings)) for each in found
    ]


def test_many_corrections_are_split() -> None:
    """A page holds a hundred; there is no page where there is no correction."""
    many = factory.entry("one", corrections=[factory.correction() for _ in range(101)])

    pages = changes.pages_of(factory.build(many))

    assert [(100, 1), (1, 2)] == [(len(view.changes), view.page) for view in pages]
    assert ["corrections/", "corrections/page/2/"] == [pages[0].page_url(number) for number in pages[0].window]
    assert () == changes.pages_of(factory.build(factory.entry()))
    assert 101 == changes.count(factory.build(many))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an archive with a corrected statement that was moved, and one that was removed."""
    folder = make(tmp_path_factory.mktemp("changes") / "archive")
    put(folder, "watch/good.txt", page())
    ingested(folder)
    edit(folder / "content" / PATH, "both shores", "all shores")
    entry = '[{date: "2024-06-20", by: "A. Reader", note: "The capture says <all>."}]'
    edit(folder / "content" / PATH, "corrections: []", f'corrections: {entry}\naliases: ["{OLD}"]')
    put(folder, "watch/other.txt", page("The Harbour Board of RA issued the following statement:", "It is closed.", title="On the Harbour", day="2024-06-20"))  # fmt: skip
    ingested(folder)
    (folder / "content" / "removed.yml").write_text(GONE.replace("It was", "<b>It</b> was"))
    edit(folder / "mkdocs.yml", "font: false", "font: false, custom_dir: overrides")
    edit(folder / "mkdocs.yml", "plugins:", "repo_url: https://github.com/some/one\nplugins:")
    edit(folder / "mkdocs.yml", "plugins:", "extra_css: [assets/stylesheets/archive.css]\nplugins:")
    edit(folder / "mkdocs.yml", '2024"}', '2024", contact: "archive@arvenia.example"}')
    (folder / "overrides").symlink_to(OVERRIDES)
    done = run(folder, "build", "--site-dir", "served")
    assert done.returncode == 0, done.stderr
    return folder / "served"


def tree(site: Path, url: str) -> html.HtmlElement:
    """Return a page as a tree."""
    return html.fromstring((site / url / "index.html").read_text(encoding="utf-8"))


def test_the_page_of_all_corrections(site: Path) -> None:
    """It says when, who and why, leads to the statement's own corrections, stands in the foot and in the site map."""
    made = tree(site, "corrections/")

    assert "The capture says <all>." == made.xpath("string(//*[@class='row__excerpt'])")
    assert f"../{MINE}#corrections" == made.xpath("string(//a[@class='row__title']/@href)")
    assert 1 == len(tree(site, MINE).xpath("//*[@id='corrections']"))
    assert ["../../../../corrections/"] == tree(site, MINE).xpath("//footer//a[.='Corrections']/@href")
    assert "https://arvenia.example/corrections/" in (site / "sitemap.xml").read_text()


def test_both_readings_stand_beside_each_other(site: Path) -> None:
    """On the statement and on the page of all, what the capture says comes first, then what it says now; no other page has any."""
    said = "The tariff of our neighbour harms"

    for url in (MINE, "corrections/"):
        was, now = tree(site, url).xpath("//*[@class='readings']/div")
        assert ["As captured", "As corrected"] == [each[0].text for each in (was, now)]
        assert f"{said} both shores." in was[1].text_content()
        assert f"{said} all shores." in now[1].text_content()
        assert (["both"], ["all"]) == (was.xpath(".//del/text()"), now.xpath(".//ins/text()"))
        assert ["en", "en"] == [each[1].get("lang") for each in (was, now)]
    plain = (site / OTHER / "index.html").read_text(encoding="utf-8")
    assert "readings" not in plain
    assert "orrections" not in plain.split("<footer")[0].split("<main")[1]


@pytest.mark.browser
@pytest.mark.parametrize(("width", "is_beside"), [(1440, True), (390, False)])
def test_readings_fit_the_screen(site: Path, browser: Browser, width: int, *, is_beside: bool) -> None:
    """Both readings stand side by side where there is room, else one below the other, and nothing is cut off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    with served(site) as url:
        shown = context.new_page()
        shown.goto(f"{url}{MINE}")
        boxes = [each.bounding_box() for each in shown.locator(".readings > div").all()]
        context.close()
    (was, now) = (box for box in boxes if box)

    assert is_beside == (was["y"] == now["y"])
    assert is_beside == (was["x"] < now["x"])
    assert all(0 <= box["x"] and box["x"] + box["width"] <= width for box in (was, now))


def test_an_old_address_leads_to_the_new(site: Path) -> None:
    """Browsers go on at once, search engines count the new address, and a link is there for everyone else."""
    made = tree(site, "statements/2023/old-name/")
    new = MINE.replace("statements/", "../../")

    assert [f"0; url={new}"] == made.xpath("//meta[@http-equiv='refresh']/@content")
    assert [new] == made.xpath("//main//a/@href")
    assert [f"https://arvenia.example/{MINE}"] == made.xpath("//link[@rel='canonical']/@href")
    assert "old-name" not in (site / "sitemap.xml").read_text()


def test_a_removed_statement_says_why(site: Path) -> None:
    """Its address says what stood there, that it was removed, when, by whom and why."""
    made = tree(site, "statements/2024/trade/2024-06-09-letter/")
    text = " ".join(made.xpath("string(//main)").split())

    assert "Letter" == made.xpath("string(//h1)")
    assert "removed on 1 July 2024 by A. Archivist" in text
    assert "<b>It</b> was no statement." in text
    assert ["noindex"] == made.xpath("//meta[@name='robots']/@content")


def test_a_way_without_an_account(site: Path) -> None:
    """The address of the configuration stands beside the button."""
    found = tree(site, MINE).xpath("//a[starts-with(@href, 'mailto:')]")

    assert ["archive@arvenia.example"] == [each.text for each in found]


@pytest.mark.browser
def test_a_passage_is_reported(site: Path, browser: Browser) -> None:
    """Selected words offer the form, filled in with the id, the paragraph's address, its number and the words."""
    with served(site) as url:
        shown = browser.new_page()
        shown.goto(f"{url}{MINE}")
        shown.locator("#p2").select_text()
        link = shown.get_by_role("link", name="Report this passage")
        link.wait_for()
        fields = shown.evaluate("Object.fromEntries(new URL(document.querySelector('.passage a').href).searchParams)")
        shown.evaluate("getSelection().removeAllRanges()")
        shown.locator(".passage").wait_for(state="hidden")
        shown.close()
    identifier = tree(site, MINE).xpath("string(//@data-statement)")

    assert "correction.yml" == fields["template"]
    assert f"{identifier} https://arvenia.example/{MINE}#p2" == fields["statement"]
    assert "Paragraph 2: “The tariff of our neighbour harms all shores.”" == fields["passage"]


@pytest.mark.browser
def test_a_passage_selected_early_is_reported(site: Path, browser: Browser) -> None:
    """Words that a reader selects before the script has come are offered the form once it has."""
    held: list[Route] = []
    with served(site) as url:
        shown = browser.new_page()
        shown.route("**/selection*.js", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks it
        with shown.expect_request("**/selection*.js"):
            shown.goto(f"{url}{MINE}", wait_until="domcontentloaded")
        shown.locator("#p2").select_text()
        shown.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        while not held:
            shown.wait_for_timeout(50)
        held[0].continue_()
        shown.get_by_role("link", name="Report this passage").wait_for()
        passage = shown.evaluate("new URL(document.querySelector('.passage a').href).searchParams.get('passage')")
        shown.close()

    assert "Paragraph 2: “The tariff of our neighbour harms all shores.”" == passage
