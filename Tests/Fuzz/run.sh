#!/usr/bin/env bash
# Gives inputs that libFuzzer makes up to what reads files, answers and words from outside, with AddressSanitizer.
#
#   SECONDS_EACH=60  seconds for each target
#   TARGET=name      one target alone
#   CORPUS=folder    further inputs to begin with, in folders named after targets or all in one
#
# What libFuzzer learns and finds is kept in .build/fuzz: delete it to begin from the seeds. Exit status 1 where anything
# was found.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
if [ -n "${TARGET:-}" ] && [ ! -d "Tests/Fuzz/Seeds/$TARGET" ]; then
  echo "There is no target $TARGET. Targets: $(ls Tests/Fuzz/Seeds | tr '\n' ' ')" >&2
  exit 2
fi
build=.build/fuzz
flags=(-c release --product fuzz --scratch-path "$build" -Xswiftc -enable-testing
  --sanitize=fuzzer --sanitize=address)
export TROUPE_FUZZ=1
${SWIFT:-swift} build "${flags[@]}" >&2 || exit 1
program=$(${SWIFT:-swift} build "${flags[@]}" --show-bin-path)/fuzz

# Inputs longer than this find little more; those that are repeated grow beyond.
longest=8192
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1:${ASAN_OPTIONS:-}
# Swift's own account of a crash reads memory as AddressSanitizer forbids.
export SWIFT_BACKTRACE=enable=no
FUZZ_SCRATCH=$(mktemp -d)
export FUZZ_SCRATCH
trap 'rm -rf "$FUZZ_SCRATCH"' EXIT

status=0
for seeds in Tests/Fuzz/Seeds/*/; do
  target=$(basename "$seeds")
  if [ -n "${TARGET:-}" ] && [ "$TARGET" != "$target" ]; then continue; fi
  known=$build/corpus/$target found=$build/found/$target log=$build/$target.log
  mkdir -p "$known" "$found"
  folders=("$known" "$seeds")
  if [ -n "${CORPUS:-}" ]; then
    if [ -d "$CORPUS/$target" ]; then folders+=("$CORPUS/$target"); else folders+=("$CORPUS"); fi
  fi
  FUZZ_TARGET=$target "$program" "${folders[@]}" -dict="Tests/Fuzz/Words/$target.txt" \
    -max_total_time="${SECONDS_EACH:-60}" -timeout=10 -rss_limit_mb=2048 -max_len=$longest \
    -artifact_prefix="$found/" -print_final_stats=1 >"$log" 2>&1
  ended=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  if [ $ended -eq 0 ]; then
    echo "$target: ${runs:-0} inputs, nothing found"
    continue
  fi
  status=1
  echo "$target: found after ${runs:-some} inputs"
  grep -E -m 3 'PROPERTY|ERROR|SUMMARY|Fatal error' "$log" | sed 's/^/  /'
  file=$(sed -n "s/.*Test unit written to //p" "$log" | tail -1)
  echo "  again: FUZZ_TARGET=$target $program ${file:-$found/…}"
done
exit $status
