/*
 * test_block.c - what makes two patients different, one reason at a time, and what a block has no room for.
 *
 * Each protocol is written so that one figure alone decides; the expected verdicts are counted in the comments. That every
 * shipped protocol is decided together as alone is shown by tests/battery/test_block.c.
 */
#include "engine/written.h"

#include <sys/mman.h>

#include "block.h"
#include "block_key.h"
#include "claim.h"

enum { KINDS = 8 };

struct bench {
    struct block block;
    struct block_entry entries[KINDS];
    uint32_t places[2 * KINDS];
    struct order *order;
};

static struct bench *begin(const struct parts *parts, const char *words)
{
    struct bench *bench = calloc(1, sizeof *bench);
    assert_non_null(bench);
    bench->order = written(parts);
    (void)plan_for(bench->order, words);
    return bench;
}

static void end(struct bench *bench)
{
    forget(bench->order);
    free(bench);
}

/* Two patients that differ in that fact alone. */
static void decide_two(struct bench *bench, int fact, const int32_t answers[2], ifs_verdict verdicts[2])
{
    const int32_t *columns[] = {answers};
    uint32_t decisions[2];
    assert_true(block_begin(&bench->block, bench->order->protocol, &bench->order->request, &fact, 1));
    block_remember(&bench->block, (struct block_memory){bench->entries, bench->places, KINDS});
    assert_int_equal(block_decide(&bench->block, columns, 2, decisions), 2);
    const struct block_outcome *first = block_outcome(&bench->block, decisions[0]);
    for (int i = bench->order->protocol->check_count; i < IFS_CHECK_MAX; i++) {
        assert_int_equal((first->tripped[i / 64] | first->unknown[i / 64]) >> i % 64 & 1U, 0);
    }
    verdicts[0] = first->verdict;
    verdicts[1] = block_outcome(&bench->block, decisions[1])->verdict;
}

/* 47 beats a minute are usual from 12 years on (45-140), not below (50-180). */
static void unusual_for_the_age(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){0}, "heart-rate=47 /min");
    ifs_verdict verdicts[2];
    decide_two(bench, IFS_FACT_AGE, (const int32_t[]){143, 144}, verdicts);
    assert_int_equal(verdicts[0], IFS_INCOMPLETE);
    assert_int_equal(verdicts[1], IFS_READY);
    bench->order->request.confirmed.bits[0] = fact_usual_ranges();
    decide_two(bench, IFS_FACT_AGE, (const int32_t[]){143, 144}, verdicts);
    assert_int_equal(verdicts[0], IFS_READY);
    assert_int_equal(verdicts[1], IFS_READY);
    assert_int_equal(bench->block.met, 1); /* no rule tells them apart */
    end(bench);
}

/* From 12 years on 45 beats a minute are the fewest that are usual. */
static void unusual_by_itself(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){0}, "age=30 y");
    ifs_verdict verdicts[2];
    decide_two(bench, IFS_FACT_HEART_RATE, (const int32_t[]){44, 45}, verdicts);
    assert_int_equal(verdicts[0], IFS_INCOMPLETE);
    assert_int_equal(verdicts[1], IFS_READY);
    end(bench);
}

/* 50 mg per kg in steps of 250 mg: nothing for 4 kg, 250 mg for 5 kg. */
static void rescue_by_weight(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){.more = "rescue = { product = 'antidote'; per-kg = '50 mg/kg'; "
                                                        "step = '250 mg'; over = '10 min'; source = 'trial'; };"},
                                "age=1 mo");
    ifs_verdict verdicts[2];
    bench->order->request.confirmed.bits[0] = fact_usual_ranges();
    decide_two(bench, IFS_FACT_WEIGHT, (const int32_t[]){4000, 5000}, verdicts);
    assert_int_equal(verdicts[0], IFS_REFUSED);
    assert_int_equal(verdicts[1], IFS_READY);
    end(bench);
}

/* 20 mg per kg and hour against 40 mg per minute, which is 2,400 mg per hour: 120 kg is the most. */
static void step_by_weight(void **state)
{
    (void)state;
    struct bench *bench =
        begin(&(struct parts){.dose = "{ usual = '1500 mg/h'; step = '10 mg'; source = 'trial'; }",
                              .over = "{ usual = '60 min'; source = 'trial'; }",
                              .limits = "speed = { hard-max = '40 mg/min'; source = 'trial'; }; steps = ( { id = 'a'; "
                                        "dose = '20 mg/kg/h'; if = 'tired'; source = 'trial'; } );"},
              "age=30 y");
    ifs_verdict verdicts[2];
    bench->order->request.confirmed.bits[0] = fact_usual_ranges();
    decide_two(bench, IFS_FACT_WEIGHT, (const int32_t[]){120000, 130000}, verdicts);
    assert_int_equal(verdicts[0], IFS_READY);
    assert_int_equal(verdicts[1], IFS_REFUSED);
    end(bench);
}

/* 15 mg per kg against 1 g: 60 kg is 900 mg, 80 kg 1.2 g. */
static void dose_by_weight(void **state)
{
    (void)state;
    struct bench *bench =
        begin(&(struct parts){.dose = "{ usual = '15 mg/kg'; hard = ['', '1 g']; step = '10 mg'; source = 'trial'; }"}, "age=30 y");
    ifs_verdict verdicts[2];
    decide_two(bench, IFS_FACT_WEIGHT, (const int32_t[]){60000, 80000}, verdicts);
    assert_int_equal(verdicts[0], IFS_READY);
    assert_int_equal(verdicts[1], IFS_REFUSED);
    assert_int_equal(block_outcome(&bench->block, 0)->infusions[0].dose.mcg, 900000);
    end(bench);
}

/* 25 mg per kg and hour for an hour against 40 mg per minute: 96 kg is the most. */
static void dose_rate_by_weight(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){.dose = "{ usual = '25 mg/kg/h'; step = '10 mg'; source = 'trial'; }",
                                                .over = "{ usual = '60 min'; source = 'trial'; }",
                                                .limits = "speed = { hard-max = '40 mg/min'; source = 'trial'; };"},
                                "age=30 y");
    ifs_verdict verdicts[2];
    decide_two(bench, IFS_FACT_WEIGHT, (const int32_t[]){90000, 100000}, verdicts);
    assert_int_equal(verdicts[0], IFS_READY);
    assert_int_equal(verdicts[1], IFS_REFUSED);
    end(bench);
}

