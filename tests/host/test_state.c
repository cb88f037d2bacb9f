/*
 * test_state.c - files that grow: what is added is there, what cannot be added leaves nothing, two programs do not hold one file.
 *
 * What a draft needs of it besides (links, owners, torn lines, kills) is in tests/intake/test_draft.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "state.h"

/* Instead of libc's: what another program does in the moment before a file is held. */
static int removed_in = -1; /* the folder in which the file "a" is removed, once; -1: none */
static int looked_at;       /* so often somebody else looks at it just then */

int flock(int descriptor, int operation)
{
    if (removed_in >= 0) {
        (void)unlinkat(removed_in, "a", 0);
        removed_in = -1;
    }
    if (looked_at > 0) {
        looked_at--;
        errno = EWOULDBLOCK;
        return -1;
    }
    return (int)syscall(SYS_flock, descriptor, operation);
}

static int enter(void **state)
{
    char *folder = strdup("/tmp/infusheet-test-XXXXXX");
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

static void test_where_it_is(void **state)
{
    (void)state;
    char path[STATE_PATH_BYTES];
    setenv("XDG_STATE_HOME", "/somewhere", 1);
    assert_int_equal(state_path("visits", path), FILE_FINE);
    assert_string_equal(path, "/somewhere/infusheet/visits");
    setenv("XDG_STATE_HOME", "", 1);
    setenv("HOME", "/home/example", 1);
    assert_int_equal(state_path("visits", path), FILE_FINE);
    assert_string_equal(path, "/home/example/.local/state/infusheet/visits");
    unsetenv("HOME");
    assert_int_equal(state_path("visits", path), FILE_NO_HOME);
    char long_home[STATE_PATH_BYTES + 10];
    memset(long_home, 'x', sizeof long_home - 1);
    long_home[0] = '/';
    long_home[sizeof long_home - 1] = '\0';
    setenv("HOME", long_home, 1);
    assert_int_equal(state_path("visits", path), FILE_TOO_LARGE);
    long_home[STATE_PATH_BYTES - 20] = '\0'; /* it fits, but not what stands behind it */
    setenv("HOME", long_home, 1);
    assert_int_equal(state_path("visits", path), FILE_TOO_LARGE);
}

static void test_what_is_added_is_there(void **state)
{
    (void)state;
    int folder = -1;
    struct state_file file;
    struct state_file again;
    struct file_bytes bytes;
    bool in_use = false;
    assert_int_equal(state_open("things", false, &folder), FILE_MISSING);
    assert_int_equal(state_open("things", true, &folder), FILE_FINE);
    assert_int_equal(state_create(folder, "a", &file), FILE_FINE);
    assert_int_equal(state_create(folder, "a", &again), FILE_IN_USE);
    assert_int_equal(state_add(&file, "one\n", 4), FILE_FINE);
    assert_int_equal(state_add(&file, "two\n", 4), FILE_FINE);
    assert_int_equal(state_sync(&file), FILE_FINE);
    assert_int_equal(state_take(folder, "a", 100, &again, &bytes), FILE_IN_USE);
    assert_int_equal(state_read(folder, "a", 100, &bytes, &in_use), FILE_FINE);
    assert_true(in_use);
    assert_string_equal(bytes.bytes, "one\ntwo\n");
    file_free(&bytes);
    assert_int_equal(state_cut(&file, 4), FILE_FINE);
    state_close(&file);
    state_close(&file); /* once is enough, twice is no harm */
    assert_int_equal(state_take(folder, "a", 3, &again, &bytes), FILE_TOO_LARGE);
    assert_int_equal(state_take(folder, "a", 4, &again, &bytes), FILE_FINE);
    assert_string_equal(bytes.bytes, "one\n");
    assert_int_equal(again.size, 4);
    file_free(&bytes);
    assert_int_equal(state_remove(folder, "a"), FILE_FINE);
    assert_int_equal(state_remove(folder, "a"), FILE_MISSING);
    state_close(&again);
    assert_int_equal(state_take(folder, "a", 4, &again, &bytes), FILE_MISSING);
    assert_int_equal(state_read(folder, "a", 4, &bytes, &in_use), FILE_MISSING);
    close(folder);
}

/* Whoever lists drafts removes an empty one that nobody holds: what was written into it then would be nowhere. */
static void test_a_file_that_was_removed_before_it_was_held_is_none(void **state)
{
    (void)state;
    int folder = -1;
    struct state_file file;
    assert_int_equal(state_open("things", true, &folder), FILE_FINE);
    removed_in = folder;
    assert_int_equal(state_create(folder, "a", &file), FILE_IN_USE);
    assert_int_equal(state_create(folder, "a", &file), FILE_FINE);
    assert_int_equal(faccessat(folder, "a", F_OK, 0), 0);
    state_close(&file);
    close(folder);
}

/* Nor is a file in use because somebody lists what there is. */
static void test_a_glance_is_waited_for(void **state)
{
    (void)state;
    int folder = -1;
    struct state_file file;
    struct file_bytes bytes;
    assert_int_equal(state_open("things", true, &folder), FILE_FINE);
    assert_int_equal(state_create(folder, "a", &file), FILE_FINE);
    state_close(&file);
    looked_at = 3;
    assert_int_equal(state_take(folder, "a", 100, &file, &bytes), FILE_FINE);
    file_free(&bytes);
    state_close(&file);
    looked_at = 100;
    assert_int_equal(state_take(folder, "a", 100, &file, &bytes), FILE_IN_USE);
    looked_at = 0;
    close(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_where_it_is, enter, leave),
        cmocka_unit_test_setup_teardown(test_what_is_added_is_there, enter, leave),
        cmocka_unit_test_setup_teardown(test_a_file_that_was_removed_before_it_was_held_is_none, enter, leave),
        cmocka_unit_test_setup_teardown(test_a_glance_is_waited_for, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
