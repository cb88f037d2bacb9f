/*
 * test_sheet.c - what a sheet says, before it is laid out.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sample.h"
#include "wording.h"

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct sample));
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static const struct sheet_finding *find(const struct ifs_sheet *sheet, const char *code)
{
    for (int i = 0; i < sheet->finding_count; i++) {
        if (strcmp(sheet->findings[i].code, code) == 0) {
            return &sheet->findings[i];
        }
    }
    return NULL;
}

static const struct sheet_finding *finding(const struct ifs_sheet *sheet, const char *code)
{
    const struct sheet_finding *found = find(sheet, code);
    if (found == NULL) {
        fail_msg("no finding %s", code);
    }
    return found;
}

static const struct sheet_check *check(const struct ifs_sheet *sheet, const char *id)
{
    for (int i = 0; i < sheet->check_count; i++) {
        if (strcmp(sheet->checks[i].id, id) == 0) {
            return &sheet->checks[i];
        }
    }
    fail_msg("no check %s", id);
    return NULL;
}

static bool any_line(const struct sheet_lines *lines, const char *text)
{
    for (int i = 0; i < lines->count; i++) {
        if (strcmp(lines->list[i].text, text) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- Verdict -------------------------------------------------------------------------------------------------- */

static void an_all_zero_plan_is_a_refusal(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    memset(&sample->plan, 0, sizeof sample->plan);
    sample_build(sample);
    assert_string_equal(sample->sheet.verdict_name, "refused");
    assert_int_equal(sample->sheet.infusion_count, 0);
    assert_true(sample->sheet.reasons.count > 0);
    assert_true(sample->sheet.draft);
    assert_false(sample->sheet.full);
}

static void a_request_that_knows_nothing_has_a_sheet(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    memset(&sample->plan, 0, sizeof sample->plan);
    memset(&sample->request, 0, sizeof sample->request);
    sample->plan.verdict = IFS_INCOMPLETE;
    for (int i = 0; i < SAMPLE_FACTS; i++) {
        fact_set_add(&sample->plan.missing, i);
    }
    sample_build(sample);
    assert_false(sample->sheet.full);
    assert_int_equal(sample->sheet.missing_count, SAMPLE_FACTS);
    assert_string_equal(sample->sheet.renal_status, "unknown");
}

static void only_orders_have_infusions(void **state)
{
    struct sample *sample = *state;
    for (int verdict = IFS_REFUSED; verdict <= IFS_READY; verdict++) {
        sample_verdict(sample, (ifs_verdict)verdict);
        sample_build(sample);
        bool order = verdict != IFS_REFUSED && verdict != IFS_INCOMPLETE;
        assert_int_equal(sample->sheet.infusion_count, order ? 1 : 0);
        assert_int_equal(sample->sheet.rescue.count, order ? 1 : 0);
        assert_int_equal(sample->sheet.monitoring.count, order ? 1 : 0);
        assert_int_equal(sample->sheet.totals.count, order ? 1 : 0);
        assert_true(sample->sheet.draft);
    }
}

static void overrides_are_said_in_the_verdict(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_READY);
    sample->plan.checks[SAMPLE_CHECK_DIGOXIN] = IFS_OVERRIDDEN;
    sample->plan.check_reason[SAMPLE_CHECK_DIGOXIN] = "Cardiologist agrees";
    sample_build(sample);
    assert_string_equal(sample->sheet.verdict_words, "READY WITH OVERRIDES");
    assert_string_equal(sample->sheet.verdict_name, "ready");
    assert_string_equal(
        sample->sheet.overrides.list[0].text,
        "By Bea Invented, order 7, reason: Cardiologist agrees (check: Digoxin: heart block may follow.)");
    assert_string_equal(check(&sample->sheet, "digoxin")->reason, "Cardiologist agrees");
}

/* The first check, the first limit, and none of those that the plan has not. */
static void any_override_is_said_in_the_verdict(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.checks[SAMPLE_CHECKS] = IFS_OVERRIDDEN;
    sample->plan.limits[4] = sample->plan.limits[0];
    sample->plan.limits[4].result = IFS_OVERRIDDEN;
    sample_build(sample);
    assert_string_equal(sample->sheet.verdict_words, wording_verdict(IFS_READY));
    sample->plan.checks[0] = IFS_OVERRIDDEN;
    sample->plan.check_reason[0] = "Cardiologist agrees";
    sample_build(sample);
    assert_string_equal(sample->sheet.verdict_words, words.ready_with_overrides);
    assert_string_equal(sample->sheet.verdict_note, words.ready_with_overrides_note);
    sample_begin(sample);
    sample->plan.limits[0].result = IFS_OVERRIDDEN;
    sample->plan.limits[0].reason = "Cardiologist agrees";
    sample_build(sample);
    assert_string_equal(sample->sheet.verdict_words, words.ready_with_overrides);
}

static void a_line_that_holds_something_is_flushed(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->site.line_volume.ul = 0;
    sample_build(sample);
    assert_null(sample->sheet.line_volume);
    sample->site.line_volume.ul = 1;
    sample_build(sample);
    assert_non_null(strstr(sample->sheet.line_volume, "(0.001 mL)"));
}

static void a_draft_says_why(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->request.prescriber = NULL;
    sample->protocol.review_by = 20776; /* 2026-11-19, the day before the order */
    sample_build(sample);
    assert_false(sample->sheet.approved);
    assert_non_null(strstr(sample->sheet.draft_words, "not been approved"));
    assert_non_null(strstr(sample->sheet.draft_words, "no prescriber"));
    assert_non_null(strstr(sample->sheet.draft_words, "past its review date"));
    finding(&sample->sheet, "past-review");
    sample->protocol.review_by = 20777; /* the day of the order */
    sample_build(sample);
    assert_null(strstr(sample->sheet.draft_words, "past its review date"));
    assert_null(find(&sample->sheet, "past-review"));
}

static void the_moment_is_civil(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_build(sample);
    assert_string_equal(sample->sheet.moment, "2026-11-20 15:30 +01:00");
    sample->request.at_offset_min = -870; /* 14 h 30 min west: midnight */
    sample_build(sample);
    assert_string_equal(sample->sheet.moment, "2026-11-20 00:00 -14:30");
    sample->request.at_s = -1;
    sample->request.at_offset_min = 0;
    sample_build(sample);
    assert_string_equal(sample->sheet.moment, "1969-12-31 23:59 +00:00");
}

/* ---- Renal function ------------------------------------------------------------------------------------------- */

static const char *clearance_words(struct sample *sample, int64_t clearance)
{
    sample_begin(sample); /* its protocol asks: crcl < 30 mL/min */
    sample->plan.derived.estimates[0].clearance = clearance;
    sample->plan.derived.crcl = clearance;
    sample_build(sample);
    assert_string_equal(sample->sheet.crcl.text, sample->sheet.estimates[0].text);
    return sample->sheet.crcl.value;
}

static void a_clearance_stands_on_its_side_of_the_band(void **state)
{
    struct sample *sample = *state;
    const int64_t edge = 30 * RENAL_PER_ML_PER_MIN;
    assert_string_equal(clearance_words(sample, edge), "30");
    assert_string_equal(clearance_words(sample, edge + 1), "30"); /* a little more than 30 is not below 30 */
    assert_string_equal(clearance_words(sample, edge - 1), "29.999999");
    assert_string_equal(clearance_words(sample, edge - 2), "29.999999");
    assert_string_equal(clearance_words(sample, edge - 20000), "29.99");  /* 29.99 exactly */
    assert_string_equal(clearance_words(sample, edge - 100000), "29.95"); /* would round to 30 with one decimal */
    assert_string_equal(clearance_words(sample, edge - 100002), "29.9");  /* 29.949999 */
    assert_string_equal(clearance_words(sample, 2 * 88449999), "88.4");
    assert_string_equal(clearance_words(sample, 2 * 88450000), "88.5");
}

static void every_estimate_is_listed(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.derived.estimate_count = 2;
    sample_build(sample);
    assert_string_equal(sample->sheet.crcl.text, "106.4 mL/min"); /* 106 x 68 / 57.6 x 0.85 = 106.368... */
    assert_string_equal(sample->sheet.estimates[0].method, "cockcroft-gault");
    assert_string_equal(sample->sheet.estimates[0].weight, "actual");
    assert_string_equal(sample->sheet.estimates[1].method, "category");
    assert_null(sample->sheet.estimates[1].weight);
    assert_string_equal(sample->sheet.estimates[1].text, "120 mL/min");
}

static void pregnancy_has_no_estimate(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    memset(&sample->plan.derived, 0, sizeof sample->plan.derived);
    sample->plan.derived.pregnancy_blocks = true;
    sample_build(sample);
    assert_non_null(strstr(sample->sheet.renal_status, "pregnancy"));
    assert_null(sample->sheet.crcl.text);
}

/* ---- The order ------------------------------------------------------------------------------------------------ */

