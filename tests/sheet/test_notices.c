/*
 * test_notices.c - which findings an order has: at the very figure from which on, and for which answer.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include "build.h"
#include "one_sample.h"

static const struct sheet_finding *find(const char *code)
{
    for (int i = 0; i < sample->sheet.finding_count; i++) {
        if (strcmp(sample->sheet.findings[i].code, code) == 0) {
            return &sample->sheet.findings[i];
        }
    }
    return NULL;
}

static int count_of(const char *code)
{
    int count = 0;
    for (int i = 0; i < sample->sheet.finding_count; i++) {
        count += strcmp(sample->sheet.findings[i].code, code) == 0 ? 1 : 0;
    }
    return count;
}

static bool says(const char *code, const char *message)
{
    for (int i = 0; i < sample->sheet.finding_count; i++) {
        const struct sheet_finding *one = &sample->sheet.findings[i];
        if (strcmp(one->code, code) == 0 && strcmp(one->message, message) == 0) {
            return true;
        }
    }
    return false;
}

/* The findings alone, of the sample as it is: another plan need not hang together for them. */
static void notice(void)
{
    struct build build = {.protocol = &sample->protocol, .request = &sample->request, .plan = &sample->plan, .sheet = &sample->sheet};
    memset(&sample->sheet, 0, sizeof sample->sheet);
    sample->sheet.text = text_over(sample->sheet.letters, sizeof sample->sheet.letters);
    build_checked(&build);
    build_notices(&build);
    assert_false(sample->sheet.full);
}

/* ---- Rounding ---- */

/* A tenth of 1 g are 100,000 mcg, of 900 s 90 s: beyond that it is said. */
static void a_step_of_more_than_a_tenth(void **state)
{
    (void)state;
    static const struct {
        int64_t mcg;
        int64_t s;
        bool dose;
        bool time;
    } cases[] = {
        {1000000, 900, false, false}, {1100000, 990, false, false}, {1100001, 900, true, false}, {900000, 810, false, false},
        {899999, 900, true, false},   {1000000, 991, false, true},  {1000000, 809, false, true},
    };
    sample_begin(sample);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        sample->plan.infusions[0].delivered_mcg = ratio_whole(cases[i].mcg);
        sample->plan.infusions[0].delivered_s = ratio_whole(cases[i].s);
        notice();
        assert_int_equal(find("dose-far-off") != NULL, cases[i].dose);
        assert_int_equal(find("time-far-off") != NULL, cases[i].time);
        assert_int_equal(find("delivered-differs") != NULL, cases[i].mcg != 1000000);
    }
    sample->plan.infusions[0].delivered_mcg = ratio_whole(980000);
    notice();
    assert_true(says("delivered-differs", "infusion: the volume that can be measured contains 980 mg, ordered is 1 g; every limit is "
                                          "held against what is contained."));
    sample->plan.infusions[0].over.s = 0; /* an injection takes no time */
    sample->plan.infusions[0].delivered_s = (ifs_ratio){0, 0};
    notice();
    assert_null(find("time-far-off"));
    sample->plan.infusions[0].over.s = 1;
    sample->plan.infusions[0].delivered_s = ratio_whole(2);
    notice();
    assert_non_null(find("time-far-off"));
}

static void what_was_rounded_inward(void **state)
{
    (void)state;
    sample_begin(sample);
    notice();
    assert_int_equal(count_of("draw-rounded-inward") + count_of("flow-rounded-inward") + count_of("drops-rounded-inward"), 0);
    sample->plan.infusions[0].draw_inward = true;
    sample->plan.infusions[0].flow_inward = true;
    notice();
    assert_true(says("draw-rounded-inward", "infusion: the volume to draw up is rounded to 2 mL, away from the nearest mark, to keep a limit."));
    assert_true(says("flow-rounded-inward",
                     "infusion: the flow is rounded to 408 mL per hour, away from the nearest pump step, to keep a limit."));
    sample->plan.verdict = IFS_INCOMPLETE; /* no order, nothing of its preparation */
    notice();
    assert_null(find("draw-rounded-inward"));
    assert_null(find("outside-label"));
}

