/*
 * interview_parts.h - what the files of the interview share.
 */
#ifndef IFS_INTERVIEW_PARTS_H
#define IFS_INTERVIEW_PARTS_H

#include "interview.h"
#include "question.h"

/* What becomes of a line that was typed. */
enum interview_step {
    STEP_TAKEN,  /* it was an answer */
    STEP_AGAIN,  /* the same prompt again */
    STEP_REPEAT, /* the same question again, whole */
    STEP_MOVED,  /* another question, in *next */
    STEP_QUIT
};

/* One sentence with its pieces, as a paragraph; each {} one piece. */
void interview_say(struct interview *interview, const char *sentence, const char *const *pieces);
void interview_say_one(struct interview *interview, const char *sentence, const char *piece);

struct question_of interview_question_of(const struct interview *interview);

/* A copy of the words that lives as long as the interview; NULL without memory. */
char *interview_copy(struct interview *interview, const char *words);

/* interview_take.c: reads a line as the answer to that question and says what is wrong with it, or what follows. */
enum interview_step interview_take(struct interview *interview, const struct ask *ask, const struct question *question, char *line);
enum interview_step interview_take_unknown(struct interview *interview, const struct ask *ask);
enum interview_step interview_take_later(struct interview *interview, const struct ask *ask);
const struct sheet_check *interview_override_wanted(const struct interview *interview);
void interview_say_near_command(struct interview *interview, const char *line, bool *said);

/* interview.c: the plan, what to ask and what is refused, after the request has changed. */
void interview_recompute(struct interview *interview);
void interview_note_answered(struct interview *interview, struct ask ask);

/* interview_command.c: true when the line is a command; *step says what follows, *next where to. */
struct command_at {
    const struct ask *ask;
    const struct question *question;
    int position; /* in the answers; answered_count: a new question */
};
bool interview_command(struct interview *interview, const struct command_at *at, char *line, struct ask *next, enum interview_step *step);
/* The command nearly written, NULL: none. Only single words are. */
const char *interview_near_command(const char *line);

/* True when both ask for the same answer. */
bool interview_same(const struct ask *a, const struct ask *b);

#endif
