"""What the API takes, to the letter: people may type a filter in many ways, machines use the permanent values."""

from __future__ import annotations

import re

from corpus.document import SectionType
from corpus.errors import BadRequest
from search.answer import SILENT, Request
from web.request import FILTERS, Arguments, read_exact, read_filters, read_number

# A letter of the Vietnamese alphabet or a digit; nothing at all asks for all papers.
WORDS = "^$|[0-9A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]"
YEARS = f"^([0-9]{{4}}(-[0-9]{{4}})?|{SILENT})$"
TYPES = (*(one.value for one in SectionType), SILENT)


def read_page_of_list(arguments: Arguments) -> Request:
    """The API counts sections, as the terminal does."""
    return _read(
        arguments,
        offset=read_number(arguments, "offset", default=0, lowest=0),
        limit=read_number(arguments, "limit", default=10, lowest=0),
    )


def read_list(arguments: Arguments) -> Request:
    """A whole list is asked for: there is nothing to leaf through."""
    return _read(arguments)


def _read(arguments: Arguments, offset: int = 0, limit: int = 10) -> Request:
    text = arguments.get("q", "")
    if not re.search(WORDS, text):
        raise BadRequest("Hãy nhập ít nhất một từ hoặc một số.")
    for year in arguments.getlist("year"):
        if not re.fullmatch(YEARS, year):
            raise BadRequest(f"“{year[:40]}” không phải là năm: viết 2014 hoặc 2012-2016.")
    for kind in arguments.getlist("type"):
        if kind not in TYPES:
            raise BadRequest(f"Không có loại mục “{kind[:40]}”. Các loại mục: {', '.join(TYPES)}.")
    for name in FILTERS:
        if "" in arguments.getlist(name):
            raise BadRequest(f"Bộ lọc “{name}” cần có một giá trị.")
    if arguments.get("exact", "1") != "1":
        raise BadRequest("“exact” chỉ nhận giá trị 1: tìm đúng như đã gõ.")
    sort = arguments.get("sort", "relevance")
    return Request(text, read_filters(arguments), offset, limit, sort, exact=read_exact(arguments))
