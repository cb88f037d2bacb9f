/*
 * test_prove_witness.c - the whole patient who stands for a kind: what is answered for whom the dosing says nothing of, which answers are tried where a
 * check stands against the order, and who is accused.
 *
 * Expected are the answers as a person would write them: the first choice, the answer that passes, the middle of the usual range of adults; and where that
 * is refused the answer on the other side of what the check asks for.
 */
#include "proving.h"

#define GRAM INT64_C(1000000)

static ifs_request request;
static char answers[2000];
static bool failed;

/* A patient of that class, at that weight. */
static void at_class(int class, int64_t weight_g)
{
    assert_true(family_gather(&prove->family));
    if (class >= prove->family.class_count) {
        fail_msg("there are %d classes", prove->family.class_count);
    }
    family_take(&prove->family, &prove->family.classes[class].point);
    family_weigh(&prove->family, weight_g);
}

/* Every answer, "age 60 y, systolic 140 mmHg"; but where `all` does not say so those that every order has. */
static const char *told(bool all)
{
    static const int usual[] = {IFS_FACT_WEIGHT_BASIS, IFS_FACT_SETTING, IFS_FACT_INDICATION};
    struct text text = text_over(answers, sizeof answers);
    for (int fact = 0; fact < order->protocol->fact_count; fact++) {
        const char *name = order->protocol->facts[fact].name;
        bool left_out = fact == IFS_FACT_ALLERGIES || !fact_set_has(&request.known, fact);
        for (size_t i = 0; i < COUNT_OF(usual); i++) {
            left_out = left_out || (!all && fact == usual[i]);
        }
        if (left_out) {
            continue;
        }
        if (!fact_set_has(&request.given, fact)) {
            fail_msg("%s is known, but was not given", name);
        }
        assert_true(order->protocol->facts[fact].kind == FACT_MEASURE || request.unit[fact] == 0);
        text_add(&text, text.length > 0 ? ", " : "");
        text_add(&text, name);
        text_add(&text, " ");
        fact_add_answer(&text, &request, order->protocol->facts, fact);
    }
    return answers;
}

static void expect_answers(const char *of, bool all, const char *expected)
{
    memset(&request, 0xa5, sizeof request);
    prove_witness(prove, &request);
    if (strcmp(told(all), expected) != 0) {
        print_message("%s:\n%s\ninstead of\n%s\n", of, answers, expected);
        failed = true;
    }
}

#define WARN(id, when) "{ id = '" id "'; warn-if = '" when "'; say = 'W.';" TRIAL "}"
#define REFUSE(id, when) "{ id = '" id "'; refuse-if = '" when "'; say = 'No.';" TRIAL "}"
#define CHECKS(list) "checks = (" list ");"
#define BY(facts) "(" USUAL(facts, "1 g") "," USUAL("not (" facts ")", "2 g") ")"

/* ---- What nobody asked about ------------------------------------------------------------------------------------------------ */

/* The middle of what is usual: 80 to 200 mmHg, 40 to 120 mmHg, from 6 years on 45 to 140 /min, 10 to 40 /min, 88 to 100 %, 0.3 to 2.5 mmol/L, 140 to 200 cm,
 * 5 to 180 mL/min; of an age, 0 to 120 years, and a urine output, 0 to 1,000 mL/h, of what there is. */
static void an_ordinary_patient(void **state)
{
    (void)state;
    failed = false;
    begin(&(struct parts){.questions = ", { id = 'pump-there'; ask = 'A pump?'; pass = 'yes';" TRIAL "}, { id = 'ill'; ask = 'Ill?'; pass = 'no';" TRIAL "}",
                          .more = CHECKS(WARN("a", "systolic < 90 mmHg or diastolic < 50 mmHg or heart-rate < 40 /min or resp-rate < 12 /min or spo2 < 90 % or magnesium > 2 mmol/L or height < 150 cm") ","
                                         WARN("b", "age < 20 y or urine-output < 30 mL/h or sex is male or pregnant or access is central or reflexes is absent or gestation < 20w0d") ","
                                         WARN("c", "tired or pain is mild or setting is mobile or crcl < 30 mL/min"))});
    order->protocol->settings = 1U << IFS_WARD | 1U << IFS_CRITICAL_CARE;
    at_class(0, 70000);
    expect_answers("everything is read", true,
                   "weight 70 kg, weight-basis measured, height 170 cm, age 60 y, sex female, crcl 92.5 mL/min, urine-output 500 mL/h, magnesium 1.4 mmol/L, systolic 140 mmHg, "
                   "diastolic 80 mmHg, heart-rate 92 /min, resp-rate 25 /min, spo2 94 %, reflexes present, pregnant no, setting ward, indication testing, access peripheral, "
                   "tired no, pain none, kidneys no, pump-there yes, ill no");
    assert_false(failed);
    assert_string_equal(request.words[IFS_FACT_ALLERGIES], "none known");
    assert_true(fact_set_has(&request.known, IFS_FACT_ALLERGIES));
    assert_int_equal(request.at_s, 20777 * INT64_C(86400) + 12 * 3600); /* 2026-11-20, noon */
    assert_true(fact_set_empty(&request.confirmed));
    forget(order);
}

/* ---- What a check asks for --------------------------------------------------------------------------------------------------- */

struct row {
    const char *of;
    struct parts parts;
    int class;
    int64_t weight_g;
    const char *answers; /* but those that every order has */
};

static void expect_rows(const struct row *rows, size_t count)
{
    failed = false;
    for (size_t i = 0; i < count; i++) {
        begin(&rows[i].parts);
        at_class(rows[i].class, rows[i].weight_g);
        expect_answers(rows[i].of, false, rows[i].answers);
        forget(order);
    }
    assert_false(failed);
}

