"""Does a paper keep its links when the same content comes as .docx, then as .pdf, then as .txt?

python -m bench.formats            the samples, written anew in each format; .pdf needs Chromium
python -m bench.formats PAIRS ...  also real files: each PAIRS is a folder of files and one of their texts, A:B
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench.edited_papers import SAMPLES
from corpus.document import Document, SectionType
from corpus.errors import TracuuError
from corpus.likeness import contained, features
from corpus.parser import parse
from corpus.readers import read
from corpus.register import Register
from corpus.settings import Settings
from indexer.build import index

CHROMIUM = shutil.which("chromium")

# The text under an id must be the one that it was: spelled otherwise perhaps, not another.
SAME_TEXT = 0.8


@dataclass(frozen=True)
class Line:
    """A paragraph on paper. Bold letters are what a plain text loses."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Kept:
    """Of the ids that a paper had in its first format, how many its next one still has."""

    step: str
    ids: int
    kept: int
    examples: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.kept / max(1, self.ids)


def lines_of(document: Document) -> Iterator[Line]:
    """The paper as it is printed, tables and appendices aside."""
    for section in document.sections:
        if section.type == SectionType.APPENDIX:
            continue
        label = f"{section.label} " if section.label else ""
        if section.heading is not None:
            yield Line(label + section.heading, bold=True)
            label = ""
        elif label and section.type == SectionType.RECIPIENTS and section.paragraphs:
            yield Line(label.strip())
            label = ""
        for paragraph in section.paragraphs:
            if section.type == SectionType.LETTERHEAD:
                yield from (Line(cell) for cell in paragraph.text.split(" | "))
            elif " | " not in paragraph.text:
                text = paragraph.text if paragraph.text.startswith(label.strip()) else label + paragraph.text
                yield Line(text, bold=section.type == SectionType.TITLE)
                label = ""


def write_docx(path: Path, lines: Sequence[Line]) -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f"<w:p><w:r>{'<w:rPr><w:b/></w:rPr>' if line.bold else ''}"
        f'<w:t xml:space="preserve">{html.escape(line.text)}</w:t></w:r></w:p>'
        for line in lines
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships/officeDocument"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)


def write_pdf(path: Path, lines: Sequence[Line]) -> None:
    """As a browser prints it: lines broken at the margin, pages at their end."""
    body = "".join(f"<p>{'<b>' if line.bold else ''}{html.escape(line.text)}</b></p>" for line in lines)
    page = path.with_suffix(".html")
    style = "@page { size: A4; margin: 25mm } body { font: 14pt/1.35 'DejaVu Serif', serif; text-align: justify }"
    style += " p { margin: 0 0 9pt; text-indent: 12mm }"
    page.write_text(f"<!doctype html><meta charset=utf-8><style>{style}</style>{body}", "utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={path}", str(page)], check=True, capture_output=True, timeout=120)
    page.unlink()


def write_txt(path: Path, lines: Sequence[Line]) -> None:
    path.write_text("\n\n".join(line.text for line in lines) + "\n", "utf-8")


WRITERS = {".docx": write_docx, ".pdf": write_pdf, ".txt": write_txt}


def measure_samples(samples: Sequence[Path], formats: Sequence[str] = (".docx", ".pdf", ".txt")) -> list[Kept]:
    """Each sample in one format after the other, through the real indexer; ids are those of the first format."""
    papers = {path.stem: list(lines_of(parse(read(path, 10**7)))) for path in samples}
    with tempfile.TemporaryDirectory() as place:
        folder, library = Path(place, "papers"), Path(place, "library")
        first: dict[str, str] = {}
        found = []
        for suffix in formats:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for name, lines in papers.items():
                WRITERS[suffix](folder / f"{name}{suffix}", lines)
            register = _import(folder, library)
            assert register is not None
            with closing(register.connection):
                if first:
                    found.append(_kept(f"{formats[0]} to {suffix}", first, register))
                first = first or _texts(register)
    return found


def measure_pair(file: Path, text: Path) -> Kept | None:
    """A real file, and the same paper as a text; None where either cannot be read."""
    with tempfile.TemporaryDirectory() as place:
        folder, library = Path(place, "papers"), Path(place, "library")
        folder.mkdir()
        copied = Path(shutil.copy(file, folder / f"paper{file.suffix}"))
        before = _import(folder, library)
        if before is None:
            return None
        with closing(before.connection):
            ids = _texts(before)
        copied.unlink()
        shutil.copy(text, folder / "paper.txt")
        after = _import(folder, library)
        if after is None:
            return None
        with closing(after.connection):
            return _kept(file.name, ids, after)


def _import(folder: Path, library: Path) -> Register | None:
    """The library after the folder was read into it; None where its paper could not be read."""
    try:
        index([folder], Settings(library=library), remove=True)
    except TracuuError:
        return None
    return Register.open(library)


def _texts(register: Register) -> dict[str, str]:
    """Every id that stands, and its text, tables aside."""
    rows = register.rows("SELECT pid, text FROM paragraphs WHERE until IS NULL")
    return {row["pid"]: row["text"] for row in rows if " | " not in row["text"]}


def _kept(step: str, ids: dict[str, str], register: Register) -> Kept:
    now = _texts(register)
    lost = []
    for pid, text in ids.items():
        standing = register.standing(pid)
        leads_to = now.get(standing.pid) if standing else None
        if leads_to is None or not _says(leads_to, text):
            lost.append(f"{pid} “{text[:100]}”" + (f" is now “{leads_to[:100]}”" if leads_to else ""))
    return Kept(step, len(ids), len(ids) - len(lost), tuple(lost))


def _says(now: str, before: str) -> bool:
    """The same words, or a paragraph that was joined to others or parted: one of the two holds the other."""
    one, other = features(before), features(now)
    return now == before or max(contained(one, other), contained(other, one)) >= SAME_TEXT


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pairs", nargs="*", metavar="FILES:TEXTS")
    arguments.add_argument("--examples", action="store_true", help="print the ids that were lost")
    chosen = arguments.parse_args()
    formats = (".docx", ".pdf", ".txt") if CHROMIUM else (".docx", ".txt")
    found = measure_samples(sorted(SAMPLES.iterdir()), formats)
    for pair in chosen.pairs:
        files, _, texts = pair.partition(":")
        for text in sorted(Path(texts).glob("*.txt")):
            for file in sorted(Path(files).glob(f"{text.stem}.*")):
                kept = measure_pair(file, text)
                print(f"{file.name}: cannot be read") if kept is None else found.append(kept)
    for one in found:
        print(f"{one.step:45} {one.kept:>6} of {one.ids:>6} ids kept  {one.share:.2%}")
        if chosen.examples:
            print("".join(f"    {example}\n" for example in one.examples), end="")


if __name__ == "__main__":
    main()
