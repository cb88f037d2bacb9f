/*
 * test_draft.c - what was answered is there after any end of the program; nobody else gets at it; two visits do not meet.
 *
 * Each test has a state folder of its own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "draft.h"

static const struct instant now = {1795181400, 60}; /* 2026-11-20 13:30 in UTC */

static int enter(void **state)
{
    /* In memory where that can be had: each answer waits for the disk. */
    char *folder = strdup(access("/dev/shm", W_OK) == 0 ? "/dev/shm/infusheet-test-XXXXXX" : "/tmp/infusheet-test-XXXXXX");
    *state = folder;
    alarm(30);
    return folder != NULL && mkdtemp(folder) != NULL && setenv("XDG_STATE_HOME", folder, 1) == 0 ? 0 : -1;
}

static int leave(void **state)
{
    char command[100];
    alarm(0);
    snprintf(command, sizeof command, "rm -rf %s", (const char *)*state);
    int status = system(command);
    free(*state);
    return status;
}

static void keep(struct draft *draft, enum record_kind kind, const char *name, const char *words)
{
    struct record record = {kind, name, words, now};
    assert_int_equal(draft_keep(draft, &record), FILE_FINE);
}

static struct draft *begin(void)
{
    struct draft *draft = NULL;
    assert_int_equal(draft_begin(now, &draft), FILE_FINE);
    keep(draft, RECORD_VISIT, "protocol", "migraine-acute-adult");
    return draft;
}

static void path_of(const char *folder, const char *id, char path[200])
{
    snprintf(path, 200, "%s/infusheet/visits/%s.visit", folder, id);
}

static void test_answers_are_kept_changed_and_taken_back(void **state)
{
    struct draft *draft = begin();
    char id[DRAFT_ID_BYTES];
    char path[200];
    struct draft_records records;
    struct stat found;
    snprintf(id, sizeof id, "%s", draft_id(draft));
    keep(draft, RECORD_ANSWER, "name", "Ada \"Example\"");
    keep(draft, RECORD_ANSWER, "weight", "72 kg");
    keep(draft, RECORD_ANSWER, "age", "34 y");
    keep(draft, RECORD_CONFIRMED, "weight", "yes");
    keep(draft, RECORD_ANSWER, "weight", "73 kg");
    keep(draft, RECORD_ANSWER, "age", "");
    draft_close(draft);
    path_of(*state, id, path);
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 07777, 0600);
    assert_int_equal(draft_resume(id, &draft, &records), FILE_FINE);
    assert_int_equal(records.lines, 7);
    assert_int_equal(records.count, 4);
    assert_int_equal(records.lost, 0);
    assert_string_equal(records.list[1].words, "Ada \"Example\"");
    assert_string_equal(draft_words(&records, RECORD_ANSWER, "weight"), "73 kg");
    assert_string_equal(draft_words(&records, RECORD_CONFIRMED, "weight"), "yes");
    assert_null(draft_words(&records, RECORD_ANSWER, "age"));
    assert_int_equal(records.last.s, now.s);
    keep(draft, RECORD_ANSWER, "age", "35 y"); /* behind what was read */
    draft_forget(&records);
    draft_close(draft);
    assert_int_equal(draft_read(id, &records), FILE_FINE);
    assert_string_equal(draft_words(&records, RECORD_ANSWER, "age"), "35 y");
    draft_forget(&records);
    assert_int_equal(draft_resume(id, &draft, &records), FILE_FINE);
    draft_forget(&records);
    assert_int_equal(draft_finish(draft), FILE_FINE);
    assert_int_equal(stat(path, &found), -1);
    assert_int_equal(draft_read(id, &records), FILE_MISSING);
}

static void test_folders_are_private_and_names_say_no_name(void **state)
{
    char path[200];
    struct stat found;
    umask(0);
    struct draft *draft = begin();
    keep(draft, RECORD_ANSWER, "name", "ada");
    assert_memory_equal(draft_id(draft), "20261120T133000Z-", 17);
    assert_null(strstr(draft_id(draft), "ada"));
    snprintf(path, sizeof path, "%s/infusheet", (const char *)*state);
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 07777, 0700);
    snprintf(path, sizeof path, "%s/infusheet/visits", (const char *)*state);
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 07777, 0700);
    draft_close(draft);
    assert_int_equal(chmod(path, 0777), 0); /* opened to others since: closed again */
    draft_close(begin());
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 07777, 0700);
}

