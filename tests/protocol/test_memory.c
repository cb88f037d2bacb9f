/*
 * test_memory.c - a load that runs out of memory says so, whichever piece was refused, and gives no protocol.
 *
 * arena.c, reference.c and library.c are compiled into this program a second time, where they ask for memory through the
 * counters below: the piece of that number is refused, once or from then on. The linker then leaves the library's own out.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many requests of a kind are still granted; -1: all. After the refused one they are granted again unless it is for good. */
struct shortage {
    long granted;
    bool for_good;
    bool refused;
};

static struct shortage pieces = {-1, false, false}; /* of the arena */
static struct shortage blocks = {-1, false, false}; /* of the C library */
static struct shortage closings = {-1, false, false};
static bool no_line;

static bool refuses(struct shortage *shortage)
{
    if (shortage->granted != 0) {
        shortage->granted -= shortage->granted > 0 ? 1 : 0;
        return false;
    }
    bool refused = shortage->for_good || !shortage->refused;
    shortage->refused = true;
    return refused;
}

static void *scarce_calloc(size_t count, size_t size)
{
    return refuses(&blocks) ? NULL : calloc(count, size);
}

static void *scarce_malloc(size_t size)
{
    return refuses(&blocks) ? NULL : malloc(size);
}

static FILE *scarce_memstream(char **text, size_t *size)
{
    return refuses(&blocks) ? NULL : open_memstream(text, size);
}

static int failing_fclose(FILE *out)
{
    int status = fclose(out);
    return refuses(&closings) ? EOF : status;
}

#define calloc scarce_calloc
#define arena_take granted_take
#define arena_text granted_text
#include "arena.c"
#undef arena_take
#undef arena_text
#undef IFS_ARENA_H
#include "arena.h"

void *arena_take(struct arena *arena, size_t count, size_t size)
{
    bool refused = refuses(&pieces);
    arena->failed = arena->failed || refused;
    return refused ? NULL : granted_take(arena, count, size);
}

const char *arena_text(struct arena *arena, const char *bytes, size_t length)
{
    bool refused = refuses(&pieces);
    arena->failed = arena->failed || refused;
    return refused ? NULL : granted_text(arena, bytes, length);
}

#include "protocol_load.h"

static char *scarce_line(const struct finding *finding)
{
    return no_line ? NULL : finding_line(finding);
}

#define malloc scarce_malloc
#define finding_line scarce_line
#include "library.c"
#undef finding_line
#undef malloc

#define open_memstream scarce_memstream
#define fclose failing_fclose
#include "reference.c"
#undef open_memstream
#undef fclose
#undef calloc

static const struct load_places good = {"protocols"}; /* and tests/protocol/good beside the file */

static int give_everything(void **state)
{
    (void)state;
    pieces = (struct shortage){-1, false, false};
    blocks = (struct shortage){-1, false, false};
    closings = (struct shortage){-1, false, false};
    no_line = false;
    return 0;
}

/* ---- The arena ---------------------------------------------------------------------------------------------------- */

static void test_no_block(void **state)
{
    (void)state;
    blocks = (struct shortage){0, true, false};
    assert_null(arena_new());
    blocks.granted = 1;
    struct arena *arena = arena_new();
    assert_non_null(arena);
    assert_null(arena_text(arena, "text", 4));
    assert_true(arena_failed(arena));
    arena_free(arena);
}

/* ---- Loading ------------------------------------------------------------------------------------------------------ */

/* The n-th request is refused, and then all or none after it. True when the load got as far as that. */
static bool load_without(const char *path, struct shortage *of, long granted, bool for_good)
{
    struct findings findings = {0};
    ifs_site site;
    void *storage = NULL;
    *of = (struct shortage){granted, for_good, false};
    if (strstr(path, "/site.cfg") != NULL) {
        assert_true(site_load(path, &site, &storage, &findings) == !of->refused);
        assert_true(of->refused ? site.place == NULL : site.place != NULL);
        site_free(storage);
    } else {
        bool drug = strstr(path, "/drugs/") != NULL;
        ifs_protocol *protocol = drug ? drug_load(path, &findings) : protocol_load(path, &good, &findings);
        assert_true((protocol != NULL) == !of->refused);
        protocol_free(protocol);
    }
    bool refused = of->refused;
    bool said = false;
    for (size_t i = 0; i < findings.count; i++) {
        said = said || strcmp(findings.list[i].code, "no-memory") == 0;
    }
    assert_int_equal(said, refused);
    finding_free(&findings);
    of->granted = -1;
    return refused;
}

