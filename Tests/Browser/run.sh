#!/usr/bin/env bash
# Drives the gallery in a real browser: Chromium of the system, playwright and axe-core from PyPI in .build/browser.
# Usage: make browser. It makes a library on the offline model, serves it, and tells what each story came to.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

swift=${SWIFT:-swift}
"$swift" build --product troupe
program="$("$swift" build --show-bin-path)/troupe"
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ]; then
  echo "Chromium is missing: install the package chromium of your system, and fonts-noto-cjk." >&2
  exit 1
fi
tools=.build/browser
if [ ! -x "$tools/bin/python" ]; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install -q playwright axe-playwright-python
fi
exec "$tools/bin/python" Tests/Browser/stories.py "$program" "$chromium" "${SCREENSHOTS:-}"
