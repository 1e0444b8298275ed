"""What was typed wrongly on the command line, in Vietnamese: click's own errors as sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

# What click says, as it says it in English, and our sentence; the rest of the family is told by its types.
_SAID = (
    (r"Missing command\.", "Thiếu tên lệnh."),  # tracuu --library X
    (r"No such command '(.*?)'\..*", "Không có lệnh “{}”."),  # tracuu tim
    (r"Got unexpected extra arguments? \((.*)\)\.?", "Thừa “{}”: câu có dấu cách viết trong ngoặc kép."),  # search a b
    (r"Option '?(.*?)'? requires (?:an|\d+) arguments?\.", "“{}” cần có một giá trị."),  # --limit
    (r"Option '?(.*?)'? does not take a value\.", "“{}” không nhận giá trị nào."),  # --exact=3
)

# The same of values.
_SAID_OF_VALUES = (
    (r"'(.*)' is not a valid integer(?: range)?\.", "“{}” không phải là số nguyên"),
    (r"(.*) is not in the range (\d+)<=x<=(\d+)\.", "{} không nằm trong khoảng từ {} đến {}"),
    (r"(.*) is not in the range x>=(\d+)\.", "{} nhỏ quá: ít nhất là {}"),
    (r"(?:File|Path) '(.*)' does not exist\.", "không có tệp “{}”"),
    (r"(?:File|Path) '(.*)' is a directory\.", "“{}” là thư mục, không phải tệp"),
    (r"(?:File|Path) '(.*)' is not readable\.", "không có quyền đọc “{}”"),
)

_AT_A_MINUS = " Câu hỏi bắt đầu bằng dấu trừ viết sau “--”: tracuu search -- -UBND"


def sentence(error: click.ClickException) -> str:
    """What is wrong; of what this file does not know, as click says it."""
    if isinstance(error, click.NoSuchOption):
        hint = _AT_A_MINUS if _may_be_query(error) else _perhaps(error.possibilities or ())
        return f"Không có tuỳ chọn “{error.option_name}”.{hint}"
    if isinstance(error, click.MissingParameter):
        return f"Thiếu {_called(error)}."
    if isinstance(error, click.BadParameter):
        value = _translated(error.message, _SAID_OF_VALUES) or error.message.rstrip(".")
        return f"Giá trị của {_called(error)} không dùng được: {value}."
    said = _translated(error.message, _SAID)
    return f"{said}{_perhaps(getattr(error, 'possibilities', None) or ())}" if said else error.format_message()


def usage(error: click.ClickException) -> str:
    """How the command is called, for the lines above the sentence; nothing where click tells no command."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return ""
    pieces = " ".join(context.command.collect_usage_pieces(context))
    return f"Cách dùng: {context.command_path} {pieces}\nXem thêm: {context.command_path} --help\n\n"


def is_help(error: click.ClickException) -> bool:
    """A group that was called without a command answers with its help, as an error."""
    return isinstance(error, click.UsageError) and error.ctx is not None and error.message == error.ctx.get_help()


def _may_be_query(error: click.NoSuchOption) -> bool:
    """A query may begin with a minus, and then looks like an option."""
    is_search = error.ctx is not None and error.ctx.info_name == "search"
    return is_search and not error.option_name.startswith("--")


def _called(error: click.BadParameter) -> str:
    if error.param is None or error.ctx is None:
        return "tham số"
    return error.param.get_error_hint(error.ctx).replace("'", "")


def _translated(message: str, sentences: Sequence[tuple[str, str]]) -> str | None:
    for pattern, ours in sentences:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return ours.format(*found.groups())
    return None


def _perhaps(possibilities: Sequence[str]) -> str:
    return f" Có phải là {', '.join(sorted(possibilities))}?" if possibilities else ""
