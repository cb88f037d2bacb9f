# infusheet - `make help` lists the targets.
#
# Every room of src/ gets its own include path, so that an upward include does not compile; `make layers` checks the
# objects as well. Nothing but `deps` (and what calls it: `order`, `check`, and the targets that need a tool of their own)
# ever installs a package.

PREFIX  = /usr/local
DESTDIR =
BUILD   = build
CFLAGS ?= -O2 -g

# The fictional patient of `make order`.
ORDER_PROTOCOL = migraine-acute-adult
ORDER_FACTS    = --patient tests/cases/ada-example.cfg setting=mobile weight="72 kg" creatinine="0.8 mg/dL" \
                 given-24h="0 g" heart-block=no digoxin=no systolic="118 mmHg" heart-rate="72 /min" \
                 resp-rate="16 /min" spo2="98 %" reflexes=present

VERSION   := $(shell sed -n 's/^\#define IFS_VERSION "\(.*\)"/\1/p' include/infusheet.h)
LIBRARIES  = libconfig libsodium jansson
DRAWING    = pangocairo libqrencode
PROTOCOLS  = $(PREFIX)/share/infusheet/protocols
MODULES    = $(PREFIX)/lib/infusheet

# ---- Flags ------------------------------------------------------------------------------------------------------

WARNINGS = -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum -Wvla \
           -Wdate-time -pedantic
ifneq ($(filter true,$(CI))$(filter 1,$(WERROR)),)
WARNINGS += -Werror
endif

# Paths of the machine stay out of objects and debug information: the same source gives the same bytes anywhere.
ALL_FLAGS = -std=c11 $(WARNINGS) -fPIE -ffile-prefix-map=$(CURDIR)=. -MMD -MP $(CFLAGS)
HARDENING = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
LINKING   = -pie -Wl,-z,relro,-z,now -Wl,--as-needed

# Without floating-point registers, where the compiler can be told so: a double in the engine does not compile.
NO_FLOAT := $(shell $(CC) -mgeneral-regs-only -E -x c /dev/null >/dev/null 2>&1 && echo -mgeneral-regs-only)

# Without those registers gcc clears and copies structs by one slow instruction; a call of memset or memcpy is faster.
BY_CALL := $(shell $(CC) -mstringop-strategy=libcall -E -x c /dev/null >/dev/null 2>&1 && echo -mstringop-strategy=libcall)

# Freestanding, because gcc otherwise turns a loop that looks for the end of a text into a call of strlen; and without
# hardening, whose checks are calls into libc.
PURE   = -ffreestanding -fno-stack-protector -U_FORTIFY_SOURCE $(NO_FLOAT) $(BY_CALL)
HOSTED = -D_GNU_SOURCE $(HARDENING)

UP_TO_ENGINE   = -Iinclude -Isrc/engine
UP_TO_ANALYSIS = $(UP_TO_ENGINE) -Isrc/analysis
UP_TO_SHEET    = $(UP_TO_ANALYSIS) -Isrc/sheet
UP_TO_CLI      = $(UP_TO_SHEET) -Isrc/host -Isrc/protocol -Isrc/intake -Isrc/render -Isrc/cli

$(BUILD)/obj/engine/%.o:   ROOM = $(PURE) $(UP_TO_ENGINE)
$(BUILD)/obj/analysis/%.o: ROOM = $(PURE) $(UP_TO_ANALYSIS)
$(BUILD)/obj/sheet/%.o:    ROOM = $(PURE) $(UP_TO_SHEET)

# Counting thresholds over whole columns of integers: general registers alone would forbid the vectors of the machine, which that
# file is for. Floating point is kept out of its text by tests/layers.sh, as everywhere in the pure rooms.
$(BUILD)/obj/analysis/block_key.o: ROOM = $(filter-out $(NO_FLOAT),$(PURE)) $(UP_TO_ANALYSIS) $(if $(filter -O2,$(CFLAGS)),-O3)
$(BUILD)/obj/host/%.o:     ROOM = $(HOSTED) $(UP_TO_ENGINE) -Isrc/host $(shell pkg-config --cflags $(LIBRARIES))
$(BUILD)/obj/protocol/%.o: ROOM = $(HOSTED) $(UP_TO_SHEET) -Isrc/host -Isrc/protocol
$(BUILD)/obj/intake/%.o:   ROOM = $(HOSTED) $(UP_TO_SHEET) -Isrc/host -Isrc/intake $(shell pkg-config --cflags libedit)
$(BUILD)/obj/render/%.o:   ROOM = $(HOSTED) $(UP_TO_SHEET) -Isrc/host -Isrc/render
$(BUILD)/obj/cli/%.o:      ROOM = $(HOSTED) $(UP_TO_CLI) -DIFS_PROTOCOLS_DIR='"$(PROTOCOLS)"' -DIFS_MODULES_DIR='"$(MODULES)"'

