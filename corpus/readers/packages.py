"""Zip files that office formats are: a part is taken out only after its size was asked.

The only file that knows zipfile.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.readers.refusals import broken, locked

_LARGEST_PART = 100_000_000

_OTHER_PAPERS = (("xl/workbook.xml", "bảng tính"), ("ppt/presentation.xml", "bài trình chiếu"))


class Package:
    """An open zip file of an office format."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive

    def holds(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None where the file has no such part."""
        if not self.holds(name):
            return None
        size = self._archive.getinfo(name).file_size
        if size > _LARGEST_PART:
            raise UnreadableFile(f"Tệp {self.path.name} bung ra quá lớn ({size / 1_000_000:.0f} MB).")
        with self._archive.open(name) as part:
            return part.read(_LARGEST_PART)


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The package in a file."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Package(path, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise broken(path) from error
    except RecursionError:
        raise
    except RuntimeError as error:  # what zipfile says of a part that is locked
        raise locked(path) from error


def format_of(path: Path) -> str:
    """`.docx` or `.odt`: which paper a zip file holds."""
    with opened(path) as package:
        if package.holds("content.xml"):
            return ".odt"
        for part, name in _OTHER_PAPERS:
            if package.holds(part):
                raise UnreadableFile(f"Tệp {path.name} là {name}, chưa đọc được.")
    return ".docx"
