/*
 * bracket.h - which bracket was forgotten.
 */
#ifndef IFS_BRACKET_H
#define IFS_BRACKET_H

#include "scan.h"

/* A bracket without its partner, and what shows it. */
struct bracket_fault {
    const struct scan_token *opened;
    const struct scan_token *key;    /* name of the setting it belongs to, or of the list it is in; NULL: none */
    const struct scan_token *shown;  /* the token that cannot stand inside it */
    const struct scan_token *before; /* the one before that: where the closing bracket belongs */
    bool setting;                    /* the value of a setting: its closing bracket is followed by ; */
};

/* Looks for the one place where a closing bracket, put in, makes all brackets of the file come out even. False when
 * there is no such place. */
bool bracket_find(const struct scan *scan, struct bracket_fault *fault);

/* The bracket that closes what this token opens. */
char bracket_closing(enum scan_kind opened);

#endif
