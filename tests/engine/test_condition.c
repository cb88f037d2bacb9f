/*
 * test_condition.c - what conditions compile to and what they say, against truth tables and thresholds written out by
 * hand.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "claim.h"
#include "condition.h"
#include "fact.h"
#include "traps.h"

enum { HEART_BLOCK = IFS_FACT_BUILTIN, DIGOXIN, STROKE, SYMPTOMS, FACTS };

static const char *const severities[] = {"none", "mild", "severe"};
static const char *const diluents[] = {"sodium-chloride-0.9", "dextrose-5"};
static const char *const indications[] = {"migraine-with-aura", "cluster-headache"};

/* A protocol's facts, the tests it compiled, and a patient. */
struct bench {
    struct fact_rule facts[FACTS];
    struct tests tests;
    ifs_request request;
    ifs_derived derived;
    struct condition_problem problem;
};

static const ifs_salt salt = {246470, 24305, 2};

static struct bench bench_make(void)
{
    struct bench bench = {0};
    for (int i = 0; i < IFS_FACT_BUILTIN; i++) {
        bench.facts[i] = *fact_builtin(i);
    }
    bench.facts[IFS_FACT_INDICATION].choices = indications;
    bench.facts[IFS_FACT_INDICATION].choice_count = 2;
    bench.facts[IFS_FACT_DILUENT].choices = diluents;
    bench.facts[IFS_FACT_DILUENT].choice_count = 2;
    bench.facts[HEART_BLOCK] = (struct fact_rule){.name = "heart-block", .kind = FACT_QUESTION};
    bench.facts[DIGOXIN] = (struct fact_rule){.name = "digoxin", .kind = FACT_QUESTION};
    bench.facts[STROKE] = (struct fact_rule){.name = "stroke", .kind = FACT_QUESTION};
    bench.facts[SYMPTOMS] =
        (struct fact_rule){.name = "symptoms", .kind = FACT_QUESTION, .choices = severities, .choice_count = 3};
    return bench;
}

static bool compile(struct bench *bench, const char *text, uint16_t *ops, int *count)
{
    struct symbols symbols = {.facts = bench->facts, .count = FACTS, .salt = &salt};
    struct condition_code code;
    if (!condition_compile(text, &symbols, &bench->tests, &code, &bench->problem)) {
        return false;
    }
    memcpy(ops, code.ops, sizeof code.ops);
    *count = code.count;
    return true;
}

static enum truth truth_of(struct bench *bench, const char *text)
{
    uint16_t ops[CONDITION_OPS];
    uint8_t truths[CONDITION_TESTS];
    struct condition condition = {.ops = ops, .text = text};
    if (!compile(bench, text, ops, &condition.count)) {
        fail_msg("does not compile: %s (fault %d at %zu)", text, (int)bench->problem.fault, bench->problem.offset);
    }
    condition_test_all(&bench->tests, &bench->request, &bench->derived, truths);
    return condition_truth(&condition, truths);
}

static void know(struct bench *bench, int fact, int64_t answer)
{
    fact_set_add(&bench->request.known, fact);
    bench->request.answer[fact] = answer;
}

static void set_truth(struct bench *bench, int fact, int truth)
{
    fact_set_remove(&bench->request.known, fact);
    bench->request.answer[fact] = 0;
    if (truth != TRUTH_UNKNOWN) {
        know(bench, fact, truth == TRUTH_YES ? IFS_ANSWER_YES : IFS_ANSWER_NO);
    }
}

/* ---- Three values --------------------------------------------------------------------------------------------- */

/* Kleene's strong tables, rows and columns no, unknown, yes. */
static const int and_table[3][3] = {{0, 0, 0}, {0, 1, 1}, {0, 1, 2}};
static const int or_table[3][3] = {{0, 1, 2}, {1, 1, 2}, {2, 2, 2}};
static const int not_table[3] = {2, 1, 0};

static void truth_tables(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
            set_truth(&bench, HEART_BLOCK, a);
            set_truth(&bench, DIGOXIN, b);
            assert_int_equal(truth_of(&bench, "heart-block and digoxin"), and_table[a][b]);
            assert_int_equal(truth_of(&bench, "heart-block or digoxin"), or_table[a][b]);
        }
        assert_int_equal(truth_of(&bench, "heart-block"), a);
        assert_int_equal(truth_of(&bench, "not heart-block"), not_table[a]);
        assert_int_equal(truth_of(&bench, "not not heart-block"), a);
        assert_int_equal(truth_of(&bench, "not not not heart-block"), not_table[a]);
        assert_int_equal(truth_of(&bench, "not (not heart-block)"), a);
    }
}

/* Where the first test stands under nothing but "and", its no is that of the whole. */
static const struct {
    const char *text;
    bool decides;
} firsts[] = {
    {"heart-block", true},
    {"heart-block and digoxin", true},
    {"heart-block and not digoxin", true},
    {"heart-block and digoxin and stroke", true},
    {"heart-block and (digoxin or stroke)", true},
    {"heart-block and not (digoxin or not stroke)", true},
    {"heart-block and digoxin and not stroke", true},
    {"not heart-block", false},
    {"not heart-block and digoxin", false},
    {"heart-block or digoxin", false},
    {"heart-block or digoxin and stroke", false},
    {"heart-block and digoxin or stroke", false},
    {"(heart-block or digoxin) and stroke", false},
    {"not (heart-block and digoxin)", false},
    {"not (heart-block and digoxin) and stroke", false},
};

static void hold_first(struct bench *bench, const char *text, const struct condition_code *code)
{
    const struct condition slow = {code->ops, code->count, text, false};
    const struct condition quick = {code->ops, code->count, text, code->first_decides};
    for (int i = 0; i < 27; i++) {
        uint8_t truths[CONDITION_TESTS];
        set_truth(bench, HEART_BLOCK, i / 9);
        set_truth(bench, DIGOXIN, i / 3 % 3);
        set_truth(bench, STROKE, i % 3);
        condition_test_all(&bench->tests, &bench->request, &bench->derived, truths);
        assert_int_equal(condition_truth(&quick, truths), condition_truth(&slow, truths));
    }
}

static void first_decides(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(firsts); i++) {
        struct bench bench = bench_make();
        struct symbols symbols = {.facts = bench.facts, .count = FACTS, .salt = &salt};
        struct condition_code code;
        assert_true(condition_compile(firsts[i].text, &symbols, &bench.tests, &code, &bench.problem));
        if (code.first_decides != firsts[i].decides) {
            fail_msg("%s", firsts[i].text);
        }
        hold_first(&bench, firsts[i].text, &code);
    }
}

/* What the compiler says of the first test is believed: the rest of such a condition is not looked at. */
static void first_is_believed(void **state)
{
    (void)state;
    static const uint16_t ops[] = {0, 1, CONDITION_OR};
    static const uint8_t truths[] = {TRUTH_NO, TRUTH_YES};
    assert_int_equal(condition_truth(&(struct condition){.ops = ops, .count = 3, .first_decides = true}, truths), TRUTH_NO);
    assert_int_equal(condition_truth(&(struct condition){.ops = ops, .count = 3}, truths), TRUTH_YES);
}

