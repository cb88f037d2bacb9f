/*
 * test_bad.c - every wrong file of tests/protocol/bad has exactly the findings its first lines expect.
 *
 * A file begins with one line for each finding, in the order of their places:
 *
 *   # expect: LINE:COLUMN: SEVERITY: part of the message [code]
 *
 * The files are small edits of tests/protocol/good/minimal.cfg (or of its drug library or site); the places were marked
 * in the edit, not taken from the program. A new finding code needs a file here: test_every_code says which one has
 * none.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "protocol_load.h"

#define BAD "tests/protocol/bad"

static const struct load_places places = {"tests/protocol/good"};

/* Every code the loader gives about the contents of a file. */
static const char *const codes[] = {"unknown-key",
                                    "missing-key",
                                    "limit-without-source",
                                    "wrong-type",
                                    "empty-text",
                                    "bad-text",
                                    "bad-id",
                                    "unknown-choice",
                                    "bad-date",
                                    "bad-version",
                                    "bad-pair",
                                    "bad-factor",
                                    "factor-without-usual",
                                    "bad-verified",
                                    "time-from-a-rate",
                                    "bad-quantity",
                                    "missing-unit",
                                    "unknown-unit",
                                    "imperial-unit",
                                    "forbidden-unit",
                                    "wrong-dimension",
                                    "unknown-source",
                                    "duplicate-id",
                                    "unknown-infusion",
                                    "too-many",
                                    "bad-condition",
                                    "unknown-fact",
                                    "out-of-range",
                                    "formula-abbreviation",
                                    "trailing-zero",
                                    "leading-zero",
                                    "forbidden-abbreviation",
                                    "micro-sign",
                                    "sign-for-word",
                                    "slash-for-per",
                                    "thousands-comma",
                                    "space-before-unit",
                                    "coined-name",
                                    "unused-source",
                                    "unverified-sources",
                                    "conflicting-keys",
                                    "unused-question",
                                    "unused-definition",
                                    "repeat-without-end",
                                    "bad-count",
                                    "not-intramuscular",
                                    "exceed-unneeded",
                                    "low-above-high",
                                    "soft-outside-hard",
                                    "usual-outside-limits",
                                    "gap-in-alternatives",
                                    "overlapping-alternatives",
                                    "no-bag-for-some",
                                    "admits-nobody",
                                    "refuses-everybody",
                                    "unreachable-rule",
                                    "undecided-alternatives",
                                    "no-time-for-some-doses",
                                    "no-dose-on-step",
                                    "max-above-limit",
                                    "usual-passes-limit-for-some",
                                    "bounds-without-room",
                                    "phases-exceed-total",
                                    "rescue-too-fast",
                                    "unused-fact",
                                    "override-outside-settings",
                                    "capital-in-id",
                                    "looser-than-library",
                                    "bands-not-ascending",
                                    "time-falls-with-dose",
                                    "speed-rises-with-dose",
                                    "unknown-product",
                                    "unknown-diluent",
                                    "additive-mismatch",
                                    "unknown-label",
                                    "review-date-passed",
                                    "id-mismatch",
                                    "unknown-drug",
                                    "unknown-kind",
                                    "unknown-example",
                                    "unknown-option",
                                    "duplicate-fact",
                                    "unknown-expectation",
                                    "unknown-schema"};

/* ---- Expectations ------------------------------------------------------------------------------------------------ */

struct expected {
    int line;
    int column;
    char severity[12];
    char message[600];
    char code[40];
};

static bool read_expected(FILE *file, struct expected *expected)
{
    char words[800];
    if (fgets(words, sizeof words, file) == NULL || strncmp(words, "# expect: ", 10) != 0) {
        return false;
    }
    char *code = strrchr(words, '[');
    assert_non_null(code);
    int message = 0;
    memset(expected, 0, sizeof *expected);
    assert_int_equal(sscanf(words, "# expect: %d:%d: %11[a-z]: %n", &expected->line, &expected->column,
                            expected->severity, &message),
                     3);
    assert_true(message > 0);
    snprintf(expected->message, sizeof expected->message, "%.*s", (int)(code - words) - message - 1, words + message);
    snprintf(expected->code, sizeof expected->code, "%.*s", (int)strcspn(code + 1, "]"), code + 1);
    return true;
}