static void a_dose_held_at_its_maximum(void **state)
{
    (void)state;
    sample_begin(sample);
    sample->plan.infusions[0].ideal_dose_mcg = ratio_whole(1500000);
    notice();
    assert_null(find("dose-capped"));
    sample->plan.infusions[0].cap = IFS_CAP_MAXIMUM;
    notice();
    assert_true(says("dose-capped", "infusion: the computed dose of 1,500 mg is held at the protocol's maximum; ordered is 1 g"));
    assert_string_equal(find("dose-capped")->where, "example.cfg:60");
    sample->renal[0] = (struct renal_band){.origin = {ORIGIN_PROTOCOL, 70, "study-example"}};
    sample->protocol.renal = sample->renal;
    sample->protocol.renal_count = 1;
    sample->plan.infusions[0].cap = IFS_CAP_RENAL;
    sample->plan.infusions[0].renal_band = 0;
    notice();
    assert_true(says("dose-capped", "infusion: the computed dose of 1,500 mg is held at the maximum for this renal function; ordered is 1 g"));
    assert_string_equal(find("dose-capped")->where, "example.cfg:70");
}

/* ---- Products ---- */

static void labels_and_ready_to_use(void **state)
{
    (void)state;
    static const char *const labels[] = {"another-label", "example-label", "third-label"};
    sample_begin(sample);
    sample->indications[0].labelled_as = "example-label";
    for (int first = 0; first < 3; first++) {
        for (int count = 0; count <= 3 - first; count++) {
            sample->products[0].labelled = labels + first;
            sample->products[0].labelled_count = count;
            notice();
            bool labelled = first <= 1 && first + count > 1;
            assert_int_equal(find("outside-label") == NULL, labelled);
        }
    }
    assert_non_null(find("ready-to-use-preferred")); /* the other container of the rule, behind the one that is used */
    sample->containers[1].product = &sample->products[0];
    notice();
    assert_null(find("ready-to-use-preferred"));
    sample->containers[0].product = &sample->products[1];
    sample->plan.infusions[0].container = 1; /* and now before it */
    notice();
    assert_string_equal(find("ready-to-use-preferred")->where, "example.cfg:66");
    sample->plan.infusions[0].container = 0;
    notice();
    assert_null(find("ready-to-use-preferred"));
}

static void a_product_that_asks_for_a_pump(void **state)
{
    (void)state;
    sample_begin(sample);
    sample->plan.infusions[0].device = IFS_GRAVITY;
    notice();
    assert_null(find("gravity-outside-label"));
    assert_null(find("diluent-ignored"));
    sample->plan.infusions[0].container = 1;
    sample->plan.infusions[0].diluent_ignored = true;
    notice();
    assert_string_equal(find("gravity-outside-label")->where, "magnesium-sulfate.cfg:30");
    assert_string_equal(find("diluent-ignored")->brief, "infusion: the diluent given is not used; add nothing to the product.");
    sample->plan.infusions[0].device = IFS_PUMP;
    notice();
    assert_null(find("gravity-outside-label"));
}

/* ---- Refusals ---- */

static void why_there_is_no_order(void **state)
{
    (void)state;
    sample_verdict(sample, IFS_REFUSED);
    sample->plan.limits[0].result = IFS_PASS;
    notice(); /* the first of the checks refuses: the reason stands there */
    assert_int_equal(find("no-order") != NULL, false);
    sample->plan.checks[SAMPLE_CHECK_HEART_BLOCK] = IFS_PASS;
    notice();
    assert_non_null(find("no-order"));
    sample->sheet.finding_count = 0;
    sample->sheet.checks[sample->sheet.check_count].hard = true; /* of no check of this sheet */
    build_notices(&(struct build){.protocol = &sample->protocol, .request = &sample->request, .plan = &sample->plan, .sheet = &sample->sheet});
    assert_non_null(find("no-order"));
    sample->plan.acute_injury = true;
    notice();
    assert_true(find("acute-injury")->elsewhere);
    assert_null(find("no-order"));
    sample->plan.acute_injury = false;
    sample->plan.contradictions = 1;
    notice();
    assert_true(find("contradictory-answers")->elsewhere);
    assert_null(find("no-order"));
    sample->plan.verdict = IFS_READY;
    notice();
    assert_null(find("contradictory-answers"));
}

