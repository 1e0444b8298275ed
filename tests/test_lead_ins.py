"""Lead-ins: words that turn to another matter."""

import pytest

from corpus.lead_ins import read_lead_in


@pytest.mark.parametrize(
    ("text", "segment", "printed", "own"),
    [
        ("Tuy nhiên, còn chậm.", "tuy nhiên", "Tuy nhiên", "Tuy nhiên, còn chậm."),
        ("Nguyên nhân của hạn chế là", "nguyên nhân", "Nguyên nhân", "Nguyên nhân của hạn chế là"),
        ("Yêu cầu chung: Tiếp tục", "yêu cầu chung", "Yêu cầu chung:", "Tiếp tục"),
        (
            "Bên cạnh những kết quả đạt được, còn",
            "bên cạnh đó",
            "Bên cạnh những kết quả",
            "Bên cạnh những kết quả đạt được, còn",
        ),
        ("Hạn chế, khuyết điểm:", "hạn chế, khuyết điểm", "Hạn chế, khuyết điểm:", ""),
        ("Nguyên nhân", "nguyên nhân", "Nguyên nhân", ""),
    ],
)
def test_read_lead_in(text: str, segment: str, printed: str, own: str) -> None:
    found = read_lead_in(text)
    assert found is not None
    assert (found[0].segment, found[0].printed, found[1]) == (segment, printed, own)


@pytest.mark.parametrize("text", ["Kết quả thực hiện tốt.", "Mục tiêu của ta", "Bên cạnh đó, tiếp tục", "Các cấp", ""])
def test_no_lead_in(text: str) -> None:
    assert read_lead_in(text) is None
