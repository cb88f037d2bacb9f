/*
 * test_layout.c - which row stands where: every string of a sheet is its own name here, and the rows are read in their order.
 *
 * What lies beyond a count is named BEYOND: it stands nowhere.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "layout.h"
#include "layout_visit.h"
#include "wording.h"

static struct ifs_sheet sheet;
static struct layout layout;
static char rows[64 * 1024];

/* ---- A sheet of names ---- */

static struct sheet_lines lines_of(const char *text, const char *blanks, const char *mark)
{
    struct sheet_lines lines = {.count = 1};
    lines.list[0] = (struct sheet_line){.text = text, .blanks = blanks, .mark = mark};
    lines.list[1] = (struct sheet_line){.text = "BEYOND", .blanks = "BEYOND"};
    return lines;
}

static struct sheet_infusion by_pump(void)
{
    struct sheet_infusion of = {
        .heading = "ORDER", .dose_line = "dose-line", .dose = "dose", .check_values = "check-values", .per_kg = "per-kg",
        .dose_range = "dose-range", .dose_range_mark = "[dose]", .delivered = "delivered", .beginning = "beginning",
        .ending = "ending", .heading_goes_on = "GOES ON", .heading_preparation = "PREPARATION", .product_words = "product-words",
        .strength = "strength", .contains = "contains", .containers_words = "containers-words", .draw = "draw",
        .diluent_words = "diluent-words", .preparation = "preparation", .total = "total", .concentration = "concentration",
        .concentration_limit = "concentration-limit", .heading_running = "RUNNING", .drops = "drops", .total_words = "total-words",
        .flow = "flow", .flow_words = "flow-words", .hand_flow = "hand-flow", .over_words = "over-words", .speed = "speed",
        .speed_per_kg = "speed-per-kg", .speed_limit = "speed-limit", .route = "route", .device = "device",
        .next_container = "next-container", .heading_blind = "BLIND", .basis_words = "basis-words", .basis_mark = "[basis]",
        .ordered_dose = "ordered-dose", .ordered_time = "ordered-time", .product_label = "product-label"};
    of.goes_on = lines_of("goes-on", "goes-on-blanks", "[goes-on]");
    of.goes_on.list[0].more = "goes-on-more";
    of.notes = lines_of("note", NULL, "[note]");
    return of;
}

static struct sheet_infusion into_a_muscle(void)
{
    return (struct sheet_infusion){.heading = "ORDER 2", .dose_line = "dose-line 2", .heading_preparation = "PREPARATION 2",
                                   .heading_running = "RUNNING 2", .heading_blind = "BLIND 2", .dose = "dose 2",
                                   .total_words = "total-words 2", .site_volume = "site-volume 2", .basis_words = "basis-words 2",
                                   .next_container = "NEVER"};
}

static void add_fact(int fact, const char *label, bool known, bool required)
{
    sheet.facts[sheet.fact_count++] =
        (struct sheet_fact){.label = label, .words = "answer", .note = known ? "note" : NULL, .known = known, .required = required, .fact = fact};
    sheet.facts[sheet.fact_count] = (struct sheet_fact){.label = "BEYOND", .words = "BEYOND", .known = true, .fact = IFS_FACT_HEIGHT};
}

static void fill_people(void)
{
    sheet.shown_title = "shown-title";
    sheet.population = "population";
    sheet.high_alert = "high-alert";
    sheet.verdict_words = "verdict-words";
    sheet.verdict_note = "verdict-note";
    sheet.draft = true;
    sheet.draft_words = "draft-words";
    sheet.sheet_id = "sheet-id";
    sheet.payload = "payload";
    sheet.moment = "moment";
    sheet.prescriber = "prescriber";
    sheet.place = "place";
    sheet.phone = "phone";
    sheet.call = "call";
    sheet.age_and_sex = "age-and-sex";
    sheet.weight_used = "weight-used";
    sheet.renal_status = "renal-status";
    sheet.indication = "indication";
    sheet.indication_text = "indication-text";
    sheet.indication_evidence = "indication-evidence";
    sheet.indication_mark = "[indication]";
    add_fact(IFS_FACT_WEIGHT, "Weight", true, true);
    add_fact(IFS_FACT_AGE, "Age", true, false);
    add_fact(IFS_FACT_MAGNESIUM, "Serum magnesium", false, true);
    add_fact(IFS_FACT_GIVEN_24H, "Given in 24 h", false, false);
    add_fact(IFS_FACT_GIVEN_48H, "Given in 48 h", true, false);
    add_fact(IFS_FACT_PREGNANT, "Pregnant", false, false);
    add_fact(IFS_FACT_NAME, "Name", true, false);
    add_fact(IFS_FACT_ID, "Id", false, false);
    add_fact(IFS_FACT_ALLERGIES, "Allergies", true, false);
    add_fact(IFS_FACT_ADDRESS, "Address", true, false);
    add_fact(IFS_FACT_PHONE, "Phone of the patient", true, false);
    add_fact(IFS_FACT_BUILTIN, "First question?", false, true);
    add_fact(IFS_FACT_BUILTIN + 1, "Second question?", true, true);
    sheet.not_answered = "not-answered";
}