/* One of the infusion that the protocol has, one of the order, and none of what it has not. */
static void obstacles_say_where(void **state)
{
    (void)state;
    sample_begin(sample);
    sample->plan.verdict = IFS_REFUSED;
    sample->infusions[1] = sample->infusions[0];
    sample->plan.obstacle[1] = IFS_OBSTACLE_NO_FLOW;
    notice();
    assert_int_equal(sample->sheet.findings[0].severity, IFS_ERROR);
    assert_string_equal(sample->sheet.findings[0].code, "no-order");
    sample->plan.obstacle[0] = IFS_OBSTACLE_NO_FLOW;
    sample->plan.order_obstacle = IFS_OBSTACLE_NO_RESCUE;
    notice();
    assert_string_equal(sample->sheet.findings[0].where, "infusion");
    assert_true(sample->sheet.findings[0].elsewhere);
    assert_int_equal(sample->sheet.findings[0].severity, IFS_ERROR);
    assert_null(sample->sheet.findings[1].where);
    assert_null(find("no-order"));
    assert_string_not_equal(sample->sheet.findings[2].code, sample->sheet.findings[0].code);
}

/* The first fact of all, the last, and none beyond. */
static void values_to_be_confirmed(void **state)
{
    (void)state;
    sample_verdict(sample, IFS_REFUSED);
    sample->protocol.facts[SAMPLE_FACTS] = (struct fact_rule){.name = "beyond", .kind = FACT_QUESTION, .ask = "Beyond?"};
    fact_set_add(&sample->plan.confirm, IFS_FACT_WEIGHT);
    fact_set_add(&sample->plan.confirm, SAMPLE_DIGOXIN);
    fact_set_add(&sample->plan.confirm, SAMPLE_FACTS);
    fact_set_add(&sample->request.known, SAMPLE_FACTS);
    notice();
    assert_int_equal(count_of("unconfirmed-value"), 2);
    assert_true(says("unconfirmed-value", "Weight: 68 kg is unusual. Measure again; if it is right, confirm it (--confirm weight)."));
    assert_true(says("unconfirmed-value", "Taking digoxin? no is unusual. Measure again; if it is right, confirm it (--confirm digoxin)."));
    assert_null(find("unread-fact"));
}

/* ---- What was given and not used ---- */

/* Whether it is a finding that this fact was given where the protocol reads nothing but that one. */
static bool unread(int fact, int read)
{
    char message[100];
    sample_begin(sample);
    sample->protocol.read = (ifs_fact_set){{0}};
    sample->protocol.required = (ifs_fact_set){{0}};
    sample->protocol.bedside = (ifs_fact_set){{0}};
    fact_set_add(&sample->request.known, fact);
    sample->request.unit[fact] = 0;
    fact_set_add(&sample->protocol.read, read);
    notice();
    snprintf(message, sizeof message, "%s was given, but this protocol does not read it.", sample->protocol.facts[fact].name);
    return says("unread-fact", message);
}

