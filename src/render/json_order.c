/*
 * json_order.c - an order as JSON.
 *
 * Decides which key holds which string or figure of the sheet. The invariants: every key is
 * there, in that order, null where it does not apply; integers are in base units, decimals are strings; nothing is
 * computed and no sentence written here.
 */
#include "json_order.h"

#include "claim.h"
#include "json.h"

static const char *severity_name(ifs_severity severity)
{
    static const char *const names[] = {[IFS_ERROR] = "error", [IFS_WARNING] = "warning", [IFS_NOTE] = "note"};
    claim((size_t)severity < COUNT_OF(names));
    return names[severity];
}

static const char *check_severity_name(ifs_check_severity severity)
{
    static const char *const names[] = {[IFS_REFUSE] = "refuse", [IFS_OVERRIDE] = "override", [IFS_WARN] = "warn"};
    claim((size_t)severity < COUNT_OF(names));
    return names[severity];
}

static const char *result_name(ifs_result result)
{
    static const char *const names[] = {
        [IFS_TRIP] = "trip",
        [IFS_UNKNOWN] = "unknown",
        [IFS_OVERRIDDEN] = "overridden",
        [IFS_PASS] = "pass",
    };
    claim((size_t)result < COUNT_OF(names));
    return names[result];
}

static void add_integer_if(struct json *into, const char *key, bool applies, int64_t number)
{
    if (applies) {
        json_add_integer(into, key, number);
    } else {
        json_add_null(into, key);
    }
}

/* ---- Head, facts, derived figures ----------------------------------------------------------------------------- */

static void add_protocol(struct json *root, const struct ifs_sheet *sheet)
{
    struct json *protocol = json_add_object(root, "protocol");
    json_add_string(protocol, "id", sheet->protocol_id);
    json_add_string(protocol, "title", sheet->title);
    json_add_string(protocol, "version", sheet->version);
    json_add_string(protocol, "fingerprint", sheet->fingerprint);
    json_add_boolean(protocol, "approved", sheet->approved);
}

static void add_facts(struct json *root, const struct ifs_sheet *sheet)
{
    struct json *facts = json_add_object(root, "facts");
    for (int i = 0; i < sheet->fact_count; i++) {
        json_add_string(facts, sheet->facts[i].name, sheet->facts[i].answer);
    }
}

static void add_estimate(struct json *into, const struct sheet_estimate *estimate)
{
    json_add_string(into, "text", estimate == NULL ? NULL : estimate->text);
    json_add_string(into, "value", estimate == NULL ? NULL : estimate->value);
    json_add_string(into, "method", estimate == NULL ? NULL : estimate->method);
    json_add_string(into, "weight", estimate == NULL ? NULL : estimate->weight);
}

static void add_figure(struct json *derived, const char *key, const struct sheet_figure *figure)
{
    struct json *object = json_add_object(derived, key);
    json_add_string(object, "text", figure->text);
    json_add_string(object, "value", figure->value);
}

static void add_derived(struct json *root, const struct ifs_sheet *sheet)
{
    struct json *derived = json_add_object(root, "derived");
    struct json *crcl = json_add_object(derived, "crcl");
    add_estimate(crcl, sheet->crcl.text != NULL ? &sheet->estimates[sheet->lowest] : NULL);
    struct json *all = json_add_array(crcl, "all");
    for (int i = 0; i < sheet->estimate_count; i++) {
        add_estimate(json_add_object(all, NULL), &sheet->estimates[i]);
    }
    add_figure(derived, "egfr", &sheet->egfr);
    add_figure(derived, "urine-output", &sheet->urine);
    add_figure(derived, "urine-output-per-weight", &sheet->urine_per_weight);
}

static void add_lines(struct json *root, const char *key, const struct sheet_lines *lines)
{
    struct json *array = json_add_array(root, key);
    for (int i = 0; i < lines->count; i++) {
        json_add_string(array, NULL, lines->list[i].whole);
    }
}

/* ---- Infusions ------------------------------------------------------------------------------------------------ */

static void add_concentration(struct json *into, const struct sheet_infusion *infusion)
{
    struct json *concentration = json_add_object(into, "concentration");
    json_add_integer(concentration, "mcg", infusion->concentration_mcg);
    json_add_integer(concentration, "ul", infusion->total_ul);
    json_add_string(concentration, "text", infusion->concentration);
}

