/*
 * notices.c - what a reader of the order should know beyond its checks.
 *
 * Decides which findings belong to this order: what lies outside a label, what the rounding changed, what was given and
 * not used, which override does not hold. The invariants: codes are stable; a finding never changes the verdict, for
 * that is the engine's; where there is no order there is no finding about a preparation.
 */
#include "build.h"

#include "claim.h"
#include "quantity.h"
#include "ratio.h"
#include "wording.h"

static const char *brief(struct build *build, enum notice notice, const char *const *pieces)
{
    const char *sentence = wording_notice_brief(notice);
    return sentence == NULL ? NULL : build_say(build, sentence, pieces);
}

static void add_finding(struct build *build, struct sheet_finding finding)
{
    struct ifs_sheet *sheet = build->sheet;
    if (sheet->finding_count >= SHEET_NOTICE_MAX) {
        sheet->full = true;
        return;
    }
    sheet->findings[sheet->finding_count] = finding;
    sheet->finding_count++;
}

static void add(struct build *build, enum notice notice, const char *where, const char *const *pieces)
{
    const struct sheet_finding finding = {
        .severity = wording_notice_severity(notice),
        .code = wording_notice_code(notice),
        .where = where,
        .message = build_say(build, wording_notice(notice), pieces),
        .brief = brief(build, notice, pieces),
    };
    add_finding(build, finding);
}

/* ---- Why there is no order ------------------------------------------------------------------------------------ */

/* Already among the reasons of the page. */
static void note_obstacle(struct build *build, int infusion)
{
    ifs_obstacle obstacle = build_obstacle(build, infusion);
    if (obstacle == IFS_OBSTACLE_NONE) {
        return;
    }
    const struct sheet_finding finding = {
        .severity = IFS_ERROR,
        .code = wording_obstacle_code(obstacle),
        .where = infusion < 0 ? NULL : build->protocol->infusions[infusion].name,
        .message = build_obstacle_words(build, infusion),
        .elsewhere = true,
    };
    add_finding(build, finding);
}

static void note_reason(struct build *build, enum notice notice)
{
    const struct sheet_finding finding = {
        .severity = wording_notice_severity(notice),
        .code = wording_notice_code(notice),
        .message = wording_notice(notice),
        .elsewhere = true,
    };
    add_finding(build, finding);
}

/* Whether some check or limit refuses: then the reason stands there. */
static bool refused_by_check(const struct ifs_sheet *sheet)
{
    for (int i = 0; i < sheet->check_count; i++) {
        if (sheet->checks[i].hard) {
            return true;
        }
    }
    return false;
}

static void note_refusal(struct build *build)
{
    int before = build->sheet->finding_count;
    for (int i = 0; i < build->protocol->infusion_count; i++) {
        note_obstacle(build, i);
    }
    note_obstacle(build, -1);
    if (build->plan->acute_injury) {
        note_reason(build, NOTICE_ACUTE_INJURY);
    }
    if (build->plan->contradictions != 0) {
        note_reason(build, NOTICE_CONTRADICTION);
    }
    if (build->sheet->finding_count == before && !refused_by_check(build->sheet)) {
        note_reason(build, NOTICE_NO_ORDER);
    }
}

/* Unusual values that nobody confirmed; an incomplete page asks for them among its questions. */
static void note_unconfirmed(struct build *build)
{
    for (int fact = 0; fact < build->protocol->fact_count; fact++) {
        if (fact_set_has(&build->plan->confirm, fact)) {
            const char *name = build->protocol->facts[fact].name;
            const char *prompt = build_fact_prompt(build, fact);
            const char *const pieces[] = {prompt, build_fact_words(build, fact), name};
            const struct sheet_finding finding = {
                .severity = wording_notice_severity(NOTICE_UNCONFIRMED),
                .code = wording_notice_code(NOTICE_UNCONFIRMED),
                .where = name,
                .message = build_say(build, wording_notice(NOTICE_UNCONFIRMED), pieces),
                .elsewhere = build->plan->verdict == IFS_INCOMPLETE,
            };
            add_finding(build, finding);
        }
    }
}

/* ---- One infusion --------------------------------------------------------------------------------------------- */

