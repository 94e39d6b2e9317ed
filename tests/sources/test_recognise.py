"""What counts as an official text, and who issued it when: the real rules on sentences of the real style.

The sentences were written after the style of the agencies' own; what is expected of each was read in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from builder.sources.draft import Outcome, Reason
from tests.sample import OPENING, REAL, TITLE, Reader, make, row

DATELINE = "Pyongyang, June 12 (KCNA) -- "
FM = "Foreign Ministry of the Democratic People's Republic of Korea"
MND = "Ministry of National Defence of the Democratic People's Republic of Korea"
CC = "Central Committee of the Workers' Party of Korea"
KIM = f"Kim Yo Jong, vice department director of the {CC}"
AMERICAN = "Institute for American Studies"
UN = "Permanent Representative to the United Nations"


@pytest.fixture(scope="module")
def real() -> Reader:
    """Return a reader with the real profiles and registries."""
    return Reader(REAL)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a reader with the profiles and registries of the invented country."""
    return Reader(make(tmp_path_factory.mktemp("invented") / "archive") / "content")


def told(real: Reader, headline: str, *paragraphs: str, day: str = "2024-06-12") -> Outcome:
    """Return the outcome of a row of the real agency; its first paragraph gets the dateline."""
    text = DATELINE + "\n".join(paragraphs)
    (outcome,) = real.parse("kcna", json.dumps({"headline": headline, "date_str": day, "story_text": text}))
    return outcome


@dataclass(frozen=True)
class Form:
    """An official text as an agency announces it, and what it says."""

    headline: str
    text: tuple[str, ...]
    expected: tuple[str, str, str]
    date: str = "2024-06-12"

    @property
    def name(self) -> str:
        """Return the words by which a failing case is known."""
        return f"{self.headline}: {self.text[0][:70]}"


def form(headline: str, *text: str, kind: str, ministry: str, issuer: str, date: str = "2024-06-12") -> Form:
    """Return a form; `text` is what the row says, one more paragraph follows."""
    return Form(headline, (*text, "We will not sit idle."), (kind, ministry, issuer), date)


