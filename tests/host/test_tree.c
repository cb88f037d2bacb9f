/*
 * The tree of tokens: every mistake of syntax is named where it can be told for certain, with its line, its column and
 * what to write instead. What a good tree looks like is tested in test_config.c, with libconfig's texts in it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "claim.h"
#include "tree.h"

static bool build(const char *text, struct tree *tree, struct findings *findings)
{
    struct scan scan = {0};
    assert_true(scan_read(text, strlen(text), "x.cfg", &scan, findings));
    struct source source = {.bytes = text, .size = strlen(text), .file = "x.cfg", .findings = findings};
    bool built = tree_build(&source, &scan, tree);
    scan_free(&scan);
    return built;
}

struct mistake {
    const char *text;
    const char *code;
    int line;
    int column;
    const char *words; /* in the message */
};

static void assert_mistakes(const struct mistake *mistakes, size_t count, bool built)
{
    for (size_t i = 0; i < count; i++) {
        struct findings findings = {0};
        struct tree tree = {0};
        if (build(mistakes[i].text, &tree, &findings) != built || findings.count != 1) {
            fail_msg("%d findings: %s", (int)findings.count, mistakes[i].text);
        }
        const struct finding *finding = &findings.list[0];
        if (strcmp(finding->code, mistakes[i].code) != 0 || finding->line != mistakes[i].line ||
            finding->column != mistakes[i].column || strstr(finding->message, mistakes[i].words) == NULL) {
            fail_msg("%s\n gives %d:%d: %s [%s]", mistakes[i].text, finding->line, finding->column, finding->message,
                     finding->code);
        }
        assert_int_equal(finding->severity == IFS_ERROR, strcmp(finding->code, "missing-semicolon") != 0);
        assert_int_equal(tree.nodes != NULL, built);
        tree_free(&tree);
        finding_free(&findings);
    }
}

static void test_brackets(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"a = {\n b = 1;\n", "unbalanced-bracket", 1, 5, "{ opened here is never closed; write }"},
        {"a = ( 1,\n [ 2 ]\n", "unbalanced-bracket", 1, 5, "( opened here is never closed; write )"},
        {"a = [", "unbalanced-bracket", 1, 5, "[ opened here is never closed; write ]"},
        {"a = (", "unbalanced-bracket", 1, 5, "never closed"},
        {"a = (1,", "unbalanced-bracket", 1, 5, "never closed"},
        {"a = 1; }", "unbalanced-bracket", 1, 8, "} closes nothing"},
        {"}", "unbalanced-bracket", 1, 1, "} closes nothing"},
        {"a = ( { b = 1;\n c = 2; );", "unbalanced-bracket", 1, 7,
         "a: the { opened here is not closed before the ) in line 2; write } before it in line 2"},
        {"a =\n [ 1, 2 );", "unbalanced-bracket", 2, 9,
         ") does not close the [ that was opened in line 2; write ] instead of it, or before it"},
        {"a = [ \"x\", \"y\";\nb = 1;", "unbalanced-bracket", 1, 5,
         "a: the [ opened here is not closed before the ; in line 1; write ] before it in line 1"},
        {"p = {\n a = 1;\nq = {\n b = 1;\n};\n", "unbalanced-bracket", 1, 5,
         "p: the { opened here is not closed before \"q\" in line 3; write }; at the end of line 2"},
        {"p = (\n { a = 1; },\n { b = 1;\n { c = 1; } );", "unbalanced-bracket", 3, 2,
         "p: the { opened here is not closed before the { in line 4; write } at the end of line 3"},
        {"p = (\n { a = 1; , { c = 1; } );", "unbalanced-bracket", 2, 2,
         "p: the { opened here is not closed before the {"},
        {"p = ( { a = 1; }\nq = 2;", "unbalanced-bracket", 1, 5,
         "p: the ( opened here is not closed before \"q\" in line 2; write ); at the end of line 1"},
        {"p = ( {\n  d = {\n    a = 1;\n  e = {\n    b = 1;\n  };\n} );", "unbalanced-bracket", 2, 7,
         "d: the { opened here is not closed before \"e\" in line 4; write }; at the end of line 3"},
        {"a = ( b = 1 );", "syntax", 1, 7, "\"b\""},
        {"a = ( 1 = 2 );", "unbalanced-bracket", 1, 9, "= inside the ("},
    };
    assert_mistakes(mistakes, COUNT_OF(mistakes), false);
}

