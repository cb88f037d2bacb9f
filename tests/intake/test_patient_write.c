/*
 * test_patient_write.c - what is written for a patient is read back to the same request, whatever was answered.
 *
 * The patients are those of every worked example of every protocol; hostile texts are written out beside what must become of them.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "claim.h"
#include "config.h"
#include "examples.h"
#include "file.h"
#include "intake.h"
#include "patient.h"
#include "ratio.h"

static const struct load_places places = {.protocols = "protocols"};

struct again {
    ifs_request request;
    struct patient_visit visit;
    struct findings findings;
    void *storage;
};

static char folder[] = "/tmp/infusheet-test-XXXXXX";
static char path[sizeof folder + 16];

static int enter_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    strcpy(path, folder);
    strcat(path, "/patient.cfg");
    return 0;
}

static int leave_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static void read_again(const ifs_protocol *protocol, const ifs_request *request, const char *bytes, struct again *again)
{
    struct intake intake = {.protocol = protocol,
                            .request = &again->request,
                            .findings = &again->findings,
                            .spacing = QUANTITY_SPACE_OPTIONAL,
                            .visit = &again->visit};
    *again = (struct again){.request = {.at_s = request->at_s, .at_offset_min = request->at_offset_min}};
    assert_int_equal(file_write_private(path, bytes, strlen(bytes)), FILE_FINE);
    intake_file(&intake, path, &again->storage);
    intake_settle(&intake, clock_day((struct instant){request->at_s, request->at_offset_min}));
    for (size_t i = 0; i < again->findings.count; i++) {
        print_message("%s\n%s\n", again->findings.list[i].message, bytes);
    }
}

static void forget(struct again *again)
{
    intake_free_file(again->storage);
    finding_free(&again->findings);
}

static void assert_same_words(const char *a, const char *b)
{
    assert_int_equal(a == NULL, b == NULL);
    if (a != NULL) {
        assert_string_equal(a, b);
    }
}

static void assert_same_choice(const ifs_choice *a, const ifs_choice *b)
{
    assert_int_equal(a->has_dose, b->has_dose);
    assert_int_equal(a->has_over, b->has_over);
    assert_int_equal(a->dose_is_rate, b->dose_is_rate);
    assert_int_equal(a->over.s, b->over.s);
    if (a->has_dose) {
        assert_int_equal(a->dose_mcg.num * b->dose_mcg.den, b->dose_mcg.num * a->dose_mcg.den);
    }
}

static void assert_same_request(const ifs_protocol *protocol, const ifs_request *a, const ifs_request *b)
{
    assert_memory_equal(&a->known, &b->known, sizeof a->known);
    assert_memory_equal(&a->given, &b->given, sizeof a->given);
    assert_memory_equal(&a->confirmed, &b->confirmed, sizeof a->confirmed);
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        if (fact_set_has(&a->known, fact)) {
            assert_int_equal(a->answer[fact], b->answer[fact]);
            assert_int_equal(a->unit[fact], b->unit[fact]);
        }
        if (fact < IFS_FACT_BUILTIN) {
            assert_same_words(a->words[fact], b->words[fact]);
        }
    }
    for (int i = 0; i < IFS_INFUSION_MAX; i++) {
        assert_same_choice(&a->choices[i], &b->choices[i]);
    }
    assert_int_equal(a->override_count, b->override_count);
    for (int i = 0; i < a->override_count; i++) {
        assert_string_equal(a->overrides[i].check, b->overrides[i].check);
        assert_string_equal(a->overrides[i].reason, b->overrides[i].reason);
    }
    assert_same_words(a->prescriber, b->prescriber);
    assert_same_words(a->prescriber_reference, b->prescriber_reference);
}

static void assert_written_again(const ifs_protocol *protocol, const ifs_request *request)
{
    static char bytes[CONFIG_MAX_BYTES];
    static struct again again;
    struct text text = text_over(bytes, sizeof bytes);
    assert_int_equal(patient_write(&text, protocol, request, NULL), PATIENT_FINE);
    read_again(protocol, request, bytes, &again);
    assert_int_equal(again.findings.count, 0);
    assert_same_request(protocol, request, &again.request);
    assert_false(again.visit.present);
    forget(&again);
}

/* How many examples could be entered. */
static int try_examples(const ifs_protocol *protocol)
{
    int tried = 0;
    struct examples *examples = examples_open(protocol);
    assert_non_null(examples);
    for (int i = 0; i < protocol->example_count; i++) {
        const ifs_request *request = NULL;
        (void)examples_run(examples, &protocol->examples[i]);
        if (examples_plan(examples, &request) != NULL) {
            assert_written_again(protocol, request);
            tried++;
        }
    }
    examples_close(examples);
    return tried;
}

