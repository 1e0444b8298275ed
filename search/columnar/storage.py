"""The index's folder as Whoosh sees it: files are mapped for reading, and a commit is sealed before it takes effect."""

from __future__ import annotations

import mmap
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from search.columnar.seals import seal_file


class IndexStorage(FileStorage):  # type: ignore[misc]
    """A folder whose every change becomes visible by the renaming of a table of contents."""

    def open_file(self, name: str, **kwargs: Any) -> MappedFile:
        return MappedFile(Path(self.folder, name))

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        if newname.endswith(".toc"):
            seal_file(Path(self.folder, oldname))
        super().rename_file(oldname, newname, safe)


class MappedFile(StructFile):  # type: ignore[misc]
    """A file for reading. Whoosh's own seeks before each read, which two threads must not do at the same time."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            size = path.stat().st_size
            self._content: Any = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        super().__init__(self._content or BytesIO(), name=path.name)

    def get(self, position: int, length: int) -> bytes:
        return bytes(self._content[position : position + length])

    def get_array(self, position: int, typecode: str, length: int) -> Any:
        part = StructFile(BytesIO(self._content[position : position + length * 8]))
        return part.read_array(typecode, length)