static bool labelled(const struct build *build, const struct product *product)
{
    const struct indication *indication = build_indication(build);
    const char *name = indication != NULL ? indication->labelled_as : NULL;
    for (int i = 0; name != NULL && i < product->labelled_count; i++) {
        if (text_equal(product->labelled[i], name)) {
            return true;
        }
    }
    return false;
}

/* An indication outside any label says so in its own row of the first page. */
static void say_once(struct build *build)
{
    const struct indication *indication = build_indication(build);
    struct ifs_sheet *sheet = build->sheet;
    if (indication != NULL && indication->labelled_as == NULL) {
        sheet->findings[sheet->finding_count - 1].brief = NULL;
    }
}

static bool lists_premix(const struct infusion_rule *rule)
{
    for (int i = 0; i < rule->container_count; i++) {
        if (rule->containers[i].product->kind == PRODUCT_PREMIX) {
            return true;
        }
    }
    return false;
}

static void note_product(struct build *build, const ifs_infusion *of)
{
    const struct infusion_rule *rule = &build->protocol->infusions[of->rule];
    const struct product *product = rule->containers[of->container].product;
    const char *const names[] = {rule->name, product->name};
    if (!labelled(build, product)) {
        add(build, NOTICE_OUTSIDE_LABEL, build_where(build, &product->origin), names);
        say_once(build);
    }
    if (product->kind != PRODUCT_PREMIX && lists_premix(rule)) {
        add(build, NOTICE_READY_TO_USE_PREFERRED, build_where(build, &rule->containers[of->container].origin), names);
    }
    if (of->device == IFS_GRAVITY && product->pump_required) {
        add(build, NOTICE_GRAVITY_OUTSIDE_LABEL, build_where(build, &product->origin), names);
    }
    if (of->diluent_ignored) {
        add(build, NOTICE_DILUENT_IGNORED, NULL, names);
    }
}

static void note_cap(struct build *build, const ifs_infusion *of)
{
    const struct infusion_rule *rule = &build->protocol->infusions[of->rule];
    const char *const pieces[] = {rule->name, build_dose(build, of->ideal_dose_mcg),
                                  build_dose(build, ratio_whole(of->dose.mcg))};
    switch (of->cap) {
    case IFS_CAP_NONE:
        break;
    case IFS_CAP_MAXIMUM:
        add(build, NOTICE_DOSE_CAPPED, build_where(build, &rule->doses[of->dose_rule].origin), pieces);
        break;
    case IFS_CAP_RENAL:
        claim(of->renal_band >= 0);
        add(build, NOTICE_DOSE_CAPPED_RENAL, build_where(build, &build->protocol->renal[of->renal_band].origin), pieces);
        break;
    }
}

/* More than a tenth beside what was ordered: project choice. Every limit was held against what is delivered, but nobody should
 * have to find such a step among the small print. */
static bool far_off(ifs_ratio delivered, int64_t ordered)
{
    return ratio_compare(delivered, ratio_make(ordered * 11, 10)) > 0 ||
           ratio_compare(delivered, ratio_make(ordered * 9, 10)) < 0;
}

static void note_rounding(struct build *build, const ifs_infusion *of)
{
    const char *name = build->protocol->infusions[of->rule].name;
    if (ratio_compare(of->delivered_mcg, ratio_whole(of->dose.mcg)) != 0) {
        ifs_ratio dose = ratio_whole(of->dose.mcg);
        const char *delivered = build_limit_figure(build, IFS_LIMIT_DOSE, of->delivered_mcg, dose);
        add(build, NOTICE_DELIVERED_DIFFERS, NULL, (const char *const[]){name, delivered, build_dose(build, dose)});
    }
    if (far_off(of->delivered_mcg, of->dose.mcg)) {
        add(build, NOTICE_DOSE_FAR_OFF, NULL, &name);
    }
    if (of->over.s > 0 && far_off(of->delivered_s, of->over.s)) {
        add(build, NOTICE_TIME_FAR_OFF, NULL, &name);
    }
    if (of->draw_inward) {
        const char *draw = build_volume(build, ratio_whole(of->draw.ul));
        add(build, NOTICE_DRAW_ROUNDED_INWARD, NULL, (const char *const[]){name, draw});
    }
    if (of->flow_inward) {
        const char *flow = build_flow(build, ratio_whole(of->flow.ul_per_h));
        add(build, NOTICE_FLOW_ROUNDED_INWARD, NULL, (const char *const[]){name, flow});
    }
    if (of->drops_inward) {
        add(build, NOTICE_DROPS_ROUNDED_INWARD, NULL,
            (const char *const[]){name, build_whole(build, of->drops_per_min)});
    }
}

