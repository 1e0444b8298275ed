"""Why a file is refused: one sentence for each reason that several readers know."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnreadableFile


def too_long(path: Path, max_text_bytes: int) -> UnreadableFile:
    limit = f"{max_text_bytes / 1_000_000:g} MB" if max_text_bytes >= 1_000_000 else f"{max_text_bytes} byte"
    return UnreadableFile(f"Tệp {path.name} dài quá mức cho phép ({limit} chữ).")


def broken(path: Path) -> UnreadableFile:
    return UnreadableFile(f"Tệp {path.name} bị hỏng hoặc không đúng định dạng.")


def locked(path: Path) -> UnreadableFile:
    return UnreadableFile(f"Tệp {path.name} có mật khẩu.")


def too_deep(path: Path) -> UnreadableFile:
    return UnreadableFile(f"Tệp {path.name} lồng quá sâu.")


def too_many(path: Path, what: str) -> UnreadableFile:
    return UnreadableFile(f"Tệp {path.name} có quá nhiều {what}.")
