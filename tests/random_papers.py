"""Random papers and questions over few syllables, so that they meet."""

from __future__ import annotations

from building import Paper, paper, section
from hypothesis import strategies as st

from corpus.document import Section, SectionType

SYLLABLES = [
    "cán",
    "căn",
    "can",
    "bộ",
    "bổ",
    "bo",
    "xã",
    "xa",
    "rừng",
    "đất",
    "dat",
    "hoà",
    "hòa",
    "kỹ",
    "kĩ",
    "09",
    "9",
]
YEARS = [None, 2012, 2014, 2015]
PLACES = [None, "Hà Tĩnh", "Hà Nội", "Đồng Tháp"]
NUMBERS = ["25-KL/TU", "09-NQ/TU", "30/2020/NĐ-CP"]
TYPES = [SectionType.CONTENT, SectionType.TASKS, SectionType.SIGNATURE, SectionType.RECIPIENTS]
PATHS = ["tiêu đề", "I", "I/1", "I/1/a", "II", "II/1"]

texts = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=7).map(" ".join)


@st.composite
def _sections(draw: st.DrawFn) -> list[Section]:
    paths = draw(st.lists(st.sampled_from(PATHS), unique=True, min_size=1, max_size=4))
    return [
        section(
            *draw(st.lists(texts, max_size=2)),
            path=path,
            kind=draw(st.sampled_from(TYPES)),
            heading=draw(st.none() | texts),
        )
        for path in sorted(paths)
    ]


@st.composite
def papers(draw: st.DrawFn, name: str) -> Paper:
    sections = draw(_sections())
    return paper(
        name,
        *sections,
        cites={one.path: draw(st.lists(st.sampled_from(NUMBERS), unique=True, max_size=2)) for one in sections},
        year=draw(st.sampled_from(YEARS)),
        place=draw(st.sampled_from(PLACES)),
        number=draw(st.sampled_from([None, *NUMBERS])),
        body=draw(st.sampled_from([None, "Tỉnh ủy", "Thành ủy"])),
        doc_type=draw(st.sampled_from([None, "Kết luận"])),
        title=draw(st.none() | texts),
        signer=draw(st.none() | st.just("cán bộ")),
    )


libraries = st.integers(1, 6).flatmap(lambda count: st.tuples(*(papers(f"p{number}") for number in range(count))))

_plain = st.sampled_from([*SYLLABLES, "CÁN", "rung", "khác"])
_quoted = texts.map(lambda text: f'"{" ".join(text.split()[:3])}"')
_pieces = st.one_of(
    _plain,
    _plain,
    _plain,
    _quoted,
    _plain.map("-{}".format),
    _quoted.map("-{}".format),
    st.just("OR"),
    st.sampled_from(NUMBERS),
)
questions = st.lists(_pieces, max_size=5).map(" ".join) | st.lists(_plain, min_size=7, max_size=9).map(" ".join)

filters = st.fixed_dictionaries(
    {},
    optional={
        "year": st.lists(st.sampled_from([None, "2012", "2014", "2012-2014", "1999"]), min_size=1, max_size=2).map(
            tuple
        ),
        "place": st.lists(st.sampled_from([None, "Hà Tĩnh", "ha noi", "Huế"]), min_size=1, max_size=2).map(tuple),
        "type": st.lists(st.sampled_from(["noi_dung", "chu_ky", "nhiem_vu", "phu_luc"]), min_size=1, max_size=2).map(
            tuple
        ),
        "body": st.just(("Tỉnh uỷ",)) | st.just((None,)),
        "cites": st.lists(st.sampled_from([None, *NUMBERS]), min_size=1, max_size=2).map(tuple),
        "doc_type": st.just(("Kết luận",)) | st.just((None,)),
        "number": st.just(("25-KL/TU",)),
        "signer": st.just(("can bo",)) | st.just((None,)),
    },
)