FORMS = [
    # speakers
    form(
        "Press Statement of Spokesman for DPRK Foreign Ministry",
        f"A spokesman for the {FM} released the following press statement on June 12:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Spokesman for the Foreign Ministry",
    ),
    form(
        "DPRK Foreign Ministry Spokeswoman Issues Press Statement",
        f"A spokeswoman for the {FM} issued the following press statement on June 11:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Spokeswoman for the Foreign Ministry",
        date="2024-06-11",
    ),
    form(
        "Press Statement of Spokesperson of DPRK Foreign Ministry",
        f"A spokesperson of the {FM} (DPRK) Tuesday issued the following press statement "
        '"Hostile acts will never be tolerated":',
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Spokesperson for the Foreign Ministry",
        date="2024-06-11",
    ),
    form(
        "Spokesperson for Ministry of Foreign Affairs of DPRK",
        "The spokesperson for the Ministry of Foreign Affairs of the DPRK issued on Tuesday the following statement:",
        kind="statement",
        ministry="foreign-affairs",
        issuer="Spokesperson for the Foreign Ministry",
        date="2024-06-11",
    ),
    form(
        "Press Statement of Spokesman for DPRK Ministry of National Defence",
        "A spokesman for the DPRK Ministry of National Defence released the following press statement "
        '"Our army will guarantee the security" on June 12:',
        kind="press-statement",
        ministry="national-defence",
        issuer="Spokesman for the Ministry of National Defence",
    ),
    form(
        "Spokesman for General Staff of KPA Issues Statement",
        "A spokesman for the General Staff of the Korean People's Army made public the following statement on Tuesday:",
        kind="statement",
        ministry="general-staff",
        issuer="Spokesman for the General Staff of the Korean People's Army",
        date="2024-06-11",
    ),
    form(
        "Deputy Spokesman for DPRK Foreign Ministry",
        f"A deputy spokesman for the {FM} released the following press statement on June 12:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Deputy Spokesman for the Foreign Ministry",
    ),
    # persons
    form(
        "Press Statement by Vice-Minister of National Defence of DPRK",
        "Kim Kang Il, vice-minister of National Defence of the Democratic People's Republic of Korea, made public "
        'the following press statement "National sovereignty will be protected" on June 11:',
        kind="press-statement",
        ministry="national-defence",
        issuer="Vice-Minister Kim Kang Il",
        date="2024-06-11",
    ),
    form(
        "Press Statement of Minister of National Defence of DPRK",
        "No Kwang Chol, minister of National Defence of the DPRK, released the following press statement on June 12:",
        kind="press-statement",
        ministry="national-defence",
        issuer="Minister No Kwang Chol",
    ),
    form(
        "Press Statement of DPRK Foreign Minister",
        "Choe Son Hui, foreign minister of the DPRK, released the following press statement on Wednesday:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Foreign Minister Choe Son Hui",
    ),
    form(
        "Press Statement of First Vice Foreign Minister of DPRK",
        "Kim Kye Gwan, first vice-minister of Foreign Affairs of the DPRK, issued the following press statement Monday:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="First Vice Foreign Minister Kim Kye Gwan",
        date="2024-06-10",
    ),
    form(
        "Press Statement of Vice Foreign Minister of DPRK",
        f"Kim Son Gyong, vice-minister for International Organizations of the {FM}, released the following press "
        "statement on June 12:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Vice-Minister for International Organizations Kim Son Gyong",
    ),
    form(
        "Press Statement by Director General of Department of U.S. Affairs of DPRK Foreign Ministry",
        "Kwon Jong Gun, director general of the Department of U.S. Affairs of the Foreign Ministry of the DPRK, "
        "issued the following press statement on Saturday:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Director General of the Department of U.S. Affairs Kwon Jong Gun",
        date="2024-06-08",
    ),
    form(
        "Press Statement of Permanent Representative of DPRK to UN",
        "Kim Song, permanent representative of the Democratic People's Republic of Korea to the United Nations, "
        "released the following press statement on June 11:",
        kind="press-statement",
        ministry="un-mission",
        issuer=f"{UN} Kim Song",
        date="2024-06-11",
    ),
    form(
        "Press Statement of Vice Department Director of C.C., WPK Kim Yo Jong",
        "Kim Yo Jong, vice department director of the C.C., WPK, issued the following press statement on Sunday.",
        kind="press-statement",
        ministry="wpk-central-committee",
        issuer="Vice Department Director Kim Yo Jong",
        date="2024-06-09",
    ),
    form(
        "Press Statement of Vice Department Director of WPK Central Committee Kim Yo Jong",
        f"{KIM.replace(chr(39), chr(0x2019))}, released the following press statement under the title "
        "\u201cThe lesson of June 1\u201d on Wednesday:",
        kind="press-statement",
        ministry="wpk-central-committee",
        issuer="Vice Department Director Kim Yo Jong",
    ),
    form(
        "DPRK Foreign Minister Issues Press Statement",
        "DPRK Foreign Minister Choe Son Hui released the following press statement on June 12:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Foreign Minister Choe Son Hui",
    ),
    form(
        "Premier of DPRK Cabinet Gives Talk",
        "Pak Thae Song, premier of the Cabinet of the DPRK, gave the following talk on June 12:",
        kind="talk",
        ministry="cabinet",
        issuer="Premier Pak Thae Song",
    ),
    # answers
    form(
        "DPRK Foreign Ministry Spokesman on U.S. Drills",
        f"A spokesman for the {FM} gave the following answer to a question put by KCNA on June 12 as regards the "
        "drills of the U.S.:",
        kind="answer",
        ministry="foreign-affairs",
        issuer="Spokesman for the Foreign Ministry",
    ),
    form(
        "Spokesman for DPRK Foreign Ministry Answers Question Put by KCNA",
        f"A spokesman for the {FM} gave the following answer to a question put by KCNA on June 12 as regards the "
        "drills of the U.S.:",
        kind="answer",
        ministry="foreign-affairs",
        issuer="Spokesman for the Foreign Ministry",
    ),
    form(
        "DPRK Foreign Ministry Spokesperson Answers Reporter",
        "The spokesperson for the Foreign Ministry of the DPRK Tuesday answered a question raised by a reporter as "
        "follows:",
        kind="answer",
        ministry="foreign-affairs",
        issuer="Spokesperson for the Foreign Ministry",
        date="2024-06-11",
    ),
    # bodies
    form(
        "Press Statement of Institute for American Studies of DPRK Foreign Ministry",
        f"The {AMERICAN} of the {FM} released the following press statement "
        '"To bolster up self-defensive power is the requirement of the times" on June 12:',
        kind="press-statement",
        ministry="institute-for-american-studies",
        issuer=AMERICAN,
    ),
    form(
        "Institute for Japan Studies Issues White Paper",
        "The Institute for Japan Studies of the DPRK Foreign Ministry published the following white paper on Tuesday:",
        kind="white-paper",
        ministry="institute-for-japan-studies",
        issuer="Institute for Japan Studies",
        date="2024-06-11",
    ),
    form(
        "White Paper Released by Institute for American Studies of DPRK Foreign Ministry",
        "Many years have passed since the ceasefire.",
        "No one can forget the war.",
        f"The {AMERICAN} of the DPRK Foreign Ministry released a white paper on Tuesday to disclose the truth.",
        kind="white-paper",
        ministry="institute-for-american-studies",
        issuer=AMERICAN,
        date="2024-06-11",
    ),
    form(
        "External Policy Office of DPRK Foreign Ministry Issues Press Statement",
        "The external policy office of the DPRK Foreign Ministry released the following press statement on Sunday:",
        kind="press-statement",
        ministry="external-policy-office",
        issuer="External Policy Office",
        date="2024-06-09",
    ),
    form(
        "Permanent Mission of DPRK to UN Issues Press Statement",
        "The Permanent Mission of the DPRK to the United Nations issued the following press statement on June 11:",
        kind="press-statement",
        ministry="un-mission",
        issuer="Permanent Mission to the United Nations",
        date="2024-06-11",
    ),
    form(
        "General Staff of KPA Releases Report",
        "The General Staff of the Korean People's Army released the following report on June 12:",
        kind="report",
        ministry="general-staff",
        issuer="General Staff of the Korean People's Army",
    ),
    form(
        "KCNA Report on Launch of Satellite",
        "The Korean Central News Agency made public the following report on June 11 as regards the launch of June 12:",
        kind="report",
        ministry="kcna",
        issuer="Korean Central News Agency",
        date="2024-06-11",
    ),
    form(
        "DPRK Government Issues Statement",
        "The government of the Democratic People's Republic of Korea issued the following statement on June 12:",
        kind="statement",
        ministry="government",
        issuer="Government of the DPRK",
    ),
    form(
        "Statement of DPRK Foreign Ministry",
        f"The {FM} issued the following statement on Monday:",
        kind="statement",
        ministry="foreign-affairs",
        issuer="Ministry of Foreign Affairs",
        date="2024-06-10",
    ),
    form(
        "DPRK Foreign Ministry Issues Statement",
        f"The {FM} issued a statement on Monday.",
        "The full text of the statement is as follows:",
        kind="statement",
        ministry="foreign-affairs",
        issuer="Ministry of Foreign Affairs",
        date="2024-06-10",
    ),
    form(
        "Notice of Ministry of National Defence of DPRK",
        f"The {MND} issued the following notice on June 12:",
        kind="notice",
        ministry="national-defence",
        issuer="Ministry of National Defence",
    ),
    form(
        "WPK Central Committee Issues Appeal",
        f"The {CC} issued the following appeal to all the people on June 12:",
        kind="appeal",
        ministry="wpk-central-committee",
        issuer=CC,
    ),
    form(
        "Open Letter of WPK Central Committee",
        f"The {CC} published the following open letter to the party members in the capital on June 12:",
        kind="letter",
        ministry="wpk-central-committee",
        issuer=CC,
    ),
    form(
        "Military Commentator's Article",
        "A military commentator of the DPRK released the following article on Tuesday:",
        kind="commentary",
        ministry="military-commentator",
        issuer="Military commentator of the DPRK",
        date="2024-06-11",
    ),
    # the words of messages, full texts, headlines
    form(
        "Reply Message to President of Russia",
        "Kim Jong Un, president of the State Affairs of the Democratic People's Republic of Korea, sent a reply message "
        "to the president of the Russian Federation on June 11.",
        "The message said:",
        kind="letter",
        ministry="state-affairs",
        issuer="President of the State Affairs Kim Jong Un",
        date="2024-06-11",
    ),
    form(
        "Full Text of Statement",
        f"The following is the full text of the statement released by a spokesman for the {FM} on Tuesday:",
        kind="statement",
        ministry="foreign-affairs",
        issuer="Spokesman for the Foreign Ministry",
        date="2024-06-11",
    ),
    form(
        "Press Statement of Spokesperson for DPRK Foreign Ministry Issued",
        "The situation of the region has reached an extremely dangerous phase.",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Spokesperson for the Foreign Ministry",
    ),
    # what stands around the clause is no part of the issuer's line
    form(
        "DPRK Foreign Ministry Spokesman Issues Press Statement",
        f"On Tuesday, a spokesman for the {FM} issued the following press statement:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Spokesman for the Foreign Ministry",
        date="2024-06-11",
    ),
    form(
        "DPRK Foreign Ministry Spokesperson on Sanctions",
        f"In connection with the new sanctions of the U.S., a spokesperson for the {FM} released the following press "
        "statement on June 12:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Spokesperson for the Foreign Ministry",
    ),
    # what the headline is about is not who issued it
    form(
        "DPRK Foreign Ministry Spokesman Clarifies Principled Stand of DPRK Government",
        f"A spokesman for the {FM} released the following statement on June 12:",
        kind="statement",
        ministry="foreign-affairs",
        issuer="Spokesman for the Foreign Ministry",
    ),
    form(
        "Spokesman for DPRK Foreign Ministry Denounces Decision of Japanese Cabinet",
        f"A spokesman for the {FM} released the following press statement on June 12:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Spokesman for the Foreign Ministry",
    ),
    form(
        "Press Statement of DPRK Foreign Minister",
        "DPRK Foreign Minister Choe Son Hui released the following press statement on Monday:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Foreign Minister Choe Son Hui",
        date="2024-06-10",
    ),
    form(
        "Spokesman for DPRK Foreign Ministry on Test",
        f"A spokesman for the {FM} released the following press statement as regards the missile test of June 8:",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Spokesman for the Foreign Ministry",
    ),
    form(
        "Statement of Chief of KPA General Staff",
        "Ri Yong Gil, chief of the General Staff of the Korean People's Army, issued the following urgent statement on "
        "Jun. 11:",
        kind="statement",
        ministry="general-staff",
        issuer="Chief of the General Staff Ri Yong Gil",
        date="2024-06-11",
    ),
    form(
        "DPRK Foreign Ministry Spokesman Issues Press Statement",
        "The U.S. staged a war game.",
        kind="press-statement",
        ministry="foreign-affairs",
        issuer="Spokesman for the Foreign Ministry",
    ),
    form(
        "KCNA Report",
        "The KCNA released the following report on June 11:",
        kind="report",
        ministry="kcna",
        issuer="Korean Central News Agency",
        date="2024-06-11",
    ),
    form(
        "Statement of Peace Committee",
        "A spokesman for the Korea Asia-Pacific Peace Committee issued the following statement on Monday:",
        kind="statement",
        ministry="asia-pacific-peace-committee",
        issuer="Spokesman for the Korea Asia-Pacific Peace Committee",
        date="2024-06-10",
    ),
]


