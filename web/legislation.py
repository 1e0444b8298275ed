"""A paper in the words of schema.org/Legislation, for machines that read pages."""

from __future__ import annotations

from typing import Any

from corpus.register import RegisteredPaper
from search.answer import document_url
from web.words import paper_name


def legislation(paper: RegisteredPaper, outside: str) -> dict[str, Any]:
    """Only what the paper says; `outside` is what stands before a path in a link."""
    document = paper.document
    address = outside + document_url(paper.paper)
    body = {"@type": "Organization", "name": document.issuing_body} if document.issuing_body else None
    cited = (one.number for one in document.citations)
    known = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": address,
        "url": address,
        "name": paper_name(document),
        "alternateName": document.title,
        "inLanguage": "vi",
        "legislationIdentifier": document.number,
        "legislationType": document.doc_type,
        "legislationDate": document.date.isoformat() if document.date else None,
        "legislationPassedBy": body,
        "spatialCoverage": {"@type": "AdministrativeArea", "name": document.place} if document.place else None,
        "citation": list(dict.fromkeys(number for number in cited if number and number != document.number)),
    }
    return {name: value for name, value in known.items() if value}