/* 1 g over 30 minutes is 2,000 mg per hour, at most 20 mg per kg of that: from 100 kg on. */
static void limit_by_weight(void **state)
{
    (void)state;
    struct bench *bench =
        begin(&(struct parts){.limits = "speed-per-kg = { hard-max = '20 mg/kg/h'; source = 'trial'; };"}, "age=30 y");
    ifs_verdict verdicts[2];
    decide_two(bench, IFS_FACT_WEIGHT, (const int32_t[]){100000, 90000}, verdicts);
    assert_int_equal(verdicts[0], IFS_READY);
    assert_int_equal(verdicts[1], IFS_REFUSED);
    end(bench);
}

/* Nothing is given by weight: however many weights there are, they are one kind. */
static void weight_that_decides_nothing(void **state)
{
    (void)state;
    struct bench *bench =
        begin(&(struct parts){.dose = "{ usual = '1500 mg/h'; step = '10 mg'; source = 'trial'; }",
                              .over = "{ usual = '60 min'; source = 'trial'; }",
                              .limits = "steps = ( { id = 'a'; dose = '2 g/h'; if = 'tired'; source = 'trial'; } );"},
              "age=30 y");
    ifs_verdict verdicts[2];
    decide_two(bench, IFS_FACT_WEIGHT, (const int32_t[]){60000, 80000}, verdicts);
    assert_int_equal(verdicts[0], IFS_READY);
    assert_int_equal(verdicts[1], IFS_READY);
    assert_int_equal(bench->block.met, 1);
    end(bench);
}

/* 300 mg per dL is more than a column holds: both are below it. */
static void beyond_every_answer(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){.more = "checks = ( { id = 'much'; refuse-if = 'magnesium >= 300 mg/dL'; "
                                                        "say = 'Too much.'; source = 'trial'; } );"},
                                "age=30 y");
    ifs_verdict verdicts[2];
    decide_two(bench, IFS_FACT_MAGNESIUM, (const int32_t[]){20000000, 21000000}, verdicts);
    assert_int_equal(verdicts[0], IFS_READY);
    assert_int_equal(verdicts[1], IFS_READY);
    assert_int_equal(bench->block.met, 1);
    end(bench);
}

static bool begins_with_many(struct bench *bench, int fact, int count, int last)
{
    int facts[BLOCK_COLUMNS + 1];
    for (int i = 0; i < count; i++) {
        facts[i] = fact;
    }
    facts[count - 1] = last;
    return block_begin(&bench->block, bench->order->protocol, &bench->order->request, facts, count);
}

static void what_there_is_no_room_for(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){.more = "renal = ( { when = 'crcl >= 30 mL/min'; }, { when = 'crcl < 30 mL/min'; "
                                                        "refuse = 'No.'; source = 'trial'; } );"},
                                "age=30 y");
    assert_int_equal(COUNT_OF(bench->block.columns), 128 + 2); /* every fact, dose and time */
    assert_int_equal(COUNT_OF(bench->block.cuts), 512);
    assert_int_equal(COUNT_OF(bench->block.words), 32);
    assert_int_equal(COUNT_OF(bench->block.hashes), 128);
    assert_true(begins_with_many(bench, IFS_FACT_NAME, BLOCK_COLUMNS, IFS_FACT_NAME));
    assert_false(begins_with_many(bench, IFS_FACT_NAME, BLOCK_COLUMNS + 1, IFS_FACT_NAME));
    assert_true(begins_with_many(bench, BLOCK_DOSE, BLOCK_WORDS, BLOCK_DOSE)); /* a word each */
    assert_false(begins_with_many(bench, BLOCK_DOSE, BLOCK_WORDS + 1, BLOCK_DOSE));
    assert_false(begins_with_many(bench, BLOCK_DOSE, BLOCK_WORDS + 1, IFS_FACT_NAME));
    assert_false(begins_with_many(bench, BLOCK_DOSE, BLOCK_WORDS, IFS_FACT_CREATININE)); /* and what is derived */
    assert_false(begins_with_many(bench, BLOCK_DOSE, BLOCK_WORDS - 2, IFS_FACT_CREATININE));
    assert_false(begins_with_many(bench, IFS_FACT_SETTING, BLOCK_COLUMNS, IFS_FACT_SETTING)); /* 6 cuts each */
    int count = bench->order->protocol->fact_count;
    bench->order->protocol->fact_count = IFS_FACT_MAX; /* the dose stands behind the last fact there can be */
    assert_true(begins_with_many(bench, BLOCK_DOSE, 1, BLOCK_DOSE));
    assert_int_equal(bench->block.written_count, 0);
    bench->order->protocol->fact_count = count;
    end(bench);
}

/* More kinds than there is room for: as many as fit are decided, then the rest. */
static void more_kinds_than_room(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){0}, "age=30 y");
    int32_t doses[KINDS + 3];
    const int32_t *columns[] = {doses};
    uint32_t decisions[KINDS + 3];
    int fact = BLOCK_DOSE;
    for (int i = 0; i < KINDS + 3; i++) {
        doses[i] = 10000 * (i + 1);
    }
    assert_true(block_begin(&bench->block, bench->order->protocol, &bench->order->request, &fact, 1));
    block_remember(&bench->block, (struct block_memory){bench->entries, bench->places, KINDS});
    assert_int_equal(block_decide(&bench->block, columns, KINDS + 3, decisions), KINDS);
    assert_int_equal(block_outcome(&bench->block, decisions[KINDS - 1])->infusions[0].dose.mcg, 10000 * KINDS);
    columns[0] = doses + KINDS;
    assert_int_equal(block_decide(&bench->block, columns, 3, decisions), 3);
    assert_int_equal(block_outcome(&bench->block, decisions[2])->infusions[0].dose.mcg, 10000 * (KINDS + 3));
    end(bench);
}