static void figures_of_the_order(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_build(sample);
    const struct sheet_infusion *infusion = &sample->sheet.infusions[0];
    assert_string_equal(infusion->dose, "1 g");
    assert_string_equal(infusion->dose_mmol, "4.06"); /* 1000 / 246.47 = 4.0573 */
    assert_string_equal(infusion->dose_meq, "8.11");  /* twice that: 8.1146 */
    assert_string_equal(infusion->basis, "fixed");
    assert_string_equal(infusion->draw, "2 mL");
    assert_string_equal(infusion->total, "102 mL");
    assert_string_equal(infusion->flow, "408 mL per hour");
    assert_int_equal(infusion->speed_mcg_per_min, 66667); /* 1,000,000 / 15 */
    assert_int_equal(infusion->per_kg_mcg, 14706);        /* 1,000,000 / 68 = 14705.9 */
    assert_int_equal(infusion->concentration_mcg, 1000000);
    assert_int_equal(infusion->total_ul, 102000);
    assert_null(infusion->drops);
    assert_null(infusion->delivered);
    assert_string_equal(infusion->concentration, "9.8 mg per mL");
}

/* 1.5 g of a premix of 1 g in 100 mL: 150 mL of the 200 mL in two containers. */
static void a_premix_is_not_drawn_up(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    ifs_infusion *of = &sample->plan.infusions[0];
    of->container = 1;
    of->diluent = -1;
    of->dose.mcg = 1500000;
    of->delivered_mcg = ratio_whole(1500000);
    of->exact_draw_ul = (ifs_ratio){0, 0};
    of->draw.ul = 0;
    of->diluent_volume.ul = 0;
    of->total_ul = ratio_whole(150000);
    of->containers = 2;
    of->diluent_ignored = true;
    sample_build(sample);
    const struct sheet_infusion *infusion = &sample->sheet.infusions[0];
    assert_true(infusion->premixed);
    assert_null(infusion->draw);
    assert_null(infusion->diluent);
    assert_string_equal(infusion->additive, "premixed");
    assert_string_equal(infusion->preparation,
                        "Ready to use: 2 ready-to-use containers, infuse only 150 mL of the 200 mL and discard "
                        "the rest; add nothing.");
    assert_null(find(&sample->sheet, "ready-to-use-preferred"));
    finding(&sample->sheet, "diluent-ignored");
}

static void preparation_by_each_rule(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->containers[0].additive = ADDITIVE_REPLACED;
    sample_build(sample);
    assert_string_equal(sample->sheet.infusions[0].preparation,
                        "Withdraw 2 mL from 100 mL of sodium chloride 0.9 % and discard it, then add 2 mL of the drug; "
                        "total 102 mL; mix.");
    sample->containers[0].additive = ADDITIVE_MADE_UP;
    sample->plan.infusions[0].diluent_volume.ul = 98000;
    sample->plan.infusions[0].total_ul = ratio_whole(100000);
    sample_build(sample);
    assert_string_equal(sample->sheet.infusions[0].preparation,
                        "Draw up 2 mL and add 98 mL of sodium chloride 0.9 % to make 100 mL; mix.");
}

/* 2 mL of 100 mL in all: 98 mL of diluent. The syringe is named by its size, or by what it has to hold. */
static void a_syringe_is_named(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->containers[0].vessel = VESSEL_SYRINGE;
    sample->containers[0].additive = ADDITIVE_MADE_UP;
    sample->containers[0].capacity.ul = 120000;
    sample->plan.infusions[0].diluent_volume.ul = 98000;
    sample->plan.infusions[0].total_ul = ratio_whole(100000);
    sample_build(sample);
    assert_string_equal(sample->sheet.infusions[0].preparation,
                        "Draw up 2 mL in the smallest syringe that holds it, put it into a 120 mL syringe, add 98 mL of sodium chloride 0.9 % up to 100 mL; mix.");
    sample->containers[0].capacity.ul = 0;
    sample_build(sample);
    assert_string_equal(sample->sheet.infusions[0].preparation,
                        "Draw up 2 mL in the smallest syringe that holds it, put it into a syringe that holds 100 mL, add 98 mL of sodium chloride 0.9 % up to "
                        "100 mL; mix.");
    sample->containers[0].additive = ADDITIVE_ADDED;
    sample->plan.infusions[0].total_ul = ratio_whole(102000);
    sample_build(sample);
    assert_string_equal(sample->sheet.infusions[0].preparation,
                        "Draw up 2 mL in the smallest syringe that holds it, put it into a syringe that holds 102 mL, add 100 mL of sodium chloride 0.9 %; total "
                        "102 mL; mix.");
}

/* 1 g per hour for 24 h are 24 g; 10 mg per kg per hour for 68 kg are 680 mg per hour, in 3 h 2,040 mg. */
static void a_dose_rate_reads_as_one(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->doses[0].rate = true;
    sample->doses[0].basis = DOSE_RATE;
    sample->plan.infusions[0].dose.mcg = 24000000;
    sample->plan.infusions[0].over.s = 86400;
    sample_build(sample);
    assert_string_equal(sample->sheet.infusions[0].dose_line,
                        "magnesium sulfate 1 g per hour for 24 h (24 g), intravenous infusion");
    assert_string_equal(sample->sheet.infusions[0].dose, "24 g");
    sample->plan.infusions[0].dose.mcg = 2040000;
    sample->plan.infusions[0].over.s = 10800;
    sample_build(sample);
    assert_string_equal(sample->sheet.infusions[0].dose_line,
                        "magnesium sulfate 680 mg per hour for 3 h (2,040 mg), intravenous infusion");
}

static void what_rounding_changes_is_said(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    ifs_infusion *of = &sample->plan.infusions[0];
    of->delivered_mcg = ratio_whole(1050000);
    of->delivered_s = ratio_make(90140, 100); /* 901.4 s = 15 min 1.4 s, to the nearest second */
    of->draw_inward = true;
    of->flow_inward = true;
    of->cap = IFS_CAP_MAXIMUM;
    of->ideal_dose_mcg = ratio_whole(1200000);
    sample_build(sample);
    assert_non_null(strstr(sample->sheet.infusions[0].delivered, "1,050 mg"));
    assert_non_null(strstr(sample->sheet.infusions[0].delivered, "15 min 1 s"));
    finding(&sample->sheet, "delivered-differs");
    finding(&sample->sheet, "draw-rounded-inward");
    finding(&sample->sheet, "flow-rounded-inward");
    assert_non_null(strstr(finding(&sample->sheet, "dose-capped")->message, "1,200 mg"));
}

static void gravity_has_drops(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    ifs_infusion *of = &sample->plan.infusions[0];
    of->device = IFS_GRAVITY;
    of->drops_per_min = 68;
    of->drop_factor = 10;
    sample->products[0].pump_required = true;
    sample_build(sample);
    const struct sheet_infusion *infusion = &sample->sheet.infusions[0];
    assert_string_equal(infusion->drops, "68 (set of 10 drops per mL)");
    assert_string_equal(infusion->flow, "408 mL per hour");
    assert_string_equal(infusion->flow_words, "about 408 mL per hour");
    assert_string_equal(infusion->over_words, "15 min"); /* 102 mL x 10 / 68 = 15 min */
    finding(&sample->sheet, "gravity-outside-label");
    of->drops_per_min = 67; /* 1,020 / 67 = 15.2239 min = 15 min 13.4 s */
    sample_build(sample);
    assert_string_equal(infusion->over_words, "15 min (at 67 drops per minute 15 min 13 s)");
    assert_string_equal(infusion->over, "15 min");
}

static void a_hand_injection_has_no_flow(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.infusions[0].device = IFS_HAND;
    sample->plan.infusions[0].flow.ul_per_h = 0;
    sample->plan.infusions[0].exact_flow_ul_per_h = (ifs_ratio){0, 0};
    sample_build(sample);
    assert_null(sample->sheet.infusions[0].flow);
    assert_false(sample->sheet.infusions[0].has_flow);
    assert_non_null(strstr(sample->sheet.infusions[0].dose_line, "slow injection by hand over 15 min"));
    for (int i = 0; i < sample->sheet.working_count; i++) {
        assert_null(strstr(sample->sheet.working[i], "mL per hour"));
    }
}

/* ---- Checks and limits ---------------------------------------------------------------------------------------- */

static void limits_stand_as_checks(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "infusion.dose")->say,
                        "Dose 1 g: soft limit 1 g to 2 g, hard limit 500 mg to 3 g");
    assert_string_equal(check(&sample->sheet, "infusion.speed")->mark, "[1, line 62]");
    assert_string_equal(check(&sample->sheet, "total.in-24h")->source, "project-choice");
    assert_string_equal(check(&sample->sheet, "heart-block")->say, "Heart block: not for this patient.");
    assert_non_null(strstr(check(&sample->sheet, "heart-block")->words, "not tripped"));
}

