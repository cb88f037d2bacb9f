/*
 * test_printed.c - what is printed says the plan's own figures, says nothing else, and says the same twice.
 *
 * Every figure of an order is read back from the characters of the sheet and of the JSON with the project's own
 * parser ("per" for the slash) and held against the plan's figure, rounded here as the writing rules say. Numbers of
 * the text that stand in no string of the sheet, of the protocol or of the wording have no source. What is refused or
 * incomplete prints no preparation, volume or flow. The same request gives the same bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "delivered.h"
#include "json_order.h"
#include "nothing.h"
#include "plain.h"
#include "wording.h"

enum { ROOM = 512 * 1024, PIECE = 200, EVERY = 31 /* of the changed patients: a sheet costs a hundred plans */ };

static ifs_request settled;
static ifs_plan plan;
static struct ifs_sheet sheet;
static char letters[ROOM];
static struct text page;
static char *json;

/* ---- Reading back --------------------------------------------------------------------------------------------- */

/* "1,500 mg per minute" as a file writes it: "1500 mg/min". False where it is longer than any figure. */
static bool spell(const char *words_of, size_t length, char out[PIECE])
{
    static const struct {
        const char *said;
        const char *written;
    } spellings[] = {{" per ", "/"}, {"minute", "min"}, {"hour", "h"}, {",", ""}};
    size_t used = 0;
    for (size_t i = 0; i < length; used++) {
        size_t matched = 0;
        for (size_t j = 0; j < sizeof spellings / sizeof spellings[0]; j++) {
            size_t said = strlen(spellings[j].said);
            if (matched == 0 && i + said <= length && strncmp(words_of + i, spellings[j].said, said) == 0) {
                matched = said;
                used += (size_t)snprintf(out + used, PIECE - used, "%s", spellings[j].written) - 1;
            }
        }
        if (matched == 0) {
            out[used] = words_of[i];
        }
        i += matched > 0 ? matched : 1;
        if (used + 10 > PIECE && used < PIECE) {
            return false;
        }
    }
    out[used] = '\0';
    return true;
}

/* So many characters as a figure. No figure where they cannot be read. */
static struct exact read_piece(const char *text, size_t length, struct quantity_wanted wanted)
{
    struct quantity_problem problem;
    ifs_quantity quantity;
    char bytes[PIECE];
    if (!spell(text, length, bytes) || !quantity_parse(bytes, strlen(bytes), &wanted, &quantity, &problem)) {
        return (struct exact){0, 0};
    }
    return exact_of(quantity.base);
}

/* The figure at the beginning of the text, up to `end` (NULL: all of it) or to the same figure in mmol, in brackets. */
static struct exact read_back(const char *text, const char *end, ifs_dimension dimension)
{
    const char *stop = end != NULL ? strstr(text, end) : NULL;
    size_t length = stop != NULL ? (size_t)(stop - text) : strlen(text);
    const char *bracket = strstr(text, " (");
    length = bracket != NULL && (size_t)(bracket - text) < length ? (size_t)(bracket - text) : length;
    return read_piece(text, length, (struct quantity_wanted){dimension, QUANTITY_SPACE_REQUIRED, NULL});
}

/* "2 h 13 min 20 s": pairs of number and unit, added up. */
static struct exact read_time(const char *text)
{
    struct exact sum = exact_whole(0);
    const char *at = text;
    while (*at != '\0' && exact_known(sum)) {
        const char *space = strchr(at, ' ');
        const char *next = space != NULL ? strchr(space + 1, ' ') : NULL;
        char part[PIECE];
        size_t length = next != NULL ? (size_t)(next - at) : strlen(at);
        if (length >= sizeof part) {
            return (struct exact){0, 0};
        }
        memcpy(part, at, length);
        part[length] = '\0';
        struct exact figure = read_back(part, NULL, IFS_DURATION);
        sum = exact_known(figure) ? exact_plus(sum, figure) : figure;
        at = next != NULL ? next + 1 : at + length;
    }
    return sum;
}

/* ---- What must stand there ------------------------------------------------------------------------------------ */

static struct exact power_of_ten(int exponent)
{
    struct exact power = exact_whole(1);
    for (int i = 0; i < exponent; i++) {
        power = exact_times(power, exact_whole(10));
    }
    return power;
}

