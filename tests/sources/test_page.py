"""Captures of one page copied as text: the real one, and everything that can be different about such a copy."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from builder.sources.draft import Known, Outcome, Reason
from tests.sample import OPENING, REAL, Reader, codes, make, page

FILE = REAL / "captures" / "kcna-watch" / "2025-05-13-press-statement.txt"
BODY = slice(7, 40, 2)
"""The text stands on every other line from the 8th to the 40th of the file."""

LATER = "kcna-watch/capture"
MFA = "Ministry of Foreign Affairs (EN)"
BELARUS = (
    "At the invitation of the government of the Democratic People's Republic of Korea, "
    "a government delegation of the Republic of"
)
KNOWN = [
    (
        "Belarusian Government Delegation Leaves",
        "2025-05-10",
        (
            "A government delegation of the Republic of Belarus led by Deputy Prime Minister Yuri Shuleiko, "
            "who visited our country at the"
        ),
    ),
    (
        "Belarusian Government Delegation Visits Various Places",
        "2025-05-09",
        (
            "A government delegation of the Republic of Belarus led by Deputy Prime Minister Yuri Shuleiko "
            "visited the Tower of the Juche Idea."
        ),
    ),
    (
        "Sectoral meetings between DPRK and Belarus Governments Held",
        "2025-05-08",
        (
            "Sectoral meetings for the third meeting of the DPRK-Belarus intergovernmental joint committee "
            "for trade and economic cooperation"
        ),
    ),
    (
        "Bonds of Friendship Continuing over 50 Years",
        "2025-05-08",
        (
            "We mark the 50 th anniversary of the establishment of diplomatic relations between "
            "the Democratic People's Republic of Korea"
        ),
    ),
    (
        "Korea Will Remain Strong Forever",
        "2025-05-08",
        (
            "The world marveled at the emergence of a new entity in the Democratic People's Republic of Korea(DPRK) "
            "on April 25\u2013 the one"
        ),
    ),
    (
        "Nothing can Justify Japan\u2019s Discrimination against Korean Schools",
        "2025-05-07",
        (
            "This year again, Japanese authorities excluded Korean schools from tuition-free high school list, "
            "in utter disregard of disapprova"
        ),
    ),
    ("Government Delegation of Republic of Belarus Arrives Pyongyang", "2025-05-07", BELARUS),
    (
        "President Kim Il Sung 's Birth Anniversary Marked Abroad",
        "2025-05-06",
        (
            "There took place celebration meetings in Laos and Pakistan, round-table talks in Vietnam, Iran "
            "and the Czech Republic and lectures"
        ),
    ),
    ("Government Delegation of Republic of Belarus to Visit DPRK", "2025-05-06", BELARUS),
]
"""The nine other texts that the page names, read in the file."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Return a reader with the real profiles and registries."""
    return Reader(REAL)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a reader with the profiles and registries of the invented country."""
    return Reader(make(tmp_path_factory.mktemp("invented") / "archive") / "content")


def text() -> str:
    """Return the real capture as text."""
    return FILE.read_bytes().decode("utf-8")


def lines() -> list[str]:
    """Return the lines of the real capture."""
    return text().split("\n")


def paragraphs(outcome: Outcome) -> list[str]:
    """Return the paragraphs of a draft; there must be one."""
    assert outcome.draft is not None, [str(problem) for problem in outcome.problems]
    return list(outcome.draft.fields.paragraphs)


def only(reader: Reader, data: str | bytes, source: str = "kcna-watch") -> Outcome:
    """Return the one outcome of a page."""
    (outcome,) = reader.parse(source, data)
    return outcome


def test_the_real_page_gives_what_its_head_says(reader: Reader) -> None:
    """Title, day, section, source and day of capture are those above the text."""
    draft = only(reader, FILE.read_bytes()).draft

    assert draft is not None
    assert (
        "Press Statement of Spokesperson for DPRK Foreign Ministry Issued",
        date(2023, 2, 2),
        "KCNA Ministry of Foreign Affairs (EN)",
        "Ministry of Foreign Affairs (EN)",
        date(2025, 5, 13),
        None,
    ) == (
        draft.fields.title,
        draft.fields.day,
        draft.fields.section,
        draft.fields.source_name,
        draft.fields.captured,
        draft.fields.url,
    )


def test_the_real_page_is_recognised(reader: Reader) -> None:
    """Day of issue, ministry, issuer, kind, language and outlet of the seed statement."""
    draft = only(reader, FILE.read_bytes()).draft

    assert draft is not None
    assert (
        "2023-02-02",
        "foreign-affairs",
        "Spokesperson for the Foreign Ministry",
        "press-statement",
        "en",
        "KCNA Watch",
    ) == (draft.date, draft.ministry, draft.issuer, draft.kind, draft.language, draft.outlet)


def test_the_real_page_gives_its_body_and_nothing_else(reader: Reader) -> None:
    """The text is exactly the 17 paragraphs between the header and the list of other texts."""
    outcome = only(reader, FILE.read_bytes())

    assert 17 == len(paragraphs(outcome))
    assert lines()[BODY] == paragraphs(outcome)
    assert (
        "A spokesperson for the Foreign Ministry of the Democratic People\u2019s Republic of Korea (DPRK) "
        "issued the following press statement on February 2:"
    ) == paragraphs(outcome)[0]
    assert "We are seeing through the true intention of the U.S." == paragraphs(outcome)[8]
    assert paragraphs(outcome)[6].endswith(
        "on the principle of \u201cnuke for nuke and an all-out confrontation for an all-out confrontation!\u201d"
    )
    assert paragraphs(outcome)[16].startswith("The DPRK will defend peace and security of the Korean peninsula")
    assert () == outcome.problems


@pytest.mark.parametrize(
    "boilerplate",
    ["May 13, 2025", "Read original version", "More From", "More Articles", "Belarus", "KCNA Ministry", "Date:"],
)
def test_nothing_around_the_text_gets_into_it(reader: Reader, boilerplate: str) -> None:
    """No line of the page around the statement stands in the statement."""
    assert boilerplate in text()
    assert [] == [each for each in paragraphs(only(reader, FILE.read_bytes())) if boilerplate in each]


def test_the_nine_other_texts_are_known(reader: Reader) -> None:
    """Titles, dates and teasers of the texts that the page lists are kept, each once, in its order."""
    expected = tuple(
        Known(title=title, date=day, teaser=teaser, source=MFA, named_in=LATER) for title, day, teaser in KNOWN
    )

    assert expected == only(reader, FILE.read_bytes()).known


VARIANTS: dict[str, Callable[[str], bytes]] = {
    "line ends of Windows": lambda page: page.replace("\n", "\r\n").encode(),
    "line ends of old Macs": lambda page: page.replace("\n", "\r").encode(),
    "byte order mark": lambda page: page.encode("utf-8-sig"),
    "byte order mark and line ends of Windows": lambda page: page.replace("\n", "\r\n").encode("utf-8-sig"),
    "no empty lines": lambda page: re.sub("\n+", "\n", page).encode(),
    "more empty lines": lambda page: page.replace("\n", "\n\n \n").encode(),
    "empty lines before and after": lambda page: f"\n\n\n{page}\n\n\n".encode(),
    "white space around lines": lambda page: re.sub("(?m)^(.+)$", "\t \\1 \u00a0", page).encode(),
    "no line end at the end": lambda page: page.rstrip("\n").encode(),
    "no-break spaces between words": lambda page: page.replace("the U.S.", "the\u00a0U.S.").encode(),
    "one day of capture": lambda page: page.replace("May 13, 2025May 13, 2025", "May 13, 2025").encode(),
}


@pytest.mark.parametrize("change", VARIANTS.values(), ids=VARIANTS)
def test_line_ends_and_white_space_do_not_count(reader: Reader, change: Callable[[str], bytes]) -> None:
    """A copy that differs in white space only gives the same title, text, days and known texts."""
    plain, other = only(reader, FILE.read_bytes()), only(reader, change(text()))

    assert paragraphs(plain) == paragraphs(other)
    assert plain.known == other.known
    assert plain.draft is not None
    assert other.draft is not None
    assert (plain.draft.fields.title, plain.draft.fields.captured, plain.draft.date) == (
        other.draft.fields.title,
        other.draft.fields.captured,
        other.draft.date,
    )
    assert () == other.problems


def test_a_form_feed_is_white_space(reader: Reader) -> None:
    """A page break between two words, as copies of printed pages have it, does not join the words."""
    capture = text().replace("We are seeing through", "We are seeing\x0cthrough")

    assert "We are seeing through the true intention of the U.S." in " ".join(paragraphs(only(reader, capture)))


def test_a_copy_in_the_encoding_of_western_windows_is_read_and_said(reader: Reader) -> None:
    """Bytes of cp1252 give the same text, curly quotation marks included, and a warning that names the encoding."""
    outcome = only(reader, text().encode("cp1252"))

    assert lines()[BODY] == paragraphs(outcome)
    assert ["encoding"] == codes(outcome)
    assert [True] == [problem.warning for problem in outcome.problems]
    assert "not UTF-8" in outcome.problems[0].message


KOREAN = (
    "조선민주주의인민공화국 외무성 대변인은 2일 다음과 같은 담화를 발표하였다.",
    "미국과 그 추종세력들의 무분별한 군사적대결망동으로 하여 조선반도와 지역의 정세는 극도로 위험한 계선에 이르렀다.",
    "우리는 미국의 온갖 적대시정책에 끝까지 강경하게 대응할것이다.",
)


def test_a_copy_in_the_encoding_of_korea_is_read_and_said(reader: Reader) -> None:
    """Bytes of EUC-KR give the Korean paragraphs as they were, and a warning."""
    capture = "\n".join([*lines()[:9], *KOREAN, "", f"More From {MFA}", "", "More Articles", ""])

    outcome = only(reader, capture.encode("euc-kr"))

    assert [lines()[7], *KOREAN] == paragraphs(outcome)
    assert ["encoding"] == codes(outcome)


def test_bytes_that_no_encoding_fits_are_refused(reader: Reader) -> None:
    """What cannot be read as text is refused and not guessed at."""
    outcome = only(reader, bytes(range(128, 256)) * 40)

    assert Reason.REJECTED == outcome.reason
    assert None is outcome.draft


def test_text_that_was_decoded_wrongly_before_is_told(reader: Reader) -> None:
    """UTF-8 once read as cp1252 ("People\u00e2\u20ac\u2122s") is no fault of the bytes, and is told all the same."""
    outcome = only(reader, text().encode().decode("cp1252", errors="replace"))

    assert ["encoding"] == codes(outcome)


def test_a_page_without_its_header_is_refused(reader: Reader) -> None:
    """Without the line of date and source neither title nor day nor text can be told; each is named."""
    outcome = only(reader, "\n".join(line for line in lines() if not line.startswith("Date:")))

    assert (Reason.REJECTED, ["no-date", "no-text", "no-title"]) == (outcome.reason, codes(outcome))
    assert () == outcome.known


def test_a_day_that_does_not_exist_is_refused(reader: Reader) -> None:
    """A header with the 31st of February has no date, and what was looked for is said."""
    outcome = only(reader, text().replace("Date: 02/02/2023", "Date: 31/02/2023"))

    assert (Reason.REJECTED, ["no-date"]) == (outcome.reason, codes(outcome))
    assert "date_formats" in str(outcome.problems[0])


def test_a_page_without_a_title_is_refused(reader: Reader) -> None:
    """Where only the day of capture and the section stand above the header, there is no title."""
    outcome = only(reader, text().replace("Press Statement of Spokesperson for DPRK Foreign Ministry Issued\n", ""))

    assert (Reason.REJECTED, ["no-title"]) == (outcome.reason, codes(outcome))


def test_a_page_without_a_text_is_refused(reader: Reader) -> None:
    """A header with nothing below it but the list has no text."""
    outcome = only(reader, "\n".join([*lines()[:7], *lines()[41:]]))

    assert (Reason.REJECTED, ["no-text"]) == (outcome.reason, codes(outcome))


def test_all_that_is_missing_is_told_at_once(reader: Reader) -> None:
    """A page without title, day and text gives three problems, not the first of them."""
    header = lines()[5].replace("02/02/2023", "99/02/2023")

    outcome = only(reader, "\n".join([header, "", *lines()[41:]]))

    assert ["no-date", "no-text", "no-title"] == codes(outcome)


def test_an_empty_file_is_refused(reader: Reader) -> None:
    """A capture of no bytes is a refusal with its reasons, not nothing."""
    outcome = only(reader, b"")

    assert (Reason.REJECTED, ["no-date", "no-text", "no-title"]) == (outcome.reason, codes(outcome))


def test_the_list_without_its_heading_never_becomes_text(reader: Reader) -> None:
    """Where the line above the list is missing, the list's end shows it, and the page is refused."""
    outcome = only(reader, text().replace(f"More From {MFA}\n", ""))

    assert (Reason.REJECTED, ["page-end"]) == (outcome.reason, codes(outcome))


