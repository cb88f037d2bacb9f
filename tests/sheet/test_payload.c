/*
 * test_payload.c - the code of a sheet: what stands in it, what never does, and how it is read back.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "payload.h"
#include "sample.h"

struct coded {
    struct sample sample;
    struct payload payload;
};

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct coded));
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static const char *build(struct coded *coded)
{
    sample_build(&coded->sample);
    return coded->sample.sheet.payload;
}

static enum payload_status read_code(struct coded *coded, const char *text)
{
    return payload_read(text, strlen(text), &coded->payload);
}

/* ---- Writing -------------------------------------------------------------------------------------------------- */

static void the_code_is_the_documented_one(void **state)
{
    struct coded *coded = *state;
    sample_begin(&coded->sample);
    coded->sample.site.fingerprint = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    const char *body = "INFUSHEET=1;PROGRAM=" IFS_VERSION ";PROTOCOL=example;VERSION=1.2.3;FILE=c0ffee;DRUG=feed;"
                       "SITE=0123456789abcdef0123456789abcdef;AT=2026-11-20T15:30+01:00;weight=68_kg;weight-basis=measured;"
                       "height=165_cm;age=34_y;sex=female;creatinine=0.8_mg/dL;systolic=120_mmHg;resp-rate=16_/min;pregnant=no;"
                       "given-24h=0_g;setting=clinic;indication=example-headache;PERSON=ggn--;ANSWERS=nn;PRESCRIBER=named;WHO=";
    const char *rest = ";VERDICT=ready;INFUSION=infusion,1000000,900,vial-example,2000,sodium-chloride-0.9,100000,102000,408000,-;ID=";
    const char *code = build(coded);
    assert_memory_equal(code, body, strlen(body));
    assert_memory_equal(code + strlen(body) + 4, rest, strlen(rest));
    const char *number = code + strlen(body) + 4 + strlen(rest);
    assert_string_equal(number, coded->sample.sheet.sheet_id);
    assert_int_equal(strlen(number), 19);
}

/* FNV-1a of the empty text is its offset basis, of "a" AF63DC4C8601EC8C (test vectors of draft-eastlake-fnv). */
static void the_number_is_fnv(void **state)
{
    (void)state;
    char number[PAYLOAD_NUMBER_BYTES];
    payload_number("", 0, number);
    assert_string_equal(number, "CBF2-9CE4-8422-2325");
    payload_number("a", 1, number);
    assert_string_equal(number, "AF63-DC4C-8601-EC8C");
}

static void nobody_is_named(void **state)
{
    struct coded *coded = *state;
    static const char *const secrets[] = {"Ada", "EXAMPLE-1", "latex", "Street", "555", "Bea", "order", "watched"};
    sample_verdict(&coded->sample, IFS_OVERRIDE_NEEDED);
    ifs_request *request = &coded->sample.request;
    sample_answer(&coded->sample, "allergies", "latex");
    sample_answer(&coded->sample, "address", "1 Example Street");
    sample_answer(&coded->sample, "phone", "555 0199");
    request->overrides[0] = (ifs_override){"digoxin", "watched"};
    request->overrides[1] = (ifs_override){"elderly", " \t"};
    request->override_count = 2;
    const char *code = build(coded);
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
        assert_null(strstr(code, secrets[i]));
    }
    assert_non_null(strstr(code, ";PERSON=ggggg;"));
    assert_non_null(strstr(code, ";OVERRIDE=digoxin;UNREASONED=elderly;PRESCRIBER=named;"));
}

/* The four groups of the number of these bytes, one over the other: a text stands between + and the byte 0, of none there is the 0 alone. */
static void expect_who(struct coded *coded, const char *bytes, size_t length)
{
    char number[PAYLOAD_NUMBER_BYTES];
    unsigned group[4];
    char field[32];
    payload_number(bytes, length, number);
    assert_int_equal(sscanf(number, "%4x-%4x-%4x-%4x", &group[0], &group[1], &group[2], &group[3]), 4);
    snprintf(field, sizeof field, ";WHO=%04X;", group[0] ^ group[1] ^ group[2] ^ group[3]);
    assert_non_null(strstr(build(coded), field));
}

