/*
 * test_brute.c - the patients that are drawn one by one: every answer that may be given is, none other is, and each as often as it is meant to be; and what is
 * counted of a patient and the neighbours.
 *
 * Shares are expected within five standard deviations; the seed is fixed, so what passes once passes always.
 */
#include "proving.h"

#include "brute.h"
#include "derive.h"

#define GRAM INT64_C(1000000)
#define MANY 40000
#define BY(facts) "(" USUAL(facts, "1 g") "," USUAL("not (" facts ")", "2 g") ")"

static struct brute *brute;

static int make(void **state)
{
    brute = calloc(1, sizeof *brute);
    return brute != NULL ? make_proof(state) : 1;
}

static int unmake(void **state)
{
    free(brute);
    return remove_proof(state);
}

/* ---- Who is drawn -------------------------------------------------------------------------------------------------------------- */

/* Of each patient (not of the neighbours) what a test looks at. */
typedef int64_t look(const ifs_request *request);

enum { LOOKS = 12, SEEN = 70000 };

static look *looks[LOOKS];
static int look_count;
static int64_t seen[LOOKS][SEEN];
static int64_t patients;

/* Nobody is ordered anything: neighbours are not asked for. */
static void look_at(const ifs_protocol *of, const ifs_request *request, ifs_plan *plan)
{
    (void)of;
    const ifs_derived derived = plan->derived;
    memset(plan, 0, sizeof *plan);
    plan->derived = derived;
    plan->verdict = IFS_INCOMPLETE;
    assert_true(patients < SEEN);
    for (int i = 0; i < look_count; i++) {
        seen[i][patients] = looks[i](request);
    }
    patients++;
}

static void draw_many(const struct parts *parts, int64_t many)
{
    begin_with(parts, look_at);
    brute_begin(brute, 5);
    patients = 0;
    brute_run(brute, prove, many);
    assert_int_equal(brute->patients, patients);
    assert_int_equal(patients, many);
}

/* Of those who are looked at (0 and more) the lowest and the highest, and all on that step. */
static void expect_range(const char *of, int number, int64_t low, int64_t high, int64_t step)
{
    int64_t least = INT64_MAX;
    int64_t most = -1;
    for (int64_t i = 0; i < patients; i++) {
        int64_t figure = seen[number][i];
        least = figure >= 0 && figure < least ? figure : least;
        most = figure > most ? figure : most;
        if (figure > 0 && figure % step != 0) {
            fail_msg("%s: %lld", of, (long long)figure);
        }
    }
    if (least != low || most != high) {
        fail_msg("%s: %lld to %lld", of, (long long)least, (long long)most);
    }
}

/* Of those who are looked at so many in a thousand. */
static void expect_share(const char *of, int number, int64_t figure, double share)
{
    int64_t all = 0;
    int64_t those = 0;
    for (int64_t i = 0; i < patients; i++) {
        all += seen[number][i] >= 0 ? 1 : 0;
        those += seen[number][i] == figure ? 1 : 0;
    }
    double expected = (double)all * share;
    double beside = (double)those - expected;
    if (all < 1000 || beside * beside > 25 * expected * (1 - share)) {
        fail_msg("%s, %lld: %lld of %lld, not %.0f", of, (long long)figure, (long long)those, (long long)all, expected);
    }
}

static int64_t weight_of(const ifs_request *request)
{
    return request->answer[IFS_FACT_WEIGHT];
}

static int64_t light_weight(const ifs_request *request)
{
    return weight_of(request) < 10000 ? weight_of(request) : -1;
}

static int64_t heavy_weight(const ifs_request *request)
{
    return weight_of(request) >= 10000 ? weight_of(request) : -1;
}

static int64_t is_light(const ifs_request *request)
{
    return weight_of(request) < 10000 ? 1 : 0;
}

static bool has(const ifs_request *request, int fact)
{
    return fact_set_has(&request->known, fact) && fact_set_has(&request->given, fact);
}

static int64_t has_all_given(const ifs_request *request)
{
    static const int facts[] = {IFS_FACT_WEIGHT, IFS_FACT_GIVEN_24H, IFS_FACT_GIVEN_48H, IFS_FACT_LAST_DOSE};
    bool all = true;
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        const struct fact_unit *unit = &fact_builtin(facts[i])->units[0];
        all = all && has(request, facts[i]) && request->unit[facts[i]] == quantity_unit_index(unit->symbol, unit->dimension);
    }
    for (size_t i = 0; i < IFS_FACT_MAX / 64; i++) {
        all = all && request->confirmed.bits[i] == UINT64_MAX;
    }
    return all ? 1 : 0;
}

static int64_t given_24h(const ifs_request *request)
{
    return request->answer[IFS_FACT_GIVEN_24H];
}

static int64_t nothing_given(const ifs_request *request)
{
    return given_24h(request) == 0 ? 1 : 0;
}

static int64_t given_before_that(const ifs_request *request)
{
    return given_24h(request) > 0 ? request->answer[IFS_FACT_GIVEN_48H] - given_24h(request) : -1;
}

static int64_t last_within_a_day(const ifs_request *request)
{
    return given_24h(request) > 0 ? request->answer[IFS_FACT_LAST_DOSE] : -1;
}

static int64_t last_before_two_days(const ifs_request *request)
{
    return given_24h(request) == 0 ? request->answer[IFS_FACT_LAST_DOSE] : -1;
}

/* One in eight weighs less than 10 kg, by 10 g; the others by 100 g. Half were given nothing, the others up to 39.99 g in a day, up to 9.99 g before it; the last
 * dose within that day, or up to 1,000 min before two days. */
static void weights_and_what_was_given(void **state)
{
    (void)state;
    look *const these[] = {light_weight, heavy_weight, is_light, has_all_given, given_24h, nothing_given, given_before_that, last_within_a_day, last_before_two_days};
    memcpy(looks, these, sizeof these);
    look_count = COUNT_OF(these);
    draw_many(&(struct parts){.more = NEEDS("")}, 30000);
    expect_range("light", 0, 500, 9990, 10);
    expect_range("heavy", 1, 10000, 300000, 100);
    expect_share("light", 2, 1, 1.0 / 8);
    expect_share("given", 3, 1, 1);
    expect_range("24 h", 4, 0, 39990000, 10000);
    expect_share("24 h", 5, 1, 0.5 + 0.5 / 4000);
    expect_range("48 h", 6, 0, 9990000, 10000);
    expect_range("last", 7, 0, 1439 * 60, 60);
    expect_range("last", 8, 2880 * 60, 3879 * 60, 60);
    forget(order);
}

