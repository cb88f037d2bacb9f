/*
 * goal.c - the lines of the joint table, added by each program of the bench to one file.
 *
 * The file is named by $GOALS; `make bench` begins and prints it. Invariant: a goal that is missed is a word and never a failure,
 * for a machine may be slow or busy. What is measured, and how, is left to the programs.
 */
#include "goal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static void write_line(const char *what, const char *goal, const char *measured, const char *word)
{
    const char *path = getenv("GOALS");
    FILE *file = path != NULL ? fopen(path, "a") : NULL;
    if (file != NULL) {
        fprintf(file, "  %-46s %-34s %-26s %s\n", what, goal, measured, word);
        fclose(file);
    }
}

void goal_note(struct goal goal, const char *format, ...)
{
    char measured[80];
    va_list figures;
    va_start(figures, format);
    vsnprintf(measured, sizeof measured, format, figures);
    va_end(figures);
    write_line(goal.what, goal.goal, measured, goal_word(goal.met));
}

void goal_missing(const char *what, const char *goal, const char *why)
{
    write_line(what, goal, why, "not measured");
}

const char *goal_word(bool met)
{
    return met ? "met" : "NOT MET";
}
