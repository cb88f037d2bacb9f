/*
 * test_keeping.c - whatever a request becomes, the draft gives it again, with the time of each answer.
 *
 * The patients are those of every worked example; each test has a state folder of its own.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "claim.h"
#include "examples.h"
#include "keeping.h"

static const struct load_places places = {.protocols = "protocols"};
static const struct instant first = {1795181400, 60};
static const struct instant second = {1795182000, 60};
static const struct keeping_from nothing = {NULL, NULL, NULL};
static const struct keeping_left none = {.facts = {{0}}};

static int enter(void **state)
{
    /* In memory where that can be had: each answer waits for the disk. */
    char *folder = strdup(access("/dev/shm", W_OK) == 0 ? "/dev/shm/infusheet-test-XXXXXX" : "/tmp/infusheet-test-XXXXXX");
    *state = folder;
    return folder != NULL && mkdtemp(folder) != NULL && setenv("XDG_STATE_HOME", folder, 1) == 0 ? 0 : -1;
}

static int leave(void **state)
{
    char command[100];
    snprintf(command, sizeof command, "rm -rf %s", (const char *)*state);
    int status = system(command);
    free(*state);
    return status;
}

static ifs_protocol *load(const char *file)
{
    struct findings findings = {0};
    ifs_protocol *protocol = protocol_load(file, &places, &findings);
    assert_non_null(protocol);
    finding_free(&findings);
    return protocol;
}

struct resumed {
    struct keeping *keeping;
    ifs_request request;
    struct keeping_left left;
    struct keeping_resumed said;
    struct findings findings;
};

static void resume(const ifs_protocol *protocol, const char *id, struct resumed *out)
{
    *out = (struct resumed){.keeping = keeping_open(protocol)};
    struct intake intake = {.protocol = protocol, .request = &out->request, .findings = &out->findings,
                            .spacing = QUANTITY_SPACE_OPTIONAL};
    assert_int_equal(keeping_resume(out->keeping, id, &intake, &out->left, &out->said), FILE_FINE);
}

static void assert_same(const ifs_protocol *protocol, const ifs_request *a, const ifs_request *b)
{
    assert_memory_equal(&a->given, &b->given, sizeof a->given);
    assert_memory_equal(&a->confirmed, &b->confirmed, sizeof a->confirmed);
    for (int fact = 0; fact < protocol->fact_count; fact++) {
        if (fact_set_has(&a->given, fact)) {
            char one[4096];
            char two[4096];
            struct text words = text_over(one, sizeof one);
            fact_add_answer(&words, a, protocol->facts, fact);
            words = text_over(two, sizeof two);
            fact_add_answer(&words, b, protocol->facts, fact);
            assert_string_equal(one, two);
        }
    }
    for (int i = 0; i < protocol->infusion_count; i++) {
        assert_int_equal(a->choices[i].has_dose, b->choices[i].has_dose);
        assert_int_equal(a->choices[i].over.s, b->choices[i].over.s);
    }
    assert_int_equal(a->override_count, b->override_count);
    assert_int_equal(a->prescriber == NULL, b->prescriber == NULL);
    if (a->prescriber != NULL) {
        assert_string_equal(a->prescriber, b->prescriber);
        assert_string_equal(a->prescriber_reference, b->prescriber_reference);
    }
}

static void assert_kept(const ifs_protocol *protocol, const ifs_request *request)
{
    struct resumed again;
    char id[DRAFT_ID_BYTES];
    struct keeping *keeping = keeping_open(protocol);
    assert_int_equal(keeping_begin(keeping, &nothing, first), FILE_FINE);
    snprintf(id, sizeof id, "%s", keeping_id(keeping));
    assert_int_equal(keeping_update(keeping, request, &none, first), FILE_FINE);
    keeping_close(keeping);
    resume(protocol, id, &again);
    assert_int_equal(again.findings.count, 0);
    assert_int_equal(again.said.dropped, 0);
    assert_false(again.said.torn);
    assert_null(again.said.file);
    assert_string_equal(again.said.version, protocol->version);
    assert_int_equal(again.said.begun.s, first.s);
    assert_same(protocol, request, &again.request);
    assert_int_equal(keeping_finish(again.keeping), FILE_FINE);
    keeping_close(again.keeping);
}