/* ---- Answers --------------------------------------------------------------------------------------------------------------------- */

static int64_t sex_of(const ifs_request *request)
{
    return has(request, IFS_FACT_SEX) && request->unit[IFS_FACT_SEX] == 0 ? request->answer[IFS_FACT_SEX] : 2;
}

static int64_t pain_of(const ifs_request *request)
{
    return request->answer[fact_named(order, "pain")];
}

static int64_t setting_of(const ifs_request *request)
{
    return request->answer[IFS_FACT_SETTING];
}

static int64_t is_measured_in(const ifs_request *request, int fact)
{
    int unit = request->unit[fact];
    for (int i = 0; i < fact_builtin(fact)->unit_count; i++) {
        const struct fact_unit *one = &fact_builtin(fact)->units[i];
        if (unit == quantity_unit_index(one->symbol, one->dimension)) {
            return i;
        }
    }
    fail_msg("no unit of that fact");
    return -1;
}

static int64_t magnesium_unit(const ifs_request *request)
{
    return is_measured_in(request, IFS_FACT_MAGNESIUM);
}

static int64_t magnesium_per_litre(const ifs_request *request)
{
    return magnesium_unit(request) == 2 ? request->answer[IFS_FACT_MAGNESIUM] : -1;
}

static int64_t systolic(const ifs_request *request)
{
    return request->answer[IFS_FACT_SYSTOLIC];
}

/* Within three mmHg of 173 mmHg. */
static int64_t is_near(const ifs_request *request)
{
    int64_t off = systolic(request) - 173;
    return off >= -3 && off <= 3 ? off + 3 : 7;
}

/* Within three steps of 2 mmol/L. */
static int64_t is_near_in_steps(const ifs_request *request)
{
    int64_t off = (request->answer[IFS_FACT_MAGNESIUM] - 200 * 243050) / 243050;
    return magnesium_unit(request) != 0 ? -1 : off >= -3 && off <= 3 ? off + 3 : 7;
}

static int64_t spo2(const ifs_request *request)
{
    return request->answer[IFS_FACT_SPO2];
}

static int64_t resp_rate(const ifs_request *request)
{
    return request->answer[IFS_FACT_RESP_RATE];
}

/* Choices each as often; of a measured fact any unit and any answer on its step. Of the T tests there are one is of the systolic pressure: of those who
 * are tried half are asked for one of 5 figures near that one, with every test another half after each that was in vain: p / (1 + p), p = 1 / T. */
static void answers_of_every_kind(void **state)
{
    (void)state;
    look *const these[] = {sex_of, pain_of, setting_of, magnesium_unit, magnesium_per_litre, systolic, is_near, resp_rate, is_near_in_steps, spo2};
    memcpy(looks, these, sizeof these);
    look_count = COUNT_OF(these);
    const char *const dose = BY("sex is female and pain is mild and setting is ward and systolic < 173 mmHg and magnesium < 2 mmol/L and resp-rate < 5 /min and spo2 < 99 %");
    begin(&(struct parts){.dose = dose, .more = NEEDS("")});
    int tests = order->protocol->tests.count;
    forget(order);
    draw_many(&(struct parts){.dose = dose, .more = NEEDS("")}, 20000);
    expect_range("sex", 0, 0, 1, 1);
    expect_share("sex", 0, IFS_MALE, 0.5);
    expect_range("pain", 1, 0, 2, 1);
    expect_share("pain", 1, 0, 1.0 / 3);
    expect_share("pain", 1, 1, 1.0 / 3);
    expect_share("setting", 2, IFS_MOBILE, 1.0 / 3);
    expect_share("setting", 2, IFS_CLINIC, 1.0 / 3);
    expect_share("setting", 2, IFS_WARD, 1.0 / 3);
    expect_share("magnesium", 3, 0, 1.0 / 3);
    expect_share("magnesium", 3, 2, 1.0 / 3);
    expect_range("magnesium", 4, 2430500, 243050000, 121525);
    expect_range("systolic", 5, 40, 300, 1);
    double near = 1.0 / (tests + 1);
    for (int i = 0; i < 7; i++) {
        bool is_one = i > 0 && i < 6;
        expect_share("near", 6, i, (is_one ? near / 5 : 0) + (1 - near) / 261);
        expect_share("near in steps", 8, i, (is_one ? near / 5 : 0) + (1 - near) / 991);
    }
    double nearer = 0.8 / (tests + 0.8); /* of 97 to 101 the last is none */
    expect_share("saturation", 9, 100, nearer / 4 + (1 - nearer) / 51);
    expect_range("breaths", 7, 4, 80, 1); /* of 3 to 7 near the bound of 5 the first is none */
    expect_share("breaths", 7, 4, near / 5 + (1 - near) / 77);
    forget(order);
}

/* ---- Orders ---------------------------------------------------------------------------------------------------------------------- */

static bool same_choice(const ifs_choice *a, const ifs_choice *b)
{
    return a->has_dose == b->has_dose && a->has_over == b->has_over && a->dose_is_rate == b->dose_is_rate && a->dose_mcg.num == b->dose_mcg.num && a->dose_mcg.den == b->dose_mcg.den &&
           a->over.s == b->over.s;
}

static int64_t listed; /* what was found for the patient at hand: it is looked for first */

/* The order of the list; 0: nothing is prescribed; one behind the last: none of it. */
static int64_t order_of_the_list(const ifs_request *request)
{
    static const ifs_choice none = {0};
    const struct family *family = &prove->family;
    for (int i = 0; i < family->order_count; i++) {
        bool same = request->choices[0].dose_mcg.num == (family->orders[i].infusion == 0 ? family->orders[i].choice.dose_mcg.num : 0);
        for (int j = 0; same && j < 3; j++) { /* of two phases */
            same = same_choice(&request->choices[j], j == family->orders[i].infusion ? &family->orders[i].choice : &none);
        }
        if (same) {
            return listed = i;
        }
    }
    return listed = family->order_count;
}

static bool is_free(const ifs_choice *choice)
{
    return choice->over.s > 0 && !choice->dose_is_rate && choice->dose_mcg.den == 1;
}

/* Of an order that is of no list: which phase; 2: none. */
static int64_t free_phase(const ifs_request *request)
{
    if (listed < prove->family.order_count) {
        return 2;
    }
    return is_free(&request->choices[0]) ? 0 : 1;
}

static int64_t free_dose_by_10_mg(const ifs_request *request)
{
    const ifs_choice *choice = &request->choices[0];
    return free_phase(request) == 0 && choice->has_dose && choice->dose_mcg.num % 250000 != 0 ? choice->dose_mcg.num : -1;
}

