"""Which tables are no tables: the columns of a letterhead, or of recipients and signature, set with invisible lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MOST_ROWS = 8

# One of these stands in a letterhead or beside a signature, and in no table of figures.
_CUE = re.compile(
    r"""
    ^\W*(?:
        ĐẢNG\ CỘNG\ SẢN\ VIỆT\ NAM | CỘNG\ H(?:ÒA|OÀ)\ XÃ\ HỘI | Độc\ lập\s*[-–]\s*Tự\ do
      | Nơi\s+(?:nhận|gửi)\b
      | (?:TM|T/M|KT|K/T|TL|T/L|TUQ|T/UQ|Q)\s?[./]\s?[^\W\d_]
      | XÁC\ THỰC\ VĂN\ BẢN
    )
    """,
    re.VERBOSE | re.MULTILINE,
)


def is_frame(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of cells are columns of a page.

    >>> is_frame([["TỈNH ỦY MINH HỌA", "ĐẢNG CỘNG SẢN VIỆT NAM"]]), is_frame([["TT", "Chức danh"], ["1", "Bí thư"]])
    (True, False)
    """
    if len(rows) > _MOST_ROWS or any(sum(map(bool, row)) > 2 for row in rows):
        return False
    if any(_CUE.search(cell) for row in rows for cell in row):
        return True
    columns = list(zip(*rows)) if len({len(row) for row in rows}) == 1 else []
    return len(columns) == 2 and any(not any(column) for column in columns)
