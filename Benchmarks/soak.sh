#!/bin/sh
# The daemon among feeds of which a third misbehave, for SOAK_SECONDS (1800): whether what the others publish is alerted
# in time, and whether memory and descriptors stay where they are. It prints, and never passes or fails on time.
set -eu
cd "$(dirname "$0")/.."
bin=$(packaging/build-release attache daemon-bench)
"$bin/daemon-bench" "$bin/attache" "$PWD/config/lexicon" soak "${SOAK_SECONDS:-1800}" "${SOAK_FEEDS:-1000}"
