/*
 * test_verify.c - one changed digit anywhere is a difference: every digit of code, JSON and visible text, one after another.
 *
 * The sheets are golden cases (tests/golden), printed by the program itself; what is held is computed here by the same functions.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "json_hold.h"
#include "json_order.h"
#include "plain.h"
#include "readback.h"
#include "verify.h"

#define SITE "tests/golden/site.cfg"

static const struct verify_places places = {"protocols", SITE};

/* What the golden case prints, freed by the caller. */
static struct file_bytes print_case(const char *name, const char *more)
{
    char command[300];
    struct file_bytes bytes = {calloc(1, 1000000), 0};
    assert_non_null(bytes.bytes);
    snprintf(command, sizeof command, "python3 -B tests/golden/cases.py run %s %s 2>/dev/null", name, more);
    FILE *stream = popen(command, "r");
    assert_non_null(stream);
    bytes.size = fread(bytes.bytes, 1, 999999, stream);
    pclose(stream);
    assert_in_range(bytes.size, 100, 999998);
    return bytes;
}

static const char *result_of(struct verify *verify)
{
    return verify->item_count > 0 ? "DIFFERENT" : verify->missing[0] != '\0' ? "CANNOT TELL" : "SAME";
}

static const char *say(struct verify *verify, const struct file_bytes *bytes)
{
    recompute_free(&verify->recomputed);
    memset(verify, 0, sizeof *verify);
    verify_sheet(verify, &places, bytes);
    return result_of(verify);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static char other_digit(char digit)
{
    return digit == '9' ? '0' : (char)(digit + 1);
}

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct verify));
    return *state == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    struct verify *verify = *state;
    recompute_free(&verify->recomputed);
    free(verify);
    return 0;
}

static const char *const cases[] = {"ordinary", "loading-and-maintenance", "refused-dose", "override-signed", "conditional"};

/* ---- The code ------------------------------------------------------------------------------------------------- */

/* The first digit is the version of the grammar, and of another one nothing is known. */
static void every_digit_of_a_code(void **state)
{
    struct verify *verify = *state;
    struct file_bytes json = print_case("override-signed", "--json");
    char *code = strstr(json.bytes, "INFUSHEET=1;");
    assert_non_null(code);
    struct file_bytes alone = {code, strcspn(code, "\"")};
    code[alone.size] = '\0';
    assert_string_equal(say(verify, &alone), "SAME");
    int tried = 0;
    for (size_t i = 0; i < alone.size; i++) {
        char before = code[i];
        if (is_digit(before)) {
            code[i] = other_digit(before);
            assert_string_equal(say(verify, &alone), i == strlen("INFUSHEET=") ? "CANNOT TELL" : "DIFFERENT");
            code[i] = before;
            tried++;
        }
    }
    assert_in_range(tried, 100, 500);
    file_free(&json);
}

/* ---- JSON ----------------------------------------------------------------------------------------------------- */

static void count_difference(const struct json_difference *difference, void *context)
{
    (void)difference;
    *(int *)context += 1;
}

/* What may be any: names and the like, and what has been held before the members are. */
static bool is_free(const char *bytes, size_t at)
{
    static const char *const free_keys[] = {"\"name\": \"", "\"id\": \"EX", "\"address\":", "\"phone\":", "\"reason\": \"", "\"payload\":", "\"sheet_id\":"};
    size_t begin = at;
    while (begin > 0 && bytes[begin - 1] != '\n') {
        begin--;
    }
    begin += strspn(bytes + begin, " ");
    for (size_t i = 0; i < sizeof free_keys / sizeof free_keys[0]; i++) {
        if (strncmp(bytes + begin, free_keys[i], strlen(free_keys[i])) == 0) {
            return true;
        }
    }
    return false;
}

static int differences(const struct file_bytes *said, const struct json_document *expected)
{
    char wrong[JSON_WRONG_BYTES];
    int count = 0;
    struct json_document *document = json_open(said->bytes, said->size, wrong);
    if (document == NULL) {
        return 1; /* a figure that begins with a zero is no JSON */
    }
    assert_true(json_hold(document, expected, READBACK_ANYTHING, count_difference, &count));
    json_close(document);
    return count;
}