/* ---- Together as alone ---- */

enum { TOGETHER = 700, ROOM = 512, ANSWERS = 6, COLUMNS = 22 };

/* Answers on both sides of what the rules below compare with, and none. Weights of adults; nothing that fact_settle refuses. */
struct varied {
    int fact;
    int32_t answers[ANSWERS];
};

static const struct varied of_all_kinds[COLUMNS] = {
    {IFS_FACT_AGE, {216, 779, 780, 960, 216, BLOCK_UNKNOWN}},
    {IFS_FACT_SEX, {0, 0, 1, 0, 1, BLOCK_UNKNOWN}},
    {IFS_FACT_WEIGHT, {40000, 59900, 60000, 100000, 250000, BLOCK_UNKNOWN}},
    {IFS_FACT_HEIGHT, {1500, 1600, 1750, 1900, 2300, BLOCK_UNKNOWN}},
    {IFS_FACT_CREATININE, {442100, 884200, 1768400, 3536800, 8842000, BLOCK_UNKNOWN}},
    {IFS_FACT_CRCL, {59800000, 60000000, 119800000, 120000000, 200000000, BLOCK_UNKNOWN}},
    {IFS_FACT_EGFR, {BLOCK_UNKNOWN, BLOCK_UNKNOWN, 88000000, 90000000, 180000000, BLOCK_UNKNOWN}},
    {IFS_FACT_RENAL, {0, 2, 3, BLOCK_UNKNOWN, BLOCK_UNKNOWN, BLOCK_UNKNOWN}},
    {IFS_FACT_RENAL_BASIS, {0, 1, BLOCK_UNKNOWN, 0, 1, BLOCK_UNKNOWN}},
    {IFS_FACT_URINE_OUTPUT, {0, 29000, 30000, 100000, 31000, BLOCK_UNKNOWN}},
    {IFS_FACT_PREGNANT, {0, 0, 0, 1, 0, BLOCK_UNKNOWN}},
    {IFS_FACT_HEART_RATE, {44, 45, 80, 90, 141, BLOCK_UNKNOWN}},
    {IFS_FACT_SYSTOLIC, {89, 90, 120, 150, 230, BLOCK_UNKNOWN}},
    {IFS_FACT_GIVEN_24H, {0, 0, 1000000, 7000000, 7500000, BLOCK_UNKNOWN}},
    {IFS_FACT_GIVEN_48H, {7500000, 8000000, 10000000, 9000000, 8000000, BLOCK_UNKNOWN}},
    {IFS_FACT_LAST_DOSE, {3600, 7200, 21600, 86400, 7260, BLOCK_UNKNOWN}},
    {IFS_FACT_SETTING, {0, 1, 3, 3, 3, BLOCK_UNKNOWN}},
    {IFS_FACT_BUILTIN, {0, 1, 0, 0, 0, BLOCK_UNKNOWN}},
    {IFS_FACT_BUILTIN + 1, {0, 1, 0, 1, 0, BLOCK_UNKNOWN}},
    {IFS_FACT_BUILTIN + 2, {0, 1, 2, 0, 1, BLOCK_UNKNOWN}},
    {BLOCK_DOSE, {1000000, 2000000, 4010000, 505000, BLOCK_UNKNOWN, BLOCK_UNKNOWN}},
    {BLOCK_OVER, {600, 1800, 3600, 1790, BLOCK_UNKNOWN, BLOCK_UNKNOWN}},
};

static struct varied varied[COLUMNS];

static const struct parts rules_of_many = {
    .more = "require = ['age', 'weight', 'crcl']; bedside = ['systolic'];"
            "checks = ( { id = 'low'; refuse-if = 'systolic < 90 mmHg'; say = 'Low.'; source = 'trial'; },"
            "{ id = 'pain'; override-if = 'pain is severe'; say = 'Pain.'; source = 'trial'; },"
            "{ id = 'dry'; override-if = 'urine-output < 30 mL/h'; say = 'Dry.'; source = 'trial'; },"
            "{ id = 'dry-per-kg'; warn-if = 'urine-output < 0.5 mL/kg/h'; say = 'Dry.'; source = 'trial'; },"
            "{ id = 'filtered'; override-if = 'egfr < 45 mL/min/1.73m2'; say = 'Low.'; source = 'trial'; },"
            "{ id = 'here'; refuse-if = 'setting is mobile and awake'; say = 'Not here.'; source = 'trial'; },"
            "{ id = 'old'; warn-if = 'age >= 65 y'; say = 'Old.'; source = 'trial'; } );"
            "contradictions = ( { if = 'pain is none and tired'; say = 'Both.'; source = 'trial'; } );"
            "renal = ( { when = 'crcl >= 60 mL/min'; }, { when = 'crcl >= 30 mL/min and crcl < 60 mL/min'; factor = '0.5'; say = 'Half.'; source = 'trial'; },"
            "{ when = 'crcl < 30 mL/min'; refuse = 'Too low.'; source = 'trial'; } );"
            "totals = { in-24h = '8 g'; in-48h = '10 g'; interval = '2 h'; source = 'trial'; };"
            "rescue = { product = 'antidote'; per-kg = '10 mg/kg'; step = '10 mg'; over = '10 min'; source = 'trial'; };",
    .dose = "( { when = 'awake'; usual = '20 mg/kg'; soft = ['500 mg', '']; hard = ['', '4 g']; step = '10 mg'; source = 'trial'; },"
            "{ when = 'not awake'; usual = '1 g'; step = '10 mg'; source = 'trial'; } )",
    .limits = "per-kg = { hard-max = '50 mg/kg'; source = 'trial'; }; speed = { hard-max = '4 g/h'; source = 'trial'; };",
};

static void write_alone(ifs_request *request, int fact, int32_t answer)
{
    bool known = answer != BLOCK_UNKNOWN;
    if (fact == BLOCK_DOSE) {
        request->choices[0].has_dose = known;
        request->choices[0].dose_mcg = known ? (ifs_ratio){answer, 1} : (ifs_ratio){0, 0};
    } else if (fact == BLOCK_OVER) {
        request->choices[0].has_over = known;
        request->choices[0].over.s = known ? answer : 0;
    } else if (known) {
        request->answer[fact] = answer;
        fact_set_add(&request->known, fact);
    } else {
        request->answer[fact] = 0;
        fact_set_remove(&request->known, fact);
    }
}