/* The last line cut off at each of its bytes, then more answers: all before it is there, and the new one is. */
static void test_a_torn_last_line_is_dropped_at_every_byte(void **state)
{
    struct draft *draft = begin();
    char id[DRAFT_ID_BYTES];
    char path[200];
    struct stat before;
    struct stat after;
    snprintf(id, sizeof id, "%s", draft_id(draft));
    path_of(*state, id, path);
    keep(draft, RECORD_ANSWER, "weight", "72 kg");
    assert_int_equal(stat(path, &before), 0);
    keep(draft, RECORD_ANSWER, "height", "172 cm");
    assert_int_equal(stat(path, &after), 0);
    draft_close(draft);
    for (off_t size = after.st_size - 1; size > before.st_size; size--) {
        struct draft_records records;
        assert_int_equal(truncate(path, size), 0);
        assert_int_equal(draft_resume(id, &draft, &records), FILE_FINE);
        assert_int_equal(records.lost, size - before.st_size);
        assert_string_equal(draft_words(&records, RECORD_ANSWER, "weight"), "72 kg");
        assert_null(draft_words(&records, RECORD_ANSWER, "height"));
        draft_forget(&records);
        keep(draft, RECORD_ANSWER, "height", "172 cm");
        draft_close(draft);
        assert_int_equal(draft_read(id, &records), FILE_FINE);
        assert_int_equal(records.lost, 0);
        assert_string_equal(draft_words(&records, RECORD_ANSWER, "height"), "172 cm");
        draft_forget(&records);
    }
}

/* Killed at some moment while it answers as fast as it can: every answer that was acknowledged is there. */
static void test_a_kill_loses_nothing_that_was_kept(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 12; round++) {
        int said[2];
        char id[DRAFT_ID_BYTES] = "";
        assert_int_equal(pipe(said), 0);
        pid_t child = fork();
        if (child == 0) {
            struct draft *draft = NULL;
            if (draft_begin(now, &draft) != FILE_FINE || write(said[1], draft_id(draft), DRAFT_ID_BYTES) != DRAFT_ID_BYTES) {
                _exit(1);
            }
            for (unsigned i = 1;; i++) {
                char words[20];
                snprintf(words, sizeof words, "%u kg", i);
                struct record record = {RECORD_ANSWER, "weight", words, now};
                if (draft_keep(draft, &record) != FILE_FINE || write(said[1], &i, sizeof i) != (ssize_t)sizeof i) {
                    _exit(1);
                }
            }
        }
        close(said[1]);
        assert_int_equal(read(said[0], id, sizeof id), sizeof id);
        usleep(500 + round * 2357); /* any moment will do */
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        unsigned last = 0;
        while (read(said[0], &last, sizeof last) == (ssize_t)sizeof last) {
        }
        close(said[0]);
        struct draft *draft = NULL;
        struct draft_records records;
        unsigned kept = 0;
        assert_int_equal(draft_resume(id, &draft, &records), FILE_FINE);
        const char *words = draft_words(&records, RECORD_ANSWER, "weight");
        assert_true(last == 0 || (words != NULL && sscanf(words, "%u", &kept) == 1));
        assert_true(kept == last || kept == last + 1);
        draft_forget(&records);
        draft_finish(draft);
    }
}

static void test_two_visits_do_not_meet(void **state)
{
    (void)state;
    struct draft *one = begin();
    struct draft *two = begin();
    struct draft *three = NULL;
    struct draft_records records;
    struct draft_list list;
    char id[DRAFT_ID_BYTES];
    assert_string_not_equal(draft_id(one), draft_id(two));
    snprintf(id, sizeof id, "%s", draft_id(one));
    assert_int_equal(draft_resume(id, &three, &records), FILE_IN_USE);
    assert_null(three);
    assert_int_equal(draft_delete(id), FILE_IN_USE);
    draft_close(two);
    assert_int_equal(draft_list(&list), FILE_FINE);
    assert_int_equal(list.count, 2);
    for (int i = 0; i < list.count; i++) {
        assert_true(list.list[i].readable);
        assert_int_equal(list.list[i].in_use, strcmp(list.list[i].id, id) == 0);
    }
    assert_true(strcmp(list.list[0].id, list.list[1].id) < 0);
    draft_list_free(&list);
    draft_close(one);
    assert_int_equal(draft_delete(id), FILE_FINE);
    assert_int_equal(draft_delete(id), FILE_MISSING);
    assert_int_equal(draft_list(&list), FILE_FINE);
    assert_int_equal(list.count, 1);
    draft_list_free(&list);
}

