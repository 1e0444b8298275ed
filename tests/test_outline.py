"""Opening, content, closing, appendices."""

import pytest

from corpus.blocks import blocks_of
from corpus.outline import appendix_outline, cut_appendix, divide
from corpus.readers.written import lines_of


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Ngày 1/1/2015, họp:\n\n1. a.\n\n2. b.\n\nCăn cứ Thông báo này, các cấp thực hiện./.", (1, 2, 1)),
        ("1. a.\n\nb./.", (0, 1, 1)),
        ("1. a.\n\nb.", (0, 2, 0)),
        ("1. a./.", (0, 1, 0)),
        ("III- Tổ chức\n\nKết luận này được phổ biến đến chi bộ.", (0, 2, 0)),  # all that the heading has
        ("1. a.\n\nTrên đây là kết luận.\n\nVăn phòng thông báo để các nơi biết.", (0, 1, 2)),
        ("Căn cứ a;\n\nXét b;\n\nMột.", (2, 1, 0)),
        ("Điều ước.\n\nMột.", (0, 2, 0)),
        ("**Chính phủ**\n\nCăn cứ a;\n\nĐiều 1. b.", (2, 1, 0)),  # the body that decides is no heading
        ("Họp.\n\n**Sở Nội vụ**\n\n1. Trồng cây.", (1, 2, 0)),  # but one that is told what to do is
        ("**Về cây**\n\nCăn cứ a;\n\nĐiều 1. b.", (0, 3, 0)),
        # what stands behind the last article is the article's, but for how the paper was adopted
        ("Điều 1. a.\n\nĐiều 2. b.\n\nQuyết định này có hiệu lực kể từ ngày ký./.", (0, 3, 0)),
        ("Điều 9. Hiệu lực\n\nLệnh này có hiệu lực từ nay.\n\nNếu vướng mắc thì báo cáo./.", (0, 3, 0)),
        ("Điều 1. a.\n\nNghị quyết này đã được Hội đồng nhân dân tỉnh thông qua ngày 01/02/2099./.", (0, 1, 1)),
        ("Điều 1. a.\n\nLuật này được Quốc hội khóa XX, kỳ họp thứ 9 thông qua.", (0, 1, 1)),
    ],
)
def test_divide(text: str, sizes: tuple[int, int, int]) -> None:
    assert tuple(map(len, divide(blocks_of(lines_of(text)), titled=True))) == sizes


def test_appendices() -> None:
    text = "PHỤ LỤC\nBIỂU MỘT\n(Kèm theo Kết luận số 1-KL/TU)\n1. a.\nPHỤ LỤC 02: Biểu hai\n1. b."
    sections = appendix_outline(lines_of(text)).sections
    assert [(s.path, s.heading) for s in sections] == [
        ("phụ lục 1", "BIỂU MỘT"),
        ("phụ lục 1/1", None),
        ("phụ lục 2", "Biểu hai"),
        ("phụ lục 2/1", None),
    ]


def test_a_paper_without_a_signature() -> None:
    body, appendix = cut_appendix(lines_of("1. a.\nPHỤ LỤC 1\n1. b."))
    assert (len(body), len(appendix)) == (1, 2)