# What draws a PDF is a module that the program opens when one is asked for: every other command starts without these libraries.
$(BUILD)/obj/render/pdf_%.o: ROOM = $(HOSTED) -fPIC $(UP_TO_SHEET) -Isrc/host -Isrc/render $(shell pkg-config --cflags $(DRAWING))

# ---- Files ------------------------------------------------------------------------------------------------------

SOURCES  := $(sort $(wildcard src/*/*.c))
DRAWN     = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(wildcard src/render/pdf_*.c))
OBJECTS   = $(SOURCES:src/%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/cli/new_lines.o
MAIN      = $(BUILD)/obj/cli/main.o
TESTS    := $(sort $(wildcard tests/*/test_*.c))
SCRIPTS  := $(sort $(shell find tests -name 'test_*.sh' -perm -u+x))
BENCH_SOURCES := $(sort $(wildcard tests/bench/*.c))
C_FILES   = $(sort $(wildcard include/*.h src/*/*.[ch] tests/*.[ch] tests/*/*.[ch]))
PROTOCOL_FILES = $(filter-out protocols/site.cfg,$(wildcard protocols/*.cfg protocols/drugs/*.cfg))

PROGRAM    = $(BUILD)/infusheet
MODULE     = $(BUILD)/infusheet-pdf.so
LIBRARY    = $(BUILD)/libinfusheet.a
ROOMS      = $(BUILD)/obj/rooms.a
TEST_PROGRAMS  = $(TESTS:%.c=$(BUILD)/%)
BENCH          = $(if $(BENCH_SOURCES),$(BUILD)/tests/bench/bench)
BENCH_OBJECTS  = $(patsubst %.c,$(BUILD)/%.o,$(filter-out %_main.c,$(BENCH_SOURCES)))
BENCH_SHARED   = $(filter-out %/bench.o,$(BENCH_OBJECTS))
BENCH_MAINS    = $(patsubst %.c,$(BUILD)/%,$(filter %_main.c,$(BENCH_SOURCES)))
BATTERY_TESTS  = $(filter $(BUILD)/tests/battery/%,$(TEST_PROGRAMS))
BATTERY_SHARED = $(patsubst %.c,$(BUILD)/%.o,$(filter-out tests/battery/test_%,$(wildcard tests/battery/*.c)))
ORACLE         = $(BUILD)/tests/oracle/driver
HARNESSES      = $(patsubst %.c,$(BUILD)/%,$(sort $(shell grep -l '^int LLVMFuzzerTestOneInput(.*)$$' tests/fuzz/*.c)))
FUZZ_SHARED    = $(addprefix $(BUILD)/tests/fuzz/,fuzz.o made.o edit.o $(FUZZ_MAIN))
FUZZ_MAIN      = replay.o

# ---- Building ---------------------------------------------------------------------------------------------------

.DEFAULT_GOAL = all
.PHONY: all deps order check layers tests run-tests oracle asan valgrind coverage mcdc mutate fuzz verify bench brute install uninstall dist clean \
        format golden reference lint help FORCE fuzz-harnesses
.DELETE_ON_ERROR:
Q = $(if $(V),,@)

all: $(PROGRAM) $(MODULE) $(LIBRARY) $(BUILD)/infusheet.pc ## build the program and the library (default); V=1 shows commands

$(BUILD)/infusheet: $(MAIN) $(ROOMS)
	$(if $(Q),@echo '  link    $@')
	$(Q)$(CC) $(CFLAGS) $(LINKING) $(LDFLAGS) -o $@ $^ $$(pkg-config --libs $(LIBRARIES))

$(MODULE): $(DRAWN)
	$(if $(Q),@echo '  link    $@')
	$(Q)$(CC) $(CFLAGS) -shared -Wl,-z,relro,-z,now -Wl,--as-needed $(LDFLAGS) -o $@ $^ $$(pkg-config --libs $(DRAWING)) -lm

$(BUILD)/obj/%.o: src/%.c $(BUILD)/settings
	@mkdir -p $(@D)
	$(if $(Q),@echo '  compile $<')
	$(Q)$(CC) $(ALL_FLAGS) $(ROOM) -c -o $@ $<

# The starting protocol of `infusheet new`, compiled in as a table of its lines.
$(BUILD)/obj/cli/new_lines.c: src/cli/new.cfg
	@mkdir -p $(@D)
	@{ echo '#include "new.h"'; echo 'const char *const new_lines[] = {'; \
	    sed 's/[\\"]/\\&/g; s/.*/    "&",/' $<; echo '    0};'; } > $@

$(BUILD)/obj/cli/new_lines.o: $(BUILD)/obj/cli/new_lines.c $(BUILD)/settings
	$(if $(Q),@echo '  compile $<')
	$(Q)$(CC) $(ALL_FLAGS) $(ROOM) -c -o $@ $<

# Everything but main. Appended (q), never replaced by name: cli/diff.o and analysis/diff.o both belong in it.
$(ROOMS): $(filter-out $(MAIN) $(DRAWN),$(OBJECTS))
	@mkdir -p $(@D)
	@rm -f $@
	@ar qcs $@ $^

# The pure rooms, the protocol loader and what the loader needs of host, as one object whose only global names are the
# public ones: nothing internal can clash with a name of the program that links it.
$(LIBRARY): $(ROOMS)
	$(if $(Q),@echo '  archive $@')
	$(Q)$(CC) -r -nostdlib -o $(BUILD)/obj/infusheet.o \
	    $(filter $(foreach room,engine analysis sheet protocol,$(BUILD)/obj/$(room)/%),$(OBJECTS)) $(ROOMS)
	$(Q)objcopy --wildcard --keep-global-symbol='ifs_*' $(BUILD)/obj/infusheet.o
	@rm -f $@
	@ar qcs $@ $(BUILD)/obj/infusheet.o

$(BUILD)/infusheet.pc: $(BUILD)/settings include/infusheet.h
	@printf '%s\n' 'prefix=$(PREFIX)' 'includedir=$${prefix}/include' 'libdir=$${prefix}/lib' '' 'Name: infusheet' \
	    'Description: checked magnesium sulfate infusion orders from protocols kept as files' 'Version: $(VERSION)' \
	    'Requires: $(LIBRARIES)' 'Libs: -L$${libdir} -linfusheet' 'Cflags: -I$${includedir}' > $@

# Rewritten only when a flag changes, so that a changed flag rebuilds what it touches.
$(BUILD)/settings: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(CC) $(ALL_FLAGS) $(HOSTED) $(PURE) $(LINKING) $(LDFLAGS) $(PREFIX)' | cmp -s - $@ || \
	    printf '%s\n' '$(CC) $(ALL_FLAGS) $(HOSTED) $(PURE) $(LINKING) $(LDFLAGS) $(PREFIX)' > $@
FORCE:

$(BUILD)/tests/%: tests/%.c $(ROOMS)
	@mkdir -p $(@D)
	$(if $(Q),@echo '  test    $<')
	$(Q)$(CC) $(ALL_FLAGS) -MF $@.d -MT $@ $(HOSTED) $(UP_TO_CLI) $(ROOM) -Itests $(LINKING) $(LDFLAGS) -o $@ $< $(SHARED) $(ROOMS) \
	    $$(pkg-config --cflags --libs $(LIBRARIES) cmocka)

# Tests of the drawing are linked with it; where a row stands is not to be seen from outside the module.
DRAWING_TESTS = $(filter $(BUILD)/tests/render/test_pdf_%,$(TEST_PROGRAMS))
$(DRAWING_TESTS): SHARED = $(DRAWN) $(shell pkg-config --cflags --libs $(DRAWING)) -lm
$(DRAWING_TESTS): $(DRAWN)

# Calls of the drawing that this test lets fail.
REFUSED = calloc realloc open_memstream fwrite fclose cairo_status
$(BUILD)/tests/render/test_pdf_scarce: SHARED += $(REFUSED:%=-Wl,--wrap=%)

# What the programs of the battery share is compiled once.
$(BATTERY_TESTS): SHARED = $(BATTERY_SHARED)
$(BATTERY_TESTS): $(BATTERY_SHARED)
$(BUILD)/tests/battery/%.o: tests/battery/%.c $(BUILD)/settings
	@mkdir -p $(@D)
	$(if $(Q),@echo '  test    $<')
	$(Q)$(CC) $(ALL_FLAGS) $(HOSTED) $(UP_TO_CLI) $$(pkg-config --cflags cmocka) -c -o $@ $<

# A harness with a main of its own replays the inputs that are kept; `make fuzz` gives it libFuzzer's instead.
$(HARNESSES): SHARED = $(FUZZ_SHARED) $(BATTERY_SHARED)
$(HARNESSES): ROOM = -Itests/battery
$(HARNESSES): $(FUZZ_SHARED) $(BATTERY_SHARED)
$(BUILD)/tests/fuzz/%.o: tests/fuzz/%.c $(BUILD)/settings
	@mkdir -p $(@D)
	$(if $(Q),@echo '  test    $<')
	$(Q)$(CC) $(ALL_FLAGS) $(HOSTED) $(UP_TO_CLI) -Itests/battery -c -o $@ $<

# One program of several sources: what is raced against the engine must not be compiled together with it.
$(BUILD)/tests/bench/%.o: tests/bench/%.c $(BUILD)/settings
	@mkdir -p $(@D)
	$(if $(Q),@echo '  bench   $<')
	$(Q)$(CC) $(ALL_FLAGS) $(HOSTED) $(UP_TO_CLI) -c -o $@ $<

$(BUILD)/tests/bench/bench: $(BENCH_OBJECTS) $(ROOMS)
	$(Q)$(CC) $(CFLAGS) $(LINKING) $(LDFLAGS) -o $@ $^ $$(pkg-config --libs $(LIBRARIES))

$(BENCH_MAINS): $(BUILD)/tests/bench/%_main: $(BUILD)/tests/bench/%_main.o $(BENCH_SHARED) $(ROOMS)
	$(Q)$(CC) $(CFLAGS) $(LINKING) $(LDFLAGS) -o $@ $^ $$(pkg-config --libs $(LIBRARIES))

-include $(OBJECTS:.o=.d) $(TEST_PROGRAMS:=.d) $(ORACLE).d $(BENCH_OBJECTS:.o=.d) $(BATTERY_SHARED:.o=.d) \
         $(HARNESSES:=.d) $(FUZZ_SHARED:.o=.d)

# ---- The two commands of the README, and what they install --------------------------------------------------------

order: deps ## install what is missing, build, and write an order for a fictional patient
	@$(MAKE) --no-print-directory all
	@printf '\n%s\n\n' '$$ $(PROGRAM) order $(ORDER_PROTOCOL) $(ORDER_FACTS)'
	@$(PROGRAM) order $(ORDER_PROTOCOL) $(ORDER_FACTS)

check: TOOLS = qpdf:qpdf zbarimg:zbar-tools
check: deps ## install what is missing, build, and run every test
	@$(MAKE) --no-print-directory all
	@$(MAKE) --no-print-directory run-tests SCRIPTS='tests/layers.sh $(SCRIPTS)'

# The fonts of a PDF, by a file of each package.
FONTS = /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf:fonts-noto-core \
        /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc:fonts-noto-cjk

# Of a target with tools of its own: COMMAND:PACKAGE ..., or a path that the package brings.
TOOLS =

deps: ## install missing packages with apt-get (root or sudo), their names printed first
	@missing=; \
	echo '#include <stdlib.h>' | $(CC) -E - >/dev/null 2>&1 || missing='gcc libc6-dev'; \
	command -v pkg-config >/dev/null || missing="$$missing pkg-config"; \
	for library in libconfig:libconfig-dev libsodium:libsodium-dev jansson:libjansson-dev cmocka:libcmocka-dev \
	    pangocairo:libpango1.0-dev libqrencode:libqrencode-dev libedit:libedit-dev; do \
	    pkg-config --exists "$${library%:*}" 2>/dev/null || missing="$$missing $${library#*:}"; \
	done; \
	for tool in python3:python3 expect:expect pdftotext:poppler-utils $(FONTS) $(TOOLS); do \
	    test -e "$${tool%:*}" || command -v "$${tool%:*}" >/dev/null || missing="$$missing $${tool#*:}"; \
	done; \
	test -n "$$missing" || exit 0; \
	echo "Missing packages:" $$missing; \
	install="apt-get install -y --no-install-recommends "$$(echo $$missing); \
	if ! command -v apt-get >/dev/null; then \
	    echo 'There is no apt-get here: install what these Debian packages hold, then try again.'; exit 1; \
	elif test "$$(id -u)" = 0; then \
	    apt-get update && DEBIAN_FRONTEND=noninteractive $$install; \
	elif command -v sudo >/dev/null; then \
	    sudo apt-get update && sudo DEBIAN_FRONTEND=noninteractive $$install; \
	else \
	    echo "Neither root nor sudo. Have this run as root, then try again: apt-get update && $$install"; exit 1; \
	fi

# ---- Checking ---------------------------------------------------------------------------------------------------

tests: $(TEST_PROGRAMS) $(HARNESSES)

run-tests: $(PROGRAM) $(MODULE) tests $(ORACLE)
	@BUILD=$(BUILD) sh tests/run.sh $(TEST_PROGRAMS) $(SCRIPTS)

# A second implementation, in Python and from the contract alone, and the same patients to both.
PATIENTS = 1000000
oracle: $(PROGRAM) $(ORACLE) ## hold the program against tests/oracle (PATIENTS=1000000, SEED=, ONLY="protocol ids")
	@BUILD=$(BUILD) python3 -B tests/oracle/compare.py --patients $(PATIENTS) $(if $(SEED),--seed $(SEED)) --protocols "$(ONLY)"

layers: $(OBJECTS) $(LIBRARY) ## check that the rooms keep to their libraries, headers and symbols
	@BUILD=$(BUILD) sh tests/layers.sh

# A build below build/ finds protocols/ beside itself as the ordinary one does.
BESIDE = mkdir -p build && ln -sfn ../protocols build/protocols

asan: ## run the tests with the address and undefined-behaviour sanitizers
	@$(BESIDE)
	@LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 ASAN_OPTIONS=detect_stack_use_after_return=1 $(MAKE) --no-print-directory run-tests BUILD=build/asan HARDENING= \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'

# Without the battery: its millions of orders take no memory of their own, and fifty times as long; asan runs it.
valgrind: ## run the test programs but the battery, and the infusheet they start, under valgrind
	@command -v valgrind >/dev/null || { echo 'valgrind is not installed'; exit 1; }
	@UNDER="valgrind -q --error-exitcode=99 --leak-check=full --suppressions=$(CURDIR)/tests/valgrind.supp --trace-children=yes \
	    --trace-children-skip=/bin/*,/usr/bin/*" $(MAKE) --no-print-directory run-tests \
	    TEST_PROGRAMS='$(filter-out $(BATTERY_TESTS),$(TEST_PROGRAMS))'

# Without the battery, which takes long and reaches nothing of the pure rooms that their own tests do not; but for the blocks. What gcovr
# 5.2 cannot read are counts of calls that did not return because the test killed the program; lines and branches do not come from them.
ROOM_TESTS = $(filter-out tests/battery/%,$(TESTS)) tests/battery/test_block.c

coverage: ## lines and branches by room: engine, analysis, sheet, protocol and render must be whole; build/coverage/index.html
	@$(MAKE) --no-print-directory deps TOOLS=gcovr:gcovr
	@$(BESIDE)
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	@SLOWEST_S=200 $(MAKE) --no-print-directory run-tests BUILD=build/coverage HARDENING= TESTS='$(ROOM_TESTS)' \
	    CFLAGS='-O0 -g --coverage'
	@gcovr --gcov-ignore-parse-errors --root . --filter src/ --object-directory build/coverage --json build/coverage/coverage.json \
	    --html-details build/coverage/index.html build/coverage
	@python3 tests/coverage.py branches build/coverage/coverage.json

MCDC_TOOLS = clang-19:clang-19 llvm-cov-19:llvm-19 /usr/lib/llvm-19/lib/clang/19/lib:libclang-rt-19-dev

mcdc: ## each condition of the engine shown to decide on its own (MC/DC; clang-19, llvm-19, libclang-rt-19-dev)
	@$(MAKE) --no-print-directory deps TOOLS='$(MCDC_TOOLS)'
	@$(BESIDE)
	@rm -rf build/mcdc/raw
	@LLVM_PROFILE_FILE='$(CURDIR)/build/mcdc/raw/%4m.profraw' $(MAKE) --no-print-directory run-tests CC=clang-19 \
	    BUILD=build/mcdc HARDENING= WERROR= SCRIPTS= HARNESSES= ORACLE= TESTS='$(ROOM_TESTS)' \
	    CFLAGS='-O0 -g -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc'
	@llvm-profdata-19 merge -o build/mcdc/coverage.profdata build/mcdc/raw/*.profraw
	@llvm-cov-19 export --format=text --instr-profile=build/mcdc/coverage.profdata build/mcdc/infusheet \
	    $(ROOM_TESTS:%.c=-object build/mcdc/%) >build/mcdc/coverage.json
	@python3 tests/coverage.py conditions build/mcdc/coverage.json

# Hundreds of mutants of a file are one program. Below build/, with the link to protocols/ beside it.
mutate: $(PROGRAM) ## change the pure rooms in every small way: a test must fail (FILES="engine limit ratio.h", SECONDS=, ALL=1)
	@$(BESIDE)
	@BUILD=$(BUILD) CC="$(CC)" python3 -B tests/mutate/run.py --files "$(FILES)" $(if $(ALL),--all) \
	    $(if $(filter command,$(firstword $(origin SECONDS))),--seconds $(SECONDS))

# Two harnesses at a time. What they find is in build/fuzz/found/, inputs worth going on from in build/fuzz/corpus/.
SECONDS = 60
FUZZING = -fsanitize=address,undefined -fno-sanitize-recover=all
fuzz: ## every harness of tests/fuzz for SECONDS (60), with clang and libFuzzer
	@sh tests/fuzz/run.sh needed
	@$(MAKE) --no-print-directory fuzz-harnesses BUILD=build/fuzz CC=clang HARDENING= FUZZ_MAIN= \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp $(FUZZING)' \
	    LDFLAGS='-fsanitize=fuzzer $(FUZZING)'
	@sh tests/fuzz/run.sh $(SECONDS) $(HARNESSES:$(BUILD)/tests/fuzz/%=%)
fuzz-harnesses: $(HARNESSES)

verify: ## prove the contracts of the engine for all inputs (frama-c-base, z3, cvc4, why3); tests/verify/unproved.txt
	@$(MAKE) --no-print-directory deps TOOLS='frama-c:frama-c-base z3:z3 cvc4:cvc4 why3:why3'
	@BUILD=$(BUILD) sh tests/verify/run.sh

BRUTE_PROTOCOL = migraine-acute-adult
BRUTE_PATIENTS = 100000000
brute: $(PROGRAM) ## 100 million patients one by one, held against what prove proved (BRUTE_PROTOCOL, BRUTE_PATIENTS)
	@nice -n 15 $(PROGRAM) prove $(BRUTE_PROTOCOL) --protocols protocols --brute $(BRUTE_PATIENTS)

# Peers that cannot be had are a word in the table. zen-engine is fetched once, below the build, where npm is there already.
PEER_TOOLS = sqlite3:sqlite3 clips:clips node:nodejs
ZEN        = $(abspath $(BUILD))/bench/zen
GOALS      = $(abspath $(BUILD))/bench/goals

bench: $(PROGRAM) $(MODULE) $(BENCH) $(BENCH_MAINS) ## race a decision against C by hand and other tools, an order against /bin/true; build/bench/costs.svg
	@mkdir -p $(ZEN) && rm -f $(GOALS)
	@$(MAKE) --no-print-directory deps TOOLS='$(PEER_TOOLS)' || echo 'Peers that are missing are left out.'
	@test -d $(ZEN)/node_modules || ! command -v npm >/dev/null || timeout 60 npm install --prefix $(ZEN) --no-audit \
	    --no-fund --ignore-scripts @gorules/zen-engine@0.54.0 >$(ZEN)/log 2>&1 || true
	@GOALS=$(GOALS) $(BENCH) $(PROGRAM) protocols
	@cd $(BUILD)/bench && GOALS=$(GOALS) ZEN=$(ZEN) PEERS='$(CURDIR)/tests/bench/peers' \
	    ../tests/bench/peers_main '$(CURDIR)/protocols'
	@GOALS=$(GOALS) $(BUILD)/tests/bench/pdf_main '$(abspath $(PROGRAM))' protocols $(BUILD)/bench/order.pdf
	@$(BUILD)/tests/bench/grid_main
	@cd $(BUILD)/bench && ../tests/bench/costs_main '$(abspath $(PROGRAM))' '$(CURDIR)/protocols' && \
	    python3 -B '$(CURDIR)/tests/bench/plot.py' costs.csv costs.svg
	@printf 'Cost against the number of checks and of patients: $(BUILD)/bench/costs.svg\n\n'
	@printf '  %-46s %-34s %-26s %s\n' what goal measured '' && cat $(GOALS)

golden: $(PROGRAM) $(MODULE) ## write the kept sheets of tests/golden anew; read the difference before committing it
	@INFUSHEET=$(PROGRAM) python3 -B tests/golden/cases.py write
	@INFUSHEET=$(PROGRAM) python3 -B tests/golden/ink.py write
	@for name in ordinary refused loading-and-maintenance; do \
	    INFUSHEET=$(PROGRAM) python3 -B tests/golden/cases.py run $$name -o $(BUILD)/$$name.pdf >/dev/null || true; \
	    pdftoppm -r 100 -l 1 -mono -png -singlefile $(BUILD)/$$name.pdf tests/golden/$$name || exit 1; \
	done
	@git --no-pager diff --stat -- tests/golden

# The tables of protocols/README.md, written anew from the table of keys; a test holds the page against them.
reference: $(BUILD)/tests/protocol/reference_main ## rewrite the key tables of protocols/README.md
	@$< <protocols/README.md >$(BUILD)/reference.md && cp $(BUILD)/reference.md protocols/README.md

LINT_TOOLS = clang-tidy:clang-tidy cppcheck:cppcheck dpkg-buildflags:dpkg-dev readelf:binutils

lint: ## clang-tidy, cppcheck, gcc's analyser and Debian's hardening; status 1 on any finding
	@$(MAKE) --no-print-directory deps TOOLS='$(LINT_TOOLS)'
	@$(MAKE) --no-print-directory $(PROGRAM)
	@BUILD=$(BUILD) MAKE="$(MAKE)" sh tests/lint.sh

format: ## clang-format in place
	@clang-format -i $(C_FILES)

# ---- Installing -------------------------------------------------------------------------------------------------

install: all ## install below DESTDIR and PREFIX (/usr/local); a site file is never installed nor touched
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/lib/pkgconfig \
	    $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PROTOCOLS)/drugs $(DESTDIR)$(MODULES)
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(MODULE) $(DESTDIR)$(MODULES)/
	install -m 644 include/infusheet.h $(DESTDIR)$(PREFIX)/include/
	install -m 644 $(LIBRARY) $(DESTDIR)$(PREFIX)/lib/
	install -m 644 $(BUILD)/infusheet.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/
	install -m 644 src/cli/infusheet.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -m 644 src/cli/infusheet.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/infusheet
	@for file in $(PROTOCOL_FILES); do \
	    echo "install -m 644 $$file"; \
	    install -m 644 $$file $(DESTDIR)$(PROTOCOLS)/$${file#protocols/} || exit 1; \
	done

uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/infusheet $(DESTDIR)$(PREFIX)/include/infusheet.h \
	    $(DESTDIR)$(PREFIX)/lib/libinfusheet.a $(DESTDIR)$(MODULES)/infusheet-pdf.so $(DESTDIR)$(PREFIX)/lib/pkgconfig/infusheet.pc \
	    $(DESTDIR)$(PREFIX)/share/man/man1/infusheet.1 \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/infusheet \
	    $(PROTOCOL_FILES:protocols/%=$(DESTDIR)$(PROTOCOLS)/%)
	-rmdir $(DESTDIR)$(PROTOCOLS)/drugs $(DESTDIR)$(PROTOCOLS) $(DESTDIR)$(PREFIX)/share/infusheet $(DESTDIR)$(MODULES)

dist: ## the committed tree as build/infusheet-VERSION.tar.gz, the same bytes every time
	@mkdir -p build
	git archive --format=tar --prefix=infusheet-$(VERSION)/ HEAD | gzip -9n > build/infusheet-$(VERSION).tar.gz

clean: ## remove build/
	rm -rf build

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{ printf "  make %-10s %s\n", $$1, $$2 }'
