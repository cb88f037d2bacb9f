/*
 * test_missing.c - what has to be asked before there is an order: each question once, and where it is not plain, between which bounds.
 *
 * Each order is computed from a protocol written here.
 */
#include "engine/written.h"

#include "sheet.h"

#define TRIAL " source = 'trial'; "
#define STEP " step = '10 mg';" TRIAL
#define CLEARANCE "renal = ( { when = 'crcl >= 30 mL/min'; }, { when = 'crcl < 30 mL/min'; refuse = 'Too low.';" TRIAL "} );"
#define PHASE(name) \
    "{ name = '" name "'; devices = ['pump']; dose = {" STEP "}; over = {" TRIAL "}; bags = { product = 'premix'; additive = 'premixed'; }; }"

static struct ifs_sheet sheet;

static void join_names(const struct ifs_sheet *of, char *out, size_t capacity)
{
    struct text text = text_over(out, capacity);
    for (int i = 0; i < of->missing_count; i++) {
        text_add(&text, of->missing[i]);
        text_add(&text, " ");
    }
}

static int questions_with(const char *piece)
{
    int count = 0;
    for (int i = 0; i < sheet.questions.count; i++) {
        count += strstr(sheet.questions.list[i].text, piece) != NULL ? 1 : 0;
    }
    return count;
}

/* What stands before and behind the lists is not asked. */
static void surround_lists(struct order *order)
{
    static struct infusion_rule infusions[IFS_INFUSION_MAX + 2];
    ifs_protocol *protocol = order->protocol;
    memset(infusions, 0, sizeof infusions);
    memcpy(infusions + 1, protocol->infusions, (size_t)protocol->infusion_count * sizeof infusions[0]);
    infusions[0].name = "before";
    infusions[protocol->infusion_count + 1].name = "behind";
    protocol->infusions = infusions + 1;
    protocol->facts[protocol->fact_count] = (struct fact_rule){.name = "behind", .kind = FACT_QUESTION, .renal_risk = true, .ask = "Behind?"};
    order->plan.missing_dose[protocol->infusion_count] = true;
    order->plan.missing_over[protocol->infusion_count] = true;
    memset((unsigned char *)order->plan.missing_dose - 1, 1, 1);
}

struct row {
    const char *of;
    struct parts parts;
    const char *words;
    const char *missing;
    int questions;
    int creatinine; /* of them */
};

static const struct row rows[] = {
    {"a clearance may be known from a creatinine", {.more = CLEARANCE}, "sex=male | age=40 y | weight=70 kg", "crcl ", 2, 1},
    {"a creatinine that is required is asked once", {.more = "require = ['creatinine']; " CLEARANCE}, "sex=male | age=40 y | weight=70 kg", "creatinine crcl ", 2, 1},
    /* of a child the height is lacking */
    {"a creatinine that is known is not asked", {.more = CLEARANCE}, "sex=male | age=10 y | creatinine=1 mg/dL", "crcl ", 1, 0},
    {"of somebody pregnant no creatinine tells the clearance", {.more = CLEARANCE}, "sex=female | pregnant=yes | age=40 y | weight=70 kg", "crcl ", 1, 0},
    {"another fact needs no creatinine", {.more = "require = ['weight'];"}, "sex=male", "weight ", 1, 0},
    {"the dose and the time of each phase", {.infusions = "( " PHASE("first") ", " PHASE("second") " )"}, "", "dose over ", 4, 0},
};

static void what_is_missing_is_asked_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct order *order = NULL;
        char missing[200];
        assert_int_equal(plan_of(&order, &rows[i].parts, rows[i].words)->verdict, IFS_INCOMPLETE);
        surround_lists(order);
        sheet_build(order->protocol, &order->request, &order->plan, &sheet);
        join_names(&sheet, missing, sizeof missing);
        int strange = questions_with("before") + questions_with("ehind");
        if (strcmp(missing, rows[i].missing) != 0 || sheet.questions.count != rows[i].questions || questions_with("reatinine=") != rows[i].creatinine || strange > 0) {
            print_message("%s: %s\n", rows[i].of, missing);
            for (int j = 0; j < sheet.questions.count; j++) {
                print_message("    %s\n", sheet.questions.list[j].text);
            }
            fail();
        }
        forget(order);
    }
}

/* Of the risks that are open only those that the protocol names: kidneys. */
static void which_risks_are_open(void **state)
{
    (void)state;
    struct order *order = NULL;
    plan_of(&order, &(struct parts){.more = CLEARANCE}, "sex=male | age=40 y | renal=normal");
    surround_lists(order);
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    assert_int_equal(questions_with("kidneys"), 1);
    assert_int_equal(questions_with("behind"), 0);
    plan_for(order, "sex=male | age=40 y"); /* without a category there is none that could count */
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    assert_int_equal(questions_with("from creatinine, or as reported (crcl="), 1);
    assert_int_equal(questions_with("category"), 0);
    forget(order);
}

/* Weeks and days have no decimals; of a choice every answer is named, from the first on. */
static void between_which_bounds(void **state)
{
    (void)state;
    struct order *order = NULL;
    plan_of(&order, &(struct parts){.more = "require = ['gestation', 'reflexes', 'weight', 'magnesium', 'pain'];"}, "");
    sheet_build(order->protocol, &order->request, &order->plan, &sheet);
    static const char *const questions[] = {
        "Weight: 0.5 to 300 kg (weight=...)",
        "Serum magnesium: 0.1 to 10 mmol/L, or 0.3 to 24.3 mg/dL, or 0.2 to 20 mEq/L (magnesium=...)", /* 10 mmol/L are 24.305 mg/dL, 0.1 are 0.243 */
        "Patellar reflexes: present, absent (reflexes=...)",
        "Gestation: 0w0d to 45w0d (gestation=...)",
        "How much pain? none, mild, severe (pain=...)",
    };
    assert_int_equal(sheet.questions.count, 5);
    for (int i = 0; i < 5; i++) {
        assert_string_equal(sheet.questions.list[i].text, questions[i]);
    }
    forget(order);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_missing_is_asked_once),
        cmocka_unit_test(which_risks_are_open),
        cmocka_unit_test(between_which_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
