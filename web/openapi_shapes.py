"""The shapes of what the API answers, as JSON schemas: closed objects, so that nothing is answered unsaid."""

from __future__ import annotations

from typing import Any

from corpus.document import SectionType
from search.engine import FACETS

Shape = dict[str, Any]


def closed(**properties: Shape) -> Shape:
    """An object that has all of these and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def listed(items: Shape) -> Shape:
    return {"type": "array", "items": items}


def shape(name: str) -> Shape:
    return {"$ref": f"#/components/schemas/{name}"}


TEXT: Shape = {"type": "string"}
NUMBER: Shape = {"type": "integer", "minimum": 0}
MAYBE_TEXT: Shape = {"type": ["string", "null"]}
MAYBE_YEAR: Shape = {"type": ["integer", "null"]}
MAYBE_DATE: Shape = {"type": ["string", "null"], "format": "date"}
DATE: Shape = {"type": "string", "format": "date"}
MEASURE: Shape = {"type": "number", "minimum": 0}
SWITCH: Shape = {"type": "boolean"}
SECTION_TYPE: Shape = {"type": "string", "enum": [one.value for one in SectionType]}
FORM: Shape = {"type": "string", "enum": ["numbered", "named", "alias", "self"]}
# A text and whether it is marked.
RUN: Shape = {"type": "array", "prefixItems": [TEXT, SWITCH], "minItems": 2, "maxItems": 2}

_PAPER = {
    "doc_type": MAYBE_TEXT,
    "number": MAYBE_TEXT,
    "issuing_body": MAYBE_TEXT,
    "place": MAYBE_TEXT,
    "date": MAYBE_DATE,
    "year": MAYBE_YEAR,
    "title": MAYBE_TEXT,
}

_CITATION = {
    "text": TEXT,
    "form": FORM,
    "number": MAYBE_TEXT,
    "doc_type": MAYBE_TEXT,
    "issuing_body": MAYBE_TEXT,
    "date": MAYBE_DATE,
    "path": TEXT,
}

_CITING = closed(
    doc=TEXT,
    doc_type=MAYBE_TEXT,
    number=MAYBE_TEXT,
    issuing_body=MAYBE_TEXT,
    date=MAYBE_DATE,
    url=TEXT,
    sure=SWITCH,
    places=listed(closed(path=TEXT, pid=MAYBE_TEXT, text=TEXT)),
)

_ERROR = closed(status=NUMBER, message=TEXT)

SHAPES: dict[str, Shape] = {
    "Error": closed(error=_ERROR),
    # Of a paper that was withdrawn nothing is told but the error.
    "Gone": {
        **closed(
            error=_ERROR,
            gone=closed(
                doc=TEXT,
                pid=MAYBE_TEXT,
                day=DATE,
                last=shape("Document"),
                cited_by=listed(_CITING),
                nearest=listed(closed(doc=TEXT, pid=MAYBE_TEXT, url=TEXT)),
            ),
        ),
        "required": ["error"],
    },
    "Hit": closed(
        doc=TEXT,
        source=TEXT,
        **_PAPER,
        path=TEXT,
        trail=listed(TEXT),
        type=SECTION_TYPE,
        paragraph=MAYBE_TEXT,
        fragments=listed(listed(RUN)),
        url=TEXT,
        score=MEASURE,
    ),
    "FacetValue": closed(value={"type": ["string", "integer", "null"]}, count=NUMBER, selected=SWITCH),
    "Answer": closed(
        query=TEXT,
        understood=MAYBE_TEXT,
        relaxed=SWITCH,
        total=NUMBER,
        documents=NUMBER,
        milliseconds=MEASURE,
        hits=listed(shape("Hit")),
        facets=closed(**{name: listed(shape("FacetValue")) for name in FACETS}),
        suggestion=MAYBE_TEXT,
    ),
    "Suggestions": closed(query=TEXT, suggestions=listed(TEXT)),
    "Source": closed(source=TEXT, sha256=TEXT, imported=DATE),
    "Section": closed(
        path=TEXT,
        label=MAYBE_TEXT,
        heading=MAYBE_TEXT,
        type=SECTION_TYPE,
        paragraphs=listed(closed(text=TEXT, pid=TEXT)),
        heading_pid=MAYBE_TEXT,
    ),
    "Citation": closed(**_CITATION, start=NUMBER, end=NUMBER, paragraph={"type": ["integer", "null"]}),
    "Document": closed(
        doc=TEXT,
        pid=MAYBE_TEXT,
        sources=listed(shape("Source")),
        **_PAPER,
        signing_body=MAYBE_TEXT,
        place_printed=MAYBE_TEXT,
        conference_date=MAYBE_DATE,
        signer_name=MAYBE_TEXT,
        signer_role=MAYBE_TEXT,
        sections=listed(shape("Section")),
        citations=listed(shape("Citation")),
        warnings=listed(TEXT),
        order=listed(TEXT),
    ),
    "History": closed(
        doc=TEXT,
        pid=TEXT,
        came_from=MAYBE_TEXT,
        led_here=listed(TEXT),
        wordings=listed(closed(text=TEXT, path=TEXT, since=DATE, until=MAYBE_DATE, moment=TEXT)),
    ),
    "Citations": closed(
        doc=TEXT,
        pid=MAYBE_TEXT,
        cites=listed(closed(**_CITATION, pid=MAYBE_TEXT, doc=MAYBE_TEXT, url=MAYBE_TEXT, choices=listed(TEXT))),
        cited_by=listed(_CITING),
    ),
    "Missing": closed(
        total=NUMBER,
        missing=listed(
            closed(
                number=MAYBE_TEXT,
                name=MAYBE_TEXT,
                doc_type=MAYBE_TEXT,
                issuing_body=MAYBE_TEXT,
                date=MAYBE_DATE,
                place=MAYBE_TEXT,
                times=NUMBER,
                papers=NUMBER,
                cited_by=listed(TEXT),
            )
        ),
    ),
}
