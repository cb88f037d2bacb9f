/*
 * finding.h - a list of findings: what is wrong, where, and what to write instead.
 */
#ifndef IFS_FINDING_H
#define IFS_FINDING_H

#include "infusheet.h"

struct place {
    const char *file; /* not owned; copied by finding_add; NULL: none */
    int line;         /* 0: none */
    int column;       /* 0: none; counted in characters from 1 */
};

struct finding {
    ifs_severity severity;
    char code[40]; /* stable, kebab-case */
    char *file;    /* owned copy or NULL */
    int line;
    int column;
    char *message; /* owned; one line, control characters replaced */
};

/* An all-zero list is empty and ready for use. */
struct findings {
    struct finding *list;
    size_t count;
    size_t capacity;
    bool lost; /* true when memory ran out and a finding could not be kept */
};

/* Adds one finding. The code must fit into struct finding (a longer one traps). Bytes of the file name and of the
 * message that are not fit for one line of a terminal (control and direction characters, invalid UTF-8) become '?'. */
void finding_add(struct findings *findings, ifs_severity severity, const char *code, struct place place,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

/* How many of this severity. A lost finding counts as one error: nobody knows what it would have said. */
size_t finding_count(const struct findings *findings, ifs_severity severity);

/* True when memory ran out: a finding says so (code no-memory) or was lost. What was read is then not known to be right or wrong. */
bool finding_no_memory(const struct findings *findings);

/* "error", "warning", "note". */
const char *finding_severity_word(ifs_severity severity);

void finding_sort(struct findings *findings); /* by file (none first), line, column, stable */
void finding_free(struct findings *findings); /* the list is empty and usable afterwards */

/* "file:line:column: error: message [code]" with the parts that are known, newline at the end, into an allocated string
 * the caller frees; NULL without memory. */
char *finding_line(const struct finding *finding);

#endif
