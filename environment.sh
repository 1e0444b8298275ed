# Read by ./run and ./test: finds Python, makes .venv beside this file, installs what setup.cfg names. Sets $here.
# The second time nothing is done: what was installed is remembered by the checksum of setup.cfg.

here=$(cd "$(dirname "$0")" && pwd)

stop() {
    echo "$1" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.10 python}; do
        if command -v "$name" >/dev/null && is_new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
}

make_environment() {
    python=$(find_python)
    if [ -z "$python" ]; then
        found=$(python3 --version 2>/dev/null || echo "none")
        stop "tracuu needs Python 3.10 or newer (found: $found). Debian, Ubuntu: sudo apt install python3 python3-venv"
    fi
    if ! "$python" -m venv --clear "$here/.venv"; then
        rm -rf "$here/.venv"
        stop "Python's venv module is missing or broken. Debian, Ubuntu: sudo apt install python3-venv"
    fi
}

# install NAME REQUIREMENT: NAME is what the checksum is remembered under.
install() {
    wanted=$(cat "$here/setup.cfg" "$here/pyproject.toml" | cksum)
    done_file="$here/.venv/installed-$1"
    if [ -x "$here/.venv/bin/python" ] && is_new_enough "$here/.venv/bin/python"; then
        [ "$(cat "$done_file" 2>/dev/null)" = "$wanted" ] && return
    else
        make_environment
    fi
    echo "Installing into .venv (once; about a minute) ..." >&2
    if ! "$here/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$here$2"; then
        stop "Installing failed, see above. Without a network the packages of setup.cfg cannot be fetched; run this again later."
    fi
    echo "$wanted" >"$done_file"
}