static void the_gravest_of_one_name_stands_first(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    struct limit tighter = sample->speed;
    tighter.hard_max = ratio_whole(3000000); /* 50 mg per minute */
    sample->plan.limits[4] = sample->plan.limits[2];
    sample->plan.limits[4].limit = &tighter;
    sample->plan.limits[4].result = IFS_TRIP;
    sample->plan.limit_count = 5;
    sample->plan.verdict = IFS_REFUSED;
    sample_build(sample);
    assert_int_equal(check(&sample->sheet, "infusion.speed")->result, IFS_TRIP);
    assert_string_equal(check(&sample->sheet, "infusion.speed")->say,
                        "Speed 66.7 mg per minute is above the hard limit of 50 mg per minute");
    assert_int_equal(sample->sheet.check_count, SAMPLE_CHECKS + 5);
}

static void a_limit_passed_says_on_which_side(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_REFUSED);
    sample->plan.limits[0].delivered = ratio_whole(400000);
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "infusion.dose")->say, "Dose 400 mg is below the hard limit of 500 mg");
    sample_verdict(sample, IFS_OVERRIDE_NEEDED);
    sample->plan.limits[0].result = IFS_TRIP;
    sample->plan.limits[0].severity = IFS_OVERRIDE;
    sample->plan.limits[0].delivered = ratio_whole(2500000);
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "infusion.dose")->say,
                        "Dose 2,500 mg is above the soft limit of 2 g and needs a signed override");
    sample->plan.limits[0].delivered = ratio_whole(500000);
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "infusion.dose")->say,
                        "Dose 500 mg is below the soft limit of 1 g and needs a signed override");
    assert_int_equal(sample->sheet.reasons.count, 2); /* digoxin and the dose */
}

/* Where nobody may sign nothing asks for it. */
static void a_setting_without_overrides_invites_none(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_OVERRIDE_NEEDED);
    sample->plan.limits[0].result = IFS_TRIP;
    sample->plan.limits[0].severity = IFS_OVERRIDE;
    sample->plan.limits[0].delivered = ratio_whole(2500000);
    sample->protocol.overrides_in = 1U << IFS_WARD;
    sample_build(sample);
    assert_true(sample->sheet.no_override);
    assert_string_equal(sample->sheet.verdict_name, "override");
    assert_string_equal(sample->sheet.verdict_words, "MAY NOT BE GIVEN IN THIS SETTING");
    assert_string_equal(check(&sample->sheet, "infusion.dose")->say,
                        "Dose 2,500 mg is above the soft limit of 2 g, and this setting allows no override");
    sample->plan.limits[0].delivered = ratio_whole(500000);
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "infusion.dose")->say,
                        "Dose 500 mg is below the soft limit of 1 g, and this setting allows no override");
    sample_verdict(sample, IFS_READY);
    sample->protocol.overrides_in = 0;
    sample_build(sample);
    assert_string_equal(sample->sheet.verdict_words, "READY");
}

/* 4 g to 4 g is one figure. */
static void a_range_of_one_figure_is_said_once(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->doses[0].limit.soft_max = ratio_whole(1000000);
    sample->doses[0].limit.hard_min = (ifs_ratio){0, 0};
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "infusion.dose")->say,
                        "Dose 1 g: soft limit 1 g, hard limit at most 3 g");
}

/* 4 g + 23 h 40 min at 1 g per hour = 27 2/3 g. Below 10 g a total is written like a dose. */
static void a_total_of_many_grams_is_written_in_grams(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->in_24h.hard_max = ratio_whole(30000000);
    sample->plan.limits[3].delivered = ratio_make(83000000, 3);
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "total.in-24h")->words,
                        "Largest total in any 24 h: 27.667 g (hard limit at most 30 g)");
    sample->plan.limits[3].delivered = ratio_whole(9999500);
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "total.in-24h")->words,
                        "Largest total in any 24 h: 9,999.5 mg (hard limit at most 30 g)");
    /* a hair above the limit never reads like it */
    sample->plan.verdict = IFS_REFUSED;
    sample->plan.limits[3].result = IFS_TRIP;
    sample->plan.limits[3].delivered = ratio_whole(30000001);
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "total.in-24h")->say,
                        "Largest total in any 24 h 30,000.001 mg is above the hard limit of 30 g");
}

/* 150.0000017 mg per minute is not 150 mg per minute. */
static void a_passed_limit_never_reads_like_a_kept_one(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_REFUSED);
    sample->plan.limits[0].result = IFS_PASS;
    sample->plan.limits[2].result = IFS_TRIP;
    sample->plan.limits[2].delivered = ratio_make(90000001, 10); /* mcg per hour */
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "infusion.speed")->say,
                        "Speed 150.000001667 mg per minute is above the hard limit of 150 mg per minute");
}

static void a_refusal_hides_volume_and_concentration(void **state)
{
    struct sample *sample = *state;
    static const ifs_limit_kind kinds[] = {IFS_LIMIT_VOLUME, IFS_LIMIT_CONCENTRATION};
    for (size_t i = 0; i < 2; i++) {
        sample_verdict(sample, IFS_REFUSED);
        struct limit limit = {.kind = kinds[i], .hard_max = {50, 1}, .origin = {ORIGIN_PROTOCOL, 70, "project-choice"}};
        sample->plan.limits[0] =
            (ifs_limit_outcome){.limit = &limit, .result = IFS_TRIP, .severity = IFS_REFUSE, .delivered = {77, 1}};
        sample_build(sample);
        for (int j = 0; j < sample->sheet.check_count; j++) {
            assert_null(strstr(sample->sheet.checks[j].say, "mL"));
        }
        for (int j = 0; j < sample->sheet.reasons.count; j++) {
            assert_null(strstr(sample->sheet.reasons.list[j].text, "mL"));
        }
        for (int j = 0; j < sample->sheet.changes.count; j++) {
            assert_null(strstr(sample->sheet.changes.list[j].text, "mL"));
        }
    }
}

static void every_obstacle_is_a_reason(void **state)
{
    struct sample *sample = *state;
    for (int i = IFS_OBSTACLE_NONE + 1; i < IFS_OBSTACLE_COUNT; i++) {
        sample_begin(sample);
        sample->plan.verdict = IFS_REFUSED;
        sample->plan.obstacle[0] = (ifs_obstacle)i;
        sample->plan.acute_injury = i == 1;
        sample_build(sample);
        assert_int_equal(sample->sheet.reasons.count, i == 1 ? 2 : 1);
        const struct sheet_finding *found = finding(&sample->sheet, wording_obstacle_code((ifs_obstacle)i));
        assert_string_equal(sample->sheet.reasons.list[i == 1 ? 1 : 0].text, found->message);
        assert_string_equal(found->where, "infusion");
        assert_int_equal(found->severity, IFS_ERROR);
        assert_true((find(&sample->sheet, "acute-injury") != NULL) == (i == 1));
        assert_null(find(&sample->sheet, "no-order"));
        sample_begin(sample);
        sample->plan.verdict = IFS_REFUSED;
        sample->plan.order_obstacle = (ifs_obstacle)i;
        sample_build(sample);
        assert_int_equal(sample->sheet.reasons.count, 1);
        found = finding(&sample->sheet, wording_obstacle_code((ifs_obstacle)i));
        assert_null(found->where);
        assert_string_equal(found->message, wording_obstacle((ifs_obstacle)i));
    }
}

static const char *obstacle_message(struct sample *sample, ifs_obstacle obstacle)
{
    sample->plan.verdict = IFS_REFUSED;
    sample->plan.obstacle[0] = obstacle;
    sample_build(sample);
    return finding(&sample->sheet, wording_obstacle_code(obstacle))->message;
}

