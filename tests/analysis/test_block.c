/*
 * test_block.c - what makes two patients different, one reason at a time, and what a block has no room for.
 *
 * Each protocol is written so that one figure alone decides; the expected verdicts are counted in the comments. That every
 * shipped protocol is decided together as alone is shown by tests/battery/test_block.c.
 */
#include "engine/written.h"

#include "block.h"

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
    verdicts[0] = block_outcome(&bench->block, decisions[0])->verdict;
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

int main(void)
{
    const struct CMUnitTest tests[] = {
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