static void add_delivered(struct json *into, const struct sheet_infusion *infusion)
{
    struct json *delivered = json_add_object(into, "delivered");
    json_add_integer(delivered, "dose_mcg", infusion->delivered_mcg);
    add_integer_if(delivered, "over_s", infusion->over != NULL, infusion->delivered_s);
    add_integer_if(delivered, "speed_mcg_per_min", infusion->speed != NULL, infusion->speed_mcg_per_min);
    add_integer_if(delivered, "per_kg_mcg", infusion->has_per_kg, infusion->per_kg_mcg);
}

static void add_steps(struct json *into, const struct sheet_infusion *infusion)
{
    struct json *steps = json_add_array(into, "steps");
    for (int i = 0; i < infusion->step_count; i++) {
        struct json *step = json_add_object(steps, NULL);
        json_add_string(step, "id", infusion->steps[i].id);
        json_add_string(step, "dose_rate", infusion->steps[i].rate);
        json_add_integer(step, "flow_ul_per_h", infusion->steps[i].flow_ul_per_h);
        json_add_string(step, "flow", infusion->steps[i].flow);
        json_add_string(step, "if", infusion->steps[i].when);
    }
}

static void add_infusion(struct json *into, const struct sheet_infusion *infusion)
{
    json_add_string(into, "name", infusion->name);
    json_add_integer(into, "dose_mcg", infusion->dose_mcg);
    json_add_string(into, "dose", infusion->dose);
    json_add_string(into, "dose_mmol", infusion->dose_mmol);
    json_add_string(into, "dose_meq", infusion->dose_meq);
    json_add_string(into, "basis", infusion->basis);
    add_integer_if(into, "over_s", infusion->over != NULL, infusion->over_s);
    json_add_string(into, "product", infusion->product);
    json_add_integer(into, "containers", infusion->containers);
    add_integer_if(into, "draw_ul", !infusion->premixed, infusion->draw_ul);
    json_add_string(into, "diluent", infusion->diluent);
    add_integer_if(into, "diluent_ul", infusion->diluent != NULL, infusion->diluent_ul);
    json_add_string(into, "additive", infusion->additive);
    json_add_integer(into, "total_ul", infusion->total_ul);
    add_concentration(into, infusion);
    add_integer_if(into, "flow_ul_per_h", infusion->has_flow, infusion->flow_ul_per_h);
    json_add_string(into, "flow", infusion->flow);
    add_delivered(into, infusion);
    add_integer_if(into, "drops_per_min", infusion->drops != NULL, infusion->drops_per_min);
    json_add_string(into, "route", infusion->route);
    add_integer_if(into, "sites", infusion->site_volume != NULL, infusion->sites);
    add_integer_if(into, "site_ul", infusion->site_volume != NULL, infusion->site_ul);
    json_add_integer(into, "doses", infusion->doses);
    add_integer_if(into, "every_s", infusion->doses > 1, infusion->every_s);
    add_steps(into, infusion);
    json_add_string(into, "ends", infusion->ending);
    add_lines(into, "goes_on", &infusion->goes_on);
    json_add_string(into, "begins", infusion->beginning);
    add_integer_if(into, "after_s", infusion->beginning != NULL, infusion->after_s);
}

static void add_infusions(struct json *root, const struct ifs_sheet *sheet)
{
    struct json *infusions = json_add_array(root, "infusions");
    for (int i = 0; i < sheet->infusion_count; i++) {
        add_infusion(json_add_object(infusions, NULL), &sheet->infusions[i]);
    }
}

/* ---- Checks, start conditions, findings ----------------------------------------------------------------------- */

static void add_checks(struct json *root, const struct ifs_sheet *sheet)
{
    struct json *checks = json_add_array(root, "checks");
    for (int i = 0; i < sheet->check_count; i++) {
        struct json *check = json_add_object(checks, NULL);
        json_add_string(check, "id", sheet->checks[i].id);
        json_add_string(check, "severity", check_severity_name(sheet->checks[i].severity));
        json_add_string(check, "result", result_name(sheet->checks[i].result));
        json_add_string(check, "say", sheet->checks[i].say);
        json_add_string(check, "source", sheet->checks[i].source);
        json_add_string(check, "reason", sheet->checks[i].reason);
    }
}