/* The figure in a unit, half up at that many decimals, back in its base. */
static struct exact rounded(struct exact figure, int64_t unit, int decimals)
{
    struct exact scale = exact_over(power_of_ten(decimals), exact_whole(unit));
    struct exact whole = exact_whole(exact_nearest(exact_times(figure, scale), 1));
    return exact_over(whole, scale);
}

/* Masses and volumes to the thousandth of mg and mL; a mass in whole grams is exact anyway. */
static struct exact to_thousandths(struct exact figure)
{
    return rounded(figure, 1000, 3);
}

/* What is measured: exactly, if three decimals do; else one decimal, or three significant digits. */
static struct exact measured(struct exact figure, int64_t unit)
{
    struct exact in_unit = exact_over(figure, exact_whole(unit));
    if (exact_compare(rounded(figure, unit, 3), figure) == 0) {
        return figure;
    }
    int decimals = 1;
    for (struct exact edge = exact_whole(10); decimals < 6 && exact_compare(in_unit, edge) < 0; decimals++) {
        edge = exact_over(edge, exact_whole(10));
    }
    return rounded(figure, unit, decimals);
}

static void hold(const struct patient *patient, const char *name, const char *text, struct exact printed,
                 struct exact expected)
{
    if (!exact_same(printed, expected)) {
        complain(patient, "the %s is printed as \"%s\", which is not the plan's figure", name,
                 text != NULL ? text : "nothing");
    }
}

/* "(30 mmol per hour)" is the very figure in another unit: nothing is rounded there. */
static void hold_moles(const struct patient *patient, const char *name, const char *text, ifs_dimension dimension,
                       struct exact expected)
{
    const char *open = strstr(text, " (");
    const char *close = open != NULL ? strchr(open, ')') : NULL;
    const struct quantity_wanted wanted = {dimension, QUANTITY_SPACE_REQUIRED, &patient->protocol->drug.salt};
    if (close != NULL && strstr(open, " mmol") != NULL) {
        hold(patient, name, open, read_piece(open + 2, (size_t)(close - open) - 2, wanted), expected);
    }
}

static void hold_dose(const struct patient *patient, const ifs_infusion *infusion, const struct sheet_infusion *row)
{
    struct exact dose = exact_whole(infusion->dose.mcg);
    const ifs_salt *salt = &patient->protocol->drug.salt;
    struct exact mmol = exact_over(dose, exact_whole(salt->molar_mass_mg_per_mol));
    struct exact expected = rounded(mmol, 1, 2);
    struct exact printed = {0, 0};
    char bytes[PIECE];
    hold(patient, "dose", row->dose, read_back(row->dose, NULL, IFS_MASS), to_thousandths(dose));
    struct quantity_wanted wanted = {IFS_MASS, QUANTITY_SPACE_REQUIRED, NULL};
    struct quantity_problem problem;
    ifs_quantity quantity;
    snprintf(bytes, sizeof bytes, "%s g", row->dose_mmol);
    if (quantity_parse(bytes, strlen(bytes), &wanted, &quantity, &problem)) {
        printed = exact_over(exact_of(quantity.base), exact_whole(1000000));
    }
    hold(patient, "dose in mmol", row->dose_mmol, printed, expected);
}

static void hold_preparation(const struct patient *patient, const ifs_infusion *infusion,
                             const struct sheet_infusion *row)
{
    struct delivery delivery = delivery_of(patient->protocol, infusion);
    if (row->draw != NULL) {
        hold(patient, "volume to draw", row->draw, read_back(row->draw, NULL, IFS_VOLUME),
             exact_whole(infusion->draw.ul));
    }
    hold(patient, "total volume", row->total, read_back(row->total, NULL, IFS_VOLUME),
         to_thousandths(delivery.total_ul));
    hold(patient, "concentration", row->concentration, read_back(row->concentration, NULL, IFS_CONCENTRATION),
         measured(figure_of(&delivery, IFS_LIMIT_CONCENTRATION), 1));
    if (row->site_volume != NULL) {
        hold(patient, "volume at each site", row->site_volume, read_back(row->site_volume, NULL, IFS_VOLUME),
             to_thousandths(figure_of(&delivery, IFS_LIMIT_SITE_VOLUME)));
    }
    if (row->per_kg != NULL) {
        hold(patient, "dose per kg", row->per_kg, read_back(row->per_kg, " at ", IFS_MASS_PER_WEIGHT),
             measured(figure_of(&delivery, IFS_LIMIT_PER_KG), 1000));
        hold_moles(patient, "dose per kg in mmol", row->per_kg, IFS_MASS_PER_WEIGHT, figure_of(&delivery, IFS_LIMIT_PER_KG));
    }
}

