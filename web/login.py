"""Who may come in, where there is a file of users: the door before every page, the login page, logging out."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

from flask import Blueprint, Flask, abort, current_app, g, redirect, render_template, request, session
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue

from corpus.errors import LibraryBroken
from corpus.settings import Settings
from corpus.text import nfc
from web.throttle import Throttle
from web.users import Users, read_users

login = Blueprint("login", __name__)

PAGE = "/dang-nhap"
STAYS = timedelta(days=14)

# A name, a password and an address are short; nothing else is ever sent to us.
LONGEST_FORM = 20_000

# Nothing of the library is behind these.
OPEN = frozenset(
    {
        *("static", "login.page", "login.enter", "login.leave", "pages.health", "signposts.robots"),
        *("offline.manifest", "offline.service_worker", "offline.page"),
    }
)


class UsersFile:
    """The users as the file has them now: who is taken out of it is out at the next request."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: tuple[int, int] | None = None
        self._users = read_users(path)

    def read(self) -> Users:
        try:
            state = self._path.stat()
        except OSError as error:
            raise LibraryBroken("Tệp người dùng không đọc được nữa: chưa ai vào được.") from error
        stamp = (state.st_ino, state.st_mtime_ns)
        if stamp != self._stamp:
            self._users, self._stamp = read_users(self._path), stamp
        return self._users


class CookieOfTls(SecureCookieSessionInterface):
    """The cookie goes over TLS only, as soon as the page came over it."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


# Where the server tells its workers the folder in which they count together.
TRIES = "TRACUU_LOGIN_TRIES"


def attach(app: Flask, settings: Settings) -> None:
    """Without a file of users there is no door, no login page and no cookie."""
    app.context_processor(lambda: {"visitor": g.get("visitor"), "has_door": settings.users is not None})
    if settings.users is None:
        return
    users = UsersFile(settings.users)
    app.extensions["users"] = users
    app.extensions["throttle"] = Throttle(_folder_of_tries())
    app.secret_key = users.read().secret
    app.session_interface = CookieOfTls()
    app.config.update(
        SESSION_COOKIE_NAME="tracuu",
        SESSION_COOKIE_HTTPONLY=True,
        # Lax, not Strict: a link that comes in a message must find its reader logged in.
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=STAYS,
        MAX_CONTENT_LENGTH=LONGEST_FORM,
    )
    app.register_blueprint(login)
    app.before_request(stop_at_the_door)


def _folder_of_tries() -> Path:
    """The server's; one of its own for an application that runs alone."""
    if TRIES in os.environ:
        return Path(os.environ[TRIES])
    alone = tempfile.mkdtemp(prefix="tracuu-")
    atexit.register(shutil.rmtree, alone, ignore_errors=True)
    return Path(alone)


def stop_at_the_door() -> ResponseReturnValue | None:
    g.visitor = _visitor()
    if g.visitor or request.endpoint in OPEN:
        return None
    if request.path.startswith("/api/"):
        abort(401)
    return redirect(_page_before(request.full_path if request.query_string else request.path), 302)


@login.get(PAGE)
def page() -> ResponseReturnValue:
    if g.visitor:
        return redirect(_local(request.args.get("tiep", "")), 302)
    return _form()


@login.post(PAGE)
def enter() -> ResponseReturnValue:
    _refuse_other_sites()
    name, throttle = nfc(request.form.get("ten", "")).strip(), _throttle()
    caller = request.remote_addr or ""
    wait = throttle.seconds_to_wait(name, caller)
    if wait:
        minutes = -(-wait // 60)
        message = f"Đã thử sai quá nhiều lần. Hãy thử lại sau {minutes} phút."
        return *_form(message, 429), {"Retry-After": str(wait)}
    if not _users().admits(name, request.form.get("mat_khau", "")):
        throttle.failed(name, caller)
        current_app.logger.warning("login refused: %r from %s", name[:80], caller)
        return _form("Tên hoặc mật khẩu không đúng.", 401)
    throttle.succeeded(name)
    session.clear()
    session.permanent = True
    session.update(name=name, seal=_users().seal(name))
    return redirect(_local(request.form.get("tiep", "")), 303)


@login.post("/dang-xuat")
def leave() -> ResponseReturnValue:
    """What the browser keeps of the library goes too: the pages of its cache, the papers to be read offline."""
    _refuse_other_sites()
    session.clear()
    response = redirect(PAGE, 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _form(message: str = "", status: int = 200) -> tuple[str, int]:
    onward = _local(request.values.get("tiep", ""))
    return render_template("login.html", message=message, onward=onward, name=request.form.get("ten", "")), status


def _visitor() -> str | None:
    """The name in the cookie, while it is in the file with the password it came in with."""
    name, seal = session.get("name"), session.get("seal")
    return name if isinstance(name, str) and seal and seal == _users().seal(name) else None


def _refuse_other_sites() -> None:
    """The cookie does not travel with a form of another site; nor may such a form log anyone in."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(400)


def _local(address: str) -> str:
    """An address of ours, never one that leads elsewhere: browsers read "//x" and "/\\x" as another host."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else "/"


def _page_before(address: str) -> str:
    return PAGE if address == "/" else f"{PAGE}?{urlencode({'tiep': address})}"


def _users() -> Users:
    return cast(UsersFile, current_app.extensions["users"]).read()


def _throttle() -> Throttle:
    return cast(Throttle, current_app.extensions["throttle"])
