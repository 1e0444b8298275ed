"""How often sections write a syllable or a pair so, held against a count in plain Python."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from building import fill, paper, section
from hypothesis import given, settings
from hypothesis import strategies as st
from random_papers import SYLLABLES

from corpus.text import fold, spelling
from search.columnar.engine import WhooshEngine
from search.evidence import Evidence
from search.lookup import Lookup
from search.snapshot import Snapshot
from search.writings import Writings

texts = st.lists(st.sampled_from(SYLLABLES), max_size=9)


def snapshot_of(engine: WhooshEngine) -> Snapshot:
    state = engine._current()
    assert state is not None
    return state.snapshot


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=1, max_size=8), st.data())
def test_counts(written: list[list[str]], data: st.DataObject) -> None:
    sections = [section(" ".join(text), path=str(place)) for place, text in enumerate(written)]
    asked = [data.draw(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=2)) for _ in range(4)]
    with tempfile.TemporaryDirectory() as folder:
        snapshot = snapshot_of(fill(Path(folder), [paper("p", *sections)]))
        places = range(data.draw(st.integers(0, 2)), len(written), 2)
        writings = Writings(Lookup(snapshot), np.flatnonzero(snapshot.live)[places.start :: 2])
        for row in asked:
            wanted = [spelling(one) for one in row]
            item = Evidence("", "_".join(map(fold, row)), "_".join(wanted))
            said = [[spelling(one) for one in written[place]] for place in places]
            expected = [sum(text[at : at + len(row)] == wanted for at in range(len(text))) for text in said]
            assert writings.counts(item).tolist() == expected