static void sweep(const char *path, struct shortage *of, long at_least)
{
    for (int for_good = 0; for_good < 2; for_good++) {
        long granted = 0;
        while (load_without(path, of, granted, for_good == 1)) {
            granted++;
        }
        assert_true(granted >= at_least);
    }
}

static void test_protocol_without_a_piece(void **state)
{
    (void)state;
    sweep("tests/protocol/good/variants.cfg", &pieces, 200);
    sweep("tests/protocol/good/phases.cfg", &pieces, 200);
    sweep("tests/protocol/good/minimal.cfg", &pieces, 100);
}

static void test_library_without_a_piece(void **state)
{
    (void)state;
    sweep("tests/protocol/good/drugs/test-drug.cfg", &pieces, 50);
}

static void test_site_without_a_piece(void **state)
{
    (void)state;
    sweep("tests/protocol/good/site.cfg", &pieces, 5);
}

/* Not even the arena. */
static void test_load_without_a_block(void **state)
{
    (void)state;
    sweep("tests/protocol/good/variants.cfg", &blocks, 3);
    sweep("tests/protocol/good/drugs/test-drug.cfg", &blocks, 3);
    sweep("tests/protocol/good/site.cfg", &blocks, 3);
}

/* A finding that could not be kept may have been an error. */
static void test_lost_finding(void **state)
{
    (void)state;
    struct findings findings = {.lost = true};
    assert_null(protocol_load("tests/protocol/good/minimal.cfg", &good, &findings));
    finding_free(&findings);
}

/* ---- The public functions ----------------------------------------------------------------------------------------- */

static void keep_line(const char *line, void *context)
{
    snprintf(context, 40, "%s", line);
}

static void test_finding_without_a_line(void **state)
{
    (void)state;
    char line[40] = "";
    no_line = true;
    assert_null(ifs_protocol_load("tests/protocol/none.cfg", NULL, keep_line, line));
    assert_string_equal(line, "out of memory");
}

static void test_sheet_without_memory(void **state)
{
    (void)state;
    static ifs_request request;
    static ifs_plan plan;
    ifs_protocol *protocol = ifs_protocol_load("tests/protocol/good/minimal.cfg", "tests/protocol/good", NULL, NULL);
    assert_non_null(protocol);
    ifs_plan_compute(protocol, &request, &plan);
    for (long granted = 0; granted < 2; granted++) {
        blocks = (struct shortage){granted, false, false};
        assert_null(ifs_sheet_text(protocol, &request, &plan));
    }
    blocks.granted = -1;
    char *text = ifs_sheet_text(protocol, &request, &plan);
    assert_non_null(text);
    free(text);
    ifs_protocol_free(protocol);
}

/* ---- The reference ------------------------------------------------------------------------------------------------ */

static void test_reference_without_memory(void **state)
{
    (void)state;
    blocks = (struct shortage){0, true, false};
    assert_null(reference_tables(KEY_FILE_SITE));
    assert_null(reference_update("text"));
    blocks.granted = -1;
    closings = (struct shortage){0, true, false}; /* what was written did not all fit */
    assert_null(reference_tables(KEY_FILE_SITE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_no_block, give_everything),
        cmocka_unit_test_setup(test_protocol_without_a_piece, give_everything),
        cmocka_unit_test_setup(test_library_without_a_piece, give_everything),
        cmocka_unit_test_setup(test_site_without_a_piece, give_everything),
        cmocka_unit_test_setup(test_load_without_a_block, give_everything),
        cmocka_unit_test_setup(test_lost_finding, give_everything),
        cmocka_unit_test_setup(test_finding_without_a_line, give_everything),
        cmocka_unit_test_setup(test_sheet_without_memory, give_everything),
        cmocka_unit_test_setup(test_reference_without_memory, give_everything),
    };
    setenv("SOURCE_DATE_EPOCH", "1795132800", 1); /* 2026-11-20 */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