static void hold_running(const struct patient *patient, const ifs_infusion *infusion, const struct sheet_infusion *row)
{
    struct delivery delivery = delivery_of(patient->protocol, infusion);
    struct exact speed = figure_of(&delivery, IFS_LIMIT_SPEED);
    if (infusion->over.s > 0) {
        hold(patient, "time", row->over, row->over != NULL ? read_time(row->over) : exact_whole(0),
             exact_whole(infusion->over.s));
    }
    if (infusion->flow.ul_per_h > 0) {
        hold(patient, "flow", row->flow, row->flow != NULL ? read_back(row->flow, NULL, IFS_FLOW) : exact_whole(0),
             exact_whole(infusion->flow.ul_per_h));
    }
    if (exact_known(speed)) {
        const char *rate = row->speed != NULL ? strstr(row->speed, " per minute, that is ") : NULL;
        struct exact per_hour =
            rate != NULL ? read_back(rate + strlen(" per minute, that is "), ", or ", IFS_DOSE_RATE) : speed;
        int64_t unit = exact_compare(speed, exact_whole(1000000)) >= 0 ? 1000000 : 1000;
        hold(patient, "speed", row->speed,
             row->speed != NULL ? read_back(row->speed, ", that is ", IFS_DOSE_RATE) : exact_whole(0),
             measured(speed, 60000));
        hold(patient, "speed per hour", row->speed, per_hour, measured(speed, unit));
        const char *weighed = row->speed != NULL ? strstr(row->speed, ", or ") : NULL;
        if (weighed != NULL) { /* "12.2 mg per kg per hour" */
            hold(patient, "speed for the weight", row->speed, read_back(weighed + strlen(", or "), NULL, IFS_DOSE_RATE_PER_WEIGHT),
                 measured(figure_of(&delivery, IFS_LIMIT_SPEED_PER_KG), 1000));
        }
        if (row->speed != NULL) {
            hold_moles(patient, "speed in mmol", row->speed, IFS_DOSE_RATE, speed);
        }
    }
}

static void hold_steps(const struct patient *patient, const struct sheet_infusion *row, int rule)
{
    int at = 0;
    for (int i = 0; i < plan.step_count; i++) {
        if (plan.steps[i].infusion == rule && at < row->step_count) {
            const struct sheet_step *step = &row->steps[at++];
            hold(patient, "flow of a step", step->flow, read_back(step->flow, NULL, IFS_FLOW),
                 exact_whole(plan.steps[i].flow.ul_per_h));
        }
    }
}

/* ---- The JSON ------------------------------------------------------------------------------------------------- */

/* Where the key is next written after `at`, with that answer; NULL where it has another. */
static const char *has_key(const char *at, const char *key, const char *written)
{
    char piece[2 * PIECE];
    snprintf(piece, sizeof piece, "\"%s\": ", key);
    const char *found = strstr(at, piece);
    if (found == NULL || strncmp(found + strlen(piece), written, strlen(written)) != 0) {
        return NULL;
    }
    char end = found[strlen(piece) + strlen(written)];
    return end == ',' || end == '\n' || end == ' ' || end == '}' ? found + 1 : NULL;
}

static const char *whole_or_null(bool applies, int64_t number, char bytes[PIECE])
{
    snprintf(bytes, PIECE, applies ? "%lld" : "null", (long long)number);
    return bytes;
}

static const char *quoted(const char *text, char bytes[PIECE])
{
    snprintf(bytes, PIECE, text != NULL ? "\"%s\"" : "null", text);
    return bytes;
}

