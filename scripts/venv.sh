# Sourced by the other scripts: makes .venv with the project and the extras in $1, unless it is there and up to date.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
extras="$1"
stamp=".venv/.installed-$(echo "$extras" | tr -c 'a-z\n' '-')"

python="${PYTHON:-python3}"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' || {
    echo "Python 3.10 or newer is needed; name one with PYTHON=/path/to/python" >&2
    exit 1
}
if [ ! "$stamp" -nt pyproject.toml ]; then
    echo "Installing into .venv (a few minutes the first time) ..."
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/pip install --quiet --upgrade pip
    # One version of torch for all who run this, named first so that no other is chosen on the way.
    .venv/bin/python -c 'import torch' 2>/dev/null || .venv/bin/pip install --quiet "torch==2.13.0"
    .venv/bin/pip install --quiet --editable ".[$extras]"
    touch "$stamp"
fi
export PATH="$PWD/.venv/bin:$PATH"
