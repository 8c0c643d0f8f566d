# frontdesk: the front desk of a clinic.
#
#   make run     installs what is missing, builds, opens the demonstration clinic
#   make test    installs what is missing, builds with sanitizers, runs every test
#   make check   format, static analysis, include directions, circles, man pages
#   make bench   what it costs, each figure against its limit
#   make measure every run of the bench that doc/measured.md shows, and figures
#   make figures writes the measured figures into the pages
#   make soak    what takes longer than a test may
#   make coverage  how much of the program the tests reach
#   make pictures  every screen as a picture, in build/pictures
#   make mutants  whether the tests notice small changes of the rules
#   make deb     the Debian packages, in build/deb
#   make stick   all of it for PCs without a network, in STICK=build/stick (root, network)
#   make         builds build/frontdesk
#   make help    all targets
#
# Sources are found by folder: a new file needs no line here.

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
MANDIR ?= $(PREFIX)/share/man
DOCDIR ?= $(PREFIX)/share/doc/frontdesk
COMPLETIONDIR ?= $(PREFIX)/share/bash-completion/completions

CC = gcc
# Tools that run while it is built are for the machine that builds; a cross compiler is for another.
CC_FOR_BUILD ?= $(if $(filter %-gcc %-clang,$(CC)),gcc,$(CC))
PKG_CONFIG ?= pkg-config
PKG_CONFIG_FOR_BUILD ?= pkg-config
AWK = awk
SHELL = /bin/sh
MAKEFLAGS += --no-builtin-rules --no-print-directory
ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
.DELETE_ON_ERROR:
.SUFFIXES:

# B is the build's own folder; `make SANITIZE=1` and `make COVERAGE=1` build beside the ordinary build.
SANITIZE ?=
COVERAGE ?=
B = build$(if $(SANITIZE),/sanitized,$(if $(COVERAGE),/coverage))
GEN = build/gen
Q = $(if $(V),,@)

