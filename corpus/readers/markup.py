"""XML and HTML → trees, without their dangers: no entities, no network, no tree larger than the memory it may take.

The only file that knows lxml.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from lxml import etree, html

from corpus.readers.refusals import broken, too_deep, too_many

Element: TypeAlias = etree._Element

# What a tree takes in memory: each tag about 120 bytes, each attribute about 220. In a web page each tag may become a
# paragraph of its own.
_LARGEST_TREE = 500_000_000
_TAG, _ATTRIBUTE, _PAGE_TAG = 120, 220, 360


def parse_xml(data: bytes | None, path: Path) -> Element | None:
    """The root of a part of a package; None where the package has no such part."""
    if data is None:
        return None
    if _TAG * data.count(b"<") + _ATTRIBUTE * data.count(b'="') > _LARGEST_TREE:
        raise too_many(path, "phần tử")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise broken(path) from error


def parse_html(text: str, path: Path) -> Element:
    """The root of a web page, however untidy it is."""
    if _PAGE_TAG * text.count("<") + _ATTRIBUTE * text.count("=") > _LARGEST_TREE:
        raise too_many(path, "phần tử")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise broken(path) from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise too_deep(path)  # what lay deeper was dropped without a word
    return root


def walk(root: Element) -> Iterator[tuple[str, Element]]:
    """("start", element) and ("end", element) for every element; no depth is too deep for it."""
    return iter(etree.iterwalk(root, events=("start", "end")))


def nothing() -> Element:
    """An element with nothing in it."""
    return etree.Element("nothing")
