"""tracuu, tra cứu văn bản kết luận: the command line. Thin: it reads arguments, asks a room, prints."""

from __future__ import annotations

import io
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import wraps
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import BadRequest, NotFound, TracuuError
from corpus.settings import Settings
from corpus.system_errors import as_ours

# Rooms are entered inside the commands: `search` must not wait for what only `index` needs.
if TYPE_CHECKING:
    from corpus.register import Register, RegisteredPaper
    from corpus.register_acts import OpenDoubt
    from corpus.register_history import History
    from indexer.build import Progress, Summary
    from search.answer import Answer, Result
    from search.engine import Engine
    from web.gone import LastSeen

SOME_FILES_FAILED = 3

library_option = click.option(
    "--library",
    type=click.Path(path_type=Path),
    help="Thư mục thư viện (biến TRACUU_LIBRARY; mặc định: library).",
)
users_option = click.option(
    "--users", type=click.Path(path_type=Path), help="Tệp những người được đăng nhập (TRACUU_USERS)."
)
json_option = click.option("--json", "as_json", is_flag=True, help="In ra JSON.")


def command(function: Callable[..., int | None]) -> Callable[..., None]:
    """Gives a subcommand its settings, and turns our errors into one line, or one JSON object, and an exit code."""

    @library_option
    @wraps(function)
    def run(library: Path | None, **arguments: Any) -> None:
        context = click.get_current_context()
        try:
            settings = Settings.from_environment(os.environ)
            library = library or context.find_root().params["library"]
            code = function(replace(settings, library=library) if library else settings, **arguments)
        except TracuuError as error:
            code = _print_error(error, bool(arguments.get("as_json")))
        except BrokenPipeError:
            # `tracuu search … | head` has read enough; the interpreter must not complain about it at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        except OSError as error:
            code = _print_error(as_ours(error), bool(arguments.get("as_json")))
        if context.invoked_subcommand is None:  # of a group only what stands alone ends here
            context.exit(code or 0)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@library_option
@click.version_option(package_name="tracuu")
def commands(library: Path | None) -> None:
    """Tra cứu văn bản kết luận của Đảng và Nhà nước: tìm không cần gõ dấu, dẫn đến đúng đoạn.

    Full-text search for Vietnamese Party and State conclusion papers.
    """