static int64_t free_dose_by_250_mg(const ifs_request *request)
{
    const ifs_choice *choice = &request->choices[0];
    return free_phase(request) == 0 && choice->has_dose && choice->dose_mcg.num % 250000 == 0 ? choice->dose_mcg.num : -1;
}

static int64_t free_time(const ifs_request *request)
{
    return free_phase(request) == 0 && request->choices[0].has_over ? request->choices[0].over.s : -1;
}

static int64_t has_free_time(const ifs_request *request)
{
    return free_phase(request) == 0 ? request->choices[0].has_over : -1;
}

static int64_t free_dose_at_a_rate(const ifs_request *request)
{
    return free_phase(request) == 1 && is_free(&request->choices[1]) ? request->choices[1].has_dose : -1;
}

static int64_t material_of(const ifs_request *request)
{
    static const int facts[] = {IFS_FACT_PRODUCT, IFS_FACT_DILUENT, IFS_FACT_DEVICE};
    for (int i = 0; i < prove->family.material_count; i++) {
        const struct family_material *material = &prove->family.materials[i];
        const int64_t choices[] = {material->product, material->diluent, material->device};
        bool same = true;
        for (size_t j = 0; j < COUNT_OF(facts); j++) {
            same = same && (choices[j] == FAMILY_NOTHING ? !fact_set_has(&request->known, facts[j])
                                                         : has(request, facts[j]) && request->answer[facts[j]] == choices[j] && request->unit[facts[j]] == 0);
        }
        if (same) {
            return i;
        }
    }
    return 64;
}

#define TWO_STEPS "( { when = 'awake'; usual = '1 g'; step = '10 mg';" TRIAL "}, { when = 'not awake'; usual = '1 g'; step = '250 mg';" TRIAL "} )"
#define TWO_BAGS "( " PREMIX_STRONG ", { product = 'vial'; additive = 'added'; diluents = ['saline', 'dextrose-5']; volume = '50 mL'; }, { when = 'weight < 50 kg'; product = 'vial'; additive = 'replaced'; diluents = ['saline']; volume = '100 mL'; } )"
#define PHASE(name, dose) "{ name = '" name "'; devices = ['pump', 'gravity']; dose = " dose "; over = { usual = '30 min';" TRIAL "}; bags = " TWO_BAGS "; }"

/* Half are the protocol's own; a quarter come from the list, each order as often; a quarter are of any phase and any of its steps, up to 10 g and one step more,
 * half of them over any minutes up to 1,500. Half ask for a bag, each as often. A dose at a rate is not made up, its time is. */
static void orders_and_bags(void **state)
{
    (void)state;
    look *const these[] = {order_of_the_list, free_phase, free_dose_by_10_mg, free_dose_by_250_mg, free_time, has_free_time, free_dose_at_a_rate, material_of};
    memcpy(looks, these, sizeof these);
    look_count = COUNT_OF(these);
    draw_many(&(struct parts){.infusions = "( " PHASE("one", TWO_STEPS) ", " PHASE("two", "{ usual = '1 g/h'; step = '10 mg';" TRIAL "}") " )", .more = NEEDS(", 'awake'")}, 24000);
    const struct family *family = &prove->family;
    const int count = family->order_count;
    assert_true(count > 4 && family->material_count > 4);
    expect_range("orders", 0, 0, count, 1);
    expect_share("no order", 0, 0, 0.5 + 0.25 / count);
    for (int i = 1; i < count; i++) {
        expect_share("order", 0, i, 0.25 / count); /* and now and then by chance */
    }
    expect_share("first phase", 1, 0, 1.0 / 8);
    expect_share("second phase", 1, 1, 1.0 / 8);
    expect_range("10 mg", 2, 10000, 10010000, 10000);
    expect_range("250 mg", 3, 250000, 10250000, 10000);
    expect_range("minutes", 4, 60, 1500 * 60, 60);
    expect_share("time", 5, 1, 0.5);
    expect_share("rate", 6, 0, 1);
    expect_share("no bag", 7, 0, 0.5 + 0.5 / family->material_count);
    for (int i = 1; i < family->material_count; i++) {
        expect_share("bag", 7, i, 0.5 / family->material_count);
    }
    forget(order);
}

/* 10 g are ten steps of 909.091 mg, 11 short of the eleventh. */
static void an_odd_step_of_a_dose(void **state)
{
    (void)state;
    looks[0] = order_of_the_list; /* which free_phase needs */
    looks[1] = free_phase;
    looks[2] = free_dose_by_10_mg;
    look_count = 3;
    draw_many(&(struct parts){.dose = "{ usual = '909.091 mg'; step = '909.091 mg';" TRIAL "}", .more = NEEDS("")}, 4000);
    expect_range("909.091 mg", 2, 909091, 11 * 909091, 909091);
    forget(order);
}

static int64_t has_any_time(const ifs_request *request)
{
    return request->choices[0].has_over;
}

static void an_injection_has_no_time(void **state)
{
    (void)state;
    looks[0] = has_any_time;
    look_count = 1;
    draw_many(&(struct parts){.infusions = "( { name = 'injection'; route = 'intramuscular'; devices = ['hand']; dose = { usual = '1 g'; step = '10 mg';" TRIAL "}; bags = { product = 'vial'; additive = 'undiluted'; vessel = 'syringe'; }; } )",
                              .more = NEEDS("")}, 4000);
    expect_share("time", 0, 0, 1);
    forget(order);
}

/* ---- Kidneys --------------------------------------------------------------------------------------------------------------------- */

/* Nobody of 25 kg and more is too light for the age. */
static int64_t grown(const ifs_request *request, int64_t figure)
{
    return weight_of(request) >= 25000 ? figure : -1;
}

/* Which of clearance, creatinine, category. */
static int64_t source_of(const ifs_request *request)
{
    return grown(request, (has(request, IFS_FACT_CRCL) ? 4 : 0) + (has(request, IFS_FACT_CREATININE) ? 2 : 0) + (has(request, IFS_FACT_RENAL) ? 1 : 0));
}

static int64_t has_what_the_creatinine_needs(const ifs_request *request)
{
    bool whole = has(request, IFS_FACT_AGE) && has(request, IFS_FACT_SEX) && has(request, IFS_FACT_HEIGHT);
    return has(request, IFS_FACT_CREATININE) ? whole : -1;
}

static int64_t creatinine_alone(const ifs_request *request)
{
    bool alone = !has(request, IFS_FACT_CRCL) && has(request, IFS_FACT_CREATININE) && !has(request, IFS_FACT_RENAL);
    return alone && request->unit[IFS_FACT_CREATININE] == quantity_unit_index("mg/dL", IFS_CREATININE) ? request->answer[IFS_FACT_CREATININE] : -1;
}