static void test_settings(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"a = ;", "syntax", 1, 5, "no value after the ="},
        {"a =\n", "syntax", 2, 1, "no value after the ="},
        {"a = }", "syntax", 1, 5, "no value after the ="},
        {"a = no;", "syntax", 1, 5, "\"no\""},
        {"a =\nb = 2;", "syntax", 2, 1, "finish the one before it"},
        {"a \"x\";", "syntax", 1, 1, "not followed by ="},
        {"a", "syntax", 1, 1, "not followed by ="},
        {"\"a\" = 1;", "syntax", 1, 1, "a setting is expected here"},
        {"= 1;", "syntax", 1, 1, "a setting is expected here"},
        {"a = { 1 };", "syntax", 1, 7, "a setting is expected here"},
        {"True = 1;", "syntax", 1, 1, "cannot be names"},
        {"a = 1;;", "syntax", 1, 7, "too many"},
        {"; a = 1;", "syntax", 1, 1, "too many; remove it (a remark begins with #)"},
        {"a = 4 g;", "syntax", 1, 5, "write \"4 g\""},
        {"a = \"one \"two\" three\";", "syntax", 1, 11, "a text ends at its second quote"},
        {"per kg = 4;", "syntax", 1, 1, "write per-kg ="},
        {"a = 4 \"g\";", "syntax", 1, 7, "not finished"},
        {"a = \"x\" 4;", "syntax", 1, 9, "not finished"},
        {"a = \"x\"def;", "syntax", 1, 8, "does not belong"},
        {"a = 1 = 2;", "syntax", 1, 7, "not finished"},
        {"a == 2;", "syntax", 1, 4, "no value after the ="},
        {"a = { b = 1; } { c = 2; }", "syntax", 1, 16, "not finished"},
    };
    assert_mistakes(mistakes, COUNT_OF(mistakes), false);
}

static void test_elements(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"a = ( 1, );", "syntax", 1, 8, "a comma before the closing bracket"},
        {"a = [\"x\",\n];", "syntax", 1, 9, "a comma before the closing bracket"},
        {"a = ( , 1 );", "syntax", 1, 7, "a value is missing"},
        {"a = ( 1,, 2 );", "syntax", 1, 9, "a value is missing"},
        {"a = ( {} {} );", "syntax", 1, 9, "a comma is missing"},
        {"a = ( {}\n {} );", "syntax", 1, 9, "write , here"},
        {"a = ( {}; {} );", "syntax", 1, 9, "write , instead of this ;"},
        {"a = ( {}; );", "syntax", 1, 9, "remove this ;"},
        {"a = [ \"x\"; \"y\" ];", "syntax", 1, 10, "write , instead of this ;"},
        {"a = [ 1 2 ];", "syntax", 1, 8, "a comma is missing"},
        {"a = [ x, y ];", "syntax", 1, 7, "\"x\""},
        {"a = [ 1 x ];", "syntax", 1, 9, "a comma or the closing bracket is missing"},
        {"a = [ {} ];", "syntax", 1, 7, "plain values only"},
        {"a = [ 1, \"x\" ];", "syntax", 1, 10, "different kinds"},
        {"a = [ 1, 2.5 ];", "syntax", 1, 10, "different kinds"},
    };
    assert_mistakes(mistakes, COUNT_OF(mistakes), false);
}

static void test_integers_that_libconfig_would_truncate(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"a = 2147483648;", "integer-too-large", 1, 5, "quotes"},
        {"a = -2147483649;", "integer-too-large", 1, 5, "quotes"},
        {"a = 9999999999;", "integer-too-large", 1, 5, "quotes"},
        {"a = 9999999999L;", "integer-too-large", 1, 5, "quotes"},
        {"a = 0x80000000;", "integer-too-large", 1, 5, "quotes"},
        {"a = 0xFFFFFFFF;", "integer-too-large", 1, 5, "quotes"},
        {"a = ( 1,\n 18446744073709551617 );", "integer-too-large", 2, 2, "quotes"},
    };
    assert_mistakes(mistakes, COUNT_OF(mistakes), false);
}