static bool meets(const struct finding *finding, const struct expected *expected)
{
    static const char *const severities[] = {"error", "warning", "note"};
    return finding->line == expected->line && finding->column == expected->column &&
           strcmp(severities[finding->severity], expected->severity) == 0 &&
           strcmp(finding->code, expected->code) == 0 && strstr(finding->message, expected->message) != NULL;
}

static void show(const char *path, const struct findings *findings)
{
    print_message("%s has\n", path);
    for (size_t i = 0; i < findings->count; i++) {
        char *line = finding_line(&findings->list[i]);
        print_message("  %s", line);
        free(line);
    }
}

/* True when the file has the expected findings and no other. */
static bool check_one(const char *path, bool seen[COUNT_OF(codes)])
{
    struct findings findings = {0};
    struct expected expected;
    check_file(path, &places, &findings);
    finding_sort(&findings);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t count = 0;
    bool fine = true;
    for (; read_expected(file, &expected); count++) {
        fine = fine && count < findings.count && meets(&findings.list[count], &expected);
    }
    fclose(file);
    fine = fine && count == findings.count && count > 0;
    for (size_t i = 0; i < findings.count; i++) {
        for (size_t j = 0; j < COUNT_OF(codes); j++) {
            seen[j] = seen[j] || strcmp(codes[j], findings.list[i].code) == 0;
        }
    }
    if (!fine) {
        show(path, &findings);
    }
    finding_free(&findings);
    return fine;
}

static bool is_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".cfg") == 0;
}

static int check_all(bool seen[COUNT_OF(codes)], int *wrong)
{
    int files = 0;
    DIR *directory = opendir(BAD);
    assert_non_null(directory);
    for (const struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        char path[sizeof BAD + sizeof entry->d_name + 1];
        if (is_file(entry)) {
            snprintf(path, sizeof path, "%s/%s", BAD, entry->d_name);
            *wrong += check_one(path, seen) ? 0 : 1;
            files++;
        }
    }
    closedir(directory);
    return files;
}

static void test_every_file(void **state)
{
    (void)state;
    bool seen[COUNT_OF(codes)] = {false};
    int wrong = 0;
    assert_true(check_all(seen, &wrong) >= 25);
    assert_int_equal(wrong, 0);
}

static void test_every_code(void **state)
{
    (void)state;
    bool seen[COUNT_OF(codes)] = {false};
    int wrong = 0;
    int missing = 0;
    check_all(seen, &wrong);
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        if (!seen[i]) {
            print_message("no file of " BAD " has a finding %s\n", codes[i]);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

static void test_good_files_have_no_findings(void **state)
{
    (void)state;
    static const char *const good[] = {"tests/protocol/good/minimal.cfg", "tests/protocol/good/variants.cfg",
                                       "tests/protocol/good/patients.cfg", "tests/protocol/good/ladder.cfg",
                                       "tests/protocol/good/windows.cfg", "tests/protocol/good/drugs/test-drug.cfg",
                                       "tests/protocol/good/drugs/bag-drug.cfg",
                                       "tests/protocol/good/drugs/odd-drug.cfg",
                                       "tests/protocol/good/odd.cfg",
                                       "tests/protocol/good/gestation.cfg",
                                       "tests/protocol/good/tight-times.cfg",
                                       "tests/protocol/good/undecided-admission.cfg", /* what cannot be tried is taken as reachable */
                                       "tests/protocol/good/undecided-check.cfg",
                                       "tests/protocol/good/site.cfg"};
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct findings findings = {0};
        check_file(good[i], &places, &findings);
        if (findings.count > 0) {
            show(good[i], &findings);
        }
        assert_int_equal(findings.count, 0);
        finding_free(&findings);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_files_have_no_findings),
        cmocka_unit_test(test_every_file),
        cmocka_unit_test(test_every_code),
    };
    setenv("SOURCE_DATE_EPOCH", "1795132800", 1); /* 2026-11-20 */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
