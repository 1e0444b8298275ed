"""Bytes → text for the formats that are only text. The only file that knows charset-normalizer."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.legacy_text import decode as decode_legacy
from corpus.legacy_text import is_plain, usual_encoding
from corpus.readers.refusals import too_long

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a]")

# Every byte, as Windows-1252 shows it, so that legacy letters can be told.
_BYTES = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))

# <meta charset="utf-8">, <meta http-equiv=… content="text/html; charset=windows-1258">, <?xml encoding="utf-8"?>
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)

# Enough of a text to guess its encoding by.
_GUESSED = 200_000


def decode(path: Path, max_text_bytes: int) -> str:
    """The text of a file in whatever encoding: Unicode, the Vietnamese ones of old, or what is likeliest."""
    return _decoded(path, max_text_bytes, lambda data: None)


def decode_page(path: Path, max_text_bytes: int) -> str:
    """The same for a web page, which says its encoding; its markup counts as text, so it may be longer."""
    text = _decoded(path, 10 * max_text_bytes, _declared)
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _decoded(path: Path, max_text_bytes: int, declared: Callable[[bytes], str | None]) -> str:
    if path.stat().st_size > 2 * max_text_bytes + 4:  # UTF-16 may need twice what UTF-8 does
        raise too_long(path, max_text_bytes)
    data = path.read_bytes()
    text = _text(path, data, declared)
    if len(text) > max_text_bytes or len(text.encode("utf-8", "replace")) > max_text_bytes:
        raise too_long(path, max_text_bytes)
    if "\0" in text:
        raise UnreadableFile(f"Tệp {path.name} không phải là văn bản (có dữ liệu nhị phân).")
    return text


def _text(path: Path, data: bytes, declared: Callable[[bytes], str | None]) -> str:
    wide = _wide(data)
    if wide is None and b"\0" in data:
        raise UnreadableFile(f"Tệp {path.name} không phải là văn bản (có dữ liệu nhị phân).")
    try:
        text = data.decode(wide or "utf-8-sig")
    except UnicodeDecodeError as error:
        if wide or len(_BINARY.findall(data)) > len(data) // 50:
            raise UnreadableFile(f"Không đọc được bảng mã của tệp {path.name}; hãy lưu lại bằng UTF-8.") from error
        return _of_bytes(data, declared(data))
    return _mended(text)


def _wide(data: bytes) -> str | None:
    """UTF-16: it says so, or every second byte of it is zero as in letters without accents."""
    if data.startswith(_UTF_16):
        return "utf-16"
    head = data[:4096]
    for name, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        # A grave that stands alone, U+0300, has its zero on the other side.
        if len(head) > 40 and zeros.count(0) > 0.6 * len(zeros) and others.count(0) < 0.1 * len(others):
            return name
    return None


def _mended(text: str) -> str:
    """Unicode text whose letters were broken before they became Unicode; nearly none is."""
    if is_plain(text):
        return text
    lines = text.split("\n")
    usual = usual_encoding(lines)
    return "\n".join(decode_legacy(line, usual) for line in lines)


def _of_bytes(data: bytes, declared: str | None) -> str:
    """Bytes that are no Unicode: in an encoding of Viet Nam, else as they say, else in the likeliest."""
    seen = "".join(_BYTES[byte] for byte in data)
    if usual_encoding(seen.split("\n")):
        return _mended(seen)
    guessed = declared or _guess(data)
    try:
        return data.decode(guessed or "cp1252")
    except (UnicodeDecodeError, LookupError):
        return seen


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESSED]).best()
    return best.encoding if best else None