static void expect_same(const ifs_plan *plan, const struct block_outcome *outcome)
{
    uint32_t tripped = 0;
    uint32_t unknown = 0;
    assert_int_equal(outcome->verdict, plan->verdict);
    assert_int_equal(outcome->contradictions, plan->contradictions);
    for (int i = 0; i < plan->check_count; i++) {
        assert_int_equal(outcome->tripped[i / 64] >> i % 64 & 1U, plan->checks[i] == IFS_TRIP);
        assert_int_equal(outcome->unknown[i / 64] >> i % 64 & 1U, plan->checks[i] == IFS_UNKNOWN);
    }
    for (int i = plan->check_count; i < IFS_CHECK_MAX; i++) {
        assert_int_equal((outcome->tripped[i / 64] | outcome->unknown[i / 64]) >> i % 64 & 1U, 0);
    }
    for (int i = 0; i < plan->limit_count; i++) {
        tripped |= plan->limits[i].result == IFS_TRIP ? 1U << plan->limits[i].limit->kind : 0;
        unknown |= plan->limits[i].result == IFS_UNKNOWN ? 1U << plan->limits[i].limit->kind : 0;
    }
    assert_int_equal(outcome->limits_tripped, tripped);
    assert_int_equal(outcome->limits_unknown, unknown);
    assert_int_equal(outcome->infusion_count, plan->infusion_count);
    for (int i = 0; i < plan->infusion_count; i++) {
        assert_int_equal(outcome->infusions[i].rule, plan->infusions[i].rule);
        assert_int_equal(outcome->infusions[i].dose.mcg, plan->infusions[i].dose.mcg);
        assert_int_equal(outcome->infusions[i].over.s, plan->infusions[i].over.s);
        assert_int_equal(outcome->infusions[i].draw.ul, plan->infusions[i].draw.ul);
        assert_int_equal(outcome->infusions[i].flow.ul_per_h, plan->infusions[i].flow.ul_per_h);
    }
}

static uint32_t next_number(void)
{
    static uint64_t state = 20261121;
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(state >> 33);
}

static int32_t answers[COLUMNS][TOGETHER];

static const int32_t ordinary_of_all_kinds[COLUMNS] = {360, 1, 70000, 1750, BLOCK_UNKNOWN, 200000000, BLOCK_UNKNOWN, BLOCK_UNKNOWN, BLOCK_UNKNOWN,
                                              100000, 0, 80, 120, 0, 8000000, 86400, 3, 0, 0, 1, BLOCK_UNKNOWN, BLOCK_UNKNOWN};

/* Each patient differs from an ordinary one in a few answers: `most` of every ten, so that one reason alone decides in many. */
static void draw_patients(const int32_t *ordinary, int most)
{
    for (int patient = 0; patient < TOGETHER; patient++) {
        for (int i = 0; i < COLUMNS; i++) {
            bool other = (int)(next_number() % 10) < most;
            answers[i][patient] = other ? varied[i].answers[next_number() % ANSWERS] : ordinary[i];
        }
    }
}

/* The columns from `first` on vary; the others are those of the request. Each decision is that of the engine for the patient alone. */
static void decide_together(struct bench *bench, int first, int count)
{
    static struct block_entry entries[ROOM];
    static uint32_t places[2 * ROOM];
    static ifs_plan plan;
    const int32_t *columns[COLUMNS];
    int facts[COLUMNS];
    uint32_t decisions[TOGETHER];
    for (int i = 0; i < count; i++) {
        facts[i] = varied[first + i].fact;
    }
    memset(&bench->block, 0x55, sizeof bench->block);
    assert_true(block_begin(&bench->block, bench->order->protocol, &bench->order->request, facts, count));
    block_remember(&bench->block, (struct block_memory){entries, places, ROOM});
    size_t done = 0;
    while (done < TOGETHER) {
        for (int i = 0; i < count; i++) {
            columns[i] = answers[first + i] + done;
        }
        size_t more = block_decide(&bench->block, columns, TOGETHER - done, decisions);
        assert_true(more > 0);
        for (size_t patient = done; patient < done + more; patient++) {
            ifs_request request = bench->order->request;
            for (int i = 0; i < count; i++) {
                write_alone(&request, facts[i], answers[first + i][patient]);
            }
            ifs_plan_compute(bench->order->protocol, &request, &plan);
            expect_same(&plan, block_outcome(&bench->block, decisions[patient - done]));
        }
        done += more;
    }
}

static void decided_together_as_alone(void **state)
{
    (void)state;
    struct bench *bench = begin(&rules_of_many, "setting=ward | age=30 y | sex=male | weight=70 kg | height=175 cm | crcl=100 mL/min | "
                                                "urine-output=100 mL/h | heart-rate=80 /min | systolic=120 mmHg");
    memcpy(varied, of_all_kinds, sizeof varied);
    for (int confirmed = 0; confirmed < 2; confirmed++) {
        bench->order->request.confirmed.bits[0] = confirmed == 1 ? fact_usual_ranges() : 0;
        for (int most = 1; most <= 4; most += 3) {
            draw_patients(ordinary_of_all_kinds, most);
            decide_together(bench, 0, COLUMNS);
            for (int first = 0; first < COLUMNS; first += 2) {
                decide_together(bench, first, 2);
            }
        }
    }
    end(bench);
}

