/*
 * driver.c - many orders in one process: what the oracle of this folder compares with.
 *
 * One protocol (and site) for the whole run. Each line of standard input is one order: NAME=VALUE fields and options ("--dose 2 g")
 * separated by tabs, as on the command line of `infusheet order`, taken through the same functions. Each line of standard output
 * answers one: the JSON of the order on one line, or with --compact only the compared fields, separated by tabs; for words that are
 * not accepted "2" and the codes of the findings. The clinical part is all below this file.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "command.h"
#include "intake.h"
#include "json_order.h"
#include "protocol_load.h"
#include "sheet.h"

#define LINE_BYTES (64 * 1024)

struct driver {
    ifs_protocol *protocol;
    ifs_site site;
    void *site_storage;
    bool has_site;
    bool compact;
    struct instant at;
    struct findings findings;
    ifs_plan plan;
    struct ifs_sheet sheet;
};

static const char *const severities[] = {[IFS_REFUSE] = "refuse", [IFS_OVERRIDE] = "override", [IFS_WARN] = "warn"};
static const char *const results[] = {
    [IFS_TRIP] = "trip", [IFS_UNKNOWN] = "unknown", [IFS_OVERRIDDEN] = "overridden", [IFS_PASS] = "pass"};
static const int statuses[] = {[IFS_REFUSED] = 1, [IFS_INCOMPLETE] = 6, [IFS_OVERRIDE_NEEDED] = 5, [IFS_CONDITIONAL] = 7, [IFS_READY] = 0};

static const char *or_dash(const char *text)
{
    return text == NULL ? "-" : text;
}

/* One field of the line: a fact, or an option and its text. *infusion is the one that --dose and --over speak of. */
static void take_field(struct intake *intake, char *field, int *infusion)
{
    char *text = strchr(field, ' ');
    if (strncmp(field, "--", 2) != 0 || text == NULL) {
        intake_assignment(intake, field);
        return;
    }
    *text++ = '\0';
    if (strcmp(field, "--dose") == 0) {
        intake_dose(intake, *infusion, text);
    } else if (strcmp(field, "--over") == 0) {
        intake_over(intake, *infusion, text);
    } else if (strcmp(field, "--infusion") == 0) {
        *infusion = intake_infusion(intake, text);
    } else if (strcmp(field, "--override") == 0) {
        intake_override(intake, text);
    } else if (strcmp(field, "--prescriber") == 0) {
        intake_prescriber(intake, text);
    } else if (strcmp(field, "--confirm") == 0) {
        intake_confirm(intake, text);
    }
}

static void read_line(struct driver *driver, char *line, ifs_request *request)
{
    struct intake intake = {
        .protocol = driver->protocol, .request = request, .findings = &driver->findings, .spacing = QUANTITY_SPACE_OPTIONAL};
    int infusion = -1;
    char *rest = NULL;
    for (char *field = strtok_r(line, "\t\n", &rest); field != NULL; field = strtok_r(NULL, "\t\n", &rest)) {
        take_field(&intake, field, &infusion);
    }
    intake_settle(&intake, clock_day(driver->at));
}

static void print_refused_words(const char *why)
{
    printf("2\t%s\n", why);
}

static void print_errors(const struct findings *findings)
{
    putchar('2');
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->list[i].severity == IFS_ERROR) {
            printf("\t%s: %s", findings->list[i].code, findings->list[i].message);
        }
    }
    putchar('\n');
}

static void print_infusion(const struct sheet_infusion *infusion)
{
    printf("\tinfusion=%s|%" PRId64 "|%s|%s|%s|%s|%" PRId64 "|%s|%" PRId64 "|%" PRId64 "|%s|%" PRId64 "|%s|%" PRId64 "|%" PRId64 "|%s",
           infusion->name, infusion->dose_mcg, infusion->dose, infusion->dose_mmol, infusion->dose_meq, infusion->basis,
           infusion->over_s, infusion->product, infusion->containers, infusion->premixed ? -1 : infusion->draw_ul,
           or_dash(infusion->diluent), infusion->premixed ? -1 : infusion->diluent_ul, infusion->additive, infusion->total_ul,
           infusion->concentration_mcg, or_dash(infusion->flow));
    printf("|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64 "|%" PRId64,
           infusion->has_flow ? infusion->flow_ul_per_h : -1, infusion->delivered_mcg, infusion->delivered_s, infusion->speed_mcg_per_min,
           infusion->has_per_kg ? infusion->per_kg_mcg : -1, infusion->drops == NULL ? -1 : infusion->drops_per_min,
           infusion->doses, infusion->every_s, infusion->sites, infusion->site_volume == NULL ? -1 : infusion->site_ul);
    for (int i = 0; i < infusion->step_count; i++) {
        printf("|%s:%" PRId64, infusion->steps[i].id, infusion->steps[i].flow_ul_per_h);
    }
}

