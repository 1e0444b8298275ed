"""Short forms of this domain and what they stand for, as they are printed. Only data: `expansions.py` reads it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.kinds import SYMBOLS

# Short forms that mean one thing: the written-out name finds them, too. Variants of one short form stand together.
BOTH_WAYS: dict[tuple[str, ...], tuple[str, ...]] = {
    # Bodies and their people
    ("UBND",): ("ủy ban nhân dân",),
    ("HĐND",): ("hội đồng nhân dân",),
    ("MTTQ",): ("mặt trận tổ quốc",),
    ("UBMTTQ",): ("ủy ban mặt trận tổ quốc", "ủy ban MTTQ"),
    ("UBMTTQVN",): ("ủy ban mặt trận tổ quốc Việt Nam", "UBMTTQ Việt Nam", "ủy ban MTTQ Việt Nam"),
    ("BTV",): ("ban thường vụ",),
    ("BCH",): ("ban chấp hành",),
    ("TW",): ("trung ương",),
    ("BCT",): ("bộ chính trị",),
    ("BBT",): ("ban bí thư",),
    ("UBKT",): ("ủy ban kiểm tra",),
    ("BTG",): ("ban tuyên giáo",),
    ("BDV",): ("ban dân vận",),
    ("BTGDV",): ("ban tuyên giáo và dân vận",),
    ("BNC",): ("ban nội chính",),
    ("BCSĐ",): ("ban cán sự đảng",),
    ("BCĐ",): ("ban chỉ đạo",),
    ("TCCSĐ",): ("tổ chức cơ sở đảng",),
    ("CVP",): ("chánh văn phòng",),
    ("PBT",): ("phó bí thư",),
    ("PCT",): ("phó chủ tịch",),
    ("ĐBQH",): ("đại biểu quốc hội",),
    ("UBTVQH",): ("ủy ban thường vụ quốc hội",),
    ("VPCP",): ("văn phòng chính phủ",),
    ("TAND",): ("tòa án nhân dân",),
    ("VKSND",): ("viện kiểm sát nhân dân",),
    ("TNCS",): ("thanh niên cộng sản",),
    ("LHPN",): ("liên hiệp phụ nữ",),
    ("CCB",): ("cựu chiến binh",),
    ("HND",): ("hội nông dân",),
    ("LĐLĐ",): ("liên đoàn lao động",),
    ("LLVT",): ("lực lượng vũ trang",),
    ("CBCC",): ("cán bộ, công chức",),
    ("CBCCVC", "CB,CC,VC"): ("cán bộ, công chức, viên chức",),
    ("CCVC",): ("công chức, viên chức",),
    ("CBĐV",): ("cán bộ, đảng viên",),
    ("HTX",): ("hợp tác xã",),
    ("DNNN",): ("doanh nghiệp nhà nước",),
    ("TDP",): ("tổ dân phố",),
    ("KDC",): ("khu dân cư",),
    ("ĐVHC",): ("đơn vị hành chính",),
    ("DTTS",): ("dân tộc thiểu số",),
    ("đ/c",): ("đồng chí",),
    # Fields of work
    ("CT-XH",): ("chính trị - xã hội",),
    ("KT-XH", "KTXH"): ("kinh tế - xã hội",),
    ("QP-AN", "QPAN"): ("quốc phòng - an ninh", "quốc phòng và an ninh"),
    ("VH-XH", "VHXH"): ("văn hóa - xã hội",),
    ("ANQP", "AN-QP"): ("an ninh, quốc phòng", "an ninh và quốc phòng", "quốc phòng, an ninh", "quốc phòng và an ninh"),
    ("ANTT",): ("an ninh trật tự", "an ninh và trật tự"),
    ("ANCT",): ("an ninh chính trị",),
    ("TTATXH",): ("trật tự an toàn xã hội",),
    ("ATGT",): ("an toàn giao thông",),
    ("TNGT",): ("tai nạn giao thông",),
    ("ATTP",): ("an toàn thực phẩm",),
    ("PCCC",): ("phòng cháy chữa cháy", "phòng cháy và chữa cháy"),
    ("PCTT",): ("phòng, chống thiên tai",),
    ("TKCN",): ("tìm kiếm cứu nạn",),
    ("BĐKH",): ("biến đổi khí hậu",),
    ("BVMT",): ("bảo vệ môi trường",),
    ("XDCB",): ("xây dựng cơ bản",),
    ("XDĐ",): ("xây dựng đảng",),
    ("HTCT",): ("hệ thống chính trị",),
    ("CCHC",): ("cải cách hành chính",),
    ("TTHC",): ("thủ tục hành chính",),
    ("DVC",): ("dịch vụ công",),
    ("QLNN",): ("quản lý nhà nước",),
    ("QCDC",): ("quy chế dân chủ",),
    ("PCTN",): ("phòng, chống tham nhũng",),
    ("PCTNTC", "PCTN,TC"): ("phòng, chống tham nhũng, tiêu cực",),
    ("NTM",): ("nông thôn mới",),
    ("MTQG",): ("mục tiêu quốc gia",),
    ("CTMTQG",): ("chương trình mục tiêu quốc gia", "chương trình MTQG"),
    ("CNTT",): ("công nghệ thông tin",),
    ("CĐS",): ("chuyển đổi số",),
    ("CNH-HĐH", "CNHHĐH"): ("công nghiệp hóa, hiện đại hóa",),
    ("GPMB",): ("giải phóng mặt bằng",),
    ("QSDĐ",): ("quyền sử dụng đất",),
    ("GCNQSDĐ",): ("giấy chứng nhận quyền sử dụng đất", "giấy chứng nhận QSDĐ"),
    ("NSNN",): ("ngân sách nhà nước",),
    ("SXKD",): ("sản xuất kinh doanh", "sản xuất và kinh doanh"),
    ("KCN",): ("khu công nghiệp",),
    ("CSHT",): ("cơ sở hạ tầng",),
    ("KCHT",): ("kết cấu hạ tầng",),
    ("BHXH",): ("bảo hiểm xã hội",),
    ("BHYT",): ("bảo hiểm y tế",),
    ("THPT",): ("trung học phổ thông",),
    ("THCS",): ("trung học cơ sở",),
    ("GDĐT", "GD&ĐT"): ("giáo dục và đào tạo", "giáo dục đào tạo"),
    ("KHCN", "KH&CN"): ("khoa học và công nghệ", "khoa học công nghệ"),
    ("KHĐT", "KH&ĐT"): ("kế hoạch và đầu tư",),
    ("TNMT", "TN&MT"): ("tài nguyên và môi trường",),
    ("NN&PTNT", "NNPTNT"): ("nông nghiệp và phát triển nông thôn",),
    ("LĐTBXH", "LĐ-TB&XH", "LĐTB&XH"): ("lao động - thương binh và xã hội",),
    ("VHTTDL", "VHTT&DL", "VH,TT&DL"): ("văn hóa, thể thao và du lịch",),
    ("TT&TT", "TTTT"): ("thông tin và truyền thông",),
    ("GTVT",): ("giao thông vận tải",),
    ("NQTW",): ("nghị quyết trung ương", "nghị quyết hội nghị trung ương", "NQ TW"),
    ("HNTW",): ("hội nghị trung ương",),
    ("QK",): ("quân khu",),
}

# Short forms that mean several things, or that fold to a word of their own (TU: tư, từ, tự): written out they are
# not looked for by these.
ONE_WAY: dict[str, tuple[str, ...]] = {
    "TU": ("tỉnh ủy", "thành ủy", "trung ương", "TW"),  # TƯ, folded, is the same
    "T.Ư": ("trung ương",),
    "HU": ("huyện ủy",),
    "QU": ("quận ủy",),
    "ThU": ("thị ủy", "thành ủy"),
    "ĐU": ("đảng ủy",),
    "ĐUQS": ("đảng ủy quân sự",),
    "CB": ("cán bộ", "chi bộ"),
    "ĐV": ("đảng viên",),
    "ĐB": ("đảng bộ", "đại biểu"),
    "ĐĐ": ("đảng đoàn",),
    "TT": ("thường trực", "thị trấn"),
    "VP": ("văn phòng",),
    "BT": ("bí thư",),
    "CT": ("chủ tịch", "chính trị", "chương trình"),
    "BTC": ("ban tổ chức", "bộ tài chính"),
    "TTg": ("thủ tướng",),
    "CP": ("chính phủ",),
    "QH": ("quốc hội",),
    "TP": ("thành phố",),
    "TX": ("thị xã",),
    "ĐH": ("đại hội", "đại học"),
    "NK": ("nhiệm kỳ",),
    "CTXH": ("chính trị - xã hội", "công tác xã hội"),
    "DN": ("doanh nghiệp",),
}

# What is meant where the accents of such a form were typed; the others are found, too, below it.
ACCENTED = {"TƯ": "trung ương"}

# "BTCTU", "VPTW", "UBKTHU": an office and the committee it serves, in one short form.
_OFFICES = {
    "VP": "văn phòng", "BTC": "ban tổ chức", "BTG": "ban tuyên giáo", "BDV": "ban dân vận", "BNC": "ban nội chính",
    "BTGDV": "ban tuyên giáo và dân vận", "UBKT": "ủy ban kiểm tra", "BTV": "ban thường vụ", "BCH": "ban chấp hành",
    "TT": "thường trực",
}  # fmt: skip
_COMMITTEES = {
    "TU": ("tỉnh ủy", "thành ủy"), "TW": ("trung ương",), "HU": ("huyện ủy",), "QU": ("quận ủy",), "ĐU": ("đảng ủy",),
}  # fmt: skip


def both_ways() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """All short forms that mean one thing, with their variants, and the names they stand for."""
    yield from BOTH_WAYS.items()
    for short, office in _OFFICES.items():
        for committee, names in _COMMITTEES.items():
            yield (short + committee,), tuple(f"{office} {name}" for name in names)


def one_way() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Short forms that are only read, never looked for; the symbols of the kinds of papers among them."""
    yield from ONE_WAY.items()
    for kind, symbols in SYMBOLS.items():
        yield from ((symbol, (kind.lower(),)) for symbol in symbols if len(symbol) > 1)