static void fill_review(void)
{
    sheet.totals = lines_of("Total", "total-in-24h", NULL);
    sheet.check_count = 2;
    sheet.checks[0] = (struct sheet_check){.severity = IFS_REFUSE, .result = IFS_PASS, .words = "check", .caution = "caution", .mark = "[2, line 9]"};
    sheet.checks[1] = (struct sheet_check){
        .severity = IFS_OVERRIDE, .result = IFS_TRIP, .words = "check 2", .reason = "reason", .mark = "[check]"};
    sheet.checks[2] = (struct sheet_check){.words = "BEYOND", .caution = "BEYOND"};
    sheet.start_count = 1;
    sheet.starts[0] = (struct sheet_start){.text = "start", .mark = "[start]"};
    sheet.starts[1] = (struct sheet_start){.text = "BEYOND"};
    sheet.reasons = lines_of("reason", "reason-blanks", "[reason]");
    sheet.changes = lines_of("change", NULL, "[change]");
    sheet.questions = lines_of("question", NULL, NULL);
    sheet.overrides = lines_of("override", NULL, "[override]");
    sheet.finding_count = 2;
    sheet.findings[0] = (struct sheet_finding){.message = "finding", .brief = "brief"};
    sheet.findings[1] = (struct sheet_finding){.message = "NEVER", .elsewhere = true};
    sheet.findings[2] = (struct sheet_finding){.message = "BEYOND", .brief = "BEYOND"};
    sheet.working_count = 1;
    sheet.working[0] = "working";
    sheet.working[1] = "BEYOND";
    sheet.nearest_count = 1;
    sheet.nearest[0].text = "nearest";
    sheet.nearest[1].text = "BEYOND";
    sheet.unknowns.text = "unknowns";
    sheet.slip_count = 1;
    sheet.slips[0].text = "slip";
    sheet.slips[1].text = "BEYOND";
    sheet.estimate_count = 1;
    sheet.estimates[0].words = "estimate";
    sheet.estimates[1].words = "BEYOND";
    sheet.egfr.text = "egfr";
    sheet.urine.text = "urine";
    sheet.urine_per_weight.text = "urine-per-weight";
}

static void fill_lines(void)
{
    sheet.orders = lines_of("order-line", NULL, "[order]");
    sheet.monitoring = lines_of("monitoring", "monitoring-blanks", "[monitoring]");
    sheet.stop_rules = lines_of("stop-rule", NULL, "[stop]");
    sheet.rescue = lines_of("rescue", NULL, "[rescue]");
    sheet.follow_up = lines_of("follow-up", NULL, "[follow-up]");
    sheet.home_advice = lines_of("home-advice", NULL, "[home]");
    sheet.pack = lines_of("pack", NULL, NULL);
    sheet.drug_notes = lines_of("drug-note", NULL, "[11]");
    sheet.incompatible = lines_of("incompatible", NULL, "[incompatible]");
    sheet.incompatible_words = "incompatible-words";
    sheet.traces = lines_of("MONITORING", "1 [3, line 4]", NULL);
    sheet.provenance = lines_of("Protocol", "provenance", NULL);
    sheet.source_count = 3;
    sheet.sources[0] = (struct sheet_source){.mark = "[1]", .text = "source 1", .stated = "stated 1"};
    sheet.sources[1] = (struct sheet_source){.mark = "[2]", .text = "source 2", .stated = "stated 2"};
    sheet.sources[2] = (struct sheet_source){.mark = "[3]", .text = "source 3", .stated = "stated 3"};
    sheet.sources[3] = (struct sheet_source){.mark = "[4]", .text = "BEYOND", .stated = "BEYOND"};
}

static void begin(ifs_verdict verdict)
{
    memset(&sheet, 0, sizeof sheet);
    sheet.verdict = verdict;
    fill_people();
    fill_review();
    fill_lines();
    sheet.infusion_count = 2;
    sheet.infusions[0] = by_pump();
    sheet.infusions[1] = into_a_muscle();
    sheet.infusions[2] = (struct sheet_infusion){.heading = "BEYOND", .dose_line = "BEYOND", .heading_blind = "BEYOND"};
}

/* ---- Rows as lines ---- */

static void write_rows(void)
{
    static const char *const kinds[] = {"title", "banner", "heading", "field", "dose", "pump", "alert", "text", "bullet", "check",
                                        "item", "blank", "working", "slip", "code", "page"};
    size_t length = 0;
    for (int i = 0; i < layout.count; i++) {
        const struct row *row = &layout.rows[i];
        length += (size_t)snprintf(rows + length, sizeof rows - length, "%s", kinds[row->kind]);
        const char *const parts[] = {row->label, row->text, row->mark};
        for (size_t j = 0; j < 3; j++) {
            length += (size_t)snprintf(rows + length, sizeof rows - length, "%s%s", parts[j] != NULL ? " | " : "", parts[j] != NULL ? parts[j] : "");
        }
        length += (size_t)snprintf(rows + length, sizeof rows - length, "\n");
    }
    rows[length] = '\0';
}

static void lay_out(void)
{
    memset(&layout, 0x5A, sizeof layout);
    layout_rows(&sheet, &layout);
    assert_false(layout.full);
    write_rows();
    assert_null(strstr(rows, "BEYOND"));
    assert_null(strstr(rows, "NEVER"));
}

/* Every row bears the number of the page that it stands on, and each page ends with its own row. */
static void expect_pages(int pages)
{
    int page = 1;
    assert_int_equal(layout.pages, pages);
    for (int i = 0; i < layout.count; i++) {
        assert_int_equal(layout.rows[i].page, page);
        page += layout.rows[i].kind == ROW_PAGE ? 1 : 0;
    }
    assert_int_equal(page, pages + 1);
}

/* ---- The rows ---- */

