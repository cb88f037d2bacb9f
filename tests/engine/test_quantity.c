/*
 * test_quantity.c - the strict grammar: what is read exactly, and the fault, place and proposal of everything else.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <inttypes.h>
#include <string.h>

#include "claim.h"
#include "quantity.h"

#include <sys/mman.h>

/* 246.47 g/mol, magnesium 24.305 g/mol, two charges. */
static const ifs_salt salt = {246470, 24305, 2};

static bool parse(const char *text, ifs_dimension dimension, ifs_quantity *out, struct quantity_problem *problem)
{
    struct quantity_wanted wanted = {dimension, QUANTITY_SPACE_REQUIRED, &salt};
    return quantity_parse(text, strlen(text), &wanted, out, problem);
}

static void assert_base(ifs_quantity found, ifs_dimension dimension, int64_t num, int64_t den)
{
    assert_int_equal(found.dimension, dimension);
    if (found.base.num != num || found.base.den != den) {
        fail_msg("found %" PRId64 "/%" PRId64 ", expected %" PRId64 "/%" PRId64, found.base.num, found.base.den, num,
                 den);
    }
}

static void assert_reads(const char *text, ifs_dimension dimension, int64_t num, int64_t den)
{
    ifs_quantity found;
    struct quantity_problem problem;
    if (!parse(text, dimension, &found, &problem)) {
        fail_msg("%s: fault %d (%s)", text, (int)problem.fault, problem.found);
    }
    assert_base(found, dimension, num, den);
    assert_int_equal(problem.fault, QUANTITY_FINE);
}

struct refusal {
    const char *text;
    enum quantity_fault fault;
    size_t offset;
    const char *found;
    const char *suggestion;
};

static void assert_refused(const struct refusal *refusal, const struct quantity_wanted *wanted)
{
    ifs_quantity found = {IFS_MASS, 1, {1, 1}};
    struct quantity_problem problem;
    memset(&problem, 'x', sizeof problem);
    if (quantity_parse(refusal->text, strlen(refusal->text), wanted, &found, &problem)) {
        fail_msg("\"%s\" was read", refusal->text);
    }
    if (problem.fault != refusal->fault || problem.offset != refusal->offset) {
        fail_msg("\"%s\": fault %d at %zu", refusal->text, (int)problem.fault, problem.offset);
    }
    assert_string_equal(problem.found, refusal->found);
    assert_string_equal(problem.suggestion, refusal->suggestion);
    assert_int_equal(found.dimension, IFS_DIMENSION_NONE);
    assert_int_equal(found.base.den, 0);
}

static void assert_all_refused(const struct refusal *refusals, size_t count, ifs_dimension dimension)
{
    struct quantity_wanted wanted = {dimension, QUANTITY_SPACE_REQUIRED, &salt};
    for (size_t i = 0; i < count; i++) {
        assert_refused(&refusals[i], &wanted);
    }
}

static void test_numbers(void **state)
{
    (void)state;
    assert_reads("4 g", IFS_MASS, 4000000, 1);
    assert_reads("0 g", IFS_MASS, 0, 1);
    assert_reads("0.5 g", IFS_MASS, 500000, 1);
    assert_reads("0.50 g", IFS_MASS, 500000, 1);
    assert_reads("10 mL", IFS_VOLUME, 10000, 1);
    assert_reads("49.3 %", IFS_CONCENTRATION, 493, 1);
    assert_reads("0.25 mcg", IFS_MASS, 1, 4);
    assert_reads("0.000001 mcg", IFS_MASS, 1, 1000000);
    assert_reads("999999999999 mcg", IFS_MASS, INT64_C(999999999999), 1);
    assert_reads("999999999999.999999 g", IFS_MASS, INT64_C(999999999999999999), 1);
}

/* 246,470 mcg in 1 mmol, half of it in 1 mEq. */
static void test_the_salt(void **state)
{
    (void)state;
    assert_reads("4 mmol", IFS_MASS, 985880, 1);
    assert_reads("1 mEq", IFS_MASS, 123235, 1);
    assert_reads("0.1 mEq", IFS_MASS, 24647, 2);
    assert_reads("2 mmol/mL", IFS_CONCENTRATION, 24647, 50); /* 492.94 mg per mL */
    assert_reads("4 mEq/mL", IFS_CONCENTRATION, 24647, 50);
    assert_reads("0.2 mmol/kg", IFS_MASS_PER_WEIGHT, 49294, 1);
    assert_reads("1 mg-elemental", IFS_ELEMENTAL_MASS, 1000, 1);
}

