#!/bin/sh
# Installs, where the machine lets it, what the tests of real windows need: an X server without a screen, a window manager,
# and tools that press keys, plug in monitors and change the layout of the keyboard. Without them these tests are skipped,
# so nothing here ever fails.
set -u

missing=""
while read -r tool package; do
    command -v "$tool" >/dev/null 2>&1 || missing="$missing $package"
done <<'TOOLS'
Xvfb xvfb
openbox openbox
xdotool xdotool
xrandr x11-xserver-utils
setxkbmap x11-xkb-utils
TOOLS

[ -z "$missing" ] && exit 0
command -v apt-get >/dev/null 2>&1 || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || exit 0
    as_root="sudo -n"
fi
echo "Installing for the tests of real windows:$missing"
# shellcheck disable=SC2086  # the list is meant to be divided into words
{
    $as_root apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
} >/dev/null 2>&1 || echo "They could not be installed; tests of real windows are skipped."
exit 0