#define TITLE "title | shown-title\n" "text | population\n" "alert | high-alert\n"
#define PATIENT                                                                                                                              \
    "heading | PATIENT\n"                                                                                                                    \
    "field | Name | answer | note\n"                                                                                                         \
    "field | Id | answer\n"                                                                                                                  \
    "field | Age and sex | age-and-sex | note\n"
#define ASKED                                                                                                                                \
    "field | Indication | indication\n"                                                                                                      \
    "field | Place of care | place\n"                                                                                                        \
    "field | 24-hour phone | phone\n"                                                                                                        \
    "field | Ordered at | moment\n"
#define CIRCUMSTANCES                                                                                                                        \
    "field | Allergies | answer | note\n"                                                                                                    \
    "field | Weight | weight-used | note\n"                                                                                                  \
    "field | Renal function | renal-status\n"                                                                                                \
    "field | Serum magnesium | answer\n" /* unknown, and the protocol asks for it */                                                         \
    "field | Given in 48 h | answer | note\n"                                                                                                \
    "field | Address | answer | note\n"                                                                                                      \
    "field | Phone of the patient | answer | note\n" ASKED
#define PRESCRIBER "field | Prescriber | prescriber\n"
#define VERDICT "banner | verdict-words\n" "text | verdict-note\n" "text | draft-words\n"
#define OVERRIDES "heading | OVERRIDES\n" "bullet | override | [override]\n"
#define NEAREST "heading | WITHOUT AN OVERRIDE: ANY ONE OF THESE WOULD PASS\n" "bullet | nearest\n"
#define ORDERED                                                                                                                              \
    "heading | ORDER\n"                                                                                                                      \
    "dose | DOSE | dose-line\n"                                                                                                              \
    "field | Check values | check-values\n"                                                                                                  \
    "field | For the weight | per-kg\n"                                                                                                      \
    "field | Usual and limits | dose-range | [dose]\n"                                                                                       \
    "field | Delivered | delivered\n"                                                                                                        \
    "field | Begins | beginning\n"                                                                                                           \
    "field | Ends | ending\n"                                                                                                                \
    "heading | GOES ON\n"                                                                                                                    \
    "bullet | goes-on | [goes-on]\n"                                                                                                         \
    "blank | goes-on-blanks | \n"
#define ORDERED_2 "heading | ORDER 2\n" "dose | DOSE | dose-line 2\n" "field | Usual and limits\n"
#define START "heading | DO NOT START UNLESS\n" "blank | start | [start]\n"
#define WARNINGS "heading | WARNINGS\n" "bullet | caution\n" "bullet | brief\n"
#define PREPARED "blank | Prepared by, date and time\n" "blank | Use before (date and time, by the rule of the site)\n"
#define PREPARATION                                                                                                                          \
    "heading | PREPARATION\n"                                                                                                                \
    "field | Product | product-words\n"                                                                                                      \
    "field | Strength | strength\n"                                                                                                          \
    "field | Also contains | contains\n"                                                                                                     \
    "field | Open | containers-words\n"                                                                                                      \
    "field | Draw up | draw\n"                                                                                                               \
    "field | Diluent | diluent-words\n"                                                                                                      \
    "field | Prepare | preparation\n"                                                                                                        \
    "field | Total volume | total\n"                                                                                                         \
    "field | Concentration | concentration\n"                                                                                                \
    "field | Limit | concentration-limit\n"                                                                                                  \
    "bullet | note\n" PREPARED
#define PUMP                                                                                                                                 \
    "pump | DROPS PER MINUTE | drops\n"                                                                                                      \
    "pump | DOSE | dose\n"                                                                                                                   \
    "pump | VOLUME TO BE INFUSED | total-words\n"                                                                                            \
    "pump | FLOW | flow-words\n"                                                                                                             \
    "pump | VOLUME PER MINUTE | hand-flow\n"                                                                                                 \
    "pump | TIME | over-words\n"
#define PUMP_2                                                                                                                               \
    "pump | DOSE | dose 2\n"                                                                                                                 \
    "pump | VOLUME TO BE INJECTED | total-words 2\n"                                                                                         \
    "pump | VOLUME AT EACH SITE | site-volume 2\n"
#define RUN_AS                                                                                                                               \
    "field | Dose rate | speed\n"                                                                                                            \
    "field | For the weight | speed-per-kg\n"                                                                                                \
    "field | Limit | speed-limit\n"                                                                                                          \
    "field | Route | route\n"                                                                                                                \
    "field | Device | device\n"                                                                                                              \
    "text | next-container\n"
#define LINE_ALONE "text | Nothing else through this line: what the drug does not go with is on the pharmacist's page.\n"
#define PAUSED "text | Paused or late: restart at the same flow, do not speed up.\n"
#define FLUSH "text | Flush the line at the same flow, never as a bolus. Line volume: not known.\n"
#define STARTED "blank | Started (date, time, by whom)\n" "blank | Stopped (date, time, volume given)\n"
#define RUN RUN_AS LINE_ALONE PAUSED FLUSH STARTED
#define INJECTED "blank | Injected (date, time, sites, by whom)\n"
#define MADE PREPARATION "heading | RUNNING\n"
#define MADE_2 "heading | PREPARATION 2\n" PREPARED "heading | RUNNING 2\n"
#define MONITORING "heading | MONITORING\n" "bullet | monitoring\n" "blank | monitoring-blanks | \n"
#define WATCHING                                                                                                                             \
    MONITORING                                                                                                                               \
    "heading | STOP RULES\n"                                                                                                                 \
    "bullet | stop-rule\n"                                                                                                                   \
    "alert | Stop the infusion first, then call.\n"                                                                                          \
    "text | call\n"                                                                                                                          \
    "heading | ANTIDOTE AT HAND\n"                                                                                                           \
    "bullet | rescue\n"
