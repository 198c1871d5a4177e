#!/usr/bin/env bash
# One generation with 14 references of 2–3 MB against a server on loopback that answers with 30 MB of JSON: the release
# build beside Google's Python SDK, Python's standard library, curl with base64 and jq, and curl with a ready-made body.
# The SDK comes from PyPI into a virtual environment. ROUNDS sets how often each one runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

for tool in curl jq base64 sqlite3; do
  command -v "$tool" >/dev/null || { echo "This needs $tool; please install it" >&2; exit 1; }
done
work=${TROUPE_BENCH:-.build/bench-request}
mkdir -p "$work"
if [ ! -x "$work/python/bin/python" ]; then
  python3 -m venv "$work/python"
  "$work/python/bin/pip" -q install google-genai pillow
fi
python="$work/python/bin/python"
if [ ! -f "$work/answer.json" ]; then
  echo "Making the pictures" >&2
  "$python" Tests/Bench/Request/pictures.py "$work"
fi
swift build -c release --product troupe --static-swift-stdlib >&2
program="$(swift build -c release --show-bin-path)/troupe"
"$python" Tests/Bench/Request/report.py "$program" "$work" "${ROUNDS:-9}"
