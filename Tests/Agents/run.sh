#!/bin/bash
# Drives `troupe mcp` with the official Python client of the protocol, and with fastmcp.
#
#   make agents                 builds for debugging, installs both clients into a folder of its own
#   CLIENTS=FOLDER make agents  keeps that folder, and uses it again
set -euo pipefail
cd "$(dirname "$0")/../.."
clients=${CLIENTS:-$(mktemp -d)}
[ -n "${CLIENTS:-}" ] || trap 'rm -rf "$clients"' EXIT
[ -x "$clients/bin/python" ] || python3 -m venv "$clients"
"$clients/bin/pip" -q install mcp fastmcp
${SWIFT:-swift} build --product troupe >&2
troupe=$(${SWIFT:-swift} build --show-bin-path)/troupe
"$clients/bin/python" Tests/Agents/story.py "$troupe" Tests/Demo/cast/kael-front.png
"$clients/bin/python" Tests/Agents/fast.py "$troupe" Tests/Demo/cast/kael-front.png
