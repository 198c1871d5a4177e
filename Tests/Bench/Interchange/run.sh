#!/usr/bin/env bash
# Importing pictures of 2 MB with AUTOMATIC1111's texts, twice, and exporting them, with and without XMP: the release build
# beside `cp -r` of the same files and, where it is installed, exiftool reading them. COUNT sets how many pictures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

work=${TROUPE_BENCH:-.build/bench-interchange}
mkdir -p "$work"
swift build -c release --product troupe >&2
program="$(swift build -c release --show-bin-path)/troupe"
python3 Tests/Bench/Interchange/bench.py "$program" "$work" "${COUNT:-300}"