static void test_gestation(void **state)
{
    (void)state;
    assert_reads("33w6d", IFS_GESTATION, 237, 1);
    assert_reads("0w0d", IFS_GESTATION, 0, 1);
    assert_reads("45w0d", IFS_GESTATION, 315, 1);
    ifs_quantity found;
    struct quantity_problem problem;
    assert_true(parse("33w6d", IFS_DIMENSION_NONE, &found, &problem));
    assert_base(found, IFS_GESTATION, 237, 1);
    static const struct refusal refusals[] = {
        {"33w7d", QUANTITY_NOT_A_GESTATION, 0, "33w7d", ""},
        {"33 w6d", QUANTITY_NOT_A_GESTATION, 0, "33 w6d", ""},
        {"33w 6d", QUANTITY_NOT_A_GESTATION, 0, "33w 6d", ""},
        {"33w", QUANTITY_NOT_A_GESTATION, 0, "33w", ""},
        {"33w6", QUANTITY_NOT_A_GESTATION, 0, "33w6", ""},
        {"33w6dd", QUANTITY_NOT_A_GESTATION, 0, "33w6dd", ""},
        {"33w16d", QUANTITY_NOT_A_GESTATION, 0, "33w16d", ""},
        {"33.5w6d", QUANTITY_NOT_A_GESTATION, 0, "33.5w6d", ""},
        {"33W6D", QUANTITY_NOT_A_GESTATION, 0, "33W6D", ""},
        {"33 weeks", QUANTITY_NOT_A_GESTATION, 0, "33 weeks", ""},
        {"33 33w6d", QUANTITY_NOT_A_GESTATION, 0, "33 33w6d", ""},
        {"33", QUANTITY_NO_UNIT, 0, "33", ""},
    };
    assert_all_refused(refusals, COUNT_OF(refusals), IFS_GESTATION);
    static const struct refusal symbol = {"33 33w6d", QUANTITY_UNKNOWN_UNIT, 3, "33w6d", ""};
    assert_all_refused(&symbol, 1, IFS_DIMENSION_NONE);
}

/* The same symbol in two dimensions: the one wanted decides, else the first in the order of ifs_dimension. */
static void test_ambiguous_symbols(void **state)
{
    (void)state;
    assert_reads("1 mg/dL", IFS_CREATININE, 884200, 1);
    assert_reads("1 mg/dL", IFS_SERUM_MAGNESIUM, 10000000, 1);
    assert_reads("3 mL/h", IFS_FLOW, 3000, 1);
    assert_reads("3 mL/h", IFS_URINE, 3000, 1);
    assert_reads("3 mL/min", IFS_FLOW, 180000, 1);
    assert_reads("3 mL/min", IFS_CLEARANCE, 6000000, 1);
    assert_reads("98 %", IFS_SATURATION, 98, 1);
    static const struct {
        const char *text;
        ifs_dimension dimension;
    } first[] = {
        {"1 g", IFS_MASS},
        {"1 mg/dL", IFS_CREATININE},
        {"1 umol/L", IFS_CREATININE},
        {"1 mL/min", IFS_CLEARANCE},
        {"1 mL/h", IFS_URINE},
        {"1 %", IFS_SATURATION},
        {"1 mmol/L", IFS_SERUM_MAGNESIUM},
        {"1 kg", IFS_WEIGHT},
    };
    for (size_t i = 0; i < COUNT_OF(first); i++) {
        ifs_quantity found;
        struct quantity_problem problem;
        assert_true(parse(first[i].text, IFS_DIMENSION_NONE, &found, &problem));
        assert_int_equal(found.dimension, first[i].dimension);
        assert_int_equal(quantity_unit(found.unit)->dimension, first[i].dimension);
    }
}

