/*
 * test_examples.c - every worked example of every protocol comes out as its author wrote.
 *
 * Names no protocol: a new file in protocols/ is tested as soon as it lies there. Expected: verdict=, dose= and flow= (of some
 * infusion), check.ID= (the result of a check).
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "command.h"
#include "intake.h"
#include "protocol_load.h"
#include "sheet.h"

/* 2026-11-20 12:00 UTC: before every review date, so that examples do not change with the calendar. */
#define MOMENT INT64_C(1795176000)
#define DAY (MOMENT / 86400)

static const struct load_places places = {.protocols = "protocols"};
static struct ifs_sheet sheet;
static ifs_plan plan;

struct run {
    const ifs_protocol *protocol;
    const struct example *example;
    ifs_request request;
    struct findings findings;
    char *words[128]; /* copies that the request points into */
    int word_count;
};

static char *copy(struct run *run, const char *words)
{
    assert_true(run->word_count < 128);
    run->words[run->word_count] = strdup(words);
    return run->words[run->word_count++];
}

static void take_option(struct run *run, struct intake *intake, const char *option, int *infusion)
{
    char *words = copy(run, option);
    char *blank = strchr(words, ' ');
    assert_non_null(blank);
    *blank = '\0';
    if (strcmp(words, "--dose") == 0) {
        intake_dose(intake, *infusion, blank + 1);
    } else if (strcmp(words, "--over") == 0) {
        intake_over(intake, *infusion, blank + 1);
    } else if (strcmp(words, "--infusion") == 0) {
        *infusion = intake_infusion(intake, blank + 1);
    } else if (strcmp(words, "--confirm") == 0) {
        intake_confirm(intake, blank + 1);
    } else if (strcmp(words, "--override") == 0) {
        intake_override(intake, blank + 1);
    } else if (strcmp(words, "--prescriber") == 0) {
        intake_prescriber(intake, blank + 1);
    } else {
        fail_msg("%s: option %s is not known here", run->example->name, words);
    }
}

static void compute(struct run *run)
{
    struct intake intake = {.protocol = run->protocol,
                            .request = &run->request,
                            .findings = &run->findings,
                            .spacing = QUANTITY_SPACE_REQUIRED};
    int infusion = -1;
    run->request.at_s = MOMENT;
    for (int i = 0; i < run->example->fact_count; i++) {
        intake_assignment(&intake, copy(run, run->example->facts[i]));
    }
    for (int i = 0; i < run->example->option_count; i++) {
        take_option(run, &intake, run->example->options[i], &infusion);
    }
    intake_settle(&intake, DAY);
    for (size_t i = 0; i < run->findings.count; i++) {
        print_message("%s: %s\n", run->example->name, run->findings.list[i].message);
    }
    assert_int_equal(run->findings.count, 0);
    ifs_plan_compute(run->protocol, &run->request, &plan);
    sheet_build(run->protocol, &run->request, &plan, &sheet);
    assert_false(sheet.full);
}

static bool some_infusion(const char *expected, bool flow)
{
    for (int i = 0; i < sheet.infusion_count; i++) {
        const char *figure = flow ? sheet.infusions[i].flow : sheet.infusions[i].dose;
        if (figure != NULL && strcmp(figure, expected) == 0) {
            return true;
        }
    }
    return false;
}

static const char *result_word(ifs_result result)
{
    switch (result) {
    case IFS_TRIP:
        return "trip";
    case IFS_UNKNOWN:
        return "unknown";
    case IFS_OVERRIDDEN:
        return "overridden";
    case IFS_PASS:
        return "pass";
    }
    return "";
}

static bool check_came_out(const char *id, size_t length, const char *expected)
{
    for (int i = 0; i < sheet.check_count; i++) {
        if (strlen(sheet.checks[i].id) == length && strncmp(sheet.checks[i].id, id, length) == 0) {
            return strcmp(result_word(sheet.checks[i].result), expected) == 0;
        }
    }
    return false;
}

static bool holds(const char *expectation)
{
    const char *equals = strchr(expectation, '=');
    assert_non_null(equals);
    size_t length = (size_t)(equals - expectation);
    if (strncmp(expectation, "verdict=", 8) == 0) {
        return strcmp(sheet.verdict_name, equals + 1) == 0;
    }
    if (strncmp(expectation, "dose=", 5) == 0) {
        return some_infusion(equals + 1, false);
    }
    if (strncmp(expectation, "flow=", 5) == 0) {
        return some_infusion(equals + 1, true);
    }
    if (strncmp(expectation, "check.", 6) == 0) {
        return check_came_out(expectation + 6, length - 6, equals + 1);
    }
    return false;
}

static void run_example(const ifs_protocol *protocol, const struct example *example)
{
    struct run run = {.protocol = protocol, .example = example};
    compute(&run);
    assert_true(example->expect_count > 0);
    for (int i = 0; i < example->expect_count; i++) {
        if (!holds(example->expect[i])) {
            fail_msg("%s: %s: expected %s, the verdict is %s", protocol->id, example->name, example->expect[i],
                     sheet.verdict_name);
        }
    }
    finding_free(&run.findings);
    for (int i = 0; i < run.word_count; i++) {
        free(run.words[i]);
    }
}

static void run_file(const char *path, const struct load_places *beside)
{
    struct findings findings = {0};
    ifs_protocol *protocol = protocol_load(path, beside, &findings);
    for (size_t i = 0; i < findings.count && protocol == NULL; i++) {
        print_message("%s\n", findings.list[i].message);
    }
    assert_non_null(protocol);
    assert_true(protocol->example_count >= 8);
    for (int j = 0; j < protocol->example_count; j++) {
        run_example(protocol, &protocol->examples[j]);
    }
    protocol_free(protocol);
    finding_free(&findings);
}

static void every_example_of_every_protocol(void **state)
{
    (void)state;
    glob_t files;
    assert_int_equal(glob("protocols/*.cfg", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        run_file(files.gl_pathv[i], &places);
    }
    globfree(&files);
}

/* What an author starts from works before it is changed, with any drug library. */
static void every_example_of_a_new_protocol(void **state)
{
    (void)state;
    static const char *const folders[][2] = {
        {"protocols", "magnesium-sulfate"}, {"tests/protocol/good", "test-drug"}, {"tests/protocol/good", "bag-drug"}};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char path[] = "/tmp/infusheet-XXXXXX/starting.cfg";
        *strrchr(path, '/') = '\0';
        assert_non_null(mkdtemp(path));
        path[strlen(path)] = '/';
        char *words[] = {"starting", "-o", path, "--drug", (char *)folders[i][1], "--protocols", (char *)folders[i][0]};
        assert_int_equal(command_new(7, words), 0);
        run_file(path, &(struct load_places){.protocols = folders[i][0]});
        assert_int_equal(unlink(path), 0);
        *strrchr(path, '/') = '\0';
        assert_int_equal(rmdir(path), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_of_every_protocol),
        cmocka_unit_test(every_example_of_a_new_protocol),
    };
    setenv("SOURCE_DATE_EPOCH", "1795176000", 1); /* MOMENT */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