static int64_t creatinine_beside(const ifs_request *request)
{
    return has(request, IFS_FACT_CRCL) && has(request, IFS_FACT_CREATININE) ? request->answer[IFS_FACT_CREATININE] : -1;
}

static int64_t category_of(const ifs_request *request)
{
    return has(request, IFS_FACT_RENAL) ? request->answer[IFS_FACT_RENAL] : -1;
}

static int64_t clearance_of(const ifs_request *request)
{
    return has(request, IFS_FACT_CRCL) ? request->answer[IFS_FACT_CRCL] : -1;
}

static int64_t has_egfr(const ifs_request *request)
{
    return has(request, IFS_FACT_EGFR);
}

static int64_t has_height(const ifs_request *request)
{
    return has(request, IFS_FACT_HEIGHT);
}

static int64_t has_urine(const ifs_request *request)
{
    return has(request, IFS_FACT_URINE_OUTPUT);
}

static int64_t age_of(const ifs_request *request)
{
    return grown(request, has(request, IFS_FACT_AGE) ? request->answer[IFS_FACT_AGE] / 12 : -1);
}

/* A quarter each: a clearance was reported; a creatinine, 0.40 to 2.99 mg/dL; a creatinine and a category; a clearance and a creatinine. With a creatinine
 * come age, sex and height. */
static void where_the_clearance_comes_from(void **state)
{
    (void)state;
    static const char *const doses[] = {BY("crcl < 30 mL/min"), BY("egfr < 30 mL/min/1.73m2"), BY("creatinine < 1 mg/dL"), BY("renal is dialysis")};
    look *const these[] = {source_of, has_what_the_creatinine_needs, creatinine_alone, creatinine_beside, category_of, clearance_of, has_egfr, has_urine};
    memcpy(looks, these, sizeof these);
    look_count = COUNT_OF(these);
    for (size_t i = 0; i < COUNT_OF(doses); i++) {
        draw_many(&(struct parts){.dose = doses[i], .more = NEEDS("")}, i == 0 ? 24000 : 5000);
        expect_share("clearance", 0, 4, 0.25);
        expect_share("creatinine", 0, 2, 0.25);
        expect_share("creatinine and category", 0, 3, 0.25);
        expect_share("clearance and creatinine", 0, 6, 0.25);
        expect_share("whole", 1, 1, 1);
        expect_range("mg/dL", 2, 40 * 8842, 299 * 8842, 8842);
        expect_share("egfr", 6, i == 1, 1);
        expect_share("urine", 7, 0, 1);
        expect_range("categories", 4, 0, 6, 1);
        if (i == 0) {
            expect_range("clearances", 5, 0, 500000000, 200000);
        }
        forget(order);
    }
    looks[0] = age_of;
    looks[1] = source_of;
    look_count = 2;
    draw_many(&(struct parts){.dose = BY("crcl < 30 mL/min and age < 130 mo and sex is male and height < 150 cm and creatinine < 1 mg/dL"), .more = NEEDS("")}, 10000);
    expect_share("a clearance that comes alone", 1, 4, 0.25); /* though a condition reads the creatinine */
    expect_range("ages", 0, 0, 120, 1);
    forget(order);
}

static int64_t has_kidneys(const ifs_request *request)
{
    return has(request, IFS_FACT_CRCL) || has(request, IFS_FACT_CREATININE) || has(request, IFS_FACT_RENAL) || has(request, IFS_FACT_EGFR);
}

/* What the dosing does not read is not drawn. */
static void what_is_not_read_is_not_drawn(void **state)
{
    (void)state;
    static const struct {
        struct parts parts;
        bool kidneys;
        bool urine;
        bool height;
    } rows[] = {
        {{.more = NEEDS("")}, false, false, false},
        {{.dose = BY("urine-output < 30 mL/h"), .more = NEEDS("")}, false, true, false},
        {{.dose = BY("urine-output < 1 mL/kg/h"), .more = NEEDS("")}, false, true, false},
        {{.dose = BY("height < 150 cm"), .more = NEEDS("")}, false, false, true},
        {{.dose = "{ usual = '10 mg/kg'; of = 'ideal'; step = '10 mg';" TRIAL "}", .more = NEEDS("")}, false, false, true},
        {{.dose = BY("renal is dialysis"), .more = NEEDS("")}, true, false, false},
    };
    looks[0] = has_kidneys;
    looks[1] = has_urine;
    looks[2] = has_height;
    look_count = 3;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        draw_many(&rows[i].parts, 4000);
        expect_share("kidneys", 0, rows[i].kidneys, 1);
        expect_share("urine", 1, rows[i].urine, 1);
        if (!rows[i].kidneys) {
            expect_share("height", 2, rows[i].height, 1);
        }
        forget(order);
    }
}

/* ---- The same again ---------------------------------------------------------------------------------------------------------------- */

/* Marsaglia, Xorshift RNGs (2003): 13, 7, 17. */
static uint64_t next_of(uint64_t state)
{
    state ^= state << 13;
    state ^= state >> 7;
    return state ^ state << 17;
}

/* Of the numbers without their last bit: one in eight is light, then which weight it is. */
static void the_same_seed_gives_the_same_patients(void **state)
{
    (void)state;
    looks[0] = weight_of;
    look_count = 1;
    for (uint64_t seed = 0; seed < 40; seed++) {
        begin_with(&(struct parts){.more = NEEDS("")}, look_at);
        memset(brute, 0xa5, sizeof *brute);
        brute_begin(brute, seed);
        assert_int_equal(brute->seed, seed);
        uint64_t first = next_of(2 * seed + 1);
        uint64_t second = next_of(first) >> 1;
        int64_t weight = (first >> 1) % 8 == 0 ? 500 + (int64_t)(second % 950) * 10 : 10000 + (int64_t)(second % 2901) * 100;
        patients = 0;
        brute_run(brute, prove, 1);
        assert_int_equal(brute->patients, 1);
        assert_int_equal(seen[0][0], weight);
        forget(order);
    }
}

/* Where nobody may be drawn, 64 are tried for each who is asked for; as many are drawn where everybody may be. */
static void nobody_may_be_drawn(void **state)
{
    (void)state;
    look_count = 0;
    draw_many(&(struct parts){.more = NEEDS("")}, 3 * 64);
    const uint64_t after = brute->state;
    prove->family.by_step = true;
    memset(prove->possible_weight, 0, sizeof prove->possible_weight);
    brute_begin(brute, 5);
    brute_run(brute, prove, 3);
    assert_int_equal(brute->patients, 0);
    assert_true(brute->state == after);
    forget(order);
}