def test_a_page_that_ends_with_its_text_is_read_to_its_end(reader: Reader) -> None:
    """A copy of the article alone has the whole text, and knows no other texts."""
    outcome = only(reader, "\n".join(lines()[:40]) + "\n")

    assert lines()[BODY] == paragraphs(outcome)
    assert () == outcome.known


@pytest.mark.parametrize("last", ["", "More Articles\n"])
def test_a_page_whose_list_is_empty_knows_no_other_text(reader: Reader, last: str) -> None:
    """The heading of the list with nothing below it is no fault."""
    outcome = only(reader, "\n".join(lines()[:42]) + f"\n{last}")

    assert lines()[BODY] == paragraphs(outcome)
    assert () == outcome.known


def test_a_list_cut_between_two_texts_gives_those_before(reader: Reader) -> None:
    """Of a list that was cut after its third text, three are known."""
    outcome = only(reader, "\n".join(lines()[: 42 + 3 * 10]) + "\n")

    assert lines()[BODY] == paragraphs(outcome)
    assert [title for title, _, _ in KNOWN[:3]] == [known.title for known in outcome.known]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6, 44])
def test_a_list_cut_within_a_text_is_told_and_gives_no_half_text(reader: Reader, count: int) -> None:
    """A list whose last text lacks a part is a problem at the page; nothing wrong is made known of it."""
    lines_of_list = [line for line in lines()[42:] if line][:count]

    outcome = only(reader, "\n".join([*lines()[:42], *lines_of_list]) + "\n")

    assert ["page-end"] == codes(outcome)
    assert () == outcome.known


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6, 44])
def test_the_end_of_a_list_is_never_a_part_of_a_text(reader: Reader, count: int) -> None:
    """Where the last text of a list lacks a part, the line below the list does not stand in for it."""
    lines_of_list = [line for line in lines()[42:] if line][:count]

    outcome = only(reader, "\n".join([*lines()[:42], *lines_of_list, "More Articles"]) + "\n")

    assert ["page-end"] == codes(outcome)
    assert () == outcome.known


