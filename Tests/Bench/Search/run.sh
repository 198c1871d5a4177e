#!/bin/bash
# Searches a million made-up generations with Troupe and, in the same run, with FTS5 used by hand.
#
#   make bench NAME=search                       a million; takes some ten minutes and 5 GB
#   COUNT=100000 make bench NAME=search          fewer
#   FOLDER=/somewhere make bench NAME=search     keeps what was made there, and uses it again
set -euo pipefail
cd "$(dirname "$0")/../../.."
folder=${FOLDER:-$(mktemp -d)}
[ -n "${FOLDER:-}" ] || trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder"
build=(${SWIFT:-swift} build -c release --product troupe)
# As it is installed.
[ "$(uname -s)" = Darwin ] || build+=(--static-swift-stdlib)
"${build[@]}" >&2
troupe=$("${build[@]}" --show-bin-path)/troupe
python3 Tests/Bench/Search/bench.py "$troupe" "$folder" "${COUNT:-1000000}"