/* The keys of one infusion in their order; the place after the last, NULL where one differs. */
static const char *hold_json_infusion(const char *at, const ifs_infusion *infusion, const struct sheet_infusion *row)
{
    char bytes[PIECE];
    at = at != NULL ? has_key(at, "name", quoted(row->name, bytes)) : NULL;
    at = at != NULL ? has_key(at, "dose_mcg", whole_or_null(true, infusion->dose.mcg, bytes)) : NULL;
    at = at != NULL ? has_key(at, "dose", quoted(row->dose, bytes)) : NULL;
    at = at != NULL ? has_key(at, "over_s", whole_or_null(infusion->over.s > 0, infusion->over.s, bytes)) : NULL;
    at = at != NULL ? has_key(at, "containers", whole_or_null(true, infusion->containers, bytes)) : NULL;
    at = at != NULL ? has_key(at, "draw_ul", whole_or_null(!row->premixed, infusion->draw.ul, bytes)) : NULL;
    at = at != NULL
             ? has_key(at, "total_ul", whole_or_null(true, exact_nearest(exact_of(infusion->total_ul), 1), bytes))
             : NULL;
    at = at != NULL ? has_key(at, "text", quoted(row->concentration, bytes)) : NULL;
    at = at != NULL
             ? has_key(at, "flow_ul_per_h", whole_or_null(infusion->flow.ul_per_h > 0, infusion->flow.ul_per_h, bytes))
             : NULL;
    return at != NULL ? has_key(at, "flow", quoted(row->flow, bytes)) : NULL;
}

static void hold_json(const struct patient *patient)
{
    const char *at = strstr(json, "\"infusions\": [");
    for (int i = 0; i < plan.infusion_count; i++) {
        at = hold_json_infusion(at, &plan.infusions[i], &sheet.infusions[i]);
        if (at == NULL) {
            complain(patient, "%s: the JSON does not say the plan's figures", sheet.infusions[i].name);
            return;
        }
    }
}

/* ---- Numbers without a source --------------------------------------------------------------------------------- */

enum { SLOTS = 1 << 14, NUMBER = 32 };

/* Every number that the text may hold, in an open table; a longer one is kept by its beginning. */
static char numbers[SLOTS][NUMBER];
static int number_count;

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* The number that begins there: digits, points and commas between digits. Its length, 0 where none begins. */
static size_t take_number(const char *at, char number[NUMBER])
{
    size_t length = 0;
    if (!is_digit(*at)) {
        return 0;
    }
    while (is_digit(at[length]) || ((at[length] == '.' || at[length] == ',') && is_digit(at[length + 1]))) {
        if (length + 1 < NUMBER) {
            number[length] = at[length];
            number[length + 1] = '\0';
        }
        length++;
    }
    return length;
}

/* Where the number is, or would be. */
static size_t slot_of(const char *number)
{
    size_t slot = 5381;
    for (const char *at = number; *at != '\0'; at++) {
        slot = slot * 33 + (unsigned char)*at;
    }
    slot %= SLOTS;
    while (numbers[slot][0] != '\0' && strcmp(numbers[slot], number) != 0) {
        slot = (slot + 1) % SLOTS;
    }
    return slot;
}

static void pour(const char *text)
{
    char number[NUMBER];
    for (const char *at = text; at != NULL && *at != '\0';) {
        size_t length = take_number(at, number);
        if (length > 0) {
            size_t slot = slot_of(number);
            number_count += numbers[slot][0] == '\0';
            memcpy(numbers[slot], number, sizeof number);
        }
        at += length > 0 ? length : 1;
    }
    assert_true(number_count < SLOTS / 2);
}

static void pour_lines(const struct sheet_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        pour(lines->list[i].text);
        pour(lines->list[i].blanks);
        pour(lines->list[i].mark);
        pour(lines->list[i].more);
    }
}

static void pour_list_of_lines(void)
{
    const struct sheet_lines *const all[] = {
        &sheet.totals,      &sheet.questions,  &sheet.reasons,      &sheet.changes, &sheet.overrides,
        &sheet.orders,      &sheet.monitoring, &sheet.stop_rules,   &sheet.rescue,  &sheet.follow_up,
        &sheet.home_advice, &sheet.drug_notes, &sheet.incompatible, &sheet.traces,  &sheet.provenance};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        pour_lines(all[i]);
    }
    for (int i = 0; i < sheet.infusion_count; i++) {
        pour_lines(&sheet.infusions[i].notes);
        pour_lines(&sheet.infusions[i].goes_on);
        pour(sheet.infusions[i].contains);
        pour(sheet.infusions[i].basis);
    }
}