static void the_answer_on_the_other_side(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"below", {.more = CHECKS(REFUSE("a", "systolic >= 100 mmHg"))}, 0, 70000, "weight 70 kg, age 60 y, systolic 99 mmHg"},
        {"from there on", {.more = CHECKS(REFUSE("a", "systolic < 160 mmHg"))}, 0, 70000, "weight 70 kg, age 60 y, systolic 160 mmHg"},
        {"a step of one year", {.more = CHECKS(REFUSE("a", "age >= 10 y"))}, 0, 70000, "weight 70 kg, age 9 y"},
        {"urine output", {.more = CHECKS(REFUSE("a", "urine-output < 600 mL/h"))}, 0, 70000, "weight 70 kg, age 60 y, urine-output 600 mL/h"},
        {"urine output below", {.more = CHECKS(REFUSE("a", "urine-output >= 30 mL/h"))}, 0, 70000, "weight 70 kg, age 60 y, urine-output 29 mL/h"},
        {"urine output per weight", {.more = CHECKS(REFUSE("a", "urine-output >= 1 mL/kg/h"))}, 0, 70000, "weight 70 kg, age 60 y, urine-output 500 mL/h"},
        {"the second unit", {.more = CHECKS(REFUSE("a", "magnesium >= 0.11 mmol/L"))}, 0, 70000, "weight 70 kg, age 60 y, magnesium 0.1 mmol/L"},
        {"a choice", {.more = CHECKS(REFUSE("a", "pain is none or pain is mild"))}, 0, 70000, "weight 70 kg, age 60 y, pain severe"},
        {"a question", {.more = CHECKS(REFUSE("a", "not awake"))}, 0, 70000, "weight 70 kg, age 60 y, awake yes"},
        {"the height", {.more = CHECKS(REFUSE("a", "height >= 150 cm"))}, 0, 70000, "weight 70 kg, height 149.9 cm, age 60 y"},
        {"two questions", {.more = CHECKS(REFUSE("a", "not awake or not tired"))}, 0, 70000, "weight 70 kg, age 60 y, awake yes, tired yes"},
        {"nothing", {.more = CHECKS(REFUSE("a", "awake or not awake"))}, 0, 70000, "weight 70 kg, age 60 y, awake no"},
        {"a warning", {.more = CHECKS(WARN("a", "pain is none"))}, 0, 70000, "weight 70 kg, age 60 y, pain none"},
        {"no answer that cannot be given", {.more = CHECKS(REFUSE("a", "pain is none or pain is mild or pain is severe"))}, 0, 70000, "weight 70 kg, age 60 y, pain none"},
        {"no figure that cannot be given", {.more = CHECKS(REFUSE("a", "systolic >= 40 mmHg"))}, 0, 70000, "weight 70 kg, age 60 y, systolic 140 mmHg"},
        {"who is admitted", {.more = ADMIT("age >= 70 y")}, 0, 70000, "weight 70 kg, age 70 y"},
        {"26.5 kg are usual at 5 years, not at 3, 4, 17 or 18", {.dose = "{ usual = '10 mg/kg'; step = '10 mg';" TRIAL "}", .more = NEEDS("") CHECKS(WARN("a", "age < 4 y"))}, 0, 26500, "weight 26.5 kg, age 60 y"},
        {"against the answer that passes", {.questions = ", { id = 'pump-there'; ask = 'A pump?'; pass = 'yes';" TRIAL "}",
         .more = CHECKS(REFUSE("a", "pump-there and awake") "," REFUSE("b", "pump-there and not awake") "," REFUSE("c", "pump-there and tired") "," REFUSE("d", "pump-there and not tired"))}, 0, 70000,
         "weight 70 kg, age 60 y, awake no, tired no, pump-there no"},
        {"twice both of two", {.questions = ", { id = 'q0'; ask = 'Q?'; }, { id = 'q1'; ask = 'Q?'; }",
         .more = CHECKS(REFUSE("a", "awake and not tired or tired and not awake") "," REFUSE("b", "not awake and not tired") "," REFUSE("c", "q0 and not q1 or q1 and not q0") "," REFUSE("d", "not q0 and not q1"))}, 0, 70000,
         "weight 70 kg, age 60 y, awake yes, tired yes, q0 yes, q1 yes"},
        {"both of two, each alone unusual", {.more = CHECKS(REFUSE("a", "heart-rate < 200 /min or systolic < 210 mmHg") "," REFUSE("b", "heart-rate < 200 /min or systolic < 210 mmHg or tired"))}, 0, 70000,
         "weight 70 kg, age 60 y, systolic 210 mmHg, heart-rate 200 /min, tired no"},
#define STEPPING_STONE(more) "contradictions = ( { if = 'systolic < 210 mmHg and (not weight-basis is measured or gestation < 20w0d or gestation >= 20w0d)'; say = 'No.';" TRIAL "} );" \
    CHECKS(REFUSE("a", "systolic < 210 mmHg") "," REFUSE("b", "systolic >= 210 mmHg and weight-basis is measured" more))
        {"over one unusual answer", {.dose = BY("pregnant"), .more = STEPPING_STONE("")}, 1, 70000, "weight 70 kg, age 60 y, systolic 210 mmHg, pregnant yes"},
        {"not over one that leaves another missing", {.dose = BY("pregnant"), .more = STEPPING_STONE(" and gestation < 20w0d")}, 1, 70000, "weight 70 kg, age 60 y, systolic 140 mmHg, pregnant yes"},
        {"one of two, not both", {.more = CHECKS(REFUSE("a", "awake and tired or not awake and not tired"))}, 0, 70000, "weight 70 kg, age 60 y, awake yes, tired no"},
        {"both of two, and one alone is no better", {.more = CHECKS(REFUSE("a", "awake and not tired or tired and not awake") "," REFUSE("b", "not awake and not tired"))}, 0, 70000,
         "weight 70 kg, age 60 y, awake yes, tired yes"},
        {"of two heights with another answer the one that is tried first", {.more = CHECKS(REFUSE("a", "tired and height >= 160 cm") "," REFUSE("b", "not tired"))}, 0, 70000, "weight 70 kg, height 150 cm, age 60 y, tired yes"},
        {"what contradicts the kind", {.dose = "(" USUAL("systolic < 60 mmHg", "1 g") "," USUAL("systolic >= 60 mmHg", "1 g") ")", .more = CHECKS(WARN("a", "diastolic < 30 mmHg"))}, 0, 70000,
         "weight 70 kg, age 60 y, systolic 40 mmHg, diastolic 29 mmHg"},
        {"what contradicts other answers", {.more = "contradictions = ( { if = 'pain is none and not awake'; say = 'Both.';" TRIAL "} );"}, 0, 70000, "weight 70 kg, age 60 y, awake yes, pain none"},
        {"what is missing then", {.more = "require = ['gestation'];" CHECKS(REFUSE("a", "not pregnant") "," WARN("b", "gestation < 20w0d"))}, 0, 70000,
         "weight 70 kg, age 60 y, gestation 19w6d, pregnant yes"},
        {"what is missing of somebody of that weight", {.dose = "{ usual = '10 mg/kg'; step = '10 mg';" TRIAL "}", .more = "require = ['weight', 'gestation'];" CHECKS(REFUSE("a", "not pregnant") "," WARN("b", "gestation < 20w0d"))}, 0, 70000,
         "weight 70 kg, age 60 y, gestation 19w6d, pregnant yes"},
        {"what is to be found at the bedside then", {.more = "bedside = ['gestation'];" CHECKS(REFUSE("a", "not pregnant") "," WARN("b", "gestation < 20w0d"))}, 0, 70000,
         "weight 70 kg, age 60 y, gestation 19w6d, pregnant yes"},
    };
    expect_rows(rows, COUNT_OF(rows));
}