/* 40 questions, from the 42nd fact on, and two checks on each: facts and checks beyond the 64th. */
static void decided_with_many_questions(void **state)
{
    (void)state;
    static char questions[4000];
    static char checks[9000];
    char *at = questions;
    char *check = checks + sprintf(checks, "checks = (");
    for (int i = 0; i < 40; i++) {
        at += sprintf(at, ", { id = 'q%d'; ask = 'Q?'; }", i);
        check += sprintf(check, "%s{ id = 'a%d'; override-if = 'q%d'; say = 'A.'; source = 'trial'; }, "
                                "{ id = 'b%d'; warn-if = 'q%d'; say = 'B.'; source = 'trial'; }",
                         i > 0 ? ", " : "", i, i, i, i);
    }
    sprintf(check, " );");
    struct bench *bench = begin(&(struct parts){.questions = questions, .more = checks}, "age=30 y");
    static const int32_t ordinary[COLUMNS] = {0};
    for (int i = 0; i < COLUMNS; i++) {
        varied[i] = (struct varied){bench->order->protocol->fact_count - 1 - i, {0, 1, 0, 1, BLOCK_UNKNOWN, BLOCK_UNKNOWN}};
    }
    assert_true(bench->order->protocol->fact_count > 64 && bench->order->protocol->check_count > 64);
    draw_patients(ordinary, 1);
    decide_together(bench, 0, COLUMNS);
    end(bench);
}

/* ---- What else makes two patients different -------------------------------------------------------------------------------- */

#define CHECK(id, when) "{ id = '" id "'; refuse-if = '" when "'; say = 'No.'; source = 'trial'; }"
#define CHECKS(list) "checks = (" list ");"

#define NO_AGE "faint-drug" /* a library that compares no age: what hangs on 18 years is derived alone */
#define FAINT "{ usual = '0.001 mg'; step = '0.001 mg'; source = 'trial'; }"

/* Two answers of one fact, everything else as in the words: how each is decided, and whether they are one kind. */
static void by_one_answer(void **state)
{
    (void)state;
    static const struct {
        const char *of;
        struct parts parts;
        const char *words;
        const char *fact;
        int32_t answers[2];
        ifs_verdict verdicts[2];
        uint32_t kinds;
    } rows[] = {
        {"a weight that is unusual by itself", {0}, "age=30 y", "weight", {39900, 40000}, {IFS_INCOMPLETE, IFS_READY}, 2},
        {"a weight that is unusual by the age", {0}, "weight=30 kg", "age", {143, 216}, {IFS_READY, IFS_INCOMPLETE}, 2},
        {"a height that is unusual by the age", {0}, "height=130 cm", "age", {215, 216}, {IFS_READY, IFS_INCOMPLETE}, 2},
        {"a weight that is unusual by the height", {0}, "weight=45 kg | age=30 y", "height", {1750, 1800}, {IFS_READY, IFS_INCOMPLETE}, 2}, /* 14.7 and 13.9 kg/m2 */
        {"a height that is unusual", {0}, "age=30 y", "height", {1390, 1400}, {IFS_INCOMPLETE, IFS_READY}, 2},
        {"a choice of three", {.more = CHECKS(CHECK("a", "pain is mild"))}, "age=30 y", "pain", {1, 2}, {IFS_REFUSED, IFS_READY}, 2},
        {"a choice of three", {.more = CHECKS(CHECK("a", "pain is mild"))}, "age=30 y", "pain", {0, 1}, {IFS_READY, IFS_REFUSED}, 2},
        {"a clearance by the weight", {.more = CHECKS(CHECK("a", "crcl < 100 mL/min"))}, "age=30 y | sex=male | creatinine=1 mg/dL", "weight", {60000, 70000}, {IFS_REFUSED, IFS_READY}, 2}, /* 110 x 60 / 72 */
        {"a limit that is not by weight", {.limits = "speed = { hard-max = '9 g/min'; source = 'trial'; };"}, "age=30 y", "weight", {60000, 80000}, {IFS_READY, IFS_READY}, 1},
        {"no clearance below 18 years without a height", {.drug = NO_AGE, .dose = FAINT, .more = "require = ['crcl'];"}, "sex=male | creatinine=1 mg/dL | weight=70 kg", "age", {215, 216}, {IFS_INCOMPLETE, IFS_READY}, 2},
        {"that, and a test it would reach", {.drug = NO_AGE, .dose = FAINT, .more = "require = ['crcl'];" CHECKS(CHECK("a", "crcl < 30 mL/min"))}, "sex=male | creatinine=1 mg/dL | weight=70 kg", "age", {215, 216},
         {IFS_INCOMPLETE, IFS_READY}, 2},
        {"that, and a test it would not reach", {.drug = NO_AGE, .dose = FAINT, .more = "require = ['crcl'];" CHECKS(CHECK("a", "crcl < 200 mL/min"))}, "sex=male | creatinine=1 mg/dL | weight=70 kg", "age", {215, 216},
         {IFS_INCOMPLETE, IFS_REFUSED}, 2},
        {"no filtration rate below 18 years", {.drug = NO_AGE, .dose = FAINT, .more = "require = ['egfr'];"}, "sex=male | creatinine=1 mg/dL | weight=70 kg | crcl=100 mL/min", "age", {215, 216}, {IFS_INCOMPLETE, IFS_READY}, 2},
        {"that, and a test it would reach", {.drug = NO_AGE, .dose = FAINT, .more = "require = ['egfr'];" CHECKS(CHECK("a", "egfr < 30 mL/min/1.73m2"))}, "sex=male | creatinine=1 mg/dL | weight=70 kg | crcl=100 mL/min", "age", {215, 216},
         {IFS_INCOMPLETE, IFS_READY}, 2},
        {"that, and a test it would not reach", {.drug = NO_AGE, .dose = FAINT, .more = "require = ['egfr'];" CHECKS(CHECK("a", "egfr < 200 mL/min/1.73m2"))}, "sex=male | creatinine=1 mg/dL | weight=70 kg | crcl=100 mL/min", "age",
         {215, 216}, {IFS_INCOMPLETE, IFS_REFUSED}, 2},
        {"a urine output per weight", {.more = CHECKS(CHECK("a", "urine-output < 0.5 mL/kg/h"))}, "age=30 y | urine-output=35 mL/h", "weight", {70000, 70100}, {IFS_READY, IFS_REFUSED}, 2},
        {"no weight, no urine output per weight", {.more = "require = ['weight'];" CHECKS(CHECK("a", "urine-output < 0.5 mL/kg/h"))}, "age=30 y | urine-output=40 mL/h", "weight", {70000, BLOCK_UNKNOWN}, {IFS_READY, IFS_INCOMPLETE}, 2},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct bench *bench = begin(&rows[i].parts, rows[i].words);
        ifs_verdict verdicts[2];
        decide_two(bench, fact_named(bench->order, rows[i].fact), rows[i].answers, verdicts);
        if (verdicts[0] != rows[i].verdicts[0] || verdicts[1] != rows[i].verdicts[1] || bench->block.met != rows[i].kinds) {
            fail_msg("%s: %d and %d, %d kinds", rows[i].of, (int)verdicts[0], (int)verdicts[1], (int)bench->block.met);
        }
        end(bench);
    }
}

