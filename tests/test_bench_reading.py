"""The benchmark of reading: its papers are what it says they are, and both clocks run."""

from bench.reading import measure, papers


def test_papers_of_one_size_and_no_two_alike() -> None:
    texts = papers(12, size=10_000)
    assert {len(text.encode()) // 100 for text in texts} <= {99, 100}
    assert len(set(texts)) == 12


def test_both_are_measured_over_the_same_files() -> None:
    measured = measure(3)
    assert (measured.files, round(measured.bytes / 1000)) == (3, 30)
    assert measured.reading > 0 < measured.segmenting
    assert f"ratio {measured.ratio:.3f}" in str(measured)
