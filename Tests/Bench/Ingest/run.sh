#!/usr/bin/env bash
# Adding 60 pictures: the release build against libvips (pyvips) and Pillow, two processes each;
# what refusing a bad file costs comes last.
# The peers come from PyPI into a virtual environment. ROUNDS sets how often each one runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

work=${TROUPE_BENCH:-.build/bench-ingest}
mkdir -p "$work"
if [ ! -x "$work/python/bin/python" ]; then
  python3 -m venv "$work/python"
  "$work/python/bin/pip" -q install 'pyvips[binary]' pillow numpy
fi
python="$work/python/bin/python"
if [ ! -d "$work/pictures" ]; then
  echo "Making the pictures, which takes minutes" >&2
  "$python" Tests/Bench/Ingest/pictures.py "$work/pictures.part"
  mv "$work/pictures.part" "$work/pictures"
fi
swift build -c release --product troupe >&2
program="$(swift build -c release --show-bin-path)/troupe"
"$python" Tests/Bench/Ingest/report.py "$program" "$work/pictures" "$work" "${ROUNDS:-3}"