/* What an estimate of the clearance is made of, by what the program acts on itself, and who the patient is. */
static void what_serves_another(void **state)
{
    (void)state;
    static const int estimate[] = {IFS_FACT_WEIGHT, IFS_FACT_WEIGHT_BASIS, IFS_FACT_HEIGHT, IFS_FACT_AGE, IFS_FACT_BORN, IFS_FACT_SEX,
                                   IFS_FACT_CREATININE, IFS_FACT_CREATININE_TAKEN, IFS_FACT_EGFR, IFS_FACT_RENAL, IFS_FACT_RENAL_BASIS,
                                   IFS_FACT_PREGNANT, IFS_FACT_CRCL};
    static const int always[] = {IFS_FACT_SETTING, IFS_FACT_INDICATION, IFS_FACT_PRODUCT, IFS_FACT_DILUENT, IFS_FACT_DEVICE,
                                 IFS_FACT_NAME, IFS_FACT_PHONE};
    static const int with[][2] = {{IFS_FACT_WEIGHT_BASIS, IFS_FACT_WEIGHT}, {IFS_FACT_BORN, IFS_FACT_AGE},
                                  {IFS_FACT_CREATININE_TAKEN, IFS_FACT_CREATININE}, {IFS_FACT_RENAL_BASIS, IFS_FACT_RENAL}};
    for (size_t i = 0; i < COUNT_OF(estimate); i++) {
        assert_false(unread(estimate[i], IFS_FACT_CRCL));
        assert_false(unread(estimate[i], IFS_FACT_EGFR));
        assert_true(unread(estimate[i], IFS_FACT_SPO2));
        assert_false(unread(estimate[i], estimate[i]));
    }
    for (size_t i = 0; i < COUNT_OF(always); i++) {
        assert_false(unread(always[i], IFS_FACT_SPO2));
    }
    for (size_t i = 0; i < COUNT_OF(with); i++) {
        for (size_t j = 0; j < COUNT_OF(with); j++) {
            assert_int_equal(unread(with[i][0], with[j][1]), i != j);
        }
        assert_true(unread(with[i][1], with[i][0]));
    }
    assert_true(unread(IFS_FACT_SPO2, IFS_FACT_CRCL));
    assert_true(unread(SAMPLE_DIGOXIN, IFS_FACT_CRCL));
}

/* A fact that is required, or measured at the bedside, is used though no condition reads it. */
static void what_is_asked_is_used(void **state)
{
    (void)state;
    sample_begin(sample);
    sample->protocol.read = (ifs_fact_set){{0}};
    notice();
    assert_false(says("unread-fact", "age was given, but this protocol does not read it."));
    assert_false(says("unread-fact", "weight-basis was given, but this protocol does not read it."));
    assert_false(says("unread-fact", "systolic was given, but this protocol does not read it."));
    assert_true(says("unread-fact", "height was given, but this protocol does not read it."));
    sample->protocol.required = (ifs_fact_set){{0}};
    fact_set_add(&sample->protocol.read, IFS_FACT_BORN); /* what serves it serves no weight */
    notice();
    assert_true(says("unread-fact", "weight-basis was given, but this protocol does not read it."));
}

static void prescribed_by_nobody(void **state)
{
    (void)state;
    sample_begin(sample);
    sample->request.prescriber = NULL;
    notice();
    assert_null(find("prescribed-without-prescriber"));
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        for (int dose = 0; dose <= 1; dose++) {
            sample->request.choices[i] = (ifs_choice){.has_dose = dose == 1, .has_over = dose == 0};
            notice();
            assert_non_null(find("prescribed-without-prescriber"));
            sample->request.prescriber = "Bea Invented";
            notice();
            assert_null(find("prescribed-without-prescriber"));
            sample->request.prescriber = NULL;
        }
        sample->request.choices[i] = (ifs_choice){0};
    }
}

/* ---- Overrides ---- */

static bool overridden_by_nobody(const char *reason, const char *prescriber, const char *reference)
{
    sample_verdict(sample, IFS_OVERRIDE_NEEDED);
    sample->request.overrides[0] = (ifs_override){"digoxin", reason};
    sample->request.override_count = 1;
    sample->request.prescriber = prescriber;
    sample->request.prescriber_reference = reference;
    notice();
    const struct sheet_finding *found = find("override-invalid");
    assert_non_null(found);
    assert_int_equal(count_of("override-not-needed"), 0); /* it was needed */
    assert_int_equal(strstr(found->message, "reason is blank") != NULL, reason == NULL || strspn(reason, " \t") == strlen(reason));
    return strstr(found->message, "reference is missing") != NULL;
}

static void an_override_that_nobody_signed(void **state)
{
    (void)state;
    static const char *const blanks[] = {NULL, "", " ", "\t", " \t "};
    for (size_t i = 0; i < COUNT_OF(blanks); i++) {
        assert_true(overridden_by_nobody("agreed", blanks[i], "order 7"));
        assert_true(overridden_by_nobody("agreed", "Bea Invented", blanks[i]));
        assert_false(overridden_by_nobody(blanks[i], "Bea Invented", "order 7"));
    }
    assert_false(overridden_by_nobody("x", "!", "7"));
    assert_false(overridden_by_nobody(" x", "\n", "\b"));
}

