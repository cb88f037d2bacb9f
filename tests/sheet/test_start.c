/*
 * test_start.c - what has to be measured before the start, and within which limits: those of checks, and of limits that hang on a measurement.
 *
 * Each order is computed from a protocol written here.
 */
#include "engine/written.h"

#include "sheet.h"

#define TRIAL " source = 'trial'; "
#define CHECK(id, kind, when) "{ id = '" id "'; " kind " = '" when "'; say = 'So.';" TRIAL "}"

static struct ifs_sheet sheet;

/* Behind the lists stands a check, and a limit, that would ask for a pressure below 41 mmHg; neither is one. */
static void surround_lists(struct order *order)
{
    static struct check checks[IFS_CHECK_MAX + 1];
    static struct limit limit;
    static const uint16_t test[1] = {CONDITION_TESTS - 1};
    ifs_protocol *protocol = order->protocol;
    const struct condition when = {.ops = test, .count = 1, .text = "behind"};
    protocol->tests.list[CONDITION_TESTS - 1] = (struct test){.threshold = 41, .slot = IFS_FACT_SYSTOLIC, .fact = IFS_FACT_SYSTOLIC};
    memcpy(checks, protocol->checks, (size_t)protocol->check_count * sizeof checks[0]);
    checks[protocol->check_count] = (struct check){.when = when, .id = "behind", .say = "Behind."};
    protocol->checks = checks;
    order->plan.checks[protocol->check_count] = IFS_UNKNOWN;
    limit = (struct limit){.when = when, .kind = IFS_LIMIT_VOLUME, .hard_max = {1, 1}};
    order->plan.limits[order->plan.limit_count] = (ifs_limit_outcome){.limit = &limit, .result = IFS_UNKNOWN, .delivered = {2, 1}};
}

struct row {
    const char *of;
    struct parts parts;
    const char *words;
    const char *starts; /* each with its limit, divided by bars */
};

#define BIG .dose = "{ usual = '3 g'; step = '10 mg';" TRIAL "}", .over = "{ usual = '60 min';" TRIAL "}"
#define EIGHT "'systolic', 'diastolic', 'heart-rate', 'resp-rate', 'spo2', 'magnesium', 'reflexes', 'urine-output'"

