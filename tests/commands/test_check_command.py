"""`tracuu check`: says what is damaged, and mends it."""

from __future__ import annotations

import shutil
from pathlib import Path

from commanding import apart, printed, refused, tracuu
from filing import write

from corpus.register_opening import FILE_NAME


def test_check(library: Path) -> None:
    assert printed("check", "--library", library, start=apart) == {"damaged": False, "findings": []}
    plain = tracuu("check", "--library", library)
    assert (plain.returncode, plain.stdout) == (0, "Thư viện nguyên vẹn.\n")


def test_check_and_repair(library: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    shutil.rmtree(copy / "index")
    found = printed("check", "--library", copy, code=1)
    said = "Không có chỉ mục: `tracuu check --repair` dựng lại từ sổ đăng ký."
    assert found == {"damaged": True, "findings": [{"damage": True, "text": said}]}
    plain = tracuu("check", "--library", copy)
    assert (plain.returncode, plain.stdout) == (1, f"hư hỏng: {said}\n")
    assert printed("check", "--repair", "--library", copy) == {"damaged": False, "findings": []}
    assert printed("search", "vệ sinh", "--library", copy)["total"] == 2


def test_check_of_a_damaged_register(library: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(library, tmp_path / "library")
    write(copy, FILE_NAME, "no database " * 1_000)
    assert printed("check", "--library", copy, code=1)["damaged"] is True
    refused("check", "--repair", "--library", copy, code=1, status=503)
