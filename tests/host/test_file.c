/*
 * Files: what is read is whole and within the cap, what is written is whole or not there, and nothing makes it wait.
 * Each test works in a folder of its own. The tests may run as root, for whom permissions are no obstacle; then those
 * about permissions are skipped.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "claim.h"
#include "file.h"

static int enter_folder(void **state)
{
    char *folder = strdup("/tmp/infusheet-test-XXXXXX");
    *state = folder;
    alarm(20); /* whatever waits for a pipe fails instead of hanging */
    return folder != NULL && mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    alarm(0);
    DIR *folder = opendir(".");
    struct dirent *entry = readdir(folder);
    while (entry != NULL) {
        if (unlink(entry->d_name) != 0 && entry->d_name[0] != '.') {
            rmdir(entry->d_name);
        }
        entry = readdir(folder);
    }
    closedir(folder);
    int left = chdir("/") == 0 && rmdir(*state) == 0 ? 0 : -1;
    free(*state);
    return left;
}

/* Names in the current folder; a temporary file that was left behind is one too many. */
static int count_names(void)
{
    int count = 0;
    DIR *folder = opendir(".");
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            count++;
        }
    }
    closedir(folder);
    return count;
}

static void make_file(const char *path, const char *bytes, size_t size)
{
    FILE *stream = fopen(path, "wb");
    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, size, stream), size);
    assert_int_equal(fclose(stream), 0);
}

static void assert_holds(const char *path, const char *expected)
{
    char bytes[256] = "";
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    bytes[fread(bytes, 1, sizeof bytes - 1, stream)] = '\0';
    fclose(stream);
    assert_string_equal(bytes, expected);
}

static void assert_refused(const char *path, size_t cap, enum file_status expected)
{
    struct file_bytes bytes = {.bytes = (char *)&bytes, .size = 7};
    assert_int_equal(file_read(path, cap, &bytes), expected);
    assert_null(bytes.bytes);
    assert_int_equal(bytes.size, 0);
}

static void test_a_file_is_read_whole(void **state)
{
    (void)state;
    make_file("x", "a\0b\n\xFF", 5);
    struct file_bytes bytes;
    assert_int_equal(file_read("x", 100, &bytes), FILE_FINE);
    assert_int_equal(bytes.size, 5);
    assert_memory_equal(bytes.bytes, "a\0b\n\xFF", 6); /* and a NUL beyond it */
    file_free(&bytes);
    assert_null(bytes.bytes);

    make_file("empty", "", 0);
    assert_int_equal(file_read("empty", 0, &bytes), FILE_FINE);
    assert_int_equal(bytes.size, 0);
    assert_int_equal(bytes.bytes[0], '\0');
    file_free(&bytes);
}

static void test_the_cap_is_the_last_size_that_is_read(void **state)
{
    (void)state;
    make_file("x", "12345", 5);
    struct file_bytes bytes;
    assert_int_equal(file_read("x", 5, &bytes), FILE_FINE);
    file_free(&bytes);
    assert_refused("x", 4, FILE_TOO_LARGE);
    assert_refused("x", 0, FILE_TOO_LARGE);
}

static void test_a_file_that_does_not_tell_its_size_is_capped_all_the_same(void **state)
{
    (void)state;
    struct stat found;
    if (stat("/proc/self/maps", &found) != 0 || !S_ISREG(found.st_mode) || found.st_size != 0) {
        skip();
    }
    assert_refused("/proc/self/maps", 10, FILE_TOO_LARGE);
}

static void test_what_is_no_regular_file_is_refused_without_waiting(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(symlink("pipe", "link"), 0);
    assert_refused("pipe", 100, FILE_NOT_REGULAR);
    assert_refused("link", 100, FILE_NOT_REGULAR);
    assert_refused("/dev/zero", 100, FILE_NOT_REGULAR);
    assert_refused("/dev/tty", 100, FILE_NOT_REGULAR);
    assert_refused(".", 100, FILE_NOT_REGULAR);
}

static void test_what_is_not_there_is_missing(void **state)
{
    (void)state;
    make_file("x", "1", 1);
    assert_refused("nothing", 100, FILE_MISSING);
    assert_refused("x/below", 100, FILE_MISSING);
    assert_refused("", 100, FILE_MISSING);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_refused("dangling", 100, FILE_MISSING);
}

static void test_no_permission_is_forbidden(void **state)
{
    (void)state;
    if (geteuid() == 0) {
        skip();
    }
    make_file("x", "1", 1);
    assert_int_equal(chmod("x", 0), 0);
    assert_refused("x", 100, FILE_FORBIDDEN);
    assert_int_equal(chmod("x", 0400), 0);
    assert_int_equal(file_write("x", "2", 1), FILE_FORBIDDEN);
    assert_int_equal(file_may_write("x"), FILE_FORBIDDEN);
    assert_int_equal(mkdir("shut", 0500), 0);
    assert_int_equal(file_may_write("shut/new"), FILE_FORBIDDEN);
    assert_holds("x", "1");
}

