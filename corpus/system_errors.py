"""What the operating system or the disk refuses, said in words a person can act on."""

from __future__ import annotations

import errno

from corpus.errors import BadRequest, TracuuError

_SAID = {
    errno.ENOENT: "không có tệp hay thư mục ấy",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.EISDIR: "đó là thư mục, không phải tệp",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết tượng trưng dẫn về chính nó",
    errno.EEXIST: "đã có một tệp hay thư mục tên ấy",
    errno.ENOTEMPTY: "thư mục không rỗng",
    errno.ENOSPC: "hết chỗ trên đĩa",
    errno.EDQUOT: "hết phần đĩa được cấp",
    errno.EFBIG: "tệp lớn quá mức ổ đĩa cho phép",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
    errno.EADDRINUSE: "một chương trình khác đang dùng cổng ấy",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ ấy",
    errno.EIO: "ổ đĩa không đọc hoặc ghi được",
}

# With another path, or other rights, the same call would have done: the mistake of whoever made it.
_MISTAKES = (
    *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EPERM),
    *(errno.EROFS, errno.ENAMETOOLONG, errno.ELOOP, errno.EEXIST, errno.ENOTEMPTY),
)

# What SQLite says when not the register is at fault but what it lies on.
_SQLITE_SAID = {
    "database or disk is full": "hết chỗ trên đĩa",
    # Of a full disk and of a limit for files it often says no more than this, and so of a disk that fails.
    "disk I/O error": "hết chỗ trên đĩa, tệp lớn quá mức cho phép, hoặc ổ đĩa hỏng",
    "attempt to write a readonly database": "không có quyền ghi",
}


def said(error: OSError) -> str:
    """
    >>> said(FileNotFoundError(2, "No such file or directory"))
    'không có tệp hay thư mục ấy'
    """
    return _SAID.get(error.errno or 0) or str(error.strerror or error)


def said_by_sqlite(message: str) -> str | None:
    """
    >>> said_by_sqlite("database or disk is full"), said_by_sqlite("file is not a database")
    ('hết chỗ trên đĩa', None)
    """
    return _SQLITE_SAID.get(message)


def as_ours(error: OSError) -> TracuuError:
    """A sentence with the file's name, and whose mistake it was."""
    where = f"“{error.filename}”: " if error.filename else ""
    sentence = f"{where}{said(error)}."
    sentence = sentence[0].upper() + sentence[1:]
    return BadRequest(sentence) if error.errno in _MISTAKES else TracuuError(sentence)
