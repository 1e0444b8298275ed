"""Documentation is checked like code: what exists is named, and what is named exists."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from screenshots import PAGES, SIZES, THEMES

import bench.__main__ as bench
from bench import over_http
from corpus.document import SectionType
from corpus.settings import Settings
from search.engine import FACETS
from tracuu import commands

HERE = Path(__file__).parent.parent
README = (HERE / "README.md").read_text("utf-8")
ARCHITECTURE = (HERE / "ARCHITECTURE.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_readme_names_every_command(name: str) -> None:
    assert f"`tracuu {name}" in README


@pytest.mark.parametrize(
    "option",
    sorted(
        {
            option
            for name in commands.commands
            for command in [commands.imported(name), *getattr(commands.imported(name), "commands", {}).values()]
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
        }
    ),
)
def test_readme_names_every_option(option: str) -> None:
    assert f"`{option}" in README or f" {option}" in README


@pytest.mark.parametrize(
    "option", sorted({*bench.parser()._option_string_actions, *over_http.parser()._option_string_actions})
)
def test_readme_names_every_option_of_the_benchmark(option: str) -> None:
    assert option in {"-h", "--help"} or f"`{option}" in README


@pytest.mark.parametrize("name", sorted(Settings.__dataclass_fields__))
def test_readme_names_every_setting(name: str) -> None:
    assert f"`TRACUU_{name.upper()}`" in README


def test_readme_names_no_setting_that_does_not_exist() -> None:
    known = {f"TRACUU_{name.upper()}" for name in Settings.__dataclass_fields__} | {"TRACUU_TESTDATA", "TRACUU_DEBUG"}
    assert set(re.findall(r"TRACUU_[A-Z_]+", README)) <= known


@pytest.mark.parametrize(
    "room", ["corpus/", "search/", "indexer/", "web/", "terminal/", "bench/", "tests/", "tracuu.py"]
)
def test_architecture_names_every_room(room: str) -> None:
    assert f"`{room}`" in ARCHITECTURE


def test_architecture_names_every_source_file() -> None:
    for room in ("corpus", "search", "indexer", "web", "terminal", "bench"):
        for path in (HERE / room).rglob("*.py"):
            if path.name != "__init__.py" and path.read_text("utf-8").strip():
                assert re.search(rf"[`/]{path.name}`", ARCHITECTURE), path


def test_architecture_gives_a_reason_for_every_dependency() -> None:
    required = re.search(r"install_requires =\n(.*?)\n\n", (HERE / "setup.cfg").read_text("utf-8"), re.DOTALL)
    assert required
    for line in required[1].splitlines():
        name = re.split(r"[<>=]", line.strip())[0]
        assert f"**{name}**" in ARCHITECTURE, name


@pytest.mark.parametrize("facet", FACETS)
def test_readme_names_every_facet(facet: str) -> None:
    assert f"`{facet}`" in README or f"--{facet.replace('_', '-')}" in README


@pytest.mark.parametrize("section_type", list(SectionType))
def test_readme_names_every_section_type(section_type: SectionType) -> None:
    assert f"`{section_type.value}`" in README


def test_links_of_the_documents_lead_somewhere() -> None:
    for text in (README, ARCHITECTURE):
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (HERE / target).exists(), target


@pytest.mark.parametrize("name", [*PAGES, "login"])
def test_every_page_has_its_pictures(name: str) -> None:
    for width, _, _ in SIZES:
        for theme in THEMES:
            assert (HERE / "docs" / f"{name}-{width}-{theme}.png").exists(), f"python tests/screenshots.py: {name}"


def test_readme_shows_pictures_and_says_how_they_are_made() -> None:
    shown = re.findall(r"!\[[^]]+\]\((docs/[\w-]+\.png)\)", README)
    assert len(shown) >= 3
    assert all((HERE / one).exists() for one in shown)
    assert "`python tests/screenshots.py`" in README


def test_readme_shows_a_proxy_with_tls_and_a_unit() -> None:
    for said in ("listen 443 ssl", "proxy_pass http://127.0.0.1:8080", "X-Forwarded-For", "[Service]", "tracuu serve"):
        assert said in README