/* The step of the sample is 500 mg. 1.001 g per hour for 2 h (119 min 1 s in whole minutes) are 2,002 mg. */
static void an_obstacle_names_what_was_asked_for(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    ifs_choice *choice = &sample->request.choices[0];
    *choice = (ifs_choice){.has_dose = true, .dose_mcg = {1200000, 1}, .has_over = true, .over = {20}};
    assert_non_null(
        strstr(obstacle_message(sample, IFS_OBSTACLE_DOSE_OFF_STEP), "1,200 mg is not a multiple of 500 mg"));
    assert_non_null(strstr(obstacle_message(sample, IFS_OBSTACLE_DOES_NOT_FIT), "a dose of 1,200 mg"));
    assert_non_null(strstr(obstacle_message(sample, IFS_OBSTACLE_TIME_MEANING), "asked for, 20 s, is"));
    assert_string_equal(obstacle_message(sample, IFS_OBSTACLE_NO_DEVICE), wording_obstacle(IFS_OBSTACLE_NO_DEVICE));
    sample_answer(sample, "device", "gravity");
    assert_non_null(strstr(obstacle_message(sample, IFS_OBSTACLE_NO_DEVICE), "asked for, gravity, is"));
    choice->dose_mcg = ratio_make(5000000001, 10000); /* 500.00000001 mg does not read like 500 mg */
    assert_non_null(strstr(obstacle_message(sample, IFS_OBSTACLE_DOSE_OFF_STEP), "500.0000001 mg is not"));
    *choice = (ifs_choice){
        .has_dose = true, .dose_is_rate = true, .dose_mcg = {1001000, 1}, .has_over = true, .over = {7141}};
    assert_non_null(strstr(obstacle_message(sample, IFS_OBSTACLE_DOSE_OFF_STEP),
                           "dose of 1.001 g per hour for 2 h (2,002 mg) is not a multiple of 500 mg"));
    choice->has_over = false; /* the usual time: 15 min, a quarter of it */
    assert_non_null(
        strstr(obstacle_message(sample, IFS_OBSTACLE_DOSE_OFF_STEP), "1.001 g per hour for 15 min (250.25 mg)"));
    /* no time is known, or two are: the rate alone, and no dose that it comes to */
    sample->times[0].when = sample_condition(sample, "heart-block");
    sample_answer(sample, "heart-block", "unknown");
    assert_non_null(strstr(obstacle_message(sample, IFS_OBSTACLE_DOSE_OFF_STEP), "dose of 1.001 g per hour is not a multiple of 500 mg"));
    sample->times[0].when = (struct condition){0};
    const struct time_rule both[2] = {sample->times[0], sample->times[0]};
    sample->infusions[0].times = both;
    sample->infusions[0].time_count = 2;
    assert_non_null(strstr(obstacle_message(sample, IFS_OBSTACLE_DOSE_OFF_STEP), "dose of 1.001 g per hour is not a multiple of 500 mg"));
    sample->infusions[0].time_count = 1;
    /* nor what two hours of the highest rate there is come to */
    *choice = (ifs_choice){
        .has_dose = true, .dose_is_rate = true, .dose_mcg = {INT64_MAX, 1}, .has_over = true, .over = {7200}};
    assert_non_null(strstr(obstacle_message(sample, IFS_OBSTACLE_DOSE_OFF_STEP), " per hour is not a multiple of 500 mg"));
    choice->has_dose = false;
    assert_string_equal(obstacle_message(sample, IFS_OBSTACLE_DOSE_OFF_STEP),
                        wording_obstacle(IFS_OBSTACLE_DOSE_OFF_STEP));
}

/* What was not computed to its end kept no limit; the interval asks nothing of the infusion. */
static void what_was_not_computed_passes_nothing(void **state)
{
    struct sample *sample = *state;
    struct limit interval = {.kind = IFS_LIMIT_INTERVAL, .hard_min = {86400, 1}};
    sample_begin(sample);
    sample->plan.limits[3].limit = &interval;
    sample->plan.verdict = IFS_REFUSED;
    sample->plan.checks[SAMPLE_CHECK_HEART_BLOCK] = IFS_TRIP;
    sample_build(sample);
    assert_int_equal(check(&sample->sheet, "infusion.dose")->result, IFS_PASS);
    assert_string_equal(check(&sample->sheet, "infusion.dose")->say, "Dose: within its limit.");
    sample->plan.obstacle[0] = IFS_OBSTACLE_DOSE_OFF_STEP;
    sample_build(sample);
    assert_int_equal(check(&sample->sheet, "infusion.dose")->result, IFS_UNKNOWN);
    assert_non_null(strstr(check(&sample->sheet, "infusion.dose")->say, "cannot be held"));
    assert_int_equal(check(&sample->sheet, "total.interval")->result, IFS_PASS);
    sample->plan.obstacle[0] = IFS_OBSTACLE_NONE;
    sample->plan.verdict = IFS_INCOMPLETE;
    sample->plan.limits[2].result = IFS_UNKNOWN; /* the speed: no time yet */
    sample->plan.limits[4] = (ifs_limit_outcome){.limit = &sample->in_24h, .infusion = -1, .result = IFS_UNKNOWN};
    sample->plan.limit_count = 5;
    sample_build(sample);
    assert_int_equal(check(&sample->sheet, "infusion.dose")->result, IFS_UNKNOWN);
    assert_int_equal(check(&sample->sheet, "total.interval")->result, IFS_PASS);
    sample->plan.limits[2].result = IFS_TRIP; /* what trips stays tripped */
    sample->plan.obstacle[0] = IFS_OBSTACLE_NO_FLOW;
    sample->plan.verdict = IFS_REFUSED;
    sample_build(sample);
    assert_int_equal(check(&sample->sheet, "infusion.speed")->result, IFS_TRIP);
}

/* 51 g is above 3 g: that there is no time for it goes without saying. */
static void a_dose_beyond_its_limit_needs_no_time(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_REFUSED);
    sample->plan.obstacle[0] = IFS_OBSTACLE_NO_TIME_RULE;
    sample_build(sample);
    assert_null(find(&sample->sheet, "no-time-for-dose"));
    for (int i = 0; i < sample->sheet.reasons.count; i++) {
        assert_null(strstr(sample->sheet.reasons.list[i].text, "no time"));
    }
    struct limit limit = sample->doses[0].limit;
    sample->plan.limits[0].limit = &limit;
    static const ifs_limit_kind of_dose[] = {IFS_LIMIT_DOSE_RATE, IFS_LIMIT_DOSE_MAX, IFS_LIMIT_PER_KG};
    for (size_t i = 0; i < sizeof of_dose / sizeof of_dose[0]; i++) {
        limit.kind = of_dose[i];
        sample_build(sample);
        assert_null(find(&sample->sheet, "no-time-for-dose"));
    }
    sample->plan.limits[0].severity = IFS_OVERRIDE; /* a soft limit: it might be signed, and then a time is needed */
    sample_build(sample);
    finding(&sample->sheet, "no-time-for-dose");
    sample->plan.limits[0].severity = IFS_REFUSE;
    sample->plan.limits[0].result = IFS_PASS;
    sample_build(sample);
    finding(&sample->sheet, "no-time-for-dose");
    sample->plan.limits[2].result = IFS_TRIP; /* a speed says nothing of the dose */
    sample_build(sample);
    finding(&sample->sheet, "no-time-for-dose");
}

/* Every refusal has a check that tripped or a finding that refuses. */
static void a_refusal_without_a_reason_says_so(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.verdict = IFS_REFUSED;
    sample_build(sample);
    assert_int_equal(finding(&sample->sheet, "no-order")->severity, IFS_ERROR);
    sample_verdict(sample, IFS_REFUSED);
    sample_build(sample);
    assert_null(find(&sample->sheet, "no-order"));
}

static void unusual_values_are_findings(void **state)
{
    struct sample *sample = *state;
    for (int verdict = IFS_REFUSED; verdict <= IFS_INCOMPLETE; verdict++) {
        sample_verdict(sample, (ifs_verdict)verdict);
        fact_set_add(&sample->plan.confirm, IFS_FACT_WEIGHT);
        sample_build(sample);
        const struct sheet_finding *found = finding(&sample->sheet, "unconfirmed-value");
        assert_string_equal(found->where, "weight");
        assert_non_null(strstr(found->message, "68 kg is unusual"));
        assert_true(found->elsewhere == (verdict == IFS_INCOMPLETE)); /* there it is a question */
    }
}

/* A refused page shows no dose, not even one of the title. */
static void a_refusal_hides_the_dose_of_the_title(void **state)
{
    static const struct {
        const char *title;
        bool dose;
    } titles[] = {{"Headache: drug 1 g by infusion", true},
                  {"500mg of it", true},
                  {"1g", true},
                  {"Headache (1 g)", true},
                  {"9 g", true},
                  {"10 g", true},
                  {"In mg/g, by:g", false},
                  {"4 ga", false},
                  {"4 gA", false},
                  {"4 gz", false},
                  {"4 gZ", false},
                  {"4 g`", true},
                  {"4 g{", true},
                  {"4 g@", true},
                  {"4 g[", true},
                  {"Drug 4 mmol", true},
                  {"Drug 500 mcg", true},
                  {"Stage 2 general measures", false},
                  {"Headache, 18 years and over", false},
                  {"From 4 gmol", false},
                  {"In 24 h, in 2 or 3 parts, g", false}};
    struct sample *sample = *state;
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        sample_verdict(sample, IFS_REFUSED);
        sample->protocol.title = titles[i].title;
        sample_build(sample);
        assert_string_equal(sample->sheet.shown_title, titles[i].dose ? "example" : titles[i].title);
        assert_string_equal(sample->sheet.title, titles[i].title);
        assert_string_equal(sample->sheet.protocol_id, "example");
        assert_string_equal(sample->sheet.version, "1.2.3");
        assert_string_equal(sample->sheet.fingerprint, "c0ffee");
        sample->plan.verdict = IFS_READY;
        sample_build(sample);
        assert_string_equal(sample->sheet.shown_title, titles[i].title);
    }
}