static void hold_json_digits(struct verify *verify, const char *name)
{
    char wrong[JSON_WRONG_BYTES];
    struct file_bytes json = print_case(name, "--json");
    assert_string_equal(say(verify, &json), "SAME");
    char *again = json_order(&verify->recomputed.sheet);
    struct json_document *expected = json_open(again, strlen(again), wrong);
    int tried = 0;
    assert_int_equal(differences(&json, expected), 0);
    for (size_t i = 0; i < json.size; i++) {
        char before = json.bytes[i];
        if (is_digit(before) && !is_free(json.bytes, i)) {
            json.bytes[i] = other_digit(before);
            if (differences(&json, expected) == 0) {
                fail_msg("%s: %.80s", name, json.bytes + (i > 40 ? i - 40 : 0));
            }
            json.bytes[i] = before;
            tried++;
        }
    }
    assert_in_range(tried, 100, 20000);
    json_close(expected);
    free(again);
    file_free(&json);
}

static void every_digit_of_the_json(void **state)
{
    hold_json_digits(*state, "loading-and-maintenance");
    hold_json_digits(*state, "refused-dose");
}

/* ... and the whole way of the command, for some of them. */
static void some_digits_of_the_json_the_whole_way(void **state)
{
    struct verify *verify = *state;
    struct file_bytes json = print_case("ordinary", "--json");
    for (size_t i = 0; i < json.size; i += 97) {
        for (; i < json.size && !(is_digit(json.bytes[i]) && !is_free(json.bytes, i)); i++) {
        }
        if (i < json.size) {
            char before = json.bytes[i];
            json.bytes[i] = other_digit(before);
            assert_string_not_equal(say(verify, &json), "SAME");
            json.bytes[i] = before;
        }
    }
    assert_string_equal(say(verify, &json), "SAME");
    file_free(&json);
}

/* ---- The visible text ----------------------------------------------------------------------------------------- */

/* In the golden cases every digit about a person stands in one of these. */
static bool is_about_a_person(const char *text, size_t at)
{
    static const char *const people[] = {"EX-", "+1 555", "1 Example Street", "order "};
    size_t begin = at;
    while (begin > 0 && text[begin - 1] != '\n') {
        begin--;
    }
    size_t length = strcspn(text + begin, "\n");
    for (size_t i = 0; i < sizeof people / sizeof people[0]; i++) {
        if (memmem(text + begin, length, people[i], strlen(people[i])) != NULL) {
            return true;
        }
    }
    return false;
}

static void hold_text_digits(struct verify *verify, const char *name)
{
    static struct layout layout;
    static struct readback readback;
    struct file_bytes text = print_case(name, "--format text");
    if (strcmp(say(verify, &text), "SAME") != 0) {
        fail_msg("%s: %s | %s | %s", name, verify->items[0].where, verify->items[0].said, verify->items[0].expected);
    }
    layout_rows(&verify->recomputed.sheet, &layout);
    int tried = 0;
    for (size_t i = 0; i < text.size; i++) {
        char before = text.bytes[i];
        if (is_digit(before) && !is_about_a_person(text.bytes, i)) {
            text.bytes[i] = other_digit(before);
            if (readback_hold(&layout, text.bytes, text.size, READBACK_PLAIN, &readback)) {
                fail_msg("%s: %.80s", name, text.bytes + (i > 40 ? i - 40 : 0));
            }
            text.bytes[i] = before;
            tried++;
        }
    }
    assert_in_range(tried, 100, 20000);
    file_free(&text);
}

static void every_digit_of_the_visible_text(void **state)
{
    hold_text_digits(*state, "refused-dose");
    hold_text_digits(*state, "conditional");
}

/* ---- What was handed in --------------------------------------------------------------------------------------- */