static void test_a_new_file_is_private_and_alone(void **state)
{
    (void)state;
    umask(0);
    assert_int_equal(file_write("new", "a\0b", 3), FILE_FINE);
    struct file_bytes bytes;
    assert_int_equal(file_read("new", 10, &bytes), FILE_FINE);
    assert_int_equal(bytes.size, 3);
    assert_memory_equal(bytes.bytes, "a\0b", 3);
    file_free(&bytes);
    struct stat found;
    assert_int_equal(stat("new", &found), 0);
    assert_int_equal(found.st_mode & 07777, 0600);
    assert_int_equal(count_names(), 1);
    assert_int_equal(file_write("empty", NULL, 0), FILE_FINE);
    assert_holds("empty", "");
}

static void test_an_old_file_is_replaced_not_rewritten(void **state)
{
    (void)state;
    make_file("x", "the old and longer text", 23);
    assert_int_equal(chmod("x", 0640), 0);
    FILE *reader = fopen("x", "rb");
    assert_int_equal(file_write("x", "new", 3), FILE_FINE);
    assert_holds("x", "new");
    char old[32] = "";
    assert_int_equal(fread(old, 1, sizeof old - 1, reader), 23); /* who has it open still reads the old one whole */
    assert_string_equal(old, "the old and longer text");
    fclose(reader);
    struct stat found;
    assert_int_equal(stat("x", &found), 0);
    assert_int_equal(found.st_mode & 07777, 0640);
    assert_int_equal(count_names(), 1);
}

static void test_a_private_file_is_private_whatever_stood_there(void **state)
{
    (void)state;
    struct stat found;
    umask(0);
    make_file("x", "open to all", 11);
    assert_int_equal(chmod("x", 0666), 0);
    assert_int_equal(file_write_private("x", "new", 3), FILE_FINE);
    assert_holds("x", "new");
    assert_int_equal(stat("x", &found), 0);
    assert_int_equal(found.st_mode & 07777, 0600);
    assert_int_equal(file_write_private("y", "new", 3), FILE_FINE);
    assert_int_equal(stat("y", &found), 0);
    assert_int_equal(found.st_mode & 07777, 0600);
    assert_int_equal(file_write_private(".", "new", 3), FILE_NOT_REGULAR);
    assert_int_equal(count_names(), 2);
}

static void test_a_link_is_followed_to_its_target(void **state)
{
    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    make_file("folder/target", "old", 3);
    assert_int_equal(symlink("target", "folder/second"), 0);
    assert_int_equal(symlink("folder/second", "first"), 0);
    assert_int_equal(file_write("first", "new", 3), FILE_FINE);
    assert_holds("folder/target", "new");
    struct stat found;
    assert_int_equal(lstat("first", &found), 0);
    assert_true(S_ISLNK(found.st_mode));

    assert_int_equal(symlink("folder/later", "dangling"), 0); /* to a file that is not there yet */
    assert_int_equal(file_write("dangling", "made", 4), FILE_FINE);
    assert_holds("folder/later", "made");
    assert_int_equal(symlink("round", "round"), 0);
    assert_int_equal(file_write("round", "x", 1), FILE_FAILED);
    assert_int_equal(unlink("folder/target") + unlink("folder/second") + unlink("folder/later"), 0);
}

static void test_places_that_cannot_be_written(void **state)
{
    (void)state;
    make_file("x", "1", 1);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(mkdir("folder", 0700), 0);
    int names = count_names();
    assert_int_equal(file_write("x/below", "2", 1), FILE_MISSING); /* a folder that is a file */
    assert_int_equal(file_write("nowhere/below", "2", 1), FILE_MISSING);
    assert_int_equal(file_write("new/", "2", 1), FILE_MISSING);
    assert_int_equal(file_write("", "2", 1), FILE_MISSING);
    assert_int_equal(file_write("folder", "2", 1), FILE_NOT_REGULAR);
    assert_int_equal(file_write("folder/", "2", 1), FILE_NOT_REGULAR);
    assert_int_equal(file_write("pipe", "2", 1), FILE_NOT_REGULAR);
    assert_int_equal(file_write("/dev/full", "2", 1), FILE_NOT_REGULAR);
    assert_int_equal(file_may_write("x/below"), FILE_MISSING);
    assert_int_equal(file_may_write("nowhere/below"), FILE_MISSING);
    assert_int_equal(file_may_write("new/"), FILE_MISSING);
    assert_int_equal(file_may_write(""), FILE_MISSING);
    assert_int_equal(file_may_write("folder"), FILE_NOT_REGULAR);
    assert_int_equal(file_may_write("folder/"), FILE_NOT_REGULAR);
    assert_int_equal(file_may_write("pipe"), FILE_NOT_REGULAR);
    assert_int_equal(file_may_write("new"), FILE_FINE);
    assert_int_equal(file_may_write("x"), FILE_FINE);
    assert_int_equal(file_may_write("folder/new"), FILE_FINE);
    assert_int_equal(count_names(), names);
    struct stat found;
    assert_int_equal(stat("/dev/full", &found), 0);
    assert_true(S_ISCHR(found.st_mode));
    assert_holds("x", "1");
}