PACKAGES = ncursesw sqlite3 jansson libsodium
# Loaded when the first workbook or the first PDF is written: reports/library_load.h.
XLSX_LIBRARY = $(shell $(CC) -print-file-name=libxlsxwriter.so)
XLSX_SOURCES = $(sort $(wildcard reports/xlsx/*.c))
PDF_LIBRARIES = $(foreach library,pangocairo-1.0 pango-1.0 gobject-2.0 cairo,$(shell $(CC) -print-file-name=lib$(library).so))
PDF_SOURCES = $(sort $(wildcard reports/pdf/*.c))
# Only to build: the table of pinyin is made from its rules, and tested against them.
ICU = icu-i18n icu-uc

# What a program says, asked when it is first needed and then remembered: $(call once,NAME,COMMAND)
once = $(eval $(1) := $(shell $(2) 2>/dev/null))$($(1))
PACKAGE_CFLAGS = $(call once,PACKAGE_CFLAGS,$(PKG_CONFIG) --cflags $(PACKAGES))
# The headers of what is not linked; their own warnings are nobody's here.
LOADED_CFLAGS = $(patsubst -I%,-isystem%,$(call once,PDF_CFLAGS,$(PKG_CONFIG) --cflags-only-I pangocairo))
PACKAGE_LIBS = $(call once,PACKAGE_LIBS,$(PKG_CONFIG) --libs $(PACKAGES))
# The flags among these that this compiler takes for its machine.
takes = for flag in $(1); do $(CC) -Werror $$flag -x c -c -o /dev/null /dev/null && echo $$flag; done
MACHINE_HARDENING = $(call once,MACHINE_HARDENING,$(call takes,\
	-fstack-clash-protection -fcf-protection=full -mbranch-protection=standard -ftrivial-auto-var-init=zero))

WARNINGS = -Wall -Wextra -Wpedantic -Wdeclaration-after-statement -Wformat=2 -Wformat-security \
	-Wold-style-definition -Wstrict-prototypes -Wmissing-prototypes -Wunused -Wvla -Wwrite-strings -fno-common \
	-Wconversion -Wshadow -Wcast-qual -Wundef -Wno-overlength-strings
# Warnings are errors where it is tested and checked, not for who builds it, perhaps with a compiler that is newer than it.
WERROR ?= $(if $(SANITIZE),-Werror)
HARDENING = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE -fno-strict-overflow $(MACHINE_HARDENING)
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
OPTIMISE = $(if $(SANITIZE),-O1 -g -DSANITIZED -DTEST_CLOCK $(SANITIZERS) -fPIC,$(if $(COVERAGE),-O0 -g --coverage -DCOVERAGE -DTEST_CLOCK -fPIE,-O2 -g $(HARDENING)))
CPPFLAGS ?=
CFLAGS ?=
ALL_CPPFLAGS = -D_GNU_SOURCE -D_XOPEN_SOURCE_EXTENDED -Isrc -I. -I$(GEN) $(CPPFLAGS)
ALL_CFLAGS = -std=c11 $(WARNINGS) $(OPTIMISE) $(PACKAGE_CFLAGS) $(LOADED_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(if $(SANITIZE),$(SANITIZERS),-Wl,-z,relro,-z,now,-z,noexecstack,--as-needed) $(if $(COVERAGE),--coverage) -pie $(LDFLAGS)
# The program is started some thousands of times by its tests: with the sanitizers' own libraries within, and where it was linked
# to be, a start takes a fifth less.
SANITIZERS_WITHIN = $(call once,SANITIZERS_WITHIN,\
	if [ -e "$$($(CC) -print-file-name=libasan.a)" ]; then $(call takes,-static-libasan -static-libubsan); fi)
PROGRAM_LDFLAGS = $(if $(SANITIZE),$(patsubst -pie,-no-pie,$(ALL_LDFLAGS)) $(SANITIZERS_WITHIN),$(ALL_LDFLAGS))
# Test programs find the shared library from where they stand, two folders below, or one.
TEST_LDFLAGS = $(ALL_LDFLAGS) $(if $(SANITIZE),-Wl$(comma)-rpath$(comma)'$$ORIGIN/../..:$$ORIGIN/..')
comma = ,
LIBS = $(PACKAGE_LIBS) -liniparser -ldl

SOURCES = $(sort $(shell find src reports ui -name '*.c'))
OBJECTS = $(patsubst %.c,$(B)/%.o,$(filter-out ui/main.c ui/launcher/main.c,$(SOURCES)))
# The hundred test programs share one library with sanitizers: each with a copy of its own they take twenty times the room.
LIBRARY = $(B)/libfrontdesk.$(if $(SANITIZE),so,a)
PROGRAM = $(B)/frontdesk
# The door to a clinic of an account of its own: only the package installs it, for its places are fixed.
LAUNCHER = $(B)/frontdesk-enter
CATALOGUES = $(sort $(wildcard data/locale/*.po))
SQL = $(sort $(wildcard data/sql/*/*.sql)) $(GEN)/check_text.sql $(GEN)/digests.sql
SCHEMA = $(sort $(wildcard data/schema/*.sql))
EMBEDDED = $(sort $(wildcard data/demo/*.csv)) data/frontdesk.ini
GENERATED = $(GEN)/check_text.sql $(GEN)/digests.sql $(GEN)/digest_tables.h $(GEN)/sql_names.h $(GEN)/sql_columns.h $(GEN)/sql_texts.h $(GEN)/schema_texts.h $(GEN)/schema_objects.h $(GEN)/schema_whole.h $(GEN)/schema_postgresql.sql $(GEN)/embedded.h $(GEN)/common_passwords.h $(GEN)/catalogues.h $(GEN)/pinyin_table.h $(GEN)/xlsx_calls.h $(GEN)/pdf_calls.h

TEST_SOURCES = $(wildcard tests/unit/*.c tests/screens/*.c tests/proof/*.c)
# A test program is a *_test.c; the other files of its folder, the fixture, the failing statements, the choice of one test, the place to write to, are linked to each of them.
FIXTURE = $(addprefix $(B)/tests/unit/,fixture.o statement_fault.o one_test_only.o scratch.o)
TEST_PROGRAMS = $(patsubst %.c,$(B)/%,$(filter %_test.c,$(TEST_SOURCES)))
BENCH_PROGRAM = $(B)/tests/bench/bench
TEST_SCRIPTS = $(wildcard tests/e2e/*.bats tests/proof/*.bats)

.PHONY: all run test check check-built deb stick bench measure figures soak coverage mutants install install-is-new uninstall clean help setup setup-run setup-test setup-check setup-soak setup-coverage setup-bench setup-pictures setup-deb setup-stick pictures \
	build-tests format po man sanitized

all: $(PROGRAM) $(LAUNCHER)

help:
	@sed -n 's/^#   //p' Makefile
	@echo "make format  puts the sources into the checked-in format"
	@echo "make po      brings data/locale/*.po up to the sources"
	@echo "make man     brings commands, keys and settings in man/ up to the sources"
	@echo "make setup   installs what the build needs and nothing else"
	@echo "make check-built  every test on the ordinary build, with what is installed: for packages"
	@echo "make install uninstall  with DESTDIR and PREFIX ($(PREFIX))"
	@echo "make clean   removes build/"

setup-run setup-test setup-check setup-soak setup-coverage setup-bench setup-pictures setup-deb setup-stick:
	@sh data/make/setup.sh $(@:setup-%=%)
	@$(if $(filter setup-soak,$@),sh tests/soak/exceljs/fetch.sh)

setup: setup-run

run: setup-run
	@$(MAKE) all
	@program=$(if $(filter $(CURDIR),$(PWD)),build,$(CURDIR)/build)/frontdesk; \
	if [ -t 0 ] && [ -t 1 ]; then exec "$$program" demo; else exec "$$program" demo --batch; fi

test: setup-test
	@$(MAKE) WERROR=-Werror all
	@$(MAKE) SANITIZE=1 sanitized build-tests
	@sh tests/run.sh

# For who packages it: no set-up, no network, no sanitizers. The program is the one that is packaged but for the clock.
check-built:
	@$(MAKE) all build-tests build-fuzz build/tests/frontdesk build/tests/frontdesk-enter
	@BUILD=build FRONTDESK=$(CURDIR)/build/tests/frontdesk sh tests/run.sh

check: setup-check
	@$(MAKE) WERROR=-Werror all
	@sh tests/check.sh

sanitized: $(PROGRAM) $(LAUNCHER)

$(PROGRAM): $(B)/ui/main.o $(OBJECTS)
	@echo "link    $@"
	$(Q)$(CC) $(PROGRAM_LDFLAGS) -o $@ $^ $(LIBS)

$(LAUNCHER): $(B)/ui/launcher/main.o $(LIBRARY)
	@echo "link    $@"
	$(Q)$(CC) $(ALL_LDFLAGS) $(if $(SANITIZE),-Wl$(comma)-rpath$(comma)'$$ORIGIN') -o $@ $^ $(LIBS)

$(B)/libfrontdesk.a: $(OBJECTS)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(B)/libfrontdesk.so: $(OBJECTS)
	@echo "link    $@"
	$(Q)$(CC) $(filter-out -pie,$(ALL_LDFLAGS)) -shared -Wl,-soname,$(@F) -o $@ $^ $(LIBS)

$(B)/%.o: %.c $(B)/flags | $(GENERATED)
	@mkdir -p $(@D)
	@echo "compile $<"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) $(WERROR) -MMD -MP -c -o $@ $<

# Objects are built again when the compiler (the first line) or the flags (the second) change. It comes before everything:
# here it is looked whether the build can do its work at all.
$(B)/flags: FORCE
	@sh data/make/ready.sh files
	@mkdir -p $(@D)
	@printf '%s\n' '$(CC)' '$(ALL_CPPFLAGS) $(ALL_CFLAGS)' > $@.new; \
	if cmp -s $@.new $@; then rm $@.new; else \
		sh data/make/ready.sh libraries $(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) && mv $@.new $@; \
	fi
FORCE:
$(GENERATED) $(GEN)/pinyin_table $(GEN)/schema_objects $(GEN)/digests $(GEN)/digests_returning: | $(B)/flags

SQL2C = data/make/sql_text.awk data/make/sql_columns.awk data/make/sql2c.awk

$(GEN)/sql_names.h: $(SQL) $(SQL2C)
	@mkdir -p $(@D)
	$(Q)$(AWK) -v part=names $(SQL2C:%=-f %) $(SQL) > $@.new
	$(Q)if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(GEN)/sql_columns.h: $(SQL) $(SQL2C)
	@mkdir -p $(@D)
	$(Q)$(AWK) -v part=columns $(SQL2C:%=-f %) $(SQL) > $@

$(GEN)/sql_texts.h: $(SQL) $(SQL2C) $(GEN)/digests_returning
	@mkdir -p $(@D)
	$(Q)$(AWK) -v part=texts -v tables=$(GEN)/digests_returning $(SQL2C:%=-f %) $(SQL) > $@

# The schema in the words of each engine, from the same steps.
SCHEMA2C = data/make/sql_text.awk data/make/schema.awk data/make/schema_sqlite.awk
SCHEMA2PG = data/make/sql_text.awk data/make/schema.awk data/make/schema_postgresql.awk

$(GEN)/schema_texts.h: $(SCHEMA) $(SCHEMA2C)
	@mkdir -p $(@D)
	$(Q)$(AWK) -v dialect=sqlite $(SCHEMA2C:%=-f %) $(SCHEMA) > $@

$(GEN)/schema_postgresql.sql: $(SCHEMA) $(SCHEMA2PG)
	@mkdir -p $(@D)
	$(Q)$(AWK) -v dialect=postgresql $(SCHEMA2PG:%=-f %) $(SCHEMA) > $@

# Every text of every table is looked at.
TEXT2SQL = data/make/sql_text.awk data/make/schema.awk data/make/schema_text_columns.awk

$(GEN)/check_text.sql: $(SCHEMA) $(TEXT2SQL)
	@mkdir -p $(@D)
	$(Q)$(AWK) -v dialect=sqlite $(TEXT2SQL:%=-f %) $(SCHEMA) > $@.new
	$(Q)if cmp -s $@.new $@; then rm $@.new && touch $@; else mv $@.new $@; fi

# What is digested of which table, and what each change gives back for it.
DIGESTS = data/schema/digests.list

$(GEN)/digests: data/make/digests.c $(GEN)/schema_texts.h
	$(Q)$(CC_FOR_BUILD) -std=c11 -O1 -Wall -Wextra $(WERROR) -Isrc -I$(GEN) $(shell $(PKG_CONFIG_FOR_BUILD) --cflags sqlite3) \
		-o $@ $< $(shell $(PKG_CONFIG_FOR_BUILD) --libs sqlite3)

$(GEN)/digest_tables.h: $(GEN)/digests $(DIGESTS)
	$(Q)$(GEN)/digests tables $(DIGESTS) > $@.new
	$(Q)if cmp -s $@.new $@; then rm $@.new && touch $@; else mv $@.new $@; fi

$(GEN)/digests.sql: $(GEN)/digests $(DIGESTS)
	$(Q)$(GEN)/digests sql $(DIGESTS) > $@.new
	$(Q)if cmp -s $@.new $@; then rm $@.new && touch $@; else mv $@.new $@; fi

$(GEN)/digests_returning: $(GEN)/digests $(DIGESTS)
	$(Q)$(GEN)/digests returning $(DIGESTS) > $@

# What the steps make, as SQLite itself keeps it.
SCHEMA_WORDS = src/store/sqlite/schema_words

$(GEN)/schema_objects: data/make/schema_objects.c $(SCHEMA_WORDS).c $(SCHEMA_WORDS).h $(GEN)/schema_texts.h
	$(Q)$(CC_FOR_BUILD) -std=c11 -O1 -Wall -Wextra $(WERROR) -Isrc -I$(GEN) $(shell $(PKG_CONFIG_FOR_BUILD) --cflags sqlite3) \
		-o $@ $< $(SCHEMA_WORDS).c $(shell $(PKG_CONFIG_FOR_BUILD) --libs sqlite3)

$(GEN)/schema_objects.h: $(GEN)/schema_objects
	$(Q)$(GEN)/schema_objects > $@

$(GEN)/schema_whole.h: $(GEN)/schema_objects
	$(Q)$(GEN)/schema_objects whole > $@

$(GEN)/embedded.h: $(EMBEDDED) data/make/embed.awk
	@mkdir -p $(@D)
	$(Q)$(AWK) -f data/make/embed.awk $(EMBEDDED) > $@

$(GEN)/common_passwords.h: data/common-passwords.txt data/make/embed.awk
	@mkdir -p $(@D)
	$(Q)$(AWK) -f data/make/embed.awk $< > $@

$(GEN)/catalogues.h: $(CATALOGUES) data/make/catalogues.sh
	@mkdir -p $(@D)
	$(Q)CC='$(CC)' sh data/make/catalogues.sh $(CATALOGUES) > $@

$(GEN)/pinyin_table: data/make/pinyin_table.c
	@mkdir -p $(@D)
	$(Q)$(CC_FOR_BUILD) -std=c11 -O2 -Wall -Wextra $(WERROR) -D_GNU_SOURCE \
		$(shell $(PKG_CONFIG_FOR_BUILD) --cflags $(ICU)) -o $@ $< $(shell $(PKG_CONFIG_FOR_BUILD) --libs $(ICU))

$(GEN)/pinyin_table.h: $(GEN)/pinyin_table
	@echo "make    $@"
	$(Q)$(GEN)/pinyin_table > $@

$(GEN)/xlsx_calls.h: $(XLSX_SOURCES) data/make/library.sh
	@mkdir -p $(@D)
	$(Q)sh data/make/library.sh xlsx xlsxwriter.h '$(XLSX_LIBRARY)' $(XLSX_SOURCES) > $@.new
	$(Q)if cmp -s $@.new $@; then rm $@.new && touch $@; else mv $@.new $@; fi

$(GEN)/pdf_calls.h: $(PDF_SOURCES) data/make/library.sh
	@mkdir -p $(@D)
	$(Q)sh data/make/library.sh pdf 'pango/pangocairo.h cairo-pdf.h' '$(PDF_LIBRARIES)' $(PDF_SOURCES) > $@.new
	$(Q)if cmp -s $@.new $@; then rm $@.new && touch $@; else mv $@.new $@; fi

po:
	@mkdir -p build
	$(Q)xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=_n:1,2 --add-comments=TRANSLATORS \
		--package-name=frontdesk --no-location --sort-output --force-po -L C -o build/frontdesk.pot \
		$(SOURCES) $(sort $(shell find src reports ui -name '*.def'))
	$(Q)sed -i '/^"POT-Creation-Date/d' build/frontdesk.pot
	$(Q)for po in data/locale/*.po; do msgmerge --quiet --update --backup=none --no-fuzzy-matching $$po build/frontdesk.pot; done

# The parts of the manual that the program and the settings file know: commands, keys, settings.
man: all
	$(Q)sh data/make/man.sh put

build-tests: $(TEST_PROGRAMS) $(BENCH_PROGRAM) $(if $(SANITIZE),build-fuzz)

define link_tests
$$(filter $$(B)/tests/$(1)/%_test,$$(TEST_PROGRAMS)): $$(B)/tests/$(1)/%_test: $$(B)/tests/$(1)/%_test.o \
		$$(sort $$(FIXTURE) $$(patsubst %.c,$$(B)/%.o,$$(filter-out %_test.c,$$(wildcard tests/$(1)/*.c tests/$(1)/*/*.c)))) $$(LIBRARY)
	@echo "link    $$@"
	$$(Q)$$(CC) $$(TEST_LDFLAGS) -o $$@ $$^ -lcmocka $$(LIBS)