static void people_are_told_apart_and_not_found(void **state)
{
    struct coded *coded = *state;
    static const char people[] = "+Ada Example\0+EXAMPLE-1\0+none known\0\0\0+Bea Invented\0+order 7\0+watched\0+of age";
    const size_t reasons = sizeof "+watched" + sizeof "+of age";
    sample_begin(&coded->sample);
    expect_who(coded, people, sizeof people - reasons);
    coded->sample.request.overrides[0] = (ifs_override){"digoxin", "watched"};
    coded->sample.request.overrides[1] = (ifs_override){"elderly", "of age"};
    coded->sample.request.override_count = 1;
    expect_who(coded, people, sizeof people - sizeof "+of age");
    coded->sample.request.override_count = 2;
    expect_who(coded, people, sizeof people);
}

static void an_incomplete_prescriber_is_one(void **state)
{
    struct coded *coded = *state;
    sample_begin(&coded->sample);
    coded->sample.request.prescriber_reference = NULL;
    assert_non_null(strstr(build(coded), ";PRESCRIBER=incomplete;"));
    coded->sample.request.prescriber_reference = " ";
    assert_non_null(strstr(build(coded), ";PRESCRIBER=incomplete;"));
    coded->sample.request.prescriber_reference = "7";
    coded->sample.request.prescriber = "";
    assert_non_null(strstr(build(coded), ";PRESCRIBER=incomplete;"));
    coded->sample.request.prescriber = NULL;
    assert_null(strstr(build(coded), "PRESCRIBER"));
}

static void what_was_said_unknown_differs_from_what_was_not_said(void **state)
{
    struct coded *coded = *state;
    sample_begin(&coded->sample);
    coded->sample.protocol.facts[SAMPLE_FACTS] = coded->sample.protocol.facts[SAMPLE_DIGOXIN]; /* which the protocol does not ask */
    sample_answer(&coded->sample, "allergies", "unknown");
    sample_answer(&coded->sample, "digoxin", "unknown");
    sample_answer(&coded->sample, "weight", "unknown");
    const char *code = build(coded);
    assert_non_null(strstr(code, ";PERSON=gg?--;ANSWERS=n?;"));
    assert_non_null(strstr(code, ";weight=unknown;"));
    fact_set_remove(&coded->sample.request.given, SAMPLE_DIGOXIN);
    sample_answer(&coded->sample, "heart-block", "yes");
    assert_non_null(strstr(build(coded), ";ANSWERS=y-;"));
    sample_answer(&coded->sample, "allergies", "None Known");
    assert_non_null(strstr(build(coded), ";PERSON=ggn--;"));
    sample_answer(&coded->sample, "allergies", "none known of");
    assert_non_null(strstr(build(coded), ";PERSON=ggg--;"));
    sample_answer(&coded->sample, "allergies", "Mone known");
    assert_non_null(strstr(build(coded), ";PERSON=ggg--;"));
    coded->sample.request.words[IFS_FACT_ALLERGIES] = "none\0known"; /* what stands behind the end was not said */
    assert_non_null(strstr(build(coded), ";PERSON=ggg--;"));
    coded->sample.request.words[IFS_FACT_ALLERGIES] = "none known\0";
    assert_non_null(strstr(build(coded), ";PERSON=ggn--;"));
    sample_answer(&coded->sample, "allergies", "none");
    assert_non_null(strstr(build(coded), ";PERSON=ggg--;"));
}