/* The clearance a refusal rests on is the one that counts, not the empty answer. */
static void a_refusal_names_the_clearance(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.verdict = IFS_REFUSED;
    sample->plan.checks[SAMPLE_CHECK_BREATHING] = IFS_TRIP;
    sample_build(sample);
    assert_true(any_line(&sample->sheet.changes, "Answer it rests on: Creatinine clearance: 106.4 mL/min"));
    sample_answer(sample, "resp-rate", "10 /min"); /* which trips it alone */
    memset(&sample->plan.derived, 0, sizeof sample->plan.derived);
    sample_build(sample);
    assert_true(any_line(&sample->sheet.changes, "Answer it rests on: Creatinine clearance: unknown"));
    assert_true(any_line(&sample->sheet.changes, "Answer it rests on: Respiratory rate: 10 per minute"));
}

/* Of two limits of one name a refusal names the tighter; 40 g and 30 g passed by 51 g: 30 g. */
static void the_tightest_limit_is_the_reason(void **state)
{
    struct sample *sample = *state;
    for (int first = 0; first <= 1; first++) {
        sample_begin(sample);
        sample->plan.verdict = IFS_REFUSED;
        struct limit limits[2] = {sample->in_24h, sample->in_24h};
        limits[first].hard_max = ratio_whole(40000000);
        limits[1 - first].hard_max = ratio_whole(30000000);
        for (int i = 0; i < 2; i++) {
            sample->plan.limits[i] = (ifs_limit_outcome){.limit = &limits[i],
                                                         .infusion = -1,
                                                         .result = IFS_TRIP,
                                                         .severity = IFS_REFUSE,
                                                         .delivered = {51000000, 1}};
        }
        sample->plan.limit_count = 2;
        sample_build(sample);
        assert_int_equal(sample->sheet.reasons.count, 1);
        assert_string_equal(sample->sheet.reasons.list[0].text,
                            "Largest total in any 24 h: 51 g is above the hard limit of 30 g");
        assert_string_equal(sample->sheet.changes.list[0].text, "Largest total in any 24 h: at most 30 g");
        assert_int_equal(sample->sheet.check_count, SAMPLE_CHECKS + 2); /* both are held against it */
        limits[first].hard_max = ratio_whole(30000000);                 /* the same bound twice: said once */
        sample_build(sample);
        assert_int_equal(sample->sheet.reasons.count, 1);
    }
}

/* Each of several infusions keeps its own reason. */
static void obstacles_of_several_infusions_name_them(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    struct infusion_rule rules[2] = {sample->infusions[0], sample->infusions[0]};
    rules[1].name = "second";
    sample->protocol.infusions = rules;
    sample->protocol.infusion_count = 2;
    sample->plan.verdict = IFS_REFUSED;
    sample->plan.obstacle[1] = IFS_OBSTACLE_NO_FLOW;
    sample_build(sample);
    assert_int_equal(sample->sheet.reasons.count, 1);
    assert_memory_equal(sample->sheet.reasons.list[0].text, "second: ", 8);
}

/* ---- Start conditions ----------------------------------------------------------------------------------------- */

static void start_conditions_turn_a_check_round(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_CONDITIONAL);
    sample_build(sample);
    assert_int_equal(sample->sheet.start_count, 2);
    assert_string_equal(sample->sheet.starts[0].fact, "systolic");
    assert_string_equal(sample->sheet.starts[0].limit, "at least 100 mmHg and at most 180 mmHg");
    assert_string_equal(sample->sheet.starts[1].fact, "resp-rate");
    assert_non_null(sample->sheet.starts[0].mark);
    assert_string_equal(sample->sheet.starts[1].limit, "at least 12 per minute"); /* crcl is known not to trip it */
}

/* What cannot be turned round is quoted. */
static void a_tangled_check_is_quoted(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_CONDITIONAL);
    sample->checks[SAMPLE_CHECK_PRESSURE].when =
        sample_condition(sample, "systolic < 110 mmHg and resp-rate < 14 /min");
    sample_build(sample);
    assert_string_equal(sample->sheet.starts[0].limit, "not if this holds: Blood pressure out of range.");
    assert_string_equal(sample->sheet.starts[1].limit,
                        "not if this holds: Blood pressure out of range. and at least 12 per minute");
}

static void an_admission_is_turned_round_twice(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_CONDITIONAL);
    sample->checks[SAMPLE_CHECK_PRESSURE].when =
        sample_condition(sample, "systolic >= 90 mmHg and systolic <= 160 mmHg");
    sample->checks[SAMPLE_CHECK_PRESSURE].negated = true;
    sample_build(sample);
    assert_string_equal(sample->sheet.starts[0].limit, "at least 90 mmHg and at most 160 mmHg");
}

static void a_bedside_fact_without_a_check_is_measured(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_CONDITIONAL);
    fact_set_add(&sample->plan.start, IFS_FACT_SPO2);
    sample_build(sample);
    assert_string_equal(sample->sheet.starts[2].fact, "spo2");
    assert_null(sample->sheet.starts[2].limit);
    assert_string_equal(sample->sheet.starts[2].text, "Oxygen saturation: measure and write down");
}

/* ---- Questions ------------------------------------------------------------------------------------------------ */

static void questions_have_units_and_ranges(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_INCOMPLETE);
    fact_set_add(&sample->plan.missing, IFS_FACT_SYSTOLIC);
    fact_set_add(&sample->plan.missing, IFS_FACT_BORN);
    fact_set_add(&sample->plan.missing, IFS_FACT_GESTATION);
    fact_set_add(&sample->plan.confirm, IFS_FACT_WEIGHT);
    sample->plan.missing_dose[0] = true;
    sample->plan.missing_over[0] = true;
    sample_build(sample);
    static const char *const names[] = {"born",           "systolic", "gestation", "heart-block",
                                        "confirm weight", "dose",     "over"};
    assert_int_equal(sample->sheet.missing_count, 7);
    for (int i = 0; i < 7; i++) {
        assert_string_equal(sample->sheet.missing[i], names[i]);
    }
    assert_true(any_line(&sample->sheet.questions, "Systolic blood pressure: 40 to 300 mmHg (systolic=...)"));
    assert_true(any_line(&sample->sheet.questions, "Date of birth: a date, as in 2026-11-20 (born=...)"));
    fact_set_add(&sample->plan.missing, IFS_FACT_CRCL);
    sample_answer(sample, "creatinine", "unknown");
    sample_build(sample);
    assert_int_equal(sample->sheet.missing_count, 8); /* the creatinine is asked for, but is no name of its own */
    /* 0.1 mg/dL is 8.842 umol/L, 20 mg/dL 1,768.4: the lowest and highest whole ones between them */
    assert_true(
        any_line(&sample->sheet.questions, "Creatinine: 0.1 to 20 mg/dL, or 9 to 1,768 umol/L (creatinine=...)"));
    assert_true(any_line(&sample->sheet.questions, "Gestation: 0w0d to 45w0d (gestation=...)"));
    assert_true(any_line(&sample->sheet.questions,
                         "Weight: 68 kg is unusual. Measure again; if it is right, confirm it (--confirm weight)."));
}

/* Why the clearance is not known decides what is asked. */
static void the_question_of_the_clearance_says_why(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.verdict = IFS_INCOMPLETE;
    memset(&sample->plan.derived, 0, sizeof sample->plan.derived);
    fact_set_add(&sample->plan.missing, IFS_FACT_CRCL);
    sample->plan.derived.pregnancy_blocks = true;
    sample_answer(sample, "pregnant", "unknown");
    sample_build(sample);
    assert_int_equal(sample->sheet.questions.count, 1);
    assert_true(any_line(&sample->sheet.questions,
                         "Creatinine clearance: in pregnancy only a measured clearance counts: give crcl as measured, "
                         "or answer pregnant (crcl=...)"));
    sample_answer(sample, "pregnant", "yes");
    sample_build(sample);
    assert_true(any_line(&sample->sheet.questions, "Creatinine clearance: in pregnancy only a measured clearance "
                                                   "counts: give crcl as measured (crcl=...)"));
    sample->plan.derived.pregnancy_blocks = false;
    sample_answer(sample, "pregnant", "no");
    sample_answer(sample, "creatinine", "unknown");
    sample_answer(sample, "renal", "normal");
    sample->protocol.facts[SAMPLE_HEART_BLOCK].renal_risk = true;
    sample->protocol.facts[SAMPLE_DIGOXIN].renal_risk = true;
    sample_answer(sample, "digoxin", "unknown"); /* heart block: no */
    sample_build(sample);
    assert_true(any_line(&sample->sheet.questions,
                         "Creatinine clearance: from creatinine, or as reported; the renal category given counts alone "
                         "only when these are answered no: digoxin (crcl=...)"));
    assert_int_equal(sample->sheet.questions.count, 2); /* and the creatinine */
    sample_answer(sample, "digoxin", "no");
    sample_build(sample);
    assert_true(any_line(&sample->sheet.questions,
                         "Creatinine clearance: from creatinine, or as reported; the renal category given counts alone "
                         "only under 65 years (crcl=...)"));
}

/* ---- Findings ------------------------------------------------------------------------------------------------- */