static int64_t last_fact(const ifs_request *request)
{
    return has(request, IFS_FACT_MAX - 1) ? request->answer[IFS_FACT_MAX - 1] : -1;
}

/* The last of as many facts as there may be, and the clearance, whose place among what is compared follows. */
static void as_many_facts_as_there_may_be(void **state)
{
    (void)state;
    static char questions[6000];
    int left = write_questions(&(struct parts){.more = NEEDS("")}, questions);
    char dose[600];
    snprintf(dose, sizeof dose, "(" USUAL("q%d and crcl < 30 mL/min", "1 g") "," USUAL("not (q%d and crcl < 30 mL/min)", "2 g") ")", left - 1, left - 1);
    looks[0] = last_fact;
    look_count = 1;
    draw_many(&(struct parts){.questions = questions, .dose = dose, .more = NEEDS("")}, 2000);
    assert_int_equal(order->protocol->fact_count, IFS_FACT_MAX);
    expect_share("the last question", 0, IFS_ANSWER_YES, 0.5);
    forget(order);
}

/* ---- Neighbours ------------------------------------------------------------------------------------------------------------------- */

enum { HEAVIER, WORSE, UNKNOWN, NEIGHBOURS };

static ifs_request last;                       /* the patient */
static ifs_verdict last_verdict;
static int64_t neighbours[NEIGHBOURS];         /* that were computed */
static int64_t wanted[NEIGHBOURS];             /* that should have been; of an answer less, those of whom one may be */
static int64_t taken[IFS_FACT_MAX];            /* answers */
static int64_t most_less;                      /* of a clearance: thousandths of it */
static int64_t least_less;
static int64_t most_more;                      /* of a creatinine, in steps */
static int64_t least_more;
static void (*alter)(ifs_plan *plan, int neighbour); /* NEIGHBOURS: the patient */

static bool without_order(const ifs_request *one)
{
    bool without = true;
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        without = without && !one->choices[i].has_dose && !one->choices[i].has_over;
    }
    return without;
}

/* What heavier patients are compared by would else be another clearance. */
static bool is_clearance_reported(const ifs_request *one)
{
    return !fact_set_has(&one->known, IFS_FACT_CREATININE) && !fact_set_has(&one->known, IFS_FACT_EGFR) && !fact_set_has(&one->known, IFS_FACT_URINE_OUTPUT);
}

static void want_neighbours(const ifs_request *one, ifs_verdict verdict)
{
    last = *one;
    last_verdict = verdict;
    if ((brute->patients + 1) % 4 != 0 || !without_order(one) || verdict == IFS_INCOMPLETE) {
        return;
    }
    int64_t weight = one->answer[IFS_FACT_WEIGHT] + (one->answer[IFS_FACT_WEIGHT] < 10000 ? 10 : 100);
    wanted[HEAVIER] += verdict >= IFS_OVERRIDE_NEEDED && is_clearance_reported(one) && weight <= 300000 ? 1 : 0;
    wanted[WORSE] += fact_set_has(&one->known, IFS_FACT_CRCL) || fact_set_has(&one->known, IFS_FACT_CREATININE) ? 1 : 0;
    wanted[UNKNOWN] += fact_set_has(&one->known, IFS_FACT_RENAL) ? 0 : 1;
}

static int neighbour_of(const ifs_request *one)
{
    int64_t heavier = one->answer[IFS_FACT_WEIGHT] - last.answer[IFS_FACT_WEIGHT];
    int64_t less = last.answer[IFS_FACT_CRCL] - one->answer[IFS_FACT_CRCL];
    int64_t more = one->answer[IFS_FACT_CREATININE] - last.answer[IFS_FACT_CREATININE];
    for (int fact = 0; fact < order->protocol->fact_count; fact++) {
        if (fact_set_has(&last.known, fact) != fact_set_has(&one->known, fact)) {
            taken[fact]++;
            return UNKNOWN;
        }
    }
    if (heavier != 0) {
        assert_int_equal(heavier, last.answer[IFS_FACT_WEIGHT] < 10000 ? 10 : 100);
        return HEAVIER;
    }
    bool highest = one->answer[IFS_FACT_CREATININE] == 17684000;
    bool measured = fact_set_has(&last.known, IFS_FACT_CREATININE);
    assert_true(less >= 0 && more >= 0 && less % 200000 == 0 && (more % 8842 == 0 || highest));
    assert_true(one->answer[IFS_FACT_CREATININE] <= 17684000);
    int64_t thousandths = last.answer[IFS_FACT_CRCL] > 0 ? less * 1000 / last.answer[IFS_FACT_CRCL] : 500;
    most_less = thousandths > most_less ? thousandths : most_less;
    least_less = thousandths < least_less ? thousandths : least_less;
    most_more = measured && more / 8842 > most_more ? more / 8842 : most_more;
    least_more = measured && more / 8842 < least_more ? more / 8842 : least_more;
    return WORSE;
}

static void note_neighbours(const ifs_protocol *of, const ifs_request *one, ifs_plan *plan)
{
    bool is_patient = plan == &brute->plan;
    plan_examine(of, one, plan);
    int neighbour = is_patient ? NEIGHBOURS : neighbour_of(one);
    if (alter != NULL) {
        alter(plan, neighbour);
    }
    if (is_patient) {
        want_neighbours(one, plan->verdict);
    } else {
        neighbours[neighbour]++;
    }
}

static bool some_weights; /* around which something changes */

static void try_neighbours(const struct parts *parts, int64_t many, void (*fault)(ifs_plan *plan, int neighbour))
{
    begin_with(parts, note_neighbours);
    brute_begin(brute, 5);
    memset(neighbours, 0, sizeof neighbours);
    memset(wanted, 0, sizeof wanted);
    memset(taken, 0, sizeof taken);
    most_less = 0;
    most_more = 0;
    least_less = 1000;
    least_more = 200;
    alter = fault;
    for (int i = 0; some_weights && i < prove->family.weight_count; i++) {
        int64_t weight = prove->family.weights[i];
        prove->possible_weight[i] = weight == 10000 || weight == 299900 || weight == 300000;
    }
    brute_run(brute, prove, many);
    assert_true(some_weights || brute->patients == many);
}

