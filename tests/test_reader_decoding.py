"""Texts in whatever encoding they were saved."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.legacy_tables import TCVN3, VNI, VPS
from corpus.readers import read

TEXT = "Kết luận của Ban Thường vụ về công tác cán bộ\nCác cấp ủy đã lãnh đạo, chỉ đạo quyết liệt."


def in_bytes(table: dict[str, str], text: str) -> bytes:
    back: dict[str, str] = {}
    for seen, letter in table.items():
        if all(ord(sign) < 256 for sign in seen):
            back.setdefault(letter, seen)
    return "".join(back.get(letter, letter) for letter in text).encode("latin-1")


def lines(folder: Path, data: bytes, name: str = "a.txt") -> list[str]:
    path = folder / name
    path.write_bytes(data)
    return [line.text for line in read(path, 10**6).lines]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        unicodedata.normalize("NFD", TEXT).encode("utf-16-be"),  # a grave alone is 03 00
        unicodedata.normalize("NFD", TEXT).encode(),
        in_bytes(dict(TCVN3), TEXT),
        in_bytes(dict(VNI), TEXT),
        in_bytes(dict(VPS), TEXT),
        in_bytes(dict(TCVN3), TEXT).decode("cp1252").encode(),  # saved as Unicode when it was broken already
        TEXT.encode().decode("latin-1").encode(),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_encodings_of_viet_nam(tmp_path: Path, data: bytes, name: str) -> None:
    assert lines(tmp_path, data, name) == TEXT.split("\n")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Кому: Посольство Социалистической Республики Вьетнам, город Москва, улица Большая Пироговская", "cp1251"),
        ("关于越南共产党中央委员会的决议，各省市党委应当认真贯彻执行，并及时报告结果。", "gb18030"),
    ],
)
def test_other_encodings_are_guessed(tmp_path: Path, text: str, encoding: str) -> None:
    assert lines(tmp_path, text.encode(encoding)) == [text]


def test_a_word_of_another_language_changes_nothing(tmp_path: Path) -> None:
    text = "Kết luận số 5\nGửi ông Müller, São Paulo; giá 10 £, 25 °C © 2020"
    assert lines(tmp_path, text.encode()) == text.split("\n")


@pytest.mark.parametrize("data", [b"a\0b\1c", b"\1\2\3\xff\xfe\xfd" * 30, "a".encode("utf-16") + b"\0"])
def test_what_is_no_text(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="bảng mã|nhị phân"):
        lines(tmp_path, data)
