#!/bin/sh
# Is everything here that only the system can give: Python with venv, and the libraries that Qt loads?
# Nothing missing: silent, exit 0. Missing and root: installed by apt-get. Missing and not root: one line that
# installs it, exit 1; after that line the same command works.
set -eu

python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed as '$python' (on Debian 12: apt-get install python3 python3-venv)." >&2
    exit 1
fi

# One "package library" a line. Loading is the question, so loading is the test: a file on the disk may be of
# another architecture.
missing=$("$python" - <<'PY'
import ctypes
import importlib.util
import sys

NEEDED = """
libglib2.0-0 libglib-2.0.so.0
libglib2.0-0 libgthread-2.0.so.0
libegl1 libEGL.so.1
libgl1 libGL.so.1
libdbus-1-3 libdbus-1.so.3
libfontconfig1 libfontconfig.so.1
libxkbcommon0 libxkbcommon.so.0
libx11-xcb1 libX11-xcb.so.1
libxcb-cursor0 libxcb-cursor.so.0
libxcb-icccm4 libxcb-icccm.so.4
libxcb-image0 libxcb-image.so.0
libxcb-keysyms1 libxcb-keysyms.so.1
libxcb-randr0 libxcb-randr.so.0
libxcb-render-util0 libxcb-render-util.so.0
libxcb-shape0 libxcb-shape.so.0
libxcb-xkb1 libxcb-xkb.so.1
libxkbcommon-x11-0 libxkbcommon-x11.so.0
libcups2 libcups.so.2
"""

packages = [] if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv") else ["python3-venv"]
if sys.platform == "linux":
    for line in NEEDED.split("\n"):
        package, _, library = line.partition(" ")
        if library and package not in packages:
            try:
                ctypes.CDLL(library)
            except OSError:
                packages.append(package)
print(" ".join(packages))
PY
)

[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Install with your system's package manager what Debian calls: $missing" >&2
    exit 1
fi

if [ "$(id -u)" -eq 0 ]; then
    echo "Installing system packages: $missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q
    # shellcheck disable=SC2086 -- a list of package names
    exec apt-get install -q -y --no-install-recommends $missing
fi

install="apt-get update && apt-get install -y --no-install-recommends $missing"
if command -v sudo >/dev/null 2>&1; then
    echo "sudo sh -c '$install'"
else
    echo "su - -c '$install'"
fi
exit 1
