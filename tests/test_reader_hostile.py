"""Files made to hurt: each is refused by name, or read, in less than 30 seconds and 1 GB; the reading goes on."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from made_files import CHOICES, WORD, docx, odt, p, package, pdf

from corpus.errors import UnreadableFile
from corpus.readers import patience, read
from indexer.folder import File
from indexer.prepare import Failure, Prepared, prepare
from indexer.workers import spread

LIMIT = 20_000_000
HERE = Path(__file__).parent.parent

# Reads a file as a worker does, and prints what came of it, the seconds and the megabytes.
READER = """
import re, sys, time
from pathlib import Path
from corpus.errors import UnreadableFile
from corpus.readers import patience, read
patience.guard()
began = time.monotonic()
try:
    result = f"{len(read(Path(sys.argv[1]), 20_000_000).lines)} lines"
except UnreadableFile as error:
    result = f"refused: {error}"
used = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(result, time.monotonic() - began, used, sep="\\t")
"""


def entities(path: Path) -> Path:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE a [<!ENTITY a0 "ha">{names}]><w:document {WORD}><w:body>{p("&a9;")}</w:body></w:document>'
    return package(path, {"word/document.xml": body})


def nested(count: int) -> str:
    return "<w:sdt><w:sdtContent>" * count + p("a") + "</w:sdtContent></w:sdt>" * count


def bytes_of(data: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return write


def flate_bomb(path: Path) -> Path:
    return pdf(path, [[(60, 700, "a")]], extra=b"BT /F1 12 Tf <21> Tj ET\n" * 6_000_000)


def picture_bomb(path: Path) -> Path:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    size = (40_000).to_bytes(4, "big") * 2
    rows = zlib.compress(bytes(5001 * 40_000))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + b"\1\0\0\0\0") + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
    return path


HOSTILE: dict[str, tuple[str, Callable[[Path], Path], str]] = {
    "zip bomb": (".docx", lambda path: docx(path, p("a" * 150_000_000)), "quá lớn"),
    "a million nested elements": (".docx", lambda path: docx(path, nested(500_000)), "hỏng"),
    "paragraphs without end": (".docx", lambda path: docx(path, "<w:p/>" * 300_000), "không có chữ"),
    "too many attributes": (".docx", lambda path: docx(path, '<w:p w:a="" w:b=""/>' * 1_500_000), "quá nhiều"),
    "XML entities": (".docx", entities, "hỏng"),
    "zip bomb in odt": (".odt", lambda path: odt(path, f"<text:p>{'a' * 150_000_000}</text:p>"), "quá lớn"),
    "a million groups": (".rtf", bytes_of(b"{\\rtf1 " + b"{" * 1_000_000), "lồng quá sâu"),
    "three million paragraphs": (".rtf", bytes_of(b"{\\rtf1 " + b"\\par a" * 3_000_000), "dài quá"),
    "a million divisions": (".html", bytes_of(b"<html>" + b"<div>" * 1_000_000 + b"a"), "lồng quá sâu"),
    "three million paragraphs of a page": (".html", bytes_of(b"<html>" + b"<p>a" * 3_000_000), "quá nhiều phần tử"),
    "a stream that bursts": (".pdf", flate_bomb, ""),
    "a picture that bursts": (".png", picture_bomb, "quá lớn"),
    "no byte": (".docx", bytes_of(b""), "rỗng"),
    "only zeros": (".pdf", bytes_of(bytes(100_000)), "byte 0"),
}  # fmt: skip


@pytest.mark.full
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to read the memory from")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_within_the_limits(tmp_path: Path, name: str) -> None:
    suffix, make, reason = HOSTILE[name]
    path = make(tmp_path / f"a{suffix}")
    done = subprocess.run(
        [sys.executable, "-c", READER, str(path)], cwd=HERE, capture_output=True, text=True, timeout=60, check=False
    )
    if not reason and done.returncode:
        return  # the process died of it: in a worker this costs only the file
    result, seconds, megabytes = done.stdout.strip().split("\t")
    print(f"{name}: {result} in {float(seconds):.1f} s, {megabytes} MB")
    assert reason in result
    assert float(seconds) < 30
    assert int(megabytes) < 1_100


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mật khẩu", "utf-8")
    declared = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    body = f"{declared}<w:document {WORD} {CHOICES}><w:body>{p('chữ &x; còn')}</w:body></w:document>"
    lines = read(package(tmp_path / "a.docx", {"word/document.xml": body}), LIMIT).lines
    assert "mật khẩu" not in " ".join(line.text for line in lines)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_truncated_file_is_refused_or_read_in_part(tmp_path: Path, share: float) -> None:
    whole = docx(tmp_path / "a.docx", p("Kết luận") * 500).read_bytes()
    path = bytes_of(whole[: int(len(whole) * share)])(tmp_path / "a.docx")
    with pytest.raises(UnreadableFile, match="hỏng"):
        read(path, LIMIT)


SLOW = """
import sys, time
from corpus.errors import UnreadableFile
from corpus.readers import patience
patience.SECONDS, patience.SECONDS_A_PAGE, patience._GRACE = 1, 0.3, 1
patience.guard()
try:
    with patience.limited():
        {inside}
except UnreadableFile as error:
    print(error)
except MemoryError:
    print("memory")
with patience.limited():
    pass
time.sleep(2.5)
print("alive")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no alarm clock")
@pytest.mark.full
@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        ("while True: pass", "đọc quá 1 giây\nalive\n"),
        ("[(time.sleep(0.3), patience.renew()) for _ in range(6)]", "alive\n"),  # longer than a second, and goes on
        (
            "[(patience.renew(), time.sleep(0.9)) for _ in range(30)]",
            "mỗi trang đọc quá 0.3 giây, dừng sau 2 trang\nalive\n",
        ),
        ("[(patience.renew(), time.sleep(0.1 + n)) for n in range(9)]", "đọc quá 1 giây\nalive\n"),  # a page that hangs
        ("bytearray(2_000_000_000)", "memory\nalive\n"),
        ("sum(iter(int, 1))", ""),  # cannot be interrupted: the process ends
    ],
)
def test_one_file_has_so_much_time_and_memory(inside: str, printed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SLOW.format(inside=inside)],
        cwd=HERE,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.stdout == printed
    assert (done.returncode == 0) is bool(printed)


def test_without_a_guard_nothing_is_limited() -> None:
    with patience.limited():
        patience.renew()


def killed(file: File) -> Failure:
    return Failure(file, "died")


@pytest.mark.full
def test_a_reader_that_dies_or_hangs_costs_only_its_file(tmp_path: Path) -> None:
    """Through the real workers, also where one job would be done in this very process."""
    paths = [
        docx(tmp_path / "a.docx", p("Kết luận")),
        huge(tmp_path / "b.pdf"),
        docx(tmp_path / "c.docx", p("Nghị quyết")),
    ]
    files = [File(str(path), path.name, path.stat().st_size, 0) for path in paths]
    for jobs in (1, 2):
        found = list(spread(partial(prepare, max_text_bytes=LIMIT, library=tmp_path), files, jobs, killed, apart=True))
        assert [type(one) for one in found] == [Prepared, Failure, Prepared]


def huge(path: Path) -> Path:
    """A page whose content takes more memory than a file may have, in a library that ends the process then."""
    return pdf(path, [[(60, 700, "a")]], extra=b"BT /F1 12 Tf <21> Tj ET\n" * 25_000_000)
