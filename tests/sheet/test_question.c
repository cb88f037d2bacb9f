/*
 * test_question.c - how each kind of question of a visit reads, why it is asked, and how its answer reads afterwards.
 *
 * The sentences are those of wording_visit.c, filled by hand with what sample.h says of the patient and the protocol.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "claim.h"
#include "question.h"
#include "sheet/sample.h"
#include "wording_visit.h"

static struct sample sample;
static struct question question;
static struct question_help help;
static const char *const products[] = {"vial-example", "premix-example"};
static const char *const diluents[] = {"sodium-chloride-0.9"};

static int begin(void **state)
{
    (void)state;
    sample_begin(&sample);
    struct fact_rule *facts = sample.protocol.facts;
    facts[IFS_FACT_PRODUCT].choices = products;
    facts[IFS_FACT_PRODUCT].choice_count = 2;
    facts[IFS_FACT_DILUENT].choices = diluents;
    facts[IFS_FACT_DILUENT].choice_count = 1;
    sample.infusions[1] = sample.infusions[0];
    sample.infusions[0].name = "loading";
    sample.infusions[1].name = "maintenance";
    return 0;
}

static struct question_of of_sample(void)
{
    return (struct question_of){
        .protocol = &sample.protocol, .request = &sample.request, .plan = &sample.plan, .scratch = &sample.sheet};
}

static struct ask ask_at(enum ask_what what, int fact)
{
    return (struct ask){.what = what, .need = FACT_OPTIONAL, .fact = fact};
}

static const struct question *asked(enum ask_what what, int fact)
{
    struct question_of of = of_sample();
    struct ask ask = ask_at(what, fact);
    question_build(&of, &ask, &question);
    return &question;
}

static const struct question_help *explained(enum ask_what what, int fact, enum fact_need need)
{
    struct question_of of = of_sample();
    struct ask ask = ask_at(what, fact);
    ask.need = need;
    question_explain(&of, &ask, &help);
    return &help;
}

static void answers(enum ask_what what, int fact, const char *expected)
{
    char bytes[200];
    struct text text = text_over(bytes, sizeof bytes);
    struct question_of of = of_sample();
    struct ask ask = ask_at(what, fact);
    question_add_answer(&text, &of, &ask);
    assert_string_equal(bytes, expected);
}

static void is_or_null(const char *text, const char *expected)
{
    if (expected == NULL) {
        assert_null(text);
    } else {
        assert_non_null(text);
        assert_string_equal(text, expected);
    }
}

/* ---- Questions ---- */

static void test_measures(void **state)
{
    (void)state;
    static const struct {
        int fact;
        const char *name;
        const char *units;
        const char *text;
        const char *expected;
    } rows[] = {
        {IFS_FACT_WEIGHT, "weight", "kg", "Body weight?", "Answer: 0.5 to 300 kg."},
        {IFS_FACT_CREATININE, "creatinine", "mg/dL or umol/L", "Serum creatinine?",
         "Answer: 0.1 to 20 mg/dL, or 9 to 1,768 umol/L."},
        {IFS_FACT_GESTATION, "gestation", NULL, "Gestation in weeks and days?", "Answer: 0w0d to 45w0d."},
        {IFS_FACT_BORN, "born", NULL, "Date of birth?", "Answer: a date, as in 2026-11-20."},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct question *one = asked(ASK_FACT, rows[i].fact);
        assert_string_equal(one->name, rows[i].name);
        is_or_null(one->units, rows[i].units);
        assert_string_equal(one->text, rows[i].text);
        assert_string_equal(one->expected, rows[i].expected);
        assert_null(one->usual);
        assert_false(one->yes_no);
        assert_int_equal(one->choice_count, 0);
    }
}

static void test_choices_in_the_prompt_and_in_a_list(void **state)
{
    (void)state;
    sample.sheet.full = true; /* whatever was written there before */
    const struct question *one = asked(ASK_FACT, SAMPLE_HEART_BLOCK);
    assert_false(sample.sheet.full);
    assert_true(one->yes_no);
    assert_string_equal(one->units, "yes, no");
    assert_int_equal(one->choice_count, 0);
    one = asked(ASK_FACT, IFS_FACT_SEX);
    assert_false(one->yes_no);
    assert_string_equal(one->units, "female, male");
    assert_int_equal(one->choice_count, 0);
    assert_null(one->expected);
    one = asked(ASK_FACT, IFS_FACT_WEIGHT_BASIS);
    assert_null(one->units);
    assert_int_equal(one->choice_count, 3);
    assert_string_equal(one->choices[2].name, "estimated");
    assert_null(one->choices[2].text);
    assert_string_equal(one->expected, "Answer with a number or a name of this list:");
}