static void note_infusions(struct build *build)
{
    for (int i = 0; build_has_order(build) && i < build->plan->infusion_count; i++) {
        const ifs_infusion *of = &build->plan->infusions[i];
        note_product(build, of);
        note_cap(build, of);
        note_rounding(build, of);
    }
}

/* ---- Limits --------------------------------------------------------------------------------------------------- */

static void note_exceeded(struct build *build)
{
    for (int i = 0; build_has_order(build) && i < build->plan->limit_count; i++) {
        const struct limit *limit = build->plan->limits[i].limit;
        if (limit->because != NULL) {
            const char *label = wording_limit(limit->kind);
            const char *to = build_limit_figure(build, limit->kind, limit->hard_max, limit->hard_max);
            const char *library = build_limit_figure(build, limit->kind, limit->exceeds, limit->hard_max);
            add(build, NOTICE_EXCEEDED_LIMIT, build_where(build, &limit->origin),
                (const char *const[]){label, to, library, limit->because});
        }
    }
}

/* ---- Answers -------------------------------------------------------------------------------------------------- */

static bool any_read(const struct build *build, const int *facts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (fact_set_has(&build->protocol->read, facts[i]) || fact_set_has(&build->protocol->required, facts[i])) {
            return true;
        }
    }
    return false;
}

/* Facts that are read by way of another: the inputs of an estimate, the date of a value, choices the program acts on.
 */
static bool serves_another(const struct build *build, int fact)
{
    static const int renal[] = {IFS_FACT_CRCL, IFS_FACT_EGFR};
    static const int for_estimate[] = {IFS_FACT_WEIGHT,     IFS_FACT_WEIGHT_BASIS, IFS_FACT_HEIGHT,
                                       IFS_FACT_AGE,        IFS_FACT_BORN,         IFS_FACT_SEX,
                                       IFS_FACT_CREATININE, IFS_FACT_EGFR,         IFS_FACT_CREATININE_TAKEN,
                                       IFS_FACT_RENAL,      IFS_FACT_RENAL_BASIS,  IFS_FACT_PREGNANT,
                                       IFS_FACT_CRCL};
    static const int acted_on[] = {IFS_FACT_SETTING, IFS_FACT_INDICATION, IFS_FACT_PRODUCT, IFS_FACT_DILUENT,
                                   IFS_FACT_DEVICE};
    static const int with[][2] = {{IFS_FACT_WEIGHT_BASIS, IFS_FACT_WEIGHT},
                                  {IFS_FACT_BORN, IFS_FACT_AGE},
                                  {IFS_FACT_CREATININE_TAKEN, IFS_FACT_CREATININE},
                                  {IFS_FACT_RENAL_BASIS, IFS_FACT_RENAL}};
    for (size_t i = 0; i < COUNT_OF(acted_on); i++) {
        if (acted_on[i] == fact) {
            return true;
        }
    }
    for (size_t i = 0; i < COUNT_OF(for_estimate); i++) {
        if (for_estimate[i] == fact && any_read(build, renal, COUNT_OF(renal))) {
            return true;
        }
    }
    for (size_t i = 0; i < COUNT_OF(with); i++) {
        if (with[i][0] == fact && any_read(build, &with[i][1], 1)) {
            return true;
        }
    }
    return false;
}

static void note_unread(struct build *build)
{
    const ifs_protocol *protocol = build->protocol;
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        bool used = fact_set_has(&protocol->read, fact) || fact_set_has(&protocol->required, fact) ||
                    fact_set_has(&protocol->bedside, fact) ||
                    protocol->facts[fact].kind == FACT_IDENTITY || serves_another(build, fact);
        if (fact_set_has(&build->request->known, fact) && !used) {
            add(build, NOTICE_UNREAD_FACT, NULL, (const char *const[]){protocol->facts[fact].name});
        }
    }
}

