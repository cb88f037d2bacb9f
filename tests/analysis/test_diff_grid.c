/*
 * test_diff_grid.c - changes seeded into shipped protocols: diff names exactly the patients whom plain enumeration finds.
 *
 * Each patient of a grid is planned whole, as an order is, under both files; the two plans are compared here, without what diff compares them
 * with. Somebody differs if and only if a box holds them, and with the doses the box says. The intervals beside each seed are worked out by
 * hand from the change.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "diff.h"
#include "diff_rules.h"
#include "diff_words.h"
#include "protocol_load.h"

enum { FILE_BYTES = 100000, PATH_BYTES = 300 };

struct seed {
    const char *protocol;
    const char *from;
    const char *to;
    const char *box;  /* one of the boxes, in words; NULL: no order differs */
    const char *what; /* the first thing that differs for it */
    const char *old;
    const char *new;
};

/* 40 mg/kg of at most 2 g in steps of 50 mg down: 1.5 g is reached at 37.5 kg, 1,550 mg at 38.75 kg (38.8 is the first weight that can be
 * written), so a maximum of 1.5 g takes something from 38.8 kg on. */
static const struct seed seeds[] = {
    /* band edge: 30 to 34.9 are now below it */
    {"migraine-acute-adult", "crcl < 30 mL/min", "crcl < 35 mL/min",
     "age 18 y and over, creatinine clearance 30 to 34.9 mL/min", "newly refused", "infusion 1 g over 15 min",
     "refused by check renal"},
    /* renal rule */
    {"migraine-acute-adult", "dose-max = \"1 g\"", "dose-max = \"500 mg\"",
     "age 18 y and over, creatinine clearance 30 to 59.9 mL/min", "infusion dose", "1 g", "500 mg"},
    /* maximum */
    {"asthma-acute-child", "max = \"2 g\"", "max = \"1.5 g\"", "weight 38.8 kg and over", "infusion dose",
     "1,550 mg to 2 g", "1,500 mg"},
    /* dose per kilogram, and what is drawn up with it */
    {"asthma-acute-child", "usual = \"40 mg/kg\"", "usual = \"35 mg/kg\"", NULL, NULL, NULL, NULL},
    /* limit: 1,850 mg is reached at 46.25 kg, of which 46.3 is the first that can be written */
    {"asthma-acute-child", "hard = [ \"\", \"2 g\" ]", "hard = [ \"\", \"1.8 g\" ]", "weight 46.3 kg and over",
     "newly refused", "infusion 1,850 mg to 2 g over 20 min", "refused by the limit dose"},
    /* product: the premixed bag is no longer the first */
    {"migraine-acute-adult", "{ product = \"premix-1-g-in-100-mL-dextrose\"; additive = \"premixed\"; },\n", "",
     "age 18 y and over, creatinine clearance 30 mL/min and over", "infusion draw", "none", "2 mL"},
    /* a check that comes to read another fact: told of by itself, for nobody without heart block is admitted now */
    {"migraine-acute-adult", "when = \"age >= 18 y\"", "when = \"age >= 18 y or heart-block\"", NULL, NULL, NULL, NULL},
    /* check and sentence: no order differs */
    {"migraine-acute-adult", "systolic < 100 mmHg", "systolic < 90 mmHg", NULL, NULL, NULL, NULL},
    {"migraine-acute-adult", "Knee reflexes and alertness", "Knee reflexes, speech and alertness", NULL, NULL, NULL, NULL}};

static char folder[] = "/tmp/infusheet-diff-XXXXXX";
static struct diff *diff;
static struct diff_rules *rules;
static ifs_protocol *protocols[2];
static char text[2][FILE_BYTES];

static int make(void **state)
{
    (void)state;
    diff = calloc(1, sizeof *diff);
    rules = calloc(1, sizeof *rules);
    return mkdtemp(folder) != NULL && diff != NULL && rules != NULL ? 0 : 1;
}

static int remove_all(void **state)
{
    (void)state;
    free(diff);
    free(rules);
    return rmdir(folder);
}