/* What stands behind the last test of a protocol is none of its. */
static void no_answer_but_those_that_are_asked_for(void **state)
{
    (void)state;
    static const struct {
        struct parts parts;
        struct test behind;
        const char *answers;
    } rows[] = {
        {{.dose = BY("systolic < 60 mmHg"), .more = "require = ['weight', 'diastolic'];"}, {.threshold = 30, .slot = IFS_FACT_DIASTOLIC, .fact = IFS_FACT_DIASTOLIC},
         "weight 70 kg, age 60 y, systolic 40 mmHg, diastolic 80 mmHg"},
        {{.more = CHECKS(REFUSE("a", "given-48h < 2 g"))}, {.threshold = 2 * GRAM, .slot = IFS_FACT_GIVEN_24H, .fact = IFS_FACT_GIVEN_24H}, "weight 70 kg, age 60 y, given-48h 0 g"},
    };
    failed = false;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        begin(&rows[i].parts);
        at_class(0, 70000);
        order->protocol->tests.list[order->protocol->tests.count] = rows[i].behind;
        expect_answers("behind the last", false, rows[i].answers);
        forget(order);
    }
    assert_false(failed);
}

/* Seven questions with 64 answers each, which is as many as a question may have, and one more: all but its last answer is refused. Of the seven every answer
 * but the first is refused besides, so that no other two are tried together. */
static int64_t last_answer(int of_the_last)
{
    char questions[6000];
    char more[600];
    char *at = questions;
    for (char letter = 'a'; letter <= 'h'; letter++) {
        at += sprintf(at, ", { id = 'many-%c'; ask = 'Q?'; choices = ['%c1'", letter, letter);
        for (int i = 2; i <= (letter < 'h' ? 64 : of_the_last); i++) {
            at += sprintf(at, ", '%c%d'", letter, i);
        }
        at += sprintf(at, "]; }");
    }
    snprintf(more, sizeof more,
             CHECKS(REFUSE("a", "not many-h is h%d") "," REFUSE("b", "not many-a is a1 or not many-b is b1 or not many-c is c1 or not many-d is d1 or not many-e is e1 or not many-f is f1 or not many-g is g1")),
             of_the_last);
    begin(&(struct parts){.questions = questions, .more = more});
    at_class(0, 70000);
    prove_witness(prove, &request);
    int64_t answer = request.answer[order->protocol->fact_count - 1];
    forget(order);
    return answer;
}

/* 512 are tried: 2 heights, an age on either side of the 18 years that the library asks for, 3 of weight-basis, 2 each of sex, reflexes, pregnant, postpartum and
 * breastfeeding, 6 settings, 1 indication, 2 of access, 2 each of awake, tired and kidneys, 3 of pain are 35, and with 7 x 64 they are 483: 29 are left. */
static void as_many_answers_as_are_tried(void **state)
{
    (void)state;
    assert_int_equal(last_answer(29), 29 - 1);
    assert_int_equal(last_answer(30), 0);
}

/* The last of as many facts as there may be. */
static void as_many_facts_as_there_may_be(void **state)
{
    (void)state;
    static char questions[6000];
    int left = write_questions(&(struct parts){.more = NEEDS("")}, questions);
    char more[600];
    snprintf(more, sizeof more,
             NEEDS(", 'sex'") CHECKS(REFUSE("a", "q0 and not q%d or not q0 and q%d") "," REFUSE("b", "not q0 and not q%d") "," WARN("c", "age < 1 y or age < 2 y or age < 3 y or age < 4 y or age < 5 y or age < 6 y or age < 7 y or age < 8 y")),
             left - 1, left - 1, left - 1);
    begin(&(struct parts){.questions = questions, .more = more});
    assert_int_equal(order->protocol->fact_count, IFS_FACT_MAX);
    at_class(0, 70000);
    char expected[100];
    snprintf(expected, sizeof expected, "weight 70 kg, age 60 y, sex female, q0 yes, q%d yes", left - 1);
    failed = false;
    expect_answers("the last of all facts", false, expected);
    assert_false(failed);
    forget(order);
}

/* The dosing sees the same patient: what it reads is not answered otherwise, whatever stands against the order. */
static void what_the_dosing_reads_stays(void **state)
{
    (void)state;
#define EITHER(when) REFUSE("e", "(" when ") and awake") "," REFUSE("f", "(" when ") and not awake")
    static const struct row rows[] = {
        {"sex", {.dose = BY("sex is female"), .more = CHECKS(EITHER("sex is female"))}, 0, 70000, "weight 70 kg, age 60 y, sex female, awake no"},
        {"systolic", {.dose = BY("systolic < 90 mmHg"), .more = CHECKS(EITHER("systolic < 90 mmHg"))}, 0, 70000, "weight 70 kg, age 60 y, systolic 80 mmHg, awake no"},
        {"urine output", {.dose = BY("urine-output < 30 mL/h"), .more = CHECKS(EITHER("urine-output < 30 mL/h"))}, 0, 70000, "weight 70 kg, age 60 y, urine-output 0 mL/h, awake no"},
        {"urine output per weight", {.dose = BY("urine-output < 1 mL/kg/h"), .more = CHECKS(EITHER("urine-output < 1 mL/kg/h") "," WARN("a", "urine-output < 300 mL/h"))}, 0, 70000,
         "weight 70 kg, age 60 y, urine-output 0 mL/kg/h, awake no"},
        {"crcl", {.dose = BY("crcl < 30 mL/min"), .more = CHECKS(EITHER("crcl < 30 mL/min"))}, 0, 70000, "weight 70 kg, height 170 cm, age 60 y, sex female, crcl 5 mL/min, pregnant no, awake no, kidneys no"},
        {"egfr", {.dose = BY("egfr < 30 mL/min/1.73m2"), .more = CHECKS(EITHER("egfr < 30 mL/min/1.73m2"))}, 0, 70000, "weight 70 kg, height 170 cm, age 60 y, sex female, egfr 5 mL/min/1.73m2, pregnant no, awake no"},
        {"weight", {.dose = "{ usual = '10 mg/kg'; step = '10 mg';" TRIAL "}", .more = CHECKS(EITHER("weight < 80 kg"))}, 0, 75000, "weight 75 kg, age 60 y, awake no"},
        {"given", {.more = CHECKS(EITHER("given-48h < 1 g"))}, 0, 70000, "weight 70 kg, age 60 y, given-48h 0 g, awake no"},
        {"last dose", {.more = CHECKS(EITHER("last-dose >= 24 h"))}, 0, 70000, "weight 70 kg, age 60 y, last-dose 2880 min, awake no"},
        {"height of an ideal weight", {.dose = "{ usual = '10 mg/kg'; of = 'ideal'; step = '10 mg';" TRIAL "}", .more = CHECKS(EITHER("height < 180 cm"))}, 0, 70000,
         "weight 70 kg, height 170 cm, age 60 y, sex female, awake no"},
    };
    expect_rows(rows, COUNT_OF(rows));
}

