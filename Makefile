# SPDX-License-Identifier: MulanPSL-2.0
# Lianxin. `make run` and `make test` are all a new reader needs; see README.md.
# Everything is built under build/; three flavours of objects share one set of rules:
#   build/release  optimised          -> build/lianxin
#   build/check    ASan + UBSan       -> build/check/lianxin and the unit tests
#   build/cover    -O0 with counters  -> branch coverage of law/

SHELL := /bin/bash
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules
ifneq ($(words $(CURDIR)),1)
$(error make cannot work in a folder whose path has spaces; move the checkout, now '$(CURDIR)')
endif
# the checkers ask git for the files, also when root looks at another user's checkout
export GIT_CONFIG_COUNT := 1
export GIT_CONFIG_KEY_0 := safe.directory
export GIT_CONFIG_VALUE_0 := *

CC := gcc
PACKAGES := sqlite3 libsodium libcrypto libgcrypt libmicrohttpd pangocairo cairo-pdf libzip libxml-2.0 jansson libqpdf fontconfig pangoft2 libpq libturbojpeg libqrencode zlib libcurl
VERSION := $(shell cat VERSION)

WARN := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wvla -Wwrite-strings -Wformat=2 -Wpointer-arith -Wcast-qual -Wundef -Wimplicit-fallthrough
COMMON := -std=c17 -D_GNU_SOURCE -DLIANXIN_VERSION='"$(VERSION)"' -Isrc -include base/common.h $(WARN) -MMD -MP -g \
	-fno-strict-aliasing
HARDEN := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fstack-clash-protection -fPIE
FLAGS_release := -O2 $(HARDEN)
FLAGS_check := -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DLIANXIN_TEST_CLOCK
FLAGS_cover := -O0 --coverage
LINK_release := -pie -Wl,-z,relro,-z,now
LINK_check := -fsanitize=address,undefined
LINK_cover := --coverage

# read lazily, so that `make deps` works before the libraries are there
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) | sed 's/-I/-isystem /g'))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $(shell pkg-config --libs $(PACKAGES)) -lm -lpthread)$(PKG_LIBS)

SOURCES := $(sort $(shell find src -name '*.c'))
EMBED := $(sort $(shell find rules assets src/store/migrations -type f ! -name README.md 2>/dev/null))
TEMPLATES := $(sort $(shell find src/web/templates -name '*.html' 2>/dev/null))
GENERATED := build/gen/embedded.c $(if $(TEMPLATES),build/gen/templates.c)
UNIT_TESTS := $(sort $(shell find tests/unit tests/store -name 'test_*.c' 2>/dev/null))
UNIT_HELPERS := $(sort $(shell find tests/unit tests/store -name 'help_*.c' 2>/dev/null))

objects = $(SOURCES:%.c=build/$(1)/%.o) $(GENERATED:build/gen/%.c=build/$(1)/gen/%.o)
library = $(filter-out build/$(1)/src/main.o,$(call objects,$(1)))
COVERED := build/cover/src/law/% build/cover/src/base/% build/cover/gen/embedded.o

.PHONY: all
all: build/lianxin

build/lianxin: $(call objects,release)
	@echo '  LD release $@'
	@$(CC) $(FLAGS_release) $(LINK_release) -o $@ $^ $(PKG_LIBS)

build/check/lianxin: $(call objects,check)
	@echo '  LD check $@'
	@$(CC) $(FLAGS_check) $(LINK_check) -o $@ $^ $(PKG_LIBS)

# the schema is written once; PostgreSQL's text of it is made here
MIGRATIONS := $(filter src/store/migrations/%,$(EMBED))
POSTGRES := $(MIGRATIONS:src/store/migrations/%=build/gen/postgresql/%)
build/gen/embedded.c: tools/embed.py $(EMBED) build/gen/embedded.list tools/postgres_schema.py
	@echo "  GEN $@"
	@python3 tools/postgres_schema.py build/gen/postgresql $(MIGRATIONS)
	@python3 tools/embed.py $@ $(EMBED) $(POSTGRES)

