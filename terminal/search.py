"""tracuu search: a question, its answer on the terminal."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from corpus.settings import Settings
from search.answer import Answer, Request, Result, also_near, answer, document_url
from search.columnar.engine import WhooshEngine
from terminal.collector import short_lived
from terminal.command import command, json_option, print_json

if TYPE_CHECKING:
    from corpus.citing_sections import CitingSections


@click.command(epilog="Câu hỏi bắt đầu bằng dấu trừ viết sau “--”: tracuu search -- -UBND")
@click.argument("query")
@click.option("--year", multiple=True, help="Năm, hoặc khoảng năm: 2014, 2012-2016. Lặp lại được, như mọi bộ lọc.")
@click.option("--body", multiple=True, help="Cơ quan ban hành.")
@click.option("--type", multiple=True, help="Loại mục, như han_che hoặc “hạn chế”.")
@click.option("--place", multiple=True, help="Địa phương.")
@click.option("--doc-type", multiple=True, help="Loại văn bản.")
@click.option("--cites", multiple=True, help="Số của văn bản được viện dẫn, hoặc tên cố định của nó (DOC).")
@click.option("--limit", default=10, show_default=True, help="Số kết quả.")
@click.option("--offset", default=0, show_default=True, help="Bỏ qua bấy nhiêu kết quả đầu.")
@click.option("--sort", default="relevance", show_default=True, help="relevance hoặc date.")
@click.option("--exact", is_flag=True, help="Tìm đúng như đã gõ: không thêm dấu, không sửa lỗi gõ.")
@json_option
@command
@short_lived
def search(
    settings: Settings,
    query: str,
    limit: int,
    offset: int,
    sort: str,
    exact: bool,
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    def citing(name: str) -> CitingSections | None:
        # Few searches ask who cites a paper, and only these need the register: the others answer a tenth sooner.
        from corpus.citation_links import CitationLinks
        from corpus.citing_sections import sections_citing
        from corpus.register import Register

        with closing(Register.open(settings.library, engine.generation)) as register:
            return sections_citing(name, CitationLinks(register))

    engine = WhooshEngine(settings.library)
    found = answer(Request(query, filters, offset, limit, sort, exact=exact), engine, citing)
    if as_json:
        print_json(found.as_json())
        return
    _print_answer(found)
    if near := also_near(found, engine):
        click.echo("Văn bản khác gần với câu hỏi:")
    for hit in near:
        click.echo(f"    {hit.paper.title or hit.paper.source}  {document_url(hit.paper.paper)}")


def _print_answer(found: Answer) -> None:
    if found.understood:
        click.echo(f"Hiểu là: {found.understood}" + f"  (đúng như đã gõ: {found.as_typed or '--exact'})")
    for note in found.notes:
        click.echo(note)
    if found.suggestion:
        click.echo(f"Có phải bạn muốn tìm: {found.suggestion}")
    relaxed = " (không mục nào có đủ các từ; đây là những mục gần nhất)" if found.relaxed else ""
    click.echo(f"{found.total} mục trong {found.documents} văn bản, {found.milliseconds:.0f} ms{relaxed}")
    for rank, result in enumerate(found.results, start=found.request.offset + 1):
        _print_result(rank, result)


def _print_result(rank: int, result: Result) -> None:
    paper, section = result.hit.paper, result.hit.section
    known = (paper.doc_type, paper.number, paper.issuing_body, paper.place, paper.year)
    click.echo(f"\n{rank:>3}. " + " · ".join(str(one) for one in known if one))
    click.echo(f"     {section.path}  [{section.type}]  {result.url}")
    for one in result.fragments:
        click.echo("     " + "".join(click.style(text, bold=True) if marked else text for text, marked in one))