static void an_age_counted_from_a_birth_is_left_out(void **state)
{
    struct coded *coded = *state;
    sample_begin(&coded->sample);
    sample_answer(&coded->sample, "age", "unknown");
    fact_set_remove(&coded->sample.request.given, IFS_FACT_AGE);
    sample_answer(&coded->sample, "born", "1992-03-01");
    assert_int_equal(fact_settle(&coded->sample.request, 20777), FACT_CONFLICT_NONE);
    assert_true(fact_set_has(&coded->sample.request.known, IFS_FACT_AGE));
    const char *code = build(coded);
    assert_non_null(strstr(code, ";born=1992-03-01;"));
    assert_null(strstr(code, ";age="));
    fact_set_remove(&coded->sample.request.given, IFS_FACT_WEIGHT); /* known, whoever said it */
    assert_non_null(strstr(build(coded), ";weight=68_kg;"));
}

static void choices_of_the_prescriber_are_exact(void **state)
{
    struct coded *coded = *state;
    sample_begin(&coded->sample);
    ifs_choice *choice = &coded->sample.request.choices[0];
    *choice = (ifs_choice){.has_dose = true, .dose_mcg = {2464700, 3}, .has_over = true, .over = {1230}};
    coded->sample.request.choices[1] = *choice; /* of an infusion that the protocol has not */
    coded->sample.infusions[1].name = "beyond";
    assert_non_null(strstr(build(coded), ";DOSE=infusion,2464700/3;OVER=infusion,1230;PRESCRIBER="));
    *choice = (ifs_choice){.has_dose = true, .dose_is_rate = true, .dose_mcg = {1000000, 1}};
    fact_set_add(&coded->sample.request.confirmed, IFS_FACT_WEIGHT);
    coded->sample.protocol.facts[SAMPLE_FACTS] = coded->sample.protocol.facts[IFS_FACT_SEX]; /* no fact of this protocol */
    coded->sample.protocol.facts[SAMPLE_FACTS].name = "beyond";
    fact_set_add(&coded->sample.request.given, SAMPLE_FACTS);
    fact_set_add(&coded->sample.request.confirmed, SAMPLE_FACTS);
    assert_null(strstr(build(coded), "beyond"));
    assert_non_null(strstr(build(coded), ";ANSWERS=nn;CONFIRM=weight;RATE=infusion,1000000;PRESCRIBER="));
}

static void the_moment_has_its_seconds_and_its_offset(void **state)
{
    struct coded *coded = *state;
    sample_begin(&coded->sample);
    coded->sample.request.at_s += 5;
    coded->sample.request.at_offset_min = -570;
    assert_non_null(strstr(build(coded), ";AT=2026-11-20T05:00:05-09:30;"));
    coded->sample.request.at_offset_min = -1;
    assert_non_null(strstr(build(coded), ";AT=2026-11-20T14:29:05-00:01;"));
    coded->sample.request.at_offset_min = 59;
    assert_non_null(strstr(build(coded), ";AT=2026-11-20T15:29:05+00:59;"));
}

static void without_a_site_file_none_is_named(void **state)
{
    struct coded *coded = *state;
    sample_begin(&coded->sample);
    assert_non_null(strstr(build(coded), ";SITE=unknown;")); /* devices, but no file of them */
    coded->sample.site.present = false;
    assert_null(strstr(build(coded), "SITE="));
    coded->sample.request.site = NULL;
    assert_null(strstr(build(coded), "SITE="));
}

static void no_order_has_no_infusion(void **state)
{
    struct coded *coded = *state;
    for (int verdict = IFS_REFUSED; verdict <= IFS_INCOMPLETE; verdict++) {
        sample_verdict(&coded->sample, (ifs_verdict)verdict);
        assert_null(strstr(build(coded), "INFUSION="));
    }
    assert_non_null(strstr(build(coded), ";VERDICT=incomplete;ID="));
}

