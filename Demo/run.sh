#!/bin/sh
# Runs the daemon on feeds that are served on loopback, and shows its alert log as `tail -F` would: the log's lines, and
# nothing else, on standard output. Ends with Ctrl-C, or DEMO_SECONDS after the daemon's start.
#   Demo/run.sh BIN-FOLDER
set -eu
bin=$1
here=$(cd "$(dirname "$0")" && pwd)
seconds=${DEMO_SECONDS:-75}
case $seconds in '' | *[!0-9]*) echo "DEMO_SECONDS must be a whole number of seconds" >&2; exit 64 ;; esac
root=$(dirname "$here")
work=$root/run/demo
rm -rf "$work"
mkdir -p "$work/state" "$work/logs"

server='' daemon='' tail=''
finish() {
  trap - EXIT INT TERM
  # The daemon first, so that what it still writes is shown.
  if [ -n "$daemon" ]; then kill -TERM "$daemon" 2>/dev/null || true; wait "$daemon" 2>/dev/null || true; fi
  if [ -n "$tail" ]; then sleep 1; kill "$tail" 2>/dev/null || true; wait "$tail" 2>/dev/null || true; fi
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
}
trap finish EXIT
trap 'exit 0' INT TERM

"$bin/attache-demo-server" "$here/feeds" >"$work/port" &
server=$!
waited=0
until [ -s "$work/port" ]; do
  kill -0 "$server" 2>/dev/null || { echo "the feed server did not start" >&2; exit 69; }
  [ "$waited" -lt 100 ] || { echo "the feed server did not say its port" >&2; exit 69; }
  waited=$((waited + 1))
  sleep 0.1
done
port=$(cat "$work/port")

cat >"$work/attache.yaml" <<EOF
lexicon: $root/config/lexicon
storage: {directory: $work/state}
alerts: {log: $work/logs/alerts.log}
polling: {interval: 2s, min_interval: 1s, max_interval: 1m, host_pause: 0s, per_host: 8}
network: {allow_private_addresses: true}
feeds:
  - {name: State Department, url: "http://127.0.0.1:$port/state.atom", trust: official, side: US}
  - {name: Margalla Ledger, url: "http://127.0.0.1:$port/ledger.rss"}
  - {name: Indus Wire, url: "http://127.0.0.1:$port/wire.rdf", trust: agency}
  - {name: Roznama Margalla, url: "http://127.0.0.1:$port/akhbar.rss", language: ur}
  - {name: A page that is no feed, url: "http://127.0.0.1:$port/closed.html"}
EOF

: >"$work/logs/alerts.log"
tail -n +1 -F "$work/logs/alerts.log" 2>/dev/null &
tail=$!
"$bin/attache" run --config "$work/attache.yaml" &
daemon=$!
echo "demo: feeds on port $port, log $work/logs/alerts.log; ends with Ctrl-C or in $seconds s" >&2
while [ "$seconds" -gt 0 ] && kill -0 "$daemon" 2>/dev/null; do
  sleep 1
  seconds=$((seconds - 1))
done
kill -0 "$daemon" 2>/dev/null || { wait "$daemon" && status=0 || status=$?; daemon=''; echo "the daemon ended with status $status" >&2; exit "$status"; }