static void test_refused_numbers(void **state)
{
    (void)state;
    static const struct refusal refusals[] = {
        {"", QUANTITY_EMPTY, 0, "", ""},
        {"  ", QUANTITY_EMPTY, 0, "", ""},
        {"abc", QUANTITY_NOT_A_NUMBER, 0, "abc", ""},
        {"g", QUANTITY_NOT_A_NUMBER, 0, "g", ""},
        {".", QUANTITY_NOT_A_NUMBER, 0, ".", ""},
        {"1.2.3 g", QUANTITY_NOT_A_NUMBER, 0, "1.2.3", ""},
        {"1.2. g", QUANTITY_NOT_A_NUMBER, 0, "1.2.", ""},
        {"30-60 g", QUANTITY_NOT_A_NUMBER, 0, "30-60", ""},
        {"1/2 g", QUANTITY_NOT_A_NUMBER, 0, "1/2", ""},
        {"10^3 g", QUANTITY_NOT_A_NUMBER, 0, "10^3", ""},
        {"12:30 g", QUANTITY_NOT_A_NUMBER, 0, "12:30", ""},
        {"1,5 g", QUANTITY_COMMA, 1, "1,5 g", "1.5 g"},
        {"1,000 g", QUANTITY_COMMA, 1, "1,000 g", "1000 g or 1 g"},
        {"4 g,", QUANTITY_COMMA, 3, "4 g,", "4 g"},
        {"-3 g", QUANTITY_SIGN, 0, "-3", ""},
        {"+3 g", QUANTITY_SIGN, 0, "+3", ""},
        {"\xE2\x88\x92"
         "3 g",
         QUANTITY_SIGN, 0, "???3", ""},
        {"\xE2\x80\x93"
         "3 g",
         QUANTITY_SIGN, 0, "???3", ""},
        {"\xE2\x80\x94"
         "3 g",
         QUANTITY_SIGN, 0, "???3", ""},
        {"1e3 g", QUANTITY_EXPONENT, 0, "1e3", ""},
        {"1E-3 g", QUANTITY_EXPONENT, 0, "1E-3", ""},
        {"1.5e+3 g", QUANTITY_EXPONENT, 0, "1.5e+3", ""},
        {".5 g", QUANTITY_BARE_POINT, 0, ".5", "0.5"},
        {"5. g", QUANTITY_BARE_POINT, 0, "5.", "5"},
        {"05. g", QUANTITY_BARE_POINT, 0, "05.", "5"},
        {"007 g", QUANTITY_LEADING_ZERO, 0, "007", "7"},
        {"00 g", QUANTITY_LEADING_ZERO, 0, "00", "0"},
        {"01.50 g", QUANTITY_LEADING_ZERO, 0, "01.50", "1.50"},
        /* twelve digits before the point and six after it; more would be refused in turn */
        {"0999999999999.999999 g", QUANTITY_LEADING_ZERO, 0, "0999999999999.999999", "999999999999.999999"},
        {"01000000000000 g", QUANTITY_LEADING_ZERO, 0, "01000000000000", ""},
        {"01.0000001 g", QUANTITY_LEADING_ZERO, 0, "01.0000001", ""},
        {"0000000000000000001 g", QUANTITY_LEADING_ZERO, 0, "0000000000000000001", "1"},
        {".500000 g", QUANTITY_BARE_POINT, 0, ".500000", "0.500000"},
        {".5000001 g", QUANTITY_BARE_POINT, 0, ".5000001", ""},
        {".50000000000000000000000000000000000000000000001 g", QUANTITY_BARE_POINT, 0, ".5000000000000000000000", ""},
        {"1000000000000 g", QUANTITY_TOO_LARGE, 0, "1000000000000", ""},
        {"1000000000000000000000000000000 g", QUANTITY_TOO_LARGE, 0, "10000000000000000000000", ""},
        {"0.0000001 g", QUANTITY_TOO_FINE, 0, "0.0000001", ""},
        {"72", QUANTITY_NO_UNIT, 0, "72", ""},
        {"0.5", QUANTITY_NO_UNIT, 0, "0.5", ""},
        {"4g", QUANTITY_NO_SPACE, 0, "4g", "4 g"},
        {"0.5mmol", QUANTITY_NO_SPACE, 0, "0.5mmol", "0.5 mmol"},
        {" 4 g", QUANTITY_SPACES, 0, " 4 g", "4 g"},
        {"4 g ", QUANTITY_SPACES, 3, " ", "4 g"},
        {"4  g", QUANTITY_SPACES, 2, "4  g", "4 g"},
        {"4\tg", QUANTITY_SPACES, 1, "4?g", "4 g"},
        {"4 \tg", QUANTITY_SPACES, 2, "4 ?g", "4 g"},
        {"4\xC2\xA0g", QUANTITY_SPACES, 1, "4??g", "4 g"},
        {"4 g\n", QUANTITY_SPACES, 3, "?", "4 g"},
        {"4 g 5", QUANTITY_UNKNOWN_UNIT, 2, "g 5", ""},
        {"4 gm", QUANTITY_UNKNOWN_UNIT, 2, "gm", "g"},
        {"4gm", QUANTITY_UNKNOWN_UNIT, 1, "gm", "g"},
        {"4 mL", QUANTITY_WRONG_DIMENSION, 2, "mL", "mg or g"},
        {"4 kg", QUANTITY_WRONG_DIMENSION, 2, "kg", "mg or g"},
        {"4 mg-elemental", QUANTITY_WRONG_DIMENSION, 2, "mg-elemental", "mg or g"},
        {"4 ug", QUANTITY_FORBIDDEN_UNIT, 2, "ug", "mcg"},
        {"4 E", QUANTITY_UNKNOWN_UNIT, 2, "E", ""},
        {"4e", QUANTITY_UNKNOWN_UNIT, 1, "e", ""},
    };
    assert_all_refused(refusals, COUNT_OF(refusals), IFS_MASS);
}

