#!/bin/sh
# Makes .venv, or brings it up to date, from a hash-locked list: sh deploy/venv.sh requirements.txt
# Quick when nothing changed: a stamp in .venv holds the list's checksum and its Python's version.
set -eu
cd "$(dirname "$0")/.."
lock=$1
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
# Debian leaves ensurepip out; a folder of that name alone could still be imported.
can_make='import venv, ensurepip; ensurepip.version()'

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

wanted() {
    .venv/bin/python -c 'import sys; print(*sys.version_info[:2])' 2>/dev/null && cksum <"$1"
}

up_to_date() {
    [ -x .venv/bin/python ] && [ "$(wanted "$1")" = "$(cat ".venv/.installed-$1" 2>/dev/null)" ]
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.11 python3.12 python3.13 python3.14
    fi
    for candidate in "$@"; do
        if "$candidate" -c "$new_enough" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    found=$("$1" --version 2>/dev/null || echo missing)
    fail "Dispute needs Python 3.11 or newer, and $1 here is $found."
}

# Debian's python3 comes without the part that makes environments.
need_venv() {
    "$1" -c "$can_make" 2>/dev/null && return
    package="$1-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $package, which Debian keeps apart from Python"
        sh deploy/apt.sh "$package" && "$1" -c "$can_make" 2>/dev/null && return
    fi
    fail "Python here cannot make environments. Type this once, then try again:  sudo apt-get install -y $package"
}

make_venv() {
    python=$(find_python)
    case $python in python3 | python3.*) need_venv "$python" ;; esac
    # Stopped half-way, venv leaves a folder that looks whole: take it away rather than meet it next time.
    if ! "$python" -m venv --clear .venv; then
        rm -rf .venv
        fail "$python could not make .venv: what it says is above."
    fi
}

if up_to_date "$lock"; then
    exit 0
fi
if ! .venv/bin/python -c "$new_enough" 2>/dev/null || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    make_venv
fi
echo "Installing the packages of $lock into .venv (only when the list has changed)"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes \
    --requirement "$lock" || fail "pip could not install $lock: what it says is above. Nothing else was changed."
wanted "$lock" >".venv/.installed-$lock"
# The development list holds every package of the other one, in the same versions (make check says so).
if [ "$lock" = requirements-dev.txt ]; then
    wanted requirements.txt >.venv/.installed-requirements.txt
fi