/* Behind the last limit of a phase, and the last rescue, stand others by weight: they are not of this protocol. */
static void nothing_behind_the_last_rule(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){.limits = "speed = { hard-max = '9 g/min'; source = 'trial'; };"}, "age=30 y");
    ifs_protocol *protocol = bench->order->protocol;
    const ifs_protocol whole = *protocol;
    struct infusion_rule rule = protocol->infusions[0];
    struct limit_group limits[8] = {{0}};
    static const struct rescue_rule rescue = {.per_weight = true};
    assert_true(rule.limit_count > 0 && rule.limit_count < 8);
    memcpy(limits, rule.limits, (size_t)rule.limit_count * sizeof limits[0]);
    limits[rule.limit_count].kind = IFS_LIMIT_PER_KG;
    rule.limits = limits;
    protocol->infusions = &rule;
    protocol->rescues = &rescue;
    protocol->rescue_count = 0;
    int fact = IFS_FACT_WEIGHT;
    assert_true(block_begin(&bench->block, protocol, &bench->order->request, &fact, 1));
    assert_false(bench->block.columns[0].whole);
    *protocol = whole;
    end(bench);
}

/* ---- The words of a key ------------------------------------------------------------------------------------------------------ */

/* A cut says known or not, a further one each answer of a choice but the first, and each figure a check compares with. What is computed with is a word of its own,
 * what is derived and what is unusual are two each, and only where a column can move them. */
static void words_of_a_key(void **state)
{
    (void)state;
    static const char weighing[] = "{ usual = '15 mg/kg'; step = '10 mg'; source = 'trial'; }";
    static const struct {
        const char *of;
        struct parts parts;
        bool confirmed;
        int fact;
        int columns; /* of that fact */
        int words;
        int cuts;
        int written;
    } rows[] = {
        {"a name", {0}, false, IFS_FACT_NAME, 1, 1, 1, 0},
        {"32 names", {0}, false, IFS_FACT_NAME, 32, 1, 32, 0},
        {"33 names", {0}, false, IFS_FACT_NAME, 33, 2, 33, 0},
        {"a setting", {0}, false, IFS_FACT_SETTING, 1, 1, 6, 0},
        {"ten settings of 3 bits", {0}, false, IFS_FACT_SETTING, 10, 1, 60, 0},
        {"eleven settings of 3 bits", {0}, false, IFS_FACT_SETTING, 11, 2, 66, 0},
        {"a question", {0}, false, IFS_FACT_BUILTIN, 1, 1, 2, 0},
        {"a question of three answers", {0}, false, IFS_FACT_BUILTIN + 2, 1, 1, 3, 0},
        {"a risk of the kidneys", {0}, false, IFS_FACT_BUILTIN + 3, 1, 3, 2, 1},
        {"a heart rate", {0}, false, IFS_FACT_HEART_RATE, 1, 3, 1, 1},
        {"a heart rate, confirmed", {0}, true, IFS_FACT_HEART_RATE, 1, 1, 1, 0},
        {"a heart rate that is compared", {.more = CHECKS(CHECK("a", "heart-rate < 50 /min or heart-rate >= 120 /min"))}, true, IFS_FACT_HEART_RATE, 1, 1, 3, 0},
        {"a weight", {0}, false, IFS_FACT_WEIGHT, 1, 5, 1, 1},
        {"a weight, confirmed", {0}, true, IFS_FACT_WEIGHT, 1, 3, 1, 1},
        {"a weight that is compared", {.more = CHECKS(CHECK("a", "weight < 50 kg"))}, true, IFS_FACT_WEIGHT, 1, 3, 2, 1},
        {"a weight that is computed with", {.dose = weighing}, true, IFS_FACT_WEIGHT, 1, 3, 0, 1},
        {"an age", {.more = CHECKS(CHECK("a", "age < 50 y"))}, false, IFS_FACT_AGE, 1, 5, 3, 1}, /* 18 years are the library's */
        {"a creatinine", {0}, false, IFS_FACT_CREATININE, 1, 5, 1, 1},
        {"a creatinine, confirmed", {0}, true, IFS_FACT_CREATININE, 1, 3, 1, 1},
        {"a clearance is compared as what is derived", {.more = CHECKS(CHECK("a", "crcl < 50 mL/min"))}, true, IFS_FACT_CRCL, 1, 3, 1, 1},
        {"what was given", {0}, false, IFS_FACT_GIVEN_24H, 1, 1, 0, 0},
        {"a dose", {0}, false, BLOCK_DOSE, 1, 1, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct bench *bench = begin(&rows[i].parts, "");
        bench->order->request.confirmed.bits[0] = rows[i].confirmed ? fact_usual_ranges() : 0;
        memset(&bench->block, 0x55, sizeof bench->block);
        assert_true(begins_with_many(bench, rows[i].fact, rows[i].columns, rows[i].fact));
        const struct block *block = &bench->block;
        int cuts = 0;
        for (int j = 0; j < block->column_count; j++) {
            cuts += block->columns[j].cut_count;
        }
        if (block->word_count != rows[i].words || cuts != rows[i].cuts || block->cut_count != cuts || block->written_count != rows[i].written) {
            fail_msg("%s: %d words, %d cuts of %d, %d written", rows[i].of, block->word_count, cuts, block->cut_count, block->written_count);
        }
        assert_int_equal(block->memory.capacity, 0); /* nothing is decided before there is room for it */
        end(bench);
    }
}

/* What may be unusual is asked of the column itself; of weight, height and heart rate wherever age, weight or height vary. */
static void what_may_be_unusual(void **state)
{
    (void)state;
    const uint64_t one = 1;
    const uint64_t of_age = one << IFS_FACT_WEIGHT | one << IFS_FACT_HEIGHT | one << IFS_FACT_HEART_RATE;
    const struct {
        int fact;
        uint64_t asked;
    } rows[] = {{IFS_FACT_HEART_RATE, one << IFS_FACT_HEART_RATE}, {IFS_FACT_CREATININE, one << IFS_FACT_CREATININE}, {IFS_FACT_AGE, of_age}, {IFS_FACT_WEIGHT, of_age}, {IFS_FACT_HEIGHT, of_age},
                {IFS_FACT_NAME, 0}, {IFS_FACT_BUILTIN, 0}, {IFS_FACT_SEX, 0}};
    struct bench *bench = begin(&(struct parts){0}, "");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_true(begins_with_many(bench, rows[i].fact, 1, rows[i].fact));
        assert_true(bench->block.unusual_asked == rows[i].asked);
    }
    end(bench);
}

