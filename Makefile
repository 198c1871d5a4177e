# `make` alone lists what there is to make.
PREFIX ?= /usr/local
SWIFT ?= swift
# The C code draws: unoptimized, the demo takes twice as long.
FLAGS := -Xcc -O2
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
ifeq ($(shell uname -s),Darwin)
# pkg-config module:formula. Some formulas are not linked, so pkg-config is told where they are.
NEEDED := libpng:libpng libjpeg:jpeg-turbo libwebp:webp lcms2:little-cms2 \
  freetype2:freetype harfbuzz:harfbuzz fribidi:fribidi fontconfig:fontconfig libcurl:curl libcrypto:openssl@3 sqlite3:sqlite
UNLINKED := $(addsuffix /lib/pkgconfig,$(shell brew --prefix curl openssl@3 sqlite jpeg-turbo 2>/dev/null))
export PKG_CONFIG_PATH := $(shell echo $(UNLINKED) $(PKG_CONFIG_PATH) | tr ' ' :)
TOOL := brew
INSTALL := brew install
else
# pkg-config module:package, the same names on Debian and Ubuntu.
NEEDED := libpng:libpng-dev libjpeg:libjpeg-dev libwebp:libwebp-dev lcms2:liblcms2-dev \
  freetype2:libfreetype-dev harfbuzz:libharfbuzz-dev fribidi:libfribidi-dev fontconfig:libfontconfig-dev libcurl:libcurl4-openssl-dev \
  libcrypto:libssl-dev sqlite3:libsqlite3-dev
TOOL := apt-get
INSTALL := $(SUDO) apt-get update && \
  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends
STATIC := --static-swift-stdlib
endif
.PHONY: help demo test check lint docs bench install clean prepare
help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16
demo: prepare ## run the main job on the offline model in a scratch library
	@$(SWIFT) build $(FLAGS) --product troupe
	@Tests/Demo/demo.sh "$$($(SWIFT) build --show-bin-path)/troupe"
# Eight at once: beside thousands of open files Foundation's Process.run crashes.
test: prepare ## build and run every test
	$(SWIFT) build $(FLAGS) --build-tests
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8 $(SWIFT) test $(FLAGS) --skip-build
check: export TROUPE_EVERY_KILL = 1
check: lint test ## what must hold before a commit: the format, then every test, and a kill at every system call
lint: ## check the format of the Swift sources
	$(SWIFT) format lint --strict -r Package.swift Schema Sources Tests
docs: prepare ## build the documentation into .build/docs, and fail on a warning
	$(SWIFT) build $(FLAGS) --target Troupe
	@.ci/docs "$$($(SWIFT) build $(FLAGS) --show-bin-path)"
bench: prepare ## measure one thing: make bench NAME=...
	@if [ -n "$(NAME)" ] && [ -f "Tests/Bench/$(NAME).sh" ]; then bash "Tests/Bench/$(NAME).sh"; \
	else echo "Usage: make bench NAME=..., one of: $(or $(basename $(notdir $(wildcard Tests/Bench/*.sh))),none yet)"; exit 2; fi
install: prepare ## build for release and copy it to PREFIX, /usr/local by default
	$(SWIFT) build -c release --product troupe $(STATIC)
	@to="$(DESTDIR)$(PREFIX)/bin"; mkdir -p "$$to" 2>/dev/null; [ -w "$$to" ] && as= || as="$(SUDO)"; \
	$$as mkdir -p "$$to" && $$as install -m 755 "$$($(SWIFT) build -c release --show-bin-path)/troupe" "$$to/troupe" && echo "Installed $$to/troupe"
clean: ## remove what was built
	rm -rf .build
prepare:
	@missing=; for pair in $(NEEDED); do pkg-config --exists "$${pair%%:*}" 2>/dev/null || missing="$$missing $${pair#*:}"; done; \
	command -v pkg-config >/dev/null || missing="pkg-config$$missing"; \
	if [ "$$(uname -s)" != Darwin ]; then \
	  [ -n "$$(fc-list :lang=zh 2>/dev/null)" ] || missing="$$missing fontconfig fonts-wqy-microhei"; \
	  for tool in git sqlite3; do command -v $$tool >/dev/null || missing="$$missing $$tool"; done; \
	  [ -e /etc/ssl/certs/ca-certificates.crt ] || missing="$$missing ca-certificates"; fi; \
	[ -n "$$missing" ] || exit 0; \
	command -v $(TOOL) >/dev/null || { echo "Troupe needs these libraries; please install them:" $$missing; exit 1; }; \
	echo "Installing what is missing:" $$missing; $(INSTALL) $$missing