/* Of every fourth patient for whom nothing is prescribed. */
static void whose_neighbours_are_tried(void **state)
{
    (void)state;
    try_neighbours(&(struct parts){.dose = BY("crcl < 30 mL/min"), .more = NEEDS("")}, 10000, NULL);
    assert_true(wanted[HEAVIER] > 100);
    assert_int_equal(neighbours[HEAVIER], wanted[HEAVIER]);
    assert_true(wanted[WORSE] > 500);
    assert_int_equal(neighbours[WORSE], wanted[WORSE]);
    assert_true(most_less >= 990); /* from all of it to none of it */
    assert_true(least_less <= 10);
    assert_int_equal(most_more, 199);
    assert_int_equal(least_more, 0);
    forget(order);
    try_neighbours(&(struct parts){.dose = BY("urine-output < 30 mL/h"), .more = NEEDS("")}, 2000, NULL);
    assert_int_equal(neighbours[HEAVIER], 0);
    assert_int_equal(neighbours[WORSE], 0);
    assert_true(neighbours[UNKNOWN] > 0);
    forget(order);
    try_neighbours(&(struct parts){.dose = BY("renal is dialysis"), .more = NEEDS("")}, 2000, NULL);
    assert_int_equal(neighbours[HEAVIER], wanted[HEAVIER]);
    assert_int_equal(neighbours[WORSE], wanted[WORSE]);
    forget(order);
}

/* From 10 kg on the next weight is 100 g more, and 300 kg are the most. */
static void the_next_heavier(void **state)
{
    (void)state;
    some_weights = true;
    try_neighbours(&(struct parts){.dose = "{ usual = '10 mg/kg'; step = '10 mg';" TRIAL "}", .more = NEEDS("")}, 2000, NULL);
    some_weights = false;
    assert_true(wanted[HEAVIER] > 5);
    assert_int_equal(neighbours[HEAVIER], wanted[HEAVIER]);
    forget(order);
}

/* Every answer that the dosing reads, the weight and what was given in 24 h and 48 h, each as often, but none that is asked at the bedside; where a clearance was
 * not reported alone, none that it is estimated from. */
static void which_answers_are_taken(void **state)
{
    (void)state;
    const char *const dose = BY("awake and tired and sex is female and systolic < 90 mmHg and age < 130 mo");
    try_neighbours(&(struct parts){.dose = dose, .more = NEEDS("") "bedside = ['tired'];"}, 16000, NULL);
    static const char *const names[] = {"awake", "sex", "systolic", "age", "weight", "given-24h", "given-48h"};
    int64_t all = 0;
    for (int fact = 0; fact < order->protocol->fact_count; fact++) {
        bool named = false;
        for (size_t i = 0; i < COUNT_OF(names); i++) {
            named = named || fact == fact_named(order, names[i]);
        }
        double expected = (double)wanted[UNKNOWN] / order->protocol->fact_count;
        double beside = (double)taken[fact] - (named ? expected : 0);
        if (expected < 40 || beside * beside > (named ? 25 * expected : 0)) {
            fail_msg("%s: %d taken, not %.0f", order->protocol->facts[fact].name, (int)taken[fact], expected);
        }
        all += taken[fact];
    }
    assert_int_equal(all, neighbours[UNKNOWN]);
    forget(order);
    static const char *const sources[] = {"weight", "sex", "age", "height", "pregnant"};
    for (int i = 0; i < 2; i++) {
        try_neighbours(&(struct parts){.dose = i == 0 ? BY("egfr < 30 mL/min/1.73m2 and sex is female and age < 130 mo and height < 150 cm and pregnant") : BY("urine-output < 30 mL/h and sex is female and age < 130 mo and height < 150 cm and pregnant"), .more = NEEDS("")}, 2000, NULL);
        for (size_t j = 0; j < COUNT_OF(sources); j++) {
            assert_int_equal(taken[fact_named(order, sources[j])], 0);
        }
        assert_true(taken[IFS_FACT_GIVEN_24H] > 0);
        forget(order);
    }
}

/* ---- What is counted -------------------------------------------------------------------------------------------------------------- */

static int64_t expected;
static int64_t patient_mcg; /* what the patient is given; -1: nothing is said */

static int64_t given_in(const ifs_plan *plan)
{
    return prove_given(&prove->family.part, plan, 0);
}

static void give_the_heavier_one_less(ifs_plan *plan, int neighbour)
{
    for (int i = 0; i < plan->infusion_count && neighbour == HEAVIER; i++) {
        plan->infusions[i].dose.mcg--;
        expected += plan->verdict >= IFS_OVERRIDE_NEEDED ? 1 : 0;
    }
}

static void give_the_heavier_one_less_in_another_band(ifs_plan *plan, int neighbour)
{
    give_the_heavier_one_less(plan, neighbour);
    for (int i = 0; i < plan->infusion_count && neighbour == HEAVIER; i++) {
        plan->infusions[i].renal_band++;
    }
    expected = 0;
}

static void give_the_heavier_one_less_by_another_time(ifs_plan *plan, int neighbour)
{
    give_the_heavier_one_less(plan, neighbour);
    for (int i = 0; i < plan->infusion_count && neighbour == HEAVIER; i++) {
        plan->infusions[i].time_rule++;
    }
    expected = 0;
}

static void refuse_the_heavier_one_who_has_less(ifs_plan *plan, int neighbour)
{
    give_the_heavier_one_less(plan, neighbour);
    plan->verdict = neighbour == HEAVIER ? IFS_INCOMPLETE : plan->verdict;
    expected = 0;
}

static void sign_for_the_heavier_one_who_has_less(ifs_plan *plan, int neighbour)
{
    plan->verdict = plan->verdict >= IFS_OVERRIDE_NEEDED ? IFS_OVERRIDE_NEEDED : plan->verdict;
    give_the_heavier_one_less(plan, neighbour);
}

static void give_the_heavier_one_nothing(ifs_plan *plan, int neighbour)
{
    plan->infusion_count = neighbour == HEAVIER ? 0 : plan->infusion_count;
}

static void give_the_lighter_one_nothing(ifs_plan *plan, int neighbour)
{
    plan->infusion_count = neighbour == NEIGHBOURS ? 0 : plan->infusion_count;
}

static void give_the_worse_one_more(ifs_plan *plan, int neighbour)
{
    if (neighbour == NEIGHBOURS) {
        patient_mcg = given_in(plan);
    }
    for (int i = 0; i < plan->infusion_count && neighbour == WORSE; i++) {
        plan->infusions[i].dose.mcg++;
    }
    expected += neighbour == WORSE && plan->verdict != IFS_INCOMPLETE && patient_mcg >= 0 && given_in(plan) > patient_mcg ? 1 : 0;
}

static void say_nothing_of_the_worse_one(ifs_plan *plan, int neighbour)
{
    give_the_worse_one_more(plan, neighbour);
    plan->verdict = neighbour == WORSE ? IFS_INCOMPLETE : plan->verdict;
    expected = 0;
}