static void every_kind_of_sheet_is_the_same(void **state)
{
    struct verify *verify = *state;
    static const char *const kinds[][2] = {{"--json", "JSON"}, {"--format text", "visible text"}, {"--format pdf --no-self-check", "visible text"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t kind = 0; kind < 3; kind++) {
            struct file_bytes sheet = print_case(cases[i], kinds[kind][0]);
            const char *said = say(verify, &sheet);
            if (strcmp(said, "SAME") != 0) {
                fail_msg("%s %s: %s: %s %s | %s | %s", cases[i], kinds[kind][0], said, verify->missing, verify->items[0].where,
                         verify->items[0].said, verify->items[0].expected);
            }
            assert_int_equal(verify->held_count, 2);
            assert_string_equal(verify->held[1], kinds[kind][1]);
            file_free(&sheet);
        }
    }
}

static const char *say_text(struct verify *verify, const char *text)
{
    const struct file_bytes bytes = {(char *)(uintptr_t)text, strlen(text)};
    return say(verify, &bytes);
}

static void what_is_no_sheet_cannot_be_told(void **state)
{
    struct verify *verify = *state;
    static const char *const texts[] = {"",
                                        "hello",
                                        "{",
                                        "{}",
                                        "{\"payload\": 7}",
                                        "{\"payload\": \"no code\"}",
                                        "{\"payload\": \"INFUSHEET=1;a=b\"}",
                                        "%PDF-1.5",
                                        "%PDF-1.5 \x01\x02\x1B[2J",
                                        "INFUSHEET=1;",
                                        "INFUSHEET=3;a=b;ID=0000-0000-0000-0000",
                                        "INFUSHEET=1;a=\x1B[2J;ID=0000-0000-0000-0000"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_string_equal(say_text(verify, texts[i]), "CANNOT TELL");
        assert_true(strlen(verify->missing) > 20);
        assert_false(verify->computed);
    }
}

/* A code with a number that fits it, as somebody would forge it. */
static const char *forge(struct verify *verify, const char *code, const char *from, const char *into)
{
    static char forged[PAYLOAD_BYTES];
    char number[PAYLOAD_NUMBER_BYTES];
    const char *place = strstr(code, from);
    assert_non_null(place);
    snprintf(forged, sizeof forged, "%.*s%s%s", (int)(place - code), code, into, place + strlen(from));
    char *end = strstr(forged, ";ID=");
    assert_non_null(end);
    payload_number(forged, (size_t)(end - forged), number);
    memcpy(end + 4, number, sizeof number);
    return say_text(verify, forged);
}