static void test_integers_at_the_edge(void **state)
{
    (void)state;
    static const int64_t expected[] = {INT32_MAX, INT32_MIN, INT32_MAX, 7, 7, 8, 31, -5};
    struct findings findings = {0};
    struct tree tree = {0};
    assert_true(build("a = ( 2147483647, -2147483648, 0x7fffffff, 007, +7, 8L, 0x1FLL, -5 );", &tree, &findings));
    assert_int_equal(tree.count, 2 + COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        assert_int_equal(tree.nodes[i + 2].integer, expected[i]);
    }
    tree_free(&tree);
}

static void test_duplicate_keys(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"dose = 1;\nb = 2;\n dose = 3;", "duplicate-key", 3, 2, "dose is already set in line 1"},
        {"a = {\n b = 1;\n b = {};\n};", "duplicate-key", 3, 2, "b is already set in line 2"},
    };
    assert_mistakes(mistakes, COUNT_OF(mistakes), false);
}

static void test_all_duplicates_and_large_integers_are_found(void **state)
{
    (void)state;
    struct findings findings = {0};
    struct tree tree = {0};
    assert_false(build("a = 1; a = 2; a = 3; b = 9999999999; c = { b = 1; }; c = 1;", &tree, &findings));
    assert_int_equal(findings.count, 4);
    assert_int_equal(findings.list[0].column, 8);
    assert_int_equal(findings.list[1].column, 15);
    assert_string_equal(findings.list[2].code, "integer-too-large");
    assert_string_equal(findings.list[3].code, "duplicate-key");
    finding_free(&findings);
}

static void test_the_same_key_in_other_groups_is_no_duplicate(void **state)
{
    (void)state;
    struct findings findings = {0};
    struct tree tree = {0};
    assert_true(build("a = ( { id = 1; }, { id = 2; } ); id = 3; ID = 4; id2 = 5; b = { a = 6; };", &tree, &findings));
    assert_int_equal(findings.count, 0);
    tree_free(&tree);
}

static void test_what_is_reported_but_leaves_a_tree(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"a = [ \"x\"\n \"y\" ];", "adjacent-strings", 2, 2, "line 1 would be joined to it; write a comma"},
        {"a = \"x\"\n \"y\";", "adjacent-strings", 2, 2, "write a ;"},
        {"a = \"\xC2\xB5g\"\nb = 2;", "missing-semicolon", 1, 9, "write ; here"},
        {"a = { b = 1 }\nc = 2;", "missing-semicolon", 1, 14, "write ; here"},
    };
    assert_mistakes(mistakes, COUNT_OF(mistakes), true);
}

static void test_what_libconfig_lets_be_left_out_without_harm(void **state)
{
    (void)state;
    static const char *const texts[] = {"",       "a = 1", "a = { b = 1 }", "a = { b = 1, c = 2, };", "a : 1, b = 2",
                                        "a = ();"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct findings findings = {0};
        struct tree tree = {0};
        assert_true(build(texts[i], &tree, &findings));
        assert_int_equal(findings.count, 0);
        tree_free(&tree);
    }
}

static void test_depth(void **state)
{
    (void)state;
    const char *deepest = "a = (((((((((((((((())))))))))))))));"; /* 16 */
    struct findings findings = {0};
    struct tree tree = {0};
    assert_true(build(deepest, &tree, &findings));
    tree_free(&tree);
    static const struct mistake deeper[] = {
        {"a = ((((((((((((((((()))))))))))))))));", "nesting-too-deep", 1, 21, "more than 16"},
        {"a = (((((((((((((((({", "nesting-too-deep", 1, 21, "more than 16"},
    };
    assert_mistakes(deeper, COUNT_OF(deeper), false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brackets),
        cmocka_unit_test(test_settings),
        cmocka_unit_test(test_elements),
        cmocka_unit_test(test_integers_that_libconfig_would_truncate),
        cmocka_unit_test(test_integers_at_the_edge),
        cmocka_unit_test(test_duplicate_keys),
        cmocka_unit_test(test_all_duplicates_and_large_integers_are_found),
        cmocka_unit_test(test_the_same_key_in_other_groups_is_no_duplicate),
        cmocka_unit_test(test_what_is_reported_but_leaves_a_tree),
        cmocka_unit_test(test_what_libconfig_lets_be_left_out_without_harm),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