static ifs_protocol *load(const char *path)
{
    struct findings findings = {0};
    struct load_places places = {.protocols = "protocols"};
    ifs_protocol *protocol = protocol_load(path, &places, &findings);
    finding_free(&findings);
    return protocol;
}

static void read_protocol(const char *name, char *bytes)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "protocols/%s.cfg", name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(bytes, 1, FILE_BYTES - 1, file);
    bytes[length] = '\0';
    fclose(file);
}

/* The protocol as shipped, and with every `from` written as `to`. */
static void seed_change(const struct seed *seed)
{
    char path[PATH_BYTES];
    read_protocol(seed->protocol, text[0]);
    char *out = text[1];
    int changed = 0;
    for (const char *at = text[0]; *at != '\0';) {
        if (strncmp(at, seed->from, strlen(seed->from)) == 0) {
            out += sprintf(out, "%s", seed->to);
            at += strlen(seed->from);
            changed++;
        } else {
            *out++ = *at++;
        }
    }
    *out = '\0';
    assert_true(changed > 0);
    snprintf(path, sizeof path, "%s/%s.cfg", folder, seed->protocol);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text[1], file);
    fclose(file);
    protocols[1] = load(path);
    unlink(path);
    snprintf(path, sizeof path, "protocols/%s.cfg", seed->protocol);
    protocols[0] = load(path);
    assert_non_null(protocols[0]);
    assert_non_null(protocols[1]);
    memset(diff, 0, sizeof *diff);
    memset(rules, 0, sizeof *rules);
    diff_begin(diff, protocols[0], protocols[1], NULL);
    diff_rules_find(rules, &diff->joint);
}

static void forget(void)
{
    protocol_free(protocols[0]);
    protocol_free(protocols[1]);
}

/* ---- One patient of the grid ---- */

static void answer(int which, ifs_request *request, const char *name, const char *words)
{
    ifs_message why;
    if (!ifs_request_answer(protocols[which], request, name, words, &why)) {
        fail_msg("%s=%s: %s", name, words, why.text);
    }
}

/* The patient of the first example, who passes every check. */
static void begin_patient(int which, ifs_request *request)
{
    static char names[2][128][200];
    *request = (ifs_request){.at_s = 1795176000};
    for (size_t i = 0; i < sizeof request->confirmed.bits / sizeof request->confirmed.bits[0]; i++) {
        request->confirmed.bits[i] = UINT64_MAX;
    }
    const struct example *example = &protocols[0]->examples[0];
    for (int i = 0; i < example->fact_count; i++) {
        char *name = names[which][i];
        snprintf(name, sizeof names[which][i], "%s", example->facts[i]);
        char *words = strchr(name, '=');
        assert_non_null(words);
        *words++ = '\0';
        answer(which, request, name, words);
    }
    if (fact_set_has(&request->known, IFS_FACT_CREATININE)) {
        answer(which, request, "creatinine", "unknown");
    }
}

