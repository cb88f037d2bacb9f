/*
 * switch.h - included before a source that holds its mutants: whether this one is alive.
 */
#ifndef SWITCH_H
#define SWITCH_H

extern int mutant_alive;
extern unsigned char *mutant_seen;

static inline int m_(int number)
{
    mutant_seen[number] = 1;
    return number == mutant_alive;
}

#endif
