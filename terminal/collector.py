"""Python's garbage collector, at rest where it finds nothing and only takes time: a fifth of a cold search."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

Taken = ParamSpec("Taken")
Given = TypeVar("Given")


@contextmanager
def at_rest() -> Iterator[None]:
    """While modules are imported, which stay."""
    is_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_at_work:
            gc.enable()


def short_lived(function: Callable[Taken, Given]) -> Callable[Taken, Given]:
    """For a command that ends with its answer: what it leaves behind is not looked through, not even at the end."""

    @wraps(function)
    def run(*arguments: Taken.args, **named: Taken.kwargs) -> Given:
        try:
            with at_rest():
                return function(*arguments, **named)
        finally:
            gc.freeze()

    return run
