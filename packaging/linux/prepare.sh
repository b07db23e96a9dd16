#!/bin/sh
# Makes sure that a Debian or Ubuntu machine has what the program needs from the system: Python with venv, and the
# libraries that Qt's window needs. Does nothing where all is there; on other systems it only looks.
set -eu

python="${1:-python3}"
missing=""

if ! command -v "$python" >/dev/null 2>&1; then
    missing="$missing python3 python3-venv"
elif ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    missing="$missing python3-venv"
fi

has_library() {
    ldconfig -p 2>/dev/null | grep -q "$1" || ls /usr/lib/*/"$1"* >/dev/null 2>&1 || ls /lib/*/"$1"* >/dev/null 2>&1
}

while read -r library package; do
    has_library "$library" || missing="$missing $package"
done <<'LIBRARIES'
libEGL.so.1 libegl1
libGL.so.1 libgl1
libGLX.so.0 libglx0
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libdbus-1.so.3 libdbus-1-3
libglib-2.0.so.0 libglib2.0-0
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xinerama.so.0 libxcb-xinerama0
libxcb-xkb.so.1 libxcb-xkb1
LIBRARIES

[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "These system packages seem to be missing (Debian's names):$missing" >&2
    echo "Install them with your system's package manager if the window does not open." >&2
    exit 0
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Ask an administrator to run: apt-get install$missing" >&2
        exit 1
    fi
    as_root="sudo"
fi
echo "Installing what is missing from the system:$missing"
# shellcheck disable=SC2086  # the list is meant to be divided into words
{
    $as_root apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
} || {
    echo "The system packages could not be installed. Install them by hand, then run make again." >&2
    exit 1
}
