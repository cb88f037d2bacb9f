/*
 * test_explain.c - what infusheet explain says is complete, printable, and true.
 *
 * True: each wrong line, put into the starting protocol where its right line stands (or where `place` stands), gives that
 * finding, and the right line gives no finding that was not there before. For the codes in `elsewhere` this cannot be
 * done in one place of one file: a file of tests/protocol/bad shows that the code is given. For those in `unshown` there
 * is nothing to show: bytes that no text holds, a file of more than 64 KiB (tests/host has them), an example whose
 * figure is wrong (tests/cases has it).
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "claim.h"
#include "command.h"
#include "explain.h"
#include "fact.h"
#include "lint_text.h"
#include "outcome.h"
#include "slips.h"
#include "wording.h"

#define FILE_BYTES (128 * 1024)

static const struct load_places places = {"protocols"};
static char folder[] = "/tmp/infusheet-XXXXXX";
static char starting[FILE_BYTES]; /* what infusheet new writes */
static char path[64];

static const char *const elsewhere[][2] = {
    {"too-many", "tests/protocol/bad/too-many-rescues.cfg"},
    {"time-from-a-rate", "tests/protocol/bad/time-from-a-rate.cfg"},
    {"phases-exceed-total", "tests/protocol/bad/phases-exceed-total.cfg"},
    {"bounds-without-room", "tests/protocol/bad/bounds-without-room.cfg"},
    {"undecided-alternatives", "tests/protocol/bad/undecided-alternatives.cfg"},
    {"factor-without-usual", "tests/protocol/bad/factor-without-usual.cfg"},
    {"not-intramuscular", "tests/protocol/bad/injection-with-time.cfg"},
};

static const char *const unshown[] = {"control-character", "nul-byte", "invalid-utf8", "file-too-large",
                                      "example-fails"};

static const char *elsewhere_of(const char *code)
{
    for (size_t i = 0; i < COUNT_OF(elsewhere); i++) {
        if (strcmp(elsewhere[i][0], code) == 0) {
            return elsewhere[i][1];
        }
    }
    return NULL;
}