@pytest.mark.parametrize("form", FORMS, ids=[each.name for each in FORMS])
def test_an_official_text_is_recognised(real: Reader, form: Form) -> None:
    """Kind, ministry, issuer and day are those that the announcing sentence gives."""
    outcome = told(real, form.headline, *form.text)

    draft = outcome.draft
    assert draft is not None, [outcome.why, *map(str, outcome.problems)]
    assert (*form.expected, form.date) == (draft.kind, draft.ministry, draft.issuer, draft.date)
    assert () == outcome.problems


NEAR_MISSES = {
    "news that a statement was issued": (
        "DPRK Foreign Ministry Spokesman Denounces U.S. Drills",
        f"A spokesman for the {FM} issued a press statement on June 12, denouncing the drills of the U.S.",
        "He said that the DPRK will not sit idle.",
    ),
    "a statement told in indirect speech": (
        "DPRK Foreign Ministry Spokesman on Drills",
        f"A spokesman for the {FM} said on June 12 that the DPRK will take the toughest reaction.",
    ),
    "a paper on a statement": (
        "Rodong Sinmun on Press Statement of DPRK Foreign Ministry",
        "Rodong Sinmun Wednesday says that the press statement issued by the Foreign Ministry of the DPRK is right.",
    ),
    "support for a statement by others": (
        "Press Statement of DPRK Foreign Ministry Spokesman Supported by Syrian Party",
        (
            "The Syrian Communist Party made public a statement on June 10 in support of the press statement issued by a "
            "spokesman for the DPRK Foreign Ministry."
        ),
        "It said that the press statement is just.",
    ),
    "a statement of another country's ministry": (
        "Chinese Foreign Ministry Issues Statement",
        "A spokesman for the Foreign Ministry of China issued the following statement on June 12:",
    ),
    "a statement of another country's ministry on this country": (
        "Russian Foreign Ministry on Results of Visit to DPRK",
        "The Ministry of Foreign Affairs of the Russian Federation released the following press statement on June 12:",
    ),
    "a statement of another country's ministry on a minister of this country": (
        "Russian Foreign Ministry on DPRK Foreign Minister's Visit",
        "A spokesperson for the Foreign Ministry of the Russian Federation issued the following press statement Tuesday:",
    ),
    "a statement of another country's government against this country": (
        "U.S. State Department on Missile Launch of DPRK",
        "A spokesman for the U.S. Department of State issued a statement on the launch of a missile by the DPRK:",
    ),
    "statements of persons abroad": (
        "Foreign Personages Release Statements",
        "Personages of political parties in different countries issued statements in support of the DPRK.",
    ),
    "an appeal of the participants in a meeting": (
        "Appeal Issued",
        "The participants in the meeting for supporting the WPK issued the following appeal on June 12:",
    ),
    "a commentary of the agency": (
        "KCNA Commentary on Piracy by Superpower",
        'The following is the KCNA commentary titled "Piracy of our days":',
    ),
    "an article of an analyst": (
        "Article of International Affairs Analyst of DPRK",
        "An international affairs analyst of the DPRK made public the following article on June 12:",
    ),
    "a talk by a researcher of an institute": (
        "Researcher on Japan",
        "A researcher at the Institute for Japan Studies of the DPRK Foreign Ministry gave the following talk:",
    ),
    "a message told in indirect speech": (
        "Greetings to Syrian FM",
        "DPRK Foreign Minister Choe Son Hui sent a message of greeting to the minister of Foreign Affairs of Syria.",
        "The message said that the two countries have continued to strengthen the bonds of friendship.",
    ),
    "a message that was received": (
        "Respected Comrade Kim Jong Un Receives Letter from Participants in International Forum",
        "Kim Jong Un, president of the State Affairs of the Democratic People's Republic of Korea, received a letter.",
        "The letter said:",
    ),
    "talks": (
        "Talks Held between DPRK Foreign Ministry and Mongolian Delegation",
        "Talks between the Foreign Ministry of the DPRK and a delegation of Mongolia took place in Pyongyang Tuesday.",
    ),
    "a meeting": (
        "Enlarged Plenary Meeting of DPRK Cabinet Held",
        (
            "An enlarged plenary meeting of the DPRK Cabinet took place Friday to carry through the decisions of the "
            "plenary meeting of the Central Committee of the Workers' Party of Korea."
        ),
    ),
    "a meeting that adopted a letter": (
        "Letter Adopted at Meeting of DPRK Cabinet",
        "A letter to the Central Committee of the Workers' Party of Korea was adopted at the meeting on June 12.",
    ),
    "a report on work": (
        "Report on Work of DPRK Cabinet Discussed",
        "The DPRK Cabinet discussed the report on its work on June 12.",
    ),
    "people who act on a decision": (
        "Youths in DPRK Volunteer",
        "Young people have volunteered, true to the decision of the Political Bureau of the C.C., WPK.",
        "The decision reflects the following contents:",
    ),
    "an embassy's reception": (
        "Reception Given by Russian Embassy in DPRK",
        "The Russian embassy gave a reception on June 12. Officials of the Foreign Ministry of the DPRK were invited.",
    ),
    "news of what a statement did": ("Press Statement of DPRK Foreign Ministry Evokes Response", "Papers carried it."),
    "a joint text with another state's ministry": (
        "Joint Statement",
        (
            "The Ministry of Foreign Affairs of Mongolia and the Foreign Ministry of the DPRK issued the following joint "
            "statement on Tuesday:"
        ),
    ),
    "another state's spokesman who speaks of ours": (
        "Russian Foreign Ministry Spokesman",
        (
            "A spokesman for the Foreign Ministry of Russia, commenting on relations with the Foreign Ministry of the DPRK, "
            "issued the following statement:"
        ),
    ),
    "a body of the other Korea": (
        "Trade Unions Issue Statement",
        "The south Korean Confederation of Trade Unions issued the following statement on Monday:",
    ),
    "the ministry of the other Korea": (
        "Statement",
        "The Foreign Ministry of the Republic of Korea issued the following statement on Monday:",
    ),
}