#define CHECKER "blank | Second checker (name, signature, date and time)\n"
#define DOUBLE_CHECK                                                                                                                         \
    "heading | INDEPENDENT DOUBLE CHECK\n"                                                                                                   \
    "text | By a second person, from the order and the label alone; compared only when done.\n"                                              \
    "blank | Own result: dose\n"                                                                                                             \
    "blank | Own result: volume to draw up, total volume\n"                                                                                  \
    "blank | Own result: flow and time\n"                                                                                                    \
    "blank | Same as above (yes or no)\n" CHECKER
#define SIGNATURES                                                                                                                           \
    "heading | SIGNATURES\n"                                                                                                                 \
    "blank | Prescriber (signature, date and time)\n"                                                                                        \
    "blank | Not valid after (prescriber fills in)\n"                                                                                        \
    "blank | Given by (name, signature, date and time)\n"                                                                                    \
    "text | A copy is a reprint, never a new order: write REPRINT, date and time on it.\n"
#define AFTERWARDS                                                                                                                           \
    "heading | OTHER ORDERS\n"                                                                                                               \
    "bullet | order-line\n"                                                                                                                  \
    "heading | FOLLOW-UP\n"                                                                                                                  \
    "bullet | follow-up\n"                                                                                                                   \
    "heading | ADVICE FOR THE PATIENT\n"                                                                                                     \
    "bullet | home-advice\n"
#define OF_IT " | sheet-id | verdict-words\n"
#define BASIS                                                                                                                                \
    "heading | EVIDENCE\n"                                                                                                                   \
    "field | Indication | indication-text | [indication]\n"                                                                                  \
    "field | Evidence | indication-evidence\n"                                                                                               \
    "heading | BASIS OF THE DOSE\n"                                                                                                          \
    "field | DOSE | dose-line\n"                                                                                                             \
    "field | Basis | basis-words | [basis]\n"                                                                                                \
    "field | DOSE | dose-line 2\n"                                                                                                           \
    "field | Basis | basis-words 2\n"                                                                                                        \
    "field | Total | total-in-24h\n"                                                                                                         \
    "heading | WORKING\n"                                                                                                                    \
    "working | working\n"
#define CHECKS                                                                                                                               \
    "heading | CHECKS AND LIMITS\n"                                                                                                          \
    "check | PASS | check | [2, line 9]\n"
#define CHECK_2 " | check 2 | [check]\n" "field | Reason of the override | reason\n"
#define SLIPS                                                                                                                                \
    "heading | IF KEYED WRONGLY\n"                                                                                                           \
    "text | Common slips with this order, the most harmful first: what each would deliver, and what would stop it.\n"                        \
    "slip | slip\n"
#define DRUG                                                                                                                                 \
    "heading | NOTES\n"                                                                                                                      \
    "bullet | drug-note | [11]\n"                                                                                                            \
    "heading | INCOMPATIBLE\n"                                                                                                               \
    "text | incompatible-words\n"
#define ESTIMATES                                                                                                                            \
    "heading | ESTIMATES OF RENAL FUNCTION\n"                                                                                                \
    "bullet | estimate\n"                                                                                                                    \
    "field | eGFR, lowest | egfr\n"                                                                                                          \
    "field | Urine output | urine\n"                                                                                                         \
    "field | Urine output | urine-per-weight\n"
#define UNKNOWNS "heading | WHATEVER THE OPEN ANSWERS ARE\n" "text | unknowns\n"
#define ANSWERS                                                                                                                              \
    "heading | ANSWERS AS GIVEN\n"                                                                                                           \
    "field | Weight | answer | note\n"                                                                                                       \
    "field | Age | answer | note\n"                                                                                                          \
    "field | Given in 48 h | answer | note\n"                                                                                                \
    "field | Name | answer | note\n"                                                                                                         \
    "field | Allergies | answer | note\n"                                                                                                    \
    "field | Address | answer | note\n"                                                                                                      \
    "field | Phone of the patient | answer | note\n"                                                                                         \
    "field | Unknown | not-answered\n"                                                                                                       \
    "item | answer | First question?\n"                                                                                                      \
    "item | answer | Second question? | note\n"
#define FINDINGS "heading | FINDINGS\n" "bullet | finding\n"
#define MARKS                                                                                                                                \
    "text | A mark [1, line 20] names the source in this list and the line of the protocol or drug library file. Project choice: chosen "    \
    "by the authors of the protocol, without a published source.\n"
#define CAME_FROM                                                                                                                            \
    "heading | WHERE THIS COMES FROM\n"                                                                                                      \
    "field | Protocol | provenance\n"                                                                                                        \
    "heading | WHERE THE SENTENCES COME FROM\n"                                                                                              \
    "field | MONITORING | 1 [3, line 4]\n"                                                                                                   \
    "heading | SOURCES REFERRED TO ON THIS SHEET\n" MARKS
#define UNVERIFIED "text | None of these sources has been verified by a person.\n"
#define END                                                                                                                                  \
    "text | infusheet is not a medical device and no substitute for the prescriber, the pharmacist or the label.\n"                          \
    "heading | CODE\n"                                                                                                                       \
    "text | infusheet verify computes this order again from the code. No name, address or other word about a person is in it.\n"             \
    "code | payload\n"
