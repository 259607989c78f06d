#!/bin/sh
# The daemon among feeds of which a third misbehave, for SOAK_SECONDS (1800): whether what the others publish is alerted
# in time, and whether memory and descriptors stay where they are. It prints, and never passes or fails on time.
set -eu
cd "$(dirname "$0")/.."
echo "building (release)" >&2
for product in attache daemon-bench; do swift build -c release --product "$product" >&2; done
bin=$(swift build -c release --show-bin-path)
"$bin/daemon-bench" "$bin/attache" "$PWD/config/lexicon" soak "${SOAK_SECONDS:-1800}" "${SOAK_FEEDS:-1000}"