endef
$(foreach folder,unit screens proof,$(eval $(call link_tests,$(folder))))

$(B)/tests/unit/spelling_test.o: ALL_CPPFLAGS += $(shell $(PKG_CONFIG) --cflags $(ICU))
$(B)/tests/unit/spelling_test: LIBS += $(shell $(PKG_CONFIG) --libs $(ICU))
$(B)/tests/screens/theme_test: LIBS += -lm

# The program with a clock that a test sets, and passwords that cost nothing, of an ordinary build.
FOR_TESTS = $(B)/tests/clock.o $(B)/tests/secret.o
$(FOR_TESTS): $(B)/tests/%.o: src/base/%.c $(B)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) -DTEST_CLOCK $(ALL_CFLAGS) $(WERROR) -c -o $@ $<

$(B)/tests/frontdesk: $(B)/ui/main.o $(FOR_TESTS) $(LIBRARY)
	@echo "link    $@"
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# The launcher with places that a test sets.
LAUNCHER_FOR_TESTS = $(B)/tests/launcher/main.o $(B)/tests/launcher/surroundings.o
$(LAUNCHER_FOR_TESTS): $(B)/tests/launcher/%.o: ui/launcher/%.c $(B)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CPPFLAGS) -DTEST_CLOCK $(ALL_CFLAGS) $(WERROR) -c -o $@ $<

