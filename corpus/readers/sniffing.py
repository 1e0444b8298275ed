"""What a file really is: its first bytes are believed more than its name."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.readers.packages import format_of
from corpus.readers.refusals import locked

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|p|table)\b", re.I | re.S
)

# In the name table of an OLE file whose content is locked.
_LOCKED = "EncryptedPackage".encode("utf-16-le")

# Word 2 and Word 6 before OLE; WordPerfect.
_TOO_OLD = (b"\xdb\xa5-\0", b"\x31\xbe\0\0", b"\xffWPC")

# What office programs write as text under .doc: a page with its pictures in one file (MHTML), and XML without a zip.
_WITH_MARKS = re.compile(rb"\s*(?:MIME-Version:|<\?xml[^>]*>\s*(?:<\?mso-application|<(?:w|pkg|office):))", re.I)

_WRITTEN = frozenset({".txt", ".md"})


def kind_of(path: Path, suffix: str) -> str:
    """The suffix of the reader that this file needs; `suffix` is what it says it is."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if suffix in _WRITTEN and not head.startswith(b"{\\rtf"):
        return suffix  # what is not text there is told by its reader
    if not head.strip(b"\0"):
        raise UnreadableFile(f"Tệp {path.name} chỉ có byte 0." if head else f"Tệp {path.name} rỗng.")
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    if head.startswith(_ZIP):
        return format_of(path)
    if head.lstrip().startswith(b"{\\rt"):
        return ".rtf"
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(_IMAGES):
        return ".png"
    if head.startswith(_TOO_OLD):
        raise UnreadableFile(f"Tệp {path.name} do chương trình quá cũ ghi; hãy mở và lưu lại bằng .docx.")
    return _kind_of_text(path, suffix, head)


def _kind_of_ole(path: Path) -> str:
    """A Word file, or one whose content is locked: then a part of it bears that name."""
    tail = b""
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            if _LOCKED in tail + block:
                raise locked(path)
            tail = block[-len(_LOCKED) :]
    return ".doc"


def _kind_of_text(path: Path, suffix: str, head: bytes) -> str:
    plain = head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    plain = plain.lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _HTML.match(plain):
        return ".html"
    if _WITH_MARKS.match(plain):
        raise UnreadableFile(f"Tệp {path.name} ở dạng MHTML hoặc XML; hãy mở và lưu lại bằng .docx.")
    if suffix == ".html":
        return suffix
    if b"\0" not in head:
        return ".txt"  # somebody renamed a text
    raise UnreadableFile(f"Tệp {path.name} bị hỏng hoặc không đúng định dạng {path.suffix}.")