static void test_refused_weights(void **state)
{
    (void)state;
    /* 160 * 0.45359237 = 72.57; 11 * 6.35029318 + 4 * 0.45359237 = 71.67 */
    static const struct refusal refusals[] = {
        {"160 lb", QUANTITY_IMPERIAL, 0, "160 lb", "72.6 kg"},
        {"11 st 4 lb", QUANTITY_IMPERIAL, 0, "11 st 4 lb", "71.7 kg"},
        {"72 g", QUANTITY_WRONG_DIMENSION, 3, "g", "kg"},
        {"72 Kg", QUANTITY_UNKNOWN_UNIT, 3, "Kg", "kg"},
        {"72 gm", QUANTITY_UNKNOWN_UNIT, 3, "gm", ""},
        {"72kg", QUANTITY_NO_SPACE, 0, "72kg", "72 kg"},
    };
    assert_all_refused(refusals, COUNT_OF(refusals), IFS_WEIGHT);
}

static void test_optional_space(void **state)
{
    (void)state;
    struct quantity_wanted wanted = {IFS_WEIGHT, QUANTITY_SPACE_OPTIONAL, NULL};
    struct quantity_problem problem;
    ifs_quantity found;
    assert_true(quantity_parse("72kg", 4, &wanted, &found, &problem));
    assert_base(found, IFS_WEIGHT, 72000, 1);
    assert_true(quantity_parse("72 kg", 5, &wanted, &found, &problem));
    assert_base(found, IFS_WEIGHT, 72000, 1);
    wanted.dimension = IFS_FREQUENCY;
    assert_true(quantity_parse("16/min", 6, &wanted, &found, &problem));
    assert_base(found, IFS_FREQUENCY, 16, 1);
    static const struct refusal two = {"72  kg", QUANTITY_SPACES, 3, "72  kg", ""};
    assert_refused(&two, &wanted);
}

static void test_length_ends_the_text(void **state)
{
    (void)state;
    struct quantity_wanted wanted = {IFS_MASS, QUANTITY_SPACE_REQUIRED, NULL};
    struct quantity_problem problem;
    ifs_quantity found;
    assert_true(quantity_parse("4 gm", 3, &wanted, &found, &problem));
    assert_true(quantity_parse("45 g", 4, &wanted, &found, &problem));
    assert_base(found, IFS_MASS, 45000000, 1);
    assert_false(quantity_parse("4 g\0", 4, &wanted, &found, &problem)); /* a NUL is a byte like others */
    assert_int_equal(problem.fault, QUANTITY_UNKNOWN_UNIT);
    assert_string_equal(problem.found, "g?");
}

static void test_needs_salt(void **state)
{
    (void)state;
    static const struct refusal refusal = {"4 mEq", QUANTITY_NEEDS_SALT, 2, "mEq", ""};
    static const ifs_salt unfilled = {0};
    static const ifs_salt without_valence = {246470, 24305, 0};
    const ifs_salt *const none[] = {NULL, &unfilled, &without_valence};
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        struct quantity_wanted wanted = {IFS_MASS, QUANTITY_SPACE_REQUIRED, none[i]};
        assert_refused(&refusal, &wanted);
    }
}