static bool is_unshown(const char *code)
{
    for (size_t i = 0; i < COUNT_OF(unshown); i++) {
        if (strcmp(unshown[i], code) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- The starting protocol ---- */

static int write_starting(void **state)
{
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1795132800", 1); /* 2026-11-20 */
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/asthma-adult.cfg", folder);
    char *arguments[] = {"asthma-adult", "-o", path, "--protocols", "protocols"};
    assert_int_equal(command_new(5, arguments), EXIT_READY);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    starting[fread(starting, 1, sizeof starting - 1, file)] = '\0';
    fclose(file);
    return 0;
}

static int remove_starting(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

/* The findings of that code (NULL: errors) in the starting protocol with `place`, which stands there once, replaced. */
static size_t findings_with(const char *place, const char *instead, const char *code)
{
    const char *at = strstr(starting, place);
    if (at == NULL || strstr(at + 1, place) != NULL) {
        print_message("\"%s\" stands %s in the starting protocol\n", place, at == NULL ? "nowhere" : "more than once");
        return SIZE_MAX;
    }
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%.*s%s%s", (int)(at - starting), starting, instead, at + strlen(place));
    assert_int_equal(fclose(file), 0);
    struct findings findings = {0};
    check_file(path, &places, &findings);
    size_t count = 0;
    for (size_t i = 0; i < findings.count; i++) {
        bool counts = code != NULL ? strcmp(findings.list[i].code, code) == 0 : findings.list[i].severity == IFS_ERROR;
        count += counts ? 1 : 0;
    }
    finding_free(&findings);
    return count;
}

static bool file_gives(const char *file, const char *code)
{
    struct findings findings = {0};
    bool gives = false;
    check_file(file, &(struct load_places){"tests/protocol/good"}, &findings);
    for (size_t i = 0; i < findings.count; i++) {
        gives = gives || strcmp(findings.list[i].code, code) == 0;
    }
    finding_free(&findings);
    return gives;
}

/* 0, or 1 when the example does not show what it should. */
static int check_example(const struct explanation *one)
{
    const char *place = one->place != NULL ? one->place : one->right;
    const char *trouble = NULL;
    if (findings_with(place, one->right, one->code) > 0) {
        trouble = "the right line gives it too";
    } else if (findings_with(place, one->right, NULL) > 0) {
        trouble = "the right line is an error";
    } else if (findings_with(place, one->wrong, one->code) == 0) {
        trouble = "the wrong line does not give it";
    }
    if (trouble != NULL) {
        print_message("%s: %s\n", one->code, trouble);
    }
    return trouble != NULL ? 1 : 0;
}

static void test_every_example_of_a_file(void **state)
{
    (void)state;
    int tried = 0;
    int failed = 0;
    for (int i = 0; i < explain_count(); i++) {
        struct explanation one = explain_at(i);
        if (one.kind != EXPLAIN_FILE) {
            continue;
        }
        const char *other = elsewhere_of(one.code);
        if (is_unshown(one.code)) {
            assert_null(one.wrong);
        } else if (one.wrong == NULL || one.right == NULL) {
            fail_msg("%s has no example", one.code);
        } else if (other != NULL) {
            assert_true(file_gives(other, one.code));
        } else {
            failed += check_example(&one);
            tried++;
        }
    }
    assert_int_equal(failed, 0);
    assert_true(tried > 50);
}

/* ---- Complete ---- */

static void test_every_code_stands_once(void **state)
{
    (void)state;
    for (int i = 0; i < explain_count(); i++) {
        for (int j = i + 1; j < explain_count(); j++) {
            if (strcmp(explain_at(i).code, explain_at(j).code) == 0) {
                fail_msg("%s stands twice", explain_at(i).code);
            }
        }
    }
}

static void expect_kind(const char *code, enum explain_kind kind)
{
    struct explanation found;
    if (!explain_find(code, &found) || found.kind != kind) {
        fail_msg("%s has no explanation as a %s", code, explain_kind_word(kind));
    }
}

static void test_every_limit_fact_obstacle_and_notice(void **state)
{
    (void)state;
    for (int i = 0; i < IFS_LIMIT_KIND_COUNT; i++) {
        expect_kind(outcome_word((ifs_limit_kind)i), EXPLAIN_LIMIT);
    }
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        expect_kind(fact_builtin(i)->name, EXPLAIN_FACT);
    }
    for (int i = IFS_OBSTACLE_NONE + 1; i < IFS_OBSTACLE_COUNT; i++) {
        expect_kind(wording_obstacle_code((ifs_obstacle)i), EXPLAIN_OBSTACLE);
    }
    for (int i = 0; i < SLIP_KIND_COUNT; i++) {
        expect_kind(slip_name((enum slip_kind)i), EXPLAIN_SLIP);
    }
}

static void test_every_verdict_and_severity(void **state)
{
    (void)state;
    static const char *const codes[] = {
        "ready",  "conditional", "override", "incomplete", "refused",    "ready-with-overrides",
        "refuse", "warn",        "pass",     "trip",       "overridden", "unknown"};
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        struct explanation found;
        assert_true(explain_find(codes[i], &found));
        assert_true(found.kind == EXPLAIN_VERDICT || found.kind == EXPLAIN_CHECK);
    }
}

static void test_unknown_words_are_not_found(void **state)
{
    (void)state;
    struct explanation found;
    assert_false(explain_find("", &found));
    assert_false(explain_find("missing", &found));
    assert_false(explain_find("missing-units", &found));
}

/* ---- Printable ---- */

/* The writing rules of a sheet hold for the texts; the lines of files and commands have rules of their own, and so have
 * the figures of facts, which stand as they are typed (1440 mo, mL/h). */
static void check_text(const struct explanation *one)
{
    char bytes[EXPLAIN_TEXT_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    struct lint lint;
    size_t from = 0;
    explain_add_text(&text, one);
    assert_false(text.full);
    if (text.length < 20 || bytes[text.length - 1] != '.') {
        fail_msg("%s: no whole sentence", one->code);
    }
    assert_true((one->wrong == NULL) == (one->right == NULL));
    while (lint_text(bytes, &from, &lint)) {
        bool as_typed = strcmp(lint.code, "thousands-comma") == 0 || strcmp(lint.code, "slash-for-per") == 0;
        if (one->kind != EXPLAIN_FACT || !as_typed) {
            fail_msg("%s: \"%.*s\": %s", one->code, (int)lint.length, bytes + lint.offset, lint.advice);
        }
    }
}

static void test_every_text_keeps_the_writing_rules(void **state)
{
    (void)state;
    for (int i = 0; i < explain_count(); i++) {
        struct explanation one = explain_at(i);
        check_text(&one);
    }
}

/* The figures of protocols/README.md: weight 0.5-300 kg in steps of 0.01 kg, from 10 kg of 0.1 kg, usual 40-180 kg from 18 years. */
static void test_a_fact_in_words(void **state)
{
    (void)state;
    char bytes[EXPLAIN_TEXT_BYTES];
    struct text text = text_over(bytes, sizeof bytes);
    explain_add_fact(&text, IFS_FACT_WEIGHT);
    assert_non_null(strstr(bytes, "0.5 kg to 300 kg, in steps of 0.01 kg (from 10 kg on, of 0.1 kg)"));
    assert_non_null(strstr(bytes, "From 18 years on at least 25 kg."));
    assert_non_null(strstr(bytes, "11 kg to 26 kg at 4 years; 14 kg to 38 kg at 6 years"));
    assert_non_null(strstr(bytes, "40 kg to 180 kg from 18 years"));
    assert_non_null(strstr(bytes, "body-mass index of 14 to 50 from 18 years"));
    text = text_over(bytes, sizeof bytes);
    explain_add_fact(&text, IFS_FACT_HEART_RATE);
    assert_non_null(strstr(bytes, "50 /min to 180 /min under 12 years; 45 /min to 140 /min from 12 years"));
    text = text_over(bytes, sizeof bytes);
    explain_add_fact(&text, IFS_FACT_REFLEXES);
    assert_non_null(strstr(bytes, "Answers: present, absent or unknown."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_example_of_a_file),
        cmocka_unit_test(test_every_code_stands_once),
        cmocka_unit_test(test_every_limit_fact_obstacle_and_notice),
        cmocka_unit_test(test_every_verdict_and_severity),
        cmocka_unit_test(test_unknown_words_are_not_found),
        cmocka_unit_test(test_every_text_keeps_the_writing_rules),
        cmocka_unit_test(test_a_fact_in_words),
    };
    return cmocka_run_group_tests(tests, write_starting, remove_starting);
}