/* Two of them, but words of their own. */
static void test_indications_say_what_they_mean(void **state)
{
    (void)state;
    static const char *const names[] = {"example-headache", "example-cramp"};
    static const struct indication indications[] = {{.text = "Headache of an example"}, {.text = "Cramp of an example"}};
    sample.protocol.facts[IFS_FACT_INDICATION].choices = names;
    sample.protocol.facts[IFS_FACT_INDICATION].choice_count = 2;
    sample.protocol.indications = indications;
    const struct question *one = asked(ASK_FACT, IFS_FACT_INDICATION);
    assert_int_equal(one->choice_count, 2);
    assert_string_equal(one->choices[1].name, "example-cramp");
    assert_string_equal(one->choices[1].text, "Cramp of an example");
}

static void test_a_list_longer_than_fits(void **state)
{
    (void)state;
    static const char *names[64 + 1];
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        names[i] = i == 64 ? "one-too-many" : "one";
    }
    sample.protocol.facts[SAMPLE_DIGOXIN].choices = names;
    sample.protocol.facts[SAMPLE_DIGOXIN].choice_count = 64 + 1;
    const struct question *one = asked(ASK_FACT, SAMPLE_DIGOXIN);
    assert_int_equal(one->choice_count, 64);
    assert_string_equal(one->choices[64 - 1].name, "one");
}

static void test_materials_may_be_left_to_the_protocol(void **state)
{
    (void)state;
    static const int facts[] = {IFS_FACT_PRODUCT, IFS_FACT_DILUENT, IFS_FACT_DEVICE};
    static const char *const settled[] = {"premix-example", "sodium-chloride-0.9", "pump"};
    ifs_derived *derived = &sample.plan.derived;
    for (size_t i = 0; i < COUNT_OF(facts); i++) { /* what phases differ in is not known */
        assert_string_equal(asked(ASK_FACT, facts[i])->usual, "");
    }
    derived->product_known = derived->diluent_known = derived->device_known = true;
    derived->product = 1;
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        assert_string_equal(asked(ASK_FACT, facts[i])->usual, settled[i]);
        answers(ASK_FACT, facts[i], "Left to the protocol.");
    }
    derived->diluent = -1; /* a premix has none */
    assert_string_equal(asked(ASK_FACT, IFS_FACT_DILUENT)->usual, "");
}

/* What is settled is then somebody's choice, not the protocol's. */
static void test_a_material_that_was_chosen(void **state)
{
    (void)state;
    sample.plan.derived.product_known = true;
    sample_answer(&sample, "product", "vial-example");
    const struct question *one = asked(ASK_FACT, IFS_FACT_PRODUCT);
    assert_string_equal(one->usual, "");
    assert_int_equal(one->choice_count, 2);
    assert_string_equal(one->choices[0].name, "vial-example");
    assert_string_equal(one->choices[0].text, "magnesium sulfate 50 % vial");
    assert_string_equal(asked(ASK_FACT, IFS_FACT_DILUENT)->choices[0].text, "sodium chloride 0.9 %");
    answers(ASK_FACT, IFS_FACT_PRODUCT, "vial-example");
}

static void test_identity_and_age(void **state)
{
    (void)state;
    const struct question *one = asked(ASK_FACT, IFS_FACT_NAME);
    assert_string_equal(one->text, "Patient's name?");
    assert_null(one->units);
    assert_null(one->expected);
    assert_int_equal(one->choice_count, 0);
    one = asked(ASK_AGE, IFS_FACT_AGE);
    assert_string_equal(one->name, "age or born");
    assert_string_equal(one->text, "Age, or date of birth?");
    assert_string_equal(one->expected,
                        "Answer: completed years as in 34 y, months as in 8 mo, or the date of birth as in 1992-03-14.");
}

/* The sample has a creatinine: what is left is offered. */
static void test_kidneys_by_what_is_known(void **state)
{
    (void)state;
    const struct question *one = asked(ASK_RENAL, IFS_FACT_CRCL);
    assert_string_equal(one->name, "crcl, egfr or renal");
    assert_string_equal(one->text, "Renal function: what is known? One of these is enough.");
    assert_string_equal(one->expected, "Answer with a figure and its unit, or with a category:");
    assert_int_equal(one->choice_count, 3);
    assert_string_equal(one->choices[0].name, "crcl");
    assert_string_equal(one->choices[0].text, "Creatinine clearance: 0 to 250 mL/min");
    assert_string_equal(one->choices[2].text,
                        "Renal category: normal, mild, moderate, severe, failure, dialysis, acute-injury");
}