static void test_a_failed_write_leaves_the_old_file_and_nothing_else(void **state)
{
    (void)state;
    make_file("x", "old", 3);
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {.rlim_cur = 4, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum file_status status = file_write("x", "longer than four bytes", 22); /* four are written, then no more */
    enum file_status fresh = file_write("fresh", "longer than four bytes", 22);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_DFL);
    assert_int_equal(status, FILE_NO_SPACE);
    assert_int_equal(fresh, FILE_NO_SPACE);
    assert_holds("x", "old");
    assert_int_equal(count_names(), 1);
}

/* What file_write_stdout says when standard output is that file. */
static enum file_status write_to(const char *path, const char *bytes)
{
    fflush(stdout);
    int kept = dup(STDOUT_FILENO);
    int other = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    assert_true(kept >= 0 && other >= 0 && dup2(other, STDOUT_FILENO) >= 0);
    enum file_status status = file_write_stdout(bytes, strlen(bytes));
    dup2(kept, STDOUT_FILENO);
    close(kept);
    close(other);
    return status;
}

static void test_standard_output_is_checked(void **state)
{
    (void)state;
    assert_int_equal(write_to("out", "sheet\n"), FILE_FINE);
    assert_holds("out", "sheet\n");
    assert_int_equal(write_to("/dev/full", "sheet\n"), FILE_NO_SPACE);
    assert_int_equal(write_to("/dev/full", ""), FILE_FINE);
}

/* Reads slowly from a pipe that is not allowed to block the writer; tells by its exit status whether all arrived. */
static void drain_slowly(int from, size_t expected)
{
    char bytes[4096];
    size_t total = 0;
    ssize_t got = 0;
    do {
        usleep(200);
        got = read(from, bytes, sizeof bytes);
        total += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    _exit(total == expected ? 0 : 1);
}

static void test_a_full_pipe_gets_everything_in_the_end(void **state)
{
    (void)state;
    size_t size = 1000000; /* many times what a pipe holds */
    char *bytes = malloc(size);
    assert_non_null(bytes);
    memset(bytes, 'x', size);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fflush(stdout);
    pid_t reader = fork();
    assert_true(reader >= 0);
    if (reader == 0) {
        close(ends[1]);
        drain_slowly(ends[0], size);
    }
    close(ends[0]);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    int kept = dup(STDOUT_FILENO);
    assert_true(dup2(ends[1], STDOUT_FILENO) >= 0);
    close(ends[1]);
    enum file_status status = file_write_stdout(bytes, size);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    free(bytes);
    int ended = -1;
    assert_int_equal(waitpid(reader, &ended, 0), reader);
    assert_int_equal(status, FILE_FINE);
    assert_int_equal(ended, 0);
}

static void test_every_status_has_words_of_its_own(void **state)
{
    (void)state;
    for (int a = FILE_FINE; a <= FILE_NO_HOME; a++) {
        assert_true(strlen(file_status_words((enum file_status)a)) > 3);
        for (int b = FILE_FINE; b < a; b++) {
            assert_string_not_equal(file_status_words((enum file_status)a), file_status_words((enum file_status)b));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_file_is_read_whole, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_the_cap_is_the_last_size_that_is_read, enter_folder, leave_folder),
        cmocka_unit_test(test_a_file_that_does_not_tell_its_size_is_capped_all_the_same),
        cmocka_unit_test_setup_teardown(test_what_is_no_regular_file_is_refused_without_waiting, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(test_what_is_not_there_is_missing, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_no_permission_is_forbidden, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_a_new_file_is_private_and_alone, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_an_old_file_is_replaced_not_rewritten, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_a_private_file_is_private_whatever_stood_there, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_a_link_is_followed_to_its_target, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_places_that_cannot_be_written, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_a_failed_write_leaves_the_old_file_and_nothing_else, enter_folder,
                                        leave_folder),
        cmocka_unit_test_setup_teardown(test_standard_output_is_checked, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(test_a_full_pipe_gets_everything_in_the_end, enter_folder, leave_folder),
        cmocka_unit_test(test_every_status_has_words_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