static bool same_words(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool same_ratio(ifs_ratio a, ifs_ratio b)
{
    return a.num * b.den == b.num * a.den;
}

static const char *product_of(int which, const ifs_infusion *infusion)
{
    return protocols[which]->infusions[infusion->rule].containers[infusion->container].product->id;
}

static bool plans_differ(const ifs_plan plans[2])
{
    bool refused = plans[0].verdict == IFS_REFUSED;
    if (refused || plans[1].verdict == IFS_REFUSED) {
        return plans[0].verdict != plans[1].verdict && (plans[1].verdict == IFS_REFUSED) != refused;
    }
    bool differ = plans[0].infusion_count != plans[1].infusion_count;
    for (int i = 0; !differ && i < plans[0].infusion_count; i++) {
        const ifs_infusion *a = &plans[0].infusions[i];
        const ifs_infusion *b = &plans[1].infusions[i];
        differ = a->dose.mcg != b->dose.mcg || a->over.s != b->over.s || a->draw.ul != b->draw.ul ||
                 a->flow.ul_per_h != b->flow.ul_per_h || !same_ratio(a->total_ul, b->total_ul) ||
                 !same_words(product_of(0, a), product_of(1, b));
    }
    return differ;
}

static int64_t figure_of(const ifs_request *request, const ifs_plan *plan, int slot)
{
    const ifs_derived *derived = &plan->derived;
    const int64_t figures[SLOT_COUNT - IFS_FACT_MAX] = {derived->crcl, derived->egfr, derived->urine, derived->urine_per_weight,
                                                        derived->product, derived->diluent, derived->device};
    return slot < IFS_FACT_MAX ? request->answer[slot] : figures[slot - IFS_FACT_MAX];
}

static bool in_box(const struct box *box, const ifs_request *request, const ifs_plan *plan)
{
    const struct space *space = &diff->old.space;
    for (int i = 0; i < space->axis_count; i++) {
        const struct space_cell *cells = &space->cells[space->axes[i].first_cell];
        int64_t figure = figure_of(request, plan, space->axes[i].slot);
        if (figure < cells[box->low[i]].low || figure > cells[box->high[i]].high) {
            return false;
        }
    }
    int64_t weight = request->answer[IFS_FACT_WEIGHT];
    int end = diff->runs[box->high[space->axis_count] + 1];
    return weight >= diff->weights[diff->runs[box->low[space->axis_count]]] &&
           (end == diff->weight_count || weight < diff->weights[end]);
}

/* The change of the box is that of the plans: refused or not, and the doses, or which way they go. */
static bool tells(const struct diff_change *change, const ifs_plan plans[2])
{
    const struct diff_order *orders[2] = {&change->old, &change->new};
    for (int i = 0; i < 2; i++) {
        bool refused = plans[i].verdict == IFS_REFUSED;
        if (refused != (orders[i]->outcome == DIFF_REFUSED) ||
            (!refused && !diff->by_figures && orders[i]->phases[0].dose.mcg != plans[i].infusions[0].dose.mcg)) {
            return false;
        }
    }
    if (plans[0].verdict == IFS_REFUSED || plans[1].verdict == IFS_REFUSED) {
        return true;
    }
    int64_t rise = plans[1].infusions[0].dose.mcg - plans[0].infusions[0].dose.mcg;
    int64_t told = orders[1]->phases[0].dose.mcg - orders[0]->phases[0].dose.mcg;
    return (rise > 0) == (told > 0) && (rise < 0) == (told < 0);
}

/* True when the orders of this patient differ. */
static bool compare_patient(const char *age, const char *weight, const char *clearance)
{
    static ifs_plan plans[2];
    static ifs_request requests[2];
    int holds = 0;
    for (int i = 0; i < 2; i++) {
        begin_patient(i, &requests[i]);
        answer(i, &requests[i], "age", age);
        answer(i, &requests[i], "weight", weight);
        if (clearance != NULL) {
            answer(i, &requests[i], "crcl", clearance);
        }
        if (ifs_request_settle(&requests[i]) != NULL) {
            return false; /* no adult weighs so little */
        }
        ifs_plan_compute(protocols[i], &requests[i], &plans[i]);
    }
    bool differ = plans_differ(plans);
    for (int i = 0; i < diff->boxes.count; i++) {
        if (in_box(&diff->boxes.list[i], &requests[0], &plans[0])) {
            holds++;
            if (!tells(&diff->changes[diff->boxes.list[i].mark], plans)) {
                fail_msg("age %s, weight %s, crcl %s: in a box of another change", age, weight, clearance);
            }
        }
    }
    if (differ != (holds > 0)) {
        fail_msg("age %s, weight %s, crcl %s: %s, but in %d boxes", age, weight, clearance,
                 differ ? "differs" : "is the same", holds);
    }
    return differ;
}

static int compare_grid(bool adult)
{
    static const char *const clearances[] = {"0 mL/min",    "14.9 mL/min", "15 mL/min",   "29.9 mL/min", "30 mL/min",
                                             "30.1 mL/min", "34.9 mL/min", "35 mL/min",   "54.9 mL/min", "55 mL/min",
                                             "59.9 mL/min", "60 mL/min",   "60.1 mL/min", "250 mL/min"};
    static const char *const ages[] = {"17 y", "18 y", "34 y", "64 y", "65 y", "120 y"};
    static const char *const weights[] = {"25 kg", "39.9 kg", "40 kg", "66.6 kg", "100 kg", "300 kg"};
    int differing = 0;
    for (size_t i = 0; adult && i < sizeof ages / sizeof ages[0]; i++) {
        for (size_t j = 0; j < sizeof weights / sizeof weights[0]; j++) {
            for (size_t k = 0; k < sizeof clearances / sizeof clearances[0]; k++) {
                differing += compare_patient(ages[i], weights[j], clearances[k]) ? 1 : 0;
            }
        }
    }
    for (int64_t grams = 500; !adult && grams <= 300000; grams += grams < 10000 ? 10 : 100) {
        char weight[40];
        snprintf(weight, sizeof weight, "%lld.%02lld kg", (long long)(grams / 1000), (long long)(grams % 1000 / 10));
        char *point = grams >= 10000 ? strchr(weight, '.') : NULL;
        if (point != NULL) {
            snprintf(weight, sizeof weight, "%lld.%lld kg", (long long)(grams / 1000), (long long)(grams % 1000 / 100));
        }
        differing += compare_patient("6 y", weight, NULL) ? 1 : 0;
    }
    return differing;
}

static void assert_box(const struct seed *seed)
{
    static struct diff_item items[DIFF_ITEMS];
    static struct diff_change light;
    static struct diff_change heavy;
    for (int i = 0; i < diff->boxes.count; i++) {
        char where[1000];
        struct text words = text_over(where, sizeof where);
        diff_words_box(&words, diff, &diff->boxes.list[i]);
        if (strcmp(where, seed->box) == 0) {
            diff_order_in(diff, &diff->boxes.list[i], false, &light);
            diff_order_in(diff, &diff->boxes.list[i], true, &heavy);
            assert_true(diff_words_items(&light, &heavy, items) > 0);
            assert_string_equal(items[0].what, seed->what);
            assert_string_equal(items[0].old, seed->old);
            assert_string_equal(items[0].new, seed->new);
            return;
        }
    }
    fail_msg("no box says \"%s\"", seed->box);
}

static void every_seeded_change_is_told_of_those_it_concerns_and_of_nobody_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        seed_change(&seeds[i]);
        assert_true(rules->count > 0);
        assert_true(diff_orders(diff));
        int differing = compare_grid(strcmp(seeds[i].protocol, "migraine-acute-adult") == 0);
        assert_int_equal(differing > 0, diff->boxes.count > 0);
        if (seeds[i].box != NULL) {
            assert_box(&seeds[i]);
        }
        forget();
    }
}

