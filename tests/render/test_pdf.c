/*
 * test_pdf.c - the module that draws, opened as the program opens it; what is said where it cannot be.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pdf.h"
#include "sheet/sample.h"

enum { PATH_BYTES = 4096 };

struct drawing {
    struct sample sample;
    struct layout layout;
    char module[PATH_BYTES];
};

/* The module lies beside the program, which tests/run.sh names. */
static int set_up(void **state)
{
    struct drawing *drawing = calloc(1, sizeof *drawing);
    const char *program = getenv("INFUSHEET");
    *state = drawing;
    if (drawing == NULL) {
        return -1;
    }
    snprintf(drawing->module, sizeof drawing->module, "%s-pdf.so", program != NULL ? program : "/infusheet");
    sample_verdict(&drawing->sample, IFS_READY);
    sample_build(&drawing->sample);
    layout_rows(&drawing->sample.sheet, &drawing->layout);
    return 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static const struct pdf_request request = {.created = "2026-11-20 14:30 +01:00", .payload = "INFUSHEET=1;A=b"};

static void draws_a_pdf(void **state)
{
    struct drawing *drawing = *state;
    struct pdf_document document;
    assert_int_equal(pdf_draw(drawing->module, &drawing->layout, &request, &document), PDF_FINE);
    assert_true(document.size > 5);
    assert_memory_equal(document.bytes, "%PDF-", 5);
    assert_true(document.pages >= 2);
    free(document.bytes);
}

static void the_same_rows_give_the_same_bytes(void **state)
{
    struct drawing *drawing = *state;
    struct pdf_document one;
    struct pdf_document two;
    assert_int_equal(pdf_draw(drawing->module, &drawing->layout, &request, &one), PDF_FINE);
    assert_int_equal(pdf_draw(drawing->module, &drawing->layout, &request, &two), PDF_FINE);
    assert_int_equal(one.size, two.size);
    assert_memory_equal(one.bytes, two.bytes, one.size);
    free(one.bytes);
    free(two.bytes);
}

static void refuses(const char *module, const struct drawing *drawing, enum pdf_status status)
{
    struct pdf_document document;
    assert_int_equal(pdf_draw(module, &drawing->layout, &request, &document), status);
    assert_null(document.bytes);
    assert_int_equal(document.size, 0);
}

static void a_missing_module_is_said(void **state)
{
    refuses("/nowhere/infusheet-pdf.so", *state, PDF_NO_MODULE);
}

/* A bare name would be searched for, and could be anybody's. */
static void a_module_is_never_searched_for(void **state)
{
    refuses("libm.so.6", *state, PDF_NO_MODULE);
}

static void a_library_without_the_entry_is_no_module(void **state)
{
    char path[PATH_BYTES];
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    bool found = false;
    while (!found && fgets(path, sizeof path, maps) != NULL) {
        char *slash = strchr(path, '/');
        found = slash != NULL && strstr(slash, "/libc.so") != NULL;
        if (found) {
            slash[strcspn(slash, "\n")] = '\0';
            refuses(slash, *state, PDF_NO_MODULE);
        }
    }
    fclose(maps);
    assert_true(found);
}

static void a_character_without_a_glyph_is_named(void **state)
{
    struct drawing *drawing = *state;
    struct pdf_document document;
    drawing->layout.rows[0].text = "Ada \xF4\x8F\xBF\xBD"; /* U+10FFFD: private use, in no font */
    assert_int_equal(pdf_draw(drawing->module, &drawing->layout, &request, &document), PDF_NO_CHARACTER);
    assert_null(document.bytes);
    assert_non_null(strstr(document.about, "U+10FFFD"));
}

/* Every failure says what to do; a package or a way out stands in it. */
static void every_status_has_words(void **state)
{
    (void)state;
    for (int status = PDF_NO_MODULE; status <= PDF_FAILED; status++) {
        const char *words = pdf_status_words((enum pdf_status)status);
        assert_true(strstr(words, "install") != NULL || strstr(words, "try again") != NULL || strstr(words, "--format text") != NULL);
    }
    assert_non_null(strstr(pdf_status_words(PDF_NO_FONT), "fonts-noto-core"));
    assert_non_null(strstr(pdf_status_words(PDF_NO_CHARACTER), "fonts-noto-cjk"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(draws_a_pdf, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_rows_give_the_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_module_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_module_is_never_searched_for, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_library_without_the_entry_is_no_module, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_character_without_a_glyph_is_named, set_up, tear_down),
        cmocka_unit_test(every_status_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