static void check_precedence(struct bench *bench, int a, int b, int c)
{
    set_truth(bench, HEART_BLOCK, a);
    set_truth(bench, DIGOXIN, b);
    set_truth(bench, STROKE, c);
    assert_int_equal(truth_of(bench, "heart-block or digoxin and stroke"), or_table[a][and_table[b][c]]);
    assert_int_equal(truth_of(bench, "heart-block and digoxin or stroke"), or_table[and_table[a][b]][c]);
    assert_int_equal(truth_of(bench, "(heart-block or digoxin) and stroke"), and_table[or_table[a][b]][c]);
    assert_int_equal(truth_of(bench, "heart-block and (digoxin or stroke)"), and_table[a][or_table[b][c]]);
    assert_int_equal(truth_of(bench, "not heart-block and digoxin"), and_table[not_table[a]][b]);
    assert_int_equal(truth_of(bench, "not (heart-block and digoxin)"), not_table[and_table[a][b]]);
    assert_int_equal(truth_of(bench, "not heart-block or digoxin"), or_table[not_table[a]][b]);
    assert_int_equal(truth_of(bench, "not (heart-block or not digoxin)"), not_table[or_table[a][not_table[b]]]);
    assert_int_equal(truth_of(bench, "not (heart-block and not (digoxin or stroke))"),
                     not_table[and_table[a][not_table[or_table[b][c]]]]);
    assert_int_equal(truth_of(bench, "((heart-block)) or not((digoxin)and stroke)"),
                     or_table[a][not_table[and_table[b][c]]]);
}

static void precedence(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    for (int i = 0; i < 27; i++) {
        check_precedence(&bench, i / 9, i / 3 % 3, i % 3);
    }
}

static void no_condition_is_true(void **state)
{
    (void)state;
    struct condition none = {0};
    assert_int_equal(condition_truth(&none, NULL), TRUTH_YES);
    ifs_fact_set missing = {0};
    condition_missing(&none, NULL, NULL, &missing);
    assert_true(fact_set_empty(&missing));
}

/* ---- Comparisons ---------------------------------------------------------------------------------------------- */

/* A threshold as written, and in the base unit of what is compared with it, by hand. */
struct edge {
    const char *fact;
    int slot;
    const char *quantity;
    int64_t base;
    int64_t step;
};

static const struct edge edges[] = {
    {"weight", IFS_FACT_WEIGHT, "50 kg", 50000, 100},
    {"weight", IFS_FACT_WEIGHT, "9.99 kg", 9990, 10},
    {"height", IFS_FACT_HEIGHT, "152.4 cm", 1524, 1},
    {"age", IFS_FACT_AGE, "18 y", 216, 12},
    {"age", IFS_FACT_AGE, "6 mo", 6, 1},
    {"creatinine", IFS_FACT_CREATININE, "1.5 mg/dL", 1326300, 8842}, /* 1.5 x 88.42 = 132.63 umol/L */
    {"creatinine", IFS_FACT_CREATININE, "133 umol/L", 1330000, 10000},
    {"crcl", SLOT_CRCL, "30 mL/min", 60000000, 200000}, /* half millionths */
    {"crcl", SLOT_CRCL, "59.9 mL/min", 119800000, 200000},
    {"egfr", SLOT_EGFR, "60 mL/min/1.73m2", 120000000, 2000000},
    {"urine-output", SLOT_URINE, "25 mL/h", 50000, 2000}, /* 25,000 uL/h, doubled */
    {"urine-output", SLOT_URINE_PER_WEIGHT, "0.5 mL/kg/h", 1000, 200},
    {"magnesium", IFS_FACT_MAGNESIUM, "1.05 mmol/L", 25520250, 243050}, /* 1.05 x 2.4305 = 2.552025 mg/dL */
    {"magnesium", IFS_FACT_MAGNESIUM, "4.9 mg/dL", 49000000, 1000000},
    {"magnesium", IFS_FACT_MAGNESIUM, "4 mEq/L", 48610000, 121525}, /* 2 mmol/L = 4.861 mg/dL */
    {"systolic", IFS_FACT_SYSTOLIC, "100 mmHg", 100, 1},
    {"diastolic", IFS_FACT_DIASTOLIC, "60 mmHg", 60, 1},
    {"heart-rate", IFS_FACT_HEART_RATE, "60 /min", 60, 1},
    {"resp-rate", IFS_FACT_RESP_RATE, "12 /min", 12, 1},
    {"spo2", IFS_FACT_SPO2, "94 %", 94, 1},
    {"gestation", IFS_FACT_GESTATION, "33w6d", 237, 1}, /* 33 x 7 + 6 */
    {"given-24h", IFS_FACT_GIVEN_24H, "1.25 g", 1250000, 10000},
    {"given-48h", IFS_FACT_GIVEN_48H, "0 g", 0, 10000},
    {"last-dose", IFS_FACT_LAST_DOSE, "24 h", 86400, 360},
    {"last-dose", IFS_FACT_LAST_DOSE, "90 min", 5400, 60},
};

static void set_slot(struct bench *bench, int slot, int64_t figure)
{
    switch (slot) {
    case SLOT_CRCL:
        bench->derived.crcl = figure;
        bench->derived.crcl_known = true;
        break;
    case SLOT_EGFR:
        bench->derived.egfr = figure;
        bench->derived.egfr_known = true;
        break;
    case SLOT_URINE:
        bench->derived.urine = figure;
        bench->derived.urine_known = true;
        break;
    case SLOT_URINE_PER_WEIGHT:
        bench->derived.urine_per_weight = figure;
        bench->derived.urine_per_weight_known = true;
        break;
    default:
        know(bench, slot, figure);
    }
}

static void write_comparison(char *bytes, size_t capacity, const struct edge *edge, const char *sign)
{
    struct text text = text_over(bytes, capacity);
    text_add(&text, edge->fact);
    text_add(&text, sign);
    text_add(&text, edge->quantity);
    assert_false(text.full);
}

static void check_edge(const struct edge *edge, const char *sign, int64_t figure, bool expected)
{
    struct bench bench = bench_make();
    char words[80];
    write_comparison(words, sizeof words, edge, sign);
    assert_int_equal(truth_of(&bench, words), TRUTH_UNKNOWN);
    set_slot(&bench, edge->slot, figure);
    if (truth_of(&bench, words) != (expected ? TRUTH_YES : TRUTH_NO)) {
        fail_msg("%s at %lld", words, (long long)figure);
    }
}

static void comparison_edges(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(edges); i++) {
        const struct edge *edge = &edges[i];
        const int64_t offsets[] = {-edge->step, -1, 0, 1, edge->step};
        for (size_t j = 0; j < COUNT_OF(offsets); j++) {
            int64_t offset = offsets[j];
            check_edge(edge, " < ", edge->base + offset, offset < 0);
            check_edge(edge, " <= ", edge->base + offset, offset <= 0);
            check_edge(edge, " > ", edge->base + offset, offset > 0);
            check_edge(edge, " >= ", edge->base + offset, offset >= 0);
            check_edge(edge, ">=", edge->base + offset, offset >= 0);
        }
    }
}

/* A derived slot is not the fact of the request: a reported clearance alone decides nothing. */
static void derived_slots(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    know(&bench, IFS_FACT_CRCL, 20000000);
    know(&bench, IFS_FACT_EGFR, 20000000);
    know(&bench, IFS_FACT_URINE_OUTPUT, 10000);
    assert_int_equal(truth_of(&bench, "crcl < 30 mL/min"), TRUTH_UNKNOWN);
    assert_int_equal(truth_of(&bench, "egfr < 30 mL/min/1.73m2"), TRUTH_UNKNOWN);
    assert_int_equal(truth_of(&bench, "urine-output < 25 mL/h"), TRUTH_UNKNOWN);
    bench.derived.urine_known = true;
    bench.derived.urine = 20000;
    assert_int_equal(truth_of(&bench, "urine-output < 25 mL/h"), TRUTH_YES);
    assert_int_equal(truth_of(&bench, "urine-output < 0.5 mL/kg/h"), TRUTH_UNKNOWN);
}

