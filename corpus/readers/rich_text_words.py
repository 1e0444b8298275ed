"""What the words of rich text mean: signs, groups that hold no text, and the encodings of fonts."""

from __future__ import annotations

import re

SIGNS = {
    "~": " ", "_": "-", "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "softline": "\n",
}  # fmt: skip
ESCAPED = "\\{}"

# Groups whose letters are no text of the paper.
SKIPPED = frozenset({
    "colortbl", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
    "footerf", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "fldinst", "shprslt", "sp",
    "nonshppict", "xe", "tc", "tcn", "rxe", "bkmkstart", "bkmkend", "stylesheet", "listtable", "listoverridetable",
    "revtbl", "rsidtbl", "generator", "themedata", "colorschememapping", "latentstyles", "datastore", "atnid",
    "atnauthor", "annotation", "template", "filetbl", "pnseclvl", "private", "comment", "mmathPr", "wgrffmtfilter",
    "xmlnstbl", "panose", "falt", "nesttableprops", "ud",
})  # fmt: skip
# Groups that begin with \* and hold text all the same.
STARRED_TEXT = frozenset({"shpinst", "shptxt", "pntext", "listtext", "footnote"})

_CODE_PAGES = {
    128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_PICTURES = 2
_LEGACY_FONT = re.compile(r"\.Vn|VNI|VPS|TCVN", re.IGNORECASE)

_USUAL = "cp1252"


def code_page(font: str, charset: int, of_paper: str) -> str:
    """In which encoding the bytes are that are set in a font; what an old font means by them is told later."""
    if _LEGACY_FONT.search(font):
        return _USUAL
    return _CODE_PAGES.get(charset, _USUAL if charset == _PICTURES else of_paper)


def is_code_page(name: str) -> bool:
    """Whether this Python can read an encoding."""
    try:
        "".encode(name)
    except LookupError:
        return False
    return True


def decoded(data: bytes, page: str) -> str:
    """The letters of bytes. No byte is lost to Windows-1252, which leaves some undefined."""
    if page != _USUAL:
        return data.decode(page, "ignore")
    return "".join(bytes([byte]).decode(_USUAL, "ignore") or chr(byte) for byte in data)