@pytest.mark.parametrize("text", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_what_only_looks_official_is_no_statement(real: Reader, text: tuple[str, ...]) -> None:
    """News about statements, others' statements, commentaries, messages retold and meetings give no statement."""
    headline, *paragraphs = text

    outcome = told(real, headline, *paragraphs, "It drew attention.")

    assert None is outcome.draft
    assert outcome.why or outcome.problems


def test_of_another_country_is_no_fault_of_the_capture(real: Reader) -> None:
    """A statement of another country is simply none of this archive's: no problem, and a reason."""
    outcome = told(real, *NEAR_MISSES["a statement of another country's ministry"])

    assert (Reason.NOT_A_STATEMENT, "it is not by a body of this archive", ()) == (
        outcome.reason,
        outcome.why,
        outcome.problems,
    )


def test_an_excluded_author_is_left_out_with_the_profiles_reason(real: Reader) -> None:
    """Why an author's own article is no statement is said in the profile's words."""
    outcome = told(real, *NEAR_MISSES["an article of an analyst"])

    assert (Reason.NOT_A_STATEMENT, "it is an author's own article, not issued in the name of a body") == (
        outcome.reason,
        outcome.why,
    )


def test_a_body_that_the_registry_lacks_is_refused_with_the_lines_to_add(real: Reader) -> None:
    """An official text of an unknown body is refused; what to put into ministries.yml is printed."""
    outcome = told(
        real, "DPRK Red Cross Issues Statement", "The Red Cross of the DPRK issued the following statement on June 12:"
    )

    assert (Reason.REJECTED, None) == (outcome.reason, outcome.draft)
    (problem,) = outcome.problems
    assert ("ministry", False, 1) == (problem.code, problem.warning, problem.line)
    assert "The Red Cross of the DPRK" in problem.message
    assert "content/ministries.yml" in problem.hint
    assert 'name: "The Red Cross of the DPRK", aliases: ["The Red Cross of the DPRK"]' in problem.hint


def test_a_near_spelling_of_a_body_is_asked_about_and_not_taken(real: Reader) -> None:
    """A body spelled with "Defense" is one that the registry lacks: the nearest name is offered, none is assumed."""
    outcome = told(
        real,
        "DPRK Ministry of National Defense Issues Statement",
        "The Ministry of National Defense of the DPRK issued the following statement on June 12:",
    )

    assert Reason.REJECTED == outcome.reason
    assert 'did you mean "Ministry of National Defence of DPRK"?' in outcome.problems[0].hint


@pytest.mark.parametrize(
    ("headline", "opening", "names"),
    [
        (
            "Joint Statement Issued",
            f"The {FM} and the {MND} issued the following joint statement on June 12:",
            "foreign-affairs, national-defence",
        ),
        (
            "Press Statement of Spokesman for DPRK Ministry of National Defence",
            f"A spokesman for the {FM} issued the following press statement on June 12:",
            "foreign-affairs, national-defence",
        ),
        (
            "Joint Statement of Institutes Issued",
            (
                f"The {AMERICAN} and the Institute for Japan Studies of the DPRK Foreign Ministry issued the following "
                "joint statement:"
            ),
            "institute-for-american-studies, institute-for-japan-studies",
        ),
    ],
)
def test_several_bodies_are_a_conflict_and_never_a_guess(real: Reader, headline: str, opening: str, names: str) -> None:
    """Where two bodies of which none belongs to the other are named as issuers, the text is refused and both named."""
    outcome = told(real, headline, opening)

    assert (Reason.REJECTED, None) == (outcome.reason, outcome.draft)
    (problem,) = outcome.problems
    assert ("ministry", False) == (problem.code, problem.warning)
    assert names in problem.message


@pytest.mark.parametrize(
    ("headline", "who", "ministry", "issuer"),
    [
        (
            "News",
            f"Kang Sun Nam, minister of National Defence of the DPRK and member of the {CC}",
            "national-defence",
            "Minister Kang Sun Nam",
        ),
        (
            "News",
            f"Choe Son Hui, member of the {CC} and foreign minister of the DPRK",
            "foreign-affairs",
            "Foreign Minister Choe Son Hui",
        ),
        (
            "Press Statement of Secretary of WPK Central Committee",
            f"Pak Jong Chon, vice-chairman of the WPK Central Military Commission and secretary of the {CC}",
            "wpk-central-committee",
            "Secretary Pak Jong Chon",
        ),
        (
            "News",
            f"Pak Jong Chon, vice-chairman of the WPK Central Military Commission and secretary of the {CC}",
            "",
            "",
        ),
        (
            "Press Statement of DPRK Foreign Ministry",
            f"Kang Sun Nam, minister of National Defence of the DPRK and member of the {CC}",
            "",
            "",
        ),
    ],
)
def test_a_person_with_posts_in_two_bodies(real: Reader, headline: str, who: str, ministry: str, issuer: str) -> None:
    """The post that is an office of its body counts, else the one that the headline names; else the text is refused."""
    draft = told(real, headline, f"{who}, issued the following press statement on June 12:", "It harms.").draft

    assert (ministry, issuer) == ((draft.ministry, draft.issuer) if draft else ("", ""))


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (f"In a press statement issued on June 11, a spokesman for the {FM} said:", ("press-statement", "2024-06-11")),
        (f"In a statement on Tuesday the {FM} said as follows:", ("statement", "2024-06-11")),
        (
            f"The following press statement was released by a spokesman for the {FM} on June 11:",
            ("press-statement", "2024-06-11"),
        ),
        (
            f"When asked by KCNA about ropes, a spokesman for the {FM} gave the following answer on June 11:",
            ("answer", "2024-06-11"),
        ),
        (
            f"A spokesman for the {FM} was asked by KCNA about ropes and gave the following answer on June 11:",
            ("answer", "2024-06-11"),
        ),
        (f"In a press statement issued on June 11, a spokesman for the {FM} said that ropes are long.", None),
    ],
)
def test_further_openings(real: Reader, opening: str, expected: tuple[str, str] | None) -> None:
    """A form that names the issuer last, or the reporter first, is read like any other; what only tells of a text is none."""
    draft = told(real, "News", opening, "It harms.").draft

    assert expected == (draft and (draft.kind, draft.date))
    assert draft is None or draft.ministry == "foreign-affairs"