$(B)/tests/frontdesk-enter: $(LAUNCHER_FOR_TESTS) $(LIBRARY)
	@echo "link    $@"
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# Fuzzing: each target with a driver that replays and mutates its corpus, and with libFuzzer in build/fuzz.
FUZZ_SOURCES = $(wildcard tests/fuzz/*.c)
FUZZ_SHARED = $(patsubst %.c,$(B)/%.o,$(filter-out %_fuzz.c %/driver.c,$(FUZZ_SOURCES)))
FUZZ_DRIVEN = $(patsubst %.c,$(B)/%_test,$(filter %_fuzz.c,$(FUZZ_SOURCES)))
FUZZERS = $(patsubst tests/fuzz/%_fuzz.c,$(B)/libfuzzer/%,$(filter %_fuzz.c,$(FUZZ_SOURCES)))

$(FUZZ_DRIVEN): %_test: %.o $(B)/tests/fuzz/driver.o $(FUZZ_SHARED) $(LIBRARY)
	@echo "link    $@"
	$(Q)$(CC) $(TEST_LDFLAGS) -o $@ $^ $(LIBS)

$(FUZZERS): $(B)/libfuzzer/%: $(B)/tests/fuzz/%_fuzz.o $(FUZZ_SHARED) $(LIBRARY)
	@mkdir -p $(@D)
	@echo "link    $@"
	$(Q)$(CC) -fsanitize=fuzzer $(TEST_LDFLAGS) -o $@ $^ $(LIBS)

-include $(patsubst %.c,$(B)/%.d,$(FUZZ_SOURCES))

.PHONY: build-fuzz build-fuzzers fuzzers
build-fuzz: $(FUZZ_DRIVEN)
build-fuzzers: $(FUZZERS)
# Comparisons are not traced: that takes a third of the time, and the corpora hold the words that matter.
fuzzers:
	@$(MAKE) B=build/fuzz CC=clang SANITIZE=1 WARNINGS=-w \
		SANITIZERS='-O2 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-coverage=trace-cmp -fno-sanitize-recover=all -fno-omit-frame-pointer' build-fuzzers

# What it costs against the limit, measured with the ordinary build: `make bench BENCH=name` for one row. With DISK=100 the
# databases lie in memory and a commit waits 100 microseconds: a disk that is the same everywhere, where this one is slow.
BENCH ?=
DISK ?=
BENCH_RUN = build/bench-run
BENCH_MEMORY = /dev/shm/frontdesk-bench
BENCH_SOURCES = $(wildcard tests/bench/*.c)
BENCH_HELLO = $(B)/tests/bench/hello

$(BENCH_HELLO): $(B)/tests/bench/hello.o
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(shell $(PKG_CONFIG) --libs ncursesw)

# Loaded before a server whose syncs are to be as slow as DISK says.
BENCH_SLOW_SYNC = $(B)/tests/bench/slow_sync.so

$(BENCH_SLOW_SYNC): tests/bench/slow_sync.c tests/bench/disk.c tests/bench/disk.h
	@mkdir -p $(@D)
	@echo "link    $@"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -shared -fPIC -o $@ $(filter %.c,$^) -lpthread

$(BENCH_PROGRAM): $(patsubst %.c,$(B)/%.o,$(filter-out %/hello.c %/slow_sync.c,$(BENCH_SOURCES)) tests/screens/tasks/tasks.c) $(LIBRARY)
	@echo "link    $@"
	$(Q)$(CC) $(TEST_LDFLAGS) -o $@ $^ $(LIBS) -lxlsxwriter $(shell $(PKG_CONFIG) --libs pangocairo) -lm

.PHONY: build-bench
build-bench: $(PROGRAM) $(BENCH_PROGRAM) $(BENCH_HELLO) $(BENCH_SLOW_SYNC)

-include $(patsubst %.c,$(B)/%.d,$(BENCH_SOURCES))

bench: setup-bench
	@$(MAKE) build-bench
	@$(if $(DISK),trap 'rm -rf $(BENCH_MEMORY) $(BENCH_MEMORY).json $(BENCH_MEMORY)-postgres' EXIT; trap 'exit 130' HUP INT TERM; $(BENCH_PROGRAM) -d $(BENCH_MEMORY) -w $(DISK) $(BENCH) && \
		mv $(BENCH_MEMORY).json $(BENCH_RUN).json,$(BENCH_PROGRAM) -d $(BENCH_RUN) $(BENCH))
	@python3 tests/figures.py merge $(BENCH_RUN).json build/bench.json $(DISK)
	@echo "build/bench.json has these rows now, beside those of other runs"

# All the runs that doc/measured.md shows, one after the other, on a machine that does nothing else.
measure:
	@$(MAKE) bench DISK=100
	@for disk in 1000 4000; do for rows in booking desks import; do $(MAKE) bench BENCH=$$rows DISK=$$disk || exit 1; done; done
	@$(MAKE) figures

# Writes the tables of doc/measured.md, and the figures that README.md quotes, from build/bench.json.
figures:
	@python3 tests/figures.py write build/bench.json

# Pictures of every screen, from a true terminal, in both themes and languages and two sizes, into build/pictures; fails when a
# word in them is hard to read. `make pictures VIEW="today queue"` for some.
VIEW ?=
pictures: setup-pictures
	@$(MAKE) $(B)/tests/frontdesk
	@python3 tests/pictures/pictures.py $(B)/tests/frontdesk build/pictures $(VIEW)

# What takes longer than a test may: the proofs in their long form, and workbooks recalculated by a spreadsheet program.
# `make soak PROOF="name..."` for some of tests/soak.list.
PROOF ?=
soak: setup-soak
	@$(MAKE) all build-tests
	@$(MAKE) SANITIZE=1 sanitized
	@$(MAKE) fuzzers || { echo 'no libFuzzer here: the readers get mutations of their corpus instead' >&2; $(MAKE) SANITIZE=1 build-fuzz; }
	@sh tests/soak.sh $(PROOF)

# The lines and branches that the tests reach, a row per folder.
coverage: setup-coverage
	@$(MAKE) all
	@$(MAKE) COVERAGE=1 sanitized build-tests
	@sh tests/coverage.sh

# Whether the tests notice when a token of the ledger, the bookings, the numbers or the bans changes.
mutants: setup-test
	@$(MAKE) $(GENERATED)
	@sh tests/mutants.sh

# Packages of what git knows, from a copy of it: equal bytes for equal sources, wherever they are built.
deb: setup-deb
	@sh data/make/deb.sh

# What a clinic installs that never sees a network: our packages for Debian 12 and 13 and all that they need, signed. The one target
# that fetches packages other than those of the build, and makes systems to build in: as root.
STICK ?= build/stick
stick: setup-stick
	@sh data/make/stick.sh '$(STICK)'

format:
	$(Q)clang-format -i $(shell git ls-files '*.c' '*.h')

# What is built is installed as it is, whoever installs it and with whatever flags: root compiles nothing again.
# Manual pages, and where each goes: zh_CN/frontdesk.1 to zh_CN/man1/frontdesk.1.
# The launcher, whose places are fixed, goes below /usr alone, where the package is.
LAUNCHED = $(if $(filter /usr,$(PREFIX)),yes)
PAGES = $(filter-out $(if $(LAUNCHED),,%frontdesk-enter.1),$(patsubst man/%,%,$(sort $(wildcard man/*.[157] man/*/*.[157]))))
page_place = $(if $(findstring /,$(1)),$(dir $(1)))man$(patsubst .%,%,$(suffix $(1)))/$(notdir $(1))

