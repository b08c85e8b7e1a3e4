#!/bin/sh
# Find a Python that is new enough, then let it make the environment and do what was asked:
# start.sh run|test|check|bench|content-check.
# PYTHON names one to use. Plain sh, because at this moment nothing else is known to exist.
set -u

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
tried=

if [ -n "${PYTHON:-}" ] && ! "$PYTHON" -c "$new_enough" >/dev/null 2>&1; then
    echo "PYTHON: $PYTHON is no Python 3.11 or newer. Name another one, or leave PYTHON out." >&2
    exit 1
fi

for python in "${PYTHON:-}" python3.13 python3.12 python3.11 python3 python3.14; do
    [ -n "$python" ] || continue
    if "$python" -c "$new_enough" >/dev/null 2>&1; then
        exec "$python" -P cms/run/bootstrap.py "$@"
    fi
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) &&
        tried="$tried $python is $version;"
done

echo "Python 3.11 or newer is needed and none was found (looked for python3.11 to python3.14 and python3;${tried:- none there;})" \
    "install one, or name it: make PYTHON=/path/to/python3.12 ${1:-run}" >&2
exit 1