static ifs_protocol *load(const char *file)
{
    struct findings findings = {0};
    ifs_protocol *protocol = protocol_load(file, &places, &findings);
    assert_non_null(protocol);
    finding_free(&findings);
    return protocol;
}

static void test_every_example_of_every_protocol(void **state)
{
    (void)state;
    glob_t files;
    assert_int_equal(glob("protocols/*.cfg", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        ifs_protocol *protocol = load(files.gl_pathv[i]);
        assert_true(try_examples(protocol) >= 8);
        protocol_free(protocol);
    }
    globfree(&files);
}

static const char *const hostile[] = {
    "Ada \"the Example\" Lovely",
    "back\\slash \\n \\\" \\\\ end\\",
    "\"",
    "\\",
    "/* no remark */ // nor this # nor that ; } ) ]",
    "@include \"x\"",
    "\xD8\xB9\xD8\xA7\xD8\xA6\xD8\xB4\xD8\xA9 \xD7\x90\xD7\x93\xD7\x94",             /* Arabic and Hebrew letters */
    "\xE9\x98\xAE\xE6\x96\x87 \xF0\x9F\x98\x80 e\xCC\x81",                               /* Vietnamese name, an emoji, a combining accent */
    "  blanks  at both ends  ",
    "100 % {} %s %n $HOME `id` 'quoted'",
    "unknown to nobody",
};

static void test_any_text_of_people_is_kept(void **state)
{
    (void)state;
    static const int facts[] = {IFS_FACT_NAME, IFS_FACT_ID, IFS_FACT_ALLERGIES, IFS_FACT_ADDRESS, IFS_FACT_PHONE};
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        ifs_request request = {.prescriber = "Dr. \"Ex\\ample\"", .prescriber_reference = hostile[i][0] == ' ' ? "x" : hostile[i]};
        for (size_t k = 0; k < COUNT_OF(facts); k++) {
            fact_set_add(&request.known, facts[k]);
            fact_set_add(&request.given, facts[k]);
            request.words[facts[k]] = hostile[i];
        }
        request.overrides[0] = (ifs_override){"infusion.dose", hostile[i]};
        request.override_count = 1;
        assert_written_again(protocol, &request);
    }
    protocol_free(protocol);
}

static void test_what_cannot_be_kept_on_a_line_is_no_file(void **state)
{
    (void)state;
    static const char *const unfit[] = {"two\nlines", "a\ttab", "\x1B[2J", "\x7F", "\xC2\x85", "\xE2\x80\xAE" "kcab", "\xFF",
                                        "\xC0\xAF"};
    static char bytes[CONFIG_MAX_BYTES];
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    for (size_t i = 0; i < COUNT_OF(unfit); i++) {
        ifs_request request = {.prescriber = NULL};
        struct text text = text_over(bytes, sizeof bytes);
        fact_set_add(&request.known, IFS_FACT_NAME);
        fact_set_add(&request.given, IFS_FACT_NAME);
        request.words[IFS_FACT_NAME] = unfit[i];
        assert_int_equal(patient_write(&text, protocol, &request, NULL), PATIENT_UNFIT);
    }
    protocol_free(protocol);
}

static void test_a_file_that_does_not_fit_is_said_to(void **state)
{
    (void)state;
    char bytes[200];
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    ifs_request request = {.prescriber = "Dr. Example", .prescriber_reference = "a reference that is longer than there is room for"};
    struct text text = text_over(bytes, sizeof bytes);
    assert_int_equal(patient_write(&text, protocol, &request, NULL), PATIENT_TOO_LONG);
    protocol_free(protocol);
}