static void add_starts(struct json *root, const struct ifs_sheet *sheet)
{
    struct json *starts = json_add_array(root, "start_conditions");
    for (int i = 0; i < sheet->start_count; i++) {
        struct json *start = json_add_object(starts, NULL);
        json_add_string(start, "fact", sheet->starts[i].fact);
        json_add_string(start, "limit", sheet->starts[i].limit);
        json_add_string(start, "text", sheet->starts[i].text);
    }
}

static void add_findings(struct json *root, const struct ifs_sheet *sheet)
{
    struct json *findings = json_add_array(root, "findings");
    for (int i = 0; i < sheet->finding_count; i++) {
        struct json *finding = json_add_object(findings, NULL);
        json_add_string(finding, "severity", severity_name(sheet->findings[i].severity));
        json_add_string(finding, "code", sheet->findings[i].code);
        json_add_string(finding, "where", sheet->findings[i].where);
        json_add_string(finding, "message", sheet->findings[i].message);
    }
}

static void add_strings(struct json *root, const char *key, const char *const *strings, int count)
{
    struct json *array = json_add_array(root, key);
    for (int i = 0; i < count; i++) {
        json_add_string(array, NULL, strings[i]);
    }
}

static void add_slips(struct json *root, const struct ifs_sheet *sheet)
{
    struct json *slips = json_add_array(root, "slips");
    for (int i = 0; i < sheet->slip_count; i++) {
        const struct sheet_slip *row = &sheet->slips[i];
        struct json *slip = json_add_object(slips, NULL);
        json_add_string(slip, "slip", row->id);
        json_add_string(slip, "infusion", row->infusion);
        json_add_integer(slip, "dose_mcg", row->dose_mcg);
        add_integer_if(slip, "over_s", row->timed, row->over_s);
        add_integer_if(slip, "speed_mcg_per_h", row->timed, row->speed_mcg_per_h);
        json_add_string(slip, "stopped_by", row->stopped_by);
        json_add_string(slip, "check", row->check);
        json_add_string(slip, "beyond", row->beyond);
        json_add_string(slip, "text", row->text);
    }
}

static void add_nearest(struct json *root, const struct ifs_sheet *sheet)
{
    struct json *nearest = json_add_array(root, "nearest");
    for (int i = 0; i < sheet->nearest_count; i++) {
        struct json *change = json_add_object(nearest, NULL);
        json_add_string(change, "infusion", sheet->nearest[i].infusion);
        json_add_string(change, "change", sheet->nearest[i].change);
        json_add_string(change, "to", sheet->nearest[i].to);
        json_add_string(change, "text", sheet->nearest[i].text);
    }
}

static void add_unknowns(struct json *root, const struct ifs_sheet *sheet)
{
    const struct sheet_unknowns *row = &sheet->unknowns;
    struct json *unknowns = json_add_object(root, "unknowns");
    json_add_string(unknowns, "result", row->result);
    add_strings(unknowns, "depends_on", row->depends_on, row->depends_count);
    json_add_string(unknowns, "ask_first", row->ask_first);
    json_add_string(unknowns, "text", row->text);
}

char *json_order(const struct ifs_sheet *sheet)
{
    if (sheet->full) {
        return NULL;
    }
    struct json *root = json_begin();
    json_add_integer(root, "schema", 1);
    json_add_string(root, "verdict", sheet->verdict_name);
    json_add_boolean(root, "draft", sheet->draft);
    add_protocol(root, sheet);
    add_facts(root, sheet);
    add_derived(root, sheet);
    add_infusions(root, sheet);
    add_checks(root, sheet);
    add_starts(root, sheet);
    add_strings(root, "missing", sheet->missing, sheet->missing_count);
    add_findings(root, sheet);
    add_strings(root, "working", sheet->working, sheet->working_count);
    add_lines(root, "monitoring", &sheet->monitoring);
    add_lines(root, "stop_rules", &sheet->stop_rules);
    add_lines(root, "rescue", &sheet->rescue);
    add_lines(root, "follow_up", &sheet->follow_up);
    add_slips(root, sheet);
    add_unknowns(root, sheet);
    add_nearest(root, sheet);
    json_add_string(root, "sheet_id", sheet->sheet_id);
    json_add_string(root, "payload", sheet->payload);
    char *bytes = json_text(root);
    json_free(root);
    return bytes;
}
