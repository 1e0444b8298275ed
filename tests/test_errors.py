"""The family of errors: what the web answers and what the terminal returns."""

from __future__ import annotations

import pytest

from corpus import errors
from corpus.errors import TracuuError


@pytest.mark.parametrize(
    ("name", "status", "exit_code"),
    [
        ("TracuuError", 500, 1),
        ("BadRequest", 400, 2),
        ("NotFound", 404, 2),
        ("Gone", 410, 2),
        ("UnreadableFile", 400, 3),
        ("LibraryBusy", 503, 1),
        ("LibraryBroken", 503, 1),
    ],
)
def test_status_and_exit_code(name: str, status: int, exit_code: int) -> None:
    error = getattr(errors, name)("Một câu.")
    assert isinstance(error, TracuuError)
    assert (error.status, error.exit_code, str(error)) == (status, exit_code, "Một câu.")


def test_no_error_is_left_out_above() -> None:
    assert len([one for one in vars(errors).values() if isinstance(one, type)]) == 8


def test_of_what_was_withdrawn_nothing_is_said() -> None:
    error = errors.Withdrawn()
    assert (error.status, error.exit_code, str(error)) == (410, 2, "Văn bản này đã được thu hồi.")
