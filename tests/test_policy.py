"""The Content-Security-Policy: what it lets a page do, and the little more that a preview needs."""

from __future__ import annotations

from builder import policy


def rules(text: str) -> dict[str, list[str]]:
    """Return what a policy allows by directive."""
    return {name: values for name, *values in (part.split() for part in text.split(";"))}


def test_nothing_is_allowed_that_is_not_named() -> None:
    """By default nothing is loaded; scripts, styles and data come from the site alone, and no script stands in a page."""
    told = rules(policy.told())

    assert ["'none'"] == told["default-src"] == told["base-uri"] == told["worker-src"]
    assert told.keys().isdisjoint({"object-src", "frame-src", "child-src", "media-src", "manifest-src"})
    assert ["'self'"] == told["script-src"] == told["style-src"] == told["connect-src"] == told["form-action"]
    assert ["'self'", "data:"] == told["img-src"]


def test_a_preview_lets_its_server_s_script_run() -> None:
    """The preview differs in nothing but that scripts may stand in a page."""
    assert {"script-src": ["'self'", "'unsafe-inline'"]} == {
        name: values
        for name, values in rules(policy.told(preview=True)).items()
        if rules(policy.told())[name] != values
    }


def test_the_search_may_fetch_from_the_sites_it_is_told() -> None:
    """Of other sites only their host is named, once, and only where data is fetched."""
    rules = dict(
        rule.split(" ", 1) for rule in policy.told(["https://a.example/one/", "https://a.example/two/"]).split(";")
    )

    assert "'self' https://a.example" == rules["connect-src"]
    assert "'self'" == rules["script-src"]
