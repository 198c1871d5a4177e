#!/usr/bin/env bash
# The main job on the offline model, in a scratch library that is kept: no key, no network.
# Usage: demo.sh PATH-OF-TROUPE. The last line is the path of a contact sheet.
set -euo pipefail

troupe=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=$(mktemp -d "${TMPDIR:-/tmp}/troupe-demo.XXXXXX")
cp -R "$here/cast" "$scratch/cast"
cd "$scratch"

# Keys, settings and libraries of the person who runs it stay out of it.
unset GOOGLE_API_KEY GEMINI_API_KEY GOOGLE_GEMINI_BASE_URL TROUPE_LIBRARY
export XDG_CONFIG_HOME="$scratch/config" XDG_DATA_HOME="$scratch/data"

# Shows a command as one would type it, then runs it.
t() {
  local words='' word
  for word in "$@"; do
    case $word in
      *[[:space:]\"\'\$\*]*) words+=" \"$word\"" ;;
      *) words+=" $word" ;;
    esac
  done
  printf '\n$ troupe%s\n' "$words"
  "$troupe" "$@" 2>&1
}

t init comic
mkdir -p comic/models && cp "$here/models/pocket.json" comic/models/
export TROUPE_LIBRARY="$scratch/comic"

t add character @kael cast/kael-front.png --name Kael --view front \
  --description "A courier who knows every roof of the harbor" \
  --trait "scar over the left eye" --trait "short dark hair" --trait "red scarf" \
  --caption "With a letter to deliver" --tag crew
t reference add @kael cast/kael-profile.png --view profile --caption "Walking fast"
t reference add @kael cast/kael-back.png --view back
t reference add @kael cast/kael-face.png --view face --caption "Amused"
t add character @mira cast/mira-front.png --name Mira --view front \
  --description "An engineer who mends what the others break" \
  --trait "round brass glasses" --trait "green overall" --trait "one long braid" --tag crew
t reference add @mira cast/mira-three-quarter.png --view three-quarter --caption "With her plans"
t add object @灯笼 cast/lantern.png --name "brass lantern" --view front \
  --trait "a star on its base" --caption "Lit"
t add style @ink cast/ink-teal.jpg --name "ink and teal wash" --trait "no colors but teal and lamp yellow"
t list

t plan "@kael seen from behind, @mira with the @灯笼, on a roof at night, @ink" \
  --model troupe/storyboard --aspect 16:9

t generate "@kael in profile on a roof at night, @ink" \
  --model troupe/storyboard --aspect 3:4
t reference add @kael @last --view profile --caption "The anchor: the roof at night" --pin
t sheet @kael --out kael-sheet.png

t generate "@kael hands the @灯笼 to @mira on the harbor bridge, @ink" \
  --model troupe/storyboard --aspect 16:9
t generate "雨夜，@kael在桥上回头，@mira举着@灯笼，@ink" \
  --model troupe/storyboard --aspect 16:9
t edit @last "The rain stops; first light from the left"
t edit @last "@mira laughs; keep everything else"

t search bridge with:@灯笼
t search 雨夜
t lineage @last
t replay @last
t rebuild @last~1 --model gemini-3-pro-image --plan
t rebuild @last~1 --model troupe/pocket
t verify
t compare @last~9 @last~7 @last~6 @last~5 @last~3 @last~2 @last~1 @last --columns 4 \
  --title "A lineage, and the same rebuilt on another model" --out "$scratch/contact-sheet.png"