static void findings_of_the_label(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_build(sample);
    assert_string_equal(finding(&sample->sheet, "outside-label")->where, "magnesium-sulfate.cfg:20");
    finding(&sample->sheet, "ready-to-use-preferred");
    finding(&sample->sheet, "unverified-sources");
    assert_null(find(&sample->sheet, "no-site-file"));
    sample->indications[0].labelled_as = "example-label";
    sample->infusions[0].container_count = 1;
    sample->request.site = NULL;
    sample_build(sample);
    assert_null(find(&sample->sheet, "outside-label"));
    assert_null(find(&sample->sheet, "ready-to-use-preferred"));
    finding(&sample->sheet, "no-site-file");
    assert_string_equal(sample->sheet.indication, "Headache of an example");
}

/* Outside any label: said in the row of the indication, once. Outside the label of this product: a warning. */
static void off_label_is_said_once_on_the_first_page(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_build(sample);
    assert_string_equal(sample->sheet.indication, "Headache of an example (off label, see EVIDENCE)");
    assert_null(finding(&sample->sheet, "outside-label")->brief);
    sample->indications[0].labelled_as = "another-label";
    sample_build(sample);
    assert_string_equal(sample->sheet.indication, "Headache of an example");
    assert_non_null(finding(&sample->sheet, "outside-label")->brief);
    sample_verdict(sample, IFS_REFUSED);
    sample_build(sample);
    assert_string_equal(sample->sheet.indication, "Headache of an example (off label)"); /* there is no page 2 */
}

static void facts_that_nobody_reads_are_listed(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_build(sample);
    assert_null(find(&sample->sheet, "unread-fact"));
    sample_answer(sample, "spo2", "97 %");
    sample_build(sample);
    assert_string_equal(finding(&sample->sheet, "unread-fact")->message,
                        "spo2 was given, but this protocol does not read it.");
}

static void an_exceeded_limit_says_why(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->speed.because = "the example says so"; /* 9 g per hour are 150 mg per minute, 8.1 g per hour 135 */
    sample->speed.exceeds = ratio_whole(8100000);
    sample_build(sample);
    assert_string_equal(finding(&sample->sheet, "exceeded-limit")->message,
                        "Speed: the protocol allows up to 150 mg per minute, beyond the drug library's limit of "
                        "135 mg per minute, because: the example says so");
}

/* Why an override does not hold; NULL: it has another finding or none. */
static const char *invalid_because(struct sample *sample, const char *id, const char *reason)
{
    sample->request.override_count = 1;
    sample->request.overrides[0] = (ifs_override){id, reason};
    sample_build(sample);
    const struct sheet_finding *found = find(&sample->sheet, "override-invalid");
    return found == NULL ? NULL : found->message;
}

static void overrides_that_do_not_hold_say_why(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_OVERRIDE_NEEDED);
    assert_non_null(strstr(invalid_because(sample, "digoxin", "  "), "reason is blank"));
    assert_non_null(strstr(invalid_because(sample, "digoxin", "\t "), "reason is blank"));
    sample->request.prescriber_reference = NULL;
    assert_non_null(strstr(invalid_because(sample, "digoxin", "agreed"), "reference is missing"));
    sample->request.prescriber_reference = "order 7";
    sample->protocol.overrides_in = 1U << IFS_WARD;
    assert_non_null(strstr(invalid_because(sample, "digoxin", "agreed"), "this setting"));
    assert_null(invalid_because(sample, "elderly", "agreed"));
    finding(&sample->sheet, "override-not-needed");
    sample->plan.checks[SAMPLE_CHECK_AGE] = IFS_TRIP; /* a warning, and then: nothing to sign */
    assert_null(invalid_because(sample, "elderly", "agreed"));
    assert_string_equal(finding(&sample->sheet, "override-not-needed")->message,
                        "The override of elderly is not needed: that check asks for none.");
    assert_null(invalid_because(sample, "nonsense", "agreed"));
    finding(&sample->sheet, "override-unknown");
    sample_verdict(sample, IFS_REFUSED);
    assert_non_null(strstr(invalid_because(sample, "heart-block", "agreed"), "cannot be overridden"));
}

/* ---- The sheet itself ----------------------------------------------------------------------------------------- */

static void the_number_follows_the_contents(void **state)
{
    struct sample *sample = *state;
    char first[32];
    sample_begin(sample);
    sample_build(sample);
    assert_true(strlen(sample->sheet.sheet_id) < sizeof first);
    memcpy(first, sample->sheet.sheet_id, strlen(sample->sheet.sheet_id) + 1);
    sample->request.words[IFS_FACT_NAME] = "Cy Example";
    sample_build(sample);
    assert_string_not_equal(sample->sheet.sheet_id, first);
    sample->request.at_s += 60;
    sample_build(sample);
    assert_string_not_equal(sample->sheet.sheet_id, first);
}

static void what_does_not_fit_is_no_sheet(void **state)
{
    struct sample *sample = *state;
    static char reason[SHEET_LETTERS];
    sample_verdict(sample, IFS_READY);
    memset(reason, 'x', sizeof reason - 1);
    sample->plan.checks[SAMPLE_CHECK_DIGOXIN] = IFS_OVERRIDDEN;
    sample->plan.check_reason[SAMPLE_CHECK_DIGOXIN] = reason;
    sample_build(sample);
    assert_true(sample->sheet.full);
}

static void author_lines_that_do_not_apply_are_left_out(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->monitoring[0].when = sample_condition(sample, "age >= 65 y");
    sample_build(sample);
    assert_int_equal(sample->sheet.monitoring.count, 0);
    sample_answer(sample, "age", "unknown");
    sample_build(sample);
    assert_int_equal(sample->sheet.monitoring.count, 1);
    assert_non_null(strstr(sample->sheet.monitoring.list[0].text, "not known"));
}

/* ---- Rarer orders ---------------------------------------------------------------------------------------------- */

/* 4 g per hour are 66.7 mg per minute; a lowest speed alone is said in the unit of the pump's speed too. */
static void a_speed_with_no_upper_bound(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->speed.hard_max = (ifs_ratio){0, 0};
    sample->speed.hard_min = ratio_whole(60000);
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "infusion.speed")->say,
                        "Speed 66.7 mg per minute: hard limit at least 1 mg per minute");
}

/* At least 3 g, says one, at most 2 g another: 2.5 g passes both, and both are named. */
static void limits_that_cannot_both_be_kept(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    const struct limit limits[2] = {{.kind = IFS_LIMIT_DOSE, .hard_min = {3000000, 1}},
                                    {.kind = IFS_LIMIT_DOSE, .hard_max = {2000000, 1}}};
    sample->plan.verdict = IFS_REFUSED;
    for (int i = 0; i < 2; i++) {
        sample->plan.limits[i] = (ifs_limit_outcome){
            .limit = &limits[i], .result = IFS_TRIP, .severity = IFS_REFUSE, .delivered = {2500000, 1}};
    }
    sample->plan.limit_count = 2;
    sample_build(sample);
    assert_int_equal(sample->sheet.reasons.count, 2);
    assert_string_equal(sample->sheet.reasons.list[0].text, "Dose 2,500 mg is below the hard limit of 3 g");
    assert_string_equal(sample->sheet.reasons.list[1].text, "Dose 2,500 mg is above the hard limit of 2 g");
}

static void a_question_with_choices_lists_them(void **state)
{
    struct sample *sample = *state;
    static const char *const amounts[] = {"none", "mild", "severe"};
    sample_verdict(sample, IFS_INCOMPLETE);
    sample->protocol.facts[SAMPLE_DIGOXIN].ask = "How much pain?";
    sample->protocol.facts[SAMPLE_DIGOXIN].choices = amounts;
    sample->protocol.facts[SAMPLE_DIGOXIN].choice_count = 3;
    fact_set_add(&sample->plan.missing, SAMPLE_DIGOXIN);
    sample_build(sample);
    assert_true(any_line(&sample->sheet.questions, "How much pain? none, mild, severe (digoxin=...)"));
    assert_true(any_line(&sample->sheet.questions, "Heart block? (heart-block=...)"));
}

/* One name for machines, one question for each infusion. */
static void each_infusion_asks_for_its_dose(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    struct infusion_rule rules[2] = {sample->infusions[0], sample->infusions[0]};
    rules[1].name = "second";
    sample->protocol.infusions = rules;
    sample->protocol.infusion_count = 2;
    sample->plan.verdict = IFS_INCOMPLETE;
    sample->plan.missing_dose[0] = true;
    sample->plan.missing_dose[1] = true;
    sample_build(sample);
    assert_int_equal(sample->sheet.missing_count, 1);
    assert_string_equal(sample->sheet.missing[0], "dose");
    assert_int_equal(sample->sheet.questions.count, 2);
    assert_memory_equal(sample->sheet.questions.list[0].text, "Dose of infusion: ", 18);
    assert_memory_equal(sample->sheet.questions.list[1].text, "Dose of second: ", 16);
}

