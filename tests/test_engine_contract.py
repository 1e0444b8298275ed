"""Every engine under the one contract."""

import pytest
from engine_contract import EngineContract, Open

from search.columnar.engine import WhooshEngine

ENGINES: list[Open] = [WhooshEngine]  # another engine is one more word here


class TestEngine(EngineContract):
    @pytest.fixture(params=ENGINES)
    def open_engine(self, request: pytest.FixtureRequest) -> Open:
        opened: Open = request.param
        return opened