def test_paragraphs_that_look_like_boilerplate_stay(reader: Reader) -> None:
    """Text that says "More From the front", "More Articles" or a second header is text where text stands."""
    extra = ["More From the front", "More Articles", "May 13, 2025", "KCNA Report", lines()[5]]

    outcome = only(reader, "\n".join([*lines()[:9], *extra, *lines()[9:]]))

    assert [lines()[7], *extra, *lines()[BODY][1:]] == paragraphs(outcome)
    assert 9 == len(outcome.known)


def test_the_heading_of_the_list_within_the_text_cuts_nothing_off_silently(reader: Reader) -> None:
    """A paragraph that is the heading of the list cannot be told from it, so the page is refused."""
    outcome = only(reader, "\n".join([*lines()[:9], f"More From {MFA}", *lines()[9:]]))

    assert (Reason.REJECTED, ["page-end"]) == (outcome.reason, codes(outcome))


def test_a_page_without_section_and_day_of_capture_has_neither(reader: Reader) -> None:
    """What the page does not tell is not made up."""
    draft = only(reader, "\n".join(lines()[3:])).draft

    assert draft is not None
    assert (None, None, "Press Statement of Spokesperson for DPRK Foreign Ministry Issued") == (
        draft.fields.section,
        draft.fields.captured,
        draft.fields.title,
    )


