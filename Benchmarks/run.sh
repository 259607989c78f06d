#!/bin/sh
# What it costs, in release builds. Never passes or fails on time: it prints.
set -eu
cd "$(dirname "$0")/.."
bin=$(packaging/build-release attache reader-bench judge-bench group-bench fetch-bench daemon-bench)
step() { printf '\n== %s\n' "$1"; }
step "reader: CPU beside libxml2's push parser with empty handlers, and beside other readers"
"$bin/reader-bench" "$bin/attache"
step "judge: items a CPU-second"
"$bin/judge-bench" config/lexicon Tests/EvaluationTests/Fixtures/own.jsonl
step "group: one item more beside 2,000 open stories, 100,000 items in the archive"
"$bin/group-bench" config/lexicon Tests/EvaluationTests/Fixtures/own.jsonl
step "fetch: CPU a poll beside curl --parallel, the fetching alone"
"$bin/fetch-bench" "${BENCH_FEEDS:-10000}" 3
daemon() { "$bin/daemon-bench" "$bin/attache" "$PWD/config/lexicon" "$@"; }
step "daemon: CPU a poll with everything read, judged and stored, beside curl --parallel on the same addresses"
daemon cost "${BENCH_FEEDS:-10000}"
step "daemon: memory after a full round, and idling"
daemon idle "${BENCH_FEEDS:-10000}"
step "daemon: whether a poll costs the same with few feeds and with many"
# Split on purpose: a list of numbers.
# shellcheck disable=SC2086
daemon scale ${BENCH_SCALE:-1000 10000 50000}
step "daemon: beside newsboat and sfeed, where they are installed"
daemon peers "${BENCH_PEERS:-300}"