static void odd_letters_are_coded(void **state)
{
    struct coded *coded = *state;
    sample_begin(&coded->sample);
    coded->sample.protocol.version = "!1;=,~_ \xC3\xA9\x7F\x01";
    const char *code = build(coded);
    assert_non_null(strstr(code, ";VERSION=!1~3B~3D~2C~7E~5F_~C3~A9~7F~01;"));
    assert_int_equal(read_code(coded, code), PAYLOAD_FINE);
    assert_string_equal(payload_find(&coded->payload, "VERSION"), coded->sample.protocol.version);
}

/* A code of 8,191 letters has room; one letter more and there is no sheet. */
static void a_code_too_long_is_no_sheet(void **state)
{
    struct coded *coded = *state;
    static char version[PAYLOAD_BYTES];
    sample_begin(&coded->sample);
    size_t others = strlen(build(coded)) - strlen(coded->sample.protocol.version);
    memset(version, '1', PAYLOAD_BYTES - 1 - others);
    coded->sample.protocol.version = version;
    assert_int_equal(read_code(coded, build(coded)), PAYLOAD_FINE);
    assert_int_equal(coded->payload.length, PAYLOAD_BYTES - 1);
    assert_string_equal(payload_find(&coded->payload, "VERSION"), version);
    assert_string_equal(payload_find(&coded->payload, "ID"), coded->sample.sheet.sheet_id);
    assert_false(coded->sample.sheet.full);
    version[PAYLOAD_BYTES - 1 - others] = '1';
    build(coded);
    assert_true(coded->sample.sheet.full);
    assert_string_equal(coded->sample.sheet.sheet_id, "");
}

/* An answer of 159 letters is said; a longer one is never left out, for the order could not be computed again: there is no sheet. */
static void an_answer_too_long_is_no_sheet(void **state)
{
    struct coded *coded = *state;
    static char amount[161];
    static const char *const amounts[] = {amount, "no"};
    sample_begin(&coded->sample);
    coded->sample.protocol.facts[SAMPLE_DIGOXIN].choices = amounts;
    coded->sample.protocol.facts[SAMPLE_DIGOXIN].choice_count = 2;
    memset(amount, 'x', 159);
    sample_answer(&coded->sample, "digoxin", amount);
    char field[200];
    snprintf(field, sizeof field, ";digoxin=%s;", amount);
    assert_non_null(strstr(build(coded), field));
    assert_false(coded->sample.sheet.full);
    amount[159] = 'x';
    build(coded);
    assert_true(coded->sample.sheet.full);
    assert_string_equal(coded->sample.sheet.sheet_id, "");
}

/* ---- Two sheets, two numbers ---------------------------------------------------------------------------------- */

static void hold_another_number(struct coded *coded, const char *first)
{
    build(coded);
    assert_string_not_equal(coded->sample.sheet.sheet_id, first);
}

static void each_difference_has_its_number(void **state)
{
    struct coded *coded = *state;
    ifs_request *request = &coded->sample.request;
    char first[PAYLOAD_NUMBER_BYTES];
    sample_begin(&coded->sample);
    build(coded);
    snprintf(first, sizeof first, "%s", coded->sample.sheet.sheet_id);
    const ifs_request before = *request;
    for (int fact = IFS_FACT_NAME; fact < IFS_FACT_BUILTIN; fact++) {
        request->words[fact] = "Cy Example";
        hold_another_number(coded, first);
        *request = before;
    }
    request->prescriber = "Cy Invented";
    hold_another_number(coded, first);
    *request = before;
    request->at_s++;
    hold_another_number(coded, first);
    *request = before;
    for (int fact = SAMPLE_HEART_BLOCK; fact <= SAMPLE_DIGOXIN; fact++) { /* an unknown one is not another unknown one */
        fact_set_remove(&request->known, fact);
        hold_another_number(coded, first);
        snprintf(first, sizeof first, "%s", coded->sample.sheet.sheet_id);
        *request = before;
    }
    build(coded);
    snprintf(first, sizeof first, "%s", coded->sample.sheet.sheet_id);
    build(coded);
    assert_string_equal(coded->sample.sheet.sheet_id, first);
}

