/*
 * interview.h - a visit as a talk: question after question until the protocol needs nothing more.
 */
#ifndef IFS_INTERVIEW_H
#define IFS_INTERVIEW_H

#include "ask.h"
#include "dialogue.h"
#include "sheet.h"

#define INTERVIEW_LINE 512

struct interview_words;

struct interview {
    /* by the caller */
    const ifs_protocol *protocol;
    ifs_request *request; /* settled; what is answered in it is not asked */
    struct dialogue *dialogue;
    struct ask_left left; /* may hold what was left before, like `later` and `disputed` below */
    int64_t day;          /* civil date of the order */
    void (*keep)(void *context); /* after every line: keeps what has changed; NULL: nothing is kept */
    void *context;
    bool stopped; /* set by keep: the talk ends here, as if the nurse had said quit */
    /* of the interview: all zero at first; freed by interview_free */
    ifs_plan *plan; /* of the request as it is, after interview_run */
    ifs_plan *trial;
    struct ifs_sheet *sheet;
    struct ask_list *asks;
    struct interview_words *words; /* what was typed and is pointed to */
    struct ask_left later;         /* of what is left, what is asked once more at the end */
    bool asked_later;
    const char *disputed[IFS_FACT_MAX]; /* not taken, as it contradicts another answer, and unknown was not said to that yet; NULL: none */
    struct ask *answered; /* in the order of the answers */
    int answered_count;
    int stage;            /* whose heading was printed; -1: none */
    bool recording;       /* refused, and going on for the record */
    bool out_of_memory;
    char *reasons; /* of the refusal, said already; NULL: not refused */
};

enum interview_end {
    INTERVIEW_DONE,    /* nothing more to ask, or a refusal that nobody wants to go on with */
    INTERVIEW_STOPPED, /* by the nurse */
    INTERVIEW_ENDED,   /* the input did */
    INTERVIEW_FAILED   /* output or memory */
};

/* Asks until one of these. The plan is then that of the request. */
enum interview_end interview_run(struct interview *interview);
void interview_free(struct interview *interview);

#endif
