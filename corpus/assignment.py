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
    """For each row its column; there are at least as many columns as rows."""
    row_prices, column_prices = [0.0] * len(costs), [0.0] * len(costs[0])
    owners: list[int | None] = [None] * len(costs[0])
    for row in range(len(costs)):
        column, before = _shortest_way(costs, row, owners, row_prices, column_prices)
        while column is not None:  # along the way every column changes hands
            last = before[column]
            owners[column] = row if last is None else owners[last]
            column = last
    columns = {owner: column for column, owner in enumerate(owners) if owner is not None}
    return [columns[row] for row in range(len(costs))]


def _shortest_way(
    costs: Sequence[Sequence[float]],
    row: int,
    owners: Sequence[int | None],
    row_prices: list[float],
    column_prices: list[float],
) -> tuple[int | None, list[int | None]]:
    """From a row without a column to a column without an owner: that column, and the one before each on the way.

    Prices keep what is left of the costs from being negative, so the nearest column can be looked at first.
    """
    distances = [float("inf")] * len(owners)
    before: list[int | None] = [None] * len(owners)
    ahead, passed = set(range(len(owners))), []
    holder, reached, last = row, 0.0, None
    while True:
        for column in ahead:
            through = reached + costs[holder][column] - row_prices[holder] - column_prices[column]
            if through < distances[column]:
                distances[column], before[column] = through, last
        last = min(ahead, key=distances.__getitem__)
        reached, owner = distances[last], owners[last]
        if owner is None:
            break
        ahead.remove(last)
        passed.append((last, owner))
        holder = owner
    row_prices[row] += reached
    for column, owner in passed:
        row_prices[owner] += reached - distances[column]
        column_prices[column] -= reached - distances[column]
    return last, before