/* ---- Figures of the kind ------------------------------------------------------------------------------------------------------ */

/* The least answer of the kind that can be written, in the first unit that says it; where a usual one is of the kind too, the least usual. */
static void the_least_answer_of_the_kind(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"above the usual", {.dose = BY("systolic < 210 mmHg")}, 1, 70000, "weight 70 kg, age 60 y, systolic 210 mmHg"},
        {"the least usual", {.dose = BY("systolic < 210 mmHg")}, 0, 70000, "weight 70 kg, age 60 y, systolic 80 mmHg"},
        {"below the usual", {.dose = BY("systolic < 80 mmHg")}, 0, 70000, "weight 70 kg, age 60 y, systolic 40 mmHg"},
        {"the usual as the highest of the kind", {.dose = BY("systolic <= 80 mmHg")}, 0, 70000, "weight 70 kg, age 60 y, systolic 80 mmHg"},
        {"by the range of adults", {.dose = BY("heart-rate < 48 /min")}, 0, 70000, "weight 70 kg, age 60 y, heart-rate 45 /min"},
        {"100 umol/L are 1.131 mg/dL", {.dose = BY("creatinine < 100 umol/L")}, 1, 70000, "weight 70 kg, age 60 y, creatinine 1.14 mg/dL"},
        {"urine output", {.dose = BY("urine-output < 30 mL/h")}, 1, 70000, "weight 70 kg, age 60 y, urine-output 30 mL/h"},
        {"more than a urine output", {.dose = BY("urine-output <= 30 mL/h")}, 1, 70000, "weight 70 kg, age 60 y, urine-output 31 mL/h"},
        {"urine output per weight", {.dose = BY("urine-output < 0.5 mL/kg/h")}, 1, 70000, "weight 70 kg, age 60 y, urine-output 0.5 mL/kg/h"},
        {"more than a urine output per weight", {.dose = BY("urine-output <= 0.5 mL/kg/h")}, 1, 70000, "weight 70 kg, age 60 y, urine-output 0.6 mL/kg/h"},
        {"urine output read both ways", {.dose = BY("urine-output < 30 mL/h or urine-output < 0.5 mL/kg/h")}, 0, 70000, "weight 70 kg, age 60 y, urine-output 0 mL/h"},
        {"crcl", {.dose = BY("crcl < 30 mL/min")}, 1, 70000, "weight 70 kg, height 170 cm, age 60 y, sex female, crcl 30 mL/min, pregnant no, kidneys no"},
        {"more than a crcl", {.dose = BY("crcl <= 30 mL/min")}, 1, 70000, "weight 70 kg, height 170 cm, age 60 y, sex female, crcl 30.1 mL/min, pregnant no, kidneys no"},
        {"months", {.dose = BY("age < 18 mo")}, 1, 12000, "weight 12 kg, age 2 y"},
        {"what nothing reads but the dosing", {.dose = BY("awake")}, 0, 70000, "weight 70 kg, age 60 y, awake no"},
    };
    expect_rows(rows, COUNT_OF(rows));
}

/* Of a kind whose weight is only compared: any weight of its cell. */
static void an_ordinary_weight_of_its_cell(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"any", {.more = NEEDS("")}, 0, 500, "weight 70 kg, age 17 y"}, /* at 60 years 500 g contradict the age */
        {"any, the heaviest", {.more = NEEDS("")}, 0, 300000, "weight 70 kg, age 60 y"},
        {"one that is ordinary stays", {.more = NEEDS("")}, 0, 100000, "weight 100 kg, age 60 y"},
        {"below 70 kg", {.dose = BY("weight < 70 kg"), .more = NEEDS("")}, 0, 500, "weight 50 kg, age 17 y"},
        {"up to 70 kg", {.dose = BY("weight <= 70 kg"), .more = NEEDS("")}, 0, 500, "weight 70 kg, age 17 y"},
        {"from 70 kg on", {.dose = BY("weight < 70 kg"), .more = NEEDS("")}, 0, 300000, "weight 70 kg, age 60 y"},
        {"above 70 kg", {.dose = BY("weight <= 70 kg"), .more = NEEDS("")}, 0, 300000, "weight 90 kg, age 60 y"},
        {"above 100 kg", {.dose = BY("weight <= 100 kg"), .more = NEEDS("")}, 0, 300000, "weight 130 kg, age 60 y"},
        {"6 years, 14 to 38 kg", {.dose = BY("age >= 6 y and age < 7 y"), .more = NEEDS("") CHECKS(WARN("a", "weight < 10 kg or weight >= 45 kg"))}, 1, 44900, "weight 30 kg, age 6 y"},
        {"4 years, 11 to 26 kg", {.dose = BY("age >= 4 y and age < 5 y"), .more = NEEDS("") CHECKS(WARN("a", "weight < 10 kg or weight >= 45 kg"))}, 1, 44900, "weight 20 kg, age 4 y"},
        {"2 years, 9 to 18 kg", {.dose = BY("age >= 2 y and age < 3 y"), .more = NEEDS("") CHECKS(WARN("a", "weight < 10 kg or weight >= 45 kg"))}, 1, 44900, "weight 12 kg, age 2 y"},
        {"as many cells as there may be", {.more = NEEDS("") CHECKS(WARN("a", "weight < 5 kg or weight < 10 kg or weight < 15 kg or weight < 20 kg or weight < 25 kg or weight < 30 kg or weight < 35 kg or weight < 40 kg") ","
                                                                   WARN("b", "weight < 45 kg or weight < 50 kg or weight < 55 kg or weight < 60 kg or weight < 65 kg or weight < 70 kg or weight < 75 kg"))}, 0, 300000, "weight 90 kg, age 60 y"},
        {"a limit per kilogram", {.limits = "per-kg = { hard-max = '900 mg/kg';" TRIAL "};", .more = NEEDS("")}, 0, 300000, "weight 300 kg, age 60 y"},
    };
    expect_rows(rows, COUNT_OF(rows));
}

