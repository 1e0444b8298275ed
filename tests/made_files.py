"""Office files of our own making, written by the tests at run time: the smallest that each reader must understand."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from PIL import Image
from pypdfium2 import PdfDocument

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHOICES = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
OPEN_DOCUMENT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "text", "table", "manifest")
) + (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)


def package(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A zip file of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def p(text: str, properties: str = "", look: str = "") -> str:
    """A paragraph of Word."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def listed(text: str, list_id: int = 1, depth: int = 0) -> str:
    """A paragraph of Word in a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def table(*rows: Sequence[str]) -> str:
    """A table of Word."""
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(path: Path, body: str, numbering: str = "", styles: str = "", footnotes: str = "") -> Path:
    """A .docx file."""
    parts: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {WORD} {CHOICES}><w:body>{body}</w:body></w:document>"
    }
    for name, tag, part in (
        ("numbering", "numbering", numbering),
        ("styles", "styles", styles),
        ("footnotes", "footnotes", footnotes),
    ):
        if part:
            parts[f"word/{name}.xml"] = f"<w:{tag} {WORD} {CHOICES}>{part}</w:{tag}>"
    return package(path, parts)


def level(depth: int, format_: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list of Word."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def lists(*levels: str, uses: str = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>') -> str:
    """The list definitions of Word: one list, used once where nothing else is said."""
    return f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{uses}'


def odt(path: Path, text: str, styles: str = "") -> Path:
    """An .odt file."""
    content = (
        f"<office:document-content {OPEN_DOCUMENT}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    return package(path, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


# PDF


def pdf(
    path: Path, pages: Sequence[Iterable[tuple[float, float, str]]], font: str = "Helvetica", extra: bytes = b""
) -> Path:
    """A .pdf file: texts at places (x, y in points) of each page. Every letter is half its size wide."""
    letters = sorted({letter for page in pages for _, _, text in page for letter in text})
    codes = {letter: number for number, letter in enumerate(letters, 33)}
    unicode = "\n".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    cmap = f"1 begincodespacerange <00> <ff> endcodespacerange {len(codes)} beginbfchar\n{unicode}\nendbfchar".encode()
    widths = " ".join(["500"] * 223)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        f"<</Type/Font/Subtype/Type1/BaseFont/{font}".encode()
        + f"/FirstChar 33/LastChar 255/Widths[{widths}]/ToUnicode 4 0 R>>".encode(),
        _stream(cmap),
    ]
    kids = []
    for page in pages:
        drawn = "\n".join(
            f"BT /F1 12 Tf {x} {y} Td <{''.join(f'{codes[letter]:02x}' for letter in text)}> Tj ET"
            for x, y, text in page
        )
        objects.append(_stream(drawn.encode() + extra))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    path.write_bytes(_pdf_file(objects))
    return path


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)


def _pdf_file(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table_ = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table_, len(objects) + 1, len(out))
    )


# Word 97-2003


def doc(
    path: Path,
    text: str,
    letters: Sequence[tuple[int, bytes]] = ((0, b""),),
    paragraphs: Mapping[int, bytes] | None = None,
    fonts: Sequence[str] = ("Times New Roman",),
    parts: Mapping[int, bytes] | None = None,
    stories: Sequence[int] = (),
    flags: int = 0,
) -> Path:
    """A .doc file. `letters` are (first sign, properties), `paragraphs` are properties by the number of the paragraph;
    `stories` are the lengths of the text and of what stands behind it."""
    begin = 2048
    data = text.encode("utf-16-le")
    letter_page = _page([(begin + 2 * first, said) for first, said in letters], begin + len(data), of_paragraphs=False)
    paragraph_page = _page(
        [(begin + 2 * first, (paragraphs or {}).get(number, b"")) for number, first in enumerate(_starts(text))],
        begin + len(data),
        of_paragraphs=True,
    )
    room = -len(data) % 512
    first_page = (begin + len(data) + room) // 512
    tables: dict[int, bytes] = {
        12: struct.pack("<III", begin, begin + len(data), first_page),
        13: struct.pack("<III", begin, begin + len(data), first_page + 1),
        15: _font_table(fonts),
        33: b"\2" + struct.pack("<III", 16, 0, len(text)) + struct.pack("<HIH", 0, begin, 0),
        **(parts or {}),
    }
    head = bytearray(begin)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 0x0A, 0x0200 | flags)
    struct.pack_into("<7I", head, 0x4C, *[*(stories or [len(text)]), *[0] * 7][:7])
    stream = b""
    for number, part in tables.items():
        struct.pack_into("<II", head, 0x9A + 8 * number, len(stream), len(part))
        stream += part
    main = bytes(head) + data + bytes(room) + letter_page + paragraph_page
    path.write_bytes(compound({"WordDocument": main, "1Table": stream}))
    return path


def _starts(text: str) -> list[int]:
    ends = [place + 1 for place, sign in enumerate(text) if sign in "\r\x07"]
    return [0, *(end for end in ends if end < len(text))]


def _page(stretches: Sequence[tuple[int, bytes]], end: int, of_paragraphs: bool) -> bytes:
    """512 bytes that say what stretches of the file look like."""
    page = bytearray(512)
    size = 13 if of_paragraphs else 1
    struct.pack_into(f"<{len(stretches) + 1}I", page, 0, *(start for start, _ in stretches), end)
    free = 510
    for number, (_, said) in enumerate(stretches):
        if of_paragraphs:
            said = struct.pack("<H", 0) + said
            said += bytes(len(said) % 2)
            packed = bytes([0, len(said) // 2]) + said
        else:
            packed = bytes([len(said)]) + said if said else b""
        if packed:
            free = (free - len(packed)) // 2 * 2
            page[free : free + len(packed)] = packed
            page[4 * (len(stretches) + 1) + size * number] = free // 2
    page[511] = len(stretches)
    return bytes(page)


def _font_table(fonts: Sequence[str]) -> bytes:
    out = struct.pack("<HH", len(fonts), 0)
    for name in fonts:
        entry = bytes(39) + (name + "\0").encode("utf-16-le")
        out += bytes([len(entry)]) + entry
    return out


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (OLE) with streams in its root."""
    sectors: list[bytes] = []
    chain: list[int] = []
    entries = []
    for name, data in streams.items():
        data += bytes(-len(data) % 512) or b""
        data += bytes(max(0, 4096 - len(data)))
        entries.append(_entry(name, 2, len(sectors), len(data)))
        count = len(data) // 512
        chain += [*range(len(sectors) + 1, len(sectors) + count), -2]
        sectors += [data[place : place + 512] for place in range(0, len(data), 512)]
    # The streams hang side by side, each the right neighbour of the one before.
    entries = [
        entry[:72] + struct.pack("<i", number + 2 if number + 1 < len(entries) else -1) + entry[76:]
        for number, entry in enumerate(entries)
    ]
    folder = _entry("Root Entry", 5, -2, 0, child=1) + b"".join(entries)
    folder += bytes(-len(folder) % 512)
    first_folder = len(sectors)
    count = len(folder) // 512
    chain += [*range(first_folder + 1, first_folder + count), -2]
    sectors += [folder[place : place + 512] for place in range(0, len(folder), 512)]
    tables = 1
    while tables * 128 < len(sectors) + tables:
        tables += 1
    first_table = len(sectors)
    chain += [-3] * tables
    chain += [-1] * (tables * 128 - len(chain))
    sectors.append(struct.pack(f"<{len(chain)}i", *chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<iiiiiiiii", 0, tables, first_folder, 0, 4096, -2, 0, -2, 0)
    places = [first_table + number for number in range(tables)]
    return head + struct.pack("<109i", *places, *[-1] * (109 - tables)) + b"".join(sectors)


def _entry(name: str, kind: int, first: int, size: int, child: int = -1) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    entry = letters.ljust(64, b"\0") + struct.pack("<HBBiii", len(letters), kind, 1, -1, -1, child)
    return entry + bytes(36) + struct.pack("<iQ", first, size)


# Pictures


def picture(rows: Sequence[tuple[float, float, str]]) -> Image.Image:
    """A page as a scanner gives it, with texts at places. Only letters of Latin-1: no other font is everywhere."""
    drawn = "\n".join(f"BT /F1 14 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in rows)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
        _stream(drawn.encode("cp1252")),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>",
    ]
    with closing(PdfDocument(_pdf_file(objects))) as document:
        return document[0].render(scale=200 / 72, grayscale=True).to_pil().copy()
