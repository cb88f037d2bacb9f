/*
 * test_readme.c - protocols/README.md says what the loader does: its tables are those of the table of keys, and its whole
 * protocol, with the examples shown for it, passes check.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "examples.h"
#include "protocol_load.h"
#include "reference.h"

#define PAGE "protocols/README.md"
#define FENCE "```cfg\n"

static char page[1 << 20];

static int read_page(void **state)
{
    (void)state;
    FILE *stream = fopen(PAGE, "r");
    if (stream == NULL) {
        return -1;
    }
    size_t size = fread(page, 1, sizeof page - 1, stream);
    page[size] = '\0';
    fclose(stream);
    return size > 0 ? 0 : -1;
}

static void tables_are_those_of_the_keys(void **state)
{
    (void)state;
    char *fresh = reference_update(page);
    assert_non_null(fresh);
    assert_non_null(strstr(fresh, "| `dose` |"));
    assert_string_equal(fresh, page); /* otherwise: make reference */
    free(fresh);
}

/* The first block of configuration at or after `from`, into the stream; where it ends. */
static const char *copy_block(const char *from, FILE *stream)
{
    const char *start = strstr(from, FENCE);
    assert_non_null(start);
    start += strlen(FENCE);
    const char *end = strstr(start, "```\n");
    assert_non_null(end);
    assert_int_equal(fwrite(start, 1, (size_t)(end - start), stream), (size_t)(end - start));
    return end;
}

static void whole_protocol_passes(void **state)
{
    (void)state;
    char directory[] = "/tmp/infusheet-readme-XXXXXX";
    assert_non_null(mkdtemp(directory));
    char path[128];
    snprintf(path, sizeof path, "%s/example-regimen.cfg", directory);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    const char *examples = strstr(copy_block(page, stream), "\n## Examples\n");
    assert_non_null(examples);
    copy_block(examples, stream);
    fclose(stream);
    struct findings findings = {0};
    struct load_places places = {.protocols = "protocols"};
    check_file(path, &places, &findings);
    examples_check(path, &places, &findings);
    for (size_t i = 0; i < findings.count; i++) {
        char *line = finding_line(&findings.list[i]);
        print_message("%s", line);
        free(line);
    }
    size_t found = findings.count;
    bool unverified = found == 1 && strcmp(findings.list[0].code, "unverified-sources") == 0;
    finding_free(&findings);
    remove(path);
    rmdir(directory);
    assert_true(unverified); /* the one source of an example is read by nobody; there is nothing else to find */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_those_of_the_keys),
        cmocka_unit_test(whole_protocol_passes),
    };
    return cmocka_run_group_tests(tests, read_page, NULL);
}