# The rules are the profile's: what follows is tried on the invented country.


def parsed(invented: Reader, *body: str, title: str = "Fair Opens", **rules: object) -> Outcome:
    """Return the outcome of a row of the invented country."""
    (outcome,) = invented.parse("press", row(*body, title=title), invented.rules("press", **rules))
    return outcome


def test_another_countrys_texts_are_read_by_its_own_rules(invented: Reader) -> None:
    """Kind, ministry and issuer follow from profile and registry alone."""
    draft = parsed(invented, OPENING, "We object.").draft

    assert draft is not None
    assert ("press-statement", "trade", "Spokesperson for the Trade Ministry") == (
        draft.kind,
        draft.ministry,
        draft.issuer,
    )


def test_an_institute_comes_before_its_ministry(invented: Reader) -> None:
    """A clause that names an institute and the ministry it belongs to is the institute's."""
    draft = parsed(invented, "The Institute for Tides of the RA Trade Ministry issued the following statement:").draft

    assert draft is not None
    assert ("institute-for-tides", "Institute for Tides") == (draft.ministry, draft.issuer)


def test_a_person_with_an_office_is_the_issuer(invented: Reader) -> None:
    """Office and name make the issuer's line, in the registry's words for the office."""
    draft = parsed(invented, "Ada Holt, trade minister of the RA, issued the following statement:").draft

    assert draft is not None
    assert ("trade", "Trade Minister Ada Holt") == (draft.ministry, draft.issuer)