#define REVIEW TITLE PATIENT "field | Ordered at | moment\n" VERDICT BASIS CHECKS
#define REVIEWED                                                                                                                             \
    CHECK_2 SLIPS DRUG ESTIMATES UNKNOWNS ANSWERS FINDINGS CAME_FROM UNVERIFIED "item | [2] | source 2\n" "item | [3] | source 3\n" END
#define NURSE TITLE PATIENT CIRCUMSTANCES PRESCRIBER VERDICT
#define ORDERS ORDERED ORDERED_2 START WARNINGS

/* The rows are these pieces, one after the other. */
static void expect(int pages, const char *const *pieces)
{
    const char *at = rows;
    lay_out();
    expect_pages(pages);
    for (; *pieces != NULL; pieces++) {
        size_t length = strlen(*pieces);
        if (strncmp(at, *pieces, length) != 0) {
            assert_string_equal(at, *pieces);
        }
        at += length;
    }
    assert_string_equal(at, "");
}

static void an_order(void **state)
{
    (void)state;
    begin(IFS_READY);
    expect(2, (const char *const[]){NURSE OVERRIDES, ORDERS MADE PUMP RUN MADE_2 PUMP_2 INJECTED, WATCHING DOUBLE_CHECK SIGNATURES AFTERWARDS,
 "page | Page 1 of 2, nurse" OF_IT,
               REVIEW, "check | OVERRIDE NEEDED" REVIEWED "page | Page 2 of 2, pharmacist" OF_IT, NULL});
    assert_int_equal(layout.urgent, 0);
}

/* The second person finds no figure on the first page: they stand on the second. */
static void a_blind_double_check(void **state)
{
    (void)state;
    begin(IFS_READY);
    sheet.blind = true;
    expect(3, (const char *const[]){NURSE OVERRIDES
           "heading | BLIND\n"
           "text | The second person works these out from this page, the protocol and the label, and turns to the page of the answers only then.\n"
           "field | Basis | basis-words | [basis]\n"
           "field | DOSE | ordered-dose\n"
           "field | TIME | ordered-time\n"
           "field | Product | product-words\n"
           "field | Strength | strength\n"
           "field | Also contains | contains\n"
           "field | Route | route\n"
           "blank | Own result: dose\n"
           "blank | Own result: volume to draw up, total volume\n"
           "blank | Own result: concentration\n"
           "blank | Own result: flow and time\n" CHECKER
           "heading | BLIND 2\n"
           "text | The second person works these out from this page, the protocol and the label, and turns to the page of the answers only then.\n"
           "field | Basis | basis-words 2\n"
           "blank | Own result: dose\n"
           "blank | Own result: volume to draw up, total volume\n"
           "blank | Own result: concentration\n"
           "blank | Own result: flow and time\n" CHECKER START, WARNINGS WATCHING SIGNATURES AFTERWARDS,
 "page | Page 1 of 3, nurse" OF_IT,
           TITLE PATIENT VERDICT ORDERED MADE PUMP RUN ORDERED_2 MADE_2 PUMP_2 INJECTED
           "heading | INDEPENDENT DOUBLE CHECK, THEN\n"
           "text | Compare with the results of the second person, who wrote them down before seeing this page.\n"
           "blank | Same as the second person's own results (yes or no)\n" CHECKER "page | Page 2 of 3, answers" OF_IT,
           REVIEW, "check | OVERRIDE NEEDED" REVIEWED "page | Page 3 of 3, pharmacist" OF_IT, NULL});
}

/* What has to be signed stands over the order, and over each pump. */
static void an_override_to_be_signed(void **state)
{
    (void)state;
    begin(IFS_OVERRIDE_NEEDED);
    expect(2, (const char *const[]){NURSE "heading | MAY NOT BE GIVEN BEFORE THIS IS SIGNED\n"
                 "text | The prescriber, and nobody else, signs for each of these and writes down a reason. Without reason and signature nothing "
                 "is given.\n"
                 "bullet | reason | [reason]\n"
                 "blank | Reason of the override\n"
                 "blank | Prescriber (name, reference, signature, date and time)\n" NEAREST OVERRIDES, ORDERS MADE
                 "alert | verdict-words\n" PUMP RUN MADE_2 "alert | verdict-words\n" PUMP_2 INJECTED, WATCHING DOUBLE_CHECK SIGNATURES AFTERWARDS
                     "page | Page 1 of 2, nurse" OF_IT, REVIEW, "check | OVERRIDE NEEDED" REVIEWED "page | Page 2 of 2, pharmacist" OF_IT, NULL});
}

/* Nothing to sign, to prepare or to run, blind or not. */
static void no_override_here(void **state)
{
    (void)state;
    for (int blind = 0; blind <= 1; blind++) {
        begin(IFS_OVERRIDE_NEEDED);
        sheet.no_override = true;
        sheet.blind = blind == 1;
        expect(2, (const char *const[]){NURSE "heading | WHAT WOULD NEED AN OVERRIDE\n"
                     "bullet | reason | [reason]\n"
                     "blank | reason-blanks | \n" NEAREST OVERRIDES START, WARNINGS WATCHING AFTERWARDS,
 "page | Page 1 of 2, nurse" OF_IT,
                         REVIEW, "check | NO OVERRIDE HERE" REVIEWED "page | Page 2 of 2, pharmacist" OF_IT, NULL});
    }
    sheet.checks[1].severity = IFS_REFUSE; /* of another check that is not said */
    lay_out();
    assert_null(strstr(rows, "NO OVERRIDE HERE"));
    sheet.checks[1].severity = IFS_OVERRIDE;
    sheet.checks[1].result = IFS_PASS;
    lay_out();
    assert_null(strstr(rows, "NO OVERRIDE HERE"));
}

