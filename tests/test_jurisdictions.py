"""Whose list a number stands on."""

from __future__ import annotations

import pytest

from corpus.jurisdictions import Level, Restart, level_of_body, level_of_symbol, restart_of
from corpus.numbers import read_number


@pytest.mark.parametrize(
    ("printed", "level", "restart"),
    [
        ("25-KL/TU", Level.PROVINCE, Restart.TERM),
        ("118-TB/VPTU", Level.PROVINCE, Restart.TERM),
        ("64-KL/TW", Level.CENTRAL, Restart.TERM),
        ("12-HD/BTCTW", Level.CENTRAL, Restart.TERM),
        ("05-NQ/HU", Level.BELOW, Restart.TERM),
        ("04-KL/ĐU", Level.BELOW, Restart.TERM),
        ("34/2019/NĐ-CP", Level.CENTRAL, Restart.NEVER),
        ("72/2025/QH15", Level.CENTRAL, Restart.NEVER),
        ("04/CT-TTg", Level.CENTRAL, Restart.YEAR),
        ("123/QĐ-UBND", None, Restart.YEAR),  # a province's, a district's or a commune's
        ("27/2019/NQ-HĐND", None, Restart.NEVER),
        ("13/2020/TT-BGDĐT", Level.CENTRAL, Restart.NEVER),
    ],
)
def test_numbers(printed: str, level: Level | None, restart: Restart) -> None:
    number = read_number(printed)
    assert number
    assert (level_of_symbol(number), restart_of(number)) == (level, restart)


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("Ban Thường vụ Tỉnh ủy", Level.PROVINCE),
        ("Ủy ban nhân dân tỉnh", Level.PROVINCE),
        ("Ủy ban nhân dân xã", Level.BELOW),
        ("Ban Thường vụ Huyện ủy", Level.BELOW),
        ("Sở Lao động - Thương binh và Xã hội", Level.PROVINCE),
        ("Bộ Chính trị", Level.CENTRAL),
        ("Ban Tổ chức Trung ương", Level.CENTRAL),
        ("Trường Chính trị", None),
        (None, None),
    ],
)
def test_bodies(body: str | None, level: Level | None) -> None:
    assert level_of_body(body) is level