static void choices_and_questions(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    assert_int_equal(truth_of(&bench, "renal is dialysis"), TRUTH_UNKNOWN);
    know(&bench, IFS_FACT_RENAL, IFS_RENAL_DIALYSIS);
    assert_int_equal(truth_of(&bench, "renal is dialysis"), TRUTH_YES);
    assert_int_equal(truth_of(&bench, "renal is normal"), TRUTH_NO);
    assert_int_equal(truth_of(&bench, "not renal is acute-injury"), TRUTH_YES);
    know(&bench, IFS_FACT_REFLEXES, 1);
    assert_int_equal(truth_of(&bench, "reflexes is absent"), TRUTH_YES);
    know(&bench, IFS_FACT_INDICATION, 0);
    assert_int_equal(truth_of(&bench, "indication is cluster-headache"), TRUTH_NO);
    know(&bench, IFS_FACT_DILUENT, 0); /* asked for is not yet used: the plan says what is */
    assert_int_equal(truth_of(&bench, "diluent is sodium-chloride-0.9"), TRUTH_UNKNOWN);
    bench.derived.diluent_known = true;
    assert_int_equal(truth_of(&bench, "diluent is sodium-chloride-0.9"), TRUTH_YES);
    bench.derived.diluent = -1; /* premixed: none */
    assert_int_equal(truth_of(&bench, "diluent is sodium-chloride-0.9"), TRUTH_NO);
    know(&bench, SYMPTOMS, 1);
    assert_int_equal(truth_of(&bench, "symptoms is mild"), TRUTH_YES);
    assert_int_equal(truth_of(&bench, "symptoms is severe"), TRUTH_NO);
    know(&bench, IFS_FACT_SETTING, IFS_CRITICAL_CARE);
    assert_int_equal(truth_of(&bench, "setting is critical-care"), TRUTH_YES);
}

static void yes_and_no(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int fact;
    } bare[] = {{"heart-block", HEART_BLOCK},           {"pregnant", IFS_FACT_PREGNANT},
                {"postpartum", IFS_FACT_POSTPARTUM},    {"breastfeeding", IFS_FACT_BREASTFEEDING},
                {"pregnant is yes", IFS_FACT_PREGNANT}, {"heart-block is yes", HEART_BLOCK}};
    for (size_t i = 0; i < COUNT_OF(bare); i++) {
        for (int truth = 0; truth < 3; truth++) {
            struct bench bench = bench_make();
            set_truth(&bench, bare[i].fact, truth);
            assert_int_equal(truth_of(&bench, bare[i].text), truth);
        }
    }
    struct bench bench = bench_make();
    know(&bench, IFS_FACT_PREGNANT, IFS_ANSWER_NO);
    assert_int_equal(truth_of(&bench, "pregnant is no"), TRUTH_YES);
    assert_int_equal(truth_of(&bench, "heart-block is no"), TRUTH_UNKNOWN);
}

/* ---- Tests are shared ----------------------------------------------------------------------------------------- */

static void tests_are_kept_once(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    truth_of(&bench, "age >= 18 y and age < 18 y or age < 216 mo");
    assert_int_equal(bench.tests.count, 1);
    truth_of(&bench, "age > 215 mo"); /* not (age < 216 mo) */
    assert_int_equal(bench.tests.count, 1);
    truth_of(&bench, "age <= 18 y");
    assert_int_equal(bench.tests.count, 2);
    truth_of(&bench, "urine-output < 25 mL/h or urine-output < 25 mL/kg/h"); /* another slot each */
    assert_int_equal(bench.tests.count, 4);
    truth_of(&bench, "pregnant or pregnant is yes or not pregnant");
    assert_int_equal(bench.tests.count, 5);
    truth_of(&bench, "systolic < 1 mmHg or pregnant"); /* the same figure, another kind */
    assert_int_equal(bench.tests.count, 6);
}

static void shape_of_ops(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    uint16_t ops[CONDITION_OPS];
    int count = 0;
    assert_true(compile(&bench, "age >= 18 y and not (heart-block or digoxin)", ops, &count));
    const uint16_t expected[] = {0, CONDITION_NOT, 1, 2, CONDITION_OR, CONDITION_NOT, CONDITION_AND};
    assert_int_equal(count, COUNT_OF(expected));
    assert_memory_equal(ops, expected, sizeof expected);
    assert_int_equal(bench.tests.list[0].threshold, 216);
    assert_int_equal(bench.tests.list[0].slot, IFS_FACT_AGE);
    assert_int_equal(bench.tests.list[1].fact, HEART_BLOCK);
    assert_true(bench.tests.list[1].equal);
}

static void blanks_do_not_matter(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    know(&bench, IFS_FACT_AGE, 216);
    assert_int_equal(truth_of(&bench, "  age>=18 y\n\tand(age<19 y)  "), TRUTH_YES);
}

/* ---- Missing and read facts ----------------------------------------------------------------------------------- */

struct lacking {
    const char *text;
    int facts[4]; /* ends with -1 */
};

/* heart-block unknown, digoxin no, stroke yes, crcl and urine-output unknown, age 20 y. */
static const struct lacking lackings[] = {
    {"heart-block", {HEART_BLOCK, -1}},
    {"not heart-block", {HEART_BLOCK, -1}},
    {"digoxin", {-1}},
    {"heart-block and digoxin", {-1}},
    {"digoxin and heart-block", {-1}},
    {"heart-block and stroke", {HEART_BLOCK, -1}},
    {"heart-block or stroke", {-1}},
    {"heart-block or digoxin", {HEART_BLOCK, -1}},
    {"heart-block or crcl < 30 mL/min", {HEART_BLOCK, IFS_FACT_CRCL, -1}},
    {"heart-block and crcl < 30 mL/min", {HEART_BLOCK, IFS_FACT_CRCL, -1}},
    {"heart-block or (crcl < 30 mL/min and digoxin)", {HEART_BLOCK, -1}},
    {"heart-block or not (crcl < 30 mL/min and stroke)", {HEART_BLOCK, IFS_FACT_CRCL, -1}},
    {"heart-block or not (crcl < 30 mL/min or stroke)", {HEART_BLOCK, -1}},
    {"(heart-block or stroke) and crcl < 30 mL/min", {IFS_FACT_CRCL, -1}},
    {"urine-output < 0.5 mL/kg/h or urine-output < 25 mL/h", {IFS_FACT_URINE_OUTPUT, -1}},
    {"egfr < 30 mL/min/1.73m2 and age < 18 y", {-1}},
    {"egfr < 30 mL/min/1.73m2 and age >= 18 y", {IFS_FACT_EGFR, -1}},
};

static ifs_fact_set set_of(const int *facts)
{
    ifs_fact_set set = {0};
    for (int i = 0; facts[i] >= 0; i++) {
        fact_set_add(&set, facts[i]);
    }
    return set;
}