def test_a_person_with_a_role_is_the_issuer(invented: Reader) -> None:
    """A role that the registry does not list is given as the sentence says it, without the body's name."""
    draft = parsed(
        invented, "Ada Holt, deputy head of the tariff office of the RA Trade Ministry, issued the following statement:"
    ).draft

    assert draft is not None
    assert "Deputy Head of the Tariff Office Ada Holt" == draft.issuer


def test_an_opening_counts_only_where_the_form_looks_for_it(invented: Reader) -> None:
    """In the first paragraph, or in the first `within`: a later mention announces nothing."""
    press = OPENING
    statement = OPENING.replace("press statement", "statement")

    assert [None, "statement", None] == [
        outcome.draft.kind if outcome.draft else None
        for outcome in (
            parsed(invented, "Rain fell.", press),
            parsed(invented, "Rain fell.", statement),
            parsed(invented, "Rain fell.", "It stopped.", statement),
        )
    ]


def test_an_opening_that_needs_proof_counts_only_with_it(invented: Reader) -> None:
    """A letter counts where its words follow soon after, not where it is only told of."""
    sent = "The Harbour Board of the RA sent a letter to all captains."
    far = [f"Paragraph {number}." for number in range(9)]

    assert ["letter", None, None, None] == [
        outcome.draft.kind if outcome.draft else None
        for outcome in (
            parsed(invented, sent, "The wind was fair.", "The letter reads:", "Captains!"),
            parsed(invented, sent, "The letter reads well."),
            parsed(invented, "The letter reads:", sent),
            parsed(invented, sent, *far, "The letter reads:"),
        )
    ]