/* 90 to 99 mmHg tripped the check and pass now; nobody else is told of. */
static void a_check_is_compared_by_its_own_kinds(void **state)
{
    (void)state;
    const struct check *checks[2] = {NULL, NULL};
    seed_change(&seeds[7]);
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < protocols[i]->check_count; j++) {
            bool named = strcmp(protocols[i]->checks[j].id, "low-pressure") == 0;
            checks[i] = named ? &protocols[i]->checks[j] : checks[i];
        }
        assert_non_null(checks[i]);
    }
    assert_true(diff_check(diff, checks[0], checks[1]));
    assert_int_equal(diff->boxes.count, 1);
    assert_int_equal(diff->boxes.list[0].mark, 2);
    char where[1000];
    struct text words = text_over(where, sizeof where);
    diff_words_check_box(&words, diff, &diff->boxes.list[0]);
    assert_string_equal(where, "systolic blood pressure 90 to 99 mmHg");
    forget();
}

/* A condition written another way means the same: not below 30 is 30 and over. */
static void a_condition_in_other_words_is_the_same(void **state)
{
    (void)state;
    const struct seed seed = {.protocol = "migraine-acute-adult",
                              .from = "crcl >= 30 mL/min and crcl < 60 mL/min",
                              .to = "not (crcl >= 60 mL/min or crcl < 30 mL/min)"};
    seed_change(&seed);
    assert_int_equal(rules->count, 0);
    forget();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_seeded_change_is_told_of_those_it_concerns_and_of_nobody_else),
        cmocka_unit_test(a_check_is_compared_by_its_own_kinds),
        cmocka_unit_test(a_condition_in_other_words_is_the_same),
    };
    return cmocka_run_group_tests(tests, make, remove_all);
}
