"""The OpenAPI document of /api/v1: one table of addresses, with everything that can be asked and answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from search.answer import DEEPEST, MOST_HITS, SILENT, SORTS
from web.api_request import TYPES, WORDS, YEARS
from web.exporting import MOST_EXPORTED
from web.openapi_shapes import SHAPES, Shape, listed, shape
from web.request import FILTERS, MOST_CHOSEN
from web.words import FACET_NAMES

VERSION = "1.0.0"


@dataclass(frozen=True)
class Operation:
    """One address. `errors` are the statuses that it may answer beside 200."""

    path: str
    name: str
    summary: str
    answer: Shape
    parameters: tuple[Shape, ...] = ()
    errors: tuple[int, ...] = ()
    media_type: str = "application/json"
    moves: bool = False  # a former name of a paper leads to today's


def _parameter(name: str, text: str, form: Shape, **others: Any) -> Shape:
    return {"name": name, "in": "query", "description": text, "schema": form, **others}


# A pattern knows no calendar: every day but the last one of a leap year's February.
_LONG_MONTHS = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
_SHORT_MONTHS = "(0[469]|11)-(0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(0[1-9]|1[0-9]|2[0-8])"
_DAYS = f"{_LONG_MONTHS}|{_SHORT_MONTHS}|{_FEBRUARY}"

# The second form is what the list of wordings gives.
MOMENT: Shape = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {
            "type": "string",
            "pattern": rf"^[1-9][0-9]{{3}}-({_DAYS})\.[1-9][0-9]{{0,5}}$",
        },
    ]
}


def _in_path(name: str, text: str, example: str) -> Shape:
    form = {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "description": text, "schema": form, "example": example}


def _number(lowest: int, highest: int, usual: int) -> Shape:
    return {"type": "integer", "minimum": lowest, "maximum": highest, "default": usual}


DOC = _in_path("doc", "Tên cố định của văn bản.", "8-nq-tu-minh-hoa-2016")
PID = _in_path("pid", "Mã cố định của đoạn hoặc đề mục.", "k7m2q")
QUERY = _parameter(
    "q",
    'Câu hỏi: từ, "cụm từ", -từ, OR, số: năm: cơquan: loại: mục: nơi: ký: việndẫn:. Để trống: mọi văn bản, mới trước.',
    {"type": "string", "pattern": WORDS},
    example="can bo khong chuyen trach",
)
DAY = _parameter(
    "ngay",
    "Như người đọc thấy cuối ngày ấy, giờ Việt Nam; 2026-05-01.2: sau lần nhập thứ hai của ngày; để trống: hôm nay.",
    MOMENT,
    example="2026-05-01",
)
TYPED = _parameter("q", "Những gì đang gõ.", {"type": "string"}, example="chuyen doi so")
# Where a filter takes not just any text.
FORMS: dict[str, Shape] = {
    "year": {"type": "string", "pattern": YEARS},
    "type": {"type": "string", "enum": list(TYPES)},
}
MEANINGS = {"cites": ": số của nó, hoặc tên cố định (chỉ những mục chắc chắn viện dẫn đúng văn bản ấy)"}
FILTER_PARAMETERS = tuple(
    _parameter(
        name,
        f"{FACET_NAMES[name]}{MEANINGS.get(name, '')}. Lặp lại được, tất cả bộ lọc nhiều nhất {MOST_CHOSEN} giá trị;"
        f" “{SILENT}”: văn bản không ghi.",
        listed(FORMS.get(name, {"type": "string", "minLength": 1})),
        style="form",
        explode=True,
    )
    for name in FILTERS
)
SORT = _parameter("sort", "Thứ tự.", {"type": "string", "enum": list(SORTS), "default": SORTS[0]})
EXACT = _parameter(
    "exact", "1: tìm đúng như đã gõ, không thêm dấu, không sửa lỗi gõ.", {"type": "string", "enum": ["1"]}
)
LIST = (QUERY, *FILTER_PARAMETERS, SORT, EXACT)
LEAFING = (
    _parameter("limit", "Số kết quả.", _number(0, MOST_HITS, 10)),
    _parameter("offset", "Bỏ qua bấy nhiêu kết quả đầu.", _number(0, DEEPEST, 0)),
)

OPERATIONS = (
    Operation("/search", "search", "Tìm các mục của văn bản.", shape("Answer"), (*LIST, *LEAFING), (400, 503)),
    Operation(
        "/search.json", "exportJson", f"Cả danh sách, tới {MOST_EXPORTED} mục.", shape("Answer"), LIST, (400, 503)
    ),
    Operation(
        "/search.csv",
        "exportCsv",
        f"Cả danh sách, tới {MOST_EXPORTED} mục, để mở bằng bảng tính.",
        {"type": "string"},
        LIST,
        (400, 503),
        media_type="text/csv",
    ),
    Operation("/suggest", "suggest", "Gợi ý khi đang gõ.", shape("Suggestions"), (TYPED,), (503,)),
    Operation(
        "/documents/{doc}",
        "document",
        "Một văn bản.",
        shape("Document"),
        (DOC, DAY),
        (400, 404, 410, 503),
        moves=True,
    ),
    Operation(
        "/documents/{doc}/citations",
        "citations",
        "Văn bản này viện dẫn ai, và ai viện dẫn nó.",
        shape("Citations"),
        (DOC,),
        (404, 410, 503),
        moves=True,
    ),
    Operation(
        "/documents/{doc}/paragraphs/{pid}/citations",
        "paragraphCitations",
        "Đoạn này viện dẫn ai, và ai viện dẫn đúng mục ấy.",
        shape("Citations"),
        (DOC, PID),
        (404, 410, 503),
        moves=True,
    ),
    Operation(
        "/missing",
        "missing",
        "Những văn bản được viện dẫn nhiều nhất mà thư viện chưa có.",
        shape("Missing"),
        (_parameter("limit", "Số văn bản.", _number(0, 999_999_999, 100)),),
        (400, 503),
    ),
    Operation(
        "/documents/{doc}/paragraphs/{pid}",
        "paragraph",
        "Mục có đoạn ấy, trong dữ liệu của văn bản.",
        shape("Document"),
        (DOC, PID, DAY),
        (400, 404, 410, 503),
        moves=True,
    ),
    Operation(
        "/documents/{doc}/paragraphs/{pid}/history",
        "history",
        "Các lời văn của một đoạn, cũ trước; cả của đoạn đã được gỡ.",
        shape("History"),
        (DOC, PID),
        (404, 410, 503),
        moves=True,
    ),
)

ERRORS = {
    400: "Yêu cầu không có nghĩa; câu trả lời nói vì sao.",
    401: "Cần đăng nhập.",
    404: "Không có văn bản hay đoạn ấy.",
    410: "Đã từng có, nay không còn; “gone” là bản cuối cùng, ngày gỡ, ai còn viện dẫn và nơi gần nhất còn lại.",
    503: "Thư viện tạm thời không dùng được.",
}


SHAPE_OF_ERROR = {410: "Gone"}


def description(outside: str) -> dict[str, Any]:
    """The whole document; `outside` is what stands before a path in a link."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "tracuu",
            "version": VERSION,
            "description": "Tra cứu văn bản kết luận của Đảng và Nhà nước.",
        },
        "servers": [{"url": f"{outside}/api/v1"}],
        "paths": {one.path: {"get": _operation(one)} for one in OPERATIONS},
        "components": {"schemas": SHAPES},
    }


def _operation(one: Operation) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "200": {"description": "Kết quả.", "content": {one.media_type: {"schema": one.answer}}},
        **{str(status): _error(status) for status in sorted((*one.errors, 401))},
    }
    if one.moves:
        answers["301"] = {
            "description": "Văn bản nay mang tên khác.",
            "headers": {"Location": {"schema": {"type": "string"}, "required": True}},
        }
    return {
        "operationId": one.name,
        "summary": one.summary,
        "parameters": list(one.parameters),
        "responses": dict(sorted(answers.items())),
    }


def _error(status: int) -> dict[str, Any]:
    return {
        "description": ERRORS[status],
        "content": {"application/json": {"schema": shape(SHAPE_OF_ERROR.get(status, "Error"))}},
    }
