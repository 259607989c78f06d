# What a person types. Each target first installs what is missing, and says what it does.
#   make demo    the real daemon on feeds served on loopback; its alert log appears here
#   make test    builds everything and runs all tests
#   make run     the real daemon on the real feeds of config/attache.yaml
#   make bench   what it costs, measured in release builds
#   make soak    the daemon among feeds of which a third misbehave, for SOAK_SECONDS (1800)
#   make mutate-lexicon  each term of the word lists deleted in turn: which does nothing notice?
#   make fit-words  what words lean to, learned anew from ITEMS="labelled.jsonl …" (config/lexicon/words.txt)
#   make install a release build under PREFIX (default /usr/local)
#   make deb     a Debian package, which needs no Swift where it is installed
#   make fuzz    the feed reader under libFuzzer for FUZZ_SECONDS (60)
#   make sanitize  the tests under AddressSanitizer and ThreadSanitizer; TEST_FLAGS="--filter XMLTests" for some
#   make torture the daemon and the queue under kill -9, full disks and load: TORTURE_ROUNDS (500) kills; half an hour

SHELL := /bin/sh
SWIFT ?= swift
export SWIFT
PREFIX ?= /usr/local
DESTDIR ?=
packages := libcurl4-openssl-dev libxml2-dev libsqlite3-dev pkg-config

.PHONY: demo test run bench soak mutate-lexicon fit-words install deb fuzz sanitize torture lint clean deps
.DEFAULT_GOAL := demo

deps:
	@sh ./.ci/deps $(packages)

demo: deps
	@echo "building (debug; the first time takes a few minutes)" >&2
	@$(SWIFT) build --product attache >&2
	@$(SWIFT) build --product attache-demo-server >&2
	@Demo/run.sh "$$($(SWIFT) build --show-bin-path)"

# One heap for all threads: to start a program Foundation lists the open descriptors and copies each entry of the listing
# at its greatest length, beyond the end of a full one (over 1,300 descriptors), and a thread's own heap often ends there.
test: deps
	@MALLOC_ARENA_MAX=1 $(SWIFT) test $(TEST_FLAGS)

run: deps
	@mkdir -p run/state run/logs
	@bin=$$(packaging/build-release attache) && \
	echo "alerts go to run/logs/alerts.log: tail -F it from another terminal; Ctrl-C ends the daemon" >&2 && \
	STATE_DIRECTORY="$(CURDIR)/run/state" LOGS_DIRECTORY="$(CURDIR)/run/logs" \
	  exec "$$bin/attache" run --config config/attache.yaml

bench: deps
	@Benchmarks/run.sh

soak: deps
	@Benchmarks/soak.sh

mutate-lexicon: deps
	@bin=$$(packaging/build-release mutate-lexicon) && "$$bin/mutate-lexicon" config/lexicon \
	  Tests/EvaluationTests/Fixtures/own.jsonl Tests/MutateLexicon/reasons.txt $(MUTATE_FLAGS)

fit-words: deps
	@[ -n "$(ITEMS)" ] || { echo 'say which labelled items: make fit-words ITEMS="first.jsonl second.jsonl"' >&2; exit 64; }
	@bin=$$(packaging/build-release fit-words) && "$$bin/fit-words" config/lexicon $(ITEMS) > config/lexicon/words.txt.new
	@mv config/lexicon/words.txt.new config/lexicon/words.txt

install: deps
	bin=$$(packaging/build-release attache) && install -D -m 0755 "$$bin/attache" "$(DESTDIR)$(PREFIX)/bin/attache"
	install -d "$(DESTDIR)$(PREFIX)/share/attache/lexicon"
	install -m 0644 config/lexicon/* "$(DESTDIR)$(PREFIX)/share/attache/lexicon/"
	install -D -m 0644 config/attache.yaml "$(DESTDIR)$(PREFIX)/share/attache/attache.yaml"

deb: deps
	@packaging/build-deb

FUZZ_SECONDS ?= 60
fuzz: deps
	@mkdir -p .build-fuzz/corpus
	@find Tests/FeedsTests/Fixtures -type f -exec cp {} .build-fuzz/corpus/ \;
	@ATTACHE_FUZZ=1 $(SWIFT) build -c release --scratch-path .build-fuzz --product FeedFuzz \
	  -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld >&2
	@SWIFT_BACKTRACE=enable=no timeout -k 10 $$(( $(FUZZ_SECONDS) + 60 )) .build-fuzz/release/FeedFuzz .build-fuzz/corpus \
	  -timeout=60 -rss_limit_mb=1024 -malloc_limit_mb=256 -max_len=20000 -max_total_time=$(FUZZ_SECONDS) -print_final_stats=1 \
	  -artifact_prefix=.build-fuzz/

# SANITIZED has Package.swift multiply the tests' limits of time and, for ThreadSanitizer, link what lets it see a Mutex
# (Tests/SeenMutex).
sanitize: deps
	SANITIZED=address ASAN_OPTIONS=suppressions=$(CURDIR)/Tests/address-sanitizer.txt \
	  LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/leak-sanitizer.txt \
	  $(SWIFT) test --disable-xctest --sanitize=address --scratch-path .build-asan $(TEST_FLAGS)
	SANITIZED=thread $(SWIFT) test --disable-xctest --sanitize=thread --scratch-path .build-tsan $(TEST_FLAGS)

# In mount namespaces of its own, where the machine has them: for the small disks.
torture: deps
	@bin=$$(packaging/build-release attache attache-torture) || exit; \
	for own in "unshare -m" "unshare -rm" ""; do \
	  if $$own true 2>/dev/null; then break; fi; \
	done; \
	exec $$own "$$bin/attache-torture" "$$bin/attache" "$(CURDIR)/config/lexicon"

lint:
	@$(SWIFT) format lint --strict -r --configuration .swift-format Package.swift Sources Tests Demo Benchmarks

clean:
	rm -rf .build run