static void a_forged_code_is_computed_again(void **state)
{
    struct verify *verify = *state;
    struct file_bytes json = print_case("override-signed", "--json");
    char *code = strstr(json.bytes, "INFUSHEET=1;");
    code[strcspn(code, "\"")] = '\0';
    static const struct {
        const char *from;
        const char *into;
        const char *result;
        const char *where; /* begins the first item, or stands in what is missing */
    } forgeries[] = {
        {"VERDICT=ready", "VERDICT=conditional", "DIFFERENT", "code, VERDICT"},
        {"INFUSION=infusion,", "INFUSION=infusion,9", "DIFFERENT", "code, infusion: dose"},
        {";VERDICT=ready;INFUSION", ";INFUSION", "DIFFERENT", "code, INFUSION"},
        {"PROGRAM=" IFS_VERSION, "PROGRAM=99.1.0", "CANNOT TELL", "99.1.0"},
        {";FILE=", ";FILE=0", "CANNOT TELL", "the same bytes"},
        {";DRUG=", ";DRUG=0", "CANNOT TELL", "drug library"},
        {";SITE=", ";SITE=0", "CANNOT TELL", "site file"},
        {";AT=2026", ";AT=3026", "DIFFERENT", "code"},
        {";weight=", ";weight=9", "DIFFERENT", "code"},
        {";weight=", ";width=", "DIFFERENT", "code"},
        {";PERSON=", ";PERSON=x", "DIFFERENT", "code"},
        {";PERSON=", ";PERSON=g", "DIFFERENT", "code"},
        {";ANSWERS=", ";ANSWERS=n", "DIFFERENT", "code"},
        {";ANSWERS=n", ";ANSWERS=x", "DIFFERENT", "code"},
        {";ANSWERS=n", ";ANSWERS=", "DIFFERENT", "code"},
        {";OVERRIDE=", ";OVERRIDE=no-such-", "DIFFERENT", "code"},
        {";OVERRIDE=", ";UNREASONED=", "DIFFERENT", "code, VERDICT"},
        {";PRESCRIBER=named", ";PRESCRIBER=incomplete", "DIFFERENT", "code, VERDICT"},
        {";PRESCRIBER=named", ";PRESCRIBER=yes", "DIFFERENT", "code"},
        {";PRESCRIBER=named", ";CONFIRM=no-such-fact;PRESCRIBER=named", "DIFFERENT", "code"},
        {";PRESCRIBER=named", ";OVER=infusion,x;PRESCRIBER=named", "DIFFERENT", "code"},
        {";PRESCRIBER=named", ";OVER=infusion,99999999999999999999;PRESCRIBER=named", "DIFFERENT", "code"},
        {";PRESCRIBER=named", ";RATE=nothing,5;PRESCRIBER=named", "DIFFERENT", "code"},
        {";PRESCRIBER=named", ";DOSE=infusion,5/0;PRESCRIBER=named", "DIFFERENT", "code"},
        {";PRESCRIBER=named", ";UNKNOWN=1;PRESCRIBER=named", "DIFFERENT", "code, UNKNOWN"},
    };
    assert_string_equal(say_text(verify, code), "SAME");
    for (size_t i = 0; i < sizeof forgeries / sizeof forgeries[0]; i++) {
        const char *result = forge(verify, code, forgeries[i].from, forgeries[i].into);
        bool told = strcmp(result, "DIFFERENT") == 0;
        if (strcmp(result, forgeries[i].result) != 0 ||
            (told && strncmp(verify->items[0].where, forgeries[i].where, strlen(forgeries[i].where)) != 0) ||
            (!told && strstr(verify->missing, forgeries[i].where) == NULL)) {
            fail_msg("%s: %s, %s, %s", forgeries[i].into, result, verify->items[0].where, verify->missing);
        }
    }
    file_free(&json);
}

static void any_damage_is_survived(void **state)
{
    struct verify *verify = *state;
    struct file_bytes json = print_case("conditional", "--json");
    uint32_t seed = 11;
    char *code = strstr(json.bytes, "INFUSHEET=1;");
    size_t length = strcspn(code, "\"");
    static char damaged[PAYLOAD_BYTES];
    for (int round = 0; round < 300; round++) {
        memcpy(damaged, code, length);
        damaged[length] = '\0';
        for (int i = 0; i < 3; i++) {
            seed = seed * 1664525U + 1013904223U;
            damaged[12 + (seed >> 8) % (length - 12)] = (char)(' ' + (seed >> 3) % 95);
        }
        char *end = strstr(damaged, ";ID=");
        if (end != NULL && strlen(end) == 23) { /* with a number that fits, so that the rest is read */
            char number[PAYLOAD_NUMBER_BYTES];
            payload_number(damaged, (size_t)(end - damaged), number);
            memcpy(end + 4, number, sizeof number);
        }
        say_text(verify, damaged); /* whatever it says, it ends */
    }
    file_free(&json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_sheet_is_the_same),
        cmocka_unit_test(every_digit_of_a_code),
        cmocka_unit_test(every_digit_of_the_json),
        cmocka_unit_test(some_digits_of_the_json_the_whole_way),
        cmocka_unit_test(every_digit_of_the_visible_text),
        cmocka_unit_test(what_is_no_sheet_cannot_be_told),
        cmocka_unit_test(a_forged_code_is_computed_again),
        cmocka_unit_test(any_damage_is_survived),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
