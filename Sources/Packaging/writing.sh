# shellcheck shell=bash disable=SC2034
# Who writes below $DESTDIR$PREFIX: `as` is empty where this user may, else sudo. Sourced.
PREFIX=${PREFIX:-/usr/local} DESTDIR=${DESTDIR-}
case $PREFIX in /*) ;; *) PREFIX=$PWD/$PREFIX ;; esac
case $DESTDIR in '' | /*) ;; *) DESTDIR=$PWD/$DESTDIR ;; esac
PREFIX=${PREFIX%/} DESTDIR=${DESTDIR%/}
to=$DESTDIR$PREFIX
record=$to/share/doc/troupe/installed
as=

may_write() {
  local folder=$1
  until [ -e "$folder" ]; do folder=$(dirname "$folder"); done
  [ -w "$folder" ]
}

# Every folder is asked, since one of them may be another's.
choose_writer() {
  local folder
  for folder in "$@"; do
    may_write "$folder" && continue
    command -v sudo >/dev/null || {
      echo "$folder may not be written: choose another PREFIX, such as ~/.local" >&2
      exit 1
    }
    as=sudo
    return
  done
}
