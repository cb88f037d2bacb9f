/*
 * sheet.c - a plan becomes characters.
 *
 * Decides the order in which the parts of a sheet are written and its verdict in words. The invariants: all zero is safe
 * (a sheet starts as a refused one, and stays it unless the plan says otherwise); every sheet is a DRAFT until an
 * approval says otherwise.
 *
 * The parts are in the files named in build.h, its code and number payload.c's, sentences in wording.c; where things
 * stand on the page is layout.c.
 */
#include "sheet.h"

#include "build.h"
#include "choose.h"
#include "claim.h"
#include "ratio.h"
#include "wording.h"

/* ---- Verdict -------------------------------------------------------------------------------------------------- */

static bool has_overridden(const ifs_plan *plan)
{
    for (int i = 0; i < plan->check_count; i++) {
        if (plan->checks[i] == IFS_OVERRIDDEN) {
            return true;
        }
    }
    for (int i = 0; i < plan->limit_count; i++) {
        if (plan->limits[i].result == IFS_OVERRIDDEN) {
            return true;
        }
    }
    return false;
}

static void write_verdict(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    sheet->verdict = build->plan->verdict;
    sheet->verdict_name = wording_verdict_name(sheet->verdict);
    sheet->verdict_words = wording_verdict(sheet->verdict);
    sheet->verdict_note = wording_verdict_note(sheet->verdict);
    if (sheet->verdict == IFS_READY && has_overridden(build->plan)) {
        sheet->verdict_words = words.ready_with_overrides;
        sheet->verdict_note = words.ready_with_overrides_note;
    }
    sheet->no_override = build_override_allowed(build) == TRUTH_NO;
    if (sheet->verdict == IFS_OVERRIDE_NEEDED && sheet->no_override) {
        sheet->verdict_words = words.no_override;
        sheet->verdict_note = words.no_override_note;
    }
}

/* Approvals are not read yet: no sheet is approved, every one is a draft and says why. */
static void write_draft(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    sheet->draft = true;
    const char *why = words.draft_not_approved;
    if (build->request->prescriber == NULL) {
        why = build_join(build, why, "; ", words.draft_no_prescriber);
    }
    if (build_day(build) > build->protocol->review_by) {
        why = build_join(build, why, "; ", words.draft_past_review);
    }
    sheet->draft_words = build_say_one(build, words.draft, why);
}

/* ---- Who and where -------------------------------------------------------------------------------------------- */

static void write_prescriber(struct build *build)
{
    const ifs_request *request = build->request;
    build->sheet->prescriber = words.prescriber_not_named;
    if (request->prescriber != NULL) {
        const char *reference = request->prescriber_reference;
        build->sheet->prescriber =
            reference == NULL ? request->prescriber : build_join(build, request->prescriber, ", ", reference);
    }
}

static void write_place(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    const ifs_site *site = build->request->site;
    bool present = site != NULL && site->present;
    sheet->place = present ? site->place : words.no_site;
    if (fact_set_has(&build->request->known, IFS_FACT_SETTING)) {
        sheet->place = build_join(build, build_fact_words(build, IFS_FACT_SETTING), "; ", sheet->place);
    }
    sheet->phone = present ? site->phone : NULL;
    sheet->emergency = present ? site->emergency : NULL;
    const char *call = sheet->phone == NULL ? NULL : build_say_one(build, words.call_phone, sheet->phone);
    if (sheet->emergency != NULL) {
        call = build_join(build, call, "; ", build_say_one(build, words.call_emergency, sheet->emergency));
    }
    sheet->call = call != NULL ? call : words.call_blank;
    bool known = fact_set_has(&build->request->known, IFS_FACT_SETTING);
    sheet->at_home = known && build->request->answer[IFS_FACT_SETTING] == IFS_MOBILE;
    if (present && site->line_volume.ul > 0) {
        const char *volume = build_volume(build, ratio_whole(site->line_volume.ul));
        sheet->line_volume = build_say_one(build, words.line_volume, volume);
    }
}