/* ---- Reading -------------------------------------------------------------------------------------------------- */

static void it_is_read_from_anywhere(void **state)
{
    struct coded *coded = *state;
    static char text[4 * PAYLOAD_BYTES];
    sample_begin(&coded->sample);
    const char *code = build(coded);
    size_t length = (size_t)snprintf(text, sizeof text, "CODE ---\n  INFUSHEE=2; no code\r\n\t");
    for (const char *at = code; *at != '\0'; at++) {
        length += (size_t)snprintf(text + length, sizeof text - length, at - code > 9 && (at - code) % 7 == 6 ? "%c\r\n\f  " : "%c", *at);
    }
    snprintf(text + length, sizeof text - length, "\nPage 2 of 2");
    assert_int_equal(read_code(coded, text), PAYLOAD_FINE);
    assert_string_equal(coded->payload.bytes, code);
    assert_int_equal(coded->payload.length, strlen(code));
    assert_string_equal(payload_find(&coded->payload, "weight"), "68 kg");
    assert_string_equal(payload_find(&coded->payload, "INFUSHEET"), "1");
    assert_string_equal(payload_find(&coded->payload, "ID"), coded->sample.sheet.sheet_id);
    assert_null(payload_find(&coded->payload, "weigh"));
}

static void what_is_no_code_is_said(void **state)
{
    struct coded *coded = *state;
    static const struct {
        const char *text;
        enum payload_status status;
    } cases[] = {
        {"", PAYLOAD_NONE},
        {"weight=72 kg", PAYLOAD_NONE},
        {"INFUSHEET", PAYLOAD_NONE},
        {"YNFUSHEET=1;a=b;ID=0000-0000-0000-0000", PAYLOAD_NONE},
        {"INFUSHEET=", PAYLOAD_CUT},
        {"INFUSHEET=1", PAYLOAD_CUT}, /* 10 as well, for all one knows */
        {"INFUSHEET=1;a=b", PAYLOAD_CUT},
        {"INFUSHEET=1;a=b;ID=0000-0000-0000-000", PAYLOAD_CUT},
        {"INFUSHEET=1;a=b;ID=0000-0000-0000-0000", PAYLOAD_FINE},
        {"INFUSHEET=1;a=;ID=0000-0000-0000-0000", PAYLOAD_FINE},
        {"INFUSHEET=1;a=!~7E;ID=0000-0000-0000-0000", PAYLOAD_FINE},
        {"INFUSHEET=2;a=b;ID=0000-0000-0000-0000", PAYLOAD_NEWER},
        {"INFUSHEET=10;a=b;ID=0000-0000-0000-0000", PAYLOAD_NEWER},
        {"INFUSHEET=2;anything at all", PAYLOAD_NEWER},
        {"INFUSHEET=1;a;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;=b;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=b=c;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=~4;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=~4G;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=~G4;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=~4@;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=~/0;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=~:0;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=b;ID=0000-0000-0000-000~", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=b;ID=0000-0000-0000-00~4", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=~00;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;~4=b;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=\x1F;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=\x01;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=\xC3\xA9;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
        {"INFUSHEET=1;a=\x7F;ID=0000-0000-0000-0000", PAYLOAD_DAMAGED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (read_code(coded, cases[i].text) != cases[i].status) {
            fail_msg("%s: %d", cases[i].text, (int)payload_read(cases[i].text, strlen(cases[i].text), &coded->payload));
        }
    }
}

/* The letters of a text that are not of it make no code, and of what was no code nothing is left of an earlier one. */
static void nothing_is_read_beyond_the_text(void **state)
{
    struct coded *coded = *state;
    static const char text[] = "My INFUSHEET=1;a=b;ID=0000-0000-0000-0000";
    assert_int_equal(payload_read(text, sizeof text - 1, &coded->payload), PAYLOAD_FINE);
    assert_string_equal(coded->payload.bytes, text + 3);
    for (size_t length = 0; length < 13; length++) {
        assert_int_equal(payload_read(text, length, &coded->payload), PAYLOAD_NONE);
        assert_string_equal(coded->payload.bytes, "");
        assert_int_equal(payload_read(text + 3, length < 10 ? length : 0, &coded->payload), PAYLOAD_NONE);
    }
    assert_int_equal(payload_read(text, sizeof text - 2, &coded->payload), PAYLOAD_CUT);
}

/* 192 fields have room, with the first and the number. */
static void a_code_without_end_is_not_read_without_end(void **state)
{
    struct coded *coded = *state;
    static char text[4 * PAYLOAD_BYTES];
    memset(text, 'a', sizeof text - 1);
    memcpy(text, "INFUSHEET=1;", 12);
    assert_int_equal(read_code(coded, text), PAYLOAD_DAMAGED);
    for (int fields = PAYLOAD_FIELD_MAX; fields <= PAYLOAD_FIELD_MAX + 1; fields++) {
        size_t length = 12;
        for (int i = 0; i < fields - 2; i++) {
            length += (size_t)snprintf(text + length, sizeof text - length, "a=b;");
        }
        snprintf(text + length, sizeof text - length, "ID=0000-0000-0000-0000");
        assert_int_equal(read_code(coded, text), fields == 192 ? PAYLOAD_FINE : PAYLOAD_DAMAGED);
    }
}

/* A code as long as one may be, of parts as short as they may be, keeps every word. */
static void the_longest_code_is_read(void **state)
{
    struct coded *coded = *state;
    static char text[PAYLOAD_BYTES + 1];
    memcpy(text, "INFUSHEET=1;a=;b=", 17);
    memset(text + 17, 'c', PAYLOAD_BYTES - 1 - 17 - 23);
    memcpy(text + PAYLOAD_BYTES - 1 - 23, ";ID=0000-0000-0000-0000", 24);
    assert_int_equal(strlen(text), 8191);
    assert_int_equal(read_code(coded, text), PAYLOAD_FINE);
    assert_string_equal(payload_find(&coded->payload, "INFUSHEET"), "1");
    assert_string_equal(payload_find(&coded->payload, "a"), "");
    assert_int_equal(strlen(payload_find(&coded->payload, "b")), 8191 - 17 - 23);
    assert_string_equal(payload_find(&coded->payload, "ID"), "0000-0000-0000-0000");
    memcpy(text + PAYLOAD_BYTES - 1 - 23, "c;ID=0000-0000-0000-0000", 25);
    assert_int_equal(read_code(coded, text), PAYLOAD_DAMAGED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_code_is_the_documented_one),
        cmocka_unit_test(the_number_is_fnv),
        cmocka_unit_test(nobody_is_named),
        cmocka_unit_test(people_are_told_apart_and_not_found),
        cmocka_unit_test(an_incomplete_prescriber_is_one),
        cmocka_unit_test(what_was_said_unknown_differs_from_what_was_not_said),
        cmocka_unit_test(an_age_counted_from_a_birth_is_left_out),
        cmocka_unit_test(choices_of_the_prescriber_are_exact),
        cmocka_unit_test(the_moment_has_its_seconds_and_its_offset),
        cmocka_unit_test(without_a_site_file_none_is_named),
        cmocka_unit_test(no_order_has_no_infusion),
        cmocka_unit_test(odd_letters_are_coded),
        cmocka_unit_test(a_code_too_long_is_no_sheet),
        cmocka_unit_test(an_answer_too_long_is_no_sheet),
        cmocka_unit_test(each_difference_has_its_number),
        cmocka_unit_test(it_is_read_from_anywhere),
        cmocka_unit_test(what_is_no_code_is_said),
        cmocka_unit_test(nothing_is_read_beyond_the_text),
        cmocka_unit_test(the_longest_code_is_read),
        cmocka_unit_test(a_code_without_end_is_not_read_without_end),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