static void test_every_example_is_kept(void **state)
{
    (void)state;
    glob_t files;
    int tried = 0;
    assert_int_equal(glob("protocols/*.cfg", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        ifs_protocol *protocol = load(files.gl_pathv[i]);
        struct examples *examples = examples_open(protocol);
        for (int k = 0; k < protocol->example_count; k++) {
            const ifs_request *request = NULL;
            (void)examples_run(examples, &protocol->examples[k]);
            if (examples_plan(examples, &request) != NULL) {
                assert_kept(protocol, request);
                tried++;
            }
        }
        examples_close(examples);
        protocol_free(protocol);
    }
    globfree(&files);
    assert_true(tried > 100);
}

static void answer(const ifs_protocol *protocol, ifs_request *request, const char *name, const char *words)
{
    struct findings findings = {0};
    struct intake intake = {.protocol = protocol, .request = request, .findings = &findings, .spacing = QUANTITY_SPACE_OPTIONAL};
    int fact = fact_index(protocol->facts, protocol->fact_count, name);
    fact_set_remove(&request->given, fact);
    fact_set_remove(&request->known, fact);
    if (words != NULL) {
        intake_fact(&intake, name, words);
    }
    assert_int_equal(findings.count, 0);
}

/* A change has its own time, what did not change keeps its first; what is forgotten is gone from the draft too. */
static void test_each_answer_has_its_time(void **state)
{
    (void)state;
    static struct patient_visit visit;
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    struct keeping *keeping = keeping_open(protocol);
    struct resumed again;
    char id[DRAFT_ID_BYTES];
    ifs_request request = {.at_s = first.s};
    struct keeping_left later = {.facts = {{0}}};
    const struct keeping_from from = {"/example/x.cfg", "/example/ada.cfg", NULL};
    assert_int_equal(keeping_begin(keeping, &from, first), FILE_FINE);
    snprintf(id, sizeof id, "%s", keeping_id(keeping));
    answer(protocol, &request, "weight", "72 kg");
    answer(protocol, &request, "height", "172 cm");
    answer(protocol, &request, "sex", "female");
    fact_set_add(&later.facts, IFS_FACT_SYSTOLIC);
    fact_set_add(&later.later, IFS_FACT_SYSTOLIC);
    fact_set_add(&later.facts, IFS_FACT_PRODUCT);
    assert_int_equal(keeping_update(keeping, &request, &later, first), FILE_FINE);
    answer(protocol, &request, "weight", "73kg");
    answer(protocol, &request, "sex", NULL);
    answer(protocol, &request, "age", "unknown");
    answer(protocol, &request, "systolic", "120 mmHg");
    assert_int_equal(keeping_update(keeping, &request, &later, second), FILE_FINE); /* answered after all */
    keeping_times(keeping, &visit);
    assert_int_equal(visit.answered[IFS_FACT_WEIGHT].s, second.s);
    assert_int_equal(visit.answered[IFS_FACT_HEIGHT].s, first.s);
    assert_true(fact_set_has(&visit.timed, IFS_FACT_AGE));
    assert_false(fact_set_has(&visit.timed, IFS_FACT_SEX));
    keeping_close(keeping);
    resume(protocol, id, &again);
    assert_same(protocol, &request, &again.request);
    assert_string_equal(again.said.file, "/example/ada.cfg");
    assert_int_equal(again.said.answers, 4);
    assert_true(fact_set_empty(&again.left.later));
    keeping_times(again.keeping, &visit);
    assert_int_equal(visit.answered[IFS_FACT_WEIGHT].s, second.s);
    assert_int_equal(visit.answered[IFS_FACT_HEIGHT].s, first.s);
    keeping_close(again.keeping);
    protocol_free(protocol);
}

static void test_what_is_left_for_the_bedside_is_kept(void **state)
{
    (void)state;
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    struct keeping *keeping = keeping_open(protocol);
    struct resumed again;
    char id[DRAFT_ID_BYTES];
    ifs_request request = {.at_s = first.s};
    struct keeping_left later = {.facts = {{0}}};
    assert_int_equal(keeping_begin(keeping, &nothing, first), FILE_FINE);
    snprintf(id, sizeof id, "%s", keeping_id(keeping));
    fact_set_add(&later.facts, IFS_FACT_SYSTOLIC);
    fact_set_add(&later.later, IFS_FACT_SYSTOLIC);
    fact_set_add(&later.facts, IFS_FACT_PRODUCT);
    assert_int_equal(keeping_update(keeping, &request, &later, first), FILE_FINE);
    keeping_close(keeping);
    resume(protocol, id, &again);
    assert_true(fact_set_has(&again.left.facts, IFS_FACT_SYSTOLIC));
    assert_true(fact_set_has(&again.left.later, IFS_FACT_SYSTOLIC));
    assert_true(fact_set_has(&again.left.facts, IFS_FACT_PRODUCT));
    assert_false(fact_set_has(&again.left.later, IFS_FACT_PRODUCT));
    assert_false(fact_set_has(&again.request.given, IFS_FACT_SYSTOLIC));
    keeping_close(again.keeping);
    protocol_free(protocol);
}

/* What was typed and not taken is no answer, and is not forgotten either, until it is. */
static void test_what_was_not_taken_is_kept(void **state)
{
    (void)state;
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    struct keeping *keeping = keeping_open(protocol);
    struct resumed again;
    char id[DRAFT_ID_BYTES];
    ifs_request request = {.at_s = first.s};
    struct keeping_left disputed = {.facts = {{0}}};
    assert_int_equal(keeping_begin(keeping, &nothing, first), FILE_FINE);
    snprintf(id, sizeof id, "%s", keeping_id(keeping));
    disputed.disputed[IFS_FACT_WEIGHT] = "7.2 kg";
    disputed.disputed[IFS_FACT_HEIGHT] = "17 cm";
    assert_int_equal(keeping_update(keeping, &request, &disputed, first), FILE_FINE);
    disputed.disputed[IFS_FACT_HEIGHT] = NULL;
    assert_int_equal(keeping_update(keeping, &request, &disputed, second), FILE_FINE);
    keeping_close(keeping);
    resume(protocol, id, &again);
    assert_string_equal(again.left.disputed[IFS_FACT_WEIGHT], "7.2 kg");
    assert_null(again.left.disputed[IFS_FACT_HEIGHT]);
    assert_false(fact_set_has(&again.request.given, IFS_FACT_WEIGHT));
    assert_int_equal(again.said.answers, 0);
    keeping_close(again.keeping);
    protocol_free(protocol);
}

/* A draft of another protocol's questions: what does not fit is dropped and counted, and taken back with the next answer. */
static void test_what_no_longer_fits_is_dropped(void **state)
{
    (void)state;
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    ifs_protocol *other = load("protocols/asthma-acute-adult.cfg");
    struct keeping *keeping = keeping_open(protocol);
    struct resumed again;
    char id[DRAFT_ID_BYTES];
    ifs_request request = {.at_s = first.s};
    assert_int_equal(keeping_begin(keeping, &nothing, first), FILE_FINE);
    snprintf(id, sizeof id, "%s", keeping_id(keeping));
    answer(protocol, &request, "weight", "72 kg");
    answer(protocol, &request, "red-flag-fever", "no");
    answer(protocol, &request, "indication", "migraine-with-aura");
    assert_int_equal(keeping_update(keeping, &request, &none, first), FILE_FINE);
    keeping_close(keeping);
    resume(other, id, &again);
    assert_int_equal(again.said.dropped, 2);
    assert_int_equal(again.said.answers, 3);
    assert_true(fact_set_has(&again.request.known, IFS_FACT_WEIGHT));
    assert_int_equal(keeping_update(again.keeping, &again.request, &none, second), FILE_FINE);
    finding_free(&again.findings);
    keeping_close(again.keeping);
    resume(other, id, &again);
    assert_int_equal(again.said.dropped, 0);
    assert_int_equal(again.said.answers, 1);
    keeping_close(again.keeping);
    protocol_free(other);
    protocol_free(protocol);
}

/* Times of a patient file go over; an answer without one counts as given when the file was saved. */
static void test_a_patient_file_keeps_its_times(void **state)
{
    (void)state;
    static struct patient_visit visit;
    static struct patient_visit times;
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    ifs_request request = {.at_s = second.s};
    visit = (struct patient_visit){.present = true, .saved = {first.s + 60, 60}};
    answer(protocol, &request, "weight", "72 kg");
    answer(protocol, &request, "height", "172 cm");
    fact_set_add(&visit.timed, IFS_FACT_WEIGHT);
    visit.answered[IFS_FACT_WEIGHT] = first;
    struct keeping *keeping = keeping_open(protocol);
    assert_int_equal(keeping_take_up(keeping, &request, &visit, second), FILE_FINE);
    assert_null(keeping_id(keeping));
    assert_int_equal(keeping_update(keeping, &request, &none, second), FILE_FINE);
    keeping_times(keeping, &times);
    assert_int_equal(times.answered[IFS_FACT_WEIGHT].s, first.s);
    assert_int_equal(times.answered[IFS_FACT_HEIGHT].s, first.s + 60);
    keeping_close(keeping);
    protocol_free(protocol);
}

/* No room: said once; what was kept before is there, and the times go on. */
static void test_a_full_disk_ends_the_keeping_once(void **state)
{
    (void)state;
    static struct patient_visit times;
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    struct keeping *keeping = keeping_open(protocol);
    struct rlimit old;
    struct resumed again;
    char id[DRAFT_ID_BYTES];
    ifs_request request = {.at_s = first.s};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(keeping_begin(keeping, &nothing, first), FILE_FINE);
    snprintf(id, sizeof id, "%s", keeping_id(keeping));
    answer(protocol, &request, "weight", "72 kg");
    assert_int_equal(keeping_update(keeping, &request, &none, first), FILE_FINE);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    struct rlimit limit = {100, old.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    answer(protocol, &request, "height", "172 cm");
    assert_int_equal(keeping_update(keeping, &request, &none, first), FILE_NO_SPACE);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_null(keeping_id(keeping));
    answer(protocol, &request, "sex", "male");
    assert_int_equal(keeping_update(keeping, &request, &none, first), FILE_FINE);
    keeping_times(keeping, &times);
    assert_true(fact_set_has(&times.timed, IFS_FACT_HEIGHT));
    keeping_close(keeping);
    resume(protocol, id, &again);
    assert_int_equal(again.said.answers, 1);
    assert_true(fact_set_has(&again.request.known, IFS_FACT_WEIGHT));
    keeping_close(again.keeping);
    protocol_free(protocol);
}

/* So is an answer that is longer than anything that can be kept. */
static void test_an_answer_without_end_ends_the_keeping_once(void **state)
{
    (void)state;
    static char words[5001];
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    struct keeping *keeping = keeping_open(protocol);
    ifs_request request = {.at_s = first.s};
    memset(words, 'x', sizeof words - 1);
    answer(protocol, &request, "address", words);
    assert_int_equal(keeping_begin(keeping, &nothing, first), FILE_FINE);
    assert_int_equal(keeping_update(keeping, &request, &none, first), FILE_TOO_LARGE);
    assert_null(keeping_id(keeping));
    assert_int_equal(keeping_update(keeping, &request, &none, first), FILE_FINE);
    keeping_close(keeping);
    protocol_free(protocol);
}

static void test_no_place_for_a_draft(void **state)
{
    (void)state;
    ifs_protocol *protocol = load("protocols/migraine-acute-adult.cfg");
    struct keeping *keeping = keeping_open(protocol);
    setenv("XDG_STATE_HOME", "/proc/self/status", 1);
    assert_int_not_equal(keeping_begin(keeping, &nothing, first), FILE_FINE);
    assert_null(keeping_id(keeping));
    assert_int_equal(keeping_finish(keeping), FILE_FINE);
    keeping_close(keeping);
    keeping_close(NULL);
    protocol_free(protocol);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_example_is_kept, enter, leave),
        cmocka_unit_test_setup_teardown(test_each_answer_has_its_time, enter, leave),
        cmocka_unit_test_setup_teardown(test_what_is_left_for_the_bedside_is_kept, enter, leave),
        cmocka_unit_test_setup_teardown(test_what_was_not_taken_is_kept, enter, leave),
        cmocka_unit_test_setup_teardown(test_what_no_longer_fits_is_dropped, enter, leave),
        cmocka_unit_test_setup_teardown(test_a_patient_file_keeps_its_times, enter, leave),
        cmocka_unit_test_setup_teardown(test_a_full_disk_ends_the_keeping_once, enter, leave),
        cmocka_unit_test_setup_teardown(test_an_answer_without_end_ends_the_keeping_once, enter, leave),
        cmocka_unit_test_setup_teardown(test_no_place_for_a_draft, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
