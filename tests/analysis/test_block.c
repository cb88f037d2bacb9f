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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unusual_by_itself),         cmocka_unit_test(beyond_every_answer),
        cmocka_unit_test(unusual_for_the_age),       cmocka_unit_test(rescue_by_weight),
        cmocka_unit_test(step_by_weight),            cmocka_unit_test(dose_by_weight),
        cmocka_unit_test(dose_rate_by_weight),       cmocka_unit_test(limit_by_weight),
        cmocka_unit_test(weight_that_decides_nothing),
        cmocka_unit_test(what_there_is_no_room_for), cmocka_unit_test(more_kinds_than_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