static void missing_facts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(lackings); i++) {
        struct bench bench = bench_make();
        uint16_t ops[CONDITION_OPS];
        uint8_t truths[CONDITION_TESTS];
        struct condition condition = {.ops = ops};
        set_truth(&bench, DIGOXIN, TRUTH_NO);
        set_truth(&bench, STROKE, TRUTH_YES);
        know(&bench, IFS_FACT_AGE, 240);
        assert_true(compile(&bench, lackings[i].text, ops, &condition.count));
        condition_test_all(&bench.tests, &bench.request, &bench.derived, truths);
        ifs_fact_set expected = set_of(lackings[i].facts);
        ifs_fact_set missing = {0};
        condition_missing(&condition, &bench.tests, truths, &missing);
        if (missing.bits[0] != expected.bits[0] || missing.bits[1] != expected.bits[1]) {
            fail_msg("%s", lackings[i].text);
        }
        assert_int_equal(fact_set_empty(&missing), condition_truth(&condition, truths) != TRUTH_UNKNOWN);
    }
}

static void missing_adds(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    uint16_t ops[CONDITION_OPS];
    uint8_t truths[CONDITION_TESTS];
    struct condition condition = {.ops = ops};
    assert_true(compile(&bench, "heart-block", ops, &condition.count));
    condition_test_all(&bench.tests, &bench.request, &bench.derived, truths);
    ifs_fact_set missing = {0};
    fact_set_add(&missing, IFS_FACT_WEIGHT);
    condition_missing(&condition, &bench.tests, truths, &missing);
    assert_true(fact_set_has(&missing, IFS_FACT_WEIGHT));
    assert_true(fact_set_has(&missing, HEART_BLOCK));
}

static void read_facts(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    uint16_t ops[CONDITION_OPS];
    struct condition condition = {.ops = ops};
    truth_of(&bench, "stroke");
    assert_true(
        compile(&bench, "crcl < 30 mL/min and not (urine-output < 0.5 mL/kg/h or heart-block)", ops, &condition.count));
    ifs_fact_set read = {0};
    fact_set_add(&read, IFS_FACT_SEX);
    condition_facts(&condition, &bench.tests, &read);
    ifs_fact_set expected = set_of((const int[]){IFS_FACT_CRCL, IFS_FACT_URINE_OUTPUT, HEART_BLOCK, IFS_FACT_SEX, -1});
    assert_memory_equal(&read, &expected, sizeof read);
}

/* ---- Faults --------------------------------------------------------------------------------------------------- */

struct faulty {
    const char *text;
    enum condition_fault fault;
    size_t offset;
    const char *found;
    const char *suggestion;
};

static const struct faulty faulties[] = {
    {"", CONDITION_EMPTY, 0, "", ""},
    {"  \t", CONDITION_EMPTY, 3, "", ""},
    {"hart-block", CONDITION_UNKNOWN_FACT, 0, "hart-block", "heart-block"},
    {"pregnant and Age < 18 y", CONDITION_UNKNOWN_FACT, 13, "Age", "age"},
    {"zzz", CONDITION_UNKNOWN_FACT, 0, "zzz", ""},
    {"z", CONDITION_UNKNOWN_FACT, 0, "z", ""},
    {"a-name-that-is-longer-than-thirty-nine-bytes-is-cut", CONDITION_UNKNOWN_FACT, 0,
     "a-name-that-is-longer-than-thirty-nine-", ""},
    {"alergies is none", CONDITION_UNKNOWN_FACT, 0, "alergies", ""}, /* identity facts are never proposed */
    {"not name", CONDITION_IDENTITY, 4, "name", ""},
    {"allergies is none", CONDITION_IDENTITY, 0, "allergies", ""},
    {"and heart-block", CONDITION_EXPECTED_TEST, 0, "and", ""},
    {"heart-block and", CONDITION_EXPECTED_TEST, 15, "", ""},
    {"heart-block and or digoxin", CONDITION_EXPECTED_TEST, 16, "or", ""},
    {"heart-block and NOT digoxin", CONDITION_EXPECTED_TEST, 16, "NOT", "not"},
    {"not", CONDITION_EXPECTED_TEST, 3, "", ""},
    {"()", CONDITION_EXPECTED_TEST, 1, ")", ""},
    {"< 5 y", CONDITION_EXPECTED_TEST, 0, "<", ""},
    {">= 5 y", CONDITION_EXPECTED_TEST, 0, ">=", ""},
    {"pregnant >= 5 y", CONDITION_BAD_COMPARISON, 9, ">=", "pregnant"},
    {"(pregnant) >= 5 y", CONDITION_EXPECTED_OPERATOR, 11, ">=", ""},
    {"(pregnant) = yes", CONDITION_EXPECTED_OPERATOR, 11, "=", "is"},
    {"is yes", CONDITION_EXPECTED_TEST, 0, "is", ""},
    {"heart_block9", CONDITION_UNKNOWN_FACT, 0, "heart_block9", "heart-block"},
    {"heart-block digoxin", CONDITION_EXPECTED_OPERATOR, 12, "digoxin", ""},
    {"heart-block not digoxin", CONDITION_EXPECTED_OPERATOR, 12, "not", ""},
    {"heart-block xnd digoxin", CONDITION_EXPECTED_OPERATOR, 12, "xnd", ""},
    {"heart-block AND digoxin", CONDITION_EXPECTED_OPERATOR, 12, "AND", "and"},
    {"heart-block Or digoxin", CONDITION_EXPECTED_OPERATOR, 12, "Or", "or"},
    {"heart-block (digoxin)", CONDITION_EXPECTED_OPERATOR, 12, "(", ""},
    {"age < 5 y < 6 y", CONDITION_EXPECTED_OPERATOR, 10, "<", ""},
    {"age < 5 y pregnant", CONDITION_EXPECTED_OPERATOR, 10, "pregnant", ""},
    {"renal < 30 mL/min", CONDITION_BAD_COMPARISON, 6, "<", "renal is normal"},
    {"heart-block >= 1", CONDITION_BAD_COMPARISON, 12, ">=", "heart-block"},
    {"renal", CONDITION_BAD_COMPARISON, 0, "renal", "renal is normal"},
    {"symptoms", CONDITION_BAD_COMPARISON, 0, "symptoms", "symptoms is none"},
    {"product", CONDITION_BAD_COMPARISON, 0, "product", "product is ..."},
    {"heart-block or systolic", CONDITION_BAD_COMPARISON, 15, "systolic", "<, <=, > or >="},
    {"systolic is low", CONDITION_BAD_COMPARISON, 9, "is", "<, <=, > or >="},
    {"systolic = 100 mmHg", CONDITION_BAD_COMPARISON, 9, "=", "<, <=, > or >="},
    {"systolic => 100 mmHg", CONDITION_BAD_COMPARISON, 9, "=>", "systolic >= 100 mmHg"},
    {"renal = dialysis", CONDITION_BAD_COMPARISON, 6, "=", "renal is dialysis"},
    {"renal IS dialysis", CONDITION_BAD_COMPARISON, 6, "IS", "renal is dialysis"},
    {"heart-block Is yes", CONDITION_BAD_COMPARISON, 12, "Is", "heart-block"},
    {"born < 1960-01-01", CONDITION_BAD_COMPARISON, 5, "<", ""},
    {"born", CONDITION_BAD_COMPARISON, 0, "born", ""},
    {"renal is dialisis", CONDITION_UNKNOWN_CHOICE, 9, "dialisis", "dialysis"},
    {"renal is Dialysis", CONDITION_UNKNOWN_CHOICE, 9, "Dialysis", "renal is dialysis"},
    {"renal is", CONDITION_UNKNOWN_CHOICE, 8, "", ""},
    {"renal is not dialysis", CONDITION_UNKNOWN_CHOICE, 9, "not", "not renal is dialysis"},
    {"product is vial", CONDITION_UNKNOWN_CHOICE, 11, "vial", ""},
    {"heart-block is unknown", CONDITION_UNKNOWN_CHOICE, 15, "unknown", ""},
    {"pregnant is (yes)", CONDITION_UNKNOWN_CHOICE, 12, "(", ""},
    {"age < 18.5 y", CONDITION_TOO_FINE, 6, "18.5 y", ""},
    {"weight < 10.05 kg", CONDITION_TOO_FINE, 9, "10.05 kg", ""},
    {"crcl < 29.95 mL/min", CONDITION_TOO_FINE, 7, "29.95 mL/min", ""},
    {"(heart-block", CONDITION_OPEN_BRACKET, 0, "(", ""},
    {"heart-block and (digoxin or (stroke)", CONDITION_OPEN_BRACKET, 16, "(", ""},
    {"heart-block)", CONDITION_CLOSE_BRACKET, 11, ")", ""},
    {"(heart-block and digoxin))", CONDITION_CLOSE_BRACKET, 25, ")", ""},
    {"heart-block && digoxin", CONDITION_FOREIGN, 12, "&&", "and"},
    {"heart-block || digoxin", CONDITION_FOREIGN, 12, "||", "or"},
    {"age < 18 y, digoxin", CONDITION_FOREIGN, 10, ",", "and"},
    {"renal = zzz", CONDITION_BAD_COMPARISON, 6, "=", "is"}, /* the word that is meant is not known, the sign is */
    {"renal IS zzz", CONDITION_BAD_COMPARISON, 6, "IS", "is"},
    {"device is pump and", CONDITION_EXPECTED_TEST, 18, "", ""},
    {"systolic => low", CONDITION_BAD_COMPARISON, 9, "=>", ">="},
    {"age < 18 y && digoxin", CONDITION_FOREIGN, 11, "&&", "and"},
    {"!heart-block", CONDITION_FOREIGN, 0, "!", "not"},
    {"heart-block, digoxin", CONDITION_FOREIGN, 11, ",", "and"},
    {"renal == dialysis", CONDITION_FOREIGN, 6, "==", "renal is dialysis"},
    {"renal != dialysis", CONDITION_FOREIGN, 6, "!=", "not renal is dialysis"},
    {"age == 18 y", CONDITION_FOREIGN, 4, "==", "<, <=, > or >="},
    {"renal is \"dialysis\"", CONDITION_FOREIGN, 9, "\"", "renal is dialysis"},
    {"age < \"18 y\"", CONDITION_FOREIGN, 6, "\"", ""},
    {"crcl \xE2\x89\xA5 30 mL/min", CONDITION_FOREIGN, 5, "???", "crcl >= 30 mL/min"},
    {"crcl \xE2\x89\xA4 30 mL/min", CONDITION_FOREIGN, 5, "???", "crcl <= 30 mL/min"},
    {"heart-block; digoxin", CONDITION_FOREIGN, 11, ";", ""},
};

