"""The one door for files: a file → Source. A new format is one file beside this one and one row in the table."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.lines import Source
from corpus.readers.patience import limited
from corpus.readers.sniffing import kind_of
from corpus.system_errors import said

Reader = Callable[[Path, int], Source]

# kind of file → module and function. A module is entered only when a file of its kind comes: with it comes its library.
_READERS = {
    ".txt": ("plain", "read_plain"),
    ".md": ("markdown", "read_markdown"),
    ".docx": ("word", "read_word"),
    ".doc": ("word97", "read_word97"),
    ".rtf": ("rich_text", "read_rich_text"),
    ".odt": ("open_document", "read_open_document"),
    ".html": ("web_page", "read_web_page"),
    ".pdf": ("portable", "read_portable"),
    ".png": ("scanned", "read_scanned"),
}

# Other names that files of these kinds bear.
_SAME = {
    ".text": ".txt",
    ".markdown": ".md",
    ".docm": ".docx",
    ".dotx": ".docx",
    ".dot": ".doc",
    ".htm": ".html",
    ".xhtml": ".html",
    ".jpg": ".png",
    ".jpeg": ".png",
    ".tif": ".png",
    ".tiff": ".png",
}

# What is installed under another name than it is imported.
_PACKAGES = {"PIL": "pillow", "charset_normalizer": "charset-normalizer"}

# What the folder walk picks up.
SUFFIXES = frozenset(_READERS) | frozenset(_SAME)


def is_foreign(name: str) -> bool:
    """Whether a file is of a format that others made: its reader may die of it, and wants a process of its own."""
    suffix = Path(name).suffix.lower()
    return _SAME.get(suffix, suffix) not in (".txt", ".md")


def read(path: Path, max_text_bytes: int) -> Source:
    """The lines of a file, or an UnreadableFile that says why not."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        raise UnreadableFile(f"Chưa đọc được loại tệp “{path.suffix or path.name}”; đọc được: {known}.")
    if path.exists() and not path.is_file() and not path.is_dir():
        raise UnreadableFile(f"{path.name} không phải là tệp thường.")  # a pipe, which would be waited for
    source = _opened(_SAME.get(suffix, suffix), path, max_text_bytes)
    if not any(line.text for line in source.lines):
        raise UnreadableFile(f"Tệp {path.name} không có chữ nào.")
    return source


def _opened(suffix: str, path: Path, max_text_bytes: int) -> Source:
    try:
        with limited():
            return _reader(kind_of(path, suffix))(path, max_text_bytes)
    except FileNotFoundError as error:
        raise UnreadableFile(f"Không còn thấy tệp {path.name}.") from error
    except PermissionError as error:
        raise UnreadableFile(f"Không có quyền đọc tệp {path.name}.") from error
    except IsADirectoryError as error:
        raise UnreadableFile(f"{path.name} là thư mục, không phải tệp.") from error
    except OSError as error:
        raise UnreadableFile(f"Không mở được tệp {path.name} ({said(error)}).") from error
    except ModuleNotFoundError as error:
        package = _PACKAGES.get(error.name or "", error.name)
        raise UnreadableFile(f"Muốn đọc tệp {path.name} phải cài {package}: python -m pip install {package}") from error
    except (RecursionError, MemoryError) as error:
        raise UnreadableFile(f"Tệp {path.name} lồng quá sâu hoặc quá lớn để đọc.") from error


def _reader(kind: str) -> Reader:
    module, function = _READERS[kind]
    reader: Reader = getattr(import_module(f"corpus.readers.{module}"), function)
    return reader