static bool is_letter(char letter)
{
    return (unsigned char)((letter | 0x20) - 'a') < 26; /* the bit that makes a capital small */
}

/* Whether a unit of mass stands there as a word. */
static bool begins_with_mass_unit(const char *text)
{
    static const char *const units[] = {"mcg", "mg", "g", "mmol", "mEq"};
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        size_t same = 0;
        while (units[i][same] != '\0' && text[same] == units[i][same]) {
            same++;
        }
        if (units[i][same] == '\0' && !is_letter(text[same])) {
            return true;
        }
    }
    return false;
}

/* A digit and a unit of mass after it: "1 g", "500mg". */
static bool names_a_dose(const char *title)
{
    for (size_t i = 0; title[i] != '\0'; i++) {
        if (title[i] >= '0' && title[i] <= '9') {
            size_t after = title[i + 1] == ' ' ? i + 2 : i + 1;
            if (begins_with_mass_unit(&title[after])) {
                return true;
            }
        }
    }
    return false;
}

static void write_head(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    const ifs_protocol *protocol = build->protocol;
    sheet->drug = protocol->drug.name;
    sheet->high_alert = build_say_one(build, words.high_alert, sheet->drug);
    sheet->protocol_id = protocol->id;
    sheet->title = protocol->title;
    sheet->shown_title =
        build->plan->verdict == IFS_REFUSED && names_a_dose(protocol->title) ? protocol->id : protocol->title;
    sheet->version = protocol->version;
    sheet->population = protocol->population;
    sheet->fingerprint = protocol->fingerprint;
    sheet->moment = build_moment(build);
    write_verdict(build);
    write_draft(build);
    write_prescriber(build);
    write_place(build);
}

/* ---- What the authors wrote ----------------------------------------------------------------------------------- */

static const char *joined(struct build *build, const struct sheet_lines *lines)
{
    const char *all = NULL;
    for (int i = 0; i < lines->count; i++) {
        all = build_join(build, all, " ", lines->list[i].text);
    }
    return all;
}

static void write_authored(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    const ifs_protocol *protocol = build->protocol;
    if (!build_has_order(build)) {
        return;
    }
    build_add_authored(build, &sheet->orders, &protocol->orders);
    build_add_authored(build, &sheet->monitoring, &protocol->monitoring);
    build_add_authored(build, &sheet->stop_rules, &protocol->stop_rules);
    build_add_authored(build, &sheet->follow_up, &protocol->follow_up);
    build_add_authored(build, &sheet->home_advice, &protocol->home_advice);
    build_add_authored(build, &sheet->drug_notes, &protocol->drug.notes);
    build_add_authored(build, &sheet->incompatible, &protocol->drug.incompatible);
    sheet->incompatible_words = joined(build, &sheet->incompatible);
}

/* ---- Provenance ----------------------------------------------------------------------------------------------- */

static void write_sources(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    for (int i = 0; i < build->protocol->source_count; i++) {
        if (i >= SHEET_LINE_MAX) {
            sheet->full = true;
            return;
        }
        const struct source *source = &build->protocol->sources[i];
        struct sheet_source *row = &sheet->sources[sheet->source_count];
        row->verified = !text_equal(source->verified, "no");
        row->mark = build_say_one(build, words.mark, build_whole(build, i + 1));
        row->text = build_say(build, words.source, (const char *const[]){source->id, source->cite});
        const char *by = row->verified ? build_say_one(build, words.verified_by, source->verified) : words.not_verified;
        row->stated = build_join(build, by, " ", row->text);
        sheet->source_count++;
    }
}