static void print_derived(const struct ifs_sheet *sheet)
{
    printf("\tcrcl=%s\tegfr=%s\turine=%s\turine-per-weight=%s", or_dash(sheet->crcl.value), or_dash(sheet->egfr.value),
           or_dash(sheet->urine.value), or_dash(sheet->urine_per_weight.value));
    if (sheet->crcl.value != NULL) {
        printf("\tmethod=%s", sheet->estimates[sheet->lowest].method);
    }
    for (int i = 0; i < sheet->estimate_count; i++) {
        const struct sheet_estimate *estimate = &sheet->estimates[i];
        printf("\testimate=%s|%s|%s", estimate->method, estimate->value, or_dash(estimate->weight));
    }
}

static void print_compact(const struct ifs_sheet *sheet)
{
    printf("%d", statuses[sheet->verdict]);
    print_derived(sheet);
    for (int i = 0; i < sheet->missing_count; i++) {
        printf("\tmissing=%s", sheet->missing[i]);
    }
    for (int i = 0; i < sheet->start_count; i++) {
        printf("\tstart=%s", sheet->starts[i].fact);
    }
    for (int i = 0; i < sheet->check_count; i++) {
        const struct sheet_check *check = &sheet->checks[i];
        printf("\tcheck=%s|%s|%s|%s", check->id, severities[check->severity], results[check->result], or_dash(check->source));
    }
    for (int i = 0; i < sheet->infusion_count; i++) {
        print_infusion(&sheet->infusions[i]);
    }
    putchar('\n');
}

static void print_json(const struct ifs_sheet *sheet)
{
    char *json = json_order(sheet);
    if (json == NULL) {
        print_refused_words("no-json");
        return;
    }
    printf("%d\t", statuses[sheet->verdict]);
    for (const char *letter = json; *letter != '\0'; letter++) {
        putchar(*letter == '\n' ? ' ' : *letter);
    }
    putchar('\n');
    free(json);
}

static void answer(struct driver *driver, char *line)
{
    ifs_request request = {.at_s = driver->at.s, .at_offset_min = driver->at.offset_min, .site = driver->has_site ? &driver->site : NULL};
    read_line(driver, line, &request);
    if (finding_count(&driver->findings, IFS_ERROR) > 0) {
        print_errors(&driver->findings);
        finding_free(&driver->findings);
        return;
    }
    finding_free(&driver->findings);
    ifs_plan_compute(driver->protocol, &request, &driver->plan);
    if (driver->plan.contradictions != 0) {
        print_refused_words("contradiction");
        return;
    }
    sheet_build(driver->protocol, &request, &driver->plan, &driver->sheet);
    if (driver->sheet.full) {
        print_refused_words("full");
    } else if (driver->compact) {
        print_compact(&driver->sheet);
    } else {
        print_json(&driver->sheet);
    }
}

static bool load(struct driver *driver, const char *directory, const char *protocol, const char *site)
{
    struct load_places places = {.protocols = directory};
    driver->has_site = site != NULL;
    if (site != NULL && !site_load(site, &driver->site, &driver->site_storage, &driver->findings)) {
        return false;
    }
    driver->protocol = protocol_load(protocol, &places, &driver->findings);
    bool loaded = driver->protocol != NULL;
    if (!loaded) {
        findings_print(&driver->findings);
    }
    finding_free(&driver->findings);
    return loaded && clock_parse("2026-11-20T14:30+01:00", &driver->at);
}

int main(int count, char **words)
{
    static struct driver driver;
    static char line[LINE_BYTES];
    if (count < 4) {
        fputs("usage: driver --compact|--json PROTOCOLS PROTOCOL.cfg [SITE.cfg] <lines\n", stderr);
        return 2;
    }
    driver.compact = strcmp(words[1], "--compact") == 0;
    if (!load(&driver, words[2], words[3], count > 4 ? words[4] : NULL)) {
        return 3;
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        answer(&driver, line);
    }
    protocol_free(driver.protocol);
    site_free(driver.site_storage);
    return 0;
}