/* What has to be read at once ends before what is known. */
static void a_refusal(void **state)
{
    (void)state;
    begin(IFS_REFUSED);
    expect(1, (const char *const[]){TITLE PATIENT VERDICT "heading | REASONS\n"
                                 "bullet | reason | [reason]\n"
                                 "blank | reason-blanks | \n"
                                 "heading | WHAT WOULD HAVE TO CHANGE\n"
                                 "bullet | change\n"
                                 "heading | WHOM TO CALL\n" PRESCRIBER "text | call\n"
                                 "heading | WHAT IS KNOWN\n" CIRCUMSTANCES, ESTIMATES FINDINGS CAME_FROM UNVERIFIED "item | [3] | source 3\n" END
                                     "page | Page 1 of 1" OF_IT, NULL});
    assert_string_equal(layout.rows[layout.urgent].text, "WHAT IS KNOWN");
}

static void questions(void **state)
{
    (void)state;
    begin(IFS_INCOMPLETE);
    expect(1, (const char *const[]){TITLE PATIENT VERDICT "heading | TO BE ASKED FIRST\n"
                                 "text | In brackets: how to give the answer. What ends in a question mark: yes or no.\n"
                                 "bullet | question\n"
                                 "heading | WHOM TO CALL\n" PRESCRIBER "text | call\n"
                                 "heading | WHAT IS KNOWN\n" CIRCUMSTANCES, UNKNOWNS ANSWERS FINDINGS CAME_FROM UNVERIFIED
                                 "item | [3] | source 3\n" END "page | Page 1 of 1" OF_IT, NULL});
    assert_string_equal(layout.rows[layout.urgent].text, "WHAT IS KNOWN");
}

/* ---- What does not apply has no row ---- */

static bool has(const char *piece)
{
    lay_out();
    return strstr(rows, piece) != NULL;
}

static void nothing_more_than_there_is(void **state)
{
    (void)state;
    begin(IFS_READY);
    struct ifs_sheet *of = &sheet;
    of->overrides.count = of->start_count = of->orders.count = of->monitoring.count = of->stop_rules.count = of->rescue.count = 0;
    of->follow_up.count = of->home_advice.count = of->slip_count = of->drug_notes.count = of->traces.count = of->nearest_count = 0;
    of->checks[0].caution = NULL;
    of->findings[0].brief = NULL;
    of->findings[0].elsewhere = true;
    of->findings[0].message = "NEVER";
    of->incompatible_words = NULL;
    of->estimate_count = 0;
    of->source_count = 0;
    of->infusion_count = 1;
    of->infusions[0].goes_on.count = of->infusions[0].notes.count = 0;
    of->infusions[0].flow = of->infusions[0].flow_words = NULL; /* by hand */
    lay_out();
    static const char *const gone[] = {"OVERRIDES", "DO NOT START", "OTHER ORDERS", "heading | MONITORING", "FOLLOW-UP", "ADVICE", "KEYED",
                                       "NOTES", "WHERE THE SENTENCES", "PASS\n", "WARNINGS", "FINDINGS", "INCOMPATIBLE", "GOES ON", "SOURCES",
                                       "FLOW", "None of these", "Nothing else through"};
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) {
        if (strstr(rows, gone[i]) != NULL) {
            fail_msg("a row for %s", gone[i]);
        }
    }
    assert_non_null(strstr(rows, "heading | STOP RULES\nalert | Stop the infusion first, then call.\n"));
    assert_non_null(strstr(rows, words.no_antidote));
    assert_non_null(strstr(rows, "heading | ESTIMATES OF RENAL FUNCTION\ntext | renal-status\n"));
    assert_non_null(strstr(rows, "VOLUME TO BE INJECTED | total-words\n"));
    assert_non_null(strstr(rows, words.never_faster_by_hand));
    assert_non_null(strstr(rows, words.flush_by_hand));
    assert_null(strstr(rows, words.never_speed_up));
    of->verdict = IFS_OVERRIDE_NEEDED;
    assert_false(has("WITHOUT AN OVERRIDE"));
}

static void the_pump_is_told_what_comes_first(void **state)
{
    (void)state;
    begin(IFS_CONDITIONAL);
    sheet.line_volume = "line-volume";
    assert_true(has("heading | RUNNING\nalert | "));
    assert_non_null(strstr(rows, words.start_first));
    assert_non_null(strstr(rows, "text | line-volume\n"));
    assert_null(strstr(rows, words.flush));
}

/* What was injected into a muscle cannot be stopped. */
static void only_what_runs_is_stopped(void **state)
{
    (void)state;
    begin(IFS_READY);
    sheet.infusions[0] = into_a_muscle();
    assert_false(has(words.stop_and_call));
    sheet.infusions[1] = by_pump();
    assert_true(has(words.stop_and_call));
    sheet.infusion_count = 1; /* what comes after it is not of this sheet */
    assert_false(has(words.stop_and_call));
}

static void at_home(void **state)
{
    (void)state;
    begin(IFS_READY);
    assert_false(has(words.heading_at_home));
    sheet.at_home = true;
    assert_true(has(words.blank_emergency));
    char expected[1000];
    snprintf(expected, sizeof expected, "heading | %s\ntext | %s\nblank | %s\nblank | %s\nblank | %s\nblank | %s\npage", words.heading_at_home,
             words.home_warmth, words.blank_second_checker, words.blank_observed_until, words.blank_driving, words.blank_emergency);
    assert_true(has(expected));
    sheet.emergency = "emergency";
    assert_false(has(words.blank_emergency));
}

