"""The fields of the query language, `năm:2012-2016`: their names, and what is wrong with a value."""

from __future__ import annotations

import re

from corpus.errors import BadRequest
from corpus.places import NEW_FROM_OLD, known_province
from corpus.slugs import may_be_name
from corpus.text import fold_text
from corpus.typed_numbers import other_writings, printed_number

# What is typed before the colon, folded and without blanks -> the filter it sets.
FIELDS = {
    "so": "number",
    "nam": "year",
    "coquan": "body",
    "loai": "doc_type",
    "muc": "type",
    "noi": "place",
    "ki": "signer",
    "viendan": "cites",
}

# "2014", "2012-2016", with the dash of a printed text: "2012 – 2016".
YEARS = re.compile(r"([0-9]{4})(?:\s*[-–]\s*([0-9]{4}))?")


def field_named(typed: str | None) -> str:
    """The filter that a name sets, or nothing.

    >>> field_named("cơ-quan"), field_named("khác")
    ('body', '')
    """
    return FIELDS.get(fold_text(typed or "").replace(" ", ""), "")


def read_years(value: str, before: str = "") -> str:
    """A year or years in a row in the form that the index holds; `before` is what was typed before them: `năm:`.

    >>> read_years("2012 – 2016"), read_years("2016-2012")
    ('2012-2016', '2012-2016')
    """
    years = YEARS.fullmatch(value.strip())
    if not years:
        raise BadRequest(f"“{before}{value}” không phải là năm: viết {before}2014 hoặc {before}2012-2016.")
    return "-".join(sorted(year for year in years.groups() if year))


def in_order(field: str) -> str:
    """A field as it was typed, but for years that were typed the other way round: `năm:2016-2012`.

    >>> in_order("năm:2016-2012"), in_order("năm:2012-2016"), in_order("số:2016-2012")
    ('năm:2012-2016', 'năm:2012-2016', 'số:2016-2012')
    """
    name, colon, value = field.partition(":")
    years = YEARS.fullmatch(value.strip()) if field_named(name.lstrip("-")) == "year" else None
    turned = years and years[2] and years[2] < years[1]
    return f"{name}{colon}{years[2]}-{years[1]}" if years and turned else field


def filter_values(name: str, typed_name: str, value: str) -> list[str]:
    """The values that a filter is set to by what was typed behind a field's name."""
    if not value.strip():
        raise BadRequest(f"Sau “{typed_name}:” cần có một giá trị.")
    if name == "year":
        return [read_years(value, f"{typed_name}:")]
    value = " ".join(value.split())
    if name == "cites" and not may_be_name(value):
        return [value, *other_writings(printed_number(value))]
    # Papers keep the name that is printed on them: who asks for a merged province means its old parts, too.
    province = known_province(value) if name == "place" else None
    return [value, *(part for part in NEW_FROM_OLD.get(province or "", ()) if part != province)]
