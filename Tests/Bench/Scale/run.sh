#!/bin/bash
# Commands in a library of a million generations, beside the sqlite3 program on the same tables and git.
#
#   make bench NAME=scale                       a million; takes some ten minutes and 8 GB
#   COUNT=100000 make bench NAME=scale          fewer
#   FOLDER=/somewhere make bench NAME=scale     keeps the library there, and uses it again
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
PYTHONPATH=Tests/Bench/Search python3 Tests/Bench/Scale/bench.py "$troupe" "$folder" "${COUNT:-1000000}"