static void test_once_more(void **state)
{
    (void)state;
    const struct question *one = asked(ASK_CONFIRM, IFS_FACT_WEIGHT);
    assert_string_equal(one->name, "weight again");
    assert_string_equal(one->text, "68 kg is unusual at this age or height. Weigh again, or read the scale again: the weight in kg once more.");
    assert_string_equal(one->units, "kg");
    assert_null(one->expected);
    one = asked(ASK_CONFIRM, IFS_FACT_ALLERGIES);
    assert_string_equal(one->text, "Allergies: none known. This names the drug itself. Ask again what happened.");
    assert_string_equal(one->expected, "Type confirm if it is right, or the right answer.");
    one = asked(ASK_CONFIRM, IFS_FACT_SYSTOLIC);
    assert_string_equal(one->name, "systolic again");
    assert_string_equal(one->text, "Systolic blood pressure 120 mmHg is unusual. Measure it again, or look it up again.");
}

static void test_the_prescriber(void **state)
{
    (void)state;
    assert_string_equal(asked(ASK_DOSE, -1)->name, "dose");
    assert_string_equal(question.text, "Which dose of loading has the prescriber ordered? The protocol names none by itself.");
    sample.protocol.infusion_count = 2;
    assert_string_equal(asked(ASK_DOSE, -1)->name, "dose loading");
    assert_string_equal(asked(ASK_OVER, -1)->name, "over loading");
    assert_string_equal(question.text, "In which time is loading to be given? The prescriber has to say.");
    assert_string_equal(question.expected, "Answer: a time, as in 30 min or 4 h.");
    assert_string_equal(asked(ASK_PRESCRIBER, -1)->name, "prescriber");
    assert_string_equal(question.text, "Who orders this? Name of the prescriber, a comma, and a reference (licence or order number).");
    assert_string_equal(question.expected, "Answer: NAME, REFERENCE.");
    assert_string_equal(asked(ASK_OVERRIDE, -1)->name, "override");
    assert_null(question.text);
}

/* ---- Why ---- */

static void test_why_by_need(void **state)
{
    (void)state;
    static const char *const identity = "It is printed on the sheet, so that the right patient gets it; no limit depends on it.";
    static const char *const material = "It decides how the infusion is prepared and run.";
    static const struct {
        int fact;
        enum fact_need need;
        const char *line;
    } rows[] = {
        {SAMPLE_DIGOXIN, FACT_REQUIRED, "The protocol cannot order without it."},
        {IFS_FACT_ALLERGIES, FACT_REQUIRED, "The protocol cannot order without it."},
        {IFS_FACT_SYSTOLIC, FACT_BEDSIDE, "It is measured at the bedside before the start."},
        {IFS_FACT_SEX, FACT_OPTIONAL, "A warning or a sentence of the sheet depends on it; or it says more about another answer."},
        {IFS_FACT_NAME, FACT_OPTIONAL, identity},
        {IFS_FACT_PRODUCT, FACT_OPTIONAL, material},
        {IFS_FACT_DILUENT, FACT_OPTIONAL, material},
        {IFS_FACT_DEVICE, FACT_OPTIONAL, material},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_string_equal(explained(ASK_FACT, rows[i].fact, rows[i].need)->lines[0], rows[i].line);
    }
}

static void test_which_checks_read_it(void **state)
{
    (void)state;
    assert_int_equal(explained(ASK_FACT, IFS_FACT_SYSTOLIC, FACT_BEDSIDE)->count, 3);
    assert_string_equal(help.lines[1], "Read by the check pressure: Blood pressure out of range.");
    assert_ptr_equal(strstr(help.lines[2], "Allowed: 40 mmHg to 300 mmHg, in steps of 1 mmHg."), help.lines[2]);
    struct fact_rule *given = &sample.protocol.facts[IFS_FACT_GIVEN_24H];
    given->units[given->unit_count++] = (struct fact_unit){"mmol", IFS_MASS, 246470, 0, 811 * 246470}; /* of this drug */
    explained(ASK_FACT, IFS_FACT_GIVEN_24H, FACT_REQUIRED);
    assert_non_null(strstr(help.lines[help.count - 1], "; or 0 mmol to 811 mmol, in steps of 1 mmol."));
    static struct check many[8];
    for (size_t i = 0; i < COUNT_OF(many); i++) {
        many[i] = sample.checks[SAMPLE_CHECK_HEART_BLOCK];
    }
    sample.protocol.checks = many + 1; /* the first and the last are none of the protocol's */
    sample.protocol.check_count = COUNT_OF(many) - 2;
    assert_int_equal(explained(ASK_FACT, SAMPLE_HEART_BLOCK, FACT_REQUIRED)->count, 6); /* why, four, and how many more */
    assert_string_equal(help.lines[4], "Read by the check heart-block: Heart block: not for this patient.");
    assert_string_equal(help.lines[5], "Checks that read it as well: 2.");
    sample.protocol.check_count = 4;
    assert_int_equal(explained(ASK_FACT, SAMPLE_HEART_BLOCK, FACT_REQUIRED)->count, 5);
}