/* Of an adult whose body-mass index would be below 14 or above 50 kg/m2. */
static void a_height_that_goes_with_the_weight(void **state)
{
    (void)state;
#define WEIGHED "{ usual = '10 mg/kg'; step = '10 mg';" TRIAL "}"
    static const struct row rows[] = {
        {"40 kg are 13.8 at 170 cm, 17.8 at 150 cm", {.dose = WEIGHED, .more = NEEDS("") CHECKS(WARN("a", "height < 30 cm"))}, 0, 40000, "weight 40 kg, height 150 cm, age 60 y"},
        {"40.5 kg are 14.01 at 170 cm", {.dose = WEIGHED, .more = NEEDS("") CHECKS(WARN("a", "height < 30 cm"))}, 0, 40500, "weight 40.5 kg, height 170 cm, age 60 y"},
        {"180 kg are 49.9 at 190 cm", {.dose = WEIGHED, .more = NEEDS("") CHECKS(WARN("a", "height < 30 cm"))}, 0, 180000, "weight 180 kg, height 190 cm, age 60 y"},
        {"144.6 kg are 50.03 at 170 cm, 40.1 at 190 cm", {.dose = WEIGHED, .more = NEEDS("") CHECKS(WARN("a", "height < 30 cm"))}, 0, 144600, "weight 144.6 kg, height 190 cm, age 60 y"},
        {"nobody is ordinary at 190 kg", {.dose = WEIGHED, .more = NEEDS("") CHECKS(WARN("a", "height < 30 cm"))}, 0, 190000, "weight 190 kg, height 170 cm, age 60 y"},
    };
    expect_rows(rows, COUNT_OF(rows));
}

/* ---- Other patients of the class ---------------------------------------------------------------------------------------------- */

static void another_kind_of_the_class(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"from 40 years on", {.dose = BY("age >= 65 y"), .more = CHECKS(EITHER("age < 40 y"))}, 0, 70000, "weight 70 kg, age 40 y, awake no"},
        {"below 40 years, but not a child", {.dose = BY("age >= 65 y"), .more = CHECKS(EITHER("age >= 40 y"))}, 1, 70000, "weight 70 kg, age 65 y, awake no"},
        {"two facts", {.dose = BY("age >= 65 y and systolic >= 210 mmHg"), .more = CHECKS(EITHER("age < 40 y") "," REFUSE("g", "systolic < 150 mmHg and awake") "," REFUSE("h", "systolic < 150 mmHg and not awake"))},
         0, 70000, "weight 70 kg, age 40 y, systolic 150 mmHg, awake no"},
        {"of whom nothing is missing", {.dose = BY("age >= 65 y"), .more = "require = ['gestation']; contradictions = ( { if = 'age < 40 y and (gestation < 20w0d or gestation >= 20w0d)'; say = 'No.';" TRIAL "} );"
         CHECKS(REFUSE("a", "not pregnant"))}, 0, 70000, "weight 70 kg, age 40 y, gestation 19w6d, pregnant yes"},
        {"nobody of the class", {.dose = BY("age >= 65 y"), .more = CHECKS(EITHER("age < 65 y"))}, 0, 70000, "weight 12 kg, age 0 y, awake no"},
        {"who was given some", {.more = CHECKS(REFUSE("a", "given-24h < 2 g"))}, 0, 70000, "weight 70 kg, age 60 y, given-24h 2 g"},
        {"who was given some, by the first test of all", {.drug = "faint-drug", .dose = "{ usual = '0.001 mg'; step = '0.001 mg';" TRIAL "}", .more = ADMIT("given-24h >= 2 g")}, 0, 70000, "weight 70 kg, given-24h 2 g"},
        {"who was given some, of whom nothing is missing", {.more = "require = ['gestation']; contradictions = ( { if = 'given-24h < 2 g and (gestation < 20w0d or gestation >= 20w0d)'; say = 'No.';" TRIAL "} );"
         CHECKS(REFUSE("a", "not pregnant"))}, 0, 70000, "weight 70 kg, age 60 y, gestation 19w6d, pregnant yes, given-24h 2 g"},
        {"who was given some, the first that helps", {.more = CHECKS(WARN("a", "given-24h < 1 g") "," REFUSE("b", "given-24h < 2 g") "," WARN("c", "given-24h < 3 g"))}, 0, 70000, "weight 70 kg, age 60 y, given-24h 2 g"},
        {"who was given some, no more than helps", {.more = CHECKS(EITHER("systolic >= 40 mmHg") "," REFUSE("b", "given-24h < 2 g") "," WARN("c", "given-24h < 3 g"))}, 0, 70000,
         "weight 70 kg, age 60 y, systolic 140 mmHg, given-24h 2 g, awake no"},
        {"in 48 hours too", {.more = CHECKS(REFUSE("a", "given-24h < 2 g") "," REFUSE("b", "given-48h < 2 g"))}, 0, 70000, "weight 70 kg, age 60 y, given-24h 2 g, given-48h 2 g"},
        {"but the dosing reads it", {.dose = BY("given-24h < 1 g"), .more = CHECKS(EITHER("given-24h < 1 g"))}, 0, 70000, "weight 70 kg, age 60 y, given-24h 0 g, awake no"},
        {"one in need of some", {.more = CHECKS(REFUSE("a", "given-24h >= 2 g"))}, 0, 70000, "weight 70 kg, age 60 y, given-24h 0 g"},
    };
    expect_rows(rows, COUNT_OF(rows));
}

