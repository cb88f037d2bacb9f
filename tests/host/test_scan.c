/*
 * Tokens: where they begin and end, in lines and in columns of characters, and what is refused before libconfig sees
 * it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "scan.h"

/* One letter for each kind, in the order of enum scan_kind. */
static const char letters[] = "nsifb=,;{}()[].";

static void assert_kinds(const char *text, const char *expected)
{
    struct findings findings = {0};
    struct scan scan = {0};
    if (!scan_read(text, strlen(text), "x", &scan, &findings)) {
        fail_msg("refused: %s (%s)", text, findings.list[0].message);
    }
    char kinds[64] = "";
    for (size_t i = 0; i < scan.count && i < sizeof kinds - 1; i++) {
        kinds[i] = letters[scan.tokens[i].kind];
    }
    assert_string_equal(kinds, expected);
    assert_int_equal(finding_count(&findings, IFS_ERROR), 0);
    scan_free(&scan);
    finding_free(&findings);
}

static void test_kinds(void **state)
{
    (void)state;
    assert_kinds("", ".");
    assert_kinds("name = \"text\";", "n=s;.");
    assert_kinds("review-by: 5, in-24h={}", "n=i,n={}.");
    assert_kinds("a=( [ ] )", "n=([]).");
    assert_kinds("true FALSE tRuE true-x truer *a a*b_c", "bbbnnnn.");
}

static void test_numbers(void **state)
{
    (void)state;
    assert_kinds("0 -7 +7 007 0x1F 0Xff 5L 5LL 0x1FL 99999999999999999999", "iiiiiiiiii.");
    assert_kinds("1.5 -.5 5. 1e5 +1.5E-3 .5e+2", "ffffff.");
}

static void test_comments_and_blanks_are_no_tokens(void **state)
{
    (void)state;
    assert_kinds("# a = 1;\n// b = 2;\r\n/* c = 3;\n d \" = */ \t e /**/=/***/1 # \"", "n=i.");
    assert_kinds("a = \"# no comment // nor /* here\";", "n=s;.");
    assert_kinds("# only", ".");
}

static void test_escaped_quotes_do_not_end_a_string(void **state)
{
    (void)state;
    assert_kinds("\"a\\\"b\" \"\\\\\" \"\" \"\\n\\r\\t\\x41\\X7e\"", "ssss.");
}

static void test_places_count_lines_and_characters(void **state)
{
    (void)state;
    const char *text = "a = \"\xC2\xB5\xE6\x97\xA5\"; b\r\n\t/* \xC3\xA9\n */ c\n";
    static const struct scan_token expected[] = {
        {SCAN_NAME, 0, 1, 1, 1},   {SCAN_EQUALS, 2, 1, 1, 3}, {SCAN_STRING, 4, 7, 1, 5}, {SCAN_SEMICOLON, 11, 1, 1, 9},
        {SCAN_NAME, 13, 1, 1, 11}, {SCAN_NAME, 27, 1, 3, 5},  {SCAN_END, 29, 0, 4, 1},
    };
    struct findings findings = {0};
    struct scan scan = {0};
    assert_true(scan_read(text, strlen(text), "x", &scan, &findings));
    assert_int_equal(scan.count, COUNT_OF(expected));
    for (size_t i = 0; i < scan.count; i++) {
        assert_int_equal(scan.tokens[i].kind, expected[i].kind);
        assert_int_equal(scan.tokens[i].start, expected[i].start);
        assert_int_equal(scan.tokens[i].length, expected[i].length);
        assert_int_equal(scan.tokens[i].line, expected[i].line);
        assert_int_equal(scan.tokens[i].column, expected[i].column);
    }
    scan_free(&scan);
}

/* Exactly one error, with this code, at this place, with these words in it. */
static void assert_refused(const char *text, const char *code, struct place place, const char *words)
{
    struct findings findings = {0};
    struct scan scan = {0};
    if (scan_read(text, strlen(text), "x.cfg", &scan, &findings) || findings.count != 1) {
        fail_msg("%d findings: %s", (int)findings.count, text);
    }
    const struct finding *finding = &findings.list[0];
    assert_int_equal(finding->severity, IFS_ERROR);
    assert_string_equal(finding->code, code);
    assert_string_equal(finding->file, "x.cfg");
    assert_int_equal(finding->line, place.line);
    assert_int_equal(finding->column, place.column);
    if (strstr(finding->message, words) == NULL) {
        fail_msg("\"%s\" is not in: %s", words, finding->message);
    }
    assert_null(scan.tokens);
    assert_int_equal(scan.count, 0);
    finding_free(&findings);
}

