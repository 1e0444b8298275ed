"""The page as an application of the phone: manifest, service worker, and what stands there without a network."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template

from web.static_files import address

offline = Blueprint("offline", __name__)

# What every page needs, to be there before the network goes.
FILES = ("tracuu.css", "tracuu.js", "icon.svg")


@offline.get("/manifest.webmanifest")
def manifest() -> Response:
    icons = [
        {"src": address("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {"src": address(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for size, purpose in ((192, "any"), (512, "maskable"))
        ),
    ]
    response = jsonify(
        {
            "name": "Tra cứu văn bản kết luận",
            "short_name": "Tra cứu",
            "lang": "vi",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf8f4",
            "theme_color": "#a31515",
            "icons": icons,
        }
    )
    response.mimetype = "application/manifest+json"
    return response


@offline.get("/sw.js")
def service_worker() -> Response:
    """At the top, because a worker minds only what lies beneath it."""
    body = render_template("sw.js", files=[address(name) for name in FILES])
    return Response(body, mimetype="text/javascript")


@offline.get("/ngoai-tuyen")
def page() -> str:
    return render_template("offline.html")