/* The first kind of that age whose class is the same as that of the first kind at all. */
static void at_age_of_the_first_class(int64_t months, int64_t weight_g)
{
    struct family *family = &prove->family;
    struct space_point point;
    assert_true(family_gather(family));
    bool more = space_first(&family->space, &point);
    int class = family_class_of(family, &point);
    while (more && (space_answers(&family->space, &point, IFS_FACT_AGE).low != months || family_class_of(family, &point) != class)) {
        more = space_next(&family->space, &point);
    }
    assert_true(more);
    family_take(family, &point);
    family_weigh(family, weight_g);
}

/* From whichever kind it begins: of the first, the second and the third third of the class it is the one that is not refused. */
static void the_kinds_before_and_behind(void **state)
{
    (void)state;
    static const struct {
        int64_t months;
        const char *refused;
        const char *answers;
    } rows[] = {
        {30 * 12, "age >= 20 y", "weight 12 kg, age 0 y, awake no"}, {50 * 12, "age >= 20 y", "weight 12 kg, age 0 y, awake no"}, {30 * 12, "age < 40 y", "weight 70 kg, age 40 y, awake no"}, {50 * 12, "age < 30 y or age >= 40 y", "weight 70 kg, age 30 y, awake no"},
    };
    failed = false;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char more[1500];
        snprintf(more, sizeof more, CHECKS(REFUSE("e", "(%s) and awake") "," REFUSE("f", "(%s) and not awake") "," WARN("g", "age < 30 y") "," WARN("h", "age < 40 y") "," WARN("i", "age < 50 y")), rows[i].refused, rows[i].refused);
        begin(&(struct parts){.dose = BY("age >= 65 y"), .more = more});
        at_age_of_the_first_class(rows[i].months, 70000);
        expect_answers(rows[i].refused, false, rows[i].answers);
        forget(order);
    }
    assert_false(failed);
}

/* Who was given some already is not given some else. */
static void what_was_given_stays(void **state)
{
    (void)state;
    failed = false;
    begin(&(struct parts){.more = CHECKS(REFUSE("a", "given-24h < 2 g"))});
    at_class(0, 70000);
    family_give(&prove->family, GRAM, GRAM);
    expect_answers("1 g before", false, "weight 70 kg, age 60 y, given-24h 1 g");
    assert_false(failed);
    forget(order);
}

/* Whatever was tried, the patient at hand is the same afterwards. */
static void the_patient_at_hand_stays(void **state)
{
    (void)state;
    static const struct parts parts[] = {{.dose = BY("age >= 65 y"), .more = CHECKS(EITHER("age < 40 y"))}, {.dose = BY("crcl < 30 mL/min"), .more = CHECKS(REFUSE("a", "given-24h < 2 g"))},
                                         {.dose = BY("crcl < 30 mL/min"), .more = CHECKS(EITHER("crcl < 10 mL/min"))}};
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        begin(&parts[i]);
        at_class(0, 70000);
        const struct space_point point = prove->family.point;
        const ifs_request before = prove->family.request;
        const ifs_derived derived = prove->family.derived;
        prove_witness(prove, &request);
        assert_memory_equal(&prove->family.point, &point, sizeof point);
        assert_memory_equal(&prove->family.request, &before, sizeof before);
        assert_memory_equal(&prove->family.derived, &derived, sizeof derived);
        forget(order);
    }
}

/* ---- One answer more ---------------------------------------------------------------------------------------------------------- */

static void an_answer_of_a_whole_patient(void **state)
{
    (void)state;
    static const struct {
        int slot;
        int64_t figure;
        const char *answer;
    } rows[] = {
        {IFS_FACT_WEIGHT, 9990, "9.99 kg"},        {IFS_FACT_WEIGHT, 9991, "10 kg"},          {IFS_FACT_WEIGHT, 10001, "10.1 kg"},
        {IFS_FACT_WEIGHT, 300000, "300 kg"},       {IFS_FACT_WEIGHT, 500, "0.5 kg"},          {IFS_FACT_AGE, 0, "0 y"},
        {IFS_FACT_AGE, 1, "1 y"},                  {IFS_FACT_AGE, 12, "1 y"},                 {IFS_FACT_AGE, 1440, "120 y"},
        {SLOT_URINE, 60000, "30 mL/h"},            {SLOT_URINE, 60001, "31 mL/h"},            {SLOT_URINE, 59999, "30 mL/h"},
        {SLOT_URINE_PER_WEIGHT, 1000, "0.5 mL/kg/h"}, {SLOT_URINE_PER_WEIGHT, 1001, "0.6 mL/kg/h"}, {SLOT_URINE_PER_WEIGHT, 999, "0.5 mL/kg/h"},
        {SLOT_CRCL, 60000000, "30 mL/min"},        {SLOT_CRCL, 60000001, "30.1 mL/min"},      {SLOT_EGFR, 60000001, "31 mL/min/1.73m2"},
        {IFS_FACT_SEX, IFS_MALE, "male"},          {IFS_FACT_PREGNANT, IFS_ANSWER_YES, "yes"},
    };
    begin(&(struct parts){.more = NEEDS("")});
    at_class(0, 70000);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int fact = (int)space_fact(rows[i].slot);
        memset(&request, 0, sizeof request);
        prove_answer(prove, rows[i].slot, rows[i].figure, &request);
        struct text text = text_over(answers, sizeof answers);
        fact_add_answer(&text, &request, order->protocol->facts, fact);
        assert_string_equal(answers, rows[i].answer);
        assert_true(fact_set_has(&request.given, fact));
    }
    forget(order);
}

/* ---- Computed again ------------------------------------------------------------------------------------------------------------ */

/* On the day of the birth somebody may be ordered something, a second before it nobody; what contradicts itself is no patient. */
static void on_the_day_of_the_order(void **state)
{
    (void)state;
    static ifs_plan plan;
    begin(&(struct parts){.more = NEEDS(", 'age'")});
    at_class(0, 70000);
    prove_witness(prove, &request);
    fact_set_remove(&request.known, IFS_FACT_AGE);
    fact_set_add(&request.known, IFS_FACT_BORN);
    request.answer[IFS_FACT_BORN] = 20777;
    request.answer[IFS_FACT_WEIGHT] = 3000;
    request.at_s = 20777 * INT64_C(86400);
    int64_t plans = prove->plans;
    assert_true(prove_replay(prove, &request, &plan));
    assert_int_equal(prove->plans, plans + 1);
    request.at_s--;
    assert_false(prove_replay(prove, &request, &plan));
    assert_int_equal(prove->plans, plans + 1);
    forget(order);
}

