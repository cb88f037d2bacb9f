/*
 * test_checklist.c - no false alarm: every sheet of every protocol has all that the checklist asks of it.
 *
 * A sheet with a missing item is not printed, so an item that misses what is there would keep a nurse from an order that
 * is right. The names, addresses and reasons here break every rule of writing on purpose: they are people's own words. What
 * each item finds when something is wrong is tests/sheet/test_items.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "checklist.h"
#include "patients.h"
#include "plain.h"

enum { ROOM = 512 * 1024, EVERY = 101, LEAST = 2000 };

static ifs_request settled;
static ifs_plan plan;
static struct ifs_sheet sheet;
static struct layout layout;
static struct checklist checklist;
static char letters[ROOM];
static long held;

static void identify(struct patient *patient)
{
    static const char *const said[][2] = {
        {"Mag Example 5cc", "Zoë Qd Ексампле"}, {".5 <1.0> 1000mg", "HS-1000 U"}, {"MS & IU @ 2.0 mg.", "none known"},
    };
    const int facts[] = {IFS_FACT_NAME, IFS_FACT_ID, IFS_FACT_ALLERGIES};
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        patient->request.words[facts[i]] = said[i][held % 2];
        fact_set_add(&patient->request.known, facts[i]);
        fact_set_add(&patient->request.given, facts[i]);
    }
}

static void hold_sheet(const struct patient *patient)
{
    struct patient named = *patient;
    identify(&named);
    if (!patient_plan(&named, &settled, &plan)) {
        return;
    }
    struct text text = text_over(letters, sizeof letters);
    sheet_build(named.protocol, &settled, &plan, &sheet);
    layout_rows(&sheet, &layout);
    assert_true(plain_text(&sheet, &text));
    held++;
    if (checklist_hold(&sheet, &layout, letters, &checklist)) {
        return;
    }
    for (int i = 0; i < CHECKLIST_ITEMS; i++) {
        const struct checklist_item *item = &checklist.items[i];
        if (item->state == ITEM_MISSING) {
            complain(patient, "item %d, %s: \"%s\"", item->number, item->words, item->said);
        }
    }
}

static void each_change(const struct patient *patient)
{
    static struct answer list[REPRESENTATIVES_MAX];
    static int turn;
    hold_sheet(patient);
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
            hold_sheet(&changed);
        }
    }
}

static void no_sheet_misses_an_item(void **state)
{
    (void)state;
    for (int i = 0; i < battery_count(); i++) {
        const ifs_protocol *protocol = battery_protocol(i);
        for (int j = 0; j < protocol->example_count; j++) {
            struct patient patient;
            patient_of_example(&patient, protocol, j);
            each_change(&patient);
        }
    }
    if (battery_is_whole()) {
        assert_true(held > LEAST);
    }
    printf("%ld sheets\n", held);
    battery_end();
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_sheet_misses_an_item)};
    return battery_run(argc, argv, tests, sizeof tests / sizeof tests[0]);
}
