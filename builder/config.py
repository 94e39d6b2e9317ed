"""The builder's settings, read from the one configuration file of the site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from builder import files, yamltree
from builder.errors import ConfigError, Problem, ProblemsError

PLUGIN = "archive"
"""The name under `plugins` whose options are the builder's settings."""


_CONTACT = r"^(https://[^\s<>\"']+|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)$"


class Site(BaseModel):
    """Another archive made by this builder: its name, and its address with a slash at the end."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: Annotated[str, StringConstraints(min_length=1)]
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+/$")]


class Settings(BaseModel):
    """The options of the `archive` plugin.

    `authority` is the authority of the `tag:` URIs that feeds use (RFC 4151: a domain name or address that was
    yours on a date, a comma, the date); choose it once. `page_size` is how many statements a list page shows,
    `feed_length` how many statements a feed of the whole archive holds, `group_feed_length` how many that of a ministry,
    kind, tag or language, `edit_branch` the branch whose files "Correct this page" opens, `searched_with` other sites
    that the search of this one searches too, `commit` the archive's commit that is built, which the data names
    and without which, in a preview, citations name no commits of files either, `contact` the address (mail or a page) for
    corrections by people without an account, `site_budget` how many megabytes the host takes, from which what no site lacks is
    reckoned first, `data_budget` how many of them copies and tables of the statements and the past of feeds may take, `card_budget` how many for pictures of single statements in previews of links (about 12 KB each; where
    that is more than it, each ministry and kind has one).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    authority: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9@._-]+,\d{4}(-\d{2}(-\d{2})?)?$")]
    page_size: int = Field(default=100, ge=1, le=200)
    feed_length: int = Field(default=100, ge=1)
    group_feed_length: int = Field(default=25, ge=1)
    edit_branch: str = "main"
    searched_with: list[Site] = Field(default_factory=list)
    commit: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{7,64})?$")] = ""
    site_budget: int = Field(default=1000, ge=1)
    data_budget: int = Field(default=250, ge=0)
    card_budget: int = Field(default=25, ge=0)
    contact: Annotated[str, StringConstraints(pattern=_CONTACT)] | None = None


def settings(options: dict[str, Any], path: str, tree: yamltree.Tree | None = None) -> Settings:
    """Return the settings that plugin options give; raises ConfigError with every problem, at `path`."""
    try:
        return Settings.model_validate(options)
    except ValidationError as error:
        found = yamltree.problems_of(error, tree or yamltree.Tree(options, {}, ()), path, Settings)
        raise ConfigError(found) from None


def content_folder(file: Path) -> Path:
    """Return the content folder (`docs_dir`) that a configuration file names.

    Only that key is read, so commands that never build a page need not load the site's machinery. Raises
    ConfigError where the file or the folder is missing or the file is not YAML.
    """
    name = file.name
    if not file.is_file():
        raise ConfigError(
            [
                Problem(
                    path=name,
                    line=0,
                    code="config",
                    message=f"there is no {name} here",
                    hint="run the command in the folder that holds it, or give --config",
                )
            ]
        )
    text = _text(file, name)
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ConfigError([yamltree.syntax_problem(error, name)]) from None
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    found = next((value for key, value in pairs if key.value == "docs_dir"), None)
    docs = "docs" if found is None else str(found.value)
    folder = file.parent / docs
    if not folder.is_dir():
        line = found.start_mark.line + 1 if found is not None else 0
        message = f'docs_dir: there is no folder "{docs}"'
        raise ConfigError([Problem(path=name, line=line, code="config", message=message)])
    return folder


def _text(file: Path, name: str) -> str:
    try:
        return files.read_text(file, name)
    except ProblemsError as error:
        raise ConfigError(error.problems) from None