static void test_no_drafts_are_an_empty_list(void **state)
{
    char path[200];
    struct draft_list list;
    struct stat found;
    assert_int_equal(draft_list(&list), FILE_FINE);
    assert_int_equal(list.count, 0);
    draft_list_free(&list);
    snprintf(path, sizeof path, "%s/infusheet", (const char *)*state);
    assert_int_equal(stat(path, &found), -1); /* and looking makes no folder */
}

/* Begun and closed or killed before anything was kept: nothing to take up, and nothing left. */
static void test_an_empty_draft_goes_by_itself(void **state)
{
    struct draft *draft = NULL;
    struct draft_list list;
    char path[200];
    struct stat found;
    assert_int_equal(draft_begin(now, &draft), FILE_FINE);
    path_of(*state, draft_id(draft), path);
    assert_int_equal(stat(path, &found), 0);
    draft_close(draft);
    assert_int_equal(stat(path, &found), -1);
    path_of(*state, "20261120T133000Z-00aa11", path);
    assert_true(close(open(path, O_CREAT | O_WRONLY, 0600)) == 0);
    assert_int_equal(draft_list(&list), FILE_FINE);
    assert_int_equal(list.count, 0);
    draft_list_free(&list);
    assert_int_equal(stat(path, &found), -1);
}

static void test_links_and_strange_files_are_not_followed(void **state)
{
    struct draft *draft = begin();
    struct draft_records records;
    char id[DRAFT_ID_BYTES];
    char path[200];
    char other[200];
    snprintf(id, sizeof id, "%s", draft_id(draft));
    draft_close(draft);
    path_of(*state, id, path);
    path_of(*state, "20261120T133000Z-00aa22", other);
    assert_int_equal(symlink(path, other), 0);
    assert_int_equal(draft_resume("20261120T133000Z-00aa22", &draft, &records), FILE_NOT_OURS);
    assert_int_equal(unlink(other), 0);
    assert_int_equal(link(path, other), 0); /* a second name */
    assert_int_equal(draft_resume(id, &draft, &records), FILE_NOT_OURS);
    assert_int_equal(unlink(other), 0);
    assert_int_equal(mkfifo(other, 0600), 0);
    assert_int_equal(draft_resume("20261120T133000Z-00aa22", &draft, &records), FILE_NOT_REGULAR);
    assert_int_equal(unlink(other), 0);
    assert_int_equal(draft_resume("../visits/x", &draft, &records), FILE_MISSING);
    assert_int_equal(draft_read("../../etc", &records), FILE_MISSING);
    snprintf(path, sizeof path, "%s/infusheet/visits", (const char *)*state);
    snprintf(other, sizeof other, "%s/infusheet/elsewhere", (const char *)*state);
    assert_int_equal(rename(path, other), 0);
    assert_int_equal(symlink(other, path), 0);
    assert_int_equal(draft_begin(now, &draft), FILE_NOT_OURS);
    assert_null(draft);
}

static void test_a_folder_of_another_owner_is_refused(void **state)
{
    struct draft *draft = begin();
    char path[200];
    draft_close(draft);
    snprintf(path, sizeof path, "%s/infusheet/visits", (const char *)*state);
    if (chown(path, 12345, 12345) != 0) {
        skip();
    }
    assert_int_equal(draft_begin(now, &draft), FILE_NOT_OURS);
}