install: $(if $(wildcard build/frontdesk),install-is-new,all)
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(DOCDIR)/doc/pictures $(DESTDIR)$(COMPLETIONDIR)
	install -m 755 build/frontdesk $(DESTDIR)$(BINDIR)/frontdesk
	$(if $(LAUNCHED),install -m 755 build/frontdesk-enter $(DESTDIR)$(BINDIR)/frontdesk-enter)
	$(foreach page,$(PAGES),install -D -m 644 man/$(page) $(DESTDIR)$(MANDIR)/$(call page_place,$(page)) &&) :
	install -m 644 README.md NEWS LICENSE data/frontdesk.ini $(DESTDIR)$(DOCDIR)
	install -m 644 doc/*.md $(DESTDIR)$(DOCDIR)/doc
	install -m 644 doc/pictures/*.png $(DESTDIR)$(DOCDIR)/doc/pictures
	build/frontdesk completion | install -m 644 /dev/stdin $(DESTDIR)$(COMPLETIONDIR)/frontdesk
	$(if $(LAUNCHED),ln -sf frontdesk $(DESTDIR)$(COMPLETIONDIR)/frontdesk-enter)

install-is-new:
	@changed=$$(find src reports ui -name '*.[ch]' -newer build/frontdesk | head -n 1); [ -z "$$changed" ] || \
		{ echo "$$changed was changed after build/frontdesk was built: run make, then make install again" >&2; exit 1; }

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/frontdesk $(DESTDIR)$(COMPLETIONDIR)/frontdesk \
		$(if $(LAUNCHED),$(DESTDIR)$(BINDIR)/frontdesk-enter $(DESTDIR)$(COMPLETIONDIR)/frontdesk-enter) \
		$(foreach page,$(PAGES),$(DESTDIR)$(MANDIR)/$(call page_place,$(page)))
	rm -rf $(DESTDIR)$(DOCDIR)

clean:
	@sh data/make/ready.sh files
	rm -rf build

-include $(patsubst %.c,$(B)/%.d,$(SOURCES) $(TEST_SOURCES))