static const struct row rows[] = {
    {"nothing", {0}, "", ""},
    {"no limit", {.more = "bedside = ['systolic'];"}, "", "systolic: - | "},
    {"the first fact there is", {.more = "bedside = ['weight']; checks = ( " CHECK("a", "refuse-if", "weight < 50 kg") " );"}, "", "weight: at least 50 kg | "},
    {"what refuses, but no warning", {.more = "bedside = ['systolic', 'spo2']; checks = ( " CHECK("a", "refuse-if", "systolic < 100 mmHg") ", "
     CHECK("b", "warn-if", "spo2 < 95 %") " );"}, "", "systolic: at least 100 mmHg | spo2: - | "},
    {"what stands at the head of the drug library", {.drug = "watched-drug", .more = "bedside = ['resp-rate'];"}, "spo2=98 % | heart-rate=80 /min",
     "resp-rate: at least 8 per minute | "},
    /* 3 g of the premix are 300 mL, more than the 200 mL that a pressure below 100 mmHg allows; 1 g is 100 mL. */
    {"a limit that a measurement may bring", {.drug = "limited-drug", .more = "bedside = ['systolic'];", BIG}, "frail=no | given-24h=0 g", "systolic: at least 100 mmHg | "},
    {"a limit that is kept anyway", {.drug = "limited-drug", .more = "bedside = ['systolic'];"}, "frail=no | given-24h=0 g", "systolic: - | "},
    /* What is known decides a part of the check: that asks for nothing more. */
    {"a part that holds already", {.more = "bedside = ['systolic', 'spo2']; checks = ( " CHECK("a", "refuse-if", "(awake or systolic < 100 mmHg) and spo2 < 94 %") " );"},
     "awake=yes", "systolic: - | spo2: at least 94 % | "},
    {"a part that holds already, told last", {.more = "bedside = ['systolic', 'spo2']; checks = ( " CHECK("a", "refuse-if", "(systolic < 100 mmHg or awake) and spo2 < 94 %") " );"},
     "awake=yes", "systolic: - | spo2: at least 94 % | "},
    {"the other half of both", {.more = "bedside = ['systolic']; checks = ( " CHECK("a", "refuse-if", "awake and systolic < 100 mmHg") " );"}, "awake=yes",
     "systolic: at least 100 mmHg | "},
    /* Any one of three trips it, however they are bracketed. */
    {"one of three", {.more = "bedside = ['systolic', 'heart-rate', 'spo2']; checks = ( " CHECK("a", "refuse-if",
     "systolic < 100 mmHg or (spo2 < 94 % or heart-rate > 120 /min)") " );"}, "",
     "systolic: at least 100 mmHg | heart-rate: at most 120 per minute | spo2: at least 94 % | "},
    /* Neither of the two alone trips it: that cannot be said of each, and the authors' words stand there. */
    {"one, or two together", {.more = "bedside = ['systolic', 'resp-rate', 'spo2']; checks = ( " CHECK("a", "refuse-if",
     "systolic < 100 mmHg or (resp-rate < 12 /min and spo2 < 94 %)") " );"}, "", "systolic: not if this holds: So. | resp-rate: not if this holds: So. | spo2: not if this holds: So. | "},
    {"two together, or one", {.more = "bedside = ['systolic', 'resp-rate', 'spo2']; checks = ( " CHECK("a", "refuse-if",
     "(resp-rate < 12 /min and spo2 < 94 %) or systolic < 100 mmHg") " );"}, "", "systolic: not if this holds: So. | resp-rate: not if this holds: So. | spo2: not if this holds: So. | "},
    {"all eight, turned round", {.more = "bedside = [" EIGHT "]; checks = ( " CHECK("a", "refuse-if",
     "not (systolic >= 100 mmHg and diastolic >= 50 mmHg and heart-rate >= 60 /min and resp-rate >= 12 /min and spo2 >= 94 % and magnesium >= 1 mg/dL and "
     "reflexes is present and urine-output >= 25 mL/h)") " );"}, "",
     "urine-output: at least 25 mL per hour | magnesium: at least 1 mg/dL | systolic: at least 100 mmHg | diastolic: at least 50 mmHg | heart-rate: at least 60 per minute | "
     "resp-rate: at least 12 per minute | spo2: at least 94 % | reflexes: present | "},
};

static void starts_of(char *out, size_t capacity)
{
    struct text text = text_over(out, capacity);
    for (int i = 0; i < sheet.start_count; i++) {
        text_add(&text, sheet.starts[i].fact);
        text_add(&text, ": ");
        text_add(&text, sheet.starts[i].limit != NULL ? sheet.starts[i].limit : "-");
        text_add(&text, " | ");
    }
}

static void what_is_measured_before_the_start(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct order *order = NULL;
        char starts[600];
        plan_of(&order, &rows[i].parts, rows[i].words);
        surround_lists(order);
        sheet_build(order->protocol, &order->request, &order->plan, &sheet);
        starts_of(starts, sizeof starts);
        if (strcmp(starts, rows[i].starts) != 0) {
            fail_msg("%s: %s", rows[i].of, starts);
        }
        forget(order);
    }
}

/* A limit whose figure is not known is not passed whatever is measured; a limit that stands first is looked at like others. */
static void the_first_limit_and_one_without_a_figure(void **state)
{
    (void)state;
    struct order *order = NULL;
    plan_of(&order, &rows[5].parts, rows[5].words);
    for (int i = 0; i < order->plan.limit_count; i++) {
        if (order->plan.limits[i].result == IFS_UNKNOWN) {
            order->plan.limits[0] = order->plan.limits[i];
        }
    }
    order->plan.limit_count = 1;
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    assert_string_equal(sheet.starts[0].limit, "at least 100 mmHg");
    assert_string_equal(sheet.starts[0].label, "Systolic blood pressure");
    order->plan.limits[0].delivered = (ifs_ratio){0, 0};
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    assert_null(sheet.starts[0].limit);
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_measured_before_the_start),
        cmocka_unit_test(the_first_limit_and_one_without_a_figure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