/* Where the sentences of one heading come from: "1 [3, line 42], 2 [project choice, line 43]". */
static void add_trace(struct build *build, const char *title, const struct sheet_lines *lines)
{
    const char *marks = NULL;
    for (int i = 0; i < lines->count; i++) {
        const char *one = build_join(build, build_whole(build, i + 1), " ", lines->list[i].mark);
        marks = build_join(build, marks, ", ", one);
    }
    if (marks != NULL) {
        build_add_line(build, &build->sheet->traces, (struct sheet_line){.text = title, .blanks = marks});
    }
}

/* The first page says what to do, the last on whose word. */
static void write_traces(struct build *build)
{
    struct ifs_sheet *sheet = build->sheet;
    for (int i = 0; i < sheet->infusion_count; i++) {
        const struct sheet_infusion *infusion = &sheet->infusions[i];
        const struct sheet_line product = {.text = infusion->product_label, .blanks = infusion->product_mark};
        build_add_line(build, &sheet->traces, product);
        add_trace(build, infusion->heading_preparation, &infusion->notes);
    }
    add_trace(build, words.heading_orders, &sheet->orders);
    add_trace(build, words.heading_monitoring, &sheet->monitoring);
    add_trace(build, words.heading_stop, &sheet->stop_rules);
    add_trace(build, words.heading_antidote, &sheet->rescue);
    add_trace(build, words.heading_incompatible, &sheet->incompatible);
    add_trace(build, words.heading_follow_up, &sheet->follow_up);
    add_trace(build, words.heading_home_advice, &sheet->home_advice);
}

static void add_provenance(struct build *build, const char *label, const char *said)
{
    build_add_line(build, &build->sheet->provenance, (struct sheet_line){.text = label, .blanks = said});
}

static void write_provenance(struct build *build)
{
    const ifs_protocol *protocol = build->protocol;
    const struct drug *drug = &protocol->drug;
    const ifs_site *site = build->request->site;
    add_provenance(build, words.label_protocol, build_join(build, protocol->id, " ", protocol->version));
    add_provenance(build, words.label_file, build_file_name(protocol->file));
    add_provenance(build, words.label_fingerprint, protocol->fingerprint);
    add_provenance(build, words.label_review, protocol->review_by_text);
    add_provenance(build, words.label_approved, words.approved_by_nobody);
    add_provenance(build, words.label_library, build_join(build, drug->id, " ", drug->version));
    add_provenance(build, words.label_fingerprint, drug->fingerprint);
    add_provenance(build, words.label_salt, drug->salt_name);
    const char *no_site = build_has_order(build) ? words.no_site_figures : words.no_site;
    add_provenance(build, words.label_site, site != NULL && site->present ? site->place : no_site);
    if (site != NULL && site->present && site->source != NULL) {
        add_provenance(build, words.label_devices, site->source);
    }
    add_provenance(build, words.label_program, words.program);
    write_sources(build);
}

/* ---- The whole ------------------------------------------------------------------------------------------------ */

/* All but the letters, of which nothing is read beyond what was written. */
static void clear(struct ifs_sheet *sheet)
{
    size_t after = offsetof(struct ifs_sheet, letters) + sizeof sheet->letters;
    __builtin_memset((unsigned char *)sheet + after, 0, sizeof *sheet - after);
    sheet->text = text_over(sheet->letters, sizeof sheet->letters);
}

void sheet_build(const ifs_protocol *protocol, const ifs_request *request, const ifs_plan *plan,
                 struct ifs_sheet *sheet)
{
    struct build build = {.protocol = protocol, .request = request, .plan = plan, .sheet = sheet};
    clear(sheet);
    choose_truths(protocol, request, &plan->derived, build.truths);
    build_patient(&build);
    build_checked(&build);
    build_ordered(&build);
    build_starts(&build);
    build_missing(&build);
    build_notices(&build);
    build_working(&build);
    build_slips(&build);
    build_nearest(&build);
    build_unknowns(&build);
    build_packed(&build);
    write_authored(&build);
    write_traces(&build);
    write_provenance(&build);
    write_head(&build);
    build_payload(&build);
}