/* Nobody can say then that the label covers it: a warning on the first page. */
static void an_indication_nobody_named(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_answer(sample, "indication", "unknown");
    sample_build(sample);
    assert_string_equal(sample->sheet.indication, "unknown");
    assert_string_equal(finding(&sample->sheet, "outside-label")->brief,
                        "infusion: outside the label of the product that is used.");
}

static void drops_rounded_inward_are_said(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->plan.infusions[0].device = IFS_GRAVITY;
    sample->plan.infusions[0].drops_per_min = 67;
    sample->plan.infusions[0].drop_factor = 10;
    sample->plan.infusions[0].drops_inward = true;
    sample_build(sample);
    assert_string_equal(finding(&sample->sheet, "drops-rounded-inward")->message,
                        "infusion: 67 drops per minute are rounded away from the nearest number, to keep a limit.");
}

/* How the weight is known belongs to the weight, which the protocol requires though no condition reads it. */
static void what_serves_a_required_fact_is_read(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->protocol.read = (ifs_fact_set){{0}};
    sample_build(sample);
    bool height = false;
    for (int i = 0; i < sample->sheet.finding_count; i++) {
        assert_null(strstr(sample->sheet.findings[i].message, "weight-basis was given"));
        height = height || strstr(sample->sheet.findings[i].message, "height was given") != NULL;
    }
    assert_true(height);
}

static void an_empty_site_file_is_none(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->site.present = false;
    sample_build(sample);
    finding(&sample->sheet, "no-site-file");
    assert_string_equal(sample->sheet.place, "clinic; place not known (no site file)");
    assert_null(sample->sheet.phone);
    assert_null(sample->sheet.line_volume);
    assert_false(any_line(&sample->sheet.provenance, "Devices of the site"));
}

/* As many questions as a protocol may ask, 128 facts in all. */
static void ask_anything(struct sample *sample)
{
    static char names[128][8];
    for (int i = SAMPLE_FACTS; i < 128; i++) {
        snprintf(names[i], sizeof names[i], "q%d", i);
        sample->protocol.facts[i] = (struct fact_rule){.name = names[i], .kind = FACT_QUESTION, .ask = "Anything?"};
    }
    sample->protocol.fact_count = 128;
}

/* 128 findings have room: here are 96 limits that go beyond the library's, and 88 answers that nobody reads. */
static void too_many_findings_are_no_sheet(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->times[0].limit.because = "the example says so";
    sample->times[0].limit.exceeds = ratio_whole(3600);
    for (int i = 0; i < IFS_LIMIT_MAX; i++) {
        sample->plan.limits[i] = sample->plan.limits[1];
    }
    sample->plan.limit_count = IFS_LIMIT_MAX;
    sample_build(sample);
    assert_false(sample->sheet.full);
    ask_anything(sample);
    for (int i = SAMPLE_FACTS; i < 128; i++) {
        sample_answer(sample, sample->protocol.facts[i].name, "no");
    }
    sample_build(sample);
    assert_true(sample->sheet.full);
    assert_int_equal(sample->sheet.finding_count, 128);
}

/* Every fact, and the dose. */
static void everything_may_be_missing(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    ask_anything(sample);
    memset(&sample->plan, 0, sizeof sample->plan);
    memset(&sample->request, 0, sizeof sample->request);
    sample->plan.verdict = IFS_INCOMPLETE;
    for (int i = 0; i < 128; i++) {
        fact_set_add(&sample->plan.missing, i);
    }
    sample->plan.missing_dose[0] = true;
    sample_build(sample);
    assert_false(sample->sheet.full);
    assert_int_equal(sample->sheet.missing_count, 129);
    assert_string_equal(sample->sheet.missing[127], "q127");
    assert_string_equal(sample->sheet.missing[128], "dose");
    assert_int_equal(sample->sheet.questions.count, 129);
}

/* 160 have room. */
static void too_many_sources_are_no_sheet(void **state)
{
    struct sample *sample = *state;
    static struct source many[160 + 1];
    sample_begin(sample);
    for (int i = 0; i <= 160; i++) {
        many[i] = sample->sources[i % 2];
    }
    sample->protocol.sources = many;
    sample->protocol.source_count = 160;
    sample_build(sample);
    assert_false(sample->sheet.full);
    sample->protocol.source_count = 160 + 1;
    sample_build(sample);
    assert_true(sample->sheet.full);
    assert_int_equal(sample->sheet.source_count, 160); /* nothing is written behind the list */
}

/* Two ready-to-use syringes given by hand: there is no next bag to hang. By a pump there is. */
static void a_premix_by_hand_is_not_hung(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    ifs_infusion *of = &sample->plan.infusions[0];
    of->container = 1;
    of->diluent = -1;
    of->dose.mcg = 2000000;
    of->delivered_mcg = ratio_whole(2000000);
    of->total_ul = ratio_whole(200000);
    of->containers = 2;
    of->flow.ul_per_h = 400000; /* 100 mL in a quarter of an hour */
    sample_build(sample);
    assert_string_equal(sample->sheet.infusions[0].next_container,
                        "One container (100 mL) is empty after 15 min at this flow: hang the next one and go on at the same flow.");
    of->device = IFS_HAND;
    of->flow.ul_per_h = 0;
    sample_build(sample);
    assert_null(sample->sheet.infusions[0].next_container);
}

static void an_antidote_at_its_maximum_says_so(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_build(sample);
    assert_null(strstr(sample->sheet.rescue.list[0].text, "maximum"));
    sample->plan.rescues[0].capped = true;
    sample_build(sample);
    assert_non_null(strstr(sample->sheet.rescue.list[0].text, "; this is the maximum"));
}

static void a_creatinine_with_its_date(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample_build(sample);
    assert_string_equal(sample->sheet.renal_status,
                        "creatinine clearance 106.4 mL/min (Cockcroft-Gault); creatinine 0.8 mg/dL, date not known");
    sample_answer(sample, "creatinine-taken", "2026-11-18");
    sample_build(sample);
    assert_string_equal(sample->sheet.renal_status,
                        "creatinine clearance 106.4 mL/min (Cockcroft-Gault); creatinine 0.8 mg/dL, taken on 2026-11-18");
}

/* Twelve doses have a line each; of more the page says that they are due alike. */
static void every_dose_of_a_repeat_is_said(void **state)
{
    struct sample *sample = *state;
    sample_begin(sample);
    sample->infusions[0].repeat = (struct repeat){.every = {14400}, .doses = 14};
    sample->plan.infusions[0].doses = 12;
    sample->plan.infusions[0].every.s = 14400;
    sample_build(sample);
    const struct sheet_lines *lines = &sample->sheet.infusions[0].goes_on;
    assert_true(any_line(lines, "Dose 12, due 44 h after the start of the first"));
    assert_int_equal(lines->count, 12); /* the rule, and the second to the twelfth */
    assert_memory_equal(lines->list[1].blanks, "given at ________", 17);
    sample->plan.infusions[0].doses = 14;
    sample->infusions[0].repeat.continue_if = sample_condition(sample, "systolic >= 100 mmHg");
    sample_build(sample);
    assert_true(any_line(lines, "A further dose only if: systolic blood pressure at least 100 mmHg"));
    assert_true(any_line(lines, "Dose 12, due 44 h after the start of the first"));
    assert_true(any_line(lines, "Doses 13 to 14: due in the same way. Write them down on another sheet of paper and keep it with this one."));
    assert_memory_equal(lines->list[2].blanks, "conditions met ________", 23);
}

/* What is injected at once needs no event to end it. */
static void an_injection_ends_at_once(void **state)
{
    struct sample *sample = *state;
    static const struct ending birth = {.event = "birth"};
    sample_begin(sample);
    ifs_infusion *of = &sample->plan.infusions[0];
    sample->infusions[0].route = ROUTE_INTRAMUSCULAR;
    sample->infusions[0].endings = &birth;
    sample->infusions[0].ending_count = 1;
    sample->containers[0].additive = ADDITIVE_UNDILUTED;
    of->device = IFS_HAND;
    of->diluent = -1;
    of->sites = 2;
    of->site_ul = ratio_whole(1000);
    of->total_ul = ratio_whole(2000);
    of->flow.ul_per_h = 0;
    of->over.s = 0;
    of->delivered_s = ratio_whole(0);
    of->speed_mcg_per_h = (ifs_ratio){0, 0};
    sample_build(sample);
    assert_string_equal(sample->sheet.infusions[0].ending, "one dose, at once");
    assert_string_equal(sample->sheet.infusions[0].dose_line,
                        "magnesium sulfate 1 g, intramuscular injection, 2 sites of 1 mL each");
}

static void one_limit_of_two_checks_is_said_once(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_CONDITIONAL);
    sample->checks[SAMPLE_CHECK_PRESSURE].when = sample_condition(sample, "systolic < 100 mmHg");
    sample->checks[SAMPLE_CHECK_BREATHING].when = sample_condition(sample, "systolic < 100 mmHg");
    sample_build(sample);
    assert_string_equal(sample->sheet.starts[0].limit, "at least 100 mmHg");
}