static void check_fault(const struct faulty *faulty)
{
    struct bench bench = bench_make();
    uint16_t ops[CONDITION_OPS];
    int count = -7;
    bool compiled = compile(&bench, faulty->text, ops, &count);
    if (compiled || bench.problem.fault != faulty->fault || bench.problem.offset != faulty->offset ||
        !text_equal(bench.problem.found, faulty->found) || !text_equal(bench.problem.suggestion, faulty->suggestion)) {
        fail_msg("%s: fault %d at %zu \"%s\", suggests \"%s\"", faulty->text, (int)bench.problem.fault,
                 bench.problem.offset, bench.problem.found, bench.problem.suggestion);
    }
    assert_int_equal(bench.tests.count, 0);
    assert_int_equal(count, -7);
    assert_int_equal(bench.tests.on_materials_count, 0);
}

static void faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(faulties); i++) {
        check_fault(&faulties[i]);
    }
}

struct faulty_quantity {
    const char *text;
    enum quantity_fault fault;
    size_t offset;
    const char *suggestion;
};

static const struct faulty_quantity faulty_quantities[] = {
    {"crcl < 30", QUANTITY_NO_UNIT, 7, "30 mL/min"},
    {"creatinine < 2 and pregnant", QUANTITY_NO_UNIT, 13, "2 mg/dL or 2 umol/L"},
    {"age >= 18y", QUANTITY_NO_SPACE, 7, "18 y"},
    {"age >= 18  y", QUANTITY_SPACES, 10, NULL},
    {"age >= 1,8 y", QUANTITY_COMMA, 8, NULL},
    {"age >= -18 y", QUANTITY_SIGN, 7, NULL},
    {"systolic < low", QUANTITY_NOT_A_NUMBER, 11, NULL},
    {"systolic <", QUANTITY_EMPTY, 10, NULL},
    {"systolic < ,", QUANTITY_EMPTY, 11, NULL},
    {"(crcl < 30 )", QUANTITY_NO_UNIT, 8, "30 mL/min"},
    {"systolic < 100000000001 mmHg", QUANTITY_TOO_LARGE, 11, NULL}, /* see largest_threshold */
    {"systolic < )", QUANTITY_EMPTY, 11, NULL},
    {"crcl < 30 mL/h", QUANTITY_WRONG_DIMENSION, 10, "mL/min"},
    {"given-24h < 4000 mg", QUANTITY_WRONG_DIMENSION, 17, "g"},
    {"urine-output < 25 mL/min", QUANTITY_WRONG_DIMENSION, 18, "mL/h or mL/kg/h"},
    {"last-dose < 2 d", QUANTITY_WRONG_DIMENSION, 14, "min or h"},
    {"magnesium < 900000000000 mmol/L", QUANTITY_TOO_LARGE, 12, NULL},
    {"magnesium < 300000000000 mmol/L", QUANTITY_TOO_LARGE, 12, NULL}, /* could be held, but beyond what is let in */
    {"weight < 160 lb", QUANTITY_IMPERIAL, 9, "72.6 kg"},
};

static void quantity_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(faulty_quantities); i++) {
        const struct faulty_quantity *faulty = &faulty_quantities[i];
        struct bench bench = bench_make();
        uint16_t ops[CONDITION_OPS];
        int count;
        assert_false(compile(&bench, faulty->text, ops, &count));
        const struct condition_problem *problem = &bench.problem;
        bool suggested = faulty->suggestion == NULL || text_equal(problem->quantity.suggestion, faulty->suggestion);
        if (problem->fault != CONDITION_QUANTITY || problem->quantity.fault != faulty->fault ||
            problem->offset != faulty->offset || !suggested) {
            fail_msg("%s: faults %d, %d at %zu suggests \"%s\"", faulty->text, (int)problem->fault,
                     (int)problem->quantity.fault, problem->offset, problem->quantity.suggestion);
        }
    }
}

static void largest_threshold(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    uint16_t ops[CONDITION_OPS];
    int count;
    assert_true(compile(&bench, "systolic <= 100000000000 mmHg", ops, &count));
    assert_true(bench.tests.list[0].threshold == INT64_C(100000000001));
}

/* A gestation is written without a blank; the one after it belongs to nothing. */
static void blank_after_a_figure(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    know(&bench, IFS_FACT_GESTATION, 236); /* 33 x 7 + 5 */
    assert_int_equal(truth_of(&bench, "(gestation < 33w6d )"), TRUTH_YES);
    assert_int_equal(truth_of(&bench, "gestation < 33w6d and gestation < 33w5d"), TRUTH_NO);
}