def test_a_headline_announces_where_no_opening_does(invented: Reader) -> None:
    """A form with a headline is found by it, and the clause in it names the body."""
    draft = parsed(invented, "The tides rose.", title="Report of Harbour Board of RA").draft

    assert draft is not None
    assert ("report", "harbour-board", "Harbour Board", "2024-06-10") == (
        draft.kind,
        draft.ministry,
        draft.issuer,
        draft.date,
    )


def test_a_title_in_quotation_marks_announces_nothing(invented: Reader) -> None:
    """What the quoted title of a text says is not the sentence that announces it."""
    outcome = parsed(invented, 'The paper "Harbour Board of RA issued the following statement" was sold out.')

    assert Reason.NOT_A_STATEMENT == outcome.reason


def test_only_bodies_of_the_archives_country_count(invented: Reader) -> None:
    """`ours` decides whose texts belong here; others are no statement and no problem."""
    opening = "The Harbour Board of Borland issued the following statement:"

    outcome = parsed(invented, opening)

    assert (Reason.NOT_A_STATEMENT, ()) == (outcome.reason, outcome.problems)


def test_an_exclusion_gives_the_reason_that_stands_beside_it(invented: Reader) -> None:
    """An author whom the profile excludes is left out with the profile's reason."""
    outcome = parsed(invented, "A scholar of the Institute for Tides of RA issued the following statement:")

    assert (Reason.NOT_A_STATEMENT, "it is a scholar's own") == (outcome.reason, outcome.why)