/* Strings the sheet built, strings it took from protocol and patient, and the fixed words. */
static void fill_numbers(void)
{
    memset(numbers, 0, sizeof numbers);
    number_count = 0;
    for (size_t at = 0; at < sheet.text.length; at += strlen(sheet.letters + at) + 1) {
        pour(sheet.letters + at != sheet.payload ? sheet.letters + at : NULL); /* it is no source of what people read */
    }
    pour_list_of_lines();
    for (int i = 0; i < sheet.check_count; i++) {
        pour(sheet.checks[i].id);
        pour(sheet.checks[i].say);
        pour(sheet.checks[i].reason);
    }
    for (int i = 0; i < sheet.fact_count; i++) {
        pour(sheet.facts[i].label);
        pour(sheet.facts[i].answer);
        pour(sheet.facts[i].words);
    }
    for (int i = 0; i < sheet.source_count; i++) {
        pour(sheet.sources[i].text);
        pour(sheet.sources[i].stated);
    }
    const char *const heads[] = {
        sheet.title,  sheet.version,    sheet.population,      sheet.fingerprint,         sheet.protocol_id,
        sheet.moment, sheet.prescriber, sheet.indication_text, sheet.indication_evidence, IFS_VERSION, sheet.sheet_id};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        pour(heads[i]);
    }
    for (size_t i = 0; i < sizeof words / sizeof(const char *); i++) {
        const char *fixed = NULL;
        memcpy(&fixed, (const char *)&words + i * sizeof fixed, sizeof fixed);
        pour(fixed);
    }
}

/* A fingerprint (64 digits of base 16) is longer than a line and may be broken between any two of them: what follows
 * it. */
static const char *after_fingerprint(const char *at)
{
    static const char sixteen[] = "0123456789abcdef";
    if (strspn(at, sixteen) < 24) {
        return at;
    }
    for (size_t digits = 0; digits < 64 && *at != '\0'; at++) {
        digits += *at != ' ' && *at != '\n' ? 1 : 0;
    }
    return at;
}

/* What follows the code of the sheet, broken into lines anywhere, where it begins here; NULL where it is not the sheet's. */
static const char *after_code(const char *at)
{
    if (strncmp(at, "INFUSHEET=", strlen("INFUSHEET=")) != 0) {
        return at;
    }
    for (const char *code = sheet.payload; *code != '\0'; code++, at++) {
        at += strspn(at, " \n");
        if (*at != *code) {
            return NULL;
        }
    }
    return at;
}

static void hold_numbers(const struct patient *patient)
{
    char number[NUMBER];
    fill_numbers();
    for (const char *at = letters; *at != '\0';) {
        at = after_code(after_fingerprint(at));
        if (at == NULL) {
            complain(patient, "the text sheet says another code than the sheet holds");
            return;
        }
        size_t length = take_number(at, number);
        if (length > 0 && numbers[slot_of(number)][0] == '\0') {
            complain(patient, "the text sheet says %s, which no part of the sheet holds", number);
            return;
        }
        at += length > 0 ? length : (*at != '\0');
    }
}

/* ---- Nothing where nothing may be given ----------------------------------------------------------------------- */

static void hold_nothing(const struct patient *patient)
{
    const char *fault = fault_of_nothing(&sheet, letters, json);
    if (fault != NULL) {
        complain(patient, "the verdict is %s, yet there is: %s", verdict_word(plan.verdict), fault);
    }
}

/* ---- Every patient -------------------------------------------------------------------------------------------- */

static bool print(const struct patient *patient)
{
    free(json);
    json = NULL;
    if (!patient_plan(patient, &settled, &plan)) {
        return false;
    }
    sheet_build(patient->protocol, &settled, &plan, &sheet);
    page = text_over(letters, sizeof letters);
    json = json_order(&sheet);
    if (sheet.full || !plain_text(&sheet, &page) || json == NULL) {
        complain(patient, "the sheet does not fit: nothing would be printed");
        return false;
    }
    return true;
}

static void hold_sheet(const struct patient *patient)
{
    if (!print(patient)) {
        return;
    }
    hold_numbers(patient);
    if (!has_order(&plan)) {
        hold_nothing(patient);
        return;
    }
    for (int i = 0; i < plan.infusion_count; i++) {
        hold_dose(patient, &plan.infusions[i], &sheet.infusions[i]);
        hold_preparation(patient, &plan.infusions[i], &sheet.infusions[i]);
        hold_running(patient, &plan.infusions[i], &sheet.infusions[i]);
        hold_steps(patient, &sheet.infusions[i], plan.infusions[i].rule);
    }
    hold_json(patient);
}