/* The form that is proposed for a choice holds the first one there is, if there is any. */
static void only_choice(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    uint16_t ops[CONDITION_OPS];
    int count;
    for (int choices = 0; choices <= 1; choices++) {
        bench.facts[IFS_FACT_DILUENT].choice_count = choices;
        assert_false(compile(&bench, "diluent", ops, &count));
        assert_string_equal(bench.problem.suggestion, choices > 0 ? "diluent is sodium-chloride-0.9" : "diluent is ...");
    }
}

static void tests_are_restored(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    truth_of(&bench, "pregnant");
    uint16_t ops[CONDITION_OPS];
    int count;
    assert_false(compile(&bench, "heart-block and digoxin and zzz", ops, &count));
    assert_int_equal(bench.tests.count, 1);
    assert_int_equal(bench.tests.list[0].fact, IFS_FACT_PREGNANT);
}

/* ---- Bounds --------------------------------------------------------------------------------------------------- */

static void add_many(struct text *text, const char *words, int times)
{
    for (int i = 0; i < times; i++) {
        text_add(text, words);
    }
    assert_false(text->full);
}

/* pregnant or (pregnant or (... )), so many of them: evaluation holds them all. */
static bool compile_nested(int tests)
{
    struct bench bench = bench_make();
    char bytes[2048];
    struct text text = text_over(bytes, sizeof bytes);
    uint16_t ops[CONDITION_OPS];
    int count;
    add_many(&text, "pregnant or (", tests - 1);
    add_many(&text, "pregnant", 1);
    add_many(&text, ")", tests - 1);
    bool fine = compile(&bench, bytes, ops, &count);
    assert_true(fine || bench.problem.fault == CONDITION_TOO_LONG);
    if (fine) {
        uint8_t truths[CONDITION_TESTS] = {TRUTH_UNKNOWN};
        struct condition condition = {.ops = ops, .count = count};
        assert_int_equal(condition_truth(&condition, truths), TRUTH_UNKNOWN);
    }
    return fine;
}

/* pregnant or pregnant ..., so many of them: as many operations, and one less. */
static bool compile_chain(int tests)
{
    struct bench bench = bench_make();
    char bytes[2048];
    struct text text = text_over(bytes, sizeof bytes);
    uint16_t ops[CONDITION_OPS];
    int count;
    add_many(&text, "pregnant or ", tests - 1);
    add_many(&text, "pregnant", 1);
    bool fine = compile(&bench, bytes, ops, &count);
    assert_true(fine ? count == 2 * tests - 1 : bench.problem.fault == CONDITION_TOO_LONG);
    return fine;
}

static void depth_and_length(void **state)
{
    (void)state;
    assert_true(compile_nested(16));
    assert_false(compile_nested(17));
    assert_false(compile_nested(60));
    assert_true(compile_chain(32));  /* 63 operations */
    assert_false(compile_chain(33)); /* 65 */
}

static void many_brackets(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    char bytes[512];
    uint16_t ops[CONDITION_OPS];
    int count;
    struct text text = text_over(bytes, sizeof bytes);
    add_many(&text, "(", 65);
    assert_false(compile(&bench, bytes, ops, &count));
    assert_int_equal(bench.problem.fault, CONDITION_TOO_LONG);
    text = text_over(bytes, sizeof bytes);
    add_many(&text, "(", 64);
    add_many(&text, "pregnant", 1);
    add_many(&text, ")", 64);
    assert_true(compile(&bench, bytes, ops, &count));
    assert_int_equal(count, 1);
}

struct lengthy {
    const char *before;
    const char *many;
    int count;
    const char *after;
    bool fine;
};

/* A chain of n tests holds n + n - 2 operations before its end is read, for the last operator waits: 64 with 33 tests. */
static void each_place_that_grows_too_long(void **state)
{
    (void)state;
    static const struct lengthy texts[] = {
        {"", "pregnant or ", 31, "not pregnant", true},  /* 32 tests, 31 or, 1 not: 64 */
        {"", "pregnant or ", 32, "not pregnant", false}, /* the 65th is the "not" */
        {"", "pregnant or ", 31, "age >= 18 y", true},   /* not age < 18 y */
        {"", "pregnant or ", 32, "age >= 18 y", false},  {"(", "pregnant or ", 31, "pregnant)", true},
        {"(", "pregnant or ", 32, "pregnant)", false}, /* the closing bracket asks for the waiting "or" */
        {"", "pregnant or ", 33, "pregnant", false},   /* the next "or" asks for it */
        {"", "either or ", 15, "pregnant", true},      /* 15 of 3, 1, 15 or: 61 */
        {"", "either or ", 16, "pregnant", false},     /* 65 */
        {"", "either or ", 22, "pregnant", false},     /* within the seventeenth */
        {"not (not pregnant or ", "pregnant or ", 29, "pregnant)", true},  /* 31 tests, 30 or, 2 not: 63 */
        {"not (not pregnant or ", "pregnant or ", 30, "pregnant)", false}, /* the 65th is the "not" of the bracket */
        {"", "(", 63, "pregnant and pregnant", false}, /* whether it fits or not, it is not closed */
        {"", "(", 64, "pregnant and pregnant", false}, /* no room for the operator */
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct bench bench = bench_make();
        char bytes[2048];
        struct text text = text_over(bytes, sizeof bytes);
        struct condition_code code;
        struct condition_code either;
        struct symbols symbols = {.facts = bench.facts, .count = FACTS, .salt = &salt};
        assert_true(condition_compile("pregnant or postpartum", &symbols, &bench.tests, &either, &bench.problem));
        assert_int_equal(either.count, 3);
        struct definition definition = {"either", {.ops = either.ops, .count = either.count}};
        symbols.definitions = &definition;
        symbols.definition_count = 1;
        text_add(&text, texts[i].before);
        add_many(&text, texts[i].many, texts[i].count);
        text_add(&text, texts[i].after);
        bool fine = condition_compile(bytes, &symbols, &bench.tests, &code, &bench.problem);
        if (fine != texts[i].fine) {
            fail_msg("%zu: fault %d", i, (int)bench.problem.fault);
        }
        assert_true(fine ||
                    bench.problem.fault == (texts[i].count == 63 ? CONDITION_OPEN_BRACKET : CONDITION_TOO_LONG));
    }
}

/* "pregnant or (pregnant or (... either": sixteen may stand on one another, and "either" needs two. What does not fit is refused, not left out. */
static void a_definition_too_deep(void **state)
{
    (void)state;
    for (int before = 13; before <= 17; before++) {
        struct bench bench = bench_make();
        char bytes[2048];
        struct text text = text_over(bytes, sizeof bytes);
        struct condition_code code;
        struct condition_code either;
        struct symbols symbols = {.facts = bench.facts, .count = FACTS, .salt = &salt};
        assert_true(condition_compile("pregnant or postpartum", &symbols, &bench.tests, &either, &bench.problem));
        struct definition definition = {"either", {.ops = either.ops, .count = either.count}};
        symbols.definitions = &definition;
        symbols.definition_count = 1;
        add_many(&text, "pregnant or (", before);
        text_add(&text, "either");
        add_many(&text, ")", before);
        assert_int_equal(condition_compile(bytes, &symbols, &bench.tests, &code, &bench.problem), before + 2 <= 16);
        assert_int_equal(bench.problem.fault, before + 2 <= 16 ? CONDITION_FINE : CONDITION_TOO_LONG);
    }
}