build/gen/embedded.list: FORCE
	@mkdir -p build/gen
	@echo '$(EMBED)' | cmp -s - $@ || echo '$(EMBED)' > $@

build/gen/templates.c: $(TEMPLATES) $(wildcard tools/template*.py)
	@mkdir -p build/gen
	@echo "  GEN $@"
	@python3 tools/template.py $@ $(TEMPLATES)

define flavour
build/$(1)/%.o: %.c
	@mkdir -p $$(dir $$@)
	@echo '  CC $(1) $$<'
	@$$(CC) $$(COMMON) $$(FLAGS_$(1)) $$(PKG_CFLAGS) -c -o $$@ $$<

build/$(1)/gen/%.o: build/gen/%.c
	@mkdir -p $$(dir $$@)
	@echo '  CC $(1) $$<'
	@$$(CC) $$(COMMON) $$(FLAGS_$(1)) $$(PKG_CFLAGS) -c -o $$@ $$<

build/$(1)/lib.a: $$(if $$(filter cover,$(1)),$$(filter $$(COVERED),$$(call library,$(1))),$$(call library,$(1)))
	@rm -f $$@
	@ar rcs $$@ $$^

build/$(1)/tests/%.o: tests/%.c
	@mkdir -p $$(dir $$@)
	@echo '  CC $(1) $$<'
	@$$(CC) $$(COMMON) $$(FLAGS_$(1)) $$(PKG_CFLAGS) -Itests -c -o $$@ $$<

build/$(1)/help.a: $$(UNIT_HELPERS:%.c=build/$(1)/%.o)
	@rm -f $$@
	@ar rcs $$@ $$^

build/$(1)/tests/%: tests/%.c build/$(1)/help.a build/$(1)/lib.a
	@mkdir -p $$(dir $$@)
	@echo '  CC $(1) $$<'
	@$$(CC) $$(COMMON) $$(FLAGS_$(1)) $$(PKG_CFLAGS) -Itests -o $$@ $$< $$(LINK_$(1)) build/$(1)/help.a build/$(1)/lib.a -lcmocka $$(PKG_LIBS)
endef
$(foreach f,release check cover,$(eval $(call flavour,$(f))))

# programs that measure, and the whole program on a failing disk: no cmocka, no helpers
define program
build/$(1)/tests/$(2)/%: tests/$(2)/%.c build/$(1)/lib.a
	@mkdir -p $$(dir $$@)
	@echo '  CC $(1) $$<'
	@$$(CC) $$(COMMON) $$(FLAGS_$(1)) $$(PKG_CFLAGS) -Itests -o $$@ $$< $$(LINK_$(1)) build/$(1)/lib.a $$(PKG_LIBS)
endef
$(eval $(call program,release,bench))
$(eval $(call program,check,fault))

.PHONY: unit
unit: $(UNIT_TESTS:%.c=build/check/%) build/check/lianxin
	@tests/on-engines tests/run-unit $(UNIT_TESTS:%.c=build/check/%)

# every source under the second compiler, and every header alone under both
build/clang/%.ok: %.c
	@mkdir -p $(dir $@)
	@clang $(COMMON) -MT $@ -MF $(@:.ok=.d) $(PKG_CFLAGS) -fsyntax-only $<
	@touch $@

.PHONY: lint
lint: $(SOURCES:%.c=build/clang/%.ok) build/lianxin
	@tools/lint $(filter-out -MMD -MP,$(COMMON)) $(PKG_CFLAGS)

.PHONY: scenario browser faults server-faults failover cluster rolling
scenario: build/check/lianxin
	@tests/on-engines tests/run-scenarios
faults: build/check/tests/fault/faulty build/check/lianxin
	@tests/run-faults