/* Where a pregnancy may be, its answer stands there, unknown as unknown. */
static void a_pregnancy_that_may_be(void **state)
{
    (void)state;
    begin(IFS_REFUSED);
    assert_false(has("field | Pregnant"));
    sheet.may_be_pregnant = true;
    assert_true(has("field | Serum magnesium | answer\nfield | Pregnant | answer\n"));
}

/* ---- Sources ---- */

/* "[1" is the beginning of "[1, line 9]" and of "[1]", not of "[11]". */
static void a_source_that_is_pointed_at(void **state)
{
    (void)state;
    begin(IFS_READY);
    assert_true(has("None of these"));
    sheet.sources[0].verified = true; /* which is not listed */
    assert_true(has("None of these"));
    sheet.sources[1].verified = true;
    assert_true(has("item | [2] | stated 2\nitem | [3] | stated 3\n"));
    assert_null(strstr(rows, "None of these"));
    sheet.drug_notes.list[0].mark = "[1]";
    assert_true(has("item | [1] | stated 1\nitem | [2] | stated 2\n"));
    sheet.drug_notes.list[0].mark = NULL;
    sheet.working[0] = "a mark in the midst [1, line 2] of a text";
    assert_true(has("item | [1] | stated 1\nitem | [2] | stated 2\n"));
    sheet.working[0] = "no mark [1";
    assert_false(has("stated 1"));
    sheet.working[0] = "1]";
    assert_false(has("stated 1"));
}

/* One source alone, the first, which only the title of the sheet points at; and as many as there are. */
static void any_number_of_sources(void **state)
{
    (void)state;
    begin(IFS_REFUSED);
    sheet.shown_title = "shown-title [1]";
    sheet.traces.count = 0;
    assert_true(has("heading | SOURCES REFERRED TO ON THIS SHEET\n" MARKS UNVERIFIED "item | [1] | source 1\ntext | infusheet is not"));
    sheet.sources[0].verified = true;
    assert_true(has(MARKS "item | [1] | stated 1\ntext | infusheet is not"));
    sheet.shown_title = "shown-title";
    assert_true(has("field | Protocol | provenance\n" MARKS "text | infusheet is not"));
    for (int i = 0; i < SHEET_LINE_MAX; i++) {
        sheet.sources[i] = (struct sheet_source){.mark = "[160]", .text = "source"};
    }
    sheet.source_count = SHEET_LINE_MAX;
    sheet.shown_title = "shown-title [160, line 3]";
    assert_true(has("item | [160] | source\ntext | infusheet is not"));
}

/* A question is an item wherever it stands in the list. */
static void questions_are_items(void **state)
{
    (void)state;
    begin(IFS_READY);
    sheet.facts[0].fact = IFS_FACT_BUILTIN + 2;
    sheet.facts[sheet.fact_count].fact = IFS_FACT_BUILTIN + 3;
    assert_true(has("item | answer | Weight | note\nitem | answer | First question?\n"));
}

/* ---- Each sheet of paper ---- */

static void what_is_repeated(void **state)
{
    (void)state;
    begin(IFS_READY);
    sheet.facts[6].words = "Ada Example"; /* the row of the name */
    sheet.facts[7].words = "EXAMPLE-1";
    lay_out();
    assert_string_equal(layout.repeated.title, "shown-title");
    assert_string_equal(layout.repeated.name, "Ada Example");
    assert_string_equal(layout.repeated.identifier, "EXAMPLE-1");
    assert_string_equal(layout.repeated.verdict, "verdict-words");
    assert_string_equal(layout.repeated.draft, "DRAFT");
    assert_string_equal(layout.repeated.sheet, words.page_sheet);
    assert_string_equal(layout.repeated.sheet_id, "sheet-id");
    assert_string_equal(layout.repeated.numbered[0], "Page {} of {}, nurse");
    assert_string_equal(layout.repeated.numbered[1], "Page {} of {}, pharmacist");
    sheet.draft = false;
    sheet.blind = true;
    lay_out();
    assert_null(layout.repeated.draft);
    assert_string_equal(layout.repeated.numbered[0], "Page {} of {}, nurse");
    assert_string_equal(layout.repeated.numbered[1], "Page {} of {}, answers");
    assert_string_equal(layout.repeated.numbered[2], "Page {} of {}, pharmacist");
    begin(IFS_REFUSED);
    lay_out();
    assert_string_equal(layout.repeated.numbered[0], "Page {} of {}");
}

/* ---- The end of a visit ---- */

#define SHORT_ORDER                                                                                                                          \
    "heading | ORDER\n"                                                                                                                      \
    "dose | DOSE | dose-line\n"                                                                                                              \
    "field | Delivered | delivered\n"                                                                                                        \
    "field | Begins | beginning\n"                                                                                                           \
    "field | Ends | ending\n"                                                                                                                \
    "bullet | goes-on\n"                                                                                                                     \
    "bullet | goes-on-more\n"                                                                                                                \
    "blank | goes-on-blanks | \n"                                                                                                            \
    "heading | PREPARATION\n"                                                                                                                \
    "field | Product | product-words\n"                                                                                                      \
    "field | Open | containers-words\n"                                                                                                      \
    "field | Draw up | draw\n"                                                                                                               \
    "field | Diluent | diluent-words\n"                                                                                                      \
    "field | Prepare | preparation\n"                                                                                                        \
    "field | Concentration | concentration\n"                                                                                                \
    "bullet | note\n"                                                                                                                        \
    "heading | RUNNING\n" PUMP "heading | ORDER 2\n"                                                                                         \
    "dose | DOSE | dose-line 2\n"                                                                                                            \
    "heading | PREPARATION 2\n"                                                                                                              \
    "heading | RUNNING 2\n" PUMP_2
