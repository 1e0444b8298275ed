"""What goes wrong -> a page or a JSON object that says it in a sentence. Nothing here hides a failure."""

from __future__ import annotations

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from corpus.errors import TracuuError
from corpus.register import PaperGone, ParagraphGone
from corpus.register_history import history
from web.gone import error_json, last_seen
from web.library import engine, open_register
from web.reading import blocks

SENTENCES = {
    400: "Yêu cầu này không đọc được.",
    401: "Cần đăng nhập.",
    404: "Không có trang này.",
    405: "Địa chỉ này không nhận kiểu yêu cầu đó.",
    413: "Yêu cầu quá dài.",
    414: "Địa chỉ quá dài.",
    500: "Có lỗi trong chương trình. Lỗi đã được ghi lại; xin thử lại sau.",
}

HEADINGS = {
    400: "Chưa hiểu yêu cầu",
    404: "Không tìm thấy",
    410: "Không còn nữa",
    500: "Có lỗi xảy ra",
    503: "Thư viện tạm thời không dùng được",
}


def attach(app: Flask) -> None:
    app.register_error_handler(TracuuError, known_error)
    app.register_error_handler(PaperGone, gone)
    app.register_error_handler(ParagraphGone, gone)
    app.register_error_handler(HTTPException, http_error)
    # Flask hands over what nobody foresaw after it has written the traceback to the log.
    app.register_error_handler(500, unknown_error)


def known_error(error: TracuuError) -> ResponseReturnValue:
    if error.status >= 500:  # the reader cannot mend a library: whoever runs it must hear of it
        current_app.logger.error("%s: %s", request.path, error)
    return _told(error.status, str(error))


def gone(error: PaperGone | ParagraphGone) -> ResponseReturnValue:
    """The link was true: the reader gets the last words, and the way to what is left."""
    with open_register() as register:
        seen = last_seen(error, register, engine())
        wordings = history(register, seen.paper.paper, seen.pid) if seen.pid else None
    if _asked_by_machine():
        return jsonify(error_json(error, seen)), error.status
    if seen.pid:
        return render_template("gone.html", lost=seen, history=wordings), error.status
    return render_template("gone_paper.html", lost=seen, blocks=blocks(seen.paper)), error.status


def http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:  # a redirect that the router raised
        return error.get_response()
    told = _told(status, SENTENCES.get(status, SENTENCES[400 if status < 500 else 500]))
    response = Response.force_type(error.get_response())
    kept = [(name, value) for name, value in response.headers if name in ("Allow", "Retry-After")]
    return *told, kept


def unknown_error(error: Exception) -> ResponseReturnValue:
    return _told(500, SENTENCES[500])


def _told(status: int, message: str) -> tuple[str | Response, int]:
    if _asked_by_machine():
        return jsonify({"error": {"status": status, "message": message}}), status
    heading = HEADINGS.get(status, HEADINGS[400 if status < 500 else 500])
    return render_template("error.html", status=status, heading=heading, message=message), status


def _asked_by_machine() -> bool:
    return f"{request.path}/".startswith(("/api/", "/healthz/"))
