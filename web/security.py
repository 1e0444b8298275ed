"""The headers that every answer carries: nothing from elsewhere, nothing told to elsewhere, in nobody's frame."""

from __future__ import annotations

from flask import Flask, Response, request

from web.library import settings

CONTENT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in CONTENT.items()),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Old conclusions are for those who have the address; search machines stay outside, and everywhere out of the searches.
CLOSED_TO_ROBOTS = "noindex, nofollow"

# What is asked for by its content's hash never changes; a page may be another one after the next import.
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"
# Where people log in, what one has read must not be there for the next one at the same desk.
KEEP_NOTHING = "private, no-store"


def attach(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if not settings().public or request.args or request.path.startswith("/api/"):
        response.headers["X-Robots-Tag"] = CLOSED_TO_ROBOTS
    if request.endpoint == "static":
        response.headers["Cache-Control"] = FOREVER if "v" in request.args else ASK_AGAIN
    else:
        response.headers["Cache-Control"] = KEEP_NOTHING if settings().users else ASK_AGAIN
    return response