/* 999,999,999,999 * 2,000,000 = 2 * 10^18 fits; times 24,305,000 or 60,000,000 it does not. */
static void test_too_large_in_the_base_unit(void **state)
{
    (void)state;
    assert_reads("999999999999 mL/min", IFS_CLEARANCE, INT64_C(1999999999998000000), 1);
    static const struct refusal magnesium = {"999999999999 mmol/L", QUANTITY_TOO_LARGE, 0, "999999999999 mmol/L", ""};
    assert_all_refused(&magnesium, 1, IFS_SERUM_MAGNESIUM);
    static const struct refusal speed = {"999999999999 g/min", QUANTITY_TOO_LARGE, 0, "999999999999 g/min", ""};
    assert_all_refused(&speed, 1, IFS_DOSE_RATE);
}

static void test_strengths(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t num;
        int64_t den;
    } rows[] = {
        {"20 g/500 mL", 40, 1},       {"500 mg/mL", 500, 1},    {"50 %", 500, 1},        {"49.3 %", 493, 1},
        {"1 g/100 mL", 10, 1},        {"2 mmol/mL", 24647, 50}, {"4 mEq/mL", 24647, 50}, {"8 g/1000 mL", 8, 1},
        {"4 mmol/10 mL", 24647, 250}, {"4 g/0.25 L", 16, 1},    {"6 g/512 mL", 375, 32}, {"0 g/500 mL", 0, 1},
    };
    struct quantity_wanted wanted = {IFS_DIMENSION_NONE, QUANTITY_SPACE_REQUIRED, &salt};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ifs_quantity found;
        struct quantity_problem problem;
        assert_true(quantity_parse_strength(rows[i].text, strlen(rows[i].text), &wanted, &found, &problem));
        assert_base(found, IFS_CONCENTRATION, rows[i].num, rows[i].den);
        assert_int_equal(quantity_unit(found.unit)->dimension, IFS_CONCENTRATION);
    }
}

static void test_refused_strengths(void **state)
{
    (void)state;
    static const struct refusal rows[] = {
        {"20 g/0 mL", QUANTITY_ZERO_VOLUME, 5, "0 mL", ""},
        {"20 g/500 ml", QUANTITY_UNKNOWN_UNIT, 9, "ml", "mL"},
        {"20 g/500 g", QUANTITY_WRONG_DIMENSION, 9, "g", "mL or L"},
        {"20 mL/500 mL", QUANTITY_WRONG_DIMENSION, 3, "mL", "mg or g"},
        {"20 g/500", QUANTITY_NO_UNIT, 5, "500", ""},
        {"20 g/5", QUANTITY_NO_UNIT, 5, "5", ""},
        {"20/500 mL", QUANTITY_NO_UNIT, 0, "20", ""},
        {"20g/500 mL", QUANTITY_NO_SPACE, 0, "20g", "20 g"},
        {"20 g/500mL", QUANTITY_NO_SPACE, 5, "500mL", "500 mL"},
        {"20 g", QUANTITY_WRONG_DIMENSION, 3, "g", "mg/mL or g/mL"},
        {"20 g/5,00 mL", QUANTITY_COMMA, 6, "5,00 mL", "5 mL"},
        {"20 g/500 cc", QUANTITY_FORBIDDEN_UNIT, 9, "cc", "mL"},
        {"20 g/cc", QUANTITY_FORBIDDEN_UNIT, 3, "g/cc", "g/mL"},
        {"20 mmol/-5 mL", QUANTITY_UNKNOWN_UNIT, 3, "mmol/-5 mL", ""},
        {"", QUANTITY_EMPTY, 0, "", ""},
        {"999999999999.999999 mcg/999999999999.999998 mL", QUANTITY_TOO_LARGE, 0, "999999999999.999999 mcg", ""},
    };
    struct quantity_wanted wanted = {IFS_DIMENSION_NONE, QUANTITY_SPACE_REQUIRED, &salt};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ifs_quantity found = {IFS_MASS, 1, {1, 1}};
        struct quantity_problem problem;
        assert_false(quantity_parse_strength(rows[i].text, strlen(rows[i].text), &wanted, &found, &problem));
        assert_int_equal(problem.fault, rows[i].fault);
        assert_int_equal(problem.offset, rows[i].offset);
        assert_string_equal(problem.found, rows[i].found);
        assert_string_equal(problem.suggestion, rows[i].suggestion);
        assert_int_equal(found.base.den, 0);
    }
}

