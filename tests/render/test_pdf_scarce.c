/*
 * test_pdf_scarce.c - a PDF without memory, or without room for its bytes: each call of the drawing that can fail does so in turn (the
 * Makefile has the linker lead these calls here). No bytes are left, and why is said.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf_module.h"

enum call { CALLOC, REALLOC, STREAM, WRITE, CLOSE, STATUS, NONE };

static enum call refused = NONE;
static int at; /* the first is 1; 0: none is refused */
static int made;

static bool refuses(enum call call)
{
    made += call == refused ? 1 : 0;
    return call == refused && made == at;
}

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size);
FILE *__real_open_memstream(char **bytes, size_t *size);
FILE *__wrap_open_memstream(char **bytes, size_t *size);
size_t __real_fwrite(const void *bytes, size_t size, size_t count, FILE *stream);
size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *stream);
int __real_fclose(FILE *stream);
int __wrap_fclose(FILE *stream);
cairo_status_t __real_cairo_status(cairo_t *cairo);
cairo_status_t __wrap_cairo_status(cairo_t *cairo);

void *__wrap_calloc(size_t count, size_t size)
{
    return refuses(CALLOC) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return refuses(REALLOC) ? NULL : __real_realloc(old, size);
}

FILE *__wrap_open_memstream(char **bytes, size_t *size)
{
    return refuses(STREAM) ? NULL : __real_open_memstream(bytes, size);
}

size_t __wrap_fwrite(const void *bytes, size_t size, size_t count, FILE *stream)
{
    return refuses(WRITE) ? 0 : __real_fwrite(bytes, size, count, stream);
}

int __wrap_fclose(FILE *stream)
{
    int closed = __real_fclose(stream);
    return refuses(CLOSE) ? EOF : closed;
}

cairo_status_t __wrap_cairo_status(cairo_t *cairo)
{
    return refuses(STATUS) ? CAIRO_STATUS_NO_MEMORY : __real_cairo_status(cairo);
}

/* Times and a code; a heading, so that there are columns. */
static void lay_out(struct layout *layout, int rows)
{
    *layout = (struct layout){.pages = 1, .repeated = {.title = "A title", .name = "Ada Example", .identifier = "EX-0001", .verdict = "READY",
        .sheet = "sheet", .sheet_id = "0000", .numbered = {"Page {} of {}", "Page {} of {}", "Page {} of {}"}}};
    layout->rows[0] = (struct row){.kind = ROW_TITLE, .page = 1, .text = "A title"};
    layout->rows[1] = (struct row){.kind = ROW_HEADING, .page = 1, .text = "A heading"};
    layout->rows[2] = (struct row){.kind = ROW_BLANK, .page = 1, .label = "0 min ________  5 min ________", .text = ""};
    layout->rows[3] = (struct row){.kind = ROW_CODE, .page = 1, .text = "INFUSHEET=1;A=b"};
    for (layout->count = 4; layout->count < rows; layout->count++) {
        layout->rows[layout->count] = (struct row){.kind = ROW_BULLET, .page = 1, .text = "Words."};
    }
}

/* With the call of that number refused; `made` says how many there were. */
static enum pdf_status draw(const struct layout *layout, enum call call, int number, struct pdf_document *document)
{
    const struct pdf_request request = {.program = IFS_VERSION, .layout_bytes = sizeof *layout, .created = "2026-11-20 14:30 +01:00"};
    refused = call;
    at = number;
    made = 0;
    enum pdf_status status = pdf_module_draw(layout, &request, document);
    refused = NONE;
    return status;
}

static void every_call_that_fails(void **state)
{
    static const struct {
        int least; /* so many such calls there are, or more */
        enum pdf_status status;
    } calls[] = {[CALLOC] = {5, PDF_NO_MEMORY}, [REALLOC] = {2, PDF_NO_MEMORY}, [STREAM] = {1, PDF_NO_MEMORY},
                 [WRITE] = {3, PDF_FAILED},     [CLOSE] = {1, PDF_FAILED},      [STATUS] = {1, PDF_FAILED}};
    (void)state;
    struct layout *layout = malloc(sizeof *layout);
    struct pdf_document document;
    assert_non_null(layout);
    for (int call = CALLOC; call < NONE; call++) {
        lay_out(layout, call == REALLOC ? 1300 : 40); /* room for fragments is made for 1,024 at first */
        assert_int_equal(draw(layout, (enum call)call, 0, &document), PDF_FINE); /* nothing of the failures before stays */
        free(document.bytes);
        int count = made;
        assert_true(count >= calls[call].least);
        for (int number = 1; number <= count; number += number > 5 && number < count - 5 ? count / 5 : 1) {
            assert_int_equal(draw(layout, (enum call)call, number, &document), calls[call].status);
            assert_null(document.bytes);
            assert_int_equal(document.size, 0);
            assert_int_equal(document.pages, 0);
        }
        assert_int_equal(draw(layout, (enum call)call, count, &document), calls[call].status); /* the last */
    }
    free(layout);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_call_that_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