server-faults: build/check/lianxin
	@tests/run-server-faults
failover: build/check/lianxin
	@tests/cluster/failover.py build/check/lianxin
# three database servers and two processes, all on this machine, killed in turn
cluster:
	@tools/install build run test cluster
	@$(MAKE) --no-print-directory build/lianxin
	@tests/cluster/files.py build/lianxin
	@tests/cluster/ha.py build/lianxin
	@tests/cluster/cable.py build/lianxin
	@$(MAKE) --no-print-directory rolling
# one program after the other on two nodes
rolling: build/lianxin
	@rm -rf build/next
	@MAKE='$(MAKE)' tests/cluster/next-program build/next >build/next.log 2>&1 || { tail build/next.log; exit 1; }
	@tests/cluster/rolling.py build/lianxin build/next/build/lianxin
browser: build/check/lianxin
	@tests/on-engines tests/run-browser

# SERVE: further options of serve
.PHONY: run readme
readme: build/lianxin
	@tests/run-readme
run: deps
	@$(MAKE) --no-print-directory -j$(shell nproc) build/lianxin
	@tools/run-demo $(SERVE)

# what the binary says of itself, so that no fact stands in two places; check-docs compares
.PHONY: docs
docs: build/lianxin
	build/lianxin help --markdown > docs/cli.md
	build/lianxin help --life > docs/life-of-a-request.md
	build/lianxin help --personal > docs/personal-data.md
	tools/route-docs > docs/routes.md

PREFIX := /usr/local
DESTDIR :=
SYSCONFDIR := $(if $(filter /usr,$(PREFIX)),/etc,$(PREFIX)/etc)
build/install/%: install/%.in FORCE
	@mkdir -p $(dir $@)
	@sed -e 's|@PREFIX@|$(PREFIX)|g' -e 's|@SYSCONFDIR@|$(SYSCONFDIR)|g' $< > $@

.PHONY: install
install: build/lianxin build/install/lianxin.service build/install/lianxin.env
	build/lianxin help --man > build/install/lianxin.1
	build/lianxin help --complete bash > build/install/lianxin.bash
	install -D -m 755 build/lianxin $(DESTDIR)$(PREFIX)/bin/lianxin
	install -D -m 644 build/install/lianxin.1 $(DESTDIR)$(PREFIX)/share/man/man1/lianxin.1
	install -D -m 644 build/install/lianxin.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/lianxin
	install -D -m 644 build/install/lianxin.service $(DESTDIR)$(PREFIX)/lib/systemd/system/lianxin.service
	install -D -m 644 install/lianxin.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/lianxin.conf
	install -D -m 640 build/install/lianxin.env $(DESTDIR)$(SYSCONFDIR)/lianxin/lianxin.env.sample
	install -D -m 644 LICENSE $(DESTDIR)$(PREFIX)/share/doc/lianxin/LICENSE

.PHONY: test
test:
	@MAKE='$(MAKE)' tests/run-all

.PHONY: bench
bench: deps-bench
	@$(MAKE) --no-print-directory -j$(shell nproc) build/lianxin build/release/tests/bench/due build/release/tests/bench/drill build/release/tests/bench/write build/release/tests/bench/upload build/release/tests/bench/cases build/release/tests/bench/cases_pages
	@tests/bench/run

.PHONY: deps deps-test deps-bench
deps:
	@tools/install build run
deps-test:
	@tools/install build run test
deps-bench:
	@tools/install build run bench

# every branch of law/ walked by its tests; only BUG_IF lines are left out
COVER_TESTS := $(filter tests/unit/test_law_%,$(UNIT_TESTS))
.PHONY: coverage
coverage: $(COVER_TESTS:%.c=build/cover/%)
	@tools/coverage-law $^

.PHONY: clean
clean:
	rm -rf build

.PHONY: FORCE
FORCE:

-include $(shell find build -name '*.d' 2>/dev/null)