/* No text of three bytes may read beyond its end or be taken for a quantity that it is not. */
static void test_every_short_text(void **state)
{
    (void)state;
    static const char alphabet[] = "0159.,+-eE/ \tgGhdsLymw%\"'\xC2\xA0\xE2";
    struct quantity_wanted wanted = {IFS_DIMENSION_NONE, QUANTITY_SPACE_OPTIONAL, NULL};
    int read = 0;
    for (size_t i = 0; i < sizeof alphabet; i++) {
        for (size_t j = 0; j < sizeof alphabet; j++) {
            for (size_t k = 0; k < sizeof alphabet; k++) {
                char text[3] = {alphabet[i], alphabet[j], alphabet[k]};
                struct quantity_problem problem;
                ifs_quantity found;
                bool fine = quantity_parse(text, sizeof text, &wanted, &found, &problem);
                assert_true(fine == (problem.fault == QUANTITY_FINE));
                assert_true(!fine || (text[0] >= '0' && text[0] <= '9'));
                read += fine ? 1 : 0;
            }
        }
    }
    /* Units g h d s L y %: "1 g" has 4 digits, "15g" 3 * 4 (no leading zero): 7 * 16; two letters: none in the alphabet
     * but "mg", "mL" and "dL" with one digit: mg and mL are units alone, dL is not: 2 * 4. */
    assert_int_equal(read, 7 * 16 + 2 * 4);
}

/* ---- Nothing beyond the end is read ---- */

/* Of a longer text the first bytes alone. */
static void test_a_part_of_a_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        ifs_dimension dimension;
        enum quantity_fault fault;
        const char *found;
    } rows[] = {
        {"55 g", 1, IFS_MASS, QUANTITY_NO_UNIT, "5"},
        {"   ", 2, IFS_MASS, QUANTITY_EMPTY, ""},
        {"5 g,", 3, IFS_MASS, QUANTITY_FINE, ""},
        {"5 g ", 3, IFS_MASS, QUANTITY_FINE, ""},
        {"33w6days", 5, IFS_GESTATION, QUANTITY_FINE, ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct quantity_wanted wanted = {rows[i].dimension, QUANTITY_SPACE_REQUIRED, &salt};
        struct quantity_problem problem;
        ifs_quantity found;
        assert_int_equal(quantity_parse(rows[i].text, rows[i].length, &wanted, &found, &problem), rows[i].fault == QUANTITY_FINE);
        assert_int_equal(problem.fault, rows[i].fault);
        assert_string_equal(problem.found, rows[i].found);
    }
}

/* Behind the last byte there is no memory. */
static void test_bytes_without_an_end(void **state)
{
    (void)state;
    static const char *const texts[] = {"5", "5 g", "5 g/h", "5 mcg", "5.", "-", "\xE2\x88", "  ", "5 ", "5 x", "5e", "1/2", "33w6d", "33w", "5 m", "20 g/", "20 g/5", "5,", "1 g 5"};
    static const ifs_dimension dimensions[] = {IFS_DIMENSION_NONE, IFS_MASS, IFS_GESTATION, IFS_DOSE_RATE};
    const size_t page = 4096;
    char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(pages != MAP_FAILED && mprotect(pages + page, page, PROT_NONE) == 0);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        size_t length = strlen(texts[i]);
        char *bytes = memcpy(pages + page - length, texts[i], length);
        for (size_t j = 0; j < COUNT_OF(dimensions); j++) {
            struct quantity_wanted wanted = {dimensions[j], QUANTITY_SPACE_REQUIRED, &salt};
            struct quantity_problem here;
            struct quantity_problem there;
            ifs_quantity found;
            assert_int_equal(quantity_parse(bytes, length, &wanted, &found, &here), quantity_parse(texts[i], length, &wanted, &found, &there));
            assert_int_equal(here.fault, there.fault);
            assert_int_equal(quantity_parse_strength(bytes, length, &wanted, &found, &here),
                             quantity_parse_strength(texts[i], length, &wanted, &found, &there));
            assert_int_equal(here.fault, there.fault);
        }
    }
    munmap(pages, 2 * page);
}

