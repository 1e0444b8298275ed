"""What the operating system refuses, in our words, with the status and exit code of whose mistake it was."""

from __future__ import annotations

import errno
import os

import pytest

from corpus.system_errors import as_ours, said, said_by_sqlite


@pytest.mark.parametrize(
    ("number", "name", "sentence", "exit_code"),
    [
        (errno.ENOENT, "a/b", "“a/b”: không có tệp hay thư mục ấy.", 2),
        (errno.EACCES, "a/b", "“a/b”: không có quyền.", 2),
        (errno.ENOSPC, "a/b", "“a/b”: hết chỗ trên đĩa.", 1),
        (errno.ENOSPC, None, "Hết chỗ trên đĩa.", 1),
        (errno.EIO, None, "Ổ đĩa không đọc hoặc ghi được.", 1),
    ],
)
def test_as_ours(number: int, name: str | None, sentence: str, exit_code: int) -> None:
    error = as_ours(OSError(number, os.strerror(number), name))
    assert (str(error), error.exit_code) == (sentence, exit_code)


def test_what_nobody_foresaw_is_said_as_the_system_says_it() -> None:
    assert said(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert said(OSError("odd")) == "odd"


@pytest.mark.parametrize(
    ("message", "is_known"),
    [
        ("database or disk is full", True),
        ("disk I/O error", True),
        ("database disk image is malformed", False),
        ("file is not a database", False),
    ],
)
def test_said_by_sqlite(message: str, is_known: bool) -> None:
    assert bool(said_by_sqlite(message)) == is_known