/* ---- Who is accused ------------------------------------------------------------------------------------------------------------- */

/* Of each class the first three failures in a row are tried, then the 4th, 8th, 16th ...; only the first three where a check refused the last one; no
 * more than 60 in all, and none once one was found. */
static void how_many_are_tried(void **state)
{
    (void)state;
    begin(&(struct parts){.dose = BY("awake"), .more = NEEDS("")});
    at_class(0, 70000);
    struct prove_finding *finding = &prove->findings[PROVE_WEIGHT];
    finding->class = 1;
    for (int failure = 1; failure <= 64; failure++) {
        bool in_turn = failure <= 4 || failure == 8 || failure == 16 || failure == 32 || failure == 64;
        assert_int_equal(prove_may_try(prove, PROVE_WEIGHT), in_turn);
    }
    assert_int_equal(finding->tried, 8);
    finding->hopeless = true;
    family_take(&prove->family, &prove->family.classes[1].point);
    assert_true(prove_may_try(prove, PROVE_WEIGHT));
    assert_false(finding->hopeless);
    finding->hopeless = true;
    assert_true(prove_may_try(prove, PROVE_WEIGHT));
    assert_true(prove_may_try(prove, PROVE_WEIGHT));
    assert_false(prove_may_try(prove, PROVE_WEIGHT));
    assert_int_equal(finding->tried, 11);
    finding->tried = 59;
    finding->class = -1;
    assert_true(prove_may_try(prove, PROVE_WEIGHT));
    assert_int_equal(finding->tried, 60);
    assert_false(prove_may_try(prove, PROVE_WEIGHT));
    finding->tried = 0;
    finding->result = PROVE_COUNTEREXAMPLE;
    assert_false(prove_may_try(prove, PROVE_WEIGHT));
    assert_true(prove_may_try(prove, PROVE_KIDNEYS));
    forget(order);
}

#define BEYOND_FROM_100_KG "{ usual = '20 mg/kg'; hard = ['', '2 g']; step = '10 mg';" TRIAL "}"

static const struct prove_finding *accuse_at(const struct parts *parts, family_examine fault, enum prove_property property, int64_t weight_g)
{
    struct prove_judgement judgement;
    memset(&judgement, 0, sizeof judgement);
    judgement.infusion[property] = 7;
    begin_with(parts, fault);
    at_class(0, weight_g);
    prove->findings[property].slot = 9;
    prove_accuse(prove, property, &judgement);
    assert_int_equal(prove->findings[property].tried, 1);
    return &prove->findings[property];
}

static void draw_three_times(const ifs_protocol *of, const ifs_request *asked, ifs_plan *plan)
{
    plan_examine(of, asked, plan);
    for (int i = 0; i < plan->infusion_count; i++) {
        plan->infusions[i].draw.ul *= 3;
    }
}

/* 110 kg by 20 mg are 2.2 g, and 2 g are the most. */
static void who_is_accused(void **state)
{
    (void)state;
    const struct parts parts = {.dose = BEYOND_FROM_100_KG, .bags = PREMIX_STRONG, .more = NEEDS("")};
    const struct prove_finding *finding = accuse_at(&parts, NULL, PROVE_USUAL, 110000);
    assert_int_equal(finding->result, PROVE_COUNTEREXAMPLE);
    assert_int_equal(finding->infusion, 0);
    assert_int_equal(finding->obstacle, IFS_OBSTACLE_NONE);
    assert_non_null(finding->limit);
    assert_int_equal(finding->limit->kind, IFS_LIMIT_DOSE);
    assert_true(equals(finding->after, 2200000, 1));
    assert_int_equal(finding->patient.answer[IFS_FACT_WEIGHT], 110000);
    assert_true(fact_set_empty(&finding->patient.confirmed));
    assert_int_equal(finding->slot, -1);
    assert_false(finding->hopeless);
    forget(order);
    finding = accuse_at(&parts, NULL, PROVE_USUAL, 90000); /* 1.8 g */
    assert_int_equal(finding->result, PROVE_UNDECIDED);
    assert_int_equal(finding->infusion, 7);
    assert_int_equal(finding->slot, 9);
    forget(order);
    finding = accuse_at(&parts, NULL, PROVE_USUAL, 190000); /* nobody usual */
    assert_int_equal(finding->result, PROVE_UNDECIDED);
    assert_false(finding->hopeless);
    forget(order);
    /* No dose at all is an obstacle. */
    finding = accuse_at(&(struct parts){.dose = "( { when = 'awake'; usual = '1 g'; step = '10 mg';" TRIAL "}, { when = 'awake and tired'; usual = '2 g'; step = '10 mg';" TRIAL "} )", .more = NEEDS("")}, NULL, PROVE_ONE_RULE, 70000);
    assert_int_equal(finding->result, PROVE_COUNTEREXAMPLE);
    assert_int_equal(finding->obstacle, IFS_OBSTACLE_NO_DOSE_RULE);
    forget(order);
    /* Who is refused whatever is answered. */
    finding = accuse_at(&(struct parts){.dose = BEYOND_FROM_100_KG, .bags = PREMIX_STRONG, .more = NEEDS("") CHECKS(REFUSE("a", "awake") "," REFUSE("b", "not awake"))}, NULL, PROVE_USUAL, 110000);
    assert_int_equal(finding->result, PROVE_UNDECIDED);
    assert_true(finding->hopeless);
    forget(order);
}