/* ---- Signs that are none, and other bytes at the edge ---- */

static void test_bytes_at_the_edge(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        ifs_dimension dimension;
        enum quantity_fault fault;
        const char *found;
    } rows[] = {
        {"\xE2\x88\x92", IFS_MASS, QUANTITY_SIGN, "???"},
        {"\xE2\x80\x93", IFS_MASS, QUANTITY_SIGN, "???"},
        {"\xE2\x80\x94", IFS_MASS, QUANTITY_SIGN, "???"},
        {"\xE2\x82\xAC", IFS_MASS, QUANTITY_NOT_A_NUMBER, "???"}, /* begins as a dash does */
        {"a\x88\x92", IFS_MASS, QUANTITY_NOT_A_NUMBER, "a??"},    /* ends as one */
        {"a\x80\x93", IFS_MASS, QUANTITY_NOT_A_NUMBER, "a??"},
        {"10*3 g", IFS_MASS, QUANTITY_NOT_A_NUMBER, "10*3"},
        {"5+3 g", IFS_MASS, QUANTITY_NOT_A_NUMBER, "5+3"},
        {"5 \x1F~\x7F", IFS_MASS, QUANTITY_UNKNOWN_UNIT, "?~?"},
        {"33x6d", IFS_GESTATION, QUANTITY_NOT_A_GESTATION, "33x6d"},
        {"33w/d", IFS_GESTATION, QUANTITY_NOT_A_GESTATION, "33w/d"},
        {"33w7d", IFS_GESTATION, QUANTITY_NOT_A_GESTATION, "33w7d"},
        {"33w6x", IFS_GESTATION, QUANTITY_NOT_A_GESTATION, "33w6x"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct quantity_problem problem;
        ifs_quantity found;
        assert_false(parse(rows[i].text, rows[i].dimension, &found, &problem));
        if (problem.fault != rows[i].fault) {
            fail_msg("%s: fault %d", rows[i].text, (int)problem.fault);
        }
        assert_string_equal(problem.found, rows[i].found);
    }
}

/* The stroke of a strength stands between two figures. */
static void test_edges_of_a_strength(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        enum quantity_fault fault;
    } rows[] = {
        {"5/500 mL", 8, QUANTITY_NO_UNIT}, /* the mass before the stroke has none */
        {"/5 mL", 5, QUANTITY_NOT_A_NUMBER},
        {"20 g/5", 5, QUANTITY_UNKNOWN_UNIT}, /* "g/": the figure behind the stroke belongs to another text */
    };
    struct quantity_wanted wanted = {IFS_CONCENTRATION, QUANTITY_SPACE_REQUIRED, &salt};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct quantity_problem problem;
        ifs_quantity found;
        assert_false(quantity_parse_strength(rows[i].text, rows[i].length, &wanted, &found, &problem));
        if (problem.fault != rows[i].fault) {
            fail_msg("%s: fault %d (%s)", rows[i].text, (int)problem.fault, problem.found);
        }
    }
}

/* A sum is shown whole. */
static void test_a_sum_is_found_whole(void **state)
{
    (void)state;
    struct quantity_problem problem;
    ifs_quantity found;
    assert_false(parse("1 g 500 mg", IFS_MASS, &found, &problem));
    assert_int_equal(problem.fault, QUANTITY_TWO_UNITS);
    assert_int_equal(problem.offset, 0);
    assert_string_equal(problem.found, "1 g 500 mg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),          cmocka_unit_test(test_the_salt),
        cmocka_unit_test(test_gestation),        cmocka_unit_test(test_ambiguous_symbols),
        cmocka_unit_test(test_refused_numbers),  cmocka_unit_test(test_refused_weights),
        cmocka_unit_test(test_optional_space),   cmocka_unit_test(test_length_ends_the_text),
        cmocka_unit_test(test_needs_salt),       cmocka_unit_test(test_too_large_in_the_base_unit),
        cmocka_unit_test(test_strengths),        cmocka_unit_test(test_refused_strengths),
        cmocka_unit_test(test_every_short_text),
        cmocka_unit_test(test_a_part_of_a_text),
        cmocka_unit_test(test_bytes_without_an_end),
        cmocka_unit_test(test_bytes_at_the_edge),
        cmocka_unit_test(test_edges_of_a_strength),
        cmocka_unit_test(test_a_sum_is_found_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
