"""Recipients and signature: in a row, side by side, interleaved, either column first."""

import pytest

from corpus.readers.written import lines_of
from corpus.tail import Tail, read_tail


def tail(text: str, issuing_body: str | None = "Ban Thường vụ Tỉnh ủy") -> Tail | None:
    return read_tail([line for line in lines_of(text) if line.text], issuing_body)


RECIPIENTS = ("- Các huyện ủy;", "- Lưu.")
SIGNATURE = ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "(Đã ký)", "Lê Thị Mẫu")


@pytest.mark.parametrize(
    "text",
    [
        "Nơi nhận:\n- Các huyện ủy;\n- Lưu.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n(Đã ký)\nLê Thị Mẫu",
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n(Đã ký)\nLê Thị Mẫu\nNơi nhận:\n- Các huyện ủy;\n- Lưu.",
        "Nơi nhận:       T/M BAN THƯỜNG VỤ\n- Các huyện ủy;      PHÓ BÍ THƯ\n(Đã ký)\n- Lưu.        Lê Thị Mẫu",
        "T/M BAN THƯỜNG VỤ       Nơi nhận:\nPHÓ BÍ THƯ       - Các huyện ủy;\n(Đã ký)        - Lưu.\nLê Thị Mẫu",
        "| Nơi nhận:<br>- Các huyện ủy;<br>- Lưu. | T/M BAN THƯỜNG VỤ<br>PHÓ BÍ THƯ<br>(Đã ký)<br>Lê Thị Mẫu |",
        "#### Nơi nhận:\n- Các huyện ủy;\n- Lưu.\n\n**T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ**\n\n(*Đã ký*)\n\n**Lê Thị Mẫu**",
    ],
)
def test_layouts(text: str) -> None:
    found = tail(text)
    assert found is not None
    assert (found.label, found.recipients, found.signature) == ("Nơi nhận:", RECIPIENTS, SIGNATURE)
    assert (found.signer_name, found.signer_role) == ("Lê Thị Mẫu", "Phó Bí thư")
    assert found.signing_body == "Ban Thường vụ Tỉnh ủy"


@pytest.mark.parametrize(
    ("text", "issuing", "signing", "role"),
    [
        ("T/M TỈNH ỦY\nBÍ THƯ\nLê Thị Mẫu", "Ban Chấp hành Đảng bộ tỉnh", "Tỉnh ủy", "Bí thư"),
        ("CHÁNH VĂN PHÒNG\n(đã ký)\nLê Thị Mẫu", "Thường trực Tỉnh ủy", "Văn phòng Tỉnh ủy", "Chánh Văn phòng"),
        (
            "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nLê Thị Mẫu",
            "Chủ tịch Ủy ban nhân dân tỉnh",
            "Văn phòng Ủy ban nhân dân tỉnh",
            "Chánh Văn phòng",
        ),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Thị Mẫu",
            "Ủy ban nhân dân tỉnh",
            "Ủy ban nhân dân tỉnh",
            "Phó Chủ tịch",
        ),
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Thị Mẫu", "Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", "Bí thư"),
        ("T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Thị Mẫu", None, "Ban Thường vụ", "Bí thư"),
    ],
)
def test_signing_body(text: str, issuing: str | None, signing: str, role: str) -> None:
    found = tail(text, issuing)
    assert found is not None
    assert (found.signing_body, found.signer_role) == (signing, role)


@pytest.mark.parametrize(
    "text",
    [
        "1. Bí thư cấp ủy làm tốt.",
        "Nơi nhận hồ sơ là bộ phận một cửa " * 8,
        "KẾT QUẢ ĐẠT ĐƯỢC",
        "Lê Thị Mẫu",
        "",
    ],
)
def test_no_tail(text: str) -> None:
    assert tail(text) is None


def test_a_recipient_wrapped_without_a_dash() -> None:
    found = tail("Nơi nhận:\n- Mặt trận Tổ quốc,\ncác đoàn thể;\n- Lưu.")
    assert found is not None
    assert found.recipients == ("- Mặt trận Tổ quốc, các đoàn thể;", "- Lưu.")


def test_the_tail_ends_at_an_appendix() -> None:
    found = tail("BÍ THƯ\nLê Thị Mẫu\nPHỤ LỤC\n1. Một.")
    assert found is not None
    assert (found.start, found.end) == (0, 2)


def test_without_a_signer() -> None:
    found = tail("Nơi nhận:\n- Lưu.")
    assert found is not None
    assert (found.signer_name, found.signer_role, found.signing_body) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize("name", ["Lê Thị Mẫu đã ký", "Lê Thị Mẫu (đã ký)", "(đã ký) Lê Thị Mẫu"])
def test_the_mark_may_stand_beside_the_name(name: str) -> None:
    found = tail(f"T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n{name}")
    assert found is not None
    assert found.signer_name == "Lê Thị Mẫu"
    assert found.signature[-1] == name