@pytest.mark.parametrize(
    ("words", "within", "day"),
    [
        ("on June 8", 10, "2024-06-08"),
        ("on June 8", 2, "2024-06-08"),
        ("on June 8", 1, "2024-06-10"),
        ("on June 10", 0, "2024-06-10"),
        ("on June 11", 10, "2024-06-10"),
    ],
)
def test_how_far_back_the_day_of_issue_may_lie_is_the_profiles(
    invented: Reader, words: str, within: int, day: str
) -> None:
    """A day in the opening counts from the header's day back to `days_before_header` days before it."""
    outcome = parsed(invented, OPENING.replace(":", f" {words}:"), days_before_header=within)

    assert outcome.draft is not None
    assert day == outcome.draft.date


def test_a_profile_without_datelines_needs_none(invented: Reader) -> None:
    """A source whose texts have no dateline is read without one, and nothing is warned of."""
    outcome = parsed(invented, OPENING, "We object.", title=TITLE, dateline=None)

    assert outcome.draft is not None
    assert ("2024-06-10", ()) == (outcome.draft.date, outcome.problems)


def test_a_body_of_ours_that_the_registry_lacks_is_not_passed_over(real: Reader) -> None:
    """A text by an association that no registry entry names is refused, for a person to decide, and not lost."""
    outcome = told(
        real,
        "Statement",
        "A spokesman for the Korean Association of Social Scientists issued the following statement on Monday:",
    )

    assert (Reason.REJECTED, ["ministry"]) == (outcome.reason, [problem.code for problem in outcome.problems])


@pytest.mark.parametrize(
    ("source", "who", "expected"),
    [
        ("Ministry of Foreign Affairs (EN)", "A spokesperson for the Ministry of Foreign Affairs", "foreign-affairs"),
        ("Ministry of Foreign Affairs (EN)", "A spokesperson for the Ministry of Foreign Affairs of China", None),
        ("Ministry of Foreign Affairs (EN)", "A spokesperson for the Russian Foreign Ministry", None),
        ("Rodong Sinmun (EN)", "A spokesperson for the Ministry of Foreign Affairs", None),
    ],
)
def test_a_body_on_its_own_page(real: Reader, source: str, who: str, expected: str | None) -> None:
    """On its own page a body needs no country beside its name; elsewhere, and with another state's name, it does."""
    page = (
        "May 13, 2025\nKCNA x (EN)\n\nNews\n\n"
        f"Date: 02/02/2023 | Source: {source} | Read original version at source\n\n"
        f"{who} issued the following press statement on February 2:\n\nIt harms.\n\nMore From {source}\n\nMore Articles\n"
    )
    (outcome,) = real.parse("kcna-watch", page)

    assert expected == (outcome.draft.ministry if outcome.draft else None)
