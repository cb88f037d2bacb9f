/*
 * question.h - how one question of a visit reads.
 */
#ifndef IFS_QUESTION_H
#define IFS_QUESTION_H

#include "ask.h"
#include "sheet.h"

#define QUESTION_CHOICES 64
#define QUESTION_LINES 9 /* confirm it, why, four checks and how many more, dosing, explained */

/* One answer of a list. */
struct question_choice {
    const char *name; /* as it is typed */
    const char *text; /* what it means; NULL: its name says it */
};

/* Strings live in the scratch sheet, the protocol or the request. */
struct question {
    const char *name;     /* "weight", "creatinine, crcl, egfr or renal" */
    const char *units;    /* "kg", "mg/dL or umol/L"; NULL: none */
    const char *text;     /* "Body weight?" */
    const char *expected; /* "0.5 to 300 kg"; "yes or no"; NULL: a list of choices, or free text */
    const char *usual;    /* what the protocol takes when nobody chooses; NULL: nothing */
    bool yes_no;
    int choice_count;     /* listed by number */
    struct question_choice choices[QUESTION_CHOICES];
};

/* What a question is made of; the sheet is only for its letters, which are written anew. */
struct question_of {
    const ifs_protocol *protocol;
    const ifs_request *request;
    const ifs_plan *plan;
    const struct ask_left *left;
    struct ifs_sheet *scratch;
};

void question_build(const struct question_of *of, const struct ask *ask, struct question *out);

/* Why it is asked and what it means: the checks that read it, what depends on it, the fact explained. One line each. */
struct question_help {
    int count;
    const char *lines[QUESTION_LINES];
};
void question_explain(const struct question_of *of, const struct ask *ask, struct question_help *out);

/* Adds the answer to that question as it stands: "72 kg", "Dr Example, L-1"; "unknown" where there is none. */
void question_add_answer(struct text *out, const struct question_of *of, const struct ask *ask);

/* Adds the name of the question: of a fact its name, else "dose", "over LOADING", "prescriber", "override". */
void question_add_name(struct text *out, const ifs_protocol *protocol, const struct ask *ask);

#endif