/* The place is right behind the test for which there is no room, whatever blanks follow: 32 times 12 bytes, "not" and "pregnant". */
static void place_of_what_is_too_long(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    char bytes[2048];
    struct text text = text_over(bytes, sizeof bytes);
    uint16_t ops[CONDITION_OPS];
    int count;
    add_many(&text, "pregnant or ", 32);
    text_add(&text, "not pregnant   ");
    assert_false(compile(&bench, bytes, ops, &count));
    assert_int_equal(bench.problem.fault, CONDITION_TOO_LONG);
    assert_int_equal(bench.problem.offset, 32 * 12 + 12);
}

/* As many facts and names as there may be, q000 to q127 and d00 to d31: near "?q000" is the first, near "?d31" the last of all. */
static void most_names(void **state)
{
    (void)state;
    static char names[IFS_FACT_MAX + DEFINITION_MAX][5];
    static struct fact_rule facts[IFS_FACT_MAX];
    static struct definition definitions[DEFINITION_MAX];
    static struct tests tests;
    static const char *const asked[] = {"q000", "q127", "d00", "d31"};
    for (int i = 0; i < IFS_FACT_MAX; i++) {
        snprintf(names[i], sizeof names[i], "q%03d", i);
        facts[i] = (struct fact_rule){.name = names[i], .kind = FACT_QUESTION};
    }
    for (int i = 0; i < DEFINITION_MAX; i++) {
        char *name = names[IFS_FACT_MAX + i];
        snprintf(name, sizeof names[i], "d%02d", i);
        definitions[i] = (struct definition){.id = name};
    }
    struct symbols symbols = {.facts = facts, .count = IFS_FACT_MAX, .salt = &salt, .definitions = definitions, .definition_count = DEFINITION_MAX};
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        char misspelt[6];
        struct condition_code code;
        struct condition_problem problem;
        snprintf(misspelt, sizeof misspelt, "%s_", asked[i]);
        assert_false(condition_compile(misspelt, &symbols, &tests, &code, &problem));
        assert_int_equal(problem.fault, CONDITION_UNKNOWN_FACT);
        assert_string_equal(problem.suggestion, asked[i]);
    }
}

/* Whose comparison or choice is wrong: not that of a test before, and of no fact where a word is none. */
static void fact_of_a_fault(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int fact;
    } rows[] = {
        {"zzz", -1},
        {"", -1},
        {"age >= 18 y and zzz", -1},
        {"pregnant is yes pregnant", -1},
        {"age >= 18", IFS_FACT_AGE},
        {"age", IFS_FACT_AGE},
        {"pregnant and systolic = 5", IFS_FACT_SYSTOLIC},
        {"age >= 18 y and renal is dialisis", IFS_FACT_RENAL},
        {"renal < 5", IFS_FACT_RENAL},
        {"sex = female", IFS_FACT_SEX},
        {"weight >= 40 kg and 18 <= age", IFS_FACT_AGE}, /* proposed: age >= 18 UNIT */
        {"weight >= 40 kg and < 60", IFS_FACT_WEIGHT},
        {"weight >= 40 kg and < 60 kg", -1}, /* nothing is missing in what is proposed */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct bench bench = bench_make();
        uint16_t ops[CONDITION_OPS];
        int count;
        assert_false(compile(&bench, rows[i].text, ops, &count));
        if (bench.problem.fact != rows[i].fact) {
            fail_msg("%s: of fact %d", rows[i].text, bench.problem.fact);
        }
    }
}

static void full_table_of_tests(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    for (int i = 0; i < CONDITION_TESTS; i++) {
        bench.tests.list[i] =
            (struct test){.threshold = 1000 + i, .slot = IFS_FACT_SYSTOLIC, .fact = IFS_FACT_SYSTOLIC};
    }
    bench.tests.count = CONDITION_TESTS - 1;
    uint16_t ops[CONDITION_OPS];
    int count;
    assert_true(compile(&bench, "pregnant", ops, &count));
    assert_int_equal(ops[0], CONDITION_TESTS - 1);
    assert_true(compile(&bench, "pregnant", ops, &count));
    assert_false(compile(&bench, "postpartum", ops, &count));
    assert_int_equal(bench.problem.fault, CONDITION_TOO_LONG);
    assert_int_equal(bench.tests.count, CONDITION_TESTS);
}

/* Carriage returns are blanks; a byte that is no character shows as a question mark; a figure ends where a sign stands. */
static void odd_bytes(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    uint16_t ops[CONDITION_OPS];
    int count;
    assert_true(compile(&bench, "age\r\n>=\r18 y\r", ops, &count));
    assert_int_equal(bench.tests.list[0].threshold, 216); /* 18 * 12 months */
    static const struct {
        const char *text;
        enum condition_fault fault;
        const char *found;
    } rows[] = {
        {"age >= 18 y or \x7F", CONDITION_FOREIGN, "?"},
        {"age >= 18&pregnant", CONDITION_QUANTITY, "18"},
        {"age >= 18(pregnant)", CONDITION_QUANTITY, "18"},
        {"age >= '18 y'", CONDITION_FOREIGN, "'"},
        {"age >=", CONDITION_QUANTITY, ""},
        {"age =< 65 y", CONDITION_BAD_COMPARISON, "=<"},
        {"< 65 y", CONDITION_EXPECTED_TEST, "<"},
        {"<= 65 y", CONDITION_EXPECTED_TEST, "<="},
        {"> 65 y", CONDITION_EXPECTED_TEST, ">"},
        {">= 65 y", CONDITION_EXPECTED_TEST, ">="},
        {"= 65 y", CONDITION_EXPECTED_TEST, "="},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_false(compile(&bench, rows[i].text, ops, &count));
        if (bench.problem.fault != rows[i].fault || strcmp(bench.problem.found, rows[i].found) != 0) {
            fail_msg("%s: fault %d, found \"%s\"", rows[i].text, (int)bench.problem.fault, bench.problem.found);
        }
    }
}

static enum condition_fault fault_of_byte(int byte)
{
    bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    if (letter || (byte >= '0' && byte <= '9') || (byte != 0 && strchr("-._", byte) != NULL)) {
        return CONDITION_UNKNOWN_FACT;
    }
    if (strchr(" \t\r\n", byte) != NULL) {
        return CONDITION_EMPTY; /* the NUL too */
    }
    return strchr("()", byte) != NULL ? CONDITION_EXPECTED_TEST : CONDITION_FOREIGN;
}

/* Each byte there is, twice. Words, signs and characters beyond ASCII are shown in one piece, whatever else by itself; what
 * cannot be printed as a question mark. */
static void each_byte(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        struct bench bench = bench_make();
        char text[] = {(char)byte, (char)byte, '\0'};
        uint16_t ops[CONDITION_OPS];
        int count;
        enum condition_fault fault = fault_of_byte(byte);
        char shown = (char)(byte >= 32 && byte < 127 ? byte : '?');
        bool together = fault == CONDITION_UNKNOWN_FACT || byte >= 128 || strchr("<>=!&|", byte) != NULL;
        assert_false(compile(&bench, text, ops, &count));
        size_t length = fault == CONDITION_EMPTY || byte == '(' ? 0 : together ? 2 : 1;
        const char found[] = {shown, shown, '\0'};
        if (bench.problem.fault != fault || strlen(bench.problem.found) != length || strncmp(bench.problem.found, found, length) != 0) {
            fail_msg("byte %d: fault %d, found \"%s\"", byte, (int)bench.problem.fault, bench.problem.found);
        }
    }
}