/* Of up to eight tests each is turned round; nine are quoted. */
static void nine_ways_to_trip_are_quoted(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_CONDITIONAL);
    sample->plan.checks[SAMPLE_CHECK_BREATHING] = IFS_PASS;
    sample->checks[SAMPLE_CHECK_PRESSURE].when =
        sample_condition(sample, "systolic < 100 mmHg or systolic > 180 mmHg or resp-rate < 12 /min or resp-rate > 30 /min or systolic < 90 mmHg or "
                                 "systolic > 190 mmHg or resp-rate < 11 /min or resp-rate > 32 /min");
    sample_build(sample);
    assert_string_equal(sample->sheet.starts[1].limit,
                        "at least 12 per minute and at most 30 per minute and at least 11 per minute and at most 32 per minute");
    sample->checks[SAMPLE_CHECK_PRESSURE].when =
        sample_condition(sample, "systolic < 100 mmHg or systolic > 180 mmHg or resp-rate < 12 /min or resp-rate > 30 /min or systolic < 90 mmHg or "
                                 "systolic > 190 mmHg or resp-rate < 11 /min or resp-rate > 32 /min or systolic < 80 mmHg");
    sample_build(sample);
    assert_string_equal(sample->sheet.starts[1].limit, "not if this holds: Blood pressure out of range.");
}

/* A limit for low pressures that the order would pass: the pressure has to be measured first, and not to be low. One without a
 * condition, or without a figure, waits for nothing at the bedside. */
static void a_limit_that_hangs_on_the_bedside_is_a_start_condition(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_CONDITIONAL);
    sample->checks[SAMPLE_CHECK_PRESSURE].when = sample_condition(sample, "systolic > 180 mmHg");
    sample->speed.when = sample_condition(sample, "systolic < 120 mmHg");
    sample->plan.limits[1].result = IFS_UNKNOWN;
    sample->plan.limits[2].result = IFS_UNKNOWN;
    sample->plan.limits[3].result = IFS_UNKNOWN;
    sample->plan.limits[3].delivered = (ifs_ratio){0, 0};
    sample->plan.limits[4] = sample->plan.limits[3]; /* beside a total that is known */
    sample->plan.limits[3].delivered = ratio_whole(1000000);
    sample->plan.limits[3].result = IFS_PASS;
    sample->plan.limit_count = 5;
    sample_build(sample);
    assert_string_equal(sample->sheet.starts[0].limit, "at most 180 mmHg and at least 120 mmHg");
    assert_string_equal(sample->sheet.starts[0].mark, "[project choice, line 51] [1, line 62]");
}

/* An order that is not complete withdraws its figures, also that of a soft limit which the prescriber has signed for. Of a volume that
 * is refused they are withdrawn too, and then it is not known on which side of two limits it lay. */
static void a_withdrawn_figure_is_not_written(void **state)
{
    struct sample *sample = *state;
    sample_verdict(sample, IFS_INCOMPLETE);
    sample->plan.limits[0].result = IFS_OVERRIDDEN;
    sample->plan.limits[0].severity = IFS_OVERRIDE;
    sample->plan.limits[0].reason = "agreed";
    sample->plan.limits[0].delivered = (ifs_ratio){0, 0};
    sample_build(sample);
    assert_string_equal(check(&sample->sheet, "infusion.dose")->say, "Dose passes its limit.");
    sample_begin(sample);
    const struct limit limits[2] = {{.kind = IFS_LIMIT_VOLUME, .hard_min = {50000, 1}, .hard_max = {90000, 1}},
                                    {.kind = IFS_LIMIT_VOLUME, .hard_max = {80000, 1}}};
    sample->plan.verdict = IFS_REFUSED;
    for (int i = 0; i < 2; i++) {
        sample->plan.limits[i] = (ifs_limit_outcome){.limit = &limits[i], .result = IFS_TRIP, .severity = IFS_REFUSE};
    }
    sample->plan.limit_count = 2;
    sample_build(sample);
    assert_string_equal(sample->sheet.reasons.list[0].text, "Volume passes its limit.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_all_zero_plan_is_a_refusal),
        cmocka_unit_test(a_request_that_knows_nothing_has_a_sheet),
        cmocka_unit_test(only_orders_have_infusions),
        cmocka_unit_test(overrides_are_said_in_the_verdict),
        cmocka_unit_test(any_override_is_said_in_the_verdict),
        cmocka_unit_test(a_line_that_holds_something_is_flushed),
        cmocka_unit_test(a_draft_says_why),
        cmocka_unit_test(the_moment_is_civil),
        cmocka_unit_test(a_clearance_stands_on_its_side_of_the_band),
        cmocka_unit_test(every_estimate_is_listed),
        cmocka_unit_test(pregnancy_has_no_estimate),
        cmocka_unit_test(figures_of_the_order),
        cmocka_unit_test(a_premix_is_not_drawn_up),
        cmocka_unit_test(preparation_by_each_rule),
        cmocka_unit_test(a_syringe_is_named),
        cmocka_unit_test(a_dose_rate_reads_as_one),
        cmocka_unit_test(what_rounding_changes_is_said),
        cmocka_unit_test(gravity_has_drops),
        cmocka_unit_test(a_hand_injection_has_no_flow),
        cmocka_unit_test(limits_stand_as_checks),
        cmocka_unit_test(the_gravest_of_one_name_stands_first),
        cmocka_unit_test(a_limit_passed_says_on_which_side),
        cmocka_unit_test(a_setting_without_overrides_invites_none),
        cmocka_unit_test(a_range_of_one_figure_is_said_once),
        cmocka_unit_test(a_total_of_many_grams_is_written_in_grams),
        cmocka_unit_test(a_passed_limit_never_reads_like_a_kept_one),
        cmocka_unit_test(a_refusal_hides_volume_and_concentration),
        cmocka_unit_test(every_obstacle_is_a_reason),
        cmocka_unit_test(an_obstacle_names_what_was_asked_for),
        cmocka_unit_test(what_was_not_computed_passes_nothing),
        cmocka_unit_test(a_dose_beyond_its_limit_needs_no_time),
        cmocka_unit_test(a_refusal_without_a_reason_says_so),
        cmocka_unit_test(unusual_values_are_findings),
        cmocka_unit_test(a_refusal_hides_the_dose_of_the_title),
        cmocka_unit_test(a_refusal_names_the_clearance),
        cmocka_unit_test(the_tightest_limit_is_the_reason),
        cmocka_unit_test(obstacles_of_several_infusions_name_them),
        cmocka_unit_test(start_conditions_turn_a_check_round),
        cmocka_unit_test(a_tangled_check_is_quoted),
        cmocka_unit_test(an_admission_is_turned_round_twice),
        cmocka_unit_test(a_bedside_fact_without_a_check_is_measured),
        cmocka_unit_test(questions_have_units_and_ranges),
        cmocka_unit_test(the_question_of_the_clearance_says_why),
        cmocka_unit_test(findings_of_the_label),
        cmocka_unit_test(off_label_is_said_once_on_the_first_page),
        cmocka_unit_test(facts_that_nobody_reads_are_listed),
        cmocka_unit_test(an_exceeded_limit_says_why),
        cmocka_unit_test(overrides_that_do_not_hold_say_why),
        cmocka_unit_test(the_number_follows_the_contents),
        cmocka_unit_test(what_does_not_fit_is_no_sheet),
        cmocka_unit_test(author_lines_that_do_not_apply_are_left_out),
        cmocka_unit_test(a_withdrawn_figure_is_not_written),
        cmocka_unit_test(a_speed_with_no_upper_bound),
        cmocka_unit_test(limits_that_cannot_both_be_kept),
        cmocka_unit_test(a_question_with_choices_lists_them),
        cmocka_unit_test(each_infusion_asks_for_its_dose),
        cmocka_unit_test(an_indication_nobody_named),
        cmocka_unit_test(drops_rounded_inward_are_said),
        cmocka_unit_test(what_serves_a_required_fact_is_read),
        cmocka_unit_test(an_empty_site_file_is_none),
        cmocka_unit_test(too_many_findings_are_no_sheet),
        cmocka_unit_test(everything_may_be_missing),
        cmocka_unit_test(too_many_sources_are_no_sheet),
        cmocka_unit_test(a_premix_by_hand_is_not_hung),
        cmocka_unit_test(an_antidote_at_its_maximum_says_so),
        cmocka_unit_test(a_creatinine_with_its_date),
        cmocka_unit_test(every_dose_of_a_repeat_is_said),
        cmocka_unit_test(an_injection_ends_at_once),
        cmocka_unit_test(one_limit_of_two_checks_is_said_once),
        cmocka_unit_test(nine_ways_to_trip_are_quoted),
        cmocka_unit_test(a_limit_that_hangs_on_the_bedside_is_a_start_condition),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
