/*
 * test_cases.c - runs the plain-text cases of every folder of tests/ against the program, one test for each case.
 *
 * The format is in README.md beside this file. The program is the one the environment names (INFUSHEET), so that the
 * same cases run under sanitizers and coverage.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#define CASES_MAX 4096
#define COMMAND_BYTES 8192
#define ANSWER_BYTES (512 * 1024)

struct plain_case {
    char *lines; /* the case's lines, each ended by a newline */
    char name[160];
};

static struct plain_case cases[CASES_MAX];
static struct CMUnitTest tests[CASES_MAX];
static size_t case_count;
static char answer[ANSWER_BYTES];

static const char *program(void)
{
    const char *named = getenv("INFUSHEET");
    return named != NULL ? named : "build/infusheet";
}

/* The command of a case, for the shell. */
static void command_of(const struct plain_case *of, char *command, size_t capacity)
{
    int length = snprintf(command, capacity, "'%s'", program());
    for (const char *line = of->lines; *line != '\0'; line = strchr(line, '\n') + 1) {
        if (strncmp(line, "$ ", 2) == 0) {
            length += snprintf(command + length, capacity - (size_t)length, " %.*s", (int)strcspn(line + 2, "\n"), line + 2);
            assert_true((size_t)length + 8 < capacity);
        }
    }
    snprintf(command + length, capacity - (size_t)length, " 2>&1");
}

static int run(const char *command)
{
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t length = fread(answer, 1, sizeof answer - 1, pipe);
    answer[length] = '\0';
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int has_line(const char *wanted)
{
    size_t length = strlen(wanted);
    for (const char *line = answer; line != NULL && *line != '\0';) {
        const char *end = strchr(line, '\n');
        size_t size = end != NULL ? (size_t)(end - line) : strlen(line);
        if (size == length && strncmp(line, wanted, length) == 0) {
            return 1;
        }
        line = end != NULL ? end + 1 : NULL;
    }
    return 0;
}

static void expect(const char *line, int status, const char *command)
{
    char wanted[2048];
    snprintf(wanted, sizeof wanted, "%.*s", (int)strcspn(line + 2, "\n"), line + 2);
    int holds = 1;
    switch (line[0]) {
    case '=':
        holds = has_line(wanted);
        break;
    case '~':
        holds = strstr(answer, wanted) != NULL;
        break;
    case '!':
        holds = strstr(answer, wanted) == NULL;
        break;
    case '?':
        holds = status == atoi(wanted);
        break;
    default:
        break;
    }
    if (!holds) {
        fail_msg("%s\nexpected: %c %s\nexit status %d, answer:\n%s", command, line[0], wanted, status, answer);
    }
}

static void run_case(void **state)
{
    const struct plain_case *of = *state;
    char command[COMMAND_BYTES];
    command_of(of, command, sizeof command);
    int status = run(command);
    int status_named = 0;
    for (const char *line = of->lines; *line != '\0'; line = strchr(line, '\n') + 1) {
        status_named |= line[0] == '?';
        if (strchr("=~!?", line[0]) != NULL) {
            expect(line, status, command);
        }
    }
    if (!status_named && status != 0) {
        fail_msg("%s\nexpected exit status 0, got %d, answer:\n%s", command, status, answer);
    }
}

static void add_case(const char *file, int line, const char *lines, size_t length)
{
    struct plain_case *added = &cases[case_count];
    if (case_count == CASES_MAX) {
        fprintf(stderr, "%s:%d: too many cases\n", file, line);
        exit(1);
    }
    added->lines = strndup(lines, length);
    snprintf(added->name, sizeof added->name, "%s:%d", file, line);
    tests[case_count] = (struct CMUnitTest){added->name, run_case, NULL, NULL, added};
    case_count++;
}

static int is_known(const char *line)
{
    return line[0] == '#' || line[0] == '\n' || (strchr("$=~!?", line[0]) != NULL && line[1] == ' ');
}

/* Splits at empty lines; a paragraph without a command is a remark. */
static void read_file(const char *file)
{
    static char bytes[1024 * 1024];
    FILE *stream = fopen(file, "r");
    size_t length = stream != NULL ? fread(bytes, 1, sizeof bytes - 3, stream) : 0;
    if (stream == NULL || length == 0) {
        fprintf(stderr, "%s: empty or unreadable\n", file);
        exit(1);
    }
    fclose(stream);
    memcpy(bytes + length, "\n\n", 3);
    const char *start = NULL;
    int number = 0;
    int start_number = 0;
    for (const char *line = bytes; *line != '\0'; line = strchr(line, '\n') + 1) {
        number++;
        if (!is_known(line)) {
            fprintf(stderr, "%s:%d: a line of a case begins with one of # $ = ~ ! ? and a space\n", file, number);
            exit(1);
        }
        if (line[0] == '\n' && start != NULL) {
            add_case(file, start_number, start, (size_t)(line - start));
            start = NULL;
        } else if (line[0] == '$' && start == NULL) {
            start = line;
            start_number = number;
        }
    }
}

int main(void)
{
    glob_t files;
    if (glob("tests/*/*.cases", 0, NULL, &files) != 0) {
        fprintf(stderr, "no .cases files in the folders of tests/\n");
        return 1;
    }
    for (size_t i = 0; i < files.gl_pathc; i++) {
        read_file(files.gl_pathv[i]);
    }
    globfree(&files);
    return _cmocka_run_group_tests("cases", tests, case_count, NULL, NULL);
}
