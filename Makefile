# make help lists the targets. `make check` is what CI runs.

ifneq ($(firstword $(sort 3.81 $(MAKE_VERSION))),3.81)
$(error GNU make 3.81 or newer is needed and $(MAKE_VERSION) is here)
endif

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run build generate test check fmt lint bench eval fuzz peers notice clean

version = $(shell sed -n 's|^[[:space:]]*$(1) \(v[^ ]*\).*|\1|p' .tools/go.mod)
LINT  := .tools/bin/golangci-lint-$(call version,github.com/golangci/golangci-lint/v2)
FUMPT := .tools/bin/gofumpt-$(call version,mvdan.cc/gofumpt)
TEMPL := .tools/bin/templ-$(call version,github.com/a-h/templ)
OURS   = $(shell git ls-files -co --exclude-standard '*.go' 2>/dev/null | grep -v '_templ\.go$$')
VERSION = $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

run: build ## everything to a working demo at http://localhost:8080
	@./.tools/need postgres
	./bin/chasqui demo

build: generate ## bin/chasqui, with its web assets inside
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/chasqui ./cmd/chasqui

generate: $(TEMPL) ## what is made from other files: templ pages, web assets
	@./.tools/need go node
	$(TEMPL) generate -log-level warn
	@if [ -f channels/web/package.json ]; then cd channels/web && \
	  { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund; } && npm run --silent build; fi

test: generate ## the whole test suite
	@./.tools/need postgres chromium espeak
	CGO_ENABLED=0 go test -timeout 20m ./...

check: generate fmt lint ## what CI runs: format, lint, laws, tests with the race detector, NOTICE
	@./.tools/need postgres chromium espeak gcc
	go vet ./...
	CGO_ENABLED=1 go test -timeout 20m -race ./cmd/chasqui ./... # the longest first
	CGO_ENABLED=0 go test -run 'Hostile' ./agent/llm # all of its dialogues, of which the race detector takes a tenth

fmt: $(FUMPT)
	@found=$$($(FUMPT) -l $(OURS)); [ -z "$$found" ] || { echo "not gofumpt's format:"; echo "$$found"; exit 1; }

lint: $(LINT) ## golangci-lint
	$(LINT) run

bench: build ## latency of slot offers, insertions a second, solver gaps, and Go benchmarks
	CGO_ENABLED=0 go test -run '^$$' -bench . -benchmem ./...
	./bin/chasqui bench slots
	./bin/chasqui bench solve

eval: build ## dialogues, corpora and simulator
	./bin/chasqui eval

fuzz: ## every fuzzer for ten minutes
	./.tools/fuzz 10m

peers: ## what SMS is tested against besides our own: npm's smpp and, as root, Kannel
	@./.tools/need node kannel
	npm install --silent --no-audit --no-fund --prefix .tools/bin/smpp smpp@0.5.1

notice: ## write NOTICE from the modules that are linked
	go test -count=1 -run '^TestNoticeIsTrue$$' . -update-notice

clean: ## remove what was built, but no data
	rm -rf bin channels/web/node_modules
	@[ ! -d channels/web/dist ] || find channels/web/dist -mindepth 1 ! -name .gitkeep -delete

# Tools are built once for each version, which their names carry; .tools/go.mod pins them.
.tools/bin/golangci-lint-%:
	cd .tools && CGO_ENABLED=0 go build -o ../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint
.tools/bin/gofumpt-%:
	cd .tools && CGO_ENABLED=0 go build -o ../$@ mvdan.cc/gofumpt
.tools/bin/templ-%:
	cd .tools && CGO_ENABLED=0 go build -o ../$@ github.com/a-h/templ/cmd/templ