/* The patient, and some of those who differ from it in one answer or lack one. */
static void each_change(const struct patient *patient, void (*hold_one)(const struct patient *))
{
    static struct answer list[REPRESENTATIVES_MAX];
    static int turn;
    hold_one(patient);
    for (int fact = 0; fact < patient->protocol->fact_count; fact++) {
        int count = representatives(patient->protocol, fact, list);
        for (int i = 0; i <= count; i++) {
            struct patient changed = *patient;
            if (turn++ % EVERY != 0) {
                continue;
            }
            if (i < count) {
                patient_answer(&changed, fact, list[i]);
            } else {
                patient_forget(&changed, fact);
            }
            hold_one(&changed);
        }
    }
}

/* Weights and times whose draws and flows do not come out even. */
static void each_odd_figure(const struct patient *patient, void (*hold_one)(const struct patient *))
{
    const struct fact_unit *unit = &patient->protocol->facts[IFS_FACT_WEIGHT].units[0];
    for (int64_t base = unit->low + 6800; base <= unit->high; base += 53300) {
        struct patient changed = *patient;
        struct answer answer;
        if (answer_of(&patient->protocol->facts[IFS_FACT_WEIGHT], base, &answer)) {
            patient_answer(&changed, IFS_FACT_WEIGHT, answer);
            hold_one(&changed);
        }
    }
    for (int i = 0; i < patient->protocol->infusion_count; i++) {
        for (int64_t minutes = 7; minutes < 100; minutes += 29) {
            struct patient changed = *patient;
            changed.request.choices[i].has_over = true;
            changed.request.choices[i].over.s = minutes * 60;
            hold_one(&changed);
        }
    }
}

static void for_each_patient(void (*hold_one)(const struct patient *))
{
    for (int i = 0; i < battery_count(); i++) {
        const ifs_protocol *protocol = battery_protocol(i);
        for (int j = 0; j < protocol->example_count; j++) {
            struct patient patient;
            patient_of_example(&patient, protocol, j);
            each_change(&patient, hold_one);
            if (patient_with_order(&patient, protocol, j)) {
                each_odd_figure(&patient, hold_one);
            }
        }
    }
    free(json);
    json = NULL;
    battery_end();
}

static void what_is_printed_is_what_was_computed(void **state)
{
    (void)state;
    for_each_patient(hold_sheet);
}

/* Other bytes lie in plan and sheet before the second time. */
static void hold_same(const struct patient *patient)
{
    static char before[ROOM];
    if (!print(patient)) {
        return;
    }
    char *json_before = json;
    json = NULL;
    memcpy(before, letters, page.length + 1);
    memset(&plan, 0xa5, sizeof plan);
    memset(&sheet, 0xa5, sizeof sheet);
    bool same = print(patient) && strcmp(before, letters) == 0 && strcmp(json_before, json) == 0;
    free(json_before);
    if (!same) {
        complain(patient, "the same request gives another sheet the second time");
    }
}

static void the_same_request_prints_the_same(void **state)
{
    (void)state;
    for_each_patient(hold_same);
}

/* Nobody at all: nothing is known, and nothing is given. */
static void nobody_is_given_nothing(void **state)
{
    (void)state;
    static const struct patient nobody;
    for (int i = 0; i < battery_count(); i++) {
        struct patient patient = nobody;
        patient.protocol = battery_protocol(i);
        patient.example = &patient.protocol->examples[0];
        if (print(&patient)) {
            hold_plan(&patient, &settled, &plan);
            hold_nothing(&patient);
        }
        if (plan.verdict >= IFS_OVERRIDE_NEEDED) {
            complain(&patient, "nothing is known of the patient, yet the verdict is %s", verdict_word(plan.verdict));
        }
    }
    free(json);
    json = NULL;
    battery_end();
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_given_nothing),
        cmocka_unit_test(what_is_printed_is_what_was_computed),
        cmocka_unit_test(the_same_request_prints_the_same),
    };
    return battery_run(argc, argv, tests, sizeof tests / sizeof tests[0]);
}
