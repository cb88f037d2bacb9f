/*
 * visit_saved.h - a visit that is kept as it goes, taken up again, and saved.
 */
#ifndef IFS_VISIT_SAVED_H
#define IFS_VISIT_SAVED_H

#include "interview.h"
#include "keeping.h"

/* What was saved before this visit. */
struct earlier {
    const char *path; /* the patient file; NULL: none */
    void *storage;
    bool there; /* it could be read */
    ifs_request request;
    struct patient_visit visit;
};

struct saved {
    /* by the caller */
    const char *patient; /* --patient FILE */
    const char *output;  /* --save FILE */
    bool offered;        /* nothing was named to be written: the patient file is offered */
    const char *draft;   /* id of the draft to go on with */
    const char *protocol_path;
    const char *site_path; /* "": none */
    struct interview *interview; /* protocol, request, dialogue set */
    struct instant at;
    bool at_given; /* --at: answers count as given then */
    /* of its own, all zero at first */
    struct keeping *keeping;
    struct earlier earlier;
    struct keeping_resumed resumed;
    char *place;    /* of the patient file, in full; owned */
    bool sheet_out; /* by the caller, before saved_end: a sheet was written or shown */
    bool ended;     /* likewise: there is nobody to ask any more */
};

/* Before the command line is read: the answers of the draft or of the patient file go into the request. EXIT_READY, or the status after
 * saying why the visit cannot go on: on standard output, but that there is no memory. */
int saved_read(struct saved *saved);

/* Before the first question, once the request is settled: who it is, what is asked again, and that answers are kept from here on. False
 * when the nurse wants to end here. */
bool saved_begin(struct saved *saved);

/* At the end, with the sheet built: what has changed since the earlier one. */
void saved_compare(struct saved *saved);

/* After the sheet: offers the patient file, and lets go of the draft. False when --save could not be written. */
bool saved_end(struct saved *saved);

/* A visit that was broken off. */
void saved_break_off(struct saved *saved);

void saved_free(struct saved *saved);

/* visit_again.c: the earlier visit. False when it is another patient's. */
bool earlier_read(struct saved *saved, const char *path);
bool earlier_take_up(struct saved *saved);
void earlier_compare(struct saved *saved);
void earlier_ask_again(struct saved *saved); /* forgets what has grown old, and says so */

/* When answers are given now. */
struct instant saved_now(const struct saved *saved);

/* Sentences with their pieces, and questions of yes and no: false at the end of the input too. */
void saved_say(struct saved *saved, const char *lead, const char *sentence, const char *const *pieces);
bool saved_asks_yes(struct saved *saved, const char *name);

#endif