#define SHORT_START "bullet | start\n"
#define SHORT_OVERRIDES "heading | OVERRIDES\n" "bullet | override\n"
#define SHORT_REASONS "bullet | reason\n" "blank | reason-blanks | \n"
#define PACK "heading | TO PACK\n" "bullet | pack\n"

static void expect_visit(const char *expected)
{
    memset(&layout, 0x5A, sizeof layout);
    layout.full = true; /* of the sheet before */
    layout_visit(&sheet, &layout);
    assert_false(layout.full);
    assert_int_equal(layout.pages, 1);
    for (int i = 0; i < layout.count; i++) {
        assert_int_equal(layout.rows[i].page, 1);
    }
    write_rows();
    assert_string_equal(rows, expected);
}

static void a_visit_ends(void **state)
{
    (void)state;
    begin(IFS_READY);
    expect_visit(VERDICT "heading | DO NOT START UNLESS\n" SHORT_START SHORT_OVERRIDES SHORT_ORDER WARNINGS PACK);
    sheet.start_count = 0;
    sheet.overrides.count = 0;
    sheet.pack.count = 0;
    sheet.checks[0].caution = NULL;
    sheet.findings[0].brief = NULL;
    expect_visit(VERDICT SHORT_ORDER);
    begin(IFS_CONDITIONAL); /* whose banner says already that it hangs on these */
    expect_visit(VERDICT SHORT_START SHORT_OVERRIDES SHORT_ORDER WARNINGS PACK);
    begin(IFS_OVERRIDE_NEEDED);
    expect_visit(VERDICT "heading | DO NOT START UNLESS\n" SHORT_START "heading | MAY NOT BE GIVEN BEFORE THIS IS SIGNED\n" SHORT_REASONS
                     SHORT_OVERRIDES SHORT_ORDER WARNINGS PACK);
    sheet.no_override = true;
    expect_visit(VERDICT "heading | DO NOT START UNLESS\n" SHORT_START "heading | WHAT WOULD NEED AN OVERRIDE\n" SHORT_REASONS SHORT_OVERRIDES
                     WARNINGS PACK);
    begin(IFS_REFUSED);
    expect_visit(VERDICT "heading | REASONS\n" SHORT_REASONS "heading | WHAT WOULD HAVE TO CHANGE\n" "bullet | change\n" "text | call\n");
    begin(IFS_INCOMPLETE);
    expect_visit(VERDICT "heading | TO BE ASKED FIRST\n" "bullet | question\n");
}

/* 2,048 rows have room: notes, findings, start conditions and sentences of every kind, slips and lines of the working up to that number. */
static void as_many_rows_as_there_are(void **state)
{
    (void)state;
    begin(IFS_READY);
    struct sheet_lines *lists[] = {&sheet.orders, &sheet.monitoring, &sheet.stop_rules, &sheet.rescue, &sheet.follow_up, &sheet.home_advice,
                                   &sheet.drug_notes, &sheet.overrides, &sheet.infusions[0].notes};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        for (int j = 0; j < SHEET_LINE_MAX; j++) {
            lists[i]->list[j] = (struct sheet_line){.text = "line"};
        }
        lists[i]->count = SHEET_LINE_MAX;
    }
    for (int i = 0; i < SHEET_NOTICE_MAX; i++) {
        sheet.findings[i] = (struct sheet_finding){.message = "finding"};
        sheet.starts[i].text = "start";
        sheet.slips[i].text = "slip";
        sheet.working[i] = "working";
    }
    sheet.finding_count = sheet.start_count = sheet.slip_count = SHEET_NOTICE_MAX;
    sheet.working_count = 0;
    layout_rows(&sheet, &layout);
    sheet.working_count = 2048 - layout.count;
    assert_in_range(sheet.working_count, 1, SHEET_NOTICE_MAX - 1);
    layout_rows(&sheet, &layout);
    assert_int_equal(layout.count, 2048);
    assert_false(layout.full);
    assert_int_equal(layout.rows[2048 - 1].kind, ROW_PAGE);
    sheet.working_count++;
    layout_rows(&sheet, &layout);
    assert_true(layout.full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order),
        cmocka_unit_test(a_blind_double_check),
        cmocka_unit_test(an_override_to_be_signed),
        cmocka_unit_test(no_override_here),
        cmocka_unit_test(a_refusal),
        cmocka_unit_test(questions),
        cmocka_unit_test(nothing_more_than_there_is),
        cmocka_unit_test(the_pump_is_told_what_comes_first),
        cmocka_unit_test(only_what_runs_is_stopped),
        cmocka_unit_test(at_home),
        cmocka_unit_test(a_pregnancy_that_may_be),
        cmocka_unit_test(a_source_that_is_pointed_at),
        cmocka_unit_test(any_number_of_sources),
        cmocka_unit_test(questions_are_items),
        cmocka_unit_test(what_is_repeated),
        cmocka_unit_test(a_visit_ends),
        cmocka_unit_test(as_many_rows_as_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