def main() -> None:
    """The entry point: no user ever sees a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # Vietnamese in a pipe, whatever the system's own encoding; and file names that are not even UTF-8.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(commands.main(standalone_mode=False) or 0)
    except click.ClickException as error:
        error = _with_hint_at_minus(error)
        if "--json" in sys.argv:
            _print_json({"error": {"status": 400, "message": error.format_message()}})
        else:
            error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("tracuu: đã dừng; phần đã ghi vẫn nguyên vẹn.", err=True)
        sys.exit(130)
    except Exception as error:
        if os.environ.get("TRACUU_DEBUG"):
            raise
        said = f"lỗi của chương trình ({type(error).__name__}: {error}). Đặt TRACUU_DEBUG=1 để xem."
        sys.exit(_print_error(TracuuError(said), "--json" in sys.argv))


def _with_hint_at_minus(error: click.ClickException) -> click.ClickException:
    """A query may begin with a minus, and then looks like an option."""
    if not isinstance(error, click.NoSuchOption) or error.ctx is None or error.ctx.info_name != "search":
        return error
    hint = (
        ""
        if error.option_name.startswith("--")
        else " Câu hỏi bắt đầu bằng dấu trừ viết sau “--”: tracuu search -- -UBND"
    )
    return click.NoSuchOption(error.option_name, f"{error.message}{hint}", error.possibilities, error.ctx)


@commands.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--jobs", type=click.IntRange(1), help="Số tiến trình đọc và tách từ (mặc định: số nhân).")
@click.option("--rebuild", is_flag=True, help="Dựng lại chỉ mục từ sổ đăng ký và đọc lại các PATH.")
@click.option("--remove", is_flag=True, help="Gỡ cả khi hơn nửa số tệp của một PATH không còn.")
@json_option
@command
def index(
    settings: Settings, paths: Sequence[Path], jobs: int | None, rebuild: bool, remove: bool, as_json: bool
) -> int:
    """Đọc tệp và thư mục vào thư viện; tệp không đổi được bỏ qua."""
    from indexer import build

    if not paths and not rebuild:
        raise BadRequest("Hãy cho biết tệp hay thư mục cần đọc: tracuu index PATH…")
    settings = replace(settings, jobs=jobs) if jobs else settings
    with _progress_line(quiet=as_json) as report:
        summary = build.index(paths, settings, rebuild=rebuild, remove=remove, report=report)
    _print_json(_summary_json(summary)) if as_json else _print_summary(summary)
    return SOME_FILES_FAILED if summary.failed else 0


@commands.command()
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
    """Tìm trong thư viện: từ, "cụm từ", -từ, OR, số: năm: cơquan: loại: mục: nơi: ký:

    Câu hỏi bắt đầu bằng dấu trừ viết sau “--”: tracuu search -- -UBND
    """
    from corpus.citation_links import CitationLinks
    from corpus.citing_sections import CitingSections, sections_citing
    from corpus.register import Register
    from search.answer import Request, also_near, answer, document_url
    from search.columnar.engine import WhooshEngine

    def citing(name: str) -> CitingSections | None:
        with closing(Register.open(settings.library, engine.generation)) as register:
            return sections_citing(name, CitationLinks(register))

    engine = WhooshEngine(settings.library)
    found = answer(Request(query, filters, offset, limit, sort, exact=exact), engine, citing)
    if as_json:
        _print_json(found.as_json())
        return
    _print_answer(found)
    if near := also_near(found, engine):
        click.echo("Văn bản khác gần với câu hỏi:")
    for hit in near:
        click.echo(f"    {hit.paper.title or hit.paper.source}  {document_url(hit.paper.paper)}")


@commands.command()
@click.argument("name", metavar="DOC[/PID]")
@click.option("--suspects", is_flag=True, help="Những chữ có lẽ sai dấu (bản quét), so với các văn bản khác.")
@click.option("--date", "day", help="Như hôm ấy người đọc thấy: 2024-05-01; 2024-05-01.2: sau lần nhập thứ hai.")
@click.option("--history", "with_history", is_flag=True, help="Mọi lời văn của một đoạn, cũ trước.")
@json_option
@command
def show(settings: Settings, name: str, suspects: bool, day: str | None, with_history: bool, as_json: bool) -> None:
    """Hiện một văn bản hoặc một đoạn, hôm nay hay một ngày trước."""
    from corpus.register import Register
    from corpus.register_history import as_of, history, read_moment
    from search.columnar.engine import WhooshEngine

    doc, _, pid = name.partition("/")
    if with_history and not pid:
        raise BadRequest("Lịch sử là của một đoạn: tracuu show DOC/PID --history.")
    engine = WhooshEngine(settings.library)
    with (
        closing(Register.open(settings.library, engine.generation)) as register,
        _gone_is_told(register, engine, as_json),
    ):
        if with_history:
            _print_history(history(register, doc, pid), as_json)
            return
        register = as_of(register, read_moment(day)) if day else register
        if pid:
            doc, pid = register.paragraph(doc, pid)
        paper = register.paper(doc)
        found = _suspects(paper, pid, register) if suspects else None
    if found is not None:
        _print_json(found) if as_json else _print_suspects(found)
        return
    _print_json(paper.as_json(pid or None)) if as_json else _print_paper(paper, pid)


@commands.group(invoke_without_command=True)
@click.option("--review", is_flag=True, help="Liệt kê những đoạn mà lần nhập không dám chắc.")
@json_option
@command
def links(settings: Settings, review: bool, as_json: bool) -> None:
    """Liên kết cố định: xem lại, nối, xuất và nhập sổ đăng ký."""
    from indexer import decisions

    context = click.get_current_context()
    if context.invoked_subcommand is None:
        if not review:
            raise BadRequest("Hãy chọn: tracuu links --review, hoặc join, dismiss, export, import.")
        doubts = decisions.review(settings)
        _print_json([vars(doubt) for doubt in doubts]) if as_json else _print_doubts(doubts)


@links.command("join")
@click.argument("old")
@click.argument("new")
@command
def join_links(settings: Settings, old: str, new: str) -> None:
    """Từ nay OLD dẫn đến NEW: hai mã là một đoạn."""
    from indexer import decisions

    click.echo(f"Từ nay “{old}” dẫn đến “{decisions.join(settings, old, new)}”.")


@links.command("dismiss")
@click.argument("old")
@click.argument("new")
@command
def dismiss_links(settings: Settings, old: str, new: str) -> None:
    """Hai mã là hai đoạn khác nhau: không hỏi nữa."""
    from indexer import decisions

    decisions.dismiss(settings, old, new)
    click.echo("Đã ghi: hai đoạn khác nhau.")


@links.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@command
def export_links(settings: Settings, file: Path) -> None:
    """Xuất cả sổ đăng ký ra các dòng JSON; “-” là màn hình."""
    from corpus.register_exchange import export_file, write_lines

    if str(file) == "-":
        write_lines(settings.library, sys.stdout)
        return
    if file.is_dir():
        raise BadRequest(f"“{file}” là thư mục: hãy cho biết một tệp để ghi.")
    if file.exists() and not file.is_file():  # a pipe or device is written to; nothing may take its place
        with file.open("w", encoding="utf-8") as out:
            click.echo(f"Đã xuất {write_lines(settings.library, out)} dòng ra {file}.")
        return
    click.echo(f"Đã xuất {export_file(settings.library, file)} dòng ra {file}.")


@links.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", "may_lose", is_flag=True, help="Thay cả khi mất những liên kết mà tệp không có.")
@command
def import_links(settings: Settings, file: Path, may_lose: bool) -> None:
    """Đặt sổ đăng ký của một bản xuất vào thư viện, rồi dựng lại chỉ mục."""
    from indexer import decisions

    _must_be_there(file)
    with _progress_line(quiet=False) as report:
        restored = decisions.restore(file, settings, may_lose, report)
    click.echo(f"Đã nhập {restored.rows} dòng và dựng lại chỉ mục.")
    if restored.kept:
        click.echo(f"Sổ trước đó: {restored.kept}")
        click.echo(f"Trở về sổ ấy: tracuu links import {restored.kept} --replace")
    for paper in restored.honoured:
        click.echo(f"Tệp còn một văn bản đã thu hồi: nó vẫn bị thu hồi, theo nhật ký ({paper}).")
    if restored.is_older:
        forgotten = "" if restored.has_log else "thu hồi, "
        click.echo(
            f"Lưu ý: sổ trước đó không đọc được, nên những gì đã {forgotten}nối hay nhập sau lần xuất này không còn "
            "được biết đến."
        )
        if not restored.has_log:
            click.echo("Văn bản nào đã thu hồi từ đó phải thu hồi lại: tracuu forget DOC.")


@commands.command()
@click.argument("doc", required=False)
@click.option("--reason", help="Vì sao; được ghi lại.")
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@click.option("--allow", is_flag=True, help="Cho phép nhập lại văn bản đã thu hồi.")
@click.option(
    "--another",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="TỆP",
    help="Tệp này bị từ chối nhầm: nó là một văn bản khác.",
)
@click.option("--list", "listed", is_flag=True, help="Liệt kê những văn bản đã thu hồi.")
@command
def forget(
    settings: Settings,
    doc: str | None,
    reason: str | None,
    yes: bool,
    allow: bool,
    another: Path | None,
    listed: bool,
) -> None:
    """Thu hồi một văn bản: xoá hẳn nội dung và lịch sử, liên kết của nó chỉ còn nói “đã thu hồi”."""
    from indexer import decisions

    if listed:
        for act in decisions.log(settings):
            click.echo(f"{act.day}  {act.paper}  {act.who or ''}  {act.why or ''}".rstrip())
        return
    if another:
        paper = decisions.another(settings, another)
        click.echo(f"Đã ghi: {another} không phải là {paper}. Chạy lại `tracuu index` để nhập.")
        return
    if not doc:
        raise BadRequest("Hãy cho biết văn bản: tracuu forget DOC.")
    if allow:
        click.echo(f"Từ nay có thể nhập lại “{decisions.allow(settings, doc)}”; nó sẽ có liên kết mới.")
        return
    name = decisions.about_to_forget(settings, doc)
    if not yes:
        click.confirm(f"Xoá hẳn {name} khỏi thư viện? Không lấy lại được", abort=True, err=True)
    with _progress_line(quiet=False) as report:
        forgotten = decisions.forget(settings, doc, reason, report)
    click.echo(f"Đã thu hồi “{forgotten.paper}”; trong nhật ký nó là {forgotten.hidden}.")
    click.echo("Tệp gốc, bản sao lưu và bản xuất cũ không bị đụng đến:")
    for origin in forgotten.files:
        click.echo(f"  {origin}")


@commands.command()
@click.argument("name", metavar="[DOC[/PID]]", default="")
@click.option("--missing", is_flag=True, help="Những văn bản được viện dẫn nhiều nhất mà thư viện chưa có.")
@click.option("--limit", type=click.IntRange(0), help="Số văn bản còn thiếu (mặc định: tất cả).")
@json_option
@command
def citations(settings: Settings, name: str, missing: bool, limit: int | None, as_json: bool) -> None:
    """Văn bản (hay đoạn) ấy viện dẫn ai, và ai viện dẫn nó; --missing: thư viện còn thiếu gì."""
    if bool(name) == missing:
        raise BadRequest("Chọn một: tracuu citations DOC[/PID], hoặc tracuu citations --missing.")
    from corpus.citation_links import CitationLinks
    from corpus.missing_papers import missing_papers
    from corpus.register import Register
    from search.columnar.engine import WhooshEngine
    from web.citing import citations_json
    from web.reading import path_of

    engine = WhooshEngine(settings.library)
    with (
        closing(Register.open(settings.library, engine.generation)) as register,
        _gone_is_told(register, engine, as_json),
    ):
        if missing:
            found = missing_papers(CitationLinks(register))
            shown = {"total": len(found), "missing": [one.as_json() for one in found[:limit]]}
        else:
            doc, _, pid = name.partition("/")
            paper = register.paper(doc)
            path = path_of(paper, pid) if pid else None
            if pid and path is None:
                register.paragraph(doc, pid)  # says where it went
                raise NotFound(f"Đoạn “{pid}” nay ở văn bản khác: xem `tracuu show {name}`.")
            shown = citations_json(paper, register, engine, pid or None, path)
    if as_json:
        _print_json(shown)
    elif missing:
        _print_missing(shown)
    else:
        _print_citations(shown)


@commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@command
def parse(settings: Settings, file: Path, as_json: bool) -> None:
    """Đọc một tệp và in ra những gì hiểu được; không lưu gì."""
    from corpus.parser import parse as parse_source
    from corpus.readers import read
    from corpus.readers.patience import guard

    _must_be_there(file)
    guard()
    document = parse_source(read(file, settings.max_text_bytes)).as_json()
    if as_json:
        _print_json(document)
        return
    for name, value in document.items():
        if not isinstance(value, list):
            click.echo(f"{name}: {'' if value is None else value}")
    for section in document["sections"]:
        click.echo(f"\n[{section['path']}] {section['type']} {section['heading'] or ''}".rstrip())
        for paragraph in section["paragraphs"]:
            click.echo(f"    {paragraph['text']}")


@commands.command()
@click.option("--host", help="Địa chỉ lắng nghe (TRACUU_HOST; mặc định: 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Cổng (TRACUU_PORT; mặc định: 8080).")
@click.option("--workers", type=click.IntRange(1), help="Số tiến trình phục vụ (TRACUU_WORKERS).")
@click.option("--public", is_flag=True, help="Ai cũng được đọc, cả máy tìm kiếm (TRACUU_PUBLIC=1).")
@users_option
@click.option("--behind-proxy", is_flag=True, help="Có một máy chủ web đứng trước (TRACUU_BEHIND_PROXY=1).")
@command
def serve(settings: Settings, **chosen: Any) -> None:
    """Mở trang tra cứu."""
    from web.server import serve as serve_pages

    serve_pages(replace(settings, **{name: value for name, value in chosen.items() if value}))


@commands.group()
def user() -> None:
    """Những người được đăng nhập: `tracuu serve --users TỆP` chỉ mở cho họ."""


@user.command("add")
@click.argument("name")
@users_option
@command
def add_user(settings: Settings, name: str, users: Path | None) -> None:
    """Thêm một người, hoặc đặt lại mật khẩu của người ấy."""
    from web import users as known

    file = _users_file(settings, users)
    if sys.stdin.isatty():
        password = click.prompt("Mật khẩu", hide_input=True, confirmation_prompt="Gõ lại mật khẩu", err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    is_new = known.add_user(file, name, password)
    click.echo(f"Đã {'thêm' if is_new else 'đặt lại mật khẩu của'} “{name}”.")


@user.command("remove")
@click.argument("name")
@users_option
@command
def remove_user(settings: Settings, name: str, users: Path | None) -> None:
    """Bỏ một người: lần mở trang sau, người ấy phải đăng nhập và không vào được nữa."""
    from web import users as known

    known.remove_user(_users_file(settings, users), name)
    click.echo(f"Đã bỏ “{name}”.")


def _must_be_there(file: Path) -> None:
    if not file.exists():
        raise BadRequest(f"Không có tệp “{file}”.")
    if file.is_dir():
        raise BadRequest(f"“{file}” là thư mục, không phải tệp.")


def _users_file(settings: Settings, chosen: Path | None) -> Path:
    path = chosen or settings.users
    if path is None:
        raise BadRequest("Hãy cho biết tệp: --users TỆP, hoặc biến TRACUU_USERS.")
    return path


@commands.command()
@click.argument("folder", metavar="BEIR_DIR", type=click.Path(path_type=Path))
@click.option("--form", default="typed", show_default=True, help="Các dạng gõ, cách nhau bằng dấu phẩy.")
@click.option("--halves", "in_halves", is_flag=True, help="Đo cả từng nửa: các câu hỏi lẻ, các câu hỏi chẵn.")
@click.option("--jobs", type=click.IntRange(1), help="Số tiến trình tách từ (mặc định: số nhân).")
@json_option
@command
def evaluate(settings: Settings, folder: Path, form: str, in_halves: bool, jobs: int | None, as_json: bool) -> None:
    """Đo chất lượng tìm trên một bộ câu hỏi dạng BEIR."""
    from indexer.import_set import import_set
    from search.columnar.engine import WhooshEngine
    from search.evaluation import halves, measure, read_labels, read_queries

    queries, labels = read_queries(folder), read_labels(folder)
    with tempfile.TemporaryDirectory() as library:
        settings = replace(settings, library=Path(library), jobs=jobs or settings.jobs)
        with _progress_line(quiet=as_json) as report:
            papers = import_set(folder, settings, report)
        engine = WhooshEngine(settings.library)
        measured = {
            f"{name}{which}": measure(engine, papers, asked, labels, name).as_json()
            for name in form.split(",")
            for which, asked in ({"": queries} | (halves(queries) if in_halves else {})).items()
        }
    if as_json:
        _print_json({"forms": measured})
        return
    for name, values in measured.items():
        click.echo(f"{name:<12}" + "  ".join(f"{measure} {value}" for measure, value in values.items()))


@commands.command()
@click.option("--repair", is_flag=True, help="Sửa: dựng lại chỉ mục từ sổ đăng ký.")
@json_option
@command
def check(settings: Settings, repair: bool, as_json: bool) -> int:
    """So chỉ mục, sổ đăng ký và các tệp; thoát với mã 1 khi có hư hỏng."""
    from indexer import check as checking

    findings = checking.check(settings)
    damaged = any(finding.damage for finding in findings)
    if damaged and repair:
        checking.repair(settings)
        findings = checking.check(settings)
        damaged = any(finding.damage for finding in findings)
    if as_json:
        _print_json({"damaged": damaged, "findings": [vars(finding) for finding in findings]})
    for finding in [] if as_json else findings:
        click.echo(("hư hỏng: " if finding.damage else "lưu ý: ") + finding.text)
    if not as_json and not damaged:
        click.echo("Thư viện nguyên vẹn.")
    return 1 if damaged else 0


# What is printed


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_error(error: TracuuError, as_json: bool) -> int:
    if as_json:
        _print_json({"error": {"status": error.status, "message": str(error)}})
    else:
        click.echo(f"tracuu: {error}", err=True)
    return error.exit_code


@contextmanager
def _gone_is_told(register: Register, engine: Engine, as_json: bool) -> Iterator[None]:
    """Of what is gone the terminal tells what its page tells; the exit code is still that of an error."""
    from corpus.register import PaperGone, ParagraphGone

    try:
        yield
    except (PaperGone, ParagraphGone) as error:
        from web.gone import error_json, last_seen

        seen = last_seen(error, register, engine)
        if as_json:
            _print_json(error_json(error, seen))
        else:
            _print_error(error, as_json=False)
            _print_last_seen(seen)
        raise click.exceptions.Exit(error.exit_code) from error


@contextmanager
def _progress_line(quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """One line that is written over, where a person watches; nothing in a pipe."""
    watched = sys.stderr.isatty() and not quiet

    def report(progress: Progress) -> None:
        if watched:
            rate = progress.sections / max(progress.seconds, 0.001)
            left = progress.seconds / progress.done * (progress.total - progress.done)
            bar = "█" * (20 * progress.done // progress.total)
            click.echo(
                f"\r{bar:<20} {progress.done}/{progress.total} tệp · {rate:.0f} mục/s · còn {left:.0f} giây \033[K",
                nl=False,
                err=True,
            )

    try:
        yield report
    finally:
        if watched:
            click.echo("", err=True)


def _summary_json(summary: Summary) -> dict[str, Any]:
    return {
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "removed": summary.removed,
        "failed": [{"file": failure.file.origin, "reason": failure.reason} for failure in summary.failed],
        "kept": summary.kept,
        "doubts": summary.doubts,
        "known": summary.known,
        "moved": summary.moved,
        "sections": summary.sections,
        "seconds": round(summary.seconds, 2),
    }


def _print_summary(summary: Summary) -> None:
    click.echo(
        f"Thêm {summary.added}, đổi {summary.changed}, không đổi {summary.unchanged}, gỡ {summary.removed}; "
        f"{summary.sections} mục trong {summary.seconds:.1f} giây."
    )
    copied = summary.known - summary.moved
    if copied:
        click.echo(f"Trong số thêm, {copied} tệp là bản nữa của văn bản đã có: vẫn những văn bản và liên kết ấy.")
    if summary.moved:
        click.echo(f"Trong số thêm, {summary.moved} tệp là văn bản đã có, chuyển từ chỗ khác đến: liên kết giữ nguyên.")
    for paper in summary.honoured:
        click.echo(f"Sổ đăng ký cũ còn một văn bản đã thu hồi: đã gỡ nó ra, theo nhật ký ({paper}).", err=True)
    if summary.doubts:
        click.echo(f"{summary.doubts} đoạn không chắc là đoạn cũ nào: xem `tracuu links --review`.", err=True)
    for failure in summary.failed:
        click.echo(f"Không đọc được {failure.file.origin}: {failure.reason}", err=True)
    if summary.kept:
        click.echo(
            f"{len(summary.kept)} tệp không còn, quá nửa của thư mục: vẫn giữ trong thư viện. Thêm --remove để gỡ.",
            err=True,
        )


def _print_doubts(doubts: Sequence[OpenDoubt]) -> None:
    for one in doubts:
        click.echo(f"{one.paper} · {one.day} · giống {one.likeness:.0%}")
        click.echo(f"  cũ  {one.old}  [{one.old_path}]  {one.old_text}")
        click.echo(f"  mới {one.new}  [{one.new_path}]  {one.new_text}")
        click.echo(f"  là một: tracuu links join {one.old} {one.new}")
        click.echo(f"  là hai: tracuu links dismiss {one.old} {one.new}\n")
    click.echo(f"{len(doubts)} đoạn chờ quyết định." if doubts else "Không có đoạn nào chờ quyết định.")


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


def _suspects(paper: RegisteredPaper, pid: str, register: Register) -> dict[str, Any]:
    """What stands in a paper, or in one paragraph of it, as the rest of the library does not write it."""
    from corpus.spellings import Counts
    from corpus.suspicion import suspects

    others = [name for name in register.papers() if name != paper.paper]
    random.Random(0).shuffle(others)  # a large library is not read whole: some of every time and place
    counts = Counts.of(paper.document, (register.paper(name).document for name in others))
    ids = {section.path: one for section, one in zip(paper.document.sections, paper.ids)}
    listed = []
    for one in suspects(paper.document, counts):
        own = ids[one.path].heading if one.paragraph is None else ids[one.path].paragraphs[one.paragraph]
        if pid in ("", own):
            listed.append({"pid": own, "url": f"/van-ban/{paper.paper}/{own}", **vars(one)})
    return {"doc": paper.paper, "papers": counts.papers, "syllables": counts.syllables, "suspects": listed}


def _print_suspects(found: dict[str, Any]) -> None:
    for one in found["suspects"]:
        typed = click.style(f"[{one['text']} → {one['reading']}]", bold=True)
        seen = f"{one['times']} lần" if one["times"] else "cụm từ quen dùng"
        click.echo(f"{one['url']}  …{one['before']}{typed}{one['after']}…  (“{one['known']}”: {seen})")
    click.echo(f"{len(found['suspects'])} chỗ đáng ngờ, so với {found['papers']} văn bản của thư viện.")


def _print_paper(paper: RegisteredPaper, pid: str) -> None:
    for number, run in groupby(paper.document.reading_order, key=itemgetter(0)):
        section, ids = paper.document.sections[number], paper.ids[number]
        if pid and pid not in (ids.heading, *ids.paragraphs):
            continue
        click.echo(f"\n[{section.path}] {section.label or ''} {section.heading or ''}".rstrip())
        for place in (place for _, place in run if place is not None):
            if not pid or pid in (ids.paragraphs[place], ids.heading):
                click.echo(f"  {ids.paragraphs[place]}  {section.paragraphs[place].text}")


def _print_history(found: History, as_json: bool) -> None:
    if as_json:
        _print_json(found.as_json())
        return
    for one in found.wordings:
        click.echo(f"{one.moment}  …  {one.until or 'nay'}  [{one.path}]")
        click.echo(f"    {one.text}")
    if found.came_from:
        click.echo(f"Được tách ra từ {found.came_from}.")
    for pid in found.led_here:
        click.echo(f"{pid} đã được gộp vào đây.")


def _print_last_seen(seen: LastSeen) -> None:
    record = seen.record
    known = (record.doc_type, record.number, record.issuing_body, record.date or record.year, record.place)
    click.echo(" · ".join(str(one) for one in known if one))
    if record.title:
        click.echo(record.title)
    click.echo(f"Gỡ ngày {seen.day}; bản cuối cùng:")
    _print_paper(seen.paper, seen.pid or "")
    if seen.nearest:
        click.echo("\nGần nhất còn lại:")
    for near in seen.nearest:
        click.echo(f"  {near.paper.paper}{f'/{near.pid}' if near.pid else ''}  {near.paper.title or ''}".rstrip())
    if seen.cited_by:
        click.echo()
        _print_cited_by(seen.as_json()["cited_by"])


def _print_citations(shown: dict[str, Any]) -> None:
    click.echo(f"Viện dẫn ({len(shown['cites'])}):")
    for one in shown["cites"]:
        perhaps = "có thể là " + ", ".join(one["choices"]) if one["choices"] else "chưa có trong thư viện"
        click.echo(f"  {one['text']}  [{one['path']}]  → {one['doc'] or perhaps}")
    click.echo()
    _print_cited_by(shown["cited_by"])


def _print_cited_by(citing: Sequence[Mapping[str, Any]]) -> None:
    click.echo(f"Được viện dẫn bởi ({len(citing)}):")
    for one in citing:
        known = " · ".join(
            str(part) for part in (one["doc_type"], one["number"], one["issuing_body"], one["date"]) if part
        )
        places = ", ".join(dict.fromkeys(place["path"] for place in one["places"]))
        click.echo(f"  {one['doc']}  {known}  [{places}]" + ("" if one["sure"] else "  (chưa chắc)"))


def _print_missing(shown: dict[str, Any]) -> None:
    click.echo(f"{shown['total']} văn bản được viện dẫn mà thư viện chưa có.")
    for one in shown["missing"]:
        called = f"{one['doc_type'] or 'Văn bản'} số {one['number']}" if one["number"] else one["name"]
        known = " · ".join(part for part in (called, one["issuing_body"], one["place"], one["date"]) if part)
        click.echo(f"  {one['times']:>4} lần, {one['papers']:>4} văn bản  {known}")


if __name__ == "__main__":
    main()
