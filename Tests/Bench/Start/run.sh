#!/bin/bash
# How long commands take from start to end in a small library, beside git and sqlite3 in the same run.
#
#   make bench NAME=start                 builds for release, makes a library, runs each command 60 times in turn
#   TROUPE=/path/troupe make bench NAME=start    measures that program
set -euo pipefail
cd "$(dirname "$0")/../../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ -z "${TROUPE:-}" ]; then
  build=(${SWIFT:-swift} build -c release --product troupe)
  # As it is installed.
  [ "$(uname -s)" = Darwin ] || build+=(--static-swift-stdlib)
  "${build[@]}" >&2
  TROUPE=$("${build[@]}" --show-bin-path)/troupe
fi
python3 Tests/Bench/Start/bench.py "$TROUPE" "$folder" Tests/Demo/cast