/* A column begins only where there is room for a cut, for each of its choices and for every figure that is compared with. */
static void as_many_cuts_as_there_is_room_for(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){.more = CHECKS(CHECK("a", "systolic < 90 mmHg or diastolic < 50 mmHg or spo2 < 90 %"))}, "");
    int tests = bench->order->protocol->tests.count;
    int facts[BLOCK_COLUMNS];
    int both = 0;
    for (int names = 0; names < 50; names++) {
        for (int settings = 70; settings + names < BLOCK_COLUMNS; settings++) {
            for (int i = 0; i < names + settings + 1; i++) {
                facts[i] = i < names ? IFS_FACT_NAME : IFS_FACT_SETTING;
            }
            int needed = names + 6 * settings + 1 + 6 + tests;
            bool begins = block_begin(&bench->block, bench->order->protocol, &bench->order->request, facts, names + settings + 1);
            assert_int_equal(begins, needed <= 512);
            both |= needed == 512 ? 1 : needed == 513 ? 2 : 0;
        }
    }
    assert_int_equal(both, 3);
    end(bench);
}

/* As many figures as a protocol may compare with, all of the systolic pressure but the last, and each of them tells. */
static void as_many_tests_as_there_may_be(void **state)
{
    (void)state;
    static char more[20000];
    char *at = more + sprintf(more, "checks = (");
    struct bench *plain = begin(&(struct parts){0}, "");
    int left = CONDITION_TESTS - plain->order->protocol->tests.count;
    end(plain);
    for (int i = 0; i < left; i++) { /* 16 in a check */
        const char *begins = i % 16 > 0 ? " or " : i > 0 ? "'; say = 'W.'; source = 'trial'; }, { id = 'a%d'; warn-if = '" : "{ id = 'a%d'; warn-if = '";
        at += sprintf(at, begins, i);
        at += i == left - 1 ? sprintf(at, "weight < 60 kg") : sprintf(at, "systolic < %d mmHg", 41 + i);
    }
    sprintf(at, "'; say = 'W.'; source = 'trial'; } );");
    struct bench *bench = begin(&(struct parts){.more = more}, "age=30 y");
    assert_int_equal(bench->order->protocol->tests.count, CONDITION_TESTS);
    bench->order->request.confirmed.bits[0] = fact_usual_ranges();
    assert_true(begins_with_many(bench, IFS_FACT_SYSTOLIC, 1, IFS_FACT_SYSTOLIC));
    assert_int_equal(bench->block.cut_count, left); /* the first says whether it is known */
    assert_true(begins_with_many(bench, IFS_FACT_WEIGHT, 1, IFS_FACT_WEIGHT));
    assert_int_equal(bench->block.cut_count, 2);
    end(bench);
}

/* Whichever test comes first: of a clearance, and of a pressure. */
static void the_first_test_tells_too(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){.more = CHECKS(CHECK("a", "crcl < 60 mL/min") "," CHECK("b", "systolic < 90 mmHg"))}, "age=30 y | crcl=70 mL/min | systolic=120 mmHg");
    struct tests *tests = &bench->order->protocol->tests;
    static const struct {
        const char *fact;
        int slot;
        int32_t answers[2];
    } rows[] = {{"crcl", SLOT_CRCL, {50000000, 120000000}}, {"systolic", IFS_FACT_SYSTOLIC, {89, 90}}};
    bench->order->request.confirmed.bits[0] = fact_usual_ranges();
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct test only = {0};
        for (int j = 0; j < tests->count; j++) {
            only = tests->list[j].slot == rows[i].slot ? tests->list[j] : only;
        }
        const struct tests whole = *tests;
        int fact = fact_named(bench->order, rows[i].fact);
        tests->list[0] = only;
        tests->count = 1;
        assert_true(block_begin(&bench->block, bench->order->protocol, &bench->order->request, &fact, 1));
        assert_int_equal(bench->block.derived_test_count, i == 0);
        assert_int_equal(bench->block.cut_count, i == 0 ? 1 : 2);
        *tests = whole;
        ifs_verdict verdicts[2];
        decide_two(bench, fact, rows[i].answers, verdicts);
        assert_int_equal(verdicts[0], IFS_REFUSED);
        assert_int_equal(verdicts[1], IFS_READY);
    }
    end(bench);
}

/* ---- What is kept ---------------------------------------------------------------------------------------------------------------- */

/* Of the memory that a caller gives nothing is believed. */
static void a_memory_that_was_used_before(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){0}, "age=30 y");
    assert_true(begins_with_many(bench, BLOCK_DOSE, 1, BLOCK_DOSE));
    bench->block.met = 3;
    memset(bench->places, 0xa5, sizeof bench->places);
    block_remember(&bench->block, (struct block_memory){bench->entries, bench->places, KINDS});
    assert_int_equal(bench->block.met, 0);
    for (size_t i = 0; i < COUNT_OF(bench->places); i++) {
        assert_int_equal(bench->places[i], 0);
    }
    end(bench);
}

