"""Pages rendered beside MkDocs with its theme: the shell, its places, addresses, and what a page depends on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation

from builder import marks
from builder.theme import Leaf, Theme, config_key, templates_key
from builder.wording import ENGLISH

ROOT = Path(__file__).resolve().parents[1]


def configured(folder: Path) -> MkDocsConfig:
    """Return the configuration of a folder with our templates and an empty content folder."""
    (folder / "content").mkdir(parents=True, exist_ok=True)
    if not (folder / "overrides").exists():
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        shutil.copy(ROOT / "mkdocs.yml", folder)
    return load_config(str(folder / "mkdocs.yml"))


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Theme:
    """Return the theme of a site whose menu has two lists and a page of its own."""
    monkeypatch.setenv("SITE_URL", "https://a.example/sub/")
    monkeypatch.setenv("REPO_URL", "https://b.example/repository")
    config = configured(tmp_path)
    config.edit_uri = "edit/main/content/"
    config.plugins._current_plugin = "archive"  # as while MkDocs calls a plugin
    config.nav = ["about.md", {"Lists": "statements/index.md"}]
    made = [File.generated(config, path, content="# About") for path in ("about.md", "statements/index.md")]
    files = Files([*made, File.generated(config, "assets/stylesheets/main.0a1b.min.css", content="")])
    nav = get_navigation(files, config)
    nav.pages[0].title = "About"
    env = config.theme.get_env()
    env.globals |= {
        "feeds_of": lambda *_: (),
        "searched_with": [],
        "corrections": {"url": "corrections/", "count": 0},
        "policy": "",
        "contact": None,
        **ENGLISH.globals(),
    }
    env.filters |= {"shown": marks.shown, "told": marks.told}
    return Theme(env, config, nav, files)


def leaf(url: str, path: str = "x.md") -> Leaf:
    """Return a page at an address."""
    return Leaf(src_uri=path, url=url, title="A &amp; B", canonical_url=f"https://a.example/sub/{url}")


def test_a_shell_is_made_once_for_a_depth(theme: Theme) -> None:
    """Pages equally deep share a shell, whose links lead up as far as it is deep; the key tells shells apart."""
    one, other, deeper = theme.shell("a/b/"), theme.shell("c/d/"), theme.shell("a/b/c/")

    assert one is other
    assert one.key != deeper.key
    assert "href=../../about/>" in one.filled(dict.fromkeys(["title", "canonical", "meta", "content"], ""))
    assert ["title", "meta", "canonical", "content"] == list(one.parts[1::2])


def test_the_menu_names_the_page_one_is_on(theme: Theme) -> None:
    """A list that the menu names is marked there; on other pages nothing is, before and after."""
    places = dict.fromkeys(["title", "canonical", "meta", "content"], "")
    before = theme.shell("x/").filled(places)
    named = theme.shell("statements/", "statements/index.md").filled(places)

    assert "aria-current" not in before
    assert "<a href=../statements/ aria-current=page>Lists</a>" in named
    assert "aria-current" not in theme.shell("x/y/").filled(places)


def test_the_body_is_not_touched(theme: Theme, tmp_path: Path) -> None:
    """A template's indentation goes, its page's body stays to the last blank."""
    text = "{% extends frame %}\n{% block content %}\n   <p>{{ word | shown }}</p>\n\n   {{ page.content }}\n{% endblock %}\n"
    (tmp_path / "overrides/own.html").write_text(text, encoding="utf-8")
    body = "<pre>  two\n\n\n   lines \x00meta\x00</pre>"

    page = theme.page("own.html", leaf("a/"), body, word="<b>")

    assert f"\n<p>&lt;b&gt;</p>\n{body}\n" in page
    assert "<title>A &amp; B - Statements Archive</title>" in page
    assert '<link rel=canonical href="https://a.example/sub/a/">' in page


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("tags/a/", "../../tags/a/"),
        ("https://b.example/", "https://b.example/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("#p1", "#p1"),
        (".", "../.."),
        ("/rooted/", "/rooted/"),
    ],
)
def test_addresses_lead_where_they_should(given: str, expected: str, theme: Theme, tmp_path: Path) -> None:
    """An address within the site leads by way of the root, others stay as they are."""
    text = "{% extends frame %}{% block content %}[{{ given | url }}]{% endblock %}"
    (tmp_path / "overrides/own.html").write_text(text, encoding="utf-8")

    assert f"[{expected}]" in theme.page("own.html", leaf("a/b/"), given=given)


def test_addresses_of_page_and_source(theme: Theme) -> None:
    """A page's whole address is below the site's; a file's in the repository's editor is made of three parts."""
    assert "https://a.example/sub/tags/" == theme.canonical("tags/")
    assert "https://a.example/sub/" == theme.canonical("./")
    assert "https://b.example/repository/edit/main/content/x.md" == theme.edit_url("x.md")


def test_templates_count_by_their_bytes(tmp_path: Path) -> None:
    """Another template, or the same under another name, is another key; a style sheet is in no page."""
    config = configured(tmp_path)
    keys = [templates_key(config)]
    (tmp_path / "overrides/assets/stylesheets/archive.css").write_text("", encoding="utf-8")
    assert keys[0] == templates_key(config)
    for name, text in (("list.html", "a"), ("partials/new.html", "a"), ("partials/new.html", "b")):
        (tmp_path / "overrides" / name).write_text(text, encoding="utf-8")
        keys.append(templates_key(config))

    assert 4 == len(set(keys))


def test_the_configuration_counts_as_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file, what it reads from the environment, a file it inherits and a hook all count; other variables do not."""
    config = configured(tmp_path)
    file = tmp_path / "mkdocs.yml"
    keys = [config_key(config)]

    monkeypatch.setenv("UNRELATED_NAME", "x")
    assert keys[0] == config_key(config)
    monkeypatch.setenv("EDIT_BRANCH", "other")
    keys.append(config_key(config))
    file.write_text(file.read_text(encoding="utf-8") + "copyright: Someone\n", encoding="utf-8")
    keys.append(config_key(configured(tmp_path)))
    (tmp_path / "base.yml").write_text("site_author: A\n", encoding="utf-8")
    file.write_text("INHERIT: base.yml\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    keys.append(config_key(configured(tmp_path)))
    (tmp_path / "base.yml").write_text("site_author: B\n", encoding="utf-8")
    keys.append(config_key(configured(tmp_path)))
    (tmp_path / "hook.py").write_text("", encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8") + "hooks: [hook.py]\n", encoding="utf-8")
    keys.append(config_key(configured(tmp_path)))
    (tmp_path / "hook.py").write_text("A = 1\n", encoding="utf-8")
    keys.append(config_key(configured(tmp_path)))

    assert len(keys) == len(set(keys))


def keyed(folder: Path, commit: str, base: str | None = None) -> str:
    """Return the key of a configuration with a value under `commit`, and maybe a file that it inherits."""
    text = f'plugins:\n  - archive:\n      authority: "a.example,2024"\n      commit: {commit}\n'
    configured(folder)
    if base is not None:
        (folder / "base.yml").write_text(base, encoding="utf-8")
        text = f"INHERIT: base.yml\n{text}"
    file = folder / "mkdocs.yml"
    file.write_text(f"site_name: A\ndocs_dir: content\n{text}", encoding="utf-8")
    return config_key(load_config(str(file)))


@pytest.mark.parametrize("value", ["!ENV COMMIT", '!ENV [COMMIT, ""]', '!ENV [ELSEWHERE, COMMIT, ""]'])
def test_the_commit_that_is_built_does_not_count(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever variable feeds the setting `commit`: another value there is no other configuration."""
    monkeypatch.setenv("COMMIT", "a" * 40)
    before = keyed(tmp_path, value)
    monkeypatch.setenv("COMMIT", "b" * 40)

    assert before == keyed(tmp_path, value)


@pytest.mark.parametrize(
    ("value", "base"),
    [
        ('!ENV [COMMIT, ""]', "copyright: !ENV [COMMIT, none]\n"),
        ('!ENV [COMMIT, ""]', "extra: {commit: !ENV COMMIT}\n"),
        ('!ENV [COMMIT, ""]', "extra:\n  archive:\n    commit: !ENV COMMIT\n"),
        ('""', "plugins: {archive: {edit_branch: !ENV COMMIT}}\n"),
    ],
)
def test_a_variable_that_stands_elsewhere_counts(
    value: str, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same variable under another key, where any page may show it, is part of the configuration."""
    monkeypatch.setenv("COMMIT", "a" * 40)
    before = keyed(tmp_path, value, base)
    monkeypatch.setenv("COMMIT", "b" * 40)

    assert before != keyed(tmp_path, value, base)


def test_a_configuration_that_holds_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """YAML can name a part within itself; what stands beside it counts all the same, also by way of an alias."""
    base = "extra: &all\n  again: *all\n  more: &more {commit: !ENV COMMIT}\nplugins: {archive: *more}\n"
    monkeypatch.setenv("COMMIT", "a" * 40)
    before = keyed(tmp_path, '""', base)
    monkeypatch.setenv("COMMIT", "b" * 40)

    assert before != keyed(tmp_path, '""', base)


def test_sources_are_files_that_the_site_has(theme: Theme) -> None:
    """A file of the site is found where it lies on this machine; one that the site has not is left out."""
    theme._sources["assets/fonts/one.woff2"] = "/fonts/one.woff2"

    assert ("/fonts/one.woff2",) == theme.sources(["assets/fonts/none.woff2", "assets/fonts/one.woff2"])