/* All that can be said of one answer: confirm it, why it is asked, four checks and how many more, that dosing reads it, and what is allowed. */
static void test_all_that_explains(void **state)
{
    (void)state;
    static struct check many[5];
    for (size_t i = 0; i < COUNT_OF(many); i++) {
        many[i] = (struct check){.id = "light", .say = "Light.", .when = sample_condition(&sample, "weight < 40 kg")};
    }
    sample.protocol.checks = many;
    sample.protocol.check_count = COUNT_OF(many);
    sample.doses[0].basis = DOSE_PER_WEIGHT;
    assert_int_equal(explained(ASK_CONFIRM, IFS_FACT_WEIGHT, FACT_REQUIRED)->count, 9);
    assert_string_equal(help.lines[6], "Checks that read it as well: 1.");
    assert_non_null(strstr(help.lines[8], "Allowed: 0.5 kg to 300 kg"));
}

static bool dosing_is_named(int fact)
{
    explained(ASK_FACT, fact, FACT_OPTIONAL);
    for (int i = 0; i < help.count; i++) {
        if (strcmp(help.lines[i], "Dose, time, limits or materials depend on it.") == 0) {
            return true;
        }
    }
    return false;
}

/* Wherever the rules of dosing can have a condition. */
static void test_whether_dosing_reads_it(void **state)
{
    (void)state;
    struct condition digoxin = sample_condition(&sample, "digoxin");
    /* the first and the last of each list are beyond it */
    struct limit limits[3] = {{.when = digoxin}, {.kind = IFS_LIMIT_SPEED}, {.when = digoxin}};
    struct dose_rule doses[3] = {{.when = digoxin}, sample.doses[0], {.when = digoxin}};
    struct time_rule times[3] = {{.when = digoxin}, sample.times[0], {.when = digoxin}};
    struct container containers[3] = {{.when = digoxin}, sample.containers[0], {.when = digoxin}};
    struct limit_group groups[] = {{.kind = IFS_LIMIT_SPEED, .limits = limits + 1, .count = 1}};
    struct infusion_rule infusions[3] = {sample.infusions[0], sample.infusions[1], {.when = digoxin}};
    for (int i = 0; i < 2; i++) {
        infusions[i].doses = doses + 1;
        infusions[i].times = times + 1;
        infusions[i].containers = containers + 1;
        infusions[i].dose_count = infusions[i].time_count = infusions[i].container_count = 1;
    }
    infusions[0].limits = groups;
    infusions[0].limit_count = 1;
    sample.protocol.infusions = infusions;
    sample.protocol.renal = sample.renal;
    sample.protocol.renal_count = 1;
    sample.protocol.infusion_count = 2;
    sample.renal[0] = (struct renal_band){0};
    struct condition *const places[] = {&infusions[0].when, &infusions[1].when,  &doses[1].when, &times[1].when,
                                        &limits[1].when,    &containers[1].when, &sample.renal[0].when};
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        assert_false(dosing_is_named(SAMPLE_DIGOXIN));
        *places[i] = digoxin;
        assert_true(dosing_is_named(SAMPLE_DIGOXIN));
        assert_false(dosing_is_named(SAMPLE_HEART_BLOCK));
        *places[i] = (struct condition){0};
    }
}

static void test_whether_the_dose_hangs_on_the_weight(void **state)
{
    (void)state;
    static const struct {
        enum dose_basis basis;
        bool by_weight;
    } rows[] = {{DOSE_BY_PRESCRIBER, false}, {DOSE_FIXED, false}, {DOSE_RATE, false}, {DOSE_PER_WEIGHT, true},
                {DOSE_RATE_PER_WEIGHT, true}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        sample.doses[0].basis = rows[i].basis;
        assert_int_equal(dosing_is_named(IFS_FACT_WEIGHT), rows[i].by_weight);
        assert_false(dosing_is_named(IFS_FACT_HEIGHT));
    }
}

