#!/bin/sh
# Prints the name of a Python that can make the environment, or says in one sentence what is missing.
set -eu

too_old=""
no_venv=""
for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    command -v "$name" >/dev/null 2>&1 || continue
    if ! "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        too_old="$name"
    elif ! "$name" -c 'import venv, ensurepip' 2>/dev/null; then
        no_venv="$name"
    else
        echo "$name"
        exit 0
    fi
done

if [ -n "$no_venv" ]; then
    echo "Panah needs Python's venv module, which $no_venv lacks here. Install it: sudo apt-get install python3-venv" >&2
elif [ -n "$too_old" ]; then
    echo "Panah needs Python 3.11 or newer; $too_old here is older. Install python3.11 and python3.11-venv, or set PYTHON." >&2
else
    echo "Panah needs Python 3.11 or newer, and none was found. Install it: sudo apt-get install python3 python3-venv" >&2
fi
exit 1
