"""What a short name in a paper stands for."""

from __future__ import annotations

from corpus.citations import find_citations
from corpus.document import Citation
from corpus.spelled_out import stands_for


def meant(*texts: str) -> list[str | None]:
    """The number that each alias stands for."""
    citations = [
        Citation(one.text, one.start, one.end, one.form, one.number, one.doc_type, None, None, str(place), 0)
        for place, text in enumerate(texts)
        for one in find_citations(text, "Kết luận")
    ]
    aliases = [place for place, one in enumerate(citations) if one.form == "alias" and one.number is None]
    places = [stands_for(place, citations) for place in aliases]
    return [None if place is None else citations[place].number for place in places]


def test_a_number_without_its_symbol() -> None:
    assert meant("Nghị quyết số 09-NQ/TU về du lịch.", "Theo Nghị quyết số 9, các huyện …") == ["09-NQ/TU"]
    # Of two it is neither; and another kind is another paper.
    assert meant("Nghị quyết số 09-NQ/TU, Nghị quyết số 09-NQ/TW.", "Theo Nghị quyết số 9, …") == [None]
    assert meant("Nghị quyết số 09-NQ/TU.", "Theo Đề án số 9, …") == [None]