static void test_a_string_ends_on_its_line(void **state)
{
    (void)state;
    assert_refused("a = 1;\nb = \"text;\nc = 2;\n", "unterminated-string", (struct place){"", 2, 5}, "closing \"");
    assert_refused("a = \"text;\r\nb = \"x\";\r\n", "unterminated-string", (struct place){"", 1, 5}, "closing \"");
    assert_refused("a = \"", "unterminated-string", (struct place){"", 1, 5}, "closing \"");
    assert_refused("a = \"x\\", "unterminated-string", (struct place){"", 1, 5}, "closing \"");
    assert_refused("a = \"x\\\r\n", "unterminated-string", (struct place){"", 1, 5}, "closing \"");
    assert_refused("a = \"x\\\"", "unterminated-string", (struct place){"", 1, 5}, "closing \"");
    assert_refused("a = text\";", "unterminated-string", (struct place){"", 1, 5}, "a: this text has no beginning");
    assert_refused("a = age < 5 y\"; b = \"x\";\n", "unterminated-string", (struct place){"", 1, 5},
                   "a: this text has no beginning; write the opening \" before it");
    assert_refused("a = [ \"x\", 5 %\" ];", "unterminated-string", (struct place){"", 1, 12}, "no beginning");
    assert_refused("a text\";", "unterminated-string", (struct place){"", 1, 7}, "opening one");
}

/* The second quote of the line opens the next text: the first one is the one without a partner, and is named alone. */
static void test_a_text_that_runs_into_the_next(void **state)
{
    (void)state;
    assert_refused("title = \"x; version = \"0.1.0\"; b = \"y\";\n", "unterminated-string", (struct place){"", 1, 9},
                   "title: this text has no end on its line; write the closing \" where it ends");
    assert_refused("a = [ \"b, \"c\" ];\n", "unterminated-string", (struct place){"", 1, 7}, "a: ");
    assert_refused("a = \"one\n   two\n three\"; b = 4;\nc = 5;", "unterminated-string", (struct place){"", 1, 5},
                   "a: this text runs over several lines; write it on one line");
    assert_refused("a = \"crcl < 30 mL\"/min and b\"; c = 1;\n", "unterminated-string", (struct place){"", 1, 5},
                   "a: a quote stands inside this text, which ends there; leave the quote out");
    assert_kinds("\"a\" // 5\" tube\n\"b\"", "ss.");
    assert_kinds("\"a\" # 5\" tube\n\"b\"", "ss.");
}

static void test_what_to_write_for_a_quantity_without_quotes(void **state)
{
    (void)state;
    assert_refused("a = 2g;", "syntax", (struct place){"", 1, 5}, "write \"2 g\"");
    assert_refused("a = 1.0.0;", "syntax", (struct place){"", 1, 5}, "write \"1.0.0\"");
    assert_refused("24h = 2;", "syntax", (struct place){"", 1, 1}, "begin a name with a letter");
}

static void test_a_comment_ends(void **state)
{
    (void)state;
    assert_refused("a = 1;\n  /* b = 2;\n", "unterminated-comment", (struct place){"", 2, 3}, "*/");
    assert_refused("/*/", "unterminated-comment", (struct place){"", 1, 1}, "*/");
}

static void test_a_comment_that_swallows_another_is_a_warning(void **state)
{
    (void)state;
    const char *text = "/* one\na = 1;\n/* two /* three */ b = 2;";
    struct findings findings = {0};
    struct scan scan = {0};
    assert_true(scan_read(text, strlen(text), "x", &scan, &findings));
    assert_int_equal(findings.count, 1);
    assert_int_equal(findings.list[0].severity, IFS_WARNING);
    assert_string_equal(findings.list[0].code, "nested-comment");
    assert_int_equal(findings.list[0].line, 3);
    assert_non_null(strstr(findings.list[0].message, "line 1"));
    assert_int_equal(scan.count, 5);
    scan_free(&scan);
    finding_free(&findings);
}

static void test_escapes(void **state)
{
    (void)state;
    assert_refused("a = \"xy\\q\";", "syntax", (struct place){"", 1, 8}, "backslash");
    assert_refused("a = \"\\x4\";", "syntax", (struct place){"", 1, 6}, "backslash");
    assert_refused("a = \"\\x4g\";", "syntax", (struct place){"", 1, 6}, "backslash");
    assert_refused("a = \"\\x00\";", "control-character", (struct place){"", 1, 6}, "control");
    assert_refused("a = \"\xC3\xA9\\x1b\";", "control-character", (struct place){"", 1, 7}, "control");
    assert_refused("a = \"\\x7F\";", "control-character", (struct place){"", 1, 6}, "control");
    assert_refused("a = \"\\a\";", "control-character", (struct place){"", 1, 6}, "control");
    assert_refused("a = \"\\f\";", "control-character", (struct place){"", 1, 6}, "control");
}

static void test_include_is_refused_wherever_it_stands_outside_texts(void **state)
{
    (void)state;
    assert_refused("@include \"y.cfg\"\n", "include-not-allowed", (struct place){"", 1, 1}, "@include");
    assert_refused("a = 1;\n \t@include \"y.cfg\"", "include-not-allowed", (struct place){"", 2, 3}, "@include");
    assert_refused("a = { @include \"y.cfg\"", "include-not-allowed", (struct place){"", 1, 7}, "@include");
    assert_kinds("/*\n@include \"y.cfg\"\n*/ # @include \"y.cfg\"\na = \"@include\"", "n=s.");
}

