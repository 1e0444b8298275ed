"""One to one: of all ways to pair the members of two groups, the one whose pairs are worth most together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

Pair = tuple[int, int]

# In a group with more members than this the best pairs are simply taken first.
_LARGEST = 60


def assign(worth: Mapping[Pair, float]) -> dict[int, int]:
    """The partner of each left member; a pair that is not named is never made.

    >>> assign({(1, 1): 0.9, (1, 2): 0.8, (2, 1): 0.8})
    {1: 2, 2: 1}
    """
    chosen: dict[int, int] = {}
    for group in _groups(worth):
        lefts = sorted({left for left, _ in group})
        rights = sorted({right for _, right in group})
        if max(len(lefts), len(rights)) > _LARGEST:
            chosen |= _best_first(worth, group)
        else:
            chosen |= _best_together(worth, lefts, rights)
    return dict(sorted(chosen.items()))


def _groups(worth: Mapping[Pair, float]) -> Iterator[list[Pair]]:
    """Pairs that share members, directly or through others: each group can be settled by itself."""
    of_left: defaultdict[int, list[int]] = defaultdict(list)
    of_right: defaultdict[int, list[int]] = defaultdict(list)
    for left, right in worth:
        of_left[left].append(right)
        of_right[right].append(left)
    seen: set[int] = set()
    for start in of_left:
        group: list[Pair] = []
        waiting = [start]
        while waiting:
            left = waiting.pop()
            if left in seen:
                continue
            seen.add(left)
            for right in of_left[left]:
                group.append((left, right))
                waiting += of_right[right]
        if group:
            yield group


def _best_first(worth: Mapping[Pair, float], group: Sequence[Pair]) -> dict[int, int]:
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for left, right in sorted(group, key=lambda pair: (-worth[pair], pair)):
        if left not in chosen and right not in taken:
            chosen[left] = right
            taken.add(right)
    return chosen


def _best_together(worth: Mapping[Pair, float], lefts: Sequence[int], rights: Sequence[int]) -> dict[int, int]:
    """The Hungarian method, with as many idle partners as there are left members, who are worth nothing."""
    costs = [[-worth.get((left, right), 0.0) for right in rights] + [0.0] * len(lefts) for left in lefts]
    return {
        lefts[row]: rights[column]
        for row, column in enumerate(_cheapest(costs))
        if column < len(rights) and (lefts[row], rights[column]) in worth
    }


def _cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """For each row its column; there are at least as many columns as rows.

    Row by row: the shortest way to a free column, where columns on the way change hands. Prices keep what is reduced
    from being negative, so the shortest way is found by looking at the nearest column first.
    """
    width = len(costs[0])
    row_price, column_price = [0.0] * len(costs), [0.0] * (width + 1)
    owner: list[int | None] = [None] * (width + 1)  # the last column is where a new row waits
    for row in range(len(costs)):
        owner[width], column = row, width
        distance, before = [float("inf")] * width, [width] * width
        done: set[int] = set()
        while (holder := owner[column]) is not None:
            done.add(column)
            for other in range(width):
                if other not in done:
                    reduced = costs[holder][other] - row_price[holder] - column_price[other]
                    if reduced < distance[other]:
                        distance[other], before[other] = reduced, column
            nearest = min((other for other in range(width) if other not in done), key=distance.__getitem__)
            step = distance[nearest]
            for other in done:
                owned = owner[other]
                assert owned is not None
                row_price[owned] += step
                column_price[other] -= step
            for other in range(width):
                if other not in done:
                    distance[other] -= step
            column = nearest
        while column != width:
            owner[column] = owner[before[column]]
            column = before[column]
    columns = [0] * len(costs)
    for column, held in enumerate(owner[:width]):
        if held is not None:
            columns[held] = column
    return columns
