/*
 * dialogue.h - saying something at a terminal and reading a line, or the same through pipes.
 */
#ifndef IFS_DIALOGUE_H
#define IFS_DIALOGUE_H

#include <stdbool.h>
#include <stddef.h>

struct dialogue;

/* Standard input and output. At a terminal lines can be edited while they are typed; nothing of them is kept. NULL without memory. */
struct dialogue *dialogue_open(void);
void dialogue_close(struct dialogue *dialogue);

/* One paragraph, broken at the width of the window; lines after the first, and the first behind `lead`, begin at its columns. */
void dialogue_say(struct dialogue *dialogue, const char *lead, const char *words);
void dialogue_blank(struct dialogue *dialogue); /* an empty line, unless the last one is */

/* How many columns a line may have. */
size_t dialogue_columns(const struct dialogue *dialogue);

/* Lines as they are, such as a sheet of fixed width. */
void dialogue_show(struct dialogue *dialogue, const char *lines);

/* True once: a letter was printed as ? because this terminal has none for it. */
bool dialogue_lost_letters(struct dialogue *dialogue);

enum dialogue_status {
    DIALOGUE_ANSWER,
    DIALOGUE_TOO_LONG, /* the line is passed over whole */
    DIALOGUE_END,      /* of the input */
    DIALOGUE_FAILED    /* the output cannot be written */
};

/* Asks with that prompt for one line, without its end; UTF-8 where the terminal can be asked for it. */
enum dialogue_status dialogue_ask(struct dialogue *dialogue, const char *prompt, char *line, size_t size);

#endif
