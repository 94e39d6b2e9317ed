"""Which feeds there are, and which of them a page names: of the whole archive, and of each of its groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from builder import languages, marks, syndicate
from builder.archive import Archive, Entry
from builder.syndicate import Outline
from builder.wording import ENGLISH, Wording

RSS, ATOM, JSON = "feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json"
"""The feeds of the whole archive, newly issued."""

OPML = "feeds/feeds.opml"

_FILES = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}
ISSUED, ADDED, CORRECTIONS = "issued", "added", "corrections"
_CLOCKS = {ISSUED: "", ADDED: "added-", CORRECTIONS: "corrections-"}
_LANGUAGES = "languages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: whose it is (`key`, empty for the whole archive), by which clock, its title, and the page with the same."""

    key: str
    label: str
    clock: str
    title: str
    home: str

    def path(self, form: str) -> str:
        """Return the path of the feed as `rss`, `atom` or `json`.

        A group's feeds stand beside its page, so that an address cut at a slash is a page's; languages have no page.
        """
        return f"{self._prefix}{_CLOCKS[self.clock]}{_FILES[form]}"

    def past(self, name: str) -> str:
        """Return the path of a part of the feed's past, which is Atom alone."""
        return f"{self._prefix}archive-{name}.xml"

    @property
    def _prefix(self) -> str:
        place, _, key = self.key.partition("/")
        return f"feeds/{key}-" if place == _LANGUAGES else f"{self.key or 'feeds'}/"

    @property
    def is_of_ministry(self) -> bool:
        """Whether it is the feed of a ministry."""
        return self.key.startswith("ministries/")

    def about(self, wording: Wording = ENGLISH) -> str:
        """Return what the feed holds, in a sentence."""
        gettext, group = wording.gettext, marks.told(self.label)
        if self.clock == CORRECTIONS:
            return gettext(
                "What was changed in statements since they entered the archive: by whom, why, and the words."
            )
        if self.key and self.clock == ISSUED:
            return gettext("The newest statements of {group} issued.", group=group)
        if self.key:
            return gettext("The newest statements of {group} by the day they entered the archive.", group=group)
        if self.clock == ISSUED:
            return gettext("The newest statements issued.")
        return gettext("The newest statements by the day they entered the archive.")


Pair = tuple[Feed, Feed]
"""The feeds of one group: newly issued and newly added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advert:
    """A feed that a page's head names: title, media type, path."""

    title: str
    type: str
    path: str


@dataclass(frozen=True)
class Catalogue:
    """The feeds of one archive, named by its site's title.

    `has_past` tells whether that of the whole archive leads to its past, `has_ministry_pasts` and `has_group_pasts` whether
    those of ministries and of all groups do.
    """

    archive: Archive
    site: str
    has_group_pasts: bool = True
    wording: Wording = ENGLISH
    has_ministry_pasts: bool = True
    has_past: bool = True

    @cached_property
    def whole(self) -> tuple[Feed, Feed, Feed]:
        """The feeds of the whole archive: newly issued, newly added, corrections."""
        return (
            Feed(key="", label="", clock=ISSUED, home="", title=self.site),
            Feed(
                key="",
                label="",
                clock=ADDED,
                home="statements/",
                title=self.wording.gettext("{site}: newly added", site=self.site),
            ),
            Feed(
                key="",
                label="",
                clock=CORRECTIONS,
                home=self._corrected,
                title=self.wording.gettext("{site}: corrections", site=self.site),
            ),
        )

    @property
    def _corrected(self) -> str:
        """The page of all corrections, which is there where there are any."""
        return "corrections/" if any(entry.statement.corrections for entry in self.archive.entries) else "statements/"

    @cached_property
    def groups(self) -> Mapping[str, tuple[Pair, ...]]:
        """The feeds of ministries, kinds, tags and languages by heading, each by label."""
        records = self.archive.registry
        named = (
            ("Ministries", "ministries", {key: records.ministries[key].name for key in self.archive.by_ministry}),
            ("Kinds", "kinds", {key: records.kinds[key].plural for key in self.archive.by_kind}),
            ("Tags", "tags", {key: records.tags[key].label for key in self.archive.by_tag}),
            ("Languages", _LANGUAGES, {key: languages.own_name(key) for key in self._by_language}),
        )
        found: dict[str, tuple[Pair, ...]] = {}
        for heading, place, labels in named:
            ordered = sorted(labels.items(), key=lambda each: (each[1].casefold(), each[0]))
            found[heading] = tuple(self._pair(f"{place}/{key}", label) for key, label in ordered)
        return found

    def entries(self, feed: Feed) -> tuple[Entry, ...]:
        """Return all statements whose feed it is, newest issued first."""
        if not feed.key:
            return self.archive.entries
        place, _, key = feed.key.partition("/")
        held: Mapping[str, Mapping[str, tuple[Entry, ...]]] = {
            "ministries": self.archive.by_ministry,
            "kinds": self.archive.by_kind,
            "tags": self.archive.by_tag,
            _LANGUAGES: self._by_language,
        }
        return held[place][key]

    def of(self, url: str, ministry: str = "") -> tuple[Advert, ...]:
        """Return the feeds that the page at an address (from the site's root) names, its own group's first.

        A list by year and ministry names those of its ministry. `ministry` is that of a statement's page, which names
        few, since there are many such pages, as does a list of a month or a day.
        """
        parts = [*url.split("/"), "", ""]
        key = f"ministries/{parts[2]}" if parts[0] == "statements" else f"{parts[0]}/{parts[1]}"
        own: tuple[Feed, ...] = self._by_key.get(f"ministries/{ministry}" if ministry else key, ())
        if ministry or (parts[0] == "statements" and parts[2]):
            return tuple(self._advert(feed, "atom") for feed in (*own[:1], self.whole[0]))
        return tuple(
            self._advert(feed, form)
            for feed in (*own, *self.whole)
            for form in (_FILES if feed.clock == ISSUED else ("atom",))
        )

    def opml(self, url: str) -> str:
        """Return the OPML file of all feeds, for a site at an address."""

        def outline(feed: Feed) -> Outline:
            return Outline(title=marks.told(feed.title), feed=url + feed.path("atom"), home=url + feed.home)

        blocks = {"Everything": (self.whole,), **self.groups}
        return syndicate.opml(
            self.site,
            [
                Outline(
                    title=self.wording.gettext(heading), lines=tuple(outline(feed) for pair in pairs for feed in pair)
                )
                for heading, pairs in blocks.items()
            ],
        )

    @cached_property
    def _by_key(self) -> Mapping[str, Pair]:
        return {pair[0].key: pair for pairs in self.groups.values() for pair in pairs}

    @cached_property
    def _by_language(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.archive.entries:
            found.setdefault(entry.statement.language, []).append(entry)
        return {language: tuple(found[language]) for language in sorted(found)}

    def _pair(self, key: str, label: str) -> Pair:
        added = self.wording.gettext("{group}, newly added", group=label)
        home = "statements/" if key.startswith("languages/") else f"{key}/"
        return (
            Feed(key=key, label=label, clock=ISSUED, home=home, title=f"{label} - {self.site}"),
            Feed(key=key, label=label, clock=ADDED, home=home, title=f"{added} - {self.site}"),
        )

    @staticmethod
    def _advert(feed: Feed, form: str) -> Advert:
        return Advert(title=marks.told(feed.title), type=syndicate.TYPES[form], path=feed.path(form))