/* Only those that were given, each of its own check. */
static void overrides_by_their_checks(void **state)
{
    (void)state;
    sample_verdict(sample, IFS_OVERRIDE_NEEDED);
    sample->plan.checks[SAMPLE_CHECK_DIGOXIN] = IFS_OVERRIDDEN;
    sample->plan.check_reason[SAMPLE_CHECK_DIGOXIN] = "agreed";
    sample->request.overrides[0] = (ifs_override){"digoxin", "agreed"};
    sample->request.overrides[1] = (ifs_override){"of-nothing", "agreed"};
    sample->request.override_count = 1;
    notice();
    assert_int_equal(count_of("override-invalid") + count_of("override-unknown") + count_of("override-not-needed"), 0);
    sample->request.override_count = 2;
    notice();
    assert_string_equal(find("override-unknown")->message, "There is no check named of-nothing; its override is not used.");
    sample->request.overrides[1].check = "heart-block"; /* the first of the checks, which passes */
    notice();
    assert_string_equal(find("override-not-needed")->message, "The override of heart-block is not needed: that check asks for none.");
    sample->plan.checks[SAMPLE_CHECK_HEART_BLOCK] = IFS_UNKNOWN;
    sample_answer(sample, "heart-block", "unknown");
    notice();
    assert_non_null(find("override-not-needed"));
}

/* ---- Protocol ---- */

static void sources_and_review(void **state)
{
    (void)state;
    sample_begin(sample);
    notice();
    assert_string_equal(find("unverified-sources")->message,
                        "1 of 2 sources of the protocol and its drug library have not been verified by a person.");
    assert_string_equal(find("unverified-sources")->where, "example.cfg");
    sample->sources[1].verified = "no";
    notice();
    assert_memory_equal(find("unverified-sources")->message, "2 of 2 ", 7);
    sample->protocol.source_count = 1;
    notice();
    assert_memory_equal(find("unverified-sources")->message, "1 of 1 ", 7);
    sample->sources[0].verified = "Ada Example, 2026-01-02";
    notice();
    assert_null(find("unverified-sources"));
    assert_null(find("past-review"));
    sample->protocol.review_by = 20777; /* 2026-11-20, the day of the order */
    notice();
    assert_null(find("past-review"));
    sample->protocol.review_by = 20776;
    notice();
    assert_non_null(find("past-review"));
    assert_string_equal(find("past-review")->where, "example.cfg");
}

static void limits_beyond_the_library(void **state)
{
    (void)state;
    sample_begin(sample);
    sample->doses[0].limit.because = "the example says so"; /* of the first outcome */
    sample->doses[0].limit.exceeds = ratio_whole(2000000);
    sample->plan.limits[4] = sample->plan.limits[0]; /* beyond those there are */
    notice();
    assert_int_equal(count_of("exceeded-limit"), 1);
    assert_string_equal(find("exceeded-limit")->message,
                        "Dose: the protocol allows up to 3 g, beyond the drug library's limit of 2 g, because: the example says so");
    assert_string_equal(find("exceeded-limit")->where, "example.cfg:60");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_step_of_more_than_a_tenth),    cmocka_unit_test(what_was_rounded_inward),
        cmocka_unit_test(a_dose_held_at_its_maximum),     cmocka_unit_test(labels_and_ready_to_use),
        cmocka_unit_test(a_product_that_asks_for_a_pump), cmocka_unit_test(why_there_is_no_order),
        cmocka_unit_test(obstacles_say_where),            cmocka_unit_test(values_to_be_confirmed),
        cmocka_unit_test(what_serves_another),            cmocka_unit_test(what_is_asked_is_used),
        cmocka_unit_test(prescribed_by_nobody),           cmocka_unit_test(an_override_that_nobody_signed),
        cmocka_unit_test(overrides_by_their_checks),      cmocka_unit_test(sources_and_review),
        cmocka_unit_test(limits_beyond_the_library),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
