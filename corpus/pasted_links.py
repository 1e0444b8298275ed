"""What a person gives for a place in the library — a pasted link, a name, a number, a readable place — and where it
leads."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qs, unquote

from corpus.errors import BadRequest, NotFound
from corpus.readable_places import is_pid, named_places
from corpus.register import Register, RegisteredPaper, number_key
from corpus.text import nfc

# What stands behind a link in a sentence, and is taken along with it.
BEHIND_A_LINK = "/.,;"

_PAGES = ("/van-ban/", "/so/")
_PAGES_OF_A_PLACE = ("/vien-dan", "/goc")


class Given(NamedTuple):
    """`name` is DOC, DOC/PLACE or a number, as it was typed; `day` what a link says of it."""

    name: str
    day: str | None = None


class Place(NamedTuple):
    """A paper, and the id of a paragraph or heading in it; none: all of the paper."""

    paper: str
    pid: str


def read_given(typed: str) -> Given:
    """
    >>> read_given("https://vi-du.vn/van-ban/25-kl-tu-minh-hoa-2014/k7m2q?q=thon&ngay=2024-05-01#k7m2q")
    Given(name='25-kl-tu-minh-hoa-2014/k7m2q', day='2024-05-01')
    """
    link = f"/{nfc(typed.strip())}"
    page = next((page for page in _PAGES if page in link), None)
    if page is None:
        return Given(link[1:].rstrip(BEHIND_A_LINK))
    address, _, fragment = link.partition(page)[2].partition("#")
    path, _, query = address.partition("?")
    name = nfc(unquote(path)).rstrip(BEHIND_A_LINK)
    for one in _PAGES_OF_A_PLACE:
        name = name.removesuffix(one)
    if "/" not in name and is_pid(fragment.lower()):
        name = f"{name}/{fragment}"
    return Given(name, parse_qs(query).get("ngay", [None])[0])


def place_of(name: str, register: Register) -> Place:
    """Where it leads; of several places none is guessed: they are told, for a person to choose."""
    doc, place = _paper_and_place(name, register)
    if not place or is_pid(place):
        return Place(doc, place)
    paper = register.paper(doc)
    called = named_places(paper, place)
    if not called and is_pid(place.lower()):
        return Place(doc, place.lower())
    if not called:
        raise NotFound(f"Văn bản này không có mục “{place}”.")
    if len(called) > 1:
        raise BadRequest(_choices(f"“{place}” có thể là nhiều mục", _with_paths(paper, called)))
    return Place(doc, called[0])


def _paper_and_place(name: str, register: Register) -> tuple[str, str]:
    doc, _, place = name.partition("/")
    try:
        return register.named(doc.lower()), place
    except NotFound:
        number, place = _number_and_place(name)
        papers = papers_numbered(number, register) or register.once_bearing(number)
        if not papers:
            called = name if number_key(name) else doc
            raise NotFound(f"Không có văn bản “{called}” trong thư viện.") from None
    if len(papers) > 1:
        raise BadRequest(_choices(f"{len(papers)} văn bản cùng mang số {number}", papers))
    return papers[0], place


def papers_numbered(number: str, register: Register) -> list[str]:
    """Where a number was corrected, the old one leads to its paper unless another has it now."""
    return register.bearing(number) or [name for name in register.once_bearing(number) if register.has(name)]


def _number_and_place(name: str) -> tuple[str, str]:
    """A number has strokes of its own: a place is what it is the same number without.

    >>> _number_and_place("08-NQ/TU"), _number_and_place("08-NQ/TU/II/1")
    (('08-NQ/TU', ''), ('08-NQ/TU', 'II/1'))
    """
    key, number = number_key(name), name
    while key and number_key(shorter := number.rpartition("/")[0]) == key:
        number = shorter
    return number, name[len(number) + 1 :]


def _with_paths(paper: RegisteredPaper, pids: list[str]) -> list[str]:
    paths = {
        pid: section.path
        for section, ids in zip(paper.document.sections, paper.ids)
        for pid in (ids.heading, *ids.paragraphs)
    }
    return [f"{paper.paper}/{pid}  [{paths[pid]}]" for pid in pids]


def _choices(said: str, choices: list[str]) -> str:
    return f"{said}; hãy chọn một:" + "".join(f"\n  {one}" for one in choices)