static void test_what_is_neither_number_nor_name(void **state)
{
    (void)state;
    static const char *const words[] = {"4g", "2027-11-30", "1.0.0", "24h", "-x",   "+",   ".",   "-",  "1.5L",
                                        "5l", "1e",         "1e+",   "0x",  "0xG1", "--5", "1_0", "5-3"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        char text[32] = "a = ";
        strcat(text, words[i]);
        char quoted[32] = "\"";
        strcat(quoted, words[i]);
        assert_refused(text, "syntax", (struct place){"", 1, 5}, strcat(quoted, "\" is neither"));
    }
}

static void test_characters_that_cannot_stand_outside_quotes(void **state)
{
    (void)state;
    assert_refused("a = 50 %;", "syntax", (struct place){"", 1, 8}, "\"%\" cannot stand");
    assert_refused("\xC2\xA0 a = 1;", "syntax", (struct place){"", 1, 1},
                   "a no-break space (U+00A0) stands here; type an ordinary space");
    assert_refused("\xC2\xA0\xC2\xA0 a = 1;", "syntax", (struct place){"", 1, 1}, "no-break space");
    assert_refused("a \xE2\x80\x93 1;", "syntax", (struct place){"", 1, 3}, "a long dash");
    assert_refused("<!-- a remark -->\na = 1;", "syntax", (struct place){"", 1, 1}, "a remark begins with #");
    assert_refused("a = 1;\n -- a remark: 5 $\n", "syntax", (struct place){"", 2, 2}, "a remark begins with #");
    assert_refused("a = _x;", "syntax", (struct place){"", 1, 5}, "\"_\" cannot stand");
    assert_refused("a = \xE2\x80\x9Ctext\xE2\x80\x9D;", "syntax", (struct place){"", 1, 5}, "straight double quotes");
    assert_refused("a = 'text';", "syntax", (struct place){"", 1, 5}, "straight double quotes");
}

static void test_all_faults_are_found_up_to_a_limit(void **state)
{
    (void)state;
    const char *text = "a = \"x;\nb = 4g;\nc = \"y;\n";
    struct findings findings = {0};
    struct scan scan = {0};
    assert_false(scan_read(text, strlen(text), "x", &scan, &findings));
    assert_int_equal(findings.count, 3);
    assert_int_equal(findings.list[2].line, 3);
    finding_free(&findings);

    char many[4096];
    memset(many, '$', sizeof many);
    assert_false(scan_read(many, sizeof many, "x", &scan, &findings));
    assert_int_equal(findings.count, SCAN_FAULT_MAX);
    finding_free(&findings);

    many[0] = '"';
    for (size_t i = 1; i < sizeof many; i++) {
        many[i] = i % 2 == 1 ? '\\' : 'q';
    }
    assert_false(scan_read(many, sizeof many, "x", &scan, &findings));
    assert_true(findings.count <= SCAN_FAULT_MAX + 1); /* and that the string has no end */
    finding_free(&findings);
}

static void test_bytes_beyond_the_size_are_not_read(void **state)
{
    (void)state;
    static const char *const texts[] = {"a = 1",     "a = \"x\"", "/* x */", "# x", "a = -",
                                        "\"\\x41\"", "\xC3\xA9",  "/",       "1.5"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        for (size_t size = 0; size <= strlen(texts[i]); size++) {
            char *exact = malloc(size + (size == 0)); /* a read beyond it is seen by valgrind and sanitizers */
            memcpy(exact, texts[i], size);
            struct findings findings = {0};
            struct scan scan = {0};
            bool read = scan_read(exact, size, "x", &scan, &findings);
            assert_int_equal(read, finding_count(&findings, IFS_ERROR) == 0);
            scan_free(&scan);
            finding_free(&findings);
            free(exact);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_comments_and_blanks_are_no_tokens),
        cmocka_unit_test(test_escaped_quotes_do_not_end_a_string),
        cmocka_unit_test(test_places_count_lines_and_characters),
        cmocka_unit_test(test_a_string_ends_on_its_line),
        cmocka_unit_test(test_a_text_that_runs_into_the_next),
        cmocka_unit_test(test_what_to_write_for_a_quantity_without_quotes),
        cmocka_unit_test(test_a_comment_ends),
        cmocka_unit_test(test_a_comment_that_swallows_another_is_a_warning),
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_include_is_refused_wherever_it_stands_outside_texts),
        cmocka_unit_test(test_what_is_neither_number_nor_name),
        cmocka_unit_test(test_characters_that_cannot_stand_outside_quotes),
        cmocka_unit_test(test_all_faults_are_found_up_to_a_limit),
        cmocka_unit_test(test_bytes_beyond_the_size_are_not_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
