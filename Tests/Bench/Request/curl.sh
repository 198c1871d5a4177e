#!/usr/bin/env bash
# The same request in the shell: curl.sh URL FOLDER PICTURE…. The body is written to a file: as an argument it is
# too long from 96 KB of image on.
set -euo pipefail
address=$1 folder=$2
shift 2
{
  printf '{"contents":[{"role":"user","parts":[{"text":"Draw them all on one roof"}'
  for picture; do
    printf ',{"inlineData":{"mimeType":"image/jpeg","data":"'
    base64 -w0 "$picture"
    printf '"}}'
  done
  printf ']}]}'
} >"$folder/body.json"
curl -sS -X POST "$address/v1beta/models/gemini-3-pro-image:generateContent" \
  -H "x-goog-api-key: bench-key-0123456789" -H "Content-Type: application/json" -H "Expect:" \
  --data-binary @"$folder/body.json" -o "$folder/answer.json"
jq -r '.candidates[0].content.parts[] | select(.inlineData) | .inlineData.data' "$folder/answer.json" |
  base64 -d >"$folder/out.png"
