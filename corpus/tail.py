"""The tail of a paper: recipients and signature, one after the other or interleaved in two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.bodies import body_name, find_bodies
from corpus.head import is_kind_line
from corpus.labels import Rung, read_label
from corpus.lines import Line, in_capitals
from corpus.text import collapse, fold_text

_RECIPIENTS = re.compile(r"^\W*(?P<label>Nơi\s+(?:nhận|gửi)\s*:?)\s*", re.IGNORECASE)

# "T/M BAN THƯỜNG VỤ", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "T/L", "TUQ.", "Q. GIÁM ĐỐC"
_AUTHORITY = re.compile(r"^\W*(?P<sign>T/?M|K/?T|T/?L|TU/?Q|T/UQ|Q)\s*(?:[./]\s*|\s+)(?P<who>\S.*)", re.DOTALL)

# "(Đã ký)", "(đã ký, đóng dấu)", "(Ký tên, đóng dấu)"
_SIGNED = re.compile(r"^\W*(?:đã ký|ký tên|đã kí)\b[\s\w,]{0,30}\W*$", re.IGNORECASE)

# The same beside the signer's name: "Lê Thị Mẫu đã ký"
_MARK = r"\(?(?:đã ký|đã kí)(?:\s*(?:,|và)\s*đóng dấu)?\)?"
_MARK_BESIDE = re.compile(rf"^{_MARK}\s+|\s+{_MARK}$", re.IGNORECASE)

# Signing roles as they are written inside a sentence; the longest that fits names the role.
_ROLES = (
    "Bí thư", "Phó Bí thư", "Phó Bí thư Thường trực", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Chủ tịch",
    "Phó Chủ tịch", "Phó Chủ tịch Thường trực", "Trưởng ban", "Phó Trưởng ban", "Phó Trưởng ban Thường trực",
    "Chủ nhiệm", "Phó Chủ nhiệm", "Bộ trưởng", "Thứ trưởng", "Thủ tướng", "Phó Thủ tướng", "Tổng Bí thư",
    "Thường trực Ban Bí thư", "Giám đốc", "Phó Giám đốc", "Chủ tịch Quốc hội", "Chủ tịch nước", "Trưởng đoàn",
    "Viện trưởng", "Chánh án", "Tổng Giám đốc", "Phó Tổng Giám đốc", "Ủy viên Thường vụ", "Ủy viên Thường trực",
    "Ủy viên", "Chính ủy", "Chánh Thanh tra", "Tổng Thư ký", "Thư ký", "Hiệu trưởng", "Chủ tọa", "Người ghi biên bản",
)  # fmt: skip
_BY_FOLDED = {fold_text(role): role for role in _ROLES}

# "Lê Thị Mẫu", "PGS.TS. Nguyễn Văn A", "Đại tá Lê Văn B"
_TITLES = r"(?:(?:GS|PGS|TS|ThS|BS|KS|CN)[.,\s]+)*(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tá|tướng)\s)?"
_NAME = re.compile(rf"^{_TITLES}(?P<name>[^\W\d_]+(?:\s[^\W\d_]+){{1,5}})$")

_LONGEST_TAIL_LINE = 250


@dataclass(frozen=True)
class Tail:
    """Recipients and signature, line by line, and what they say."""

    label: str | None  # "Nơi nhận:"
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer_name: str | None
    signer_role: str | None
    signing_body: str | None
    start: int  # lines from start to end were used
    end: int


def read_tail(lines: Sequence[Line], issuing_body: str | None) -> Tail | None:
    """The tail of a paper, or None when it has none."""
    start = next((place for place, line in enumerate(lines) if _begins_tail(line)), None)
    if start is None:
        return None
    end = _end(lines, start)
    label, recipients, signature = _sorted(lines[start:end])
    role_line = next((text for text in reversed(signature) if _role(text)), None)
    return Tail(
        label,
        recipients,
        signature,
        _signer(signature),
        _role(role_line) if role_line else None,
        _signing_body(signature, role_line, issuing_body),
        start,
        end,
    )


def _begins_tail(line: Line) -> bool:
    if line.rule or len(line.text) > _LONGEST_TAIL_LINE:
        return False
    return any(
        _RECIPIENTS.match(cell) or _is_signature(cell, begins=True) for row in line.columns for cell in row if cell
    )


def _is_signature(text: str, begins: bool = False) -> bool:
    """Whether a cell can only stand in a signature; at the beginning, a role in capitals must be all of it."""
    authority = _AUTHORITY.match(text)
    if authority and in_capitals(authority["who"]) and len(text) < 100:
        return True
    if _SIGNED.match(text):
        return True
    return in_capitals(text) and _role(text) is not None and (not begins or fold_text(text) in _BY_FOLDED)


def _role(text: str) -> str | None:
    """The role that a line names: `PHÓ BÍ THƯ` → `Phó Bí thư`; `KT. CHỦ TỊCH` names an authority, not a role."""
    if _AUTHORITY.match(text) and not text.lstrip().startswith("Q"):
        return None
    words = fold_text(text).split()[:8]
    if not in_capitals(text) and " ".join(words) not in _BY_FOLDED:
        return None
    for count in range(len(words), 0, -1):
        if role := _BY_FOLDED.get(" ".join(words[:count])):
            return role
    return None


def _end(lines: Sequence[Line], start: int) -> int:
    """Where the tail ends: at an appendix or another paper behind it, else with the paper."""
    closed = False  # the recipients' last line or the signer's name was seen
    for place in range(start, len(lines)):
        line = lines[place]
        label = read_label(line.text)
        if label and label.rung is Rung.APPENDIX and not line.cells:
            return place
        if closed and _is_foreign(line, label is not None and Rung.PART <= label.rung <= Rung.ARABIC):
            return place
        cells = [cell for row in line.columns for cell in row if cell]
        closed = closed or any(_NAME.match(cell) or fold_text(cell).startswith("luu") for cell in cells)
    return len(lines)


def _is_foreign(line: Line, labelled: bool) -> bool:
    return len(line.text) > _LONGEST_TAIL_LINE or labelled or line.table and len(line.cells) > 2 or is_kind_line(line)


def _sorted(lines: Sequence[Line]) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    label: str | None = None
    recipients: list[str] = []
    signature: list[str] = []
    column = signature
    list_right = False  # the recipients stand in the right column
    for text, right in _cells(lines):
        match = _RECIPIENTS.match(text)
        right = right and not list_right
        if match and label is None:
            list_right = right
            label, text = match["label"], text[match.end() :]
            column = recipients
            if text:
                recipients.append(text)
            continue
        column = _column(text, right, column is recipients, recipients, signature, label is not None)
        if column is recipients and recipients and text[0].islower() and not right and not _finished(recipients[-1]):
            recipients[-1] = f"{recipients[-1]} {text}"
        else:
            column.append(text)
    return label, tuple(recipients), tuple(signature)


def _cells(lines: Sequence[Line]) -> Iterator[tuple[str, bool]]:
    """The printed pieces of the tail, and whether each stands in a right column."""
    for line in lines:
        if line.rule:
            continue
        for row in line.columns:
            for place, cell in enumerate(row):
                if collapse(cell):
                    yield collapse(cell), place > 0


def _column(
    text: str, right: bool, in_list: bool, recipients: list[str], signature: list[str], listed: bool
) -> list[str]:
    if right or _is_signature(text):
        return signature
    if text.startswith(("-", "–", "+", "•")) or text.endswith((";", ",")) or fold_text(text).startswith("luu "):
        return recipients if listed else signature
    if _NAME.match(text) and _is_name(text):
        return signature
    return recipients if listed and in_list or not signature and listed else signature


def _finished(text: str) -> bool:
    return text.endswith((";", "."))


def _is_name(text: str) -> bool:
    """`Lê Thị Mẫu`, not `Văn phòng Tỉnh ủy` or `BÍ THƯ`."""
    match = _NAME.match(text)
    if not match or _role(text) or next(find_bodies(text), None):
        return False
    words = match["name"].split()
    return all(word.istitle() or word.isupper() for word in words) and len(words) <= 6


def _signer(signature: Sequence[str]) -> str | None:
    names = [_MARK_BESIDE.sub("", text) for text in signature if not _is_signature(text)]
    return next((name for name in reversed(names) if _is_name(name)), None)


def _signing_body(signature: Sequence[str], role_line: str | None, issuing_body: str | None) -> str | None:
    """For whom is signed: `T/M BAN THƯỜNG VỤ`; without it, the office whose head signs."""
    for text in signature:
        match = _AUTHORITY.match(text)
        if match and match["sign"].replace("/", "") == "TM":
            return _completed(body_name(match["who"]), issuing_body)
    role = _role(role_line) if role_line else None
    if role and role.endswith("Chánh Văn phòng"):
        return f"Văn phòng {_committee(issuing_body)}".strip()
    return issuing_body if role else None


def _completed(name: str, issuing_body: str | None) -> str:
    """A signature says `BAN THƯỜNG VỤ`; whose, the head of the paper says."""
    if issuing_body and issuing_body.startswith(name):
        return issuing_body
    if name in ("Ban Thường vụ", "Thường trực") and fold_text(_committee(issuing_body)).endswith(" uy"):
        return f"{name} {_committee(issuing_body)}"
    return name


def _committee(body: str | None) -> str:
    """The committee or council that a body belongs to: `Thường trực Tỉnh ủy` → `Tỉnh ủy`."""
    return re.sub(r"^(?:Ban Thường vụ|Thường trực|Chủ tịch|Văn phòng)\s+", "", body or "")
