"""Whose text a title names: told where that is sure, and left open everywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.profile import Profile
from builder.sources.whose import ministry_of
from tests.sample import REAL, Reader, make


@pytest.fixture(scope="module")
def real() -> Reader:
    """Return a reader with the registries and profiles of the archive itself."""
    return Reader(REAL)


@pytest.mark.parametrize(
    ("title", "ministry"),
    [
        ("Press Statement of Spokesperson for DPRK Foreign Ministry Issued", "foreign-affairs"),
        ("Press Statement by Vice-Minister of National Defence of DPRK", "national-defence"),
        ("DPRK Ministry of National Defence Issues Press Statement", "national-defence"),
        (
            "Institute for American Studies of DPRK Foreign Ministry Issues White Paper",
            "institute-for-american-studies",
        ),
    ],
)
def test_a_headline_that_says_whose_text_it_is(real: Reader, title: str, ministry: str) -> None:
    """The forms of headlines that the profile knows name the ministry, and of a body and its part the part."""
    assert ministry == ministry_of(title, real.profiles["kcna-watch"], real.context)


@pytest.mark.parametrize(
    "title",
    [
        "Government Delegation of Republic of Belarus to Visit DPRK",
        "Chinese Delegation Visits DPRK Foreign Ministry",
        "Greetings to DPRK Foreign Minister",
        "Press Statement of Spokesperson for Russian Foreign Ministry",
        "Press Statement of Somebody",
        "Joint Statement of DPRK Foreign Ministry and Ministry of National Defence of DPRK",
        "Press Statement of DPRK Foreign Ministry Welcomed by Russian Scholars",
        "Foreign Ministry",
        "Statement of ",
        "x" * 10_000,
    ],
)
def test_a_title_that_leaves_a_doubt(real: Reader, title: str) -> None:
    """A body that is only mentioned, several, another country's, one not known, or more behind its name tell nothing."""
    assert ministry_of(title, real.profiles["kcna-watch"], real.context) is None


@pytest.mark.parametrize(("ministry", "found"), [("trade", "trade"), ("trad", None), ({"by": "speaker"}, None)])
def test_a_source_of_one_ministry(tmp_path: Path, ministry: object, found: str | None) -> None:
    """Where every text of a source is one ministry's, so is whatever it names."""
    reader = Reader(make(tmp_path / "archive") / "content")
    profile = Profile.model_validate(
        {
            "id": "site",
            "language": "en",
            "shape": "feed",
            "date_formats": ["%Y-%m-%d"],
            "feed": {"text": "none"},
            "everything": {"kind": "statement", "ministry": ministry},
        }
    )

    assert found == ministry_of("Of Ropes", profile, reader.context)
