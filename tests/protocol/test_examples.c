/*
 * test_examples.c - every worked example of every protocol comes out as its author wrote.
 *
 * Names no protocol: a new file in protocols/ is tested as soon as it lies there. What can be expected is on its page,
 * protocols/README.md.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "examples.h"

static const struct load_places places = {.protocols = "protocols"};

static void show(const char *protocol, const char *example, const struct examples *examples)
{
    const struct example_miss *misses = NULL;
    int count = examples_misses(examples, &misses);
    for (int i = 0; i < count; i++) {
        print_message("%s: %s: expected %s, got %s\n", protocol, example,
                      misses[i].expected != NULL ? misses[i].expected : "an order", misses[i].found);
    }
}

/* How many fail. */
static int run_all(const ifs_protocol *protocol)
{
    int failed = 0;
    struct examples *examples = examples_open(protocol);
    assert_non_null(examples);
    for (int i = 0; i < protocol->example_count; i++) {
        assert_true(protocol->examples[i].expect_count > 0);
        if (!examples_run(examples, &protocol->examples[i])) {
            show(protocol->id, protocol->examples[i].name, examples);
            failed++;
        }
    }
    examples_close(examples);
    return failed;
}

static void every_example_of_every_protocol(void **state)
{
    (void)state;
    glob_t files;
    assert_int_equal(glob("protocols/*.cfg", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct findings findings = {0};
        ifs_protocol *protocol = protocol_load(files.gl_pathv[i], &places, &findings);
        assert_non_null(protocol);
        assert_true(protocol->example_count >= 8);
        assert_int_equal(run_all(protocol), 0);
        protocol_free(protocol);
        finding_free(&findings);
    }
    globfree(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_example_of_every_protocol)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
