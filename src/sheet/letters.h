/*
 * letters.h - letters, digits and the beginnings of words; private to what reads texts of sheets.
 */
#ifndef IFS_LETTERS_H
#define IFS_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

static inline bool letter_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool letter_is_latin(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* A letter and its capital differ in the bit that a space is. */
static inline bool letter_same(char a, char b)
{
    return a == b || (letter_is_latin(a) && (a ^ b) == ' ');
}

/* The byte after these words, where they begin here; else NULL. */
static inline const char *letters_after(const char *at, const char *with)
{
    while (*with != '\0' && *at == *with) {
        at++;
        with++;
    }
    return *with == '\0' ? at : NULL;
}

static inline bool letters_begin(const char *at, const char *with)
{
    return letters_after(at, with) != NULL;
}

/* Capitals are taken for small letters. */
static inline bool letters_begin_in_any_case(const char *at, const char *with)
{
    while (*with != '\0' && letter_same(*at, *with)) {
        at++;
        with++;
    }
    return *with == '\0';
}

#endif