/* Doses in every unit the reader takes; 4.123456 mEq is 508.15... mg without end at six places, so it stays in mEq. */
static void test_every_dose_is_written_exactly(void **state)
{
    (void)state;
    static const char *const doses[] = {"1 g",       "1.5 g",       "999.999999 mg", "0.000001 g", "2000 mg",      "4 mmol",
                                        "8.11 mEq",  "4.123456 mEq", "3.000001 mmol", "1 g/h",     "0.123457 g/h", "16.5 mg/min"};
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    for (size_t i = 0; i < COUNT_OF(doses); i++) {
        ifs_request request = {.prescriber = NULL};
        struct findings findings = {0};
        struct intake intake = {.protocol = protocol, .request = &request, .findings = &findings};
        intake_dose(&intake, -1, doses[i]);
        intake_over(&intake, -1, i % 2 == 0 ? "20 min" : "90 s");
        assert_int_equal(findings.count, 0);
        assert_written_again(protocol, &request);
    }
    protocol_free(protocol);
}

static void test_when_and_what_was_printed_is_kept(void **state)
{
    (void)state;
    static char bytes[CONFIG_MAX_BYTES];
    static struct again again;
    static struct patient_visit visit = {.present = true, .protocol = "migraine-acute-adult", .version = "1.0.0", .fingerprint = "ab12",
                                         .saved = {1795181400, 60}, .sheet = "S-1", .verdict = "conditional", .payload = "p\\\"",
                                         .items = {.count = 2, .list = {{"infusion", "dose", "1 g"}, {"", "totals", "\"x\""}}}};
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    ifs_request request = {.at_s = 1795181400, .at_offset_min = 60};
    struct text text = text_over(bytes, sizeof bytes);
    fact_set_add(&request.given, IFS_FACT_WEIGHT);
    fact_set_add(&request.given, IFS_FACT_SEX);
    fact_set_add(&visit.timed, IFS_FACT_WEIGHT);
    fact_set_add(&visit.timed, IFS_FACT_HEIGHT); /* never answered: nothing is written of it */
    visit.answered[IFS_FACT_WEIGHT] = (struct instant){1795181399, 60};
    assert_int_equal(patient_write(&text, protocol, &request, &visit), PATIENT_FINE);
    read_again(protocol, &request, bytes, &again);
    assert_int_equal(again.findings.count, 0);
    assert_true(again.visit.present);
    assert_same_words(again.visit.protocol, "migraine-acute-adult");
    assert_same_words(again.visit.version, "1.0.0");
    assert_same_words(again.visit.fingerprint, "ab12");
    assert_same_words(again.visit.sheet, "S-1");
    assert_same_words(again.visit.verdict, "conditional");
    assert_same_words(again.visit.payload, "p\\\"");
    assert_int_equal(again.visit.saved.s, 1795181400);
    assert_int_equal(again.visit.saved.offset_min, 60);
    assert_true(fact_set_has(&again.visit.timed, IFS_FACT_WEIGHT));
    assert_false(fact_set_has(&again.visit.timed, IFS_FACT_SEX));
    assert_false(fact_set_has(&again.visit.timed, IFS_FACT_HEIGHT));
    assert_int_equal(again.visit.answered[IFS_FACT_WEIGHT].s, 1795181399);
    assert_int_equal(again.visit.items.count, 2);
    char id[40];
    assert_true(patient_protocol(path, id, sizeof id));
    assert_string_equal(id, "migraine-acute-adult");
    assert_false(patient_protocol(path, id, strlen("migraine-acute-adult")));
    assert_false(patient_protocol("tests/cases/ada-example.cfg", id, sizeof id));
    assert_false(patient_protocol("tests/cases/bare-visit.cfg", id, sizeof id));
    assert_false(patient_protocol("tests/cases", id, sizeof id));
    assert_same_words(again.visit.items.list[1].of, "");
    assert_same_words(again.visit.items.list[1].words, "\"x\"");
    assert_same_words(again.visit.items.list[0].item, "dose");
    forget(&again);
    protocol_free(protocol);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_example_of_every_protocol),
        cmocka_unit_test(test_any_text_of_people_is_kept),
        cmocka_unit_test(test_what_cannot_be_kept_on_a_line_is_no_file),
        cmocka_unit_test(test_a_file_that_does_not_fit_is_said_to),
        cmocka_unit_test(test_every_dose_is_written_exactly),
        cmocka_unit_test(test_when_and_what_was_printed_is_kept),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