static bool something_prescribed(const ifs_request *request)
{
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        if (request->choices[i].has_dose || request->choices[i].has_over) {
            return true;
        }
    }
    return false;
}

static void note_site(struct build *build)
{
    if (build->request->site == NULL || !build->request->site->present) {
        add(build, NOTICE_NO_SITE_FILE, NULL, NULL);
    }
    if (build->request->prescriber == NULL && something_prescribed(build->request)) {
        add(build, NOTICE_NO_PRESCRIBER, NULL, NULL);
    }
}

/* ---- Overrides ------------------------------------------------------------------------------------------------ */

static bool blank(const char *words_given)
{
    if (words_given == NULL) {
        return true;
    }
    for (size_t i = 0; words_given[i] != '\0'; i++) {
        if (words_given[i] != ' ' && words_given[i] != '\t') {
            return false;
        }
    }
    return true;
}

static void note_invalid(struct build *build, const ifs_override *override, ifs_check_severity severity)
{
    const char *const id = override->check;
    const char *why = NULL;
    if (severity == IFS_REFUSE) {
        why = words.override_of_refusal;
    } else if (blank(override->reason)) {
        why = words.override_blank;
    } else if (blank(build->request->prescriber) || blank(build->request->prescriber_reference)) {
        why = words.override_nobody;
    } else { /* nothing else makes the engine leave one out, see outcome_may_override */
        why = words.override_setting;
    }
    add(build, NOTICE_OVERRIDE_INVALID, NULL, (const char *const[]){id, why});
}

/* The first row of that id, which is the gravest (see add_outcomes_like): what an override of it would have to answer. */
static const struct sheet_check *find_check(const struct ifs_sheet *sheet, const char *id)
{
    for (int i = 0; i < sheet->check_count; i++) {
        if (text_equal(sheet->checks[i].id, id)) {
            return &sheet->checks[i];
        }
    }
    return NULL;
}

static void note_override(struct build *build, const ifs_override *override)
{
    const struct sheet_check *row = find_check(build->sheet, override->check);
    if (row == NULL) {
        add(build, NOTICE_OVERRIDE_UNKNOWN, NULL, &override->check);
        return;
    }
    switch (row->result) {
    case IFS_TRIP:
        if (row->severity == IFS_WARN) {
            add(build, NOTICE_OVERRIDE_NOT_NEEDED, NULL, &override->check);
        } else {
            note_invalid(build, override, row->severity);
        }
        break;
    case IFS_UNKNOWN:
    case IFS_PASS:
        add(build, NOTICE_OVERRIDE_NOT_NEEDED, NULL, &override->check);
        break;
    case IFS_OVERRIDDEN:
        break;
    }
}

/* ---- Protocol ------------------------------------------------------------------------------------------------- */

static void note_protocol(struct build *build)
{
    const ifs_protocol *protocol = build->protocol;
    int unverified = 0;
    for (int i = 0; i < protocol->source_count; i++) {
        unverified += text_equal(protocol->sources[i].verified, "no") ? 1 : 0;
    }
    if (unverified > 0) {
        const char *count = build_whole(build, unverified);
        const char *all = build_whole(build, protocol->source_count);
        add(build, NOTICE_UNVERIFIED_SOURCES, build_file_name(protocol->file), (const char *const[]){count, all});
    }
    if (build_day(build) > protocol->review_by) {
        add(build, NOTICE_PAST_REVIEW, build_file_name(protocol->file), &protocol->review_by_text);
    }
}

void build_notices(struct build *build)
{
    if (build->plan->verdict == IFS_REFUSED) {
        note_refusal(build);
    }
    note_unconfirmed(build);
    note_infusions(build);
    note_exceeded(build);
    note_unread(build);
    for (int i = 0; i < build->request->override_count; i++) {
        note_override(build, &build->request->overrides[i]);
    }
    note_site(build);
    note_protocol(build);
}
