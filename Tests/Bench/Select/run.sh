#!/usr/bin/env bash
# Choosing references: the selector's worth, coverage of the views asked for and time, beside the rules that
# other tools go by, over seeded requests; and the time for 10,000 candidates of 40 assets.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
swift build -c release --product select-bench >&2
"$(swift build -c release --show-bin-path)/select-bench" ${JSON:+--json "$JSON"}
