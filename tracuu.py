"""tracuu, tra cứu văn bản kết luận: the command line. Thin: which commands there are, and how it ends.

Each command is a file of `terminal/` of the same name.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import click

from corpus.errors import TracuuError
from terminal.command import library_option, print_error, print_json
from terminal.group import Commands
from terminal.usage_errors import is_help, sentence, usage

COMMANDS = {
    "index": "Đọc tệp và thư mục vào thư viện; tệp không đổi được bỏ qua.",
    "search": 'Tìm trong thư viện: từ, "cụm từ", -từ, OR, số: năm: cơquan: loại: mục: nơi: ký:',
    "show": "Hiện một văn bản hoặc một đoạn, hôm nay hay một ngày trước.",
    "links": "Liên kết cố định: xem lại, nối, xuất và nhập sổ đăng ký.",
    "forget": "Thu hồi một văn bản: xoá hẳn nội dung và lịch sử, liên kết của nó chỉ còn nói “đã thu hồi”.",
    "citations": "Văn bản (hay đoạn) ấy viện dẫn ai, và ai viện dẫn nó; --missing: thư viện còn thiếu gì.",
    "parse": "Đọc một tệp và in ra những gì hiểu được; không lưu gì.",
    "serve": "Mở trang tra cứu.",
    "user": "Những người được đăng nhập: `tracuu serve --users TỆP` chỉ mở cho họ.",
    "evaluate": "Đo chất lượng tìm trên một bộ câu hỏi dạng BEIR.",
    "check": "So chỉ mục, sổ đăng ký và các tệp; thoát với mã 1 khi có hư hỏng.",
}


@click.group(cls=Commands, sentences=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
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
        if "--json" in sys.argv:
            print_json({"error": {"status": 400, "message": sentence(error)}})
        else:
            click.echo(error.message if is_help(error) else f"{usage(error)}tracuu: {sentence(error)}", err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("tracuu: đã dừng; phần đã ghi vẫn nguyên vẹn.", err=True)
        sys.exit(130)
    except Exception as error:
        if os.environ.get("TRACUU_DEBUG"):
            raise
        said = f"lỗi của chương trình ({type(error).__name__}: {error}). Đặt TRACUU_DEBUG=1 để xem."
        sys.exit(print_error(TracuuError(said), "--json" in sys.argv))


if __name__ == "__main__":
    main()