/* Of what is delivered beyond a limit somebody unusual, who was confirmed, is told of too. */
static void who_is_accused_of_what_is_delivered(void **state)
{
    (void)state;
    const struct parts parts = {.dose = "{ usual = '1 g'; hard = ['', '2 g']; step = '10 mg';" TRIAL "}", .bags = "{ product = 'vial'; additive = 'added'; diluents = ['saline']; volume = '100 mL'; }",
                                .limits = "per-kg = { hard-max = '900 mg/kg';" TRIAL "};", .more = NEEDS("")};
    static const struct {
        enum prove_property property;
        int64_t weight_g;
        bool accused;
        bool confirmed;
    } rows[] = {{PROVE_WITHIN, 70000, true, false}, {PROVE_WITHIN, 190000, true, true}, {PROVE_PREPARABLE, 70000, true, false}, {PROVE_PREPARABLE, 190000, false, false}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct prove_finding *finding = accuse_at(&parts, draw_three_times, rows[i].property, rows[i].weight_g);
        if (finding->result != (rows[i].accused ? PROVE_COUNTEREXAMPLE : PROVE_UNDECIDED) || fact_set_has(&finding->patient.confirmed, IFS_FACT_WEIGHT) != rows[i].confirmed) {
            fail_msg("row %d", (int)i);
        }
        forget(order);
    }
}

/* Who cannot be is not accused: a systolic pressure below 60 mmHg and an ordinary diastolic one. */
static void nobody_who_cannot_be_is_accused(void **state)
{
    (void)state;
    const struct prove_finding *finding = accuse_at(&(struct parts){.dose = BY("systolic < 60 mmHg"),
                                                                    .more = "require = ['weight', 'diastolic'];"}, NULL, PROVE_USUAL, 70000);
    assert_int_equal(finding->result, PROVE_UNDECIDED);
    assert_false(finding->hopeless);
    forget(order);
}

/* ---- What weighs more ------------------------------------------------------------------------------------------------------------ */

/* Two unusual answers weigh as much as one check: neither is given for the other. Of 30 kg and 150 beats a minute both are usual for a child of 9 or 10 years and
 * neither for an adult; of 70 kg and 45 beats a minute the reverse. */
static void two_unusual_answers_or_a_check(void **state)
{
    (void)state;
#define BEATS(when) "( { when = '" when "'; usual = '10 mg/kg'; step = '10 mg';" TRIAL "}, { when = 'not (" when ")'; usual = '20 mg/kg'; step = '10 mg';" TRIAL "} )"
    static const struct row rows[] = {
        {"two unusual answers stay", {.dose = BEATS("heart-rate < 150 /min"), .more = NEEDS("") CHECKS(REFUSE("a", "age < 18 y") "," WARN("b", "age < 10 y"))}, 1, 30000, "weight 30 kg, age 60 y, heart-rate 150 /min"},
        {"a check stays", {.dose = BEATS("heart-rate < 48 /min"), .more = NEEDS("") CHECKS(REFUSE("a", "age >= 18 y") "," WARN("b", "age < 5 y") "," REFUSE("c", "age >= 5 y and age < 18 y"))}, 0, 70000, "weight 70 kg, age 60 y, heart-rate 45 /min"},
        {"nor for a contradiction", {.dose = BEATS("heart-rate < 150 /min"), .more = NEEDS("") "contradictions = ( { if = 'age < 18 y'; say = 'No.';" TRIAL "} );" CHECKS(WARN("b", "age < 10 y"))}, 1, 30000, "weight 30 kg, age 60 y, heart-rate 150 /min"},
        {"a contradiction stays", {.dose = BEATS("heart-rate < 48 /min"), .more = NEEDS("") "contradictions = ( { if = 'age >= 5 y'; say = 'No.';" TRIAL "} );"}, 0, 70000, "weight 70 kg, age 60 y, heart-rate 45 /min"},
        {"a check for one unusual answer", {.dose = BEATS("heart-rate < 48 /min"), .more = NEEDS("") CHECKS(REFUSE("a", "age >= 8 y"))}, 0, 50000, "weight 50 kg, age 7 y, heart-rate 45 /min"},
    };
    expect_rows(rows, COUNT_OF(rows));
}

/* ---- Where it ends ---------------------------------------------------------------------------------------------------------------- */

static int64_t after_the_last;
static bool nothing_against;

static void note_what_is_left(const ifs_protocol *of, const ifs_request *asked, ifs_plan *plan)
{
    plan_examine(of, asked, plan);
    if (!of_the_part(of)) {
        after_the_last += nothing_against ? 1 : 0;
        nothing_against = plan->verdict == IFS_READY;
    }
}

/* Once nothing stands against the order nobody else is computed. */
static void the_search_ends_with_the_first(void **state)
{
    (void)state;
    static const struct parts parts[] = {
        {.more = NEEDS("")},
        {.more = CHECKS(REFUSE("a", "systolic >= 100 mmHg"))},
        {.more = CHECKS(REFUSE("a", "awake and not tired or tired and not awake") "," REFUSE("b", "not awake and not tired"))},
        {.dose = BY("age >= 65 y"), .more = CHECKS(EITHER("age < 40 y"))},
        {.more = CHECKS(REFUSE("a", "given-24h < 2 g") "," WARN("b", "given-24h < 3 g"))},
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        begin_with(&parts[i], note_what_is_left);
        at_class(0, 70000);
        after_the_last = 0;
        nothing_against = false;
        prove_witness(prove, &request);
        assert_int_equal(after_the_last, 0);
        assert_true(nothing_against);
        forget(order);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_ordinary_patient),
        cmocka_unit_test(the_answer_on_the_other_side),
        cmocka_unit_test(no_answer_but_those_that_are_asked_for),
        cmocka_unit_test(as_many_answers_as_are_tried),
        cmocka_unit_test(as_many_facts_as_there_may_be),
        cmocka_unit_test(what_the_dosing_reads_stays),
        cmocka_unit_test(the_least_answer_of_the_kind),
        cmocka_unit_test(an_ordinary_weight_of_its_cell),
        cmocka_unit_test(a_height_that_goes_with_the_weight),
        cmocka_unit_test(another_kind_of_the_class),
        cmocka_unit_test(the_kinds_before_and_behind),
        cmocka_unit_test(what_was_given_stays),
        cmocka_unit_test(the_patient_at_hand_stays),
        cmocka_unit_test(an_answer_of_a_whole_patient),
        cmocka_unit_test(on_the_day_of_the_order),
        cmocka_unit_test(how_many_are_tried),
        cmocka_unit_test(who_is_accused),
        cmocka_unit_test(who_is_accused_of_what_is_delivered),
        cmocka_unit_test(nobody_who_cannot_be_is_accused),
        cmocka_unit_test(two_unusual_answers_or_a_check),
        cmocka_unit_test(the_search_ends_with_the_first),
    };
    return cmocka_run_group_tests(tests, make_proof, remove_proof);
}
