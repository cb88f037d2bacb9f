/*
 * test_unknowns.c - open answers that are too many to be gone through: then nothing is claimed of them.
 *
 * What is said of fewer is held by tests/cases/unknowns.cases.
 */
#include "engine/written.h"

#include "unknowns.h"

#define TRIAL " source = 'trial'; "

static ifs_plan scratch;
static struct unknowns unknowns;

static void find(struct order *order)
{
    unknowns_find(order->protocol, &order->request, &order->plan, &scratch, &unknowns);
}

/* One after another: whether anything is given hangs on needed, the dose on awake, then the time on tired, then a step on worse. Of the third
 * question that follows nothing is tried any more: with it open no order is whole, so nothing is claimed to be safe. */
static void what_follows_is_opened_three_times(void **state)
{
    (void)state;
    const struct parts parts = {
        .questions = ", { id = 'needed'; ask = 'Needed?'; }, { id = 'worse'; ask = 'Worse?'; }",
        .devices = "['pump']; when = 'needed'",
        .dose = "( { when = 'awake'; usual = '1 g/h'; step = '10 mg';" TRIAL
                "}, { when = 'not awake'; usual = '500 mg/h'; step = '10 mg';" TRIAL "} )",
        .over = "( { when = 'tired'; usual = '2 h';" TRIAL "}, { when = 'not tired'; usual = '4 h';" TRIAL "} )",
        .bags = "{ product = 'premix-strong'; additive = 'premixed'; }",
        .limits = "steps = ( { id = 'more'; when = 'worse'; dose = '1.5 g/h'; if = 'awake';" TRIAL "} );"};
    struct order *order = NULL;
    plan_of(&order, &parts, "weight=70 kg");
    find(order);
    assert_int_equal(unknowns.open_count, 4);
    assert_int_equal(unknowns.open[0], fact_named(order, "needed"));
    assert_int_equal(unknowns.open[1], fact_named(order, "awake"));
    assert_int_equal(unknowns.open[2], fact_named(order, "tired"));
    assert_int_equal(unknowns.open[3], fact_named(order, "worse"));
    forget(order);
}

/* ---- Too many ---- */

static char many[8000];

/* first, then one piece for each number from 1, as %d in it, divided by commas; then last. */
static const char *written_often(const char *first, const char *piece, int count, const char *last)
{
    size_t length = (size_t)snprintf(many, sizeof many, "%s", first);
    for (int i = 1; i <= count; i++) {
        length += (size_t)snprintf(many + length, sizeof many - length, i > 1 ? ", " : "");
        length += (size_t)snprintf(many + length, sizeof many - length, piece, i, i);
    }
    snprintf(many + length, sizeof many - length, "%s", last);
    return many;
}

/* 25 pressures tell 26 kinds apart; two do not. Every one of them is warned of at most, but not all are tried. */
static void of_too_many_kinds_of_one_answer_nothing_is_claimed(void **state)
{
    (void)state;
    const char *const check = "{ id = 'low-%d'; warn-if = 'systolic < 1%02d mmHg'; say = 'Low.'; source = 'trial'; }";
    struct parts parts = {.more = written_often("bedside = ['systolic']; checks = ( ", check, 2, " );")};
    struct order *order = NULL;
    plan_of(&order, &parts, "weight=70 kg");
    find(order);
    assert_int_equal(unknowns.result, UNKNOWNS_SAFE);
    forget(order);
    parts.more = written_often("bedside = ['systolic']; checks = ( ", check, 25, " );");
    plan_of(&order, &parts, "weight=70 kg");
    find(order);
    assert_int_equal(unknowns.open_count, 1);
    assert_int_equal(unknowns.result, UNKNOWNS_UNDECIDED);
    forget(order);
}

/* No rule reads them, yet of more than 48 the rest is not looked at. */
static void of_too_many_answers_nothing_is_claimed(void **state)
{
    (void)state;
    static char questions[8000];
    const struct {
        int count;
        enum unknowns_result result;
    } rows[] = {{48, UNKNOWNS_SAFE}, {49, UNKNOWNS_UNDECIDED}};
    for (size_t i = 0; i < 2; i++) {
        struct order *order = NULL;
        snprintf(questions, sizeof questions, "%s", written_often(", ", "{ id = 'asked-%d'; ask = 'Asked?'; }", rows[i].count, ""));
        const struct parts parts = {.questions = questions, .more = written_often("require = [ ", "'asked-%d'", rows[i].count, " ];")};
        plan_of(&order, &parts, "weight=70 kg");
        find(order);
        assert_int_equal(unknowns.open_count, 48);
        assert_int_equal(unknowns.result, rows[i].result);
        forget(order);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_follows_is_opened_three_times),
        cmocka_unit_test(of_too_many_kinds_of_one_answer_nothing_is_claimed),
        cmocka_unit_test(of_too_many_answers_nothing_is_claimed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