def test_a_title_that_looks_like_a_section_is_the_title(reader: Reader) -> None:
    """Below the section, a line of the same look is the title, since the title is the last line above the header."""
    title = "KCNA Report on Press Statement of DPRK Foreign Ministry"

    draft = only(reader, "\n".join([*lines()[:3], title, *lines()[4:]])).draft

    assert draft is not None
    assert (title, "KCNA Ministry of Foreign Affairs (EN)") == (draft.fields.title, draft.fields.section)


def test_a_line_that_may_be_section_or_title_is_not_guessed_at(reader: Reader) -> None:
    """Where only one such line stands above the header, it is not taken as the title."""
    outcome = only(reader, "\n".join([lines()[0], "KCNA Report on Press Statement", *lines()[5:]]))

    assert (Reason.REJECTED, ["no-title"]) == (outcome.reason, codes(outcome))


def test_a_text_that_is_no_statement_still_makes_its_list_known(reader: Reader) -> None:
    """News on a page gives no statement, but the texts that the page names are known from it."""
    news = ["A meeting took place in Pyongyang on February 2.", "It was attended by many."]

    outcome = only(reader, "\n".join([*lines()[:3], "Meeting Held", "", lines()[5], "", *news, "", *lines()[41:]]))

    assert (Reason.NOT_A_STATEMENT, None, 9) == (outcome.reason, outcome.draft, len(outcome.known))


def test_a_page_of_another_publisher_is_read_by_its_profile(invented: Reader) -> None:
    """Where head, text and list are is the profile's: another layout, another order of the list, other dates."""
    outcome = only(
        invented,
        page(OPENING, "We object.", known=(("Of Ropes", "9 June 2024", "Ropes are long."),)),
        "watch",
    )

    assert [OPENING, "We object."] == paragraphs(outcome)
    assert outcome.draft is not None
    fields = outcome.draft.fields
    assert (date(2024, 6, 10), "Politics", "Trade Desk", date(2024, 6, 12)) == (
        fields.day,
        fields.section,
        fields.source_name,
        fields.captured,
    )
    assert (
        Known(
            title="Of Ropes",
            date="2024-06-09",
            teaser="Ropes are long.",
            source="Trade Desk",
            named_in="watch/capture",
        ),
    ) == outcome.known


def test_a_source_name_with_signs_of_patterns_is_taken_as_it_stands(invented: Reader) -> None:
    """The name put into the pattern of the list's heading is text: "Desk (A+B)." ends the text of its own page."""
    outcome = only(invented, page(OPENING, "Also by Desk (A+B)x", source="Desk (A+B)."), "watch")

    assert [OPENING, "Also by Desk (A+B)x"] == paragraphs(outcome)