/* Nobody else is given anything. */
static void give_only_the_worse_one_one_microgram(ifs_plan *plan, int neighbour)
{
    for (int i = 0; i < plan->infusion_count; i++) {
        plan->infusions[i].dose.mcg = neighbour == WORSE ? 1 : 0;
    }
    give_the_worse_one_more(plan, NEIGHBOURS + (neighbour == WORSE));
    if (neighbour == NEIGHBOURS) {
        patient_mcg = given_in(plan);
    }
    expected += neighbour == WORSE && plan->verdict >= IFS_OVERRIDE_NEEDED && patient_mcg == 0 ? 1 : 0;
}

static void order_the_unknown_one_the_same(ifs_plan *plan, int neighbour)
{
    (void)plan;
    (void)neighbour;
}

static void order_the_unknown_one_more(ifs_plan *plan, int neighbour)
{
    for (int i = 0; i < plan->infusion_count && neighbour == UNKNOWN; i++) {
        plan->infusions[i].dose.mcg++;
    }
    expected += neighbour == UNKNOWN && plan->verdict >= IFS_OVERRIDE_NEEDED ? 1 : 0;
}

static void order_the_unknown_one_with_a_signature(ifs_plan *plan, int neighbour)
{
    plan->verdict = neighbour == UNKNOWN && plan->verdict >= IFS_OVERRIDE_NEEDED ? IFS_OVERRIDE_NEEDED : plan->verdict;
    expected += neighbour == UNKNOWN && plan->verdict == IFS_OVERRIDE_NEEDED ? 1 : 0;
}

static void what_is_counted_of_neighbours(void **state)
{
    (void)state;
    static const struct {
        const char *of;
        enum prove_property property;
        void (*fault)(ifs_plan *plan, int neighbour);
        bool some;
    } rows[] = {
        {"the heavier has less", PROVE_WEIGHT, give_the_heavier_one_less, true},
        {"in another band", PROVE_WEIGHT, give_the_heavier_one_less_in_another_band, false},
        {"by another time", PROVE_WEIGHT, give_the_heavier_one_less_by_another_time, false},
        {"but is refused", PROVE_WEIGHT, refuse_the_heavier_one_who_has_less, false},
        {"and is signed for", PROVE_WEIGHT, sign_for_the_heavier_one_who_has_less, true},
        {"the heavier has nothing", PROVE_WEIGHT, give_the_heavier_one_nothing, false},
        {"the lighter has nothing", PROVE_WEIGHT, give_the_lighter_one_nothing, false},
        {"the worse has more", PROVE_KIDNEYS, give_the_worse_one_more, true},
        {"the worse is incomplete", PROVE_KIDNEYS, say_nothing_of_the_worse_one, false},
        {"the worse alone has any", PROVE_KIDNEYS, give_only_the_worse_one_one_microgram, true},
        {"unknown is the same", PROVE_UNKNOWN, order_the_unknown_one_the_same, false},
        {"unknown has more", PROVE_UNKNOWN, order_the_unknown_one_more, true},
        {"unknown is signed for", PROVE_UNKNOWN, order_the_unknown_one_with_a_signature, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        expected = 0;
        try_neighbours(&(struct parts){.dose = "( { when = 'crcl < 30 mL/min'; usual = '500 mg'; step = '10 mg';" TRIAL "}, { when = 'crcl >= 30 mL/min'; usual = '1 g'; step = '10 mg';" TRIAL "} )",
                                       .more = NEEDS("")}, 1500, rows[i].fault);
        if (brute->fails[rows[i].property] != expected || (expected > 0) != rows[i].some) {
            fail_msg("%s: %d, not %d", rows[i].of, (int)brute->fails[rows[i].property], (int)expected);
        }
        if (expected > 0) {
            assert_true(fact_set_empty(&brute->worst[rows[i].property].confirmed));
            assert_true(brute->worst[rows[i].property].answer[IFS_FACT_WEIGHT] > 0);
        }
        prove->findings[rows[i].property].result = PROVE_PROVED;
        assert_int_equal(brute_contradicts(brute, prove, rows[i].property), expected > 0);
        prove->findings[rows[i].property].result = PROVE_UNDECIDED;
        assert_false(brute_contradicts(brute, prove, rows[i].property));
        forget(order);
    }
}

static int64_t ordered;
static int64_t refused;
static int64_t beyond; /* their usual order, of somebody usual */
static int64_t first_beyond_g;

static void note_orders(const ifs_protocol *of, const ifs_request *one, ifs_plan *plan)
{
    plan_examine(of, one, plan);
    if (plan == &brute->plan) {
        ordered += plan->verdict >= IFS_OVERRIDE_NEEDED ? 1 : 0;
        refused += prove_refused(of, plan) ? 1 : 0;
        bool usual = one->answer[IFS_FACT_WEIGHT] <= 180000 && (!fact_set_has(&one->known, IFS_FACT_SYSTOLIC) || (systolic(one) >= 80 && systolic(one) <= 200));
        bool asks = fact_set_has(&one->known, IFS_FACT_PRODUCT) || fact_set_has(&one->known, IFS_FACT_DEVICE);
        int64_t before = beyond;
        beyond += usual && !asks && without_order(one) && one->answer[IFS_FACT_WEIGHT] >= 100500 && !prove_refused(of, plan) ? 1 : 0;
        first_beyond_g = before == 0 && beyond == 1 ? one->answer[IFS_FACT_WEIGHT] : first_beyond_g;
    }
}

/* 20 mg/kg, down to 10 mg, are more than 2 g from 100.5 kg on; of adults 40 to 180 kg are usual, and 80 to 200 mmHg. */
static void what_is_counted_of_patients(void **state)
{
    (void)state;
    static const char *const doses[] = {"{ usual = '20 mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL "}",
                                        "( { when = 'systolic < 90 mmHg'; usual = '20 mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL "},"
                                        "{ when = 'systolic >= 90 mmHg'; usual = '20 mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL "} )"};
    for (size_t i = 0; i < COUNT_OF(doses); i++) {
        begin_with(&(struct parts){.dose = doses[i], .bags = PREMIX_STRONG, .more = NEEDS("") "checks = ( { id = 'a'; refuse-if = 'weight < 60 kg'; say = 'No.';" TRIAL "} );"}, note_orders);
        brute_begin(brute, 5);
        ordered = 0;
        refused = 0;
        beyond = 0;
        brute_run(brute, prove, 4000);
        assert_true(ordered > 300 && refused > 300 && beyond > 100);
        assert_int_equal(brute->orders, ordered);
        assert_int_equal(brute->refused, refused);
        assert_int_equal(brute->fails[PROVE_USUAL], beyond);
        assert_int_equal(brute->worst[PROVE_USUAL].answer[IFS_FACT_WEIGHT], first_beyond_g); /* the first is told of */
        assert_true(fact_set_empty(&brute->worst[PROVE_USUAL].confirmed));
        forget(order);
    }
}

