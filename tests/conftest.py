"""What many tests stand on: the samples as a library, and the web room over it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import DESK, PHONE, Visit, chromium, served, visiting
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from corpus.settings import Settings
from indexer.build import index
from web import create_app

# A job in the background of a shell ignores Ctrl-C, and so would every program that a test starts from it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# On a busy machine an example may take as long as it likes: no test fails by the clock alone. The examples are the same
# each time, so that a failure is the doing of the change before it; --hypothesis-profile=exploring looks for new ones.
settings.register_profile("exploring", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("repeatable", settings.get_profile("exploring"), derandomize=True)
settings.load_profile("repeatable")

# They hold no doctests, and looking for some trips over several modules of one name.
collect_ignore_glob = ["conftest.py", "*/conftest.py"]

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, read by the real reader into a real index. Only for reading."""
    folder = tmp_path_factory.mktemp("library")
    index([SAMPLES], Settings(library=folder))
    return folder


@pytest.fixture(scope="session")
def app(library: Path) -> Flask:
    return create_app(Settings(library=library))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def address(library: Path) -> Iterator[str]:
    """The samples, served as people serve them."""
    with served(library) as (address, _):
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visit]:
    with visiting(browser, address, PHONE) as visit:
        yield visit


@pytest.fixture
def phone_without_scripts(browser: Browser, address: str) -> Iterator[Visit]:
    with visiting(browser, address, PHONE, java_script_enabled=False) as visit:
        yield visit


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Visit]:
    with visiting(browser, address, DESK) as visit:
        yield visit
