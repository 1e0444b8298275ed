"""The two papers that the tests of an indexing run take in, and whether their library is whole."""

from __future__ import annotations

from pathlib import Path

from filing import indexed, registered

from corpus.settings import Settings
from indexer.check import check

# 25 and 26 of 2014; what becomes of their links is what these tests are about.
FIRST, SECOND = "25-kl-tu-minh-hoa-2014", "26-kl-tu-minh-hoa-2014"

OTHER_TASKS = (
    "Khẩn trương nạo vét kênh mương, vận hành cống ngăn mặn theo lịch đã thông báo cho nhân dân.",
    "Bố trí xe bồn chở nước ngọt đến các ấp ven biển trong suốt mùa khô, không để hộ nào thiếu nước uống.",
)


def agree(library: Path) -> bool:
    """Register and index hold the same sections with the same ids, and `check` finds no damage."""
    damage = [finding.text for finding in check(Settings(library=library)) if finding.damage]
    assert not damage
    return registered(library) == indexed(library)
