# `make` alone lists what there is to make.
PREFIX ?= /usr/local
SWIFT ?= swift
OUT ?= .build/packages
RELEASE = "$$($(SWIFT) build -c release --show-bin-path)/troupe"
ifeq ($(shell uname -s),Darwin)
# Some formulas are not linked, so pkg-config is told where they are.
export PKG_CONFIG_PATH := $(shell .ci/prepare --search-path)$(PKG_CONFIG_PATH)
else
STATIC := --static-swift-stdlib
endif
.PHONY: help demo test check lint docs bench fuzz browser agents sanitize release install uninstall deb tarball packages clean prepare
help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: prepare ## run the main job on the offline model in a scratch library
	@$(SWIFT) build --product troupe
	@Tests/Demo/demo.sh "$$($(SWIFT) build --show-bin-path)/troupe"
# Eight at once: with thousands of files open Foundation's Process.run crashes.
test: prepare ## build and run every test
	$(SWIFT) build --build-tests $(BUILD_FLAGS)
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8 $(SWIFT) test --skip-build

check: export TROUPE_THOROUGH = 1
check: lint test ## the format, every test, every point of the batteries of faults (hours), the sample app
	$(SWIFT) build --package-path Tests/Examples/CastApp --scratch-path .build/cast-app
lint: ## check the format of the Swift sources
	$(SWIFT) format lint --strict -r Package.swift Schema Sources Tests
docs: prepare ## build the documentation into .build/docs, and fail on a warning
	$(SWIFT) build --target Troupe
	@SWIFT="$(SWIFT)" .ci/docs "$$($(SWIFT) build --show-bin-path)"
bench: prepare ## measure one thing: make bench NAME=...
	@for run in Tests/Bench/*/run.sh; do name=$$(basename $$(dirname $$run) | tr A-Z a-z); names="$$names $$name"; \
	if [ "$$name" = "$(NAME)" ]; then exec bash $$run; fi; done; echo "Usage: make bench NAME=..., one of:$$names"; exit 2
fuzz: prepare ## try inputs that libFuzzer makes up: make fuzz SECONDS=60 TARGET=...
	@SWIFT="$(SWIFT)" SECONDS_EACH="$(or $(SECONDS),60)" TARGET="$(TARGET)" CORPUS="$(CORPUS)" Tests/Fuzz/run.sh
browser: prepare ## drive the gallery in Chromium: make browser SCREENSHOTS=FOLDER
	@SWIFT="$(SWIFT)" SCREENSHOTS="$(SCREENSHOTS)" Tests/Browser/run.sh
agents: prepare ## drive troupe mcp with the official client of the protocol, from PyPI
	@SWIFT="$(SWIFT)" Tests/Agents/run.sh
sanitize: prepare ## run the tests of what reads from outside with AddressSanitizer
	$(SWIFT) build --build-tests --sanitize=address --scratch-path .build/address
	ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8 $(SWIFT) test --skip-build \
	--sanitize=address --scratch-path .build/address --filter 'ImagingTests|ProvidersTests|SendingTests|StorageTests'
release: prepare ## build for release
	$(SWIFT) build -c release --product troupe $(STATIC)
install: release ## install it with manual and completions below PREFIX, /usr/local by default
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" Sources/Packaging/install $(RELEASE)
uninstall: ## remove what make install put there
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" Sources/Packaging/uninstall
deb: release ## make a package for Debian into OUT, .build/packages by default
	@Sources/Packaging/deb $(RELEASE) "$(OUT)"
tarball: release ## make an archive that runs on other Linux systems into OUT
	@Sources/Packaging/tarball $(RELEASE) "$(OUT)"
packages: release ## check the installation, both packages, the manual and the recipes
	@Sources/Packaging/check $(RELEASE)
clean: ## remove what was built
	rm -rf .build
prepare:
	@SWIFT="$(SWIFT)" .ci/prepare
