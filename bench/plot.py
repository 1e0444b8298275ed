"""Cost against size as a picture. The only file that knows matplotlib."""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt

from bench.marks import BySize

_ROWS = {"one stream median": "", "answer median": ", answer() whole"}


def plot(sizes: BySize, path: Path) -> None:
    """Median milliseconds of a question by the number of sections, both logarithmic."""
    mpl.use("agg")  # no window
    figure, axes = plt.subplots(figsize=(8, 4.5), layout="constrained")
    for row, note in _ROWS.items():
        for name in dict.fromkeys(name for found in sizes.values() for name in found.get(row, {})):
            points = [(size, found[row][name]) for size, found in sorted(sizes.items()) if name in found.get(row, {})]
            axes.plot(*zip(*points), marker="o", linestyle="--" if note else "-", label=f"{name}{note}")
    axes.set(xscale="log", yscale="log", xlabel="sections", ylabel="milliseconds, median")
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    figure.savefig(path, dpi=120)
    plt.close(figure)
