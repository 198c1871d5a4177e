# shellcheck shell=bash disable=SC2034
# What every package is named and dated by; sourced with `troupe` set to the path of the program.
# Sets: repository, packaging, version, architecture (as uname says it), CHECKOUTS, and exports
# SOURCE_DATE_EPOCH: as given, else the time of the last commit, else now.
packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$packaging/../.." && pwd)

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

[ -x "$troupe" ] || fail "There is no program '$troupe': build it with 'make release'."
troupe=$(cd "$(dirname "$troupe")" && pwd)/$(basename "$troupe")
version=$("$troupe" --version)
architecture=$(uname -m)
: "${SOURCE_DATE_EPOCH:=$(git -C "$repository" log -1 --format=%ct 2>/dev/null || date +%s)}"
export SOURCE_DATE_EPOCH LC_ALL=C
: "${CHECKOUTS:=$repository/.build/checkouts}"
umask 022

# A folder that is removed when the script ends.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