/* A proposal that does not fit its 160 bytes is not made: "not " + 152 letters + " is" are 159, and the end. */
static void long_names(void **state)
{
    (void)state;
    struct bench bench = bench_make();
    char name[156];
    char text[200];
    uint16_t ops[CONDITION_OPS];
    int count;
    memset(name, 'a', sizeof name - 1);
    for (size_t length = 152; length <= 153; length++) {
        name[length] = '\0';
        bench.facts[SYMPTOMS].name = name;
        struct text words = text_over(text, sizeof text);
        text_add(&words, name);
        text_add(&words, " is not mild");
        assert_false(compile(&bench, text, ops, &count));
        assert_int_equal(bench.problem.fault, CONDITION_UNKNOWN_CHOICE);
        assert_true(length == 153 ? bench.problem.suggestion[0] == '\0' : strlen(bench.problem.suggestion) > 10);
        name[length] = 'a';
    }
}

/* ---- Each slot by itself ---- */

/* Of every fact there may be, and of every derived figure: whether it is known, and what it is. Nothing is written before the first truth nor
 * behind the last. */
static void every_slot(void **state)
{
    (void)state;
    for (int slot = 0; slot < SLOT_COUNT; slot++) {
        for (int known = 0; known < 2; known++) {
            struct bench bench = bench_make();
            uint8_t truths[5] = {7, 7, 7, 7, 7};
            bench.tests.list[0] = (struct test){.threshold = 5, .slot = (uint8_t)slot, .equal = true};
            bench.tests.list[1] = (struct test){.threshold = 6, .slot = (uint8_t)slot, .equal = true};
            bench.tests.list[2] = (struct test){.threshold = 6, .slot = (uint8_t)slot};
            bench.tests.count = 3;
            memset(&bench.request.known, known ? 0 : 0xff, sizeof bench.request.known);
            if (slot < IFS_FACT_MAX) {
                bench.request.known.bits[slot / 64] ^= UINT64_C(1) << slot % 64;
                bench.request.answer[slot] = 5;
            } else {
                bool all = !known; /* the others are the opposite */
                bench.derived = (ifs_derived){.crcl_known = all, .egfr_known = all, .urine_known = all, .urine_per_weight_known = all,
                                              .product_known = all, .diluent_known = all, .device_known = all};
                bool *const knowns[] = {&bench.derived.crcl_known, &bench.derived.egfr_known, &bench.derived.urine_known,
                                        &bench.derived.urine_per_weight_known, &bench.derived.product_known, &bench.derived.diluent_known,
                                        &bench.derived.device_known};
                int64_t *const figures[] = {&bench.derived.crcl, &bench.derived.egfr, &bench.derived.urine, &bench.derived.urine_per_weight,
                                            &bench.derived.product, &bench.derived.diluent, &bench.derived.device};
                *knowns[slot - IFS_FACT_MAX] = known;
                *figures[slot - IFS_FACT_MAX] = 5;
            }
            condition_test_all(&bench.tests, &bench.request, &bench.derived, truths + 1);
            assert_int_equal(truths[0], 7);
            assert_int_equal(truths[1], known ? TRUTH_YES : TRUTH_UNKNOWN);
            assert_int_equal(truths[2], known ? TRUTH_NO : TRUTH_UNKNOWN);
            assert_int_equal(truths[3], known ? TRUTH_YES : TRUTH_UNKNOWN);
            assert_int_equal(truths[4], 7);
        }
    }
}

/* Those on product, diluent and device alone, of which only the known are yes or no. */
static void materials(void **state)
{
    (void)state;
    static const int slots[] = {SLOT_PRODUCT, SLOT_DILUENT, SLOT_DEVICE};
    for (int i = 0; i < 3; i++) {
        struct bench bench = bench_make();
        uint8_t truths[4] = {7, 7, 7, 7};
        for (int j = 0; j < 3; j++) {
            bench.tests.list[j] = (struct test){.threshold = j == 2 ? 5 : 4 + j, .slot = (uint8_t)(j == 2 ? 0 : slots[i]), .equal = true};
        }
        bench.tests.count = 3;
        bench.tests.on_materials[0] = 0;
        bench.tests.on_materials[1] = 1;
        bench.tests.on_materials_count = 2;
        bench.derived = (ifs_derived){.product = i == 0 ? 5 : 4, .diluent = i == 1 ? 5 : 4, .device = i == 2 ? 5 : 4};
        condition_test_materials(&bench.tests, &bench.derived, truths);
        assert_true(truths[0] == TRUTH_UNKNOWN && truths[1] == TRUTH_UNKNOWN && truths[2] == 7 && truths[3] == 7);
        bench.derived.product_known = i == 0;
        bench.derived.diluent_known = i == 1;
        bench.derived.device_known = i == 2;
        condition_test_materials(&bench.tests, &bench.derived, truths);
        assert_true(truths[0] == TRUTH_NO && truths[1] == TRUTH_YES && truths[2] == 7 && truths[3] == 7);
    }
}

static void read_test(int64_t test)
{
    static struct tests tests = {.count = 3};
    const uint16_t op = (uint16_t)test;
    ifs_fact_set read = {{0}};
    condition_facts(&(struct condition){.ops = &op, .count = 1}, &tests, &read);
}

static void compile_with(int64_t definitions)
{
    static struct definition list[40];
    static struct tests tests;
    struct condition_code code;
    struct condition_problem problem;
    for (int i = 0; i < 40; i++) {
        list[i].id = "either";
    }
    condition_compile("", &(struct symbols){.definitions = list, .definition_count = (int)definitions}, &tests, &code, &problem);
}

static void tests_there_are(void **state)
{
    (void)state;
    expect_edges(&(struct edges){"definitions", compile_with, INT64_MIN, 32});
    expect_edges(&(struct edges){"condition_facts", read_test, INT64_MIN, 2});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(truth_tables),
        cmocka_unit_test(first_decides),
        cmocka_unit_test(first_is_believed),
        cmocka_unit_test(precedence),
        cmocka_unit_test(no_condition_is_true),
        cmocka_unit_test(comparison_edges),
        cmocka_unit_test(derived_slots),
        cmocka_unit_test(choices_and_questions),
        cmocka_unit_test(yes_and_no),
        cmocka_unit_test(tests_are_kept_once),
        cmocka_unit_test(shape_of_ops),
        cmocka_unit_test(blanks_do_not_matter),
        cmocka_unit_test(missing_facts),
        cmocka_unit_test(missing_adds),
        cmocka_unit_test(read_facts),
        cmocka_unit_test(faults),
        cmocka_unit_test(quantity_faults),
        cmocka_unit_test(largest_threshold),
        cmocka_unit_test(blank_after_a_figure),
        cmocka_unit_test(only_choice),
        cmocka_unit_test(tests_are_restored),
        cmocka_unit_test(depth_and_length),
        cmocka_unit_test(many_brackets),
        cmocka_unit_test(full_table_of_tests),
        cmocka_unit_test(most_names),
        cmocka_unit_test(fact_of_a_fault),
        cmocka_unit_test(each_place_that_grows_too_long),
        cmocka_unit_test(odd_bytes),
        cmocka_unit_test(each_byte),
        cmocka_unit_test(long_names),
        cmocka_unit_test(every_slot),
        cmocka_unit_test(materials),
        cmocka_unit_test(tests_there_are),
        cmocka_unit_test(a_definition_too_deep),
        cmocka_unit_test(place_of_what_is_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