static void test_places_that_cannot_be_had(void **state)
{
    struct draft *draft = NULL;
    char path[200];
    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    assert_int_equal(draft_begin(now, &draft), FILE_NO_HOME);
    setenv("XDG_STATE_HOME", "relative", 1); /* would be another place in every folder */
    assert_int_equal(draft_begin(now, &draft), FILE_NO_HOME);
    setenv("HOME", *state, 1);
    assert_int_equal(draft_begin(now, &draft), FILE_FINE);
    draft_close(draft);
    snprintf(path, sizeof path, "%s/.local/state/infusheet/visits", (const char *)*state);
    struct stat found;
    assert_int_equal(stat(path, &found), 0);
    setenv("XDG_STATE_HOME", "/proc/self", 1);
    assert_int_not_equal(draft_begin(now, &draft), FILE_FINE);
    snprintf(path, sizeof path, "%s/file", (const char *)*state);
    assert_true(close(open(path, O_CREAT | O_WRONLY, 0600)) == 0);
    setenv("XDG_STATE_HOME", path, 1);
    assert_int_equal(draft_begin(now, &draft), FILE_NOT_REGULAR);
    if (geteuid() != 0) {
        setenv("XDG_STATE_HOME", *state, 1);
        assert_int_equal(chmod(*state, 0500), 0);
        assert_int_equal(draft_begin(now, &draft), FILE_FORBIDDEN);
        assert_int_equal(chmod(*state, 0700), 0);
    }
}

/* No room for the next line: it is refused whole, and once there is room the draft goes on as if nothing had been. */
static void test_a_full_disk_loses_the_one_answer_and_says_so(void **state)
{
    (void)state;
    struct draft *draft = begin();
    struct rlimit old;
    struct draft_records records;
    char id[DRAFT_ID_BYTES];
    struct record record = {RECORD_ANSWER, "address", "1 Example Street, behind the other example, second floor", now};
    snprintf(id, sizeof id, "%s", draft_id(draft));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t room = 90; room < 200; room += 10) { /* some of them allow a part of the line */
        struct rlimit limit = {room, old.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
        assert_int_equal(draft_keep(draft, &record), FILE_NO_SPACE);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    }
    keep(draft, RECORD_ANSWER, "weight", "72 kg");
    draft_close(draft);
    assert_int_equal(draft_read(id, &records), FILE_FINE);
    assert_int_equal(records.lost, 0);
    assert_int_equal(records.lines, 2);
    assert_string_equal(draft_words(&records, RECORD_ANSWER, "weight"), "72 kg");
    draft_forget(&records);
}

static void test_a_draft_has_a_greatest_size(void **state)
{
    (void)state;
    static char long_words[4000];
    struct draft *draft = begin();
    memset(long_words, 'x', sizeof long_words - 1);
    struct record record = {RECORD_ANSWER, "name", long_words, now};
    enum file_status status = FILE_FINE;
    for (int i = 0; i < 300 && status == FILE_FINE; i++) {
        status = draft_keep(draft, &record);
    }
    assert_int_equal(status, FILE_NO_SPACE);
    record.words = "two\nlines";
    assert_int_equal(draft_keep(draft, &record), FILE_FAILED);
    assert_int_equal(draft_finish(draft), FILE_FINE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_answers_are_kept_changed_and_taken_back, enter, leave),
        cmocka_unit_test_setup_teardown(test_folders_are_private_and_names_say_no_name, enter, leave),
        cmocka_unit_test_setup_teardown(test_a_torn_last_line_is_dropped_at_every_byte, enter, leave),
        cmocka_unit_test_setup_teardown(test_a_kill_loses_nothing_that_was_kept, enter, leave),
        cmocka_unit_test_setup_teardown(test_two_visits_do_not_meet, enter, leave),
        cmocka_unit_test_setup_teardown(test_no_drafts_are_an_empty_list, enter, leave),
        cmocka_unit_test_setup_teardown(test_an_empty_draft_goes_by_itself, enter, leave),
        cmocka_unit_test_setup_teardown(test_links_and_strange_files_are_not_followed, enter, leave),
        cmocka_unit_test_setup_teardown(test_a_folder_of_another_owner_is_refused, enter, leave),
        cmocka_unit_test_setup_teardown(test_places_that_cannot_be_had, enter, leave),
        cmocka_unit_test_setup_teardown(test_a_full_disk_loses_the_one_answer_and_says_so, enter, leave),
        cmocka_unit_test_setup_teardown(test_a_draft_has_a_greatest_size, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