/* One line each: that of another question would mislead. */
static void test_why_of_what_is_no_fact(void **state)
{
    (void)state;
    static const char *const dose = "The protocol gives limits, and leaves the figure to the prescriber.";
    static const struct {
        enum ask_what what;
        const char *line;
    } rows[] = {
        {ASK_DOSE, dose},
        {ASK_OVER, dose},
        {ASK_PRESCRIBER, "An order needs somebody who gives it. Without a name the sheet stays a draft and nothing can be overridden."},
        {ASK_OVERRIDE, "A limit of the protocol is passed. Only the prescriber may decide that, with a reason, name and reference."},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_string_equal(explained(rows[i].what, -1, FACT_REQUIRED)->lines[0], rows[i].line);
        assert_int_equal(help.count, 1);
    }
    assert_string_equal(explained(ASK_CONFIRM, IFS_FACT_SYSTOLIC, FACT_BEDSIDE)->lines[0],
                        "Slips of the hand look like this: a digit too many, pounds for kg, two figures exchanged. The range is no clinical limit.");
    assert_string_equal(help.lines[1], "It is measured at the bedside before the start.");
}

/* ---- Answers ---- */

static void test_answers_of_facts(void **state)
{
    (void)state;
    answers(ASK_FACT, IFS_FACT_WEIGHT, "68 kg");
    answers(ASK_CONFIRM, IFS_FACT_SYSTOLIC, "120 mmHg");
    answers(ASK_RENAL, IFS_FACT_CRCL, "unknown");
    answers(ASK_AGE, IFS_FACT_AGE, "34 y");
    sample_answer(&sample, "born", "1992-03-14");
    answers(ASK_AGE, IFS_FACT_AGE, "34 y (1992-03-14)");
}

static void test_answers_of_the_prescriber(void **state)
{
    (void)state;
    ifs_request *request = &sample.request;
    answers(ASK_PRESCRIBER, -1, "Bea Invented, order 7");
    request->prescriber = NULL;
    answers(ASK_PRESCRIBER, -1, "unknown");
    answers(ASK_DOSE, -1, "unknown");
    answers(ASK_OVER, -1, "unknown");
    request->choices[0] = (ifs_choice){.has_dose = true, .dose_mcg = {2000000, 1}, .has_over = true, .over = {1800}};
    answers(ASK_DOSE, -1, "2 g");
    answers(ASK_OVER, -1, "30 min");
    request->choices[0].dose_is_rate = true;
    answers(ASK_DOSE, -1, "2 g per hour");
}

static void test_answers_that_override(void **state)
{
    (void)state;
    answers(ASK_OVERRIDE, -1, "unknown");
    sample.request.overrides[0] = (ifs_override){"digoxin", "Watched on a monitor"};
    sample.request.override_count = 1;
    answers(ASK_OVERRIDE, -1, "digoxin: Watched on a monitor");
    sample.request.overrides[1] = (ifs_override){"dose", "Discussed twice"};
    sample.request.override_count = 2;
    answers(ASK_OVERRIDE, -1, "digoxin: Watched on a monitor; dose: Discussed twice");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_measures, begin),
        cmocka_unit_test_setup(test_choices_in_the_prompt_and_in_a_list, begin),
        cmocka_unit_test_setup(test_indications_say_what_they_mean, begin),
        cmocka_unit_test_setup(test_a_list_longer_than_fits, begin),
        cmocka_unit_test_setup(test_materials_may_be_left_to_the_protocol, begin),
        cmocka_unit_test_setup(test_a_material_that_was_chosen, begin),
        cmocka_unit_test_setup(test_identity_and_age, begin),
        cmocka_unit_test_setup(test_kidneys_by_what_is_known, begin),
        cmocka_unit_test_setup(test_once_more, begin),
        cmocka_unit_test_setup(test_the_prescriber, begin),
        cmocka_unit_test_setup(test_why_by_need, begin),
        cmocka_unit_test_setup(test_which_checks_read_it, begin),
        cmocka_unit_test_setup(test_all_that_explains, begin),
        cmocka_unit_test_setup(test_whether_dosing_reads_it, begin),
        cmocka_unit_test_setup(test_whether_the_dose_hangs_on_the_weight, begin),
        cmocka_unit_test_setup(test_why_of_what_is_no_fact, begin),
        cmocka_unit_test_setup(test_answers_of_facts, begin),
        cmocka_unit_test_setup(test_answers_of_the_prescriber, begin),
        cmocka_unit_test_setup(test_answers_that_override, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