/* The place at which a kind is looked for first. */
static uint32_t place_of(int32_t dose)
{
    static uint32_t words[1][BLOCK_LANES];
    uint32_t hashes[BLOCK_LANES];
    words[0][0] = (uint32_t)dose;
    block_key_hash(words, 1, hashes);
    return hashes[0] % (2 * KINDS);
}

/* Eight kinds that would all stand at the last place, or next to one another at even places: each finds its own, and the ninth is told that there is no room. */
static void kinds_that_want_the_same_place(void **state)
{
    (void)state;
    struct bench *bench = begin(&(struct parts){0}, "age=30 y");
    for (int even = 0; even <= 1; even++) {
        int32_t doses[2 * KINDS + 1];
        const int32_t *columns[] = {doses};
        uint32_t decisions[2 * KINDS + 1];
        int fact = BLOCK_DOSE;
        int count = 0;
        for (int32_t dose = 10000; count < KINDS + 1; dose += 10000) {
            bool wanted = even == 1 ? place_of(dose) % 2 == 0 : place_of(dose) == 2 * KINDS - 1;
            if (wanted) {
                doses[count++] = dose;
            }
        }
        assert_true(block_begin(&bench->block, bench->order->protocol, &bench->order->request, &fact, 1));
        block_remember(&bench->block, (struct block_memory){bench->entries, bench->places, KINDS});
        int32_t ninth = doses[KINDS];
        for (int i = 0; i < KINDS; i++) { /* each once more */
            doses[KINDS + i] = doses[i];
        }
        doses[2 * KINDS] = ninth;
        assert_int_equal(block_decide(&bench->block, columns, 2 * KINDS + 1, decisions), 2 * KINDS);
        for (int i = 0; i < 2 * KINDS; i++) {
            assert_int_equal(decisions[i], i % KINDS);
        }
        end(bench);
        bench = begin(&(struct parts){0}, "age=30 y");
    }
    end(bench);
}

/* Columns that end where the memory ends; of those behind the last answer of an earlier call nothing is left. */
static void nothing_behind_the_last_answer(void **state)
{
    (void)state;
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(pages != MAP_FAILED);
    assert_int_equal(mprotect(pages + page, page, PROT_NONE), 0);
    struct bench *bench = begin(&(struct parts){0}, "age=30 y");
    int fact = BLOCK_DOSE;
    static const size_t counts[] = {1, 2, BLOCK_LANES - 1, BLOCK_LANES, BLOCK_LANES + 1, 2 * BLOCK_LANES};
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        int32_t *doses = (int32_t *)(void *)(pages + page) - counts[i];
        const int32_t *columns[] = {doses};
        uint32_t decisions[2 * BLOCK_LANES];
        for (size_t j = 0; j < counts[i]; j++) {
            doses[j] = 1000000;
        }
        assert_true(block_begin(&bench->block, bench->order->protocol, &bench->order->request, &fact, 1));
        block_remember(&bench->block, (struct block_memory){bench->entries, bench->places, KINDS});
        soil_stack();
        assert_int_equal(block_decide(&bench->block, columns, counts[i], decisions), counts[i]);
        assert_int_equal(bench->block.met, 1);
    }
    end(bench);
    assert_int_equal(munmap(pages, 2 * page), 0);
}

/* As many phases as there may be, and as many words as a key may have. */
static void as_many_phases_and_words_as_there_may_be(void **state)
{
    (void)state;
    char infusions[4000];
    char *at = infusions + sprintf(infusions, "(");
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        at += sprintf(at, "%s{ name = 'p%d'; devices = ['pump']; dose = { usual = '%d mg'; step = '10 mg'; source = 'trial'; }; over = { usual = '30 min'; source = 'trial'; }; bags = { product = 'premix'; additive = 'premixed'; }; }",
                      i > 0 ? "," : "", i, 100 * (i + 1));
    }
    sprintf(at, ")");
    struct bench *bench = begin(&(struct parts){.infusions = infusions}, "age=30 y");
    static const int32_t dose = 100000;
    const int32_t *columns[BLOCK_WORDS];
    uint32_t decision;
    for (int i = 0; i < BLOCK_WORDS; i++) {
        columns[i] = &dose;
    }
    assert_true(begins_with_many(bench, BLOCK_DOSE, BLOCK_WORDS, BLOCK_DOSE));
    block_remember(&bench->block, (struct block_memory){bench->entries, bench->places, KINDS});
    assert_int_equal(block_decide(&bench->block, columns, 1, &decision), 1);
    const struct block_outcome *outcome = block_outcome(&bench->block, decision);
    assert_int_equal(outcome->infusion_count, IFS_INFUSION_MAX);
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        assert_int_equal(outcome->infusions[i].dose.mcg, 100000 * (i + 1));
    }
    end(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_one_answer),
        cmocka_unit_test(nothing_behind_the_last_rule),
        cmocka_unit_test(words_of_a_key),
        cmocka_unit_test(what_may_be_unusual),
        cmocka_unit_test(as_many_cuts_as_there_is_room_for),
        cmocka_unit_test(as_many_tests_as_there_may_be),
        cmocka_unit_test(the_first_test_tells_too),
        cmocka_unit_test(a_memory_that_was_used_before),
        cmocka_unit_test(kinds_that_want_the_same_place),
        cmocka_unit_test(nothing_behind_the_last_answer),
        cmocka_unit_test(as_many_phases_and_words_as_there_may_be),
        cmocka_unit_test(unusual_by_itself),         cmocka_unit_test(beyond_every_answer),
        cmocka_unit_test(unusual_for_the_age),       cmocka_unit_test(rescue_by_weight),
        cmocka_unit_test(step_by_weight),            cmocka_unit_test(dose_by_weight),
        cmocka_unit_test(dose_rate_by_weight),       cmocka_unit_test(limit_by_weight),
        cmocka_unit_test(weight_that_decides_nothing),
        cmocka_unit_test(what_there_is_no_room_for), cmocka_unit_test(more_kinds_than_room),
        cmocka_unit_test(decided_together_as_alone), cmocka_unit_test(decided_with_many_questions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
