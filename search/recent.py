"""What was looked up lately: the frequent syllables of one question are those of the next."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Recent:
    """Things by their keys, as long as all of them together take no more than so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = 0
        self._known: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What is known by this key, or what `make` gives: for it, those go that nobody has asked for the longest."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key][0]
        made = make()
        with self._lock:
            if key not in self._known:
                self._known[key] = made, made.nbytes
                self._bytes += made.nbytes
            while self._bytes > self._most:
                _, (_, size) = self._known.popitem(last=False)
                self._bytes -= size
        return made
