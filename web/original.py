"""The file that a paper was read from, to take along: only one that the register knows, and only as it was read."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from flask import Blueprint, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from corpus.errors import NotFound
from corpus.register import Source
from web.library import open_register

original = Blueprint("original", __name__)


@original.get("/van-ban/<doc>/goc")
@original.get("/van-ban/<doc>/goc/<sha256>")
def download(doc: str, sha256: str | None = None) -> ResponseReturnValue:
    with open_register() as register:
        name = register.named(doc)
        if name != doc:
            return redirect(url_for("original.download", doc=name, sha256=sha256), 301)
        sources = register.paper(doc).sources
    known = [source for source in sources if sha256 in (None, source.sha256)]
    if not known:
        raise NotFound("Văn bản này không được nhập từ tệp ấy.")
    for source in known:
        file = as_it_was_read(source)
        if file:
            # A file of its own is saved, never shown: whatever is written in it has no say here.
            return send_file(file, "application/octet-stream", as_attachment=True, download_name=file_name(source))
    raise NotFound("Tệp gốc không còn ở chỗ cũ, hoặc đã đổi từ khi được nhập: không đưa ra một tệp khác thay nó.")


def as_it_was_read(source: Source) -> BinaryIO | None:
    """The open file, at its beginning, when it still holds what was read: what is checked is what is sent."""
    path = Path(source.origin)
    try:
        # A pipe or device would keep us waiting.
        if not stat.S_ISREG(path.stat().st_mode):
            return None
        file = path.open("rb")
    except OSError:
        return None
    digest = hashlib.sha256()
    while piece := file.read(1 << 20):
        digest.update(piece)
    if digest.hexdigest() != source.sha256:
        file.close()
        return None
    file.seek(0)
    return file


def file_name(source: Source) -> str:
    r"""The last part of the name, whichever system gave it.

    >>> [file_name(Source("", name, "", "")) for name in ("a/b c.docx", "a\\b.txt", "hai\ndòng.txt")]
    ['b c.docx', 'b.txt', 'hai dòng.txt']
    """
    name = PureWindowsPath(PurePosixPath(source.source).name).name
    return "".join(sign if sign.isprintable() else " " for sign in name)  # a header holds no line ends