static int64_t drawn_beyond;

/* Of whoever weighs more than 180 kg three times as much is drawn up. */
static void draw_three_times(const ifs_protocol *of, const ifs_request *one, ifs_plan *plan)
{
    plan_examine(of, one, plan);
    for (int i = 0; i < plan->infusion_count && one->answer[IFS_FACT_WEIGHT] > 180000 && plan == &brute->plan; i++) {
        plan->infusions[i].draw.ul *= 3;
        drawn_beyond += plan->verdict >= IFS_OVERRIDE_NEEDED && plan->infusions[i].dose.mcg == GRAM ? 1 : 0;
    }
}

/* What is delivered beyond a limit counts of somebody unusual too; and that no rule is there. Once is enough to contradict what was proved. */
static void what_is_counted_of_anybody(void **state)
{
    (void)state;
    begin_with(&(struct parts){.dose = "{ usual = '1 g'; hard = ['1 g', '2 g']; step = '500 mg';" TRIAL "}", .bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; }",
                               .limits = "per-kg = { hard-max = '2 g/kg';" TRIAL "};", .more = NEEDS("")}, draw_three_times);
    brute_begin(brute, 5);
    drawn_beyond = 0;
    brute_run(brute, prove, 1000);
    assert_true(drawn_beyond > 50);
    assert_true(brute->fails[PROVE_WITHIN] >= drawn_beyond);
    forget(order);
    begin(&(struct parts){.dose = "( { when = 'awake'; usual = '1 g'; step = '10 mg';" TRIAL "}, { when = 'awake and tired'; usual = '2 g'; step = '10 mg';" TRIAL "} )", .more = NEEDS("")});
    brute_begin(brute, 5);
    brute_run(brute, prove, 500);
    assert_true(brute->fails[PROVE_ONE_RULE] > 20);
    prove->findings[PROVE_ONE_RULE].result = PROVE_PROVED;
    brute->fails[PROVE_ONE_RULE] = 1;
    assert_true(brute_contradicts(brute, prove, PROVE_ONE_RULE));
    forget(order);
}

/* Of a list of weights each is found. */
static void each_weight_is_found(void **state)
{
    (void)state;
    static const int64_t weights[] = {500, 510, 4990, 5000, 9990, 10000, 10100, 70000, 70100, 150000, 299900, 300000};
    looks[0] = weight_of;
    look_count = 1;
    for (size_t i = 0; i < COUNT_OF(weights); i++) {
        begin_with(&(struct parts){.dose = "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}", .more = NEEDS("")}, look_at);
        memset(prove->possible_weight, 0, sizeof prove->possible_weight);
        prove->possible_weight[index_of(weights[i])] = true;
        brute_begin(brute, 5);
        patients = 0;
        brute_run(brute, prove, 600);
        assert_true(patients > 0);
        for (int64_t j = 0; j < patients; j++) {
            assert_int_equal(seen[0][j], weights[i]);
        }
        forget(order);
    }
}

static int64_t urine_per_hour(const ifs_request *request)
{
    return is_measured_in(request, IFS_FACT_URINE_OUTPUT) == 0 ? request->answer[IFS_FACT_URINE_OUTPUT] : -1;
}

static int64_t has_grams(const ifs_request *request)
{
    bool grams = true;
    static const int facts[] = {IFS_FACT_GIVEN_24H, IFS_FACT_GIVEN_48H};
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        grams = grams && request->unit[facts[i]] == quantity_unit_index("g", IFS_MASS) && request->answer[facts[i]] % 10000 == 0;
    }
    return grams ? 1 : 0;
}

/* A urine output is drawn near no bound, and what was given before is drawn in grams, though it may be told in others. */
static void what_is_drawn_as_it_is(void **state)
{
    (void)state;
    looks[0] = urine_per_hour;
    look_count = 1;
    draw_many(&(struct parts){.dose = BY("urine-output < 30 mL/h"), .more = NEEDS("")}, 20000);
    expect_share("urine", 0, 60000, 1.0 / 1001);
    expect_share("urine", 0, 30000, 1.0 / 1001);
    forget(order);
    looks[0] = has_grams;
    draw_many(&(struct parts){.dose = BY("given-24h < 1 g and given-48h < 2 g"), .more = NEEDS("")}, 2000);
    expect_share("grams", 0, 1, 1);
    forget(order);
}

/* Where a dose is calculated with the weight and nobody is admitted below 18 years, nobody below 25 kg is drawn. */
static void who_may_be_drawn(void **state)
{
    (void)state;
    looks[0] = weight_of;
    look_count = 1;
    for (int i = 0; i < 2; i++) {
        draw_many(&(struct parts){.dose = i == 0 ? NULL : "{ usual = '20 mg/kg'; step = '10 mg';" TRIAL "}", .more = ADMIT("age >= 18 y") NEEDS("")}, 20000);
        expect_range("weight", 0, i == 0 ? 500 : 25000, 300000, i == 0 ? 10 : 100);
        forget(order);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_and_what_was_given),
        cmocka_unit_test(answers_of_every_kind),
        cmocka_unit_test(orders_and_bags),
        cmocka_unit_test(an_odd_step_of_a_dose),
        cmocka_unit_test(an_injection_has_no_time),
        cmocka_unit_test(where_the_clearance_comes_from),
        cmocka_unit_test(what_is_not_read_is_not_drawn),
        cmocka_unit_test(the_same_seed_gives_the_same_patients),
        cmocka_unit_test(nobody_may_be_drawn),
        cmocka_unit_test(as_many_facts_as_there_may_be),
        cmocka_unit_test(whose_neighbours_are_tried),
        cmocka_unit_test(which_answers_are_taken),
        cmocka_unit_test(what_is_counted_of_neighbours),
        cmocka_unit_test(what_is_counted_of_patients),
        cmocka_unit_test(the_next_heavier),
        cmocka_unit_test(what_is_counted_of_anybody),
        cmocka_unit_test(each_weight_is_found),
        cmocka_unit_test(what_is_drawn_as_it_is),
        cmocka_unit_test(who_may_be_drawn),
    };
    return cmocka_run_group_tests(tests, make, unmake);
}
